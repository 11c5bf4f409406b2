"""Surveys: drafted, asked question by question, issued to a register, closed and counted."""

import secrets
from datetime import timedelta

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.surveys import queries, rules
from taizhang.surveys.models import Question, Respondent, Survey

SATISFIED = ("满意", "基本满意", "不满意")
WORDS = ("name", "purpose", "way", "audience", "opens_at", "closes_at", "lead", "required_percent")


def create(unit, *, by, on, pattern="", copied=None, **words):
    """A draft: empty, from one of our patterns, or a copy of another survey, which becomes its earlier round. `words`: see WORDS."""
    with act(by, "surveys.create", unit, on=on) as this:
        survey = draft(unit, **words)
        survey.earlier = copied if copied is not None and copied.is_closed else None
        survey.save()
        if copied is not None:
            ask_all(survey, queries.surveys.questions_of(copied))
        elif pattern:
            _ask_pattern(survey, pattern)
        this.record = survey
        this.note(name=survey.name)
    return survey


def draft(unit, **words):
    """A survey that is not saved yet, its words tidied."""
    _check_words(words)
    survey = Survey(unit=unit, **words)
    survey.name, survey.lead = survey.name.strip(), survey.lead.strip()
    return survey


def _check_words(words):
    if words["closes_at"] <= words["opens_at"]:
        raise Refused(_("It cannot close before it opens."))
    if words.get("audience") == Survey.Audience.LINK and words.get("way") == Survey.Way.NAMED:
        raise Refused(_("Behind an open link nobody is known: such a survey is anonymous."))


def ask_all(survey, questions):
    """Copy questions with their codes, places and conditions."""
    made = {}
    for one in questions:
        copy = Question(
            survey=survey, code=one.code, number=one.number, section=one.section, kind=one.kind, text=one.text, help=one.help,
            options=one.options, rows=one.rows, most=one.most, required=one.required, shown_values=one.shown_values,
            shown_if=made.get(one.shown_if_id),
        )  # fmt: skip
        copy.save()
        made[one.pk] = copy


def _ask_pattern(survey, code):
    made = {}
    for number, given in enumerate(queries.patterns.patterns()[code]["questions"], start=1):
        one = Question(
            survey=survey, code=f"q{number}", number=number, shown_if=made.get(given.get("shown_if")),
            **{name: value for name, value in given.items() if name != "shown_if"},
        )  # fmt: skip
        _dress(one)
        one.save()
        made[one.code] = one


def _dress(question):
    """The usual words of satisfaction where none were given."""
    if question.kind == Question.Kind.SATISFACTION and not question.options:
        question.options = list(SATISFIED)


def change(survey, *, by, on, **words):
    """Change name, time and audience of a draft. `words`: see WORDS."""
    with act(by, "surveys.change", survey, on=on) as this:
        require(rules.life.may_change(survey))
        _check_words({name: words.get(name, getattr(survey, name)) for name in WORDS})
        for name, value in words.items():
            setattr(survey, name, value)
        survey.save()
        this.note(name=survey.name)
    return survey


def add_question(survey, *, by, on, **words):
    """Add a question at the end of a draft."""
    with act(by, "surveys.change", survey, on=on) as this:
        require(rules.life.may_change(survey))
        there = queries.surveys.questions_of(survey)
        highest = max((int(one.code[1:]) for one in there if one.code[1:].isdecimal()), default=0)
        question = Question(survey=survey, code=f"q{highest + 1}", number=len(there) + 1, **words)
        _settle(question, [*there, question])
        this.note(name=survey.name, question=question.text)
    return question


def change_question(question, *, by, on, **words):
    """Change a question of a draft."""
    with act(by, "surveys.change", question.survey, on=on) as this:
        require(rules.life.may_change(question.survey))
        for name, value in words.items():
            setattr(question, name, value)
        there = [question if one.pk == question.pk else one for one in queries.surveys.questions_of(question.survey)]
        _settle(question, there)
        this.note(name=question.survey.name, question=question.text)
    return question


def _settle(question, there):
    """A question is whole and stands rightly among the others; then it is saved."""
    _dress(question)
    kind = question.kind
    if kind in ("single", "multiple") and len(question.options) < 2:
        raise Refused(_("Give at least two options, one a line."))
    if kind == "matrix" and (len(question.options) < 2 or not question.rows):
        raise Refused(_("A table needs rows and at least two columns."))
    if question.shown_if is None:
        question.shown_values = []
    question.save()
    require(rules.branching.may_stand(there))


def remove_question(question, *, by, on):
    """Take a question out of a draft; none may depend on it."""
    survey = question.survey
    with act(by, "surveys.change", survey, on=on) as this:
        require(rules.life.may_change(survey))
        rest = [one for one in queries.surveys.questions_of(survey) if one.pk != question.pk]
        if any(one.shown_if_id == question.pk for one in rest):
            raise Refused(_("Another question depends on this one; change its condition first."))
        this.note(name=survey.name, removed=question.text)
        question.delete()
        _number(rest)
    return survey


