"""The election of a term: prepared, consented to by the union above, held, approved, handed over as one act."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.ballots import actions as ballots
from taizhang.committees import queries, rules
from taizhang.committees.actions.terms import new_term, tell_file
from taizhang.committees.models import Body, Candidate, Election, Race, Seat, Term
from taizhang.kernel import approvals, calendar
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, locked, named, words
from taizhang.word.lines import numeral

State, Duty = Election.State, Seat.Duty
CONSENT, RESULT = "committees.consent", "committees.result"
HALL = timedelta(hours=4)  # how long a ballot drafted for the meeting is open, unless its own page says otherwise


def prepare(body, *, by, on, years, how=Election.How.MEETING, places=()):
    """The preparation of the next term begins. `places`: [(body, duty, seats)] that are voted on."""
    with act(by, "committees.prepare", body, on=on) as this:
        body = locked(body)
        require(rules.bodies.is_open(body))
        require(rules.may_happen_on(on, today=day_of(this)))
        if body.kind != Body.Kind.COMMITTEE:
            raise Refused(
                _("An election is prepared for the committee; audit and women's committee are elected with it.")
            )
        if queries.elections.running(body):
            raise Refused(_("An election of this committee is under way."))
        require(rules.terms.may_last(years, queries.terms.years_rule(body.unit, on)))
        election = Election(
            unit=body.unit, body=body, outgoing=queries.terms.in_office(body), number=queries.terms.next_number(body), years=years,
            how=how, prepared_on=on,
        )  # fmt: skip
        election.save()
        _lay_places(election, places)
        this.record = election
        this.note(title=election.title())
    return afresh(election)


def set_places(election, *, by, places):
    """Say anew which places are voted on; candidates for places that stay are kept."""
    with act(by, "committees.set_places", election) as this:
        election = _at(election, State.PREPARING)
        require(approvals.may_change(election))
        _lay_places(election, places)
        this.note(title=election.title(), places=len(places))
    return afresh(election)


def _lay_places(election, places):
    wanted = {(body.pk, duty): (body, seats) for body, duty, seats in places if seats}
    for race in election.races.all():
        if (race.body_id, race.duty) not in wanted:
            for one in race.candidates.all():
                one.delete()
            race.delete()
    for number, ((body_pk, duty), (body, seats)) in enumerate(wanted.items(), start=1):
        if body.unit_id != election.unit_id or not body.has_terms:
            raise Refused(_("%s is not elected with this committee.") % body.name)
        race = election.races.filter(body_id=body_pk, duty=duty).first() or Race(
            election=election, body=body, duty=duty
        )
        race.number, race.seats = number, seats
        race.save()


def nominate(race, *, by, people):
    """The list of candidates for places. `people`: dicts with who (person or name) and about."""
    with act(by, "committees.nominate", race.election) as this:
        election = _at(race.election, State.PREPARING)
        require(approvals.may_change(election))
        race = Race.objects.select_related("body", "election").get(pk=race.pk)
        for one in race.candidates.all():
            one.delete()
        standing = set()
        for number, one in enumerate(people, start=1):
            who = named(one["who"])
            may = queries.members.may_stand(who["person"])
            require(rules.elections.may_nominate(race, name=who["name"], status=may, standing=standing))
            standing.add(who["name"])
            Candidate(
                race=race, number=number, person=who["person"], name=who["name"], about=words(one.get("about", ""), 80),
                incumbent=_holds(race, who),
            ).save()  # fmt: skip
        this.note(title=election.title(), places=str(race), people=len(people))
    return afresh(election)


def _holds(race, who):
    """Whether somebody holds such a post now."""
    held = Seat.objects.filter(body=race.body, duty=race.duty, until=None, voided_at=None)
    return held.filter(person=who["person"]).exists() if who["person"] else held.filter(name=who["name"]).exists()


def ask_consent(election, *, by, on, cleared, request_no=""):
    """The request for the meeting goes to the union above (请示): places, candidates, how it is held."""
    with act(by, "committees.ask_consent", election, on=on) as this:
        election = _at(election, State.PREPARING)
        _on_day(election, on, this)
        races = queries.elections.races(election)
        counts = {race.pk: len(race.candidates.all()) for race in races}
        rule = queries.elections.rule(election, "election.surplus", on)
        require(rules.elections.may_ask(races, counts=counts, rule=rule, cleared=cleared))
        election.state, election.asked_on, election.cleared = State.ASKED, on, True
        election.request_no, election.why = words(request_no, 60), ""
        election.save()
        _ask(CONSENT, election, by, on, shown_request(election))
        this.note(title=election.title())
    return _again(election)


def _ask(code, election, by, on, shown):
    route = registry.routes[code]
    case = approvals.of(election, route)
    if case is not None and case.state == case.State.RETURNED:
        approvals.resubmit(case, by=by, on=on, shown=shown)
    else:
        approvals.request(route, election, by=by, on=on, name=election.title(), shown=shown)


def shown_request(election):
    """What the union above sees of a request, frozen when it is handed in."""
    said = {
        _("Union"): election.unit.name, _("Election"): str(election), _("Years of the term"): str(election.years),
        _("Held by"): election.get_how_display(),
    }  # fmt: skip
    for race in queries.elections.races(election):
        names = "、".join(one.name for one in race.candidates.all())
        said[str(race)] = _("%(seats)d places, candidates: %(names)s") % {"seats": race.seats, "names": names}
    return said


def consent(election, *, by, on, note="", approval):
    """The union above consents to the meeting (批复), with a document number; it may stand in the note of the decision."""
    with act(by, "committees.consent", election, on=on, entitled=approval.entitles(election)) as this:
        election = locked(election)
        union = _decider(approval)
        election.state, election.consented_on, election.consented_by = State.CONSENTED, on, union
        election.reply_no = _number(note) or queries.elections.next_number(union, on.year)
        election.save()
        this.note(title=election.title(), number=election.reply_no)


def _decider(approval):
    return approval.steps.filter(round=approval.round, state="passed").order_by("-position").first().unit


def _number(note):
    note = " ".join(note.split())
    return note if note.endswith("号") and len(note) <= 60 else ""


def send_back(election, *, by, on, note="", approval):
    """The request was returned, refused or taken back: the preparation goes on."""
    election = locked(election)
    election.state, election.asked_on, election.why = State.PREPARING, None, words(note, 200)
    election.save()


def request_again(election, *, by, on, note="", approval):
    """A returned request goes up again."""
    election = locked(election)
    election.state, election.asked_on, election.why = State.ASKED, on, ""
    election.save()


def call(election, *, by, on, notice_from, notice_until, meets_on, place=""):
    """Candidates are told to everybody for the days laid down, and the meeting is called."""
    with act(by, "committees.call", election, on=on) as this:
        election = _at(election, State.CONSENTED)
        _on_day(election, on, this)
        require(rules.not_before(election.consented_on, notice_from, _("consented on")))
        days = calendar.working_days_between(notice_from - calendar.DAY, notice_until)
        require(
            rules.elections.may_meet(
                notice_from=notice_from, notice_until=notice_until, meets_on=meets_on, working_days=days,
                rule=queries.elections.rule(election, "election.notice_days", on),
            )
        )  # fmt: skip
        election.notice_from, election.notice_until = notice_from, notice_until
        election.meets_on, election.place = meets_on, words(place, 120)
        election.save()
        this.note(title=election.title(), day=date_format(meets_on))
    return afresh(election)


@transaction.atomic  # the ballot comes with its questions and its electorate, or not at all
def draft_ballot(election, *, by, on, opens_at, kind="secret"):
    """Have it voted on in this program: a secret ballot with a question for all places of a kind. It is run on the ballot's own page."""
    with act(by, "committees.draft_ballot", election, on=on) as this:
        election = _at(election, State.CONSENTED)
        if election.meets_on is None:
            raise Refused(_("Call the meeting first."))
        if queries.elections.ballots_of(election):
            raise Refused(_("There is a ballot of this election already."))
        require(rules.elections.may_open(timezone.localdate(opens_at), election.notice_until))
        this.note(title=election.title())
    races = queries.elections.races(election)
    ballot = ballots.draft(
        election.unit, by=by, on=on, title=f"{election.unit.name}第{numeral(election.number)}届委员会选举"[:120], kind=kind, opens_at=opens_at,
        closes_at=opens_at + HALL, caller=election, catalogue="OM-13",
    )  # fmt: skip
    rules_of_vote = {"pass_rule": "election.elected", "quorum_rule": "election.quorum"}
    for race in races:
        candidates = [{"name": one.name, "about": one.about, "subject": one.subject} for one in race.candidates.all()]
        ballots.add_question(
            ballot, by=by, on=on, kind="choice", text=race.text, seats=race.seats, candidates=candidates,
            **rules_of_vote,
        )  # fmt: skip
    if election.how == Election.How.MEETING:  # the delegates of a congress are entered on the ballot's own page
        ballots.enrol_members(ballot, by=by)
    return ballots.show_candidates(ballot, by=by, on=election.notice_from)


