"""What the officers' pages read: lists with turnout, steps of setting up, rules to choose from, delegates of meetings."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.ballots.models import Ballot, Candidate, Proxy, Question, Sheet, Tick, Voter
from taizhang.ballots.queries.results import turnout
from taizhang.ballots.rules import life
from taizhang.kernel import calendar, rulebook
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Refused
from taizhang.members.models import Person

QUORUM_WORDS = ("quorum", "turnout")


def listed(user, under):
    """Ballots at the unit and below that the user may read, newest first."""
    return Ballot.objects.visible_to(user).standing().below(under).select_related("unit").order_by("-opens_at", "-id")


def questions_for(user):
    """Questions of the ballots that the user may read."""
    readable = Ballot.objects.visible_to(user).standing()
    return Question.objects.filter(ballot__in=readable).select_related("ballot__unit").prefetch_related("candidates")


def voters_for(user):
    """Voters of the ballots that the user may read."""
    return Voter.objects.filter(ballot__in=Ballot.objects.visible_to(user).standing()).select_related("ballot__unit")


def boxes(ballot):
    """Paper boxes and how far their tellers are: [(box, [tellers], whether two agree)]; no counts before they do."""
    found = {}
    for sheet in Sheet.objects.filter(ballot=ballot, replaced=False).select_related("teller").order_by("box", "id"):
        found.setdefault(sheet.box, []).append(sheet)
    return [(box, [one.teller for one in sheets], any(one.agreed for one in sheets)) for box, sheets in found.items()]


def with_turnout(ballots):
    """[(ballot, voted, entitled)] in two queries, however many there are."""
    keys = [one.pk for one in ballots]
    entitled = Voter.objects.filter(ballot__in=keys, struck=False).order_by().values("ballot").annotate(n=Count("id"))
    voted = Tick.objects.filter(voter__ballot__in=keys).order_by().values("voter__ballot").annotate(n=Count("voter"))
    of = {row["ballot"]: row["n"] for row in entitled}
    came = {row["voter__ballot"]: row["n"] for row in voted}
    for one in ballots:  # a credential that was taken is no vote; one that was held outside comes with its archive
        if one.is_blind:
            came[one.pk] = turnout(one).voted
        elif one.is_outside:
            came[one.pk] = one.archive.get("tallied", 0)
    return [(one, came.get(one.pk, 0), of.get(one.pk, 0)) for one in ballots]


def rule_choices(unit, on):
    """(pass rules, quorum rules): [(key, the rule as a sentence)] of the shares that the rulebook lays down for the unit."""
    shares = [one for one in rulebook.listing(unit, on) if one.denominator and one.operator in (">", ">=") and one.base]
    passing, quorums = [], []
    for one in shares:
        wanted = quorums if any(word in one.key for word in QUORUM_WORDS) else passing
        wanted.append((one.key, _("%(label)s: %(rule)s") % {"label": one.label, "rule": one.requirement()}))
    return passing, quorums


def steps(ballot, phase):
    """The way of a ballot: [(words, done, here)]."""
    order = [
        (_("Draw up"), (Ballot.State.DRAFTED,)), (_("Freeze the electorate"), (Ballot.State.FROZEN,)),
        (_("Vote"), (Ballot.State.OPEN,)), (_("Count"), (Ballot.State.CLOSED,)),
        (_("Publish"), (Ballot.State.COUNTED, Ballot.State.PUBLISHED)),
    ]  # fmt: skip
    at = next((number for number, (_words, states) in enumerate(order) if phase in states), -1)
    finished = phase == Ballot.State.PUBLISHED
    return [
        (words, number < at or finished, number == at and not finished) for number, (words, _states) in enumerate(order)
    ]


def set_up(ballot):
    """What a draft still needs: (number of questions, number of voters)."""
    return (
        Question.objects.filter(ballot=ballot).count(),
        Voter.objects.filter(ballot=ballot, struck=False).count(),
    )


def voters(ballot):
    """The whole list, with who gave whom a mandate, in order of numbers."""
    return Voter.objects.filter(ballot=ballot).select_related("unit", "user", "proxy_given__holder").order_by("number")


def numbers_left(ballot):
    """How many entitled voters have neither voted nor got a paper ballot."""
    return Voter.objects.filter(ballot=ballot, struck=False, tick=None).count()


def on_paper(ballot):
    """How many voters were given a paper ballot."""
    return Tick.objects.filter(voter__ballot=ballot, how=Tick.How.PAPER).count()


def assemblies(unit):
    """Meetings of delegates at the unit, the newest first, as other apps tell of them."""
    return registry.assemblies_of(unit)


def delegates(assembly):
    """The delegates of a meeting as voters: each person once."""
    told = list(assembly.delegates())
    names = dict(Person.objects.filter(pk__in=[person for person, _group in told]).values_list("pk", "name"))
    return [
        {"name": names[person], "subject": f"person:{person}", "group": group or ""}
        for person, group in told
        if person in names
    ]


def candidates(question):
    """The candidates in the order of the paper."""
    return Candidate.objects.filter(question=question).order_by("number")


def published(pk):
    """A ballot that everybody may look at, or None."""
    found = Ballot._base_manager.filter(pk=pk, state=Ballot.State.PUBLISHED, voided_at=None)
    return found.select_related("unit").first()


def caller(ballot, user):
    """(the record that called the ballot, [(name, address)] of its own file set), where the user may read it; (None, [])."""
    declared = registry.records.get(ballot.caller_type)
    found = (
        declared and declared.model.objects.visible_to(user).filter(pk=ballot.caller_id).select_related("unit").first()
    )
    if not found:
        return None, []
    return found, declared.papers(found) if declared.papers else []


def revotes(ballot):
    """Re-votes that followed from it."""
    return Ballot._base_manager.filter(Q(revote_of=ballot), voided_at=None).order_by("id")


def voter_numbered(ballot, number):
    """The voter with this number; Refused with a sentence if there is none."""
    found = Voter.objects.filter(ballot=ballot, number=number, struck=False).select_related("ballot").first()
    if found is None:
        raise Refused(_("There is no voter number %s in this electorate.") % number)
    return found


def mandate_of(giver):
    """The mandate that a voter gave, or None."""
    return Proxy.objects.filter(giver=giver).select_related("giver__ballot__unit", "holder").first()


NOTICE_RULE, ELECTED_RULE = "election.notice_days", "election.elected"


def is_election(ballot):
    """Whether the ballot elects persons by the rules on union elections, whose candidates hang out before the vote."""
    return Question.objects.filter(ballot=ballot, kind=Question.Kind.CHOICE, pass_key=ELECTED_RULE).exists()


def shown_until(ballot):
    """The last day of the public notice of candidates, by the rulebook; None before it began or where nothing is laid down."""
    rule = rulebook.find(NOTICE_RULE, ballot.unit, timezone.localdate(ballot.opens_at))
    if ballot.shown_from is None or rule is None:
        return None
    return calendar.deadline_by_rule(ballot.shown_from, rule).last


def notice_verdict(ballot):
    """Whether the candidates of an election hang out long enough before the vote; None where no notice is asked for."""
    opens_on = timezone.localdate(ballot.opens_at)
    rule = rulebook.find(NOTICE_RULE, ballot.unit, opens_on)
    over = ballot.has_result or ballot.state == Ballot.State.ANNULLED
    if rule is None or over or ballot.revote_of_id or not is_election(ballot):
        return None
    begins_by = calendar.working_days_before(opens_on, int(rule.value) + 1)
    return life.shown_long_enough(ballot.shown_from, begins_by, opens_on, rule.sentence())
