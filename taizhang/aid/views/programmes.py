"""Pages of programmes: laid down from a template, run over the register, told, opened, closed."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from taizhang.aid import actions, criteria, queries, rules
from taizhang.aid.forms import money as forms
from taizhang.aid.models import Application, Candidate, Programme
from taizhang.aid.schemes import SCHEMES
from taizhang.kernel.access import can
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page, list_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response

EXPORTED_AT_ONCE = 50_000


def own_programme(request, pk):
    """A programme that the user may read; 404 for everybody else."""
    readable = Programme.objects.visible_to(request.user).standing().select_related("unit", "fund")
    return get_object_or_404(readable, pk=pk)


def reaching_programme(request, pk):
    """A programme that the user may read, or an opened one of a union above, in which his members may apply; 404 for everybody else."""
    return get_object_or_404(queries.programmes.reaching(request.user).select_related("unit", "fund"), pk=pk)


def today():
    """Forms begin with the day of today."""
    return {"initial": {"on": timezone.localdate()}}


def parts(request, current):
    """The tabs of everything about programmes and money."""
    pages = (
        ("programmes", _("Programmes"), "aid:programme_list"),
        ("applications", _("Applications"), "aid:application_list"),
        ("runs", _("Payment runs"), "aid:payment_run_list"),
        ("funds", _("Funds"), "aid:fund_list"),
        ("accounts", _("Bank accounts"), "aid:account_list"),
        ("pairs", _("Paired aid"), "aid:pair_list"),
    )
    return {"tabs": [(code, label, reverse(name)) for code, label, name in pages], "tab": current}


@require_safe
def programme_list(request):
    """The programmes of the unit and below."""
    unit = chosen_unit(request)
    context = {"title": _("Programmes of aid"), "unit": unit, **parts(request, "programmes")}
    return list_page(request, queries.programmes.programmes(request.user, unit), "aid/programme_list.html", context)


@require_safe
def programme_choose(request):
    """The templates that a programme starts from."""
    unit = chosen_unit(request)
    context = {"title": _("Lay down a programme"), "unit": unit, "schemes": SCHEMES.values()}
    return render(request, "aid/programme_choose.html", context)


def _form_kwargs(unit, initial):
    return {
        "unit": unit,
        "funds": queries.payments.funds_for(unit),
        "day": timezone.localdate(),
        "initial": initial,
    }


def programme_create(request):
    """A new programme, from a template."""
    unit = chosen_unit(request)
    initial = forms.initial_of_scheme(request.GET.get("scheme", ""), timezone.localdate())
    context = {
        "title": _("Lay down a programme"),
        "unit": unit,
        "lead": _("At %s, for its members and those of all unions below.") % unit.name,
        "button": _("Lay down"),
        "back": reverse("aid:programme_choose"),
        "verdict": can(request.user, "aid.lay_down", unit),
    }
    return act_page(
        request,
        forms.ProgrammeForm,
        "aid/programme_create.html",
        context,
        then=lambda data: actions.programmes.lay_down(
            unit, by=request.user, on=timezone.localdate(), scheme=request.GET.get("scheme", "")[:30], **_taken(data)
        ),
        said=_("Laid down. Look at it, then open it for applications."),
        form_kwargs=_form_kwargs(unit, initial),
    )


def _taken(data):
    return {name: value for name, value in data.items() if name in actions.programmes.FIELDS}


def programme_amend(request, pk):
    """Change a programme that is being prepared."""
    programme = own_programme(request, pk)
    context = {
        "title": _("Change %s") % programme.name,
        "unit": programme.unit,
        "button": _("Change"),
        "back": programme.get_absolute_url(),
        "verdict": can(request.user, "aid.amend_programme", programme.unit) and rules.programmes.may_change(programme),
    }
    return act_page(
        request,
        forms.ProgrammeForm,
        "aid/programme_amend.html",
        context,
        then=lambda data: actions.programmes.amend_programme(
            programme, by=request.user, on=timezone.localdate(), **_taken(data)
        ),
        said=_("Changed."),
        form_kwargs=_form_kwargs(programme.unit, forms.initial_of(programme)),
    )


@require_safe
def programme_detail(request, pk):
    """A programme: its rules, where it stands, what comes next. A union below sees the rules and its own applications."""
    programme = reaching_programme(request, pk)
    day = timezone.localdate()
    context = {
        "programme": programme,
        "unit": programme.unit,
        "conditions": criteria.asked(programme.rules),
        "amounts": _amount_lines(programme),
        "ceiling": queries.programmes.ceiling_of(programme, day),
        "reads_all": Programme.objects.visible_to(request.user).filter(pk=programme.pk).exists(),
        "apply_at": apply_at(request, programme),
        "counts": queries.programmes.counted(programme),
        "screening": programme.screenings.standing().first(),
        "exclusions": _exclusions(programme),
        "tellings": programme.tellings.standing()[:10],
        "states": _states(request.user, programme),
        "runs": queries.payments.runs(request.user, programme.unit).filter(programme=programme)[:10],
        "notices": programme.notices.standing()[:10],
        "samples": queries.payments.samples(request.user, programme)[:5],
        "days_left": (programme.closes_on - day).days,
        "today": day,
        "is_open": programme.state == Programme.State.OPEN,
        "is_draft": programme.state == Programme.State.DRAFT,
        "open_verdict": can(request.user, "aid.open_programme", programme.unit)
        and rules.programmes.may_open(programme, fund=programme.fund),
    }
    return render(request, "aid/programme_detail.html", context)


def apply_at(request, programme):
    """The union for whose members the user takes applications: the chosen one, where the programme reaches it."""
    unit = chosen_unit(request)
    return unit if unit.is_in(programme.unit) else programme.unit


def _states(user, programme):
    """[(state in words, how many)] of the programme's applications that the user sees."""
    found = queries.applications.applications(user, programme.unit, programme=programme)
    return [(Application.State(state).label, number) for state, number in queries.applications.by_state(found).items()]


