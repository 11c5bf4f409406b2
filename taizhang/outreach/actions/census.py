"""The writers of the census: launched, surveyors trained, firms given out, verified on site, corrected, turned into tasks."""

from django.utils.translation import gettext as _

from taizhang.kernel import calendar, rulebook
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Allowed, Refused, require
from taizhang.kernel.writing import afresh, day_of, words
from taizhang.organisation import actions as organisation
from taizhang.outreach import rules
from taizhang.outreach.actions import establishments
from taizhang.outreach.actions.parts import locked
from taizhang.outreach.models import Census, Establishment, Listing, Surveyor
from taizhang.outreach.queries import firms
from taizhang.outreach.rules import census as way

WINDOW = "outreach.census_days"
State = Listing.State


def launch(unit, *, by, on, name, led_by="", last=None):
    """A census begins on a day and has its window of days (rulebook: a hundred)."""
    with act(by, "outreach.launch", unit, on=on) as this:
        require(rules.needs_words(name, _("Write the name of the census.")))
        days = int(rulebook.rule(WINDOW, unit, on).value)
        last = last or calendar.natural_days_after(on, days - 1, rest=False)  # the first day is one of the hundred
        require(rules.not_before(on, last, _("first day")))
        census = Census(unit=unit, name=words(name, 80), first=on, last=last, led_by=words(led_by, 120))
        if Census.objects.standing().filter(unit=unit, name=census.name, closed_on=None).exists():
            raise Refused(_("There is a census of this name already."))
        census.save()
        this.note(title=census.name)
    return census


def extend(census, *, by, last, why):
    """The window becomes longer, with the reason."""
    with act(by, "outreach.extend", census) as this:
        census = locked(census)
        require(way.may_extend(census, last, why))
        census.last = last
        census.save()
        this.note(title=census.name, why=words(why, 200))
    return afresh(census)


def close_census(census, *, by, on):
    """The census is over; what was not verified stays as it is."""
    with act(by, "outreach.close_census", census, on=on) as this:
        census = locked(census)
        require(way.may_work(census))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.not_before(census.first, on, _("first day")))
        census.closed_on = on
        census.save()
        this.note(title=census.name)
    return afresh(census)


def add_surveyors(census, *, by, people):
    """Who goes to the firms: [{name, user, agency}]."""
    with act(by, "outreach.add_surveyors", census) as this:
        census = locked(census)
        require(way.may_work(census))
        known = set(census.surveyors.values_list("name", flat=True))
        for one in people:
            name = words(one["name"], 60)
            if name in known:
                raise Refused(_("%s is a surveyor of this census already.") % name)
            known.add(name)
            Surveyor(census=census, name=name, user=one.get("user"), agency=words(one.get("agency"), 60)).save()
        this.note(title=census.name, people=len(people))
    return afresh(census)


def train(census, *, by, on, surveyors):
    """These surveyors were trained on a day: before the first visit (OM-05)."""
    with act(by, "outreach.train", census, on=on) as this:
        census = locked(census)
        require(way.may_work(census))
        require(way.may_train(census, on))
        require(rules.may_happen_on(on, today=day_of(this)))
        if not surveyors:
            raise Refused(_("Choose who was trained."))
        for one in Surveyor.objects.filter(census=census, pk__in=[one.pk for one in surveyors]):
            one.census, one.trained_on = census, on
            one.save()
        this.note(title=census.name, people=len(surveyors))
    return afresh(census)


def give_out(census, *, by, surveyor, listings):
    """Firms are given to a surveyor; what was verified already stays with whoever did it. → how many"""
    with act(by, "outreach.give_out", census) as this:
        census = locked(census)
        require(way.may_work(census))
        if surveyor.census_id != census.pk:
            raise Refused(_("This surveyor belongs to another census."))
        waiting = Listing.objects.standing().filter(census=census, pk__in=[one.pk for one in listings])
        keys = list(waiting.exclude(state__in=Listing.DONE).values_list("pk", flat=True))
        if not keys:
            raise Refused(_("Choose at least one firm that was not verified yet."))
        this.change_all(Listing, keys, surveyor_id=surveyor.pk, state=State.ASSIGNED)
        this.record = census
        this.note(title=census.name, name=surveyor.name, firms=len(keys))
    return len(keys)


