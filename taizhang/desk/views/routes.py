"""The ways of approval as they bind a union, and a federation's own steps for itself and everything below."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.desk.forms import RouteForm, StepFormSet
from taizhang.kernel import approvals
from taizhang.kernel.access import can
from taizhang.kernel.manifest import registry
from taizhang.kernel.routes import label_of, place_of, plan_of, unions_upwards
from taizhang.kernel.verdicts import Refused
from taizhang.ui.places import chosen_unit, here


def route_list(request):
    """Every way of approval with its steps as they bind the union today."""
    if here(request) is None and not request.GET.get("unit"):
        return render(request, "desk/route_list.html", {"unit": None, "rows": []})
    unit, today = chosen_unit(request), timezone.localdate()
    rows, line = [], unions_upwards(unit)
    for route in sorted(registry.routes.values(), key=lambda route: route.code):
        plan = plan_of(route, unit, today)
        steps = [(label_of(step), step, place_of(step.place, line), roles_of(step)) for step in plan.steps]
        rows.append({"route": route, "plan": plan, "steps": steps})
    return render(request, "desk/route_list.html", {"unit": unit, "rows": rows, "today": today})


def roles_of(step):
    """Who decides, in words."""
    return _(" or ").join(str(registry.roles[code].label) for code in step.roles if code in registry.roles)


def route_set(request, code):
    """Lay down other steps for this union and everything below, from a day on."""
    route, unit, today = registry.routes.get(code), chosen_unit(request), timezone.localdate()
    if route is None:
        raise Http404
    plan = plan_of(route, unit, today)
    posted = {"data": request.POST} if request.method == "POST" else {}
    form = RouteForm(**posted, today=today)
    rows = StepFormSet(**posted, initial=[_row_of(step) for step in plan.steps], prefix="step")
    if posted and form.is_valid() and rows.is_valid():
        steps = _steps(rows, plan)
        try:
            approvals.set_route(route, unit, by=request.user, steps=steps, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The way of approval is laid down."))
            return redirect(f"{reverse('desk:route_list')}?unit={unit.code}")
    context = {
        "route": route, "unit": unit, "form": form, "rows": rows, "plan": plan,
        "verdict": can(request.user, "approvals.set_route", unit),
        "back": f"{reverse('desk:route_list')}?unit={unit.code}",
    }  # fmt: skip
    return render(
        request, "desk/route_set.html", context, status=422 if form.errors or rows.total_error_count() else 200
    )


def _row_of(step):
    return {
        "name": label_of(step), "place": step.place, "role": "|".join(step.roles), "needs": str(step.needs), "days": step.days,
        "least": step.from_amount, "below": step.below_amount, "raised": step.escalate,
    }  # fmt: skip


def _steps(rows, plan):
    """Steps of the rows with a name; a row that keeps its name keeps the code of its step, so that figures by step go on."""
    known = {label_of(step): step.code for step in plan.steps}
    steps = []
    for at, row in enumerate((row for row in rows.cleaned_data if row.get("name", "").strip()), start=1):
        name = row["name"].strip()
        steps.append(
            approvals.Step(
                code=known.get(name, f"own{at}"), label=name, place=row["place"], roles=tuple(row["role"].split("|")), days=row["days"],
                needs=row["needs"], from_amount=row["least"], below_amount=row["below"], escalate=row["raised"],
            )
        )  # fmt: skip
    return tuple(steps)
