"""Reads about congresses: the list, one counted, what stands in office."""

from django.db.models import Count, Q

from taizhang.congress import rules
from taizhang.congress.models import Congress, Delegate, Training
from taizhang.congress.queries import regimes
from taizhang.congress.rules.composition import Composition
from taizhang.members.models import Membership, Person

SERVING = Q(delegates__state=Delegate.State.SERVING, delegates__voided_at=None)
FULL = SERVING & Q(delegates__standing_as=Delegate.Standing.FULL)


def congresses(user, *, under=None):
    """Congresses that the user may read, with how many full delegates serve."""
    found = Congress.objects.visible_to(user).standing().select_related("unit")
    found = found.below(under) if under is not None else found
    return found.annotate(serving=Count("delegates", filter=FULL)).order_by("unit__path", "kind", "-number")


def in_office(unit, kind):
    """The congress of a kind at a unit whose term is not over; None without one."""
    return Congress.objects.standing().filter(unit=unit, kind=kind).exclude(state=Congress.State.ENDED).first()


def next_number(unit, kind):
    """The number of the next term."""
    last = Congress.objects.standing().filter(unit=unit, kind=kind).order_by("-number").first()
    return last.number + 1 if last else 1


def serving(congress, *, full=False):
    """Delegates that serve, in the order of constituencies."""
    found = Delegate.objects.standing().filter(congress=congress, state=Delegate.State.SERVING)
    found = found.filter(standing_as=Delegate.Standing.FULL) if full else found
    return found.select_related("constituency", "person").order_by("constituency_id", "id")


def composition(congress):
    """The congress counted, for the rules of composition."""
    full = serving(congress, full=True)
    counted = full.order_by().aggregate(
        delegates=Count("id"),
        women=Count("id", filter=Q(sex=Person.Sex.FEMALE)),
        unknown_sex=Count("id", filter=Q(sex="")),
        front_line=Count("id", filter=Q(post=Delegate.Post.FRONT_LINE)),
        managers=Count("id", filter=Q(post=Delegate.Post.MANAGER)),
        teachers=Count("id", filter=Q(teacher=True)),
    )
    return Composition(staff=congress.staff, women_staff=congress.women, **counted)


def checks(congress, on):
    """Every rule of composition as a verdict sentence, on a day."""
    regime = regimes.of(congress, on)
    meets = congress.form == Congress.Form.DELEGATES
    form = None if congress.is_of_several else rules.composition.form_fits(congress.staff, meets, regime)
    found = rules.composition.checks(composition(congress), regime) if meets else []
    return [one for one in (form, *found) if one is not None]


def constituencies(congress):
    """[constituency] with how many of its seats are taken: `taken`, `free`."""
    rows = list(congress.constituencies.annotate(taken=Count("delegates", filter=FULL)).order_by("id"))
    for row in rows:
        row.free = max(0, row.seats - row.taken)
    return rows


def trainings(congress):
    """Trainings of the delegates, newest first, with how many came."""
    found = Training.objects.standing().filter(congress=congress)
    return found.annotate(persons=Count("came")).order_by("-on", "-id")


def staff_on_register(unit, *, of_members):
    """(members at the unit and below, women among them), as a first guess for the form."""
    standing = Membership.objects.standing().below(unit).filter(status=Membership.Status.MEMBER)
    return standing.count(), standing.filter(person__sex=Person.Sex.FEMALE).count()


def below(congress, user):
    """Second-level congresses that belong to this one, with how many full delegates serve."""
    return congresses(user).filter(above=congress)
