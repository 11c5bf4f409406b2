"""Pages of reorganisations: the register, one change with what it changes, drafting, asking, carrying out, taking back; trees of a day."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from taizhang.kernel import evidence, ledger, tree
from taizhang.kernel.access import can
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.organisation import actions, forms, kinds, queries
from taizhang.organisation.models import Reorganisation
from taizhang.organisation.views.reading import after, own_unit
from taizhang.ui.pages import act_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Registers, Table, Way, link, state
from taizhang.ui.sheets import sheet_response

PAGES = Registers(
    "organisation",
    (
        ("tree", gettext_lazy("Tree"), "organisation:unit_tree"),
        ("list", gettext_lazy("List"), "organisation:unit_list"),
        ("tiers", gettext_lazy("Tiers and sizes"), "organisation:tier_list"),
        ("changes", gettext_lazy("Reorganisations"), "organisation:reorganisation_list"),
    ),
    void="",
    no_evidence=gettext_lazy("Nothing is on record yet: the document of the union above, the resolution."),
)

KINDS = (
    (
        "found",
        "plus",
        gettext_lazy("Found"),
        gettext_lazy("A new union below this one, by a document of the union above."),
    ),
    (
        "move",
        "arrows-left-right",
        gettext_lazy("Re-parent"),
        gettext_lazy("The unit, with all below it, gets another unit above it."),
    ),
    (
        "rename",
        "edit",
        gettext_lazy("Rename"),
        gettext_lazy("Another name from a day on, and perhaps another kind; the old name still finds it."),
    ),
    (
        "merge",
        "box",
        gettext_lazy("Merge"),
        gettext_lazy("This and other units become one; units below and members go along."),
    ),
    (
        "split",
        "columns",
        gettext_lazy("Split"),
        gettext_lazy("Part of its units and members becomes a unit beside it."),
    ),
    (
        "dissolve",
        "ban",
        gettext_lazy("Dissolve"),
        gettext_lazy("The unit ends; its members move, keep their membership, or leave."),
    ),
)


def own_change(request, pk):
    """A reorganisation that the user may see; 404 for everybody else."""
    return get_object_or_404(queries.reorganisations(request.user), pk=pk)


@require_safe
def reorganisation_list(request):
    """Every change of the tree that concerns the user's units, the newest first."""
    unit = chosen_unit(request)
    return PAGES.register(
        request,
        queries.reorganisations(request.user, under=unit),
        unit=unit,
        title=_("Reorganisations"),
        tab="changes",
        heads=((_("Takes effect on"), False), (_("Change"), False), (_("Decided at"), False), (_("Document no."), False), (_("State"), False)),
        row=lambda one: (one.effective_on, link(one.title(), one), one.unit.name, one.document_no, state(one)),
        filters=forms.ReorganisationFilter(request.GET),
        lead=_("What really happened to the organisation, with day and document. What was on file wrongly is put right on the unit's file."),
        buttons=(
            Button(
                "organisation.draft_reorganisation", reverse("organisation:reorganisation_choose", args=[unit.pk]), _("Draft a reorganisation"),
                kind="primary", picture="plus", verdict=can(request.user, "organisation.draft_reorganisation", unit),
            ),
        ),
        ways=_ways(unit),
        empty=_("When unions are founded, merged, split, moved, renamed or dissolved, the change is drafted here and goes to the union above."),
    )  # fmt: skip


def _ways(unit):
    return (
        Way(f"{reverse('intake:batch_take')}?importer=moves", _("Import a list of moves"), "file-import"),
        Way(reverse("organisation:tree_as_of", args=[unit.pk]), _("Tree of a day"), "calendar"),
    )


def reorganisation_choose(request, pk):
    """Which kind of change?"""
    unit = own_unit(request, pk)
    return render(
        request,
        "organisation/reorganisation_choose.html",
        {
            "title": _("Reorganise %s") % unit.name,
            "unit": unit,
            "kinds": [(code, picture, name, words) for code, picture, name, words in KINDS if _possible(unit, code)],
            "verdict": can(request.user, "organisation.draft_reorganisation", unit),
        },
    )


def _possible(unit, code):
    if code == "found":
        return bool(kinds.of(unit.kind).children) and unit.until is None
    return unit.until is None and (unit.depth > 1 or code == "rename")


