"""The pages of commendation: rounds, nominees, objections, honours that were given."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from taizhang.honours import actions, forms, papers, queries, rules
from taizhang.honours.models import Nominee, Round
from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import records_behind
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    EXPORTED,
    Button,
    Cell,
    File,
    Registers,
    Table,
    Way,
    columns,
    finder,
    link,
    narrowed,
    state,
    today,
    within,
    workbook,
)
from taizhang.word.download import paper_response

PARTS = (
    ("rounds", gettext_lazy("Commendations"), "honours:round_list"),
    ("given", gettext_lazy("Honours given"), "honours:honour_list"),
)
PAGES = Registers("honours", PARTS, tells_missing=True)
FIGURES = ("HN-08:人数", "HN-08:家数", "honours.given_share", "honours.assessed_share")
State, Stand = Round.State, Nominee.State
own_nominee = finder(Nominee, "round", "category", "of_unit", "person")
PRINTED = {
    "round_notice": (Stand.PROPOSED, Stand.STRUCK, Stand.CHOSEN, *queries.GIVEN),
    "round_decision": (Stand.CHOSEN, *queries.GIVEN),
}


def own_round(request, pk):
    """A round that the user may read; 404 for everybody else."""
    return get_object_or_404(queries.rounds(request.user), pk=pk)


# --- rounds ---------------------------------------------------------------------------------------------------------------------


@require_safe
def round_list(request):
    """Commendations at the unit and below."""
    unit = chosen_unit(request)
    return PAGES.register(
        request, queries.rounds(request.user, under=unit), unit=unit, title=_("Commendations"), tab="rounds",
        filters=forms.RoundFilter(request.GET),
        heads=columns(
            pgettext("commendation", "Commendation"), _("Year"), _("Union"), pgettext("commendation", "Nominated"),
            pgettext("commendation", "Commended"),
            pgettext("commendation", "Commended on"), _("Document no."), _("State"), numbers=(3, 4),
        ),
        row=lambda one: (
            link(one.name, one), str(one.year), one.unit.name, one.nominated, one.honoured, one.commended_on, one.document_no, state(one),
        ),
        figures=[ledger.value(code, unit, Period.year(today().year)) for code in FIGURES],
        lead=_("Nominated, assessed, posted, decided, commended: the list follows the assessment, and the decision follows the notice."),
        buttons=(Button("honours.open", PAGES.url("round_open") + f"?unit={unit.code}", kind="primary", picture="plus"),),
        ways=(Way(reverse("intake:batch_take") + f"?importer=honours&unit={unit.code}", _("Import"), "file-import"),),
        empty=_("Open this year's commendation, or bring in those of years gone by from a workbook."),
    )  # fmt: skip


def round_open(request):
    """Open a commendation."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.OpenForm, _("Open a commendation"), lambda data: actions.open_round(unit, by=request.user, **data),
        code="honours.open", back="honours:round_list", said=_("Opened. Add its categories now."),
        form_kwargs={"initial": {"on": today(), "year": today().year}},
    )  # fmt: skip


