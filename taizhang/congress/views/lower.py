"""Pages of the calendar of second-level congresses: the matrix for the union above, the file of each."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress.actions import lower as actions
from taizhang.congress.forms import following as forms
from taizhang.congress.models import LowerCongress
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import lower as rules
from taizhang.congress.views.shapes import PAGES, importing
from taizhang.kernel import ledger
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Way, link, today
from taizhang.ui.sheets import sheet_response

ACT = "ui/begin.html"
FIGURES = ("DM-09:家数", "congress.lower_in_window_share", "congress.lower_filed_share")
STAGES = {
    "filed": pgettext_lazy("congress", "filed"), "held": gettext_lazy("held, not filed"), "excused": gettext_lazy("excused"),
    "late": gettext_lazy("not held, window closed"), "open": gettext_lazy("window open or ahead"),
}  # fmt: skip


def own(request, pk):
    """A second-level congress that the user may read; 404 for everybody else."""
    found = LowerCongress.objects.visible_to(request.user).standing().select_related("unit", "upper")
    return get_object_or_404(found, pk=pk)


def _year(request, unit):
    asked = request.GET.get("year", "")
    years = queries.years_of(request.user, unit)
    return int(asked) if asked.isdecimal() and len(asked) == 4 else (years[0] if years else today().year)


@require_safe
def lower_list(request):
    """Who has held it and who has not: the matrix of a year for the union above; what this union owes itself stands first."""
    unit = chosen_unit(request)
    year = _year(request, unit)
    heads = (
        (_("Union"), False), (_("Name"), False), (_("Window"), False), (_("How it stands"), False), (_("Held on"), False),
        (_("Present / entitled"), False), (pgettext("congress", "Filed on"), False),
    )  # fmt: skip

    def row(one):
        tone, code = rules.stage(one, today())
        came = f"{one.present}/{one.entitled}" if one.present is not None else None
        return (
            link(one.unit.name, one), one.name, f"{one.opens_on.isoformat()} – {one.closes_on.isoformat()}", Cell(STAGES[code], tone=tone),
            one.held_on, came, one.filed_on,
        )  # fmt: skip

    rows = [*queries.own_calendar(request.user, unit).filter(year=year), *queries.calendar_of(request.user, unit, year)]
    ways = [Way(f"{reverse('congress:lower_export')}?year={year}", _("Export"))]
    ways += [
        Way(f"?year={one}", str(one), "calendar") for one in queries.years_of(request.user, unit)[:4] if one != year
    ]
    return PAGES.register(
        request, rows, unit=unit, title=_("Second-level congresses"), tab="lower", heads=heads, row=row,
        lead=_("Calendar of %s: the window, held, filed, and who has not.") % year, figures=ledger.values(FIGURES, unit, Period.year(year)).values(),
        buttons=(
            Button("congress.plan_calendar", reverse("congress:lower_plan"), _("Set a window"), "primary", "plus"),
            importing(unit, "congress_lower"),
        ), ways=ways,
        empty=_("Set a window for the unions below; they see it among what is due, hold their congress, and file it here."),
    )  # fmt: skip


@require_safe
def lower_export(request):
    """The matrix as a workbook."""
    unit = chosen_unit(request)
    year = _year(request, unit)
    heads = (
        "单位",
        "名称",
        "时间窗口起",
        "时间窗口止",
        "状态",
        "召开日期",
        "应到",
        "实到",
        "议程",
        "报备日期",
        "是否按期",
        "说明",
    )
    rows = [
        (
            one.unit.name, one.name, one.opens_on, one.closes_on, one.get_state_display(), one.held_on, one.entitled, one.present, one.agenda,
            one.filed_on, "是" if one.in_window else "", one.why,
        )
        for one in queries.calendar_of(request.user, unit, year)
    ]  # fmt: skip
    return sheet_response(f"{unit.name}{year}年二级职代会日历", [("二级职代会", heads, rows)])


def lower_plan(request):
    """Set a window for unions below."""
    unit, on = chosen_unit(request), today()
    below = Unit.objects.visible_to(request.user).below(unit).exclude(pk=unit.pk).exclude(code__contains="~")
    return PAGES.begin(
        request, unit, forms.CalendarForm, _("Set a window for second-level congresses"),
        lambda data: actions.plan_calendar(unit, data.pop("units"), by=request.user, **data),
        code="congress.plan_calendar", back="congress:lower_list", button=_("Set the window"),
        lead=_("The unions ticked see it among what is due; what they hold and file appears in the matrix."),
        form_kwargs={"units": below, "initial": {"on": on, "year": on.year, "name": "二级职代会"}}, url=reverse("congress:lower_list"),
        said=_("The window is set."),
    )  # fmt: skip


@require_safe
def lower_detail(request, pk):
    """One second-level congress: window, held, filed."""
    one = own(request, pk)
    tone, code = rules.stage(one, today())
    page = File(one.name, one.unit, "lower", STAGES[code], tone, lead=str(one.year))
    page.facts = [
        (_("Calendar of"), one.upper.name),
        (_("Window from"), one.opens_on),
        (_("Window up to"), one.closes_on),
        (_("Held on"), one.held_on),
        (pgettext("congress", "Entitled"), one.entitled),
        (pgettext("congress", "Present"), one.present),
        (pgettext("congress", "Filed on"), one.filed_on),
        (_("Reason"), one.why),
    ]
    if one.held_on and not one.in_window:
        page.notes = [("amber", _("It was held outside the window; the rate counts it as late."))]
    page.texts = [
        (title, text)
        for title, text in ((_("To be passed down"), one.pass_down), (_("Agenda and decisions"), one.agenda))
        if text
    ]
    to = {verb: reverse(f"congress:lower_{verb}", args=[one.pk]) for verb in ("hold", "file", "excuse")}
    State = LowerCongress.State
    if one.state in (State.PLANNED, State.EXCUSED):
        page.buttons = [
            Button("congress.hold_lower", to["hold"], pgettext("congress", "It was held"), "primary", "check")
        ]
    if one.state == State.PLANNED:
        page.buttons.append(
            Button("congress.plan_calendar", to["excuse"], _("Excuse it this year"), picture="calendar")
        )
    if one.state == State.HELD:
        page.buttons = [Button("congress.file_lower", to["file"], _("File with the union above"), "primary", "upload")]
    return PAGES.show(request, one, page)


def _verb(form, action, title, button, said, **more):
    return verb_page(own, form, action, title=title, button=button, said=said, lead=str, template=ACT, **more)


lower_hold = _verb(
    forms.HoldLowerForm, actions.hold_lower, gettext_lazy("The second-level congress was held"), gettext_lazy("Record"),
    gettext_lazy("Recorded. Now file its record."),
)  # fmt: skip
lower_file = _verb(
    forms.DayForm,
    actions.file_lower,
    gettext_lazy("File its record with the union above"),
    pgettext_lazy("congress", "File"),
    pgettext_lazy("congress", "Filed."),
)
lower_excuse = _verb(
    forms.DayWhyForm,
    actions.excuse_lower,
    gettext_lazy("Excuse it this year"),
    gettext_lazy("Excuse"),
    pgettext_lazy("congress", "Excused."),
)
