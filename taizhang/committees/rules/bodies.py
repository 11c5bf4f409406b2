"""Posts have periods that never overlap; a member is in one group; a body is put together as the law asks (Trade Union Law, 10, 11, 14, 45)."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.committees.models import Body, Seat
from taizhang.kernel.verdicts import Allowed, Denied


def overlap(since, until, other_since, other_until):
    """Whether two stretches of days share a day; each runs up to, but without, its last day; None is open."""
    begins_before_other_ends = other_until is None or since < other_until
    other_begins_before_end = until is None or other_since < until
    return begins_before_other_ends and other_begins_before_end


def gaps(stretches):
    """[(from, up to)] of the days between the first and the last stretch on which nobody stood there."""
    found, reached = [], None
    for since, until in sorted(stretches, key=lambda one: one[0]):
        if reached is not None and since > reached:
            found.append((reached, since))
        if until is None:
            return found
        reached = max(reached or until, until)
    return found


def is_open(body):
    """Nobody enters a body that is dissolved."""
    if not body.is_open:
        return Denied(_("%s is dissolved.") % body.name)
    return Allowed


def may_form(kind, *, same_kind, same_name, is_grassroots):
    """One committee, one audit and one women's committee at a time; groups belong to grassroots unions (catalogue OM-12)."""
    if kind in Body.ELECTED and same_kind:
        return Denied(_("There is a body of this kind already; dissolve it before."))
    if same_name:
        return Denied(_("A body bears this name already."))
    if kind == Body.Kind.GROUP and not is_grassroots:
        return Denied(_("Groups are formed in grassroots unions."))
    return Allowed


def may_take(body, *, name, has_person, duty, since, until, others):
    """A post is taken by somebody who does not stand in the body, from a day on which a head's post is free.

    `others`: [(name or key, duty, since, until)] of the body's posts; keys of persons and names are told apart by the caller.
    """
    verdict = is_open(body)
    if not verdict:
        return verdict
    if body.is_group and not has_person:
        return Denied(_("%s is not on the register; groups are of members.") % name)
    if since < body.formed_on:
        return Denied(_("The body was formed on %s only.") % date_format(body.formed_on))
    if until is not None and until < since:
        return Denied(_("The post ends before it begins."))
    for same, other_duty, other_since, other_until in others:
        if not overlap(since, until, other_since, other_until):
            continue
        if same:
            return Denied(_("%s stands in this body already in these days.") % name)
        if duty == Seat.Duty.HEAD == other_duty:
            return Denied(_("The body has a head in these days; change the holder instead."))
    return Allowed


def may_join_group(name, *, since, until, elsewhere):
    """Every member is in one group at a time (catalogue OM-12). `elsewhere`: [(group, since, until)]."""
    for group, other_since, other_until in elsewhere:
        if overlap(since, until, other_since, other_until):
            words = {"name": name, "group": group, "day": date_format(other_since)}
            return Denied(_("%(name)s is in %(group)s since %(day)s; move the member there instead.") % words)
    return Allowed


def may_end(seat, on):
    """A post ends once, not before it began."""
    if seat.until is not None:
        return Denied(_("This post has ended already."))
    if on < seat.since:
        return Denied(
            _("%(name)s took the post on %(day)s only.") % {"name": seat.name, "day": date_format(seat.since)}
        )
    return Allowed


@dataclass(frozen=True)
class Makeup:
    """A union on one day: its members, and how many stand in each body. None: there is no such body."""

    day: date
    members: int = 0
    women: int = 0
    staff: int | None = None
    committee: int | None = None
    committee_women: int = 0
    audit: int | None = None
    women_body: int | None = None
    chair: bool = False
    chair_full_time: bool = False
    vacant_since: date | None = None
    auditors_in_office: tuple = ()  # names of auditors who chair the committee too
    ungrouped: int | None = None  # members of no group, where there are groups


def remarks(makeup, *, required=None, band=None, audit_band=None, women_from=None, full_time=None, vacancy=None):
    """[sentence] of what is not as it should be: size (election rules, 8), audit (45), women (11), full-time chair (14), vacancy.

    `required`, `women_from`, `full_time`: rules; `band`, `audit_band`: {"least", "most"}; `vacancy`: months within which a chair is found.
    """
    found = [*_committee(makeup, required, band), *_audit(makeup, audit_band), *_women(makeup, women_from)]
    if makeup.chair_full_time and full_time and makeup.staff and not full_time.met_by(makeup.staff):
        found.append(_("The chair is full-time with %(staff)d staff. %(rule)s") % {
            "staff": makeup.staff, "rule": full_time.sentence()})  # fmt: skip
    if makeup.committee and not makeup.chair:
        found.append(_vacancy(makeup, vacancy))
    if makeup.ungrouped:
        found.append(_("%d members are in no union group.") % makeup.ungrouped)
    return found


def _vacancy(makeup, vacancy):
    since = date_format(makeup.vacant_since) if makeup.vacant_since else ""
    if not since:
        return _("The committee has no chair.")
    if vacancy is None:
        return _("The committee has no chair since %s.") % since
    return _("The committee has no chair since %(day)s. %(rule)s") % {"day": since, "rule": vacancy.sentence()}


def _committee(makeup, required, band):
    if makeup.committee is None:
        if required and required.met_by(makeup.members):
            return [_("%(members)d members and no committee. %(rule)s") % {
                "members": makeup.members, "rule": required.sentence()}]  # fmt: skip
        return []
    return _size(_("The committee"), makeup.committee, band, makeup.members)


def _size(what, number, band, members):
    if not band or not number:
        return []
    least, most = band.get("least", 0), band.get("most")
    if least <= number and (most is None or number <= most):
        return []
    words = {"what": what, "number": number, "members": members, "least": least, "most": most or "…"}
    return [_("%(what)s has %(number)d members; for %(members)d union members it is %(least)s to %(most)s.") % words]


def _audit(makeup, band):
    found = []
    if makeup.committee is not None and makeup.audit is None:
        found.append(_("There is no audit committee; it is elected together with the committee (article 45)."))
    if makeup.audit is not None:
        found += _size(_("The audit committee"), makeup.audit, band, makeup.members)
    if makeup.auditors_in_office:
        names = "、".join(makeup.auditors_in_office)
        found.append(_("%s audits and leads the committee at the same time.") % names)
    return found


def _women(makeup, women_from):
    """From so many women members on a committee of theirs; below, one of them in the committee (article 11)."""
    if makeup.women_body is not None or not makeup.women or makeup.committee is None:
        return []
    if women_from and women_from.met_by(makeup.women):
        return [_("%(women)d women members and no women workers' committee. %(rule)s") % {
            "women": makeup.women, "rule": women_from.sentence()}]  # fmt: skip
    if makeup.committee and not makeup.committee_women:
        return [_("There are women members and no woman in the committee (article 11).")]
    return []
