"""What other pages show of agreements and practices: the home page, the page of each body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from core import memo
from network import reading
from network.practices.reading import practices_of
from network.practices.states import state_on
from network.practices.wording import standing
from network.wording import ORDER, ShownState, needs_date, shown_state

if TYPE_CHECKING:
    from network.models import AgreementPage

ON_HOME = 3
KEY = "network.home"


@dataclass(frozen=True)
class AgreementLink:
    """An agreement in a line."""

    title: str
    url: str
    shown: ShownState
    is_to_confirm: bool


@dataclass(frozen=True)
class PracticeLink:
    """A practice in a line."""

    title: str
    url: str
    state: str
    is_sample: bool


def agreements_on_home(request: HttpRequest, page: Any) -> str:
    """Agreements that bind today, the way to all and to their documents; read once a minute."""
    on = timezone.localdate()
    found = memo.remembered(f"{KEY}.{on}", lambda: _on_home(on))
    return render_to_string("network/on_home.html", found) if found["links"] else ""


def _on_home(on: dt.date) -> dict[str, Any]:
    links = _links(reading.all_agreements(), on)
    index_url = reading.address_of_list()
    has_check = bool(index_url and reading.all_fingerprints())
    return {
        "links": [link for link in links if link.shown.state.holds][:ON_HOME],
        "index_url": index_url,
        "check_url": f"{index_url}#verifica" if has_check else "",
    }


def agreements_of_body(request: HttpRequest, page: Any) -> str:
    """Agreements that a body is a party of, whatever their state."""
    links = _links(reading.agreements_of(page), timezone.localdate())
    return _rendered("network/on_organisation.html", links)


def _links(pages: Iterable[AgreementPage], on: dt.date) -> list[AgreementLink]:
    links = [
        AgreementLink(
            page.title,
            page.url or "",
            shown_state(page.terms, on),
            needs_date(page.terms),
        )
        for page in pages
    ]
    return sorted(links, key=lambda link: ORDER.index(link.shown.state))


def _rendered(template: str, links: list[AgreementLink]) -> str:
    return render_to_string(template, {"links": links}) if links else ""


def practices_of_body(request: HttpRequest, page: Any) -> str:
    """Practices that a body promotes: one query."""
    on = timezone.localdate()
    links = [
        PracticeLink(
            one.title,
            one.url or "",
            standing(
                state_on(one.state, one.starts_on, one.ends_on, on), one.starts_on
            ),
            one.is_sample,
        )
        for one in practices_of(page)
    ]
    template = "network/practices_on_organisation.html"
    return render_to_string(template, {"links": links}) if links else ""
