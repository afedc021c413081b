"""A practice is read again once a year by the body that proposes it."""

import datetime as dt

import pytest
from django.utils import timezone

from core.models import Review
from directory.models import OrganisationPage
from editorial.freshness.querysets import needing_review
from network.models import PracticePage, PracticePartner

from .conftest import TODAY, checked, published


@pytest.fixture
def practice(body):
    page = PracticePage(
        title="Primo passo",
        summary="In breve.",
        description="<p>Aiuta.</p>",
        results="<p>Hanno partecipato 46 giovani.</p>",
    )
    page.partners.add(PracticePartner(name="Cr.Forma"))
    OrganisationPage.objects.get(pk=body.pk).add_child(instance=page)
    return published(page)


def test_it_is_due_after_twelve_months(practice, settings):
    checked(practice, dt.date(2026, 5, 21))
    due = lambda on: needing_review(on).filter(pk=practice.pk).exists()  # noqa: E731
    assert not due(TODAY)
    assert due(TODAY + dt.timedelta(1))
    settings.REVIEW_MONTHS_PRACTICES = 24
    assert not due(TODAY + dt.timedelta(1))


def test_its_body_confirms_what_it_reads(practice, writer, foreigner, enter):
    address = f"/admin/conferma/{practice.pk}/"
    assert enter(foreigner).get(address).status_code in (302, 403)
    text = enter(writer).get(address).content.decode()
    for words in ("Cr.Forma", "Hanno partecipato 46 giovani.", "In corso", "Comune"):
        assert words in text, words
    assert enter(writer).post(address).status_code == 302
    review = Review.objects.get(page=practice)
    assert review.reviewer == "Comune di prova"
    assert review.reviewed_on == timezone.localdate()
