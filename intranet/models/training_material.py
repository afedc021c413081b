"""What a course hands out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from intranet.models.training import TrainingCourse
from intranet.training.querysets import (
    MaterialQuerySet,
)


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
