"""A valid operator's account in the hands of a script that collects contacts by every road.

Time is simulated: the clock of Django is set for each request, so that an hour and a day pass at
once. What is counted are contacts of other bodies' referents: an e-mail or a number seen anywhere
in any answer.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from unittest import mock

from django.urls import URLPattern, URLResolver, get_resolver

SEEN = re.compile(r"contatto-(\d+)@raccolta\.example")
VOWELS = "aeiou"
FRAGMENT = {"X-Fragment": "1"}
NUMBERS = 25


@contextmanager
def clock(moment: dt.datetime) -> Iterator[None]:
    """Django believes that it is this moment."""
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield


def fill(body, agreement, number: int) -> list[int]:
    """So many referents of a body, each with a contact that is known again; their keys."""
    from django.utils import timezone

    from intranet.models import Referent

    today = timezone.localdate()
    rows = Referent.objects.bulk_create(
        Referent(
            organisation=body,
            name=f"Persona {place}",
            name_key=f"persona {place}",
            search_text=f" persona {place} casa",
            email=f"contatto-{place}@raccolta.example",
            valid_from=today - dt.timedelta(days=9),
            updated_at=timezone.now(),
        )
        for place in range(number)
    )
    through = Referent.agreements.through
    through.objects.bulk_create(
        through(referent_id=one.pk, agreementpage_id=agreement.pk) for one in rows
    )
    return [one.pk for one in rows]


def found_in(answer) -> set[str]:
    """The contacts in the whole answer, headers too."""
    content = b"".join(answer) if answer.streaming else answer.content
    text = content.decode("utf-8", "replace") + str(dict(answer.headers))
    return set(SEEN.findall(text))


def asked(client, addresses: Iterable[str], moment: dt.datetime) -> set[str]:
    """What all these addresses give, as a page and as a fragment."""
    seen: set[str] = set()
    with clock(moment):
        for address in addresses:
            seen |= found_in(client.get(address))
            seen |= found_in(client.get(address, headers=FRAGMENT))
    return seen


def by_letters() -> Iterator[str]:
    """The search for referents, by pairs of letters and by parts of a contact."""
    pairs = (f"{a}{b}" for a in string.ascii_lowercase for b in VOWELS)
    for text in (*pairs, "@", "raccolta", "contatto", "example", "0372", "%", ""):
        yield f"/intranet/referenti/?q={text}"


def by_resolver(numbers: Iterable[int]) -> Iterator[str]:
    """Every address of the restricted part that the resolver knows, with each number in it: lists,
    feeds, calendars, files, print pages, whatever a later part adds."""
    for route in _routes(get_resolver().url_patterns, ""):
        if not route.startswith("intranet/"):
            continue
        kinds = set(re.findall(r"<(\w+):\w+>", route))
        if not kinds:
            yield f"/{route}"
        elif kinds == {"int"}:
            for number in numbers:
                yield "/" + re.sub(r"<int:\w+>", str(number), route)


def _routes(patterns, prefix: str) -> Iterator[str]:
    for one in patterns:
        route = f"{prefix}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route


def by_search(user) -> set[str]:
    """What the finders of the restricted search tell."""
    from django.utils import timezone

    from intranet.entry.access import access_of
    from intranet.finding import finders

    access = access_of(user, timezone.localdate())
    words = ["persona"], ["contatto"], ["raccolta"], ["casa"]
    hits = [
        hit
        for find in finders().values()
        for one in words
        for hit in find(access, one, 99)
    ]
    return set(
        SEEN.findall(" ".join(f"{one.title} {one.about} {one.url}" for one in hits))
    )


def pressed(client, key: int, moment: dt.datetime) -> set[str]:
    """The one road there is: the button "Mostra i contatti"."""
    with clock(moment):
        return found_in(client.post(f"/intranet/referenti/{key}/contatti/"))


def in_an_hour(client, keys: list[int], begin: dt.datetime) -> int:
    """One press after the other, spread over 59 minutes."""
    step = dt.timedelta(minutes=59) / max(len(keys), 1)
    seen: set[str] = set()
    for place, key in enumerate(keys):
        seen |= pressed(client, key, begin + place * step)
    return len(seen)


def in_a_day(client, keys: list[int], midnight: dt.datetime, presses: int) -> int:
    """From midnight to midnight, whatever was refused tried again."""
    step = dt.timedelta(hours=24) / presses
    seen: set[str] = set()
    left = list(keys)
    for place in range(presses):
        if not left:
            break
        key = left.pop(0)
        got = pressed(client, key, midnight + place * step)
        seen |= got
        if not got:
            left.append(key)
    return len(seen)
