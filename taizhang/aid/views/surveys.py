"""The pages of survey rounds: the list, one round with its counts, a union's return, and the acts on persons found."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.aid import actions, queries
from taizhang.aid.forms import surveys as forms
from taizhang.aid.forms.households import WhyForm
from taizhang.aid.models import Finding, SurveyReturn
from taizhang.kernel.access import can
from taizhang.ui.pages import act_page, list_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response


def own_round(request, pk):
    """A round of which the user may read the whole or a part; 404 for everybody else."""
    return get_object_or_404(queries.surveys.round_for(request.user), pk=pk)


def own_return(request, pk):
    """A return that the user may read."""
    readable = SurveyReturn.objects.visible_to(request.user).standing().select_related("round__unit", "unit")
    return get_object_or_404(readable, pk=pk)


def own_finding(request, pk):
    """A person found whom the user may read."""
    readable = Finding.objects.visible_to(request.user).standing().select_related("round", "unit", "household")
    return get_object_or_404(readable, pk=pk)


@require_safe
def survey_list(request):
    """Rounds that concern the unit, the newest first."""
    unit = chosen_unit(request)
    context = {
        "title": _("Survey rounds"),
        "unit": unit,
        "waiting": list(queries.surveys.waiting(request.user, unit)[:50]),
    }
    return list_page(request, queries.surveys.rounds(request.user, unit), "aid/survey_list.html", context)


def survey_launch(request):
    """Launch a round at the chosen union."""
    unit = chosen_unit(request)
    today = timezone.localdate()
    return act_page(
        request,
        forms.LaunchForm,
        "ui/act.html",
        {
            "title": _("Launch a survey round"),
            "unit": unit,
            "lead": _("Every union that takes part owes a return by the day; what is late stands on its desk."),
            "button": _("Launch"),
            "back": reverse("aid:survey_list"),
        },
        then=lambda data: actions.surveys.launch_survey(
            unit, by=request.user, **{**data, "units": list(data["units"])}
        ),
        said=_("Launched."),
        form_kwargs={
            "units": queries.surveys.answering_units(unit),
            "initial": {"on": today, "due_on": today + timedelta(days=30)},
        },
    )


@require_safe
def survey_detail(request, pk):
    """One round: counts for each union, who was found, what is still to be done."""
    held = own_round(request, pk)
    returns = queries.surveys.returns(held, request.user)
    totals = {name: sum(counts[name] for _owed, counts in returns) for name in queries.surveys.STAGES}
    context = {
        "held": held,
        "unit": held.unit,
        "returns": returns,
        "totals": totals,
        "late": [owed for owed, _counts in returns if owed.returned_on is None and owed.due_on < timezone.localdate()],
        "page": page_of(request, queries.surveys.findings(held, request.user)),
        "today": timezone.localdate(),
        "may_close": can(request.user, "aid.close_survey", held.unit),
    }
    return render(request, "aid/survey_detail.html", context)


@require_safe
def survey_export(request, pk):
    """The counts of a round by union as a workbook."""
    held = own_round(request, pk)
    rows = [
        (
            owed.unit.code,
            owed.unit.name,
            owed.due_on,
            owed.returned_on,
            owed.visited,
            *(counts[name] for name in queries.surveys.STAGES),
        )
        for owed, counts in queries.surveys.returns(held, request.user)
    ]
    heads = ("工会编码", "工会", "应报日期", "回报日期", "走访户数", "发现", "核实属实", "不符合", "已建档", "待核实")
    return sheet_response(held.name, [("摸底", heads, rows)])


@require_safe
def survey_return(request, pk):
    """A union's part of a round: whom it found, and the return to send."""
    owed = own_return(request, pk)
    findings = queries.surveys.findings(owed.round, request.user).filter(unit=owed.unit)
    context = {"owed": owed, "unit": owed.unit, "findings": findings, "today": timezone.localdate()}
    return render(request, "aid/survey_return.html", context)


def _verb(request, unit, form, words, then, back, **more):
    return act_page(request, form, "ui/act.html", {"unit": unit, "back": back, **words}, then=then, url=back, **more)


def return_send(request, pk):
    """The union has looked everywhere."""
    owed = own_return(request, pk)
    words = {
        "title": _("Send the return of “%s”") % owed.round.name,
        "lead": _("Also when nobody was found: then it says so."),
        "button": _("Send"),
    }
    return _verb(
        request,
        owed.unit,
        forms.ReturnForm,
        words,
        lambda data: actions.surveys.send_return(owed, by=request.user, **data),
        owed.get_absolute_url(),
        said=_("Sent."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )


def finding_report(request, pk):
    """Report a person in need."""
    owed = own_return(request, pk)
    words = {"title": _("Report a person in need"), "lead": owed.round.name, "button": _("Report")}
    return _verb(
        request,
        owed.unit,
        forms.FindingForm,
        words,
        lambda data: actions.surveys.report_finding(owed, by=request.user, **data),
        owed.get_absolute_url(),
        said=_("Reported. Next: verify at home."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )


def finding_verify(request, pk):
    """What the visit showed."""
    found = own_finding(request, pk)
    words = {
        "title": _("Verify %s") % found.name,
        "lead": _("Verification comes before filing."),
        "button": _("Write down"),
    }
    return _verb(
        request,
        found.unit,
        forms.VerifyFindingForm,
        words,
        lambda data: actions.surveys.verify_finding(found, by=request.user, **data),
        found.round.get_absolute_url(),
        said=_("Written down."),
        form_kwargs={"initial": {"on": timezone.localdate(), "visitors": request.user.name}},
    )


def finding_file(request, pk):
    """Open the hardship file of a person who was verified."""
    found = own_finding(request, pk)
    words = {
        "title": _("Open the file of %s") % found.name,
        "lead": _("The file begins as verified. Family, means, consents and papers follow there; then it is filed."),
        "button": _("Open the file"),
    }
    return act_page(
        request,
        forms.DayForm,
        "ui/act.html",
        {"unit": found.unit, "back": found.round.get_absolute_url(), **words},
        then=lambda data: actions.surveys.file_finding(found, by=request.user, **data).household,
        said=_("The file stands."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )


def finding_withdraw(request, pk):
    """A person reported by mistake."""
    found = own_finding(request, pk)
    words = {
        "title": _("Take the report of %s back") % found.name,
        "lead": _("For a person who was reported by mistake. It disappears from every figure."),
        "button": _("Take back"),
        "danger": True,
    }
    return _verb(
        request,
        found.unit,
        WhyForm,
        words,
        lambda data: actions.surveys.withdraw_finding(found, by=request.user, **data),
        found.round.get_absolute_url(),
        said=_("Taken back."),
    )


def survey_close(request, pk):
    """Close the round."""
    held = own_round(request, pk)
    words = {
        "title": _("Close the round “%s”") % held.name,
        "lead": _("When every union has answered and everybody found was looked into."),
        "button": _("Close"),
    }
    return _verb(
        request,
        held.unit,
        forms.DayForm,
        words,
        lambda data: actions.surveys.close_survey(held, by=request.user, **data),
        held.get_absolute_url(),
        said=_("Closed."),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )
