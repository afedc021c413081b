"""What accounts add to Wagtail: the words of the log."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "accounts.grant": ("Profilo dato", "Profilo di autorizzazione dato"),
    "accounts.withdraw": ("Profilo revocato", "Profilo di autorizzazione revocato"),
    "accounts.suspend": ("Profilo sospeso", "Profilo di autorizzazione sospeso"),
    "accounts.resume": ("Profilo ripreso", "Profilo di autorizzazione ripreso"),
    "accounts.trust": (
        "Fiducia cambiata",
        "Pubblicazione senza coordinamento cambiata",
    ),
}


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each action."""
    for code, (label, message) in ACTIONS.items():
        actions.register_action(code, label, message)
