"""What bodies have to talk about: what changed of their services, what is overdue."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from core import slots
from core.models import Review
from editorial.gathered.reading import FEW, SHOWN, by_body, to_confirm
from editorial.models import ListChange
from editorial.releases.rows import Body, Line, to_data
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db
SINCE = dt.timedelta(days=30)


def changed(body, number=0, days_ago=1, title="Servizio nuovo"):
    """A service of the body that is new since some days."""
    keeper = Body(str(body.translation_key), body.title)
    line = Line(f"k{number}", title, url=f"/servizi/x{number}/", keeper=keeper)
    at = timezone.now() - dt.timedelta(days=days_ago)
    ListChange.objects.create(
        key=line.key, title=title, noted_at=at, noted_on=at.date(), after=to_data(line)
    )


def gathered(*bodies):
    today = timezone.localdate()
    return by_body(today - SINCE, [body.pk for body in bodies], today)


def test_each_body_has_its_own_changes_since_the_last_meeting(body, other_body):
    changed(body)
    changed(body, number=1, days_ago=60, title="Vecchio")
    mine, other = gathered(body, other_body)
    assert [line.title for line in mine.changed] == ["Servizio nuovo"]
    assert mine.changed[0].note == "nuovo"
    assert other.changed == []


def test_what_is_overdue_is_of_the_body_that_keeps_it(body, other_body):
    fresh = ServiceFactory(parent=body, title="Fresca")
    Review.objects.create(
        page=fresh, reviewed_on=timezone.localdate(), reviewer="Comune"
    )
    ServiceFactory(parent=other_body, title="Mai verificata")
    mine, other = gathered(body, other_body)
    assert "Fresca" not in [line.title for line in mine.overdue]
    assert "Mai verificata" in [line.title for line in other.overdue]


def test_a_body_that_is_not_invited_is_not_told_of(body, other_body):
    changed(other_body)
    (mine,) = gathered(body)
    assert (mine.title, mine.changed) == (body.title, [])


def test_many_are_counted_and_cost_no_query_more(body, queries):
    changed(body)
    ServiceFactory(parent=body)
    gathered(body)
    with queries() as few:
        gathered(body)
    for number in range(SHOWN + 2):
        changed(body, number=number + 5)
        ServiceFactory(parent=body)
    with queries() as many:
        (mine,) = gathered(body)
    assert len(few) == len(many) <= 3
    assert (len(mine.shown_changed), mine.more_changed) == (SHOWN, 3)


def test_the_slot_says_it_in_words(body, rf):
    changed(body)
    today = timezone.localdate()
    facts = SimpleNamespace(since=today - SINCE, bodies=frozenset({body.pk}), on=today)
    html = slots.render("meeting-gathered", rf.get("/"), facts)
    assert "Servizio nuovo" in html
    assert "/servizi/x0/" in html


def titles(body):
    found = to_confirm([body.pk], timezone.localdate())
    return [line.title for line in found if line.title != body.title]


def test_pages_to_confirm_are_the_published_ones_of_the_own_bodies(body, other_body):
    for parent, title in ((body, "Nostra"), (other_body, "Loro")):
        ServiceFactory(parent=parent, title=title)
    checked = ServiceFactory(parent=body, title="Appena verificata")
    Review.objects.create(
        page=checked, reviewed_on=timezone.localdate(), reviewer="Comune"
    )
    ServiceFactory(parent=body, title="Bozza", live=False)
    assert titles(body) == ["Nostra"]
    assert titles(other_body) == ["Loro"]
    assert to_confirm([], timezone.localdate()) == []
    body.live = False
    body.save()
    assert titles(body) == []


def test_of_many_pages_to_confirm_one_more_is_read_than_is_shown(body):
    for _ in range(FEW + 3):
        ServiceFactory(parent=body)
    assert len(to_confirm([body.pk], timezone.localdate())) == FEW + 1
