"""schema.org data: what the national checker reads, and what must never be there."""

import datetime as dt
import json
import re

import pytest
from django.test import Client

from directory.json_ld import script
from directory.models import DeskClosure, DeskHours, OrganisationPhone
from tests.factories import (
    DeskFactory,
    MunicipalityFactory,
    ServiceFactory,
    fill,
    offer,
    open_every_weekday,
    phone,
)

# The values that the checker of the national model wants (R.SI.1.1).
WANTED = (
    "name",
    "serviceType",
    "serviceOperator.name",
    "areaServed.name",
    "audience.audienceType",
    "availableChannel.serviceUrl",
    "availableChannel.serviceLocation.name",
    "availableChannel.serviceLocation.address.streetAddress",
    "availableChannel.serviceLocation.address.postalCode",
    "availableChannel.serviceLocation.address.addressLocality",
)


def read(page):
    html = Client().get(page.url).content.decode()
    (text,) = re.findall(
        r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.S
    )
    return json.loads(text)


def value(data, path):
    for part in path.split("."):
        data = data[part]
    return data


@pytest.fixture
def sheet(body):
    return fill(ServiceFactory(parent=body, title="ISEE", complete=True))


def test_a_full_sheet_has_the_ten_values_as_plain_texts(body, sheet):
    offer(DeskFactory(parent=body, placed=True, title="Sportello"), sheet)
    data = read(sheet)
    for path in WANTED:
        found = value(data, path)
        assert isinstance(found, str), path
        assert found.strip(), path
    assert value(data, "availableChannel.serviceLocation.name") == "Sportello"
    assert value(data, "areaServed.name") == "Cremona"
    assert value(data, "audience.audienceType") == "Anziani"


def test_without_a_desk_with_an_address_the_body_s_seat_is_the_place(body, sheet):
    body.street, body.postal_code = "Piazza 8", "26100"
    body.municipality = MunicipalityFactory()
    body.save()
    offer(DeskFactory(parent=body, title="Senza indirizzo"), sheet)
    offer(DeskFactory(parent=body, title="Protetto", confidential=True), sheet)
    data = read(sheet)
    place = value(data, "availableChannel.serviceLocation")
    assert place["name"] == "Comune di prova"
    assert place["address"]["streetAddress"] == "Piazza 8"
    assert "Protetto" not in json.dumps(data)


def test_where_no_place_is_known_none_is_told(body):
    data = read(ServiceFactory(parent=body))
    assert "serviceLocation" not in data["availableChannel"]
    assert "serviceType" not in data
    assert data["audience"]["audienceType"] == "Tutti"


def test_who_lives_where_it_holds_and_where_to_ask_online(body, sheet):
    sheet.municipalities.add(
        MunicipalityFactory(), MunicipalityFactory(code="crema", name="Crema")
    )
    sheet.online_url = "https://example.org/isee"
    sheet.save()
    data = read(sheet)
    assert data["areaServed"]["name"] == "Crema, Cremona"
    assert data["availableChannel"]["serviceUrl"] == "https://example.org/isee"


@pytest.mark.parametrize("kind", ["service", "desk", "body"])
def test_a_title_cannot_end_the_script(body, kind):
    evil = "</script><script>alert(1)</script>&amp;"
    if kind == "body":
        body.title = evil
        body.save()
        page = body
    else:
        factory = ServiceFactory if kind == "service" else DeskFactory
        page = factory(parent=body, title=evil, slug="male")
    html = Client().get(page.url).content.decode()
    assert "<script>alert" not in html
    data = read(page)
    assert evil in (data["name"], data.get("alternateName"))


def test_what_has_nothing_to_say_is_left_out():
    data = {"a": "", "b": None, "c": [], "d": {"e": ""}, "f": 0, "g": [{"h": ""}, 1]}
    assert json.loads(script(data)) == {"f": 0, "g": [{}, 1]}


# --- desks -------------------------------------------------------------------------


def test_a_desk_tells_place_phone_and_real_hours(body):
    desk = DeskFactory(
        parent=body, placed=True, latitude="45.133249", longitude="10.022651"
    )
    open_every_weekday(desk)
    phone(desk, "0372123456")
    data = read(desk)
    assert data["@type"] == "GovernmentOffice"
    assert data["address"]["postalCode"] == "26100"
    assert data["address"]["addressLocality"] == "Cremona"
    assert data["telephone"] == ["0372 123456"]
    assert data["geo"]["latitude"] == 45.133249
    assert data["parentOrganization"]["name"] == "Comune di prova"
    first = data["openingHoursSpecification"][0]
    assert (first["opens"], first["closes"]) == ("09:00", "12:00")


def test_hours_that_are_a_sample_are_told_to_no_machine(body):
    desk = DeskFactory(parent=body, hours_are_sample=True)
    open_every_weekday(desk)
    DeskClosure.objects.create(
        page=desk, starts_on=dt.date(2999, 8, 1), ends_on=dt.date(2999, 8, 31)
    )
    assert "openingHoursSpecification" not in read(desk)
    sheet = ServiceFactory(parent=body)
    offer(desk, sheet)
    assert "09:00" not in json.dumps(read(sheet))


def test_the_page_says_that_its_hours_are_a_sample(body):
    desk = DeskFactory(parent=body, hours_are_sample=True)
    open_every_weekday(desk)
    html = Client().get(desk.url).content.decode()
    assert "orario di esempio" in html
    assert "non è l'orario vero dello sportello" in html
    empty = DeskFactory(parent=body, hours_are_sample=True)
    assert "orario di esempio" not in Client().get(empty.url).content.decode()


def test_past_closures_and_last_year_s_seasons_are_not_told(body):
    desk = DeskFactory(parent=body)
    open_every_weekday(desk)
    DeskHours.objects.create(
        page=desk,
        weekday=5,
        opens=dt.time(9),
        closes=dt.time(12),
        repeats_yearly=True,
        valid_from=dt.date(2001, 1, 1),
        valid_until=dt.date(2001, 12, 31),
    )
    DeskClosure.objects.create(
        page=desk, starts_on=dt.date(2001, 8, 1), ends_on=dt.date(2001, 8, 31)
    )
    assert "2001" not in json.dumps(read(desk)["openingHoursSpecification"])


def test_a_protected_place_tells_no_place(body):
    desk = DeskFactory(parent=body, confidential=True)
    phone(desk)
    data = read(desk)
    assert not {"address", "geo"} & set(data)
    html = Client().get(desk.url).content.decode()
    assert "luogo protetto" in html
    assert "<address>" not in html.split("<footer")[0]
    assert "geo:" not in html


def test_a_body_tells_who_it_is(body):
    body.legal_name, body.tax_code = "Comune di Prova", "00297960197"
    body.street, body.municipality = "Piazza 8", MunicipalityFactory()
    body.save()
    OrganisationPhone.objects.create(page=body, number="0372 123456")
    data = read(body)
    assert (data["name"], data["alternateName"]) == (
        "Comune di Prova",
        "Comune di prova",
    )
    assert data["taxID"] == "00297960197"
    assert data["telephone"] == ["0372 123456"]
    assert data["address"]["streetAddress"] == "Piazza 8"