def count(election, *, by, on, due, present, issued, returned, votes, invalid=0, again=None, tellers=""):
    """The tellers' count of an election on paper. `votes`, `again`: {key of the candidate: votes}, `again` of a second vote."""
    with act(by, "committees.count", election, on=on) as this:
        election = _at(election, State.CONSENTED)
        _require_meeting(election, on, this)
        races, again = queries.elections.races(election), again or {}
        _write_votes(races, votes, again)
        require(rules.elections.has_quorum(present, due, queries.elections.rule(election, "election.quorum", on)))
        counted = [[(one.name, one.votes) for one in race.candidates.all()] for race in races]
        require(
            rules.elections.is_sound(
                races, due=due, present=present, issued=issued, returned=returned, invalid=invalid or 0, votes=counted
            )
        )
        election.due, election.present, election.tellers = due, present, words(tellers, 120)
        election.issued, election.returned, election.invalid = issued, returned, invalid or 0
        _declare(election, races, on)
        election.save()
        this.note(title=election.title(), people=present)
    return afresh(election)


def _require_meeting(election, on, this):
    _on_day(election, on, this)
    if election.meets_on is None:
        raise Refused(_("Call the meeting first."))
    require(rules.not_before(election.meets_on, on, _("the meeting")))


def _write_votes(races, votes, again):
    for race in races:
        for one in race.candidates.all():
            if votes.get(one.pk) is None:
                raise Refused(_("Enter the votes of %s.") % one.name)
            one.votes, one.again, one.elected = votes[one.pk], again.get(one.pk), False


