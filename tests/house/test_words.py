"""Both languages from the first page on: every message has its Chinese, none is fuzzy, no placeholder is lost."""

import ast
import gettext
import re
from collections import defaultdict
from pathlib import Path

import django
import pytest

from tests.house.house import sources, tree
from tests.house.words import catalogues, in_code, in_templates

pytestmark = pytest.mark.once

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
SAME_IN_CHINESE = re.compile(r"^[\W\d_]*$|^(TOTP|Word|Excel|CSV|PDF|JSON|English|zip|QR)$")


def of_django():
    """What Django itself says in Chinese."""
    path = Path(django.__file__).parent / "conf" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        return {
            key if isinstance(key, str) else key[0]
            for key, value in gettext.GNUTranslations(file)._catalog.items()
            if value
        }


def said():
    """Every message id that has a Chinese text, in any app: at run time the catalogues are one."""
    known = of_django()
    for _app, catalogue in catalogues():
        for message in catalogue:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and all(texts[:1]):
                known.update(ids)
    return known


def test_every_message_has_its_chinese():
    known = said()
    missing = [
        f"{place}: {message}"
        for place, message in [*in_code(), *in_templates()]
        if message not in known and not SAME_IN_CHINESE.match(message)
    ]
    assert not missing, "\n" + "\n".join(missing)


def test_no_translation_is_empty_or_fuzzy():
    found = []
    for app, catalogue in catalogues():
        for message in catalogue:
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and (message.fuzzy or not texts[0]):
                found.append(f"{app}: {message.id}")
    assert not found, "\n" + "\n".join(found)


def test_a_message_has_one_chinese_in_the_whole_house():
    """Catalogues are one at run time: where two apps mean different things, the message says which by its context."""
    found = defaultdict(lambda: defaultdict(list))
    for app, catalogue in catalogues():
        for message in catalogue:
            ids, texts = (one if isinstance(one, tuple) else (one,) for one in (message.id, message.string))
            if ids[0]:
                found[message.context, ids[0]][texts[0]].append(app)
    several = [f"{key}: {dict(texts)}" for key, texts in found.items() if len(texts) > 1]
    assert not several, "\n" + "\n".join(several)


def test_a_translation_keeps_its_placeholders():
    found = []
    for app, catalogue in catalogues():
        for message in catalogue:
            if not message.id:
                continue
            wanted = {
                hit
                for text in (message.id if isinstance(message.id, tuple) else (message.id,))
                for hit in PLACEHOLDER.findall(text)
            }
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            for text in texts:
                if text and not set(PLACEHOLDER.findall(text)) <= wanted:
                    found.append(f"{app}: {message.id!r} → {text!r}")
    assert not found, "\n" + "\n".join(found)


def test_message_ids_are_english():
    """Chinese stands in the catalogue; a message may quote a word of the trade, but it is not Chinese itself."""
    han, latin = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]{2}")
    found = [
        f"{place}: {message}"
        for place, message in [*in_code(), *in_templates()]
        if han.search(message) and not latin.search(PLACEHOLDER.sub("", message))
    ]
    assert not found, "\n" + "\n".join(found)


def test_chinese_is_set_with_chinese_marks():
    """A comma, colon, semicolon, question or exclamation mark after a Chinese character is the full-width one."""
    half = re.compile("[\u4e00-\u9fff”）》][,;:?!]")
    found = [
        f"{app}: {text}"
        for app, catalogue in catalogues()
        for message in catalogue
        for text in (message.string if isinstance(message.string, tuple) else (message.string,))
        if half.search(text)
    ]
    assert not found, "\n" + "\n".join(found)


def test_messages_are_marked_by_names_that_are_searched_for():
    """`_` and gettext's own names: a word marked by another alias would never reach the catalogue."""
    found = [
        f"{path.name}: {alias.asname}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname not in {None, "_"}
    ]
    assert not found, "\n" + "\n".join(found)
