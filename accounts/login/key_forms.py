"""allauth's forms for security keys and devices, in our words.

A browser answers with JSON of some shape. Any other shape is a wrong answer, never a fault of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as keys

from accounts.login.forms import dress


@contextmanager
def _well_formed() -> Iterator[None]:
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class _Answer:
    """The answer of a key that the person already has."""

    def clean_credential(self) -> Authenticator:
        """The key that answered."""
        with _well_formed():
            return super().clean_credential()  # type: ignore[misc]


class EnterForm(_Answer, keys.LoginWebAuthnForm):
    """Instead of address and password."""


class KeyForm(_Answer, keys.AuthenticateWebAuthnForm):
    """The second factor at login."""


class ConfirmKeyForm(_Answer, keys.ReauthenticateWebAuthnForm):
    """Asked again, before something of weight; opens the locked screen too."""


class AddKeyForm(keys.AddWebAuthnForm):
    """A new security key, or this device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = ("Come la chiami", "Per riconoscerla: «chiave USB», «il mio telefono».")
        alone = (
            "Usala anche da sola, senza password",
            "La chiave o il dispositivo ti chiederà un PIN, il volto o l'impronta.",
        )
        dress(self, {"name": name, "passwordless": alone})
        self.fields["name"].widget.attrs["maxlength"] = 60

    def clean(self) -> dict[str, Any]:
        """The new key, as the browser made it."""
        with _well_formed():
            return super().clean()


class RenameKeyForm(keys.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, {"name": ("Come la chiami", "")})
