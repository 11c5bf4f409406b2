"""The settings of an installation, each from the environment with a default that works; docs/settings.md explains every one."""

from pathlib import Path

from csp.constants import NONE, SELF

from taizhang.config import env

CHECKOUT = Path(__file__).resolve().parents[2]
FROM_CHECKOUT = (CHECKOUT / "manage.py").exists()

# Where everything lives that is not the program: database, files, keys. Back up this one folder.
TAIZHANG_DATA = env.folder("TAIZHANG_DATA", CHECKOUT / "var" if FROM_CHECKOUT else "~/.taizhang")

DEBUG = env.switch("TAIZHANG_DEBUG", False)
SECRET_KEY = env.text("TAIZHANG_SECRET_KEY") or env.kept_secret(TAIZHANG_DATA / "secret_key")
ALLOWED_HOSTS = env.words("TAIZHANG_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

HOUSE_APPS = [
    "taizhang.kernel",
    "taizhang.ui",
    "taizhang.intake",
    "taizhang.organisation",
    "taizhang.members",
    "taizhang.worklog",
    "taizhang.reports",
    "taizhang.factcheck",
    "taizhang.aid",
    "taizhang.welfare",
    "taizhang.mutualaid",
    "taizhang.retirees",
    "taizhang.quality",
    "taizhang.meetings",
    "taizhang.honours",
    "taizhang.archives",
    "taizhang.committees",
    "taizhang.congress",
    "taizhang.proposals",
    "taizhang.openness",
    "taizhang.outreach",
    "taizhang.ballots",
    "taizhang.surveys",
    "taizhang.statistics",
    "taizhang.desk",
    "taizhang.api",
    "taizhang.snapshots",
    "taizhang.demo",
    "taizhang.cli",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "treebeard",
    "django_tasks",
    "django_tasks_db",
    "ninja",  # serves the page of the interface from here instead of a foreign host
    *HOUSE_APPS,
    # after the house, so that its templates stand before allauth's
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "taizhang.api.metrics.middleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "taizhang.kernel.requests.request_id_middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "taizhang.kernel.again.AgainMiddleware",  # last: asked first when a page breaks off
]

ROOT_URLCONF = "taizhang.config.urls"
WSGI_APPLICATION = "taizhang.config.wsgi.application"

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
    }
]

# --- data -----------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.database("TAIZHANG_DATABASE_URL", TAIZHANG_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = TAIZHANG_DATA / "files"
MEDIA_URL = "/nowhere/"  # files leave only through views that ask who may see them
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# Rate limits count in the cache, so all processes must share it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "taizhang_cache",
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# A workbook of 20,000 members is about two megabytes; a photograph from a phone about eight.
TAIZHANG_UPLOAD_MAX_BYTES = env.number("TAIZHANG_UPLOAD_MAX_MB", 32, least=1) * 1024 * 1024
TAIZHANG_EVIDENCE_LIMIT = env.number("TAIZHANG_EVIDENCE_MAX_MB", 50, least=1) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 30_000  # a list of a large union ticked at once
DATA_UPLOAD_MAX_NUMBER_FILES = 40
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- who is it ------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "kernel.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "taizhang.config.accounts.ClosedDoor"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Taizhang"

# A working day; saving a page prolongs it.
SESSION_COOKIE_AGE = env.number("TAIZHANG_SESSION_HOURS", 12, least=1) * 3600
TAIZHANG_CHAIN_HASH = env.one_of("TAIZHANG_CHAIN_HASH", ("sha256", "sm3"))
SESSION_SAVE_EVERY_REQUEST = False

# --- safety ---------------------------------------------------------------------------------------------------------

HTTPS = env.switch("TAIZHANG_HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]  # asked from inside, where there is no TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
BEHIND_PROXY = env.switch("TAIZHANG_BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # else one mistyped password would count for the whole office
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# Nothing comes from a foreign host. Styles set by scripts (the charts) go through the object model, which this allows.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF, "'unsafe-inline'"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# How many requests a token may make in a minute.
TAIZHANG_API_PER_MINUTE = env.number("TAIZHANG_API_PER_MINUTE", 300, least=1)

# Who may read /metrics. Without a token there is no such page.
TAIZHANG_METRICS_TOKEN = env.text("TAIZHANG_METRICS_TOKEN")

# --- words ----------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# --- static files ---------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = TAIZHANG_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Vite puts a hash into every name already; renaming again would load an entry twice.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from the package itself: no collectstatic before the first start
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/assets/.+-[A-Za-z0-9_-]{8,}\.\w+$"

# --- what goes to the log -------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stream"], "level": env.text("TAIZHANG_LOG_LEVEL", "WARNING").upper()},
}
