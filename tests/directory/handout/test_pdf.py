"""The sheet as PDF: tagged, titled, in a language, and every label drawn."""

import io
from collections import Counter

import pytest
from pypdf import PdfReader

from directory.handout.labels import labels_in, languages

pytestmark = [pytest.mark.django_db, pytest.mark.pango]


def elements(node):
    """(type, element) of everything in the tree of tags."""
    node = node.get_object()
    if not hasattr(node, "get"):
        return
    if "/S" in node:
        yield node["/S"], node
    children = node.get("/K", [])
    children = children.get_object() if hasattr(children, "get_object") else children
    for child in children if isinstance(children, list) else [children]:
        if hasattr(child.get_object(), "get"):
            yield from elements(child)


@pytest.fixture
def pdf(home, sheet, desk, secret, send):
    def read(**sent):
        answer = send("pdf", [sheet, desk, *secret], **sent)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert 'inline; filename="foglio' in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store, private"
        return PdfReader(io.BytesIO(answer.content))

    return read


def words_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_is_tagged_titled_and_in_italian(pdf):
    reader = pdf()
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "it"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Foglio di orientamento"
    found = list(elements(root["/StructTreeRoot"]))
    kinds = [kind for kind, _ in found]
    assert kinds.count("/H1") == 1
    assert {"/H2", "/H3", "/P", "/L", "/LI"} <= set(kinds)
    figures = [element["/Alt"] for kind, element in found if kind == "/Figure"]
    assert figures == ["Codice QR: apre la lista sul telefono"]


def test_a_label_in_another_language_says_which(pdf):
    """A voice reads it as what it is, and the Italian beside it as Italian."""
    root = pdf(lingua="ar").trailer["/Root"]
    assert root["/Lang"] == "it"
    found = [
        (kind, one.get("/Lang")) for kind, one in elements(root["/StructTreeRoot"])
    ]
    assert ("/Span", "ar") in found
    assert {language for _, language in found} == {None, "ar", "it"}


def test_it_says_what_the_page_says_and_no_more(pdf):
    words = words_of(pdf())
    for wanted in ("Aiuto per la spesa", "0372 123456", "Servizio di ascolto", "1522"):
        assert wanted in words
    assert "violenza" not in words
    assert "Casa protetta" not in words


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_every_label_is_drawn(pdf, language):
    """With fonts of the product: another machine may have none for these letters."""
    reader = pdf(lingua=language.code)
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].get_object().values()
    }
    own = ("Titillium-Web", "Labels")
    assert [name for name in fonts if not name.startswith(own)] == []
    if language.direction == "ltr":
        words = words_of(reader)
        label = labels_in(language.code)["bring"].text
        assert "".join(label.split()) in "".join(words.split())


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("a5", 420)])
def test_it_has_the_size_that_was_asked_for(pdf, paper, width):
    page = pdf(formato=paper).pages[0]
    assert round(float(page.mediabox.width)) == width


def sizes_of(page):
    """How often each size of letters, in points, is written."""
    found = Counter()

    def count(text, place, matrix, font, size):
        if text.strip():
            found[round(size * abs(matrix[3] * place[3]), 1)] += 1

    page.extract_text(visitor_text=count)
    return found


def test_large_print_is_eighteen_points(pdf):
    (usual, _), *_ = sizes_of(pdf().pages[0]).most_common(1)
    (large, _), *_ = sizes_of(pdf(grande="si").pages[0]).most_common(1)
    assert (usual, large) == (12, 18)
