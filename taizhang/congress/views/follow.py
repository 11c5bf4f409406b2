"""What is due after a session; evidence and voiding for every record of the follow-up."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress import models
from taizhang.congress.actions import steps as actions
from taizhang.congress.forms import following as forms
from taizhang.congress.queries import dues
from taizhang.congress.views.shapes import PAGES
from taizhang.kernel import ledger
from taizhang.ui import due
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import Button, finder, today

SHOWN = 30
FIGURES = (
    "congress.resolutions_done_share", "congress.resolutions_open", "DM-02:件数", "congress.opinions_taken_share", "congress.reserved_through",
    "congress.reserved_bypassed", "congress.lower_in_window_share", "DM-10:家数", "congress.findings_settled_share", "DM-12:场次", "DM-13:件数",
    "congress.return_visits_share", "congress.voices_answered_share", "congress.canteen_checks_share", "DM-11:件数",
    "congress.enterprise_congress_share", "congress.enterprise_openness_share",
)  # fmt: skip
FINDERS = {
    one._meta.model_name: finder(one)
    for one in (
        models.Resolution, models.Scheme, models.Matter, models.LowerCongress, models.Round, models.Canteen, models.Issue, models.Letter,
        models.Coverage,
    )
}  # fmt: skip


@require_safe
def follow_home(request):
    """What waits, and how the year stands."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    found = ledger.values(FIGURES, unit, period)
    context = {
        "unit": unit, "tabs": PAGES.tabs(), "period": period,
        "dues": due.in_order(dues.items(request.user, unit, today()))[:SHOWN],
        "figures": list(found.values()),
        "buttons": (
            Button("congress.raise_issue", reverse("congress:issue_raise"), _("Record an issue"), "primary", "plus"),
            Button("congress.plan_round", reverse("congress:round_plan"), _("Plan a patrol"), picture="calendar"),
        ),
    }  # fmt: skip
    return render(request, "congress/follow_home.html", context)


follow_evidence, follow_file, follow_void = PAGES.of_every_record(
    FINDERS, forms.EvidenceForm, actions.attach, actions.void, lists={"lowercongress": "lower_list"},
    lead=gettext_lazy("It stays on file with the reason; its figures go."),
)  # fmt: skip
