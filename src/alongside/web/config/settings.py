"""All settings, safe unless told otherwise.

They come from `DATA/alongside.toml` and a few environment variables; docs/reference/settings.md
lists each one. An unknown key is refused. There is no DEBUG outside the demo.
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import SELF

from alongside.web.config.options import read_options
from alongside.web.config.sqlcipher import database_settings
from alongside.web.vault.keys import secret_key

OPTIONS = read_options()
DATA = OPTIONS.data
DEMO = OPTIONS.demo
WEB = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = list(OPTIONS.hosts)
SITE_ADDRESS = OPTIONS.public_address
ROOT_URLCONF = "alongside.web.config.urls"
WSGI_APPLICATION = "alongside.web.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "alongside.web.config",
    "alongside.web.demo",
    "alongside.web.home",
    "alongside.web.support",
    "alongside.web.workforce",
    "alongside.web.questionnaires",
    "alongside.web.safety",
    "alongside.web.people",
    "alongside.web.accounts",
    "alongside.web.audit",
    "alongside.web.jobs",
    "alongside.web.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "alongside.web.config.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "alongside.web.config.middleware.NeverStored",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alongside.web.config.middleware.IdleSession",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.web.config.middleware.Words",
    "alongside.web.config.middleware.Access",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "alongside.web.config.jinja.environment",
            "context_processors": ["alongside.web.config.context.page"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

if OPTIONS.database.engine == "postgresql":
    DATABASES = {"default": OPTIONS.database.for_django()}
else:
    DATABASES = {"default": database_settings(DATA, durable=not OPTIONS.test_folder)}
if OPTIONS.test_folder:
    _test_name = f"test_alongside_{OPTIONS.test_worker}"
    DATABASES["default"]["TEST"] = {
        "NAME": _test_name
        if OPTIONS.database.engine == "postgresql"
        else OPTIONS.test_folder / f"{_test_name}.db"
    }

# People and sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["alongside.web.config.sign_in.Backend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "alongside.web.config.sign_in.AccountAdapter"
MFA_ADAPTER = "alongside.web.config.sign_in.MfaAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code by e-mail proves the address each time
ACCOUNT_RATE_LIMITS = {"request_login_code": "30/10m/ip,5/10m/key"}
ACCOUNT_FORMS = {
    "request_login_code": "alongside.web.config.sign_in_forms.AskForCode",
    "confirm_login_code": "alongside.web.config.sign_in_forms.EnterEmailedCode",
}
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Alongside"
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for phones whose clock is a little off
MFA_FORMS = {
    "authenticate": "alongside.web.config.sign_in_forms.EnterAppCode",
    "authenticate_webauthn": "alongside.web.config.sign_in_forms.UsePasskey",
    "reauthenticate": "alongside.web.config.sign_in_forms.EnterAppCodeAgain",
    "reauthenticate_webauthn": "alongside.web.config.sign_in_forms.UsePasskeyAgain",
    "activate_totp": "alongside.web.config.sign_in_forms.SetUpApp",
    "add_webauthn": "alongside.web.config.sign_in_forms.AddPasskey",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = OPTIONS.insecure

# Counters against guessing lie in the database, so that all processes count together
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "alongside_counters",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Mail
if OPTIONS.mail.host:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = OPTIONS.mail.host
    EMAIL_PORT = OPTIONS.mail.port
    EMAIL_HOST_USER = OPTIONS.mail.user
    EMAIL_HOST_PASSWORD = OPTIONS.mail.password()
    EMAIL_USE_TLS = OPTIONS.mail.encrypted
    EMAIL_TIMEOUT = 20
elif OPTIONS.mail.folder:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / OPTIONS.mail.folder
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = OPTIONS.mail.sender

# Sessions: the length of a session, and how long it lives untouched (IdleSession)
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
IDLE_MINUTES_STAFF = OPTIONS.idle_minutes_staff
IDLE_MINUTES_MEMBER = OPTIONS.idle_minutes_member

# Transport and browser
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not OPTIONS.insecure
SESSION_COOKIE_NAME = "alongside" if OPTIONS.insecure else "__Host-alongside"
CSRF_COOKIE_NAME = "alongside-csrf" if OPTIONS.insecure else "__Host-alongside-csrf"
CSRF_FAILURE_VIEW = "alongside.web.config.errors.form_too_old"
SECURE_SSL_REDIRECT = not OPTIONS.insecure
SECURE_HSTS_SECONDS = 0 if OPTIONS.insecure else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not OPTIONS.insecure
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OPTIONS.behind_proxy else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF],
    }
}

# Pages
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000
LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "alongside": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
