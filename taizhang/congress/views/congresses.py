"""Pages of congresses: the list, one term with its composition, what is done to it."""

from datetime import timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress import actions, forms, queries
from taizhang.congress.models import Congress
from taizhang.congress.views.finding import own_congress
from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.calendar import years_after
from taizhang.kernel.tracing import acts_on
from taizhang.organisation.affairs import congress_of
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page, list_page, verb_page
from taizhang.ui.places import chosen_period, chosen_unit

FIGURES = (
    "congress.sessions_held", "congress.attendance", "congress.adopted", "congress.serving", "congress.trained", "congress.reported_in_time",
)  # fmt: skip


def verdicts(user, unit, *names):
    """{name: may the user do congress.<name> here}, for the buttons of a page."""
    return {name: can(user, f"congress.{name}", unit) for name in names}


@require_safe
def congress_list(request):
    """Congresses of the unit and below, with the figures of the period."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    context = {
        "title": congress_of(unit), "unit": unit, "period": period, "tab": "congresses",
        "figures": [(code, ledger.value(code, unit, period)) for code in FIGURES],
        "may_start": can(request.user, "congress.start", unit),
    }  # fmt: skip
    return list_page(
        request, queries.congresses.congresses(request.user, under=unit), "congress/congress_list.html", context
    )


def congress_start(request):
    """A new term at the unit."""
    unit, today = chosen_unit(request), timezone.localdate()
    staff, women = queries.congresses.staff_on_register(unit, of_members=True)
    is_school = unit.kind == "school_union"
    initial = {
        "on": today, "since": today, "until": years_after(today, 5, rest=False) - timedelta(1),
        "kind": Congress.Kind.SCHOOL if is_school else Congress.Kind.WORKERS, "staff": staff or None, "women": women if staff else None,
    }  # fmt: skip
    context = {
        "title": _("Begin a term"), "unit": unit, "button": _("Begin the term"), "back": reverse("congress:congress_list"),
        "lead": _("A term of a congress or of a general meeting at %s. Its delegates are entered next.") % unit.name,
    }  # fmt: skip
    return act_page(
        request, forms.congresses.StartForm, context=context, said=_("The term has begun; now the constituencies and delegates."),
        then=lambda data: actions.congresses.start(unit, by=request.user, **data), form_kwargs={"unit": unit, "initial": initial},
    )  # fmt: skip


@require_safe
def congress_detail(request, pk):
    """One term: composition checked now, constituencies, sessions, trainings."""
    congress, today = own_congress(request, pk), timezone.localdate()
    context = {
        "congress": congress, "unit": congress.unit, "tab": "congresses", "today": today,
        "composition": queries.congresses.composition(congress), "checks": queries.congresses.checks(congress, today),
        "constituencies": queries.congresses.constituencies(congress), "sessions": queries.sessions.of(congress),
        "trainings": queries.congresses.trainings(congress), "below": queries.congresses.below(congress, request.user),
        "unconfirmed": list(queries.sessions.unconfirmed(congress)), "acts": acts_on(congress),
        "ends_soon": congress.state != Congress.State.ENDED and (congress.last_day - today).days <= 183,
        "may": verdicts(
            request.user, congress.unit, "change", "lay_out", "install", "postpone", "end", "withdraw", "elect", "call_everybody", "train",
            "plan_session",
        ),
    }  # fmt: skip
    return render(request, "congress/congress_detail.html", context)


def _kept(congress):
    names = ("form", "since", "until", "staff", "women", "charter", "remark")
    return {"initial": {name: getattr(congress, name) for name in names}}


congress_change = verb_page(
    own_congress, forms.congresses.TermForm, actions.congresses.change, title=lambda c: _("Change %s") % c.name, button=gettext_lazy("Save"),
    said=gettext_lazy("Saved."), start=_kept,
)  # fmt: skip
congress_lay_out = verb_page(
    own_congress, forms.congresses.LayOutForm, actions.congresses.lay_out, title=lambda c: _("Constituencies of %s") % c.name,
    button=gettext_lazy("Save"), said=gettext_lazy("Saved."),
    lead=gettext_lazy("Every constituency is also the delegation that discusses in a group at the session."),
    start=lambda c: {"initial": {"rows": "\n".join(f"{one.name} {one.staff} {one.seats}" for one in c.constituencies.all())}},
)  # fmt: skip
congress_install = verb_page(
    own_congress, forms.fields.DayForm, actions.congresses.install, title=lambda c: _("%s takes office") % c.name,
    button=gettext_lazy("Take office"), said=gettext_lazy("The congress is in office."), template="congress/congress_install.html",
    checks=lambda c: queries.congresses.checks(c, timezone.localdate()),
)  # fmt: skip
congress_postpone = verb_page(
    own_congress, forms.congresses.PostponeForm, actions.congresses.postpone, title=lambda c: _("Postpone the end of %s") % c.name,
    button=gettext_lazy("Postpone"), said=gettext_lazy("Postponed."),
)  # fmt: skip
congress_end = verb_page(
    own_congress, forms.fields.DayForm, actions.congresses.end, title=lambda c: _("End the term of %s") % c.name, button=gettext_lazy("End the term"),
    said=gettext_lazy("The term is over."), lead=gettext_lazy("All its delegates stop serving that day."), danger=True,
)  # fmt: skip
congress_withdraw = verb_page(
    own_congress, WhyForm, actions.congresses.withdraw, title=lambda c: _("Withdraw %s") % c.name, button=gettext_lazy("Withdraw"),
    said=gettext_lazy("Withdrawn."), lead=gettext_lazy("For a term that was entered by mistake; its delegates go with it."), danger=True,
    url=lambda c: reverse("congress:congress_list"), start=lambda c: {},
)  # fmt: skip
