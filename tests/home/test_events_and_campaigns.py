"""Pages of news, events and campaigns: what they tell, to people and to machines."""

import json
import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Page

from core.dates import weekday_in_full
from core.models import SiteSettings
from core.models.media import CustomDocument
from home.models import (
    CampaignMaterial,
    CampaignPage,
    CampaignPartner,
    EventPage,
    NewsPage,
    NoticePage,
    SectionPage,
    StandardPage,
)
from tests.factories import DeskFactory, OrganisationFactory, ServiceFactory
from tests.home.update_factories import (
    DAY,
    FACTORIES,
    CampaignFactory,
    EventFactory,
    NewsFactory,
    NoticeFactory,
    at_five,
    today,
)

LONG = "Contributo straordinario per le famiglie con persone non autosufficienti " * 3
BODY = [("heading", "Un titolo"), ("text", "<p>Un testo con <b>forza</b>.</p>")]


def data_of(page):
    html = Client().get(page.url).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(found[1])


def words(html):
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
    return text.replace(" ,", ",").replace(" .", ".")


# --- all four ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FACTORIES)
def test_a_page_is_shown_full_and_with_the_least_it_may_have(
    sections, body, main, kind
):
    FACTORIES[kind](parent=body, title=LONG[:200], summary=LONG[:250], body=BODY)
    bare = FACTORIES[kind](parent=sections["novita"])
    full = Page.objects.get(title=LONG[:200])
    assert LONG[:200] in unescape(main(full.url))
    assert "<b>forza</b>" in main(full.url)
    assert "A cura di Sportello Sociale del Comune di" in words(main(bare.url))
    assert "A cura di Comune di prova" in words(main(full.url))


@pytest.mark.parametrize("kind", FACTORIES)
def test_it_is_read_where_its_kind_is_listed(sections, body, main, kind):
    page = FACTORIES[kind](parent=body)
    places = {"news": "notizie", "notice": "avvisi", "campaign": "campagne"}
    section = sections[places.get(kind, "eventi")]
    html = main(page.url)
    crumbs = re.findall(r'breadcrumb-item"><a href="([^"]*)"', html)
    assert crumbs == ["/", section.get_parent().url, section.url]


def test_without_such_a_section_the_tree_leads_back(home, body, main):
    crumbs = re.findall(
        r'breadcrumb-item"><a href="([^"]*)"', main(NewsFactory(parent=body).url)
    )
    assert crumbs[-1] == body.url


@pytest.mark.parametrize("kind", FACTORIES)
def test_a_page_costs_few_queries_however_much_it_names(sections, body, queries, kind):
    page = FACTORIES[kind](parent=body)

    def count():
        Client().get(page.url)
        with queries() as found:
            assert Client().get(page.url).status_code == 200
        return len(found)

    fill(kind, page, body, 1)
    few = count()
    fill(kind, page, body, 10)
    assert count() == few <= 12


def fill(kind, page, body, number):
    for n in range(number):
        if kind == "notice":
            page.concerns.create(concerned=ServiceFactory(parent=body))
        if kind == "campaign":
            page.partners.create(
                organisation=OrganisationFactory(parent=body.get_parent())
            )
            page.materials.create(title=f"Foglio {n}", document=document())


def document():
    file = ContentFile(b"%PDF-1.4 prova", name="foglio.pdf")
    return CustomDocument.objects.create(title="Foglio", file=file)


@pytest.mark.parametrize("model", [NewsPage, NoticePage, EventPage, CampaignPage])
def test_where_a_page_may_lie(sections, body, services_index, model):
    assert set(model.allowed_parent_page_models()) == {SectionPage, type(body)}
    assert model.allowed_subpage_models() == []
    assert model.can_create_at(body)
    assert model.can_create_at(sections["notizie"])
    assert not model.can_create_at(services_index)
    assert not model.can_create_at(sections["novita"].get_parent())


def test_what_is_typed_is_escaped_for_people_and_machines(sections, body, main):
    bad = '</script><script>alert("1")</script>'
    for kind in FACTORIES:
        page = FACTORIES[kind](parent=body, title=bad, summary=bad, by=bad)
        html = Client().get(page.url).content.decode()
        assert "<script>alert" not in html
        assert data_of(page)["description"] == bad


