"""Sample hours are checked by example, and never as if a body had checked them."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from core.models import Review
from directory.demo import REVIEWER, review_samples
from tests.factories import DeskFactory, open_every_weekday


@pytest.fixture
def desks(body):
    made = [
        DeskFactory(parent=body, slug=f"sportello-{n}", hours_are_sample=True)
        for n in range(4)
    ]
    for desk in made:
        open_every_weekday(desk, 0, 23)
    return made


def test_fresh_and_old_checks_take_turns(desks):
    today = dt.date(2026, 11, 20)
    assert review_samples(on=today) == 4
    checked = Review.objects.order_by("page__slug").values_list(
        "reviewed_on", flat=True
    )
    assert [(today - day).days for day in checked] == [12, 120, 12, 120]
    assert set(Review.objects.values_list("reviewer", flat=True)) == {REVIEWER}
    assert review_samples(on=today + dt.timedelta(30)) == 0


def test_real_hours_and_checked_ones_are_left_alone(desks, body):
    DeskFactory(parent=body, slug="vero")
    Review.objects.create(
        page=desks[0], reviewed_on=dt.date(2026, 1, 1), reviewer="Ente"
    )
    assert review_samples(on=dt.date(2026, 11, 20)) == 3
    assert Review.objects.get(page=desks[0]).reviewer == "Ente"
    assert not Review.objects.filter(page__slug="vero").exists()


def test_both_states_are_shown_and_both_say_that_they_are_examples(desks):
    review_samples(on=timezone.localdate())
    fresh, old = (Client().get(d.url).content.decode() for d in desks[:2])
    assert "Di solito a quest&#x27;ora" not in fresh
    assert "Orario verificato" in fresh
    assert "verifica di esempio" in fresh
    assert "Prima di partire chiedi conferma" in old
    assert "Da verificare." in old
    for page in (fresh, old):
        assert "orario di esempio" in page
        assert "openingHours" not in page
