"""The journal: what became of the list since it was last looked at (decision 021)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from editorial.models import ListChange, ListState
from editorial.releases.comparing import Change, change, compare, sorted_changes
from editorial.releases.reading import lines_on
from editorial.releases.rows import Line, content_of, lines_of, to_data


@transaction.atomic
def note_changes(*, at: dt.datetime, lines: tuple[Line, ...] | None = None) -> int:
    """Write down what changed since the last look, and what the list says now; how many services.

    The first look has nothing to compare with: the journal begins there. The row of the state is
    held until the transaction ends, so that two looks at once do not note one change twice.
    """
    on = timezone.localtime(at).date()
    now = lines_on(on) if lines is None else lines
    state = ListState.objects.select_for_update().filter(pk=ListState.THE_ROW).first()
    changes = compare(lines_of(state.content), now) if state else []
    ListChange.objects.bulk_create(_row(found, at, on) for found in changes)
    # The day of a check is no change, but the next comparison wants the line as it is.
    ListState.objects.update_or_create(
        pk=ListState.THE_ROW,
        defaults={"content": content_of(now), "seen_at": at},
        create_defaults={"content": content_of(now), "seen_at": at, "begun_on": on},
    )
    return len(changes)


def begun_on() -> dt.date | None:
    """The first day of the journal; None before it."""
    found: dt.date | None = ListState.objects.values_list("begun_on", flat=True).first()
    return found


def net(rows: Iterable[ListChange]) -> list[Change]:
    """What remains of many changes, in the order they were noted: one for each service.

    What was changed and changed back is none.
    """
    first: dict[str, Line | None] = {}
    last: dict[str, Line | None] = {}
    for row in rows:
        before, after = row.lines
        first.setdefault(row.key, before)
        last[row.key] = after
    found = (change(first[key], last[key]) for key in first)
    return sorted_changes(filter(None, found))


def _row(found: Change, at: dt.datetime, on: dt.date) -> ListChange:
    before, after = found.before, found.after
    return ListChange(
        key=found.line.key,
        title=found.line.title,
        noted_at=at,
        noted_on=on,
        before=to_data(before) if before else None,
        after=to_data(after) if after else None,
    )
