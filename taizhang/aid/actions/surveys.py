"""The only ways to change a survey round."""

from django.utils.translation import gettext as _

from taizhang.aid import queries, rules
from taizhang.aid.actions import households
from taizhang.aid.models import Finding, SurveyReturn, SurveyRound
from taizhang.kernel import sealing
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of

Status = Finding.Status


def launch_survey(unit, *, by, on, name, due_on, units, asked=""):
    """Launch a round: every union that takes part owes a return by the day."""
    with act(by, "aid.launch_survey", unit, on=on) as this:
        require(rules.surveys.may_launch(name, on, due_on, units))
        require(rules.households.may_happen(on, today=day_of(this)))
        held = SurveyRound(unit=unit, name=name.strip(), launched_on=on, due_on=due_on, asked=asked.strip())
        held.save()
        for place in units:
            if not place.is_in(unit):
                raise Refused(_("%s does not stand below this union.") % place.name)
            SurveyReturn(unit=place, round=held, due_on=due_on).save()
        this.record = held
        this.note(name=held.name, units=len(units))
    return held


def report_finding(owed, *, by, on, name, cause, circumstances="", id_number="", phone=""):
    """Report a person found in need, at the union that found him."""
    with act(by, "aid.report_finding", owed, on=on) as this:
        require(rules.surveys.may_go_on(SurveyRound.objects.get(pk=owed.round_id)))
        require(rules.households.may_happen(on, today=day_of(this), not_before=owed.round.launched_on))
        require(rules.households.may_name(name))
        number = households.plain_number(id_number)
        found = Finding(unit=owed.unit, round=owed.round, name=name.strip(), cause=cause, found_on=on)
        found.circumstances, found.phone = circumstances.strip(), sealing.normalised(phone)
        if number:
            found.id_number, found.id_index = number, queries.surveys.id_index(number)
            found.person = queries.households.person_of(number)
            if queries.surveys.found_already(owed.round, found.id_index):
                raise Refused(_("This person was found in this round already."))
        found.save()
        this.note(name=found.name, round=owed.round.name)
    return found


def send_return(owed, *, by, on, visited=None, remark=""):
    """The union has looked everywhere: its return is in, with or without persons found."""
    with act(by, "aid.send_return", owed, on=on) as this:
        require(rules.surveys.may_go_on(SurveyRound.objects.get(pk=owed.round_id)))
        require(rules.households.may_happen(on, today=day_of(this), not_before=owed.round.launched_on))
        owed = SurveyReturn.objects.select_related("round", "unit").get(pk=owed.pk)
        owed.returned_on, owed.visited, owed.remark = on, visited, remark.strip()[:200]
        owed.save()
        this.note(round=owed.round.name)
    return owed


def verify_finding(found, *, by, on, qualifies, visitors="", reason=""):
    """Somebody looked into it at home: it is so, or it is not, with the reason."""
    with act(by, "aid.verify_finding", found, on=on) as this:
        found = Finding.objects.select_related("round", "unit").get(pk=found.pk)
        require(rules.surveys.may_verify(found))
        require(rules.households.may_happen(on, today=day_of(this), not_before=found.found_on))
        if not qualifies and not reason.strip():
            raise Refused(_("Say why the person does not qualify."))
        found.status = Status.VERIFIED if qualifies else Status.REJECTED
        found.verified_by, found.reason = visitors.strip()[:60], reason.strip()[:200]
        found.verified_on, found.rejected_on = (on, None) if qualifies else (None, on)
        found.save()
        this.note(name=found.name, status=str(found.get_status_display()))
    return found


def file_finding(found, *, by, on):
    """Open the hardship file of a person who was found and verified; the file begins as verified."""
    with act(by, "aid.file_finding", found, on=on) as this:
        found = Finding.objects.select_related("round", "unit").get(pk=found.pk)
        require(rules.surveys.may_file(found))
        household = households.open_file(
            found.unit,
            by=by,
            on=found.found_on,
            name=found.name,
            main_cause=found.cause,
            circumstances=found.circumstances.reveal(),
            id_number=found.id_number.reveal(),
            phone=found.phone.reveal(),
        )
        household = households.verify_household(household, by=by, on=found.verified_on, visitors=found.verified_by)
        found.household, found.status, found.filed_on = household, Status.FILED, on
        found.save()
        this.note(name=found.name)
    return found


def close_survey(held, *, by, on):
    """Close a round when every union has answered and everybody found was looked into."""
    with act(by, "aid.close_survey", held, on=on) as this:
        require(rules.surveys.may_go_on(held))
        require(rules.surveys.may_close(*queries.surveys.open_ends(held)))
        require(rules.households.may_happen(on, today=day_of(this), not_before=held.launched_on))
        held = SurveyRound.objects.get(pk=held.pk)
        held.closed_on = on
        held.save()
        this.note(name=held.name)
    return held


def withdraw_finding(found, *, by, why):
    """Take back a person reported by mistake."""
    with act(by, "aid.report_finding", found) as this:
        found = Finding.objects.select_related("round", "unit").get(pk=found.pk)
        if found.household_id:
            raise Refused(_("A hardship file stands on this finding."))
        found.voided_at = this.at
        found.save()
        this.note(name=found.name, round=found.round.name, why=why)
    return found
