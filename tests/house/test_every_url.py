"""Every URL as every person: hidden from those beside, refused with a sentence, open to whom it belongs; never an error."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.urls import get_resolver

from tests.house.examples import EXAMPLES, ROLES
from tests.house.urls import every_url

NAMES = sorted({url.name for url in every_url(get_resolver())})
SECTIONS = sorted({name.split(":")[0] if ":" in name else "accounts" for name in NAMES})


class Undone(Exception):
    """Thrown to roll back what a visit changed."""


def section_of(name):
    """The app of a URL."""
    return name.split(":")[0] if ":" in name else "accounts"


def visit(client, example, name, world):
    """Call the URL and put everything back as it was."""
    answer = None
    try:
        with transaction.atomic():
            address = example.address(name, world)
            answer = client.get(address) if example.post is None else client.post(address, example.post(world))
            if getattr(answer, "streaming", False):
                b"".join(answer.streaming_content)
            raise Undone
    except Undone:
        return answer


def complaint(name, role, answer, example):
    """What is wrong with the answer that this person got, or nothing."""
    status = answer.status_code
    if status >= 500:
        trouble = getattr(answer, "exc_info", None)
        return f"{name} as {role}: {status} {trouble and trouble[0].__name__}: {trouble and str(trouble[1])[:160]}"
    if role == "anonymous" and not example.public:
        if status != 302 or "/accounts/login/" not in answer["Location"]:
            return f"{name} as {role}: {status}, not the sign-in page"
        return None
    if role in example.hides and status != 404:
        return f"{name} as {role}: {status}, not hidden (404)"
    good = {200, 302, 303, 204} if example.post is not None else {example.status}
    if role in example.opens and status not in good:
        where = f" → {answer['Location']}" if status in {301, 302} else ""
        return f"{name} as {role}: {status}{where}, not open"
    return None


def test_every_url_has_an_example():
    missing = [name for name in NAMES if name not in EXAMPLES]
    assert not missing, "tests/house/examples.py lacks: " + ", ".join(missing)


def test_no_example_is_left_over():
    assert sorted(set(EXAMPLES) - set(NAMES)) == []


@pytest.mark.parametrize("section", SECTIONS)
def test_every_url_as_every_person(section, world, as_):
    found = []
    for name in [name for name in NAMES if section_of(name) == section and name in EXAMPLES]:
        example = EXAMPLES[name]
        for role in ("anonymous", *ROLES):
            client = as_(None if role == "anonymous" else getattr(world.cast, role))
            client.raise_request_exception = False
            wrong = complaint(name, role, visit(client, example, name, world), example)
            found += [wrong] if wrong else []
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("section", SECTIONS)
def test_an_empty_form_breaks_nothing(section, world, as_):
    """The same addresses by POST with nothing in the form: as hidden as before, and never an error."""
    found = []
    for name in [name for name in NAMES if section_of(name) == section and name in EXAMPLES]:
        example = replace(EXAMPLES[name], post=lambda world: {}, opens=())
        for role in ("anonymous", *ROLES):
            client = as_(None if role == "anonymous" else getattr(world.cast, role))
            client.raise_request_exception = False
            answer = visit(client, example, name, world)
            wrong = None if answer.status_code == 405 else complaint(name, role, answer, example)
            found += [wrong] if wrong else []
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_hidden_says_nothing(section, world, as_):
    """A 404 for a stranger is the same whether the thing exists or not: no name of the mill stands in it."""
    found = []
    for name in [name for name in NAMES if section_of(name) == section and name in EXAMPLES]:
        example = EXAMPLES[name]
        for role in set(example.hides) - {"anonymous"}:
            answer = visit(as_(getattr(world.cast, role)), example, name, world)
            words = answer.content.decode() if answer.status_code == 404 and not answer.streaming else ""
            if world.cast.mill.name in words or "田小满" in words:
                found.append(f"{name} as {role}")
    assert not found, "\n" + "\n".join(found)
