"""The steps of an establishment, one after the other (Trade Union Law, articles 10 to 12; election rules, articles 7 and 8)."""

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.outreach.models import Elected, Establishment

State = Establishment.State


def may_begin(*, is_union, dissolved, under_way):
    """A firm founds one union, once (article 11)."""
    if is_union:
        return Denied(_("This unit is a union already."))
    if dissolved:
        return Denied(_("This unit was dissolved."))
    if under_way:
        return Denied(_("The establishment in this firm is on file already."))
    return Allowed


def may_step(establishment, state):
    """One step after the other: every step has its day and its papers, and none is left out."""
    if establishment.state == State.ENDED:
        return Denied(_("This establishment was given up."))
    here, there = Establishment.STEPS.index(establishment.state), Establishment.STEPS.index(state)
    if there <= here:
        return Denied(_("This step was taken already."))
    if there > here + 1:
        before = Establishment.STEPS[there - 1]
        return Denied(_("First comes the step “%s”.") % before.label)
    return Allowed


def may_apply(*, preparers, from_staff, willing_members):
    """A preparatory group with delegates of the staff applies; somebody wants to join (election rules, article 7)."""
    if not preparers:
        return Denied(_("Write down the preparatory group first."))
    if not from_staff:
        return Denied(_("Somebody of the staff belongs to the preparatory group (election rules, article 7)."))
    if not willing_members:
        return Denied(_("Write how many of the staff want to join."))
    return Allowed


def may_hold(*, called, present, quorum):
    """Two thirds of those called are there, or nothing is elected (election rules)."""
    if not called:
        return Denied(_("Write how many members were called to the meeting."))
    if present > called:
        return Denied(_("No more members are present than were called."))
    return quorum.met_by(present, called)


def may_elect(people, *, members, called, present, elected_by, committee_from, unrelated):
    """From 25 members on there is a committee (article 11); whoever is elected has the votes; no near relatives (article 10)."""
    if not unrelated:
        return Denied(_("Near relatives of the head of the firm sit in no committee (Trade Union Law, article 10)."))
    if not people:
        return Denied(_("Write down who was elected."))
    committee = [one for one in people if one["duty"] in Elected.COMMITTEE]
    if committee_from.met_by(members) and not committee:
        sentence = _("%(members)d members: a union of this size elects a committee. %(rule)s")
        return Denied(sentence % {"members": members, "rule": committee_from.sentence()})
    if not any(one["duty"] in (Elected.Duty.CHAIR, Elected.Duty.ORGANISER) for one in people):
        return Denied(_("Somebody is elected chair, or organiser of a small union."))
    for one in people:
        if one.get("votes") is None:
            continue
        if one["votes"] > present:
            return Denied(_("%(name)s has more votes than members were present.") % {"name": one["name"]})
        verdict = elected_by.met_by(one["votes"], called)
        if not verdict:
            return Denied(f"{one['name']}: {verdict.reason}")
    return Allowed


def may_count_members(*, members, women, migrants, staff):
    """Women and migrant workers are among the members, the members among the staff."""
    if not members:
        return Denied(_("A union has members: write how many joined at the founding."))
    if (women or 0) > members or (migrants or 0) > members:
        return Denied(_("Women and migrant workers are counted among the members; they cannot be more."))
    if staff is not None and members > staff:
        return Denied(
            _("%(members)d members, but only %(staff)d staff are on file. Correct the number of staff first.")
            % {"members": members, "staff": staff}
        )
    return Allowed


def may_give_up(establishment):
    """What is founded is not given up any more: a union is dissolved by law only (article 13)."""
    if establishment.state not in Establishment.BEFORE:
        return Denied(_("A union that was founded is not given up; it is dissolved under Organisation (article 13)."))
    return Allowed


def remarks(establishment, *, elected, committee_size, women_from, notice):
    """What a superior would remark on, in sentences; nothing here forbids anything."""
    found, members = [], establishment.members or establishment.willing_members or 0
    committee = sum(1 for one in elected if one.duty in Elected.COMMITTEE)
    if committee and not committee_size["least"] <= committee <= committee_size["most"]:
        sentence = _("%(number)d in the committee; for %(members)d members it has %(least)d to %(most)d (article 8).")
        found.append(sentence % {"number": committee, "members": members, **committee_size})
    if women_from and (establishment.women or 0) >= women_from and not _has(elected, Elected.Duty.WOMEN):
        sentence = _("%(women)d women members: a women workers' committee is set up at the same time.")
        found.append(sentence % {"women": establishment.women})
    if establishment.founded_on and not _has(elected, Elected.Duty.AUDIT):
        found.append(_("No audit committee was elected at the same time."))
    if establishment.state == State.APPROVED:
        found.append(_("The candidates are on public notice for %s before the meeting.") % notice)
    return found


def _has(elected, duty):
    return any(one.duty == duty for one in elected)
