"""The only ways to change a hardship file."""

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.aid import queries, rules
from taizhang.aid.models import Assessment, Consent, FamilyMember, Household
from taizhang.aid.models.households import HEAD
from taizhang.intake import identity
from taizhang.kernel import calendar, evidence, rulebook, sealing
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of
from taizhang.members.models import Person

Status = Household.Status
DETAILS = (
    "staff_no", "work_status", "work_since", "model_worker", "marital", "industry", "employer_nature", "employer_state", "division",
    "address", "postcode", "housing", "housing_area", "insurance", "single_parent", "no_one_employed", "can_help_self", "remark",
)  # fmt: skip
MEMBER_DETAILS = (
    "sex", "birth_on", "political", "health", "disability", "insurance", "monthly_income", "occupation", "workplace", "study_level",
    "study_year",
)  # fmt: skip


def locked(household):
    """The file as it stands now, under the act's lock."""
    return Household.objects.select_related("head", "unit").get(pk=household.pk)


# --- opening ----------------------------------------------------------------------------------------------------------------------


def open_file(
    unit,
    *,
    by,
    on,
    name,
    main_cause,
    further_causes=(),
    circumstances="",
    id_number="",
    phone="",
    person=None,
    stranger=False,
    family=(),
    **details,
):
    """Enter a household that was surveyed: the head from the register of members or new, the causes, the family (one household, one file)."""
    with act(by, "aid.open_file", unit, on=on) as this:
        require(rules.households.may_happen(on, today=day_of(this)))
        _require_causes(unit, on, main_cause, further_causes)
        head = person or _head(unit, name, id_number, phone, details, stranger=stranger)
        household = Household(
            unit=unit, head=head, main_cause=main_cause, further_causes=list(further_causes), opened_on=on
        )
        household.circumstances = circumstances.strip()
        _require_free(head.id_index, head if head.pk else None, by=by)
        _fill(household, DETAILS, details)
        head.save()
        household.save()
        this.record = household
        own = {field: details.get(field) for field in ("health", "disability", "monthly_income", "political")}
        _enter(household, by=by, relation=HEAD, name=head.name, person=head, **own)
        for member in family:
            _enter(household, by=by, **member)
        this.note(name=head.name)
    return household


def _require_causes(unit, on, main, further):
    most = rulebook.rule("aid.causes.max", unit, on)
    require(rules.households.may_give_causes(main, list(further), int(most.value)))


def _head(unit, name, id_number, phone, details, *, stranger):
    """The person who heads the household: known by number, else by name on the union's register, else (`stranger`) a new one."""
    number = plain_number(id_number)
    require(rules.households.may_name(name))
    known = queries.households.person_of(number)
    if known and known.name != name.strip():
        raise Refused(
            _("This identity number is on file for %s. Compare name and number with the card.")
            % sealing.mask_name(known.name)
        )
    person = known or (None if stranger else _member_named(unit, name, number)) or Person(name=name.strip())
    if number and not person.id_index:
        person.give_id(number)
        person.birth_on, person.sex = identity.birth_date(number), identity.sex_of(number)
    if phone:
        person.give_phone(sealing.normalised(phone))
    for field in ("sex", "birth_on", "ethnic", "political", "household"):
        if details.get(field) and not getattr(person, field):
            setattr(person, field, details[field])
    return person


def _member_named(unit, name, number):
    """The one member here and below with this name (whose number, if one is given, is not on file yet); nobody for none."""
    found = queries.households.members_named(unit, name, without_number=bool(number))
    if len(found) > 1:
        raise Refused(
            _("Several members here are called %s. Enter the identity number that the register has.") % name.strip()
        )
    return found[0] if found else None


def plain_number(text):
    """The identity number in its one spelling; a wrong one is refused."""
    number = sealing.normalised(text)
    if len(number) == 15 and number.isdigit():
        number = identity.extend(number)
    require(rules.households.may_carry_number(number))
    return number