def _amount_lines(programme):
    amounts = programme.amounts or {}
    if amounts.get("how") == "fixed":
        return [(_("for each"), amounts["amount"])]
    if amounts.get("how") == "bands":
        return list(amounts.get("bands", {}).items())
    return []


def _exclusions(programme):
    """[(why, how many)] of the last run of the conditions."""
    last = programme.screenings.standing().first()
    if last is None:
        return []
    words = [criteria.CRITERIA[rule["what"]].lacks(rule) for rule in last.rules]
    return [(why, number) for why, number in zip(words, last.reasons, strict=False) if number]


def _step(request, pk, form_class, words, then, said, **more):
    """The page of one verb on a programme."""
    programme = own_programme(request, pk)
    context = {
        "unit": programme.unit,
        "back": programme.get_absolute_url(),
        **{name: value(programme) if callable(value) else value for name, value in words.items()},
    }
    return act_page(
        request, form_class, more.pop("template", "ui/act.html"), context, then=lambda data: then(programme, data),
        said=said, url=more.pop("url", programme.get_absolute_url()), form_kwargs=more.pop("form_kwargs", today()),
    )  # fmt: skip


def programme_open(request, pk):
    """Open it for applications."""
    return _step(
        request,
        pk,
        forms.DayForm,
        {
            "title": lambda one: _("Open %s") % one.name,
            "lead": _("From then on its conditions and amounts stand."),
            "button": _("Open"),
        },
        lambda one, data: actions.programmes.open_programme(one, by=request.user, **data),
        _("Opened."),
    )


def programme_close(request, pk):
    """No more applications."""
    return _step(
        request,
        pk,
        forms.DayWhyForm,
        {
            "title": lambda one: _("Close %s") % one.name,
            "lead": _("No more applications are taken; what is on its way goes on."),
            "button": _("Close the programme"),
        },
        lambda one, data: actions.programmes.close_programme(one, by=request.user, **data),
        _("Closed."),
    )


def programme_withdraw(request, pk):
    """Laid down by mistake."""
    return _step(
        request,
        pk,
        WhyForm,
        {
            "title": lambda one: _("Withdraw %s") % one.name,
            "lead": _("For a programme that was laid down by mistake and that nobody has applied in."),
            "button": _("Withdraw"),
            "danger": True,
        },
        lambda one, data: actions.programmes.withdraw_programme(one, by=request.user, **data),
        _("Withdrawn."),
        url=reverse("aid:programme_list"),
        form_kwargs={},
    )


def programme_screen(request, pk):
    """Run the conditions over the register."""
    return _step(
        request,
        pk,
        forms.DayForm,
        {
            "title": _("Run the conditions over the register"),
            "lead": lambda one: (
                _("Everybody at %s and below is looked at; who is told already stays told.") % one.unit.name
            ),
            "button": _("Run"),
        },
        lambda one, data: actions.programmes.screen(one, by=request.user, **data),
        _("The conditions were run; see who is proposed and who is not."),
        url=reverse("aid:candidate_list", args=[pk]),
    )


