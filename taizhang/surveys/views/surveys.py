"""Pages of surveys for the office: drafted, issued, watched, closed, read."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.surveys import actions, forms, papers, queries
from taizhang.surveys.models import Survey
from taizhang.ui.pages import act_page, list_page, page_of, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response
from taizhang.word.download import word_response

VERBS = (
    "change",
    "ask",
    "issue",
    "close",
    "discard",
    "note_paper",
    "enter_paper",
    "hand_out_links",
    "export",
    "import",
    "create",
)


def own_survey(request, pk):
    """A survey that the user may read; 404 for everybody else."""
    found = Survey.objects.visible_to(request.user).standing().select_related("unit", "earlier")
    return get_object_or_404(found, pk=pk)


def own_question(request, pk):
    """A question of a survey that the user may read."""
    found = queries.surveys.question(request.user, pk)
    if found is None:
        raise Http404
    return found


def verdicts(request, unit):
    """{verb: verdict} for the buttons."""
    return {verb: can(request.user, f"surveys.{verb}", unit) for verb in VERBS}


@require_safe
def survey_list(request):
    """Surveys of the unit and below, with the return rate of the year."""
    unit, now = chosen_unit(request), timezone.now()
    year = Period.year(timezone.localdate().year)
    filters = forms.surveys.SurveyFilter(request.GET or None)
    context = {
        "title": _("Surveys and quizzes"), "unit": unit, "now": now, "year": year,
        "figures": [ledger.value(code, unit, year) for code in ("surveys.held", "surveys.sheets", "surveys.return_rate")],
        "may_create": can(request.user, "surveys.create", unit),
    }  # fmt: skip
    things = queries.surveys.surveys(request.user, under=unit)
    if filters.is_bound and filters.is_valid():
        things = filters.narrow(things)
    page = page_of(request, things)
    context["rows"] = [(one, *one.stage(now)) for one in page]
    return render(request, "surveys/survey_list.html", {**context, "page": page, "filters": filters})


def survey_create(request):
    """A new survey: empty, from a pattern, or a copy."""
    unit = chosen_unit(request)
    now = timezone.localtime().replace(second=0, microsecond=0)
    words = {
        "title": _("Draft a survey"), "unit": unit, "button": _("Draft it"), "back": reverse("surveys:survey_list"),
        "lead": _("At %s. Questions follow on the next page; nothing goes out before you issue it.") % unit.name,
    }  # fmt: skip
    earlier = list(queries.surveys.surveys(request.user, under=unit)[:30])
    initial = {
        "opens_at": now, "closes_at": now + timedelta(days=14), "way": "anonymous", "audience": "members",
        "purpose": "opinion", "source": request.GET.get("copy", ""),
    }  # fmt: skip
    return act_page(
        request, forms.surveys.CreateForm, context=words, said=_("Drafted; now the questions."),
        then=lambda data: actions.surveys.create(unit, by=request.user, on=timezone.localdate(), **data),
        form_kwargs={"surveys": earlier, "initial": initial},
    )  # fmt: skip


@require_safe
def survey_detail(request, pk):
    """One survey: its questions while it is a draft, the number of answers while it is open, the way to its results."""
    survey, now = own_survey(request, pk), timezone.now()
    words, tone = survey.stage(now)
    context = {
        "survey": survey, "unit": survey.unit, "stage": words, "tone": tone, "now": now,
        "questions": queries.surveys.questions_of(survey), "standing": queries.surveys.standing(survey),
        "paper_left": queries.surveys.paper_left(survey), "verdicts": verdicts(request, survey.unit),
        "acts": acts_on(survey), "sentence": queries.surveys.participation_sentence(survey),
        "is_open": survey.is_open_at(now), "owner": getattr(survey, "review", None) or getattr(survey, "appraisal", None),
        "open_link": request.build_absolute_uri(reverse("surveys:answer_open", args=[survey.key])) if survey.key else "",
    }  # fmt: skip
    return render(request, "surveys/survey_detail.html", context)


def survey_change(request, pk):
    """Name, time and audience of a draft."""
    survey = own_survey(request, pk)
    words = {
        "title": _("Change %s") % survey.name,
        "unit": survey.unit,
        "button": _("Save"),
        "back": survey.get_absolute_url(),
    }
    initial = {
        name: timezone.localtime(getattr(survey, name)) if name.endswith("_at") else getattr(survey, name)
        for name in actions.surveys.WORDS
    }
    return act_page(
        request, forms.surveys.SurveyForm, context=words, url=survey.get_absolute_url(), said=_("Changed."),
        then=lambda data: actions.surveys.change(survey, by=request.user, on=timezone.localdate(), **data),
        form_kwargs={"initial": initial},
    )  # fmt: skip


@require_safe
def survey_preview(request, pk):
    """The questionnaire as whoever answers will see it; nothing is sent."""
    survey = own_survey(request, pk)
    questions = queries.surveys.questions_of(survey)
    context = {
        "title": survey.name, "survey": survey, "unit": survey.unit, "drawn": forms.answers.drawn(questions),
        "back": survey.get_absolute_url(),
    }  # fmt: skip
    return render(request, "surveys/survey_preview.html", context)


def question_add(request, pk):
    """A further question."""
    survey = own_survey(request, pk)
    openers = [one for one in queries.surveys.questions_of(survey) if one.chosen_by]
    words = {
        "title": _("Add one more question"),
        "unit": survey.unit,
        "button": _("Add"),
        "back": survey.get_absolute_url(),
    }
    return act_page(
        request, forms.surveys.QuestionForm, context={**words, "lead": survey.name}, said=_("Added."),
        then=lambda data: actions.surveys.add_question(survey, by=request.user, on=timezone.localdate(), **data),
        url=survey.get_absolute_url() + "#questions", form_kwargs={"openers": openers},
    )  # fmt: skip


def question_change(request, pk):
    """A question of a draft."""
    question = own_question(request, pk)
    survey = question.survey
    before = [one for one in queries.surveys.questions_of(survey) if one.number < question.number and one.chosen_by]
    words = {
        "title": _("Change question %s") % question.number,
        "unit": survey.unit,
        "button": _("Save"),
        "back": survey.get_absolute_url(),
    }
    return act_page(
        request, forms.surveys.QuestionForm, context={**words, "lead": survey.name}, said=_("Changed."),
        then=lambda data: actions.surveys.change_question(question, by=request.user, on=timezone.localdate(), **data),
        url=survey.get_absolute_url() + "#questions",
        form_kwargs={"openers": before, "initial": forms.surveys.question_initial(question)},
    )  # fmt: skip


def _carried(request, survey, do, said, place=""):
    """Do something by POST and come back to the survey's page."""
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(survey.get_absolute_url() + place)


