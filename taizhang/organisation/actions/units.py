"""The only ways to change units and their files."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.intake import identity
from taizhang.kernel import context, tree
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Post, Unit
from taizhang.kernel.verdicts import Refused, require
from taizhang.organisation import kinds, queries, rules
from taizhang.organisation.models import Headcount, Profile

LONGEST_NAME = 120


def found(parent, *, by, on, code, name, kind, **details):
    """Put a unit on file below `parent`: a union approved by the level above (Trade Union Law, articles 11 and 12), or an employer
    or community that has no union yet. `on` is the day of the founding; None if nobody knows it."""
    with act(by, "organisation.found", parent, on=on) as this:
        unit, profile = place(parent, on=on, code=code, name=name, kind=kind, **details)
        this.record = profile
        this.note(name=unit.name, code=unit.code, kind=profile.type_words, approval=profile.approval_no)
    return unit


def place(parent, *, on, code, name, kind, today=None, **details):
    """The founding itself, inside an act that is open: form, workbook and reorganisation meet here. → (unit, its file)

    `today`: the day on which it is done, where that is not the act's own (a change of a later day is tried out).
    """
    this = context.open_act()
    chosen = _kind(kind)
    words = "" if str(kind) in (chosen.code, chosen.label) else str(kind).strip()
    _check_place(parent, chosen, code.strip(), name.strip(), on, today=today or _today(this))
    fresh = Unit(code=code.strip(), name=name.strip(), kind=chosen.code, since=on)
    unit = tree.hang(parent, fresh)
    profile = Profile(unit=unit, founded_on=on, kind_words=words[:40], **_clean(details))
    profile.save()
    return unit, profile


def _kind(text):
    chosen = kinds.find(text)
    if chosen is None:
        raise Refused(_("“%s” is no kind of unit that is known here.") % str(text)[:60])
    return chosen


def _check_place(parent, kind, code, name, on, *, today):
    if not name or len(name) > LONGEST_NAME:
        raise Refused(_("A unit has a name of 1 to %d characters.") % LONGEST_NAME)
    require(rules.may_take_code(code, taken=Unit.objects.filter(code=code).exists()))
    require(rules.may_happen_on(on, today=today))
    if parent is None:
        require(rules.may_be_root(kind))
    else:
        require(rules.may_found_below(parent, on=on))
        require(rules.may_stand_below(kinds.of(parent.kind), kind))


def _today(this):
    """The day of the act: its own moment, not the clock's."""
    return timezone.localtime(this.at).date()


def _clean(details):
    """What is written to the file: texts trimmed and never longer than their column."""
    fields = {field.name: field for field in Profile._meta.concrete_fields}
    cleaned = {}
    for name, value in details.items():
        if name not in fields or name in ("id", "unit", "voided_at", "kind_words"):
            raise TypeError(f"the file of a unit has no {name}")
        if isinstance(value, str):
            value = value.strip()
            limit = fields[name].max_length
            if limit and len(value) > limit:
                raise Refused(
                    _("“%(field)s” is too long: %(limit)d characters at most.")
                    % {"field": fields[name].verbose_name, "limit": limit}
                )
        cleaned[name] = value
    return cleaned


def amend(profile, *, by, why="", name=None, kind=None, founded_on=..., **details):
    """Correct the file of a unit. What was wrong from the start is put right from the start; a change of staff is a headcount."""
    with act(by, "organisation.amend", profile) as this:
        profile = _fresh(profile)
        before = _words(profile)
        if founded_on is not ...:
            require(rules.may_happen_on(founded_on, today=_today(this)))
            profile.founded_on = founded_on
        _rename(profile, name, kind)
        for field, value in _clean(details).items():
            setattr(profile, field, value)
        _save_unit(profile)
        profile.save()
        after = _words(profile)
        this.note(
            name=profile.unit.name, why=why, changed=sorted(field for field in after if after[field] != before[field])
        )
    return profile


def _rename(profile, name, kind):
    """A new name keeps the old one on file, so that last year's workbook still finds the unit."""
    unit = profile.unit
    if name and name.strip() != unit.name:
        if len(name.strip()) > LONGEST_NAME:
            raise Refused(_("A unit has a name of 1 to %d characters.") % LONGEST_NAME)
        known = rules.other_spellings(profile)
        if unit.name not in known:
            profile.aliases = "、".join([*known, unit.name])[-300:]
        unit.name = name.strip()
    if kind and kinds.find(kind) != kinds.of(unit.kind):
        chosen, parent = _kind(kind), unit.parent()
        require(rules.may_be_root(chosen) if parent is None else rules.may_stand_below(kinds.of(parent.kind), chosen))
        for child in queries.open_children(unit):
            require(rules.may_stand_below(chosen, kinds.of(child.kind)))
        unit.kind, profile.kind_words = chosen.code, ""


def _save_unit(profile):
    unit = profile.unit
    unit.since, unit.until = profile.founded_on, profile.dissolved_on
    Unit.objects.filter(pk=unit.pk).update(name=unit.name, kind=unit.kind, since=unit.since, until=unit.until)