def _require_free(index, person, *, by, but=None):
    """Nobody belongs to two households on file. The other file is named only to those who may see it."""
    other = queries.households.file_of(index, person, but=but)
    if other is None:
        return
    seen = queries.households.is_visible(other, by) if by.pk else True
    where = other.unit.name if seen else _("at a union that you may not see; ask the upper union")
    require(rules.households.may_belong(where))


def _fill(record, fields, details):
    """Write the fields that were given; texts are trimmed and refused when too long."""
    for name in fields:
        if name not in details or (details[name] is None and not record._meta.get_field(name).null):
            continue
        value = details[name]
        if isinstance(value, str):
            value, limit = value.strip(), record._meta.get_field(name).max_length
            value = rules.households.stage_of(value) if name == "study_level" else value
            if limit and len(value) > limit:
                label = record._meta.get_field(name).verbose_name
                raise Refused(_("%(field)s: %(limit)d characters at most.") % {"field": label, "limit": limit})
        setattr(record, name, value)


def _enter(household, *, by, relation, name, id_number="", person=None, **details):
    """A new row of the family table."""
    require(rules.households.may_name(name))
    number = plain_number(id_number)
    member = FamilyMember(household=household, relation=relation.strip()[:20], name=name.strip())
    _number_of(member, number, person)
    _require_free(member.id_index, member.person, by=by, but=household if relation == HEAD else None)
    _fill(member, MEMBER_DETAILS, details)
    _save(member)
    return member


def _number_of(member, number, person=None):
    """Tie a row of the family table to its number and, where the register knows it, to the person."""
    member.person = person or queries.households.person_of(number)
    if person is not None:
        member.sex, member.birth_on, member.id_index = person.sex, person.birth_on, person.id_index
        member.id_number = person.id_number.reveal()
    elif number:
        member.id_number, member.id_index = number, queries.households.members.id_index(number)
        member.birth_on, member.sex = identity.birth_date(number), identity.sex_of(number)


def _save(record):
    """Save; what only the database can see (two clerks at once) is refused with its sentence too."""
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError:
        raise Refused(_("This person belongs to another household on file.")) from None


# --- the file and its family ---------------------------------------------------------------------------------------------------


def correct_file(household, *, by, why, main_cause=None, further_causes=None, circumstances=None, **details):
    """Put right or bring up to date what the form says about the head, the home and the causes."""
    with act(by, "aid.correct_file", household) as this:
        household = locked(household)
        require(rules.households.may_change(household))
        main = household.main_cause if main_cause is None else main_cause
        further = household.further_causes if further_causes is None else list(further_causes)
        _require_causes(household.unit, day_of(this), main, further)
        household.main_cause, household.further_causes = main, further
        if circumstances:
            household.circumstances = circumstances.strip()
        _fill(household, DETAILS, {name: value for name, value in details.items() if name != "address" or value})
        household.save()
        this.note(name=household.head.name, why=why)
    return household


def keep_family(household, *, by, on, relation, name, member=None, id_number="", **details):
    """Enter somebody into the family table, or change the row. An empty sealed field leaves what is on file."""
    with act(by, "aid.keep_family", household, on=on) as this:
        household = locked(household)
        require(rules.households.may_change(household))
        require(rules.households.may_happen(on, today=day_of(this)))
        if relation.strip() == HEAD and (member is None or not member.is_head):
            raise Refused(_("The household has its head; enter the relation to the head."))
        if member is None:
            member = _enter(household, by=by, relation=relation, name=name, id_number=id_number, **details)
        else:
            _change_member(household, member, by, relation, name, id_number, details)
        this.note(name=household.head.name, member=member.name)
    return household


def _change_member(household, member, by, relation, name, id_number, details):
    member = household.family.get(pk=member.pk)
    if not member.is_head:
        require(rules.households.may_name(name))
        member.relation, member.name = relation.strip()[:20], name.strip()
        if id_number:
            _number_of(member, plain_number(id_number))
            _require_free(member.id_index, member.person, by=by, but=household)
    sealed = ("health", "disability")
    _fill(member, MEMBER_DETAILS, {field: value for field, value in details.items() if value or field not in sealed})
    _save(member)


