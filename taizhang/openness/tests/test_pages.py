"""The pages, as the clerk, the chair, a member and a stranger use them."""

import hashlib
import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog, Posting
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.members.models import Membership
from taizhang.openness import actions, editions
from taizhang.openness.models import Audience, Disclosure, Edition, Opinion
from taizhang.openness.tests.test_masking import leaks, numbers
from taizhang.testing import open_affairs

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")


def url(name, *args):
    return reverse(f"openness:{name}", args=args)


def text_of(answer):
    """What a reader sees of a page; addresses and marks of the page itself left out."""
    return TAGS.sub("\n", answer.content.decode())


def today():
    return timezone.localdate()


def post_today(year, *, text, table="", audience=Audience.PUBLIC, picture=None, counts_persons=False):
    """Something of the mill posted today on the page."""
    one = actions.begin(year.wages, by=SYSTEM, on=today(), name=f"工资分配{Disclosure.objects.count()}")
    with_audience(one, audience)
    actions.draft(one, by=SYSTEM, name=one.name, text=text, table=table, counts_persons=counts_persons)
    actions.submit(one, by=SYSTEM, on=today())
    actions.approve(one, by=SYSTEM, on=today(), seat=year.seat)
    return actions.post(one, by=SYSTEM, on=today(), channels=["page"])


def with_audience(one, audience):
    Disclosure._base_manager.filter(pk=one.pk).update(audience=audience)
    one.refresh_from_db()


# --- strangers ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_stranger_reads_what_is_for_everybody(year, language):
    client = Client(headers={"accept-language": language})
    page = client.get(url("public_disclosure", year.shown.address))
    words = text_of(page)
    assert page.status_code == 200
    assert "139****0001" in words and "少于5" in words and "已经核对" in words
    assert "13900000001" not in words and "莫家嫂" not in words
    assert "noindex" in page["X-Robots-Tag"]
    assert not page.cookies


def test_a_figure_opens_as_far_as_everybody_may_see(year):
    words = text_of(Client().get(url("public_figure", year.shown.address, 0)))
    assert "AW-16:人数" in words and "截至" in words
    assert Client().get(url("public_figure", year.shown.address, 1)).status_code == 404


def test_what_is_for_the_staff_has_no_page_for_strangers(year):
    for name, more in (("public_disclosure", ()), ("public_content", ()), ("public_ask", ()), ("public_file", (0,))):
        assert Client().get(url(name, year.inside.address, *more)).status_code == 404
    assert "工资分配" not in text_of(Client().get(url("public_unit", "F-T-M")))


def test_a_public_page_asks_few_questions_and_is_not_sent_twice(year):
    client, address = Client(), url("public_disclosure", year.shown.address)
    first = client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    assert len(asked) <= 5
    assert "max-age" in first["Cache-Control"]
    with CaptureQueriesContext(connection) as listed:
        client.get(url("public_unit", "F-T-M"))
    assert len(listed) <= 6


def test_the_fingerprint_is_that_of_the_content(year):
    edition = Edition.objects.get(code=year.shown.address)
    content = Client().get(url("public_content", edition.code)).content
    assert hashlib.sha256(content).hexdigest() == edition.digest
    assert editions.sealed(edition.content, version=1)[0] == edition.code


def test_a_correction_is_a_new_edition_and_the_old_one_says_so(year, cast):
    old = year.shown.address
    actions.correct(
        year.shown,
        by=cast.mill_chair,
        on=today(),
        name=year.shown.name,
        text="更正后的内容",
        why="金额写错",
        seat=year.seat,
    )
    year.shown.refresh_from_db()
    before, now = (
        text_of(Client().get(url("public_disclosure", old))),
        text_of(Client().get(url("public_disclosure", year.shown.address))),
    )
    assert "第2版" in before and "已经更正" in before and "爱心超市" in before
    assert "更正：金额写错" in now and "更正后的内容" in now
    assert year.shown.address != old


def test_what_was_taken_down_says_so_and_nothing_else(year, cast):
    actions.take_down(year.shown, by=cast.mill_chair, on=today(), why="误列他人信息")
    page = Client().get(url("public_disclosure", year.shown.address))
    assert page.status_code == 410
    assert "误列他人信息" in text_of(page) and "爱心超市" not in text_of(page)
    for name, more in (("public_content", ()), ("public_figure", (0,)), ("public_file", (0,))):
        assert Client().get(url(name, year.shown.address, *more)).status_code == 404


