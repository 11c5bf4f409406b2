"""The pot: slips sealed while the ballot is open, so that the database alone never tells a vote, not even later from an old copy.

Each ballot has a key pair of its own (X25519). The public half stands on the ballot and seals; the other half is a file beside the
database that only counting reads. It never goes into a backup, and it is destroyed with the count: from then on every trace of the pot
(write-ahead log, backups, freed pages) is noise. What this does and does not protect is said in docs/decisions/0012.
"""

import json
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

FOLDER = "ballot_keys"  # cli/vault.py leaves it out of backups
NONCE = bytes(12)  # every message has a fresh key


class PotBroken(Exception):
    """The pot cannot be opened: its key is gone, or a slip in it was not sealed by this ballot."""


def new_key(ballot_pk):
    """Make the key pair of a ballot; → the public half in hex. The file is on the disk before this returns."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw().hex()
    keep_file(_path(ballot_pk, public), private.private_bytes_raw())
    return public


def keep_file(path, content):
    """Lay a key into a file of its own, readable for the account of the server only, and wait for the disk."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    _sync_folder(path.parent)


def seal(public, ballot_pk, plain, room):
    """Seal a slip for a ballot, padded to `room` bytes. Nobody without the key file opens it."""
    padded = plain.encode().ljust(room)
    if len(padded) > room:
        raise ValueError("a slip is longer than the room for it")
    mine = X25519PrivateKey.generate()
    ephemeral = mine.public_key().public_bytes_raw()
    key = _key(mine.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(public))), ephemeral)
    return ephemeral + AESGCM(key).encrypt(NONCE, padded, _bound_to(ballot_pk))


def unseal_all(public, ballot_pk, sealed):
    """Open the slips of a ballot: dicts, in an order drawn by lot."""
    try:
        private = X25519PrivateKey.from_private_bytes(_path(ballot_pk, public).read_bytes())
    except (FileNotFoundError, ValueError) as gone:
        raise PotBroken("the key file is not there") from gone
    try:
        opened = [json.loads(_unsealed(private, ballot_pk, bytes(one))) for one in sealed]
    except (InvalidTag, ValueError) as broken:
        raise PotBroken("a slip does not open") from broken
    secrets.SystemRandom().shuffle(opened)
    return opened


def _unsealed(private, ballot_pk, sealed):
    shared = private.exchange(X25519PublicKey.from_public_bytes(sealed[:32]))
    return AESGCM(_key(shared, sealed[:32])).decrypt(NONCE, sealed[32:], _bound_to(ballot_pk)).rstrip()


def has_key(ballot_pk, public):
    """Whether the key file is still there."""
    return bool(public) and _path(ballot_pk, public).exists()


def destroy_key(ballot_pk, public):
    """Write over the key file and remove it: the pot and all its copies are unreadable from now on. Safe to repeat."""
    if public:
        destroy_file(_path(ballot_pk, public))


def destroy_file(path):
    """Write over a key file and remove it."""
    if not path.exists():
        return
    with open(path, "r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _sync_folder(path.parent)


def _key(shared, ephemeral):
    return HKDF(SHA256(), 32, salt=ephemeral, info=b"taizhang ballot slip").derive(shared)


def _bound_to(ballot_pk):
    return f"ballot:{ballot_pk}".encode()


def _path(ballot_pk, public):
    return Path(settings.TAIZHANG_DATA) / FOLDER / f"{ballot_pk}-{public[:16]}.key"


def _sync_folder(folder):
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
