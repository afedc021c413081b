"""Mails about questions: that there is one, never what it says; a mailbox may be read by others.

Sent after the act, outside its transaction; a mailbox that refuses stops nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.mail import absolute, deliver
from accounts.models import Membership, User
from accounts.roles import RoleCode
from core.models import SiteSettings
from intranet.authoring.sharing import COORDINATION
from intranet.entry.access import ENTERING
from intranet.models import Answer, Question

ASKED = "Una domanda per il tuo ente"
ANSWERED = "Una risposta alla tua domanda"


def tell_asked(question: Question, bodies: Collection[int], on: dt.date) -> int:
    """Write to the referents of the bodies asked; how many mails were taken."""
    who = question.asking_body.title if question.asking_body else COORDINATION
    people = recipients(bodies, on).exclude(pk=question.asked_by_id)
    return sum(_send(person, ASKED, "asked", question, who) for person in people)


def tell_answered(answer: Answer, on: dt.date) -> int:
    """Write to who asked, as long as they still work for the body that asked."""
    question = answer.question
    asker = question.asked_by_id
    if asker is None or asker == answer.answered_by_id:
        return 0
    rows = Membership.objects.active_on(on).with_role(*ENTERING)
    in_force = rows.filter(user=asker)
    if question.asking_body_id:
        in_force = in_force.filter(organisation=question.asking_body_id)
    who = answer.body.title if answer.body else COORDINATION
    people = User.objects.filter(pk__in=in_force.values("user"))
    return sum(_send(one, ANSWERED, "answered", question, who) for one in people)


def recipients(bodies: Collection[int], on: dt.date) -> Any:
    """The referents of these bodies; of one that has none, who answers for it."""
    rows = Membership.objects.active_on(on).filter(organisation__in=bodies)
    referents = rows.with_role(RoleCode.REFERENT)
    covered = set(referents.values_list("organisation", flat=True))
    managers = rows.with_role(RoleCode.MANAGER).exclude(organisation__in=covered)
    people = {*referents.values_list("user", flat=True)}
    people |= {*managers.values_list("user", flat=True)}
    return User.objects.filter(pk__in=people).order_by("pk")


def _send(person: User, subject: str, name: str, question: Question, who: str) -> bool:
    link = absolute(reverse("question", args=[question.pk]))
    site = str(SiteSettings.objects.first() or settings.WAGTAIL_SITE_NAME)
    context = {"who": who, "link": link, "site": site}
    text = render_to_string(f"intranet/questions/mail/{name}.txt", context)
    message = EmailMessage(subject, f"{text.strip()}\n", to=[person.email])
    return deliver(message, f"intranet.questions {name}")
