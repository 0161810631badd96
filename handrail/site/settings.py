"""Django's settings, each read from the environment with a default that suits one machine."""

import os
import secrets
from pathlib import Path

from handrail.site.postgres import django_database

DATA_FOLDER = Path(os.environ.get("HANDRAIL_DATA", "data")).absolute()
"""Where the embedded database, the keys and the checkpoints live."""

KEY_FOLDER = Path(os.environ.get("HANDRAIL_KEYS", str(DATA_FOLDER / "keys"))).absolute()
"""The holders' keys, the chain key and the token key: never in the database, backed up apart."""

CHECKPOINT_FOLDER = Path(os.environ.get("HANDRAIL_CHECKPOINTS", str(DATA_FOLDER / "checkpoints"))).absolute()
"""Where daily checkpoints are exported, outside the database."""


SECRET_FILE = KEY_FOLDER / "signing-secret"
"""What cookies and forms are signed with: made by `handrail run`, shared by the web processes."""


def _secret() -> str:
    """The signing secret: from the environment, else the file; a passing one for what signs nothing."""
    if "HANDRAIL_SECRET" in os.environ:
        return os.environ["HANDRAIL_SECRET"]
    try:
        return SECRET_FILE.read_text().strip()
    except OSError:
        return secrets.token_urlsafe(48)


def _database(url: str) -> dict[str, object]:
    """Django's description of a database that stays connected between requests."""
    return {**django_database(url), "CONN_MAX_AGE": None}


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("HANDRAIL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BASE_URL = os.environ.get("HANDRAIL_BASE_URL", "http://127.0.0.1:8000")
HTTPS = BASE_URL.startswith("https:")

DATABASES = {
    "default": _database(os.environ.get("DATABASE_URL", "")),
    "owner": {**_database(os.environ.get("DATABASE_OWNER_URL", "")), "CONN_MAX_AGE": 0},
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "handrail.estate",
    "handrail.history",
    "handrail.definition",
    "handrail.site.accounts",
    "handrail.site",
]
AUTH_USER_MODEL = "accounts.Account"
MIDDLEWARE = [
    "handrail.site.middleware.requests.identify",
    "handrail.site.middleware.failures.answer",
    "handrail.site.middleware.headers.protect",
    "handrail.site.middleware.sign_in.at_the_desk",
    "django.middleware.csrf.CsrfViewMiddleware",
]
ROOT_URLCONF = "handrail.site.urls"
WSGI_APPLICATION = "handrail.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
TEMPLATES: list[dict[str, object]] = []
APPEND_SLASH = False

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/desk/sign-in"
AUTHENTICATION_BACKENDS = ["handrail.site.accounts.signed_in.Accounts"]
SESSION_ENGINE = "handrail.site.accounts.signed_in"
SESSION_COOKIE_NAME = "handrail_desk"
SESSION_COOKIE_PATH = "/desk"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "handrail_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "handrail.site.forged.answer"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("HANDRAIL_PROXY") else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

PREVIEW = bool(os.environ.get("HANDRAIL_PREVIEW"))
"""Whether this is a preview of a folder: everything in it is test data, and says so."""

GALLERY = bool(os.environ.get("HANDRAIL_GALLERY"))
"""Whether the gallery of question types and bricks is shown: it is for people who write services."""

IDLE_MINUTES = int(os.environ.get("HANDRAIL_IDLE_MINUTES", "30"))
"""After this long without a request a person's answers are hidden; nothing saved is lost."""

DESK_IDLE_MINUTES = int(os.environ.get("HANDRAIL_DESK_IDLE_MINUTES", "60"))
"""After this long without a request a member of staff is signed out; what they typed comes back."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "handrail.site.logs.JsonLine"}},
    "filters": {"request": {"()": "handrail.site.logs.RequestNumber"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]}},
    "root": {"handlers": ["err"], "level": "INFO"},
    "loggers": {
        # Whoever previews a service reads about the service in their terminal, not about requests.
        "handrail.request": {"level": "WARNING" if PREVIEW else "INFO"},
        "django": {"level": "WARNING"},
        # Django's own request log would write paths; ours writes route names.
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
    },
}
