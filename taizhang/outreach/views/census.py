"""The census: campaigns, surveyors, the list of firms, the page on which a firm is verified on site."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from taizhang.kernel.access import can
from taizhang.outreach import actions, forms
from taizhang.outreach.models import Listing
from taizhang.outreach.queries import census as queries
from taizhang.outreach.queries import firms
from taizhang.outreach.rules import census as rules
from taizhang.outreach.views.shapes import PAGES, own_census, own_listing
from taizhang.ui.fields import DayForm
from taizhang.ui.pages import act_page, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import EXPORTED, Button, Cell, File, Table, Way, iso, link, narrowed, state, today, workbook

CORRECTED = {
    "name": gettext_lazy("Name of the firm"),
    "address": gettext_lazy("Address"),
    "staff": gettext_lazy("Staff"),
    "union": gettext_lazy("Union"),
    "found": gettext_lazy("Found on site"),
}


@require_safe
def census_list(request):
    """Censuses, newest first, and how far each has come."""
    unit = chosen_unit(request)
    heads = (
        (_("Census"), False), (_("First day"), False), (_("Last day"), False), (_("Firms"), True), (_("verified"), True), (_("Union"), False),
        (_("State"), False),
    )  # fmt: skip

    def row(one):
        mark = Cell(pgettext("outreach", "closed"), tone="grey") if one.closed_on else Cell(_("running"), tone="green")
        return link(one.name, one), iso(one.first), iso(one.last), one.listed, one.verified, one.unit.name, mark

    return PAGES.register(
        request,
        queries.censuses(request.user, unit).order_by("-first", "-id"),
        unit=unit,
        title=_("Censuses of enterprises"),
        tab="census",
        heads=heads,
        row=row,
        filters=forms.CensusFilter(request.GET),
        lead=_("The district's list is verified on site, firm by firm, within a hundred days."),
        buttons=(Button("outreach.launch", PAGES.url("census_launch"), _("Launch a census"), "primary", "plus"),),
        ways=(Way(PAGES.url("listing_mine"), _("My firms to verify"), "map-pin"),),
        empty=_(
            "Launch a census, import the district's list of enterprises, train the surveyors and give out the firms."
        ),
    )


def census_launch(request):
    """A census begins."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.LaunchForm,
        _("Launch a census"),
        lambda data: actions.launch(unit, by=request.user, **data),
        code="outreach.launch",
        back="outreach:census_list",
        lead=unit.name,
        form_kwargs={"initial": {"on": today()}},
        said=_("Launched; now import the list of enterprises."),
    )


