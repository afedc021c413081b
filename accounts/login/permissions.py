"""Who may ask for, and who may approve, that a lost second factor is taken away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import FactorRecovery, Membership, User
from accounts.roles import RoleCode

APPROVING = (RoleCode.COORDINATOR, RoleCode.ADMINISTRATOR)


def _profiles(user: Any, at: dt.datetime) -> Any:
    on = timezone.localdate(at)
    return user.memberships.active_on(on)


def can_ask_at_all(user: Any, at: dt.datetime) -> bool:
    """A responsabile for the people of the own body, an amministratore for everybody."""
    asking = (RoleCode.MANAGER, RoleCode.ADMINISTRATOR)
    return _profiles(user, at).with_role(*asking).exists()


def can_decide_at_all(user: Any, at: dt.datetime) -> bool:
    """The second person is of no body: an amministratore or the coordinamento."""
    return _profiles(user, at).with_role(*APPROVING).exists()


def people_to_ask_for(user: Any, at: dt.datetime) -> QuerySet[User]:
    """People with a profile in force whom `user` may ask for, never themself.

    A responsabile asks for those of the own body, but not for one who also coordinates or
    administers: who could act for everybody is asked for by an amministratore.
    """
    on = timezone.localdate(at)
    active = Membership.objects.active_on(on)
    people = User.objects.filter(pk__in=active.values("user")).exclude(pk=user.pk)
    mine = _profiles(user, at)
    if mine.with_role(RoleCode.ADMINISTRATOR).exists():
        return people.order_by("email")
    bodies = mine.with_role(RoleCode.MANAGER).values("organisation")
    here = active.filter(organisation__in=bodies).values("user")
    everywhere = active.with_role(*APPROVING).values("user")
    return people.filter(pk__in=here).exclude(pk__in=everywhere).order_by("email")


def can_ask(user: Any, person: User, at: dt.datetime) -> bool:
    """Whether that person is one of theirs."""
    return people_to_ask_for(user, at).filter(pk=person.pk).exists()


def can_approve(user: Any, recovery: FactorRecovery, at: dt.datetime) -> bool:
    """Two people: neither who asked nor who lost it."""
    is_third = user.pk not in (recovery.asked_by_id, recovery.person_id)
    return is_third and can_decide_at_all(user, at)


def is_still_asked(recovery: FactorRecovery, at: dt.datetime) -> bool:
    """Whoever asked may ask for that person today too: rights end while a request waits."""
    by = recovery.asked_by
    return by is not None and can_ask(by, recovery.person, at)


def recoveries_to_see(user: Any, at: dt.datetime) -> QuerySet[FactorRecovery]:
    """Those of the last weeks: all for who decides, the own ones for who asks."""
    since = at - dt.timedelta(days=30)
    recent = FactorRecovery.objects.filter(asked_at__gt=since).exclude(person=user)
    recent = recent.select_related("person", "asked_by", "decided_by")
    return recent if can_decide_at_all(user, at) else recent.filter(Q(asked_by=user))