# --- news --------------------------------------------------------------------------------------


def test_news_and_statements_tell_machines_what_they_are(sections, body):
    data = data_of(NewsFactory(parent=body, published_on=today() - DAY))
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == (today() - DAY).isoformat()
    assert data["author"]["name"] == "Comune di prova"
    assert "expires" not in data
    notice = NoticeFactory(parent=body)
    assert data_of(notice)["expires"] == notice.ends_on.isoformat()


# --- events ------------------------------------------------------------------------------------


def test_an_event_says_all_that_is_known(sections, body, main):
    desk = DeskFactory(parent=body, title="Il banco", placed=True)
    event = EventFactory(
        parent=body,
        desk=desk,
        place="",
        ends_at=at_five(today() + 7 * DAY) + DAY / 24,
        is_free=False,
        cost="2 euro",
        booking="Telefona prima",
        booking_url="https://example.org/prenota",
        accessibility="Senza gradini",
        contact="Ufficio, in orario",
        online_url="https://example.org/sala",
    )
    html = words(main(event.url))
    for part in (
        *("dalle 17 alle 18", "Il banco, Via Mantova 25", "2 euro", "Telefona prima"),
        *(
            "Senza gradini",
            "Ufficio, in orario",
            "Partecipa da casa",
            "Prenota in rete",
        ),
        "Organizzato da Comune di prova",
        f"Quando {weekday_in_full(today() + 7 * DAY).capitalize()}, dalle 17",
    ):
        assert part in html, part


def test_what_is_not_known_of_an_event_is_said(sections, body, main):
    html = words(main(EventFactory(parent=body, is_free=False).url))
    assert "Non lo sappiamo ancora: chiedi prima di venire." in html
    assert "È a pagamento: chiedi quanto costa." in html
    assert "Non serve prenotare." in html


def test_who_books_on_the_web_is_not_told_that_nothing_is_to_be_booked(
    sections, body, main
):
    event = EventFactory(parent=body, booking_url="https://example.org/prenota")
    html = words(main(event.url))
    assert "Prenotazione Prenota in rete" in html
    assert "Non serve prenotare" not in html


@pytest.mark.parametrize(
    "fields", [{"is_cancelled": True}, {"starts_at": at_five(today() - 2 * DAY)}]
)
def test_nobody_is_led_to_what_does_not_take_place(sections, body, main, fields):
    web = {"booking_url": "https://a.example/", "online_url": "https://b.example/"}
    html = main(EventFactory(parent=body, **web | fields).url)
    assert "a.example" not in html
    assert "b.example" not in html


@pytest.mark.parametrize(
    ("fields", "state", "mode"),
    [
        ({}, "EventScheduled", "OfflineEventAttendanceMode"),
        ({"is_cancelled": True}, "EventCancelled", "OfflineEventAttendanceMode"),
        (
            {"place": "", "online_url": "https://example.org/"},
            "EventScheduled",
            "OnlineEventAttendanceMode",
        ),
        (
            {"online_url": "https://example.org/"},
            "EventScheduled",
            "MixedEventAttendanceMode",
        ),
    ],
)
def test_an_event_for_machines(sections, body, fields, state, mode):
    data = data_of(EventFactory(parent=body, **fields))
    assert data["@type"] == "Event"
    assert data["eventStatus"].endswith(f"/{state}")
    assert data["eventAttendanceMode"].endswith(f"/{mode}")
    assert data["startDate"].startswith((today() + 7 * DAY).isoformat() + "T17:00+0")
    assert data["location"]
    assert data["isAccessibleForFree"] is True


def test_an_event_that_passed_or_was_cancelled_says_so(sections, body, main):
    to_come = main(EventFactory(parent=body).url)
    assert "Aggiungi al calendario" in to_come
    past = main(EventFactory(parent=body, past=True).url)
    assert "È già passato" in past
    assert "Aggiungi al calendario" not in past
    cancelled = main(EventFactory(parent=body, is_cancelled=True).url)
    assert "Questo incontro non si tiene." in cancelled


