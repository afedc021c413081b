"""Our own addresses: who gets a page there (200) about a thing of B's.

To add an address of yours: one `Row` with its name and the roles to whom it opens, and, where it
has a number in it, the `kind` of thing that it counts (`World.number`, in `pages.py` and
`facts.py`). Deny by default: a role that is not named is sent elsewhere or refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.walk.objects import ADMINISTERS, KEEPERS
from tests.walk.roles import ROLES

# Whoever has no profile in force is shown out by this very request; the next is a visitor's.
ALL = frozenset(ROLES) - {"withdrawn", "expired"}
IN_FORCE = ALL - {"visitor"}
VISITORS = ALL - IN_FORCE
ENTER = frozenset({"writer", "manager", *KEEPERS})
KEEP = frozenset(KEEPERS)
ADMINISTRATOR = frozenset({ADMINISTERS})
MANAGE = frozenset({"manager", *KEEPERS})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """One address of ours; `open_to` gets it about B's things."""

    name: str
    open_to: frozenset[str]
    kind: str = ""


LIST = (
    # What everybody reads.
    Row("search", ALL),
    Row("suggestions", ALL),
    Row("robots", ALL),
    Row("theme", ALL),
    Row("styleguide", ALL),
    Row("confirm_by_link", NOBODY),
    Row("news_feed", ALL),
    Row("releases_feed", ALL),
    Row("notices_feed", ALL),
    Row("campaigns_feed", ALL),
    Row("events_feed", ALL),
    Row("events_calendar", ALL),
    Row("event_calendar", NOBODY),
    Row("list_releases", ALL),
    Row("list_news", ALL),
    Row("list_feed", ALL),
    Row("list_release", ALL, "list"),
    Row("list_release_file", NOBODY),
    Row("confirm_list_by_link", NOBODY),
    # The way in, and everybody's own access: `/admin/password_reset/` is closed.
    Row("/admin/password_reset/", NOBODY),
    Row("account_login", VISITORS),
    Row("account_signup", NOBODY),
    Row("account_email", NOBODY),
    Row("account_set_password", NOBODY),
    Row("socialaccount_signup", NOBODY),
    Row("socialaccount_connections", NOBODY),
    Row("openid_connect_login", NOBODY),
    Row("accept_invitation", NOBODY),
    Row("accounts_mine", IN_FORCE),
    Row("accounts_entered", NOBODY),
    Row("accounts_set_up", NOBODY),
    Row("mfa_remove_webauthn", NOBODY, "user"),
    Row("usersessions_list", IN_FORCE),
    Row("accounts_lock", IN_FORCE),
    Row("accounts_unlock", NOBODY),
    Row("accounts_unlock_with_key", NOBODY),
    Row("accounts_change_person", NOBODY),
    Row("accounts_kept_form", NOBODY),
    Row("accounts_recoveries", MANAGE),
    Row("accounts_decide_recovery", NOBODY, "recovery"),
    Row("audit_notice", IN_FORCE),
    Row("instructions", IN_FORCE),
    # People: those of the own body, or of all.
    Row("people", KEEP),
    Row("people_everywhere", ADMINISTRATOR),
    Row("invite_everywhere", ADMINISTRATOR),
    Row("people_of_body", KEEP, "body"),
    Row("invite", ADMINISTRATOR, "body"),
    Row("trust_body", NOBODY, "body"),
    Row("profile_dates", ADMINISTRATOR, "membership"),
    Row("suspend_profile", ADMINISTRATOR, "membership"),
    Row("resume_profile", ADMINISTRATOR, "membership"),
    Row("withdraw_profile", ADMINISTRATOR, "membership"),
    Row("send_invitation_again", NOBODY, "invitation"),
    Row("revoke_invitation", ADMINISTRATOR, "invitation"),
    Row("system_administrators", ADMINISTRATOR),
    Row("add_system_administrator", ADMINISTRATOR),
    Row("edit_system_administrator", ADMINISTRATOR, "system_administrator"),
    Row("access_review", KEEP),
    Row("access_review_common", ADMINISTRATOR),
    Row("access_report_common", ADMINISTRATOR),
    Row("access_review_body", KEEP, "body"),
    Row("access_report_body", KEEP, "body"),
    Row("instructions_keep", KEEP, "body"),
    Row("instructions_write", ADMINISTRATOR, "body"),
    Row("instructions_oral", NOBODY, "body"),
    # The admin: the own pages for editors, reports on every body for the keepers.
    Row("change_desks", ENTER),
    Row("plain_writing", KEEP, "page"),
    Row("list_office", ENTER),
    Row("list_office_release", KEEP, "list"),
    Row("list_office_digest", KEEP, "digest"),
    Row("list_office_receipt", NOBODY, "receipt"),
    Row("confirm_list_in_office", NOBODY, "receipt"),
    Row("confirm_in_admin", KEEP, "page"),
    Row("editorial_due", ENTER),
    Row("editorial_due_results", ENTER),
    Row("editorial_links", ENTER),
    Row("editorial_links_results", ENTER),
    Row("editorial_missing", ENTER),
    Row("editorial_missing_results", ENTER),
    Row("editorial_by_body", KEEP),
    Row("editorial_by_body_results", KEEP),
    Row("services_to_check", KEEP),
    Row("services_to_check_results", KEEP),
    Row("protocol_desks", KEEP),
    Row("protocol_desks_results", KEEP),
    Row("missing_words", KEEP),
    Row("missing_words_results", KEEP),
    Row("missing_word_sheet", KEEP, "missing"),
    Row("missing_word_dismiss", NOBODY, "missing"),
    Row("audit_log", ADMINISTRATOR),
    Row("nightly_runs", ADMINISTRATOR),
    Row("nightly_runs_results", ADMINISTRATOR),
    # Hours at once: public desks of the own body.
    Row("urgent_desks", ENTER),
    Row("urgent_desk", KEEP, "desk"),
    Row("urgent_hours", KEEP, "desk"),
    Row("urgent_undo", NOBODY, "desk"),
    # The restricted part, referents: no agreement is in force in this world, so that whoever
    # keeps all alone enters, and finds nobody there.
    Row("referents", KEEP),
    Row("referents_now", KEEP),
    Row("referents_print", KEEP),
    Row("referents_keep", NOBODY),
    Row("referent_add", NOBODY, "body"),
    Row("referent", NOBODY, "referent"),
    Row("referent_contacts", NOBODY, "referent"),
    Row("referent_change", NOBODY, "referent"),
    Row("referent_away", NOBODY, "referent"),
    Row("referent_end", NOBODY, "referent"),
    Row("page_aside", KEEP, "page"),
)
ROWS = {row.name: row for row in LIST}
