"""What the pages of practices hand to their templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.http import HttpRequest
from django.utils import timezone

from directory.freshness import Facts, is_overdue
from directory.groupings import page_of
from directory.reading import last_review
from directory.review_facts import review_intervals
from directory.vocabulary import names_by_code
from network import showing as network_showing
from network.json_ld import practice_json_ld
from network.practices import reading
from network.practices.filtering import Asked, Names, answering, filters_of
from network.practices.showing import Shown, facts_of, sheets_named, shown, traits_of
from network.practices.states import PracticeState
from network.reading import organisations_named_by

if TYPE_CHECKING:
    from network.models import PracticePage

Context = dict[str, Any]


def list_context(request: HttpRequest) -> Context:
    """Context of `network/practice_index_page.html`: three queries, whatever is chosen."""
    asked = Asked.of(request.GET)
    traits = [traits_of(one) for one in all_shown(reading.all_practices())]
    found = answering(traits, asked)
    return {
        "asked": asked,
        "filters": filters_of(traits, asked, _names([one.subject for one in traits])),
        "practices": page_of([one.subject for one in found], request),
        "is_empty": not traits,
    }


def all_shown(pages: Sequence[PracticePage]) -> list[Shown]:
    """Practices as they are today, those that go on first: one query."""
    on = timezone.localdate()
    promoters = reading.promoters_of(pages)
    found = [shown(page, promoters[page.pk], on) for page in pages]
    order = list(PracticeState)
    return sorted(found, key=lambda one: order.index(one.state))


def _names(practices: Sequence[Shown]) -> Names:
    promoters = {one.promoter.code: one.promoter.name for one in practices}
    by_name = sorted(promoters.items(), key=lambda pair: pair[1].casefold())
    return {
        "per": names_by_code(apps.get_model("directory", "Audience")),
        "stato": dict(PracticeState.choices),
        "ente": dict(by_name),
        "comune": names_by_code(apps.get_model("directory", "Municipality")),
    }


def practice_context(page: PracticePage, request: HttpRequest) -> Context:
    """Context of `network/practice_page.html`."""
    on = timezone.localdate()
    reading.fill([page])
    one = shown(page, reading.promoter_of(page), on)
    bodies = organisations_named_by(page.partners.all())
    review = last_review(page)
    reviewed = Facts(reviewed_on=review.reviewed_on if review else None, is_yearly=True)
    return {
        "shown": one,
        "facts": facts_of(one),
        "partners": [network_showing.named(r, bodies) for r in page.partners.all()],
        "sheets": sheets_named(page, reading.sheets_of([page])),
        "review": review,
        "is_stale": not one.is_over and is_overdue(reviewed, on, review_intervals()),
        "json_ld": "" if page.is_sample else practice_json_ld(one, request),
        "page_url": page.get_full_url(request) or "",
    }
