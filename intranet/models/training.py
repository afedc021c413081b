"""Joint training (Art. 2): courses and their meetings."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from intranet.links import insist_on_https
from intranet.training.querysets import (
    CourseQuerySet,
    SessionQuerySet,
)

# The video link is shown from this long before the day of the meeting.
VIDEO_BEFORE = dt.timedelta(days=1)


class TrainingCourse(models.Model):
    """A course: one body organises it, the parties of one agreement attend.

    A draft (`published_at` empty) is seen by those who keep it. Without an agreement, because that
    page is gone, nobody sees it.
    """

    agreement = models.ForeignKey(
        "network.AgreementPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="accordo",
    )
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="ente che organizza",
    )
    title = models.CharField("titolo", max_length=160)
    about = models.TextField("di che cosa parla", blank=True)
    audience = models.CharField("per chi", max_length=200, blank=True)
    subjects = models.ManyToManyField(
        "directory.Need", blank=True, related_name="+", verbose_name="argomenti"
    )
    published_at = models.DateTimeField("pubblicato il", null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "corso"
        verbose_name_plural = "corsi"
        ordering: ClassVar = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """Not told to anybody yet."""
        return self.published_at is None


class TrainingSession(models.Model):
    """One meeting of a course: when, where or by which video link, for how many.

    `version` grows with each change that those enrolled are told of.
    """

    course = models.ForeignKey(
        TrainingCourse,
        on_delete=models.CASCADE,
        related_name="sessions",
        verbose_name="corso",
    )
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    starts_at = models.DateTimeField("inizia")
    ends_at = models.DateTimeField("finisce")
    place = models.CharField("luogo", max_length=200, blank=True)
    video_url = models.URLField("collegamento video", max_length=500, blank=True)
    seats = models.PositiveSmallIntegerField("posti")
    version = models.PositiveIntegerField("versione", default=0)
    changed_at = models.DateTimeField("cambiato il", default=timezone.now)
    cancelled_at = models.DateTimeField("annullato il", null=True, blank=True)
    cancelled_because = models.CharField("perché", max_length=200, blank=True)
    attendance_at = models.DateTimeField("presenze segnate il", null=True, blank=True)

    # What `with_taken()` and `with_own()` add.
    taken: int
    waiting: int
    is_mine: bool
    is_waited: bool

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "incontro di formazione"
        verbose_name_plural = "incontri di formazione"
        ordering: ClassVar = ("starts_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="intranet_training_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1), name="intranet_training_has_a_seat"
            ),
            models.CheckConstraint(
                condition=~Q(place="", video_url=""),
                name="intranet_training_is_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id}, {self.starts_at:%d/%m/%Y}"

    def clean(self) -> None:
        """A link given from now on is safe; rows of before are shown as they are."""
        insist_on_https(self.video_url)

    @property
    def day(self) -> dt.date:
        """The day it begins, in Italy."""
        return timezone.localtime(self.starts_at).date()

    @property
    def is_cancelled(self) -> bool:
        """Called off; those enrolled were told."""
        return self.cancelled_at is not None

    def is_open_at(self, at: dt.datetime) -> bool:
        """Whether somebody can still enrol or withdraw: until it begins."""
        return not self.is_cancelled and at < self.starts_at

    def shows_video_on(self, on: dt.date) -> bool:
        """From the day before: a link given out early is passed on or lost."""
        return bool(self.video_url) and on >= self.day - VIDEO_BEFORE
