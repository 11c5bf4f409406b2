"""The register page by page: every member once and in order under every filter, at so many questions, and counted without being counted."""

import random
from datetime import date
from itertools import count

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit, User
from taizhang.members import actions, jobs, queries
from taizhang.members.models import Headcount, Membership, Person
from taizhang.members.queries import sheets
from taizhang.members.tests import factories
from taizhang.organisation import actions as organisation
from taizhang.testing.layers import layer

pytestmark = pytest.mark.django_db
PAGE = 6
NAMES = ("王建国", "李建军", "赵国建", "钱秀英", "孙建", "周文")
FILTERS = [
    {"status": status, "sex": sex, "migrant": migrant, **more}
    for status, sex, migrant in (("", "", None), ("在会", "女", None), ("在会", "", True), ("保留会籍", "", None))
    for more in ({}, {"text": "建"}, {"text": "国"}, {"text": "建国"}, {"group": "一车间"}, {"first": date(2006, 1, 1)})
] + [{"last": date(2005, 12, 31), "text": "周文"}, {"text": "秀英"}, {"text": "翠"}]


@layer
def crowd(cast):
    """Forty-five members of three unions: statuses, sexes and origins by turns, two in three named with a 建."""
    numbers, members = count(100), []
    for n in range(45):
        unit = (cast.mill, cast.mill, cast.port)[n % 3]
        one = factories.member(
            unit,
            name=NAMES[n * 7 % len(NAMES)],
            id_number=factories.id_number(order=next(numbers)),
            migrant=(True, False, None)[n % 3],
            on=date(2004 + n % 5, 3, 1),
            group=("一车间", "")[n % 2],
        )
        if n % 10 == 0:
            actions.keep(one, by=SYSTEM, on=date(2010, 1, 1), why="退休")
        if n % 15 == 1:
            actions.withdraw(one, by=SYSTEM, why="重复")
        members.append(one)
    return members


def pages(user, unit, asked):
    """The keys of every page, as the view asks for them."""
    for number in count(1):
        sheet = queries.sheet(user, unit, asked, number * PAGE + 1)
        page = sheet[(number - 1) * PAGE : number * PAGE]
        yield from (one.pk for one in page)
        if not sheet.more and sheet.count() <= number * PAGE:
            return


def test_the_pages_are_the_whole_list_nobody_twice_and_nobody_left_out(cast, crowd):
    for told in FILTERS:
        asked = queries.Asked(**told)
        for user, unit in ((cast.auditor, cast.federation), (cast.town_chair, cast.mill)):
            whole = list(asked.narrow(queries.register(user, under=unit)).values_list("pk", flat=True))
            assert list(pages(user, unit, asked)) == whole, told
            assert len(whole) == len(set(whole))


CHARACTERS = "王李建国𬍛英"  # 𬍛 stands beyond the first 65,536 characters


@pytest.fixture
def two_posts(cast):
    """Somebody who reads two unions and not the town above them."""
    user = User.objects.create(username="two-posts", name="两处会计")
    for unit in (cast.port, cast.mill):
        organisation.appoint(user, unit, "chair", by=SYSTEM, on=date(2004, 1, 1))
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("seed", range(2))
def test_any_question_is_answered_like_the_plain_query(cast, crowd, two_posts, monkeypatch, seed):
    """However soon it is given up to know all who bear a name or to count all who match."""
    chance = random.Random(seed)
    for person in Person.objects.all():
        name = "".join(chance.choices(CHARACTERS, k=chance.randint(2, 4)))
        Person._base_manager.filter(pk=person.pk).update(name=name, sex=chance.choice("男女"))
    for _ in range(60):
        few, bearers, counted = chance.choice((1, 2, 500)), chance.choice((3, 9, 20_000)), chance.choice((1, 4, 2_000))
        for name, value in (("FIRST_UNIONS", few), ("FEWEST_UNIONS", few), ("FEW_UNIONS", few), ("ENOUGH", bearers)):
            monkeypatch.setattr(sheets, name, value)
        monkeypatch.setattr(sheets, "COUNTED", counted)
        monkeypatch.setattr(sheets, "MANY", chance.choice((0, 20, 10_000)))
        asked = queries.Asked(
            text="".join(chance.choices(CHARACTERS, k=chance.choice((0, 1, 1, 2, 3)))),
            status=chance.choice(("", "在会", "保留会籍")),
            sex=chance.choice(("", "女")),
            migrant=chance.choice((None, True)),
            group=chance.choice(("", "", "一车间")),
            first=chance.choice((None, None, date(2006, 1, 1))),
        )
        user, unit = chance.choice(
            (
                (cast.auditor, cast.federation),
                (cast.auditor, cast.port),
                (cast.town_chair, cast.mill),
                (two_posts, cast.federation),
                (two_posts, cast.port),
            )
        )
        found = queries.register(user, under=unit)
        plain = [
            one.pk
            for one in found
            if asked.text in one.person.name
            and asked.status in ("", one.status)
            and asked.sex in ("", one.person.sex)
            and asked.migrant in (None, one.migrant)
            and asked.group in ("", one.group)
            and (not asked.first or one.joined_on >= asked.first)
        ]
        assert list(pages(user, unit, asked)) == plain, asked
        assert list(asked.narrow(found).values_list("pk", flat=True)) == plain, asked


