"""What the night does for questions."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from intranet.models import Question


def forget_solved() -> str:
    """Questions solved long ago go, with their answers; the FAQ that came of them stays."""
    return f"domande risolte cancellate: {forget(at=timezone.now())}"


def forget(*, at: dt.datetime) -> int:
    """Those solved more than `QUESTION_KEPT_DAYS` days before `at`."""
    before = at - dt.timedelta(days=settings.QUESTION_KEPT_DAYS)
    old = Question.objects.solved_before(before)
    number = int(old.count())
    old.delete()
    return number
