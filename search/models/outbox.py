"""The outbox that feeds every engine, and who empties it."""

from django.db import models


class OutboxRow(models.Model):
    """A page that may have changed, written in the transaction that changed it.

    One for each engine. It does not say what happened: whoever drains looks at the page as it
    is then, so that order and repetition do not matter.
    """

    engine = models.CharField(max_length=32, default="database")
    page_id = models.IntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pagina da indicizzare"
        verbose_name_plural = "pagine da indicizzare"
        indexes = (models.Index(fields=["engine", "id"]),)

    def __str__(self) -> str:
        return f"{self.engine}: {self.page_id}"


class EngineTurn(models.Model):
    """Who writes to an engine that lies outside the database: one at a time, until when.

    A row and no lock of the database's: whoever holds it may wait long for a server, and nobody
    who saves a page must wait meanwhile. One that a killed process left ends by itself.
    """

    engine = models.CharField(max_length=32, primary_key=True)
    holder = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField()

    class Meta:
        verbose_name = "turno di scrittura"
        verbose_name_plural = "turni di scrittura"

    def __str__(self) -> str:
        return self.engine
