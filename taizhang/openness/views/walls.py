"""Project sites: the wall, its sheets, checks of what hangs there."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import evidence
from taizhang.openness import actions, forms
from taizhang.openness.queries import works as queries
from taizhang.openness.views.finding import own_sheet, own_wall
from taizhang.openness.views.shapes import PAGES
from taizhang.ui.fields import DayForm
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today


@require_safe
def wall_list(request):
    """Walls of project sites with what hangs on them."""
    unit = chosen_unit(request)
    heads = (
        (_("Project site"), False),
        (_("Put up last"), False),
        (_("Missing on the wall"), False),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        sheets = queries.standing_sheets(one)
        missing = pgettext("list", ", ").join(str(subject.label) for subject in queries.bare(one))
        return (
            Cell(one.name, one.get_absolute_url()),
            max((sheet.on for sheet in sheets.values()), default=""),
            missing,
            one.unit.name,
            Cell(pgettext("openness", "closed"), tone="grey")
            if one.until
            else Cell(_("incomplete") if missing else _("complete"), tone="amber" if missing else "green"),
        )

    return PAGES.register(
        request,
        queries.walls(request.user, unit).order_by(F("until").asc(nulls_first=True), "unit__path", "name", "id"),
        unit=unit,
        title=_("Project sites"),
        tab="walls",
        heads=heads,
        row=row,
        filters=forms.NameFilter(request.GET),
        lead=_("Major events, production, safety, wage allocation and canteen accounts belong on the wall."),
        buttons=(Button("openness.put_up_wall", reverse("openness:wall_add"), _("Add a site"), "primary", "plus"),),
        empty=_("Add the project site; then put up each of the five subjects with its photograph."),
    )


def wall_add(request):
    """A site gets its wall."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.WallForm,
        _("Set up the wall of a site"),
        lambda data: actions.put_up_wall(unit, by=request.user, **data),
        code="openness.put_up_wall",
        back="openness:wall_list",
        lead=unit.name,
        form_kwargs={"initial": {"on": today()}},
        said=_("The wall is set up; now put up the subjects."),
    )


@require_safe
def wall_detail(request, pk):
    """One wall with its sheets, newest first."""
    one = own_wall(request, pk)
    rows = [
        (
            Cell(sheet.get_subject_display(), sheet.get_absolute_url()),
            sheet.on.isoformat(),
            sheet.about,
            sheet.checked_on.isoformat() if sheet.checked_on else "",
            f"{sheet.satisfied}/{sheet.asked}" if sheet.asked else "",
            PAGES.void_cell(sheet),
        )
        for sheet in one.sheets.filter(voided_at=None)
    ]
    missing = queries.bare(one)
    words = pgettext("list", ", ").join(str(subject.label) for subject in missing)
    shape = File(
        one.name,
        one.unit,
        "walls",
        state=pgettext("openness", "closed") if one.until else "",
        facts=[(pgettext("openness", "Place"), one.place), (_("Since"), one.since.isoformat()), (_("Site closed on"), one.until)],
        buttons=[
            Button("openness.put_up", reverse("openness:wall_put_up", args=[pk]), kind="primary", picture="plus"),
            Button("openness.close_wall", reverse("openness:wall_close", args=[pk]), kind="quiet"),
        ]
        if one.until is None
        else [],
        tables=[
            Table(
                _("On the wall"),
                (
                    (pgettext("openness", "Subject"), False), (_("Put up on"), False), (_("Content in a line"), False), (_("Checked on"), False),
                    (_("Satisfied of those asked"), False), (_("Next step"), False),
                ),
                rows,
                _("Nothing hangs there yet."),
            )
        ],
        notes=[("amber", _("Not on the wall yet: %s.") % words)] if missing and one.until is None else [],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


wall_put_up = verb_page(
    own_wall,
    forms.SheetForm,
    actions.put_up,
    title=gettext_lazy("Put up a sheet"),
    button=gettext_lazy("Put up"),
    said=gettext_lazy("It hangs there. Put its photograph on record."),
    lead=lambda one: one.name,
    template="ui/begin.html",
)
wall_close = verb_page(
    own_wall,
    DayForm,
    actions.close_wall,
    title=gettext_lazy("Close the site"),
    button=pgettext_lazy("openness", "Close"),
    said=gettext_lazy("The site is closed."),
    lead=lambda one: one.name,
)


@require_safe
def sheet_detail(request, pk):
    """One sheet with its photograph and its check."""
    one = own_sheet(request, pk)
    shape = File(
        str(one.get_subject_display()),
        one.unit,
        "walls",
        state=pgettext("openness", "checked") if one.checked_on else _("not checked yet"),
        tone="green" if one.checked_on else "amber",
        lead=one.wall.name,
        facts=[
            (_("Put up on"), one.on.isoformat()),
            (_("Content in a line"), one.about),
            (_("Checked on"), one.checked_on.isoformat() if one.checked_on else ""),
            (_("Checked by"), one.checked_by),
            (_("Finding"), one.finding),
            (_("Satisfied of those asked"), f"{one.satisfied}/{one.asked}" if one.asked else ""),
        ],
        buttons=[Button("openness.check_sheet", reverse("openness:sheet_check", args=[pk]), kind="primary")]
        if one.checked_on is None
        else [],
        ways=[Way(one.wall.get_absolute_url(), _("The wall"), "arrow-left")],
        notes=[] if evidence.of(one).exists() else [("amber", _("No photograph of the sheet on the wall yet."))],
    )
    return PAGES.show(request, one, shape)


sheet_check = verb_page(
    own_sheet,
    forms.SheetCheckForm,
    actions.check_sheet,
    title=gettext_lazy("Check a sheet"),
    button=pgettext_lazy("openness", "Checked"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.title(),
    template="ui/begin.html",
)
