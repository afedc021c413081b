"""Why something cannot be done now, in words for whoever tried."""

from __future__ import annotations


class Gone(Exception):
    """What it is about was taken away meanwhile, by somebody else."""


class NotNow(Exception):
    """The rules allow it in general, the facts do not; the message is Italian."""
