"""The search's part of the night."""

from search.index import repair
from search.outbox import drain


def repair_index() -> str:
    """Drain what was left over, compare ids, mend."""
    drained = drain()
    found = repair()
    return (
        f"ricerca: {drained} modifiche in sospeso, "
        f"{len(found.missing)} schede mancanti, {len(found.surplus)} voci di troppo"
    )
