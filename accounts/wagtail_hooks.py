"""What accounts add to Wagtail: the words of the log, the way to the people of a body."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from accounts.audit import hooks as audit_hooks  # noqa: F401
from accounts.people import hooks as people_hooks  # noqa: F401
from accounts.permissions import can_enter_people, standing

ACTIONS = {
    "accounts.grant": ("Profilo dato", "Profilo di autorizzazione dato"),
    "accounts.withdraw": ("Profilo revocato", "Profilo di autorizzazione revocato"),
    "accounts.suspend": ("Profilo sospeso", "Profilo di autorizzazione sospeso"),
    "accounts.resume": ("Profilo ripreso", "Profilo di autorizzazione ripreso"),
    "accounts.name": ("Nome scritto", "Nome e cognome scritti dalla persona"),
    "accounts.review": ("Profilo verificato", "Profilo di autorizzazione confermato"),
    "accounts.instruct": ("Istruzioni pubblicate", "Istruzioni pubblicate"),
    "accounts.accept": ("Istruzioni accettate", "Presa visione delle istruzioni"),
    "accounts.erase": ("Dati cancellati", "Dati personali cancellati"),
    "accounts.change_dates": ("Date cambiate", "Date del profilo cambiate"),
    "accounts.invite": ("Invito mandato", "Invito mandato"),
    "accounts.invite_again": ("Invito rimandato", "Invito mandato di nuovo"),
    "accounts.revoke_invitation": ("Invito annullato", "Invito annullato"),
    "accounts.accept_invitation": ("Invito accettato", "Invito accettato"),
    "accounts.trust": (
        "Fiducia cambiata",
        "Pubblicazione senza coordinamento cambiata",
    ),
    "accounts.ask_recovery": (
        "Secondo fattore perso",
        "Chiesto di togliere un secondo fattore perso",
    ),
    "accounts.approve_recovery": (
        "Secondo fattore tolto",
        "Approvato: secondo fattore perso tolto",
    ),
    "accounts.refuse_recovery": (
        "Secondo fattore lasciato",
        "Non approvato: il secondo fattore resta",
    ),
}


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """One entry for each action."""
    for code, (label, message) in ACTIONS.items():
        actions.register_action(code, label, message)


@hooks.register("register_admin_menu_item")
def lock_the_screen() -> MenuItem:
    """One click, for machines that several people use."""
    return MenuItem(
        "Blocca lo schermo",
        reverse("accounts_lock"),
        name="lock",
        icon_name="lock",
        order=10_000,
    )


@hooks.register("register_admin_menu_item")
def own_access() -> MenuItem:
    """Password, second factor, sessions: outside the admin, where all people find them."""
    return MenuItem(
        "Il mio accesso",
        reverse("accounts_mine"),
        name="own-access",
        icon_name="user",
        order=9_900,
    )


class PeopleMenuItem(MenuItem):
    """The way out of the admin to `/accesso/persone/`, for those who find something there."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_enter_people(standing(request.user, timezone.localdate()))


@hooks.register("register_admin_menu_item")
def people_item() -> MenuItem:
    """People of one's body, in the menu."""
    return PeopleMenuItem(
        "Persone", reverse("people"), name="people", icon_name="group", order=9050
    )


@hooks.register("register_admin_menu_item")
def review_item() -> MenuItem:
    """The way from the admin to the review of who may enter."""
    return PeopleMenuItem(
        "Verifica degli accessi",
        reverse("access_review"),
        icon_name="check",
        order=9060,
    )
