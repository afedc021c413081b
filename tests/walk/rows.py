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
    Row("short_link", NOBODY),
    Row("my_list", ALL),
    Row("my_list_of", ALL),
    Row("my_list_content", NOBODY),
    Row("my_list_print", NOBODY),
    Row("my_list_pdf", NOBODY),
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
    Row("duty_evidence", KEEP),
    Row("state_duty_evidence", KEEP),
    Row("correct_duty_evidence", KEEP),
    Row("take_back_duty_evidence", KEEP),
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
    # Joint training: courses of the agreements in force, by their parties.
    Row("training", NOBODY),
    Row("training_past", NOBODY),
    Row("training_mine", NOBODY),
    Row("training_my_calendar", NOBODY),
    Row("training_materials", NOBODY),
    Row("training_new", NOBODY),
    Row("training_report", NOBODY),
    Row("training_attesting", NOBODY),
    Row("training_course", NOBODY, "course"),
    Row("training_edit", NOBODY, "course"),
    Row("training_publish", NOBODY, "course"),
    Row("training_delete", NOBODY, "course"),
    Row("training_attestation", NOBODY, "course"),
    Row("training_attestation_pdf", NOBODY, "course"),
    Row("training_add_session", NOBODY, "course"),
    Row("training_add_material", NOBODY, "course"),
    Row("training_edit_material", NOBODY, "course_material"),
    Row("training_move_material", NOBODY, "course_material"),
    Row("training_remove_material", NOBODY, "course_material"),
    Row("training_edit_session", NOBODY, "course_meeting"),
    Row("training_cancel_session", NOBODY, "course_meeting"),
    Row("training_enrol", NOBODY, "course_meeting"),
    Row("training_withdraw", NOBODY, "course_meeting"),
    Row("training_enrol_people", NOBODY, "course_meeting"),
    Row("training_feedback", NOBODY, "course_meeting"),
    Row("training_calendar", NOBODY, "course_meeting"),
    Row("training_participants", NOBODY, "course_meeting"),
    Row("training_signatures", NOBODY, "course_meeting"),
    Row("training_report_body", NOBODY, "body"),
    Row("training_attest", NOBODY, "agreement"),
    Row("training_take_back", NOBODY, "agreement"),
    # The restricted part, referents: no agreement is in force in this world, so that whoever
    # keeps all alone enters, and finds nobody there.
    Row("referents", KEEP),
    Row("referents_now", KEEP),
    Row("referents_print", KEEP),
    Row("referents_keep", NOBODY),
    Row("referent_add", NOBODY, "body"),
    Row("referent", NOBODY),
    Row("referent_contacts", NOBODY),
    Row("referent_change", NOBODY),
    Row("referent_away", NOBODY),
    Row("referent_end", NOBODY),
    Row("page_aside", KEEP, "page"),
    # Meetings of the restricted part: the parties of an agreement in force.
    Row("meetings", NOBODY),
    Row("meeting_new", NOBODY),
    Row("meeting_tasks", NOBODY),
    Row("meeting_task_done", NOBODY),
    Row("meeting", NOBODY),
    Row("meeting_gathered", NOBODY),
    Row("meeting_calendar", NOBODY),
    Row("meeting_change", NOBODY),
    Row("meeting_convene", NOBODY),
    Row("meeting_cancel", NOBODY),
    Row("meeting_people", NOBODY),
    Row("meeting_answer", NOBODY),
    Row("meeting_agenda", NOBODY),
    Row("meeting_propose", NOBODY),
    Row("meeting_item", NOBODY),
    Row("meeting_item_withdraw", NOBODY),
    Row("meeting_item_move", NOBODY),
    Row("meeting_document", NOBODY),
    Row("meeting_document_away", NOBODY),
    Row("meeting_attendance", NOBODY),
    Row("meeting_minutes", NOBODY),
    Row("meeting_minutes_write", NOBODY),
    Row("meeting_minutes_send", NOBODY),
    Row("meeting_minutes_approve", NOBODY),
    Row("meeting_minutes_approve_in", NOBODY),
    Row("meeting_minutes_pdf", NOBODY),
    Row("meeting_attest", NOBODY),
)
ROWS = {row.name: row for row in LIST}