def _declare(election, races, on):
    """Who is elected, by the rule that binds on that day; equal votes need a second vote first."""
    rule = queries.elections.rule(election, "election.elected", on)
    for race in races:
        people = {one.pk: one for one in race.candidates.all()}
        second = {pk: one.again for pk, one in people.items() if one.again is not None}
        outcome = rules.elections.judged(
            [(pk, one.votes) for pk, one in people.items()], race.seats, due=election.due, rule=rule, again=second
        )
        require(rules.elections.may_declare(race, outcome, {pk: one.name for pk, one in people.items()}))
        for pk, one in people.items():
            one.elected = pk in outcome.elected
            one.save()
    _require_somebody(election, races)
    election.state, election.elected_on = State.ELECTED, on


def _require_somebody(election, races):
    """A term without anybody elected to the committee is no term."""
    winners = [
        one for race in races if race.body_id == election.body_id for one in race.candidates.all() if one.elected
    ]
    if not winners:
        raise Refused(
            _("Nobody has the votes that are needed for the committee. Vote again, or call the election off.")
        )


def take_over(election, *, by, on):
    """Take the result over from the ballot, and from the ballots that repeated it where votes were equal or too few."""
    with act(by, "committees.count", election, on=on) as this:
        election = _at(election, State.CONSENTED)
        _require_meeting(election, on, this)
        require(rules.elections.may_take_over(queries.elections.outcome_words(election, by)))
        found = queries.elections.counted(election, by)
        closed = timezone.localdate(found[-1][0].closes_at)
        require(rules.not_before(closed, on, _("the ballot")))
        _first, first = found[0]
        election.due, election.present = first["entitled"], first["present"]
        election.issued, election.returned = first["issued"], first["returned"]
        election.invalid = max((question["void"] for question in first["questions"]), default=0)
        races = queries.elections.races(election)
        for race in races:
            _from_ballots(race, [result for _ballot, result in found])
        _require_somebody(election, races)
        election.state, election.elected_on = State.ELECTED, max(election.meets_on, closed)
        election.save()
        this.note(title=election.title(), people=election.present)
    return afresh(election)


