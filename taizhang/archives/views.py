"""The pages of rules and archives."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from taizhang.archives import actions, forms, papers, queries, rules
from taizhang.archives.models import Destruction, Dossier, Regulation
from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.ui.fields import DayForm
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    EXPORTED,
    Button,
    Cell,
    File,
    Lines,
    Registers,
    Table,
    Way,
    finder,
    link,
    narrowed,
    state,
    today,
    workbook,
)
from taizhang.word.download import paper_response

PARTS = (
    ("rules", gettext_lazy("Rulebook of the unit"), "archives:regulation_list"),
    ("files", gettext_lazy("Files of the archives"), "archives:dossier_list"),
    ("unfiled", gettext_lazy("Without a file"), "archives:unfiled_list"),
    ("destruction", gettext_lazy("Destruction"), "archives:destruction_list"),
)
PAGES = Registers("archives", PARTS, tells_missing=True)
FIGURES = ("archives.rules_in_force", "archives.files_kept", "OM-15:件数", "archives.records_filed")
State, Kept = Regulation.State, Dossier.State
own_regulation, own_dossier, own_destruction = finder(Regulation), finder(Dossier), finder(Destruction)


def _of(name, *args):
    return reverse(f"archives:{name}", args=[getattr(one, "pk", one) for one in args])


def _heads(*labels, numbers=()):
    return tuple((label, at in numbers) for at, label in enumerate(labels))


def _day_asked(request):
    """The day of ?on=, else today."""
    try:
        return parse_date(request.GET.get("on", "")) or today()
    except ValueError:
        return today()


# --- regulations ----------------------------------------------------------------------------------------------------------------


def _regulations(request):
    unit = chosen_unit(request)
    return unit, forms.RegulationFilter(request.GET), queries.regulations(request.user, under=unit)


@require_safe
def regulation_list(request):
    """The rulebook of the unit and of those below."""
    unit, filters, rows = _regulations(request)
    return PAGES.register(
        request, rows, unit=unit, title=_("Rulebook of the unit"), tab="rules", filters=filters,
        heads=_heads(_("Regulation"), _("Kind"), _("Union"), _("Editions"), _("In force from"), _("On walls"), _("State"), numbers=(3, 5)),
        row=lambda one: (
            link(one.name, one), one.get_kind_display(), one.unit.name, one.number, one.in_force_from, one.hanging, state(one),
        ),
        figures=[ledger.value(code, unit, Period.year(today().year)) for code in FIGURES],
        lead=_("Drafted, adopted by a body, put up, revised, withdrawn. Every edition stays readable as of any day."),
        buttons=(Button("archives.draft", reverse("archives:regulation_draft") + f"?unit={unit.code}", kind="primary", picture="plus"),),
        ways=(Way(reverse("archives:regulation_export") + f"?{request.GET.urlencode()}", _("Export")),),
        empty=_("Draft the first regulation: duties of the committee, use of the fund, how visits are paid."),
    )  # fmt: skip


@require_safe
def regulation_export(request):
    """The rulebook as a workbook, an edition a row."""
    _unit, filters, rows = _regulations(request)
    heads = (
        "制度名称",
        "类别",
        "工会编码",
        "工会名称",
        "版本",
        "通过日期",
        "通过机构",
        "文号",
        "施行日期",
        "废止日期",
        "修订说明",
        "状态",
    )
    lines = [
        (
            one.name, one.kind, one.unit.code, one.unit.name, each.number, each.adopted_on, each.adopted_by, each.document_no, each.since,
            each.until, each.changes, str(one.get_state_display()),
        )
        for one in narrowed(rows, filters).prefetch_related("editions")[:EXPORTED]
        for each in one.editions.all()
    ]  # fmt: skip
    return workbook(_("Rulebook of the unit"), heads, lines)


def regulation_draft(request):
    """Draft a regulation."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.DraftForm, _("Draft a regulation"), lambda data: actions.draft(unit, by=request.user, **data),
        code="archives.draft", back="archives:regulation_list", said=_("Drafted."), form_kwargs={"initial": {"on": today()}},
    )  # fmt: skip


