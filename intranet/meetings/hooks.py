"""The words of the log."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from intranet.meetings.actions.entries import ACTIONS


@hooks.register("register_log_actions")
def meeting_log_actions(actions: LogActionRegistry) -> None:
    """One entry for each thing done with a meeting."""
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)
