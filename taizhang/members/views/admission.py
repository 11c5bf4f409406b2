"""Pages of admission: applications, the committee's decisions, the public page, off-establishment staff and their contracts."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger, rulebook
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, forms, papers, queries, rules
from taizhang.members.models import Application, Doorway
from taizhang.members.views.reading import own_membership
from taizhang.members.views.shapes import PAGES
from taizhang.ui import qr
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, File, Table, Way, deadline, link, narrowed, state, workbook
from taizhang.word.download import paper_response

EXPORTED = 20_000
State = Application.State
FIGURES = (
    "members.admission_rate", "members.admitted", "members.applications", "members.approval_rate", "members.retention_rate",
    "members.off_establishment_rate",
)  # fmt: skip


def own_application(request, pk):
    """An application that the user may read; 404 for everybody else."""
    return get_object_or_404(queries.admission.applications(request.user), pk=pk)


def own_admission(request, pk):
    """A decision of a committee that the user may read; 404 for everybody else."""
    return get_object_or_404(queries.admission.admissions(request.user), pk=pk)


def _row(one):
    late = bool(one.due_on and one.due_on < timezone.localdate())
    return (
        link(one.name, one), one.get_sex_display(), one.unit.name, one.employment, one.group, one.contract_until, one.get_source_display(),
        one.applied_on or one.identified_on, deadline(one.due_on, late=late), state(one),
    )  # fmt: skip


def _asked(request):
    unit = chosen_unit(request)
    return unit, forms.ApplicationFilter(request.GET), queries.admission.applications(request.user, under=unit)


@require_safe
def application_list(request):
    """Who is to join: identified, applied, decided."""
    unit, filters, rows = _asked(request)
    heads = (
        _("Name"), _("Sex"), _("Union"), _("Form of employment"), _("Union group"), _("Contract until"), _("How it came"),
        _("On file since"), _("Decision until"), _("State"),
    )  # fmt: skip
    figures = [ledger.value(code, unit, Period.year(timezone.localdate().year)) for code in FIGURES]
    here, door = f"?unit={unit.code}", queries.admission.doorway_at(unit)
    return PAGES.register(
        request, rows, unit=unit, title=_("Admission of members"), tab="applications", heads=tuple((head, False) for head in heads),
        row=_row, filters=filters, figures=figures, note=_short_of_target(unit, figures[0]),
        lead=_("From the list of those to be won to the committee's decision; whoever is admitted stands on the register."),
        buttons=(
            Button("members.take_application", reverse("members:application_take") + here, kind="primary", picture="user-plus"),
            Button("members.identify", reverse("members:application_identify") + here, picture="users"),
            Button("members.decide_applications", reverse("members:application_decide") + here, picture="circle-check"),
            *(() if door else (Button("members.open_doorway", reverse("members:doorway_open") + here, picture="qrcode"),)),
        ),
        ways=(
            *((Way(reverse("members:doorway_code", args=[door.pk]), _("Page for applications"), "qrcode"),) if door else ()),
            Way(reverse("members:admission_list") + here, _("Decisions of the committee"), "list"),
            Way(reverse("members:contract_list") + here, _("Contracts that end"), "clock"),
            Way(reverse("intake:batch_take") + f"?importer=applications&unit={unit.code}", _("Import"), "file-import"),
            Way(reverse("members:application_export") + f"?{request.GET.urlencode()}", _("Export")),
        ),
        empty=_("Take in an application, open the page for applications, or import the list of the staff."),
    )  # fmt: skip


def _short_of_target(unit, rate):
    """The sentence that says how many of the staff are missing from what the rulebook aims at; nothing where nobody is."""
    rule = rulebook.find("members.admission_target", unit, timezone.localdate())
    missing = rules.admission.short_of_target(rate.numerator, rate.denominator, rule and int(rule.value))
    words = ngettext(
        "The aim is that %(target)d %% of the staff are members; %(count)d person is missing.",
        "The aim is that %(target)d %% of the staff are members; %(count)d persons are missing.",
        missing,
    )
    return words % {"target": int(rule.value), "count": missing} if missing else ""


@require_safe
def application_export(request):
    """The list as a workbook; numbers stay masked."""
    _unit, filters, rows = _asked(request)
    heads = (
        "姓名", "性别", "出生日期", "身份证号", "手机号", "户籍类型", "所在工会编码", "所在工会", "工会小组", "用工形式", "农民工", "合同起",
        "合同止", "摸底日期", "申请日期", "决定日期", "入会批次", "状态", "来源", "备注",
    )  # fmt: skip
    lines = (
        (
            one.name, one.sex, one.birth_on, one.id_number.masked, one.phone.masked, one.household, one.unit.code, one.unit.name, one.group,
            one.employment, one.migrant_words, one.contract_since, one.contract_until, one.identified_on, one.applied_on, one.decided_on,
            one.admission.number if one.admission else "", one.state, one.source, one.remark,
        )
        for one in narrowed(rows, filters)[:EXPORTED]
    )  # fmt: skip
    return workbook(_("Applications for membership"), heads, lines)


def _of(name, one):
    return reverse(f"members:{name}", args=[one.pk])


@require_safe
def application_detail(request, pk):
    """One application: what was written, where it stands."""
    one = own_application(request, pk)
    buttons = []
    if one.state == State.IDENTIFIED:
        buttons.append(Button("members.apply_now", _of("application_apply", one), kind="primary", picture="check"))
    if one.state == State.APPLIED:
        decide = reverse("members:application_decide") + f"?unit={one.unit.code}"
        buttons.append(Button("members.decide_applications", decide, _("Decide"), "primary", "circle-check"))
    if one.is_waiting:
        buttons.append(Button("members.drop_application", _of("application_drop", one), picture="x"))
    buttons.append(Button("members.reveal_application", _of("application_reveal", one), picture="eye"))
    ways = [Way(_of("application_paper", one), _("Application (Word)"), "file-text")]
    if one.membership:
        ways.append(Way(one.membership.get_absolute_url(), _("The member's file"), "user"))
    shape = File(
        heading=one.name, unit=one.unit, tab="applications", state=one.get_state_display(), tone=one.tone,
        facts=[
            (_("Sex"), one.get_sex_display()), (_("Born on"), one.birth_on), (one.get_id_kind_display(), one.id_number.masked),
            (_("Mobile telephone"), one.phone.masked), (_("Ethnic group"), one.ethnic), (_("Education"), one.education),
            (_("Political status"), one.political), (_("Registered household"), one.household), (_("Union group"), one.group),
            (_("Position"), one.position),
            (_("Form of employment"), one.employment), (_("Rural migrant worker"), one.migrant_words),
            (_("Contract from"), one.contract_since), (_("Contract until"), one.contract_until), (_("How it came"), one.get_source_display()),
            (_("Identified on"), one.identified_on), (_("Applied on"), one.applied_on), (_("Decision until"), one.due_on),
            (_("Decided on"), one.decided_on), (_("Number"), one.admission.number if one.admission else ""), (_("Reason"), one.why),
            (_("Remark"), one.remark),
        ],
        buttons=buttons, ways=ways,
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _begin(request, code, title, do, lead):
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.ApplicationForm, title, lambda data: do(unit, by=request.user, **data), code=code,
        back="members:application_list", lead=lead, said=_("On file."), form_kwargs={"unit": unit, "initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def application_take(request):
    """An application made at the counter."""
    lead = _("The person has signed the application; the committee decides.")
    return _begin(request, "members.take_application", _("Take in an application"), actions.take_application, lead)


def application_identify(request):
    """Somebody of the staff who is not in the union yet."""
    lead = _("Admission does not depend on the form of employment: dispatched, temporary and part-time staff may join.")
    return _begin(request, "members.identify", _("Put on the list of those to be won"), actions.identify, lead)


def application_apply(request, pk):
    """Somebody identified has applied."""
    one = own_application(request, pk)
    return PAGES.verb(
        request, one, forms.OnForm, _("Note the application of %s") % one.name,
        lambda data: actions.apply_now(one, by=request.user, **data), verdict=can(request.user, "members.apply_now", one.unit), said=_("Noted."),
    )  # fmt: skip


def application_drop(request, pk):
    """An application ends without a decision."""
    one = own_application(request, pk)
    return PAGES.verb(
        request, one, forms.DropForm, _("End the application of %s") % one.name,
        lambda data: actions.drop_application(one, by=request.user, **data), danger=True,
        verdict=can(request.user, "members.drop_application", one.unit), said=_("Noted."),
    )  # fmt: skip


@never_cache
def application_reveal(request, pk):
    """The numbers in full, once, after the reason was written down."""
    one = own_application(request, pk)
    form, numbers = WhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            numbers = actions.reveal_application(one, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Numbers of %s in full") % one.name, "unit": one.unit, "lead": _("Who looked, when and why is written into the log."),
        "button": _("Show"), "back": one.get_absolute_url(), "form": form, "numbers": numbers,
    }  # fmt: skip
    return render(request, "members/application_reveal.html", context, status=422 if form.errors else 200)


@require_safe
def application_paper(request, pk):
    """Application and registration form as a Word file, to be signed."""
    return paper_response(papers.application_form(own_application(request, pk)))


def application_decide(request):
    """The committee met: mark who is admitted and who is not."""
    unit = chosen_unit(request)
    visible = Application.objects.visible_to(request.user).values("pk")
    page = page_of(request, queries.admission.waiting(unit).filter(pk__in=visible), per_page=200)
    marks = {one.pk: request.POST.get(f"one_{one.pk}", "later" if request.method == "POST" else "yes") for one in page}
    rows = [(one, marks[one.pk]) for one in page]
    return act_page(
        request, forms.DecideForm, "members/application_decide.html",
        {
            "title": _("Decide on applications"), "unit": unit, "page": page, "rows": rows, "button": _("Record the decision"),
            "lead": _("Whoever is admitted is a member from the day on which the committee met."),
            "back": reverse("members:application_list") + f"?unit={unit.code}", "verdict": can(request.user, "members.decide_applications", unit),
        },
        then=lambda data: actions.decide_applications(
            unit, by=request.user, applications=[one for one, mark in rows if mark == "yes"],
            refused=[one for one, mark in rows if mark == "no"], **data,
        ),
        said=_("The decision is on file."), form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


@require_safe
def admission_list(request):
    """Decisions of the committees."""
    unit = chosen_unit(request)
    heads = (
        (_("Number"), False),
        (_("Union"), False),
        (_("Committee met on"), False),
        (_("Admitted"), True),
        (_("Decided on"), True),
    )
    return PAGES.register(
        request, queries.admission.admissions(request.user, under=unit), unit=unit, title=_("Decisions of the committee"),
        tab="applications", heads=heads, row=lambda one: (link(one.number, one), one.unit.name, one.met_on, one.admitted, one.asked),
        empty=_("Decide on the applications that wait."),
    )  # fmt: skip


@require_safe
def admission_detail(request, pk):
    """One decision with its list."""
    one = own_admission(request, pk)
    rows = [
        (link(each.name, each), each.get_sex_display(), each.employment, each.group, state(each), each.why)
        for each in queries.admission.decided_in(one)
    ]
    labels = (_("Name"), _("Sex"), _("Form of employment"), _("Union group"), _("State"), _("Reason"))
    shape = File(
        heading=one.number, unit=one.unit, tab="applications", facts=[(_("Committee met on"), one.met_on), (_("Remark"), one.remark)],
        tables=[Table(_("List"), tuple((label, False) for label in labels), rows)],
        ways=[Way(_of("admission_paper", one), _("List (Word)"), "file-text"), Way(_of("admission_export", one), _("Export"))],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


@require_safe
def admission_paper(request, pk):
    """The list of a decision as a Word file."""
    one = own_admission(request, pk)
    return paper_response(papers.admission_list(one, queries.admission.decided_in(one)))


@require_safe
def admission_export(request, pk):
    """The list of a decision as a workbook."""
    one = own_admission(request, pk)
    heads = ("姓名", "性别", "身份证号", "用工形式", "工会小组", "申请日期", "决定日期", "状态", "原因")
    lines = (
        (
            each.name,
            each.sex,
            each.id_number.masked,
            each.employment,
            each.group,
            each.applied_on,
            each.decided_on,
            each.state,
            each.why,
        )
        for each in queries.admission.decided_in(one)
    )
    return workbook(one.number, heads, lines)


def membership_accept(request, pk):
    """Somebody whom an import brought as applying is taken in."""
    membership = own_membership(request, pk)
    return PAGES.verb(
        request, membership, forms.DayForm, _("Take in %s") % membership.person.name,
        lambda data: actions.accept(membership, by=request.user, **data), verdict=can(request.user, "members.accept", membership.unit),
        said=_("Admitted."),
    )  # fmt: skip


# --- the page without an account ----------------------------------------------------------------------------------------------


def own_doorway(request, pk):
    """A page for applications of what the user reads; 404 for everybody else."""
    return get_object_or_404(Doorway.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


def doorway_open(request):
    """Open the page for a time."""
    unit, today = chosen_unit(request), timezone.localdate()
    return PAGES.begin(
        request, unit, forms.DoorwayForm, _("Open a page for applications"), lambda data: actions.open_doorway(unit, by=request.user, **data),
        code="members.open_doorway", back="members:application_list", url=lambda done: reverse("members:doorway_code", args=[done.pk]),
        lead=_("Whoever holds its code may apply; the committee still decides."), said=_("The page is open."),
        form_kwargs={"initial": {"since": today, "until": today.replace(month=12, day=31)}},
    )  # fmt: skip


@require_safe
def doorway_code(request, pk):
    """The address and the code of the page, to be hung up."""
    door = own_doorway(request, pk)
    address = request.build_absolute_uri(reverse("members:apply_online", args=[door.code]))
    context = {
        "title": _("Page for applications"), "unit": door.unit, "door": door, "address": address, "picture": qr.picture(address),
        "open": door.is_open(timezone.localdate()), "verdict": can(request.user, "members.close_doorway", door.unit),
    }  # fmt: skip
    return render(request, "members/doorway_code.html", context)


def doorway_close(request, pk):
    """Close the page."""
    door = own_doorway(request, pk)
    return PAGES.verb(
        request, door, forms.OnForm, _("Close the page for applications"), lambda data: actions.close_doorway(door, by=request.user, **data),
        verdict=can(request.user, "members.close_doorway", door.unit), said=_("Closed."), danger=True,
    )  # fmt: skip


@login_not_required
@never_cache
def apply_online(request, code):
    """Somebody applies, without an account. Nothing is shown of anybody."""
    door, today = queries.admission.doorway(code), timezone.localdate()
    if door is None:
        raise Http404
    if not door.is_open(today):
        context = {"title": _("Apply for membership"), "reason": _("This page is closed. Ask your union.")}
        return render(request, "members/apply_online_refused.html", context, status=410)
    done = []
    answer = act_page(
        request, forms.OnlineForm, "members/apply_online.html",
        {
            "title": _("Apply for membership"), "unit": door.unit, "button": _("Send my application"), "quiet": True,
            "lead": _("To %s. The committee decides; the union will tell you.") % door.unit.name,
        },
        then=lambda data: done.append(actions.apply_online(door, on=today, **data)), url=request.path,
    )  # fmt: skip
    if done:
        context = {"title": _("Your application has arrived"), "unit": door.unit, "application": done[0]}
        return render(request, "members/apply_online_done.html", context)
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


# --- contracts ----------------------------------------------------------------------------------------------------------------


@require_safe
def contract_list(request):
    """Members whose contract has an end, the earliest first."""
    unit, filters = chosen_unit(request), forms.ContractFilter(request.GET)
    rows = queries.register(request.user, under=unit).filter(
        contract_until__isnull=False, status__in=("在会", "保留会籍")
    )
    rows = rows.order_by("contract_until", "id")
    today = timezone.localdate()
    if request.GET.get("as") == "xlsx":
        heads = ("姓名", "所在工会", "工会小组", "用工形式", "合同起", "合同止")
        found = narrowed(rows, filters)[:EXPORTED]
        lines = ((o.person.name, o.unit.name, o.group, o.employment, o.contract_since, o.contract_until) for o in found)
        return workbook(_("Contracts that end"), heads, lines)
    labels = (_("Name"), _("Union"), _("Union group"), _("Form of employment"), _("Contract from"), _("Contract until"))
    query = request.GET.copy()
    query["as"] = "xlsx"
    return PAGES.register(
        request, rows, unit=unit, title=_("Contracts that end"), tab="applications", heads=tuple((label, False) for label in labels),
        row=lambda one: (
            link(one.person.name, one), one.unit.name, one.group, one.employment, one.contract_since,
            deadline(one.contract_until, late=one.contract_until < today),
        ),
        filters=filters, lead=_("After the end the membership is carried on, kept, or transferred; the desk reminds in time."),
        ways=(Way(f"{request.path}?{query.urlencode()}", _("Export")),), empty=_("No member has a contract with an end on file."),
    )  # fmt: skip
