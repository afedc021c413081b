"""Documents as PDF: whole, tagged, fetched from nowhere."""

import io
import sys

import pytest
from PIL import ImageFile
from pypdf import PdfReader

from core import pdf


@pytest.fixture
def template(settings, tmp_path):
    def write(html):
        (tmp_path / "prova.html").write_text(html, encoding="utf-8")
        settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
        return "prova.html"

    return write


@pytest.mark.pango
def test_a_pdf_holds_its_words_and_is_tagged(template):
    name = template(
        "<html lang='it'><head><title>Elenco</title></head>"
        "<body><h1>Servizi</h1><p>{{ word }}</p></body></html>"
    )
    reader = PdfReader(io.BytesIO(pdf.render_pdf(name, {"word": "perché"})))
    assert "perché" in reader.pages[0].extract_text()
    assert reader.metadata.title == "Elenco"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "it"
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.pango
@pytest.mark.parametrize(
    "address",
    ["https://example.org/x.png", "file:///etc/hostname", "../manage.py", "//x.it/a"],
)
def test_a_pdf_fetches_nothing_but_the_product_s_own_files(template, address):
    from weasyprint.urls import FatalURLFetchingError

    name = template(f"<html><body><img alt='' src='{address}'></body></html>")
    with pytest.raises(FatalURLFetchingError, match="not fetched"):
        pdf.render_pdf(name, {})


def test_a_machine_without_pango_is_told_what_to_install(monkeypatch, template):
    class Missing:
        def find_spec(self, name, *_):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(pdf.PdfUnavailable, match="apt-get install libpango"):
        pdf.render_pdf(template("x"), {})
