"""Nobody, with the whole database, can say whose an anonymous sheet is; and everybody answers once."""

import io
import json
import re
import zipfile
from collections import Counter

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.kernel.models import ActLog, Fact
from taizhang.members.tests import factories as members
from taizhang.surveys import actions, queries, rules
from taizhang.surveys.models import Box, NamedAnswer, Respondent
from taizhang.testing import surveys as make

pytestmark = pytest.mark.django_db
SECRET = "nobody else writes this"


def everything():
    """{table: rows} of the whole database, as somebody who stole it would read it; SQLite's hidden row numbers included."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            hidden = "rowid, " if connection.vendor == "sqlite" and table.startswith("surveys_") else ""
            cursor.execute(f"SELECT {hidden}* FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchall()
    return found


@pytest.fixture
def survey(cast):
    make.rulebook.load()
    for number in range(12):
        members.member(cast.mill, name=f"丁{number}")
    return actions.surveys.issue(make.draft(cast.mill, "食堂测评"), by=make.SYSTEM, on=make.BEGAN)


def test_an_answer_changes_one_boolean_and_one_page_and_nothing_else(survey):
    actions.answering.answer(survey.respondents.first(), make.canteen(), at=make.OPENS)
    before = everything()
    somebody = survey.respondents.last()
    actions.answering.answer(somebody, {**make.canteen(2, 2), "q5": SECRET}, at=make.OPENS)
    after = everything()
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"surveys_respondent", "surveys_box"}
    assert len(after["surveys_box"]) == len(before["surveys_box"]) == 1
    old, new = (Counter(map(str, rows["surveys_respondent"])) for rows in (before, after))
    assert sum((new - old).values()) == 1


def test_the_sheet_stands_nowhere_but_in_its_page_and_the_page_names_nobody(survey):
    for one in survey.respondents.all():
        actions.answering.answer(one, {**make.canteen(), "q5": f"{SECRET}{one.pk % 2}"}, at=make.OPENS)
    holding = {table for table, rows in everything().items() if any(SECRET in str(row) for row in rows)}
    assert holding == {"surveys_box"}
    names = {field.name for field in Box._meta.get_fields()}
    assert names == {"id", "survey", "bits", "sheets"}
    for sheet in Box.objects.get().sheets.values():
        assert set(sheet) == {"answers", "source"}
    assert {field.name for field in Respondent._meta.get_fields()} == {
        "id", "survey", "unit", "person", "name", "answered", "on_paper", "batch", "answer",
    }  # fmt: skip
    assert not NamedAnswer.objects.exists()


def test_the_order_of_the_sheets_is_not_the_order_of_answering(survey):
    people = list(survey.respondents.order_by("pk"))
    for number, one in enumerate(people):
        actions.answering.answer(one, {**make.canteen(), "q5": f"{number:02}"}, at=make.OPENS)
    stored = [sheet["answers"]["q5"] for sheet in Box.objects.get().sheets.values()]
    assert sorted(stored) == [f"{number:02}" for number in range(12)]
    assert stored != sorted(stored)  # one in 479,001,600
    assert list(Box.objects.get().sheets) == sorted(Box.objects.get().sheets)


def test_no_log_line_and_no_figure_is_written_before_it_closes(survey):
    before = ActLog.objects.count(), Fact.objects.count()
    make.answer_all(survey)
    assert (ActLog.objects.count(), Fact.objects.count()) == before
    closed = actions.surveys.close(survey, by=make.SYSTEM, on=make.BEGAN)
    facts = Fact.objects.filter(posting__record_type="surveys.survey", posting__record_id=closed.pk)
    assert not facts.filter(subject__startswith="person:").exists()
    assert "answers" not in json.dumps(list(ActLog.objects.values_list("notes", flat=True)))


def test_pages_of_the_box_split_and_every_page_stays_a_crowd():
    import hashlib

    pages, keys = {"": {}}, [hashlib.md5(str(n).encode()).hexdigest() for n in range(3000)]
    for number, key in enumerate(keys):
        page = rules.box.page_for(pages, key)
        pages.update(rules.box.put(page, pages.pop(page), key, {"n": number}))
        if len(pages) > 1:
            assert min(map(len, pages.values())) > rules.box.FULL / 4
    assert sum(map(len, pages.values())) == 3000
    assert {sheet["n"] for page in pages.values() for sheet in page.values()} == set(range(3000))


def test_two_thousand_keys_through_the_database(cast, survey, monkeypatch):
    monkeypatch.setattr(rules.box, "FULL", 8)
    make.answer_all(survey)
    assert Box.objects.filter(survey=survey).count() > 1
    assert len(queries.surveys.sheets(survey)) == 12
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.surveys.sheets(survey)) == 12
    assert len(asked) == 1


def test_everybody_answers_once(survey):
    one = survey.respondents.first()
    assert actions.answering.answer(one, make.canteen(0), at=make.OPENS)
    assert not actions.answering.answer(one, make.canteen(3), at=make.OPENS)
    assert len(queries.surveys.sheets(survey)) == 1
    assert queries.surveys.sheets(survey)[0]["q1"] == 0


def test_a_second_press_of_an_open_page_is_the_same_sheet(cast):
    free = actions.surveys.issue(make.draft(cast.mill, "公开征求意见", audience="link"), by=make.SYSTEM, on=make.BEGAN)
    assert actions.answering.answer_openly(free, "a" * 32, make.canteen(), at=make.OPENS)
    assert not actions.answering.answer_openly(free, "a" * 32, make.canteen(), at=make.OPENS)
    assert "a" * 32 not in str(everything()["surveys_box"])
    assert len(queries.surveys.sheets(free)) == 1


def test_the_links_of_an_anonymous_survey_do_not_tell_who_has_answered(cast, survey):
    actions.answering.answer(survey.respondents.first(), make.canteen(), at=make.OPENS)
    assert len(actions.surveys.hand_out_links(survey, by=cast.mill_clerk, on=make.BEGAN)) == 12


def test_a_personal_link_answers_once_and_says_so(as_, survey):
    one, client = survey.respondents.first(), as_()
    address = queries.own.address("surveys:answer_own", one)
    sheet = {"a-q1": "0", "a-q4": "1", **{f"a-q3-{row}": "0" for row in range(5)}}
    assert "还有1题" in client.post(address, {**sheet, "a-q4": ""}).content.decode()
    sessions = len(everything()["django_session"])
    done = client.post(address, sheet, follow=True).content.decode()
    assert "已提交" in done
    client.post(address, {**sheet, "a-q1": "3"})
    assert [one["q1"] for one in queries.surveys.sheets(survey)] == [0]
    assert len(everything()["django_session"]) == sessions  # nothing of it stays in a session either


# --- through the pages: what officers see of an anonymous survey would be the same whoever had answered ----------------------------------


SEEN = (
    "survey_list", "survey_detail", "survey_register", "survey_preview", "survey_waiting", "survey_results", "survey_word", "survey_export",
)  # fmt: skip
CHANGING = re.compile(rb'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"|<time.*?</time>')
PACKED = ("word/document.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")


def told(body):
    """What a page or a packed file says, without tokens and without the moment of the act or of packing."""
    if not body.startswith(b"PK"):
        return CHANGING.sub(b"", body)
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"".join(packed.read(name) for name in PACKED if name in packed.namelist())


def seen(as_, people, survey):
    """{(who, page): what the page says} of everything that officers may open about a survey."""
    found = {}
    for person in people:
        client = as_(person)
        for name in SEEN:
            args = [] if name == "survey_list" else [survey.pk]
            answer = client.get(reverse(f"surveys:{name}", args=args))
            if answer.status_code == 405:
                answer = client.post(reverse(f"surveys:{name}", args=args))
            body = b"".join(answer) if answer.streaming else answer.content
            found[person.name, name] = (answer.status_code, told(body))
    return found


def worlds(ways):
    """One world after the other: in each, somebody answers, and afterwards nobody has."""
    for answer in ways:
        with transaction.atomic():
            answer()
            yield
            transaction.set_rollback(True)


def test_while_it_is_open_officers_see_how_many_and_nothing_else(cast, as_, survey):
    """Whoever answers, and whatever: each page of each officer is the same, byte for byte."""
    first, last = survey.respondents.first(), survey.respondents.last()
    ways = [
        lambda: actions.answering.answer(first, make.canteen(0, 0), at=make.OPENS),
        lambda: actions.answering.answer(last, {**make.canteen(3, 3), "q5": SECRET}, at=make.OPENS),
    ]
    officers = (cast.mill_clerk, cast.mill_chair, cast.town_chair)
    one, other = [seen(as_, officers, survey) for _world in worlds(ways)]
    assert one == other
    assert {page for (_who, page), (status, _body) in one.items() if status == 200} >= {
        "survey_detail",
        "survey_register",
    }
    assert not any(SECRET.encode() in body for _status, body in other.values())


def test_after_the_close_the_pages_do_not_tell_who_is_not_among_the_sheets(cast, as_, survey):
    """Eleven of twelve have answered alike; who the twelfth is shows on no page."""
    people = list(survey.respondents.all())

    def all_but(absent):
        for one in people:
            if one != absent:
                actions.answering.answer(one, make.canteen(1, 1), at=make.OPENS)
        actions.surveys.close(survey, by=make.SYSTEM, on=make.BEGAN)

    ways = [lambda: all_but(people[0]), lambda: all_but(people[-1])]
    one, other = [seen(as_, (cast.mill_clerk,), survey) for _world in worlds(ways)]
    assert one == other


def test_a_survey_with_too_few_sheets_hands_out_nothing_by_any_page(cast, as_, survey):
    few = list(survey.respondents.all())[:2]
    for one in few:
        actions.answering.answer(one, {**make.canteen(), "q5": SECRET}, at=make.OPENS)
    actions.surveys.close(survey, by=make.SYSTEM, on=make.BEGAN)
    pages = seen(as_, (cast.mill_clerk, cast.town_chair), survey)
    assert not any(SECRET.encode() in body for _status, body in pages.values())
    assert {status for (_who, page), (status, _body) in pages.items() if page in ("survey_word", "survey_export")} == {
        302
    }