@require_safe
def regulation_detail(request, pk):
    """One regulation: its text as of a day, every edition, where it hangs."""
    one, on = own_regulation(request, pk), _day_asked(request)
    current, draft = queries.current(one, on), queries.draft_of(one)
    texts = [(_("Text as of %s") % f"{on:%Y-%m-%d}", current.text if current else "")]
    texts.append((pgettext("regulation", "Draft"), draft.text if draft else ""))
    notes = (
        []
        if current or one.state == State.DRAFT
        else [("amber", _("On %s this regulation was not in force.") % f"{on:%Y-%m-%d}")]
    )
    shape = File(
        heading=one.name, unit=one.unit, tab="rules", state=one.get_state_display(), tone=one.tone,
        facts=[
            (_("Kind"), one.get_kind_display()), (_("In force from"), one.in_force_from),
            (_("Adopted by"), current.adopted_by if current else ""), (_("Document no."), current.document_no if current else ""),
            (pgettext("regulation", "Withdrawn on"), one.withdrawn_on), (_("Which body withdrew it"), one.withdrawn_by), (_("Reason"), one.why),
        ],
        buttons=_regulation_buttons(one, draft), notes=notes, tables=[_editions(one), _displays(one)], texts=texts,
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _regulation_buttons(one, draft):
    buttons = []
    if draft is not None and one.state != State.WITHDRAWN:
        buttons = [
            Button("archives.adopt", _of("regulation_adopt", one), kind="primary", picture="check"),
            Button("archives.rewrite", _of("regulation_rewrite", one), picture="edit"),
        ]
    if one.state == State.ADOPTED:
        buttons = [
            Button("archives.put_up", _of("regulation_put_up", one), kind="primary", picture="plus"),
            Button("archives.revise", _of("regulation_revise", one), picture="pencil"),
        ]
    if one.state in (State.ADOPTED, State.REVISING):
        buttons.append(Button("archives.withdraw", _of("regulation_withdraw", one), kind="danger", picture="ban"))
    return buttons


def _editions(one):
    rows, found = [], list(one.editions.all())
    for each in found:
        read = Cell(_("Read"), one.get_absolute_url() + f"?on={each.since}") if each.since else Cell("")
        differs = _of("regulation_compare", one) + f"?a={each.number - 1}&b={each.number}" if each.number > 1 else ""
        rows.append(
            (
                str(each.number), each.adopted_on or pgettext("regulation", "draft"), each.adopted_by, each.since, each.until, each.changes, read,
                Cell(_("What differs"), differs) if differs else Cell(""), Cell("Word", _of("regulation_paper", one, each.number)),
            )
        )  # fmt: skip
    heads = _heads(
        _("Edition"), _("Adopted on"), _("Adopted by"), _("In force from"), _("No longer from"), _("What was changed and why"), _("Text"),
        _("Comparison"), pgettext("archives", "Paper"),
    )  # fmt: skip
    return Table(_("Editions"), heads, rows)


def _displays(one):
    rows = [
        (each.where, str(each.edition.number), each.on, each.until or Cell(_("Take down"), _of("display_take_down", each)))
        for each in one.displays.select_related("edition")
    ]  # fmt: skip
    return Table(
        _("On walls"), _heads(pgettext("archives", "Where it hangs"), _("Edition"), _("Put up on"), _("Taken down on")), rows,
        empty=_("It hangs nowhere yet. Put it up, and add the photograph as evidence."),
    )  # fmt: skip


def regulation_rewrite(request, pk):
    """Change the draft."""
    one = own_regulation(request, pk)
    draft = queries.draft_of(one)
    start = {"text": draft.text, "changes": draft.changes} if draft else {}
    return PAGES.verb(
        request, one, forms.RewriteForm, _("Change the draft"), lambda data: actions.rewrite(one, by=request.user, **data),
        verdict=can(request.user, "archives.rewrite", one.unit), said=_("Changed."), form_kwargs={"initial": start},
    )  # fmt: skip


def regulation_adopt(request, pk):
    """Which body adopted it."""
    one = own_regulation(request, pk)
    return PAGES.verb(
        request, one, forms.AdoptForm, _("Enter the adoption"), lambda data: actions.adopt(one, by=request.user, **data),
        lead=_("The edition before ends on the day on which this one takes effect, and stays on file."),
        verdict=can(request.user, "archives.adopt", one.unit), said=_("In force."),
    )  # fmt: skip


def regulation_revise(request, pk):
    """Draft a further edition."""
    one = own_regulation(request, pk)
    before = queries.newest(one)
    start = {"on": today(), "text": before.text if before else ""}
    return PAGES.verb(
        request, one, forms.ReviseForm, _("Revise"), lambda data: actions.revise(one, by=request.user, **data),
        lead=_("Until the new edition is adopted, the old one stays in force."),
        verdict=can(request.user, "archives.revise", one.unit), said=_("Drafted."), form_kwargs={"initial": start},
    )  # fmt: skip


def regulation_put_up(request, pk):
    """It hangs on a wall."""
    one = own_regulation(request, pk)
    return PAGES.verb(
        request, one, forms.PutUpForm, _("Put up on a wall"), lambda data: actions.put_up(one, by=request.user, **data),
        verdict=can(request.user, "archives.put_up", one.unit), said=_("Noted. Add the photograph as evidence."),
    )  # fmt: skip


def display_take_down(request, pk):
    """It hangs there no more."""
    display = get_object_or_404(queries.displays(), pk=pk)
    one = own_regulation(request, display.regulation_id)
    return PAGES.verb(
        request, one, DayForm, _("Take down"), lambda data: actions.take_down(display, by=request.user, **data), lead=display.where,
        verdict=can(request.user, "archives.take_down", one.unit), said=_("Noted."),
    )  # fmt: skip


def regulation_withdraw(request, pk):
    """It is in force no more."""
    one = own_regulation(request, pk)
    return PAGES.verb(
        request, one, forms.WithdrawForm, _("Withdraw the regulation"), lambda data: actions.withdraw(one, by=request.user, **data),
        lead=_("Every edition stays readable; what hangs on walls is taken down with it."), danger=True,
        verdict=can(request.user, "archives.withdraw", one.unit), said=pgettext("regulation", "Withdrawn."),
    )  # fmt: skip


@require_safe
def regulation_compare(request, pk):
    """What differs between two editions."""
    one = own_regulation(request, pk)
    numbers = [request.GET.get(name, "") for name in ("a", "b")]
    chosen = [queries.edition(one, int(text)) if text.isdecimal() and len(text) < 5 else None for text in numbers]
    editions = list(one.editions.all())
    new = chosen[1] or editions[0]
    old = chosen[0] or editions[min(1, len(editions) - 1)]
    context = {
        "record": one, "unit": one.unit, "tabs": PAGES.tabs(), "tab": "rules", "old": old, "new": new, "editions": editions,
        "lines": rules.compared(old.text, new.text), "same": old.text == new.text,
    }  # fmt: skip
    return render(request, "archives/regulation_compare.html", context)


@require_safe
def regulation_paper(request, pk, number):
    """An edition as Word."""
    one = own_regulation(request, pk)
    edition = queries.edition(one, number)
    if edition is None:
        raise Http404
    return paper_response(papers.edition(one, edition))


# --- dossiers -------------------------------------------------------------------------------------------------------------------


def _dossiers(request):
    unit = chosen_unit(request)
    return unit, forms.DossierFilter(request.GET), queries.dossiers(request.user, under=unit)


def _kept(one):
    if one.closed_on is None:
        return Cell("")
    if one.keep_until is None:
        return Cell(_("permanently"))
    over = one.keep_until < today() and one.state == Kept.CLOSED
    return Cell(one.keep_until.isoformat(), tone="amber" if over else "")


@require_safe
def dossier_list(request):
    """The files of the archives at the unit and below."""
    unit, filters, rows = _dossiers(request)
    here = f"?unit={unit.code}"
    return PAGES.register(
        request, rows, unit=unit, title=_("Files of the archives"), tab="files", filters=filters,
        heads=_heads(
            pgettext("archives", "File no."), pgettext("archives", "Title of the file"), pgettext("archives", "Category"),
            _("Union"), _("Year"), _("Items"),
            _("Archived on"), _("Kept until"), _("State"), numbers=(5,),
        ),
        row=lambda one: (
            one.number, link(one.title_words, one), one.get_category_display(), one.unit.name, str(one.year),
            one.held or one.paper_items or 0, one.closed_on, _kept(one), state(one),
        ),
        lead=_("What is kept, where, and until when. A category for which the rulebook lays down no end is kept permanently."),
        buttons=(Button("archives.open", reverse("archives:dossier_open") + here, kind="primary", picture="plus"),),
        ways=(
            Way(reverse("intake:batch_take") + f"?importer=archives&unit={unit.code}", _("Import"), "file-import"),
            Way(reverse("archives:dossier_export") + f"?{request.GET.urlencode()}", _("Export")),
            Way(reverse("archives:dossier_catalogue") + f"?{request.GET.urlencode()}", _("Index (Word)"), "file-text"),
        ),
        empty=_("Open the first file, or bring in the index of your archives from a workbook."),
    )  # fmt: skip


@require_safe
def dossier_export(request):
    """The index as a workbook that comes in again, with what each file holds."""
    _unit, filters, rows = _dossiers(request)
    found = list(narrowed(rows, filters).prefetch_related("items")[:EXPORTED])
    heads = (
        "档号",
        "案卷题名",
        "档案类别",
        "年度",
        "归档日期",
        "保管期限",
        "卷内件数",
        "存放位置",
        "所在工会编码",
        "状态",
    )
    lines = [
        (
            one.number, one.title_words, one.category, one.year, one.closed_on, one.keep_until or ("永久" if one.closed_on else ""),
            one.held or one.paper_items, one.place, one.unit.code, str(one.get_state_display()),
        )
        for one in found
    ]  # fmt: skip
    held = [(one.number, item.position, item.words, item.on, item.pages) for one in found for item in one.items.all()]
    sheets = [(_("Files of the archives"), heads, lines), (_("Items"), ("档号", "序号", "题名", "日期", "页数"), held)]
    return workbook(_("Files of the archives"), sheets=sheets)


@require_safe
def dossier_catalogue(request):
    """The index as Word."""
    unit, filters, rows = _dossiers(request)
    return paper_response(papers.catalogue(unit, narrowed(rows, filters)[:2000]))


def dossier_open(request):
    """Open a file."""
    unit = chosen_unit(request)
    year, category = request.GET.get("year", ""), request.GET.get("category")
    start = {
        "on": today(),
        "year": int(year) if year.isdecimal() and len(year) == 4 else today().year,
        "category": category,
    }
    return PAGES.begin(
        request, unit, forms.OpenForm, _("Open a file"), lambda data: actions.open_dossier(unit, by=request.user, **data),
        code="archives.open", back="archives:dossier_list", said=_("Opened. Put in what it holds."), form_kwargs={"initial": start},
    )  # fmt: skip


@require_safe
def dossier_detail(request, pk):
    """One file: what it holds, how long it is kept."""
    one = own_dossier(request, pk)
    buttons = []
    if one.state == Kept.OPEN:
        buttons = [
            Button("archives.fill", _of("dossier_put", one), _("Put in records"), "primary", "list"),
            Button("archives.fill", _of("dossier_add", one), _("Put in a paper"), "quiet", "plus"),
            Button("archives.close", _of("dossier_close", one), picture="archive"),
        ]
    years = "" if one.closed_on is None else one.keep_words or _("No rule lays down an end: kept permanently.")
    shape = File(
        heading=one.title_words, unit=one.unit, tab="files", state=one.get_state_display(), tone=one.tone, lead=one.number,
        facts=[
            (pgettext("archives", "Category"), one.get_category_display()), (_("Year"), str(one.year)),
            (pgettext("archives", "Opened on"), one.opened_on),
            (_("Archived on"), one.closed_on), (_("Kept until"), one.keep_until or (_("permanently") if one.closed_on else "")),
            (_("Retention"), years), (pgettext("archives", "Where it stands"), one.place), (_("Papers counted"), one.paper_items),
            (_("Destroyed on"), one.destroyed_on),
        ],
        buttons=buttons, ways=[Way(_of("dossier_index", one), _("Index (Word)"), "file-text")], tables=[_items(one, request.user)],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _items(one, user):
    items = list(one.items.all())
    seen = queries.pointed(user, [(item.record_type, item.record_id) for item in items if item.record_id])
    rows = []
    for item in items:
        record = seen.get((item.record_type, item.record_id))
        out = Cell(pgettext("archives", "Take out"), _of("item_take_out", item)) if one.state == Kept.OPEN else Cell("")
        rows.append((item.position, link(item.words, record) if record else item.words, item.on, item.pages, out))
    heads = _heads(
        _("No."),
        pgettext("archives", "What it is"),
        _("Day"),
        pgettext("archives", "Pages"),
        pgettext("archives", "Take out"),
        numbers=(3,),
    )
    return Table(
        _("What the file holds"), heads, rows, empty=_("Nothing yet: point to records of the house, or put in papers.")
    )


def dossier_add(request, pk):
    """A paper is put in."""
    one = own_dossier(request, pk)
    return PAGES.verb(
        request, one, forms.PaperForm, _("Put in a paper"), lambda data: actions.add_paper(one, by=request.user, **data),
        verdict=can(request.user, "archives.fill", one.unit) and rules.may_fill(one), said=_("Put in."), form_kwargs={},
    )  # fmt: skip


def dossier_put(request, pk):
    """Records of its year are put in."""
    one = own_dossier(request, pk)
    found = queries.with_records(queries.unfiled(request.user, one.unit, one.year)[: queries.PUT])
    return PAGES.verb(
        request, one, forms.RecordsForm, _("Put in records"), lambda data: actions.put_records(one, by=request.user, **data) and one,
        lead=_("What was done in %s and stands in no file yet, at this union and below, the earliest first.") % one.year,
        verdict=can(request.user, "archives.fill", one.unit) and rules.may_fill(one), said=_("Put in."), form_kwargs={"found": found},
    )  # fmt: skip


def item_take_out(request, pk):
    """Something was put into the wrong file."""
    item = get_object_or_404(queries.items(), pk=pk)
    one = own_dossier(request, item.dossier_id)
    return PAGES.why(
        request,
        one,
        _("Take out of the file"),
        lambda why: actions.take_out(item, by=request.user, why=why),
        lead=item.words,
    )


def dossier_close(request, pk):
    """The file is archived."""
    one = own_dossier(request, pk)
    _years, rule = queries.retention(one.category, one.unit, today())
    return PAGES.verb(
        request, one, forms.CloseForm, _("Archive the file"), lambda data: actions.close(one, by=request.user, **data),
        lead=rule.sentence() if rule else _("No rule lays down an end: kept permanently."),
        verdict=can(request.user, "archives.close", one.unit), said=_("Archived."), form_kwargs={"initial": {"on": today(), "place": one.place}},
    )  # fmt: skip


@require_safe
def dossier_index(request, pk):
    """What the file holds, as Word."""
    return paper_response(papers.index(own_dossier(request, pk)))


# --- each activity is archived ----------------------------------------------------------------------------------------------------


def _unfiled(request):
    unit, filters = chosen_unit(request), forms.YearForm(request.GET)
    asked = filters.cleaned_data.get("year") if filters.is_valid() else None
    year = asked if asked and 1949 <= asked <= today().year else today().year
    return unit, year, filters


@require_safe
def unfiled_list(request):
    """Records of the year that stand in no file."""
    unit, year, filters = _unfiled(request)
    rows = queries.unfiled(request.user, unit, year)
    everything, without = queries.counted(request.user, unit, year)
    note = _("%(filed)d of %(all)d records of %(year)s are on file; %(without)d are not.") % {
        "filed": everything - without, "all": everything, "year": year, "without": without,
    }  # fmt: skip
    return PAGES.register(
        request, _Records(rows), unit=unit, title=_("Records without a file"), tab="unfiled", filters=filters,
        heads=_heads(_("Day"), pgettext("archives", "Record"), _("Union")),
        row=lambda one: (one.on, Cell(one.record.title(), one.record.get_absolute_url()), one.record.unit.name),
        lead=_("Each activity is archived: open a file of the year and put these in."),
        buttons=(Button("archives.open", reverse("archives:dossier_open") + f"?unit={unit.code}&year={year}", kind="primary", picture="plus"),),
        ways=(Way(reverse("archives:unfiled_export") + f"?{request.GET.urlencode()}", _("Export")),),
        note=note if without else "", empty=_("Every record of the year is on file, or nothing was recorded."),
    )  # fmt: skip


class _Records(Lines):
    """Rows whose records are fetched a page at a time."""

    def __init__(self, rows):
        super().__init__(rows, None)

    def __getitem__(self, wanted):
        return queries.with_records(list(self.rows[wanted]))


@require_safe
def unfiled_export(request):
    """The same as a workbook."""
    unit, year, _filters = _unfiled(request)
    found = queries.with_records(queries.unfiled(request.user, unit, year)[:EXPORTED])
    lines = [(one.on, one.record.title(), one.record.unit.code, one.record.unit.name) for one in found]
    return workbook(_("Records without a file"), ("日期", "记录", "工会编码", "工会名称"), lines)


# --- destruction ------------------------------------------------------------------------------------------------------------------


@require_safe
def destruction_list(request):
    """Lists of files to destroy."""
    unit = chosen_unit(request)
    over = queries.expired(unit, today()).count()
    ask = Button(
        "archives.ask_destruction",
        reverse("archives:destruction_ask") + f"?unit={unit.code}",
        kind="primary",
        picture="plus",
    )
    return PAGES.register(
        request, queries.destructions(request.user, under=unit), unit=unit, title=_("Destruction of files"), tab="destruction",
        heads=_heads(
            pgettext("archives", "List"), _("Union"), _("Drawn up on"), pgettext("archives", "Files"), _("Approved on"),
            pgettext("archives", "Carried out on"), _("State"), numbers=(3,),
        ),
        row=lambda one: (link(one.name, one), one.unit.name, one.on, one.number, one.approved_on, one.carried_out_on, state(one)),
        lead=_("Files whose retention is over are appraised, approved by the chair and by the union above, and destroyed before two witnesses."),
        buttons=(ask,), note=_("%d files of this union are kept longer than they must be.") % over if over else "",
        empty=_("Nothing has been destroyed."),
    )  # fmt: skip


def destruction_ask(request):
    """Draw up a list and ask for its approval."""
    unit = chosen_unit(request)
    found = list(queries.expired(unit, today())[:500])
    return PAGES.begin(
        request, unit, forms.DestructionForm, _("Ask for a destruction"), lambda data: actions.ask_destruction(unit, by=request.user, **data),
        code="archives.ask_destruction", back="archives:destruction_list", said=_("Under approval."),
        lead=_("Only archived files whose time is over can be chosen.") if found else _("No file of this union has its time over."),
        form_kwargs={"found": found, "initial": {"on": today(), "dossiers": [one.pk for one in found]}},
    )  # fmt: skip


@require_safe
def destruction_detail(request, pk):
    """One list: its files, where the approval stands, who watched."""
    one = own_destruction(request, pk)
    files = [line.dossier for line in one.lines.select_related("dossier__unit")]
    rows = [(each.number, link(each.title_words, each), str(each.year), _kept(each), state(each)) for each in files]
    heads = _heads(
        pgettext("archives", "File no."),
        pgettext("archives", "Title of the file"),
        _("Year"),
        _("Kept until"),
        _("State"),
    )
    buttons = []
    if one.state == Destruction.State.APPROVED:
        buttons = [Button("archives.carry_out", _of("destruction_carry_out", one), kind="primary", picture="check")]
    shape = File(
        heading=one.name, unit=one.unit, tab="destruction", state=one.get_state_display(), tone=one.tone,
        facts=[
            (_("Drawn up on"), one.on), (_("Opinion of the appraisal"), one.opinion), (_("Approved on"), one.approved_on),
            (pgettext("archives", "Carried out on"), one.carried_out_on), (_("Witnesses"), one.witnesses), (_("Reason"), one.why),
        ],
        buttons=buttons, ways=[Way(_of("destruction_paper", one), pgettext("archives", "List (Word)"), "file-text")], approval=True,
        tables=[Table(pgettext("archives", "Files"), heads, rows)],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def destruction_carry_out(request, pk):
    """The files are destroyed."""
    one = own_destruction(request, pk)
    return PAGES.verb(
        request, one, forms.CarryOutForm, _("Carry out the destruction"), lambda data: actions.carry_out(one, by=request.user, **data),
        lead=_("Scanned papers of these files are deleted; the index of what they held stays for ever."), danger=True,
        verdict=can(request.user, "archives.carry_out", one.unit), said=pgettext("archives", "Carried out."),
    )  # fmt: skip


@require_safe
def destruction_paper(request, pk):
    """The list as Word."""
    one = own_destruction(request, pk)
    return paper_response(papers.destruction(one, [line.dossier for line in one.lines.select_related("dossier")]))


# --- evidence, voiding ------------------------------------------------------------------------------------------------------------

FINDERS = {"regulation": own_regulation, "dossier": own_dossier, "destruction": own_destruction}
evidence_add, evidence_file, record_void = PAGES.of_every_record(
    FINDERS, forms.EvidenceForm, actions.attach, actions.void
)
