"""Many hands at the same moment, with connections of their own: nothing is lost, nothing is doubled, and the ledger agrees.

PostgreSQL runs these; a database in memory belongs to one thread, and on a file SQLite lets one writer in after the other.
"""

import threading
from datetime import date
from functools import partial

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import OperationalError, connection, connections
from django.test import RequestFactory
from django.urls import ResolverMatch

from taizhang.intake import actions as intake
from taizhang.intake import queries as imports
from taizhang.kernel import again as doing
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.again import again
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.requests import request_id_middleware
from taizhang.kernel.verdicts import Refused
from taizhang.members.models import Membership
from taizhang.organisation import actions as organisation
from taizhang.organisation.models import Profile
from taizhang.testing import at_once as testing
from taizhang.testing.cast import assemble
from taizhang.worklog import actions
from taizhang.worklog.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time; PostgreSQL runs this"
)
DAY, YEAR = date(2008, 5, 1), Period.parse("2008")


def at_once(*tasks):
    """The tasks at the same moment, each done again where another was quicker, as a request is."""
    return testing.at_once(*(partial(again, task) for task in tasks))


def supermarket(unit, **values):
    return actions.record(
        unit, by=SYSTEM, confirmed=True, on=DAY, kind="AW-16", **{"matter": "领取物资", "persons": 5, **values}
    )


def agrees():
    return list(ledger.differences()) == []


@only_postgresql
def test_two_who_void_the_same_entry_void_it_once():
    entry = supermarket(assemble().mill)
    found = [Entry.objects.get(pk=entry.pk) for _hand in range(2)]
    outcomes = at_once(*(lambda one=one: actions.void(one, by=SYSTEM, why="记错了") for one in found))
    assert sum(isinstance(one, Refused) for one in outcomes) == 1
    assert ActLog.objects.filter(code="worklog.void").count() == 1
    assert agrees()


@only_postgresql
def test_corrections_of_one_entry_come_one_after_the_other():
    cast = assemble()
    entry = supermarket(cast.mill)
    found = [Entry.objects.get(pk=entry.pk) for _hand in range(6)]
    outcomes = at_once(
        *(
            lambda n=n, one=one: actions.correct(one, by=SYSTEM, confirmed=True, persons=10 + n)
            for n, one in enumerate(found)
        )
    )
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    standing = Entry.objects.get(pk=entry.pk).persons
    assert ledger.value("AW-16:人数", cast.mill, YEAR).number == standing
    assert agrees()


@only_postgresql
def test_stock_figures_add_up_whoever_counts():
    cast = assemble()
    profile = Profile.objects.get(unit=cast.mill)
    outcomes = at_once(
        *(
            lambda n=n: organisation.record_headcount(
                Profile.objects.get(pk=profile.pk), by=SYSTEM, on=date(2008, 1, n), staff=100 + n
            )
            for n in range(1, 7)
        )
    )
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert ledger.value("organisation.staff", cast.mill, YEAR).number == 106
    assert agrees()


def workbook(count):
    lines = ["姓名,性别,出生日期,所在工会,入会日期"]
    lines += [f"会员{n},{'男女'[n % 2]},1980-01-{n % 28 + 1:02},河湾纺织厂工会,2008-03-01" for n in range(count)]
    return ("\n".join(lines) + "\n").encode()


@only_postgresql
def test_two_imports_of_one_workbook_admit_each_member_once(tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path
    from taizhang.kernel import sealing

    sealing.create_keys()
    cast = assemble()
    content = workbook(120)

    def run():
        seen = imports.preview("members", content, by=SYSTEM, unit=cast.mill, name="名册.csv")
        return intake.run(seen, by=SYSTEM)

    outcomes = at_once(run, run, run)
    assert any(not isinstance(one, Exception) for one in outcomes), outcomes
    assert Membership.objects.filter(unit=cast.mill).count() == 120
    assert ledger.value("members.members", cast.mill, YEAR).number == 120
    assert agrees()


@only_postgresql
def test_of_a_deadlock_both_come_through():
    cast = assemble()
    one, other = supermarket(cast.mill), supermarket(cast.port)
    met = threading.Barrier(2)

    def both(first, second):
        waited = []

        def run():
            with act(SYSTEM, "worklog.void", Entry.objects.get(pk=first.pk)):
                if not waited:
                    waited.append(met.wait(10))
                Entry.objects.select_for_update(of=("self",)).get(pk=second.pk)
            return "done"

        return run

    assert at_once(both(one, other), both(other, one)) == ["done", "done"]
    assert ActLog.objects.filter(code="worklog.void").count() == 2


@only_postgresql
def test_a_connection_lost_in_the_middle_is_made_anew_and_the_act_done_once():
    cast = assemble()
    cuts = ["now"]

    def recorded():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            own = cursor.fetchone()[0]
        if cuts:
            cuts.pop()
            with connections["default"].copy().cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [own])
        return supermarket(cast.mill)

    assert isinstance(at_once(recorded)[0], Entry)
    assert Entry.objects.count() == 1
    assert agrees()


# --- the page ------------------------------------------------------------------------------------------------------------------


def post(view):
    """What a POST to this page is answered, as Django asks the page and then the middleware."""
    request = RequestFactory().post("/somewhere/")
    request._messages = CookieStorage(request)
    request.resolver_match = ResolverMatch(view, (), {})

    def asked(request):
        try:
            return view(request)
        except Exception as trouble:
            answer = doing.AgainMiddleware(None).process_exception(request, trouble)
            if answer is None:
                raise
            return answer

    return request_id_middleware(asked)(request), [str(one) for one in request._messages]


def broken_off():
    """An error as the driver raises it when the server gives up a transaction."""
    trouble = OperationalError("deadlock detected")
    trouble.__cause__ = type("Deadlock", (Exception,), {"sqlstate": "40P01"})()
    return trouble


def test_a_page_that_was_broken_off_is_done_again():
    turns = []

    def view(request):
        turns.append(1)
        if len(turns) < 3:
            raise broken_off()
        return "answer"

    assert post(view) == ("answer", [])
    assert len(turns) == 3


def test_a_page_that_is_broken_off_every_time_says_so():
    def view(request):
        raise broken_off()

    with pytest.raises(OperationalError):
        post(view)


def test_what_was_saved_before_the_line_broke_is_not_saved_twice():
    cast = assemble()

    def view(request):
        supermarket(cast.mill)
        raise broken_off()

    answer, said = post(view)
    assert answer.status_code == 302
    assert len(said) == 1
    assert Entry.objects.count() == 1


def test_a_mistake_of_the_program_is_not_done_again():
    turns = []

    def view(request):
        turns.append(1)
        raise OperationalError("no such table: nothing")

    with pytest.raises(OperationalError):
        post(view)
    assert len(turns) == 1
