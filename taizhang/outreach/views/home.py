"""The start page of outreach, and what every record has: evidence and voiding."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger
from taizhang.outreach import actions, forms
from taizhang.outreach.queries import dues, firms
from taizhang.outreach.views.shapes import FINDERS, PAGES
from taizhang.ui import due
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import Button, Way, today

SHOWN = 30
FIGURES = (
    "OM-03:家数",
    "OM-03:人数",
    "outreach.quota_rate",
    "outreach.under_way",
    "organisation.founding_rate_from_8",
    "organisation.coverage_rate",
    "outreach.assigned",
    "outreach.assigned_bare",
    "outreach.communities_covered",
    "outreach.census_verified",
    "outreach.census_unionised",
    "outreach.in_joint_unions",
    "outreach.foreign_rate",
    "outreach.registering",
    "organisation.legal_rate",
    "outreach.account_rate",
)
LISTS = {"listing": "census_list"}  # the register that a record without one of its own belongs to


@require_safe
def home(request):
    """What is due, and how the year stands."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    found = ledger.values(FIGURES, unit, period)
    waiting = firms.without_union(request.user, unit, today(), least=firms.least_staff(unit, today())).count()
    context = {
        "unit": unit,
        "tabs": PAGES.tabs(),
        "period": period,
        "dues": due.in_order(dues.due_items(request.user, unit, today()))[:SHOWN],
        "figures": list(found.values()),
        "waiting": waiting,
        "least": firms.least_staff(unit, today()),
        "buttons": (
            Button("outreach.begin", PAGES.url("establishment_begin"), _("Identify a firm"), "primary", "plus"),
        ),
        "ways": (
            Way(PAGES.url("listing_mine"), _("My firms to verify"), "map-pin"),
            Way(PAGES.url("quota_list"), _("Quotas of foundings"), "target"),
        ),
    }
    return render(request, "outreach/home.html", context)


evidence_add, evidence_file, record_void = PAGES.of_every_record(
    FINDERS, forms.EvidenceForm, actions.attach, actions.void, lists=LISTS
)
