"""Openness meetings: planned, held, minuted, with questions answered."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel.access import can
from taizhang.openness import actions, forms, papers
from taizhang.openness.models import Meeting, Topic
from taizhang.openness.queries import works as queries
from taizhang.openness.rules import meetings as rules
from taizhang.openness.views.finding import own_meeting
from taizhang.openness.views.shapes import PAGES
from taizhang.ui.fields import SureForm
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today, workbook
from taizhang.word.download import paper_response


@require_safe
def meeting_list(request):
    """Openness meetings, newest first, and what has not been opened at one this year."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    heads = (
        (_("Day"), False),
        (_("Meeting"), False),
        (pgettext("meeting", "Topics"), True),
        (_("Attended"), True),
        (_("Union"), False),
        (_("State"), False),
    )
    missing = rules.not_covered(queries.topics_of(unit, period))
    words = pgettext("list", ", ").join(str(Topic(one).label) for one in missing)

    def row(one):
        return (
            one.on.isoformat(),
            Cell(one.title(), one.get_absolute_url()),
            len(one.matters.all()),
            one.attended,
            one.unit.name,
            Cell(one.get_state_display(), tone=one.tone),
        )

    return PAGES.register(
        request,
        queries.meetings(request.user, unit).order_by("-on", "-id"),
        unit=unit,
        title=_("Openness meetings"),
        tab="meetings",
        heads=heads,
        row=row,
        filters=forms.MeetingFilter(request.GET),
        lead=_("Major decisions, large spending and appointments are opened at a meeting."),
        note=_("Not opened at a meeting of this unit in %(period)s: %(topics)s.")
        % {"period": period.label(), "topics": words}
        if missing
        else "",
        buttons=(
            Button("openness.plan_meeting", reverse("openness:meeting_plan"), _("Plan a meeting"), "primary", "plus"),
        ),
        ways=(Way(f"{reverse('openness:meeting_export')}?unit={unit.code}", _("Workbook")),),
        empty=_("Plan the first meeting with its topics; afterwards record who came and what was asked."),
    )


def meeting_plan(request):
    """A meeting is planned."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.MeetingForm,
        _("Plan an openness meeting"),
        lambda data: actions.plan_meeting(unit, by=request.user, **data),
        code="openness.plan_meeting",
        back="openness:meeting_list",
        lead=unit.name,
        form_kwargs={"initial": {"on": today()}},
        said=_("The meeting is planned."),
    )


@require_safe
def meeting_detail(request, pk):
    """One meeting: topics, questions, minutes."""
    one = own_meeting(request, pk)
    at = {name: reverse(f"openness:meeting_{name}", args=[pk]) for name in ("hold", "minute", "question", "finish")}
    waiting = one.questions.filter(answered_on=None).count()
    finish = can(request.user, "openness.finish_meeting", one.unit) and rules.may_finish(one, waiting)
    buttons = {
        Meeting.State.PLANNED: [Button("openness.hold_meeting", at["hold"], kind="primary")],
        Meeting.State.HELD: [
            Button("openness.minute_meeting", at["minute"], kind="primary"),
            Button("openness.take_question", at["question"], kind="quiet"),
        ],
        Meeting.State.MINUTED: [
            Button("openness.finish_meeting", at["finish"], kind="primary", verdict=finish),
            Button("openness.take_question", at["question"], kind="quiet"),
            Button("openness.minute_meeting", at["minute"], kind="quiet"),
        ],
    }.get(one.state, [])
    questions = [
        (
            row.words,
            row.answer,
            row.due_on.isoformat(),
            row.answered_on.isoformat()
            if row.answered_on
            else Cell(pgettext("openness", "Answer"), reverse("openness:question_answer", args=[row.pk])),
        )
        for row in one.questions.all()
    ]
    shape = File(
        one.title(),
        one.unit,
        "meetings",
        state=one.get_state_display(),
        tone=one.tone,
        facts=[
            (_("Day"), one.on.isoformat()),
            (pgettext("openness", "Place"), one.place),
            (_("In the chair"), one.chaired_by),
            (_("Attended"), one.attended),
        ],
        buttons=buttons,
        ways=[Way(reverse("openness:meeting_paper", args=[pk]), _("Minutes (Word)"), "printer")],
        tables=[
            Table(
                pgettext("meeting", "Topics"),
                ((_("Class"), False), (_("Topic"), False), (_("Reported by"), False)),
                [(row.get_topic_display(), row.name, row.told_by) for row in one.matters.all()],
                _("No topic yet."),
            ),
            Table(
                _("Questions from the floor"),
                (
                    (_("Question"), False),
                    (pgettext("openness", "Answer"), False),
                    (_("To be answered by"), False),
                    (_("Answered on"), False),
                ),
                questions,
                _("Nothing was asked."),
            ),
        ],
        texts=[(_("Minutes"), one.minutes)],
    )
    return PAGES.show(request, one, shape)


meeting_hold = verb_page(
    own_meeting,
    forms.HoldForm,
    actions.hold_meeting,
    title=gettext_lazy("Record that the meeting was held"),
    button=gettext_lazy("It was held"),
    said=gettext_lazy("On record; now the minutes."),
    lead=lambda one: one.title(),
    start=lambda one: {"initial": {"on": min(one.on, today())}},
    template="ui/begin.html",
)
meeting_minute = verb_page(
    own_meeting,
    forms.MinutesForm,
    actions.minute_meeting,
    title=gettext_lazy("Write the minutes"),
    button=gettext_lazy("Put on file"),
    said=gettext_lazy("The minutes are on file."),
    lead=lambda one: one.title(),
    start=lambda one: {"initial": {"minutes": one.minutes}},
)
meeting_question = verb_page(
    own_meeting,
    forms.QuestionForm,
    actions.take_question,
    title=gettext_lazy("Note a question"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.title(),
    start=lambda one: {},
    url=lambda one: one.get_absolute_url(),
)
meeting_finish = verb_page(
    own_meeting,
    SureForm,
    actions.finish_meeting,
    title=pgettext_lazy("openness", "Followed up"),
    button=pgettext_lazy("openness", "Followed up"),
    said=gettext_lazy("Followed up."),
    lead=lambda one: one.title(),
    start=lambda one: {},
)


def question_answer(request, pk):
    """A question that stayed open is answered."""
    meetings = Meeting.objects.visible_to(request.user).standing()
    question = get_object_or_404(queries.questions_in(meetings), pk=pk)
    return PAGES.verb(
        request,
        question.meeting,
        forms.LaterForm,
        _("Answer a question"),
        lambda data: actions.answer_question(question, by=request.user, **data),
        lead=question.words,
        button=pgettext("openness", "Answer"),
        form_kwargs={"initial": {"on": today()}},
        said=_("Answered."),
    )


@require_safe
def meeting_paper(request, pk):
    """The minutes in Word."""
    return paper_response(papers.minutes(own_meeting(request, pk)))


@require_safe
def meeting_export(request):
    """Meetings with their topics as a workbook."""
    unit = chosen_unit(request)
    heads = (_("Day"), _("Meeting"), pgettext("meeting", "Topics"), _("Attended"), _("State"), _("Union"))
    rows = [
        (one.on, one.title(), "；".join(row.name for row in one.matters.all()), one.attended, str(one.get_state_display()), one.unit.name)
        for one in queries.meetings(request.user, unit).order_by("on", "id")
    ]  # fmt: skip
    return workbook(_("Openness meetings"), heads, rows)
