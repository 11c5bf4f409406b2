"""Meetings, books, project sites, enterprises; and what every record has: evidence and voiding."""

from datetime import date

from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import evidence, ledger
from taizhang.kernel.access import can
from taizhang.openness import actions, forms, models, papers
from taizhang.openness.models import Book, Meeting, Publication, Topic
from taizhang.openness.queries import dues
from taizhang.openness.queries import works as queries
from taizhang.openness.rules import meetings as rules
from taizhang.openness.views.finding import FINDERS, own_book, own_meeting, own_practice, own_sheet, own_wall
from taizhang.openness.views.shapes import PAGES, begin, register, show, tabs, verb, void_cell
from taizhang.organisation.affairs import openness_of
from taizhang.ui import due
from taizhang.ui.fields import DayForm, DayWhyForm, SureForm
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today, workbook
from taizhang.word.download import paper_response

SHOWN = 30
FIGURES = (
    "openness.posted",
    "openness.due_items",
    "openness.on_time_rate",
    "openness.overdue",
    "openness.opinions_received",
    "openness.answered_on_time_rate",
    "OP-04:场次",
    "OP-06:件数",
    "openness.sites_posting",
    "openness.site_satisfaction",
    "openness.firms_practising",
    "openness.firm_rate",
)
LISTS = {"sheet": "wall_list"}  # the register that a record without one of its own belongs to


@require_safe
def home(request):
    """What is due, and how the year stands."""
    unit = chosen_unit(request)
    period = chosen_period(request, unit)
    found = ledger.values(FIGURES, unit, period)
    context = {
        "title": openness_of(unit),
        "unit": unit,
        "tabs": tabs(),
        "period": period,
        "dues": due.in_order(dues.due_items(request.user, unit, today()))[:SHOWN],
        "figures": list(found.values()),
        "buttons": (
            Button("openness.begin", reverse("openness:item_list"), _("Begin a disclosure"), "primary", "plus"),
            Button(
                "openness.plan_meeting",
                reverse("openness:meeting_plan"),
                _("Plan a meeting"),
                "quiet",
                "calendar",
            ),
        ),
        "ways": (Way(reverse("openness:public_unit", args=[unit.code]), _("What everybody reads"), "world"),),
    }
    return render(request, "openness/home.html", context)


