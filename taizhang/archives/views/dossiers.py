"""Pages of the files of the archives, and of the records of the year that stand in none."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from taizhang.archives import actions, forms, papers, queries, rules
from taizhang.archives.models import Dossier
from taizhang.archives.views.shapes import PAGES, kept, own_dossier
from taizhang.kernel.access import can
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    EXPORTED,
    Button,
    Cell,
    File,
    Lines,
    Table,
    Way,
    columns,
    link,
    narrowed,
    state,
    today,
    workbook,
)
from taizhang.word.download import paper_response

Kept = Dossier.State


def _dossiers(request):
    unit = chosen_unit(request)
    return unit, forms.DossierFilter(request.GET), queries.dossiers(request.user, under=unit)


@require_safe
def dossier_list(request):
    """The files of the archives at the unit and below."""
    unit, filters, rows = _dossiers(request)
    here = f"?unit={unit.code}"
    return PAGES.register(
        request, rows, unit=unit, title=_("Files of the archives"), tab="files", filters=filters,
        heads=columns(
            pgettext("archives", "File no."), pgettext("archives", "Title of the file"), pgettext("archives", "Category"),
            _("Union"), _("Year"), _("Items"),
            _("Archived on"), _("Kept until"), _("State"), numbers=(5,),
        ),
        row=lambda one: (
            one.number, link(one.title_words, one), one.get_category_display(), one.unit.name, str(one.year),
            one.held or one.paper_items or 0, one.closed_on, kept(one), state(one),
        ),
        lead=_("What is kept, where, and until when. A category for which the rulebook lays down no end is kept permanently."),
        buttons=(Button("archives.open", PAGES.url("dossier_open") + here, kind="primary", picture="plus"),),
        ways=(
            Way(reverse("intake:batch_take") + f"?importer=archives&unit={unit.code}", _("Import"), "file-import"),
            Way(PAGES.url("dossier_export") + f"?{request.GET.urlencode()}", _("Export")),
            Way(PAGES.url("dossier_catalogue") + f"?{request.GET.urlencode()}", _("Index (Word)"), "file-text"),
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
            Button("archives.fill", PAGES.url("dossier_put", one), _("Put in records"), "primary", "list"),
            Button("archives.fill", PAGES.url("dossier_add", one), _("Put in a paper"), "quiet", "plus"),
            Button("archives.close", PAGES.url("dossier_close", one), picture="archive"),
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
        buttons=buttons, ways=[Way(PAGES.url("dossier_index", one), _("Index (Word)"), "file-text")], tables=[_items(one, request.user)],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _items(one, user):
    items = list(one.items.all())
    seen = queries.pointed(user, [(item.record_type, item.record_id) for item in items if item.record_id])
    rows = []
    for item in items:
        record = seen.get((item.record_type, item.record_id))
        out = (
            Cell(pgettext("archives", "Take out"), PAGES.url("item_take_out", item))
            if one.state == Kept.OPEN
            else Cell("")
        )
        rows.append((item.position, link(item.words, record) if record else item.words, item.on, item.pages, out))
    heads = columns(
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
    if not request.GET.get("year"):
        filters = forms.YearForm(initial={"year": year})  # the box says which year is shown
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
        heads=columns(_("Day"), pgettext("archives", "Record"), _("Union")),
        row=lambda one: (one.on, Cell(one.record.title(), one.record.get_absolute_url()), one.record.unit.name),
        lead=_("Each activity is archived: open a file of the year and put these in."),
        buttons=(Button("archives.open", PAGES.url("dossier_open") + f"?unit={unit.code}&year={year}", kind="primary", picture="plus"),),
        ways=(Way(PAGES.url("unfiled_export") + f"?{request.GET.urlencode()}", _("Export")),),
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
