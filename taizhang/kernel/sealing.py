"""Sealing: what nobody may read in passing (identity numbers, telephones, accounts) is kept encrypted and shown
masked.

Individual Information Protection Law, articles 6, 28 and 51: the least that serves, special care for sensitive
data, encryption. A sealed value is `version || key id || nonce || AES-GCM`, bound to its column, so that a value
copied into another column does not open. Whoever must find a person by number asks the blind index (an HMAC), never
the plain text. The keys stand in one file of the data folder, not in the database.
"""

import base64
import hmac
import json
import os
import secrets
import time
import unicodedata
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext as _

VERSION = 1
KEY_FILE = "keys.json"
NONCE = 12


class SealBroken(Exception):
    """A sealed value does not open: another key, another column, or changed by hand. The message never holds the
    value.
    """


# --- keys ---------------------------------------------------------------------------------------------------------------------------------


class Keys:
    """The keys of one installation: numbered sealing keys (the last one seals), one index key, one key for links."""

    def __init__(self, stored):
        self.current = int(stored["current"])
        self._ciphers = {int(number): AESGCM(_decoded(key)) for number, key in stored["sealing"].items()}
        self.index = _decoded(stored["index"])
        self._indexing = {}  # HMACs by column, to be copied
        self.links = _decoded(stored["links"])
        self.signing = {kid: _decoded(key) for kid, key in stored.get("signing", {}).items()}  # see signing.py

    def __repr__(self):
        return f"<Keys {sorted(self._ciphers)}>"

    def cipher(self, number):
        """The cipher with this number; old numbers stay, so that a rotation needs no standstill."""
        if number not in self._ciphers:
            raise SealBroken(_("The sealing key no. %(number)s is missing from the key file.") % {"number": number})
        return self._ciphers[number]

    def indexing(self, column):
        """An HMAC under the index key that has taken in the name of a column: for thousands of values begun once."""
        begun = self._indexing.get(column)
        if begun is None:
            begun = self._indexing[column] = hmac.new(self.index, f"{column}\0".encode(), "sha256")
        return begun.copy()


def key_path():
    """Where the key file stands: beside the data, never in the database that it protects."""
    return Path(settings.TAIZHANG_DATA) / KEY_FILE


def create_keys(path=None):
    """Make the key file of a new installation, readable by its owner alone. An existing file is left as it is. → was
    it made?
    """
    path = Path(path or key_path())
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    stored = {"current": 1, "sealing": {"1": _fresh_key()}, "index": _fresh_key(), "links": _fresh_key()}
    write_keys(path, stored)
    return True


def rotate_keys(path=None):
    """Add a new sealing key and make it the current one; values sealed before keep opening, and are resealed when they
    are next saved.
    """
    path = Path(path or key_path())
    stored = json.loads(path.read_text())
    number = max(int(known) for known in stored["sealing"]) + 1
    stored["sealing"][str(number)] = _fresh_key()
    stored["current"] = number
    write_keys(path, stored)
    return number


def keys():
    """The keys of this installation. Read once; read again when the file has changed, which is looked up once a second:
    an import seals tens of thousands of values.
    """
    now, folder = time.monotonic(), settings.TAIZHANG_DATA
    if _latest and _latest[0] is folder and now - _latest[1] < 1:
        return _latest[2]
    path = key_path()
    try:
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError as missing:
        raise ImproperlyConfigured(f"There is no key file in {path.parent}. Run `taizhang init` first.") from missing
    found = _read(str(path), stamp)
    _latest[:] = (folder, now, found)
    return found


_latest = []  # [folder, when, keys]


@lru_cache(maxsize=4)
def _read(path, _stamp):
    return Keys(json.loads(Path(path).read_text()))


