"""What holds everywhere. Values that differ by place come from `config.environment`."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from config.environment import ROOT, provider_apps

from .env import ENV, PRODUCTION
from .files import *  # noqa: F403
from .intranet import *  # noqa: F403
from .login import *  # noqa: F403
from .logs import *  # noqa: F403

BASE_DIR = ROOT
DATA_DIR: Path = ENV["DATA_DIR"]
PORT: int = ENV["PORT"]
DEBUG: bool = False
DEMO_ALLOWED = False
ALLOWED_HOSTS: list[str] = ENV["ALLOWED_HOSTS"]

INSTALLED_APPS = [
    "config",
    "home",
    "intranet",
    "editorial",
    "exchange",
    "accounts",
    "search",
    "network",
    "directory",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "core.middleware.AccessLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.ContentSecurityPolicyMiddleware",
    "core.middleware.SecurityHeadersMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.sites.OnlySiteMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.MembershipMiddleware",
    "accounts.audit.middleware.AuditMiddleware",
    "core.admin_addresses.KeepersOnlyMiddleware",
    "core.protected.ProtectedMiddleware",
    "core.middleware.UnheardNumbersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.login.middleware.SessionLifeMiddleware",
    "accounts.login.middleware.ScreenLockMiddleware",
    "accounts.login.middleware.SecondFactorMiddleware",
    "accounts.instructions.middleware.InstructionsMiddleware",
    "intranet.entry.middleware.IntranetMiddleware",
    "editorial.writing.guarding.NothingPersonalGoesOutMiddleware",
    "core.redirects.PublishedRedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "core.context_processors.user",
                "core.context_processors.frame",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["core.templatetags.core_tags"],
        },
    }
]

_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "db.sqlite3",
}
DATABASES: dict[str, dict[str, Any]] = {"default": ENV["DATABASE_URL"] or _SQLITE}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Deferred transactions give "database is locked" as soon as two people save.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Each process keeps its own, but for what allauth counts: attempts and codes already used. That
# lies in the database, where all processes see it.
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "accounts.login.cache.LoginAwareCache"},
    "login": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_logincacherow",
        # Old rows go first; the number is out of reach for who would push others' counts out.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}

# --- search and work in the background ------------------------------------------
# Addresses of an Elasticsearch; without one the database answers, which it also does when that
# one does not. The two times are in seconds: for a visitor's question, and for writing.
SEARCH_URL: tuple[str, ...] = ENV["SEARCH_URL"]
SEARCH_INDEX: str = ENV["SEARCH_INDEX"]
SEARCH_TIMEOUT: float = ENV["SEARCH_TIMEOUT"]
SEARCH_WRITE_TIMEOUT: float = ENV["SEARCH_WRITE_TIMEOUT"]
SEARCH_CA_FILE: str = ENV["SEARCH_CA_FILE"]
# A worker runs beside an Elasticsearch alone: elsewhere Wagtail's own tasks are done at once.
_QUEUE, _AT_ONCE = "django_tasks_db.DatabaseBackend", "django_tasks.backends.immediate"
TASKS = {
    "default": {
        "BACKEND": _QUEUE if ENV["SEARCH_URL"] else f"{_AT_ONCE}.ImmediateBackend"
    }
}

# --- the work of publishing -----------------------------------------------------
# Months between two checks of a page, of a sheet with dated facts, of a practice; of two digests.
REVIEW_MONTHS: int = ENV["REVIEW_MONTHS"]
REVIEW_MONTHS_DATED: int = ENV["REVIEW_MONTHS_DATED"]
REVIEW_MONTHS_PRACTICES: int = ENV["REVIEW_MONTHS_PRACTICES"]
DIGEST_MONTHS: int = ENV["DIGEST_MONTHS"]
# The night asks other sites whether links to them still work: in production unless switched off.
CHECK_LINKS: bool = PRODUCTION if ENV["CHECK_LINKS"] is None else ENV["CHECK_LINKS"]

# --- backup ----------------------------------------------------------------------
# Where the night puts one (None: nowhere), what encrypts it (empty: nothing), how many stay.
BACKUP_DIR: Path | None = ENV["BACKUP_DIR"]
BACKUP_KEY: str = ENV["BACKUP_KEY"]
BACKUP_KEEP: int = ENV["BACKUP_KEEP"]

# --- people ------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts_entered"
PASSWORD_RESET_TIMEOUT = 60 * 60
CSRF_FAILURE_VIEW = "accounts.login.views.kept.form_too_old"
# How people get in, with allauth, and how long they stay: `config.settings.login`.
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": provider_apps(ENV)}}
OIDC_SECOND_FACTOR: tuple[str, ...] = ENV["OIDC_SECOND_FACTOR"]

# Art. 5 of the protocol: how often each profile is looked at again, and after how many days
# without a login it is suspended.
ACCESS_REVIEW_MONTHS: int = ENV["ACCESS_REVIEW_MONTHS"]
DORMANT_DAYS: int = ENV["DORMANT_DAYS"]

# --- language and time ---------------------------------------------------------
LANGUAGE_CODE = "it"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("it", "Italiano")]
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Rome"

# --- files -----------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Files of the restricted part: below no address, given out by a view that asks.
PRIVATE_ROOT = DATA_DIR / "private"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": PRIVATE_ROOT,
            # For the site and the web server's group, and for nobody else on the machine.
            "file_permissions_mode": 0o640,
            "directory_permissions_mode": 0o750,
        },
    },
}

# --- Wagtail -----------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Sportello Sociale"
WAGTAILADMIN_BASE_URL = ENV["BASE_URL"] or f"http://localhost:{PORT}"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# No request leaves the machine, from the server or from an editor's browser.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.admin_search"}}
TAGGIT_CASE_INSENSITIVE = True
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- safety on the web ----------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- mail ------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if ENV["EMAIL_URL"]:
    vars().update(ENV["EMAIL_URL"])
# In seconds: a post office that does not answer must not hold whoever saves a page.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = ENV["DEFAULT_FROM_EMAIL"]
# Of what waits for approval those are told who are asked for it.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