# --- meetings -----------------------------------------------------------------------------------------------------------------------


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

    return register(
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
    return begin(
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
    return show(request, one, shape)


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
    return verb(
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


# --- books --------------------------------------------------------------------------------------------------------------------------


@require_safe
def book_list(request):
    """Volumes of the two books and one board."""
    unit = chosen_unit(request)
    heads = (
        (_("Kind"), False),
        (_("First day"), False),
        (_("Last day"), False),
        (pgettext("openness", "Lines"), True),
        (_("Shown to"), False),
        (_("Signed by"), False),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        return (
            Cell(one.get_kind_display(), one.get_absolute_url()),
            one.first.isoformat(),
            one.last.isoformat(),
            len(one.lines),
            one.shown_to,
            one.signed_by,
            one.unit.name,
            Cell(one.get_state_display(), tone=one.tone),
        )

    return register(
        request,
        queries.books(request.user, unit).order_by("-last", "-id"),
        unit=unit,
        title=_("Two books and one board"),
        tab="books",
        heads=heads,
        row=row,
        lead=_("Drawn up from what was posted and answered, shown to those whom it is meant for, signed."),
        buttons=(
            Button("openness.prepare_book", reverse("openness:book_prepare"), _("Draw up a book"), "primary", "plus"),
        ),
        empty=_("Draw up the record book of a term or a year; it prints on A4 with room for signatures."),
    )


def book_prepare(request):
    """A volume is drawn up."""
    unit, day = chosen_unit(request), today()
    return begin(
        request,
        unit,
        forms.BookForm,
        _("Draw up a book"),
        lambda data: actions.prepare_book(unit, by=request.user, **data),
        code="openness.prepare_book",
        back="openness:book_list",
        lead=_("It holds what stands on file now; what comes later belongs to the next volume."),
        form_kwargs={"initial": {"on": day, "first": date(day.year, 1, 1), "last": day}},
        said=_("The book is drawn up; print it and show it."),
    )


@require_safe
def book_detail(request, pk):
    """One volume."""
    one = own_book(request, pk)
    heads = tuple((head, False) for head in papers.HEADS.get(one.kind, papers.HEADS[""]))
    buttons = {
        Book.State.PREPARED: [Button("openness.show_book", reverse("openness:book_show", args=[pk]), kind="primary")],
        Book.State.SHOWN: [Button("openness.sign_book", reverse("openness:book_sign", args=[pk]), kind="primary")],
    }.get(one.state, [])
    levels = [f"{models.Audience(level).label}: {items}" for level, items in sorted(one.per_level.items())]
    shape = File(
        str(one.get_kind_display()),
        one.unit,
        "books",
        state=one.get_state_display(),
        tone=one.tone,
        lead=f"{one.first.isoformat()} – {one.last.isoformat()}",
        facts=[
            (_("Items per level"), pgettext("list", ", ").join(levels)),
            (_("Prepared on"), one.prepared_on.isoformat()),
            (_("Shown to"), f"{one.shown_to}, {one.shown_on.isoformat()}" if one.shown_on else ""),
            (_("Signed by"), f"{one.signed_by}, {one.signed_on.isoformat()}" if one.signed_on else ""),
        ],
        buttons=buttons,
        ways=[Way(reverse("openness:book_paper", args=[pk]), _("Print (Word)"), "printer")],
        tables=[Table(pgettext("openness", "Lines"), heads, one.lines)],
    )
    return show(request, one, shape)


book_show = verb_page(
    own_book,
    forms.BookShowForm,
    actions.show_book,
    title=gettext_lazy("Record that it was shown"),
    button=gettext_lazy("It was shown"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.title(),
)
book_sign = verb_page(
    own_book,
    forms.BookSignForm,
    actions.sign_book,
    title=gettext_lazy("Record the signature"),
    button=pgettext_lazy("openness", "It is signed"),
    said=gettext_lazy("Noted. Put a photograph of the signed page on record."),
    lead=lambda one: one.title(),
)


@require_safe
def book_paper(request, pk):
    """The volume in Word."""
    return paper_response(papers.book(own_book(request, pk)))


# --- project sites ------------------------------------------------------------------------------------------------------------------


@require_safe
def wall_list(request):
    """Walls of project sites with what hangs on them."""
    unit = chosen_unit(request)
    heads = (
        (_("Project site"), False),
        (_("Put up last"), False),
        (_("Missing on the wall"), False),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        sheets = queries.standing_sheets(one)
        missing = pgettext("list", ", ").join(str(subject.label) for subject in queries.bare(one))
        return (
            Cell(one.name, one.get_absolute_url()),
            max((sheet.on for sheet in sheets.values()), default=""),
            missing,
            one.unit.name,
            Cell(pgettext("openness", "closed"), tone="grey")
            if one.until
            else Cell(_("incomplete") if missing else _("complete"), tone="amber" if missing else "green"),
        )

    return register(
        request,
        queries.walls(request.user, unit).order_by(F("until").asc(nulls_first=True), "unit__path", "name", "id"),
        unit=unit,
        title=_("Project sites"),
        tab="walls",
        heads=heads,
        row=row,
        filters=forms.NameFilter(request.GET),
        lead=_("Major events, production, safety, wage allocation and canteen accounts belong on the wall."),
        buttons=(Button("openness.put_up_wall", reverse("openness:wall_add"), _("Add a site"), "primary", "plus"),),
        empty=_("Add the project site; then put up each of the five subjects with its photograph."),
    )


def wall_add(request):
    """A site gets its wall."""
    unit = chosen_unit(request)
    return begin(
        request,
        unit,
        forms.WallForm,
        _("Set up the wall of a site"),
        lambda data: actions.put_up_wall(unit, by=request.user, **data),
        code="openness.put_up_wall",
        back="openness:wall_list",
        lead=unit.name,
        form_kwargs={"initial": {"on": today()}},
        said=_("The wall is set up; now put up the subjects."),
    )


@require_safe
def wall_detail(request, pk):
    """One wall with its sheets, newest first."""
    one = own_wall(request, pk)
    rows = [
        (
            Cell(sheet.get_subject_display(), sheet.get_absolute_url()),
            sheet.on.isoformat(),
            sheet.about,
            sheet.checked_on.isoformat() if sheet.checked_on else "",
            f"{sheet.satisfied}/{sheet.asked}" if sheet.asked else "",
            void_cell(sheet),
        )
        for sheet in one.sheets.filter(voided_at=None)
    ]
    missing = queries.bare(one)
    words = pgettext("list", ", ").join(str(subject.label) for subject in missing)
    shape = File(
        one.name,
        one.unit,
        "walls",
        state=pgettext("openness", "closed") if one.until else "",
        facts=[(pgettext("openness", "Place"), one.place), (_("Since"), one.since.isoformat()), (_("Site closed on"), one.until)],
        buttons=[
            Button("openness.put_up", reverse("openness:wall_put_up", args=[pk]), kind="primary", picture="plus"),
            Button("openness.close_wall", reverse("openness:wall_close", args=[pk]), kind="quiet"),
        ]
        if one.until is None
        else [],
        tables=[
            Table(
                _("On the wall"),
                (
                    (pgettext("openness", "Subject"), False), (_("Put up on"), False), (_("Content in a line"), False), (_("Checked on"), False),
                    (_("Satisfied of those asked"), False), (_("Next step"), False),
                ),
                rows,
                _("Nothing hangs there yet."),
            )
        ],
        notes=[("amber", _("Not on the wall yet: %s.") % words)] if missing and one.until is None else [],
    )  # fmt: skip
    return show(request, one, shape)


wall_put_up = verb_page(
    own_wall,
    forms.SheetForm,
    actions.put_up,
    title=gettext_lazy("Put up a sheet"),
    button=gettext_lazy("Put up"),
    said=gettext_lazy("It hangs there. Put its photograph on record."),
    lead=lambda one: one.name,
    template="ui/begin.html",
)
wall_close = verb_page(
    own_wall,
    DayForm,
    actions.close_wall,
    title=gettext_lazy("Close the site"),
    button=pgettext_lazy("openness", "Close"),
    said=gettext_lazy("The site is closed."),
    lead=lambda one: one.name,
)


@require_safe
def sheet_detail(request, pk):
    """One sheet with its photograph and its check."""
    one = own_sheet(request, pk)
    shape = File(
        str(one.get_subject_display()),
        one.unit,
        "walls",
        state=pgettext("openness", "checked") if one.checked_on else _("not checked yet"),
        tone="green" if one.checked_on else "amber",
        lead=one.wall.name,
        facts=[
            (_("Put up on"), one.on.isoformat()),
            (_("Content in a line"), one.about),
            (_("Checked on"), one.checked_on.isoformat() if one.checked_on else ""),
            (_("Checked by"), one.checked_by),
            (_("Finding"), one.finding),
            (_("Satisfied of those asked"), f"{one.satisfied}/{one.asked}" if one.asked else ""),
        ],
        buttons=[Button("openness.check_sheet", reverse("openness:sheet_check", args=[pk]), kind="primary")]
        if one.checked_on is None
        else [],
        ways=[Way(one.wall.get_absolute_url(), _("The wall"), "arrow-left")],
        notes=[] if evidence.of(one).exists() else [("amber", _("No photograph of the sheet on the wall yet."))],
    )
    return show(request, one, shape)


sheet_check = verb_page(
    own_sheet,
    forms.SheetCheckForm,
    actions.check_sheet,
    title=gettext_lazy("Check a sheet"),
    button=pgettext_lazy("openness", "Checked"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.title(),
    template="ui/begin.html",
)


# --- enterprises --------------------------------------------------------------------------------------------------------------------


@require_safe
def practice_list(request):
    """Enterprises that practise openness, and the share of those that should."""
    unit = chosen_unit(request)
    heads = (
        (_("Enterprise"), False),
        (_("Staff"), True),
        (_("Introduced on"), False),
        (_("Last published or checked"), False),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        return (
            Cell(one.name, one.get_absolute_url()),
            one.staff,
            one.introduced_on.isoformat(),
            one.last.isoformat() if one.last else "",
            one.unit.name,
            Cell(_("given up"), tone="grey") if one.ended_on else Cell(_("practised"), tone="green"),
        )

    return register(
        request,
        queries.practices(request.user, unit).order_by(F("ended_on").asc(nulls_first=True), "unit__path", "name", "id"),
        unit=unit,
        title=_("Openness in enterprises"),
        tab="firms",
        heads=heads,
        row=row,
        filters=forms.NameFilter(request.GET),
        lead=_("The employer publishes at regular intervals; the union informs and supervises."),
        buttons=(
            Button("openness.introduce", reverse("openness:practice_add"), _("Introduce openness"), "primary", "plus"),
        ),
        empty=_(
            "Record the enterprises in which openness was introduced; the rate is reckoned over the organisation's list."
        ),
    )


def practice_add(request):
    """Openness is introduced in an enterprise."""
    unit = chosen_unit(request)
    return begin(
        request,
        unit,
        forms.PracticeForm,
        _("Introduce openness"),
        lambda data: actions.introduce(unit, by=request.user, **data),
        code="openness.introduce",
        back="openness:practice_list",
        lead=_("An enterprise with a unit of its own in the tree is recorded there; choose it above first."),
        form_kwargs={"initial": {"on": today()}},
        said=_("On record."),
    )


@require_safe
def practice_detail(request, pk):
    """One enterprise: what was published, what checks found."""
    one = own_practice(request, pk)
    rows = [
        (row.on.isoformat(), row.get_kind_display(), row.get_channel_display() if row.channel else "", row.words)
        for row in one.publications.all()
    ]
    published = {row.kind for row in one.publications.all()}
    missing = [
        kind.label for kind in Publication.Kind if kind != Publication.Kind.CHECK and kind.value not in published
    ]
    at = {name: reverse(f"openness:practice_{name}", args=[pk]) for name in ("publish", "check", "give_up")}
    shape = File(
        one.name,
        one.unit,
        "firms",
        state=_("given up") if one.ended_on else _("practised"),
        tone="grey" if one.ended_on else "green",
        facts=[
            (_("Staff"), one.staff),
            (_("Introduced on"), one.introduced_on.isoformat()),
            (_("Given up on"), one.ended_on.isoformat() if one.ended_on else ""),
            (_("Reason"), one.why),
        ],
        buttons=[
            Button("openness.note_publication", at["publish"], _("Note a publication"), kind="primary", picture="plus"),
            Button("openness.check_firm", at["check"], kind="quiet"),
            Button("openness.give_up", at["give_up"], kind="quiet"),
        ]
        if one.ended_on is None
        else [],
        tables=[
            Table(
                _("Published and checked"),
                (
                    (_("Day"), False),
                    (_("Subject class"), False),
                    (_("Channel"), False),
                    (_("Content or finding"), False),
                ),
                rows,
                _("Nothing was published yet."),
            )
        ],
        notes=[
            ("amber", _("Nothing published yet of: %s.") % pgettext("list", ", ").join(str(word) for word in missing))
        ]
        if missing and one.ended_on is None
        else [],
    )
    return show(request, one, shape)


practice_publish = verb_page(
    own_practice,
    forms.PublicationForm,
    actions.note_publication,
    title=gettext_lazy("Note what the employer published"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.name,
    url=lambda one: one.get_absolute_url(),
    template="ui/begin.html",
)
practice_check = verb_page(
    own_practice,
    forms.FirmCheckForm,
    actions.check_firm,
    title=gettext_lazy("Check an enterprise"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.name,
    url=lambda one: one.get_absolute_url(),
)
practice_give_up = verb_page(
    own_practice,
    DayWhyForm,
    actions.give_up,
    title=gettext_lazy("Openness was given up"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.name,
    danger=True,
)


# --- of every record ----------------------------------------------------------------------------------------------------------------

evidence_add, evidence_file, record_void = PAGES.of_every_record(
    FINDERS, forms.EvidenceForm, actions.attach, actions.void, lists=LISTS
)
