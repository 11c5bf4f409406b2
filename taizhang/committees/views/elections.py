"""Pages of elections: one file from the preparation to the handing over, with its papers."""

from dataclasses import replace

from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.committees import actions, forms, papers, queries, rules
from taizhang.committees.models import Election
from taizhang.committees.views.shapes import PAGES, act_on, own_body, own_election, own_race
from taizhang.kernel import approvals, ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.ui.fields import DayForm, DayWhyForm
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
    within,
    workbook,
)
from taizhang.word.download import paper_response

State = Election.State
FIGURES = ("committees.under_way", "committees.reelected", "committees.chairs_elected", "committees.chairs_again")
WHERE = {
    State.PREPARING: gettext_lazy(
        "Lay down the places, write the candidates, then request the meeting from the union above."
    ),
    State.ASKED: gettext_lazy("The union above has the request."),
    State.CONSENTED: gettext_lazy(
        "Give notice of the candidates and call the meeting; then record the count, or have it voted on here."
    ),
    State.ELECTED: gettext_lazy("Report the result to the union above."),
    State.REPORTED: gettext_lazy("The union above has the result."),
    State.APPROVED: gettext_lazy("Hand over: the new term begins, and the elected take their posts."),
}


def _asked(request):
    unit = chosen_unit(request)
    return unit, forms.ElectionFilter(request.GET), queries.elections.listed(request.user, under=unit)


@require_safe
def election_list(request):
    """The register of elections at the unit and below."""
    unit, filters, rows = _asked(request)
    return PAGES.register(
        request, rows, unit=unit, title=_("Elections of terms"), tab="elections", filters=filters,
        heads=columns(_("Election"), _("Union"), _("Term ends on"), _("Meeting on"), _("Held on"), _("Approved on"), _("State")),
        row=lambda one: (
            link(str(one), one), one.unit.name, iso(one.outgoing.last_day) if one.outgoing else "", iso(one.meets_on), iso(one.elected_on),
            iso(one.approved_on), state(one),
        ),
        figures=[ledger.value(code, unit, Period.year(today().year)) for code in FIGURES],
        lead=_("Prepared, consented to by the union above, held, approved, handed over; each step with its paper."),
        ways=(
            Way(PAGES.url("term_list") + f"?unit={unit.code}&phase=warning", _("Terms that end"), "calendar-due"),
            Way(PAGES.url("election_export") + f"?{request.GET.urlencode()}", _("Export")),
        ),
        empty=_("Open a committee and prepare its election."),
    )  # fmt: skip


@require_safe
def election_export(request):
    """The elections as a workbook."""
    _unit, filters, rows = _asked(request)
    labels = (
        "工会编码", "工会", "届次", "原届满日期", "筹备日期", "请示日期", "批复文号", "大会日期", "应到", "实到", "选举日期", "批准文号", "批准日期",
        "交接日期", "状态",
    )  # fmt: skip
    lines = (
        (
            one.unit.code, one.unit.name, one.number, one.outgoing.last_day if one.outgoing else None, one.prepared_on, one.asked_on,
            one.reply_no, one.meets_on, one.due, one.present, one.elected_on, one.approval_no, one.approved_on, one.handed_on,
            one.get_state_display(),
        )
        for one in narrowed(rows, filters)[:EXPORTED]
    )  # fmt: skip
    return workbook(_("Elections of terms"), labels, lines)


