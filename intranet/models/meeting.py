"""Meetings between the parties of an agreement (Art. 2: "incontri periodici di aggiornamento")."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from intranet.links import insist_on_https
from intranet.meetings.querysets import MeetingQuerySet


class MeetingKind(models.TextChoices):
    """What a meeting is called."""

    UPDATE = "update", "Incontro di aggiornamento"
    NETWORK_BODY = "network-body", "Riunione di un organo della rete"
    OTHER = "other", "Altro incontro"


class MeetingState(models.TextChoices):
    """Where a meeting stands; that it was held follows from its moment."""

    DRAFT = "draft", "In preparazione"
    CONVENED = "convened", "Convocata"
    CANCELLED = "cancelled", "Annullata"


class MeetingReply(models.TextChoices):
    """What somebody invited says."""

    COMES = "comes", "Vengo"
    DECLINES = "declines", "Non vengo"
    DELEGATES = "delegates", "Delego"


def body_field(label: str, **more: Any) -> models.ForeignKey:
    """A body; its page may go while the minutes stay."""
    facts: dict[str, Any] = {
        "null": True,
        "blank": True,
        "on_delete": models.SET_NULL,
    } | more
    return models.ForeignKey(
        "directory.OrganisationPage", related_name="+", verbose_name=label, **facts
    )


def person_field(label: str) -> models.ForeignKey:
    """A person with an account; erased, the row stays without them."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class Meeting(models.Model):
    """One meeting. `sequence` grows with each change that calendars must follow (RFC 5546)."""

    key = models.UUIDField("chiave", unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(
        "che cos'è", max_length=14, choices=MeetingKind, default=MeetingKind.UPDATE
    )
    agreement = models.ForeignKey(
        "network.AgreementPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="accordo",
    )
    network_body = models.ForeignKey(
        "network.NetworkBodyPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organo della rete",
    )
    title = models.CharField("titolo", max_length=160)
    starts_at = models.DateTimeField("comincia", db_index=True)
    ends_at = models.DateTimeField("finisce")
    place = models.CharField("dove", max_length=255, blank=True)
    video_url = models.URLField("collegamento video", max_length=500, blank=True)
    note = models.TextField("nota per chi è invitato", blank=True)
    agenda_closes_on = models.DateField("si propongono punti fino al")
    convener = body_field("ente che convoca")
    state = models.CharField(
        "stato", max_length=10, choices=MeetingState, default=MeetingState.DRAFT
    )
    cancelled_because = models.CharField(
        "perché è annullata", max_length=255, blank=True
    )
    sequence = models.PositiveIntegerField("versione dell'invito", default=0)
    changed_at = models.DateTimeField("cambiata il")
    created_by = person_field("preparata da")
    search_text = models.TextField("parole per la ricerca", editable=False)

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "riunione"
        verbose_name_plural = "riunioni"
        ordering: ClassVar = ("-starts_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="intranet_meeting_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""),
                name="intranet_meeting_cancelled_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A link given from now on is safe; rows of before are shown as they are."""
        insist_on_https(self.video_url)

    @property
    def is_convened(self) -> bool:
        """The invitations are out, and it was not called off."""
        return self.state == MeetingState.CONVENED


class FrozenMinutes(Exception):
    """Minutes that were approved do not change, whoever asks."""


def refuse_if_frozen(meeting_id: int) -> None:
    """Raises FrozenMinutes where the minutes of the meeting were approved; one query."""
    if Meeting.objects.filter(pk=meeting_id, minutes__state="approved").exists():
        raise FrozenMinutes


class Frozen(models.Model):
    """Abstract: what minutes tell, which freezes with them."""

    # What may still change after the approval.
    still_open: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises FrozenMinutes, unless only what is still open is saved."""
        fields = kwargs.get("update_fields")
        if not fields or not set(fields) <= self.still_open:
            refuse_if_frozen(self.meeting_id)  # type: ignore[attr-defined]
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises FrozenMinutes."""
        refuse_if_frozen(self.meeting_id)  # type: ignore[attr-defined]
        return super().delete(*args, **kwargs)


class MeetingBody(Frozen):
    """A body that is invited; `name` stays where its page goes."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="bodies"
    )
    organisation = body_field("ente")
    name = models.CharField("ente", max_length=255)
    was_present = models.BooleanField("era presente", default=False)
    # What the body says of the minutes that are out for approval.
    approved_at = models.DateTimeField("ha approvato il verbale il", null=True)
    approved_by = person_field("approvato da")
    correction = models.TextField("correzione chiesta", blank=True)

    class Meta:
        verbose_name = "ente invitato"
        verbose_name_plural = "enti invitati"
        ordering: ClassVar = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"], name="intranet_body_invited_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MeetingPerson(models.Model):
    """A person who is invited for a body, what they answer, and whether they were there.

    Erased, a person leaves their row without a name: how many came stays true.
    """

    body = models.ForeignKey(
        MeetingBody, on_delete=models.CASCADE, related_name="people"
    )
    user = person_field("persona")
    answer = models.CharField(
        "risposta", max_length=9, choices=MeetingReply, blank=True
    )
    delegate = person_field("delega a")
    answered_at = models.DateTimeField("ha risposto il", null=True)
    was_present = models.BooleanField("era presente", default=False)

    class Meta:
        verbose_name = "persona invitata"
        verbose_name_plural = "persone invitate"
        ordering: ClassVar = ("user__last_name", "user__email", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "user"], name="intranet_person_invited_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.user_id}"


class AgendaItem(Frozen):
    """A point of the agenda, with who proposed it and what was said about it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField("posto")
    title = models.CharField("punto", max_length=200)
    text = models.TextField("di che cosa si tratta", blank=True)
    organisation = body_field("proposto da")
    body_name = models.CharField("ente che lo propone", max_length=255)
    proposed_by = person_field("proposto da")
    outcome = models.TextField("che cosa si è detto", blank=True)

    class Meta:
        verbose_name = "punto all'ordine del giorno"
        verbose_name_plural = "punti all'ordine del giorno"
        ordering: ClassVar = ("place", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> int:
        """As people count."""
        return self.place + 1


class MeetingDocument(models.Model):
    """A private file for those who read the meeting."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="documents"
    )
    file = models.ForeignKey(
        "intranet.PrivateFile", on_delete=models.CASCADE, related_name="+"
    )
    organisation = body_field("portato da")

    class Meta:
        verbose_name = "documento della riunione"
        verbose_name_plural = "documenti della riunione"
        ordering: ClassVar = ("pk",)

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.file_id}"
