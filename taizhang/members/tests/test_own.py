"""A member reads the own data through a link that opens once: what was given, who can see it, who has looked."""

from datetime import date

import pytest
from django.urls import reverse

from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.members import actions, own
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(cast):
    """A member of the mill who received a gift that names her."""
    membership = actions.admit(
        cast.mill,
        by=SYSTEM,
        on=date(2008, 1, 2),
        name="田小满",
        sex="女",
        id_number="430726198005201222",
        phone="13900000001",
    )
    entry = worklog.record(
        cast.mill, by=SYSTEM, on=date(2008, 2, 1), kind="AW-05", matter="春节慰问", person_times=1, amount="300"
    )
    worklog.add_participant(entry, membership.person, by=SYSTEM)
    return membership


def test_the_link_opens_once_and_shows_what_is_on_file(cast, client, member):
    client.force_login(cast.mill_clerk)
    page = client.post(reverse("members:membership_link", args=[member.pk]), {"why": "本人到窗口查询"})
    address = page.context["address"]
    client.logout()
    assert client.get(address).status_code == 200  # looking does not use it up
    shown = client.post(address, follow=True)
    text = shown.content.decode()
    assert "春节慰问" in text
    assert member.person.id_number.masked in text
    assert "430726198005201222" not in text
    assert shown.context["seers"]
    assert client.post(address).status_code == 410
    log = ActLog.objects.get(code="members.open_link")
    assert (log.by, log.notes["by"]) == (None, cast.mill_clerk.name)
    assert [one.code for one in own.who_looked(member.person)] == ["members.open_link"]


def test_without_the_link_there_is_no_page(client, member):
    assert client.get(reverse("members:own_page")).status_code == 404
    assert client.get(reverse("members:own_open", args=[member.pk, "made.up"])).status_code == 410


def test_a_link_for_one_member_opens_no_other(cast, client, member):
    other = actions.admit(
        cast.mill, by=SYSTEM, on=date(2008, 1, 2), name="郑大寒", sex="男", birth_on=date(1975, 1, 20)
    )
    token = actions.issue_link(member, by=cast.mill_clerk, why="本人查阅")
    assert client.post(reverse("members:own_open", args=[other.pk, token])).status_code == 410


def test_only_keepers_hand_out_links(cast, client, member):
    client.force_login(cast.auditor)
    answer = client.post(reverse("members:membership_link", args=[member.pk]), {"why": "看看"})
    assert answer.status_code in (404, 422)
    assert not ActLog.objects.filter(code="members.issue_link").exists()
