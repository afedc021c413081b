"""The outbox that feeds every engine."""

from django.db import models


class OutboxRow(models.Model):
    """A page that may have changed, written in the transaction that changed it.

    It does not say what happened: whoever drains looks at the page as it is then, so that order
    and repetition do not matter.
    """

    page_id = models.IntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pagina da indicizzare"
        verbose_name_plural = "pagine da indicizzare"

    def __str__(self) -> str:
        return str(self.page_id)
