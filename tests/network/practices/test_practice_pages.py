"""Practices: one page, the list with its filters, what other pages show of them."""

import datetime as dt
import gzip
import html
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from core.models import Review
from network.models import PracticePage
from tests.factories import (
    AudienceFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ServiceFactory,
    restrict,
)


@pytest.fixture
def on(monkeypatch):
    """`on("2027-11-01")` makes it that day."""

    def travel(text):
        day = dt.date.fromisoformat(text)
        monkeypatch.setattr(timezone, "localdate", lambda *_: day)

    return travel


def read(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def told(address):
    """The words of the page's own part."""
    main = read(address).split("<main", 1)[1].split("</main>")[0]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def titles(address):
    return re.findall(r'it-card-title"><a href="[^"]+">([^<]+)', read(address))


def whole(practise, body, title="Primo passo", **more):
    sheet = ServiceFactory(parent=body, title=f"Scheda di {title}")
    facts = {
        "audiences": [AudienceFactory(code="giovani", name="Giovani")],
        "municipalities": [MunicipalityFactory()],
        "starts_on": dt.date(2025, 3, 9),
        "results": "<p>Hanno partecipato 46 giovani.</p>",
        "joining": "<p>Telefona allo sportello.</p>",
        "partners": [{"name": "Cr.Forma"}, {"name": "Il Comune", "organisation": body}],
        "services": [{"service": sheet}],
    }
    return practise(title, **facts | more)


def test_a_practice_tells_who_for_whom_where_since_when_and_with_what_results(
    practise, practices, body
):
    text = told(whole(practise, body).url)
    for words in (
        "Home / Amministrazione / Prassi e sperimentazioni",
        "In corso",
        "Chi la promuove Comune di prova",
        "A chi si rivolge Giovani",
        "Dove Cremona",
        "Periodo Da marzo 2025",
        "Che cosa fa Aiuta.",
        "Con chi Cr.Forma Il Comune",
        "Come aderire o inviare qualcuno Telefona allo sportello.",
        "Risultati Hanno partecipato 46 giovani.",
        "Servizi collegati Scheda di Primo passo",
    ):
        assert words in text.replace("  ", " "), words


def test_the_menu_marks_the_section_of_the_breadcrumb(practise, practices, section):
    section.refresh_from_db()
    section.show_in_menus = True
    section.save()
    menu = read(practise().url).split('aria-label="Principale"')[1].split("</nav>")[0]
    (current,) = re.findall(r'aria-current="(\w+)" href="([^"]+)"', menu)
    assert current == ("true", section.url)


def test_what_is_not_known_says_so_and_whom_to_ask(practise, practices):
    text = told(practise().url)
    assert "Non lo sappiamo ancora: chiedi a Comune di prova" in text
    assert "Risultati" not in text
    assert "Dove Tutto il territorio" in text


def test_what_is_not_public_is_not_named(practise, practices, body, other_body):
    restrict(other_body)
    hidden = ServiceFactory(parent=body, title="Riservata", live=False)
    page = practise(services=[{"service": hidden}], promoter=other_body)
    text = told(page.url)
    assert "Riservata" not in text
    assert "Sindacato" not in text


def test_it_is_checked_once_a_year(practise, practices, on):
    page = practise()
    assert "Da verificare" in told(page.url)
    day = dt.date(2026, 1, 15)
    Review.objects.create(page=page, reviewed_on=day, reviewer="Comune di prova")
    on("2027-01-15")
    assert "Verificata il 15 gennaio 2026 da Comune di prova" in told(page.url)
    on("2027-01-16")
    assert "Da verificare" in told(page.url)


def test_past_its_last_day_it_reads_as_over(practise, practices, on):
    page = practise(ends_on=dt.date(2026, 12, 31))
    on("2026-12-31")
    assert "In corso" in told(page.url)
    on("2027-01-01")
    assert "Attività conclusa" in told(page.url)
    assert "Da verificare" not in told(page.url)
    assert "Come aderire o inviare qualcuno È conclusa: non si può più" in told(
        page.url
    )
    assert titles(f"{practices.url}?stato=conclusa") == ["Prassi di prova"]
    assert titles(f"{practices.url}?stato=in-corso") == []


def test_before_its_first_day_it_says_when_it_will_begin(practise, practices, body, on):
    page = practise(starts_on=dt.date(2027, 3, 1))
    practise("Ferma", state="sospesa", starts_on=dt.date(2027, 3, 1))
    on("2027-02-28")
    for address in (page.url, practices.url, body.url):
        assert "Inizio previsto: marzo 2027" in read(address), address
    assert titles(f"{practices.url}?stato=prevista") == ["Prassi di prova"]
    assert titles(f"{practices.url}?stato=in-corso") == []
    assert titles(f"{practices.url}?stato=sospesa") == ["Ferma"]
    paper = told(f"{practices.url}stampa/")
    assert "In programma 1. Prassi di prova" in paper
    assert "A che punto è In programma. Da marzo 2027" in paper
    on("2027-03-01")
    assert "In corso" in told(page.url)
    assert titles(f"{practices.url}?stato=prevista") == []


def test_its_keeper_does_not_write_that_it_has_not_begun(practise):
    with pytest.raises(ValidationError, match="prevista"):
        practise(state="prevista")


def test_a_name_is_not_taken_for_a_body_that_is_called_alike(practise, practices, body):
    practise("Del Comune")
    practise("Di altri", promoter_name=body.slug.replace("-", " ").upper())
    assert titles(f"{practices.url}?ente={body.slug}") == ["Del Comune"]
    assert titles(f"{practices.url}?ente=~{body.slug}") == ["Di altri"]


def test_an_example_says_so_everywhere_and_is_no_data(practise, practices, body):
    page = practise(is_sample=True)
    for address in (page.url, practices.url, f"{practices.url}stampa/", body.url):
        assert "sempio, non una prassi reale" in read(address), address
    assert "ld+json" not in read(page.url)


def test_the_machine_readable_data_tell_who_and_since_when(practise, body, practices):
    text = read(whole(practise, body).url)
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.S)[1])
    assert data["@type"] == "Project"
    assert data["foundingDate"] == "2025-03"
    assert data["sponsor"][0]["name"] == "Comune di prova"
    assert [one["name"] for one in data["member"]] == ["Cr.Forma", "Il Comune"]