def reorganisation_draft(request, pk, kind):
    """The draft of one kind of change at a unit."""
    unit = own_unit(request, pk)
    if kind not in forms.FORMS or not _possible(unit, kind):
        raise Http404
    form_class = forms.FORMS[kind]

    def then(data):
        form = form_class(data=request.POST, unit=unit)
        form.is_valid()
        return actions.draft_reorganisation(kind, form.parts(), by=request.user, on=timezone.localdate(), **form.said())

    return act_page(
        request,
        form_class,
        "ui/begin.html",
        {
            "title": f"{Reorganisation.Kind(kind).label} · {unit.name}",
            "unit": unit,
            "lead": _(
                "This drafts the change. What it would change is shown next; nothing changes before the union above has approved it."
            ),
            "button": _("Draft"),
            "back": reverse("organisation:reorganisation_choose", args=[unit.pk]),
            "verdict": can(request.user, "organisation.draft_reorganisation", unit),
        },
        then=then,
        said=_("The draft is on file."),
        form_kwargs={"unit": unit, "initial": {"effective_on": timezone.localdate(), **_name_for(kind, unit)}},
    )


def _name_for(kind, unit):
    return {"name": unit.name, "kind": unit.kind} if kind == "rename" else {}


def reorganisation_add(request, pk):
    """A further unit that is split off."""
    record = own_change(request, pk)
    source = record.parts.filter(role="source").first()
    if source is None:
        raise Http404

    def then(data):
        form = forms.SplitForm(data=request.POST, unit=source.unit)
        form.is_valid()
        return actions.add_part(record, form.new_part(), by=request.user, on=timezone.localdate())

    return PAGES.verb(
        request,
        record,
        forms.SplitForm,
        _("Split off a further unit"),
        then,
        verdict=actions.may(request.user, "amend_reorganisation", record),
        form_kwargs={
            "unit": source.unit,
            "initial": {name: getattr(record, name) for name in ("effective_on", "document_no", "reason")},
        },
    )


@require_safe
def reorganisation_detail(request, pk):
    """One change: what it is, what was foreseen, where its approval stands, and what may be done."""
    record = own_change(request, pk)
    return PAGES.show(
        request,
        record,
        File(
            heading=record.title(),
            unit=record.unit,
            tab="changes",
            state=record.get_state_display(),
            tone=record.tone,
            facts=_facts(record),
            approval=True,
            buttons=_buttons(request, record),
            tables=[_parts_table(record), *_foreseen_tables(record.foreseen)],
            notes=[("red", _("It could not be carried out: %s") % record.problem)] if record.problem else [],
        ),
    )


def _facts(record):
    undone = record.undone_by.filter(state="done").first()
    return [
        (_("Takes effect on"), date_format(record.effective_on)),
        (_("Document no."), record.document_no),
        (_("Reason"), record.reason),
        (_("Drafted on"), date_format(record.drafted_on)),
        (_("Approved on"), record.approved_on and date_format(record.approved_on)),
        (_("Carried out on"), record.done_on and date_format(record.done_on)),
        (_("Taken back on"), undone and f"{date_format(undone.done_on)} {undone.document_no}"),
    ]


def _buttons(request, record):
    user, buttons = request.user, []

    def button(code, name, label, kind="quiet", picture=""):
        verdict = actions.may(user, code, record)
        buttons.append(
            Button(
                f"organisation.{code}", reverse(f"organisation:{name}", args=[record.pk]), label, kind, picture, verdict
            )
        )

    if record.is_draft:
        button("ask_reorganisation", "reorganisation_ask", _("Preview and ask for approval"), "primary", "rubber-stamp")
        button("amend_reorganisation", "reorganisation_amend", _("Amend"), picture="edit")
        if record.kind == "split":
            button("amend_reorganisation", "reorganisation_add", _("Split off a further unit"), picture="plus")
        button("call_off_reorganisation", "reorganisation_call_off", _("Call off"), picture="ban")
    if record.state == "approved":
        button("carry_out_reorganisation", "reorganisation_carry_out", _("Preview and carry out"), "primary", "check")
    if record.state == "done" and record.kind != "undo":
        button(
            "draft_reorganisation",
            "reorganisation_undo",
            pgettext("reorganisation", "Take back"),
            picture="arrow-back-up",
        )
    return buttons


