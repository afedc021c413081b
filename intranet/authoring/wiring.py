"""Wires notices, knowledge and questions, which people write alike, and what all three hold."""

from __future__ import annotations


def register() -> None:
    """Called once, when all models are there."""
    from intranet.authoring import holding, privacy
    from intranet.knowledge import wiring as knowledge
    from intranet.notices import wiring as notices
    from intranet.questions import wiring as questions

    for part in (notices, knowledge, questions):
        part.register()
    privacy.register()
    holding.register()
