"""The address of a link to a new password: its end is a key, and in no log."""

from core import quiet_paths

RESET_KEY = "password/reset/key"


def keep_out_of_logs() -> None:
    """In `ready()`: who reads a log could be faster than whoever asked for the link."""
    quiet_paths.register(RESET_KEY)