@require_POST
def question_remove(request, pk):
    """A question is taken out."""
    question = own_question(request, pk)
    return _carried(
        request, question.survey, lambda: actions.surveys.remove_question(question, by=request.user, on=timezone.localdate()),
        _("Question removed."), "#questions",
    )  # fmt: skip


@require_POST
def question_move(request, pk):
    """A question goes one place up or down."""
    question = own_question(request, pk)
    up = request.POST.get("up") == "1"
    return _carried(
        request, question.survey, lambda: actions.surveys.move_question(question, by=request.user, on=timezone.localdate(), up=up),
        _("Moved."), "#questions",
    )  # fmt: skip


survey_issue = verb_page(
    own_survey, forms.fields.DayForm, actions.surveys.issue,
    title=gettext_lazy("Issue the survey"), button=gettext_lazy("Send out"), said=gettext_lazy("Issued; the clock opens and closes it."),
    lead=gettext_lazy("From now on nothing of it changes. Who is asked is written down now; whoever joins later is not asked."),
)  # fmt: skip
survey_close = verb_page(
    own_survey, forms.fields.DayForm, actions.surveys.close,
    title=gettext_lazy("Close and count"), button=gettext_lazy("Close and count"), said=gettext_lazy("Closed and counted."),
    lead=gettext_lazy("Nobody can answer afterwards; the figures are posted. Without you it closes by itself when its time is over."),
)  # fmt: skip
survey_discard = verb_page(
    own_survey, forms.fields.DayForm, actions.surveys.discard, url=lambda survey: reverse("surveys:survey_list"),
    title=gettext_lazy("Discard the draft"), button=gettext_lazy("Discard"), said=gettext_lazy("Discarded."), danger=True,
)  # fmt: skip


@require_safe
def survey_register(request, pk):
    """The register: who is asked. Whether somebody has answered is told by name only where answers have names."""
    survey = own_survey(request, pk)
    people = survey.respondents.select_related("unit").order_by("unit__path", "name", "id")
    waiting_only = request.GET.get("waiting") == "1" and not survey.is_anonymous
    if waiting_only:
        people = people.filter(answered=False)
    context = {
        "title": _("Register of %s") % survey.name, "survey": survey, "unit": survey.unit, "waiting_only": waiting_only,
        "standing": queries.surveys.standing(survey), "verdicts": verdicts(request, survey.unit),
        "units": queries.surveys.small_units(survey, queries.surveys.least(survey)), "today": timezone.localdate(),
        "may_tick": survey.state == Survey.State.ISSUED, "paper_left": queries.surveys.paper_left(survey),
    }  # fmt: skip
    return list_page(request, people, "surveys/survey_register.html", context, per_page=100)


@require_POST
def survey_note_paper(request, pk):
    """Those ticked handed in a sheet on paper."""
    survey = own_survey(request, pk)
    keys = [int(key) for key in request.POST.getlist("person")[:500] if key.isdecimal()]
    try:
        count = actions.answering.note_paper(survey, by=request.user, on=timezone.localdate(), respondents=keys)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%s persons ticked off; now enter their sheets.") % count)
    return redirect("surveys:survey_register", survey.pk)


