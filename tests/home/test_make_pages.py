"""The pages around the directory: made once, never made over."""

import re

import pytest
import yaml
from django.core.management import call_command
from django.utils.html import strip_tags
from wagtail.models import Locale, Page, Revision, Site

from core.models import EmergencyNumber, SiteSettings
from home.demo import CONTENT, make_pages
from home.models import HomePage, SectionPage, Seed, StandardPage

pytestmark = pytest.mark.django_db

FOOTER = (
    "domande-frequenti", "contatti", "assistenza", "prenota-appuntamento",
    "segnala-disservizio", "condizioni-di-servizio", "privacy", "note-legali",
    "accessibilita", "amministrazione-trasparente", "mappa-del-sito",
)  # fmt: skip


@pytest.fixture
def bare(db):
    """A database as migrations leave it."""
    Locale.objects.get_or_create(language_code="it")
    for page in HomePage.objects.all():
        page.delete()


@pytest.fixture
def made(bare):
    make_pages()
    return HomePage.objects.get()


def test_the_tree(made):
    assert Site.objects.get(is_default_site=True).root_page_id == made.pk
    assert Page.objects.filter(depth=2).count() == 1
    top = Page.objects.child_of(made).order_by("path")
    menu = [page.title for page in top if page.show_in_menus]
    assert menu == [
        "Servizi",
        "Sportelli",
        "Amministrazione",
        "Novità",
        "Vivere Cremona",
    ]
    assert {page.slug for page in top} >= set(FOOTER)
    children = {
        page.slug: [child.title for child in page.get_children().order_by("path")]
        for page in SectionPage.objects.child_of(made)
    }
    assert children == {
        "amministrazione": ["Enti e fondazioni", "Uffici", "Documenti e dati"],
        "novita": ["Notizie", "Comunicati", "Avvisi", "Campagne"],
        "vivere-cremona": ["Luoghi", "Eventi"],
    }


def test_what_an_editor_wrote_stays(made):
    page = StandardPage.objects.get(slug="contatti")
    page.summary = "Nuovo."
    page.save_revision().publish()
    SiteSettings.objects.update(line_phone="0372 1234567")
    before = Page.objects.count(), Revision.objects.count()
    assert make_pages() == 0
    assert (Page.objects.count(), Revision.objects.count()) == before
    page.refresh_from_db()
    assert page.summary == "Nuovo."
    assert SiteSettings.objects.get().line_phone == "0372 1234567"


def test_settings(made):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    assert (settings.patron_name, settings.patron_day, settings.patron_month) == (
        "Sant'Omobono", 13, 11,
    )  # fmt: skip
    assert settings.tax_code == "00297960197"
    assert "Via Mantova 25" in settings.line_place
    assert settings.line_phone == ""
    numbers = list(EmergencyNumber.objects.values_list("number", flat=True))
    assert numbers == ["112", "1522", "116117", "114"]


def test_legal_notes_and_questions(made):
    notes = StandardPage.objects.get(slug="note-legali")
    assert [block.block_type for block in notes.body][0] == "licence"
    questions = StandardPage.objects.get(slug="domande-frequenti")
    assert sum(block.block_type == "question" for block in questions.body) >= 10


def test_internal_links_lead_somewhere(made):
    """Links to pages of this site; those of other apps are in their content files."""
    from exchange.content import read_content
    from network.demo import CONTENT as NETWORK

    content = read_content()
    keepers = {s.slug: s.keeper for s in content.services}
    below = {f"/servizi/{o.slug}/" for o in content.organisations}
    below |= {f"/servizi/{body}/{slug}/" for slug, body in keepers.items()}
    below |= {f"/servizi/{d.organisation}/{d.slug}/" for d in content.desks}
    for name, rows in (("agreements", "agreements"), ("network", "bodies")):
        pages = yaml.safe_load((NETWORK / f"{name}.yaml").read_text(encoding="utf-8"))
        top = f"/amministrazione/{pages['index']['slug']}/"
        below |= {top, *(f"{top}{page['slug']}/" for page in pages[rows])}
    here = {page.get_url() for page in Page.objects.filter(depth__gt=1)} | below
    for place in CONTENT.glob("*.yaml"):
        for link in re.findall(r"\]\((/[^)]*)\)", place.read_text(encoding="utf-8")):
            assert link in here, (place.name, link)
    assert SiteSettings.objects.get().line_url in here


@pytest.mark.parametrize("place", sorted(CONTENT.glob("*.yaml")), ids=lambda p: p.stem)
def test_texts_are_yaml_and_have_no_cold_words(place):
    text = strip_tags(str(yaml.safe_load(place.read_text(encoding="utf-8")))).casefold()
    for word in ("utente", "utenti", "istanza", "presa in carico"):
        assert not re.search(rf"\b{word}\b", text), word


def test_the_command(bare, capsys):
    call_command("make_pages")
    assert "Pagine create: 26." in capsys.readouterr().out


def test_what_an_editor_deleted_is_not_made_again(made):
    for slug in ("notizie", "vivere-cremona", "domande-frequenti"):
        Page.objects.get(slug=slug).delete()
    before = set(Page.objects.values_list("pk", "title"))
    assert make_pages() == 0
    assert set(Page.objects.values_list("pk", "title")) == before


def test_what_an_editor_renamed_or_moved_is_not_made_twice(made):
    section = SectionPage.objects.get(slug="novita")
    section.slug, section.title = "notizie-e-avvisi", "Notizie e avvisi"
    section.save()
    Page.objects.get(slug="contatti").move(section, pos="last-child")
    before = Page.objects.count()
    assert make_pages() == 0
    assert Page.objects.count() == before


def test_a_page_new_in_the_content_is_made_below_a_renamed_one(made):
    Page.objects.filter(slug="eventi").delete()
    Seed.objects.filter(address="/vivere-cremona/eventi").delete()
    section = SectionPage.objects.get(slug="vivere-cremona")
    section.slug = "vivere-crema"
    section.save()
    assert make_pages() == 1
    assert Page.objects.get(slug="eventi").get_parent().pk == section.pk


def test_pages_made_before_seeds_were_noted_are_recognised(made):
    Seed.objects.all().delete()
    assert make_pages() == 0
    Page.objects.get(slug="contatti").delete()
    assert make_pages() == 0


def test_without_a_home_all_begins_anew(made):
    count = Page.objects.count()
    HomePage.objects.get().delete()
    assert make_pages() == count - 1
    assert {str(seed) for seed in Seed.objects.all()} >= {"/servizi", "/novita/avvisi"}
