"""Applications: made, sent up, decided by the levels; pairs of donor and pupil."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.aid import queries, rules
from taizhang.aid.models import Application, Pair
from taizhang.aid.models.applications import student_key
from taizhang.kernel import approvals, evidence, sealing
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Denied, Refused, require

State = Application.State


def apply(
    programme, *, by, on, person, unit, household=None, category="", student="", student_number="", stage="", school="", need="",
    amount=None, remark="",
):  # fmt: skip
    """Take in an application of a person (or of a parent for a child) in a programme (DOMAIN A10: apply, check, decide)."""
    with act(by, "aid.apply", unit, on=on) as this:
        application = draft(
            programme, unit, person, on, today=timezone.localdate(this.at), household=household, category=category,
            student=student, student_number=student_number, stage=stage, school=school, amount=amount,
        )  # fmt: skip
        application.need, application.remark = need.strip(), remark.strip()[:200]
        application.save()
        this.record = application
        this.note(name=person.name, programme=programme.name, amount=str(application.amount))
    return application


def draft(programme, unit, person, on, *, today, household=None, **said):
    """The application as it would be, not saved; refused like the real one (a preview asks the same)."""
    require(rules.programmes.may_apply(programme, on, today))
    if household is None:
        household = queries.programmes.households_of([person.pk], on).get(person.pk)
    application = _application(programme, unit, person, on, household, **said)
    _require_first(application)
    return application


def _application(
    programme,
    unit,
    person,
    on,
    household,
    *,
    category="",
    student="",
    student_number="",
    stage="",
    school="",
    amount=None,
):
    category = category or (household.category if household else "")
    given, verdict = rules.programmes.amount_for(programme, category=category, stage=stage, asked=amount)
    require(verdict)
    require(rules.programmes.within_ceiling(given, queries.programmes.ceiling_of(programme, on)))
    if programme.for_students and not student.strip():
        raise Refused(_("Name the child for whom the aid is."))
    number = sealing.normalised(student_number)
    beneficiary = student_key(student.strip(), number, person) if programme.for_students else person.subject
    application = Application(
        unit=unit, programme=programme, person=person, on=on, household=household, category=category, stage=stage,
        school=school.strip()[:80], beneficiary=beneficiary, amount=given,
    )  # fmt: skip
    application.student = student.strip() if programme.for_students else ""
    application.student_number = number if programme.for_students else ""
    application.move_to(State.DRAFT, on)
    return application


def _require_first(application):
    """Nobody applies twice in a programme (one household, one file; the child counts, not the parent)."""
    same = Application.objects.standing().filter(programme=application.programme, beneficiary=application.beneficiary)
    if same.exclude(state__in=(State.REFUSED, State.WITHDRAWN)).exclude(pk=application.pk).exists():
        raise Refused(_("This person has an application in this programme already."))


def apply_all(programme, *, by, on, unit=None, amount=None):
    """Make an application for each proposed person who has none: (how many made, [(person, why not)]).

    Student aid makes one for each child at school in the family table, filed under the parent (DOMAIN A10). `amount` (yuan): what is
    asked for each where the programme leaves it open; every application may be corrected before it goes up.
    """
    with act(by, "aid.apply_all", programme, on=on) as this:
        require(rules.programmes.may_apply(programme, on, timezone.localdate(this.at)))
        proposed = programme.candidates.filter(proposed=True).select_related("person", "unit").order_by("id")
        if unit is not None:
            proposed = proposed.filter(unit__path__startswith=unit.path)
        proposed = list(proposed)
        files = queries.programmes.households_of([one.person_id for one in proposed], on)
        children = _children(programme, files)
        standing = Application.objects.standing().filter(programme=programme)
        known = set(standing.exclude(state__in=(State.REFUSED, State.WITHDRAWN)).values_list("beneficiary", flat=True))
        made, left = [], []
        for one in proposed:
            for child in children.get(one.person_id, ()) if programme.for_students else (None,):
                _make(programme, one, child, files.get(one.person_id), on, amount, known, made, left)
            if programme.for_students and one.person_id not in children:
                left.append((one.person, _("no child at school in the family table")))
        this.create_all(Application, made)
        this.note(name=programme.name, made=len(made), left=len(left))
    return len(made), left


def _children(programme, files):
    """{person: [family members at school]} of the households of these heads."""
    by_household = queries.programmes.students_of(
        [file.pk for file in files.values()], queries.programmes.stages_asked(programme)
    )
    return {person: by_household[file.pk] for person, file in files.items() if file.pk in by_household}


def _make(programme, candidate, child, household, on, amount, known, made, left):
    said = {"amount": amount}
    if child is not None:
        said |= {
            "student": child.name,
            "student_number": child.id_number.reveal() if child.id_number else "",
            "stage": child.study_level,
            "school": child.workplace,
        }
    try:
        application = _application(programme, candidate.unit, candidate.person, on, household, **said)
    except Refused as refused:
        left.append((candidate.person, str(refused)))
        return
    if application.beneficiary in known:
        left.append((candidate.person, _("has an application already")))
        return
    known.add(application.beneficiary)
    made.append(application)


def _locked(application):
    return Application.objects.select_related("programme", "person", "unit", "household").get(pk=application.pk)


def correct_application(application, *, by, on, why, **fields):
    """Correct what was applied for, before it goes up or after it came back."""
    with act(by, "aid.correct_application", application, on=on) as this:
        application = _locked(application)
        require(rules.programmes.may_correct(application))
        require(approvals.may_change(application))
        for name in ("category", "stage", "school", "remark"):
            if name in fields:
                setattr(application, name, fields[name].strip())
        if fields.get("need"):
            application.need = fields["need"].strip()
        given, verdict = rules.programmes.amount_for(
            application.programme,
            category=application.category,
            stage=application.stage,
            asked=fields.get("amount") or application.amount,
        )
        require(verdict)
        require(
            rules.programmes.within_ceiling(given, queries.programmes.ceiling_of(application.programme, application.on))
        )
        application.amount = given
        application.save()
        this.note(name=application.person.name, why=why)
    return application


def send_up(application, *, by, on):
    """Ask for approval by the programme's way, with the papers that it asks for; after a return, ask again."""
    with act(by, "aid.send_up", application, on=on) as this:
        application = _locked(application)
        require(rules.programmes.may_send_up(application))
        _require_papers(application)
        route = registry.routes[application.programme.route]
        case = approvals.of(application, route)
        if case is not None and case.state == case.State.RETURNED:
            approvals.resubmit(case, by=by, on=on, amount=application.amount, shown=shown(application))
            application.refresh_from_db()  # the route has moved it on (ask_again)
        else:
            approvals.request(
                route,
                application,
                by=by,
                on=on,
                amount=application.amount,
                shown=shown(application),
                name=application.title(),
                person_key=application.beneficiary,
            )
            application.move_to(State.ASKED, on)
            application.save()
        this.record = application
        this.note(name=application.person.name, programme=application.programme.name)
    return application


