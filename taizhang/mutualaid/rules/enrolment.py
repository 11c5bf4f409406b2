"""Who may be enrolled, from which day somebody is covered, and who must wait."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.members.models import Membership, Person
from taizhang.mutualaid.models.enrolment import Enrolment
from taizhang.mutualaid.models.product import Product

Audience, Status = Product.Audience, Membership.Status
BANDS = ((30, "30岁以下"), (40, "30—39岁"), (50, "40—49岁"), (60, "50—59岁"))
OLDEST, UNKNOWN = "60岁以上", "年龄不详"


def age_band(age):
    """The age band of a cohort, as the ledger's words have it."""
    if age is None:
        return UNKNOWN
    return next((words for upto, words in BANDS if age < upto), OLDEST)


AGE_BANDS = (*(words for _upto, words in BANDS), OLDEST, UNKNOWN)


def may_be_enrolled(membership, season, *, enrolled):
    """The product says whom it is for; one person is enrolled once a year. `enrolled`: is there an enrolment already?"""
    audience, status = season.product.audience, membership.status
    if enrolled:
        return Denied(_("enrolled for %s already") % season.year)
    if status == Status.KEPT:
        if audience in (Audience.RETIRED, Audience.EVERYBODY):
            return Allowed
        return Denied(_("retired: this product is for members in membership"))
    if status != Status.MEMBER:
        return Denied(_("not in membership (%s)") % membership.get_status_display())
    if audience == Audience.RETIRED:
        return Denied(_("in membership: this product is for retired members"))
    if audience == Audience.WOMEN and membership.person.sex != Person.Sex.FEMALE:
        return Denied(_("this product is for women") if membership.person.sex else _("the sex is not on file"))
    return Allowed


def may_enrol_on(season, *, on):
    """Enrolment is open from a day to a day."""
    if season.voided_at is not None:
        return Denied(_("This year of enrolment was withdrawn."))
    if on < season.opens_on:
        return Denied(_("Enrolment opens on %s.") % date_format(season.opens_on))
    if on > season.closes_on:
        return Denied(
            _("Enrolment closed on %s; the union that runs the product may extend it.") % date_format(season.closes_on)
        )
    return Allowed


def may_pay(enrolment, *, on):
    """A premium is paid once, not before the enrolment, while the cover can still begin."""
    if enrolment.state != Enrolment.State.ENROLLED:
        return Denied(_("The premium of this enrolment is not open."))
    if on < enrolment.enrolled_on:
        return Denied(_("The person was enrolled on %s only.") % date_format(enrolment.enrolled_on))
    if on >= enrolment.season.covers_until:
        return Denied(_("The year of cover ends on %s.") % date_format(enrolment.season.covers_until))
    return Allowed


def cover_begins(season, *, paid_on):
    """Cover begins with the year; whoever pays later is covered from the next day on."""
    return season.covers_from if paid_on <= season.covers_from else paid_on + timedelta(1)


def waiting_ends(begins, *, days, renews):
    """The last day of the waiting period of a first enrolment; none for those who renew without a gap."""
    return None if renews or not days else begins + timedelta(days - 1)


def renews_without_gap(before, begins):
    """Whether the earlier enrolment reaches up to the day before the new cover, so that nobody waits twice."""
    return before is not None and before.covers_until is not None and before.covers_until + timedelta(1) >= begins


def may_end(enrolment, *, on, claims):
    """Cover ends early when somebody leaves or dies: not before it began, and not before an expense that was settled."""
    if enrolment.state == Enrolment.State.ENDED:
        return Denied(_("This enrolment has ended already."))
    if enrolment.state == Enrolment.State.ENROLLED:
        return Denied(_("The premium is not paid yet: withdraw the enrolment instead."))
    if on < enrolment.covers_from or on > enrolment.season.covers_until:
        return Denied(
            _("The person is covered from %(first)s to %(last)s.")
            % {"first": date_format(enrolment.covers_from), "last": date_format(enrolment.season.covers_until)}
        )
    if claims and on < max(claims):
        return Denied(_("An expense of %s is on a claim already.") % date_format(max(claims)))
    return Allowed


def may_withdraw(enrolment, *, claims):
    """An enrolment entered by mistake is withdrawn while nobody has claimed on it."""
    if claims:
        return Denied(_("There are claims on this enrolment; it cannot be withdrawn any more."))
    return Allowed
