"""A body keeps its own referents, and nobody another's."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from intranet.entry.access import access_of
from intranet.models import Referent
from intranet.referents.actions import end_referent, keep_referent, set_away
from tests.factories import NeedFactory, make_member
from tests.intranet.conftest import client_of

TODAY = "2026-01-01"


def typed(agreement, **more):
    return {
        "name": "Nuova Persona",
        "role": "Assistente sociale",
        "agreements": [agreement.pk],
        "email": "nuova@example.org",
        "valid_from": TODAY,
        **more,
    }


def add(client, body, agreement, **more):
    return client.post(
        f"/intranet/referenti/nuovo/{body.pk}/", typed(agreement, **more)
    )


@pytest.mark.parametrize("role", ["referent", "manager"])
def test_the_bodys_keepers_add_one(role, request, agreement, body, other_operator):
    user = request.getfixturevalue(role)
    need = NeedFactory(code="casa", name="Casa")
    hours = {"ore_0_0_dalle": "9:00", "ore_0_0_alle": "12:30"}
    answer = add(client_of(user), body, agreement, needs=[need.pk], **hours)
    assert answer.status_code == 302
    one = Referent.objects.get()
    assert one.organisation_id == body.pk
    assert [str(row) for row in one.hours.all()] == ["0 09:00:00–12:30:00"]
    (entry,) = ModelLogEntry.objects.for_instance(one)
    assert (entry.action, entry.user) == ("wagtail.create", user)
    assert "Nuova" not in entry.label
    page = client_of(other_operator).get("/intranet/referenti/?q=casa")
    assert "Nuova Persona" in page.content.decode()


def test_an_operator_keeps_none(operator, body, agreement, ours):
    client = client_of(operator)
    assert add(client, body, agreement).status_code == 404
    for path in (
        "tieni/",
        f"{ours.pk}/modifica/",
        f"{ours.pk}/fine/",
        f"{ours.pk}/assenza/",
    ):
        assert client.get(f"/intranet/referenti/{path}").status_code == 404
        assert client.post(f"/intranet/referenti/{path}").status_code in (404, 405)


@pytest.mark.parametrize("role", ["referent", "manager", "coordinator"])
def test_nobody_keeps_another_bodys(role, request, other_body, agreement, theirs):
    client = client_of(request.getfixturevalue(role))
    assert add(client, other_body, agreement).status_code == 404
    for path in ("modifica", "fine", "assenza"):
        address = f"/intranet/referenti/{theirs.pk}/{path}/"
        assert client.get(address).status_code == 404
        assert client.post(address, {"quick": "oggi"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.away_from is None
    assert Referent.objects.count() == 1


def test_the_actions_ask_too(operator, referent, theirs):
    for user in (operator, referent):
        access = access_of(user, timezone.localdate())
        more = {"referent": theirs, "access": access, "at": timezone.now()}
        with pytest.raises(PermissionDenied):
            set_away(first=None, last=None, **more)
        with pytest.raises(PermissionDenied):
            end_referent(last=timezone.localdate(), **more)
        with pytest.raises(PermissionDenied):
            keep_referent(lists={}, spans=[], **more)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"email": ""}, "Serve almeno un recapito"),
        ({"office_phone": "12"}, "Questo numero non esiste"),
        ({"email": "nuova@"}, "email valido"),
        ({"agreements": []}, "Scegli almeno un accordo"),
        ({"valid_until": "2025-01-01"}, "prima del primo"),
        ({"ore_1_0_dalle": "9:00"}, "sia dalle sia alle"),
        ({"ore_1_0_dalle": "9:00", "ore_1_0_alle": "8:00"}, "dopo quella d"),
        ({"ore_1_0_dalle": "x", "ore_1_0_alle": "8:00"}, "Scrivi l&#x27;ora"),
        ({"other_subjects": "RSSMRA80A01F205X"}, "codice fiscale"),
        ({"name": ""}, "obbligatorio"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    referent, body, agreement, more, says
):
    answer = add(client_of(referent), body, agreement, **more)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert says in text
    assert "Assistente sociale" in text
    assert not Referent.objects.exists()


def test_overlapping_hours_are_told(referent, body, agreement):
    hours = {
        "ore_0_0_dalle": "9:00",
        "ore_0_0_alle": "12:00",
        "ore_0_1_dalle": "11:00",
        "ore_0_1_alle": "15:00",
    }
    answer = add(client_of(referent), body, agreement, **hours)
    assert "dopo il primo" in answer.content.decode()


def test_of_another_body_neither_agreement_nor_desk_nor_substitute_is_offered(
    home, referent, body, other_body, outside_body, agreement, theirs
):
    from tests.factories import DeskFactory
    from tests.intranet.conftest import agree

    foreign = agree(home, other_body, outside_body, title="Loro soli")
    desk = DeskFactory(parent=other_body)
    client = client_of(referent)
    for more in (
        {"agreements": [foreign.pk]},
        {"desk": desk.pk},
        {"substitute": theirs.pk},
    ):
        assert add(client, body, agreement, **more).status_code == 200
    assert Referent.objects.count() == 1


def test_one_is_changed_and_the_words_follow(referent, ours, agreement, other_operator):
    data = typed(agreement, name="Carla Diversa", ore_0_0_dalle="9", ore_0_0_alle="10")
    client = client_of(referent)
    page = client.get(f"/intranet/referenti/{ours.pk}/modifica/").content.decode()
    assert "Carla Nostra" in page
    assert "Li tratta Comune di prova" in page
    assert "mai un numero privato" in page
    client.post(f"/intranet/referenti/{ours.pk}/modifica/", data)
    found = client_of(other_operator).get("/intranet/referenti/?q=diversa")
    assert "Carla Diversa" in found.content.decode()


def test_away_by_one_tap_and_back(referent, ours):
    client, today = client_of(referent), timezone.localdate()
    address = f"/intranet/referenti/{ours.pk}/assenza/"
    client.post(address, {"quick": "settimana"})
    ours.refresh_from_db()
    assert (ours.away_from, ours.away_until) == (today, today + dt.timedelta(days=6))
    client.post(address, {"quick": "torno"})
    ours.refresh_from_db()
    assert ours.away_from is ours.away_until is None


@pytest.mark.parametrize(
    ("first", "last"), [(5, 1), (-9, -5), (0, 400), (None, 3), (3, None)]
)
def test_days_that_make_no_absence_are_told(referent, ours, first, last):
    def day(number):
        if number is None:
            return ""
        return (timezone.localdate() + dt.timedelta(days=number)).isoformat()

    data = {"first": day(first), "last": day(last)}
    answer = client_of(referent).post(f"/intranet/referenti/{ours.pk}/assenza/", data)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()


def test_whoever_is_a_referent_sets_themself_away_and_nobody_else(
    operator, ours, body, agreement, referent
):
    data = typed(agreement, email=operator.email.upper())
    client_of(referent).post(f"/intranet/referenti/{ours.pk}/modifica/", data)
    ours.refresh_from_db()
    assert ours.user == operator
    address = f"/intranet/referenti/{ours.pk}/assenza/"
    assert client_of(operator).post(address, {"quick": "oggi"}).status_code == 302
    ours.refresh_from_db()
    assert ours.away_from == timezone.localdate()
    colleague = make_member(body, "operator", "collega@example.org")
    assert client_of(colleague).post(address, {"quick": "torno"}).status_code == 404


def test_whoever_ends_is_not_seen_the_day_after(referent, ours, other_operator):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    client_of(referent).post(
        f"/intranet/referenti/{ours.pk}/fine/", {"last": yesterday.isoformat()}
    )
    page = client_of(other_operator).get(f"/intranet/referenti/{ours.pk}/")
    assert page.status_code == 404


def test_one_who_has_not_begun_is_gone_when_ended(referent, ours):
    ours.valid_from = timezone.localdate() + dt.timedelta(days=9)
    ours.save()
    client_of(referent).post(
        f"/intranet/referenti/{ours.pk}/fine/",
        {"last": timezone.localdate().isoformat()},
    )
    assert not Referent.objects.exists()


def test_the_lists_of_a_body_pages_open(referent, ours):
    client = client_of(referent)
    for path in ("tieni/", f"{ours.pk}/", f"{ours.pk}/assenza/", f"{ours.pk}/fine/"):
        answer = client.get(f"/intranet/referenti/{path}")
        assert answer.status_code == 200
        assert "Carla Nostra" in answer.content.decode()


def test_a_year_mistyped_deletes_nobody_who_has_begun(referent, ours):
    early = ours.valid_from - dt.timedelta(days=1)
    address = f"/intranet/referenti/{ours.pk}/fine/"
    page = client_of(referent).post(address, {"last": early.isoformat()})
    assert "È referente da" in page.content.decode()
    ours.refresh_from_db()
    assert ours.valid_until is None