def leave_family(household, member, *, by, on, why):
    """Somebody leaves the household: died, married out, a household of the own. The row stays on file."""
    with act(by, "aid.keep_family", household, on=on) as this:
        household = locked(household)
        require(rules.households.may_change(household))
        require(rules.households.may_happen(on, today=day_of(this)))
        member = household.family.get(pk=member.pk)
        if member.is_head:
            raise Refused(
                _("The head does not leave the family table: remove the file, and open one for the new head.")
            )
        if member.left_on:
            raise Refused(_("This person has left the household already."))
        member.left_on, member.counts = on, False
        member.save()
        this.note(name=household.head.name, member=member.name, why=why)
    return household


# --- means -----------------------------------------------------------------------------------------------------------------------


def assess(household, *, by, on, occasion=Assessment.Occasion.FIRST, sudden=False, bars=(), checked_with="", **amounts):
    """Reckon the means of the twelve months before `on`: the category follows from the rulebook and is typed in by nobody.

    For a file that stands this is also the check: its validity begins anew, and another category is a conversion.
    """
    with act(by, "aid.assess", household, on=on) as this:
        household = locked(household)
        require(rules.households.may_change(household))
        made = reckoned(household, on, amounts, sudden=sudden, bars=list(bars), at=this.at)
        made.occasion, made.checked_with = occasion, checked_with.strip()[:200]
        last = queries.households.latest(household)
        require(rules.households.may_happen(on, today=day_of(this), not_before=last.on if last else None))
        made.save()
        adopt(household, made, on)
        household.save()
        this.note(name=household.head.name, category=made.category or _("not in hardship"), per_head=str(made.per_head))
    return made


def reckoned(household, on, amounts, *, sudden, bars, at, members=None):
    """An unsaved reckoning with the rules that bind the union on that day."""
    unit = household.unit
    members = len(queries.households.family(household)) if members is None else members
    filled = {name: Decimal(amounts.get(name) or 0) for name in (*Assessment.INCOME, *Assessment.SPENDING)}
    line = queries.households.line(unit, on)
    today = timezone.localtime(at).date()
    require(rules.means.may_reckon(on=on, members=members, amounts=filled, line=line, today=today))
    months = int(rulebook.rule("aid.income_months", unit, on).value)
    scheme = str(rulebook.rule("aid.scheme", unit, on).value)
    made = Assessment(
        household=household, on=on, since=rules.means.first_day(on, months), months=months, members=members, sudden=sudden, bars=bars,
        line=line.value, line_place=line.place or _("nationwide"), line_since=line.valid_from, line_source=line.citation()[:260],
        scheme=scheme, made_at=at, **filled,
    )  # fmt: skip
    found = rules.means.reckon(
        income=made.income, spending=made.spending, members=members, months=months, line=Decimal(line.value), scheme=scheme,
        limits=queries.households.limits(unit, on), sudden=sudden, bars=bars,
    )  # fmt: skip
    made.per_head, made.category, made.multiple = found.per_head, found.category, found.multiple
    return made


def adopt(household, made, on):
    """Take a reckoning over into the file: the check's day, the new validity, and the category with its history."""
    household.checked_on = on
    if household.status == Status.FILED:
        household.valid_until = _valid_until(household, on)
        if made.category != household.category:
            household.move_to(household.status, on, category=made.category, why=str(made.get_occasion_display()))
    else:
        household.category = made.category


def _valid_until(household, on):
    months = rulebook.rule("aid.review_months", household.unit, on)
    return calendar.deadline_by_rule(on, months).counted


# --- states ------------------------------------------------------------------------------------------------------------------------


def verify_household(household, *, by, on, visitors="", why=""):
    """The household was visited at home and what it says compared with its papers (入户调查)."""
    with act(by, "aid.verify_household", household, on=on) as this:
        household = locked(household)
        require(rules.households.may_verify(household))
        require(rules.households.may_happen(on, today=day_of(this), not_before=household.opened_on))
        household.move_to(Status.VERIFIED, on, why=" · ".join(filter(None, (visitors.strip(), why.strip())))[:200])
        household.save()
        this.note(name=household.head.name, visitors=visitors)
    return household


