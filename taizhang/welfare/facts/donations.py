"""What donations contribute: own collection, what charities gave, and statistics of the territory stand apart."""

from taizhang.kernel.ledger import Line
from taizhang.welfare.facts import measures
from taizhang.welfare.models import Donation

Donor = Donation.Donor


def donation_lines(donation):
    """Money or goods of one gift. A charity's money is held and handed over like the rest, but the union has not collected it."""
    campaign, day = donation.campaign, donation.on
    about = {"matter": campaign.matter, "donor": donation.donor, "remark": donation.remark}
    where = {"kind": campaign.kind, "matter": campaign.matter, "about": about}
    if donation.is_statistic:
        about["remark"] = f"{Donor.TERRITORY.value};{donation.remark}".strip(";")
        yield Line("work.money", day, donation.amount, basis="territory", **where)
        return
    if donation.amount is not None:
        yield Line(measures.HELD.code, day, donation.amount, kind=campaign.kind, about={"matter": campaign.matter})
    if donation.donor == Donor.BODY:
        if donation.amount is not None:
            yield Line(measures.GRANTED.code, day, donation.amount, **where)
        return
    yield from _collected(donation, where)


def _collected(donation, where):
    day, people = donation.on, donation.people or 1
    if donation.amount is not None:
        yield Line("work.money", day, donation.amount, **where)
        yield Line(measures.COLLECTED.code, day, donation.amount, **where)
    else:
        goods = {**where["about"], "goods": donation.item.name, "measure_unit": donation.item.measure_unit}
        yield Line("work.goods", day, donation.quantity, **{**where, "about": goods})
    alone = donation.donor == Donor.PERSON and people == 1
    subject = donation.subject_at(donation.unit) if alone else ""
    yield Line("work.persons", day, people, subject=subject, **where)
    yield Line("work.person_times", day, people, **where)


def handover_lines(handover):
    """What went to whom it was meant for leaves the balance."""
    campaign = handover.campaign
    if handover.amount is None:
        return
    about = {"matter": campaign.matter}
    yield Line(measures.HANDED_OVER.code, handover.on, handover.amount, kind=campaign.kind, about=about)
    yield Line(measures.HELD.code, handover.on, -handover.amount, kind=campaign.kind, about=about)