def _from_ballots(race, results):
    """Votes and winners of the places, as the ballots told them; the first count is the vote, a later one the second vote."""
    by_name = {one.name: one for one in race.candidates.all()}
    winners, open_places = set(), None
    told = [next((one for one in result["questions"] if one["text"] == race.text), None) for result in results]
    if not any(told):
        raise Refused(_("No question of the ballot is about “%s”; record the count by hand.") % race.text)
    for at, question in enumerate(told):
        if question is None:
            continue
        open_places = question["tied"]
        for row in question["rows"]:
            one = by_name.get(row["name"])
            if one is None:
                _require_candidate(row)
                continue
            if at and row["for"] is not None:
                one.again = row["for"]
            elif not at:
                one.votes = row["for"]
            if row["elected"]:
                winners.add(one.name)
    if open_places:
        raise Refused(_("%s: equal votes for the last place. Repeat the ballot among those concerned first.") % race)
    for one in by_name.values():
        one.votes, one.elected = one.votes or 0, one.name in winners
        one.save()


def _require_candidate(row):
    """A name written in on the slip that won is nobody on file here: that count is recorded by hand."""
    if row["elected"]:
        raise Refused(_("%s was written in and is no candidate; record the count by hand.") % row["name"])


def report(election, *, by, on, report_no=""):
    """The result goes to the union above, which approves it (关于选举结果的请示)."""
    with act(by, "committees.report", election, on=on) as this:
        election = _at(election, State.ELECTED)
        _on_day(election, on, this)
        election.state, election.reported_on = State.REPORTED, on
        election.report_no, election.why = words(report_no, 60), ""
        election.save()
        _ask(RESULT, election, by, on, shown_result(election))
        this.note(title=election.title())
    return _again(election)


def shown_result(election):
    """What the union above sees of a result, frozen when it is reported."""
    said = {
        _("Union"): election.unit.name, _("Election"): str(election), _("Held on"): date_format(election.elected_on),
        _("Due and present"): f"{election.due} / {election.present}",
    }  # fmt: skip
    for race in queries.elections.races(election):
        winners = [f"{one.name}（{one.votes}）" for one in race.candidates.all() if one.elected]
        said[str(race)] = "、".join(winners)
    return said


def approve(election, *, by, on, note="", approval):
    """The union above approves the result: it counts from now on, and the outgoing term is re-elected."""
    with act(by, "committees.approve", election, on=on, entitled=approval.entitles(election)) as this:
        election = locked(election)
        union = _decider(approval)
        election.state, election.approved_on, election.approved_by = State.APPROVED, on, union
        election.approval_no = _number(note) or queries.elections.next_number(union, on.year)
        election.save()
        for term in _outgoing(election):
            term.reelected_on = election.elected_on
            term.save()
        this.record = election
        this.note(title=election.title(), number=election.approval_no)


def _outgoing(election):
    """The terms in office of the bodies that were voted on."""
    bodies = {race.body_id for race in election.races.all()} | {election.body_id}
    found = Term.objects.standing().filter(body__in=bodies, state=Term.State.IN_OFFICE)
    return list(found.select_related("body", "unit").order_by("pk"))


def return_result(election, *, by, on, note="", approval):
    """The result was returned, refused or taken back."""
    election = locked(election)
    election.state, election.reported_on, election.why = State.ELECTED, None, words(note, 200)
    election.save()


