"""The pages of the work with retirees."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel import evidence, ledger, rulebook
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.retirees import actions, forms, queries
from taizhang.retirees.models import Celebration, Group, Leadership, Retiree, Visit
from taizhang.ui.fields import WhyForm
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    Button,
    Cell,
    File,
    Registers,
    Table,
    Way,
    columns,
    deadline,
    finder,
    link,
    narrowed,
    state,
    today,
    within,
    workbook,
)

EXPORTED = 20_000
PARTS = (
    ("retirees", gettext_lazy("Retirees"), "retirees:retiree_list"),
    ("groups", gettext_lazy("Groups"), "retirees:group_list"),
    ("milestones", gettext_lazy("Milestones"), "retirees:celebration_list"),
)
PAGES = Registers("retirees", PARTS)
FIGURES = ("retirees.on_register", "retirees.limited", "retirees.visited_share", "retirees.celebrated_share")


def own_retiree(request, pk):
    """A retiree whom the user may read; 404 for everybody else."""
    return get_object_or_404(queries.register(request.user), pk=pk)


def own_group(request, pk):
    """A group that the user may read; 404 for everybody else."""
    return get_object_or_404(Group.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


def own_celebration(request, pk):
    """A celebration that the user may read; 404 for everybody else."""
    found = Celebration.objects.visible_to(request.user).standing()
    return get_object_or_404(found.select_related("retiree", "unit"), pk=pk)


def _proof(one):
    """(the cell of what proves a row without a file of its own, the cell that takes the row back)."""
    file = evidence.of(one).last()
    if file is not None:
        return Cell(file.name, PAGES.url("evidence_file", file)), PAGES.void_cell(one)
    return Cell(_("Add evidence"), PAGES.url("evidence_add", one._meta.model_name, one)), PAGES.void_cell(one)


LAST = ((gettext_lazy("Evidence"), False), (gettext_lazy("Void"), False))

# --- the register -------------------------------------------------------------------------------------------------------------


def _asked(request):
    unit = chosen_unit(request)
    rule = rulebook.find("retirees.visit_months", unit, today())
    filters = forms.RetireeFilter(request.GET, today=today(), months=int(rule.value) if rule else 12)
    return unit, filters, queries.register(request.user, under=unit)


@require_safe
def retiree_list(request):
    """The register of retirees at the unit and below."""
    unit, filters, rows = _asked(request)
    here, day = f"?unit={unit.code}", today()
    return PAGES.register(
        request, rows, unit=unit, title=_("Retirees"), tab="retirees", filters=filters,
        heads=columns(_("Name"), _("Sex"), _("Age"), _("Union"), _("Group"), _("Retired on"), _("Mobility"), _("Last visited on"), _("State")),
        row=lambda one: (
            link(one.name, one), one.get_sex_display(), one.age_on(day), one.unit.name, one.group.name if one.group else "", one.retired_on,
            one.get_mobility_display(), one.seen_on, state(one),
        ),
        figures=[ledger.value(code, unit, Period.year(day.year)) for code in FIGURES],
        lead=_("Who has retired, in which group, when somebody was there last. What is known of the health is sealed."),
        buttons=(
            Button("retirees.register", PAGES.url("retiree_register") + here, kind="primary", picture="user-plus"),
            Button("retirees.take_over", PAGES.url("retiree_take_over") + here, picture="users"),
        ),
        ways=(
            Way(reverse("intake:batch_take") + f"?importer=retirees&unit={unit.code}", _("Import"), "file-import"),
            Way(PAGES.url("retiree_export") + f"?{request.GET.urlencode()}", _("Export")),
        ),
        empty=_("Register the first, or take over everybody whose membership is kept because of retirement."),
    )  # fmt: skip


@require_safe
def retiree_export(request):
    """The register as a workbook; the health stays sealed."""
    _unit, filters, rows = _asked(request)
    heads = (
        "姓名", "性别", "出生日期", "所在工会编码", "所在工会", "退休小组", "退休日期", "电话", "行动能力", "独居", "结婚日期",
        "上次走访", "状态", "备注",
    )  # fmt: skip
    lines = (
        (
            one.name, one.sex, one.birth_on, one.unit.code, one.unit.name, one.group.name if one.group else "", one.retired_on, one.phone.masked,
            one.mobility, "是" if one.alone else "", one.wedding_on, one.seen_on, one.state, one.remark,
        )
        for one in narrowed(rows, filters)[:EXPORTED]
    )  # fmt: skip
    return workbook(_("Register of retirees"), heads, lines)


@require_safe
def retiree_detail(request, pk):
    """One retiree: group, health (sealed), visits, celebrations, times as a leader."""
    one = own_retiree(request, pk)
    buttons = []
    if one.state == Retiree.State.REGISTERED:
        buttons = [
            Button("retirees.visit", PAGES.url("retiree_visit", one), kind="primary", picture="heart-handshake"),
            Button("retirees.change", PAGES.url("retiree_change", one), picture="edit"),
            Button("retirees.leave", PAGES.url("retiree_leave", one), kind="danger", picture="logout"),
        ]
    buttons.append(Button("retirees.reveal", PAGES.url("retiree_reveal", one), picture="eye"))
    visits = [(v.on, v.occasion, v.visitors, v.gift, v.amount, *_proof(v)) for v in one.visits.standing()]
    parties = [
        (c.due_on, c.matter, state(c), c.celebrated_on, c.gift, c.amount, *_proof(c))
        for c in one.celebrations.standing().select_related("retiree")
    ]
    times = [(t.group.name, t.since, t.until, t.handover) for t in one.leaderships.standing().select_related("group")]
    shape = File(
        heading=one.name, unit=one.unit, tab="retirees", state=one.get_state_display(), tone=one.tone,
        facts=[
            (_("Sex"), one.get_sex_display()), (_("Born on"), one.birth_on), (_("Age"), one.age_on(today())), (_("Retired on"), one.retired_on),
            (_("Group"), one.group.name if one.group else ""), (_("Telephone"), one.phone.masked), (_("Health"), one.health.masked),
            (_("Mobility"), one.get_mobility_display()), (_("Lives alone"), _("yes") if one.alone else ""), (_("Wedding day"), one.wedding_on),
            (_("On the register since"), one.registered_on), (_("Until"), one.ended_on), (_("Remark"), one.remark),
        ],
        buttons=buttons,
        tables=[
            Table(
                _("Visits"), (*columns(_("Day"), _("Occasion"), _("Who went"), _("Gift")), (_("Cash (yuan)"), True), *LAST), visits,
                empty=_("Nobody has been there yet."),
            ),
            Table(
                _("Milestones"), (*columns(_("Day"), _("Occasion"), _("State"), _("Celebrated on"), _("Gift")), (_("Cash (yuan)"), True), *LAST),
                parties, empty=_("Nothing is listed."),
            ),
            *([Table(_("Led a group"), columns(_("Group"), _("From"), _("To"), _("How it was handed over")), times)] if times else []),
        ],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def retiree_register(request):
    """Put somebody on the register."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.RegisterForm, _("Register a retiree"), lambda data: actions.register(unit, by=request.user, **data),
        code="retirees.register", back="retirees:retiree_list", said=_("On the register."),
        form_kwargs={**within(request, unit), "initial": {"on": today()}},
    )  # fmt: skip


