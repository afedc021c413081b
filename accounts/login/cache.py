"""The process's own cache, but for what the way in counts: that is shared by all processes.

allauth writes addresses of visitors into its keys. The table holds a digest made with SECRET_KEY:
nobody learns from the database, or from a copy of it, who tried to enter from where.
"""

from __future__ import annotations

from typing import Any

from django.core.cache import BaseCache, caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.utils.crypto import salted_hmac

# allauth keeps attempts and used codes in the default cache, under keys of this form.
SHARED = "allauth"
# A code of an app is taken one step before and after its time: it stays used as long.
USED_CODE = "allauth.mfa.totp.used"
USED_CODE_SECONDS = 120


def _shared() -> BaseCache:
    return caches["login"]


def digest(key: str) -> str:
    """The key under which something lies in the table."""
    made = salted_hmac("accounts.login.cache", key, algorithm="sha256")
    return f"{SHARED}:{made.hexdigest()}"


class LoginAwareCache(LocMemCache):
    """In memory; keys of allauth lie in the cache called `login`, a table of the database.

    `clear` empties the memory alone: nobody's failed attempts are forgotten by mistake.
    """

    def add(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        if not key.startswith(SHARED):
            return super().add(key, value, timeout, version)
        if key.startswith(USED_CODE):
            timeout = USED_CODE_SECONDS
        return _shared().add(digest(key), value, timeout, version)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        if key.startswith(SHARED):
            return _shared().get(digest(key), default, version)
        return super().get(key, default, version)

    def set(
        self,
        key: str,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        if key.startswith(SHARED):
            _shared().set(digest(key), value, timeout, version)
        else:
            super().set(key, value, timeout, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        if key.startswith(SHARED):
            return _shared().delete(digest(key), version)
        return super().delete(key, version)
