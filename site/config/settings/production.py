"""A public server behind a proxy that ends TLS. Every required variable is checked."""

from .base import *  # noqa: F403
from .env import ENV

SECRET_KEY = ENV["SECRET_KEY"]
CSRF_TRUSTED_ORIGINS = [ENV["BASE_URL"]]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
# The proxy sets X-Forwarded-For itself: without this all visitors share one login limit.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
if not ENV["EMAIL_URL"]:
    EMAIL_BACKEND = "core.no_mail.NoMail"
