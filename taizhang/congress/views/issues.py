"""Pages of issues: one register of everything raised, and the file of each from raising to return visit."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress.actions import issues as actions
from taizhang.congress.forms import following as forms
from taizhang.congress.models import Issue, Round
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import issues as rules
from taizhang.congress.views.rounds import satisfied
from taizhang.congress.views.shapes import PAGES, importing
from taizhang.kernel import ledger
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import EXPORTED, Button, File, Table, Way, deadline, link, narrowed, state, today
from taizhang.ui.sheets import sheet_response

ACT = "ui/begin.html"
State = Issue.State
FIGURES = (
    "DM-13:件数",
    "congress.demands_settled_share",
    "congress.return_visits_share",
    "DM-14:件数",
    "congress.voices_answered_share",
    "congress.voice_days",
)


def own(request, pk):
    """An issue that the user may read; 404 for everybody else."""
    return get_object_or_404(Issue.objects.visible_to(request.user).standing().select_related("unit", "round"), pk=pk)


def _filter(request):
    return forms.IssueFilter(request.GET or None, today=today())


@require_safe
def issue_list(request):
    """Everything that was raised: findings, demands, voices, faults."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    heads = (
        (pgettext("congress", "Issue"), False),
        (_("Kind"), False),
        (_("Union"), False),
        (_("Class"), False),
        (_("Raised on"), False),
        (_("Who deals with it"), False),
        (_("To be done by"), False),
        (_("State"), False),
        (_("Satisfied"), False),
    )

    def row(one):
        return (
            link(one.title(), one), one.get_kind_display(), one.unit.name, one.get_category_display(), one.raised_on.isoformat(), one.owner,
            deadline(one.due_on, late=rules.is_overdue(one, today())), state(one), satisfied(one),
        )  # fmt: skip

    return PAGES.register(
        request, queries.issues(request.user, under=unit), unit=unit, title=_("Issues raised by the staff"), tab="issues", heads=heads, row=row,
        filters=_filter(request), figures=ledger.values(FIGURES, unit, period).values(),
        lead=_("Findings, demands, voices, faults: owner, day, what was done, return visit. Figures of %s.") % period.label(),
        buttons=(
            Button("congress.raise_issue", reverse("congress:issue_raise"), _("Record an issue"), "primary", "plus"),
            importing(unit, "congress_issues"),
        ),
        ways=(
            Way(f"{reverse('congress:issue_list')}?kind=OA-11&unit={unit.code}", _("Gaps of the year"), "target"),
            Way(f"{reverse('congress:issue_export')}?{request.GET.urlencode()}", _("Export")),
        ),
        empty=_("Record what you hear on a visit, in a team, in the canteen; it gets an owner, a day and a return visit."),
    )  # fmt: skip


@require_safe
def issue_export(request):
    """The issues as a workbook."""
    unit = chosen_unit(request)
    heads = (
        "来源类别",
        "事项",
        "所在工会",
        "诉求类别",
        "来源",
        "反映人次",
        "提出日期",
        "敏感",
        "报党组织日期",
        "承办",
        "期限",
        "办结日期",
        "办理结果",
        "回访日期",
        "满意",
        "回访意见",
        "状态",
        "未解决原因",
    )
    rows = [
        (
            one.get_kind_display(), one.words, one.unit.name, one.ledger_category(), one.source, one.speakers, one.raised_on,
            "是" if one.sensitive else "", one.escalated_on, one.owner, one.due_on, one.settled_on, one.result, one.checked_on,
            {True: "是", False: "否"}.get(one.satisfied, ""), one.feedback, one.get_state_display(), one.why,
        )
        for one in narrowed(queries.issues(request.user, under=unit), _filter(request))[:EXPORTED]
    ]  # fmt: skip
    return sheet_response(f"{unit.name}职工诉求和问题台账", [("诉求和问题", heads, rows)])


def issue_raise(request):
    """Record an issue, of a round or by itself."""
    asked = request.GET.get("round", "")
    round = None
    if asked.isdecimal():
        round = get_object_or_404(
            Round.objects.visible_to(request.user).standing().select_related("unit"), pk=int(asked)
        )
    unit = round.unit if round else chosen_unit(request)
    kind = request.GET.get("kind") if request.GET.get("kind") in Issue.Kind.values else Issue.Kind.VOICE
    initial = {"on": round.held_on if round and round.held_on else today(), "kind": kind, "speakers": 1}

    def then(data):
        kind = round.catalogue if round else data.pop("kind")
        return actions.raise_issue(unit, by=request.user, kind=kind, round=round, **data)

    return PAGES.begin(
        request, unit, forms.IssueForm, _("Record an issue"), then, code="congress.raise_issue", back="congress:issue_list",
        lead=round.name if round else _("Without names. Hot and sensitive matters go to the Party branch the same day."), button=_("Record"),
        form_kwargs={"round": round, "initial": initial}, said=_("Recorded. Now pass it on."),
    )  # fmt: skip


