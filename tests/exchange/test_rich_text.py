"""Markdown to rich text and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markdown import NotRichTextError, to_html
from exchange.unmarkdown import to_markdown

PAIRS = [
    ("Ciao **a tutti**.", "<p>Ciao <b>a tutti</b>.</p>"),
    ("Uno.\n\nDue.", "<p>Uno.</p><p>Due.</p>"),
    ("- uno\n- due", "<ul><li>uno</li><li>due</li></ul>"),
    ("1. uno\n2. due", "<ol><li>uno</li><li>due</li></ol>"),
    ("[INPS](https://www.inps.it)", '<p><a href="https://www.inps.it">INPS</a></p>'),
    ("[qui](/privacy/)", '<p><a href="/privacy/">qui</a></p>'),
    ("a & b", "<p>a &amp; b</p>"),
    (
        "- uno\n   - dentro\n- due",
        "<ul><li>uno<ul><li>dentro</li></ul></li><li>due</li></ul>",
    ),
]


@pytest.mark.parametrize(("text", "html"), PAIRS)
def test_both_ways(text, html):
    assert to_html(text) == html
    assert to_markdown(html) == text


def test_html_is_shown_not_let_through():
    html = to_html("<script>x</script> <b>y</b>")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_line_break_in_a_paragraph_is_a_space():
    assert to_html("uno\ndue") == "<p>uno due</p>"


def test_loose_lists_hold_text_not_paragraphs():
    assert to_html("- uno\n\n- due") == "<ul><li>uno</li><li>due</li></ul>"


@pytest.mark.parametrize(
    "text",
    ["# Titolo", "un *corsivo*", "[x](javascript:alert(1))x [y](ftp://z)", "[z](//host/)",
     "- uno\n\n  ancora uno"],
)  # fmt: skip
def test_what_rich_text_cannot_hold_is_refused(text):
    with pytest.raises(NotRichTextError):
        to_html(text)


def test_a_script_address_is_no_link():
    assert "href" not in to_html("[x](javascript:alert)")


def test_what_an_editor_writes_comes_back_as_markdown():
    html = (
        '<p data-block-key="ab1">Uno <b>due </b>tre</p><h3>Titolo</h3>'
        '<ul><li>a</li><li><a href="https://x.org">b</a></li></ul><p>x<br/>y</p>'
    )
    text = to_markdown(html)
    assert text == "Uno **due** tre\n\nTitolo\n\n- a\n- [b](https://x.org)\n\nx\\\ny"


def test_signs_that_mean_something_are_escaped():
    for text in (
        "2 * 3 * 4",
        "un_nome_lungo",
        "[non un link]",
        "1. non un elenco",
        "- no",
    ):
        html = f"<p>{text}</p>"
        assert to_html(to_markdown(html)) == html


WORDS = st.text("abcàèì *_[]()1.-&<>#\\", min_size=1, max_size=30)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_any_text_survives_the_way_out_and_in(parts):
    """Once out, it comes in as it was: what the export writes, the import does not change."""
    from html import escape

    clean = [" ".join(part.split()) for part in parts]
    html = "".join(f"<p>{escape(part, quote=False)}</p>" for part in clean if part)
    text = to_markdown(html)
    try:
        again = to_html(text)
    except NotRichTextError:
        pytest.fail(text)
    assert to_markdown(again) == text
