"""Django's settings. Everything a site may choose comes from the environment (see docs); the rest is fixed here."""

from importlib.util import find_spec
from pathlib import Path

import django_stubs_ext

from gridward.config import environment as env
from gridward.config.domains import DOMAINS

django_stubs_ext.monkeypatch()  # lets models write CharField[str, str] and the like when they run, too

GRIDWARD_BASE_DIR = Path(__file__).resolve().parents[3]
"""The checkout: packs/, scenarios/ and the other data folders lie in it."""
GRIDWARD_HOME = env.folder("GRIDWARD_HOME", GRIDWARD_BASE_DIR / "var")
"""What belongs to this node: database, secret, files, sign-ins. To be backed up; never in the repository."""
GRIDWARD_PORT = env.number("GRIDWARD_PORT", 8000, low=1, high=65535)
GRIDWARD_FONT_DIR = GRIDWARD_BASE_DIR / ".setup" / "fonts"
"""Noto Sans SC (regular, bold) as TTF, put there by the set-up; for documents."""

DEBUG = env.flag("GRIDWARD_DEBUG")
SECRET_KEY = env.secret(GRIDWARD_HOME / "secret")
ALLOWED_HOSTS = env.words("GRIDWARD_HOSTS", ("*",))
CSRF_TRUSTED_ORIGINS = env.words("GRIDWARD_ORIGINS", ())

KERNEL = (
    "gridward.account",
    "gridward.grid",
    "gridward.roll",
    "gridward.ledger",
    "gridward.intake",
    "gridward.figure",
    "gridward.duty",
    "gridward.exchange",
    "gridward.document",
    "gridward.scenario",
    "gridward.console",
    "gridward.public",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_vite",
    "ninja",
    *(name for name in KERNEL if find_spec(name)),
    *DOMAINS,
    "gridward.config",
]
MIDDLEWARE = [
    "gridward.config.forwarded.Forwarded",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gridward.config.headers.ContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gridward.console.people.entering.Presence",
    "gridward.console.pages.looking.Looking",
    "gridward.console.reader.speaking.Speaking",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gridward.console.pages.fault.Faults",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "gridward.config.urls"
WSGI_APPLICATION = "gridward.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data. No ATOMIC_REQUESTS: on SQLite every transaction takes the pen, and a page that only reads must not.
DATABASES = {"default": env.database("GRIDWARD_DATABASE_URL", home=GRIDWARD_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = GRIDWARD_HOME / "files"

# People
AUTH_USER_MODEL = "account.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who is signed in where is noted as a sitting, and for no longer than that
AXES_LOCKOUT_CALLABLE = "gridward.console.pages.sign_in.locked"
GRIDWARD_DEMO_SECOND_FACTOR = env.flag("GRIDWARD_DEMO_SECOND_FACTOR")
"""Ask demonstration accounts of a loaded scenario for the second factor, too (elsewhere everybody is asked)."""
CSRF_FAILURE_VIEW = "gridward.console.pages.fault.forbidden"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # pages hand the token to htmx in hx-headers of <body>

# On the wire. GRIDWARD_HTTPS=1 behind a proxy that ends TLS and sets X-Forwarded-Proto.
HTTPS = env.flag("GRIDWARD_HTTPS")
GRIDWARD_PROXIES = env.networks("GRIDWARD_PROXIES")
"""Proxies whose X-Forwarded-For is believed; of everybody else it is not read."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None
X_FRAME_OPTIONS = "DENY"

# Language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [GRIDWARD_BASE_DIR / "src" / "gridward" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Static files: whitenoise serves them from where they lie; Vite's own carry a hash and are kept for ever.
STATIC_URL = "/static/"
STATIC_ROOT = GRIDWARD_HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[0-9A-Za-z_-]{8}\.[0-9a-z.]+$"
DJANGO_VITE = {
    "default": {
        "manifest_path": GRIDWARD_BASE_DIR / "src/gridward/console/static/console/manifest.json",
        "static_url_prefix": "console",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "gridward.config.logs.Faultless",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "gridward": {"level": "INFO"},
        "axes": {"level": "ERROR"},  # its warnings name people
        "django.request": {"level": "ERROR"},  # addresses hold sign-in names and one-time links
    },
}
