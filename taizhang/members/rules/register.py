"""What the rules on membership allow: who may join, leave, move, and that nobody belongs to two unions on one day."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.intake import identity
from taizhang.kernel.calendar import months_after
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.members.models import Membership

Status = Membership.Status
WORKING_AGE = 16  # Labour Law, article 15
LEAVING = (Status.LEFT, Status.LAPSED, Status.EXPELLED, Status.DIED)


def may_join_on(on, *, today, birth_on=None):
    """Wage earners may join (Trade Union Law, article 3): from sixteen years on, and not before the day has come."""
    if on is None:
        return Denied(_("Say on which day the union admitted the person."))
    if on > today:
        return Denied(_("The day of joining, %s, lies in the future.") % date_format(on))
    if on.year < 1900:
        return Denied(_("The year %s cannot be right.") % on.year)
    if birth_on is None:
        return Allowed
    if birth_on >= on:
        return Denied(_("The person was born on %s, after the day of joining.") % date_format(birth_on))
    if (on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))) < WORKING_AGE:
        return Denied(
            _("On that day the person was under %d years old and could not be employed (Labour Law, article 15).")
            % WORKING_AGE
        )
    return Allowed


def may_have_members(*, is_union, founded_on, until, on, name):
    """Members belong to a union; an employer or a community without one, or a dissolved union, has none."""
    if not is_union:
        return Denied(_("%s has no union yet; found it first, or admit the person at the joint union.") % name)
    if until and on and on >= until:
        return Denied(_("%(unit)s was dissolved on %(day)s.") % {"unit": name, "day": date_format(until)})
    if founded_on and on and on < founded_on:
        return Denied(_("%(unit)s was founded on %(day)s only.") % {"unit": name, "day": date_format(founded_on)})
    return Allowed


def may_be_named(name):
    """A person has a name, as the identity card writes it."""
    if not name:
        return Denied(_("The name is missing."))
    if len(name) > 60:
        return Denied(_("The name is too long: 60 characters at most."))
    return Allowed


def may_carry_number(number, *, resident):
    """An identity number has 18 places and its check digit fits (GB 11643); other documents are taken as they are."""
    if not number or not resident:
        return Allowed
    if len(number) == 18 and identity.is_whole(number) and identity.birth_date(number):
        return Allowed
    return Denied(
        _(
            "This identity number is not right: 18 places, and the last one must fit the others. Compare it with the card."
        )
    )


def spans(memberships):
    """[(from, until or None)] of the days on which these memberships held. One that ended on an unknown day holds none."""
    found = []
    for one in memberships:
        if one.voided_at is not None or one.status in (Status.APPLYING, Status.COMING):
            continue
        if one.is_standing:
            found.append((one.joined_on, None))
        elif one.left_on and one.left_on != one.joined_on:
            found.append((one.joined_on, one.left_on))
    return found


def meet(first, second):
    """Whether two half-open spans share a day; no first day means always, no last day for ever."""
    starts_in_time = second[1] is None or first[0] is None or first[0] < second[1]
    return starts_in_time and (first[1] is None or second[0] is None or second[0] < first[1])


def may_begin(memberships, *, on, where):
    """A person is a member of one union on a date (rules on membership, article 3: where the work is, there is the membership)."""
    if any(meet((on, None), span) for span in spans(memberships)):
        return Denied(
            _("This person belongs to %s on that day already. Have the membership transferred instead.") % where
        )
    return Allowed


def may_change(membership, *, to, on, today):
    """A status changes on a day: not before the last change, not in the future, and not to what it is."""
    if membership.voided_at is not None:
        return Denied(_("This membership was withdrawn as entered by mistake."))
    if membership.status == to:
        return Denied(_("The status is “%s” already.") % Status(to).label)
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    last = membership.changes()[-1][0] if membership.history else membership.joined_on
    if last and on < last:
        return Denied(_("The last change on file is of %s; this one cannot lie before it.") % date_format(last))
    return Allowed


def may_leave(membership, *, to, on, today, why=""):
    """Leaving is one's own wish, lapse after six months without dues and activity, or expulsion (Constitution of the unions).

    Lapse follows education and expulsion follows discussion in the group: what was done is on file with them.
    """
    if to not in LEAVING:
        return Denied(_("Nobody leaves a union as “%s”.") % to)
    if membership.voided_at is None and not membership.is_standing:
        return Denied(_("This person is not in membership here any more."))
    if to == Status.LAPSED and not why.strip():
        return Denied(_("Say since when there were neither dues nor activity, and how the member was talked to."))
    if to == Status.EXPELLED and not why.strip():
        return Denied(_("Say what the member was punished for, and when group and committee discussed it."))
    return may_change(membership, to=to, on=on, today=today)


def may_lapse(membership, *, on, months, seen_on=None):
    """Membership lapses after so many months without dues and activity (Constitution of the unions): they run from the joining, or from
    the last day on which the person took part. `months` None: nothing is laid down.
    """
    since = max((day for day in (membership.joined_on, seen_on) if day), default=None)
    if months is None or since is None or on >= months_after(since, months, rest=False):
        return Allowed
    words = _(
        "%(name)s took part on %(day)s; membership lapses only after %(months)d months without dues and activity."
    )
    if since != seen_on:
        words = _(
            "%(name)s joined on %(day)s; membership lapses only after %(months)d months without dues and activity."
        )
    return Denied(words % {"name": membership.person.name, "day": date_format(since), "months": months})


def may_keep(membership, *, on, today):
    """Membership is kept for the retired, the unemployed and soldiers: no dues, no vote (Trade Union Law, article 13)."""
    if membership.status != Status.MEMBER:
        return Denied(_("Only somebody in membership can have it kept."))
    return may_change(membership, to=Status.KEPT, on=on, today=today)


def may_restore(membership, *, on, today):
    """A kept membership comes alive again with the new employment."""
    if membership.status != Status.KEPT:
        return Denied(_("This membership is not a kept one."))
    return may_change(membership, to=Status.MEMBER, on=on, today=today)


def remarks(person, number):
    """What does not fit together about a person, in sentences; `number` is the plain identity number or nothing."""
    found = []
    if not number or person.id_kind != person.IdKind.RESIDENT or len(number) != 18 or not identity.is_whole(number):
        return found
    if person.sex and identity.sex_of(number) != person.sex:
        found.append(_("Sex and identity number contradict each other; compare them with the card."))
    if person.birth_on and identity.birth_date(number) != person.birth_on:
        found.append(_("Birth date and identity number contradict each other; compare them with the card."))
    return found


def one_place_apart(first, second):
    """Whether two numbers differ in one place, or in two neighbours that changed places. The check digit is left out: it follows."""
    if len(first) != 18 or len(second) != 18:
        return False
    apart = [place for place in range(17) if first[place] != second[place]]
    if len(apart) == 1:
        return True
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    left, right = apart
    return first[left] == second[right] and first[right] == second[left]
