"""Pages of rounds among the staff (patrols, team meetings, visits) and of canteen groups with their checks."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress.actions import rounds as actions
from taizhang.congress.forms import following as forms
from taizhang.congress.models import Canteen, CheckPoint, Round
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import issues as issue_rules
from taizhang.congress.rules import rounds as rules
from taizhang.congress.views.shapes import PAGES, importing
from taizhang.kernel import ledger
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import EXPORTED, Button, Cell, File, Table, Way, deadline, link, narrowed, state, today
from taizhang.ui.sheets import sheet_response

ACT = "ui/begin.html"
Kind, State = Round.Kind, Round.State
KINDS = (Kind.PATROL, Kind.TEAM, Kind.VISIT)
FIGURES = ("DM-10:家数", "congress.findings_settled_share", "DM-12:场次", "DM-13:家数", "congress.return_visits_share")
CANTEEN_FIGURES = (
    "DM-15:场次",
    "congress.canteen_checks_share",
    "congress.faults_settled_share",
    "congress.canteen_satisfied_share",
)
PLANS = {
    Kind.PATROL: (
        gettext_lazy("Plan a delegate patrol"),
        gettext_lazy("Delegates go and look: the checklist is a start, change it as you need."),
    ),
    Kind.TEAM: (
        gettext_lazy("Plan a team meeting"),
        gettext_lazy("A democratic meeting of a team; what it raises is passed on."),
    ),
    Kind.VISIT: (
        gettext_lazy("Plan a face-to-face visit"),
        gettext_lazy("Every demand gets an owner, a day and a return visit."),
    ),
}


def own(request, pk):
    """A round that the user may read; 404 for everybody else."""
    found = Round.objects.visible_to(request.user).standing().select_related("unit", "host", "canteen")
    return get_object_or_404(found, pk=pk)


def own_canteen(request, pk):
    """A canteen group that the user may read."""
    return get_object_or_404(Canteen.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


def _filter(request):
    return forms.RoundFilter(request.GET or None, kinds=KINDS)


@require_safe
def round_list(request):
    """Patrols, team meetings and visits, the newest first."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    heads = (
        (pgettext("congress", "Subject"), False),
        (_("Kind"), False),
        (_("Union"), False),
        (pgettext("congress", "Where"), False),
        (_("Day"), False),
        (_("Taking part"), True),
        (_("Issues"), True),
        (_("Open issues"), True),
        (_("State"), False),
    )

    def row(one):
        day = one.held_on or one.planned_on
        return (
            link(one.name, one), one.get_kind_display(), one.unit.name, one.where, deadline(day, late=rules.is_late(one, today())), one.people,
            one.raised, one.waiting, state(one),
        )  # fmt: skip

    plan = reverse("congress:round_plan")
    return PAGES.register(
        request, queries.rounds(request.user, KINDS, under=unit), unit=unit, title=_("Rounds among the staff"), tab="rounds", heads=heads, row=row,
        filters=_filter(request), figures=ledger.values(FIGURES, unit, period).values(),
        lead=_("Patrols of delegates, team meetings, face-to-face visits, and what they found. Figures of %s.") % period.label(),
        buttons=(
            Button("congress.plan_round", f"{plan}?kind=patrol", _("Plan a patrol"), "primary", "plus"),
            Button("congress.plan_round", f"{plan}?kind=team", _("Plan a team meeting"), picture="users"),
            Button("congress.plan_round", f"{plan}?kind=visit", _("Plan a visit"), picture="heart-handshake"), importing(unit, "congress_rounds")),
        ways=(Way(f"{reverse('congress:round_export')}?{request.GET.urlencode()}", _("Export")),),
        empty=_("Plan a patrol, a team meeting or a visit; record what was found; every issue gets an owner and a day."),
    )  # fmt: skip