@require_safe
def election_detail(request, pk):
    """One election: where it stands, candidates with votes, papers."""
    one, day = own_election(request, pk), today()
    shape = File(
        str(one), one.unit, "elections", state=one.get_state_display(), tone=one.tone, facts=_facts(one), buttons=_buttons(one, request.user),
        ways=[*_ballot_ways(one), Way(PAGES.url("election_papers", one), _("All papers as one file"), "file-word")],
        notes=_notes(one, day, request.user), approval=one.state in (State.ASKED, State.REPORTED),
        tables=[*_tables(one, request.user), _papers(one)],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def _facts(one):
    met = f"{one.present} / {one.due}" if one.present else ""
    ballots = _("%(issued)d out, %(returned)d back, %(invalid)d void") % {
        "issued": one.issued, "returned": one.returned, "invalid": one.invalid or 0} if one.returned is not None else ""  # fmt: skip
    notice = f"{iso(one.notice_from)} – {iso(one.notice_until)}" if one.notice_from else ""
    return [
        (_("Body"), one.body.name), (_("Number of the new term"), one.number), (_("Years of the new term"), one.years),
        (_("Held by"), one.get_how_display()), (_("Outgoing term ends on"), iso(one.outgoing.last_day) if one.outgoing else ""),
        (_("Preparation begun on"), iso(one.prepared_on)), (_("Request handed in on"), iso(one.asked_on)),
        (_("Consented on"), iso(one.consented_on)), (_("Consented by"), one.consented_by.name if one.consented_by else ""),
        (_("Number of the reply"), one.reply_no), (_("Public notice"), notice), (_("Meeting on"), iso(one.meets_on)),
        (pgettext("committees", "Place"), one.place), (_("Held on"), iso(one.elected_on)), (_("Present of those due"), met),
        (_("Ballots"), ballots), (_("Tellers"), one.tellers), (_("Result reported on"), iso(one.reported_on)),
        (_("Approved on"), iso(one.approved_on)), (_("Approved by"), one.approved_by.name if one.approved_by else ""),
        (_("Number of the approval"), one.approval_no), (_("Handed over on"), iso(one.handed_on)),
        (_("Called off on"), iso(one.ended_on)), (_("Remark"), one.why),
    ]  # fmt: skip


def _buttons(one, user):
    if not one.is_open:
        return []
    found = {
        State.PREPARING: [
            Button("committees.ask_consent", PAGES.url("election_ask", one), kind="primary", picture="file-text"),
            Button("committees.set_places", PAGES.url("election_places", one), picture="list"),
        ],
        State.CONSENTED: _meeting(one, user) if one.state == State.CONSENTED else [],
        State.ELECTED: [
            Button("committees.report", PAGES.url("election_report", one), kind="primary", picture="file-check")
        ],
        State.APPROVED: [
            Button("committees.hand_over", PAGES.url("election_hand_over", one), kind="primary", picture="rubber-stamp")
        ],
    }.get(one.state, [])
    if one.consented_on:
        found = [*found, Button("committees.number", PAGES.url("election_number", one), picture="edit")]
    if one.state != State.APPROVED and approvals.may_change(one):
        found = [*found, Button("committees.call_off", PAGES.url("election_call_off", one), picture="ban")]
    return found


def _meeting(one, user):
    call = Button(
        "committees.call",
        PAGES.url("election_call", one),
        kind="quiet" if one.meets_on else "primary",
        picture="speakerphone",
    )
    if one.meets_on is None:
        return [call]
    paper = Button("committees.count", PAGES.url("election_count", one), kind="primary", picture="check")
    if not queries.elections.ballots_of(one):
        return [paper, Button("committees.draft_ballot", PAGES.url("election_ballot", one), picture="checklist"), call]
    by_hand = replace(paper, label=_("Record the count by hand"), kind="quiet")
    if not queries.elections.is_counted(one, user):
        return [by_hand, call]
    taken = Button(
        "committees.count", PAGES.url("election_take_over", one), _("Take the result over"), "primary", "check"
    )
    return [taken, by_hand, call]


def _ballot_ways(one):
    return [
        Way(ballot.get_absolute_url(), _("Ballot: %s") % ballot.get_state_display(), "checklist")
        for ballot in queries.elections.ballots_of(one)
    ]


def _notes(one, day, user):
    notes = [("blue", WHERE[one.state])] if one.state in WHERE else []
    if one.state == State.CONSENTED and queries.elections.ballots_of(one):
        words = queries.elections.outcome_words(one, user)
        notes = [("amber", words) if words else ("green", _("The ballot is counted: take its result over."))]
    if one.state == State.PREPARING and one.why:
        notes.insert(0, ("amber", _("The request came back: %s") % one.why))
    if one.state == State.ELECTED and one.why:
        notes.insert(0, ("amber", _("The result came back: %s") % one.why))
    if one.state == State.PREPARING:
        for _race, _number, verdict in queries.elections.surpluses(one, day):
            notes += [] if verdict else [("amber", verdict.reason)]
    if one.state in Election.BEFORE:
        rule = queries.elections.rule(one, "election.congress_members", day)
        hint = rules.elections.must_be_delegates(one.how, queries.members.electors(one.unit), rule)
        notes += [("amber", hint)] if hint else []
    if one.outgoing and one.is_open and one.elected_on is None and one.outgoing.is_overdue(day):
        notes.append(("red", _("The term was over on %s.") % date_format(one.outgoing.last_day)))
    return notes


def _tables(one, user):
    found = []
    write = one.state == State.PREPARING and can(user, "committees.nominate", one.unit)
    for race in queries.elections.races(one):
        rows = [
            (
                number, who.name, who.about, _("yes") if who.incumbent else "", who.votes, who.again,
                Cell(_("elected"), tone="green") if who.elected else "",
            )
            for number, who in enumerate(race.candidates.all(), start=1)
        ]  # fmt: skip
        title = _("%(places)s: %(seats)d places, %(number)d candidates") % {
            "places": race, "seats": race.seats, "number": len(rows)}  # fmt: skip
        buttons = (
            [Button("committees.nominate", PAGES.url("election_nominate", one, race.number), picture="edit")]
            if write
            else []
        )
        found.append(
            Table(
                title,
                (
                    (_("No."), True),
                    *columns(pgettext("person", "Name"), _("Present work"), _("Holds it now")),
                    (pgettext("candidate", "Votes"), True),
                    (_("Second vote"), True),
                    (pgettext("candidate", "Result"), False),
                ),
                rows,
                empty=_("No candidates yet."),
                buttons=tuple(buttons),
            )
        )
    return found


def _papers(one):
    rows = [
        (Cell(name, PAGES.url("election_paper", one, code)), _("complete") if ready else _("with blanks to fill in"))
        for code, name, ready in papers.kinds(one)
    ]
    return Table(_("Papers"), columns(_("Paper"), _("State")), rows)


election_prepare = act_on(
    own_body, forms.PrepareForm, actions.prepare, code="committees.prepare", title=lambda body: _("Prepare the election of %s") % body.name,
    said=gettext_lazy("Begun; now the candidates."), placed=True, url=lambda body: None, start=lambda body: {"years": _years(body)},
    lead=gettext_lazy("Say how many places are voted on; leave empty what the committee elects by itself later."),
)  # fmt: skip


def _years(body):
    term = queries.terms.in_office(body)
    return term.years if term else 3


election_places = act_on(
    own_election, forms.PlacesForm, actions.set_places, code="committees.set_places", title=gettext_lazy("Lay down the places"),
    said=gettext_lazy("On file."), placed=True,
)  # fmt: skip


def election_nominate(request, pk, number):
    """The candidates for the places of one kind."""
    race = own_race(request, pk, number)
    one = race.election
    lines = "\n".join(
        f"{who.name}（{who.about}）" if who.about else who.name for who in race.candidates.order_by("number")
    )
    return PAGES.verb(
        request, one, forms.NominateForm, _("Candidates: %s") % race, lambda data: actions.nominate(race, by=request.user, **data),
        lead=_("%d places.") % race.seats, button=_("Write down"), verdict=can(request.user, "committees.nominate", one.unit), said=_("On file."),
        form_kwargs={**within(request, one.unit), "record": one, "initial": {"people": lines}},
    )  # fmt: skip


election_ask = act_on(
    own_election, forms.ConsentForm, actions.ask_consent, code="committees.ask_consent", title=gettext_lazy("Request the meeting"),
    said=gettext_lazy("The union above has the request."),
)  # fmt: skip
election_call = act_on(
    own_election, forms.CallForm, actions.call, code="committees.call", title=gettext_lazy("Call the meeting"), said=gettext_lazy("Called."),
    lead=lambda one: _rule_words(one, "election.notice_days"),
    start=lambda one: {"notice_from": one.notice_from, "notice_until": one.notice_until, "meets_on": one.meets_on, "place": one.place},
)  # fmt: skip


def _rule_words(one, key):
    rule = queries.elections.rule(one, key, today())
    return rule.sentence() if rule else one.title()


election_count = act_on(
    own_election, forms.CountForm, actions.count, code="committees.count", title=gettext_lazy("Record the count"),
    said=gettext_lazy("On file; who is elected follows from the rule."), placed=True, lead=lambda one: _rule_words(one, "election.elected"),
    start=lambda one: {"on": one.meets_on, "due": queries.members.electors(one.unit) if one.how == one.How.MEETING else None},
)  # fmt: skip
election_ballot = act_on(
    own_election, forms.BallotForm, actions.draft_ballot, code="committees.draft_ballot", title=gettext_lazy("Draw up the ballot"),
    said=gettext_lazy("Drawn up. Look over the list of voters, then freeze it; it opens by itself."), url=lambda one: None,
    start=lambda one: {"opens_at": _opens_at(one)},
    lead=gettext_lazy(
        "A question for the places of each kind, with the rule of the election. At a general meeting everybody in membership "
        "is on the list of voters; the delegates of a congress are entered on the ballot's page."
    ),
)  # fmt: skip


def _opens_at(one):
    """The morning of the meeting, or now where that is over."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    morning = (
        now.replace(year=one.meets_on.year, month=one.meets_on.month, day=one.meets_on.day, hour=9, minute=0)
        if one.meets_on
        else now
    )
    return max(now, morning)


election_take_over = act_on(
    own_election, DayForm, actions.take_over, code="committees.count", title=gettext_lazy("Take the result of the ballot over"),
    said=gettext_lazy("On file."),
    lead=gettext_lazy("Votes, ballots and who is elected are taken from the count; the day of the election is the day on which the vote closed."),
)  # fmt: skip
election_report = act_on(
    own_election, forms.ReportForm, actions.report, code="committees.report", title=gettext_lazy("Report the result"),
    said=gettext_lazy("The union above has the result."),
)  # fmt: skip
election_number = act_on(
    own_election, forms.NumberForm, actions.number, code="committees.number", title=gettext_lazy("Correct a document number"),
    said=gettext_lazy("Corrected."), start=lambda one: {"reply_no": one.reply_no, "approval_no": one.approval_no},
)  # fmt: skip
election_hand_over = act_on(
    own_election, DayForm, actions.hand_over, code="committees.hand_over", title=pgettext_lazy("election", "Hand over"),
    said=gettext_lazy("The new term is in office."),
    lead=gettext_lazy("The old terms end and everybody's post with them; the elected take their posts on this day."),
)  # fmt: skip
election_call_off = act_on(
    own_election, DayWhyForm, actions.call_off, code="committees.call_off", title=gettext_lazy("Call an election off"),
    said=gettext_lazy("Called off."), danger=True,
)  # fmt: skip


@require_safe
def election_paper(request, pk, kind):
    """One paper of the file set, filled in as far as the record goes."""
    one = own_election(request, pk)
    if kind not in papers.WRITERS:
        raise Http404
    return paper_response(papers.write(one, kind))


@require_safe
def election_papers(request, pk):
    """The whole file set in one Word file."""
    return paper_response(papers.whole_set(own_election(request, pk)))
