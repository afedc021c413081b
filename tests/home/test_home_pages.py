"""Home, sections, text pages, the map, and what answers where nothing is."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from core.models import EmergencyNumber, SiteSettings
from directory.models import Deadline, DeskPage
from home.contexts import open_deadlines
from home.demo import make_pages
from home.models import HomePage, SectionPage, SiteMapPage, StandardPage
from search.index import index_page
from tests.factories import DeskFactory, ServiceFactory, restrict

LICENCE = (
    "In applicazione del principio open by default ai sensi dell’articolo 52 del decreto "
    "legislativo 7 marzo 2005, n. 82 (CAD) e salvo dove diversamente specificato (compresi "
    "i contenuti incorporati di terzi), i dati, i documenti e le informazioni pubblicati sul "
    "sito sono rilasciati con licenza CC-BY 4.0. Gli utenti sono quindi liberi di "
    "condividere (riprodurre, distribuire, comunicare al pubblico, esporre in pubblico), "
    "rappresentare, eseguire e recitare questo materiale con qualsiasi mezzo e formato e "
    "modificare (trasformare il materiale e utilizzarlo per opere derivate) per qualsiasi "
    "fine, anche commerciale con il solo onere di attribuzione, senza apporre restrizioni "
    "aggiuntive."
)


def read(path):
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def sheet(body):
    return ServiceFactory(parent=body, title="ISEE", slug="isee")


@pytest.fixture
def page(home):
    """Make a page below the home page."""
    return lambda model, **fields: home.add_child(instance=model(**fields))


# --- addresses ---------------------------------------------------------------------


def test_a_page_is_found_in_two_queries_however_deep(home, sheet, rf, queries):
    request = rf.get(sheet.url)
    parts = [part for part in sheet.url.split("/") if part]
    home.route(request, parts)
    with queries() as found:
        result = home.route(request, parts)
    assert result.page == sheet
    assert type(result.page) is type(sheet)
    assert len(found) <= 2


def test_drafts_and_what_is_not_there_are_not_found(home, body, sheet):
    draft = ServiceFactory(parent=body, live=False)
    for path in (draft.url, "/servizi/niente/", "/niente/", f"{sheet.url}altro/"):
        assert Client().get(path).status_code == 404, path
    sheet.unpublish()
    assert Client().get(sheet.url).status_code == 404


def test_pages_with_addresses_of_their_own_still_answer(home, sheet):
    for path in ("/", "/servizi/", "/servizi/categorie/", "/servizi/bisogni/"):
        assert Client().get(path).status_code == 200, path


def test_an_address_without_its_last_slash_leads_to_the_page(sheet):
    answer = Client().get(sheet.url.rstrip("/"))
    assert answer.status_code == 301
    assert answer.url == sheet.url


def test_a_moved_sheet_is_still_reached_by_its_old_address(
    body, other_body, sheet, django_capture_on_commit_callbacks
):
    old = sheet.url
    with django_capture_on_commit_callbacks(execute=True):
        sheet.move(other_body, pos="last-child")
    sheet.refresh_from_db()
    assert Redirect.objects.exists()
    answer = Client().get(old)
    assert answer.status_code == 301
    assert answer.url.endswith("/sindacato-di-prova/isee/")


# --- home --------------------------------------------------------------------------


def test_an_empty_home_is_shown(home):
    html = read("/")
    assert "<h1>Sportello Sociale</h1>" in html
    assert 'action="/cerca/"' in html
    main = html[html.index("<main") : html.index("</main>")]
    assert "<h2" not in main


def test_where_no_desk_of_the_protocol_is_home_shows_those_there_are(body, client):
    DeskFactory(parent=body, title="CAF", kind="caf")
    DeskFactory(parent=body, title="1522", kind="linea-telefonica")
    shown = [view.desk.title for view in client.get("/").context["desks"]]
    assert shown == ["CAF"]
    for n in range(7):
        DeskFactory(parent=body, title=f"PUA {n}", kind="pua")
    assert len(client.get("/").context["desks"]) == 6


def test_home_shows_open_deadlines_alone_the_nearest_first(sheet):
    today = timezone.localdate()
    day = dt.timedelta(1)
    rows = {
        "chiuso ieri": (None, today - day),
        "chiude oggi": (None, today),
        "chiude tardi": (None, today + 30 * day),
        "aperto oggi": (today, today + 3 * day),
        "apre domani": (today + day, today + 60 * day),
        "senza fine": (today - day, None),
    }
    for title, (opens, closes) in rows.items():
        Deadline.objects.create(
            page=sheet, title=title, opens_on=opens, closes_on=closes
        )
    shown = [line.title for line in open_deadlines(today)]
    assert shown == ["chiude oggi", "aperto oggi", "chiude tardi"]
    html = read("/")
    assert "Scadenze e bandi aperti adesso" in html
    assert "chiuso ieri" not in html
    assert "apre domani" not in html


def test_a_deadline_on_the_home_page_names_its_sheet(sheet):
    Deadline.objects.create(page=sheet, title="fondi", closes_on=dt.date(2999, 1, 1))
    assert "<p>ISEE</p>" in read("/")
    assert "<p>ISEE</p>" not in read(sheet.url)


def test_home_shows_six_deadlines_at_most(sheet, client):
    for n in range(8):
        Deadline.objects.create(
            page=sheet, title=f"bando {n}", closes_on=dt.date(2999, 1, n + 1)
        )
    assert len(client.get("/").context["deadlines"]) == 6


def test_home_shows_desks_of_the_protocol_first_and_no_phone_line(body, client):
    for n in range(6):
        DeskFactory(parent=body, title=f"A servizio {n}", kind="servizio-sociale")
    DeskFactory(parent=body, title="B segretariato", kind="segretariato-sociale")
    DeskFactory(parent=body, title="Z sportello", kind="sportello-sociale")
    DeskFactory(parent=body, title="1522", kind="linea-telefonica")
    DeskFactory(parent=body, title="A CAF", kind="caf")
    shown = [view.desk.title for view in client.get("/").context["desks"]]
    assert shown[:3] == ["Z sportello", "B segretariato", "A servizio 0"]
    assert len(shown) == 6
    assert not {"1522", "A CAF"} & set(shown)


def test_home_shows_where_to_call_at_once(body):
    ServiceFactory(parent=body, title="Contro la violenza", crisis=True)
    html = read("/")
    assert "Aiuto urgente" in html
    assert "Chiama 1522" in html


def test_the_home_page_is_one_and_no_result(home):
    assert home.search_entry() is None
    assert not HomePage.can_create_at(home.get_parent())


# --- sections and text pages -------------------------------------------------------


def test_a_section_lists_its_published_pages(home, page):
    section = page(
        SectionPage,
        title="Amministrazione",
        slug="amministrazione",
        summary="Chi siamo.",
    )
    assert "Qui non c'è ancora nulla." in read(section.url)
    for title, live in (("Documenti", True), ("In bozza", False)):
        section.add_child(
            instance=StandardPage(title=title, summary="Sunto.", live=live)
        )
    html = read(section.url)
    assert "Documenti" in html
    assert "Sunto." in html
    assert "In bozza" not in html
    assert 'data-element="management-category-link"' in html


def test_a_section_lists_bodies_or_desks_or_nothing(home, page, body):
    DeskFactory(parent=body, title="Un banco")
    bodies = page(SectionPage, title="Enti", slug="enti", listing="organisations")
    desks = page(SectionPage, title="Uffici", slug="uffici", listing="desks")
    nothing = page(SectionPage, title="Dati", slug="dati", listing="nothing")
    assert f'href="{body.url}"' in read(bodies.url)
    assert "Un banco" in read(desks.url)
    html = read(nothing.url)
    assert "Un banco" not in html
    assert "Qui non c'è ancora nulla." not in html


def test_life_in_town_has_the_hooks_of_the_national_model(home, page):
    section = page(SectionPage, title="Vivere Crema", slug="vivere-crema")
    for slug in ("luoghi", "eventi", "altro"):
        section.add_child(instance=SectionPage(title=slug, slug=slug))
    html = read(section.url)
    assert 'data-element="live-button-locations"' in html
    assert 'data-element="live-button-events"' in html


@pytest.mark.parametrize("number", ["2", "999", "abc", "-1", "0", "\0"])
@pytest.mark.parametrize("listing", ["organisations", "children", "desks", "nothing"])
def test_any_page_of_a_section_s_list_answers(home, page, body, listing, number):
    section = page(SectionPage, title="Lista", slug="lista", listing=listing)
    answer = Client().get(section.url, {"pagina": number})
    assert answer.status_code == 200


def test_a_section_asks_as_much_for_many_rows_as_for_few(home, page, body, queries):
    section = page(SectionPage, title="Uffici", slug="uffici", listing="desks")

    def count():
        read(section.url)
        with queries() as found:
            read(section.url)
        return len(found)

    DeskFactory(parent=body, placed=True)
    few = count()
    for _ in range(12):
        DeskFactory(parent=body, placed=True)
    assert count() == few <= 15


BODY = [
    ("heading", "Un titolo"),
    ("text", "<p>Un testo con <b>forza</b>.</p>"),
    ("question", {"question": "Quanto costa?", "answer": "<p>È gratis.</p>"}),
    ("notice", {"text": "<p>Attenzione.</p>"}),
    ("licence", None),
]


def test_a_text_page_shows_all_its_blocks(page):
    html = read(page(StandardPage, title="Note legali", slug="note", body=BODY).url)
    for part in ("<h2>Un titolo</h2>", "<b>forza</b>", "Quanto costa?", "Attenzione."):
        assert part in html


def test_the_licence_is_that_of_the_national_model_to_the_letter(page):
    html = read(page(StandardPage, title="Note legali", slug="note", body=BODY).url)
    (title,) = re.findall(r'data-element="legal-notes-section">([^<]*)<', html)
    (text,) = re.findall(r'data-element="legal-notes-body">([^<]*)<', html)
    assert title == "Licenza dei contenuti"
    assert text == LICENCE


def test_a_text_page_is_found_by_what_it_says(page):
    made = page(
        StandardPage, title="Privacy", slug="p", summary="I tuoi dati.", body=BODY
    )
    entry = made.search_entry()
    assert (entry.kind, entry.title, entry.url) == ("page", "Privacy", "/p/")
    assert entry.summary == "I tuoi dati."
    for part in ("Un testo con forza", "È gratis", "Quanto costa?"):
        assert part in entry.text
    assert "<" not in entry.text
    assert index_page(made)


def test_a_text_page_without_blocks_is_found_by_its_title(page):
    assert page(StandardPage, title="Vuota", slug="vuota").search_entry().text == ""


# --- the map -----------------------------------------------------------------------


def test_the_map_shows_the_tree_without_what_is_hidden(home, page, body, sheet):
    page(SiteMapPage, title="Mappa del sito", slug="mappa-del-sito")
    hidden = page(SectionPage, title="Intranet", slug="intranet")
    hidden.add_child(instance=StandardPage(title="Segreto", slug="segreto"))
    restrict(hidden)
    ServiceFactory(parent=body, title="In bozza", live=False)
    html = read("/mappa-del-sito/")
    nested = re.search(
        r">Servizi</a>\s*<ul>.*>Comune di prova</a>\s*<ul>.*>ISEE</a>", html, re.S
    )
    assert nested
    for title in ("Intranet", "Segreto", "In bozza"):
        assert title not in html
    assert SiteMapPage.objects.get().search_entry() is None


# --- where nothing is, or all is broken --------------------------------------------


def test_page_not_found_has_the_emergency_numbers_and_a_search(home):
    settings = SiteSettings.for_site(home.get_site())
    settings.emergency_numbers.set(
        [
            EmergencyNumber(number="112", label="Emergenze"),
            EmergencyNumber(number="1522", label="Violenza"),
        ]
    )
    settings.save()
    answer = Client().get("/niente/")
    html = answer.content.decode()
    assert answer.status_code == 404
    for part in ('href="tel:112"', 'href="tel:1522"', 'action="/cerca/"'):
        assert part in html


def test_a_breakdown_is_told_without_asking_anything(home, monkeypatch, queries):
    def broken(*_):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(DeskPage.objects, "published", broken)
    monkeypatch.setattr("home.models.pages.home_context", broken)
    client = Client(raise_request_exception=False)
    answer = client.get("/")
    html = answer.content.decode()
    assert answer.status_code == 500
    for number in ("112", "1522", "116117"):
        assert f'href="tel:{number}"' in html
    assert "the database is gone" not in html
    assert "Content-Security-Policy" in answer.headers


# --- the pages the product brings --------------------------------------------------


def test_the_product_s_pages_are_made_once_and_all_answer(db):
    assert make_pages() > 15
    assert make_pages() == 0
    html = read("/")
    paths = re.findall(r'href="(/[a-z-]*/)"', html.split("<footer")[1])
    assert len(paths) >= 8
    for path in {*paths, "/servizi/", "/sportelli/", "/amministrazione/", "/novita/"}:
        assert Client().get(path).status_code == 200, path
    assert LICENCE in read("/note-legali/")


def test_a_page_that_an_editor_changed_or_deleted_is_treated_with_care(db):
    make_pages()
    page = StandardPage.objects.get(slug="privacy")
    page.title = "La nostra privacy"
    page.save_revision().publish()
    StandardPage.objects.get(slug="contatti").delete()
    assert make_pages() == 0
    page.refresh_from_db()
    assert page.title == "La nostra privacy"
    assert not StandardPage.objects.filter(slug="contatti").exists()


def test_the_command_says_how_many_it_made(db, capsys):
    from django.core.management import call_command

    call_command("make_pages")
    assert re.match(r"Pagine create: \d+\.", capsys.readouterr().out)
    call_command("make_pages", verbosity=0)
    assert capsys.readouterr().out == ""
