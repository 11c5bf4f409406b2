"""Funds: set up, booked, closed."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.aid import queries, rules
from taizhang.aid.models import Fund, FundLine
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require

Way = FundLine.Way
FEN = Decimal("0.01")


def set_up_fund(
    unit, *, by, on, name, source, earmark, kind=Fund.Kind.EARMARKED, pays_for=(), by_laws="", adopted_on=None, adopted_by="", match=0
):  # fmt: skip
    """Set up a fund for money of one source and one purpose (FI-07, AW-09, AW-15)."""
    with act(by, "aid.set_up_fund", unit, on=on) as this:
        match = Decimal(str(match or 0))
        require(rules.payments.may_set_up(kind=kind, by_laws=by_laws, adopted_on=adopted_on, match=match))
        if Fund.objects.standing().filter(unit=unit, name=name.strip()).exists():
            raise Refused(_("This union has a fund of this name already."))
        fund = Fund(
            unit=unit, name=name.strip(), kind=kind, source=source, earmark=earmark.strip(), pays_for=list(pays_for), opened_on=on,
            by_laws=by_laws.strip(), adopted_on=adopted_on, adopted_by=adopted_by.strip(), match=match,
        )  # fmt: skip
        fund.save()
        this.note(name=fund.name)
    return fund


def _locked(fund):
    """The fund under lock, so that two payments do not spend the same money."""
    return Fund.objects.select_for_update(of=("self",)).select_related("unit").get(pk=fund.pk)


def book(fund, *, by, on, way, amount, persons=None, party="", note=""):
    """Book a budget, a receipt or a payment that is no run; the employer's share of a mutual-help fund is added by itself."""
    with act(by, "aid.book", fund, on=on) as this:
        fund = _locked(fund)
        require(rules.payments.may_book(fund, on, timezone.localdate(this.at), amount))
        if way == Way.OUT:
            require(
                rules.payments.covers(
                    fund, amount, balance=fund.balance(), budget=fund.budget(on.year), spent=fund.spent(on.year)
                )
            )
        line = _line(fund, way, on, amount, persons=persons, party=party, note=note)
        if way == Way.IN and fund.match:
            added = (amount * fund.match).quantize(FEN, rounding=ROUND_HALF_UP)
            _line(fund, Way.MATCH, on, added, note=_("employer's share of %s yuan") % amount)
        this.note(name=fund.name, amount=str(amount), way=line.get_way_display())
    return line


def _line(fund, way, on, amount, *, run=None, **words):
    line = FundLine(unit=fund.unit, fund=fund, way=way, on=on, amount=amount, run=run, **words)
    line.save()
    return line


def take_out(fund, *, on, amount, run):
    """Book what a payment run takes out; inside the run's act, once the fund was found to cover it."""
    return _line(_locked(fund), Way.OUT, on, amount, run=run, note=str(run)[:200])


def put_back(fund, *, on, amount, run, note):
    """Book what came back of a run; inside the act that found it out."""
    return _line(fund, Way.BACK, on, amount, run=run, note=note[:200])


def close_fund(fund, *, by, on, why=""):
    """Close a fund that is empty and has nothing on its way."""
    with act(by, "aid.close_fund", fund, on=on) as this:
        fund = _locked(fund)
        waiting = queries.payments.waiting_runs(fund).exists()
        require(rules.payments.may_close_fund(fund, balance=fund.balance(), waiting=waiting))
        fund.closed_on = on
        fund.save()
        this.note(name=fund.name, why=why)
    return fund


def correct_line(line, *, by, why):
    """Take back a line that was booked by mistake; lines of runs stay."""
    with act(by, "aid.correct_line", line) as this:
        if line.run_id or line.voided_at:
            raise Refused(_("A line of a payment run stays; what came back is a line of its own."))
        line.voided_at = this.at
        line.save()
        this.note(name=line.fund.name, amount=str(line.amount), why=why)
    return line