def _parts_table(record):
    parts = (record.undoes if record.undoes_id else record).parts.select_related("unit", "into")
    rows = [
        (
            Cell(
                part.was or part.name,
                reverse("organisation:unit_detail", args=[part.unit_id]) if _is_on_file(part.unit) else "",
            ),
            part.get_role_display(),
            _becomes(part),
        )
        for part in parts
    ]
    return Table(_("Units"), ((_("Unit"), False), (_("What happens to it"), False), (_("How"), False)), rows)


def _is_on_file(unit):
    """Whether a unit has a page: not founded yet, or taken back, it has none."""
    return unit is not None and "~" not in unit.code


def _becomes(part):
    """What a part says further: the new name, the unit above, who goes along."""
    choice, said = part.choice, []
    if part.role == "renamed":
        said.append(part.name)
    if part.into_id:
        said.append((_("members to %s") if part.role == "ends" else _("below %s")) % part.into.name)
    if choice.get("units"):
        said.append(_("with %s") % "、".join(queries.names_of(choice["units"])))
    if part.role == "ends" and part.whole.kind == "merge":
        said.append(_("into %s") % queries.successor_of(part.whole))
    members = choice.get("members")
    said += {
        "groups": [_("members of %s") % "、".join(choice.get("groups", ()))],
        "share": [_("%d out of %d members") % tuple(choice["share"])] if choice.get("share") else [],
        "keep": [_("members keep their membership")],
        "leave": [_("members leave")],
    }.get(members, [])
    return _(", ").join(said) or "—"


def _foreseen_tables(foreseen):
    if not foreseen:
        return []
    tables = [
        Table(
            _("What stands there"),
            ((_("What"), False), (_("How many there are"), True)),
            _counted(foreseen.get("counts", ())),
        )
    ]
    rows = [(unit, figure, *told) for unit, lines in foreseen.get("figures", ()) for figure, *told in lines]
    heads = (
        (_("Unit"), False), (_("Figure"), False), (_("As it was then: before"), True), (_("after"), True), (_("As it is now: before"), True),
        (_("after"), True),
    )  # fmt: skip
    if rows:
        tables.append(Table(_("Figures of the year, before and after"), heads, rows))
    return tables


def _counted(counts):
    standing = queries.standing_counts(counts)
    return standing if len(standing) == len(counts) else [*standing, (_("Nothing else is open there"), "")]


def _preview(request, record, title, then, *, code, button, said):
    """A verb on a change, with what it would change today above the button."""
    foreseen = (
        actions.foresee(record, on=timezone.localdate()) if request.method == "GET" else {"problem": ""}
    )  # the action looks again itself
    return act_page(
        request,
        forms.CarryForm,
        "organisation/reorganisation_preview.html",
        {
            "title": title,
            "unit": record.unit,
            "record": record,
            "lead": record.title(),
            "button": button,
            "back": record.get_absolute_url(),
            "problem": foreseen["problem"],
            "tables": _foreseen_tables(foreseen),
            "verdict": actions.may(request.user, code, record),
        },
        then=then,
        url=record.get_absolute_url(),
        said=said,
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )


def reorganisation_ask(request, pk):
    """What would change, and the request for approval."""
    record = own_change(request, pk)
    return _preview(
        request, record, _("Preview"), lambda data: actions.ask_reorganisation(record, by=request.user, **data),
        code="ask_reorganisation", button=_("Ask for approval"), said=_("The union above has it on its desk now."),
    )  # fmt: skip


def reorganisation_carry_out(request, pk):
    """What would change today, and the carrying out of what was approved."""
    record = own_change(request, pk)
    return _preview(
        request, record, _("Carry out"), lambda data: actions.carry_out_reorganisation(record, by=request.user, **data),
        code="carry_out_reorganisation", button=_("Carry out"), said=_("Carried out."),
    )  # fmt: skip


def reorganisation_amend(request, pk):
    """Day, document and reason of a draft."""
    record = own_change(request, pk)
    return PAGES.verb(
        request,
        record,
        forms.ChangeForm,
        _("Amend"),
        lambda data: actions.amend_reorganisation(record, by=request.user, on=timezone.localdate(), **data),
        verdict=actions.may(request.user, "amend_reorganisation", record),
        form_kwargs={"initial": {name: getattr(record, name) for name in ("effective_on", "document_no", "reason")}},
    )


def reorganisation_call_off(request, pk):
    """The draft comes to nothing."""
    record = own_change(request, pk)
    return PAGES.why(
        request,
        record,
        _("Call off"),
        lambda why: actions.call_off_reorganisation(record, by=request.user, on=timezone.localdate(), why=why),
    )


