"""What the pages show, read in a number of queries that does not grow with the rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import Invitation, Membership, OrganisationAccess
from accounts.permissions import Standing, bodies_to_keep, can_keep, can_see_all_bodies
from accounts.reviewing.due import is_suspended_by_night
from accounts.reviewing.reviewers import ENOUGH_MANAGERS
from accounts.roles import RoleCode
from core.dates import on_day, until_day

REMEMBERED = dt.timedelta(days=180)


@dataclass(frozen=True)
class Profile:
    """A row of the list of people."""

    membership: Membership
    state: str
    kind: str
    can_keep: bool
    is_mine: bool

    @property
    def is_suspended(self) -> bool:
        """Stopped, by a person or by the night."""
        return self.membership.suspended_at is not None

    @property
    def can_be_given_back(self) -> bool:
        """With one click; what the night suspended, by somebody else alone."""
        by_night = is_suspended_by_night(self.membership)
        return self.is_suspended and not (self.is_mine and by_night)


@dataclass(frozen=True)
class Offer:
    """A row of the list of invitations."""

    invitation: Invitation
    state: str
    kind: str


@dataclass
class Body:
    """A row of the list of bodies."""

    pk: int
    title: str
    is_trusted: bool
    people: set[int] = field(default_factory=set)
    managers: set[int] = field(default_factory=set)

    @property
    def lacks_managers(self) -> bool:
        """Fewer of them than a body needs."""
        return len(self.managers) < ENOUGH_MANAGERS


def state_of(membership: Membership, on: dt.date) -> tuple[str, str]:
    """Where a profile stands, in words, and the colour that hints at it."""
    if membership.withdrawn_at:
        return f"Revocato {on_day(timezone.localdate(membership.withdrawn_at))}", ""
    if membership.suspended_at:
        day = on_day(timezone.localdate(membership.suspended_at))
        because = membership.suspended_because
        return f"Sospeso {day}{f': {because}' if because else ''}", "warning"
    if not membership.user.is_active:
        return "Utente disattivato", "warning"
    if membership.valid_until and membership.valid_until < on:
        return f"Scaduto {on_day(membership.valid_until)}", "danger"
    if membership.valid_from > on:
        return f"Comincia {on_day(membership.valid_from)}", ""
    return "Attivo", "success"


def profiles_of(
    organisation_id: int | None, who: Standing, on: dt.date
) -> list[Profile]:
    """Profiles of a body (None: of no body), those withdrawn lately at the end."""
    rows = Membership.objects.filter(organisation_id=organisation_id)
    lately = timezone.make_aware(dt.datetime.combine(on - REMEMBERED, dt.time()))
    kept = rows.not_withdrawn() | rows.filter(withdrawn_at__gte=lately)
    found = kept.select_related("user", "organisation").order_by(
        "user__last_name", "user__first_name", "user__email", "role", "pk"
    )
    return [_profile(row, who, on) for row in found]


def _profile(row: Membership, who: Standing, on: dt.date) -> Profile:
    state, kind = state_of(row, on)
    return Profile(row, state, kind, can_keep(who, row), row.user_id == who.user_id)


def offers_of(organisation_id: int | None, at: dt.datetime) -> list[Offer]:
    """Invitations that wait in a body, the newest first."""
    rows = Invitation.objects.waiting().filter(organisation_id=organisation_id)
    return [_offer(row, at) for row in rows.select_related("given_by")]


def _offer(row: Invitation, at: dt.datetime) -> Offer:
    end = timezone.localtime(row.expires_at)
    if row.is_expired_at(at):
        return Offer(row, f"Scaduto {on_day(end.date())}", "danger")
    if row.sent_at is None:
        return Offer(row, "L'e-mail non è partita: mandala di nuovo", "danger")
    return Offer(row, f"Vale fino {until_day(end.date(), with_year=True)}", "")


def active_managers(profiles: list[Profile], on: dt.date) -> int:
    """How many people answer for the body today."""
    rows = (p.membership for p in profiles)
    managers = {
        row.user_id
        for row in rows
        if row.role == RoleCode.MANAGER and row.user.is_active and row.is_active_on(on)
    }
    return len(managers)


def bodies_for(who: Standing, on: dt.date) -> list[Body]:
    """The bodies whose people somebody may see, with how many there are, by name."""
    rows = OrganisationAccess.objects.select_related("organisation")
    if not can_see_all_bodies(who):
        rows = rows.filter(organisation__in=bodies_to_keep(who))
    found = {
        row.organisation_id: Body(
            row.organisation_id, row.organisation.title, row.is_trusted
        )
        for row in rows.order_by("organisation__title", "pk")
    }
    active = Membership.objects.active_on(on).filter(organisation__in=found.keys())
    for body, user, role in active.values_list("organisation", "user", "role"):
        found[body].people.add(user)
        if role == RoleCode.MANAGER:
            found[body].managers.add(user)
    return list(found.values())