@require_safe
def census_detail(request, pk):
    """One census: its window, progress by community and by surveyor."""
    one = own_census(request, pk)
    open_ = rules.may_work(one)

    def button(code, name, kind="quiet", picture=""):
        verdict = can(request.user, f"outreach.{code}", one.unit) and open_
        return Button(
            f"outreach.{code}",
            reverse(f"outreach:census_{name}", args=[pk]),
            kind=kind,
            picture=picture,
            verdict=verdict,
        )

    take = f"{reverse('intake:batch_take')}?importer=outreach_census&unit={one.unit.code}"
    communities = queries.by_community(request.user, one)
    left = (one.last - today()).days
    total = {key: sum(row[key] for row in communities) for key in ("listed", "verified", "bare", "tasks")}
    shape = File(
        one.name,
        one.unit,
        "census",
        state=pgettext("outreach", "closed") if one.closed_on else _("running"),
        tone="grey" if one.closed_on else "green",
        facts=[
            (_("First day"), iso(one.first)),
            (_("Last day"), iso(one.last)),
            (_("Work group"), one.led_by),
            (pgettext("outreach", "closed on"), iso(one.closed_on)),
            (_("Firms"), total["listed"]),
            (_("verified"), total["verified"]),
            (_("exist without a union"), total["bare"]),
            (_("establishments begun"), total["tasks"]),
        ],
        buttons=[
            button("give_out", "give_out", "primary", "map-pin"),
            button("add_surveyors", "surveyors", picture="user-plus"),
            button("train", "train", picture="school"),
            button("extend", "extend"),
            button("close_census", "close"),
        ],
        ways=[
            Way(reverse("outreach:listing_list", args=[pk]), _("List of firms"), "list"),
            *([Way(take, _("Import the list"), "file-import")] if can(request.user, "outreach.import", one.unit) and open_ else []),
            Way(reverse("outreach:listing_export", args=[pk]), _("Workbook")),
        ],
        notes=_notes(one, left),
        tables=[
            Table(_("By community"), _progress_heads(_("Union")), [_progress(row, row["unit__name"]) for row in communities],
                  _("No list was imported yet.")),
            Table(_("By surveyor"), ((_("Surveyor"), False), (_("Trained on"), False), *_progress_heads("")[1:]), _surveyors(request, one),
                  _("No surveyor yet.")),
        ],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _notes(census, left):
    if census.closed_on:
        return []
    if left < 0:
        return [
            (
                "red",
                _("The window ended on %s; close the census, or extend it with a reason.") % date_format(census.last),
            )
        ]
    untrained = [row.name for row in census.surveyors.all() if row.trained_on is None]
    notes = [("blue", _("%d days are left.") % left)]
    if untrained:
        notes.append(
            ("amber", _("Not trained yet: %s. Surveyors are trained before the first visit.") % "、".join(untrained))
        )
    return notes


def _progress_heads(first):
    return (
        (first, False), (_("Firms"), True), (_("verified"), True), (_("exist"), True), (_("gone"), True), (_("without a union"), True),
        (_("establishments begun"), True),
    )  # fmt: skip


def _progress(row, name):
    return name, row["listed"], row["verified"], row["exists"], row["gone"], row["bare"], row["tasks"]


def _surveyors(request, census):
    rows = {row["surveyor_id"]: row for row in queries.by_surveyor(request.user, census)}
    empty = dict.fromkeys(("listed", "verified", "exists", "gone", "bare", "tasks"), 0)
    found = []
    for one in census.surveyors.all():
        counts = _progress(rows.get(one.pk, empty), one.name)
        trained = iso(one.trained_on) if one.trained_on else Cell(pgettext("outreach", "not yet"), tone="amber")
        found.append((counts[0], trained, *counts[1:]))
    if None in rows:
        counts = _progress(rows[None], _("nobody yet"))
        found.append((counts[0], "", *counts[1:]))
    return found


def _page(form, do, *, title, said, start=None, **more):
    return verb_page(
        own_census,
        form,
        do,
        title=title,
        button=gettext_lazy("Put on file"),
        said=said,
        lead=str,
        start=start,
        url=lambda one: one.get_absolute_url(),
        template="ui/begin.html",
        **more,
    )


census_extend = _page(
    forms.ExtendForm,
    actions.extend,
    title=gettext_lazy("Extend the window"),
    said=gettext_lazy("Extended."),
    start=lambda one: {"initial": {"last": one.last}},
)
census_close = _page(
    DayForm, actions.close_census, title=gettext_lazy("Close a census"), said=gettext_lazy("Closed."), danger=True
)
census_surveyors = _page(
    forms.SurveyorsForm,
    actions.add_surveyors,
    title=gettext_lazy("Add surveyors"),
    said=gettext_lazy("On file; now their training."),
    start=lambda one: {},
)
census_train = _page(
    forms.TrainForm,
    actions.train,
    title=gettext_lazy("Record a training"),
    said=gettext_lazy("On file."),
    start=lambda one: {"record": one, "initial": {"on": today()}},
)


def census_give_out(request, pk):
    """Firms are given to a surveyor."""
    one = own_census(request, pk)
    waiting = queries.free(request.user, one).count()
    return PAGES.verb(
        request,
        one,
        forms.GiveOutForm,
        _("Give out firms"),
        lambda data: actions.give_out(one, by=request.user, **data),
        lead=_("%(count)d firms of %(census)s have nobody who goes there.") % {"count": waiting, "census": one.name},
        button=_("Give out"),
        form_kwargs={"user": request.user, "record": one},
        said=lambda count: _("%d firms are given out.") % count,
    )


# --- firms of a census ----------------------------------------------------------------------------------------------------------------


@require_safe
def listing_list(request, pk):
    """The firms of a census."""
    census = own_census(request, pk)
    heads = (
        (_("Firm"), False), (_("Union"), False), (_("Address"), False), (_("Surveyor"), False), (_("State"), False), (_("Found on site"), False),
        (_("Staff"), True),
    )  # fmt: skip

    def row(one):
        return (
            link(one.name, one), one.unit.name, one.address, one.surveyor, state(one), one.get_found_display(),
            one.listed_staff if one.staff is None else one.staff,
        )  # fmt: skip

    return PAGES.register(
        request,
        queries.listings(request.user, census).order_by("id"),
        unit=census.unit,
        title=_("Firms of %s") % census.name,
        tab="census",
        heads=heads,
        row=row,
        filters=forms.ListingFilter(request.GET, user=request.user, record=census),
        buttons=(Button("outreach.give_out", reverse("outreach:census_give_out", args=[pk]), kind="primary"),),
        ways=(
            Way(census.get_absolute_url(), _("Census"), "arrow-left"),
            Way(f"{reverse('outreach:listing_export', args=[pk])}?{request.GET.urlencode()}", _("Workbook")),
        ),
        empty=_("Import the district's list of enterprises first."),
    )


@require_safe
def listing_export(request, pk):
    """The firms of a census as a workbook: as listed, as found, what was corrected. Telephones stay out."""
    census = own_census(request, pk)
    heads = (
        _("number in the database"), _("Firm"), _("unified social credit code"), _("Union"), _("Address"), _("Staff as listed"),
        _("union as listed"), _("Surveyor"), _("State"), _("Found on site"), _("verified on"), _("staff as found"), _("union as found"),
        _("collective contract"), _("corrections"), _("corrected on"), _("establishment"), _("remark"),
    )  # fmt: skip
    filters = forms.ListingFilter(request.GET, user=request.user, record=census)
    rows = narrowed(queries.listings(request.user, census).order_by("id"), filters)
    lines = [
        (
            one.number, one.name, one.credit_code, one.unit.name, one.address, one.listed_staff, str(one.get_listed_union_display()),
            str(one.surveyor or ""), str(one.get_state_display()), str(one.get_found_display()), one.verified_on, one.staff,
            str(one.get_union_display()), str(one.get_bargaining_display()), "；".join(_corrections(one)), one.corrected_on,
            str(one.establishment_id or ""), one.remark,
        )
        for one in rows[:EXPORTED]
    ]  # fmt: skip
    return workbook(census.name, heads, lines)


def _corrections(listing):
    return [
        f"{CORRECTED[field]}: {_told(field, before)} → {_told(field, now)}"
        for field, (before, now) in listing.corrections.items()
    ]


def _told(field, value):
    if value in (None, ""):
        return "—"
    if field == "union":
        return str(Listing.Standing(value).label)
    if field == "found":
        return str(Listing.Found(value).label)
    return str(value)


@require_safe
def listing_detail(request, pk):
    """One firm of a census: as listed, as found, what comes next."""
    one = own_listing(request, pk)
    at = {name: reverse(f"outreach:listing_{name}", args=[pk]) for name in ("verify", "correct", "task")}
    verify = rules.may_verify(one, today())
    correct = can(request.user, "outreach.correct", one.unit) and rules.may_correct(one)
    task = can(request.user, "outreach.begin_task", one.unit) and rules.may_begin_task(
        one, firms.least_staff(one.unit, today())
    )
    mine = one.surveyor is not None and one.surveyor.user_id == request.user.pk
    may_verify = verify if mine else can(request.user, "outreach.verify", one.unit) and verify
    first = "task" if task else "correct" if correct else "verify"
    buttons = [
        Button("outreach.verify", at["verify"], kind="primary" if first == "verify" else "quiet", verdict=may_verify),
        Button("outreach.correct", at["correct"], kind="primary" if first == "correct" else "quiet", verdict=correct),
        Button("outreach.begin_task", at["task"], kind="primary" if first == "task" else "quiet", verdict=task),
    ]
    shape = File(
        one.name,
        one.unit,
        "census",
        state=one.get_state_display(),
        tone=one.tone,
        lead=one.census.name,
        facts=[
            (_("number in the database"), one.number),
            (_("unified social credit code"), one.credit_code),
            (_("Address"), one.address),
            (_("contact person"), one.contact),
            (_("telephone"), one.phone.masked if one.phone else ""),
            (_("Ownership"), one.ownership),
            (_("Staff as listed"), one.listed_staff),
            (_("union as listed"), one.get_listed_union_display()),
            (_("Surveyor"), one.surveyor),
            (_("verified on"), iso(one.verified_on)),
            (_("Found on site"), one.get_found_display()),
            (_("staff as found"), one.staff),
            (_("union as found"), one.get_union_display()),
            (_("collective contract"), one.get_bargaining_display()),
            (_("remark"), one.remark),
            (_("corrected on"), iso(one.corrected_on)),
        ],
        buttons=buttons,
        ways=_ways(one),
        tables=[
            Table(
                _("What the list had wrong"),
                ((_("Entry"), False), (_("as listed"), False), (_("as found"), False)),
                [
                    (CORRECTED[field], _told(field, before), _told(field, now))
                    for field, (before, now) in one.corrections.items()
                ],
                _("Nothing differs, or nobody was there yet."),
            )
        ],
    )
    return PAGES.show(request, one, shape)


def _ways(one):
    found = [Way(reverse("outreach:listing_list", args=[one.census_id]), _("List of firms"), "list")]
    if one.firm_id:
        found.append(Way(reverse("organisation:unit_detail", args=[one.firm_id]), _("Unit file"), "building"))
    if one.establishment_id:
        found.append(Way(one.establishment.get_absolute_url(), _("Establishment"), "file-text"))
    return found


@require_safe
def listing_mine(request):
    """The firms that this surveyor still has to go to: a list for the phone."""
    waiting = queries.mine(request.user, today())
    return render(request, "outreach/listing_mine.html", {"firms": waiting[:200], "count": waiting.count()})


def listing_verify(request, pk):
    """On site, on the phone: exists or not, staff, union, contract; one button."""
    one = own_listing(request, pk)
    mine = one.surveyor is not None and one.surveyor.user_id == request.user.pk
    start = {
        "on": today(), "name": one.name, "address": one.address, "staff": one.listed_staff if one.staff is None else one.staff,
        "found": one.found, "union": one.union or one.listed_union, "bargaining": one.bargaining, "remark": one.remark,
    }  # fmt: skip
    context = {
        "title": _("Verify on site"),
        "unit": one.unit,
        "lead": f"{one.name} · {one.address}" if one.address else one.name,
        "button": _("Verified"),
        "back": PAGES.url("listing_mine") if mine else one.get_absolute_url(),
        "verdict": rules.may_verify(one, today()),
        "phone": one.phone.masked if one.phone else "",
        "record": one,
    }
    return act_page(
        request,
        forms.VerifyForm,
        "outreach/listing_verify.html",
        context,
        then=lambda data: actions.verify(one, by=request.user, **data),
        form_kwargs={"initial": start},
        url=PAGES.url("listing_mine") if mine else one.get_absolute_url(),
        said=_("Verified."),
    )


def listing_correct(request, pk):
    """What the list had wrong is put right."""
    one = own_listing(request, pk)
    return PAGES.verb(
        request,
        one,
        DayForm,
        _("Correct what was listed"),
        lambda data: actions.correct(one, by=request.user, **data),
        lead="；".join(_corrections(one)) or one.name,
        button=_("Put right"),
        said=_("Put right."),
    )


def listing_task(request, pk):
    """One click: the firm becomes a task of establishment."""
    one = own_listing(request, pk)
    return PAGES.verb(
        request,
        one,
        forms.TaskForm,
        _("Begin the establishment"),
        lambda data: actions.begin_task(one, by=request.user, **data),
        lead=_("%(firm)s, %(staff)s staff, no union")
        % {"firm": one.name, "staff": one.staff if one.staff is not None else "—"},
        button=pgettext("outreach", "Begin"),
        url=lambda task: task.get_absolute_url(),
        said=_("On file; the next step is due on the day shown."),
    )
