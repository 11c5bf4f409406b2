"""The secret of a token: made at random, shown once, kept as a hash."""

import hashlib
import secrets

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that look alike
HEAD = "tz"
LONGEST = 100


def fresh():
    """(mark, secret): the mark stands in the secret, so that a found secret leads to its token."""
    mark = "".join(secrets.choice(LETTERS) for _ in range(8))
    return mark, f"{HEAD}_{mark}_{secrets.token_urlsafe(32)}"


def digest_of(secret):
    """What is kept of a secret: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def mark_of(secret):
    """The mark that stands in a secret, or an empty text where it is none of ours."""
    head, _, rest = secret.partition("_")
    return rest.partition("_")[0] if head == HEAD and len(secret) <= LONGEST else ""
