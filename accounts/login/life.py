"""How long a session lasts: eight hours, and in the admin half an hour without a sign of life.

Times are seconds since the epoch, kept in the session. `now` is an argument.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

ENTERED = "login.entered_at"
SEEN = "login.seen_at"
IN_ADMIN = "login.in_admin"
LOCKED = "login.locked"
# Who was at the screen when the session ended; nothing else is left of it.
ENDED_FOR = "login.ended_for"
# Seconds between two notes of a sign of life, so that not every request writes.
NOTE_EVERY = 60
ADMIN = "/admin/"
EDITING = (ADMIN, "/redazione/")
# An open editor tells Wagtail every few seconds that it is open, whether anybody sits there or not.
PINGS = "/admin/editing-sessions/"

TOO_LONG = "Sono passate otto ore da quando sei entrato: accedi di nuovo."
TOO_QUIET = (
    "Per mezz'ora non hai fatto niente, e la sessione è finita: accedi di nuovo."
)


def begin(session: SessionBase, now: float) -> None:
    """Somebody has just entered."""
    session[ENTERED] = session[SEEN] = int(now)
    for key in (IN_ADMIN, LOCKED, ENDED_FOR):
        session.pop(key, None)


def why_over(session: SessionBase, now: float) -> str:
    """Why the session is over, in words; empty while it lasts."""
    if now - session.get(ENTERED, now) > settings.SESSION_LIFE:
        return TOO_LONG
    is_quiet = now - session.get(SEEN, now) > settings.SESSION_IDLE
    return TOO_QUIET if is_quiet and session.get(IN_ADMIN) else ""


def note(session: SessionBase, path: str, now: float) -> bool:
    """Note a sign of life; True where something was written."""
    if ENTERED not in session:  # one that began before this rule
        session[ENTERED] = int(now)
    is_new_there = path.startswith(EDITING) and not session.get(IN_ADMIN)
    if is_new_there:
        session[IN_ADMIN] = True
    if path.startswith(PINGS) or now - session.get(SEEN, 0) < NOTE_EVERY:
        return is_new_there
    session[SEEN] = int(now)
    return True
