"""Joint training (Art. 2): courses, their meetings, who takes part, what is handed out."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from intranet.training.querysets import (
    CourseQuerySet,
    EnrolmentQuerySet,
    MaterialQuerySet,
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


class Enrolment(models.Model):
    """A person's place in a meeting, or in its waiting list; gone when they withdraw.

    `attended`: None until the organiser has said. What the person answered in the questionnaire is
    nowhere here (`TrainingFeedback`): only that they did.
    """

    session = models.ForeignKey(
        TrainingSession,
        on_delete=models.CASCADE,
        related_name="enrolments",
        verbose_name="incontro",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="training_enrolments",
        verbose_name="persona",
    )
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente",
        help_text="Vuoto: il coordinamento.",
    )
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="iscritta da",
    )
    enrolled_at = models.DateTimeField("iscritta il")
    is_waiting = models.BooleanField("in lista d'attesa", default=False)
    attended = models.BooleanField("presente", null=True, blank=True)
    has_answered = models.BooleanField("ha dato un parere", default=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "iscrizione"
        verbose_name_plural = "iscrizioni"
        # The order of the waiting list.
        ordering: ClassVar = ("enrolled_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "user"], name="intranet_training_one_place_each"
            ),
            models.CheckConstraint(
                condition=Q(is_waiting=False) | Q(attended__isnull=True),
                name="intranet_training_who_waits_did_not_attend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.user_id}"


class AttendanceTotal(models.Model):
    """How many of a body attended a meeting, once their names are gone."""

    session = models.ForeignKey(
        TrainingSession,
        on_delete=models.CASCADE,
        related_name="totals",
        verbose_name="incontro",
    )
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente",
    )
    attended = models.PositiveIntegerField("presenti", default=0)

    class Meta:
        verbose_name = "presenze senza nomi"
        verbose_name_plural = "presenze senza nomi"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "organisation"],
                condition=Q(organisation__isnull=False),
                name="intranet_training_one_total_a_body",
            ),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(organisation__isnull=True),
                name="intranet_training_one_total_of_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.attended}"


class TrainingFeedback(models.Model):
    """What somebody thought of a meeting. Whose it is, and when it came, is not kept.

    Its key is random, so that the order of the rows tells nothing either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        TrainingSession,
        on_delete=models.CASCADE,
        related_name="feedback",
        verbose_name="incontro",
    )
    usefulness = models.PositiveSmallIntegerField("quanto è servito, da 1 a 5")
    comment = models.CharField("commento", max_length=500, blank=True)

    class Meta:
        verbose_name = "parere"
        verbose_name_plural = "pareri"
        ordering: ClassVar = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(usefulness__gte=1, usefulness__lte=5),
                name="intranet_training_from_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.usefulness}"


class MaterialKind(models.TextChoices):
    """What somebody finds in the material of a course."""

    DOCUMENT = "documento", "Documento"
    VIDEO = "video", "Video"
    LINK = "collegamento", "Collegamento"
    TEXT = "testo", "Testo"


class TrainingMaterial(models.Model):
    """A thing to read or watch, in its place in the course.

    A video is a file with its captions (WebVTT), or lies elsewhere at `url`.
    """

    course = models.ForeignKey(
        TrainingCourse,
        on_delete=models.CASCADE,
        related_name="materials",
        verbose_name="corso",
    )
    place = models.PositiveIntegerField("posto")
    kind = models.CharField("che cosa", max_length=12, choices=MaterialKind)
    title = models.CharField("titolo", max_length=160)
    text = models.TextField("testo", blank=True)
    url = models.URLField("indirizzo", max_length=500, blank=True)
    file = models.ForeignKey(
        "intranet.PrivateFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="file",
    )
    captions = models.ForeignKey(
        "intranet.PrivateFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="sottotitoli",
    )
    search_text = models.TextField(blank=True, editable=False)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "materiale"
        verbose_name_plural = "materiali"
        ordering: ClassVar = ("place", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=MaterialKind.DOCUMENT, file__isnull=False)
                | Q(kind=MaterialKind.LINK, file__isnull=True) & ~Q(url="")
                | Q(kind=MaterialKind.TEXT, file__isnull=True) & ~Q(text="")
                | Q(kind=MaterialKind.VIDEO, file__isnull=True) & ~Q(url="")
                | Q(
                    kind=MaterialKind.VIDEO, file__isnull=False, captions__isnull=False
                ),
                name="intranet_training_material_holds_its_thing",
            )
        ]

    def __str__(self) -> str:
        return self.title


class TrainingLetterKind(models.TextChoices):
    """Why somebody gets a mail about a meeting."""

    ENROLLED = "iscritta", "Ti ha iscritto il tuo ente"
    PROMOTED = "posto", "Si è liberato un posto"
    CHANGED = "cambiato", "L'incontro è cambiato"
    CANCELLED = "annullato", "L'incontro è annullato"
    WEEK = "settimana", "Promemoria, una settimana prima"
    DAY = "giorno", "Promemoria, il giorno prima"


class TrainingLetter(models.Model):
    """A mail to one person about one version of a meeting: once each, tried until it goes out."""

    session = models.ForeignKey(
        TrainingSession,
        on_delete=models.CASCADE,
        related_name="letters",
        verbose_name="incontro",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="persona",
    )
    kind = models.CharField("perché", max_length=12, choices=TrainingLetterKind)
    version = models.PositiveIntegerField("versione")
    created_at = models.DateTimeField("scritta il")
    claimed_at = models.DateTimeField("presa per l'invio il", null=True, blank=True)
    sent_at = models.DateTimeField("mandata il", null=True, blank=True)

    class Meta:
        verbose_name = "messaggio sulla formazione"
        verbose_name_plural = "messaggi sulla formazione"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "user", "kind", "version"],
                name="intranet_training_told_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}, {self.kind}"
