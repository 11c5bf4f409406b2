"""Every URL as every person: hidden from those beside, refused with a sentence, open to whom it belongs; never an error."""

from copy import deepcopy
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.urls import get_resolver

from tests.house.examples import EXAMPLES, ROLES
from tests.house.urls import every_url

NAMES = sorted({url.name for url in every_url(get_resolver())})
SECTIONS = sorted({name.split(":")[0] if ":" in name else "accounts" for name in NAMES})
once = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="who may see what is asked of every person on one database"
)


class Undone(Exception):
    """Thrown to roll back what a visit changed."""


def section_of(name):
    """The app of a URL."""
    return name.split(":")[0] if ":" in name else "accounts"


def visit(client, example, name, world):
    """Call the URL and put everything back as it was, the browser's cookies too."""
    answer, cookies = None, deepcopy(client.cookies)
    try:
        with transaction.atomic():
            address = example.address(name, world)
            answer = client.get(address) if example.post is None else client.post(address, example.post(world))
            if getattr(answer, "streaming", False):
                b"".join(answer.streaming_content)
            raise Undone
    except Undone:
        client.cookies = cookies
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
    assert not missing, "tests/house/examples/ lacks: " + ", ".join(missing)


def test_no_example_is_left_over():
    assert sorted(set(EXAMPLES) - set(NAMES)) == []


def examples_of(section):
    """[(name, example)] of an app's addresses."""
    return [(name, EXAMPLES[name]) for name in NAMES if section_of(name) == section and name in EXAMPLES]


def clients_of(world, as_, roles=("anonymous", *ROLES)):
    """One signed-in browser a role; an error in a page is an answer, so that all of them are told together."""
    clients = {role: as_(None if role == "anonymous" else getattr(world.cast, role)) for role in roles}
    for client in clients.values():
        client.raise_request_exception = False
    return clients


def betrayed(name, role, answer, example, world):
    """A 404 for a stranger is the same whether the thing exists or not: no name of the mill stands in it."""
    if role == "anonymous" or role not in example.hides or answer.status_code != 404 or answer.streaming:
        return None
    words = answer.content.decode()
    return f"{name} as {role}: names what it hides" if world.cast.mill.name in words or "田小满" in words else None


def visited(section, world, clients):
    """What is wrong with the answers of an app's addresses to these persons."""
    found = []
    for name, example in examples_of(section):
        for role, client in clients.items():
            answer = visit(client, example, name, world)
            found += [complaint(name, role, answer, example), betrayed(name, role, answer, example, world)]
    return list(filter(None, found))


@pytest.mark.parametrize("section", SECTIONS)
def test_every_url_from_within_from_beside_and_from_outside(section, world, as_):
    found = visited(section, world, clients_of(world, as_, ("mill_chair", "port_chair", "anonymous")))
    assert not found, "\n" + "\n".join(found)


@once
@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS)
def test_every_url_as_every_person(section, world, as_):
    found = visited(section, world, clients_of(world, as_))
    assert not found, "\n" + "\n".join(found)


@once
@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS)
def test_an_empty_form_breaks_nothing(section, world, as_):
    """The same addresses by POST with nothing in the form: as hidden as before, and never an error."""
    found, clients = [], clients_of(world, as_)
    for name, example in examples_of(section):
        example = replace(example, post=lambda world: {}, opens=())
        for role, client in clients.items():
            answer = visit(client, example, name, world)
            found += [None if answer.status_code == 405 else complaint(name, role, answer, example)]
    assert not any(found), "\n" + "\n".join(filter(None, found))
