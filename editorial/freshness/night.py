"""The night's reminders: one mail a person, with all that is due."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Page

from accounts.mail import deliver
from accounts.models import Membership, User
from accounts.roles import RoleCode
from core.dates import add_months
from directory.models import OrganisationPage
from editorial.freshness.permissions import can_confirm
from editorial.freshness.querysets import due_day, reviewable_on
from editorial.freshness.reminding import Due, recipients_of, stage_on
from editorial.freshness.signing import confirmation_url
from editorial.models import Reminder

WRITERS = (RoleCode.EDITOR, RoleCode.MANAGER)
LISTED = 40


def remind() -> str:
    """The night's job; one line."""
    return remind_on(timezone.localdate())


def remind_on(on: dt.date) -> str:
    """Write to whom something new is due. Asked again on the same day, write nothing."""
    mails = failed = 0
    for user, rows in _by_person(_due(on), on).items():
        new = _not_told(user, rows)
        if not new or Reminder.objects.filter(user=user, sent_on=on).exists():
            continue
        is_sent = _send(user, new, on)
        mails += is_sent
        failed += not is_sent
    forget_reminders(on)
    told = f"promemoria di verifica: {mails} inviati"
    return f"{told}, {failed} non riusciti" if failed else told


def _due(on: dt.date) -> list[Due]:
    """Pages at some stage on `on`, each with the body that keeps it."""
    bodies = {body.path: body for body in OrganisationPage.objects.all()}
    found = []
    for page in reviewable_on(on).select_related("locale"):
        due = due_day(page)
        stage = stage_on(due, on)
        body = bodies.get(page.path) or bodies.get(page.path[: -Page.steplen])
        if stage:
            found.append(Due(page, body, due, stage))
    return found


def _by_person(rows: Iterable[Due], on: dt.date) -> dict[User, list[Due]]:
    """The pages that each person is told of."""
    active = Membership.objects.active_on(on).select_related("user")
    of_bodies: dict[int | None, dict[int, User]] = defaultdict(dict)
    for member in active.with_role(*WRITERS):
        of_bodies[member.organisation_id][member.user_id] = member.user
    common = {m.user_id: m.user for m in active.with_role(RoleCode.COORDINATOR)}
    told: dict[User, list[Due]] = defaultdict(list)
    for row in rows:
        own = of_bodies[row.body.pk] if row.body else {}
        for user in dict.fromkeys(recipients_of(row, own.values(), common.values())):
            told[user].append(row)
    return told


def _not_told(user: User, rows: list[Due]) -> list[Due]:
    known = Reminder.objects.filter(user=user, page__in=[row.page.pk for row in rows])
    told = set(known.values_list("page_id", "due_on", "stage"))
    return [row for row in rows if (row.page.pk, row.due_on, row.stage) not in told]


def _send(user: User, rows: list[Due], on: dt.date) -> bool:
    """One mail; whether it went out. What is told stands noted before it goes, in a transaction of
    its own: the mail server is waited for with the database free. Where it refuses, the notes are
    taken back: the others are written to, and this one is tried again tomorrow."""
    noted, is_sent = _note(user, rows, on), False
    try:
        message = EmailMessage(
            subject_for(rows),
            text_for(user, rows, on),
            to=[user.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        is_sent = deliver(message, f"reminder to user {user.pk}")
    finally:
        if not is_sent:
            Reminder.objects.filter(pk__in=[note.pk for note in noted]).delete()
    return is_sent


@transaction.atomic
def _note(user: User, rows: list[Due], on: dt.date) -> list[Reminder]:
    return Reminder.objects.bulk_create(
        Reminder(
            user=user, page=row.page, due_on=row.due_on, stage=row.stage, sent_on=on
        )
        for row in rows
    )


def subject_for(rows: list[Due]) -> str:
    """`2 pagine da verificare`."""
    number = len(rows)
    return "1 pagina da verificare" if number == 1 else f"{number} pagine da verificare"


def text_for(user: User, rows: list[Due], on: dt.date) -> str:
    """The mail: pages by body, the longest due first, each with its link to confirm."""
    base = settings.WAGTAILADMIN_BASE_URL
    ordered = sorted(rows, key=lambda row: (_name(row), row.due_on, row.page.title))
    lines = [
        {
            "body": _name(row),
            "title": row.page.title,
            "due_on": row.due_on,
            "was_checked": row.page.reviewed_on is not None,
            "is_late": row.due_on < on,
            "page_url": f"{base}{row.page.url}",
            "confirm_url": confirmation_url(user, row.page, base)
            if can_confirm(user, row.page)
            else "",
        }
        for row in ordered[:LISTED]
    ]
    context = {
        "lines": lines,
        "rest": max(0, len(rows) - LISTED),
        "admin_url": f"{base}/admin/",
        "service_name": settings.WAGTAIL_SITE_NAME,
    }
    return render_to_string("editorial/freshness/mail.txt", context)


def _name(row: Due) -> str:
    return row.body.title if row.body else ""


def forget_reminders(on: dt.date) -> int:
    """Drop what is older than two years: it keeps nobody from being told anew."""
    old = Reminder.objects.filter(sent_on__lt=add_months(on, -24))
    return old.delete()[0]
