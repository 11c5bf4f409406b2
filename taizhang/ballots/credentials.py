"""Credentials signed blindly (RFC 9474, RSABSSA-SHA384-PSS-Randomized): the register signs what it cannot read.

The voter's browser draws a message by lot, blinds it, and sends it with the voter's name; the register signs it once for each voter; the
browser takes the blinding off. What comes back later with the slip is a signature that the register must have given to somebody, and it
cannot say to whom, whatever it has written down. Each ballot has a key of its own, used for nothing else: its public half stands on the
ballot and in the box, the other is a file that the count destroys (as the pot's, pot.py).

Python's `pow` takes longer for some numbers than for others, so the number is blinded once more before it meets the key, and what comes out
is checked with the public half before it leaves (RFC 9474, 4.3): a fault would give the key away.
"""

import hashlib
import math
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.conf import settings

from taizhang.ballots import pot

# Forging must take longer than the vote is open; that nobody can link does not rest on the size.
BITS, EXPONENT = 2048, 65537
SALT, PREFIX = 48, 32  # bytes: of PSS, and of the random beginning of every message
MESSAGE = PREFIX + 32


class Unsignable(Exception):
    """The number is none that a browser would have sent, or the key is gone."""


# --- the register --------------------------------------------------------------------------------------------------------------------


def new_key(ballot_pk):
    """Make the signing key of a ballot; → its modulus in hex. The file is on the disk before this returns."""
    key = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)
    modulus = f"{key.public_key().public_numbers().n:x}"
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pot.keep_file(_path(ballot_pk, modulus), pem)
    return modulus


def sign(ballot_pk, modulus, blinded):
    """Sign a blinded message (hex); → hex. The same message gets the same signature, so an answer that was lost can be asked again."""
    size = len(modulus) // 2
    number = int(blinded, 16) if len(blinded) == 2 * size and set(blinded) <= set("0123456789abcdef") else 0
    n = int(modulus, 16)
    if not 1 < number < n - 1 or math.gcd(number, n) != 1:
        raise Unsignable("not a blinded message")
    return f"{raw_sign(_private(ballot_pk, modulus), number):0{2 * size}x}"


def raw_sign(key, number):
    """The number to the private exponent, by the remainders of both primes and under a blinding of our own; checked."""
    own = key.private_numbers()
    n, e = own.public_numbers.n, own.public_numbers.e
    blind = secrets.randbelow(n - 2) + 2
    hidden = number * pow(blind, e, n) % n
    first, second = pow(hidden % own.p, own.dmp1, own.p), pow(hidden % own.q, own.dmq1, own.q)
    signed = second + own.q * ((first - second) * own.iqmp % own.p)
    signed = signed * pow(blind, -1, n) % n
    if pow(signed, e, n) != number:
        raise Unsignable("the signature is faulty")
    return signed


def _private(ballot_pk, modulus):
    try:
        return serialization.load_pem_private_key(_path(ballot_pk, modulus).read_bytes(), None)
    except (FileNotFoundError, ValueError) as gone:
        raise Unsignable("the key file is not there") from gone


def destroy_key(ballot_pk, modulus):
    """Write over the key file and remove it. Safe to repeat."""
    if modulus:
        pot.destroy_file(_path(ballot_pk, modulus))


def _path(ballot_pk, modulus):
    return Path(settings.TAIZHANG_DATA) / pot.FOLDER / f"{ballot_pk}-{modulus[:16]}.sign"


# --- the box -------------------------------------------------------------------------------------------------------------------------


def is_valid(modulus, message, signature):
    """Whether a credential (message and signature in hex) was signed with the key of this modulus: stock PSS."""
    try:
        said, signed = bytes.fromhex(message), bytes.fromhex(signature)
    except ValueError:
        return False
    if len(said) != MESSAGE or (message, signature) != (message.lower(), signature.lower()):
        return False
    public = rsa.RSAPublicNumbers(EXPONENT, int(modulus, 16)).public_key()
    try:
        public.verify(signed, said, padding.PSS(padding.MGF1(hashes.SHA384()), SALT), hashes.SHA384())
    except InvalidSignature:
        return False
    return True


def slip_name(ballot_pk, message):
    """The name of the slip in the pot: a credential leads to one slip, so the database itself takes no second one."""
    return hashlib.sha256(f"slip\0{ballot_pk}\0{message}".encode()).hexdigest()[:32]


# --- the browser's half, for tests and for whoever votes without one ----------------------------------------------------------------


def blind(modulus, message, salt=None, inverse=None):
    """(blinded message in hex, what takes the blinding off) of a message in bytes. `salt`, `inverse`: of test vectors."""
    n, size = int(modulus, 16), len(modulus) // 2
    encoded = _encoded(message, n.bit_length() - 1, os.urandom(SALT) if salt is None else salt)
    inverse = inverse or secrets.randbelow(n - 2) + 2
    factor = pow(inverse, -1, n)
    return f"{encoded * pow(factor, EXPONENT, n) % n:0{2 * size}x}", inverse


def unblind(modulus, blind_signature, inverse):
    """The signature of the message, in hex."""
    size = len(modulus) // 2
    return f"{int(blind_signature, 16) * inverse % int(modulus, 16):0{2 * size}x}"


def _encoded(message, bits, salt):
    """EMSA-PSS-ENCODE of RFC 8017, as a number."""
    length, digest = -(-bits // 8), hashlib.sha384
    mark = digest(bytes(8) + digest(message).digest() + salt).digest()
    block = bytes(length - len(salt) - len(mark) - 2) + b"\1" + salt
    mask = b"".join(digest(mark + place.to_bytes(4, "big")).digest() for place in range(-(-len(block) // len(mark))))
    hidden = bytearray(one ^ other for one, other in zip(block, mask, strict=False))
    hidden[0] &= 0xFF >> (8 * length - bits)
    return int.from_bytes(bytes(hidden) + mark + b"\xbc", "big")