def file_household(household, *, by, on):
    """Take the verified household into the files: it gets its number by union and year, and is valid until the next check."""
    with act(by, "aid.file_household", household, on=on) as this:
        household = locked(household)
        last, lacking = queries.households.latest(household), evidence.missing(household)
        consents = queries.households.consents(household)
        require(rules.households.may_file(household, consents=consents, assessment=last, lacking=lacking, on=on))
        last_change = household.changes()[-1][0] if household.history else household.opened_on
        require(rules.households.may_happen(on, today=day_of(this), not_before=max(last_change, last.on)))
        number(household, on)
        household.move_to(Status.FILED, on, category=last.category)
        household.valid_until = _valid_until(household, last.on)
        household.save()
        this.note(name=household.head.name, number=household.number, category=household.category)
    return household


def number(household, on):
    """Give the file its number."""
    household.year, household.serial, household.filed_on = (
        on.year,
        queries.households.next_serial(household.unit, on.year),
        on,
    )


def decline_household(household, *, by, on, why):
    """A household that does not qualify is turned down, with the reason."""
    with act(by, "aid.decline_household", household, on=on) as this:
        household = locked(household)
        require(rules.households.may_decline(household))
        require(rules.households.may_happen(on, today=day_of(this), not_before=household.opened_on))
        household.move_to(Status.DECLINED, on, why=why.strip()[:200])
        _release_family(household)
        household.save()
        this.note(name=household.head.name, why=why)
    return household


def remove_household(household, *, by, on, reason, why=""):
    """The household leaves the files with a reason: out of hardship, moved, died, own wish … (脱困、注销)."""
    with act(by, "aid.remove_household", household, on=on) as this:
        household = locked(household)
        require(rules.households.may_remove(household, reason))
        require(rules.households.may_happen(on, today=day_of(this), not_before=household.changes()[-1][0]))
        household.removed_on, household.removed_for = on, reason
        household.move_to(Status.REMOVED, on, why=why.strip()[:200])
        _release_family(household)
        household.save()
        this.note(name=household.head.name, reason=str(Household.Exit(reason).label), why=why)
    return household


def _release_family(household):
    """The persons are free for another household."""
    for member in household.family.filter(counts=True):
        member.counts = False
        member.save()


def withdraw_file(household, *, by, why):
    """Take back a file that was entered by mistake: it never was. Its figures go with it."""
    with act(by, "aid.withdraw_file", household) as this:
        household = locked(household)
        if household.voided_at is not None:
            raise Refused(_("This file was withdrawn as entered by mistake."))
        if household.aided_on:
            raise Refused(_("The household was aided on the strength of this file; remove the file instead."))
        household.voided_at = this.at
        _release_family(household)
        household.save()
        this.note(name=household.head.name, why=why)
    return household


def mark_aided(household, on):
    """Note on the file that the household was aided on a day. Call it inside the act that pays or hands out."""
    household = locked(household)
    if household.status != Status.FILED or on < household.filed_on:
        return household
    household.aided_on = min(filter(None, (household.aided_on, on)))
    household.aided_last_on = max(filter(None, (household.aided_last_on, on)))
    household.save()
    return household


def note_aid(household, *, by, first, last):
    """Note what the ledger knows about aid to this household (visits, mutual aid, entries that name its persons)."""
    with act(by, "aid.note_aid", household, on=last) as this:
        household = locked(household)
        household.aided_on, household.aided_last_on = first, last
        household.save()
        this.note(name=household.head.name)
    return household


# --- consents, papers, looks ---------------------------------------------------------------------------------------------------


def take_consent(household, *, by, on, purpose, given_by, witness=""):
    """A separate consent to one purpose, signed in person (Personal Information Protection Law, articles 14, 23, 25, 29)."""
    with act(by, "aid.take_consent", household, on=on) as this:
        household = locked(household)
        require(rules.households.may_change(household))
        require(rules.households.may_happen(on, today=day_of(this)))
        require(rules.households.may_consent(queries.households.consents(household), purpose))
        require(rules.households.may_name(given_by))
        Consent(
            household=household, purpose=purpose, given_on=on, given_by=given_by.strip(), witness=witness.strip()[:60]
        ).save()
        this.note(name=household.head.name, purpose=str(Consent.Purpose(purpose).label))
    return household


