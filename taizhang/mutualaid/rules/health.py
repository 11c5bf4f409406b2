"""Health checks: who is asked, who may come on which day, what is followed up."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.members.models import Membership, Person
from taizhang.mutualaid.models.health import HealthCheck

State, Kind = HealthCheck.State, HealthCheck.Kind


def may_be_invited(membership, check_up, *, invited):
    """Everybody in membership is invited, to a women's check the women; each once."""
    if invited:
        return Denied(_("invited already"))
    if membership.status != Membership.Status.MEMBER:
        return Denied(_("not in membership (%s)") % membership.get_status_display())
    if check_up.kind == Kind.WOMEN and membership.person.sex != Person.Sex.FEMALE:
        return Denied(_("this check is for women") if membership.person.sex else _("the sex is not on file"))
    return Allowed


def may_answer(check_up, *, on):
    """The poll is open up to a day; one answer a person, which may be changed until then."""
    if check_up.state != State.POLLING:
        return Denied(_("The poll is over."))
    if on > check_up.poll_until:
        return Denied(_("The poll was open up to %s.") % date_format(check_up.poll_until))
    return Allowed


def may_arrange(check_up):
    """Form and place are settled once the staff has been asked."""
    return Allowed if check_up.state == State.POLLING else Denied(_("Form and place are settled already."))


def may_schedule(check_up):
    """Days are set after form and place."""
    if check_up.state != State.ARRANGED:
        return Denied(
            _("Settle form and place first.") if check_up.state == State.POLLING else _("This check is closed.")
        )
    return Allowed


def may_take_place(day, *, taken):
    """A day has so many places."""
    if taken >= day.places:
        return Denied(
            _("%(day)s at %(place)s is full: %(places)s places.")
            % {"day": date_format(day.on), "place": day.place, "places": day.places}
        )
    return Allowed


def may_attend(examination, *, on, today):
    """An examination is noted when it has been, once."""
    if examination.attended_on is not None:
        return Denied(_("The examination was noted for %s already.") % date_format(examination.attended_on))
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    return Allowed


def may_follow_up(examination):
    """What was found is followed up once."""
    if examination.follow_up_on is None:
        return Denied(_("Nothing is to be followed up."))
    if examination.followed_on is not None:
        return Denied(_("This was followed up on %s.") % date_format(examination.followed_on))
    return Allowed


def may_close(check_up):
    """A check is closed when it was held."""
    return Allowed if check_up.state == State.ARRANGED else Denied(_("Only an arranged check is closed."))
