"""The names of the acts in the admin's log."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from intranet.authoring.noting import ACTIONS


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each act."""
    for code, label in ACTIONS.items():
        actions.register_action(code, label, label)
