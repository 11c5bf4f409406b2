"""Blood drives and school places."""

from django.utils.translation import gettext as _

from taizhang.kernel import rulebook
from taizhang.kernel.acts import act
from taizhang.kernel.steps import needs_standing
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, named, words
from taizhang.welfare.models import BloodDrive, Placement, Volunteer
from taizhang.welfare.queries import services as queries
from taizhang.welfare.rules import services as rules


def call_donors(unit, *, by, on, quota=None, asked_by="", station=""):
    """Call for blood donors, with the quota from above (义务献血)."""
    with act(by, "welfare.call_donors", unit, on=on) as this:
        drive = BloodDrive(
            unit=unit, on=on, quota=quota or None, asked_by=words(asked_by, 80), station=words(station, 80)
        )
        drive.save()
        this.record = drive
        this.note(title=drive.title())
    return afresh(drive)


def volunteer(drive, *, by, people):
    """These came forward; who stands on the list already is passed over. → how many are new"""
    with act(by, "welfare.volunteer", drive) as this:
        drive = BloodDrive.objects.get(pk=drive.pk)
        require(needs_standing(drive))
        ages = [rulebook.find(f"welfare.blood_age_{end}", drive.unit, drive.on) for end in ("from", "to")]
        known = set(drive.volunteers.values_list("person_id", "name"))
        new = 0
        for one in map(named, people):
            person = one["person"]
            age = person.age_on(drive.on) if person else None
            require(rules.may_volunteer(one["name"], age, first=ages[0], last=ages[1]))
            if ((person.pk if person else None), one["name"]) not in known:
                Volunteer(drive=drive, **one).save()
                new += 1
        if not new:
            raise Refused(_("Nobody new is named."))
        this.note(title=drive.title(), people=new)
    return new


def move_volunteers(drive, *, by, volunteers, state, millilitres=None):
    """Write down who was selected, who gave blood, who did not."""
    with act(by, "welfare.move_volunteers", drive, on=drive.on) as this:
        drive = BloodDrive.objects.get(pk=drive.pk)
        require(needs_standing(drive))
        require(rules.may_move(state, drive.on, today=day_of(this)))
        chosen = list(drive.volunteers.filter(pk__in=[one.pk for one in volunteers]))
        if not chosen:
            raise Refused(_("Choose at least one person."))
        for one in chosen:
            one.state, one.drive = state, drive
            one.millilitres = millilitres if state == Volunteer.State.DONATED else None
            one.save()
        renew_streaks(drive.unit)
        this.note(title=drive.title(), people=len(chosen), state=str(state))
    return drive


def renew_streaks(unit):
    """Every drive of the union says anew how many years in a row it closes. Inside an act."""
    years = queries.years_with_donors(unit)
    for drive in BloodDrive.objects.standing().filter(unit=unit):
        streak = rules.compute_streak(years, drive.on.year)
        if streak != drive.streak:
            drive.streak = streak
            drive.save()


def ask_placement(unit, *, by, who, child, wanted, asked_on, now_at=""):
    """A parent asks for help with a school place; the child's name is sealed (PIPL, article 31)."""
    with act(by, "welfare.ask_placement", unit, on=asked_on) as this:
        require(rules.may_ask(asked_on, wanted, today=day_of(this)))
        made = Placement(
            unit=unit,
            child=words(child, 60),
            wanted=words(wanted, 80),
            now_at=words(now_at, 80),
            asked_on=asked_on,
            **named(who),
        )
        made.save()
        this.record = made
        this.note(name=made.name)
    return made


def answer_placement(placement, *, by, to, on, result=""):
    """A step on the way to a school place: negotiated, placed, or not."""
    with act(by, "welfare.answer_placement", placement, on=on) as this:
        placement = Placement.objects.get(pk=placement.pk)
        require(rules.may_step(placement, to, on, today=day_of(this)))
        placement.history = [*placement.history, [on.isoformat(), str(to), words(result, 120)]]
        placement.state = to
        if to in (Placement.State.PLACED, Placement.State.FAILED):
            placement.ended_on, placement.result = on, words(result, 120)
        placement.save()
        this.note(name=placement.name, state=str(to))
    return placement
