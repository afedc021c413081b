"""What accounts add to Wagtail: the words of the log."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from accounts.audit import hooks as audit_hooks  # noqa: F401
from accounts.reviewing.reviewers import asking

ACTIONS = {
    "accounts.grant": ("Profilo dato", "Profilo di autorizzazione dato"),
    "accounts.withdraw": ("Profilo revocato", "Profilo di autorizzazione revocato"),
    "accounts.suspend": ("Profilo sospeso", "Profilo di autorizzazione sospeso"),
    "accounts.resume": ("Profilo ripreso", "Profilo di autorizzazione ripreso"),
    "accounts.review": ("Profilo verificato", "Profilo di autorizzazione confermato"),
    "accounts.instruct": ("Istruzioni pubblicate", "Istruzioni pubblicate"),
    "accounts.accept": ("Istruzioni accettate", "Presa visione delle istruzioni"),
    "accounts.erase": ("Dati cancellati", "Dati personali cancellati"),
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


class ReviewMenuItem(MenuItem):
    """Shown to whoever has profiles to review."""

    def is_shown(self, request: HttpRequest) -> bool:
        return asking(request).reviews


@hooks.register("register_admin_menu_item")
def review_item() -> MenuItem:
    """The way from the admin to the review of who may enter."""
    return ReviewMenuItem(
        "Verifica degli accessi",
        reverse("access_review"),
        icon_name="user",
        order=9100,
    )
