"""Typed readers of the environment: a setting is a text, a number, a switch, a list or a database, or the start fails loudly."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}

# Proven with four writers at once: Django's defaults lost more than half of the writes to "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;"
    ),
}


def text(name, default=""):
    """The words in the environment, or the default."""
    return os.environ.get(name, default)


def one_of(name, words):
    """One of the words, the first unless told otherwise."""
    word = os.environ.get(name, "").strip().lower() or words[0]
    if word not in words:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(words)}, not {word!r}.")
    return word


def switch(name, default=False):
    """Yes or no; anything else is a mistake that should be seen at the start, not in production."""
    word = os.environ.get(name)
    if word is None:
        return default
    if word.strip().lower() in YES:
        return True
    if word.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {word!r}.")


def number(name, default, *, least=0):
    """A whole number, not smaller than `least`."""
    word = os.environ.get(name)
    if word is None or not word.strip():
        return default
    try:
        value = int(word)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {word!r}.") from None
    if value < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}, not {value}.")
    return value


def words(name, default=()):
    """A list separated by commas."""
    value = os.environ.get(name)
    return list(default) if value is None else [word.strip() for word in value.split(",") if word.strip()]


def folder(name, default):
    """A folder, made when it is missing and closed to other accounts of the machine."""
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        raise ImproperlyConfigured(f"{name}: the folder {path} cannot be made ({trouble.strerror}).") from None
    return path


def database(name, data):
    """The database: SQLite in the data folder unless a URL says otherwise."""
    url = os.environ.get(name, "").strip()
    if not url:
        return sqlite(data / "taizhang.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(parts.path[1:] if parts.path.startswith("//") else Path(parts.path) if parts.path else ":memory:")
    if parts.scheme in {"postgres", "postgresql"}:
        return postgres(parts)
    raise ImproperlyConfigured(f"{name} must begin with sqlite: or postgresql:, not {parts.scheme or url!r}.")


def sqlite(path):
    """SQLite with the options that let several writers work at once."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": dict(SQLITE_OPTIONS),
        "CONN_MAX_AGE": 600,
    }


def postgres(parts):
    """PostgreSQL with connections that are kept and looked at before use."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "taizhang",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def kept_secret(path):
    """A secret made at the first start and kept in a file that only this account can read."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        os.link(draft, path)  # two first starts at once: the one that links first wins, the other reads its secret
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