def _require_papers(application):
    lacking = queries.applications.missing_papers(application)
    if lacking:
        raise Refused(_("Still missing: %(kinds)s.") % {"kinds": "、".join(lacking)})


def send_up_all(applications, *, by, on):
    """Send up many, each for itself: [(application, Verdict)]; those that fail keep their sentence."""
    outcomes = []
    for application in applications:
        try:
            send_up(application, by=by, on=on)
        except Refused as refused:
            outcomes.append((application, Denied(str(refused))))
        else:
            outcomes.append((application, None))
    return outcomes


def shown(application):
    """What deciders see, frozen: whose, what, how much, by which conditions; never the need, no whole number."""
    programme = application.programme
    said = {
        str(_("Programme")): programme.title(),
        str(_("Applicant")): application.person.name,
        str(_("Union")): application.unit.name,
        str(_("Category of hardship")): application.category,
        str(_("Student")): str(application.student) if application.student else "",
        str(_("Stage of schooling")): application.stage,
        str(_("School")): application.school,
        str(_("Amount (yuan)")): f"{application.amount:.2f}",
        str(_("Applied on")): application.on.isoformat(),
    }
    return {label: text for label, text in said.items() if text}


def amount_of(application):
    """What the application amounts to now (yuan)."""
    return application.amount


# --- what the route calls (inside the deciding act) -------------------------------------------------------------------------------


def grant(record, *, by, on, note, approval):
    """Every level has consented."""
    _moved(record, State.APPROVED, on, note)


def send_back(record, *, by, on, note, approval):
    """A level wants it corrected."""
    _moved(record, State.RETURNED, on, note)


def refuse(record, *, by, on, note, approval):
    """A level refused; the reason stays with the application (AW-03)."""
    _moved(record, State.REFUSED, on, note)