def _words(profile):
    fields = [
        field for field in profile._meta.concrete_fields if field.name not in ("id", "unit", "voided_at", "batch")
    ]
    return {field.name: getattr(profile, field.attname) for field in fields} | {
        "name": profile.unit.name,
        "kind": profile.unit.kind,
    }


def _fresh(profile):
    """The file as it stands now, under the act's lock, with nothing remembered from before."""
    return Profile.objects.select_related("unit").get(pk=profile.pk)


def unionise(profile, *, by, on, kind, name=None, approval_no="", **details):
    """An employer or a community founds its union: up to that day it counts as one without (Trade Union Law, articles 11 and 12)."""
    with act(by, "organisation.unionise", profile, on=on) as this:
        profile = _fresh(profile)
        new = _kind(kind)
        require(rules.may_unionise(kinds.of(profile.unit.kind), new))
        require(rules.may_happen_on(on, today=_today(this)))
        profile.was_kind, profile.founded_on, profile.approval_no = profile.unit.kind, on, approval_no.strip()[:60]
        profile.covered_by = None
        _rename(profile, name, new.code)
        for field, value in _clean(details).items():
            setattr(profile, field, value)
        _save_unit(profile)
        profile.save()
        this.note(name=profile.unit.name, kind=new.label, approval=profile.approval_no)
    return profile


def record_headcount(profile, *, by, on, staff, source=""):
    """So many staff from this day on; what was counted before keeps its time. A second count for one day corrects the first."""
    with act(by, "organisation.record_headcount", profile, on=on) as this:
        profile = _fresh(profile)
        require(rules.may_happen_on(on, today=_today(this)))
        require(rules.may_record_staff(profile, on=on))
        row = Headcount.objects.standing().filter(profile=profile, on=on).first() or Headcount(
            unit=profile.unit, profile=profile, on=on
        )
        row.staff, row.source = staff, source.strip()[:100]
        row.save()
        this.touch(profile)
        this.record = profile
        this.note(name=profile.unit.name, staff=staff, source=row.source)
    return row


def register_legal_person(profile, *, by, on, credit_code, legal_person_no=""):
    """The union became a legal person on this day and has a unified social credit code (Trade Union Law, article 15)."""
    with act(by, "organisation.register_legal_person", profile, on=on) as this:
        profile = _fresh(profile)
        require(rules.may_register(profile, is_union=kinds.of(profile.unit.kind).is_union))
        require(rules.may_happen_on(on, today=_today(this)))
        code = credit_code.strip().upper()
        if not identity.is_credit_code(code):
            raise Refused(
                _("“%s” is no unified social credit code: 18 places, the last one is a check character.") % code[:30]
            )
        profile.legal_person_on, profile.credit_code, profile.legal_person_no = on, code, legal_person_no.strip()[:60]
        profile.save()
        this.note(name=profile.unit.name, credit_code=code)
    return profile


def dissolve(profile, *, by, on, why):
    """The unit ends on this day; its history stays. Members are moved or keep their membership first (Trade Union Law, article 13)."""
    with act(by, "organisation.dissolve", profile, on=on) as this:
        profile = _fresh(profile)
        unit = profile.unit
        require(rules.may_happen_on(on, today=_today(this)))
        if profile.founded_on and on < profile.founded_on:
            raise Refused(_("It was founded on %s; it cannot end before.") % date_format(profile.founded_on))
        children = queries.open_children(unit).count()
        require(
            rules.may_dissolve(already=not profile.is_open, open_children=children, members=queries.members_at(unit))
        )
        profile.dissolved_on, profile.dissolved_why = on, why.strip()[:200]
        _save_unit(profile)
        profile.save()
        Post.objects.in_force(on).filter(unit=unit, since__lte=on).update(until=on)
        this.note(name=unit.name, why=why)
    return profile


def withdraw(profile, *, by, why):
    """Take back a unit that was entered by mistake and where nothing was done yet. Its code becomes free again."""
    with act(by, "organisation.withdraw", profile) as this:
        take_back(_fresh(profile), at=this.at)
        this.note(name=profile.unit.name, code=profile.unit.code, why=why)


def forget(unit):
    """What the house itself wrote about a unit that never was goes with it."""
    for follower in registry.followers().values():
        if follower.forget is not None:
            follower.forget(unit)


def voided_in(this):
    """{(type, key)} of the records that the open act has voided."""
    return {key for key, record in this.touched.items() if getattr(record, "voided_at", None)}


def take_back(profile, *, at):
    """The withdrawal itself, inside an act that is open: for the undoing of an import or a reorganisation. Children go before parents."""
    this = context.open_act()
    unit = Unit.objects.get(pk=profile.unit_id)
    open_children = queries.open_children(unit).count()
    forget(unit)
    voided = voided_in(this)
    others = queries.has_other_records(unit, besides=voided)
    require(rules.may_withdraw(open_children=open_children, other_records=others))
    for row in profile.headcounts.filter(voided_at=None):
        row.voided_at = at
        row.save()
    profile.voided_at = at
    profile.save()
    today = _today(this)
    Post.objects.in_force(today).filter(unit=unit).update(until=today)
    # The row stays because the audit log points at it; the code is released for the right unit.
    Unit.objects.filter(pk=unit.pk).update(code=f"{unit.code[:30]}~{unit.pk}", until=today)
