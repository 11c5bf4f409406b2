"""How the rows of a workbook become enrolments, and how an import is undone."""

from collections import defaultdict

from django.utils.translation import gettext

from taizhang.kernel.verdicts import Refused
from taizhang.mutualaid import actions, queries
from taizhang.mutualaid.models import Claim, Enrolment


def write(rows, context, this):
    """Enrolments in one stroke; those with a day of payment are covered from then on."""
    entering = [row for row in rows if row.enters]
    by_season = defaultdict(list)
    for row in entering:
        by_season[row.extra["season"]].append(row)
    made = []
    for season, chosen in by_season.items():
        earlier = queries.enrolments.earlier(season, [row.extra["membership"].person_id for row in chosen])
        made += _enrolments(season, chosen, earlier, context)
    this.create_all(Enrolment, made)
    return {"enrolments": len(made), "paid": sum(one.paid_on is not None for one in made)}


def _enrolments(season, rows, earlier, context):
    made, by_day = [], defaultdict(list)
    for row in rows:
        paid_on = row.get("paid_on")
        on = min(filter(None, (paid_on, context.today)))
        one = actions.enrolments.newly_enrolled(season, row.extra["membership"], on, earlier)
        one.premium = row.get("premium", season.premium)
        one.union_share = min(row.get("union_share", season.union_share), one.premium)
        one.batch = context.batch
        made.append(one)
        if paid_on:
            by_day[paid_on].append(one)
    number = actions.enrolments.last_certificate(season)
    for day in sorted(by_day):
        number = actions.enrolments.cover(by_day[day], day, after=number)
    return made


def undo(batch, context, this):
    """Withdraw the enrolments that the import made; refused where somebody has claimed on one of them since."""
    standing = Enrolment.objects.standing().filter(batch=batch)
    claims = Claim.objects.standing().filter(enrolment__in=standing).count()
    if claims:
        raise Refused(
            gettext("%(count)d claims stand on enrolments of this import; it cannot be undone.") % {"count": claims}
        )
    enrolments = list(standing.select_related("person", "unit", "season__product"))
    for one in enrolments:
        one.voided_at = this.at
        this.touch(one)
    # One statement instead of thousands; the act still posts the reversal of every single one.
    Enrolment._base_manager.filter(pk__in=[one.pk for one in enrolments]).update(voided_at=this.at)
    return {"enrolments": len(enrolments)}