def take_back(record, *, by, on, note, approval):
    """Whoever asked took the request back."""
    _moved(record, State.WITHDRAWN, on, note)


def ask_again(record, *, by, on, note, approval):
    """What was returned is submitted again, from the page of the case or from here; with the papers that the programme asks for."""
    _require_papers(record)
    _moved(record, State.ASKED, on, note)


def _moved(record, state, on, note):
    application = _locked(record)
    application.move_to(state, on, note)
    application.save()


def withdraw_application(application, *, by, on, why):
    """The applicant withdraws; a case that is being decided ends with it, money that is on its way stops it."""
    with act(by, "aid.withdraw_application", application, on=on) as this:
        application = _locked(application)
        require(rules.programmes.may_withdraw(application))
        if application.payments.standing().filter(state__in=("due", "paid")).exists():
            raise Refused(_("The money is on its way; a payment that came back is written down there."))
        case = approvals.of(application)
        if case is not None and case.is_open:
            approvals.withdraw(case, by=by, on=on, note=why)
        else:
            application.move_to(State.WITHDRAWN, on, why)
            application.save()
        this.note(name=application.person.name, why=why)
    return application


def consent(application, *, by, on, to):
    """Write down how the person agreed to stand in a public notice (Personal Information Protection Law, article 25)."""
    with act(by, "aid.consent", application, on=on) as this:
        application = _locked(application)
        application.consent, application.consent_on = to, on
        application.save()
        this.note(name=application.person.name, consent=application.get_consent_display())
    return application


def reveal_need(application, *, by, why):
    """Show need, student and number in full, once; who looked and why is kept (PIPL, article 51)."""
    with act(by, "aid.reveal_need", application) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see it."))
        this.note(name=application.person.name, why=why.strip())
        return {
            "need": application.need.reveal(),
            "student": application.student.reveal(),
            "student_number": application.student_number.reveal(),
        }


def attach(record, file, *, by, kind):
    """Put a paper on the file of an application, a fund, a payment run or a notice."""
    with act(by, "aid.attach", record) as this:
        found = evidence.attach(record, file, kind, by=by)
        this.note(record=record.title(), kind=kind)
    return found


# --- pairs ----------------------------------------------------------------------------------------------------------------------


def offer_pair(unit, *, by, on, donor, yearly):
    """Somebody offers to help a pupil through school (AW-08)."""
    with act(by, "aid.offer_pair", unit, on=on) as this:
        if yearly <= 0:
            raise Refused(_("The amount must be above zero."))
        pair = Pair(unit=unit, donor=donor.strip()[:80], yearly=yearly, offered_on=on)
        pair.save()
        this.note(donor=pair.donor)
    return pair


def match_pair(pair, *, by, on, pupil, stage="", school="", person=None, number=""):
    """Match the donor with a pupil; one pupil may have several donors and counts once."""
    with act(by, "aid.match_pair", pair, on=on) as this:
        pair = Pair.objects.get(pk=pair.pk)
        require(rules.programmes.may_name_pupil(pair, on=on))
        pair.pupil, pair.stage, pair.school, pair.person = pupil.strip(), stage, school.strip()[:80], person
        plain = sealing.normalised(number)
        pair.pupil_key = student_key(pupil.strip(), plain or f"{school.strip()}/{pupil.strip()}", person or pair)
        pair.matched_on, pair.state = on, Pair.State.MATCHED
        pair.save()
        this.note(donor=pair.donor)
    return pair


def give(pair, *, by, on, amount, year):
    """The donor pays; the money goes to the pupil and through no fund."""
    with act(by, "aid.give", pair, on=on) as this:
        pair = Pair.objects.get(pk=pair.pk)
        require(rules.programmes.may_give(pair, on=on, amount=amount))
        pair.gifts = [*pair.gifts, [on.isoformat(), year, str(amount)]]
        pair.save()
        this.note(donor=pair.donor, amount=str(amount))
    return pair


def end_pair(pair, *, by, on, why):
    """The pair ends: the pupil leaves school, or the donor stops."""
    with act(by, "aid.end_pair", pair, on=on) as this:
        pair = Pair.objects.get(pk=pair.pk)
        if pair.state == Pair.State.ENDED:
            raise Refused(_("The pair has ended already."))
        pair.state, pair.ended_on, pair.ended_why = Pair.State.ENDED, on, why.strip()[:200]
        pair.save()
        this.note(donor=pair.donor, why=why)
    return pair
