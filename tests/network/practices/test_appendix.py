"""The appendix: a page to print and a tagged PDF, whole and in order."""

import io
import re

import pytest
from django.test import Client
from pypdf import PdfReader
from wagtail.models import Site

from core.models import SiteSettings
from core.pdf import PdfUnavailable
from network.practices import appendix

TODAY = re.compile(r"Elenco aggiornato (al|all’|all')\s?\d")


@pytest.fixture
def listed(agree, practise, practices):
    practices.agreement = agree("Documento di intenti")
    practices.save()
    practise("Finita", state="conclusa", results="<p>Hanno partecipato 60 persone.</p>")
    link = '<p>Vedi <a href="https://x.example/a">qui</a>.</p>'
    practise("Avviata", joining=link, partners=[{"name": "Cr.Forma"}])
    return practices


def pdf_of(page):
    response = Client().get(f"{page.url}pdf/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert re.search(
        r"prassi-e-\S+-\d{4}-\d\d-\d\d\.pdf", response["Content-Disposition"]
    )
    return PdfReader(io.BytesIO(response.content))


def words_of(reader):
    text = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", text)


def in_order(text, *parts):
    places = [text.index(part) for part in parts]
    assert places == sorted(places), parts


def test_the_page_to_print_is_whole_and_ordered(listed):
    text = Client().get(f"{listed.url}stampa/").content.decode()
    assert TODAY.search(text)
    assert re.search(r"<title>[^<]*: elenco aggiornato (al|all&#x27;)\s?\d", text)
    assert "Appendice a «Documento di intenti»" in text
    in_order(text, "1. Avviata", "Cr.Forma", "Non ancora comunicati", "2. Finita", "60")
    assert f'href="{listed.url}pdf/"' in text


def test_it_bears_the_name_that_the_site_gives_itself(listed):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.service_name, settings.comune = "Punto Famiglia", "Crema"
    settings.save()
    text = Client().get(f"{listed.url}stampa/").content.decode()
    assert "pubblicate sul sito «Punto Famiglia» del Comune di Crema" in text


@pytest.mark.pango
def test_the_pdf_is_the_same_tagged_with_title_and_day(listed):
    reader = pdf_of(listed)
    text = words_of(reader)
    in_order(text, "1. Avviata", "Cr.Forma", "(https://x.example/a)", "2. Finita", "60")
    assert TODAY.search(text)
    assert reader.metadata.title.startswith(
        "Prassi e sperimentazioni: elenco aggiornato"
    )
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "it"
    assert reader.pages[0].get("/Annots") is None


@pytest.mark.pango
def test_a_long_practice_goes_on_over_the_page_and_loses_nothing(practise, practices):
    lines = [f"Riga numero {n} di un testo molto lungo." for n in range(200)]
    practise("Lunga", description="".join(f"<p>{line}</p>" for line in lines))
    practise("Seguente")
    reader = pdf_of(practices)
    text = words_of(reader)
    assert [line for line in lines if line not in text] == []
    in_order(text, "1. Lunga", "2. Seguente")
    assert len(reader.pages) > 3


@pytest.mark.pango
def test_what_is_approved_stands_in_the_next_pdf_at_once(practise, practices):
    practise("Prima")
    assert "Prima" in words_of(pdf_of(practices))
    practise("Appena approvata")
    assert "Appena approvata" in words_of(pdf_of(practices))


def test_it_is_made_once_while_nothing_changes(listed, monkeypatch):
    made = []
    monkeypatch.setattr(
        appendix, "render_pdf", lambda *args: made.append(args) or b"%PDF-"
    )
    for _ in range(3):
        Client().get(f"{listed.url}pdf/")
    assert len(made) == 1


def test_where_no_pdf_can_be_made_the_page_to_print_says_so(listed, monkeypatch):
    def refuse(*args):
        raise PdfUnavailable("manca Pango")

    monkeypatch.setattr(appendix, "render_pdf", refuse)
    response = Client().get(f"{listed.url}pdf/", follow=True)
    assert response.status_code == 200
    assert "Adesso il PDF non si può fare" in response.content.decode()
