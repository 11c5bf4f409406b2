"""When units are reorganised: the rules of a union that ends are in force no more; its files are kept by the union above."""

from django.utils.translation import gettext as _

from taizhang.archives import queries
from taizhang.archives.models import Display, Dossier, Edition, Regulation
from taizhang.kernel import context
from taizhang.kernel.models import Unit
from taizhang.kernel.writing import words

State = Regulation.State


def counts(units):
    """What is on file here at these units, and what becomes of it, for the preview of a reorganisation."""
    rules = Regulation.objects.standing().filter(unit__in=units).exclude(state=State.WITHDRAWN)
    files = Dossier.objects.standing().filter(unit__in=units).exclude(state=Dossier.State.DESTROYED)
    return [
        (_("Regulations; those of a union that ends are withdrawn"), rules.count()),
        (_("Files of the archives; those of a union that ends are kept by the union above"), files.count()),
    ]


def carry(unit, into, on, choice):
    """Regulations and files of a union that ends. → what `back` needs to take it back

    A file keeps its number, its items and the union that made it; where it stands says who keeps it from the day on.
    """
    heir = Unit.objects.filter(pk=choice.get("heir")).first()
    if heir is None:
        return {}
    memo = {"regulations": [], "files": []}
    for one in Regulation.objects.standing().filter(unit=unit).exclude(state=State.WITHDRAWN).select_related("unit"):
        memo["regulations"].append(_withdraw(one, on))
    files = Dossier.objects.standing().filter(unit=unit).exclude(state=Dossier.State.DESTROYED)
    for one in files.select_related("unit").order_by("pk"):
        memo["files"].append([one.pk, one.place])
        one.place = words(_("kept by %(union)s %(place)s") % {"union": heir.name, "place": one.place}, 80)
        one.save()
    return memo


def _withdraw(regulation, on):
    """A regulation ends with its union. → [key, state, edition in force, its displays]"""
    last = queries.newest(regulation)
    hanging = list(regulation.displays.filter(until=None))
    memo = [regulation.pk, str(regulation.state), last.pk if last else None, [one.pk for one in hanging]]
    if last is not None:
        last.until = max(on, last.since)
        last.save()
    for one in hanging:
        one.until = max(on, one.on)
        one.save()
    day = max(on, regulation.in_force_from or on)
    regulation.state, regulation.withdrawn_on, regulation.why = State.WITHDRAWN, day, _("the union was reorganised")
    regulation.save()
    return memo


def back(memo):
    """Take it back: the rules are in force and hang again, the files stand where they stood."""
    context.open_act()
    for pk, state, edition, hanging in (memo or {}).get("regulations", ()):
        for part in (*Edition.objects.filter(pk=edition), *Display.objects.filter(pk__in=hanging)):
            part.until = None
            part.save()
        regulation = Regulation.objects.select_related("unit").get(pk=pk)
        regulation.state, regulation.withdrawn_on, regulation.why = state, None, ""
        regulation.save()
    for pk, place in (memo or {}).get("files", ()):
        dossier = Dossier.objects.select_related("unit").get(pk=pk)
        dossier.place = place
        dossier.save()