def move_question(question, *, by, on, up):
    """Move a question one place up or down; conditions still ask earlier questions."""
    survey = question.survey
    with act(by, "surveys.change", survey, on=on) as this:
        require(rules.life.may_change(survey))
        there = queries.surveys.questions_of(survey)
        place = next(at for at, one in enumerate(there) if one.pk == question.pk)
        to = place - 1 if up else place + 1
        if not 0 <= to < len(there):
            raise Refused(_("It stands at the end already."))
        there[place], there[to] = there[to], there[place]
        require(rules.branching.may_stand(there))
        _number(there)
        this.note(name=survey.name, question=question.text)
    return survey


def _number(questions):
    for number, one in enumerate(questions, start=1):
        if one.number != number:
            one.number = number
            one.save()


def enlist(this, survey, people, batch=None):
    """Put people on the register of a draft, once each. `people`: [(unit, person or None, name)]. → how many were new."""
    known = set(survey.respondents.exclude(person=None).values_list("person_id", flat=True))
    names = set(survey.respondents.filter(person=None).values_list("unit_id", "name"))
    rows = []
    for unit, person, name in people:
        mark = person.pk if person else (unit.pk, name)
        there = known if person else names
        if mark not in there:
            there.add(mark)
            rows.append(Respondent(survey=survey, unit=unit, person=person, name=name[:60], batch=batch))
    this.create_all(Respondent, rows)
    return len(rows)


def ask(survey, *, by, on, people):
    """Put people on the list of those who are asked. `people`: [(unit, person or None, name)]."""
    with act(by, "surveys.ask", survey, on=on) as this:
        require(rules.life.may_change(survey))
        if survey.audience != Survey.Audience.LISTED:
            raise Refused(_("This survey is not answered by those on a list."))
        count = enlist(this, survey, people)
        this.record = survey
        this.note(name=survey.name, persons=count)
    return count


def issue(survey, *, by, on, at=None):
    """The survey goes out: from now on nothing of it changes, and the clock opens it. `at`: the moment, if it is told afterwards."""
    with act(by, "surveys.issue", survey, on=on) as this:
        send_out(this, survey, on, at)
    return survey


def send_out(this, survey, on, at=None):
    """Make the register, give the open link its key; inside an act."""
    asked = queries.surveys.asked(survey)
    require(rules.life.may_issue(survey, queries.surveys.questions_of(survey), asked, at or this.at))
    if survey.audience == Survey.Audience.MEMBERS:
        enlist(
            this, survey, ((one.unit, one.person, one.person.name) for one in queries.surveys.members_of(survey.unit))
        )
    if survey.audience == Survey.Audience.LINK:
        survey.key = secrets.token_urlsafe(12)
    survey.state, survey.issued_on = Survey.State.ISSUED, on
    survey.issued = queries.surveys.asked(survey) or 0
    survey.save()
    this.record = survey
    this.note(name=survey.name, persons=survey.issued)


def close(survey, *, by, on):
    """No more answers; the sheets are counted and the figures posted, for the first time: no line of the ledger tells who came when."""
    with act(by, "surveys.close", survey, on=on) as this:
        survey = Survey._base_manager.select_related("unit").get(pk=survey.pk)
        require(rules.life.may_close(survey))
        survey.returned = len(queries.surveys.sheets(survey))
        survey.returned_on_paper = queries.surveys.on_paper(survey)
        survey.units = survey.respondents.order_by().values("unit").distinct().count()
        survey.state, survey.closed_on = Survey.State.CLOSED, on
        survey.closes_at = max(min(survey.closes_at, this.at), survey.opens_at + timedelta(seconds=1))
        survey.save()
        this.record = survey
        this.note(name=survey.name, returned=survey.returned)
    return survey


def discard(survey, *, by, on):
    """Throw a draft away."""
    with act(by, "surveys.discard", survey, on=on) as this:
        require(rules.life.may_change(survey))
        if survey.purpose in Survey.SHEETS:
            raise Refused(_("This sheet belongs to a review; it stays."))
        survey.voided_at = this.at
        survey.save()
        this.note(name=survey.name)
    return survey


def hand_out_links(survey, *, by, on):
    """The personal links, to be handed over: of an anonymous survey everybody's, lest the list tell who has answered. → respondents"""
    with act(by, "surveys.hand_out_links", survey, on=on) as this:
        if survey.state != Survey.State.ISSUED or not survey.has_register:
            raise Refused(_("Personal links exist once a survey with a register is issued, until it closes."))
        this.note(name=survey.name)
        people = survey.respondents.select_related("unit", "survey")
        return list(people if survey.is_anonymous else people.filter(answered=False))


def export(survey, *, by, on):
    """Hand out the coded answers; the log says who took them. → [{code: answer}]"""
    with act(by, "surveys.export", survey, on=on) as this:
        require(queries.surveys.may_tally(survey))
        this.note(name=survey.name)
        return queries.surveys.sheets(survey)