@never_cache
def survey_enter_paper(request, pk):
    """A sheet on paper is entered, marked as paper; of a survey with names for one person."""
    survey = own_survey(request, pk)
    questions = queries.surveys.questions_of(survey)
    people = [] if survey.is_anonymous else list(queries.surveys.waiting(survey)[:2000])
    drawn, trouble, whose = forms.answers.drawn(questions), "", request.POST.get("respondent", "")
    if request.method == "POST":
        answers, wrong = forms.answers.sheet(questions, request.POST)
        drawn = wrong or forms.answers.drawn(questions, forms.answers.typed(questions, request.POST))
        if not wrong:
            try:
                person = next((one for one in people if str(one.pk) == whose), None)
                on = timezone.localdate()
                actions.answering.enter_paper(survey, answers, by=request.user, on=on, respondent=person)
            except Refused as refusal:
                trouble = str(refusal)
            else:
                messages.success(request, _("Entered. Here is the next empty sheet."))
                return redirect("surveys:survey_enter_paper", survey.pk)
    context = {
        "title": _("Enter a paper sheet"), "survey": survey, "unit": survey.unit, "drawn": drawn, "people": people, "whose": whose,
        "trouble": trouble, "back": survey.get_absolute_url(), "paper_left": queries.surveys.paper_left(survey),
    }  # fmt: skip
    return render(request, "surveys/survey_enter_paper.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def survey_hand_out_links(request, pk):
    """The personal links as a workbook, for slips or messages; taking them out is written into the log."""
    survey = own_survey(request, pk)
    try:
        people = actions.surveys.hand_out_links(survey, by=request.user, on=timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(survey)
    rows = [
        (one.unit.name, one.name, request.build_absolute_uri(queries.own.address("surveys:answer_own", one)))
        for one in people
    ]
    return sheet_response(f"{survey.name}-作答链接", [("作答链接", ("所在工会", "姓名", "链接"), rows)])


@require_safe
def survey_waiting(request, pk):
    """Who has not answered a survey with names, as a workbook; of an anonymous one, only numbers by union."""
    survey = own_survey(request, pk)
    if survey.is_anonymous:
        rows = queries.surveys.small_units(survey, queries.surveys.least(survey))
        return sheet_response(
            f"{survey.name}-回收情况", [("回收情况", ("所在工会", "应答人数", "已答人数", "回收率（%）"), rows)]
        )
    rows = [(one.unit.name, one.name) for one in queries.surveys.waiting(survey)]
    return sheet_response(f"{survey.name}-未答名单", [("未答名单", ("所在工会", "姓名"), rows)])


@require_safe
def survey_results(request, pk):
    """Every question counted and drawn; apart by one question, where no small group can be recognised; earlier rounds beside."""
    survey = own_survey(request, pk)
    verdict = queries.surveys.may_tally(survey)
    questions = queries.surveys.questions_of(survey)
    by = forms.surveys.CrossForm(
        request.GET or None, questions=[one for one in questions if one.kind in ("single", "scale", "satisfaction")]
    )
    chosen = by.chosen() if by.is_bound else None
    context = {
        "title": _("Results of %s") % survey.name, "survey": survey, "unit": survey.unit, "verdict": verdict, "by": by, "chosen": chosen,
        "least": queries.surveys.least(survey), "standing": queries.surveys.standing(survey),
        "sentence": queries.surveys.participation_sentence(survey), "participation": queries.surveys.participation(survey),
        "verdicts": verdicts(request, survey.unit),
    }  # fmt: skip
    if verdict:
        context["results"] = [
            (one, [(label, count) for label, count, _share in one.lines]) for one in queries.surveys.results(survey)
        ]
        context["crossed"] = queries.surveys.crossed(survey, chosen) if chosen else []
        context["rounds"], context["compared"] = queries.surveys.compared(survey) if survey.earlier else ([], [])
    return render(request, "surveys/survey_results.html", context)


@require_POST
def survey_export(request, pk):
    """The coded answers and the code book as a workbook; taking them out is written into the log."""
    survey = own_survey(request, pk)
    try:
        sheets = actions.surveys.export(survey, by=request.user, on=timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:survey_results", survey.pk)
    return sheet_response(f"{survey.name}-答卷数据", papers.coded(queries.surveys.questions_of(survey), sheets))


@require_safe
def survey_word(request, pk):
    """The results as a Word file."""
    survey = own_survey(request, pk)
    verdict = queries.surveys.may_tally(survey)
    if not verdict:
        messages.error(request, str(verdict.reason))
        return redirect("surveys:survey_results", survey.pk)
    return word_response(survey.name, papers.summary(survey, queries.surveys.results(survey)))
