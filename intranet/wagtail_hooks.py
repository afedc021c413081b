"""The way from the admin to the restricted part, for those who may enter it."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from intranet.authoring.noting import ACTIONS as KNOWLEDGE
from intranet.entry.middleware import access_for
from intranet.meetings.actions.entries import ACTIONS as MEETINGS
from intranet.training.actions.logged import WORDS as TRAINING


class RestrictedItem(MenuItem):
    """Shown to whoever may enter; others learn nothing of it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return access_for(request).enters


@hooks.register("register_admin_menu_item")
def restricted_item() -> MenuItem:
    """Beside what a person edits."""
    return RestrictedItem("Parte riservata", "/intranet/", icon_name="group", order=145)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each thing done."""
    for action, words in {**TRAINING, **MEETINGS, **KNOWLEDGE}.items():
        actions.register_action(action, words, words)
