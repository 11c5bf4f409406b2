"""Reading a text in a process of its own, with an end to time and memory: no report, however odd, holds up the worker.

`python -m taizhang.factcheck.apart` reads a pickled request from its standard input and writes the Document to its output.
Parent and child are the same program; nothing of a stranger is unpickled.
"""

import hashlib
import os
import pickle
import resource
import subprocess
import sys

import django
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .reading import Unreadable
from .reading.files import TEXT_LENGTH, text_of
from .reading.whole import read_text

SECONDS = 60
MEMORY = 290 * 1024 * 1024
MOST_FIGURES = 15_000
TOO_MUCH = 3  # how the child says that the memory was not enough


def read_apart(content, name=""):
    """A Document like `reading.read`, made by a child process. Raises Unreadable where the text takes too long or too much."""
    text, kind, encoding = (content, "pasted", "") if isinstance(content, str) else text_of(content, name)
    if len(text) > TEXT_LENGTH:
        raise Unreadable(
            _("The text is longer than a report: %(found)d characters, at most %(limit)d. Please split it.")
            % {"found": len(text), "limit": TEXT_LENGTH}
        )
    digest = hashlib.sha256(content.encode("utf-8", "replace") if isinstance(content, str) else content).hexdigest()
    document = _ask(text, name, {"format": kind, "encoding": encoding, "digest": digest})
    if len(document.claims) > MOST_FIGURES:
        raise Unreadable(
            _("The text holds more than %(limit)d figures; this is a table, not a report.") % {"limit": MOST_FIGURES}
        )
    return document


def _ask(text, name, about):
    request = pickle.dumps((text, name, about, get_language()))
    command = [sys.executable, "-m", "taizhang.factcheck.apart"]
    try:
        done = subprocess.run(  # noqa: S603  our own program; the text goes in by its standard input
            command, input=request, capture_output=True, timeout=SECONDS, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(
            _("Reading took longer than %(seconds)d seconds and was stopped. Is this a report?") % {"seconds": SECONDS}
        )
    if done.returncode == TOO_MUCH:
        raise Unreadable(_("Reading took more memory than a report should. Please split the text."))
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-2000:])
    return pickle.loads(done.stdout)  # noqa: S301


def _environment():
    """The child finds the same program and the same settings."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def main():
    """The child: one text in, one Document out."""
    django.setup()
    text, name, about, language = pickle.load(sys.stdin.buffer)  # noqa: S301
    translation.activate(language)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    try:
        answer = pickle.dumps(read_text(text, name, **about))
    except MemoryError:
        os._exit(TOO_MUCH)
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