@require_safe
def round_export(request):
    """The rounds as a workbook, and the checklists beside them."""
    unit = chosen_unit(request)
    found = list(
        narrowed(queries.rounds(request.user, KINDS, under=unit), _filter(request)).prefetch_related("points")[
            :EXPORTED
        ]
    )
    heads = (
        "类别",
        "主题",
        "组织单位",
        "地点",
        "计划日期",
        "开展日期",
        "参加人数",
        "访谈人数",
        "评价",
        "好的做法",
        "问题数",
        "未办结",
        "状态",
        "报告日期",
    )
    rows = [
        (
            one.get_kind_display(), one.name, one.unit.name, one.where, one.planned_on, one.held_on, one.people, one.interviewed,
            one.get_verdict_display(), one.good, one.raised, one.waiting, one.get_state_display(), one.closed_on,
        )
        for one in found
    ]  # fmt: skip
    points = [
        (one.name, one.held_on, point.words, point.get_result_display(), point.remark)
        for one in found
        for point in one.points.all()
    ]
    sheets = [("走访巡查", heads, rows), ("检查表", ("主题", "日期", "检查内容", "结果", "说明"), points)]
    return sheet_response(f"{unit.name}巡查走访台账", sheets)


def round_plan(request):
    """Plan a patrol, a team meeting or a visit."""
    unit = chosen_unit(request)
    asked = request.GET.get("kind", "")
    kind = Kind(asked) if asked in [one.value for one in KINDS] else Kind.PATROL
    title, lead = PLANS[kind]
    points = rules.checklist(kind)
    initial = {"on": today(), "points": "\n".join(points)}
    return PAGES.begin(
        request, unit, forms.RoundForm, title, lambda data: actions.plan_round(unit, by=request.user, kind=kind, **data),
        code="congress.plan_round", back="congress:round_list", lead=lead, button=_("Plan it"),
        form_kwargs={"methods": rules.METHODS[kind], "checklist": bool(points), "initial": initial}, said=_("Planned."),
    )  # fmt: skip


@require_safe
def round_detail(request, pk):
    """One round: the checklist, what was said, the issues and how far they are."""
    one = own(request, pk)
    on_canteen = one.kind in (Kind.CHECK, Kind.TABLE)
    page = File(
        one.name,
        one.unit,
        "canteens" if on_canteen else "rounds",
        one.get_state_display(),
        one.tone,
        lead=one.get_kind_display(),
    )
    page.facts = [
        (pgettext("congress", "Where"), one.where),
        (_("Method"), one.get_method_display()),
        (_("Planned for"), one.planned_on),
        (_("Held on"), one.held_on),
        (_("Taking part"), one.people),
        (_("Who took part"), one.names),
        (_("Staff interviewed"), one.interviewed),
        (pgettext("congress", "Verdict"), one.get_verdict_display()),
        (_("Good practice"), one.good),
        (_("Reported on"), one.closed_on),
        (_("Asked about the food"), one.asked),
        (_("Satisfied with the food"), one.content),
        (_("Reason"), one.why),
    ]
    page.texts = [(_("Minutes"), one.minutes)] if one.minutes else []
    page.tables = [issues_table(one)]
    points = list(one.points.all())
    if points:
        page.tables.insert(0, _checklist(points))
    page.buttons = _buttons(one)
    if one.canteen_id:
        page.ways = [Way(one.canteen.get_absolute_url(), one.canteen.name, "arrow-left")]
    return PAGES.show(request, one, page)


def _checklist(points):
    rows = [
        (point.number, point.words, Cell(point.get_result_display(), tone=point.tone), point.remark) for point in points
    ]
    return Table(
        _("Checklist"), ((_("No."), True), (_("Point"), False), (_("Result"), False), (_("Remark"), False)), rows
    )


def issues_table(one):
    """The issues that a round raised."""
    heads = (
        (pgettext("congress", "Issue"), False),
        (_("Class"), False),
        (_("Who deals with it"), False),
        (_("To be done by"), False),
        (_("State"), False),
        (_("Satisfied"), False),
    )
    rows = [
        (
            link(issue.words, issue), issue.get_category_display(), issue.owner, deadline(issue.due_on, late=issue_rules.is_overdue(issue, today())),
            state(issue), satisfied(issue),
        )
        for issue in queries.issues_of(one)
    ]  # fmt: skip
    return Table(_("Issues"), heads, rows, _("Nothing was raised, or nothing is recorded yet."))