@require_safe
def issue_detail(request, pk):
    """One issue: who deals with it, what was done, what those concerned say."""
    one = own(request, pk)
    page = File(one.title(), one.unit, "issues", one.get_state_display(), one.tone, lead=one.get_kind_display())
    page.facts = [
        (_("Class"), one.get_category_display()),
        (pgettext("congress", "Round"), one.round.name if one.round else ""),
        (_("Heard through"), one.source),
        (_("Persons speaking"), one.speakers),
        (_("Raised on"), one.raised_on),
        (_("Reported to the Party branch on"), one.escalated_on),
        (_("Who deals with it"), one.owner),
        (_("Passed on on"), one.assigned_on),
        (_("To be done by"), one.due_on),
        (_("Cause"), one.cause),
        (pgettext("gap", "Measure"), one.measure),
        (_("Target for next year"), one.target),
        (_("Carried into the next year on"), one.carried_on),
        (_("Dealt with on"), one.settled_on),
        (pgettext("congress", "What was done"), one.result),
        (_("Cost, yuan"), one.cost),
        (_("Fed back on"), one.checked_on),
        (_("What they say"), one.feedback),
        (_("Why it is not solved"), one.why),
    ]
    if one.sensitive and one.escalated_on is None:
        page.notes.append(("red", _("Hot or sensitive: report it to the Party branch today, then pass it on.")))
    if rules.is_overdue(one, today()):
        page.notes.append(("red", _("The last day is over.")))
    page.texts = [(pgettext("congress", "Issue"), one.words)] if len(one.words) > 80 else []
    heads = ((_("Day"), False), (pgettext("congress", "What was done"), False))
    notes = [(note.on.isoformat(), note.words) for note in queries.progress_of(one)]
    page.tables = [Table(_("Progress"), heads, notes, _("Nothing is noted yet."))]
    page.buttons = _buttons(one)
    if one.round:
        page.ways = [Way(one.round.get_absolute_url(), one.round.name, "arrow-left")]
    return PAGES.show(request, one, page)


def _buttons(one):
    """What comes next, the most likely step first."""
    to = lambda verb: reverse(f"congress:issue_{verb}", args=[one.pk])  # noqa: E731
    waits, gap = one.state in Issue.SETTLING, one.kind == Issue.Kind.GAP
    wanted = (
        (one.sensitive and one.escalated_on is None, "escalate_issue", "escalate", _("Report to the Party branch"), "alert-triangle"),
        (gap and waits, "assign_issue", "plan", _("Plan what is done"), "calendar"),
        (one.state == State.RAISED and not gap, "assign_issue", "assign", _("Pass it on"), "arrow-right"),
        (waits, "settle_issue", "settle", _("Record what was done"), "check"),
        (one.state == State.SETTLED, "check_issue", "check", _("Ask those concerned"), "message-circle"),
        (gap and one.state in (State.ASSIGNED, State.UNSOLVED), "leave_issue", "carry", _("Into next year"), "arrow-right"),
        (one.state in (State.ASSIGNED, State.UNSOLVED) and not gap, "assign_issue", "assign", _("Another owner or day"), "calendar"),
        (one.state == State.ASSIGNED, "assign_issue", "note", _("Note progress"), "pencil"),
        (one.state in (State.RAISED, State.ASSIGNED) and not gap, "leave_issue", "leave", _("Not solvable this year"), "archive"),
    )  # fmt: skip
    chosen = [(code, to(page), label, picture) for holds, code, page, label, picture in wanted if holds]
    kinds = ["primary", *["quiet"] * len(chosen)]
    return [
        Button(f"congress.{code}", url, label, kind, picture)
        for kind, (code, url, label, picture) in zip(kinds, chosen, strict=False)
    ]


def _verb(form, action, title, button, said, **more):
    more.setdefault("lead", lambda one: one.words)
    return verb_page(own, form, action, title=title, button=button, said=said, template=ACT, **more)


issue_escalate = _verb(
    forms.DayForm, actions.escalate_issue, gettext_lazy("Report to the Party branch"), gettext_lazy("Reported"), gettext_lazy("Recorded.")
)  # fmt: skip
issue_assign = _verb(
    forms.AssignForm, actions.assign_issue, gettext_lazy("Pass the issue on"), gettext_lazy("Pass on"), gettext_lazy("Passed on."),
    start=lambda one: {"initial": {"on": today(), "owner": one.owner, "due_on": one.due_on}},
)  # fmt: skip
issue_plan = _verb(
    forms.GapForm, actions.plan_gap, gettext_lazy("Plan what is done about the gap"), gettext_lazy("Plan"), gettext_lazy("Planned."),
    start=lambda one: {
        "initial": {
            "on": today(), "owner": one.owner, "due_on": one.due_on, "cause": one.cause, "measure": one.measure, "target": one.target
        }
    },
)  # fmt: skip
issue_carry = _verb(
    forms.CarryForm, actions.carry_gap, gettext_lazy("Into next year's points of work"), gettext_lazy("Carry over"),
    gettext_lazy("It stands in next year's points of work."), start=lambda one: {"initial": {"on": today(), "target": one.target}},
)  # fmt: skip
issue_note = _verb(
    forms.NoteForm,
    actions.note_issue,
    gettext_lazy("Note progress of an issue"),
    pgettext_lazy("congress", "Note"),
    gettext_lazy("Noted."),
)
issue_settle = _verb(
    forms.SettleForm, actions.settle_issue, gettext_lazy("Record what was done"), gettext_lazy("Record"),
    gettext_lazy("Recorded. Now ask those concerned."),
)  # fmt: skip
issue_check = _verb(
    forms.CheckForm, actions.check_issue, gettext_lazy("Ask those concerned"), gettext_lazy("Record"), gettext_lazy("Recorded."),
)  # fmt: skip
issue_leave = _verb(
    forms.DayWhyForm,
    actions.leave_issue,
    gettext_lazy("Leave it open this year"),
    gettext_lazy("Leave it open"),
    gettext_lazy("It stays in the list of gaps."),
)
