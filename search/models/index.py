"""The database engine's own tables.

Beside them migrations make the full-text index: on SQLite two tables of FTS5, `search_body` with
all that an entry holds and `search_places` with what its title, citizen's words and names hold; on
PostgreSQL the column `search_indexrank.body` and the table `search_places`, with GIN indexes. The
engine alone writes all of them (`search.engines.writing`).
"""

from django.db import models


class IndexEntry(models.Model):
    """What is shown of one findable page.

    Not a foreign key to the page: an entry outlives it until the outbox is drained. `forms` are
    its words, folded and unstemmed, each once: the vocabulary counts them. `version` is
    `Prepared.version`.
    """

    page_id = models.IntegerField(primary_key=True)
    locale = models.CharField(max_length=16)
    kind = models.CharField(max_length=32)
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=2048)
    summary = models.CharField(max_length=500)
    version = models.CharField(max_length=32)
    forms = models.TextField()

    class Meta:
        verbose_name = "voce dell'indice"
        verbose_name_plural = "voci dell'indice"

    def __str__(self) -> str:
        return self.title


class IndexRank(models.Model):
    """What orders, filters and counts entries: short, for a search reads it of every match.

    `facets` are the ids of `IndexFacetValue`, four bytes each.
    """

    page_id = models.IntegerField(primary_key=True)
    title_words = models.PositiveSmallIntegerField()
    title_key = models.CharField(max_length=255)
    is_crisis = models.BooleanField()
    facets = models.BinaryField()

    class Meta:
        verbose_name = "ordine di una voce"
        verbose_name_plural = "ordine delle voci"

    def __str__(self) -> str:
        return self.title_key


class IndexPoint(models.Model):
    """A place of an entry, as a point of the unit sphere (`search.distance`)."""

    page_id = models.IntegerField(db_index=True)
    x = models.FloatField()
    y = models.FloatField()
    z = models.FloatField()

    class Meta:
        verbose_name = "luogo di una voce"
        verbose_name_plural = "luoghi delle voci"

    def __str__(self) -> str:
        return f"{self.page_id}: {self.x}, {self.y}, {self.z}"


class IndexFacetValue(models.Model):
    """A value of a facet, known by a short number. Never deleted: there are few."""

    name = models.CharField(max_length=32)
    code = models.CharField(max_length=100)

    class Meta:
        verbose_name = "valore di un filtro"
        verbose_name_plural = "valori dei filtri"
        constraints = (
            models.UniqueConstraint(
                fields=["name", "code"], name="search_facet_value_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}={self.code}"


class IndexWord(models.Model):
    """A word and how many entries hold it: a stem, or a form (folded and unstemmed)."""

    word = models.CharField(max_length=40)
    is_stem = models.BooleanField()
    entries = models.IntegerField()

    class Meta:
        verbose_name = "parola dell'indice"
        verbose_name_plural = "parole dell'indice"
        constraints = (
            models.UniqueConstraint(
                fields=["word", "is_stem"], name="search_word_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.word}: {self.entries}"
