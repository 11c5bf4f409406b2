"""The pages of proposals: the clerk's way, the delegate's own page, what everybody reads, papers and workbooks."""

import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taizhang.ballots.tests import factories as ballots
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.members import actions as members
from taizhang.proposals import actions
from taizhang.proposals.models import Proposal, Suggestion
from taizhang.proposals.tests import factories as make
from taizhang.reports import verifying

pytestmark = pytest.mark.django_db
WORDS = {"name": "为二车间更换照明", "subject": "安全劳保", "reason": "灯太暗。", "measure": "更换为新灯。"}


@pytest.fixture
def people(cast):
    return make.delegates(cast.mill)


def entered(membership, by):
    """A browser that came in by the member's one-time link."""
    token = members.issue_link(membership, by=by, why="提案")
    client = Client(headers={"accept-language": "zh-hans"})
    client.post(reverse("members:own_open", args=[membership.pk, token]))
    return client


def page(client, name, *args):
    answer = client.get(reverse(f"proposals:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_clerk_enters_a_proposal_and_takes_it_to_the_decision(cast, as_, people):
    round, client = make.opened(cast.mill, people), as_(cast.mill_clerk)
    answer = client.post(
        reverse("proposals:proposal_write", args=[round.pk]), WORDS | {"person": "季白露", "on": "2008-02-20"}
    )
    one = Proposal.objects.get()
    assert answer["Location"] == one.get_absolute_url()
    assert "btn-denied" in page(client, "proposal_detail", one.pk)  # handing in waits for seconders
    for name in ("秦小雪", "方谷雨"):
        url = reverse("proposals:proposal_second", args=[one.pk])
        assert client.post(url, {"person": name, "signed": "on", "on": "2008-02-21"}).status_code == 302
    client.post(reverse("proposals:proposal_submit", args=[one.pk]), {"on": "2008-02-22"})
    refused = client.post(
        reverse("proposals:proposal_decide", args=[one.pk]), {"decision": "refuse", "on": "2008-03-16"}
    )
    assert refused.status_code == 422
    assert "理由" in refused.content.decode()
    client.post(reverse("proposals:proposal_decide", args=[one.pk]), {"decision": "file", "on": "2008-03-16"})
    client.post(
        reverse("proposals:proposal_assign", args=[one.pk]),
        {"department": "设备科", "helpers": "电工班、安全科", "on": "2008-04-01"},
    )
    one.refresh_from_db()
    assert (one.state, one.running.due_on) == (
        "assigned",
        date(2008, 5, 4),
    )  # 1 May is a day of rest, 4 May 2008 was worked
    assert [helper.name for helper in one.running.helpers] == ["电工班", "安全科"]
    listed = page(client, "proposal_list")
    assert "为二车间更换照明" in listed
    assert "为二车间更换照明" not in page(as_(cast.port_chair), "proposal_list")


def test_a_delegate_proposes_seconds_and_rates_on_the_own_page(cast, people):
    now = timezone.localdate()
    round = make.opened(cast.mill, people, opens_on=now - timedelta(3), session_on=now + timedelta(60))
    mine, his, hers = (entered(one, cast.mill_clerk) for one in people[:3])
    door = mine.get(reverse("members:own_page")).content.decode()
    assert reverse("proposals:own_proposals") in door
    asked = WORDS | {"seconders": "秦小雪、方谷雨"}
    mine.post(reverse("proposals:own_draft", args=[round.pk]), asked)
    one = Proposal.objects.get()
    assert (one.source, one.state) == ("own", "seconding")
    backers = {backer.name: backer for backer in one.backers.all()}
    assert mine.post(reverse("proposals:own_second", args=[backers["秦小雪"].pk]), {"answer": "yes"}).status_code == 404
    for client, name in ((his, "秦小雪"), (hers, "方谷雨")):
        assert "我附议" in page(client, "own_proposals")
        client.post(reverse("proposals:own_second", args=[backers[name].pk]), {"answer": "yes"})
    mine.post(reverse("proposals:own_submit", args=[backers["季白露"].pk]))
    one.refresh_from_db()
    assert (one.state, one.number) == ("submitted", 1)
    actions.screening.file(one, by=SYSTEM, on=now)
    actions.handling.assign(one, by=SYSTEM, on=now, department="设备科")
    actions.handling.answer(one, by=SYSTEM, on=now, result="A", answer="已更换。")
    mine.post(reverse("proposals:own_rate", args=[backers["季白露"].pk]), {"rating": "满意", "words": "很快"})
    assert one.running.rating == "满意"
    assert one.running.rated_by == "季白露"
    mine.post(
        reverse("proposals:own_suggest"), {"name": "回收纱管", "subject": "其他", "content": "再用。", "others": "老王"}
    )
    made = Suggestion.objects.get()
    assert [who.name for who in made.contributors.all()] == ["季白露", "老王"]
    assert "回收纱管" in mine.get(reverse("members:own_page")).content.decode()
    assert Client().get(reverse("proposals:own_proposals")).status_code == 404


def test_everybody_reads_what_was_published_with_masked_names(cast, people):
    round = make.opened(cast.mill, people)
    make.answered(round, people)
    url = reverse("proposals:published", args=[round.pk])
    assert Client().get(url).status_code == 404
    actions.rounds.publish(round, by=SYSTEM, on=date(2008, 6, 1))
    told = Client().get(url).content.decode()
    assert "为一车间安装风扇" in told
    assert "季**" in told
    assert "季白露" not in told
    assert "夏天车间太热" not in told
    actions.rounds.publish(round, by=SYSTEM, on=date(2008, 6, 2), masked=False)
    assert "季白露" in Client().get(url).content.decode()
    actions.rounds.unpublish(round, by=SYSTEM, on=date(2008, 6, 3), why="更正")
    assert Client().get(url).status_code == 404


def text_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("word/document.xml").decode()


def test_papers_print_and_the_figures_of_the_report_are_asked_again(cast, as_, people, tmp_path):
    round, client = make.opened(cast.mill, people), as_(cast.mill_clerk)
    one = make.answered(round, people)
    actions.handling.rate(one, by=SYSTEM, on=date(2008, 5, 1), rating="满意")
    sheet = text_of(client.get(reverse("proposals:proposal_sheet", args=[one.pk])).content)
    assert all(words in sheet for words in ("为一车间安装风扇", "设备科", "已经安装", "满意"))
    file = tmp_path / "报告.docx"
    file.write_bytes(client.get(reverse("proposals:round_paper", args=[round.pk])).content)
    checked = verifying.verify(file, viewer=SYSTEM)
    assert checked["figures"]
    assert not [row for row in checked["figures"] if row["state"] != "right" or row.get("drifted")]
    make.submitted(round, people, name="再加一件")
    assert any(row.get("drifted") for row in verifying.verify(file, viewer=SYSTEM)["figures"])


def test_the_register_goes_out_in_the_usual_layout(cast, as_, people):
    round, client = make.opened(cast.mill, people), as_(cast.mill_clerk)
    make.answered(round, people)
    make.suggestion(cast.mill, people[0])
    for name, args, title in (
        ("round_export", [round.pk], "为一车间安装风扇"), ("proposal_export", [], "为一车间安装风扇"), ("suggestion_export", [], "改进纱锭润滑"),
    ):  # fmt: skip
        book = openpyxl.load_workbook(io.BytesIO(client.get(reverse(f"proposals:{name}", args=args)).content))
        cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
        assert title in cells


def test_the_filter_finds_by_number_person_state_and_class(cast, as_, people):
    round, client = make.opened(cast.mill, people), as_(cast.mill_clerk)
    make.answered(round, people)
    make.submitted(round, people[1:], name="更换餐具", subject="后勤保障")
    for query, shown, hidden in (
        ("q=1", "安装风扇", "更换餐具"), ("q=餐具", "更换餐具", "安装风扇"), ("state=waiting", "更换餐具", "安装风扇"),
        ("state=open", "安装风扇", "更换餐具"), ("subject=后勤保障", "更换餐具", "安装风扇"), ("result=A", "安装风扇", "更换餐具"),
    ):  # fmt: skip
        told = client.get(reverse("proposals:proposal_list") + f"?{query}").content.decode()
        assert shown in told, query
        assert hidden not in told, query


def test_a_list_asks_the_same_number_of_questions_however_long(cast, as_, people, django_assert_max_num_queries):
    round, client = make.opened(cast.mill, people), as_(cast.mill_clerk)
    for number in range(6):
        make.assigned(round, people, name=f"第{number}件")
    client.get(reverse("proposals:proposal_list"))
    with django_assert_max_num_queries(24):
        client.get(reverse("proposals:proposal_list"))


def test_a_vote_names_the_excellent_ones_and_nobody_whom_it_did_not_choose(cast, as_, people):
    """The chair puts three to a vote, names the two that were chosen, and cannot name the third by it, nor by another union's vote."""
    round = make.opened(cast.mill, people)
    found = [make.answered(round, people, name=name) for name in ("加装路灯", "食堂公布菜价", "修缮球场")]
    chosen = ballots.election([one.name for one in found], 2, kind="choice", text="评选优秀提案", by_strokes=False)
    vote = ballots.counted(
        cast.mill, [{"1": {"for": [1, 2]}}] * 5 + [{"1": {"for": [1, 3]}}], title="优秀提案评选", questions=[chosen]
    )
    elsewhere = ballots.counted(cast.port, [{"1": "for"}] * 5, title="港口表决")
    chair = as_(cast.mill_chair)

    def award(one, by_vote):
        given = {"award": "证书", "ballot": by_vote.pk, "on": "2008-12-01"}
        return chair.post(reverse("proposals:proposal_award", args=[one.pk]), given)

    offered = page(chair, "proposal_award", found[0].pk)
    assert "优秀提案评选" in offered and "港口表决" not in offered
    assert [award(one, vote).status_code for one in found] == [302, 302, 422]
    assert "没有当选" in award(found[2], vote).content.decode()
    assert award(found[2], elsewhere).status_code == 422
    told = page(chair, "proposal_detail", found[0].pk)
    assert "优秀提案评选" in told and vote.get_absolute_url() in told
    assert list(Proposal.objects.filter(award_ballot=vote).order_by("pk")) == found[:2]
    assert ledger.value("proposals.excellent_count", cast.mill, Period.year(2008)).number == 2
