"""Terms that end, are over, were extended; by which rules they last."""

from django.db.models.functions import Coalesce

from taizhang.committees import rules
from taizhang.committees.models import Body, Election, Extension, Term
from taizhang.kernel import approvals, rulebook
from taizhang.organisation import kinds

BASE = 6  # the level of grassroots unions (organisation/kinds.csv)
YEARS, LOCAL_YEARS, MONTHS, LONGEST = (
    "org.term_years",
    "org.term_years.local",
    "org.reminders_months",
    "election.postponement_months",
)


def years_rule(unit, day):
    """The rule of how long a term lasts: three or five years at the grassroots, five above (article 16)."""
    key = YEARS if is_base(unit) else LOCAL_YEARS
    return rulebook.find(key, unit, day)


def is_base(unit):
    """Whether it is a grassroots union or a part of one; federations and unions of towns stand above."""
    return kinds.of(unit.kind).level >= BASE


def months_before(unit, day):
    """How many months before the end it is recalled: (6, 3, 1); nothing where the rulebook is silent."""
    found = rulebook.find(MONTHS, unit, day)
    if found is None:
        return ()
    return tuple(int(one) for one in (found.value if isinstance(found.value, list) else [found.value]))


def longest_extension(unit, day):
    """The rule of how long an election may be put off."""
    return rulebook.find(LONGEST, unit, day)


def listed(user, *, under=None):
    """Terms that the user may read, with the day on which they end (`end`), those in office that end first in front."""
    found = Term.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    found = found.annotate(end=Coalesce("extended_to", "ends_on"))
    return found.select_related("body", "unit").order_by("-state", "end", "unit__path", "id")


def overdue(terms, day):
    """Of these terms, those that are over without an election on a day."""
    return terms.filter(state=Term.State.IN_OFFICE, end__lt=day, reelected_on=None)


def ending(terms, day, until):
    """Of these terms, those in office that end from a day to another one, without an election held."""
    return terms.filter(state=Term.State.IN_OFFICE, end__gte=day, end__lte=until, reelected_on=None)


def under_way(terms):
    """{key of the body} of the terms whose next election is under way."""
    running = Election.objects.standing().exclude(state__in=Election.OVER)
    return set(running.filter(body__in=[one.body_id for one in terms]).values_list("body_id", flat=True))


def phase(term, day, *, preparing=None):
    """(key, words, tone) of where the term stands on a day."""
    if preparing is None:
        preparing = bool(under_way([term]))
    longest = max(months_before(term.unit, day), default=0)
    key = rules.terms.phase(term, day, months=longest, preparing=preparing)
    return (key, *rules.terms.PHASES[key])


def in_office(body):
    """The term of the body that is in office, or None."""
    return Term.objects.standing().filter(body=body, state=Term.State.IN_OFFICE).select_related("body", "unit").first()


def numbers(body):
    """The numbers of the terms that are on file."""
    return set(Term.objects.standing().filter(body=body).values_list("number", flat=True))


def next_number(body):
    """The number of the next term."""
    return max(numbers(body), default=0) + 1


def extension_asked(term):
    """Whether an extension waits for the union above."""
    return Extension.objects.standing().filter(term=term, state=Extension.State.ASKED).exists()


def extension_returned(term):
    """The request for an extension that came back to be put right, or None."""
    found = Extension.objects.standing().filter(term=term, state=Extension.State.ASKED).first()
    case = approvals.of(found) if found else None
    return found if case is not None and case.state == case.State.RETURNED else None


def to_remind(day):
    """[(term, months before its end)] of the reminders that are due on a day and were not written down."""
    running = Term.objects.standing().filter(state=Term.State.IN_OFFICE, reelected_on=None)
    running = running.annotate(end=Coalesce("extended_to", "ends_on")).filter(end__gte=day)
    found, known = [], {}
    for term in running.select_related("unit", "body").prefetch_related("reminders").order_by("end", "pk"):
        months = known.setdefault(term.unit.path, months_before(term.unit, day))
        sent = {one.months for one in term.reminders.all() if rules.terms.is_of(term.last_day, one)}
        due = rules.terms.reminder_due(term.last_day, day, months, sent)
        if due is not None:
            found.append((term, due))
    return found


def extensions(user, *, under=None):
    """Extensions that the user may read, the latest first."""
    found = Extension.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    return found.select_related("term__body", "unit").order_by("-asked_on", "-id")


def without_term(user, unit):
    """Committees at the unit and below that have no term in office on file."""
    known = Term.objects.standing().filter(state=Term.State.IN_OFFICE).values("body")
    found = Body.objects.visible_to(user).standing().below(unit).filter(kind=Body.Kind.COMMITTEE)
    return found.exclude(state=Body.State.DISSOLVED).exclude(pk__in=known).select_related("unit")
