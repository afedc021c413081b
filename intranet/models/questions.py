"""Questions between bodies, and their answers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from intranet.models.knowledge import Procedure
from intranet.questions.querysets import QuestionQuerySet


class Question(models.Model):
    """ "A chi mando questo caso?": of a body to others, without anybody's data.

    Readers see which body asks; who of it, its own people alone.
    """

    title = models.CharField("domanda", max_length=160)
    text = models.TextField("spiegazione", blank=True)
    asking_body = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente che chiede",
        help_text="Vuoto: chiede il coordinamento.",
    )
    for_all = models.BooleanField("a tutti gli enti degli accordi", default=False)
    bodies = models.ManyToManyField(
        "directory.OrganisationPage",
        related_name="+",
        blank=True,
        verbose_name="a questi enti",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="chiesta da",
    )
    asked_at = models.DateTimeField("chiesta il")
    solved_at = models.DateTimeField("risolta il", null=True, blank=True)
    faq = models.ForeignKey(
        Procedure,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name="domanda frequente che ne è nata",
    )
    search_text = models.TextField("parole cercate", editable=False)

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "domanda tra enti"
        verbose_name_plural = "domande tra enti"
        ordering: ClassVar = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Who asked has not said that it is solved."""
        return self.solved_at is None


class Answer(models.Model):
    """What a body, or the coordinator, answers."""

    question = models.ForeignKey(
        Question,
        on_delete=models.CASCADE,
        related_name="answers",
        verbose_name="domanda",
    )
    body = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ente che risponde",
        help_text="Vuoto: risponde il coordinamento.",
    )
    text = models.TextField("risposta")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="risposta di",
    )
    answered_at = models.DateTimeField("data il")

    class Meta:
        verbose_name = "risposta a una domanda"
        verbose_name_plural = "risposte alle domande"
        ordering: ClassVar = ("answered_at", "pk")

    def __str__(self) -> str:
        return self.text[:60]
