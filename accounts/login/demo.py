"""Second factors of the demonstration's accounts: real ones, whose secret lies in its file."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt

from accounts.login import factor
from accounts.login.codes import new_secret
from accounts.models import User


def keep_app(user: User, secret: str) -> str:
    """Let the app of this account show codes of `secret`; the secret, empty where none is needed.

    Set up anew where it is another one, or cannot be read any more.
    """
    if not factor.must_have(user):
        return ""
    secret = secret or new_secret()
    own = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    found = own.first()
    if found is not None and decrypt(found.data["secret"]) == secret:
        return secret
    own.delete()
    TOTP.activate(user, secret)
    return secret
