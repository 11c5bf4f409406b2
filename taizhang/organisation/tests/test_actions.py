"""Every act of the organisation: works, is refused by rule and by role, leaves one audit line."""

from datetime import date

import pytest

from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog, Post, Unit, User
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions, queries
from taizhang.organisation.models import Profile
from taizhang.organisation.tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2008, 6, 26)


def logged(code):
    return ActLog.objects.filter(code=code).count()


def refused(act, *arguments, **details):
    """The sentence of a refusal, after making sure that it left no trace."""
    before = (
        ActLog.objects.count(),
        Unit.objects.count(),
        Profile.objects.count(),
        Post.objects.count(),
        User.objects.count(),
    )
    with pytest.raises(Refused) as refusal:
        act(*arguments, **details)
    assert before == (
        ActLog.objects.count(),
        Unit.objects.count(),
        Profile.objects.count(),
        Post.objects.count(),
        User.objects.count(),
    )
    return str(refusal.value)


def found(parent, by, **details):
    return actions.found(
        parent, by=by, **({"on": DAY, "code": "CY35", "name": "平安超市工会", "kind": "企业工会"} | details)
    )


def test_found_puts_a_unit_on_file_below_the_one_that_approves_it(cast):
    unit = found(cast.town, cast.town_chair, staff=58, approval_no="石工发〔2008〕9号")
    assert unit.is_in(cast.town)
    assert (unit.kind, unit.since) == ("company_union", DAY)
    line = ActLog.objects.first()
    assert (line.code, line.by, line.unit) == ("organisation.found", cast.town_chair, cast.town)
    assert line.record_type == "organisation.profile"
    assert line.notes["approval"] == "石工发〔2008〕9号"


@pytest.mark.parametrize("person", ["mill_chair", "port_chair", "auditor", "stranger"])
def test_found_is_refused_to_those_who_do_not_answer_for_the_unit(cast, person):
    assert refused(found, cast.town, getattr(cast, person))


@pytest.mark.parametrize("person", ["town_chair", "administrator"])
def test_found_is_allowed_to_the_chair_and_the_administrator(cast, person):
    assert found(cast.town, getattr(cast, person)).pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "F-T-M"},
        {"code": "机关"},
        {"name": ""},
        {"name": "长" * 10_000},
        {"on": date(2126, 1, 1)},
        {"on": date(1, 1, 1)},
        {"kind": "县总工会"},
        {"kind": "没有这种"},
        {"remark": "长" * 501},
    ],
)
def test_found_is_refused_for_what_cannot_be(cast, wrong):
    assert refused(found, cast.town, cast.town_chair, **wrong)


def test_a_root_is_a_matter_of_the_administrator(cast):
    assert refused(found, None, cast.town_chair, kind="县总工会")
    assert found(None, cast.administrator, kind="县总工会").depth == 1


def test_nothing_is_founded_below_a_dissolved_unit(cast):
    community = factories.profile(cast.town, "community_union")
    actions.dissolve(community, by=SYSTEM, on=date(2007, 1, 1), why="合并")
    assert refused(found, Unit.objects.get(pk=community.unit_id), SYSTEM)
    assert not queries.open_children(community.unit).exists()


def test_amend_notes_what_changed_and_keeps_the_old_name(cast):
    profile = queries.profile_of(cast.mill)
    actions.amend(profile, by=cast.mill_clerk, name="河湾棉纺厂工会", chair_name="梅厂长", why="改名")
    unit = Unit.objects.get(pk=cast.mill.pk)
    assert unit.name == "河湾棉纺厂工会"
    assert ActLog.objects.first().notes["changed"] == ["aliases", "chair_name", "name"]
    assert queries.find_unit("河湾纺织厂工会") == unit
    assert refused(actions.amend, profile, by=cast.port_chair, chair_name="别人")
    assert refused(actions.amend, profile, by=SYSTEM, name="长" * 121)
    assert refused(actions.amend, profile, by=SYSTEM, founded_on=date(2126, 1, 1))


def test_amend_changes_the_kind_only_where_the_kind_may_stand(cast):
    profile = queries.profile_of(cast.mill)
    actions.amend(profile, by=SYSTEM, kind="school_union")
    assert Unit.objects.get(pk=cast.mill.pk).kind == "school_union"
    assert refused(actions.amend, profile, by=SYSTEM, kind="province_federation")
    town = queries.profile_of(cast.town)
    assert refused(actions.amend, town, by=SYSTEM, kind="organ_union")  # a school stands below it


def test_unionise_once(cast):
    profile = factories.profile(cast.town, "employer", on=None)
    actions.unionise(profile, by=cast.town_chair, on=DAY, kind="company_union")
    assert logged("organisation.unionise") == 1
    assert refused(actions.unionise, profile, by=cast.town_chair, on=DAY, kind="company_union")
    assert refused(
        actions.unionise, factories.profile(cast.town, "employer"), by=cast.mill_chair, on=DAY, kind="company_union"
    )


def test_record_headcount_needs_a_day_on_which_the_unit_exists(cast):
    profile = queries.profile_of(cast.mill)
    actions.record_headcount(profile, by=cast.mill_clerk, on=DAY, staff=120, source="职工名册")
    assert logged("organisation.record_headcount") == 1
    assert refused(actions.record_headcount, profile, by=cast.mill_clerk, on=date(2126, 1, 1), staff=1)
    assert refused(actions.record_headcount, profile, by=cast.port_chair, on=DAY, staff=1)


