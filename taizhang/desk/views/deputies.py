"""Deputies and days away: who is in post today, the duty pairs, the calendar, and how many hours nobody covered."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.desk import queries
from taizhang.desk.forms import AbsenceForm, BackForm, DutyForm, EndPostForm
from taizhang.kernel import deputies, ledger
from taizhang.kernel.models import Absence, Duty
from taizhang.kernel.periods import Period
from taizhang.ui.pages import act_page
from taizhang.ui.places import chosen_unit, here

FIGURES = (
    "approvals.always_in_post",
    "approvals.uncovered_hours",
    "approvals.absent_hours",
    "approvals.taken_over",
)


def _unit(request):
    if here(request) is None and not request.GET.get("unit"):
        raise Http404
    return chosen_unit(request)


def duty_list(request):
    """Who is in post today and who stands in for whom; the pairs, the days away, the hours covered this year."""
    unit = _unit(request) if here(request) or request.GET.get("unit") else None
    if unit is None:
        return render(request, "desk/duty_list.html", {"unit": None})
    today = timezone.localdate()
    may_read = any(unit.path.startswith(path) for path in request.user.paths())
    year = Period.year(today.year)
    context = {
        "unit": unit,
        "today": today,
        "in_post": deputies.in_post([unit], today),
        "duties": queries.duties_of(unit)[:50],
        "absences": queries.absences_of(unit, year.start)[:50],
        "figures": list(ledger.values(FIGURES, unit, year).values()) if may_read else [],
        "year": year,
        "me": request.user,
    }
    return render(request, "desk/duty_list.html", context)


def _page_of(unit):
    return f"{reverse('desk:duty_list')}?unit={unit.code}"


def duty_set(request):
    """Name the deputy B of an officer A."""
    unit, today = _unit(request), timezone.localdate()

    def then(data):
        post = data["post"]
        return deputies.set_duty(
            unit, post.role, officer=post.user, deputy=data["deputy"], by=request.user, on=data["on"]
        )

    posts = queries.posts_held(unit, today)
    context = {
        "title": _("Name a deputy"),
        "unit": unit,
        "button": _("Name the deputy"),
        "back": _page_of(unit),
        "lead": _(
            "While A is away, A's cases stand in B's inbox too; when A is back, they are A's alone. Nothing has to be switched."
        ),
    }
    return act_page(
        request, DutyForm, context=context, then=then, url=_page_of(unit), said=_("The duty pair stands."),
        form_kwargs={"posts": posts, "people": queries.colleagues(unit), "today": today},
    )  # fmt: skip


def _seen(request, model, pk):
    record = queries.duty_seen(model, pk, request.user)
    if record is None:
        raise Http404
    return record


def duty_end(request, pk):
    """The pair ends."""
    duty = _seen(request, Duty, pk)
    context = {
        "title": _("End the duty pair of %(officer)s and %(deputy)s")
        % {"officer": duty.officer, "deputy": duty.deputy},
        "unit": duty.unit,
        "button": _("End the pair"),
        "back": _page_of(duty.unit),
    }
    return act_page(
        request,
        EndPostForm,
        context=context,
        then=lambda data: deputies.end_duty(duty, by=request.user, on=data["on"], why=data["why"]),
        url=_page_of(duty.unit),
        said=_("The duty pair has ended."),
        form_kwargs={"today": timezone.localdate()},
    )


def absence_set(request):
    """Enter days away: one's own, or an officer's."""
    unit, today = _unit(request), timezone.localdate()

    def then(data):
        return deputies.set_absence(
            data["user"],
            unit,
            by=request.user,
            first=data["first"],
            last=data["last"],
            part=data["part"],
            why=data["why"],
        )

    people = queries.holders_of(unit, today)
    context = {
        "title": _("Enter days away"),
        "unit": unit,
        "button": _("Enter"),
        "back": _page_of(unit),
        "lead": _("The deputy stands in from the first day to the last, by himself. Without a deputy the cases wait."),
    }
    me = request.user.pk if people.filter(pk=request.user.pk).exists() else None
    return act_page(
        request, AbsenceForm, context=context, then=then, url=_page_of(unit), said=_("The days are in the calendar."),
        form_kwargs={"people": people, "today": today, "me": me},
    )  # fmt: skip


def absence_end(request, pk):
    """Back earlier than planned, or not away at all."""
    absence = _seen(request, Absence, pk)
    context = {
        "title": _("%(name)s is back") % {"name": absence.user},
        "unit": absence.unit,
        "button": _("Back in post"),
        "back": _page_of(absence.unit),
        "lead": _("On or before the first day, the whole absence is taken out of the calendar."),
    }
    return act_page(
        request,
        BackForm,
        context=context,
        then=lambda data: deputies.end_absence(absence, by=request.user, on=data["on"], why=data["why"]),
        url=_page_of(absence.unit),
        said=_("Back in post."),
        form_kwargs={"today": timezone.localdate()},
    )