def truth():
    """The headcounts as one who counts would have them."""
    told = {}
    for one in Membership.objects.standing().select_related("person"):
        key = one.unit_id, one.status, one.person.sex, {True: "yes", False: "no", None: ""}[one.migrant]
        told[key] = told.get(key, 0) + 1
    return told


def kept():
    rows = Headcount.objects.values_list("unit", "status", "sex", "migrant").annotate(all=Sum("number"))
    return {tuple(key): number for *key, number in rows if number}


def test_headcounts_follow_every_writer(cast, crowd):
    assert kept() == truth()
    chance, moved = random.Random(7), 0
    for one in Membership.objects.standing().select_related("person", "unit").order_by("pk")[:15]:
        verb = chance.choice(("leave", "correct", "withdraw", "transfer"))
        if verb == "correct":
            actions.correct(one, by=SYSTEM, sex=chance.choice(("男", "女", "")), migrant=None, why="录错")
        elif verb == "withdraw":
            actions.withdraw(one, by=SYSTEM, why="重复")
        elif one.status == Membership.Status.MEMBER and verb == "leave":
            actions.leave(one, by=SYSTEM, on=date(2011, 1, 1), to=Membership.Status.LEFT, why="辞职")
        elif one.status == Membership.Status.MEMBER:
            actions.transfer(one, by=SYSTEM, to=cast.port if one.unit == cast.mill else cast.mill, on=date(2011, 1, 1))
            moved += 1
        assert kept() == truth()
    assert moved
    # An import is undone by one statement.
    Membership._base_manager.filter(unit=cast.port).update(voided_at=None)
    assert kept() == truth()


def test_folding_changes_no_number(cast, crowd):
    before = kept()
    if connection.vendor == "postgresql":
        assert Headcount.objects.exclude(part=0).exists()
    jobs.fold_headcounts.run()
    jobs.fold_headcounts.run()
    assert not Headcount.objects.exclude(part=0).exists()
    assert kept() == before == truth()


def test_a_very_common_name_is_looked_for_along_the_register_and_not_counted_to_the_end(cast, crowd, monkeypatch):
    # Other tests used up keys, which PostgreSQL does not give again.
    monkeypatch.setattr(sheets, "_sizes", lambda: (Person.objects.count(), Unit.objects.count()))
    asked = queries.Asked(text="建")
    some = queries.sheet(cast.auditor, cast.federation, asked, 3)
    assert (some.count(), some.more) == (3, True)
    every = queries.sheet(cast.auditor, cast.federation, asked, 1000)
    assert (every.count(), every.more) == (
        Membership.objects.standing().filter(person__name__contains="建").count(),
        False,
    )
    rare = queries.sheet(cast.auditor, cast.federation, queries.Asked(text="翠"), 3)
    assert (rare.count(), rare.more) == (0, False)
    # Common in the register, but hardly borne below the unit that is asked: all of it is looked through, or all who bear it are looked up.
    Person._base_manager.filter(memberships__unit=cast.port).update(name="周文")
    here = queries.sheet(cast.port_chair, cast.port, asked, 3)
    assert (here.count(), here.more) == (0, False)


QUESTIONS = {  # address → questions about members: who is on the way, how many, which, their rows
    "": 4,
    "?page=2": 4,
    "?sex=女&migrant=yes&page=2": 4,
    "?first=2006-01-01": 4,
    "?first=2006-01-01&page=2": 4,
    "?q=建": 5,
    "?q=建国": 5,
    "?q=王建国": 3,
}


def test_a_page_asks_so_many_questions(cast, crowd, as_, monkeypatch):
    monkeypatch.setattr("taizhang.members.views.reading.PER_PAGE", PAGE)
    client = as_(cast.auditor)
    asked = {}
    for address in QUESTIONS:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("members:membership_list") + address).status_code == 200
        asked[address] = sum("members_" in one["sql"] for one in captured.captured_queries)
    assert asked == QUESTIONS