def verify(listing, *, by, on, found, staff=None, union="", bargaining="", name="", address="", remark=""):
    """Somebody stood before the door: the firm exists, has closed, moved, or cannot be found; so many staff, this union."""
    with act(by, "outreach.verify", listing, on=on, entitled=_surveyors_own(listing, by)) as this:
        listing = locked(listing)
        require(rules.needs_standing(listing))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(way.may_verify(listing, on))
        name, address = words(name or listing.name, 120), words(address or listing.address, 200)
        require(way.may_find(found, staff=staff, union=union, firm_name=name))
        exists = found == Listing.Found.EXISTS
        listing.found, listing.verified_on, listing.state = found, on, State.VERIFIED
        listing.staff, listing.union = (staff, union) if exists else (None, "")
        listing.bargaining, listing.remark = bargaining if exists else "", words(remark, 200)
        listing.corrections = way.differing(listing, name=name, address=address, staff=staff, union=union, found=found)
        listing.save()
        this.note(title=listing.name, found=str(listing.get_found_display()))
    return listing


def _surveyors_own(listing, by):
    """The surveyor who was given the firm verifies it, whatever post he holds; everybody else needs the right."""
    given = listing.surveyor is not None and listing.surveyor.user_id is not None
    return Allowed if given and listing.surveyor.user_id == by.pk else None


def correct(listing, *, by, on):
    """What the database had wrong is put right: on this line, and in the tree where the firm stands in it."""
    with act(by, "outreach.correct", listing, on=on) as this:
        listing = locked(listing)
        require(rules.needs_standing(listing))
        require(way.may_correct(listing))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.not_before(listing.verified_on, on, _("verified on")))
        for field, (_before, now) in listing.corrections.items():
            if field in ("name", "address"):
                setattr(listing, field, now)
        if listing.firm is not None:
            _correct_tree(listing, by)
        listing.corrected_on, listing.state = on, State.CORRECTED
        listing.save()
        this.note(title=listing.name, corrections=len(listing.corrections))
    return listing


def _correct_tree(listing, by):
    """The staff found on site is a headcount of the firm; its address is put right. A firm that closed is dissolved under Organisation."""
    profile = firms.profile_of(listing.firm)
    if profile is None or not profile.is_open:
        return
    if "staff" in listing.corrections:
        organisation.record_headcount(
            profile, by=by, on=listing.verified_on, staff=listing.staff, source=words(listing.census.name, 100)
        )
    if "address" in listing.corrections:
        organisation.amend(profile, by=by, why=listing.census.name, address=listing.address)


def begin_task(listing, *, by, on, officer=""):
    """One click: a firm that exists and has no union becomes a task of establishment, in the tree if it was not there."""
    with act(by, "outreach.begin_task", listing, on=on) as this:
        listing = locked(listing)
        require(rules.needs_standing(listing))
        require(way.may_begin_task(listing, firms.least_staff(listing.unit, on)))
        more = {"by": by, "on": on, "officer": officer, "source": Establishment.Source.CENSUS, "staff": listing.staff}
        if listing.firm is None:
            task = establishments.begin_new(
                listing.unit, name=_corrected(listing, "name"), address=_corrected(listing, "address"),
                ownership=listing.ownership, **more,
            )  # fmt: skip
            listing.firm = task.unit
        else:
            task = establishments.begin(listing.firm, **more)
        listing.establishment, listing.state = task, State.TASK
        if listing.corrections and listing.corrected_on is None:
            listing.corrected_on = on
        listing.save()
        this.note(title=listing.name)
    return task


def _corrected(listing, field):
    return listing.corrections.get(field, ["", getattr(listing, field)])[1]