@require_safe
def round_detail(request, pk):
    """One commendation: categories, nominees, objections, decision, papers."""
    one = own_round(request, pk)
    nominees = queries.nominees(one)
    shape = File(
        heading=one.title(), unit=one.unit, tab="rounds", state=one.get_state_display(), tone=one.tone, facts=_facts(one),
        buttons=_buttons(one), ways=_ways(one, request.user), notes=_notes(one),
        tables=[_categories(one, nominees), _nominees(nominees), *_objections(one)],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _facts(one):
    return [
        (_("Opened on"), one.opened_on), (_("Which assessment it follows"), one.follows),
        (_("Public notice"), f"{one.noticed_on:%Y-%m-%d} – {one.notice_until:%Y-%m-%d}" if one.notice_until else ""),
        (_("Where the list is posted"), one.notice_where), (_("Decided on"), one.decided_on),
        (pgettext("commendation", "Decided by"), one.decided_by),
        (pgettext("commendation", "Commended on"), one.commended_on), (_("Document no."), one.document_no),
        (_("Meeting of commendation"), one.ceremony),
    ]  # fmt: skip


def _buttons(one):
    follow = {
        State.OPEN: [
            Button("honours.nominate", PAGES.url("nominee_nominate", one), kind="primary", picture="user-plus"),
            Button("honours.add_category", PAGES.url("category_add", one), picture="plus"),
            Button("honours.propose", PAGES.url("round_propose", one), picture="speakerphone"),
        ],
        State.NOTICED: [Button("honours.decide", PAGES.url("round_decide", one), kind="primary", picture="gavel")],
        State.DECIDED: [Button("honours.commend", PAGES.url("round_commend", one), kind="primary", picture="award")],
    }.get(one.state, [])
    if rules.may_abandon(one):
        follow = [*follow, Button("honours.abandon", PAGES.url("round_abandon", one), kind="danger", picture="ban")]
    return follow


def _ways(one, user):
    ways = [Way(PAGES.url("round_export", one), _("Nominees (workbook)"))]
    if one.noticed_on:
        ways.append(Way(PAGES.url("round_notice", one), pgettext("commendation", "Notice (Word)"), "file-text"))
    if one.decided_on:
        ways.append(Way(PAGES.url("round_decision", one), _("Decision (Word)"), "file-text"))
    if one.commended_on:
        ways.append(Way(PAGES.url("round_certificates", one), _("Certificates (Word)"), "award"))
    record = queries.decision(one)
    if record is not None and can(user, "honours.decide", record.unit):
        ways.append(Way(record.get_absolute_url(), _("Who decided"), "gavel"))
    return ways


def _notes(one):
    notes = [("amber", _("Reason given: %s") % one.why)] if one.why else []
    waiting = queries.unanswered(one)
    return [("red", _("An objection to %s is not answered yet.") % waiting), *notes] if waiting else notes


def _categories(one, nominees):
    rows = [
        (
            each.name, pgettext("commendation", "units") if each.units else pgettext("commendation", "persons"), each.quota,
            sum(nominee.category_id == each.pk for nominee in nominees), each.award, each.standard,
        )
        for each in one.categories.all()
    ]  # fmt: skip
    return Table(
        _("Categories"),
        columns(
            pgettext("commendation", "Category"), pgettext("commendation", "For"), pgettext("commendation", "Quota"),
            pgettext("commendation", "Nominated"), _("With it goes"), pgettext("commendation", "Standard"), numbers=(2, 3),
        ),
        rows, empty=_("Add the first category with its quota."),
    )  # fmt: skip


def _nominees(nominees):
    rows = [
        (link(one.name, one), one.category.name, one.score, one.result, one.source, state(one), one.certificate_no)
        for one in nominees
    ]
    return Table(
        _("Nominees"),
        columns(
            pgettext("commendation", "Person or unit"), pgettext("commendation", "Category"), _("Score"), _("Result of the assessment"),
            _("Source of the result"), _("State"), _("Certificate no."), numbers=(2,),
        ),
        rows, empty=_("Nobody is nominated yet."),
    )  # fmt: skip


def _objections(one):
    found = queries.objections().filter(nominee__round=one, nominee__voided_at=None).order_by("pk")
    rows = [
        (
            link(each.nominee.name, each.nominee), each.on, each.words,
            each.answer or Cell(_("Answer it"), PAGES.url("objection_answer", each)), _("yes") if each.upheld else "",
        )
        for each in found
    ]  # fmt: skip
    heads = columns(_("Nominee"), _("Day"), _("Objection"), _("Answer"), _("Upheld"))
    return [Table(_("Objections"), heads, rows)] if rows else []


NOMINEE_HEADS = (
    "表彰名称", "表彰类别", "姓名或单位", "对象", "表彰日期", "表彰文号", "考核得分", "考核结果", "结果来源", "主要事迹",
    "表彰工会编码", "状态", "证书编号",
)  # fmt: skip


def _line(one):
    return (
        one.round.name, one.category.name, one.name, "单位" if one.category.units else "个人", one.commended_on, one.round.document_no,
        one.score, one.result, one.source, one.merits, one.unit.code, str(one.get_state_display()), one.certificate_no,
    )  # fmt: skip


@require_safe
def round_export(request, pk):
    """The nominees of a round as a workbook; it comes in again with scores."""
    one = own_round(request, pk)
    return workbook(one.title(), NOMINEE_HEADS, map(_line, queries.nominees(one)))


def category_add(request, pk):
    """A further category."""
    one = own_round(request, pk)
    return PAGES.verb(
        request, one, forms.CategoryForm, _("Add a category"), lambda data: actions.add_category(one, by=request.user, **data),
        verdict=can(request.user, "honours.add_category", one.unit) and rules.is_open(one), said=_("Added."), form_kwargs={},
    )  # fmt: skip


def nominee_nominate(request, pk):
    """Nominate."""
    one = own_round(request, pk)
    return PAGES.verb(
        request, one, forms.NominateForm, _("Nominate"), lambda data: actions.nominate(by=request.user, **data),
        lead=_("%s: persons on the register are found by name, units by name or code.") % one.title(),
        verdict=can(request.user, "honours.nominate", one.unit) and rules.is_open(one),
        said=_("Nominated."), form_kwargs={**within(request, one.unit), "round": one, "initial": {"on": today()}},
    )  # fmt: skip


def round_propose(request, pk):
    """Choose and post."""
    one = own_round(request, pk)
    return PAGES.verb(
        request, one, forms.ProposeForm, _("Choose and post the list"), lambda data: actions.propose(one, by=request.user, **data),
        lead=_("Tick within the quotas. Those with the highest scores come first in their category; passing one over needs its reason."),
        verdict=can(request.user, "honours.propose", one.unit) and rules.is_open(one), said=_("The list is posted."),
        form_kwargs={"nominees": queries.nominees(one), "initial": {"on": today()}},
    )  # fmt: skip


def round_decide(request, pk):
    """Which meeting or ballot decided."""
    one = own_round(request, pk)

    def decide(data):
        kind, _colon, key = data.pop("record").partition(":")
        found = records_behind([(kind, int(key))]) if key.isdecimal() else {}
        return actions.decide(one, by=request.user, decision=next(iter(found.values()), None), **data)

    return PAGES.verb(
        request, one, forms.DecideForm, _("Enter the decision"), decide,
        verdict=can(request.user, "honours.decide", one.unit), said=_("Decided."),
        form_kwargs={"deciders": queries.deciders(one, today()), "initial": {"on": today()}},
    )  # fmt: skip


def round_commend(request, pk):
    """The document is out."""
    one = own_round(request, pk)
    return PAGES.verb(
        request, one, forms.CommendForm, _("Commend"), lambda data: actions.commend(one, by=request.user, **data),
        verdict=can(request.user, "honours.commend", one.unit), said=_("Commended; the certificates can be printed."),
    )  # fmt: skip


def round_abandon(request, pk):
    """There is no commendation this time."""
    one = own_round(request, pk)
    return PAGES.why(
        request, one, _("Abandon the commendation"), lambda why: actions.abandon(one, by=request.user, why=why)
    )


def _printed(request, pk, name, paper):
    one = own_round(request, pk)
    nominees = [each for each in queries.nominees(one) if each.state in PRINTED.get(name, queries.GIVEN)]
    if not nominees:
        raise Http404
    return paper_response(paper(one, nominees))


@require_safe
def round_notice(request, pk):
    """The public notice as Word."""
    return _printed(request, pk, "round_notice", papers.notice)


@require_safe
def round_decision(request, pk):
    """The decision as Word."""
    return _printed(request, pk, "round_decision", papers.decision)


@require_safe
def round_certificates(request, pk):
    """The certificates as Word, one a page."""
    return _printed(request, pk, "round_certificates", papers.certificates)


# --- nominees and honours -----------------------------------------------------------------------------------------------------------


def _honours(request):
    unit = chosen_unit(request)
    return unit, forms.HonourFilter(request.GET), queries.honours(request.user, under=unit)


@require_safe
def honour_list(request):
    """Who was honoured, at the unit and below."""
    unit, filters, rows = _honours(request)
    return PAGES.register(
        request, rows, unit=unit, title=_("Honours given"), tab="given", filters=filters,
        heads=columns(
            pgettext("commendation", "Person or unit"), _("Honour"), pgettext("commendation", "Commendation"), _("Given by"),
            pgettext("commendation", "Commended on"), _("Certificate no."), _("State"),
        ),
        row=lambda one: (
            link(one.name, one), one.category.name, one.round.title(), one.unit.name, one.commended_on, one.certificate_no, state(one),
        ),
        lead=_("Everybody who was commended, and what was withdrawn again."),
        ways=(Way(PAGES.url("honour_export") + f"?{request.GET.urlencode()}", _("Export")),),
        empty=_("Nobody has been commended yet."),
    )  # fmt: skip


@require_safe
def honour_export(request):
    """The same as a workbook that comes in again."""
    _unit, filters, rows = _honours(request)
    return workbook(_("Honours given"), NOMINEE_HEADS, map(_line, narrowed(rows, filters)[:EXPORTED]))


@require_safe
def nominee_detail(request, pk):
    """One nominee: assessment, objections, the honour, further honours."""
    one = own_nominee(request, pk)
    buttons = {
        Stand.NOMINATED: [Button("honours.assess", PAGES.url("nominee_assess", one), kind="primary", picture="pencil")],
        Stand.PROPOSED: [Button("honours.object", PAGES.url("nominee_object", one), picture="hand-stop")],
        Stand.COMMENDED: [
            Button("honours.withdraw", PAGES.url("nominee_withdraw", one), kind="danger", picture="arrow-back-up")
        ],
    }.get(one.state, [])
    objections = [
        (each.on, each.words, each.by_name, each.answer or Cell(_("Answer it"), PAGES.url("objection_answer", each)), _("yes") if each.upheld else "")
        for each in one.objections.all()
    ]  # fmt: skip
    heads = columns(_("Day"), _("Objection"), _("Who objected"), _("Answer"), _("Upheld"))
    further = [
        (each.commended_on, each.category.name, each.unit.name, each.certificate_no, state(each))
        for each in queries.others_of(one)
    ]
    shape = File(
        heading=one.name, unit=one.unit, tab="given" if one.state in queries.GIVEN else "rounds", state=one.get_state_display(), tone=one.tone,
        lead=one.round.title(),
        facts=[
            (pgettext("commendation", "Category"), one.category.name), (_("Nominated on"), one.nominated_on), (_("Score"), one.score),
            (_("Result of the assessment"), one.result), (_("Source of the result"), one.source), (_("Reason"), one.why),
            (pgettext("commendation", "Commended on"), one.commended_on), (_("Certificate no."), one.certificate_no),
            (_("With it goes"), one.category.award if one.commended_on else ""), (_("Withdrawn on"), one.withdrawn_on),
            (_("Document of the withdrawal"), one.withdrawal_no),
        ],
        buttons=buttons, ways=[Way(one.round.get_absolute_url(), pgettext("commendation", "The commendation"), "award")],
        tables=[
            *([Table(_("Objections"), heads, objections)] if objections else []),
            Table(
                _("Further honours"), columns(pgettext("commendation", "Commended on"), _("Honour"), _("Given by"), _("Certificate no."), _("State")),
                further, empty=_("No other honour is on file."),
            ),
        ],
        texts=[(_("Merits"), one.merits)],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def nominee_assess(request, pk):
    """What the assessment says."""
    one = own_nominee(request, pk)
    start = {name: getattr(one, name) for name in ("score", "result", "source", "merits")}
    return PAGES.verb(
        request, one, forms.AssessForm, _("Enter the assessment"), lambda data: actions.assess(one, by=request.user, **data),
        verdict=can(request.user, "honours.assess", one.unit) and rules.is_open(one.round), said=_("Entered."), form_kwargs={"initial": start},
    )  # fmt: skip


def nominee_object(request, pk):
    """Somebody objects."""
    one = own_nominee(request, pk)
    return PAGES.verb(
        request, one, forms.ObjectForm, _("Take an objection"), lambda data: actions.object_to(one, by=request.user, **data) and one,
        verdict=can(request.user, "honours.object", one.unit), said=_("Taken; it has to be answered before the decision."),
    )  # fmt: skip


def objection_answer(request, pk):
    """Answer an objection."""
    objection = get_object_or_404(queries.objections(), pk=pk)
    one = own_nominee(request, objection.nominee_id)
    return PAGES.verb(
        request, one, forms.AnswerForm, _("Answer an objection"), lambda data: actions.answer(objection, by=request.user, **data),
        lead=objection.words, verdict=can(request.user, "honours.answer", one.unit), said=_("Answered."),
    )  # fmt: skip


def nominee_withdraw(request, pk):
    """An honour is withdrawn."""
    one = own_nominee(request, pk)
    return PAGES.verb(
        request, one, forms.WithdrawForm, _("Withdraw the honour"), lambda data: actions.withdraw(one, by=request.user, **data),
        lead=_("The commendation of its year still counts; the withdrawal counts on its own day."), danger=True,
        verdict=can(request.user, "honours.withdraw", one.unit), said=pgettext("commendation", "Withdrawn."),
    )  # fmt: skip


# --- evidence, voiding ------------------------------------------------------------------------------------------------------------

evidence_add, evidence_file, record_void = PAGES.of_every_record(
    {"round": own_round, "nominee": own_nominee}, forms.EvidenceForm, actions.attach, actions.void, lists={"nominee": "round_list"},
)  # fmt: skip
