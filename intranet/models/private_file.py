"""A file for those who enter: stored apart, given out only by a view that asks."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models


def private_storage() -> Storage:
    """Outside of what the web server gives out."""
    return storages["private"]


def random_place(file: PrivateFile, name: str) -> str:
    """Two levels of folders and a name that tells nothing; the ending is checked before."""
    code = uuid.uuid4().hex
    ending = name.rpartition(".")[2].lower()
    return f"{code[:2]}/{code}.{ending}"


class PrivateFile(models.Model):
    """One file. What it hangs from says who may read it (`intranet.files.permissions`)."""

    key = models.UUIDField("chiave", unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente che lo tiene",
        help_text="Vuoto: lo tiene il coordinamento.",
    )
    title = models.CharField("titolo", max_length=160)
    file = models.FileField(
        "file", storage=private_storage, upload_to=random_place, max_length=120
    )
    name = models.CharField("nome del file", max_length=160)
    content_type = models.CharField("tipo", max_length=100)
    size = models.PositiveBigIntegerField("dimensione, in byte")
    sha256 = models.CharField("impronta SHA-256", max_length=64)
    text = models.TextField("testo contenuto", blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="aggiunto da",
    )
    added_at = models.DateTimeField("aggiunto il")

    class Meta:
        verbose_name = "file riservato"
        verbose_name_plural = "file riservati"
        ordering: ClassVar = ("title", "pk")

    def __str__(self) -> str:
        return self.title
