"""The pages of hardship files: the register, one file in its parts, and one page for each act on it."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.aid import actions, queries, rules
from taizhang.aid.forms import households as forms
from taizhang.aid.models import Assessment, Household
from taizhang.aid.papers import households as papers
from taizhang.kernel import evidence, rulebook
from taizhang.kernel.access import can
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response
from taizhang.word.download import word_response

EXPORTED_AT_ONCE, IN_FULL = 5_000, 500  # what an office computer opens; what one reason may answer for
PAPERS = (
    "困难职工档案表", "申请书", "身份证复印件", "户口簿", "收入证明", "核对授权书",
    "单位证明", "医院费用单据", "诊断证明", "公示证明", "上级工会证明", "照片",
)  # fmt: skip


def own_file(request, pk):
    """A file that the user may read; 404 for everybody else."""
    readable = Household.objects.visible_to(request.user).standing().select_related("head", "unit", "batch")
    return get_object_or_404(readable, pk=pk)


# --- the register ----------------------------------------------------------------------------------------------------------------


def _asked(request):
    unit = chosen_unit(request)
    form = forms.FileFilter(request.GET, unit=unit, today=timezone.localdate())
    found = queries.households.register(request.user, under=unit)
    return unit, form, form.narrow(found) if form.is_valid() else found


@require_safe
def household_list(request):
    """The files of the unit and everything below it, with their warnings counted."""
    unit, form, found = _asked(request)
    return render(
        request,
        "aid/household_list.html",
        {
            "unit": unit,
            "filters": form,
            "page": page_of(request, found),
            "warnings": _warnings(request, unit),
            "may_import": can(request.user, "aid.import_files", unit),
        },
    )


def _warnings(request, unit):
    """[(code, label, how many)] of the warnings that found something."""
    found = queries.households.register(request.user, under=unit).order_by()
    labels = dict(forms.WARNINGS)
    counted = (
        (code, found.filter(q).count())
        for code, q in queries.households.warning_filters(unit, timezone.localdate()).items()
    )
    return [(code, labels[code], number) for code, number in counted if number]


@require_safe
def household_export(request):
    """The register as a workbook in the layout that the import reads; sealed fields stay masked."""
    _unit, _form, found = _asked(request)
    if found.order_by().count() > EXPORTED_AT_ONCE:
        messages.warning(
            request, _("More than %d files: narrow the list, or export union by union.") % EXPORTED_AT_ONCE
        )
        return redirect("aid:household_list")
    return sheet_response(_("Hardship files"), papers.roster(found.prefetch_related(*papers.ROSTER_READS)))


@never_cache
def household_export_full(request):
    """The register with its sealed fields, after the reason was given: for the national system, which takes files in."""
    unit, _form, found = _asked(request)
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            files = actions.households.export_files(unit, list(found[:IN_FULL]), by=request.user, **form.cleaned_data)
            return sheet_response(
                _("Hardship files"), papers.roster(queries.households.again(files, papers.ROSTER_READS), plain=True)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Export files in full"),
        "unit": unit,
        "lead": _(
            "Numbers, addresses and health of every file of the list, in plain. Who exported, when and why is written into the log."
        ),
        "button": _("Export"),
        "back": reverse("aid:household_list"),
        "form": form,
    }
    return render(request, "ui/act.html", context, status=422 if form.errors else 200)


# --- one file ----------------------------------------------------------------------------------------------------------------------


def _tabs(household):
    parts = (
        ("detail", _("The file")),
        ("family", _("Family")),
        ("means", _("Income and means")),
        ("papers", _("Papers")),
        ("aid", _("Aid")),
        ("own", _("Own data")),
        ("log", _("Log of the file")),
    )
    return [(code, label, reverse(f"aid:household_{code}", args=[household.pk])) for code, label in parts]


def _part(request, household, current, context):
    shared = {
        "household": household,
        "unit": household.unit,
        "tabs": _tabs(household),
        "current": current,
        "verdicts": queries.households.verdicts(request.user, household.unit),
    }
    return {**shared, **context}


@require_safe
def household_detail(request, pk):
    """The file at a glance: where it stands, what comes next, what does not fit together."""
    household = own_file(request, pk)
    today = timezone.localdate()
    context = {
        "assessment": queries.households.latest(household),
        "family": queries.households.family(household),
        "warnings": _warnings_of(request, household, today),
        "contradictions": queries.households.contradictions(household) if household.in_force else [],
        "doubles": queries.households.doubles_of(household, request.user),
        "may_file": _may_file(household, today),
        "kept_until": queries.households.kept_until(household),
        "steps": _steps(household),
    }
    return render(request, "aid/household_detail.html", _part(request, household, "detail", context))


def _warnings_of(request, household, today):
    labels = dict(forms.WARNINGS)
    filters = queries.households.warning_filters(household.unit, today)
    found = Household.objects.visible_to(request.user).filter(pk=household.pk)
    return [labels[code] for code, q in filters.items() if code != "duplicate" and found.filter(q).exists()]


def _may_file(household, today):
    """Whether the file may be filed now, as the rule sees it: the sentence tells what is missing."""
    if household.status not in (Household.Status.SURVEYED, Household.Status.VERIFIED):
        return None
    return rules.households.may_file(
        household,
        consents=queries.households.consents(household),
        assessment=queries.households.latest(household),
        lacking=evidence.missing(household),
        on=today,
    )


def _steps(household):
    """[(words, day or None)]: surveyed → verified → filed → aided → checked again → removed."""
    reached = {now: day for day, _was, now, *_rest in household.changes()}
    status = Household.Status
    checks = (
        household.assessments.filter(on__gt=household.filed_on).order_by("-on").first() if household.filed_on else None
    )
    line = [
        (_("surveyed"), household.opened_on),
        (_("verified"), reached.get(status.VERIFIED)),
        (_("filed"), household.filed_on),
        (_("aided"), household.aided_last_on),
        (_("checked again"), checks.on if checks else None),
    ]
    if household.status == status.DECLINED:
        return [*line[:2], (_("not filed"), reached.get(status.DECLINED))]
    return [*line, (_("removed"), household.removed_on)]


@require_safe
def household_family(request, pk):
    """The family table; numbers and health masked."""
    household = own_file(request, pk)
    gone = household.family.exclude(left_on=None)
    context = {"family": queries.households.family(household), "gone": gone, "today": timezone.localdate()}
    return render(request, "aid/household_family.html", _part(request, household, "family", context))


@require_safe
def household_means(request, pk):
    """Every reckoning with its arithmetic, the newest first."""
    household = own_file(request, pk)
    made = [(one, rules.means.arithmetic(one), _amounts(one)) for one in household.assessments.order_by("-on", "-pk")]
    today = timezone.localdate()
    line = queries.households.line(household.unit, today)
    return render(
        request, "aid/household_means.html", _part(request, household, "means", {"reckonings": made, "line": line})
    )


def _amounts(assessment):
    field = Assessment._meta.get_field
    names = (*Assessment.INCOME, *Assessment.SPENDING)
    return [
        (field(name).verbose_name, getattr(assessment, name), name in Assessment.SPENDING)
        for name in names
        if getattr(assessment, name)
    ]


@require_safe
def household_papers(request, pk):
    """The papers on file, what is missing, and the consents."""
    household = own_file(request, pk)
    context = {
        "papers": evidence.of(household),
        "children": queries.households.children(household, timezone.localdate()),
        "missing": evidence.missing(household),
        "consents": queries.households.consents(household),
    }
    return render(request, "aid/household_papers.html", _part(request, household, "papers", context))


@require_safe
def household_aid(request, pk):
    """What the household received, from the ledger: by whichever capability or union."""
    household = own_file(request, pk)
    shown, hidden = queries.households.aid_history(household, request.user)
    rows = queries.own.my_aid(household)
    context = {"records": shown, "hidden": hidden, "rows": rows, "total": queries.own.total(rows)}
    return render(request, "aid/household_aid.html", _part(request, household, "aid", context))


@require_safe
def household_own(request, pk):
    """What the person asked about the own data, who can see it, who has looked."""
    household = own_file(request, pk)
    today = timezone.localdate()
    context = {
        "requests": household.requests.standing().order_by("-asked_on", "-pk"),
        "seers": queries.own.who_can_see(household, today),
        "looks": queries.own.who_looked(household),
        "kept_until": queries.households.kept_until(household),
    }
    return render(request, "aid/household_own.html", _part(request, household, "own", context))


@require_safe
def household_log(request, pk):
    """Every change and every act."""
    household = own_file(request, pk)
    return render(
        request,
        "aid/household_log.html",
        _part(request, household, "log", {"acts": acts_on(household, limit=100)}),
    )


# --- acts ----------------------------------------------------------------------------------------------------------------------------


def _verb(request, household, form, words, then, *, part="detail", **more):
    """The page of one verb on a file."""
    back = reverse(f"aid:household_{part}", args=[household.pk])
    context = {"unit": household.unit, "back": back, "household": household, **words}
    return act_page(
        request, form, more.pop("template", "ui/act.html"), context, then=then, url=more.pop("url", back), **more
    )


def _today(**more):
    return {"initial": {"on": timezone.localdate(), **more}}


def household_open(request):
    """Enter a household at the chosen union."""
    unit = chosen_unit(request)
    return act_page(
        request,
        forms.OpenForm,
        "ui/act.html",
        {
            "title": _("Enter a household"),
            "unit": unit,
            "lead": _(
                "At %s. One household, one file, one head; family, means and papers follow on the file's own pages."
            )
            % unit.name,
            "button": _("Enter the household"),
            "back": reverse("aid:household_list"),
        },
        then=lambda data: actions.households.open_file(unit, by=request.user, **data),
        said=_("Entered. Next: the family table, then the visit."),
        form_kwargs=_today(),
    )


def household_correct(request, pk):
    """What the form says is put right or brought up to date."""
    household = own_file(request, pk)
    names = ("main_cause", "further_causes", *(name for name in actions.households.DETAILS if name != "address"))
    words = {"title": _("Correct the file of %s") % household.head.name, "button": _("Save")}
    return _verb(
        request,
        household,
        forms.CorrectForm,
        words,
        lambda data: actions.households.correct_file(household, by=request.user, **data),
        said=_("Saved."),
        form_kwargs={"initial": {name: getattr(household, name) for name in names}},
    )


def member_keep(request, pk):
    """A new row of the family table."""
    return _member_page(request, own_file(request, pk), None)


def member_change(request, pk, member):
    """A row of the family table is changed."""
    household = own_file(request, pk)
    return _member_page(request, household, get_object_or_404(household.family.all(), pk=member))


def _member_page(request, household, known):
    names = (
        "relation",
        "name",
        *(name for name in actions.households.MEMBER_DETAILS if name not in ("health", "disability")),
    )
    initial = {name: getattr(known, name) for name in names} if known else {}
    title = _("%s in the family table") % known.name if known else _("Enter a family member")
    return _verb(
        request,
        household,
        forms.MemberForm,
        {"title": title, "button": _("Save")},
        lambda data: actions.households.keep_family(household, by=request.user, member=known, **data),
        part="family",
        said=_("Saved."),
        form_kwargs={**_today(**initial), "head": bool(known and known.is_head)},
    )


def member_leave(request, pk, member):
    """Somebody leaves the household."""
    household = own_file(request, pk)
    known = get_object_or_404(household.family.all(), pk=member)
    words = {
        "title": _("%s leaves the household") % known.name,
        "lead": _("The row stays on file; from that day on the person may belong to another household."),
        "button": _("Record the leaving"),
        "danger": True,
    }
    return _verb(
        request,
        household,
        forms.DayWhyForm,
        words,
        lambda data: actions.households.leave_family(household, known, by=request.user, **data),
        part="family",
        said=_("Recorded."),
        form_kwargs=_today(),
    )


def household_assess(request, pk):
    """Reckon the means; the answer is shown with its arithmetic on the page of means."""
    household = own_file(request, pk)
    filed = household.status == Household.Status.FILED
    occasion = Assessment.Occasion.YEARLY if filed else Assessment.Occasion.FIRST
    last = queries.households.latest(household)
    before = {name: getattr(last, name) for name in (*Assessment.INCOME, *Assessment.SPENDING)} if last else {}
    words = {
        "title": _("Reckon the means of %s") % household.head.name,
        "lead": _(
            "Income and rigid spending of the household over the twelve months before the day. "
            "The category follows from the rulebook; nobody types it in."
        ),
        "button": _("Reckon"),
    }
    return _verb(
        request,
        household,
        forms.AssessForm,
        words,
        lambda data: actions.households.assess(household, by=request.user, **data),
        part="means",
        said=_("Reckoned."),
        form_kwargs=_today(occasion=occasion, **before),
    )


def household_verify(request, pk):
    """The visit at home."""
    household = own_file(request, pk)
    words = {
        "title": _("Verify the household of %s") % household.head.name,
        "lead": _("After the visit at home, when what was said was compared with the papers."),
        "button": _("Verified"),
    }
    return _verb(
        request,
        household,
        forms.VerifyForm,
        words,
        lambda data: actions.households.verify_household(household, by=request.user, **data),
        said=_("Verified. Next: means, consents and papers, then the file."),
        form_kwargs=_today(visitors=request.user.name),
    )


def household_file(request, pk):
    """Take the household into the files."""
    household = own_file(request, pk)
    words = {
        "title": _("File the household of %s") % household.head.name,
        "lead": _("It gets its number by union and year, and is valid until the next yearly check."),
        "button": _("Take into the files"),
    }
    return _verb(
        request,
        household,
        forms.DayForm,
        words,
        lambda data: actions.households.file_household(household, by=request.user, **data),
        said=_("Filed."),
        form_kwargs=_today(),
    )


def household_decline(request, pk):
    """Turn the household down."""
    household = own_file(request, pk)
    words = {
        "title": _("Turn the household of %s down") % household.head.name,
        "lead": _("The reason stays on file; the person may ask why."),
        "button": _("Turn down"),
        "danger": True,
    }
    return _verb(
        request,
        household,
        forms.DayWhyForm,
        words,
        lambda data: actions.households.decline_household(household, by=request.user, **data),
        said=_("Turned down."),
        form_kwargs=_today(),
    )


def household_remove(request, pk):
    """The household leaves the files."""
    household = own_file(request, pk)
    words = {
        "title": _("Remove the household of %s") % household.head.name,
        "lead": _("From that day on it does not count as on file; the figures up to that day stay."),
        "button": _("Remove from the files"),
        "danger": True,
    }
    return _verb(
        request,
        household,
        forms.RemoveForm,
        words,
        lambda data: actions.households.remove_household(household, by=request.user, **data),
        said=_("Removed from the files."),
        form_kwargs=_today(),
    )


def household_withdraw(request, pk):
    """A file entered by mistake."""
    household = own_file(request, pk)
    words = {
        "title": _("Withdraw the file of %s") % household.head.name,
        "lead": _("For a file that was entered by mistake. It disappears from every figure, also of the past."),
        "button": _("Withdraw"),
        "danger": True,
    }
    return _verb(
        request,
        household,
        forms.WhyForm,
        words,
        lambda data: actions.households.withdraw_file(household, by=request.user, **data),
        url=reverse("aid:household_list"),
        said=_("The file was withdrawn."),
    )


def consent_take(request, pk):
    """A separate consent."""
    household = own_file(request, pk)
    words = {
        "title": _("Take a consent of %s") % household.head.name,
        "lead": _(
            "Each purpose is signed for itself, after the person was told who uses the data, for what, how long, and how to withdraw."
        ),
        "button": _("Write down"),
    }
    return _verb(
        request,
        household,
        forms.ConsentForm,
        words,
        lambda data: actions.households.take_consent(household, by=request.user, **data),
        part="papers",
        said=_("Written down."),
        form_kwargs=_today(given_by=household.head.name, witness=request.user.name),
    )


def consent_withdraw(request, pk, consent):
    """The person takes the consent back."""
    household = own_file(request, pk)
    given = get_object_or_404(household.consents.all(), pk=consent)
    words = {
        "title": _("Withdraw the consent: %s") % given.get_purpose_display(),
        "lead": _("Withdrawing is as easy as giving. What was done before stays lawful."),
        "button": _("Withdraw"),
        "danger": True,
    }
    return _verb(
        request,
        household,
        forms.DayWhyForm,
        words,
        lambda data: actions.households.withdraw_consent(household, given, by=request.user, **data),
        part="papers",
        said=_("Written down."),
        form_kwargs=_today(why=_("own wish")),
    )


def paper_attach(request, pk):
    """A paper for the file."""
    household = own_file(request, pk)
    return _verb(
        request,
        household,
        forms.PaperForm,
        {"title": _("Put a paper on the file of %s") % household.head.name, "button": _("Put on file")},
        lambda data: actions.households.attach_paper(household, data["file"], by=request.user, kind=data["kind"]),
        part="papers",
        said=_("On file."),
        form_kwargs={"kinds": PAPERS},
    )


def paper_withdraw(request, pk, paper):
    """A paper is taken off the file."""
    household = own_file(request, pk)
    found = get_object_or_404(evidence.of(household), pk=paper)
    return _verb(
        request,
        household,
        forms.WhyForm,
        {"title": _("Take “%s” off the file") % found.name, "button": _("Take off"), "danger": True},
        lambda data: actions.households.withdraw_paper(household, found, by=request.user, **data),
        part="papers",
        said=_("Taken off the file."),
    )


@never_cache
def paper_open(request, pk, paper):
    """A paper is opened after the reason was given: identity cards and bills are as sensitive as what is typed in."""
    household = own_file(request, pk)
    found = get_object_or_404(evidence.of(household), pk=paper)
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.households.open_paper(household, found, by=request.user, **form.cleaned_data)
            return evidence.response(request, found.pk, looked=True)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Open “%s”") % found.name,
        "unit": household.unit,
        "lead": _("Who looked, when and why is written into the log."),
        "button": _("Open"),
        "back": reverse("aid:household_papers", args=[household.pk]),
        "form": form,
    }
    return render(request, "ui/act.html", context, status=422 if form.errors else 200)


@never_cache
def household_reveal(request, pk):
    """The sealed fields in full, once, after the reason was given."""
    household = own_file(request, pk)
    form, shown = forms.WhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            shown = actions.households.reveal_file(household, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("The file of %s in full") % household.head.name,
        "unit": household.unit,
        "lead": _("Who looked, when and why is written into the log."),
        "button": _("Show"),
        "back": household.get_absolute_url(),
        "form": form,
        "shown": shown,
    }
    return render(request, "aid/household_reveal.html", context, status=422 if form.errors else 200)


@never_cache
def household_print(request, pk):
    """The form of the file in Word, after the reason was given."""
    household = own_file(request, pk)
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            shown = actions.households.print_file(household, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            paper = papers.form(household, shown, timezone.localdate())
            return word_response(f"困难职工档案表-{household.number or household.pk}", paper)
    context = {
        "title": _("Print the file of %s") % household.head.name,
        "unit": household.unit,
        "lead": _(
            "The form (困难职工档案表) as a Word file, with everything in plain. Who printed, when and why is written into the log."
        ),
        "button": _("Print"),
        "back": household.get_absolute_url(),
        "form": form,
    }
    return render(request, "ui/act.html", context, status=422 if form.errors else 200)


def household_empty(request, pk):
    """Delete the personal data of a closed file by hand; the nightly job does the same."""
    household = own_file(request, pk)
    words = {
        "title": _("Delete the personal data of file %s") % (household.number or household.pk),
        "lead": _("After the retention period. Names, numbers, health and papers go; the figures stay as they are."),
        "button": _("Delete"),
        "danger": True,
    }
    return _verb(
        request,
        household,
        forms.DayForm,
        words,
        lambda data: actions.households.empty_file(household, by=request.user, **data),
        said=_("The personal data were deleted."),
        form_kwargs=_today(),
    )


# --- local lines -----------------------------------------------------------------------------------------------------------------


@require_safe
def line_list(request):
    """The local minimum living lines that bind the unions the user sees, with validity and source."""
    unit = chosen_unit(request)
    rows = page_of(request, queries.households.lines_in(request.user))
    binding = queries.households.line(unit, timezone.localdate())
    return render(request, "aid/line_list.html", {"unit": unit, "page": rows, "binding": binding})


def line_set(request):
    """Lay down the line of a place from a day on."""
    unit, today = chosen_unit(request), timezone.localdate()
    # The first line holds from today, so that the reckoning that asked for it goes on; a new one follows the old from tomorrow.
    since = today + timedelta(days=1) if rulebook.find(queries.households.LINE, unit, today) else today
    return act_page(
        request,
        forms.LineForm,
        "ui/act.html",
        {
            "title": _("Set the local minimum living line"),
            "unit": unit,
            "lead": _(
                "For %s and everything below. The line before it ends on that day and stays on file; reckonings made with it stay as they are."
            )
            % unit.name,
            "button": _("Set"),
            "back": reverse("aid:line_list"),
        },
        then=lambda data: actions.lines.set_line(unit, by=request.user, **data),
        url=reverse("aid:line_list"),
        said=_("Set."),
        form_kwargs={"initial": {"since": since}},
    )