def retiree_take_over(request):
    """Take over from the register of members."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.OnForm, _("Take over from the register of members"), lambda data: actions.take_over(unit, by=request.user, **data),
        code="retirees.take_over", back="retirees:retiree_list", url=lambda done: PAGES.url("retiree_list") + f"?unit={unit.code}",
        lead=_("Everybody at this union and below whose membership is kept because of retirement and who is on no register of retirees yet."),
        said=lambda done: ngettext("%(count)d retiree taken over.", "%(count)d retirees taken over.", done) % {"count": done},
        form_kwargs={"initial": {"on": today()}},
    )  # fmt: skip


def retiree_change(request, pk):
    """Change what is on file."""
    one = own_retiree(request, pk)
    start = {
        name: getattr(one, name)
        for name in ("name", "sex", "birth_on", "retired_on", "group", "mobility", "alone", "wedding_on", "remark")
    }
    return PAGES.verb(
        request, one, forms.RetireeForm, _("Change the file of %s") % one.name, lambda data: actions.change(one, by=request.user, **data),
        verdict=can(request.user, "retirees.change", one.unit), said=_("Changed."),
        form_kwargs={"unit": one.unit, "initial": {"on": today(), **start}},
    )  # fmt: skip


def retiree_visit(request, pk):
    """Record a visit."""
    one = own_retiree(request, pk)
    return PAGES.verb(
        request, one, forms.VisitForm, _("Record a visit to %s") % one.name, lambda data: actions.visit(one, by=request.user, **data),
        verdict=can(request.user, "retirees.visit", one.unit), said=_("Recorded."),
    )  # fmt: skip


def retiree_leave(request, pk):
    """Record a death or a move."""
    one = own_retiree(request, pk)
    return PAGES.verb(
        request, one, forms.LeaveForm, _("%s leaves the register") % one.name, lambda data: actions.leave(one, by=request.user, **data),
        lead=_(
            "A group that was led by the person has no leader any more; celebrations still listed are left out; with a death the membership ends."
        ), danger=True,
        verdict=can(request.user, "retirees.leave", one.unit), said=_("Recorded."),
    )  # fmt: skip


@never_cache
def retiree_reveal(request, pk):
    """Telephone and health, once, after the reason was written down."""
    one = own_retiree(request, pk)
    form, shown = WhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            shown = actions.reveal(one, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Telephone and health of %s") % one.name, "unit": one.unit, "lead": _("Who looked, when and why is written into the log."),
        "button": _("Show"), "back": one.get_absolute_url(), "form": form, "shown": shown,
    }  # fmt: skip
    return render(request, "retirees/retiree_reveal.html", context, status=422 if form.errors else 200)


# --- groups -------------------------------------------------------------------------------------------------------------------


@require_safe
def group_list(request):
    """Groups with their leaders."""
    unit = chosen_unit(request)
    rows = list(queries.groups(request.user, under=unit))
    leaders = queries.leaders(rows)

    def row(one):
        time = leaders.get(one.pk)
        return (
            link(one.name, one),
            one.unit.name,
            one.number,
            time.leader.name if time else Cell(_("none"), tone="amber"),
            time.since if time else "",
        )

    return PAGES.register(
        request, rows, unit=unit, title=_("Groups of retirees"), tab="groups", row=row,
        heads=((_("Group"), False), (_("Union"), False), (_("Retirees"), True), (_("Group leader"), False), (_("Since"), False)),
        lead=_("The leader of a group keeps in touch with everybody in it; a change is handed over and on file."),
        buttons=(Button("retirees.found_group", PAGES.url("group_found") + f"?unit={unit.code}", kind="primary", picture="plus"),),
        empty=_("Make the first group."),
    )  # fmt: skip


def group_found(request):
    """Make a group."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.GroupForm, _("Make a group"), lambda data: actions.found_group(unit, by=request.user, **data),
        code="retirees.found_group", back="retirees:group_list", said=_("The group is made."), form_kwargs={"initial": {"on": today()}},
    )  # fmt: skip


