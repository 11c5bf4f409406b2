"""The page that shows whether a fund can pay what it promised."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.mutualaid import queries
from taizhang.mutualaid.models import Product
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.sheets import sheet_response


def _asked(request):
    unit = chosen_unit(request)
    products = Product.objects.visible_to(request.user).standing().order_by("name")
    key = request.GET.get("product", "")
    product = products.filter(pk=key).first() if key.isdecimal() and len(key) < 12 else None
    return unit, chosen_period(request, unit), products, product


@require_safe
def solvency(request):
    """Premiums in, claims out, reserve and loss ratio: by year of enrolment, by union, by age band, with a chart."""
    unit, period, products, product = _asked(request)
    cohorts = queries.solvency.by_year(unit, product)
    totals = queries.solvency.totals(unit, period, product)
    context = {
        "title": _("Solvency"), "unit": unit, "period": period, "products": products, "product": product,
        "where": queries.solvency.narrowed(product), "totals": totals, "cohorts": cohorts,
        "warnings": queries.solvency.warnings(unit, totals, min(period.last_day, timezone.localdate())),
        "by_child": queries.solvency.by_child(unit, period, product), "by_age": queries.solvency.by_age(unit, period, product),
        "premiums": [(year, found["mutualaid.premium_income"].number) for year, found, _where, _period in cohorts],
        "paid": [found["mutualaid.paid_out"].number for _year, found, _where, _period in cohorts],
        "names": (_("Premiums"), _("Paid out")),
    }  # fmt: skip
    return render(request, "mutualaid/solvency.html", context)


@require_safe
def solvency_export(request):
    """The same three tables as a workbook."""
    unit, period, _products, product = _asked(request)
    heads = ("保费收入", "报销支出", "赔付率%")

    def row(name, found):
        return (name, *(found[code].number for code in queries.solvency.CODES))

    sheets = [
        ("按参保年度", ("参保年度", *heads), [row(year, found) for year, found, _w, _p in queries.solvency.by_year(unit, product)]),
        ("按单位", ("单位", *heads), [row(child.name, found) for child, found in queries.solvency.by_child(unit, period, product)]),
        ("按年龄段", ("年龄段", *heads), [row(band, found) for band, found, _w in queries.solvency.by_age(unit, period, product)]),
    ]  # fmt: skip
    return sheet_response(_("Solvency"), sheets)
