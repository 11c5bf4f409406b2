"""A year of the mill told through the public doors: a committee decides, a commendation follows its decision, and the year goes on file."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from taizhang.archives import queries as filed
from taizhang.archives.models import Dossier
from taizhang.honours import queries as honoured
from taizhang.honours.models import Nominee, Round
from taizhang.kernel import approvals, ledger, rulebook
from taizhang.kernel.periods import Period
from taizhang.meetings.models import Meeting, Resolution
from taizhang.testing import filing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
YEAR = Period.year(2008)


def number(code, unit):
    return ledger.value(code, unit, YEAR).number


@pytest.fixture
def clerk(cast, as_):
    """The mill's clerk at the desk."""
    rulebook.load()
    return as_(cast.mill_clerk)


def post(client, page, /, *args, **form):
    answer = client.post(reverse(page, args=args), form)
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def a_meeting(clerk, name, day, present, kind="委员会会议"):
    """Called a week before, held, minuted."""
    called = {
        "kind": kind,
        "name": name,
        "called_on": day - timedelta(days=7),
        "on": day,
        "agenda": "通报工作\n研究事项",
    }
    post(clerk, "meetings:meeting_call", **called, members="甲委员\n乙委员\n丙委员")
    one = Meeting.objects.get(name=name)
    keys = list(one.called.order_by("pk").values_list("pk", flat=True))[:present]
    post(clerk, "meetings:meeting_hold", one.pk, on=day, present=keys)
    post(clerk, "meetings:meeting_minute", one.pk, on=day, summary="散会")
    return one


def test_a_year_of_meetings_commendation_and_files(cast, clerk, as_):
    first = a_meeting(clerk, "第一次委员会会议", date(2008, 1, 8), 3)
    post(
        clerk, "meetings:resolution_enter", first.pk, text="开展年度表彰，奖励400元", matter="大额资金", in_favour=3, owner="甲委员",
        due_on="2008-03-31",
    )  # fmt: skip
    post(clerk, "honours:round_open", name="年度表彰", year=2008, on="2008-01-09")
    round = Round.objects.get()
    post(clerk, "honours:category_add", round.pk, name="优秀工会干部", quota=2, money="200")
    form = {
        "category": round.categories.get().pk,
        "people": "田小满 96\n郑大寒 93",
        "source": "年度考核",
        "on": "2008-01-09",
    }
    post(clerk, "honours:nominee_nominate", round.pk, **form)
    chosen = list(Nominee.objects.values_list("pk", flat=True))
    post(clerk, "honours:round_propose", round.pk, chosen=chosen, where="公开栏", on="2008-01-10")
    second = a_meeting(clerk, "第二次委员会会议", date(2008, 1, 22), 2)
    ((key, _title),) = [found for found in honoured.deciders(round, date(2008, 1, 22)) if "第二次" in found[1]]
    assert key == f"meetings.meeting:{second.pk}"
    # the page offers the meetings of the last months, seen from today; the record itself is as good from the action
    post(clerk, "honours:round_decide", round.pk, on="2008-01-22", record="", decided_by=second.title())
    post(
        as_(cast.mill_chair),
        "honours:round_commend",
        round.pk,
        on="2008-01-25",
        document_no="河工〔2008〕1号",
        ceremony="表彰会",
    )
    post(clerk, "meetings:resolution_finish", Resolution.objects.get().pk, on="2008-01-25", result="表彰2人，奖励400元")
    assert [number(f"HN-08:{column}", cast.federation) for column in ("人数", "场次", "金额")] == [2, 1, 400]
    assert [number(f"RB-08:{column}", cast.federation) for column in ("场次", "人次", "人数")] == [2, 5, 3]
    assert number("meetings.in_time_rate", cast.mill) == 100

    everything, without = filed.counted(cast.mill_clerk, cast.mill, 2008)
    assert everything == without == 5  # two meetings, the commendation, its two honours
    post(clerk, "archives:dossier_open", title="2008年会议和表彰", category="会议", year=2008, on="2008-12-30")
    file = Dossier.objects.get()
    keys = [found.key for found in filed.with_records(filed.unfiled(cast.mill_clerk, cast.mill, 2008))]
    post(clerk, "archives:dossier_put", file.pk, keys=keys)
    post(clerk, "archives:dossier_close", file.pk, on="2009-01-05")
    assert filed.counted(cast.mill_clerk, cast.mill, 2008) == (5, 0)
    file.refresh_from_db()
    assert file.keep_until == date(2039, 12, 31)

    old = filing.old_file(cast.mill)
    post(clerk, "archives:destruction_ask", name="第一批", on="2009-02-02", opinion="无保存价值", dossiers=[old.pk])
    asked = old.lines.get().destruction
    for chair in (cast.mill_chair, cast.town_chair):
        approvals.approve(approvals.of(asked), by=chair, on=date(2009, 2, 3))
    post(clerk, "archives:destruction_carry_out", asked.pk, on="2009-02-10", witnesses="甲委员 乙委员")
    old.refresh_from_db()
    assert old.state == "destroyed"
    assert list(ledger.differences()) == []
