"""A file for those who enter: stored apart, given out only by a view that asks."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse

from intranet.finding.matching import listed_words


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
    words = models.TextField(
        "parole",
        blank=True,
        editable=False,
        help_text="Di titolo, nome e testo, senza accenti: ciascuna una volta.",
    )
    is_shared = models.BooleanField(
        "lo leggono anche gli altri enti",
        default=False,
        help_text="Tutti quelli che entrano, degli enti legati al tuo da un accordo in vigore.",
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="aggiunto da",
    )
    added_at = models.DateTimeField("aggiunto il")
    confirmed_on = models.DateField("serve ancora, detto il", null=True, blank=True)
    told_on = models.DateField("cancellazione annunciata il", null=True, blank=True)

    class Meta:
        verbose_name = "file riservato"
        verbose_name_plural = "file riservati"
        ordering: ClassVar = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The words by which it is found follow what is written."""
        self.words = listed_words(self.title, self.name, self.text)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "words"}
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """Where it is given out, to those who may read it."""
        return reverse("intranet_file", args=[self.key])

    @property
    def ending(self) -> str:
        """The ending of its name, without the dot: `pdf`."""
        return self.name.rpartition(".")[2].lower()
