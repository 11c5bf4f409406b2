"""Writing XML by hand, safely: every value goes through `escape`, characters that XML forbids are dropped."""

import re
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text):
    """Text as XML content; a control character in a record must not make the paragraph vanish."""
    return _escape(_FORBIDDEN.sub("", text))


def attribute(name, value):
    """One attribute, quoted."""
    return f"{name}={quoteattr(_FORBIDDEN.sub('', str(value)))}"


def tag(name, content="", **attributes):
    """An element with its attributes in the order given."""
    head = " ".join([name, *(attribute(key, value) for key, value in attributes.items())])
    return f"<{head}>{content}</{name}>" if content else f"<{head}/>"
