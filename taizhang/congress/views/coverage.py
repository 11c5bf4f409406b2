"""Pages of the coverage of employers by congress and openness."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.congress.actions import coverage as actions
from taizhang.congress.forms import following as forms
from taizhang.congress.models import Coverage
from taizhang.congress.queries import following as queries
from taizhang.congress.views.shapes import PAGES, importing
from taizhang.kernel import ledger
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import EXPORTED, Button, Cell, File, Way, link, narrowed, today
from taizhang.ui.sheets import sheet_response

RATES = (
    "congress.enterprise_congress_share", "congress.enterprise_openness_share", "congress.enterprise_congress_share_from_50",
    "congress.enterprise_openness_share_from_50",
)  # fmt: skip


def own(request, pk):
    """What is on file about an employer; 404 for everybody else."""
    return get_object_or_404(Coverage.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


def _filter(request):
    return forms.CoverageFilter(request.GET or None)


def _since(day):
    return Cell(_("since %s") % day.isoformat(), tone="green") if day else Cell(_("no"), tone="amber")


@require_safe
def coverage_list(request):
    """Employers with a congress, with openness, and the rates by size."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    heads = (
        (_("Employer"), False), (_("Staff"), True), (_("Ownership"), False), (_("Congress"), False), (_("Openness"), False), (_("Checked on"), False),
        (_("Session this year"), False),
    )  # fmt: skip

    def row(one):
        held = _("yes") if one.held_this_year else _("no")
        return (
            link(one.unit.name, one),
            one.staff,
            one.ownership,
            _since(one.congress_since),
            _since(one.openness_since),
            one.checked_on.isoformat(),
            held,
        )

    without = queries.employers_without(request.user, unit).count()
    return PAGES.register(
        request, queries.coverage(request.user, under=unit), unit=unit, title=_("Democratic management of employers"), tab="coverage", heads=heads,
        row=row, filters=_filter(request), figures=ledger.values(RATES, unit, period).values(),
        lead=_("Congress and openness, employer by employer; the base of the rates is every enterprise on the list. Figures of %s.") % period.label(),
        note=_("%s employers on the list have nothing on file yet.") % without if without else "",
        buttons=(
            Button("congress.record_coverage", reverse("congress:coverage_missing"), _("Record an employer"), "primary", "plus"),
            importing(unit, "congress_coverage"),
        ),
        ways=(Way(f"{reverse('congress:coverage_export')}?{request.GET.urlencode()}", _("Export")),),
        empty=_("Choose an employer among the units, then record what a check has found there."),
    )  # fmt: skip


@require_safe
def coverage_missing(request):
    """Employers on the list of units with nothing on file: choose one and record it."""
    unit = chosen_unit(request)
    heads = ((_("Employer"), False), (_("Kind"), False), (_("Next step"), False))

    def row(one):
        url = f"{reverse('congress:coverage_record')}?unit={one.code}"
        return Cell(one.name, url), one.kind_label, Cell(_("Record what was found"), url)

    return PAGES.register(
        request,
        queries.employers_without(request.user, unit),
        unit=unit,
        title=_("Employers with nothing on file"),
        tab="coverage",
        heads=heads,
        row=row,
        lead=_("Every employer on the list of units is in the base of the rates, with or without a record."),
        empty=_("Every employer on the list has a record."),
    )


@require_safe
def coverage_export(request):
    """What is on file, and the employers with nothing on file, as a workbook."""
    unit = chosen_unit(request)
    heads = (
        "单位",
        "职工人数",
        "单位性质",
        "职代会建制日期",
        "厂务公开建制日期",
        "本年度召开",
        "指导日期",
        "检查日期",
        "终止日期",
        "备注",
    )
    rows = [
        (
            one.unit.name, one.staff, one.ownership, one.congress_since, one.openness_since, "是" if one.held_this_year else "", one.advised_on,
            one.checked_on, one.ended_on, one.remark,
        )
        for one in narrowed(queries.coverage(request.user, under=unit), _filter(request))[:EXPORTED]
    ]  # fmt: skip
    without = [(one.name, one.kind_label) for one in queries.employers_without(request.user, unit)[:EXPORTED]]
    return sheet_response(
        f"{unit.name}民主管理建制台账", [("民主管理", heads, rows), ("尚无记录", ("单位", "类型"), without)]
    )


def coverage_record(request):
    """What a check found at the employer chosen in the address."""
    unit = chosen_unit(request)
    standing = Coverage.objects.visible_to(request.user).standing().filter(unit=unit).first()
    initial = {"checked_on": today()}
    if standing:
        names = ("advised_on", "congress_since", "openness_since", "held_this_year", "ended_on", "remark")
        initial |= {name: getattr(standing, name) for name in names}
    return PAGES.begin(
        request, unit, forms.CoverageForm, _("Democratic management of %s") % unit.name,
        lambda data: actions.record_coverage(unit, by=request.user, **data), code="congress.record_coverage", back="congress:coverage_list",
        lead=_("It is recorded at the employer chosen above; staff and ownership are taken from its file."), button=_("Record"),
        form_kwargs={"initial": initial}, said=_("Recorded."),
    )  # fmt: skip


@require_safe
def coverage_detail(request, pk):
    """One employer."""
    one = own(request, pk)
    page = File(one.unit.name, one.unit, "coverage")
    page.facts = [
        (_("Congress since"), one.congress_since), (_("Openness since"), one.openness_since), (_("Advised on"), one.advised_on),
        (_("Checked on"), one.checked_on), (_("Staff"), one.staff), (_("Ownership"), one.ownership), (_("Ended on"), one.ended_on),
        (_("Remark"), one.remark),
    ]  # fmt: skip
    page.notes = [("amber", _("No congress yet."))] if not one.congress_since else []
    again = f"{reverse('congress:coverage_record')}?unit={one.unit.code}"
    page.buttons = [Button("congress.record_coverage", again, _("Record a new check"), "primary", "pencil")]
    return PAGES.show(request, one, page)
