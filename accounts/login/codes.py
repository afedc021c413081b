"""The code that an app shows for a secret at a moment (RFC 6238, six digits, half a minute)."""

from __future__ import annotations

import secrets
from base64 import b32encode

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_at(secret: str, now: float) -> str:
    """`now` in seconds since the epoch."""
    return format_hotp_value(hotp_value(secret, int(now) // app_settings.TOTP_PERIOD))


def new_secret() -> str:
    """Twenty random bytes, as apps read them."""
    return b32encode(secrets.token_bytes(20)).decode()
