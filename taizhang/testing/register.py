"""What the mill's register has on its way: a transfer, applications, a decision, a page, a card, a re-registration."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taizhang.kernel.acts import SYSTEM
from taizhang.members import actions, queries
from taizhang.members.models import Application

DAY = date(2008, 11, 3)


@dataclass
class Register:
    """One of everything."""

    asked: object
    released: object
    outward: object
    received: object
    letter: str
    identified: object
    applied: object
    admission: object
    doorway: object
    card: object
    card_token: str
    campaign: object
    form: object
    checked: object
    file: object


def build(cast, membership, another, picture):
    """Transfers from the mill to the port and outside, an application of each kind, a card, a campaign that runs."""
    today = timezone.localdate()

    def hand(name):
        """Somebody who was admitted by the committee of the mill."""
        return actions.admit(cast.mill, by=SYSTEM, on=date(2007, 5, 1), name=name, sex="女", birth_on=date(1979, 2, 3))

    asked = actions.ask_transfer(hand("夏至禾"), by=SYSTEM, to=cast.port, on=DAY, why="工作调动")
    released = actions.release(hand("秋分谷"), by=SYSTEM, to=cast.port, on=DAY)
    outward = actions.release(hand("冬至麦"), by=SYSTEM, outside="外省某纺织公司工会", on=DAY)
    moving = actions.release(hand("春分苗"), by=SYSTEM, to=cast.port, on=DAY)
    received = queries.transfers.by_number(moving.number)
    actions.receive(received, by=SYSTEM, on=DAY + timedelta(days=3))
    person = {"by": SYSTEM, "on": DAY, "sex": "男", "birth_on": date(1985, 1, 6)}
    identified = actions.identify(cast.mill, name="温小寒", employment="劳务派遣", **person)
    applied = actions.take_application(cast.mill, name="温大寒", employment="临时工", **person)
    taken = actions.take_application(cast.mill, name="温立冬", employment="合同制", **person)
    admission = actions.decide_applications(cast.mill, by=SYSTEM, on=DAY, applications=[taken])
    doorway = actions.open_doorway(cast.mill, by=SYSTEM, since=today, until=today + timedelta(days=30))
    card = actions.issue_card(membership, by=SYSTEM, on=DAY)
    campaign = actions.announce_reregistration(
        cast.mill, by=SYSTEM, name="会员重新登记", since=DAY, until=today + timedelta(days=30)
    )
    form = actions.fill_in(campaign, membership, by=SYSTEM, on=DAY, name=membership.person.name, education="大学本科")
    checked = actions.fill_in(campaign, another, by=SYSTEM, on=DAY, name=another.person.name)
    checked = actions.check_confirmation(checked, by=SYSTEM, on=DAY)
    file = actions.attach(released, SimpleUploadedFile("转接函.png", picture), by=SYSTEM, kind="转接函")
    return Register(
        asked=asked, released=released, outward=outward, received=received, letter=queries.transfers.letter_token(released),
        identified=identified, applied=Application.objects.get(pk=applied.pk), admission=admission, doorway=doorway, card=card,
        card_token=queries.cards.token_of(card), campaign=campaign, form=form, checked=checked, file=file,
    )  # fmt: skip