def test_register_legal_person_checks_the_code(cast):
    profile = queries.profile_of(cast.mill)
    assert refused(actions.register_legal_person, profile, by=cast.mill_chair, on=DAY, credit_code="81430726TX00001088")
    actions.register_legal_person(profile, by=cast.mill_chair, on=DAY, credit_code="81430726TX00001087")
    assert refused(actions.register_legal_person, profile, by=cast.mill_chair, on=DAY, credit_code="81430726TX00001087")
    employer = factories.profile(cast.town, "employer")
    assert refused(actions.register_legal_person, employer, by=SYSTEM, on=DAY, credit_code="81430726TX00001087")


def test_dissolve_ends_the_posts_and_goes_from_below(cast):
    assert refused(actions.dissolve, queries.profile_of(cast.town), by=cast.administrator, on=DAY, why="合并")
    assert refused(actions.dissolve, queries.profile_of(cast.mill), by=cast.mill_clerk, on=DAY, why="合并")
    actions.dissolve(queries.profile_of(cast.mill), by=cast.town_chair, on=DAY, why="企业注销")
    assert queries.posts_at(cast.mill, DAY) == []
    assert Unit.objects.get(pk=cast.mill.pk).until == DAY
    assert refused(actions.dissolve, Profile.objects.get(unit=cast.mill), by=cast.town_chair, on=DAY, why="再来")


def test_withdraw_frees_the_code(cast):
    unit = found(cast.town, cast.town_chair)
    actions.withdraw(queries.profile_of(unit), by=cast.town_chair, why="录错")
    again = found(cast.town, cast.town_chair)
    assert again.pk != unit.pk
    assert queries.find_unit("CY35") == again
    assert refused(actions.withdraw, queries.profile_of(cast.town), by=SYSTEM, why="有下级")


def test_appoint_and_end_post(cast):
    post = actions.appoint(cast.stranger, cast.mill, "clerk", by=cast.town_chair, on=DAY)
    assert refused(actions.appoint, cast.stranger, cast.mill, "clerk", by=cast.town_chair, on=DAY)
    assert refused(actions.appoint, cast.stranger, cast.mill, "king", by=cast.town_chair, on=DAY)
    assert refused(actions.appoint, cast.stranger, cast.mill, "chair", by=cast.mill_clerk, on=DAY)
    assert refused(actions.end_post, post, by=cast.town_chair, on=date(2001, 1, 1))
    actions.end_post(post, by=cast.mill_chair, on=date(2009, 1, 1), why="调走")
    assert refused(actions.end_post, post, by=cast.mill_chair, on=date(2009, 1, 1))
    assert cast.stranger.standing_posts(date(2009, 1, 1)).count() == 0


def test_a_federation_sets_a_threshold_and_chooses_its_place(cast):
    rulebook.load()
    told = {"by": cast.town_chair, "since": DAY, "source": "镇总工会〔2008〕3号"}
    actions.set_rule(cast.town, key="congress.pass", value="2/3", **told)
    assert rulebook.rule("congress.pass", cast.mill, DAY).least_of(100) == 67
    assert refused(actions.set_rule, cast.town, key=rulebook.PLACE, value="月球", **told)
    actions.set_rule(cast.town, key=rulebook.PLACE, value="上海市", **told)
    assert rulebook.rule("congress.delegates.large", cast.mill, DAY).value == 175


def test_set_rule_needs_a_source_and_binds_below(cast):
    rulebook.load()
    assert refused(
        actions.set_rule, cast.town, by=cast.town_chair, key="women.committee.min", value="25", since=DAY, source=" "
    )
    actions.set_rule(
        cast.town, by=cast.town_chair, key="women.committee.min", value="25", since=DAY, source="镇工会〔2008〕3号"
    )
    assert rulebook.rule("women.committee.min", cast.mill, DAY).value == 25
    assert rulebook.rule("women.committee.min", cast.port, DAY).value == 10
    assert refused(
        actions.set_rule, cast.town, by=cast.mill_chair, key="women.committee.min", value="9", since=DAY, source="无"
    )
    assert refused(actions.set_rule, cast.town, by=cast.town_chair, key="no.such", value="9", since=DAY, source="无")


def test_accounts_are_opened_closed_and_reopened_by_the_administrator(cast):
    user = actions.open_account(by=cast.administrator, username="li.ming", name="李明", password="河边的纺织厂2026")
    assert user.check_password("河边的纺织厂2026")
    assert refused(actions.open_account, by=cast.administrator, username="li.ming", name="李明")
    assert refused(actions.open_account, by=cast.administrator, username="wang", name="王", password="123")
    assert refused(actions.open_account, by=cast.town_chair, username="wang", name="王", unit=cast.town)
    actions.close_account(cast.mill_clerk, by=cast.administrator, on=DAY, why="退休")
    assert not User.objects.get(pk=cast.mill_clerk.pk).is_active
    assert queries.posts_at(cast.mill, DAY)[0].user == cast.mill_chair
    assert refused(actions.close_account, cast.mill_clerk, by=cast.administrator, on=DAY)
    assert refused(actions.close_account, cast.administrator, by=cast.administrator, on=DAY)
    actions.reopen_account(cast.mill_clerk, by=cast.administrator)
    assert User.objects.get(pk=cast.mill_clerk.pk).is_active


def test_a_password_is_set_by_oneself_or_by_the_keeper_of_accounts(cast):
    actions.set_password(cast.mill_clerk, by=cast.mill_clerk, password="一条大河波浪宽2026", on=DAY)
    assert User.objects.get(pk=cast.mill_clerk.pk).check_password("一条大河波浪宽2026")
    assert refused(actions.set_password, cast.mill_clerk, by=cast.mill_chair, password="一条大河波浪宽2027", on=DAY)
    assert refused(actions.set_password, cast.mill_clerk, by=cast.mill_clerk, password="123", on=DAY)
