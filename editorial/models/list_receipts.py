"""Who was told of a list or of a digest of changes, and who confirmed to have read it."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from editorial.models.release import ListRelease

ONE_SUBJECT = Q(release__isnull=False, digest__isnull=True) | Q(
    release__isnull=True, digest__isnull=False
)


class ListDigest(models.Model):
    """What changed between two changes of the journal, told by mail once.

    It tells the changes after number `after`, up to `through` and with it.
    """

    made_at = models.DateTimeField("preparato il")
    after = models.PositiveBigIntegerField("dopo il cambiamento")
    through = models.PositiveBigIntegerField("fino al cambiamento", unique=True)

    class Meta:
        verbose_name = "riepilogo dei cambiamenti"
        verbose_name_plural = "riepiloghi dei cambiamenti"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(through__gt=models.F("after")),
                name="editorial_digest_tells_something",
            )
        ]

    def __str__(self) -> str:
        return f"Cambiamenti fino al {timezone.localtime(self.made_at):%d/%m/%Y}"

    @property
    def told_at(self) -> dt.datetime:
        """When it was told."""
        return self.made_at


class Subject(models.Model):
    """What is told: a released list or a digest."""

    release = models.ForeignKey(
        ListRelease,
        on_delete=models.PROTECT,
        null=True,
        related_name="%(class)ss",
        verbose_name="elenco",
    )
    digest = models.ForeignKey(
        ListDigest,
        on_delete=models.PROTECT,
        null=True,
        related_name="%(class)ss",
        verbose_name="riepilogo",
    )

    class Meta:
        abstract = True

    @property
    def subject(self) -> ListRelease | ListDigest:
        """The one of the two that is there."""
        found = self.release or self.digest
        assert found is not None  # noqa: S101 - a constraint says so
        return found


class ListReceiptQuerySet(models.QuerySet["ListReceipt"]):
    """Receipts."""

    def open(self) -> ListReceiptQuerySet:
        """Those that ask for a confirmation and have none."""
        return self.filter(asks_confirmation=True, confirmed_at__isnull=True)


class ListReceipt(Subject):
    """One body was told. It confirms only closures and changed access."""

    body = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="ente",
    )
    body_key = models.CharField("codice dell'ente", max_length=36)
    body_name = models.CharField("nome dell'ente", max_length=255)
    asks_confirmation = models.BooleanField("chiede conferma", default=False)
    sent_at = models.DateTimeField("mandato il", null=True, blank=True)
    confirmed_at = models.DateTimeField("confermato il", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="confermato da",
    )

    objects: ClassVar = ListReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = "ricevuta"
        verbose_name_plural = "ricevute"
        default_permissions = ()
        ordering = ("body_name", "pk")
        constraints = [
            models.CheckConstraint(
                condition=ONE_SUBJECT, name="editorial_receipt_has_one_subject"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(asks_confirmation=True),
                name="editorial_receipt_confirmed_where_asked",
            ),
            models.UniqueConstraint(
                fields=["release", "body_key"], name="editorial_one_release_receipt"
            ),
            models.UniqueConstraint(
                fields=["digest", "body_key"], name="editorial_one_digest_receipt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_name}: {self.subject}"


class ListLetter(Subject):
    """One mail to one person. Claimed before it is sent, so that it never goes out twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="persona",
    )
    claimed_at = models.DateTimeField("presa in carico il", null=True, blank=True)
    sent_at = models.DateTimeField("mandata il", null=True, blank=True)

    class Meta:
        verbose_name = "messaggio sull'elenco"
        verbose_name_plural = "messaggi sull'elenco"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=ONE_SUBJECT, name="editorial_letter_has_one_subject"
            ),
            models.UniqueConstraint(
                fields=["user", "release"], name="editorial_one_release_letter"
            ),
            models.UniqueConstraint(
                fields=["user", "digest"], name="editorial_one_digest_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.subject}"
