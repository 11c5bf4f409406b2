"""Commendation: within the quota, after the assessment, after the notice, by a named meeting; cash and goods apart; withdrawn by document."""

import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse

from taizhang.honours import actions, queries
from taizhang.honours.models import Nominee, Round
from taizhang.intake import actions as intake
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.manifest import registry
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members.tests import factories
from taizhang.testing import commendation as made
from taizhang.testing.world import workbook
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
DAY = made.DAY


@pytest.fixture(autouse=True)
def rules(db):
    """The figures of regulation."""
    rulebook.load()


def number(code, unit, year=2008):
    return float(ledger.value(code, unit, Period.year(year)).number)


def test_a_commendation_counts_persons_units_cash_and_goods_each_for_itself(cast):
    person = factories.member(cast.mill, name="田小满").person
    round, _people = made.given(cast.mill, [person, "郑大寒"])
    assert (round.notice_until, round.state) == (date(2008, 1, 14), "commended")
    counted = [number(f"HN-08:{column}", cast.federation) for column in ("人数", "家数", "场次", "金额", "数量")]
    assert counted == [2, 1, 1, 400, 3]
    assert number("honours.given_share", cast.mill) == number("honours.assessed_share", cast.mill) == 100
    assert len({one.certificate_no for one in round.nominees.all()}) == 3
    told = [part for part in registry.own_parts(person) if part.heads[1:2] and "荣誉" in str(part.label)]
    assert [row[1] for part in told for row in part.rows] == ["优秀工会干部"]
    assert list(ledger.differences(["honours.round", "honours.nominee"])) == []


def test_quota_assessment_and_order_are_kept(cast):
    round, best, _team = made.opened(cast.mill)
    names = [{"name": "甲", "score": 90}, {"name": "乙", "score": 80}, {"name": "丙", "score": 70}, {"name": "丁"}]
    first, second, third, fourth = actions.nominate(best, by=cast.mill_clerk, on=DAY, people=names, source="通报")
    post = {"by": cast.mill_clerk, "on": DAY, "where": "公开栏"}
    for wrong in ([first, second, third], [fourth], [second, third], []):
        with pytest.raises(Refused):
            actions.propose(round, chosen=[one.pk for one in wrong], **post)
    with pytest.raises(Refused):
        actions.nominate(best, by=cast.mill_clerk, on=DAY, people=[{"name": "甲"}])
    actions.assess(fourth, by=cast.mill_clerk, result="合格", source="通报")
    round = actions.propose(round, chosen=[second.pk, third.pk], why="甲本年度调离", **post)
    assert (round.why, Nominee.objects.get(pk=first.pk).state) == ("甲本年度调离", "left")
    with pytest.raises(Refused):
        actions.nominate(best, by=cast.mill_clerk, on=DAY, people=[{"name": "戊"}])


def test_nothing_is_decided_before_the_notice_has_run_out_and_objections_are_answered(cast):
    round, people = made.posted(cast.mill, ["甲", "乙"])
    objection = actions.object_to(people[0], by=cast.mill_clerk, on=DAY + timedelta(days=1), text="有事故")
    late = round.notice_until + timedelta(days=1)
    with pytest.raises(Refused):
        actions.object_to(people[1], by=cast.mill_clerk, on=late, text="晚了")
    decide = {"by": cast.mill_clerk, "decided_by": "委员会会议"}
    for day in (round.notice_until, late):
        with pytest.raises(Refused):
            actions.decide(round, on=day, **decide)
    assert [due.tone for due in queries.due_items(cast.mill_clerk, cast.mill, late)] == ["red"]
    actions.answer(objection, by=cast.mill_clerk, on=late, text="经核实属实，不予表彰", upheld=True)
    with pytest.raises(Refused):
        actions.answer(objection, by=cast.mill_clerk, on=late, text="再答")
    with pytest.raises(Refused):
        actions.decide(round, by=cast.mill_clerk, on=late, decided_by="")
    with pytest.raises(Refused):
        actions.commend(round, by=cast.mill_chair, on=late, document_no="1号")
    round = actions.decide(round, on=late, **decide)
    with pytest.raises(Refused):
        actions.commend(round, by=cast.mill_clerk, on=late, document_no="1号")
    actions.commend(round, by=cast.mill_chair, on=late, document_no="1号")
    assert [number(f"HN-08:{column}", cast.mill) for column in ("人数", "家数", "场次")] == [1, 1, 0]


def test_the_meeting_that_decided_is_found_through_the_ledger(cast):
    met = worklog.record(
        cast.mill, by=SYSTEM, confirmed=True, on=date(2008, 1, 16), kind="RB-08", matter="委员会会议", sessions=1
    )
    round, _people = made.posted(cast.mill, ["甲"])
    found = dict(queries.deciders(round, date(2008, 1, 20)))
    assert f"worklog.entry:{met.pk}" in found
    round = actions.decide(round, by=cast.mill_clerk, on=date(2008, 1, 16), decision=met)
    assert (queries.decision(round), round.decided_by) == (met, met.title())


def test_an_honour_is_withdrawn_by_a_document_and_its_year_stays(cast):
    round, people = made.given(cast.mill, ["甲"])
    with pytest.raises(Refused):
        actions.withdraw(people[0], by=cast.mill_chair, on=date(2009, 3, 2), document_no="", why="弄虚作假")
    actions.withdraw(people[0], by=cast.mill_chair, on=date(2009, 3, 2), document_no="3号", why="弄虚作假")
    with pytest.raises(Refused):
        actions.withdraw(people[0], by=cast.mill_chair, on=date(2009, 3, 2), document_no="3号", why="弄虚作假")
    assert (number("HN-08:人数", cast.town), number("honours.withdrawals", cast.town, 2009)) == (1, 1)
    with pytest.raises(Refused):
        actions.void(round, by=cast.mill_clerk, why="录错了")
    for one in round.nominees.all():
        actions.void(one, by=cast.mill_clerk, why="录错了")
    actions.void(round, by=cast.mill_clerk, why="录错了")
    assert number("HN-08:人数", cast.town) == 0
    assert list(ledger.differences(["honours.round", "honours.nominee"])) == []


