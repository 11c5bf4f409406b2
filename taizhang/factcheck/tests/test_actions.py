"""The acts of the checker: hand in, read, learn, accept, withdraw, discard."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from taizhang.factcheck import actions, jobs, queries, storage
from taizhang.factcheck.models import Acceptance, Check, LearnedLink
from taizhang.factcheck.tests.factories import TEXT, YEAR, accepted, checked, handed_in, result
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog, Job
from taizhang.kernel.verdicts import Refused
from taizhang.worklog import actions as worklog


def shop(cast, items):
    """Something that the mill's shop handed out, on record."""
    worklog.record(cast.mill, by=SYSTEM, confirmed=True, on=YEAR.start, kind="AW-16", matter="食品", items=items)


def value(unit, code="AW-16:件数"):
    return ledger.value(code, unit, YEAR).number


def test_a_report_is_handed_in_sealed_and_waits_to_be_read(cast):
    check = handed_in(cast.mill, by=cast.mill_clerk)
    assert (check.state, check.name) == ("waiting", "小结")
    assert storage.fetch(check.digest) == TEXT.encode()
    assert "爱心超市".encode() not in storage.reports._path(check.digest).read_bytes()
    assert Job.objects.get(pk=check.job_id).about == {"check_id": check.pk}
    assert ActLog.objects.first().code == "factcheck.check"


def test_what_was_read_is_kept_sealed_and_counted(cast):
    check = checked(cast.mill)
    kept = Check.objects.get(pk=check.pk)
    text, found = kept.opened()
    assert text == TEXT and found["claims"][0]["quote"] == "近40名"
    assert kept.counts["figures"] == 7
    assert kept.counts["contradicted"] == kept.counts["broken"] == kept.counts["damage"] == 1
    assert kept.counts["inconsistent"] == 3  # the three letters of the broken sum
    assert queries.does_not_hold(kept.counts)


@pytest.mark.parametrize(
    ("person", "allowed"), [("mill_clerk", True), ("auditor", True), ("port_chair", False), ("stranger", False)]
)
def test_who_may_hand_a_report_in(cast, person, allowed):
    if allowed:
        assert handed_in(cast.mill, by=getattr(cast, person)).pk
    else:
        with pytest.raises(Refused):
            handed_in(cast.mill, by=getattr(cast, person))
        assert not Check.objects.exists()


def test_an_empty_report_is_refused_with_a_sentence(cast):
    with pytest.raises(Refused, match="空"):
        handed_in(cast.mill, content=b"")


def test_only_what_the_records_lack_is_taken_over(cast):
    shop(cast, 50)
    taken = accepted(checked(cast.mill))
    assert (taken.stated, taken.known, taken.value) == (52, 50, 2)
    assert value(cast.mill) == value(cast.federation) == 52


def test_an_accepted_figure_keeps_its_doubt_and_says_where_it_comes_from(cast):
    taken = accepted(checked(cast.mill), "c1", kind="AW-16", count="persons", why="超市另有签领表，待补录")
    assert taken.value == Decimal(40)
    assert (taken.verdict, taken.hedge, taken.doubt) == ("contradicted", "nearly", "台账为12人，报告写近40名，多28人。")
    line = ledger.trace("AW-16:人数", cast.mill, YEAR, viewer=SYSTEM).lines[0]
    assert "据报告" in line.title and line.about["grounds"] == "据报告，无记录"
    assert ledger.value("AW-16:人数", cast.mill, YEAR, where="依据~据报告").number == 40


def test_a_figure_that_does_not_hold_needs_a_reason(cast):
    with pytest.raises(Refused, match="理由"):
        accepted(checked(cast.mill), "c1", count="persons")


def test_nothing_is_accepted_twice(cast):
    check = checked(cast.mill)
    accepted(check)
    with pytest.raises(Refused):
        accepted(check)
    with pytest.raises(Refused):  # another file that tells the same: the ledger has it by now
        accepted(checked(cast.mill))
    assert value(cast.mill) == 52


def test_the_database_too_refuses_the_second_acceptance(cast):
    first = accepted(checked(cast.mill))
    first.pk = None
    first._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic(), actions.act(SYSTEM, "factcheck.accept", cast.mill):
        first.save()


@pytest.mark.parametrize("claim", ["c3", "c7"])
def test_what_the_ledger_has_and_what_is_worked_out_is_not_accepted(cast, claim):
    with pytest.raises(Refused):
        accepted(checked(cast.mill), claim, why="-")


