"""Schemathesis asks every operation what the document allows and what it does not allow, and finds nothing."""

import hypothesis
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from taizhang.api.tests.conftest import token_of
from taizhang.testing.deep import examples

SEED = 20081231
FEW, MANY = 1, examples(30)
# A document cannot say which cursors there are, that a day in the future has not come, or what a workbook is: such requests fit the
# schema and are refused with 422 and the field's name.
CONFIG = SchemathesisConfig.from_dict(
    {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 403, 404, 409, 412, 422]}}}
)


@pytest.fixture
def one_connection():
    """A server closes its connection after a request; here that would end the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def hammered(office, settings, one_connection):
    """(the operations as the running application documents them, the headers that open them, what there is to ask for)."""
    settings.TAIZHANG_API_PER_MINUTE = 1_000_000
    _token, secret = token_of(office.cast.mill_chair, office.cast.mill)
    document = schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler(), config=CONFIG)
    operations = [found.ok() for found in document.get_all_operations()]
    there = {
        "members": office.member.pk,
        "entries": office.entry.pk,
        "reports": office.report.pk,
        "imports": office.batch.pk,
    }
    return operations, {"Authorization": f"Bearer {secret}", "Host": "localhost"}, there


def led_to(case, there):
    """The case on things that exist, so that it comes further than 404."""
    resource = case.operation.path.split("/")[2]
    known = {"id": there.get(resource), "code": "F-T-M" if resource == "units" else "work.persons"}
    case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
    for name in ("unit", "under", "cursor", "where"):
        (case.query or {}).pop(name, None)
    if isinstance(case.body, dict) and "unit" in case.body:
        case.body["unit"] = "F-T-M"
    return case


def hammer(operation, headers, mode, examples, lead=lambda case: case):
    """Ask an operation that many times; everything that is against the document, or a server error, is raised."""

    @hypothesis.seed(SEED)
    @hypothesis.settings(
        max_examples=examples, deadline=None, database=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate), suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    @hypothesis.given(operation.as_strategy(generation_mode=mode))
    def asked(case):
        lead(case).call_and_validate(headers=headers)

    asked()


def found_in(hammered, examples, *, far=False):
    """What was found wrong, by operation and kind of request: on things that exist, with what is not allowed, and (`far`) on anything."""
    operations, headers, there = hammered
    kinds = [(GenerationMode.POSITIVE, lambda case: led_to(case, there)), (GenerationMode.NEGATIVE, lambda case: case)]
    kinds += [(GenerationMode.POSITIVE, lambda case: case)] if far else []
    troubles = []
    for operation in operations:
        for mode, lead in kinds:
            try:
                hammer(operation, headers, mode, examples, lead)
            except hypothesis.errors.Unsatisfiable:
                continue  # nothing that this operation takes can be made wrong
            except BaseExceptionGroup as trouble:
                troubles += [f"{operation.method} {operation.path} {mode.value}: {one}" for one in trouble.exceptions]
    return troubles


def test_schemathesis_finds_nothing(hammered):
    assert not (found := found_in(hammered, FEW)), "\n\n".join(found)


@pytest.mark.slow
def test_schemathesis_finds_nothing_in_many_tries(hammered):
    assert not (found := found_in(hammered, MANY, far=True)), "\n\n".join(found)
