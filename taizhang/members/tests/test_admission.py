"""From the list of those to be won to the committee's decision: nothing stands on the register before."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, queries
from taizhang.members.models import Application, Membership, Person
from taizhang.members.rules.admission import short_of_target
from taizhang.members.tests import factories
from taizhang.members.tests.test_facts import put
from taizhang.organisation.tests.factories import unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
DAY, YEAR = date(2009, 5, 4), Period.year(2009)
State = Application.State


@pytest.fixture(autouse=True)
def _the_ledger_agrees():
    yield
    assert list(ledger.differences(["members.membership", "members.application"])) == []


def number(code, unit):
    return ledger.value(code, unit, YEAR).number


def test_off_establishment_staff_from_identified_to_admitted(cast):
    one = actions.identify(
        cast.mill, by=cast.mill_clerk, on=DAY, name="温小寒", employment="劳务派遣", id_number=factories.id_number(),
        contract_until=date(2009, 12, 31),
    )  # fmt: skip
    assert Person.objects.count() == 0
    assert number("members.off_establishment_waiting", cast.town) == 1
    assert number("members.off_establishment_rate", cast.town) == 0
    with pytest.raises(Refused):
        actions.decide_applications(cast.mill, by=cast.mill_clerk, on=DAY, applications=[one])
    assert list(queries.due.of_identified(cast.mill_clerk, cast.mill, DAY + timedelta(days=30))) == []
    [due] = queries.due.of_identified(cast.town_chair, cast.town, DAY + timedelta(days=31))
    assert (due.unit, due.by) == (cast.mill, DAY + timedelta(days=30))
    assert list(queries.due.of_identified(cast.auditor, cast.mill, DAY + timedelta(days=31))) == []
    one = actions.apply_now(one, by=cast.mill_clerk, on=DAY + timedelta(days=3))
    assert one.due_on == date(2009, 6, 8)  # thirty days, and the last one is a Saturday
    [due] = queries.due.of_applications(cast.mill_clerk, cast.mill, DAY)
    assert due.by == one.due_on
    meeting = actions.decide_applications(cast.mill, by=cast.mill_clerk, on=date(2009, 5, 20), applications=[one])
    assert meeting.number == "〔2009〕第1批"
    member = Membership.objects.get()
    assert (member.joined_on, member.contract_until, member.employment) == (
        date(2009, 5, 20),
        date(2009, 12, 31),
        "劳务派遣",
    )
    assert number("members.off_establishment_waiting", cast.town) == 0
    assert number("members.off_establishment_rate", cast.town) == 100
    assert number("members.admitted", cast.town) == 1
    [due] = queries.due.of_contracts(cast.mill_clerk, cast.mill, date(2009, 12, 10))
    assert due.by == date(2009, 12, 31)
    assert list(queries.due.of_contracts(cast.mill_clerk, cast.mill, date(2009, 10, 1))) == []


@pytest.mark.parametrize(
    ("members", "staff", "target", "missing"),
    [(4, 40, 100, 36), (40, 40, 100, 0), (41, 40, 100, 0), (10, 33, 90, 20), (0, 0, 100, 0), (3, 9, None, 0)],
)
def test_the_aim_says_how_many_are_missing(members, staff, target, missing):
    assert short_of_target(members, staff, target) == missing


def test_the_page_says_how_many_of_the_staff_are_missing(cast, as_):
    place = unit(cast.town, staff=40, name="河湾印染厂工会")
    factories.member(place, name="印染工")
    shown = as_(cast.town_chair).get(reverse("members:application_list"), {"unit": place.code}).content.decode()
    assert "还差39人" in shown


def test_the_committee_admits_some_and_not_others(cast):
    yes, no = (
        actions.take_application(cast.mill, by=cast.mill_clerk, on=DAY, name=name, birth_on=date(1980, 1, 1))
        for name in ("温立冬", "温立春")
    )
    decide = {"by": cast.mill_clerk, "on": DAY, "applications": [yes], "refused": [no]}
    with pytest.raises(Refused):
        actions.decide_applications(cast.mill, **decide)  # no reason
    actions.decide_applications(cast.mill, **decide, why="不符合入会条件")
    assert [one.state for one in Application.objects.order_by("pk")] == [State.ADMITTED, State.REFUSED]
    rate = ledger.value("members.approval_rate", cast.mill, YEAR)
    assert (rate.numerator, rate.denominator) == (1, 2)
    with pytest.raises(Refused):
        actions.drop_application(no, by=cast.mill_clerk, on=DAY)
    with pytest.raises(Refused):
        actions.decide_applications(cast.mill, by=cast.port_chair, on=DAY, applications=[no])


def test_one_who_cannot_be_admitted_stops_the_whole_list_with_the_name(cast):
    taken = factories.member(cast.port, name="港工友")
    good = actions.take_application(cast.mill, by=SYSTEM, on=DAY, name="温立冬", birth_on=date(1980, 1, 1))
    bad = actions.take_application(
        cast.mill, by=SYSTEM, on=DAY, name="港工友", id_number=taken.person.id_number.reveal()
    )
    with pytest.raises(Refused, match="港工友"):
        actions.decide_applications(cast.mill, by=SYSTEM, on=DAY, applications=[good, bad])
    assert Membership.objects.count() == 1


def test_somebody_applies_online_and_the_page_does_not_drown(cast, client):
    today = timezone.localdate()
    door = actions.open_doorway(cast.mill, by=cast.mill_clerk, since=today, until=today + timedelta(days=9))
    with pytest.raises(Refused):
        actions.open_doorway(cast.mill, by=cast.mill_clerk, since=today, until=today)
    page = reverse("members:apply_online", args=[door.code])
    form = {"name": "温小寒", "id_kind": "居民身份证", "id_number": factories.id_number(), "phone": "15400001111"}
    assert client.post(page, form).status_code == 422  # not agreed
    answer = client.post(page, form | {"agreed": "on"})
    assert answer.status_code == 200
    one = Application.objects.get()
    assert (one.source, one.state, one.unit) == ("本人网上申请", State.APPLIED, cast.mill)
    assert "温小寒" not in str(ActLog.objects.get(code="members.apply_online").notes)
    assert client.post(page, form | {"agreed": "on"}).status_code == 422  # the same person waits already
    rulebook.override(
        "members.applications_a_day", unit=cast.federation, since=date(2001, 1, 1), source="本级规定", value=1
    )
    full = client.post(page, form | {"agreed": "on", "id_number": factories.id_number()})
    assert full.status_code == 422
    actions.close_doorway(door, by=cast.mill_clerk, on=today)
    assert client.get(page).status_code == 410
    assert client.get(reverse("members:apply_online", args=["nobody"])).status_code == 404


def test_the_pages_of_a_clerk(cast, as_):
    clerk = as_(cast.mill_clerk)
    form = {
        "name": "温小寒",
        "id_kind": "居民身份证",
        "id_number": factories.id_number(),
        "on": "2009-05-04",
        "employment": "临时工",
    }
    assert clerk.post(reverse("members:application_take"), form).status_code == 302
    one = Application.objects.get()
    listed = clerk.get(reverse("members:application_list"), {"establishment": "off"})
    assert "温小寒" in listed.content.decode()
    assert clerk.get(reverse("members:application_paper", args=[one.pk])).content[:2] == b"PK"
    decide = reverse("members:application_decide")
    assert clerk.post(decide, {"on": "2009-05-20", f"one_{one.pk}": "later"}).status_code == 422
    assert clerk.post(decide, {"on": "2009-05-20", f"one_{one.pk}": "yes"}).status_code == 302
    one.refresh_from_db()
    for page in ("admission_detail", "admission_paper", "admission_export"):
        assert clerk.get(reverse(f"members:{page}", args=[one.admission_id])).status_code == 200
    assert as_(cast.port_chair).get(one.get_absolute_url()).status_code == 404
    shown = clerk.post(reverse("members:application_reveal", args=[one.pk]), {"why": "核对证件"})
    assert form["id_number"] in shown.content.decode()


def test_who_stands_on_the_register_as_applying_is_taken_in(cast):
    put(cast.mill, ("甲", date(2009, 1, 1), Membership.Status.APPLYING, {}))
    actions.accept(Membership.objects.get(), by=cast.mill_clerk, on=DAY)
    assert number("members.joined_standing", cast.mill) == 1
    assert number("members.standing", cast.mill) == 1
    with pytest.raises(Refused):
        actions.accept(Membership.objects.get(), by=cast.mill_clerk, on=DAY)
