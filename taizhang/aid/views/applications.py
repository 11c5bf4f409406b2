"""Pages of applications and pairs."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from taizhang.aid import actions, queries, rules
from taizhang.aid.forms import money as forms
from taizhang.aid.models import Application, Pair
from taizhang.aid.views.programmes import apply_at, parts, reaching_programme, today
from taizhang.kernel import evidence
from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Refused
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page, list_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response

SENT_AT_ONCE, SAID_AT_ONCE = 200, 8


def own_application(request, pk):
    """An application that the user may read; 404 for everybody else."""
    readable = Application.objects.visible_to(request.user).standing()
    return get_object_or_404(readable.select_related("programme", "person", "unit", "household"), pk=pk)


def _asked(request, asked=None):
    unit = chosen_unit(request)
    form = forms.ApplicationFilter(
        request.GET if asked is None else asked,
        programmes=queries.programmes.programmes(request.user, unit),
        search=queries.applications.search,
    )
    found = queries.applications.applications(request.user, unit)
    return unit, form, form.narrow(found) if form.is_valid() else found


@require_safe
def application_list(request):
    """Applications of the unit and below, with a box each for sending up together."""
    unit, form, found = _asked(request)
    context = {
        "title": _("Applications for aid"),
        "unit": unit,
        "states": [
            (Application.State(state).label, number, state)
            for state, number in queries.applications.by_state(found).items()
        ],
        "sums": queries.applications.sums(found),
        "sendable": (Application.State.DRAFT, Application.State.RETURNED),
        "drafts": found.filter(state=Application.State.DRAFT).count(),
        "may_send": can(request.user, "aid.send_up", unit),
        **parts(request, "applications"),
    }
    return list_page(request, found, "aid/application_list.html", {**context, "filters": form})


@require_safe
def application_export(request):
    """The applications as a workbook; numbers stay masked, needs are not in it."""
    _unit, _form, found = _asked(request)
    heads = (
        "项目编号",
        "项目",
        "姓名",
        "身份证号",
        "所在工会",
        "困难类别",
        "学生",
        "学段",
        "学校",
        "金额(元)",
        "申请日期",
        "状态",
        "说明",
    )
    rows = (
        (
            one.programme.number,
            one.programme.name,
            one.person.name,
            one.person.id_number.masked,
            one.unit.name,
            one.category,
            one.student.masked,
            one.stage,
            one.school,
            one.amount,
            one.on,
            one.get_state_display(),
            one.why,
        )
        for one in found[:50_000]
    )
    return sheet_response(_("Applications for aid"), [("申请", heads, rows)])


@require_safe
def application_detail(request, pk):
    """One application: where it stands, what comes next, its papers and payments."""
    application = own_application(request, pk)
    context = {
        "application": application,
        "programme": application.programme,
        "unit": application.unit,
        "files": evidence.of(application),
        "lacking": queries.applications.missing_papers(application),
        "payments": application.payments.standing().select_related("run"),
        "given": queries.applications.given_to(application.beneficiary).exclude(application=application)[:10],
        "objections": application.objections.standing(),
        "send_verdict": can(request.user, "aid.send_up", application.unit)
        and rules.programmes.may_send_up(application),
        "correct_verdict": can(request.user, "aid.correct_application", application.unit)
        and rules.programmes.may_correct(application),
        "withdraw_verdict": can(request.user, "aid.withdraw_application", application.unit)
        and rules.programmes.may_withdraw(application),
    }
    return render(request, "aid/application_detail.html", context)


def application_create(request, pk):
    """Take in one application."""
    programme = reaching_programme(request, pk)
    unit = apply_at(request, programme)
    context = {
        "title": _("Application: %s") % programme.name,
        "unit": unit,
        "lead": _("For a member of %s or below.") % unit.name,
        "button": _("Take the application"),
        "back": programme.get_absolute_url(),
    }
    return act_page(
        request,
        forms.ApplyForm,
        "ui/act.html",
        context,
        then=lambda data: _applied(request, programme, unit, data),
        said=_("The application is on file. Add its papers, then send it up."),
        form_kwargs={"programme": programme, **today()},
    )


def _applied(request, programme, unit, data):
    membership = member_named(unit, data.pop("who"), request.user)
    return actions.applications.apply(
        programme, by=request.user, person=membership.person, unit=membership.unit, **data
    )


def member_named(unit, text, user):
    """The one member whom a text names; refused with a sentence when it names nobody or several."""
    found = queries.programmes.person_at(unit, text, user)
    if found is None:
        raise Refused(_("Nobody in membership here is called “%s”.") % text)
    if isinstance(found, list):
        names = "；".join(f"{one.person.name}（{one.unit.name}）" for one in found)
        raise Refused(_("Several fit: %s. Type the identity number or telephone.") % names)
    return found


def _step(request, pk, form_class, words, then, said, **more):
    application = own_application(request, pk)
    context = {
        "unit": application.unit,
        "back": application.get_absolute_url(),
        **{name: value(application) if callable(value) else value for name, value in words.items()},
    }
    kwargs = more.pop("form_kwargs", None)
    return act_page(
        request, form_class, "ui/act.html", context, then=lambda data: then(application, data), said=said,
        url=application.get_absolute_url(), form_kwargs=kwargs(application) if callable(kwargs) else kwargs or today(),
    )  # fmt: skip


def application_send(request, pk):
    """Send one up."""
    return _step(
        request,
        pk,
        forms.DayForm,
        {
            "title": lambda one: _("Send up the application of %s") % one.person.name,
            "lead": _("It goes its way through the levels; until it comes back it does not change."),
            "button": _("Send up"),
        },
        lambda one, data: actions.applications.send_up(one, by=request.user, **data),
        _("Sent up."),
    )


@require_POST
def application_send_many(request):
    """Send up those that were ticked, or all drafts of the list; each that stays is told why."""
    chosen = _ticked(request) if "all" not in request.POST else _drafts(request)
    outcomes = actions.applications.send_up_all(
        chosen.select_related("programme", "person", "unit").order_by("pk")[:SENT_AT_ONCE],
        by=request.user,
        on=timezone.localdate(),
    )
    if not outcomes:
        messages.error(request, _("Tick the applications first that you want to send up."))
    stay = [(one, verdict) for one, verdict in outcomes if verdict is not None]
    sent = len(outcomes) - len(stay)
    if sent:
        messages.success(request, ngettext("%d application sent up.", "%d applications sent up.", sent) % sent)
    if stay:
        words = [f"{one.person.name}: {verdict.reason}" for one, verdict in stay[:SAID_AT_ONCE]]
        more = len(stay) - len(words)
        said = ngettext("%d application was not sent up:", "%d applications were not sent up:", len(stay)) % len(stay)
        messages.warning(request, "\n".join([said, *words, *([_("and %d more") % more] if more else [])]))
    return redirect(f"{reverse('aid:application_list')}?{request.POST.get('query', '')[:300]}")


def _ticked(request):
    keys = [key for key in request.POST.getlist("pick") if key.isdigit() and len(key) < 18][:SENT_AT_ONCE]
    readable = Application.objects.visible_to(request.user).standing().below(chosen_unit(request))
    return readable.filter(pk__in=keys)


def _drafts(request):
    """All drafts of the list as it was narrowed."""
    _unit, _form, found = _asked(request, QueryDict(request.POST.get("query", "")))
    return found.filter(state=Application.State.DRAFT)


def application_correct(request, pk):
    """What was wrong is put right."""

    def form_kwargs(application):
        names = ("category", "stage", "school", "amount", "remark")
        return {
            "programme": application.programme,
            "initial": {name: getattr(application, name) for name in names},
        }

    return _step(
        request,
        pk,
        forms.CorrectApplicationForm,
        {"title": lambda one: _("Correct the application of %s") % one.person.name, "button": _("Correct")},
        lambda one, data: actions.applications.correct_application(
            one, by=request.user, on=timezone.localdate(), **data
        ),
        _("Corrected."),
        form_kwargs=form_kwargs,
    )


def application_withdraw(request, pk):
    """The applicant withdraws."""
    return _step(
        request,
        pk,
        forms.DayWhyForm,
        {
            "title": lambda one: _("Withdraw the application of %s") % one.person.name,
            "button": _("Withdraw"),
            "danger": True,
        },
        lambda one, data: actions.applications.withdraw_application(one, by=request.user, **data),
        _("Withdrawn."),
    )


def application_consent(request, pk):
    """How the person agreed to stand in a public notice."""
    return _step(
        request,
        pk,
        forms.ConsentForm,
        {
            "title": lambda one: _("Consent of %s to publication") % one.person.name,
            "lead": _(
                "Without a separate signed consent the name stays masked (Personal Information Protection Law, article 25)."
            ),
            "button": _("Note it"),
        },
        lambda one, data: actions.applications.consent(one, by=request.user, **data),
        _("Noted."),
        form_kwargs=lambda one: {"initial": {"on": timezone.localdate(), "to": one.consent}},
    )


def application_attach(request, pk):
    """A paper for the application."""

    def form_kwargs(application):
        lacking = queries.applications.missing_papers(application)
        return {"initial": {"kind": lacking[0] if lacking else ""}}

    return _step(
        request,
        pk,
        forms.PaperForm,
        {
            "title": lambda one: _("Papers of %s") % one.person.name,
            "lead": lambda one: _("Asked for: %s") % "、".join(one.programme.documents),
            "button": _("Put on file"),
        },
        lambda one, data: actions.applications.attach(one, data["file"], by=request.user, kind=data["kind"]),
        _("On file."),
        form_kwargs=form_kwargs,
    )


@never_cache
def application_reveal(request, pk):
    """Need and student in full, once, after the reason was written down."""
    application = own_application(request, pk)
    form, shown = WhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            shown = actions.applications.reveal_need(application, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Need of %s in full") % application.person.name,
        "unit": application.unit,
        "lead": _("Who looked, when and why is written into the log."),
        "button": _("Show"),
        "back": application.get_absolute_url(),
        "form": form,
        "shown": shown,
    }
    return render(request, "aid/application_reveal.html", context, status=422 if form.errors else 200)


@require_safe
def paper_file(request, pk):
    """The download of a paper, for whoever may see its record."""
    return evidence.response(request, pk)


# --- pairs ----------------------------------------------------------------------------------------------------------------------


def own_pair(request, pk):
    """A pair that the user may read."""
    return get_object_or_404(Pair.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


@require_safe
def pair_list(request):
    """Donors and pupils."""
    unit = chosen_unit(request)
    context = {"title": _("Paired aid"), "unit": unit, **parts(request, "pairs")}
    return list_page(request, queries.applications.pairs(request.user, unit), "aid/pair_list.html", context)


@require_safe
def pair_detail(request, pk):
    """One pair and what was paid."""
    pair = own_pair(request, pk)
    total = sum(float(amount) for _day, _year, amount in pair.gifts)
    return render(request, "aid/pair_detail.html", {"pair": pair, "unit": pair.unit, "total": total})


def pair_offer(request):
    """Somebody offers to help."""
    unit = chosen_unit(request)
    context = {
        "title": _("Offer of paired aid"),
        "unit": unit,
        "button": _("Note the offer"),
        "back": reverse("aid:pair_list"),
    }
    return act_page(
        request, forms.OfferForm, "ui/act.html", context, form_kwargs=today(), said=_("Noted."),
        then=lambda data: actions.applications.offer_pair(unit, by=request.user, **data),
    )  # fmt: skip


def _of_pair(request, pk, form_class, title, button, then, **more):
    pair = own_pair(request, pk)
    context = {
        "title": title % pair.donor,
        "unit": pair.unit,
        "button": button,
        "back": pair.get_absolute_url(),
        **more,
    }
    return act_page(
        request, form_class, "ui/act.html", context, then=lambda data: then(pair, data), said=_("Noted."),
        form_kwargs=today(),
    )  # fmt: skip


def pair_match(request, pk):
    """Donor and pupil are matched."""
    return _of_pair(
        request,
        pk,
        forms.MatchForm,
        _("A pupil for %s"),
        _("Match"),
        lambda pair, data: actions.applications.match_pair(pair, by=request.user, **data),
    )


def pair_give(request, pk):
    """The donor paid."""
    return _of_pair(
        request,
        pk,
        forms.GiftForm,
        _("Payment of %s"),
        _("Note it"),
        lambda pair, data: actions.applications.give(pair, by=request.user, **data),
    )


def pair_end(request, pk):
    """The pair ends."""
    return _of_pair(
        request,
        pk,
        forms.DayWhyForm,
        _("End the pair of %s"),
        _("End it"),
        lambda pair, data: actions.applications.end_pair(pair, by=request.user, **data),
        danger=True,
    )
