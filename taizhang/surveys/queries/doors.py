"""The personal link of whoever is asked: made from the installation's key, kept nowhere, used up by the answer itself."""

import base64
import hashlib
import hmac

from taizhang.kernel import sealing


def token(thing):
    """The secret half of the link of a respondent or an entrant: 100 bits, the same whenever it is asked for."""
    said = f"{thing._meta.label_lower}:{thing.pk}"
    digest = hmac.new(sealing.keys().links, said.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:20].lower()


def opens(thing, given):
    """Whether the link is the right one."""
    return hmac.compare_digest(token(thing).encode(), str(given).encode())


def sheet_key(survey, ticket):
    """The random key of a sheet that came through an open link: the same for a second press of one page, no way back to it."""
    said = f"surveys.sheet:{survey.pk}:{ticket}"
    return hmac.new(sealing.keys().links, said.encode(), hashlib.sha256).hexdigest()[:32]