def reorganisation_undo(request, pk):
    """A second change that takes this one back."""
    record = own_change(request, pk)
    return PAGES.verb(
        request,
        record,
        forms.UndoForm,
        pgettext("reorganisation", "Take back"),
        lambda data: actions.draft_taking_back(record, by=request.user, on=timezone.localdate(), **data),
        lead=_(
            "For a reorganisation that was a mistake: it never was, in every figure. Both acts stay in the history; it needs approval too."
        ),
        verdict=actions.may(request.user, "draft_reorganisation", record),
        url=lambda done: done.get_absolute_url(),
        form_kwargs={"initial": {"effective_on": timezone.localdate()}},
    )


def evidence_add(request, kind, pk):
    """A document goes on record."""
    if kind != "reorganisation":
        raise Http404
    record = own_change(request, pk)
    verdict = actions.may(request.user, "attach", record)
    return PAGES.add_evidence(request, record, forms.AttachForm, actions.attach, verdict=verdict)


@require_safe
def evidence_file(request, pk):
    """A file on record, for whoever may read its record."""
    return evidence.response(request, pk)


# --- trees and tiers ---------------------------------------------------------------------------------------------------------------


@require_safe
def unit_history(request, pk):
    """How a unit came to be what it is: names, units above, documents (沿革)."""
    unit = own_unit(request, pk)
    profile = queries.profile_of(unit)
    return render(
        request,
        "organisation/unit_history.html",
        {
            "title": _("History of %s") % unit.name,
            "unit": unit,
            "profile": profile,
            "rows": queries.history(unit),
            "names": _names(profile),
            "places": queries.former_places(unit),
            "parent": unit.parent(),
            "former": queries.former_parts(unit),
            "tabs": PAGES.tabs(),
            **after(request.user, unit),
        },
    )  # fmt: skip


def _names(profile):
    """[(until, name, kind)] of the names before today's."""
    earlier = profile.earlier if profile else ()
    return [(date.fromisoformat(one["until"]), one["name"], one["words"]) for one in earlier]


def _day(request):
    form = forms.AsOfForm(request.GET)
    day = (form.cleaned_data.get("on") if form.is_valid() else None) or timezone.localdate()
    return forms.AsOfForm(initial={"on": day}), day


@require_safe
def tree_as_of(request, pk):
    """The tree below a unit as it stood on a day (组织树 as of)."""
    unit = own_unit(request, pk)
    form, day = _day(request)
    rows = _tree_rows(request, unit, day)
    if request.GET.get("file"):
        heads = ("编码", "名称", "上级编码", "类型", "层级")
        lines = [(one.code, name, above, kind, depth) for one, name, above, kind, depth in rows]
        return sheet_response(_("Tree on %s") % day, [("工会", heads, lines)])
    return render(
        request,
        "organisation/tree_as_of.html",
        {"title": _("Tree of a day"), "unit": unit, "form": form, "day": day, "rows": rows, "tabs": PAGES.tabs()},
    )


def _tree_rows(request, unit, day):
    """[(unit, its name then, code of the unit above then, kind then, depth)]; only units that the user sees today."""
    seen = set(Unit.objects.visible_to(request.user).values_list("pk", flat=True))
    standing = [pair for pair in tree.standing_on(day, unit) if pair[0].pk in seen]
    codes = {path: one.code for one, path in standing}
    files = queries.files_of(one for one, _path in standing)
    top = len(standing[0][1]) // Unit.steplen if standing else 0
    rows = []
    for one, path in standing:
        name, kind = files[one.pk].called_on(day) if one.pk in files else (one.name, one.kind_label)
        rows.append((one, name, codes.get(path[: -Unit.steplen], ""), kind, len(path) // Unit.steplen - top))
    return rows


@require_safe
def tier_list(request):
    """How many units stand on each tier, of which kind, and how large they are."""
    unit, today = chosen_unit(request), timezone.localdate()
    day = Period.between(today, today)
    return render(
        request,
        "organisation/tier_list.html",
        {
            "title": _("Tiers and sizes"),
            "unit": unit,
            "tabs": PAGES.tabs(),
            "tiers": queries.tiers(unit),
            "sizes": queries.sizes(unit, day),
            "figures": ledger.values(
                ("organisation.upper", "organisation.grassroots", "organisation.teams"), unit, day
            ).values(),
        },
    )