def test_the_feed_and_the_lists(year):
    feed = Client().get(url("public_feed", "F-T-M"))
    assert "食堂收支" in feed.content.decode() and feed["Content-Type"].startswith("application/rss+xml")
    assert "食堂收支" in text_of(Client().get(f"{url('public_unit', 'F-T-M')}?q=食堂&year=2008"))
    assert "食堂收支" not in text_of(Client().get(f"{url('public_unit', 'F-T-M')}?year=2007"))
    assert (
        Client().get(url("public_unit", "F-P")).status_code == 404
    )  # a union that published nothing is not told apart
    assert "河湾纺织厂工会" in text_of(Client().get(url("public_index")))


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(number=numbers)
def test_no_number_of_a_person_ever_leaves_by_a_public_page(year, number):
    """Put into title, text, table, question and answer: nothing like it on any page, feed, file list or notice."""
    one = post_today(
        year, text=f"经办人电话{number}，合计{{AW-16:人数}}人", table=f"姓名\t号码\n田小满\t{number}\n合计\t{number}"
    )  # fmt: skip
    asked = actions.ask_from_page(one, on=today(), kind="question", said=f"请回电{number}", contact=number)
    actions.answer(asked, by=SYSTEM, on=today(), outcome="explained", answer=f"已致电{number}")
    for page in (
        url("public_disclosure", one.address), url("public_content", one.address), url("public_figure", one.address, 0),
        url("public_ask", one.address), url("public_unit", "F-T-M"), url("public_feed", "F-T-M"),
    ):  # fmt: skip
        words = text_of(Client().get(page))
        words = re.sub(r"csrf\S+|[0-9a-f]{64}", "", words)
        assert leaks(words) == [], page
        assert "田小满" not in words


# What a list of persons says, by kind: its head, what stands in the draft, what a stranger reads, and what he must not read.
SECRETS = [
    ("姓名", "卜冬至", "卜*至", "卜冬至"), ("身份证号", "11010519491231002X", "1101**********002X", "19491231"),
    ("护照号码", "E12345678", "*****5678", "E1234"), ("手机", "13900001234", "139****1234", "0000"),
    ("银行账号", "6222020200112345678", "5678", "62220202"), ("家庭住址", "桃川县青溪镇人民路12号3幢402室", "桃川县****", "402"),
    ("致困原因", "本人患肺癌", "****", "肺癌"), ("补助标准", "二档", "二档", None),
]  # fmt: skip


def test_a_list_of_persons_shows_of_each_kind_what_a_stranger_may_see(year, cast, as_):
    """On the page, in the file behind its address, in the preview, in the notice on paper; the sum of them stays a sum."""
    heads, cells = "\t".join(row[0] for row in SECRETS), "\t".join(row[1] for row in SECRETS)
    one = post_today(year, text="家住河湾村3组15号的会员已走访。", table=f"{heads}\n{cells}\n合计")
    clerk = as_(cast.mill_clerk)
    notice = clerk.get(url("disclosure_paper", one.pk)).content
    with zipfile.ZipFile(io.BytesIO(notice)) as packed:
        paper = TAGS.sub("\n", packed.read("word/document.xml").decode())
    pages = [Client().get(url(name, one.address)) for name in ("public_disclosure", "public_content")]
    read = [*map(text_of, pages), text_of(clerk.get(url("disclosure_preview", one.pk))), paper]
    for words in read:
        assert "河湾村****" in words and "3组" not in words
        for head, _draft, shown, hidden in SECRETS:
            assert head in words and shown in words
            assert hidden is None or hidden not in words, head


def test_a_table_of_numbers_keeps_its_numbers(year):
    """会员人数 is no column of names, and 致困原因 beside numbers of persons is no list of persons."""
    one = post_today(year, text="统计", table="致困原因\t会员人数\n患病\t180\n合计\t180")
    words = text_of(Client().get(url("public_disclosure", one.address)))
    assert "患病" in words and "180" in words and "*" not in words


# --- asking -------------------------------------------------------------------------------------------------------------------------


def test_a_stranger_asks_on_the_page(year):
    one = post_today(year, text="今天公开")
    client = Client()
    said = {"kind": "question", "said": "何时发放？电话13900001111", "by_whom": "莫家长", "contact": "13900001111"}
    page = client.post(url("public_ask", one.address), said)
    asked = Opinion.objects.get(disclosure=one)
    assert "已收到" in text_of(page)
    assert asked.words == "何时发放？电话139****1111" and asked.contact.reveal() == "13900001111"
    assert ActLog.objects.filter(code="openness.ask_from_page").count() == 1
    assert client.post(url("public_ask", one.address), said | {"website": "spam"}).status_code == 302
    assert Opinion.objects.filter(disclosure=one).count() == 1


def test_a_page_takes_so_many_questions_a_day(year):
    one = post_today(year, text="今天公开")
    for _turn in range(20):
        actions.ask_from_page(one, on=today(), kind="question", said="何时发放？")
    with pytest.raises(Refused):
        actions.ask_from_page(one, on=today(), kind="question", said="何时发放？")


def test_questions_are_taken_within_the_days_of_the_notice(year):
    with pytest.raises(Refused):
        actions.ask_from_page(year.shown, on=today(), kind="question", said="太晚了吗？")


