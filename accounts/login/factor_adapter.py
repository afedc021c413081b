"""How allauth's second factors behave here."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.encoding import force_bytes

from accounts.login import factor
from core.models import SiteSettings

logger = logging.getLogger(__name__)

PURPOSE = b"accounts.second-factor:"
ERRORS = {
    "cannot_delete_authenticator": (
        "Chi lavora nella redazione non può restare senza secondo fattore: "
        "prima aggiungi una chiave, poi togli l'app."
    ),
    "incorrect_code": (
        "Il codice non è giusto, o l'hai già usato. Aspetta il prossimo e scrivi quello."
    ),
}


def _cipher() -> MultiFernet:
    """Keys that follow from SECRET_KEY; older ones still read what they wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(PURPOSE + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(d)) for d in digests])


class FactorAdapter(DefaultMFAAdapter):
    """Secrets encrypted in the database; nobody who enters the admin is left without."""

    error_messages = {**DefaultMFAAdapter.error_messages, **ERRORS}

    def get_totp_issuer(self) -> str:
        """The name that an app shows."""
        return self._get_site_name()

    def _get_site_name(self) -> str:
        chosen = SiteSettings.objects.first()
        return f"{chosen.service_name} {chosen.comune}" if chosen else "Sportello"

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted. With another SECRET_KEY: a secret that nobody has.

        The person then enters with a recovery by two people; an empty secret would let in
        whoever knows that it is empty.
        """
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("a second factor was written with another SECRET_KEY")
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        is_needed = factor.must_have(authenticator.user)
        return not (is_needed and factor.is_only_one(authenticator))

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,  # noqa: A002
    ) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Chiave {count + 1}"
