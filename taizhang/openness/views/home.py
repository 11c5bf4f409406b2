"""The start page, and what every record has: evidence and voiding."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger
from taizhang.openness import actions, forms
from taizhang.openness.queries import dues
from taizhang.openness.views.finding import FINDERS
from taizhang.openness.views.shapes import PAGES
from taizhang.organisation.affairs import openness_of
from taizhang.ui import due
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import Button, Way, today

SHOWN = 30
FIGURES = (
    "openness.posted",
    "openness.due_items",
    "openness.on_time_rate",
    "openness.overdue",
    "openness.opinions_received",
    "openness.answered_on_time_rate",
    "OP-04:场次",
    "OP-06:件数",
    "openness.sites_posting",
    "openness.site_satisfaction",
    "openness.firms_practising",
    "openness.firm_rate",
)
LISTS = {"sheet": "wall_list"}  # the register that a record without one of its own belongs to


@require_safe
def home(request):
    """What is due, and how the year stands."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    found = ledger.values(FIGURES, unit, period)
    context = {
        "title": openness_of(unit),
        "unit": unit,
        "tabs": PAGES.tabs(),
        "period": period,
        "dues": due.in_order(dues.due_items(request.user, unit, today()))[:SHOWN],
        "figures": list(found.values()),
        "buttons": (
            Button("openness.begin", reverse("openness:item_list"), _("Begin a disclosure"), "primary", "plus"),
            Button(
                "openness.plan_meeting",
                reverse("openness:meeting_plan"),
                _("Plan a meeting"),
                "quiet",
                "calendar",
            ),
        ),
        "ways": (Way(reverse("openness:public_unit", args=[unit.code]), _("What everybody reads"), "world"),),
    }
    return render(request, "openness/home.html", context)


evidence_add, evidence_file, record_void = PAGES.of_every_record(
    FINDERS, forms.EvidenceForm, actions.attach, actions.void, lists=LISTS
)