def test_an_event_must_say_where_and_end_after_it_starts(sections, body):
    event = EventFactory(parent=body)
    event.place = ""
    with pytest.raises(ValidationError) as told:
        event.clean()
    assert "place" in told.value.message_dict
    event.place, event.ends_at = "Qui", event.starts_at - DAY
    with pytest.raises(ValidationError) as told:
        event.clean()
    assert "ends_at" in told.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=event.pk).update(ends_at=event.ends_at)


def test_a_protected_place_is_no_place_for_an_event(sections, body):
    event = EventFactory(parent=body)
    event.desk = DeskFactory(parent=body, confidential=True)
    with pytest.raises(ValidationError) as told:
        event.clean()
    assert "desk" in told.value.message_dict


def test_only_what_is_to_come_is_found(sections, body):
    entry = EventFactory(parent=body, is_cancelled=True).search_entry()
    assert entry.kind == "event"
    assert re.match(
        r"Annullato\. \w+ .* alle 17\. Se ne parla insieme\.", entry.summary
    )
    assert "Sala di prova" in entry.text
    assert EventFactory(parent=body, past=True).search_entry() is None
    assert CampaignFactory(parent=body, past=True).search_entry() is None


# --- campaigns ---------------------------------------------------------------------------------


@pytest.fixture
def campaign(sections, body):
    return CampaignFactory(parent=body)


def test_every_campaign_says_that_nobody_asks_for_money(campaign, main, home):
    html = main(campaign.url)
    assert "Non chiediamo mai soldi o dati bancari" in html
    assert 'href="tel:112"' in html
    assert "Chiedi tu conferma allo sportello" in html
    settings = SiteSettings.for_site(home.get_site())
    settings.line_phone = "0372 000000"
    settings.save()
    assert "Chiama tu" in main(campaign.url)
    assert "0372 000000" in main(campaign.url)


def test_a_campaign_that_is_over_warns_of_who_calls_all_the_same(sections, body, main):
    html = main(CampaignFactory(parent=body, past=True).url)
    assert "non rispondere e non aprire" in html
    assert "Non chiediamo mai soldi" in html


def test_a_campaign_names_who_takes_part_and_what_to_read(campaign, body, main):
    draft = OrganisationFactory(parent=body.get_parent(), title="In bozza", live=False)
    campaign.partners.create(organisation=body)
    campaign.partners.create(organisation=draft)
    campaign.partners.create(name="Parrocchia di prova")
    campaign.materials.create(title="Volantino", document=document())
    campaign.questions = [
        ("question", {"question": "Devo rispondere?", "answer": "<p>No.</p>"})
    ]
    campaign.service = ServiceFactory(parent=body, title="La scheda")
    campaign.verification = "<p>Hanno un <b>tesserino</b>.</p>"
    campaign.save()
    html = main(campaign.url)
    for part in (
        *("Parrocchia di prova", f'href="{body.url}"', "Devo rispondere?"),
        *("La scheda", "<b>tesserino</b>", "Le date non si sanno ancora"),
    ):
        assert part in html, part
    assert re.search(r"Volantino \(PDF, \d+", html)
    assert "In bozza" not in html
    assert "Devo rispondere?" in campaign.search_entry().text
    data = data_of(campaign)
    assert {one["name"] for one in data["contributor"]} == {
        "Comune di prova",
        "Parrocchia di prova",
    }


def test_a_partner_has_a_name_and_a_campaign_ends_after_it_starts(campaign):
    with pytest.raises(ValidationError):
        CampaignPartner(page=campaign).clean()
    CampaignPartner(page=campaign, name="Auser").clean()
    campaign.starts_on, campaign.ends_on = today(), today() - DAY
    with pytest.raises(ValidationError) as told:
        campaign.clean()
    assert "ends_on" in told.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignPage.objects.filter(pk=campaign.pk).update(
            starts_on=today(), ends_on=today() - DAY
        )
    assert str(CampaignMaterial(title="Foglio")) == "Foglio"


def test_a_text_page_lies_below_no_body(body):
    assert not StandardPage.can_create_at(body)
