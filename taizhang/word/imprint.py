"""The imprint: the list of figures that travels inside the file, so that the file can be asked what it said when it was made.

It names the unit, the period and the moment of knowledge; for every figure its code, filter, value, printed text and the hash of its
definition; and for every paragraph a hash of the words around the figures. A digest over all of it shows a damaged list.
"""

import hashlib
import json
import re

from .document import Printed, paragraphs

NAMESPACE = "urn:taizhang:report:1"
PLACE = "\ufffc"  # stands for a figure when the words around it are hashed
_BLANK = re.compile(r"[\s\x00-\x1f\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff]+")


def squeezed(text):
    """Text without white space and what XML cannot hold: office programs rearrange blanks when they save, hands rarely do."""
    return _BLANK.sub("", text)


def short_hash(text):
    """Twelve hex digits: enough to notice, short enough to read out on the telephone."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def paragraph_hashes(texts):
    """One hash per paragraph that has words, from texts whose figures are already replaced by PLACE."""
    return [short_hash(squeezed(text)) for text in texts if squeezed(text)]


def digest(content):
    """SHA-256 over the list in one canonical spelling, its own digest left out."""
    plain = {key: value for key, value in content.items() if key != "digest"}
    spelled = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


def complete(document):
    """The document's imprint with the paragraphs' hashes and the digest added."""
    texts = [
        "".join(PLACE if isinstance(run, Printed) else run.text for run in runs) for _, runs in paragraphs(document)
    ]
    content = {**document.imprint, "paragraphs": paragraph_hashes(texts)}
    return {**content, "digest": digest(content)}


def spelled(content):
    """The JSON that goes into the file: sorted, so that the same list has the same bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)