def write_keys(path, stored):
    """Write beside and move into place: a power cut leaves the old keys or the new, never half of them."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(stored, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    os.replace(fresh, path)
    _latest.clear()


def _fresh_key():
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _decoded(key):
    return base64.b64decode(key)


# --- sealing and opening ------------------------------------------------------------------------------------------------------------------


def head(number):
    """The three bytes before the nonce: version and number of the key. In base64 they are four characters, the same for all values."""
    return bytes((VERSION,)) + number.to_bytes(2, "big")


def seal(plain, column):
    """Seal a text for a column ("members.person.id_number"). The empty text stays empty: it hides nothing."""
    if not plain:
        return ""
    known = keys()
    nonce = os.urandom(NONCE)
    closed = known.cipher(known.current).encrypt(nonce, plain.encode(), column.encode())
    return base64.b64encode(head(known.current) + nonce + closed).decode()


def unseal(sealed, column):
    """Open a sealed text of a column."""
    if not sealed:
        return ""
    try:
        raw = base64.b64decode(sealed, validate=True)
        version, number, nonce, closed = raw[0], int.from_bytes(raw[1:3], "big"), raw[3 : 3 + NONCE], raw[3 + NONCE :]
        if version != VERSION:
            raise SealBroken(_("A sealed value has an unknown version."))
        return keys().cipher(number).decrypt(nonce, closed, column.encode()).decode()
    except (ValueError, IndexError, InvalidTag) as broken:
        raise SealBroken(_("A sealed value of %(column)s does not open.") % {"column": column}) from broken


def blind_index(value, column):
    """What stands in the index column beside a sealed one: the same for the same value, and no way back. Empty stays
    empty.
    """
    value = normalised(value)
    if not value:
        return ""
    known = keys().indexing(column)
    known.update(value.encode())
    return known.hexdigest()


def normalised(value):
    """One spelling for one value: half width, capital letters, without spaces and hyphens."""
    text = str(value or "")
    if text.isascii() and text.isalnum():
        return text.upper()
    text = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in text if not letter.isspace() and letter not in "-‐‑–—_")


# --- masks --------------------------------------------------------------------------------------------------------------------------------


def mask_id(value):
    """110105194912310021 → 1101**********0021; short numbers keep one character at each end."""
    return _masked(value, 4, 4)


def mask_phone(value):
    """13900001234 → 139****1234."""
    return _masked(value, 3, 4)


def mask_bank(value):
    """6222020200112345678 → ***************5678."""
    return _masked(value, 0, 4)


def mask_name(value):
    """张小明 → 张*明, 李强 → 李*: as little as identifies the person (公示, 只需排除同名)."""
    value = str(value or "")
    if len(value) < 2:
        return value
    return value[0] + "*" if len(value) == 2 else value[0] + "*" * (len(value) - 2) + value[-1]


def mask_all(value):
    """Nothing but that there is something."""
    return "****" if value else ""


def _masked(value, head, tail):
    value = str(value or "")
    if len(value) <= head + tail:
        head, tail = min(head, 1), min(tail, 1)
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]


# --- the field ----------------------------------------------------------------------------------------------------------------------------


class Sealed:
    """A sealed value in the hand: prints as its mask in pages, logs and JSON, and opens only where somebody says
    `reveal()`.
    """

    __slots__ = ("_closed", "_column", "_mask", "_plain")

    def __init__(self, column, mask, *, closed="", plain=None):
        self._column, self._mask, self._closed, self._plain = column, mask, closed, plain

    def reveal(self):
        """The plain text. Call it inside an act that says who looked and why."""
        return self._plain if self._plain is not None else unseal(self._closed, self._column)

    def closed(self):
        """What the database keeps; sealed afresh when the value is new or was sealed with an older key."""
        if self._plain is not None:
            return seal(self._plain, self._column)
        return self._closed

    @property
    def masked(self):
        """What may be shown on a page."""
        return self._mask(self.reveal())

    def __bool__(self):
        return bool(self._closed or self._plain)

    def __str__(self):
        return self.masked

    def __repr__(self):
        return f"<Sealed {self._column}>"

    def __eq__(self, other):
        if not isinstance(other, Sealed):
            return NotImplemented
        return hmac.compare_digest(self.reveal().encode(), other.reveal().encode())

    def __hash__(self):
        return hash((self._column, self.reveal()))

    def __deepcopy__(self, memo):
        return self  # it never changes, so a copied record shares it

    def __reduce__(self):
        raise TypeError("A sealed value is not pickled: pass the record's number.")


class _SealedAttribute:
    """Wraps whatever is put into the attribute, so that even a value just typed in prints as its mask."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        return instance.__dict__[self.field.attname]

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = self.field.wrapped(value)


class SealedField(models.TextField):
    """A text column kept sealed. Declare the mask; search by a column with `blind_index` beside it."""

    descriptor_class = _SealedAttribute

    def __init__(self, *args, mask=mask_all, **kwargs):
        self.mask = mask
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    @property
    def bound_to(self):
        """The name that the value is bound to."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def wrapped(self, value):
        """A value typed in becomes a sealed value in the hand."""
        if isinstance(value, Sealed):
            return value
        return Sealed(self.bound_to, self.mask, plain=str(value or ""))

    def from_db_value(self, value, expression, connection):
        """From the database: still closed; it opens only on demand."""
        return Sealed(self.bound_to, self.mask, closed=value or "")

    def get_prep_value(self, value):
        """To the database: closed."""
        return self.wrapped(value).closed()

    def sealer(self):
        """A function that closes values of this column one after the other: thousands of rows, the key looked up once."""
        known, column = keys(), self.bound_to.encode()
        encrypt = known.cipher(known.current).encrypt
        begins = head(known.current)

        def closed(value):
            if isinstance(value, Sealed):
                if value._plain is None:
                    return value._closed
                value = value._plain
            if not value:
                return ""
            nonce = os.urandom(NONCE)
            return base64.b64encode(begins + nonce + encrypt(nonce, str(value).encode(), column)).decode()

        return closed

    def get_lookup(self, name):
        """Nobody searches in sealed text: the index is for that."""
        if name in ("isnull",):
            return super().get_lookup(name)
        raise TypeError(f"{self.bound_to} is sealed: filter by its blind index.")

    def value_to_string(self, obj):
        """Serialised rows show the closed text."""
        return self.value_from_object(obj).closed()

    def value_from_object(self, obj):
        """Forms start from the mask, never from the plain text."""
        return getattr(obj, self.attname)

    def formfield(self, **kwargs):
        """A sealed column has no form field of its own: a form asks for it by name and the action seals it."""
        return None

    def deconstruct(self):
        """The mask is code of today, not of the table."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs
