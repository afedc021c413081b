"""The database engine's own tables.

The full-text index beside `IndexEntry` is made by migration 0002: `search_fts` on SQLite (kept by
triggers), the column `vector` on PostgreSQL. A later migration that rebuilds the table on SQLite
must create the triggers again.
"""

from django.db import models


class IndexEntry(models.Model):
    """One findable page as the engine reads it.

    Not a foreign key to the page: an entry outlives it until the outbox is drained. The token
    columns hold stems, each between spaces, so that " isee " is found as a whole word.
    """

    # A plain integer, so that SQLite takes it for the rowid the full-text table points at.
    page_id = models.IntegerField(primary_key=True)
    locale = models.CharField(max_length=16)
    kind = models.CharField(max_length=32)
    title = models.CharField(max_length=255)
    title_key = models.CharField(max_length=255)
    title_words = models.PositiveSmallIntegerField()
    url = models.CharField(max_length=2048)
    summary = models.CharField(max_length=500)
    title_tokens = models.TextField()
    citizen_tokens = models.TextField()
    name_tokens = models.TextField()
    text_tokens = models.TextField()

    class Meta:
        verbose_name = "voce dell'indice"
        verbose_name_plural = "voci dell'indice"

    def __str__(self) -> str:
        return self.title


class IndexFacet(models.Model):
    """One value of one facet that an entry holds."""

    entry = models.ForeignKey(
        IndexEntry, on_delete=models.CASCADE, related_name="facets"
    )
    name = models.CharField(max_length=32)
    code = models.CharField(max_length=100)

    class Meta:
        verbose_name = "valore di un filtro"
        verbose_name_plural = "valori dei filtri"
        constraints = (
            models.UniqueConstraint(
                fields=["entry", "name", "code"], name="search_facet_once"
            ),
        )
        indexes = (models.Index(fields=["name", "code", "entry"]),)

    def __str__(self) -> str:
        return f"{self.name}={self.code}"
