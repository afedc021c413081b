"""Releases of the list of services (Art. 2): what the list said on a day, for ever."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from editorial.releases.rows import Line, lines_of

SHA256_DIGITS = 64


class Frozen(TypeError):
    """A released list is not changed, nor deleted: another one is released."""


class FrozenQuerySet(models.QuerySet):
    """Rows that are written once."""

    def update(self, **values: Any) -> int:
        """Refused."""
        raise Frozen(self.model.__name__)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise Frozen(self.model.__name__)


class FrozenModel(models.Model):
    """Written once; the database refuses what goes around this class (`releases.freezing`)."""

    objects: ClassVar = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises Frozen for a row that is there already."""
        if not self._state.adding:
            raise Frozen(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises Frozen."""
        raise Frozen(type(self).__name__)


class ListReleaseQuerySet(FrozenQuerySet):
    """Released lists."""

    def listed(self) -> ListReleaseQuerySet:
        """The newest first, without their content, which may be long."""
        return self.defer("content").order_by("-number")

    def before(self, number: int) -> ListReleaseQuerySet:
        """Those released before the list with this number, the last one first."""
        return self.filter(number__lt=number).order_by("-number")


class ListRelease(FrozenModel):
    """ "Elenco dei servizi al gg/mm/aaaa": numbered, with all it said.

    `through` is the last change of the journal that it holds; `digest` the SHA-256 of `content`
    (`rows.digest_of`).
    """

    number = models.PositiveIntegerField("numero", unique=True)
    released_at = models.DateTimeField("pubblicato il")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="pubblicato da",
    )
    note = models.TextField("nota", blank=True)
    content = models.JSONField("contenuto", encoder=DjangoJSONEncoder)
    service_count = models.PositiveIntegerField("servizi")
    digest = models.CharField("impronta", max_length=SHA256_DIGITS)
    through = models.PositiveBigIntegerField("ultimo cambiamento compreso", default=0)

    objects: ClassVar = ListReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "elenco pubblicato"
        verbose_name_plural = "elenchi pubblicati"
        default_permissions = ()
        permissions = [("release_list", "Può pubblicare l'elenco dei servizi")]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1), name="editorial_release_number_from_one"
            ),
            models.CheckConstraint(
                condition=Q(service_count__gte=1), name="editorial_release_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"n. {self.number}, {self.title}"

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("list_release", args=[self.number])

    @property
    def told_at(self) -> dt.datetime:
        """When it was told to the bodies."""
        return self.released_at

    @property
    def released_on(self) -> dt.date:
        """The day it was released, in Italy."""
        return timezone.localtime(self.released_at).date()

    @property
    def title(self) -> str:
        """`Elenco dei servizi al 28/11/2026`."""
        return f"Elenco dei servizi al {self.released_on:%d/%m/%Y}"

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it says of each service."""
        return lines_of(self.content)


class ListWithdrawal(models.Model):
    """A list that is no longer given out, because it said what must not be public.

    The list stays as it was, for who coordinates; visitors read that it was withdrawn and why.
    """

    release = models.OneToOneField(
        ListRelease, on_delete=models.PROTECT, related_name="withdrawal"
    )
    withdrawn_at = models.DateTimeField("ritirato il")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="ritirato da",
    )
    reason = models.CharField("perché", max_length=255)

    class Meta:
        verbose_name = "ritiro di un elenco"
        verbose_name_plural = "ritiri di elenchi"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="editorial_withdrawal_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.reason}"


class ReleaseFile(FrozenModel):
    """A released list as a file, kept as it was given out: no newer program makes it anew."""

    class Format(models.TextChoices):
        """What it can be taken as."""

        PDF = "pdf", "PDF"
        XLSX = "xlsx", "Foglio di calcolo (XLSX)"

    release = models.ForeignKey(
        ListRelease, on_delete=models.PROTECT, related_name="files"
    )
    format = models.CharField("formato", max_length=4, choices=Format)
    content = models.BinaryField("contenuto")
    size = models.PositiveIntegerField("byte")
    digest = models.CharField("impronta", max_length=SHA256_DIGITS)

    class Meta:
        verbose_name = "file di un elenco"
        verbose_name_plural = "file degli elenchi"
        default_permissions = ()
        ordering = ("release", "format")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "format"], name="editorial_one_file_a_format"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is downloaded."""
        return reverse("list_release_file", args=[self.release.number, self.format])

    @property
    def name(self) -> str:
        """What the file is called: `elenco-dei-servizi-n-3-al-2026-11-28.pdf`."""
        release = self.release
        return (
            f"elenco-dei-servizi-n-{release.number}-al-{release.released_on:%Y-%m-%d}"
            f".{self.format}"
        )
