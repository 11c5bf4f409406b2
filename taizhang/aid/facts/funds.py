"""What funds say to the ledger: in, out and balance by source and purpose, cash only."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.aid.models import Fund, FundLine
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

_YUAN = pgettext_lazy("count", "yuan")

BUDGET = Measure("aid.fund_budget", _("Budget of the funds"), _YUAN, scale=2)
IN = Measure("aid.fund_in", _("Received by the funds"), _YUAN, scale=2)
OUT = Measure("aid.fund_out", _("Paid out of the funds"), _YUAN, scale=2)
BALANCE = Measure("aid.fund_balance", _("Balance of the funds"), _YUAN, nature="balance", scale=2)
MEASURES = (BUDGET, IN, OUT, BALANCE)
FILTERS = {"资金来源": "fund_source", "资金用途": "earmark", "基金": "fund"}
Way = FundLine.Way


def fund_line_lines(line):
    """One movement. Receipts also count in their row of the catalogue (FI-07, AW-09, AW-15) with who contributed."""
    fund = line.fund
    said = {"kind": fund.kind, "matter": fund.name, "about": words(fund)}
    if line.way == Way.BUDGET:
        yield Line(BUDGET.code, line.on, line.amount, **said)
        return
    yield Line(BALANCE.code, line.on, line.signed, **said)
    if line.way == Way.OUT:
        yield Line(OUT.code, line.on, line.amount, **said)
    elif line.way == Way.BACK:
        yield Line(OUT.code, line.on, -line.amount, **said)
    else:
        yield Line(IN.code, line.on, line.amount, **said)
        # The employer's share of a mutual-help fund is no money of the members (AW-15 收缴).
        if line.way == Way.IN or fund.kind != Fund.Kind.MUTUAL:
            yield Line("work.money", line.on, line.amount, **said)
            yield Line("work.entries", line.on, 1, **(said | {"subject": f"unit:{line.unit_id}"}))
            if line.persons:
                yield Line("work.persons", line.on, line.persons, **said)


def words(fund):
    """The words by which the money of a fund is told apart."""
    return {"fund_source": fund.source, "earmark": fund.earmark, "fund": fund.name}