def test_all_are_listed_wherever_they_lie_what_goes_on_first(
    practise, practices, other_body
):
    practise("Ancora", state="conclusa")
    practise("Zeta", parent=other_body)
    practise("Beta", state="sperimentale")
    practise("Bozza", live=False)
    assert titles(practices.url) == ["Zeta", "Beta", "Ancora"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("per=giovani", ["Uno"]),
        ("stato=sperimentale", ["Due"]),
        ("ente=sindacato-di-prova", ["Due"]),
        ("ente=~crforma", ["Tre"]),
        ("comune=crema", ["Tre", "Due"]),
        ("comune=crema&stato=sperimentale", ["Due"]),
        ("per=giovani&ente=~crforma", []),
        ("per=nessuno&x=%00", []),
        ("per=&stato=&ente=&comune=", ["Tre", "Uno", "Due"]),
    ],
)
def test_the_list_is_filtered(practise, practices, other_body, query, found):
    giovani = AudienceFactory(code="giovani", name="Giovani")
    cremona, crema = MunicipalityFactory(), MunicipalityFactory(code="crema")
    practise("Uno", audiences=[giovani], municipalities=[cremona])
    practise("Due", parent=other_body, state="sperimentale", municipalities=[crema])
    practise("Tre", promoter_name="Cr.Forma")
    assert titles(f"{practices.url}?{query}") == found


def test_a_choice_says_how_many_it_leaves_and_may_be_taken_back(practise, practices):
    practise("Uno", state="sperimentale", municipalities=[MunicipalityFactory()])
    practise("Due")
    text = told(f"{practices.url}?stato=sperimentale")
    assert "1 prassi con queste scelte" in text
    assert "In corso (1)" in text
    assert "Togli tutti i filtri" in text
    assert "Vedi tutte le prassi" in told(f"{practices.url}?per=niente")


def test_with_nothing_to_list_there_is_nothing_to_filter_or_print(practices):
    text = read(practices.url)
    assert "Qui non c’è ancora nessuna prassi" in text
    assert "<select" not in text.split("<main")[1]
    assert Client().get(f"{practices.url}stampa/").status_code == 200


def test_list_page_and_paper_ask_as_much_for_many_as_for_few(
    practise, practices, services_index, queries
):
    numbers = {}
    for number in (2, 20):
        for n in range(number):
            own = OrganisationFactory(parent=services_index)
            page = whole(practise, own, f"Prassi {number} {n}", parent=own)
        addresses = (practices.url, f"{practices.url}stampa/", page.url, own.url)
        for place, address in enumerate(addresses):
            read(address)
            with queries() as asked:
                read(address)
            numbers.setdefault(place, []).append(len(asked))
    assert all(few == many <= 15 for few, many in numbers.values()), numbers


def test_it_is_light(practise, practices, body):
    assert len(gzip.compress(read(whole(practise, body).url).encode())) <= 12_000


def test_the_agreement_and_the_network_lead_to_the_list(
    agree, practise, practices, network
):
    practices.agreement = agree("Documento di intenti", kind="intenti")
    practices.save()
    network.agreement = practices.agreement
    network.save()
    for page in (practices.agreement, network):
        assert f'href="{practices.url}"' in read(page.url)
    assert f'href="{practices.url}"' not in read(agree("Un altro").url)


def test_a_body_leads_to_what_it_promotes(practise, practices, body, other_body):
    own = practise("Sua")
    named = practise("Di un altro", promoter=other_body)
    assert f'href="{own.url}"' in read(body.url)
    assert f'href="{named.url}"' not in read(body.url)
    assert f'href="{named.url}"' in read(other_body.url)


def test_it_is_in_the_site_map_for_search_engines(practise, practices):
    address = practise().url
    text = read("/sitemap.xml")
    assert address in text
    assert practices.url in text


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        (
            {"starts_on": dt.date(2026, 2, 1), "ends_on": dt.date(2026, 1, 1)},
            "ends_on",
            "Finirebbe prima di cominciare",
        ),
        ({"promoter_name": "Altri"}, "promoter_name", "lascia una sola"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field_and_by_the_database(
    practise, other_body, wrong, field, words
):
    page = practise(promoter=other_body)
    for name, value in wrong.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert words in refused.value.message_dict[field][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticePage.objects.filter(pk=page.pk).update(**wrong)
