"""An absence has its first and its last day: the database refuses half of one."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from intranet.models import Referent
from intranet.referents.presence import State
from intranet.referents.reading import lines
from tests.intranet.conftest import client_of

TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)
HALVES = [(TODAY, None), (None, TODAY), (TODAY - 9 * DAY, None), (None, TODAY + DAY)]


@pytest.mark.parametrize(("first", "last"), [*HALVES, (TODAY, TODAY - DAY)])
def test_half_an_absence_or_one_that_ends_before_it_begins_is_refused(
    ours, first, last
):
    rows = Referent.objects.filter(pk=ours.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(away_from=first, away_until=last)
    rows.update(away_from=TODAY, away_until=TODAY)
    rows.update(away_from=None, away_until=None)


@pytest.fixture
def unguarded(db):
    """The table as it was: the half rows of old are still there."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:  # Rolled back with the test.
            name = "intranet_referent_away_from_to"
            cursor.execute(f"ALTER TABLE intranet_referent DROP CONSTRAINT {name}")
            yield


@pytest.mark.parametrize(("first", "last"), HALVES)
def test_whoever_had_half_an_absence_was_there_and_stays(
    unguarded, ours, theirs, operator, first, last
):
    from intranet.entry.access import access_of

    Referent.objects.filter(pk=ours.pk).update(away_from=first, away_until=last)
    Referent.objects.filter(pk=theirs.pk).update(
        away_from=TODAY, away_until=TODAY + DAY
    )
    import_module("intranet.migrations.0007_whole_absences").mend(apps, None)
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert ours.away_from is ours.away_until is None
    assert (theirs.away_from, theirs.away_until) == (TODAY, TODAY + DAY)
    access, now = access_of(operator, TODAY), timezone.localtime()
    states = [line.state for line in lines([ours, theirs], access, now)]
    assert states == [State.NO_HOURS, State.AWAY]


def test_after_an_absence_the_days_of_the_next_begin_empty(referent, ours):
    client, address = client_of(referent), f"/intranet/referenti/{ours.pk}/assenza/"
    ours.away_from, ours.away_until = TODAY - 9 * DAY, TODAY - DAY
    ours.save()
    form = client.get(address).context["form"]
    assert form.get_initial_for_field(form.fields["first"], "first") == TODAY
    assert form.get_initial_for_field(form.fields["last"], "last") is None
    assert "Togli l" not in client.get(address).content.decode()
    ours.away_until = TODAY
    ours.save()
    form = client.get(address).context["form"]
    assert form.initial == {"first": ours.away_from, "last": TODAY}