def programme_tell(request, pk):
    """Who is eligible is told before the closing date."""
    programme = own_programme(request, pk)
    waiting = queries.programmes.untold(programme).count()
    late = rules.programmes.told_too_late(programme, timezone.localdate())
    return _step(
        request,
        pk,
        forms.TellForm,
        {
            "title": _("Tell the eligible"),
            "lead": ngettext("%d person has not been told.", "%d persons have not been told.", waiting) % waiting,
            "button": _("They were told"),
            "late": late,
            "programme": programme,
        },
        lambda one, data: actions.programmes.tell(one, by=request.user, **data),
        _("Written down who was told, when and how."),
        template="aid/programme_tell.html",
        url=reverse("aid:candidate_list", args=[pk]),
    )


def _candidates(request, pk):
    programme = own_programme(request, pk)
    found = queries.programmes.with_applications(queries.programmes.candidates(programme, request.user), programme)
    reasons = [(str(place), criteria.CRITERIA[rule["what"]].lacks(rule)) for place, rule in enumerate(programme.rules)]
    form = forms.CandidateFilter(request.GET, reasons=reasons)
    return programme, form, form.narrow(found) if form.is_valid() else found


@require_safe
def candidate_list(request, pk):
    """Who is proposed, who is excluded and why."""
    programme, form, found = _candidates(request, pk)
    page = page_of(request, found)
    for one in page.object_list:
        one.why = criteria.lacking(programme.rules, one.reasons)
    context = {
        "title": _("Candidates of %s") % programme.name,
        "programme": programme,
        "unit": programme.unit,
        "page": page,
        "filters": form,
        "counts": queries.programmes.counted(programme),
        "is_open": programme.state == Programme.State.OPEN,
    }
    return render(request, "aid/candidate_list.html", context)


@require_safe
def candidate_export(request, pk):
    """The list for text messages and letters, with the heads that the import of who was told understands."""
    programme, _form, found = _candidates(request, pk)
    found = found[:EXPORTED_AT_ONCE]
    heads = (
        "项目编号",
        "姓名",
        "身份证号",
        "手机号",
        "所在工会",
        "是否符合条件",
        "不符合的原因",
        "告知日期",
        "告知方式",
    )
    rows = (
        (
            programme.number,
            one.person_id,
            one.person.name,
            one.person.id_number.masked,
            one.person.phone.masked,
            one.unit.name,
            "是" if one.proposed else "否",
            "；".join(criteria.lacking(programme.rules, one.reasons)),
            one.told_on,
            one.get_told_how_display() if one.told_how else "",
        )
        for one in found
    )
    return sheet_response(_("Candidates of %s") % programme.name, [("名单", heads, rows)])


@require_safe
def candidate_why(request, pk, person):
    """Why a person is proposed or not: every condition, met or not, as the register stands today."""
    programme = own_programme(request, pk)
    one = get_object_or_404(
        Candidate.objects.visible_to(request.user).select_related("person", "unit"), programme=programme, person=person
    )
    places = queries.programmes.why_not(programme, one.person, timezone.localdate())
    lines = [
        (words, places is not None and place not in places)
        for place, words in enumerate(criteria.asked(programme.rules))
    ]
    context = {
        "title": _("Why: %s") % one.person.name,
        "programme": programme,
        "unit": one.unit,
        "candidate": one,
        "lines": lines,
        "then": criteria.lacking(programme.rules, one.reasons),
        "reached": places is not None,
    }
    return render(request, "aid/candidate_why.html", context)


def application_make(request, pk):
    """Make an application for everybody who is proposed and has none."""
    programme = own_programme(request, pk)
    context = {
        "title": _("Apply for all proposed"),
        "unit": programme.unit,
        "lead": _("One application for each proposed person without one; student aid: one for each child at school."),
        "button": _("Make the applications"),
        "back": reverse("aid:candidate_list", args=[pk]),
    }
    return act_page(
        request, forms.ApplyAllForm, "ui/act.html", context, said=_made,
        then=lambda data: actions.applications.apply_all(programme, by=request.user, **data),
        url=f"{reverse('aid:application_list')}?programme={pk}", form_kwargs={"programme": programme, **today()},
    )  # fmt: skip


REASONS_TOLD, NAMES_TOLD = 5, 3


def _made(outcome):
    """What came of it, in one message: how many were made, and by reason for whom none was."""
    made, left = outcome
    said = [ngettext("%d application made.", "%d applications made.", made) % made]
    by_reason = {}
    for person, why in left:
        by_reason.setdefault(why, []).append(person.name)
    if left:
        said.append(ngettext("%d person has none:", "%d persons have none:", len(left)) % len(left))
    for why, names in sorted(by_reason.items(), key=lambda found: -len(found[1]))[:REASONS_TOLD]:
        some = pgettext("list", ", ").join(names[:NAMES_TOLD]) + ("…" if len(names) > NAMES_TOLD else "")
        said.append(_("%(why)s (%(names)s; %(n)s persons)") % {"why": why, "names": some, "n": len(names)})
    return " ".join(said)
