"""The pages of surveys: seen by those who may, hidden from the rest, in both languages."""

from datetime import date

import pytest
from django.urls import reverse

from taizhang.kernel.acts import SYSTEM
from taizhang.members.tests import factories as members
from taizhang.surveys import actions, queries
from taizhang.surveys.models import Reviewed
from taizhang.surveys.urls import urlpatterns
from taizhang.testing import surveys as make

pytestmark = pytest.mark.django_db
POSTED = (
    "question_remove",
    "question_move",
    "survey_note_paper",
    "survey_hand_out_links",
    "survey_export",
    "item_retire",
    "paper_hand_out",
)
PUBLIC = ("answer_own", "answer_open", "quiz_own", "quiz_sit", "reviewed_own")
OF = {
    "survey": "draft",
    "question": "question",
    "item": "item",
    "paper": "paper",
    "review": "review",
    "reviewed": "reviewed",
    "appraisal": "appraisal",
}
SPECIAL = {
    "survey_results": "closed", "survey_word": "closed", "question_add": "draft", "survey_register": "open", "survey_waiting": "named",
    "survey_enter_paper": "named", "survey_close": "open", "paper_issue": "paper_draft", "paper_discard": "paper_draft",
    "reviewed_feedback": "told", "reviewed_read": "told", "review_count": "counted", "review_file": "counted",
}  # fmt: skip
NAMES = [one.name for one in urlpatterns if one.name not in (*POSTED, *PUBLIC)]


@pytest.fixture
def made(cast):
    for name in ("田小满", "郑大寒"):
        members.member(cast.mill, name=name)
    return make.build(cast)


def address(name, made):
    route = next(str(one.pattern) for one in urlpatterns if one.name == name)
    args = [getattr(made, SPECIAL.get(name) or OF[name.split("_")[0]]).pk] if "<int:pk>" in route else []
    return reverse(f"surveys:{name}", args=args)


def test_every_page_opens_above_and_is_hidden_beside(cast, as_, made):
    wrong, general = [], {one.name for one in urlpatterns if "<int:pk>" not in str(one.pattern)}
    for person, language in (("mill_clerk", "zh-hans"), ("town_chair", "en"), ("port_chair", "zh-hans")):
        client = as_(getattr(cast, person), language)
        for name in NAMES:
            answer = client.get(address(name, made))
            if answer.status_code != (200 if name in general or person != "port_chair" else 404):
                wrong.append(f"{name} as {person}: {answer.status_code}")
    assert wrong == []


def test_the_doors_open_without_an_account(as_, made):
    client = as_()
    own = queries.own.address("surveys:answer_own", made.respondent)
    assert client.get(own).status_code == 200
    assert client.get(own.replace(queries.doors.token(made.respondent), "aaaaaaaaaaaaaaaaaaaa")).status_code == 404
    assert client.get(reverse("surveys:answer_open", args=[made.free.key])).status_code == 200
    door = queries.own.address("surveys:quiz_own", made.entrant)
    assert client.get(door).status_code == 200
    assert client.get(f"{door}{made.attempt.token}/").status_code == 200


def test_a_member_comes_to_the_sheet_by_the_own_page(cast, as_, made):
    from taizhang.members import actions as register
    from taizhang.members.models import Membership

    membership = Membership.objects.get(person=made.respondent.person)
    token = register.issue_link(membership, by=cast.mill_clerk, why="本人查阅")
    client = as_()
    page = client.post(reverse("members:own_open", args=[membership.pk, token]), follow=True).content.decode()
    assert f'href="{queries.own.address("surveys:answer_own", made.respondent)}"' in page
    sheet = {"a-q1": "0", "a-q2": "0", "a-q3": "3", "a-q4": "0", "a-q6": "4", "a-q7": "1", "a-q9": ["0", "1"]}
    assert (
        "已提交"
        in client.post(queries.own.address("surveys:answer_own", made.respondent), sheet, follow=True).content.decode()
    )


def test_a_leader_without_an_account_reads_the_result_behind_the_link_and_says_so(cast, as_, made):
    one = made.told
    door = reverse("surveys:reviewed_own", args=[one.pk, queries.doors.token(one)])
    stranger = as_()
    assert "计票" in stranger.get(door).content.decode()
    assert stranger.get(reverse("surveys:reviewed_own", args=[one.pk, "a" * 20])).status_code == 404
    assert stranger.post(door, {"reply": "没有意见"}).status_code == 422  # nothing was fed back yet
    actions.reviews.feed_back(one, by=SYSTEM, on=date(2008, 6, 20), feedback="总体较好，望多下车间。")
    page = stranger.get(door).content.decode()
    assert "望多下车间" in page and "称职" in page and "我已阅知" in page
    assert stranger.post(door, {"reply": "虚心接受"}).status_code == 302
    assert "确认阅知" in stranger.get(door).content.decode()
    kept = Reviewed.objects.get(pk=one.pk)
    assert kept.seen_on and kept.reply == "虚心接受"
    chair = as_(cast.mill_chair)
    assert "虚心接受" in chair.get(one.review.get_absolute_url()).content.decode()
    word = chair.get(reverse("surveys:reviewed_notice", args=[one.pk]))
    assert word["Content-Disposition"].startswith("attachment") and len(word.content) > 2000


def test_a_leader_on_the_register_finds_the_review_on_the_own_page(cast):
    leader = members.member(cast.mill, name="乔厂长")
    found = queries.reviews.on_register(cast.mill, ["乔厂长", "无此人"])
    assert found == {"乔厂长": leader.person}
    actions.reviews.open_review(
        cast.mill, by=SYSTEM, on=date(2008, 6, 2), name="2008年评议", year=2008, kind="leaders",
        people=[{"name": "乔厂长", "post": "厂长", "person": leader.person}], opens_at=make.OPENS, closes_at=make.EVER,
    )  # fmt: skip
    [part] = [part for part in queries.own.told(leader.person) if part.rows]
    assert "2008年评议" in str(part.rows[0][0]) and "述职" in part.rows[0][3]
