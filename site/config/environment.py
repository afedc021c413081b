"""Reads the environment once and names everything that is wrong with it at once.

Values come from the process, then from a `.env` file at the repository's root.
`.env.example` documents each variable; a test keeps the two in step.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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


def _whole(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise ValueError(f"deve essere un numero intero da 1 a {most}")
        return int(text)

    return read


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(_words(text))


def _address(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise ValueError("deve cominciare con http:// o https://")
    return text.rstrip("/")


def _site(text: str) -> str:
    address = _address(text)
    parts = urlsplit(address)
    if not parts.hostname or parts.path or parts.query or parts.fragment:
        raise ValueError("deve essere il solo indirizzo del sito, senza percorso")
    return address


def _servers(text: str) -> tuple[str, ...]:
    """Addresses of one cluster, comma separated, each with its port.

    A faulty one is not repeated: it may hold a password.
    """
    return tuple(_server(word) for word in _words(text))


def _server(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("ogni indirizzo deve essere http(s)://server:porta")
    try:
        port = parts.port
    except ValueError as error:
        raise ValueError("la porta deve essere un numero da 1 a 65535") from error
    if parts.query or parts.fragment:
        raise ValueError("un indirizzo finisce con la porta o con un percorso")
    default = {"http": 9200, "https": 443}[parts.scheme]
    host = parts.netloc if port else f"{parts.netloc.rstrip(':')}:{default}"
    return f"{parts.scheme}://{host}{parts.path.rstrip('/')}"


def _index(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", text):
        raise ValueError("lettere minuscole, cifre, - e _: al massimo 60")
    return text


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 300:
        raise ValueError("deve essere un numero di secondi, al massimo 300")
    return seconds


def _months(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 24:
        raise ValueError("deve essere un numero di mesi da 1 a 24")
    return int(text)


def _file(text: str) -> str:
    if not Path(text).is_file():
        raise ValueError("il file non c'è")
    return text


def _secret(text: str) -> str:
    if len(text) < 50:
        raise ValueError("deve avere almeno 50 caratteri")
    return text


def _key(text: str) -> str:
    if len(text) < 32:
        raise ValueError("deve avere almeno 32 caratteri")
    return text


def _folder(text: str) -> Path:
    place = Path(text)
    if not place.is_absolute():
        raise ValueError("deve essere un percorso assoluto: /var/backups/…")
    return place


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 1000:
        raise ValueError("deve essere un numero da 1 a 1000")
    return int(text)


def _antivirus(text: str) -> str:
    """`tcp://host:port`, or the absolute path of a socket."""
    if text.startswith("/"):
        return text
    parts = urlsplit(text)
    try:
        is_whole = parts.scheme == "tcp" and parts.hostname and parts.port
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ValueError("deve essere tcp://server:porta oppure /percorso/clamd.ctl")
    return text


def _internal(text: str) -> str:
    if not re.fullmatch(r"/[\w./-]*/", text):
        raise ValueError("deve cominciare e finire con /: /-/private/")
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
    Variable("BASE_URL", _site, default="", required_in_production=True),
    Variable("DATABASE_URL", _database),
    Variable("DATA_DIR", Path, default=ROOT / "var"),
    Variable("BACKUP_DIR", _folder),
    Variable("BACKUP_KEY", _key, default=""),
    Variable("BACKUP_KEEP", _count, default=14),
    Variable("DEBUG", _switch, default=False),
    Variable("PORT", _port, default=8000),
    Variable("EMAIL_URL", _mail),
    Variable("DEFAULT_FROM_EMAIL", str, default="sportello@localhost"),
    Variable("ACCESS_REVIEW_MONTHS", _whole(24), default=6),
    Variable("DORMANT_DAYS", _whole(730), default=90),
    Variable("TRAINING_RETENTION_MONTHS", _whole(120), default=36),
    Variable("SEARCH_URL", _servers, default=()),
    Variable("SEARCH_INDEX", _index, default="sportello"),
    Variable("SEARCH_TIMEOUT", _seconds, default=0.7),
    Variable("SEARCH_WRITE_TIMEOUT", _seconds, default=30.0),
    Variable("SEARCH_CA_FILE", _file, default=""),
    Variable("REVIEW_MONTHS", _months, default=6),
    Variable("REVIEW_MONTHS_DATED", _months, default=3),
    Variable("REVIEW_MONTHS_PRACTICES", _months, default=12),
    Variable("DIGEST_MONTHS", _months, default=1),
    Variable("CHECK_LINKS", _switch),
    Variable("INTRANET_REVEALS_HOUR", _whole(40), default=20),
    Variable("INTRANET_REVEALS_DAY", _whole(200), default=60),
    Variable("INTRANET_REVEAL_DAYS", _whole(180), default=30),
    Variable("INTRANET_REFERENT_DAYS", _whole(730), default=90),
    Variable("CLAMD_SOCKET", _antivirus, default=""),
    Variable("PRIVATE_ACCEL", _internal, default=""),
    Variable("PRIVATE_KEPT_DAYS", _whole(3650), default=365),
    Variable("DATA_REVIEW_MONTHS", _months, default=6),
    Variable("OIDC_ISSUER", _address, default=""),
    Variable("OIDC_CLIENT_ID", str, default=""),
    Variable("OIDC_CLIENT_SECRET", str, default=""),
    Variable("OIDC_NAME", str, default="l’account del tuo ente"),
    Variable("OIDC_SECOND_FACTOR", _tuple, default=()),
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
    if production and str(values["BASE_URL"]).startswith("http:"):
        problems.append("BASE_URL: deve cominciare con https://")
    if values["OIDC_ISSUER"] and not values["OIDC_CLIENT_ID"]:
        problems.append("OIDC_CLIENT_ID: manca, e OIDC_ISSUER c'è")
    if problems:
        raise ImproperlyConfigured(
            "Variabili d'ambiente da correggere (vedi .env.example):\n  "
            + "\n  ".join(problems)
        )
    return Environment(values)


def provider_apps(environment: Environment) -> list[dict[str, Any]]:
    """The provider that people may log in at, as allauth wants it; none where none is named."""
    if not environment["OIDC_ISSUER"]:
        return []
    return [
        {
            "provider_id": "ente",
            "name": environment["OIDC_NAME"],
            "client_id": environment["OIDC_CLIENT_ID"],
            "secret": environment["OIDC_CLIENT_SECRET"],
            "settings": {
                "server_url": environment["OIDC_ISSUER"],
                "oauth_pkce_enabled": True,
            },
        }
    ]


def local_secret(data_dir: Path) -> str:
    """A key of this machine's own, made once, so that sessions outlive a restart."""
    place = data_dir / "secret_key"
    if not place.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        place.touch(mode=0o600)
        place.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return place.read_text(encoding="ascii").strip()
