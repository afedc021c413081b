"""What a backup says of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from config.backup.faults import BackupFault

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """When and of what it was made; `files` maps each name to its SHA-256.

    `counts` are the rows of each table, `migrations` those applied, as `app.name`.
    """

    made_at: str
    vendor: str
    versions: dict[str, str]
    migrations: list[str]
    counts: dict[str, int]
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def as_json(self) -> bytes:
        """As it is written."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def read_manifest(text: bytes) -> Manifest:
    """Raises BackupFault where it is none, or of a later form."""
    try:
        facts: dict[str, Any] = json.loads(text)
        if facts["format"] != FORMAT:
            raise BackupFault(
                f"La copia è di una forma che questa versione non conosce "
                f"({facts['format']}): aggiorna il prodotto."
            )
        return Manifest(**facts)
    except (ValueError, KeyError, TypeError) as error:
        raise BackupFault("Il file non è una copia di sicurezza.") from error
