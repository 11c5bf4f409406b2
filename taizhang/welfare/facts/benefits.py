"""What one person's entitlement contributes."""

from taizhang.kernel.ledger import Line
from taizhang.welfare.facts import measures
from taizhang.welfare.models import Entitlement


def entitlement_lines(entitlement):
    """Entitled on the day it is due, and served beside it; the work itself counts on the day of delivery."""
    benefit, subject = entitlement.benefit, entitlement.subject_at(entitlement.unit)
    kind = benefit.catalogue
    about = {"matter": benefit.name, "occasion": benefit.occasion}
    yield Line(measures.ENTITLED.code, entitlement.due_on, 1, kind=kind, subject=subject, about=about)
    if entitlement.state not in Entitlement.SERVED:
        return
    yield Line(measures.SERVED.code, entitlement.due_on, 1, kind=kind, subject=subject, about=about)
    if entitlement.state == Entitlement.State.SIGNED:
        yield Line(measures.SIGNED.code, entitlement.due_on, 1, kind=kind, subject=subject, about=about)
    day = entitlement.delivered_on
    yield Line("work.persons", day, 1, kind=kind, subject=subject, about=about)
    if benefit.worth:
        yield Line("work.money", day, benefit.worth, kind=kind, about=about)
    if kind == "AW-11":
        yield Line("work.households", day, 1, kind=kind, about=about)
    if benefit.quantity:
        goods = {**about, "goods": benefit.goods, "measure_unit": benefit.measure_unit}
        yield Line("work.goods", day, benefit.quantity, kind=kind, about=goods)
