"""When units are reorganised: whoever takes the place of a union answers for its firms too."""

from django.utils.translation import gettext as _

from taizhang.kernel import context
from taizhang.outreach.models import Assignment, Establishment
from taizhang.outreach.queries import firms


def counts(units):
    """What is on file here about these units, for the preview of a reorganisation."""
    assigned = Assignment.objects.standing().filter(unit__in=units, until=None)
    begun = Establishment.objects.standing().filter(unit__in=units, state__in=Establishment.BEFORE)
    return [(_("Firms assigned"), assigned.count()), (_("Establishments under way"), begun.count())]


def carry(unit, into, on, choice):
    """The firms for which a union answers go to its successor. → [[old assignment, new one or None], …], for taking it back

    A part that splits off takes none: who answers for which firm is decided afterwards.
    """
    if not choice.get("heir"):
        return []
    moved = []
    for one in Assignment.objects.standing().filter(unit=unit, until=None).select_related("sector").order_by("pk"):
        day = max(on, one.since)
        one.until, one.why = day, _("the union was reorganised")
        one.save()
        fresh = None
        if into is not None and firms.is_union(into):
            fresh = Assignment(
                unit=into, firm_id=one.firm_id, name=one.name, sector=one.sector, officer=one.officer, since=day, follows=one,
                unionised_on=one.unionised_on,
            )  # fmt: skip
            fresh.save()
        moved.append([one.pk, fresh.pk if fresh else None])
    return moved


def back(memo):
    """Take it back: the old union answers again."""
    this = context.open_act()
    for old_pk, new_pk in memo:
        if new_pk is not None:
            new = Assignment.objects.get(pk=new_pk)
            new.voided_at, new.follows = this.at, None
            new.save()
        old = Assignment.objects.get(pk=old_pk)
        old.until, old.why = None, ""
        old.save()
