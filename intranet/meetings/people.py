"""Who of a body goes to meetings, and who may be told of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership, User
from accounts.roles import RoleCode
from intranet.entry.access import SPEAKING

# Those who may enter the restricted part for a body.
OF_A_BODY = (RoleCode.MANAGER, RoleCode.REFERENT, RoleCode.OPERATOR)


def usual_people(
    bodies: Iterable[int | None], at: dt.datetime
) -> list[tuple[int, int]]:
    """(body, user) of those who answer for each body and of its referents, each once."""
    on = timezone.localtime(at).date()
    rows = Membership.objects.active_on(on).with_role(*SPEAKING)
    found = rows.filter(organisation__in=[body for body in bodies if body])
    pairs = found.order_by("organisation", "user").values_list("organisation", "user")
    return list(pairs.distinct())


def people_of(body: int | None, on: dt.date) -> QuerySet[User]:
    """The body's own people who may enter, by name."""
    rows = Membership.objects.active_on(on).with_role(*OF_A_BODY)
    users = rows.filter(organisation=body).values("user")
    return User.objects.filter(pk__in=users).order_by("last_name", "email")


def who_may_be_told(pairs: Iterable[tuple[int | None, int | None]], on: dt.date) -> Any:
    """Of (body, user), those whose profile in that body is in force."""
    wanted = {(body, user) for body, user in pairs if body and user}
    rows = Membership.objects.active_on(on).with_role(*OF_A_BODY)
    found = rows.filter(user__in={user for _, user in wanted})
    return wanted & set(found.values_list("organisation", "user"))
