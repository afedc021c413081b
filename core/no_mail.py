"""The mail of a public server that has no mail server: refused, so that nobody is told it left."""

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class NoMail(BaseEmailBackend):
    """Refuses each message as an unreachable server would.

    A link of an invitation or of a new password must not be printed to a log instead.
    """

    def send_messages(self, email_messages: Any) -> int:
        """Raise ConnectionRefusedError."""
        raise ConnectionRefusedError("EMAIL_URL manca: nessun messaggio può partire")
