"""Accounts of the demonstration: each role once, and who writes and answers for each body."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.actions import grant, set_trusted
from accounts.login.demo import keep_app
from accounts.models import Bond, OrganisationAccess, User
from accounts.roles import ROLES, RoleCode
from core.querysets import published_pages
from directory.models import OrganisationPage
from network.reading import all_agreements
from network.states import state_on

DOMAIN = "demo.example"


@dataclass(frozen=True)
class DemoAccount:
    """A line of `accounts.json`."""

    email: str
    password: str
    role: str
    organisation: str
    totp_secret: str = ""


@dataclass(frozen=True)
class Wanted:
    """An account that the demonstration should have."""

    name: str
    role: RoleCode
    body: OrganisationPage | None = None

    @property
    def email(self) -> str:
        """Its address, by which it is known."""
        return f"{self.name}@{DOMAIN}"


EVERYWHERE = (
    Wanted("amministratore", RoleCode.ADMINISTRATOR),
    Wanted("coordinamento", RoleCode.COORDINATOR),
)


def make_accounts(place: Path) -> list[DemoAccount]:
    """Make the accounts that are missing and keep them all in `place` (mode 600).

    A password already written there stays: who noted it down keeps it.
    """
    known = {account.email: account for account in read_accounts(place)}
    accounts = [_account(known, wanted) for wanted in (*EVERYWHERE, *_of_bodies())]
    accounts += _still_in_use(known, accounts)
    accounts = [_with_app(account) for account in accounts]
    _write(place, accounts)
    return accounts


def read_accounts(place: Path) -> list[DemoAccount]:
    """The accounts kept in `place`, none where the file is not there."""
    if not place.exists():
        return []
    return [DemoAccount(**row) for row in json.loads(place.read_text(encoding="utf-8"))]


def _of_bodies() -> Iterator[Wanted]:
    """For each body that keeps a published sheet or desk: who writes, who answers for it. For each
    that an agreement in force binds: who works at the desk, who keeps its referents.

    The first Comune has all roles, two who answer for it, and publishes on its own.
    """
    kept = _keeping()
    comune, bound = _first_comune(kept), _bound(timezone.localdate())
    for body in kept:
        yield Wanted(body.slug, RoleCode.EDITOR, body)
        yield Wanted(f"responsabile.{body.slug}", RoleCode.MANAGER, body)
        if body == comune:
            yield Wanted(f"responsabile2.{body.slug}", RoleCode.MANAGER, body)
        if body == comune or body.pk in bound:
            yield from _at_the_desk(body)
    rest = bound - {body.pk for body in kept}
    for body in OrganisationPage.objects.filter(pk__in=rest).by_title():
        yield from _at_the_desk(body)


def _at_the_desk(body: OrganisationPage) -> Iterator[Wanted]:
    yield Wanted(f"operatore.{body.slug}", RoleCode.OPERATOR, body)
    yield Wanted(f"referente.{body.slug}", RoleCode.REFERENT, body)


def _keeping() -> list[OrganisationPage]:
    rows = OrganisationAccess.objects.select_related("organisation")
    return [
        row.organisation
        for row in rows.order_by("organisation__title")
        if published_pages().child_of(row.organisation).exists()
    ]


def _first_comune(bodies: Iterable[OrganisationPage]) -> OrganisationPage | None:
    return next((body for body in bodies if body.kind == "comune"), None)


def _bound(on: dt.date) -> set[int]:
    """Bodies that an agreement binds on that day."""
    return {
        party.organisation_id
        for agreement in all_agreements()
        if state_on(agreement.terms, on).holds
        for party in agreement.parties.all()
        if party.organisation_id
    }


def _still_in_use(
    known: dict[str, DemoAccount], made: list[DemoAccount]
) -> list[DemoAccount]:
    """Accounts whose body has nothing published any more: their password is not lost."""
    rest = known.keys() - {account.email for account in made}
    users = User.objects.filter(email__in=rest, memberships__isnull=False)
    return [known[email] for email in sorted(users.values_list("email", flat=True))]


@transaction.atomic
def _account(known: dict[str, DemoAccount], wanted: Wanted) -> DemoAccount:
    user = User.objects.filter(email=wanted.email).first()
    if user is not None and wanted.email in known:
        return known[wanted.email]
    account = known.get(wanted.email) or DemoAccount(
        wanted.email,
        secrets.token_urlsafe(12),
        ROLES[wanted.role].label.lower(),
        wanted.body.title if wanted.body else "",
    )
    if user is None:
        user = User.objects.create_user(account.email, account.password)
        grant(
            user=user,
            role=wanted.role,
            organisation=wanted.body,
            bond=Bond.EMPLOYED if wanted.body else "",
        )
        _trust_the_comune(wanted)
    else:  # the file was lost: nobody knows the old password any more
        user.set_password(account.password)
        user.save()
    return account


def _trust_the_comune(wanted: Wanted) -> None:
    """It publishes on its own from the start; what a person decides later stays."""
    if wanted.role is not RoleCode.OPERATOR or wanted.body is None:
        return
    if wanted.body == _first_comune(_keeping()):
        set_trusted(access=wanted.body.access, is_trusted=True)


def _with_app(account: DemoAccount) -> DemoAccount:
    user = User.objects.get(email=account.email)
    return replace(account, totp_secret=keep_app(user, account.totp_secret))


def _write(place: Path, accounts: list[DemoAccount]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600)
    place.chmod(0o600)
    text = json.dumps([asdict(a) for a in accounts], ensure_ascii=False, indent=2)
    place.write_text(f"{text}\n", encoding="utf-8")
