"""Drawing a ballot up: times, questions, candidates. All of it ends when the electorate is frozen."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.ballots.models import Ballot, Candidate, Question
from taizhang.ballots.queries.reading import ask_of, asks
from taizhang.ballots.rules import life, strokes
from taizhang.ballots.rules.slips import name_of
from taizhang.kernel import rulebook
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require


def draft(
    unit, *, by, on, title, kind, opens_at, closes_at, channels=Ballot.Channels.ELECTRONIC, caller=None, catalogue="",
    record_on=None, remark="", credentials_until=None,
):  # fmt: skip
    """Draw up a ballot of the unit, for itself or called by a record (a session, an election, a review)."""
    with act(by, "ballots.draft", unit, on=on) as this:
        _require_times(opens_at, closes_at, credentials_until)
        ballot = Ballot(
            unit=unit, title_text=title.strip(), kind=kind, channels=channels, opens_at=opens_at, closes_at=closes_at,
            catalogue=catalogue, record_on=record_on, remark=remark.strip(),
            credentials_until=credentials_until if kind == Ballot.Kind.BLIND else None,
            caller_type=caller._meta.label_lower if caller is not None else "", caller_id=caller.pk if caller is not None else None,
        )  # fmt: skip
        ballot.save()
        this.note(title=ballot.title())
    return ballot


def _require_times(opens_at, closes_at, credentials_until=None):
    if closes_at <= opens_at:
        raise Refused(_("The vote must close after it opens."))
    if credentials_until and credentials_until > closes_at:
        raise Refused(_("Credentials are taken before the vote closes; best before it opens."))


def change(
    ballot, *, by, title, kind, opens_at, closes_at, channels, remark="", record_on=None, credentials_until=None
):
    """Put title, kind, times or channels right, before the electorate is frozen."""
    with act(by, "ballots.change", ballot) as this:
        ballot.refresh_from_db()
        require(life.may_draft_on(ballot))
        _require_times(opens_at, closes_at, credentials_until)
        ballot.credentials_until = credentials_until if kind == Ballot.Kind.BLIND else None
        ballot.title_text, ballot.kind, ballot.channels = title.strip(), kind, channels
        ballot.opens_at, ballot.closes_at = opens_at, closes_at
        ballot.remark, ballot.record_on = remark.strip(), record_on
        ballot.save()
        this.note(title=ballot.title())
    return ballot


def show_candidates(ballot, *, by, on):
    """Note the first day on which the candidates hang out (公示); noted again, the newer day holds."""
    with act(by, "ballots.show_candidates", ballot) as this:
        ballot.refresh_from_db()
        require(life.may_show(ballot, on, timezone.localdate(ballot.opens_at)))
        if not any(ask.kind == Question.Kind.CHOICE and ask.candidates for ask in asks(ballot)):
            raise Refused(_("Name at least one candidate."))
        ballot.shown_from = on
        ballot.save()
        this.note(title=ballot.title(), day=on.isoformat())
    return ballot


def add_question(ballot, *, by, on, kind, text, **asked):
    """Add a question with its rule. `asked`: candidates, seats, write_ins, grades, good_grades, points, pass_rule, quorum_rule,
    threshold, quorum, by_strokes (see _fill)."""
    with act(by, "ballots.add_question", ballot, on=on) as this:
        ballot.refresh_from_db()
        require(life.may_draft_on(ballot))
        last = ballot.questions.order_by("-number").values_list("number", flat=True).first() or 0
        question = Question(ballot=ballot, number=last + 1, kind=kind, text=text.strip())
        _fill(question, on, **asked)
        this.note(title=ballot.title(), text=question.text)
    return question


def change_question(question, *, by, on, kind, text, **asked):
    """Put a question right; its candidates are written anew."""
    with act(by, "ballots.change_question", question.ballot, on=on) as this:
        question.ballot.refresh_from_db()
        require(life.may_draft_on(question.ballot))
        question.kind, question.text = kind, text.strip()
        _fill(question, on, **asked)
        this.note(title=question.ballot.title(), text=question.text)
    return question


def remove_question(question, *, by):
    """Take a question off the ballot; those after it move up."""
    ballot = question.ballot
    with act(by, "ballots.remove_question", ballot) as this:
        ballot.refresh_from_db()
        require(life.may_draft_on(ballot))
        this.note(title=ballot.title(), text=question.text)
        gone = question.number
        question.delete()
        for later in ballot.questions.filter(number__gt=gone).order_by("number"):
            later.number -= 1
            later.save()


def _fill(
    question, on, *, candidates=(), seats=0, write_ins=False, grades=(), good_grades=0, points=0, pass_rule="", quorum_rule="",
    threshold=None, quorum=None, by_strokes=True,
):  # fmt: skip
    """Write a question with its candidates and its rule.

    `pass_rule`, `quorum_rule`: keys of the rulebook, resolved for the unit and the day and kept with their article; or, by hand,
    `threshold` = (numerator, denominator, ">" or ">=", base) and `quorum` = (numerator, denominator, ">" or ">=").
    """
    question.seats, question.write_ins, question.points = seats or 0, bool(write_ins), points or 0
    question.grades, question.good_grades = [str(grade).strip() for grade in grades], good_grades or 0
    _give_pass(question, _found(pass_rule, question, on), threshold)
    _give_quorum(question, _found(quorum_rule, question, on), quorum)
    question.save()
    question.candidates.all().delete()
    _write_candidates(question, candidates, by_strokes)
    require(life.question_is_sound(ask_of(question)))


def _found(key, question, on):
    if not key:
        return None
    found = rulebook.rule(key, question.ballot.unit, on)
    if not found.denominator or found.operator not in (">", ">="):
        raise Refused(_("The rule “%(key)s” is no share that votes could reach.") % {"key": key})
    return found


def _give_pass(question, found, threshold):
    numerator, denominator, operator, base = threshold or (0, 1, ">", "all")
    if found is not None:
        numerator, denominator, operator, base = found.numerator, found.denominator, found.operator, found.base or "all"
    question.pass_numerator, question.pass_denominator = numerator, denominator
    question.pass_operator, question.pass_base = operator, base
    question.pass_key = found.key if found else ""
    question.pass_source, question.pass_article = (found.source, found.article) if found else ("", "")


def _give_quorum(question, found, quorum):
    numerator, denominator, operator = quorum or (0, 1, ">=")
    if found is not None:
        numerator, denominator, operator = found.numerator, found.denominator, found.operator
    question.quorum_numerator, question.quorum_denominator, question.quorum_operator = numerator, denominator, operator
    question.quorum_key = found.key if found else ""
    question.quorum_source, question.quorum_article = (found.source, found.article) if found else ("", "")


def _write_candidates(question, candidates, by_strokes):
    rows = [one if isinstance(one, dict) else {"name": one} for one in candidates]
    rows = [{**row, "name": row["name"].strip()} for row in rows if row["name"].strip()]
    if any(":" in row["name"] or name_of(row["name"]).startswith("~") for row in rows):
        raise Refused(_("A candidate's name has no colon and no ~ in it."))
    if by_strokes:
        rows.sort(key=lambda row: strokes.order_of(row["name"]))
    for number, row in enumerate(rows, 1):
        Candidate(
            question=question,
            number=number,
            name=row["name"],
            about=row.get("about", ""),
            subject=row.get("subject", ""),
        ).save()


def order_candidates(question, *, by, numbers=None):
    """Put the candidates in another order: by the strokes of the surnames, or as `numbers` has their present numbers."""
    ballot = question.ballot
    with act(by, "ballots.order_candidates", ballot) as this:
        ballot.refresh_from_db()
        require(life.may_draft_on(ballot))
        present = list(question.candidates.order_by("number"))
        if numbers is None:
            wanted = strokes.ordered(present)
        else:
            if sorted(numbers) != [one.number for one in present]:
                raise Refused(_("Give every candidate exactly one place."))
            wanted = [present[number - 1] for number in numbers]
        shift = len(present)
        for start in (shift, 0):  # numbers are unique, so they step aside first
            for number, one in enumerate(wanted, start + 1):
                one.number = number
                one.save()
        this.note(title=ballot.title(), text=question.text)
