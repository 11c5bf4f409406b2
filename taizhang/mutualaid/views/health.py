"""Pages of health checks."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.mutualaid import actions, forms, queries
from taizhang.mutualaid.models import Examination, HealthCheck
from taizhang.ui.fields import LongWhyForm
from taizhang.ui.pages import act_page, list_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response

VERBS = ("arrange_check", "attend_check", "open_check", "answer_poll", "follow_up", "look_at_findings")


def own_check(request, pk):
    """A health check that the user may read; 404 for everybody else."""
    return get_object_or_404(
        HealthCheck.objects.visible_to(request.user).standing().select_related("unit", "chosen"), pk=pk
    )


def own_examination(request, pk):
    """One person of a health check that the user may read."""
    found = Examination.objects.visible_to(request.user).standing().select_related("check_up__unit", "person", "unit")
    return get_object_or_404(found, pk=pk)


@require_safe
def check_list(request):
    """Health checks of the unit and below, with the attendance of the year."""
    unit = chosen_unit(request)
    year = Period.year(timezone.localdate().year)
    context = {
        "title": _("Health checks"), "unit": unit, "year": year, "attendance": ledger.value("mutualaid.check_attendance", unit, year),
        "may_open": can(request.user, "mutualaid.open_check", unit),
    }  # fmt: skip
    return list_page(request, queries.health.checks(request.user, under=unit), "mutualaid/check_list.html", context)


def check_open(request):
    """A health check with its poll; everybody whom it is for is invited."""
    unit, today = chosen_unit(request), timezone.localdate()
    words = {
        "title": _("Open a health check"), "unit": unit, "button": _("Open and invite"), "back": reverse("mutualaid:check_list"),
        "lead": _("Everybody in membership at %s and below is invited; to a women's check, the women.") % unit.name,
    }  # fmt: skip
    return act_page(
        request, forms.life.CheckForm, context=words, said=_("Opened; now note the answers."),
        then=lambda data: actions.health.open_check(unit, by=request.user, **data),
        form_kwargs={"initial": {"on": today, "year": today.year}},
    )  # fmt: skip


@require_safe
def check_detail(request, pk):
    """One health check: the poll counted, the days, everybody with what comes next."""
    check_up = own_check(request, pk)
    counted, answers = queries.health.poll(check_up)
    context = {
        "check_up": check_up, "unit": check_up.unit, "poll": counted, "answers": answers, "days": queries.health.days(check_up),
        "counts": queries.health.counts(check_up), "page": page_of(request, queries.health.examinations(check_up), 100),
        "acts": acts_on(check_up), "today": timezone.localdate(),
        "verdicts": {verb: can(request.user, f"mutualaid.{verb}", check_up.unit) for verb in VERBS},
    }  # fmt: skip
    return render(request, "mutualaid/check_detail.html", context)


@require_safe
def check_export(request, pk):
    """Everybody of a check as a workbook: day, place, transport, attended; no findings."""
    check_up = own_check(request, pk)
    heads = ("姓名", "所在工会", "意见", "体检日期", "地点", "乘车", "到检日期", "需复查", "复查完成")
    rows = (
        (
            one.person.name, one.unit.name, str(one.answer or ""), one.day.on if one.day else None, one.day.place if one.day else "",
            "是" if one.rides else "", one.attended_on, one.follow_up_on, one.followed_on,
        )
        for one in queries.health.examinations(check_up)
    )  # fmt: skip
    return sheet_response(check_up.name, [("体检", heads, rows)])


def _verb(request, check_up, form, words, then, **more):
    context = {"unit": check_up.unit, "back": check_up.get_absolute_url(), **words}
    more.setdefault("form_kwargs", {"initial": {"on": timezone.localdate()}})
    return act_page(request, form, context=context, then=then, url=check_up.get_absolute_url(), **more)


def check_invite(request, pk):
    """Those who joined since."""
    check_up = own_check(request, pk)
    words = {"title": _("Invite newcomers to %s") % check_up.name, "button": _("Invite")}
    return _verb(
        request,
        check_up,
        forms.acts.DayForm,
        words,
        lambda data: actions.health.invite_newcomers(check_up, by=request.user, **data),
        said=_("Invited."),
    )


def check_arrange(request, pk):
    """Form and place, after the poll."""
    check_up = own_check(request, pk)
    counted, answers = queries.health.poll(check_up)
    said = "；".join(f"{option}: {count}" for option, count, _share in counted)
    words = {
        "title": _("Settle form and place"),
        "button": _("Settle"),
        "lead": _("%(answers)s answers. %(counted)s") % {"answers": answers, "counted": said},
    }
    best = max(counted, key=lambda row: row[1])[0] if counted else None
    return _verb(
        request, check_up, forms.life.ArrangeForm, words, lambda data: actions.health.arrange(check_up, by=request.user, **data),
        said=_("Settled; now add the days."),
        form_kwargs={"check_up": check_up, "initial": {"on": timezone.localdate(), "chosen": best}},
    )  # fmt: skip


def check_add_day(request, pk):
    """A day of examinations."""
    check_up = own_check(request, pk)
    words = {"title": _("Add a day to %s") % check_up.name, "button": _("Add")}
    initial = {"place": check_up.chosen.place if check_up.chosen else ""}
    return _verb(
        request, check_up, forms.life.CheckDayForm, words, lambda data: actions.health.add_day(check_up, by=request.user, **data), said=_("Added."),
        form_kwargs={"initial": initial},
    )  # fmt: skip


def check_assign(request, pk, day_pk):
    """The free places of a day are given."""
    check_up = own_check(request, pk)
    day = get_object_or_404(check_up.days.all(), pk=day_pk)
    words = {
        "title": _("Give the places of %s") % day, "button": _("Give the places"),
        "lead": _("Those who have no day yet, in the order of the list, until the places are full."),
    }  # fmt: skip
    return _verb(
        request, check_up, forms.life.AssignForm, words, lambda data: actions.health.assign(check_up, by=request.user, day=day, **data),
        said=_("Given."),
        form_kwargs={},
    )  # fmt: skip


@require_POST
def check_attend(request, pk):
    """Everybody ticked was examined."""
    check_up = own_check(request, pk)
    form = forms.acts.DayForm(request.POST)
    if form.is_valid():
        try:
            done = actions.health.attend_all(
                check_up, by=request.user, persons=request.POST.getlist("person")[:500], **form.cleaned_data
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%s persons noted.") % done)
    else:
        messages.error(request, _("Say on which day they were examined."))
    return redirect(check_up)


def check_close(request, pk):
    """A check is closed with its cost."""
    check_up = own_check(request, pk)
    words = {
        "title": _("Close %s") % check_up.name,
        "button": _("Close"),
        "lead": _("Findings are still followed up afterwards."),
    }
    return _verb(
        request,
        check_up,
        forms.life.CloseForm,
        words,
        lambda data: actions.health.close_check(check_up, by=request.user, **data),
        said=_("Closed."),
    )


def _of_person(request, examination, form, words, then, **more):
    return _verb(request, examination.check_up, form, {**words, "unit": examination.unit}, then, **more)


def examination_answer(request, pk):
    """A person's answer."""
    one = own_examination(request, pk)
    words = {
        "title": _("Answer of %s") % one.person.name,
        "button": pgettext("poll", "Note the answer"),
        "lead": _("One answer a person; it may be changed until the poll closes."),
    }
    return _of_person(
        request, one, forms.life.AnswerForm, words, lambda data: actions.health.answer(one, by=request.user, **data), said=_("Noted."),
        form_kwargs={"check_up": one.check_up, "initial": {"on": timezone.localdate(), "option": one.answer_id}},
    )  # fmt: skip


def examination_attend(request, pk):
    """One person was examined, with what was found."""
    one = own_examination(request, pk)
    words = {"title": _("Examination of %s") % one.person.name, "button": _("Note")}
    return _of_person(
        request,
        one,
        forms.life.AttendForm,
        words,
        lambda data: actions.health.attend(one, by=request.user, **data),
        said=_("Noted."),
    )


def examination_follow_up(request, pk):
    """What was found was followed up."""
    one = own_examination(request, pk)
    words = {"title": _("Followed up: %s") % one.person.name, "button": _("Followed up")}
    return _of_person(
        request,
        one,
        forms.acts.DayForm,
        words,
        lambda data: actions.health.follow_up(one, by=request.user, **data),
        said=_("Noted."),
    )


@never_cache
def examination_findings(request, pk):
    """What was found, once, after the reason was written down."""
    one = own_examination(request, pk)
    form, shown = LongWhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            shown = actions.health.look_at_findings(one, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Findings of %s") % one.person.name, "unit": one.unit, "lead": _("Who looked, when and why is written into the log."),
        "button": _("Show"), "back": one.get_absolute_url(), "form": form, "shown": shown,
    }  # fmt: skip
    return render(request, "mutualaid/examination_findings.html", context, status=422 if form.errors else 200)
