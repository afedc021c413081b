"""Markdown becomes the few tags that rich text allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markdown import NotRichTextError, to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Uno.\n\nDue.", "<p>Uno.</p><p>Due.</p>"),
        ("riga\nriga", "<p>riga riga</p>"),
        ("**forte**", "<p><b>forte</b></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("[qui](/servizi/)", '<p><a href="/servizi/">qui</a></p>'),
        ("<b>a</b> & b", "<p>&lt;b&gt;a&lt;/b&gt; &amp; b</p>"),
        ("", ""),
    ],
)
def test_what_rich_text_knows(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# Titolo", "titoli"),
        ("testo\n### Sotto", "titoli"),
        ("*corsivo*", "corsivo"),
        ("[qui](servizi)", "collegamento"),
        ("[qui](//evil.example)", "collegamento"),
        ("- a\n\n  b", "capoverso"),
    ],
)
def test_what_it_does_not_know_is_refused_with_the_reason(text, reason):
    with pytest.raises(NotRichTextError, match=reason):
        to_html(text)


@given(st.text(max_size=200))
def test_no_text_brings_its_own_tags(text):
    try:
        html = to_html(text)
    except NotRichTextError:
        return
    assert "<script" not in html.lower()
    assert "javascript:" not in html.split("<a ")[0].lower() or "<a " not in html
