"""The acts on a hardship file: each works, refuses with a sentence, leaves one audit line, and its facts follow."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.aid import actions, queries
from taizhang.aid.forms.fields import STUDY
from taizhang.aid.models import Assessment, Consent, DataRequest, Household
from taizhang.aid.models.applications import STAGES
from taizhang.aid.rules.households import stage_of
from taizhang.aid.tests import factories
from taizhang.aid.tests.factories import FILED, OPENED, VISITED, number
from taizhang.kernel import evidence, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.members.models import Person

YEAR, NEXT = Period.year(2008), Period.year(2009)
Status, Category = Household.Status, Household.Category


@pytest.fixture
def mill(cast):
    """The mill, with the local line of its county."""
    factories.lay_line(cast.federation)
    return cast.mill


def read(code, unit, period=YEAR):
    return ledger.value(code, unit, period).number


def sound():
    return list(ledger.differences()) == []


def test_a_household_goes_from_the_survey_into_the_files(cast, mill):
    household = factories.filed(mill)
    assert (household.status, household.category) == (Status.FILED, Category.DEEP)
    assert household.number == "F-T-M-2008-001"
    assert household.valid_until == date(2009, 3, 5)
    assert read("aid.files", cast.federation) == 1
    assert read("aid.files_deep", mill) == 1
    assert read("AW-01:户数", cast.town) == 1 and read("AW-01:人数", cast.town) == 1
    assert read("aid.files", cast.port) == 0
    assert read("aid.checked_share", mill) == 100
    assert read("aid.never_aided_share", mill) == 100
    assert sound()


def test_the_clerk_does_it_and_the_log_tells(cast, mill):
    household = factories.surveyed(mill, by=cast.mill_clerk)
    assert ActLog.objects.get(code="aid.open_file").by == cast.mill_clerk
    assert ActLog.objects.filter(record_type="aid.household", record_id=household.pk).count() == 1


def test_whoever_has_no_post_there_is_refused_without_a_trace(cast, mill):
    before = ActLog.objects.count()
    with pytest.raises(Refused):
        factories.surveyed(mill, by=cast.port_chair)
    assert Household.objects.count() == 0 and ActLog.objects.count() == before


def test_the_head_on_the_register_is_not_entered_twice(cast, mill):
    card = members.admit(mill, by=SYSTEM, on=date(2005, 1, 1), name="何春生", id_number=number(date(1965, 4, 8), 1))
    household = factories.surveyed(mill)
    assert household.head == card.person
    assert Person.objects.count() == 1


def test_one_person_one_household(cast, mill):
    factories.surveyed(mill)
    with pytest.raises(Refused, match="河湾纺织厂工会"):
        factories.surveyed(cast.port, by=SYSTEM)


def test_a_file_elsewhere_is_told_without_saying_where(cast, mill):
    factories.surveyed(cast.port)
    with pytest.raises(Refused) as refusal:
        factories.surveyed(mill, by=cast.mill_clerk, name="何春生")
    assert "临港" not in str(refusal.value)
    with pytest.raises(Refused) as refusal:
        factories.surveyed(
            mill,
            by=cast.mill_clerk,
            name="秦荷",
            id_number=number(date(1968, 9, 2), 2),
            family=(),
            main_cause="收入低",
            further_causes=[],
        )
    assert "临港" not in str(refusal.value)


def test_after_removal_the_person_may_belong_to_another_household(cast, mill):
    household = factories.filed(mill)
    actions.households.remove_household(household, by=SYSTEM, on=date(2008, 9, 1), reason="脱困", why="收入提高")
    again = factories.surveyed(mill, on=date(2008, 10, 1))
    assert again.status == Status.SURVEYED
    assert read("aid.files", mill) == 0 and read("aid.files_recovered", mill) == 1
    assert read("aid.files", mill, Period.parse("2008H1")) == 1
    assert sound()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"main_cause": "没钱"}, "main cause"),
        ({"further_causes": ["本人大病"]}, "once"),
        ({"further_causes": ["残疾", "子女上学", "单亲", "住房"]}, "causes at most"),
        ({"id_number": "410000196504080011"}, "identity number"),
        ({"on": date(2999, 1, 1)}, "future"),
        ({"name": " "}, "name"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_sentence(mill, given, words, settings):
    settings.LANGUAGE_CODE = "en"
    from django.utils import translation

    with translation.override("en"), pytest.raises(Refused, match=words):
        factories.surveyed(mill, **given)
    assert Household.objects.count() == 0


def test_filing_asks_for_verification_consents_means_and_papers(mill):
    household = factories.surveyed(mill)

    def refused():
        with pytest.raises(Refused) as refusal:
            actions.households.file_household(household, by=SYSTEM, on=FILED)
        return str(refusal.value)

    said = [refused()]
    actions.households.verify_household(household, by=SYSTEM, on=VISITED)
    said.append(refused())
    factories.consented(household)
    said.append(refused())
    factories.assessed(household)
    said.append(refused())
    factories.papered(household)
    assert actions.households.file_household(household, by=SYSTEM, on=FILED).number
    assert len(set(said)) == 4


def test_means_above_every_limit_are_not_filed(mill):
    household = factories.surveyed(mill)
    actions.households.verify_household(household, by=SYSTEM, on=VISITED)
    factories.assessed(household, wage=Decimal(90000))
    factories.consented(household)
    factories.papered(household)
    with pytest.raises(Refused):
        actions.households.file_household(household, by=SYSTEM, on=FILED)
    declined = actions.households.decline_household(household, by=SYSTEM, on=FILED, why="收入超过标准")
    assert declined.status == Status.DECLINED
    assert factories.surveyed(mill, on=date(2008, 5, 1)).in_force


def test_without_a_local_line_nothing_is_reckoned(cast):
    from taizhang.kernel import rulebook

    rulebook.load()
    household = factories.surveyed(cast.mill)
    with pytest.raises(Refused):
        factories.assessed(household)


def test_the_yearly_check_converts_and_keeps_the_history(cast, mill):
    household = factories.filed(mill)
    actions.households.assess(
        household,
        by=SYSTEM,
        on=date(2009, 3, 2),
        occasion=Assessment.Occasion.YEARLY,
        wage=Decimal(18000),
        illness=Decimal(6000),
    )
    household.refresh_from_db()
    assert household.category == Category.RELATIVE
    assert household.valid_until == date(2010, 3, 2)
    assert read("aid.files_deep", mill) == 1 and read("aid.files_deep", mill, NEXT) == 0
    assert read("aid.files_relative", mill, NEXT) == 1
    assert read("aid.files_converted", mill, NEXT) == 1
    assert read("aid.checked_share", mill, NEXT) == 100
    assert sound()


def test_the_version_of_the_line_is_the_one_of_the_day(cast, mill):
    actions.lines.set_line(cast.federation, by=SYSTEM, since=date(2009, 1, 1), amount=320, source="石门县民政局公告")
    household = factories.surveyed(mill)
    assert factories.assessed(household).line == 200
    assert factories.assessed(household, on=date(2009, 2, 1)).line == 320


def test_a_reckoning_is_never_changed(mill):
    made = factories.assessed(factories.surveyed(mill))
    with pytest.raises(TypeError):
        made.save()


def test_consents_are_separate_and_can_be_withdrawn(mill):
    household = factories.surveyed(mill)
    factories.consented(household)
    with pytest.raises(Refused):
        factories.consented(household)
    consent = household.consents.get(purpose=Consent.Purpose.FILE)
    actions.households.withdraw_consent(household, consent, by=SYSTEM, on=date(2008, 4, 1), why="不愿意")
    consent.refresh_from_db()
    assert consent.in_force_on(date(2008, 3, 31)) and not consent.in_force_on(date(2008, 4, 1))


def test_the_family_table_is_kept(mill):
    household = factories.surveyed(mill)
    daughter = household.family.get(relation="女")
    actions.households.keep_family(
        household,
        by=SYSTEM,
        on=OPENED,
        member=daughter,
        relation="女",
        name="何小满",
        id_number=number(date(1992, 5, 21), 2),
        health="良好",
    )
    daughter.refresh_from_db()
    assert daughter.id_index and daughter.health.reveal() == "良好"
    actions.households.leave_family(household, daughter, by=SYSTEM, on=date(2008, 9, 1), why="出嫁")
    assert [one.name for one in queries.households.family(household)] == ["何春生", "秦荷"]
    with pytest.raises(Refused):
        actions.households.leave_family(household, household.family.get(relation="本人"), by=SYSTEM, on=OPENED, why="")


def test_nothing_sealed_stands_in_the_database_in_plain(mill):
    from django.db import connection

    factories.surveyed(mill)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM aid_household")
        text = str(cursor.fetchall())
        cursor.execute("SELECT * FROM aid_familymember")
        text += str(cursor.fetchall())
    assert "长期患病" not in text and number(date(1968, 9, 2), 2) not in text


def test_a_look_says_why_and_stands_in_the_log(cast, mill):
    household = factories.surveyed(mill)
    with pytest.raises(Refused):
        actions.households.reveal_file(household, by=cast.mill_clerk, why="")
    shown = actions.households.reveal_file(household, by=cast.mill_clerk, why="核对发放名单")
    assert shown["household"]["phone"] == "13900000011"
    assert [log.notes["why"] for log in queries.own.who_looked(household)] == ["核对发放名单"]


def test_aid_is_noted_from_the_ledger(cast, mill):
    household = factories.filed(mill)
    factories.aided(household, date(2009, 1, 12))
    found = list(queries.households.unaided(date(2009, 2, 1)))
    assert [(one.pk, first) for one, first, _last in found] == [(household.pk, date(2009, 1, 12))]
    actions.households.note_aid(household, by=SYSTEM, first=date(2009, 1, 12), last=date(2009, 1, 12))
    assert list(queries.households.unaided(date(2009, 2, 1))) == []
    assert read("aid.never_aided_share", mill, YEAR) == 100
    assert read("aid.never_aided_share", mill, NEXT) == 0
    assert sound()


def test_warnings_are_found(cast, mill):
    household = factories.filed(mill)
    codes = lambda day: {  # noqa: E731
        code
        for code, q in queries.households.warning_filters(mill, day).items()
        if Household.objects.filter(q).exists()
    }
    assert codes(date(2008, 6, 1)) == set()
    assert codes(date(2009, 6, 1)) == {"overdue", "unchanged", "never_aided"}
    household.refresh_from_db()
    assert queries.households.contradictions(household) == []
    factories.assessed(household, on=date(2008, 6, 1), study=Decimal(2000), members=3, bars=["拥有或经常使用机动车"])
    household.refresh_from_db()
    assert household.category == Category.NONE
    assert "unqualified" in codes(date(2008, 6, 2))


def test_the_same_person_elsewhere_is_told(cast, mill):
    household = factories.filed(mill)
    actions.households.remove_household(household, by=SYSTEM, on=date(2008, 9, 1), reason="迁出或调离")
    other = factories.surveyed(cast.port, on=date(2008, 10, 1))
    seen_by_port = queries.households.doubles_of(other, cast.port_chair)
    assert seen_by_port and all(file is None for _member, file, _counts in seen_by_port)
    seen_above = queries.households.doubles_of(other, cast.auditor)
    assert {file for _member, file, _counts in seen_above} == {household}


def test_requests_about_own_data_have_a_clock(cast, mill):
    household = factories.filed(mill)
    asked = actions.own.take_request(
        household, by=cast.mill_clerk, on=date(2008, 6, 2), kind="更正补充", words="女儿已经毕业", asked_by="何春生"
    )
    assert asked.due_on == date(2008, 7, 2)
    with pytest.raises(Refused):
        actions.own.answer_request(asked, by=SYSTEM, on=date(2008, 6, 3), outcome=DataRequest.Outcome.DONE, answer="")
    actions.own.answer_request(asked, by=SYSTEM, on=date(2008, 6, 3), outcome=DataRequest.Outcome.DONE, answer="已更正")
    with pytest.raises(Refused):
        actions.own.answer_request(
            asked, by=SYSTEM, on=date(2008, 6, 3), outcome=DataRequest.Outcome.DONE, answer="已更正"
        )
    assert read("aid.requests_in_time_share", mill) == 100
    assert sound()


def test_a_link_opens_the_own_file_once(cast, mill):
    household, other = factories.filed(mill), factories.surveyed(cast.port, name="田小满", id_number="", family=())
    token = actions.own.issue_link(household, by=cast.mill_clerk, why="本人查阅")
    with pytest.raises(Refused):
        actions.own.open_link(other, token)
    assert actions.own.open_link(household, token) == household
    with pytest.raises(Refused):
        actions.own.open_link(household, token)


def test_my_aid_in_words_and_amounts(cast, mill):
    household = factories.filed(mill)
    factories.aided(household, date(2009, 1, 12))
    rows = queries.own.my_aid(household)
    assert [(row["day"], row["matter"]) for row in rows] == [(date(2009, 1, 12), "走访慰问")]
    copy = queries.own.copy_of(household, date(2009, 2, 1))
    assert copy["家庭成员"][1]["姓名"] == "秦荷"
    assert any("柯经办" in who for who in copy["谁能看到"])


def test_after_the_retention_period_the_person_is_gone_and_the_figures_stay(cast, mill):
    household = factories.filed(mill)
    actions.households.remove_household(household, by=SYSTEM, on=date(2008, 9, 1), reason="脱困")
    household.refresh_from_db()
    before = {code: read(code, mill) for code in ("aid.files_new", "aid.files_recovered", "AW-01:户数", "AW-01:人数")}
    with pytest.raises(Refused):
        actions.households.empty_file(household, by=SYSTEM, on=date(2018, 9, 1))
    assert [one.pk for one in queries.households.lapsed(date(2018, 9, 2))] == [household.pk]
    emptied = actions.households.empty_file(household, by=SYSTEM, on=date(2018, 9, 2))
    assert not emptied.circumstances and all(not one.id_number and one.name == "—" for one in emptied.family.all())
    assert not list(evidence.of(household)) and not list(evidence.damaged())
    emptied.head.refresh_from_db()
    assert emptied.head.name == "—" and not emptied.head.id_number
    assert {code: read(code, mill) for code in before} == before
    assert sound()


def test_a_file_entered_by_mistake_never_was(mill):
    household = factories.filed(mill)
    actions.households.withdraw_file(household, by=SYSTEM, why="录错了")
    assert read("aid.files_new", mill) == 0
    assert factories.surveyed(mill, on=date(2008, 4, 1)).in_force
    assert sound()


def test_a_member_is_found_by_the_name_and_of_two_by_the_number(cast, mill):
    member = members.admit(cast.mill, by=SYSTEM, on=date(2007, 1, 1), name="卓一鸣", sex="男")
    given = {"by": cast.mill_clerk, "on": date(2008, 3, 3), "main_cause": "本人大病"}
    household = actions.households.open_file(cast.mill, name="卓一鸣", **given)
    assert household.head_id == member.person_id
    for _ in range(2):
        members.admit(cast.mill, by=SYSTEM, on=date(2007, 1, 1), name="卓二鸣", sex="女")
    with pytest.raises(Refused, match="卓二鸣"):
        actions.households.open_file(cast.mill, name="卓二鸣", **given)
    other = actions.households.open_file(cast.mill, name="卓二鸣", stranger=True, **given)
    assert not other.head.memberships.exists()


def test_the_stage_of_a_child_is_the_one_that_student_aid_asks_for(cast, mill):
    household = factories.filed(mill)
    child = {
        "by": cast.mill_clerk,
        "on": date(2008, 6, 1),
        "relation": "子",
        "name": "何小苗",
        "study_level": "大学本科",
    }
    kept = actions.households.keep_family(household, **child)
    assert kept.family.get(name="何小苗").study_level == "大学"
    assert [stage_of(word) for word in ("中职", "高职", "硕士", "初中二年级", "夜校")] == [
        "中专",
        "大专",
        "研究生",
        "初中",
        "夜校",
    ]
    assert set(STAGES) < set(STUDY)
