"""Signatures that anybody can check without us: on membership cards, letters, files that leave the house.

Ed25519 (RFC 8032). The private keys stand in the key file beside the sealing keys; every signature names the key (kid) that made it,
so that a new key can be taken into use while old signatures keep their worth. The public keys are published as a JWK set (RFC 8037).
"""

import base64
import json
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from taizhang.kernel import sealing

SIG_CHARS = 86  # 64 bytes, base64url without padding


def newest_kid():
    """Name of the key that signs now; a first key is made where there is none. Put it under the signature too."""
    return max(sealing.keys().signing, key=int, default="") or add_key()


def sign(text):
    """The signature of a text by the newest key."""
    key = Ed25519PrivateKey.from_private_bytes(sealing.keys().signing[newest_kid()])
    return encoded(key.sign(text.encode()))


def is_genuine(text, kid, signature):
    """Whether this installation's key `kid` made the signature. Anything malformed is simply not genuine."""
    private = sealing.keys().signing.get(kid)
    if private is None:
        return False
    try:
        Ed25519PrivateKey.from_private_bytes(private).public_key().verify(_decoded(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def is_genuine_by(public, text, signature):
    """The same with a published public key (the “x” of its JWK) and nothing else: how a stranger checks offline."""
    try:
        Ed25519PublicKey.from_public_bytes(_decoded(public)).verify(_decoded(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def public_keys():
    """The JWK set to publish: {"keys": [{"kty", "crv", "kid", "x", "alg", "use"}]}, the newest key last."""
    found = []
    for kid, private in sorted(sealing.keys().signing.items(), key=lambda item: int(item[0])):
        public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
        found.append({"kty": "OKP", "crv": "Ed25519", "kid": kid, "x": encoded(public), "alg": "EdDSA", "use": "sig"})
    return {"keys": found}


def add_key(path=None):
    """Add a signing key to the key file and make it the current one; what older keys signed stays genuine. → kid"""
    path = Path(path or sealing.key_path())
    stored = json.loads(path.read_text())
    signing = stored.setdefault("signing", {})
    kid = str(max((int(known) for known in signing), default=0) + 1)
    private = Ed25519PrivateKey.generate().private_bytes_raw()
    signing[kid] = base64.b64encode(private).decode()
    sealing.write_keys(path, stored)
    return kid


def encoded(raw):
    """base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text):
    """The bytes, of the one spelling that they have: a signature that was written otherwise is another text."""
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encoded(raw) != text:
        raise ValueError(text)
    return raw
