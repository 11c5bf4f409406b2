"""Pages of terms: which end, which are over, which were extended."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from taizhang.committees import actions, forms, queries
from taizhang.committees.models import Term
from taizhang.committees.views.shapes import PAGES, act_on, own_body, own_extension, own_term
from taizhang.kernel import calendar, ledger
from taizhang.kernel.periods import Period
from taizhang.organisation import queries as units
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    EXPORTED,
    Button,
    Cell,
    File,
    Table,
    Way,
    columns,
    iso,
    link,
    narrowed,
    state,
    today,
    workbook,
)

FIGURES = (
    "committees.due",
    "committees.overdue",
    "committees.reelected",
    "committees.in_time_rate",
    "committees.under_way",
)


def _asked(request):
    unit = chosen_unit(request)
    months = max(queries.terms.months_before(unit, today()), default=0)
    filters = forms.TermFilter(request.GET, until=calendar.months_after(today(), months, rest=False))
    return unit, filters, queries.terms.listed(request.user, under=unit)


@require_safe
def term_list(request):
    """The register of terms at the unit and below, those that end first in front; ?phase=overdue is the overdue list."""
    unit, filters, rows = _asked(request)
    busy = set()

    def prepare(terms):
        busy.update(queries.terms.under_way(terms))

    def row(one):
        key, words, tone = queries.terms.phase(one, today(), preparing=one.body_id in busy)
        late = (today() - one.last_day).days if key == "overdue" else ""
        return (
            link(str(one), one),
            one.unit.name,
            one.years,
            iso(one.since),
            iso(one.last_day),
            late,
            Cell(words, tone=tone),
        )

    bare = queries.terms.without_term(request.user, unit).count()
    note = ngettext("%(count)d committee has no term on file.", "%(count)d committees have no term on file.", bare) % {
        "count": bare
    }
    return PAGES.register(
        request, rows, unit=unit, title=_("Terms of office"), tab="terms", filters=filters, row=row, prepare=prepare,
        heads=(
            *columns(_("Term"), _("Union")), (_("Years"), True), *columns(_("Elected on"), _("Ends on")), (_("Days over"), True), (_("State"), False),
        ),
        figures=[ledger.value(code, unit, Period.year(today().year)) for code in FIGURES], note=note if bare else "",
        lead=_("Three or five years from the election; recalled six, three and one months before the end; overdue from the next day on."),
        ways=(
            Way(PAGES.url("term_list") + f"?unit={unit.code}&phase=overdue", _("Overdue list"), "alert-triangle"),
            Way(PAGES.url("term_export") + f"?{request.GET.urlencode()}", _("Export")),
        ),
        empty=_("Open the committee of a union and put its term on file."),
    )  # fmt: skip


@require_safe
def term_export(request):
    """The terms as a workbook, the overdue ones first when they are asked for."""
    _unit, filters, rows = _asked(request)
    chosen = list(narrowed(rows, filters)[:EXPORTED])
    busy = queries.terms.under_way(chosen)
    labels = (
        "工会编码",
        "工会",
        "机构",
        "届次",
        "年限",
        "选举日期",
        "法定届满",
        "延期至",
        "下次选举",
        "交接日期",
        "超期天数",
        "状态",
    )
    lines = (
        (
            one.unit.code, one.unit.name, one.body.name, one.number, one.years, one.since, one.ends_on, one.extended_to, one.reelected_on,
            one.ended_on, max(0, (today() - one.last_day).days) if one.is_overdue(today()) else None,
            str(queries.terms.phase(one, today(), preparing=one.body_id in busy)[1]),
        )
        for one in chosen
    )  # fmt: skip
    return workbook(_("Terms of office"), labels, lines)


@require_safe
def term_detail(request, pk):
    """One term: its days, its reminders, its extensions, the elections that follow it."""
    term, day = own_term(request, pk), today()
    key, words, tone = queries.terms.phase(term, day)
    rule = queries.terms.years_rule(term.unit, term.since)
    extensions = [
        (link(iso(one.until), one), one.why, iso(one.asked_on), state(one), iso(one.decided_on))
        for one in term.extensions.filter(voided_at=None).select_related("term__body")
    ]
    elections = [
        (link(str(one), one), iso(one.elected_on), state(one))
        for one in term.elections.filter(voided_at=None).select_related("body")
    ]
    shape = File(
        str(term), term.unit, "terms", state=words, tone=tone,
        facts=[
            (_("Body"), term.body.name), (_("Number of the term"), term.number), (_("Years of the term"), term.years),
            (_("Elected on"), iso(term.since)), (_("Statutory end"), iso(term.ends_on)), (_("Extended to"), iso(term.extended_to)),
            (_("Next election held on"), iso(term.reelected_on)), (_("Handed over on"), iso(term.ended_on)),
            (_("Rule"), rule.sentence() if rule else ""),
        ],
        buttons=_buttons(term), notes=_notes(term, key, day),
        ways=[Way(term.body.get_absolute_url(), term.body.name, "users")],
        tables=[
            Table(
                _("Reminders"), ((_("Months before the end"), True), (_("Recalled on"), False)),
                [(one.months, iso(one.on)) for one in term.reminders.all()], empty=_("None was due yet."),
            ),
            Table(
                _("Extensions"), columns(_("Election until"), _("Reason"), _("Asked for on"), _("State"), _("Decided on")), extensions,
                empty=_("None was asked for."),
            ),
            Table(_("Elections"), columns(_("Election"), _("Held on"), _("State")), elections, empty=_("Not prepared yet.")),
        ],
    )  # fmt: skip
    return PAGES.show(request, term, shape)


def _buttons(term):
    if term.state != Term.State.IN_OFFICE or term.reelected_on:
        return []
    found = []
    if term.body.kind == term.body.Kind.COMMITTEE and not queries.elections.running(term.body):
        found.append(
            Button("committees.prepare", PAGES.url("election_prepare", term.body), kind="primary", picture="checklist")
        )
    if not queries.terms.extension_asked(term) or queries.terms.extension_returned(term):
        found.append(Button("committees.ask_extension", PAGES.url("term_extend", term), picture="clock"))
    return found


def _notes(term, key, day):
    if key == "overdue":
        late = (day - term.last_day).days
        sentence = ngettext(
            "The term is over since %(day)s, %(count)d day ago.",
            "The term is over since %(day)s, %(count)d days ago.",
            late,
        )
        return [("red", sentence % {"day": date_format(term.last_day), "count": late})]
    if key == "warning":
        left = (term.last_day - day).days
        sentence = ngettext(
            "The term ends on %(day)s, in %(count)d day.", "The term ends on %(day)s, in %(count)d days.", left
        )
        return [("amber", sentence % {"day": date_format(term.last_day), "count": left})]
    return []


def _start(body):
    profile = units.profile_of(body.unit)
    since = profile.term_since if profile else None
    return {"on": since or body.formed_on, "number": queries.terms.next_number(body)}


term_begin = act_on(
    own_body, forms.BeginTermForm, actions.begin_term, code="committees.begin_term", title=lambda body: _("Put a term of %s on file") % body.name,
    said=gettext_lazy("On file; its end is recalled in time."), start=_start, url=lambda body: None,
)  # fmt: skip
term_extend = act_on(
    own_term, forms.ExtensionForm, actions.ask_extension, code="committees.ask_extension",
    title=lambda term: _("Ask for an extension: %s") % term, said=gettext_lazy("The union above has it now."), url=lambda term: None,
    lead=lambda term: _longest(term), start=lambda term: _returned(term),
)  # fmt: skip


def _returned(term):
    """What a request said that came back: it is put right and goes up again."""
    found = queries.terms.extension_returned(term)
    return {"until": found.until, "why": found.why, "document_no": found.document_no} if found else {}


def _longest(term):
    rule = queries.terms.longest_extension(term.unit, today())
    return rule.sentence() if rule else term.title()


@require_safe
def extension_detail(request, pk):
    """One extension with its case."""
    one = own_extension(request, pk)
    returned = queries.terms.extension_returned(one.term) == one
    shape = File(
        _("Extension: %s") % one.term, one.unit, "terms",
        notes=[("amber", _("The union above returned the request: put it right and send it up again."))] if returned else [],
        buttons=[Button("committees.ask_extension", PAGES.url("term_extend", one.term), kind="primary", picture="clock")] if returned else [],
        state=one.get_state_display(), tone=one.tone,
        facts=[
            (_("Statutory end"), iso(one.term.ends_on)), (_("Election until"), iso(one.until)), (_("Reason"), one.why),
            (_("Asked for on"), iso(one.asked_on)), (_("Document no."), one.document_no), (_("Decided on"), iso(one.decided_on)),
        ],
        ways=[Way(one.term.get_absolute_url(), str(one.term), "calendar")], approval=True,
    )  # fmt: skip
    return PAGES.show(request, one, shape)
