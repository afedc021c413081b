"""A lost second factor: one person asks, another approves, and the old one is gone."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from django.db import transaction
from wagtail.log_actions import log

from accounts.login.permissions import can_approve, can_ask, is_still_asked
from accounts.login.signal_handlers import end_sessions
from accounts.models import FactorRecovery, User
from accounts.models.login import RECOVERY_LASTS, RecoveryOutcome


class NotAllowed(Exception):
    """The person may not do this; the message says why, in Italian."""


@transaction.atomic
def ask_recovery(
    *, person: User, reason: str, by: User, at: dt.datetime
) -> FactorRecovery:
    """Ask that somebody's lost factor be taken away. An older request, over by now, is closed.

    Raises NotAllowed where `by` may not ask for that person, or a request is waiting.
    """
    if not can_ask(by, person, at):
        raise NotAllowed("Non puoi chiederlo per questa persona.")
    # One at a time for a person: the row is the lock.
    User.objects.select_for_update().get(pk=person.pk)
    requests = FactorRecovery.objects.filter(person=person)
    if requests.waiting(at).exists():
        raise NotAllowed("C'è già una richiesta che aspetta: va decisa quella.")
    requests.filter(outcome="").update(outcome=RecoveryOutcome.EXPIRED)
    recovery = FactorRecovery.objects.create(
        person=person, reason=reason, asked_by=by, asked_at=at
    )
    log(instance=person, action="accounts.ask_recovery", user=by)
    return recovery


@transaction.atomic
def approve_recovery(
    *, recovery: FactorRecovery, by: User, at: dt.datetime
) -> FactorRecovery:
    """Take the old factors away and end the person's sessions; a new one within a day."""
    recovery = _decide(recovery, by, at, RecoveryOutcome.APPROVED)
    Authenticator.objects.filter(user=recovery.person).delete()
    end_sessions(recovery.person)
    both = {"asked_by": recovery.asked_by_id, "approved_by": by.pk}
    log(
        instance=recovery.person, action="accounts.approve_recovery", user=by, data=both
    )
    return recovery


@transaction.atomic
def refuse_recovery(
    *, recovery: FactorRecovery, by: User, at: dt.datetime
) -> FactorRecovery:
    """Leave all as it is."""
    recovery = _decide(recovery, by, at, RecoveryOutcome.REFUSED)
    both = {"asked_by": recovery.asked_by_id, "refused_by": by.pk}
    log(instance=recovery.person, action="accounts.refuse_recovery", user=by, data=both)
    return recovery


def _decide(
    recovery: FactorRecovery, by: User, at: dt.datetime, outcome: RecoveryOutcome
) -> FactorRecovery:
    recovery = FactorRecovery.objects.select_for_update().get(pk=recovery.pk)
    if not can_approve(by, recovery, at):
        raise NotAllowed("Non puoi decidere questa richiesta.")
    if recovery.outcome or at - recovery.asked_at >= RECOVERY_LASTS:
        raise NotAllowed("Questa richiesta è già stata decisa, o è scaduta.")
    if outcome == RecoveryOutcome.APPROVED and not is_still_asked(recovery, at):
        raise NotAllowed(
            "Chi ha fatto la richiesta non può più farla. Rifiutala, e chiedi che la rifaccia "
            "chi può."
        )
    recovery.outcome, recovery.decided_by, recovery.decided_at = outcome, by, at
    recovery.save(update_fields=["outcome", "decided_by", "decided_at"])
    return recovery
