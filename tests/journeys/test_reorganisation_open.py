"""What is open when three towns become one: told in the preview, ended, handed over or kept by rule, and standing again after the undo."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from taizhang.api import actions as tokens
from taizhang.archives import actions as archives
from taizhang.archives.models import Dossier
from taizhang.ballots import actions as ballots
from taizhang.ballots.models import Ballot
from taizhang.ballots.tests import factories as make
from taizhang.committees.models import Body, Seat, Term
from taizhang.congress import actions as congress
from taizhang.congress.models import Congress
from taizhang.honours import actions as honours
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused
from taizhang.meetings import actions as meetings
from taizhang.meetings import queries as meeting_queries
from taizhang.meetings.models import Meeting, Resolution
from taizhang.organisation import actions
from taizhang.quality import actions as quality
from taizhang.quality.models import Finding, MonthBook
from taizhang.testing import committees as bodies
from taizhang.testing import surveys
from tests.journeys.test_reorganisation import MERGED, County, approved, county, done, draft  # noqa: F401

pytestmark = pytest.mark.django_db
BY = {"by": SYSTEM}
MAY = date(2008, 5, 12)


def told(record):
    """What the preview says stands there: {words: number}."""
    foreseen = actions.foresee(record, on=date(2008, 5, 20))
    assert foreseen["problem"] == "", foreseen["problem"]
    return dict(foreseen["counts"])


def opened(town, chair):
    """One of everything that is open at a town; → what it was before the reorganisation."""
    bodies.committee_of(town, on=date(2006, 5, 20), years=5)
    held = meetings.call(
        town, called_on=MAY, on=MAY, kind=Meeting.Kind.COMMITTEE, agenda=["职工之家"], members=["干事甲"], **BY
    )
    held = meetings.hold(held, on=MAY, present=[one.pk for one in held.called.all()], **BY)
    resolution = meetings.resolve(held, text="建成职工之家", owner="干事甲", due_on=date(2008, 9, 1), **BY)
    ahead = meetings.call(
        town, called_on=MAY, on=date(2008, 6, 20), kind=Meeting.Kind.COMMITTEE, name="六月例会", agenda=["小结"], **BY
    )
    rule = archives.draft(town, on=MAY, name="财务制度", text="钱账分管。", **BY)
    rule = archives.adopt(rule, on=MAY, adopted_by="工会委员会", **BY)
    rule = archives.put_up(rule, on=MAY, where="走廊", **BY)
    file = archives.open_dossier(town, on=MAY, title="二〇〇七年文书", category="文书", year=2007, place="柜一", **BY)
    archives.add_paper(file, text="年度总结", **BY)
    file = archives.close(file, on=MAY, **BY)
    round_ = honours.open_round(town, on=MAY, name="先进评选", **BY)
    token, _secret = tokens.make(
        town, by=chair, name="夜间取数", scopes=["units:read"], until=timezone.localdate() + timedelta(30)
    )
    ballot = make.drafted(town)
    survey = surveys.draft(town, "食堂满意度")
    return {
        "resolution": resolution, "ahead": ahead, "rule": rule, "file": file, "round": round_, "token": token, "ballot": ballot,
        "survey": survey,
    }  # fmt: skip


def stood(things):
    """How everything stands now: comparable before and after."""
    fresh = {name: type(one)._base_manager.get(pk=one.pk) for name, one in things.items()}
    town = things["rule"].unit_id
    rule = fresh["rule"]
    return {
        "states": {name: str(getattr(one, "state", "")) for name, one in fresh.items()},
        "rule": [str(rule.withdrawn_on), [str(one.until) for one in (*rule.editions.all(), *rule.displays.all())]],
        "file": fresh["file"].place,
        "progress": fresh["resolution"].progress.count(),
        "bodies": list(Body.objects.filter(unit=town).values_list("state", "dissolved_on")),
        "seats": Seat.objects.filter(unit=town, until=None).count(),
        "terms": list(Term.objects.filter(unit=town).values_list("state", "ended_on")),
        "owner": (fresh["resolution"].owner, fresh["resolution"].due_on),
    }


def test_what_is_open_is_told_goes_by_rule_and_comes_back(county):  # noqa: F811
    town, other = county.towns[0], county.towns[1]
    things = opened(town, county.town_chair)
    before = stood(things)
    totals = lambda: [  # noqa: E731
        county.figure(county.county, code, tree=tree)
        for code in ("RB-08:场次", "OM-15:件数", "archives.kept", "meetings.open", "AW-16:人数")
        for tree in ("then", "now")
    ]
    figures = totals()
    record = county.merger()
    preview = told(record)
    for said in (
        "机构与小组", "在任届次", "已通知的会议", "落实中的决议", "规章制度", "档案", "访问令牌", "进行中的投票", "表彰", "调查",
    ):  # fmt: skip
        assert any(said in one and number == 1 for one, number in preview.items()), (said, preview)
    assert stood(things) == before  # a rehearsal changes nothing

    record = done(record, MERGED)
    new = Unit.objects.get(code="C-1-9")
    after = stood(things)
    assert after["states"] == {
        "resolution": "open", "ahead": "cancelled", "rule": "withdrawn", "file": "closed", "round": "open", "token": "revoked",
        "ballot": "annulled", "survey": "draft",
    }  # fmt: skip
    assert after["rule"] == [str(MERGED), [str(MERGED)] * 2]
    assert after["file"] == "由三河镇总工会保管 柜一"
    assert after["seats"] == 0 and after["terms"] == [("ended", MERGED)]
    # history stays where it happened, and the resolution is on the desk of the successor with its owner
    resolution = Resolution.objects.get(pk=things["resolution"].pk)
    assert resolution.unit == town and after["owner"] == before["owner"]
    assert resolution.progress.get().words == "由三河镇总工会继续落实，责任人：干事甲。"
    clerk = county.officer("new_clerk", new, "clerk")
    due = [one.title for one in meeting_queries.due_items(clerk, county.fresh(new), date(2008, 8, 30))]
    assert "建成职工之家" in due
    meetings.report(resolution, by=clerk, on=date(2008, 6, 10), text="场地已定")  # she goes on with it
    assert totals()[:2] == figures[:2] and totals()[-2:] == figures[-2:]
    assert county.figure(county.fresh(new), "archives.kept") == county.figure(county.county, "archives.kept") == 1
    assert list(ledger.differences()) == []

    undo = actions.draft_taking_back(
        record, by=county.clerk, on=MERGED, effective_on=MERGED, reason="批复有误", document_no="双工发〔2008〕9号"
    )
    done(undo, MERGED)
    again = stood(things)
    assert again | {"progress": 0} == before  # her own report stays
    assert again["progress"] == 1
    assert totals() == figures
    assert list(ledger.differences()) == []
    assert county.fresh(other).until is None


def test_what_the_nightly_check_wrote_does_not_stand_in_the_way_of_taking_back(county):  # noqa: F811
    record = done(county.merger(), MERGED)
    new = Unit.objects.get(code="C-1-9")
    quality.check(county.city, by=SYSTEM, on=date(2008, 9, 20))
    assert (
        MonthBook.objects.standing().filter(unit=new).exists() and Finding.objects.standing().filter(unit=new).exists()
    )
    undo = actions.draft_taking_back(
        record, by=county.clerk, on=MERGED, effective_on=MERGED, reason="批复有误", document_no="双工发〔2008〕9号"
    )
    done(undo, MERGED)
    for model in (MonthBook, Finding):
        assert not model.objects.standing().filter(unit=new).exists()
    quality.check(county.city, by=SYSTEM, on=date(2008, 9, 21))
    for model in (MonthBook, Finding):
        assert not model.objects.standing().filter(unit=new).exists()
    assert list(ledger.differences()) == []


def test_a_vote_that_has_begun_holds_its_union(county):  # noqa: F811
    ballot = make.frozen(county.towns[0])
    record = county.merger()
    assert "已经开始" in actions.foresee(record, on=date(2008, 5, 20))["problem"]
    with pytest.raises(Refused, match="已经开始"):
        done(record, MERGED)
    ballots.annul(ballot, by=SYSTEM, at=make.BEFORE, why="重新安排")
    assert done(county.merger(), MERGED).state == "done"
    assert Ballot.objects.get(pk=ballot.pk).state == "annulled"


def test_a_split_leaves_with_the_old_union_what_is_its_own(county):  # noqa: F811
    things = opened(county.towns[0], county.town_chair)
    before = stood(things)
    new = {
        "role": "new", "name": "新东河镇总工会", "code": "N1", "kind": "town_general_union", "into": county.county,
        "choice": {"members": "share", "share": [1, 2]},
    }  # fmt: skip
    done(draft("split", [{"role": "source", "unit": county.towns[0]}, new], MERGED), MERGED)
    assert stood(things) == before


def test_a_dissolved_union_leaves_its_files_to_the_union_above(county):  # noqa: F811
    mill = county.mills[0]
    file = archives.open_dossier(mill, on=MAY, title="工资台账", category="工资台账", year=2007, **BY)
    record = done(draft("dissolve", [{"role": "ends", "unit": mill, "choice": {"members": "keep"}}], MERGED), MERGED)
    kept = Dossier.objects.get(pk=file.pk)
    assert (kept.unit, kept.place) == (mill, "由东河镇联合工会保管")
    undo = actions.draft_taking_back(
        record, by=county.clerk, on=MERGED, effective_on=MERGED, reason="批复有误", document_no="双工发〔2008〕9号"
    )
    done(undo, MERGED)
    assert Dossier.objects.get(pk=file.pk).place == ""


def test_a_congress_is_over_with_its_union(county):  # noqa: F811
    town = county.towns[0]
    sitting = congress.congresses.start(
        town, on=MAY, kind="会员代表大会", form="delegates", since=MAY, until=date(2013, 5, 12), staff=60, **BY
    )
    record = done(county.merger(), MERGED)
    assert Congress.objects.get(pk=sitting.pk).state == "ended"
    undo = actions.draft_taking_back(
        record, by=county.clerk, on=MERGED, effective_on=MERGED, reason="批复有误", document_no="双工发〔2008〕9号"
    )
    done(undo, MERGED)
    assert Congress.objects.get(pk=sitting.pk).state == sitting.state