def withdraw_consent(household, consent, *, by, on, why=""):
    """A consent may be withdrawn as easily as it was given (article 15); what was done before stays lawful."""
    with act(by, "aid.withdraw_consent", household, on=on) as this:
        consent = household.consents.get(pk=consent.pk)
        if consent.withdrawn_on:
            raise Refused(_("This consent was withdrawn already."))
        require(rules.households.may_happen(on, today=day_of(this), not_before=consent.given_on))
        consent.withdrawn_on, consent.withdrawn_why = on, why.strip()[:200]
        consent.save()
        this.note(name=household.head.name, purpose=str(consent.get_purpose_display()), why=why)
    return household


def attach_paper(household, file, *, by, kind):
    """Put a paper on file: the form, the identity card, the household book, bills, the signed authorisation."""
    with act(by, "aid.attach_paper", household) as this:
        require(rules.households.may_change(locked(household)))
        found = evidence.attach(household, file, kind, by=by)
        this.note(name=household.head.name)
    return found


def withdraw_paper(household, paper, *, by, why):
    """Take a paper off the file; who, when and why stays."""
    with act(by, "aid.attach_paper", household) as this:
        require(rules.households.may_change(locked(household)))
        evidence.withdraw(paper, by=by, why=why)
        this.note(name=household.head.name, why=why)
    return household


def reveal_file(household, *, by, why):
    """Show the sealed fields in full, once; who looked and why is kept (Personal Information Protection Law, article 51).

    → {"household": {…}, "family": [(member, {…})]} of plain texts.
    """
    with act(by, "aid.reveal_file", household) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see it."))
        this.note(name=household.head.name, why=why.strip())
        return queries.own.plain(household)


def print_file(household, *, by, why):
    """Print the whole file with its sealed fields: the same look, and logged as one."""
    return reveal_file(household, by=by, why=_("printed: %s") % why.strip() if why.strip() else "")


def open_paper(household, paper, *, by, why):
    """Somebody opens a paper of the file: a look like any other."""
    with act(by, "aid.reveal_file", household) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see it."))
        this.note(name=household.head.name, why=f"{paper.kind}: {why.strip()}")


def export_files(unit, households, *, by, why):
    """Hand out files in full: one look at each of them, each in its own log. → the files"""
    with act(by, "aid.export_files", unit) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see it."))
        for household in households:
            reveal_file(household, by=by, why=_("exported: %s") % why.strip())
        this.note(count=len(households), why=why.strip())
    return households


def empty_file(household, *, by, on):
    """Delete the personal data of a closed file after the retention period; its figures stay (articles 19 and 47)."""
    with act(by, "aid.empty_file", household, on=on) as this:
        household = locked(household)
        until = queries.households.kept_until(household)
        require(rules.households.may_empty(household, keep_until=until, today=on))
        for member in household.family.all():
            _blank(member)
        _blank_head(household)
        for field in ("circumstances", "address", "staff_no", "remark", "postcode", "division"):
            setattr(household, field, "")
        for request in household.requests.all():
            request.words = request.answer = ""
            request.asked_by = "—"
            request.save()
        for paper in evidence.of(household):
            evidence.destroy(paper, by=by, why=_("retention period over"))
        household.emptied_at = this.at
        household.save()
        this.note(number=household.number)
    return household


def _blank(member):
    member.name, member.birth_on, member.id_index, member.sex, member.workplace = "—", None, "", "", ""
    member.id_number = member.health = member.disability = ""
    member.monthly_income, member.occupation, member.insurance, member.political = None, "", "", ""
    member.person = None
    member.save()


def _blank_head(household):
    """A head who was never on the register of members is known from this file alone; a member's entry is kept by the register."""
    head = household.head
    others = FamilyMember.objects.filter(person=head).exclude(household=household)
    if queries.households.memberships(household) or others.exists():
        return
    head.name, head.birth_on, head.sex = "—", None, ""
    head.ethnic = head.education = head.political = head.household = ""
    head.give_id("")
    head.give_phone("")
    head.save()
