"""The pages of whoever is asked: without an account, on a phone, without JavaScript if need be."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from taizhang.kernel.verdicts import Refused
from taizhang.surveys import actions, forms, queries, rules

DONE = "survey_done_"


def _page(request, survey, drawn, *, status=200, **more):
    context = {"title": survey.name, "survey": survey, "unit": survey.unit, "drawn": drawn, **more}
    return render(request, "surveys/answer_own.html", context, status=status)


def _closed(request, survey, verdict):
    return render(
        request,
        "surveys/answer_closed.html",
        {"title": survey.name, "unit": survey.unit, "reason": verdict.reason},
        status=410,
    )


def _done(request, survey):
    return render(request, "surveys/answer_done.html", {"title": survey.name, "survey": survey, "unit": survey.unit})


@login_not_required
@never_cache
def answer_own(request, pk, token):
    """The sheet behind a personal link. Once it is sent, the same link says so; a second press changes nothing."""
    respondent = queries.surveys.respondent(pk, token)
    if respondent is None:
        raise Http404
    survey, now = respondent.survey, timezone.now()
    if respondent.answered:
        return _done(request, survey)
    verdict = rules.life.may_answer(survey, now)
    if not verdict:
        return _closed(request, survey, verdict)
    questions = queries.surveys.questions_of(survey)
    begun = {} if survey.is_anonymous else queries.surveys.begun(respondent)
    if request.method != "POST":
        return _page(request, survey, forms.answers.drawn(questions, begun), respondent=respondent, begun=bool(begun))
    raw = forms.answers.typed(questions, request.POST)
    answers, wrong = rules.answering.checked(questions, raw)
    later = "later" in request.POST and not survey.is_anonymous
    if wrong and not later:
        return _page(
            request,
            survey,
            forms.answers.drawn(questions, raw, wrong),
            respondent=respondent,
            wrong=len(wrong),
            status=422,
        )
    try:
        if later:
            actions.answering.keep(respondent, answers, at=now)
            messages.success(request, _("Kept. Open the same link again to go on; it is not sent yet."))
        elif actions.answering.answer(respondent, answers, at=now):
            messages.success(request, _("Your sheet has been taken."))
    except Refused as refusal:
        return _closed(request, survey, refusal)
    return redirect(request.path)


@login_not_required
@never_cache
def answer_open(request, key):
    """The sheet behind an open link: anybody may answer, and one answer a person is not proved."""
    survey, now = queries.surveys.by_key(key), timezone.now()
    if survey is None:
        raise Http404
    verdict = rules.life.may_answer(survey, now)
    if not verdict:
        return _closed(request, survey, verdict)
    questions = queries.surveys.questions_of(survey)
    if request.method != "POST":
        if request.COOKIES.get(f"{DONE}{survey.pk}") and "again" not in request.GET:
            return _done(request, survey)
        return _page(request, survey, forms.answers.drawn(questions), ticket=secrets.token_hex(16))
    ticket = request.POST.get("ticket", "")[:64] or secrets.token_hex(16)
    raw = forms.answers.typed(questions, request.POST)
    answers, wrong = rules.answering.checked(questions, raw)
    if wrong:
        return _page(
            request, survey, forms.answers.drawn(questions, raw, wrong), ticket=ticket, wrong=len(wrong), status=422
        )
    try:
        actions.answering.answer_openly(survey, ticket, answers, at=now)
    except Refused as refusal:
        return _closed(request, survey, refusal)
    messages.success(request, _("Your sheet has been taken."))
    answer = redirect(request.path)
    # On this telephone only, and not in the database: that it has answered.
    answer.set_cookie(
        f"{DONE}{survey.pk}", "1", max_age=90 * 86400, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return answer


@login_not_required
@never_cache
def quiz_own(request, pk, token):
    """The door of a test: what awaits, the attempts so far, and the button that begins one."""
    entrant = queries.quizzes.entrant(pk, token)
    if entrant is None:
        raise Http404
    paper, now = entrant.paper, timezone.now()
    attempts = queries.quizzes.attempts_of(entrant)
    if request.method == "POST":
        try:
            attempt = actions.quizzes.begin(entrant, at=now)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        return redirect("surveys:quiz_sit", entrant.pk, token, attempt.token)
    running = next((one for one in attempts if one.sent_at is None and now < one.due_at), None)
    verdict = rules.scoring.may_begin(paper, now, begun=len(attempts))
    context = {
        "title": paper.name, "paper": paper, "entrant": entrant, "unit": paper.unit, "attempts": attempts, "token": token,
        "running": running, "verdict": verdict, "number": sum(paper.wanted.values()),
    }  # fmt: skip
    return render(request, "surveys/quiz_own.html", context)


@login_not_required
@never_cache
def quiz_sit(request, pk, token, attempt):
    """One attempt: the questions until it is sent, afterwards the result with explanations."""
    entrant = queries.quizzes.entrant(pk, token)
    sitting = queries.quizzes.attempt_of(entrant, attempt) if entrant else None
    if sitting is None:
        raise Http404
    questions = queries.quizzes.questions_of(sitting)
    if request.method == "POST":
        actions.quizzes.send(sitting, forms.quizzes.quiz_answers(questions, request.POST), at=timezone.now())
        messages.success(request, _("Your answers have been taken."))
        return redirect(request.path)
    paper = entrant.paper
    context = {
        "title": paper.name, "paper": paper, "entrant": entrant, "unit": paper.unit, "attempt": sitting, "token": token,
        "passed": sitting.sent_at is not None and rules.scoring.passed(sitting.percent, paper.pass_percent, late=sitting.late),
    }  # fmt: skip
    if sitting.sent_at is None:
        return render(request, "surveys/quiz_sit.html", {**context, "questions": questions})
    rows = [
        (
            one,
            rules.scoring.is_right(one.kind, one.key, sitting.answers.get(str(one.pk))),
            _given(one, sitting),
            _right(one),
        )
        for one in questions
    ]
    return render(
        request,
        "surveys/quiz_sit_result.html",
        {**context, "rows": rows, "again": len(entrant.attempts.all()) < paper.attempts_allowed},
    )


def _given(question, sitting):
    answer = sitting.answers.get(str(question.pk))
    if isinstance(answer, list):
        return "、".join(question.options[place] for place in answer)
    return answer or "—"


def _right(question):
    if question.kind == "blank":
        return " / ".join(question.key)
    return "、".join(question.options[place] for place in question.key)
