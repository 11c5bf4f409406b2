"""Pages of the double display: plaque, identities, duties, checks."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from taizhang.committees import actions, forms
from taizhang.committees.models import Display
from taizhang.committees.views.shapes import PAGES, act_on, own_display, own_officer
from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.ui.fields import DayWhyForm
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import EXPORTED, Button, Cell, File, Table, Way, columns, iso, link, state, today, workbook

FIGURES = (
    "committees.plaque",
    "committees.chairs_displayed",
    "committees.officers_displayed",
    "committees.duties_done",
)


def _rows(request):
    unit = chosen_unit(request)
    found = Display.objects.visible_to(request.user).standing().below(unit).select_related("unit")
    return unit, found.prefetch_related("officers__seat", "checks").order_by("unit__path", "-announced_on", "-id")


@require_safe
def display_list(request):
    """The register of displays at the unit and below."""
    unit, rows = _rows(request)
    return PAGES.register(
        request, rows, unit=unit, title=_("Double display"), tab="displays",
        heads=(
            *columns(_("Union"), _("Announced on"), _("Plaque hung on")), (_("Officers"), True), (_("Identities shown"), True), (_("Checks"), True),
            (_("State"), False),
        ),
        row=lambda one: (
            link(one.unit.name, one), iso(one.announced_on), iso(one.plaque_on), len(one.officers.all()),
            sum(officer.shown_on is not None for officer in one.officers.all()), len(one.checks.all()), state(one),
        ),
        figures=[ledger.value(code, unit, Period.year(today().year)) for code in FIGURES],
        lead=_("The union shows its plaque and its officers show who they are, with written duties and a promise; duties are checked."),
        buttons=(
            Button("committees.announce", PAGES.url("display_announce") + f"?unit={unit.code}", kind="primary", picture="speakerphone"),
        ),
        ways=(Way(PAGES.url("display_export") + f"?unit={unit.code}", _("Export")),),
        empty=_("Announce the display of this union, then write down the duties of its officers."),
    )  # fmt: skip


@require_safe
def display_export(request):
    """Officers on display as a workbook."""
    _unit, rows = _rows(request)
    lines = (
        (
            one.unit.code, one.unit.name, one.announced_on, one.plaque_on, one.place, officer.seat.name, officer.duties, officer.promise,
            officer.shown_on, one.get_state_display(),
        )
        for one in rows[:EXPORTED]
        for officer in one.officers.all()
    )  # fmt: skip
    labels = ("工会编码", "工会", "公布日期", "挂牌日期", "挂牌地点", "姓名", "岗位职责", "承诺", "亮身份日期", "状态")
    return workbook(_("Double display"), labels, lines)


@require_safe
def display_detail(request, pk):
    """One display: officers with duties and promise, checks."""
    one = own_display(request, pk)
    officers = list(one.officers.select_related("seat__body").order_by("id"))
    buttons = _buttons(one)
    shape = File(
        str(one), one.unit, "displays", state=one.get_state_display(), tone=one.tone,
        facts=[
            (_("Announced on"), iso(one.announced_on)), (_("How it was announced"), one.how), (_("Plaque hung on"), iso(one.plaque_on)),
            (_("Where it hangs"), one.place), (_("Ended on"), iso(one.ended_on)), (_("Reason"), one.why),
        ],
        buttons=buttons, tables=[_officers(one, officers, request.user), _checks(one)],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _buttons(one):
    if not one.is_open:
        return []
    first = Button(
        "committees.describe",
        PAGES.url("officer_describe", one),
        kind="primary" if one.plaque_on else "quiet",
        picture="id",
    )
    hang = Button("committees.hang", PAGES.url("display_hang", one), kind="primary", picture="award")
    end = Button("committees.end_display", PAGES.url("display_end", one), picture="ban")
    return [*([] if one.plaque_on else [hang]), first, end]


def _officers(one, officers, user):
    show, check = can(user, "committees.show", one.unit), can(user, "committees.check", one.unit)
    rows = []
    for officer in officers:
        act = ""
        if one.is_open and show and officer.shown_on is None:
            act = Cell(_("Show the identity"), PAGES.url("officer_show", one, officer.pk))
        elif one.is_open and check and one.plaque_on:
            act = Cell(_("Check duties"), PAGES.url("officer_check", one, officer.pk))
        rows.append(
            (
                officer.seat.name,
                officer.seat.duty_words,
                officer.duties,
                officer.promise,
                iso(officer.shown_on),
                officer.shown_how,
                act,
            )
        )
    labels = columns(
        pgettext("person", "Name"),
        pgettext("seat", "Post"),
        _("Duties of the post"),
        _("Promise"),
        _("Shown on"),
        _("How it is shown"),
        "",
    )
    return Table(_("Officers"), labels, rows, empty=_("Write down the duties of the chair first."))


def _checks(one):
    rows = [
        (
            iso(check.on),
            check.officer.seat.name,
            check.by_whom,
            Cell(check.get_result_display(), tone=check.tone),
            check.findings,
        )
        for check in one.checks.select_related("officer__seat").order_by("-on", "-id")
    ]
    labels = columns(_("Checked on"), pgettext("person", "Name"), _("Checked by"), _("Result"), _("What was found"))
    return Table(pgettext("duties", "Checks"), labels, rows, empty=_("Not checked yet."))


def display_announce(request):
    """Announce a display."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.AnnounceForm, _("Announce the display"), lambda data: actions.announce(unit, by=request.user, **data),
        code="committees.announce", back="committees:display_list", said=_("Announced; now the duties of the officers."),
        form_kwargs={"initial": {"on": today()}},
    )  # fmt: skip


officer_describe = act_on(
    own_display, forms.DescribeForm, actions.describe, code="committees.describe", title=gettext_lazy("Write an officer's duties"),
    said=gettext_lazy("On file."), placed=True, lead=gettext_lazy("Officers are those who hold a post in the committee now."),
)  # fmt: skip
display_hang = act_on(
    own_display, forms.HangForm, actions.hang, code="committees.hang", title=gettext_lazy("Hang the plaque"),
    said=gettext_lazy("The plaque hangs; a photograph belongs on file."),
)  # fmt: skip
display_end = act_on(
    own_display, DayWhyForm, actions.end_display, code="committees.end_display", title=gettext_lazy("End the display"),
    said=gettext_lazy("Ended."), danger=True,
)  # fmt: skip


def officer_show(request, pk, officer_pk):
    """The identity of an officer is shown."""
    officer = own_officer(request, pk, officer_pk)
    return PAGES.verb(
        request, officer.display, forms.ShowForm, _("Show who %s is") % officer.seat.name,
        lambda data: actions.show(officer, by=request.user, **data), lead=officer.seat.title(), said=_("On file."),
        verdict=can(request.user, "committees.show", officer.display.unit),
    )  # fmt: skip


def officer_check(request, pk, officer_pk):
    """The duties of an officer are checked."""
    officer = own_officer(request, pk, officer_pk)
    return PAGES.verb(
        request, officer.display, forms.CheckForm, _("Check the duties of %s") % officer.seat.name,
        lambda data: actions.check(officer, by=request.user, **data), lead=officer.duties, said=_("On file."),
        verdict=can(request.user, "committees.check", officer.display.unit),
    )  # fmt: skip
