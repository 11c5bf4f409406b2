"""Re-registration: announced, filled in by clerk, member or workbook, compared with the file, taken over field by field, closed."""

import json

from django.utils.translation import gettext as _

from taizhang.kernel import sealing
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of
from taizhang.members import queries, rules
from taizhang.members.actions.register import checked_number, locked, rewrite
from taizhang.members.models import Confirmation, Reregistration
from taizhang.members.queries import reregistration as reads
from taizhang.members.rules.reregistration import FIELDS, SEALED_FIELDS

State, Source = Confirmation.State, Confirmation.Source


def announce_reregistration(unit, *, by, name, since, until, remark=""):
    """Announce a re-registration of everybody in membership at the unit and below."""
    with act(by, "members.announce_reregistration", unit, on=since) as this:
        require(rules.reregistration.may_announce(since, until, today=day_of(this)))
        campaign = Reregistration(
            unit=unit, name=name.strip()[:120], since=since, until=until, remark=remark.strip()[:200]
        )
        campaign.save()
        this.note(name=campaign.name, unit=unit.name, until=until.isoformat())
    return campaign


def fill_in(campaign, membership, *, by, on, **said):
    """The clerk enters what the member wrote on the form."""
    with act(by, "members.fill_in", membership.unit, on=on) as this:
        confirmation = prepare_confirmation(campaign, membership, this, on=on, source=Source.CLERK, said=said)
        confirmation.save()
        this.record = confirmation
        this.note(name=membership.person.name, campaign=campaign.name)
    return confirmation


def fill_in_myself(campaign, membership, *, on, **said):
    """The member fills in the form behind the own link."""
    with act(SYSTEM, "members.fill_in_myself", membership.unit, on=on) as this:
        confirmation = prepare_confirmation(campaign, membership, this, on=on, source=Source.SELF, said=said)
        confirmation.save()
        this.record = confirmation
        this.note(name=membership.person.name, campaign=campaign.name)
    return confirmation


def prepare_confirmation(campaign, membership, this, *, on, source, said):
    """The form of a member, new or written over while it was not checked; not saved yet."""
    on_file = reads.confirmation_of(campaign, membership.person)
    require(rules.reregistration.may_fill(campaign, membership, on=on, on_file=on_file))
    require(rules.admission.may_stand_on(on, today=day_of(this)))
    form = _worded(membership, said)
    found = on_file or Confirmation(reregistration=campaign)
    found.unit, found.membership, found.person = membership.unit, membership, membership.person
    found.form = json.dumps(form, ensure_ascii=False, sort_keys=True)
    found.source, found.filled_on = source, on
    return found


def _worded(membership, said):
    """What the form says, column by column, as text; numbers in their one spelling and checked."""
    form = {field: reads.as_text(field, said.get(field)).strip()[:500] for field in FIELDS}
    if form["id_number"]:
        form["id_number"] = checked_number(form["id_number"], membership.person.id_kind)
    form["phone"] = sealing.normalised(form["phone"])
    return {field: text for field, text in form.items() if text}


def check_confirmation(confirmation, *, by, on, take=()):
    """Compare the form with the file: the columns in `take` are taken over, one by one as chosen; the others stay as they were."""
    with act(by, "members.check_confirmation", confirmation, on=on) as this:
        found = Confirmation.objects.select_for_update(of=("self",)).get(pk=confirmation.pk)
        require(rules.reregistration.may_check(found, on=on, today=day_of(this)))
        differing = {field: text for field, _known, text in reads.differences(found)}
        unknown = [field for field in take if field not in differing]
        if unknown:
            raise Refused(_("The file has changed in the meantime; look at the differences again."))
        membership = locked(found.membership)
        if take:
            rewrite(membership, this, {field: reads.as_value(field, differing[field]) for field in take})
        found.state, found.checked_on = State.CHECKED, on
        found.taken, found.left = sorted(take), sorted(field for field in differing if field not in take)
        found.unit = membership.unit
        found.save()
        this.record = found
        this.note(name=membership.person.name, changed=found.taken)
    return found


def check_all(campaign, *, by, on, unit):
    """Check every form of the unit and below that says nothing else than the file. → how many"""
    with act(by, "members.check_all", unit, on=on) as this:
        done = 0
        waiting = Confirmation.objects.standing().below(unit).filter(reregistration=campaign, state=State.FILLED)
        for one in waiting.select_related("reregistration", "membership__person"):
            if one.filled_on > on or reads.differences(one):
                continue
            require(rules.reregistration.may_check(one, on=on, today=day_of(this)))
            one.state, one.checked_on = State.CHECKED, on
            one.save()
            done += 1
        this.record = None
        this.note(people=done, campaign=campaign.name)
    return done


def close_reregistration(campaign, *, by, on):
    """Close the campaign; how many stood on the roster is kept beside it."""
    with act(by, "members.close_reregistration", campaign, on=on) as this:
        found = Reregistration.objects.select_for_update(of=("self",)).select_related("unit").get(pk=campaign.pk)
        require(rules.reregistration.may_close(found, on=on, unchecked=reads.unchecked(found)))
        found.closed_on = on
        found.roster = queries.standing_at(found.unit).count()
        found.save()
        this.note(name=found.name, roster=found.roster)
    return found


__all__ = [
    "SEALED_FIELDS", "announce_reregistration", "check_all", "check_confirmation", "close_reregistration", "fill_in",
    "fill_in_myself", "prepare_confirmation",
]  # fmt: skip
