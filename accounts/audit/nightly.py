"""The log's part of the night."""

from django.utils import timezone

from accounts.audit.sealing import let_go, seal


def seal_and_let_go() -> str:
    """Seal the day, let go of what is past its retention; one line."""
    at = timezone.now()
    sealed, dropped = seal(at=at), let_go(at=at)
    return (
        f"registro di sicurezza: {sealed.entries} voci sigillate, "
        f"{dropped.entries} cancellate perché scadute"
    )
