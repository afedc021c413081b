"""What the builder hands to its templates.

`builder_context` is all that another page needs to hold the same builder: include
`directory/handout/builder.html` with it, and load `js/list.js`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from core.frame import frame_for
from core.text import searchable
from directory.desk_hours import patron_of
from directory.handout import codes, finding
from directory.handout.labels import labels_in, languages
from directory.handout.listing import Listing, address_of_list, listing_of
from directory.handout.options import PAPERS, PARTS, Options, read_options
from directory.handout.reading import Picked, pick
from directory.handout.sheets import Sheet, make_sheet

LONGEST_QUESTION = 200


@dataclass(frozen=True)
class Asked:
    """A list as it was sent, with how to print it, read once."""

    chosen: codes.Chosen
    options: Options
    picked: Picked

    @property
    def listing(self) -> Listing:
        """As the screen shows it."""
        return listing_of(self.picked, self.chosen, self.options)


def read_asked(request: HttpRequest, text: str, sent: QueryDict) -> Asked:
    """The list in `text` and the options in `sent`."""
    chosen = codes.read(text)
    known = tuple(language.code for language in languages())
    at, patron = timezone.localtime(), patron_of(frame_for(request).settings)
    options = read_options(sent, chosen.codes, known)
    return Asked(chosen, options, pick(chosen.codes, at, patron))


def builder_context(
    request: HttpRequest, text: str = "", *, home: str = ""
) -> dict[str, Any]:
    """The builder with the list in `text`, and what can be added for the words in `q`.

    `home`: the address of the page that holds the builder, if it is not the visitors' own.
    """
    asked = read_asked(request, text, QueryDict())
    question = searchable(request.GET.get("q", ""), LONGEST_QUESTION)
    there = tuple(asked.picked.things)
    return {
        **list_context(asked),
        **_choices(asked.options),
        "home": home or reverse("my_list"),
        "back": home,
        "question": question,
        "form_action": address_of_list(there),
        "found": [
            (one, address_of_list(codes.with_one(there, one.code)))
            for one in finding.find(question)
            if one.code not in there
        ],
    }


def list_context(asked: Asked) -> dict[str, Any]:
    """Context of `directory/handout/list.html`."""
    labels = labels_in("it")
    return {
        "listing": asked.listing,
        "parts": [(word, labels[key].text) for word, key in PARTS.items()],
        "most": codes.MOST,
    }


def _choices(options: Options) -> dict[str, Any]:
    return {"options": options, "languages": languages(), "papers": PAPERS.items()}


def sheet_of(request: HttpRequest) -> Sheet:
    """The sheet that a form asks for."""
    asked = read_asked(request, request.POST.get("lista", ""), request.POST)
    today: dt.date = timezone.localdate()
    address = request.build_absolute_uri(reverse("my_list"))
    settings = frame_for(request).settings
    return make_sheet(
        asked.picked,
        asked.options,
        on=today,
        site=f"{settings.service_name}, Comune di {settings.comune}",
        address=address,
    )
