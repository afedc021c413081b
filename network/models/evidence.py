"""Public statements that a duty was met. Rows beside the page: no older draft loses them."""

from django.db import models

# Sources of what the coordinator stated by hand begin so.
HAND = "hand:"


class DutyEvidence(models.Model):
    """One statement: a day, a title, perhaps a number. Written by `record_evidence` alone.

    `source` names what it comes from, so that saying it again changes it and adds nothing.
    """

    agreement = models.ForeignKey(
        "network.AgreementPage",
        on_delete=models.CASCADE,
        related_name="evidence",
        verbose_name="accordo",
    )
    duty = models.SlugField("impegno", max_length=60)
    dated_on = models.DateField("data")
    title = models.CharField("che cosa", max_length=255)
    count = models.PositiveIntegerField("quanti", null=True, blank=True)
    url = models.CharField("collegamento", max_length=500, blank=True)
    source = models.CharField("da dove viene", max_length=120)

    class Meta:
        verbose_name = "attestazione di un impegno"
        verbose_name_plural = "attestazioni degli impegni"
        ordering = ("-dated_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "duty", "source"],
                name="network_one_evidence_a_source",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_by_hand(self) -> bool:
        """Whether the coordinator wrote it; what other parts of the site wrote they correct."""
        return self.source.startswith(HAND)
