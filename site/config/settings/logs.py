"""Where lines of the log go, and what they never hold."""

import sys
from pathlib import Path
from typing import Any

# What a command writes for another program to read is not to be mixed with the security log.
AUDIT_STREAM = "stderr" if Path(sys.argv[0]).name == "manage.py" else "stdout"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {name} {levelname} {message}", "style": "{"},
        "bare": {"format": "{message}", "style": "{"},
    },
    # A chosen list stands in some addresses: it is in no log, not even beside a fault.
    "filters": {"quiet": {"()": "core.quiet_paths.QuietFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["quiet"],
        },
        "audit": {
            "class": "logging.StreamHandler",
            "formatter": "bare",
            "stream": f"ext://sys.{AUDIT_STREAM}",
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "access": {"level": "INFO"},
        # One object of JSON a line, for whoever collects it.
        "audit": {"handlers": ["audit"], "level": "INFO", "propagate": False},
        # Both write the address with its query string; `access` does not.
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.request": {"handlers": [], "level": "ERROR"},
    },
}
