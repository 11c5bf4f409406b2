"""The pages, as the clerk, the chair of the town, a surveyor and strangers use them."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from taizhang.kernel import approvals
from taizhang.kernel.acts import SYSTEM
from taizhang.outreach import actions
from taizhang.outreach.models import Assignment, Establishment, Listing, Registration
from taizhang.outreach.queries import dues
from taizhang.testing import founding
from taizhang.testing.world import PIXEL

pytestmark = pytest.mark.django_db
DAY = founding.DAY


def url(name, *args):
    return reverse(f"outreach:{name}", args=args)


def words(answer):
    return answer.content.decode()


def test_a_clerk_takes_a_firm_from_the_list_to_its_union(year, cast, as_):
    clerk, town = as_(cast.mill_clerk), as_(cast.town_chair)
    assert "河湾印花厂" in words(clerk.get(url("firm_list")))
    page = clerk.get(url("establishment_begin") + f"?firm={year.firm.code}")
    assert year.firm.code in words(page)
    clerk.post(url("establishment_begin"), {"firm": year.firm.code, "on": DAY, "staff": 30, "source": "employer"})
    one = Establishment.objects.get(unit=year.firm)
    step = {"on": DAY}
    clerk.post(url("establishment_publicise", one.pk), step | {"how": "座谈"})
    clerk.post(url("establishment_visit", one.pk), step | {"by_whom": "柯经办", "what": "同意"})
    clerk.post(url("establishment_consent", one.pk), step | {"consent_by": "谭经理"})
    wrong = clerk.post(url("establishment_prepare", one.pk), {"people": "钟班长（董事会）"})
    assert wrong.status_code == 422 and "董事会" in words(wrong)
    clerk.post(url("establishment_prepare", one.pk), {"people": "钟班长（职工）\n邱支书（党组织）"})
    asked = {"union_name": "河湾印花厂工会", "union_kind": "company_union", "willing_members": 28}
    clerk.post(url("establishment_apply", one.pk), step | asked)
    one.refresh_from_db()
    assert one.state == "applied" and one.preparers.count() == 2
    assert approvals.of(one).get_absolute_url() in words(town.get(one.get_absolute_url()))
    approvals.decide(approvals.of(one), by=cast.town_chair, on=DAY, decision="approve")
    met = step | {
        "called": 28, "present": 26, "members": 28, "women": 9, "unrelated": "on",
        "people": "钟班长（主席 25）\n邱支书（委员 24）\n冯会计（22）\n罗质检（经审委员 20票）",
    }  # fmt: skip
    refused = clerk.post(url("establishment_found", one.pk), {**met, "unrelated": ""})
    assert refused.status_code == 422 and "近亲属" in words(refused)
    clerk.post(url("establishment_found", one.pk), met)
    one.refresh_from_db()
    assert one.state == "founded" and one.unit.name == "河湾印花厂工会"
    assert list(one.elected.values_list("duty", "votes")) == [
        ("chair", 25),
        ("member", 24),
        ("member", 22),
        ("audit", 20),
    ]
    page = words(clerk.get(one.get_absolute_url()))
    assert "26 / 28" in page and "选举结果" in page and "还缺材料" in page


def test_the_papers_are_word_files_that_say_what_was_decided(year, cast, as_):
    clerk = as_(cast.mill_clerk)
    for name, one, said in (
        ("establishment_application", year.waiting, "关于成立河湾织带厂工会的请示"),
        ("establishment_reply", year.consented, "工批〔2008〕1号"),
        ("establishment_report", year.founded, "应到会员28人，实到26人"),
    ):
        answer = clerk.get(url(name, one.pk))
        text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
        assert said in text and "河湾镇联合工会" in text
    assert clerk.get(url("establishment_reply", year.begun.pk)).status_code == 404


def test_papers_of_a_step_are_there_or_missing(year, cast, as_):
    clerk = as_(cast.mill_clerk)
    assert "走访记录" in words(clerk.get(year.founded.get_absolute_url()))
    file = SimpleUploadedFile("走访.png", PIXEL)
    clerk.post(url("evidence_add", "establishment", year.founded.pk), {"file": file, "kind": "走访记录"})
    assert "走访.png" in words(clerk.get(year.founded.get_absolute_url()))


def test_a_surveyor_without_a_post_verifies_on_the_phone(year, cast, as_):
    census = year.census
    actions.add_surveyors(census, by=SYSTEM, people=[{"name": "莫相识", "user": cast.stranger}])
    surveyor = census.surveyors.get(user=cast.stranger)
    phone = as_(cast.stranger)
    assert "没有要核实的企业" in words(phone.get(url("listing_mine")))
    assert phone.get(url("listing_verify", year.free.pk)).status_code == 404
    today = timezone.localdate()
    actions.train(census, by=SYSTEM, on=today, surveyors=[surveyor])
    actions.give_out(census, by=SYSTEM, surveyor=surveyor, listings=[year.free])
    assert year.free.name in words(phone.get(url("listing_mine")))
    said = {
        "found": "exists",
        "staff": "16",
        "union": "none",
        "bargaining": "none",
        "name": year.free.name,
        "on": today,
    }
    assert phone.post(url("listing_verify", year.free.pk), {**said, "staff": ""}).status_code == 422
    answer = phone.post(url("listing_verify", year.free.pk), said)
    assert answer["Location"] == url("listing_mine")
    year.free.refresh_from_db()
    assert (year.free.state, year.free.staff) == ("verified", 16)
    assert phone.post(url("listing_task", year.free.pk), {"on": today}).status_code == 422  # that takes a post
    as_(cast.mill_clerk).post(url("listing_task", year.free.pk), {"on": today})
    year.free.refresh_from_db()
    assert year.free.state == Listing.State.TASK and year.free.firm.name == year.free.name


def test_firms_are_given_out_by_community_and_number(year, cast, as_):
    clerk = as_(cast.mill_clerk)
    more = [founding.listed(cast.mill, year.census, f"河湾小店{at}", at) for at in range(3)]
    said = {"surveyor": year.surveyor.pk, "community": cast.mill.code, "number": "2"}
    clerk.post(url("census_give_out", year.census.pk), said)
    assert Listing.objects.filter(surveyor=year.surveyor).count() == 2
    page = words(clerk.get(year.census.get_absolute_url()))
    assert "沈网格" in page and "还没有培训" in page
    assert more[0].name in words(clerk.get(url("listing_list", year.census.pk)))


def test_the_town_assigns_several_firms_at_once(year, cast, as_):
    town = as_(cast.town_chair)
    said = {"union": year.community.code, "firms": f"{year.firm.code}\n河湾染整厂", "on": DAY, "sector": year.sector.pk}
    town.post(url("assignment_assign") + f"?unit={cast.town.code}", said)
    assert Assignment.objects.filter(sector=year.sector).count() == 3
    assert "河湾染整厂" in words(town.get(year.sector.get_absolute_url()))
    again = town.post(url("assignment_assign") + f"?unit={cast.town.code}", said)
    assert again.status_code == 422
    for name in ("assignment_export", "firm_export", "programme_export", "registration_export", "affiliation_export"):
        assert town.get(url(name)).status_code == 200


def test_the_account_number_is_masked_until_somebody_says_why(year, cast, as_):
    clerk, one = as_(cast.mill_clerk), year.registered
    assert "6222020000000019" not in words(clerk.get(one.get_absolute_url()))
    assert "************0019" in words(clerk.get(one.get_absolute_url()))
    assert clerk.post(url("registration_reveal", one.pk), {"why": ""}).status_code == 422
    assert "6222020000000019" in words(clerk.post(url("registration_reveal", one.pk), {"why": "转账核对"}))
    assert "6222020000000019" not in str(Registration.objects.values_list("account", flat=True))


def test_what_is_due_stands_on_the_desk_with_its_day(year, cast):
    today = timezone.localdate()
    found = list(dues.due_items(cast.mill_clerk, cast.mill, today))
    titles = {one.title: one for one in found}
    assert titles[str(year.begun)].by == year.begun.due_on and titles[str(year.begun)].tone == "red"
    assert str(year.waiting) not in titles  # the union above decides
    assert any(one.url == url("registration_renew", year.registered.pk) for one in found)
    assert any(one.url == url("listing_mine") for one in found)
    assert not list(dues.due_items(cast.port_chair, cast.port, today))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_lists_ask_as_few_questions_with_three_rows_as_with_one(
    year, cast, as_, language, django_assert_max_num_queries
):
    clerk = as_(cast.mill_clerk, language)
    for name in (
        "home",
        "establishment_list",
        "firm_list",
        "census_list",
        "registration_list",
        "affiliation_list",
        "quota_list",
    ):
        clerk.get(url(name))
        with django_assert_max_num_queries(60):
            assert clerk.get(url(name)).status_code == 200