def test_rights_and_abandoning(cast):
    with pytest.raises(Refused):
        actions.open_round(cast.mill, by=cast.port_chair, on=DAY, name="表彰")
    round, _people = made.posted(cast.mill, ["甲"])
    with pytest.raises(Refused):
        actions.open_round(cast.mill, by=cast.mill_clerk, on=DAY, name="年度表彰", year=2008)
    with pytest.raises(Refused):
        actions.abandon(round, by=cast.mill_clerk, why="机构改革")
    round = actions.abandon(round, by=cast.mill_chair, why="机构改革")
    assert {one.state for one in round.nominees.all()} == {"left"}
    with pytest.raises(Refused):
        actions.abandon(round, by=cast.mill_chair, why="机构改革")


def test_workbooks_bring_nominees_and_honours_of_years_gone_by(cast, as_, tmp_path):
    known = factories.member(cast.mill, name="松不老")
    made.opened(cast.mill)
    rows = [
        ["表彰名称", "荣誉称号", "姓名或单位", "身份证号", "表彰时间", "文号", "得分", "奖金"],
        ["年度表彰", "优秀工会干部", "松不老", known.person.id_number.reveal(), "", "", 91.5, ""],
        ["年度表彰", "没有的类别", "甲", "", "", "", 80, ""],
        ["2006年度表彰", "先进基层工会", "河湾纺织厂工会", "", "2007.1.20", "河工〔2007〕1号", "", ""],
        [
            "2006年度表彰",
            "优秀工会干部",
            "松不老",
            known.person.id_number.reveal(),
            "2007.1.20",
            "河工〔2007〕1号",
            90,
            300,
        ],
    ]
    batch = intake.take_in("honours", workbook(*rows), by=cast.mill_clerk, unit=cast.mill, name="表彰.xlsx")
    assert (batch.entering, batch.counts["rejected"]) == (3, 1)
    done = intake.run(batch, by=cast.mill_clerk)
    assert [number(f"HN-08:{column}", cast.mill, 2007) for column in ("人数", "家数", "金额")] == [1, 1, 300]
    assert Nominee.objects.get(state="nominated").person == known.person
    again = intake.take_in("honours", workbook(*rows), by=cast.mill_clerk, unit=cast.mill, name="表彰.xlsx")
    assert again.entering == 0
    clerk = as_(cast.mill_clerk)
    for name, args, lines in (("honour_export", (), 3), ("round_export", (Round.objects.get(year=2008).pk,), 2)):
        answer = clerk.get(reverse(f"honours:{name}", args=args))
        (tmp_path / "out.xlsx").write_bytes(answer.content)
        assert len(list(openpyxl.load_workbook(tmp_path / "out.xlsx").active.rows)) == lines
    intake.undo(done, by=cast.mill_clerk)
    assert number("HN-08:人数", cast.mill, 2007) == 0 and not Nominee.objects.standing().exists()


def test_a_clerk_and_a_chair_keep_a_commendation_on_the_pages(cast, as_):
    clerk, chair = as_(cast.mill_clerk), as_(cast.mill_chair)
    assert clerk.post(reverse("honours:round_open"), {"name": "年度表彰", "year": 2008, "on": DAY}).status_code == 302
    round = Round.objects.get()
    category = {"name": "优秀工会干部", "quota": 1, "money": "200", "goods": "奖杯"}
    assert clerk.post(reverse("honours:category_add", args=[round.pk]), category).status_code == 302
    page = reverse("honours:nominee_nominate", args=[round.pk])
    form = {"category": round.categories.get().pk, "people": "甲 95.5\n乙，88分", "source": "通报", "on": DAY}
    assert clerk.post(page, form).status_code == 302
    best = Nominee.objects.get(name="甲")
    assert str(best.score) == "95.50"
    propose = {"chosen": [best.pk], "where": "公开栏", "on": DAY}
    assert clerk.post(reverse("honours:round_propose", args=[round.pk]), propose).status_code == 302
    objection = {"on": DAY, "text": "不够条件"}
    assert clerk.post(reverse("honours:nominee_object", args=[best.pk]), objection).status_code == 302
    answer = reverse("honours:objection_answer", args=[best.objections.get().pk])
    assert clerk.post(answer, {"on": DAY, "text": "经查不实"}).status_code == 302
    decide = {"on": "2008-01-15", "record": "", "decided_by": "委员会会议"}
    assert clerk.post(reverse("honours:round_decide", args=[round.pk]), decide).status_code == 302
    commend = {"on": "2008-01-16", "document_no": "河工〔2008〕2号", "ceremony": "表彰大会"}
    page = reverse("honours:round_commend", args=[round.pk])
    assert clerk.post(page, commend).status_code in (403, 422)
    assert chair.post(page, commend).status_code == 302
    for name, said in (
        ("round_notice", "拟表彰名单"),
        ("round_decision", "河工〔2008〕2号"),
        ("round_certificates", "荣誉证书"),
    ):
        content = clerk.get(reverse(f"honours:{name}", args=[round.pk])).content
        assert said in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "甲" in clerk.get(reverse("honours:honour_list"), {"q": "优秀", "year": 2008}).content.decode()
    assert as_(cast.port_chair).get(best.get_absolute_url()).status_code == 404