def test_a_figure_is_not_accepted_for_a_union_beside(cast):
    with pytest.raises(Refused):
        accepted(checked(cast.mill), by=cast.mill_clerk, unit=cast.port)


def test_an_auditor_looks_and_accepts_nothing(cast):
    with pytest.raises(Refused):
        accepted(checked(cast.mill), by=cast.auditor)
    assert value(cast.mill) == 0


def test_a_withdrawn_acceptance_no_longer_counts_and_can_be_made_again(cast):
    check = checked(cast.mill)
    first = accepted(check)
    actions.withdraw(first, by=cast.mill_chair, why="有签领表了")
    assert value(cast.mill) == 0
    accepted(check)
    assert value(cast.mill) == 52 and Acceptance.objects.count() == 2
    assert not list(ledger.differences())


def test_a_confirmed_meaning_is_learned_for_that_union_alone(cast):
    check = actions.learn(checked(cast.mill), "c2", by=cast.mill_clerk, code="AW-16:件数")
    assert check.state == "waiting"  # it is judged anew
    assert queries.links_of(cast.mill) == {
        "送出 食品 item": {"code": "AW-16:件数", "where": "", "scope": "subtree", "nature": ""}
    }
    assert queries.links_of(cast.port) == queries.links_of(cast.town) == {}
    actions.forget(LearnedLink.objects.get(), by=cast.mill_clerk)
    assert queries.links_of(cast.mill) == {}


def test_a_check_is_discarded_with_a_reason_and_comes_back(cast):
    check = checked(cast.mill)
    taken = accepted(check)
    with pytest.raises(Refused):
        actions.discard(check, by=cast.mill_chair, why="重复上传")
    actions.withdraw(taken, by=cast.mill_chair, why="-")
    with pytest.raises(Refused):
        actions.discard(check, by=cast.mill_chair, why=" ")
    actions.discard(check, by=cast.mill_chair, why="重复上传")
    with pytest.raises(Refused):
        actions.recheck(check, by=cast.mill_chair)
    assert actions.restore(check, by=cast.mill_chair).voided_at is None


def test_a_claim_that_is_gone_is_told(cast):
    check = checked(cast.mill)
    actions.conclude(check, by=SYSTEM, text=TEXT, result={**result(), "claims": [], "relations": []})
    with pytest.raises(Refused):
        accepted(check)


def test_a_narrowed_meaning_is_accepted_for_its_own_matter(cast):
    """The report tells of the students alone; other pairs of the same row do not make it true."""
    record = {"by": SYSTEM, "confirmed": True, "on": YEAR.start, "kind": "AW-08"}
    worklog.record(cast.mill, matter="资助贫困学生", persons=3, **record)
    worklog.record(cast.mill, matter="结对帮困", persons=90, **record)
    told = result()
    told["claims"][1] |= {"value": 5, "link": {"code": "AW-08:人数", "where": "事项~贫困学生", "nature": "flow"}}
    check = actions.conclude(handed_in(cast.mill), by=SYSTEM, text=TEXT, result=told)
    taken = accepted(check, kind="AW-08", count="persons")
    assert (taken.known, taken.value, taken.matter) == (3, 2, "贫困学生")
    assert ledger.value("AW-08:人数", cast.mill, YEAR, where="事项~贫困学生").number == 5


def test_a_report_does_not_prove_itself(cast):
    """Checked again, the figure that was accepted from it still has no record, and a second report is told so."""
    text = "河湾纺织厂工会2008年工作小结\n爱心超市全年接待困难职工52名。\n"
    check = handed_in(cast.mill, content=text.encode())
    jobs.read.run(check.pk)
    check.refresh_from_db()
    told = next(claim for claim in queries.Opened(check).figures if "52" in claim.quote)
    assert told.standing.code not in ("confirmed", "rounded")
    taken = accepted(check, told.id, kind="AW-16", count="persons", why="签领表在档案室")
    assert taken.value == 52
    actions.recheck(check, by=SYSTEM)
    jobs.read.run(check.pk)
    check.refresh_from_db()
    again = queries.Opened(check).by_id[told.id]
    assert again.standing.code == told.standing.code and "入账" in again.explanation
    second = handed_in(cast.mill, content=text.encode(), file_name="另一份.txt")
    jobs.read.run(second.pk)
    second.refresh_from_db()
    other = queries.Opened(second).by_id[told.id]
    assert other.standing.code == "confirmed" and "据报告入账" in other.explanation
