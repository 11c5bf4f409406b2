"""Cards whose code anybody can check, here and without this server; re-registration against the file, column by column."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.kernel import ledger, sealing, signing
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, queries
from taizhang.members.actions import following
from taizhang.members.models import Card, Confirmation, Membership
from taizhang.members.tests import factories

pytestmark = pytest.mark.django_db
DAY, YEAR = date(2009, 5, 4), Period.year(2009)


@pytest.fixture
def member(cast):
    return factories.member(cast.mill, name="彭会计", group="一车间")


@pytest.fixture(autouse=True)
def _the_ledger_agrees():
    yield
    assert list(ledger.differences(["members.membership", "members.card", "members.confirmation"])) == []


def number(code, unit):
    return ledger.value(code, unit, YEAR).number


def test_a_code_is_checked_online_and_offline_and_a_forged_one_is_not_genuine(cast, client, member):
    card = actions.issue_card(member, by=cast.mill_clerk, on=DAY)
    token = queries.cards.token_of(card)
    assert len(token) < 130
    assert not any(word in token for word in ("彭", cast.mill.code))
    text = client.get(f"/card/{token}/").content.decode()
    assert "彭*计" in text
    assert "彭会计" not in text
    assert "有效" in text
    kid, holder, day, signature = token.split(".")
    # what a stranger needs: the token, the published key, an Ed25519 library
    [key] = [one for one in client.get("/card/keys.json").json()["keys"] if one["kid"] == kid]
    assert signing.is_genuine_by(key["x"], f"taizhang-card.{kid}.{holder}.{day}", signature)
    assert not signing.is_genuine_by(key["x"], f"taizhang-card.{kid}.{holder}.20990101", signature)
    for forged in (f"{kid}.{int(holder) + 1:012}.{day}.{signature}", f"9.{holder}.{day}.{signature}", "x", "1.2.3.4"):
        assert client.get(f"/card/{forged}/").status_code == 404


def test_another_key_is_taken_into_use_and_old_cards_stay_genuine(cast, member, settings, tmp_path):
    settings.TAIZHANG_DATA = tmp_path
    sealing.create_keys()
    first, text = signing.newest_kid(), "a card"
    signature = signing.sign(text)
    assert signing.add_key() == "2"
    assert (first, signing.newest_kid()) == ("1", "2")
    assert signing.is_genuine(text, "1", signature)
    assert not signing.is_genuine(text, "2", signature)
    assert [key["kid"] for key in signing.public_keys()["keys"]] == ["1", "2"]


def test_issue_replace_void(cast, client, member):
    first = actions.issue_card(member, by=cast.mill_clerk, on=DAY)
    with pytest.raises(Refused):
        actions.issue_card(member, by=cast.mill_clerk, on=DAY)
    second = actions.replace_card(first, by=cast.mill_clerk, on=DAY + timedelta(days=1), why="遗失")
    assert int(second.number) == int(first.number) + 1
    assert Membership.objects.get().card_no == second.number
    assert "无效" in client.get(f"/card/{queries.cards.token_of(first)}/").content.decode()
    assert (number("members.cards_valid", cast.town), number("OM-09:件数", cast.town)) == (1, 2)
    actions.void_card(second, by=cast.mill_clerk, on=DAY + timedelta(days=2), why="交回")
    assert number("members.cards_valid", cast.town) == 0
    with pytest.raises(Refused):
        actions.void_card(second, by=cast.mill_clerk, on=DAY + timedelta(days=2), why="再次")


def test_the_card_goes_along_with_a_transfer_and_says_the_new_union(cast, client, as_, member):
    card = actions.issue_card(member, by=cast.mill_clerk, on=DAY)
    actions.transfer(member, by=SYSTEM, to=cast.port, on=DAY)
    assert cast.port.name in client.get(f"/card/{queries.cards.token_of(card)}/").content.decode()
    assert as_(cast.port_chair).get(card.get_absolute_url()).status_code == 200
    assert as_(cast.mill_clerk).get(card.get_absolute_url()).status_code == 404
    actions.replace_card(card, by=cast.port_chair, on=DAY, why="损坏")


def test_a_card_ends_with_the_membership_and_who_joins_again_gets_another(cast, client, member):
    card = actions.issue_card(member, by=cast.mill_clerk, on=DAY)
    actions.leave(member, by=cast.mill_clerk, on=DAY + timedelta(days=9), why="辞职")
    card.refresh_from_db()
    assert (card.state, card.ended_on) == (Card.State.VOID, DAY + timedelta(days=9))
    assert "无效" in client.get(f"/card/{queries.cards.token_of(card)}/").content.decode()
    assert number("members.cards_valid", cast.town) == 0
    person = member.person
    again = actions.admit(
        cast.port, by=cast.port_chair, on=DAY + timedelta(days=9), name=person.name, id_number=person.id_number.reveal()
    )
    assert actions.issue_card(again, by=cast.port_chair, on=DAY + timedelta(days=9)).number != card.number
    out = actions.release(again, by=cast.port_chair, on=DAY + timedelta(days=20), outside="外省某工会")
    actions.return_slip(out, by=cast.port_chair, on=DAY + timedelta(days=30))
    assert number("members.cards_valid", cast.federation) == 0


def test_cards_come_back_when_a_reorganisation_is_taken_back(cast, member):
    card = actions.issue_card(member, by=cast.mill_clerk, on=DAY)
    for choice, into in (({"members": "all"}, cast.port), ({"members": "leave"}, None)):
        with act(SYSTEM, "organisation.dissolve", cast.mill, on=DAY):
            memo = following.carry(cast.mill, into, DAY + timedelta(days=9), choice)
        with act(SYSTEM, "organisation.dissolve", cast.mill, on=DAY):
            following.back(memo)
        card.refresh_from_db()
        assert (card.state, card.membership, card.ended_on) == (Card.State.VALID, member, None)


def test_cards_for_many_and_their_sheet(cast, as_, member):
    other = factories.member(cast.mill, name="李保管")
    clerk = as_(cast.mill_clerk)
    answer = clerk.post(reverse("members:card_issue_many"), {"on": "2009-05-04", "chosen": [member.pk, other.pk]})
    assert answer.status_code == 302
    assert Card.objects.count() == 2
    assert clerk.get(reverse("members:card_sheet")).content[:2] == b"PK"
    assert as_(cast.port_chair).get(reverse("members:card_sheet")).status_code == 302  # nothing to print


def test_a_form_is_compared_with_the_file_and_taken_over_column_by_column(cast, as_, member):
    today = timezone.localdate()
    campaign = actions.announce_reregistration(
        cast.town, by=cast.town_chair, name="会员重新登记", since=DAY, until=today + timedelta(days=9)
    )
    other = factories.member(cast.mill, name="李保管", group="二车间")
    assert queries.reregistration.unconfirmed(campaign, cast.mill_clerk).count() == 2
    clerk = as_(cast.mill_clerk)
    page = reverse("members:confirmation_fill", args=[campaign.pk, member.pk])
    told = {"on": "2009-05-10", "name": "彭会计", "education": "大专", "phone": "154 0000 9999", "employment": "合同制"}
    assert clerk.post(page, told).status_code == 302
    form = Confirmation.objects.get()
    assert "15400009999" not in str(form.form)
    assert {field for field, _known, _said in queries.reregistration.differences(form)} == {
        "education",
        "phone",
        "employment",
    }
    with pytest.raises(Refused):
        actions.close_reregistration(campaign, by=cast.town_chair, on=today)
    page = reverse("members:confirmation_detail", args=[form.pk])
    assert "15400009999" not in clerk.get(page).content.decode()
    assert clerk.post(page, {"on": "2009-05-11", "take": ["phone", "education"]}).status_code == 302
    known = Membership.objects.select_related("person").get(pk=member.pk)
    assert (known.person.phone.reveal(), known.person.education, known.employment) == ("15400009999", "大专", "")
    form.refresh_from_db()
    assert (form.taken, form.left) == (["education", "phone"], ["employment"])
    assert (number("members.reregistered", cast.town), number("members.reregistered_share", cast.town)) == (1, 50)
    assert number("OM-09:人数", cast.federation) == 1
    rows = queries.reregistration.progress(campaign, cast.town_chair)
    assert [(row["group"], row["roster"], row["filled"], row["checked"]) for row in rows] == [
        ("一车间", 1, 1, 1),
        ("二车间", 1, 0, 0),
    ]
    actions.issue_card(member, by=cast.mill_clerk, on=DAY)
    hired = factories.member(cast.mill, name="临时工老张", employment="临时工")
    alike = queries.reregistration.by_establishment(campaign, cast.town_chair)
    assert alike["off"] == {"roster": 1, "filled": 0, "checked": 0, "cards": 0}
    assert alike["on"] == {"roster": 2, "filled": 1, "checked": 1, "cards": 1}
    assert [row["cards"] for row in queries.reregistration.progress(campaign, cast.town_chair)] == [0, 1, 0]
    for page in ("reregistration_detail", "confirmation_list"):
        answer = clerk.get(reverse(f"members:{page}", args=[campaign.pk]), {"as": "xlsx"})
        assert answer.content[:2] == b"PK"
    assert "制度外用工" in clerk.get(campaign.get_absolute_url()).content.decode()
    actions.withdraw(hired, by=cast.mill_clerk, why="录错")
    actions.fill_in(campaign, other, by=cast.mill_clerk, on=DAY, name="李保管")
    assert actions.check_all(campaign, by=cast.mill_clerk, on=DAY, unit=cast.mill) == 1
    closed = actions.close_reregistration(campaign, by=cast.town_chair, on=today)
    assert closed.roster == 2
    with pytest.raises(Refused):
        actions.fill_in(campaign, other, by=cast.mill_clerk, on=DAY, name="李保管")


def test_the_member_fills_in_and_shows_the_card_behind_the_own_link(cast, client, member):
    today = timezone.localdate()
    campaign = actions.announce_reregistration(
        cast.mill, by=cast.mill_clerk, name="会员重新登记", since=today, until=today + timedelta(days=9)
    )
    actions.issue_card(member, by=cast.mill_clerk, on=today)
    token = actions.issue_link(member, by=cast.mill_clerk, why="重新登记")
    client.post(reverse("members:own_open", args=[member.pk, token]))
    shown = client.get(reverse("members:own_page")).content.decode()
    for door in (
        reverse("members:own_card"),
        reverse("members:own_confirmation", args=[campaign.pk]),
        reverse("members:own_transfer_ask"),
    ):
        assert door in shown
        assert client.get(door).status_code == 200
    page = reverse("members:own_confirmation", args=[campaign.pk])
    assert client.post(page, {"name": "彭会计", "education": "大专"}).status_code == 302
    assert Confirmation.objects.get().source == "本人填写"
    sent = client.post(reverse("members:own_transfer_ask"), {"to": cast.port.code, "why": "换了单位"})
    assert sent.status_code == 302
    assert queries.transfers.under_way(member.person).asked_by == "本人"
