"""Clicks and receipts: one secret of the voter's browser recognises a click that arrives twice and names the slip in the box.

The secret itself is kept nowhere. The register keeps one hash of it and the box another, and without the secret neither leads to the other.
"""

import base64
import hashlib
import hmac
import secrets

from taizhang.kernel import sealing


def fresh_click(voter):
    """A token for one filling-in of the ballot paper: drawn by lot, good for this voter only."""
    drawn = secrets.token_urlsafe(16)
    return f"{drawn}.{_signature(voter, drawn)}"


def is_ours(voter, token):
    """Whether the token was made here for this voter: nobody chooses a receipt, so no two voters can be shown the same one."""
    drawn, _dot, signature = str(token).partition(".")
    return hmac.compare_digest(signature.encode(), _signature(voter, drawn).encode())


def _signature(voter, drawn):
    said = f"ballot click\0{voter.ballot_id}\0{voter.pk}\0{drawn}".encode()
    return base64.urlsafe_b64encode(hmac.digest(sealing.keys().links, said, hashlib.sha256)[:12]).decode()


def click_hash(token):
    """What the register keeps until the count."""
    return hashlib.sha256(b"click\0" + token.encode()).hexdigest()


def code_of(token):
    """The receipt code that the voter is shown: four groups of four letters and digits."""
    raw = hashlib.sha256(b"receipt\0" + token.encode()).digest()[:10]
    letters = base64.b32encode(raw).decode()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def published(code):
    """What the box shows of a receipt code: its hash. Only who has the code can point to the line."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, 1, I and O: it is typed from a card
SIGNED = 15  # letters of the signature: 75 bits, behind a limit of tries


def link_token(voter):
    """The token of a voter's personal address, in groups of four; a new round makes it worthless."""
    plain = _letters_of(voter.pk) + _link_signature(voter)
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def voter_in_link(token):
    """The key of the voter that a token names, however it was typed; None if it has not that shape."""
    plain = _typed(token)
    head = plain[:-SIGNED]
    if not 1 <= len(head) <= 12 or len(plain) > len(token) or set(plain) - set(LETTERS):
        return None
    number = 0
    for letter in head:
        number = number * len(LETTERS) + LETTERS.index(letter)
    return number


def is_link(voter, token):
    """Whether the token is the voter's present one."""
    return voter.link_round > 0 and hmac.compare_digest(_typed(token).encode(), _typed(link_token(voter)).encode())


def _typed(token):
    return "".join(letter for letter in str(token).upper() if letter.isalnum())


def _letters_of(number, least=5):
    found = ""
    while number or len(found) < least:
        number, rest = divmod(number, len(LETTERS))
        found = LETTERS[rest] + found
    return found


def _link_signature(voter):
    said = f"ballot link\0{voter.ballot_id}\0{voter.pk}\0{voter.link_round}".encode()
    raw = hmac.digest(sealing.keys().links, said, hashlib.sha256)
    return "".join(LETTERS[byte % len(LETTERS)] for byte in raw[:SIGNED])
