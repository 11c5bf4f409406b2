"""The pages of surveys: seen by those who may, hidden from the rest, in both languages."""

import pytest
from django.urls import reverse

from taizhang.members.tests import factories as members
from taizhang.surveys import queries
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
PUBLIC = ("answer_own", "answer_open", "quiz_own", "quiz_sit")
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
    "reviewed_feedback": "told", "review_count": "counted", "review_file": "counted",
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
