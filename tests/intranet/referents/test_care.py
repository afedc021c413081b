"""What the night deletes, what is told of a person, what is erased; the home and the search."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from core import privacy
from core.nightly import jobs
from intranet.entry.access import access_of
from intranet.finding import finders
from intranet.models import LimitReached, Referent, Reveal
from intranet.overview.reading import panels_for
from intranet.referents.night import forget_referents
from tests.factories import NeedFactory
from tests.intranet.conftest import agree, client_of
from tests.intranet.referents.conftest import make_referent

ONE_DAY = dt.timedelta(days=1)


def ago(days):
    return timezone.localdate() - days * ONE_DAY


def test_whose_time_is_over_long_enough_is_deleted(theirs, ours, settings):
    settings.INTRANET_REFERENT_DAYS = 10
    theirs.valid_from, theirs.valid_until = ago(50), ago(11)
    ours.valid_from, ours.valid_until = ago(50), ago(10)
    theirs.save()
    ours.save()
    assert jobs()["referents"]() == "referenti cancellati: 1; parole aggiornate: 0"
    assert Referent.objects.get() == ours


@pytest.mark.parametrize(("ended", "gone"), [(11, 1), (9, 0)])
def test_with_an_agreement_its_referents_end(
    home, body, other_body, ended, gone, settings
):
    settings.INTRANET_REFERENT_DAYS = 10
    old = agree(home, body, other_body, title="Finito", ends_on=ago(ended))
    long_ago = timezone.now() - 60 * ONE_DAY
    make_referent(other_body, old, "Dora Finita", updated_at=long_ago)
    assert forget_referents(timezone.localdate()) == gone


def test_of_an_agreement_that_is_no_page_just_now_nobody_is_deleted(agreement, theirs):
    Referent.objects.update(updated_at=timezone.now() - 400 * ONE_DAY)
    agreement.unpublish()
    assert forget_referents(timezone.localdate()) == 0


def test_who_saw_what_is_forgotten(operator, theirs, settings):
    settings.INTRANET_REVEAL_DAYS = 30
    for days in (31, 30):
        Reveal.objects.create(
            user=operator, referent=theirs, on=ago(days), at=timezone.now()
        )
        LimitReached.objects.create(
            user=operator, on=ago(days), at=timezone.now(), which="day"
        )
    jobs()["referents"]()
    assert Reveal.objects.get().on == LimitReached.objects.get().on == ago(30)


def test_a_subject_that_changes_its_name_is_found_by_the_new_one(
    operator, agreement, other_body
):
    need = NeedFactory(code="casa", name="Casa")
    make_referent(other_body, agreement, "Ugo Prova", needs=[need])
    need.name = "Abitare"
    need.save()
    jobs()["referents"]()
    page = client_of(operator).get("/intranet/referenti/?q=abi").content.decode()
    assert "Ugo Prova" in page


def test_what_is_held_of_a_person_is_told_and_erased(operator, theirs, ours):
    Referent.objects.filter(pk=ours.pk).update(email=operator.email)
    Reveal.objects.create(
        user=operator, referent=theirs, on=timezone.localdate(), at=timezone.now()
    )
    told = privacy.export(operator)
    assert told["referente"][0]["name"] == "Carla Nostra"
    assert told["recapiti visti"][0]["referent"] == theirs.pk
    done = privacy.erase(operator)
    assert (done["referente"], done["recapiti visti"]) == (1, 1)
    assert Referent.objects.get() == theirs


def test_the_command_exports_what_json_can_carry(operator, ours, capsys):
    Referent.objects.filter(pk=ours.pk).update(user=operator)
    call_command("privacy", "export", operator.email)
    assert "Carla Nostra" in capsys.readouterr().out


def test_the_home_says_who_is_away_and_who_stands_in(
    operator, agreement, other_body, theirs, ours
):
    stand_in = make_referent(other_body, agreement, "Zoe Sostituta")
    days = {"away_from": timezone.localdate(), "away_until": ago(-3)}
    Referent.objects.filter(pk=theirs.pk).update(substitute=stand_in, **days)
    Referent.objects.filter(pk=ours.pk).update(**days)
    text = client_of(operator).get("/intranet/").content.decode()
    assert "Chi è assente" in text
    assert "Berta Altra" in text
    assert "Zoe Sostituta" in text
    assert "Carla Nostra" not in text


def test_a_substitute_whose_time_is_over_is_named_nowhere(
    operator, agreement, other_body, theirs
):
    gone = make_referent(
        other_body, agreement, "Zoe Scaduta", valid_until=ago(1), valid_from=ago(9)
    )
    days = {"away_from": timezone.localdate(), "away_until": ago(-3)}
    Referent.objects.filter(pk=theirs.pk).update(substitute=gone, **days)
    client = client_of(operator)
    for path in ("", "referenti/", f"referenti/{theirs.pk}/", "referenti/stampa/"):
        text = client.get(f"/intranet/{path}").content.decode()
        assert "Berta" in text
        assert "Zoe" not in text


def test_the_name_of_a_desk_that_is_not_published_is_not_told(
    operator, agreement, other_body
):
    from tests.factories import DeskFactory

    desk = DeskFactory(parent=other_body, title="Sportello segreto", live=False)
    one = make_referent(other_body, agreement, "Ugo Prova", desk=desk)
    client = client_of(operator)
    page = client.get(f"/intranet/referenti/{one.pk}/").content.decode()
    assert "Sportello segreto" not in page
    assert "Ugo" not in client.get("/intranet/referenti/?q=segreto").content.decode()


def test_the_home_tells_keepers_whose_time_is_over_soon(operator, referent, ours):
    Referent.objects.filter(pk=ours.pk).update(valid_until=ago(-5))
    titles = {
        user: [
            one.title
            for one in panels_for(access_of(user, timezone.localdate()), of_care=True)
        ]
        for user in (operator, referent)
    }
    assert "I tuoi referenti" in titles[referent]
    assert "I tuoi referenti" not in titles[operator]
    assert (
        "Carla Nostra"
        in client_of(referent).get("/intranet/da-curare/").content.decode()
    )


def test_the_restricted_search_finds_them_and_no_contact(operator, theirs, queries):
    find = finders()["Referenti"]
    access = access_of(operator, timezone.localdate())
    with queries() as asked:
        (hit,) = find(access, ["ber"], 5)
    assert len(asked) == 2
    assert (hit.title, hit.url) == ("Berta Altra", f"/intranet/referenti/{theirs.pk}/")
    assert "407000" not in hit.about
    assert find(access, ["407000"], 5) == []


def test_the_restricted_search_is_for_the_parties_alone(
    root, outside_body, other_body, home, theirs
):
    from tests.factories import OrganisationFactory, make_member

    fourth = OrganisationFactory(parent=outside_body.get_parent(), title="Quarto")
    agree(home, outside_body, fourth, title="Tra altri")
    user = make_member(outside_body, "operator", "fuori@example.org")
    access = access_of(user, timezone.localdate())
    assert access.enters
    assert finders()["Referenti"](access, ["ber"], 5) == []


def test_samples_are_made_once_and_name_nobody(home, agreement, body, other_body):
    from intranet.referents.samples import make_referents

    for code in ("casa", "figli", "a-casa"):
        NeedFactory(code=code)
    today = timezone.localdate()
    assert make_referents(today) == 6
    assert make_referents(today) == 0
    rows = Referent.objects.all()
    assert all(one.name.startswith("Referente di prova") for one in rows)
    assert all(one.email.endswith("@demo.example") for one in rows)
    assert not any(one.office_phone or one.service_mobile for one in rows)
    for one in rows:
        one.full_clean()


def test_whom_to_call_now(operator, agreement, other_body):
    need = NeedFactory(code="casa", name="Casa")
    now = timezone.localtime()
    always = [(day, 0, 23) for day in range(7)]
    stand_in = make_referent(other_body, agreement, "Zoe Sostituta", hours=always)
    make_referent(
        other_body,
        agreement,
        "Ada Assente",
        needs=[need],
        hours=always,
        substitute=stand_in,
        away_from=now.date(),
        away_until=now.date(),
    )
    make_referent(other_body, agreement, "Ivo Prova", needs=[need])
    page = client_of(operator).get("/intranet/referenti/chi-chiamo/?per=b-casa")
    text = page.content.decode()
    assert "Ivo Prova" in text
    assert "Ada Assente" in text
    assert '<option value="b-casa" selected' in text


@pytest.mark.parametrize(
    "query", ["", "per=", "per=x", "per=b-", "per=b-%00", "comune=x"]
)
def test_whatever_is_asked_is_answered(operator, theirs, query):
    client = client_of(operator)
    assert client.get(f"/intranet/referenti/chi-chiamo/?{query}").status_code == 200
    assert client.get(f"/intranet/referenti/?q={query}%00%27%25_").status_code == 200
