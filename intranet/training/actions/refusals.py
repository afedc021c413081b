"""Why something cannot be done now, in words for whoever tried."""

from __future__ import annotations


class NotNow(Exception):
    """The rules allow it in general, the facts do not; the message is Italian."""
