"""Answers arrive. These are the only writers of the register and the box, and they keep no audit line (decision 13).

An audit line names a time and stands in an order; on it one could match the person who was ticked off with the sheet that came. What
is proved without it: the register line changes from "not answered" to "answered" once, in the same transaction as the sheet goes in.
"""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.surveys import queries, rules
from taizhang.surveys.models import Box, NamedAnswer, Respondent, Survey


def answer(respondent, answers, *, at):
    """Somebody answers through the personal link. `answers`: as rules.answering.checked gives them. → False if done before."""
    survey = respondent.survey
    with transaction.atomic():
        survey = _locked(survey)
        require(rules.life.may_answer(survey, at))
        if not Respondent.objects.filter(pk=respondent.pk, answered=False).update(answered=True):
            return False
        _take(survey, respondent, answers, "online")
    return True


def answer_openly(survey, ticket, answers, *, at):
    """Somebody answers through the open link. `ticket`: what the page brought along; a second press finds it used. → False then."""
    with transaction.atomic():
        survey = _locked(survey)
        require(rules.life.may_answer(survey, at))
        return _put(survey, queries.doors.sheet_key(survey, ticket), answers, "online")


def keep(respondent, answers, *, at):
    """Somebody who answers with a name goes on later: what is filled in waits on the server."""
    with transaction.atomic():
        survey = _locked(respondent.survey)
        require(rules.life.may_answer(survey, at))
        if survey.is_anonymous:
            raise Refused(_("An anonymous sheet is not kept on the server before it is sent."))
        kept, _new = NamedAnswer.objects.get_or_create(respondent=respondent)
        if kept.done:
            return False
        kept.answers = answers
        kept.save()
    return True


def note_paper(survey, *, by, on, respondents):
    """Tick who handed in a sheet on paper. `respondents`: keys of the register. → how many."""
    with act(by, "surveys.note_paper", survey, on=on) as this:
        survey = _locked(survey)
        if survey.state != Survey.State.ISSUED:
            raise Refused(_("Sheets on paper are entered while the survey is issued and not closed."))
        waiting = Respondent.objects.filter(survey=survey, answered=False, pk__in=list(respondents)[:2000])
        count = waiting.update(answered=True, on_paper=True)
        if not count:
            raise Refused(_("Tick who handed in a sheet and has not answered yet."))
        this.note(name=survey.name, persons=count)
    return count


def enter_paper(survey, answers, *, by, on, respondent=None):
    """Enter a sheet that came on paper: of a survey with names for its respondent, otherwise into the box, marked as paper."""
    with act(by, "surveys.enter_paper", survey, on=on) as this:
        survey = _locked(survey)
        _check_paper(survey, respondent)
        _take(survey, respondent, answers, "paper")
        this.note(name=survey.name)


def _check_paper(survey, respondent):
    if survey.is_anonymous:
        handed_in = survey.respondents.filter(on_paper=True).count()
        require(rules.life.may_enter_paper(survey, handed_in=handed_in, entered=queries.surveys.on_paper(survey)))
        return
    if survey.state != Survey.State.ISSUED:
        raise Refused(_("Sheets on paper are entered while the survey is issued and not closed."))
    if respondent is None or respondent.survey_id != survey.pk:
        raise Refused(_("Say whose sheet this is."))
    if not Respondent.objects.filter(pk=respondent.pk, answered=False).update(answered=True, on_paper=True):
        raise Refused(_("This person has answered already."))


def _locked(survey):
    """One answer after the other: two at once would write the same page of the box."""
    return Survey._base_manager.select_for_update().select_related(None).get(pk=survey.pk)


def _take(survey, respondent, answers, source):
    if survey.is_anonymous:
        _put(survey, secrets.token_hex(16), answers, source)
    else:
        given = {"answers": answers, "done": True, "on_paper": source == "paper"}
        NamedAnswer.objects.update_or_create(respondent=respondent, defaults=given)


def _put(survey, key, answers, source):
    """Put a sheet into its page of the box. → False if it lies there already."""
    pages = dict(Box.objects.filter(survey=survey).values_list("bits", "pk"))
    if not pages:
        Box.objects.create(survey=survey, sheets={key: {"answers": answers, "source": source}})
        return True
    page = Box.objects.get(pk=pages[rules.box.page_for(pages, key)])
    if key in page.sheets:
        return False
    first, *further = rules.box.put(page.bits, page.sheets, key, {"answers": answers, "source": source}).items()
    page.bits, page.sheets = first
    page.save()
    for bits, sheets in further:
        Box.objects.create(survey=survey, bits=bits, sheets=sheets)
    return True
