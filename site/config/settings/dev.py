"""A developer's machine and the demonstration: no variable is needed."""

from config.environment import local_secret

from .base import *  # noqa: F403
from .base import DATA_DIR, DATABASES, STORAGES
from .env import ENV
from .logs import LOGGING

DEMO_ALLOWED = True
DEBUG = ENV["DEBUG"]
SECRET_KEY = ENV["SECRET_KEY"] or local_secret(DATA_DIR)
ALLOWED_HOSTS = ENV["ALLOWED_HOSTS"] or ["localhost", "127.0.0.1", "[::1]"]
# Static files come straight from their folders, so that nothing is collected before.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Nobody collects the lines of the security log here.
LOGGING["loggers"]["audit"]["level"] = "WARNING"
# The development server's threads come and go with the browsers: a connection kept for each would
# soon be more than PostgreSQL allows.
DATABASES["default"]["CONN_MAX_AGE"] = 0