def test_a_member_reads_and_asks_behind_the_one_time_link(year, cast):
    one = post_today(year, text="只给职工看", audience=Audience.MEMBERS)
    membership = Membership.objects.get(person__name="田小满")
    client = Client()
    assert client.get(url("own_list")).status_code == 404
    token = members.issue_link(membership, by=cast.mill_clerk, why="本人查阅")
    client.post(reverse("members:own_open", args=[membership.pk, token]))
    assert "我的工会公开了什么" in text_of(client.get(reverse("members:own_page")))
    assert one.name in text_of(client.get(url("own_list")))
    assert "只给职工看" in text_of(client.get(url("own_disclosure", one.address)))
    client.post(url("own_disclosure", one.address), {"kind": "suggestion", "said": "请公布加班费。"})
    asked = Opinion.objects.get(disclosure=one)
    assert (asked.person_id, asked.way, asked.is_open) == (membership.person_id, "own", True)
    assert Client().get(url("public_disclosure", one.address)).status_code == 404


# --- inside -------------------------------------------------------------------------------------------------------------------------


def test_the_preview_shows_what_strangers_see(year, cast, as_):
    words = text_of(as_(cast.mill_clerk).get(url("disclosure_preview", year.shown.pk)))
    assert "139****0001" in words and "少于5" in words
    assert as_(cast.port_chair).get(url("disclosure_preview", year.shown.pk)).status_code == 404


def test_who_drafts_does_not_enter_the_check(year, cast, as_):
    client = as_(cast.mill_chair)
    client.post(url("disclosure_draft", year.due.pk), {"name": "三月工资", "text": "三月工资。"})
    client.post(url("disclosure_submit", year.due.pk), {"on": today().isoformat()})
    said = {"seat": year.seat.pk, "on": today().isoformat()}
    assert client.post(url("disclosure_approve", year.due.pk), said).status_code == 422
    assert as_(cast.mill_clerk).post(url("disclosure_approve", year.due.pk), said).status_code == 302
    year.due.refresh_from_db()
    assert year.due.state == "checked"


def test_nothing_is_posted_unchecked(year, cast):
    with pytest.raises(Refused):
        actions.post(year.draft, by=cast.mill_clerk, on=today(), channels=["board"])
    year.draft.refresh_from_db()
    assert year.draft.number is None and not year.draft.editions.exists()


def test_a_file_with_numbers_does_not_go_out(year):
    with_number = document("电话13900001234")
    with pytest.raises(Refused, match="1个"):
        actions.attach(year.draft, SimpleUploadedFile("名单.docx", with_number), by=SYSTEM, kind="公开附件")
    actions.attach(year.draft, SimpleUploadedFile("名单.docx", document("无号码")), by=SYSTEM, kind="公开附件")
    actions.attach(year.draft, SimpleUploadedFile("原件.docx", with_number), by=SYSTEM, kind="原件")  # stays inside


def document(words):
    """A Word file of a few words, the number split over two runs."""
    half = len(words) - 5
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in (words[:half], words[half:]))
    body = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", body)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["shown", "inside"])
def test_papers_are_word_files(year, cast, as_, name):
    answer = as_(cast.mill_clerk).get(url("disclosure_paper", getattr(year, name).pk))
    assert answer.status_code == 200
    assert zipfile.is_zipfile(io.BytesIO(answer.content))


def test_the_figures_of_the_mill(year, cast):
    def number(code, unit=cast.mill):
        return ledger.value(code, unit, Period.year(2008)).number

    assert number("openness.posted") == number("openness.posted", cast.federation) == 2
    assert number("OP-06:件数") == 2 and number("openness.by_channel.board") == 1
    assert (number("openness.opinions_received"), number("openness.objections_answered")) == (2, 1)
    assert (number("OP-04:场次"), number("OP-05:件数"), number("OP-07:家数")) == (1, 1, 1)
    types = [
        f"openness.{one}"
        for one in ("body", "item", "disclosure", "opinion", "meeting", "wall", "sheet", "practice", "book")
    ]
    assert list(ledger.differences(types)) == []
    actions.void(year.sheet, by=cast.mill_chair, why="误录")
    assert (number("OP-05:件数"), number("OP-05:家数")) == (0, 0)
    assert list(ledger.differences(types)) == []


def test_the_job_fills_once_and_closes_by_itself(year):
    assert actions.fill_due(today()) > 0
    assert actions.fill_due(today()) == 0
    before = Posting.objects.count()
    assert actions.close_ended(today()) == 1  # the other one waits for an answer
    assert actions.close_ended(today()) == 0
    assert Posting.objects.count() == before  # closing changes no figure


def test_an_item_falls_due_only_since_it_stands(year):
    dues = Disclosure.objects.filter(item=year.item, state="due")
    actions.fill_due(open_affairs.DAY + timedelta(days=60))
    assert [one.period_code for one in dues.order_by("period_code")] == ["2008-04"]  # March was begun by hand


def test_a_federation_sets_its_own_floor_for_small_numbers(year, cast):
    from taizhang.organisation import actions as organisation

    organisation.set_rule(
        cast.town, by=SYSTEM, key="openness.small_number", value=2, since=open_affairs.DAY, source="镇总工会规定"
    )
    shown = actions.composed(year.shown, at=timezone.now(), on=today(), channels=["page"]).content
    assert shown["rows"][0] == ["一车间", "3"]