def satisfied(issue):
    """Whether those concerned are satisfied, as a cell."""
    if issue.satisfied is None:
        return None
    return Cell(_("satisfied"), tone="green") if issue.satisfied else Cell(_("not satisfied"), tone="red")


def _buttons(one):
    to = lambda verb: reverse(f"congress:round_{verb}", args=[one.pk])  # noqa: E731
    add = Button(
        "congress.raise_issue",
        f"{reverse('congress:issue_raise')}?round={one.pk}",
        _("Record an issue"),
        picture="plus",
    )
    if one.state == State.PLANNED:
        return [
            Button("congress.hold_round", to("hold"), _("Record what happened"), "primary", "check"),
            Button("congress.plan_round", to("cancel"), _("Cancel it"), picture="ban"),
        ]
    if one.state == State.HELD:
        return [Button("congress.close_round", to("close"), _("Report and close"), "primary", "file-check"), add]
    return [add] if one.state == State.CLOSED else []


round_hold = verb_page(
    own, forms.HoldRoundForm, actions.hold_round, title=gettext_lazy("Record what happened"), button=gettext_lazy("Record"),
    said=gettext_lazy("Recorded. Now record the issues."), lead=lambda one: one.name, template=ACT,
    start=lambda one: {"round": one, "initial": {"on": min(today(), one.planned_on)}},
)  # fmt: skip
round_close = verb_page(
    own,
    forms.DayForm,
    actions.close_round,
    title=gettext_lazy("Report and close"),
    button=pgettext_lazy("congress", "Close"),
    said=gettext_lazy("Closed."),
    lead=gettext_lazy("Every issue has an owner and a day; what is open is followed further."),
    template=ACT,
)
round_cancel = verb_page(
    own, forms.DayWhyForm, actions.cancel_round, title=gettext_lazy("Cancel it"), button=gettext_lazy("Cancel it"), said=gettext_lazy("Cancelled."),
    lead=lambda one: one.name, template=ACT,
)  # fmt: skip


# --- canteens ----------------------------------------------------------------------------------------------------------------


@require_safe
def canteen_list(request):
    """Canteen groups with their last check and last meeting."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    heads = (
        (_("Canteen"), False),
        (_("Union"), False),
        (_("Members of the group"), False),
        (_("Last check"), False),
        (_("Last meeting"), False),
    )

    def row(one):
        return link(one.name, one), one.unit.name, one.members, one.last_check, one.last_meeting

    return PAGES.register(
        request, queries.canteens(request.user, under=unit), unit=unit, title=_("Canteen groups"), tab="canteens", heads=heads, row=row,
        figures=ledger.values(CANTEEN_FIGURES, unit, period).values(),
        lead=_("One check each working day, one meeting a week; faults are put right. Figures of %s.") % period.label(),
        buttons=(Button("congress.open_canteen", reverse("congress:canteen_open"), _("Set up a group"), "primary", "plus"),),
        ways=(Way(reverse("congress:canteen_export"), _("Export")),),
        empty=_("Set up a group; each working day it is reminded of the check, each Friday of the meeting."),
    )  # fmt: skip


@require_safe
def canteen_export(request):
    """Checks and meetings of the canteen groups as a workbook."""
    unit = chosen_unit(request)
    found = queries.rounds(request.user, (Kind.CHECK, Kind.TABLE), under=unit).prefetch_related("points")[:EXPORTED]
    heads = (
        "日期",
        "食堂",
        "类别",
        "内容",
        "参加人数",
        "参加人员",
        "不合格项",
        "问题数",
        "未整改",
        "调查人数",
        "满意人数",
    )
    rows = [
        (
            one.held_on, one.canteen.name, one.get_kind_display(), one.name, one.people, one.names,
            "、".join(point.words for point in one.points.all() if point.result == CheckPoint.Result.FAULT), one.raised, one.waiting, one.asked,
            one.content,
        )
        for one in found
    ]  # fmt: skip
    return sheet_response(f"{unit.name}食堂检查台账", [("食堂检查", heads, rows)])


def canteen_open(request):
    """A quality group begins its work."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.CanteenForm, _("Set up a canteen group"), lambda data: actions.open_canteen(unit, by=request.user, **data),
        code="congress.open_canteen", back="congress:canteen_list", lead=_("A check is due each working day from the first day on."),
        form_kwargs={"initial": {"since": today()}}, said=_("Set up."), button=_("Set up"),
    )  # fmt: skip


