"""The suite: quick hashes, mail in memory, a data folder of its own."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, STORAGES, TEMPLATES
from .env import ENV

SECRET_KEY = "a key for the tests alone, it protects nothing that lasts"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO_ALLOWED = True
DATA_DIR = Path(tempfile.mkdtemp(prefix="sportello-test-"))
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()  # whitenoise warns where it is missing
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {**STORAGES["private"]["OPTIONS"], "location": PRIVATE_ROOT},
    },
}
TEMPLATES[0]["OPTIONS"]["debug"] = True
# Small page types of the tests' own.
INSTALLED_APPS += ["tests.search.testapp"]

CHECK_LINKS = False
# The database answers; tests marked `elasticsearch` ask the servers at SEARCH_URL themselves.
SEARCH_URL = ()
TEST_SEARCH_URL: tuple[str, ...] = ENV["SEARCH_URL"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