@require_safe
def group_detail(request, pk):
    """One group: its leader, who led it before, who is in it."""
    one = own_group(request, pk)
    leader = queries.leader_of(one)
    times = [
        (t.leader.name, t.since, t.until, t.handover, *_proof(t))
        for t in one.leaderships.standing().select_related("leader")
    ]
    people = [
        (link(each.name, each), each.age_on(today()), each.get_mobility_display(), each.seen_on)
        for each in queries.register(request.user).filter(group=one, state=Retiree.State.REGISTERED)
    ]
    shape = File(
        heading=one.name, unit=one.unit, tab="groups",
        facts=[(_("Group leader"), leader.leader.name if leader else _("none")), (_("Remark"), one.remark)],
        buttons=[Button("retirees.hand_over", PAGES.url("group_hand_over", one), kind="primary", picture="refresh")],
        tables=[
            Table(_("In the group"), columns(_("Name"), _("Age"), _("Mobility"), _("Last visited on")), people,
                  empty=_("Nobody is in the group yet.")),
            Table(_("Leaders"), (*columns(_("Group leader"), _("From"), _("To"), _("How it was handed over")), *LAST),
                  times, empty=_("Nobody has led it yet.")),
        ],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def group_hand_over(request, pk):
    """Another leader."""
    one = own_group(request, pk)
    return PAGES.verb(
        request, one, forms.HandOverForm, _("Hand the group %s over") % one.name, lambda data: actions.hand_over(one, by=request.user, **data),
        verdict=can(request.user, "retirees.hand_over", one.unit), said=_("Handed over."), form_kwargs={"group": one, "initial": {"on": today()}},
    )  # fmt: skip


# --- milestones ---------------------------------------------------------------------------------------------------------------


def _year(request):
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year


def _celebrations(request):
    unit, year = chosen_unit(request), _year(request)
    filters = forms.CelebrationFilter(request.GET)
    return unit, year, filters, queries.celebrations(request.user, year, under=unit)


@require_safe
def celebration_list(request):
    """Round birthdays and weddings of a year."""
    unit, year, filters, rows = _celebrations(request)
    here = f"?unit={unit.code}"

    def row(one):
        waits = one.state == Celebration.State.LISTED
        act = Cell(_("Note it"), PAGES.url("celebration_celebrate", one)) if waits else Cell(one.gift or one.why)
        late = waits and one.due_on < today()
        return (
            deadline(one.due_on, late=late),
            link(one.retiree.name, one.retiree),
            one.matter,
            one.unit.name,
            state(one),
            one.celebrated_on,
            act,
        )

    return PAGES.register(
        request, rows, unit=unit, title=_("Milestones of %d") % year, tab="milestones", filters=filters, row=row,
        heads=columns(_("Day"), _("Name"), _("Occasion"), _("Union"), _("State"), _("Celebrated on"), _("Gift")),
        lead=_("Round birthdays, golden and diamond weddings, computed from the register by the rulebook."),
        buttons=(Button("retirees.make_list", PAGES.url("celebration_make") + here, kind="primary", picture="list"),),
        ways=(
            Way(PAGES.url("celebration_list") + f"{here}&year={year + 1}", _("Next year"), "arrow-right"),
            Way(PAGES.url("celebration_export") + f"{here}&year={year}", _("Export")),
            Way(PAGES.url("celebration_export") + f"{here}&year={today().year + 1}", _("Next year's list")),
        ),
        empty=_("Make the list of the year."),
    )  # fmt: skip


@require_safe
def celebration_export(request):
    """The list of a year as a workbook; a year whose list is not made yet is computed for it."""
    unit, year, filters, rows = _celebrations(request)
    heads = ("日期", "姓名", "性别", "事由", "所在工会", "退休小组", "行动能力", "礼品", "礼金", "状态")
    lines = [
        (
            one.due_on, one.retiree.name, one.retiree.sex, one.matter, one.unit.name, one.retiree.group.name if one.retiree.group else "",
            one.retiree.mobility, one.gift, one.amount, one.state,
        )
        for one in narrowed(rows, filters)[:EXPORTED]
    ]  # fmt: skip
    known = queries.listed(unit, year)
    readable = set(Retiree.objects.visible_to(request.user).values_list("pk", flat=True))
    for one, each in queries.computed(unit, year, today()):
        if one.pk in readable and (one.pk, str(each.occasion)) not in known:
            shown = Celebration(retiree=one, year=year, occasion=each.occasion, years=each.years, due_on=each.on)
            lines.append(
                (
                    each.on,
                    one.name,
                    one.sex,
                    shown.matter,
                    one.unit.name,
                    one.group.name if one.group else "",
                    one.mobility,
                    "",
                    None,
                    "未列入",
                )
            )
    return workbook(_("Milestones of %d") % year, heads, sorted(lines, key=lambda line: line[0]))


def celebration_make(request):
    """Compute the list of a year."""
    unit = chosen_unit(request)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today().year
    return PAGES.begin(
        request, unit, forms.ListForm, _("Make the list of milestones"), lambda data: actions.make_list(unit, by=request.user, **data),
        code="retirees.make_list", back="retirees:celebration_list", url=lambda done: PAGES.url("celebration_list") + f"?unit={unit.code}",
        lead=_("Who is on the list already stays; whoever joined the register since is added."),
        said=lambda done: ngettext("%(count)d person listed.", "%(count)d persons listed.", done) % {"count": done},
        form_kwargs={"initial": {"on": today(), "year": year}},
    )  # fmt: skip


def celebration_celebrate(request, pk):
    """It was celebrated."""
    one = own_celebration(request, pk)
    return PAGES.verb(
        request, one, forms.CelebrateForm, _("Celebrated: %s") % one.title(), lambda data: actions.celebrate(one, by=request.user, **data),
        verdict=can(request.user, "retirees.celebrate", one.unit), said=_("Noted."), button=_("Note it"),
        back=PAGES.url("celebration_list") + f"?year={one.year}", url=PAGES.url("celebration_list") + f"?year={one.year}",
    )  # fmt: skip


def celebration_skip(request, pk):
    """It is not celebrated."""
    one = own_celebration(request, pk)
    return PAGES.why(
        request, one, _("Leave out: %s") % one.title(), lambda why: actions.skip(one, by=request.user, why=why)
    )


# --- evidence, taking back ----------------------------------------------------------------------------------------------------

FINDERS = {
    "retiree": own_retiree, "group": own_group, "celebration": own_celebration, "visit": finder(Visit, "retiree"),
    "leadership": finder(Leadership, "group", "leader"),
}  # fmt: skip
evidence_add, evidence_file, record_void = PAGES.of_every_record(
    FINDERS,
    forms.EvidenceForm,
    actions.attach,
    actions.void,
    lists={"visit": "retiree_list", "leadership": "group_list"},
)