@require_safe
def canteen_detail(request, pk):
    """One canteen group: its last checks and meetings, and open faults."""
    one = own_canteen(request, pk)
    page = File(one.name, one.unit, "canteens")
    page.facts = [
        (_("Members of the group"), one.members),
        (_("Since"), one.since),
        (_("Until"), one.until),
        (_("Checks due counted up to"), one.counted_until),
    ]
    rounds = queries.rounds(request.user, (Kind.CHECK, Kind.TABLE)).filter(canteen=one).prefetch_related("points")
    heads = (
        (_("Day"), False),
        (_("Kind"), False),
        (pgettext("congress", "Subject"), False),
        (_("At fault"), False),
        (_("Faults"), True),
        (_("Open faults"), True),
        (_("Satisfied / asked"), False),
    )
    rows = [
        (
            link(held.held_on.isoformat() if held.held_on else "—", held), held.get_kind_display(), held.name,
            "、".join(point.words for point in held.points.all() if point.result == CheckPoint.Result.FAULT), held.raised, held.waiting,
            f"{held.content}/{held.asked}" if held.asked else None,
        )
        for held in rounds.order_by("-held_on", "-id")[:60]
    ]  # fmt: skip
    page.tables = [Table(_("Checks and meetings"), heads, rows, _("No check is recorded yet."))]
    if one.until is None:
        to = {verb: reverse(f"congress:canteen_{verb}", args=[one.pk]) for verb in ("check", "meet", "end")}
        page.buttons = [
            Button("congress.hold_round", to["check"], _("Today's check"), "primary", "clipboard-check"),
            Button("congress.hold_round", to["meet"], _("This week's meeting"), picture="users"),
            Button("congress.open_canteen", to["end"], _("End the group"), picture="archive"),
        ]
    return PAGES.show(request, one, page)


def canteen_check(request, pk):
    """Today's check in one step; faults become issues afterwards."""
    one = own_canteen(request, pk)
    points = [
        CheckPoint(number=number, words=words) for number, words in enumerate(rules.checklist(Kind.CHECK), start=1)
    ]
    return PAGES.verb(
        request, one, forms.CanteenCheckForm, _("Today's check"), lambda data: actions.check_canteen(one, by=request.user, **data), lead=one.name,
        button=_("Record"), form_kwargs={"points": points, "initial": {"on": today()}}, url=lambda done: done.get_absolute_url(),
        said=_("Recorded. Record each fault as an issue, so that it is put right."),
    )  # fmt: skip


def canteen_meet(request, pk):
    """This week's meeting of the group."""
    one = own_canteen(request, pk)
    return PAGES.verb(
        request,
        one,
        forms.CanteenMeetingForm,
        _("This week's meeting"),
        lambda data: actions.meet_canteen(one, by=request.user, **data),
        lead=one.name,
        button=_("Record"),
        url=lambda done: done.get_absolute_url(),
        said=_("Recorded."),
    )


canteen_end = verb_page(
    own_canteen, forms.DayForm, actions.end_canteen, title=gettext_lazy("End the group"), button=gettext_lazy("End it"), said=gettext_lazy("Ended."),
    lead=lambda one: one.name, template=ACT,
)  # fmt: skip
