"""The only ways to change what is on file about commendation."""

from django.utils.translation import gettext as _

from taizhang.honours import queries, rules
from taizhang.honours.models import Category, Nominee, Objection, Round
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, mark_void, put_on_record, standing, words

State, Stand = Round.State, Nominee.State


def open_round(unit, *, by, on, name, year=None, follows=""):
    """Open a year's commendation; `follows`: which assessment it is based on."""
    with act(by, "honours.open", unit, on=on) as this:
        year = year or on.year
        name = words(name, 80)
        require(rules.may_open(name=name, year=year, on=on, today=day_of(this)))
        if Round.objects.standing().filter(unit=unit, year=year, name=name).exists():
            raise Refused(_("A commendation of this name is on file for that year already."))
        round = Round(unit=unit, name=name, year=year, opened_on=on, follows=words(follows, 200))
        round.save()
        this.note(title=round.title())
    return round


def add_category(
    round, *, by, name, quota, units=False, standard="", money=None, goods="", quantity=None, measure_unit=""
):
    """A category: for persons or units, how many at most, what goes with it."""
    with act(by, "honours.add_category", round) as this:
        round = standing(round)
        require(rules.is_open(round))
        require(rules.needs_words(name, _("Give the category a name.")))
        if not quota:
            raise Refused(_("A category has a quota of at least one."))
        if round.categories.filter(name=words(name, 60)).exists():
            raise Refused(_("This commendation has such a category already."))
        category = Category(
            round=round, name=words(name, 60), units=units, quota=quota, standard=words(standard, 200), money=money,
            goods=words(goods, 60), quantity=(quantity or 1) if goods else None, measure_unit=words(measure_unit, 10) if goods else "",
        )  # fmt: skip
        category.save()
        this.note(title=round.title(), category=category.name)
    return category


def nominate(category, *, by, on, people, merits="", result="", source=""):
    """Nominate in a category: [{name, person or of_unit, score}]. → the nominees"""
    with act(by, "honours.nominate", category.round, on=on) as this:
        round = standing(category.round)
        made = []
        for given in people:
            require(rules.may_nominate(round, category, name=given["name"], on=on, today=day_of(this)))
            one = Nominee(
                unit=round.unit, round=round, category=category, nominated_on=on, person=given.get("person"), of_unit=given.get("of_unit"),
                name=words(given["name"], 80), score=given.get("score"), merits=words(merits, 300), result=words(result, 60),
                source=words(source, 120),
            )  # fmt: skip
            if _is_nominated(one):
                raise Refused(_("%s is nominated in this category already.") % one.name)
            one.save()
            made.append(one)
        if not made:
            raise Refused(_("The name is missing."))
        this.record = round
        this.note(title=round.title(), people=len(made), category=category.name)
    return made


def _is_nominated(nominee):
    same = Nominee.objects.standing().filter(category=nominee.category)
    return same.filter(name=nominee.name, person=nominee.person, of_unit=nominee.of_unit).exists()


def assess(nominee, *, by, score=None, result="", source="", merits=""):
    """What the assessment says, and where that is written."""
    with act(by, "honours.assess", nominee) as this:
        nominee = standing(nominee)
        require(rules.is_open(nominee.round))
        if score is None and not result.strip():
            raise Refused(_("Write a score or a result."))
        require(rules.needs_words(source, _("Write where the result comes from.")))
        nominee.score, nominee.result, nominee.source = score, words(result, 60), words(source, 120)
        nominee.merits = words(merits, 300) or nominee.merits
        nominee.save()
        this.note(title=nominee.title(), score="" if score is None else str(score))
    return nominee


def propose(round, *, by, on, chosen, where, why=""):
    """Choose within the quotas and post the list; objections are taken until the notice has run out."""
    with act(by, "honours.propose", round, on=on) as this:
        round = standing(round)
        everybody = queries.nominees(round)
        picked = [one for one in everybody if one.pk in set(chosen)]
        require(rules.may_propose(round, everybody, picked, on=on, why=why, today=day_of(this)))
        require(rules.needs_words(where, _("Write where the list is posted.")))
        for one in everybody:
            one.state = Stand.PROPOSED if one in picked else Stand.LEFT
            one.save()
        round.state, round.noticed_on, round.notice_where = State.NOTICED, on, words(where, 120)
        round.notice_until, round.why = queries.notice_end(round, on), words(why, 200)
        round.save()
        this.note(title=round.title(), people=len(picked), why=round.why)
    return afresh(round)


