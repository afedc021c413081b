"""Words that searches did not find, learnt without watching anybody."""

from search.learning.noting import note_missing

__all__ = ["note_missing"]
