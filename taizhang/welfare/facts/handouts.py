"""What a recipient contributes once he has signed."""

from taizhang.kernel.ledger import Line
from taizhang.welfare.facts import measures


def recipient_lines(recipient):
    """On the list from the first day; served on the day of the signature: a person once, the goods by item and unit, cash apart."""
    handout, subject = recipient.handout, recipient.subject_at(recipient.unit)
    about = {"matter": handout.name, "remark": handout.remark}
    yield Line(measures.LISTED.code, handout.since, 1, kind=handout.kind, subject=subject, about=about)
    if recipient.signed_on is None:
        return
    yield Line(measures.LIST_SIGNED.code, handout.since, 1, kind=handout.kind, subject=subject, about=about)
    day, kind = recipient.signed_on, handout.kind
    yield Line("work.persons", day, 1, kind=kind, subject=subject, about=about)
    yield Line("work.person_times", day, 1, kind=kind, about=about)
    if recipient.cash:
        yield Line("work.money", day, recipient.cash, kind=kind, about=about)
    for portion in recipient.portions.all():
        goods = {**about, "goods": portion.item.name, "measure_unit": portion.item.measure_unit}
        yield Line("work.goods", day, portion.quantity, kind=kind, about=goods)