def object_to(nominee, *, by, on, text, by_name=""):
    """Somebody objects while the notice is posted."""
    with act(by, "honours.object", nominee, on=on) as this:
        nominee = standing(nominee)
        require(rules.may_object(nominee, on=on, words=text, today=day_of(this)))
        objection = Objection(nominee=nominee, on=on, by_name=words(by_name, 60), words=words(text, 300))
        objection.save()
        this.note(title=nominee.title())
    return objection


def answer(objection, *, by, on, text, upheld=False):
    """Answer an objection; if it is upheld, the nominee is struck off the list."""
    with act(by, "honours.answer", objection.nominee, on=on) as this:
        nominee = standing(objection.nominee)
        objection = Objection.objects.get(pk=objection.pk)
        require(rules.may_answer(objection, on=on, answer=text, today=day_of(this)))
        objection.answered_on, objection.answer, objection.upheld = on, words(text, 300), upheld
        objection.save()
        if upheld:
            nominee.state, nominee.why = Stand.STRUCK, objection.answer[:200]
            nominee.save()
        this.note(title=nominee.title(), upheld=upheld)
    return objection


def decide(round, *, by, on, decided_by="", decision=None):
    """A named meeting or ballot decides on the list; `decision`: its record, if it is on file here."""
    with act(by, "honours.decide", round, on=on) as this:
        round = standing(round)
        named = words(decided_by, 120) or (decision.title()[:120] if decision else "")
        waiting = queries.unanswered(round)
        require(rules.may_decide(round, on=on, decided_by=named, unanswered=waiting, today=day_of(this)))
        left = [one for one in queries.nominees(round) if one.state == Stand.PROPOSED]
        if not left:
            raise Refused(_("Nobody is left on the list; abandon the commendation."))
        for one in left:
            one.state = Stand.CHOSEN
            one.save()
        round.state, round.decided_on, round.decided_by = State.DECIDED, on, named
        if decision is not None:
            round.decision_type, round.decision_id = decision._meta.label_lower, decision.pk
        round.save()
        this.note(title=round.title(), people=len(left), name=named)
    return afresh(round)


def commend(round, *, by, on, document_no, ceremony=""):
    """The document is out, the certificates are handed over."""
    with act(by, "honours.commend", round, on=on) as this:
        round = standing(round)
        require(rules.may_commend(round, on=on, document_no=document_no, today=day_of(this)))
        honoured = [one for one in queries.nominees(round) if one.state == Stand.CHOSEN]
        for at, one in enumerate(honoured, start=1):
            one.state, one.commended_on, one.certificate_no = Stand.COMMENDED, on, f"{round.year}-{round.pk}-{at:03}"
            one.save()
        round.state, round.commended_on = State.COMMENDED, on
        round.document_no, round.ceremony = words(document_no, 60), words(ceremony, 120)
        round.save()
        this.note(title=round.title(), people=len(honoured), number=round.document_no)
    return afresh(round)


def abandon(round, *, by, why):
    """There is no commendation this time."""
    with act(by, "honours.abandon", round) as this:
        round = standing(round)
        require(rules.may_abandon(round))
        require(rules.needs_reason(why))
        round.state, round.why = State.ABANDONED, words(why, 200)
        round.save()
        for one in queries.nominees(round):
            one.state = Stand.LEFT
            one.save()
        this.note(title=round.title(), why=round.why)
    return afresh(round)


def withdraw(nominee, *, by, on, document_no, why):
    """An honour is withdrawn by a document; that it was given stays on file."""
    with act(by, "honours.withdraw", nominee, on=on) as this:
        nominee = standing(nominee)
        require(rules.may_withdraw(nominee, on=on, document_no=document_no, today=day_of(this)))
        require(rules.needs_reason(why))
        nominee.state, nominee.withdrawn_on, nominee.withdrawal_no = Stand.WITHDRAWN, on, words(document_no, 60)
        nominee.why = words(why, 200)
        nominee.save()
        this.note(title=nominee.title(), why=nominee.why)
    return nominee


def attach(record, file, *, by, kind):
    """Put a file on record: the decision, the notice, a photograph of the meeting."""
    with act(by, "honours.attach", record) as this:
        return put_on_record(this, record, file, kind)


def void(record, *, by, why):
    """Entered by mistake: it counts nowhere any more."""
    with act(by, "honours.void", record) as this:
        record = standing(record)
        if isinstance(record, Round) and record.nominees.filter(voided_at=None).exists():
            raise Refused(_("Void its nominees first."))
        mark_void(this, record, why)
    return record
