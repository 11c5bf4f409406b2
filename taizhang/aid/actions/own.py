"""What a person may ask about the own data, and the link with which the person looks at it."""

from django.utils.translation import gettext as _

from taizhang.aid import queries, rules
from taizhang.aid.models import DataRequest
from taizhang.kernel import calendar, onetime, rulebook
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of


def take_request(household, *, by, on, kind, words, asked_by, through_link=False):
    """Write down what the person asks: a copy, a correction, an explanation, deletion (PIPL, articles 44–50). The clock starts."""
    with act(by, "aid.take_request", household, on=on) as this:
        require(rules.households.may_happen(on, today=day_of(this)))
        require(rules.households.may_name(asked_by))
        if not words.strip():
            raise Refused(_("Write down what is asked."))
        due = calendar.deadline_by_rule(on, rulebook.rule("privacy.request_days", household.unit, on))
        asked = DataRequest(
            unit=household.unit, household=household, kind=kind, asked_on=on, asked_by=asked_by.strip(), through_link=through_link,
            due_on=due.last,
        )  # fmt: skip
        asked.words = words.strip()
        asked.save()
        this.note(name=household.head.name, kind=str(asked.get_kind_display()))
    return asked


def answer_request(request, *, by, on, outcome, answer):
    """Answer a request; a refusal has its reasons."""
    with act(by, "aid.answer_request", request, on=on) as this:
        request = DataRequest.objects.select_related("household__head", "unit").get(pk=request.pk)
        require(rules.households.may_answer(request, on, today=day_of(this)))
        if outcome == DataRequest.Outcome.OPEN or not answer.strip():
            raise Refused(_("Say what was done, or why not."))
        request.outcome, request.answered_on = outcome, on
        request.answer = answer.strip()
        request.save()
        this.note(name=request.household.head.name, outcome=str(request.get_outcome_display()))
    return request


def issue_link(household, *, by, why):
    """A link with which the person looks at the own file once, on the phone and without an account. Handed over in person. → token"""
    with act(by, "aid.issue_link", household) as this:
        if household.emptied_at:
            raise Refused(_("The personal data of this file were deleted already."))
        this.note(name=household.head.name, why=why)
        return onetime.make(by, purpose=queries.own.purpose(household), valid_hours=queries.own.LINK_HOURS)


def open_link(household, token):
    """The person opens the link: it is used up, and the log says that the file was looked at by the person."""
    with act(SYSTEM, "aid.open_link", household) as this:
        issued_by = onetime.use(token, purpose=queries.own.purpose(household))
        this.note(name=household.head.name, by=issued_by.name)
    return household
