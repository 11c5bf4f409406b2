"""Reads about commendation: rounds, nominees, honours of a person, meetings and ballots that may have decided."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.ballots.models import Ballot
from taizhang.honours.models import Nominee, Objection, Round
from taizhang.kernel import calendar, rulebook
from taizhang.kernel.access import can
from taizhang.kernel.manifest import OwnPart
from taizhang.kernel.models import Fact
from taizhang.kernel.tracing import records_behind
from taizhang.ui import finding
from taizhang.ui.due import Due

LOOKED_BACK = timedelta(days=120)
GIVEN = (Nominee.State.COMMENDED, Nominee.State.WITHDRAWN)
MANY = 30


def rounds(user, *, under=None):
    """Rounds that the user may read, with how many were nominated and commended."""
    found = Round.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    standing = Q(nominees__voided_at=None)
    return (
        found.select_related("unit")
        .annotate(nominated=Count("nominees", filter=standing), honoured=Count("nominees", filter=standing & Q(nominees__state__in=GIVEN)))
        .order_by("-year", "-id")
    )  # fmt: skip


def nominees(round):
    """Everybody nominated in a round, by category, the highest score first."""
    found = round.nominees.standing().select_related("category", "of_unit", "unit", "round", "person")
    return sorted(found, key=lambda one: (one.category_id, -(one.score or 0), one.pk))


def honours(user, *, under=None):
    """Honours that were given, the latest first."""
    found = Nominee.objects.visible_to(user).standing().filter(state__in=GIVEN)
    found = found.below(under) if under is not None else found
    return found.select_related("unit", "round", "category", "of_unit").order_by("-commended_on", "id")


def others_of(nominee):
    """Further honours of the same person or unit, wherever they were given."""
    found = (
        Nominee.objects.standing()
        .filter(state__in=GIVEN)
        .exclude(pk=nominee.pk)
        .select_related("round", "category", "unit")
    )
    if nominee.person_id:
        return found.filter(person=nominee.person_id).order_by("-commended_on")
    if nominee.category.units and nominee.of_unit_id:
        return found.filter(of_unit=nominee.of_unit_id, category__units=True).order_by("-commended_on")
    return found.filter(unit=nominee.unit_id, name=nominee.name, person=None).order_by("-commended_on")


def notice_end(round, on):
    """The last day of a notice that is posted on a day, by the rulebook; without a rule the day itself."""
    rule = rulebook.find("honours.notice_days", round.unit, on)
    return calendar.deadline_by_rule(on, rule).last if rule else on


def objections():
    """Objections with their nominees; whoever shows one asks for the nominee first."""
    return Objection.objects.select_related("nominee")


def unanswered(round):
    """The name of a nominee with an objection that nobody answered, or nothing."""
    waiting = Objection.objects.filter(nominee__round=round, nominee__voided_at=None, answered_on=None)
    first = waiting.select_related("nominee").order_by("pk").first()
    return first.nominee.name if first else ""


def deciders(round, today):
    """[(type:number, title)] of the union's meetings of the last months and of the ballots on this round: who may have decided."""
    facts = Fact.objects.filter(
        measure="work.sessions", kind__in=("RB-08", "DM-01"), unit=round.unit, occurred_on__range=(today - LOOKED_BACK, today),
        sign=1, posting__reversal=None,
    )  # fmt: skip
    pairs = set(facts.order_by().values_list("posting__record_type", "posting__record_id"))
    found = sorted(records_behind(pairs).values(), key=lambda one: one.title(), reverse=True)
    counted = Ballot.objects.standing().filter(unit=round.unit, closes_at__date__range=(today - LOOKED_BACK, today))
    found += [one for one in counted.defer("box_text").order_by("-closes_at", "-id") if one.has_result]
    return [(f"{one.record_type}:{one.pk}", one.title()) for one in found]


def decision(round):
    """The record of the meeting or ballot that decided, or None."""
    if round.decision_id is None:
        return None
    return next(iter(records_behind([(round.decision_type, round.decision_id)]).values()), None)


def due_items(user, unit, today):
    """Objections to answer, notices that have run out, decisions that wait for the meeting."""
    if not can(user, "honours.decide", unit):
        return
    running = rounds(user, under=unit).filter(state__in=(Round.State.NOTICED, Round.State.DECIDED))
    for one in running.order_by("notice_until", "id")[:MANY]:
        if one.state == Round.State.DECIDED:
            yield Due(
                one.title(),
                one.get_absolute_url(),
                _("Commend"),
                one.unit,
                one.decided_on,
                _("decided, not commended yet"),
                "amber",
            )
        elif name := unanswered(one):
            yield Due(
                one.title(),
                one.get_absolute_url(),
                _("Answer"),
                one.unit,
                one.notice_until,
                _("objection to %s") % name,
                "red",
            )
        elif one.notice_until < today:
            yield Due(
                one.title(),
                one.get_absolute_url(),
                pgettext("commendation", "Decide"),
                one.unit,
                one.notice_until,
                _("the notice has run out"),
                "amber",
            )


def told(person):
    """What somebody reads on the own page about the own honours."""
    mine = Nominee.objects.standing().filter(person=person, state__in=GIVEN).select_related("round", "category", "unit")
    rows = tuple(
        (one.commended_on, one.category.name, one.unit.name, one.certificate_no, one.get_state_display())
        for one in mine.order_by("-commended_on", "id")
    )
    yield OwnPart(_("My honours"), (_("Day"), _("Honour"), _("Given by"), _("Certificate no."), _("State")), rows)


def found_items(user, text, limit):
    """Rounds and honours for the search over everything."""
    found = finding.by_name(((Round, "award"),), user, text.strip(), limit)
    rows = honours(user).filter(name__contains=text.strip())[: max(0, limit - len(found))]
    return found + [finding.Found(one.title(), one.get_absolute_url(), one.round.title(), "award") for one in rows]