def report_again(election, *, by, on, note="", approval):
    """A returned result goes up again."""
    election = locked(election)
    election.state, election.reported_on, election.why = State.REPORTED, on, ""
    election.save()


def number(election, *, by, reply_no="", approval_no=""):
    """Put the document numbers of the replies right."""
    with act(by, "committees.number", election) as this:
        election = locked(election)
        require(rules.needs_standing(election))
        if election.consented_on is None:
            raise Refused(_("There is no reply yet."))
        election.reply_no = words(reply_no, 60) or election.reply_no
        if election.approved_on is not None:
            election.approval_no = words(approval_no, 60) or election.approval_no
        election.save()
        this.note(title=election.title(), number=election.approval_no or election.reply_no)
    return afresh(election)


def hand_over(election, *, by, on):
    """One act: the outgoing terms end, everybody's post with them; the new terms begin, and the elected take their posts on the same day."""
    with act(by, "committees.hand_over", election, on=on) as this:
        election = _at(election, State.APPROVED)
        _on_day(election, on, this)
        races = queries.elections.races(election)
        for term in _outgoing(election):
            term.state, term.ended_on = Term.State.ENDED, on
            term.save()
        for body in {race.body_id: race.body for race in races}.values():
            _seat_elected(election, locked(body), [race for race in races if race.body_id == body.pk], on)
        election.state, election.handed_on = State.HANDED_OVER, on
        election.save()
        chair = next((one.name for race in races if race.body_id == election.body_id and race.duty == Duty.HEAD
                      for one in race.candidates.all() if one.elected), "")  # fmt: skip
        tell_file(election.incoming, by, chair)
        this.record = election
        this.note(title=election.title())
    return afresh(election)


def _seat_elected(election, body, races, on):
    """The new term of one body: who stood in it goes, who was elected comes, on one day."""
    start = queries.terms.next_number(body) if body.pk != election.body_id else election.number
    term = new_term(body, number=start, years=election.years, since=election.elected_on)
    if body.pk == election.body_id:
        election.incoming = term
    for seat in body.seats.filter(voided_at=None, until=None).select_related("person", "unit"):
        seat.until, seat.why = max(on, seat.since), "换届"
        seat.save()
    posts = {}
    for race in sorted(races, key=lambda one: Seat.RANKS[one.duty]):
        for one in race.candidates.all():
            if one.elected:
                posts.setdefault(one.person_id or one.name, (one, race.duty))
    for one, duty in posts.values():
        Seat(
            unit=body.unit,
            body=body,
            duty=duty,
            person=one.person,
            name=one.name,
            since=on,
            document_no=election.approval_no,
        ).save()
    if any(duty == Duty.HEAD for _one, duty in posts.values()) and body.state == Body.State.FORMED:
        body.state, body.staffed_on = Body.State.STAFFED, on
    body.save()


def call_off(election, *, by, on, why):
    """The election is not held: the preparation ends, with the reason."""
    with act(by, "committees.call_off", election, on=on) as this:
        election = locked(election)
        require(rules.needs_standing(election))
        require(approvals.may_change(election))
        require(rules.needs_reason(why))
        require(rules.may_happen_on(on, today=day_of(this)))
        if not election.is_open or election.state == State.APPROVED:
            raise Refused(_("The result is approved; hand over instead."))
        require(rules.not_before(election.last_step_on, on, election.get_state_display()))
        election.state, election.ended_on, election.why = State.ENDED, on, words(why, 200)
        election.save()
        this.note(title=election.title(), why=why)
    return election


def _at(election, *states):
    election = locked(election)
    require(rules.elections.stands_at(election, *states))
    return election


def _on_day(election, on, this):
    require(rules.may_happen_on(on, today=day_of(this)))
    require(rules.not_before(election.last_step_on, on, election.get_state_display()))


def _again(election):
    """The record as it is after the case was opened (or decided at once)."""
    election.refresh_from_db()
    return afresh(election)
