"""Reads the environment once and names everything that is wrong with it at once.

Values come from the process, then from a `.env` file at the repository's root.
`.env.example` documents each variable; a test keeps the two in step.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]


def _switch(text: str) -> bool:
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError("deve essere 1 oppure 0")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ValueError("deve essere un numero da 1 a 65535")
    return int(text)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _address(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise ValueError("deve cominciare con http:// o https://")
    return text.rstrip("/")


def _secret(text: str) -> str:
    if len(text) < 50:
        raise ValueError("deve avere almeno 50 caratteri")
    return text


def _database(text: str) -> dict[str, Any]:
    if not text.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ValueError(
            "deve essere postgres://utente:password@host:porta/nome oppure sqlite:///percorso"
        )
    return dict(environ.Env.db_url_config(text))


def _mail(text: str) -> dict[str, Any]:
    return dict(environ.Env.email_url_config(text))


@dataclass(frozen=True)
class Variable:
    """One variable: how it is read, and its value where it is absent."""

    name: str
    read: Callable[[str], Any]
    default: Any = None
    required_in_production: bool = False


VARIABLES: tuple[Variable, ...] = (
    Variable("SECRET_KEY", _secret, required_in_production=True),
    Variable("ALLOWED_HOSTS", _words, default=[], required_in_production=True),
    Variable("BASE_URL", _address, default="", required_in_production=True),
    Variable("DATABASE_URL", _database),
    Variable("DATA_DIR", Path, default=ROOT / "var"),
    Variable("DEBUG", _switch, default=False),
    Variable("PORT", _port, default=8000),
    Variable("EMAIL_URL", _mail),
    Variable("DEFAULT_FROM_EMAIL", str, default="sportello@localhost"),
)


@dataclass
class Environment:
    """The variables read, as attributes in lower case through `get`."""

    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def read(source: Mapping[str, str], *, production: bool = False) -> Environment:
    """Read all variables from `source`.

    Raises ImproperlyConfigured with one line per missing or malformed variable.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for variable in VARIABLES:
        text = source.get(variable.name, "").strip()
        values[variable.name] = variable.default
        if not text:
            if production and variable.required_in_production:
                problems.append(f"{variable.name}: manca")
            continue
        try:
            values[variable.name] = variable.read(text)
        except (ValueError, ImproperlyConfigured) as error:
            problems.append(f"{variable.name}: {error}")
    if problems:
        raise ImproperlyConfigured(
            "Variabili d'ambiente da correggere (vedi .env.example):\n  "
            + "\n  ".join(problems)
        )
    return Environment(values)


def local_secret(data_dir: Path) -> str:
    """A key of this machine's own, made once, so that sessions outlive a restart."""
    place = data_dir / "secret_key"
    if not place.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        place.touch(mode=0o600)
        place.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return place.read_text(encoding="ascii").strip()
