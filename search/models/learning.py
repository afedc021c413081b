"""Words that were sought and that no entry holds. No search is kept, only single words."""

from django.db import models
from django.db.models import Q

# Seen on so many different days, a word is shown to the coordinator.
DAYS_TO_BE_READ = 3


class MissingWord(models.Model):
    """A stem that no entry holds.

    Until it was sought on three different days `word` is empty: `key` is an HMAC under the
    site's secret key, from which the word cannot be read. A dismissed word is a key again.
    """

    key = models.CharField(max_length=64, unique=True)
    word = models.CharField("parola", max_length=25, blank=True)
    days = models.PositiveSmallIntegerField("giorni", default=1)
    read_on = models.DateField("in elenco dal", null=True)
    last_on = models.DateField("ultimo giorno", db_index=True)
    is_dismissed = models.BooleanField("scartata", default=False)

    class Meta:
        verbose_name = "parola senza risposta"
        verbose_name_plural = "parole senza risposta"
        # To see the report; to answer a word or dismiss it. Nobody adds or edits one.
        default_permissions = ("view", "change")
        ordering = ("-days", "-last_on", "word")
        constraints = (
            models.CheckConstraint(
                condition=Q(word="")
                | Q(
                    days__gte=DAYS_TO_BE_READ, is_dismissed=False, read_on__isnull=False
                ),
                name="search_missing_word_hidden",
            ),
        )

    def __str__(self) -> str:
        return self.word
