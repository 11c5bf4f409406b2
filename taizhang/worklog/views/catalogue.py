"""目录: all kinds of work by area, what each counts, and how much of it there was this year."""

from django.shortcuts import render

from taizhang.kernel import ledger
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.worklog.kinds import AREAS, KINDS, kinds_of


def kind_list(request):
    """The catalogue teaches the vocabulary: what belongs where, and what to write down."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    figures = ledger.values([f"{kind}:行数" for kind in KINDS], unit, period)
    areas = [(area, [(kind, figures[f"{kind.id}:行数"]) for kind in kinds_of(area.code)]) for area in AREAS]
    return render(request, "worklog/kind_list.html", {"unit": unit, "period": period, "areas": areas})
