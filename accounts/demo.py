"""Accounts of the demonstration: one administrator, one editor for each organisation."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.db import transaction

from accounts.actions import grant
from accounts.login.demo import keep_app
from accounts.models import OrganisationAccess, User
from accounts.roles import RoleCode
from core.querysets import published_pages
from directory.models import OrganisationPage

DOMAIN = "demo.example"


@dataclass(frozen=True)
class DemoAccount:
    """A line of `accounts.json`."""

    email: str
    password: str
    role: str
    organisation: str
    totp_secret: str = ""


def make_accounts(place: Path) -> list[DemoAccount]:
    """Make the accounts that are missing and keep them all in `place` (mode 600).

    A password already written there stays: who noted it down keeps it.
    """
    known = {account.email: account for account in read_accounts(place)}
    wanted = [("amministratore", "", "amministratore"), *_editors()]
    accounts = [_account(known, *parts) for parts in wanted]
    accounts += _still_in_use(known, accounts)
    accounts = [_with_app(account) for account in accounts]
    _write(place, accounts)
    return accounts


def read_accounts(place: Path) -> list[DemoAccount]:
    """The accounts kept in `place`, none where the file is not there."""
    if not place.exists():
        return []
    return [DemoAccount(**row) for row in json.loads(place.read_text(encoding="utf-8"))]


def _editors() -> list[tuple[str, str, str]]:
    """(name, organisation, role) for each organisation that keeps a published sheet or desk."""
    found = OrganisationAccess.objects.select_related("organisation")
    return [
        (row.organisation.slug, row.organisation.title, "redattore")
        for row in found.order_by("organisation__title")
        if published_pages().child_of(row.organisation).exists()
    ]


def _still_in_use(
    known: dict[str, DemoAccount], made: list[DemoAccount]
) -> list[DemoAccount]:
    """Accounts whose body has nothing published any more: their password is not lost."""
    rest = known.keys() - {account.email for account in made}
    users = User.objects.filter(email__in=rest, memberships__isnull=False)
    return [known[email] for email in sorted(users.values_list("email", flat=True))]


@transaction.atomic
def _account(
    known: dict[str, DemoAccount], name: str, organisation: str, role: str
) -> DemoAccount:
    email = f"{name}@{DOMAIN}"
    user = User.objects.filter(email=email).first()
    if user is not None and email in known:
        return known[email]
    account = known.get(email) or DemoAccount(
        email, secrets.token_urlsafe(12), role, organisation
    )
    if user is None:
        _make_user(account, name)
    else:  # the file was lost: nobody knows the old password any more
        user.set_password(account.password)
        user.save()
    return account


def _make_user(account: DemoAccount, name: str) -> None:
    if account.role == "amministratore":
        User.objects.create_superuser(account.email, account.password)
        return
    user = User.objects.create_user(account.email, account.password)
    body = OrganisationPage.objects.get(slug=name)
    grant(user=user, role=RoleCode.EDITOR, organisation=body)


def _with_app(account: DemoAccount) -> DemoAccount:
    user = User.objects.get(email=account.email)
    return replace(account, totp_secret=keep_app(user, account.totp_secret))


def _write(place: Path, accounts: list[DemoAccount]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600)
    place.chmod(0o600)
    text = json.dumps([asdict(a) for a in accounts], ensure_ascii=False, indent=2)
    place.write_text(f"{text}\n", encoding="utf-8")
