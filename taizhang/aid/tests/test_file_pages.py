"""The pages of hardship files as a clerk meets them: from entering to filing, masked lists, looks with a reason, the person's own page."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from taizhang.aid.models import DataRequest, Household
from taizhang.aid.tests import factories
from taizhang.aid.tests.factories import number
from taizhang.intake import actions as intake
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog

ID = number(date(1965, 4, 8), 1)


@pytest.fixture
def mill(cast):
    """The mill, with the local line of its county."""
    factories.lay_line(cast.federation)
    return cast.mill


@pytest.fixture
def clerk(cast, as_, mill):
    """The mill's clerk in the browser."""
    return as_(cast.mill_clerk)


def page(client, verb, /, *args, **query):
    answer = client.get(reverse(f"aid:{verb}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def do(client, verb, /, *args, **data):
    answer = client.post(reverse(f"aid:{verb}", args=args), data)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer


def test_a_clerk_takes_a_household_from_entry_to_file(cast, clerk, mill):
    do(
        clerk,
        "household_open",
        on="2008-03-03",
        name="何春生",
        id_number=ID,
        main_cause="本人大病",
        further_causes=["子女上学"],
    )
    home = Household.objects.get()
    do(clerk, "member_keep", home.pk, on="2008-03-03", relation="妻", name="秦荷", health="良好")
    do(clerk, "household_verify", home.pk, on="2008-03-05", visitors="柯经办")
    do(clerk, "household_assess", home.pk, on="2008-03-05", occasion="建档", wage="9600", illness="6000")
    assert "深度困难" in page(clerk, "household_means", home.pk)
    for purpose in ("建立困难职工档案", "家庭经济状况核对"):
        do(clerk, "consent_take", home.pk, purpose=purpose, on="2008-03-05", given_by="何春生")
    refused = clerk.post(reverse("aid:household_file", args=[home.pk]), {"on": "2008-03-20"})
    assert refused.status_code == 422 and "户口簿" in refused.content.decode()
    factories.papered(home)
    do(clerk, "household_file", home.pk, on="2008-03-20")
    assert "F-T-M-2008-001" in page(clerk, "household_detail", home.pk)
    do(clerk, "household_correct", home.pk, main_cause="本人大病", why="补登住房", housing="租房")
    do(clerk, "household_remove", home.pk, on="2008-09-01", reason="脱困")
    assert "已销档" in page(clerk, "household_list", status="all")


def test_numbers_are_masked_until_a_reason_is_given(clerk, mill):
    home = factories.filed(mill)
    for name in ("household_list", "household_detail", "household_family"):
        assert ID not in page(clerk, name, *([home.pk] if name != "household_list" else []))
    shown = clerk.post(reverse("aid:household_reveal", args=[home.pk]), {"why": "核对名单"})
    assert ID in shown.content.decode()
    assert ActLog.objects.get(code="aid.reveal_file").notes["why"] == "核对名单"
    assert "核对名单" in page(clerk, "household_own", home.pk)


def test_a_paper_opens_after_the_reason_only(clerk, mill):
    home = factories.filed(mill)
    from taizhang.kernel import evidence

    paper = evidence.of(home).first()
    asked = page(clerk, "paper_open", home.pk, paper.pk)
    assert "日志" in asked
    assert clerk.get(reverse("worklog:evidence_file", args=[paper.pk])).status_code == 404
    answer = clerk.post(reverse("aid:paper_open", args=[home.pk, paper.pk]), {"why": "核对户口"})
    assert answer["Content-Type"] == "image/png"
    assert ActLog.objects.filter(code="aid.reveal_file").count() == 1


def test_the_list_asks_a_fixed_number_of_queries(clerk, mill, django_assert_max_num_queries):
    factories.filed(mill)
    page(clerk, "household_list")
    with django_assert_max_num_queries(60) as one:
        page(clerk, "household_list")
    for order in (3, 5):
        factories.surveyed(mill, name=f"住户{order}", id_number=number(date(1970, 1, order), order), family=())
    with django_assert_max_num_queries(len(one.captured_queries)):
        page(clerk, "household_list")


@pytest.mark.parametrize("text", ["何春", ID, "F-T-M-2008-001", "秦荷"])
def test_the_register_finds_by_name_number_and_file(clerk, mill, text):
    factories.filed(mill)
    factories.surveyed(mill, name="季白露", id_number="", family=())
    shown = page(clerk, "household_list", q=text)
    assert "何春生" in shown and "季白露" not in shown


def test_the_warnings_are_links(clerk, mill):
    factories.filed(mill)
    shown = page(clerk, "household_list")
    assert "warning=overdue" in shown
    assert "何春生" in page(clerk, "household_list", warning="overdue")
    assert "何春生" not in page(clerk, "household_list", warning="duplicate")


def sheet(answer):
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]


def test_what_is_exported_in_full_can_be_imported(cast, clerk, mill):
    factories.filed(mill)
    masked = sheet(clerk.get(reverse("aid:household_export")))
    assert ID not in str(masked) and len(masked) == 4
    answer = clerk.post(reverse("aid:household_export_full"), {"why": "报送全国系统"})
    rows = sheet(answer)
    assert rows[1][rows[0].index("身份证号")] == ID and rows[2][rows[0].index("与本人关系")] == "妻"
    seen = intake.take_in("hardship_files", answer.content, by=SYSTEM, unit=mill, name="导出.xlsx")
    assert seen.counts["unchanged"] == 3
    from taizhang.aid import actions

    actions.households.withdraw_file(Household.objects.get(), by=SYSTEM, why="测试往返")
    intake.run(intake.take_in("hardship_files", answer.content, by=SYSTEM, unit=mill, name="导出.xlsx"), by=SYSTEM)
    again = Household.objects.standing().get()
    assert (again.category, again.filed_on, again.family.count()) == ("深度困难", date(2008, 3, 20), 3)


def test_the_form_is_printed_in_word(clerk, mill):
    home = factories.filed(mill)
    answer = clerk.post(reverse("aid:household_print", args=[home.pk]), {"why": "归档"})
    text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    for words in ("困难职工档案表", "F-T-M-2008-001", ID, "秦荷", "人均每月100元", "本人大病"):
        assert words in text, words
    assert ActLog.objects.filter(code="aid.reveal_file").count() == 1


def test_the_person_looks_at_the_own_file_on_the_phone(cast, clerk, as_, mill):
    home = factories.filed(mill)
    factories.aided(home, date(2009, 1, 12))
    made = clerk.post(reverse("aid:link_issue", args=[home.pk]), {"why": "本人查阅"})
    address = made.content.decode().split("<code>http://testserver")[1].split("</code>")[0]
    phone = as_(None)
    assert phone.get(reverse("aid:own_page")).status_code == 404
    assert phone.get(address).status_code == 200
    assert phone.post(address).status_code == 302
    mine = phone.get(reverse("aid:own_page")).content.decode()
    assert "走访慰问" in mine and "柯经办" in mine and "100" in mine
    assert ID not in mine
    assert ID in phone.get(reverse("aid:own_copy")).content.decode()
    assert phone.get(reverse("aid:own_word")).content[:2] == b"PK"
    assert phone.post(reverse("aid:own_request"), {"kind": "更正补充", "words": "女儿已经毕业"}).status_code == 302
    assert DataRequest.objects.get().through_link
    assert "女儿已经毕业" in page(clerk, "request_answer", DataRequest.objects.get().pk)
    assert as_(None).get(address).status_code == 410
    assert phone.post(address).status_code == 410


def test_a_clerk_prints_my_aid_at_the_counter(clerk, mill):
    home = factories.filed(mill)
    shown = clerk.post(reverse("aid:household_sheet", args=[home.pk]), {"why": "本人到场查阅"}).content.decode()
    assert "谁能看到" in shown and "人均每月" in shown


def test_a_survey_in_the_browser(cast, as_, clerk, mill):
    town = as_(cast.town_chair)
    do(town, "survey_launch", on="2008-03-03", due_on="2008-03-31", name="2008年摸底", units=[mill.pk])
    from taizhang.aid.models import Finding, SurveyReturn

    owed = SurveyReturn.objects.get()
    do(
        clerk,
        "finding_report",
        owed.pk,
        name="季白露",
        on="2008-03-10",
        cause="收入低",
        id_number=number(date(1970, 2, 3), 2),
    )
    found = Finding.objects.get()
    do(clerk, "finding_verify", found.pk, on="2008-03-12", visitors="柯经办", qualifies="yes")
    do(clerk, "return_send", owed.pk, on="2008-03-20", visited="40")
    do(clerk, "finding_file", found.pk, on="2008-03-21")
    assert "季白露" in page(clerk, "household_list")
    do(town, "survey_close", owed.round_id, on="2008-04-01")
    assert "已结束" in page(town, "survey_detail", owed.round_id)
    rows = sheet(town.get(reverse("aid:survey_export", args=[owed.round_id])))
    assert rows[1][5:9] == [1, 1, 0, 1]


def test_the_local_line_is_set_by_the_chair(cast, as_):
    from taizhang.kernel import rulebook

    rulebook.load()
    assert (
        as_(cast.mill_clerk)
        .post(reverse("aid:line_set"), {"since": "2008-01-01", "amount": "230", "source": "公告"})
        .status_code
        == 422
    )
    do(as_(cast.mill_chair), "line_set", since="2008-01-01", amount="230", source="石门县民政局公告")
    assert "230" in page(as_(cast.mill_clerk), "line_list")
