"""Disclosures: from due to closed, with the preview of what strangers see."""

from django.db.models import F
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel.access import can
from taizhang.kernel.wording import told
from taizhang.openness import actions, forms, papers
from taizhang.openness.models import Channel, Disclosure
from taizhang.openness.queries import bodies
from taizhang.openness.queries import disclosures as queries
from taizhang.openness.rules import disclosures as rules
from taizhang.openness.views.finding import own_disclosure
from taizhang.openness.views.shapes import PAGES
from taizhang.ui.fields import DayForm, DayWhyForm
from taizhang.ui.pages import act_page, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today, workbook
from taizhang.word.download import paper_response

State = Disclosure.State


@require_safe
def disclosure_list(request):
    """What is due, on its way, posted and closed."""
    unit, day = chosen_unit(request), today()
    heads = (
        (pgettext("openness", "Issue"), False),
        (_("Title"), False),
        (_("Opened to"), False),
        (_("To be posted by"), False),
        (_("Posted on"), False),
        (_("Last day"), False),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        late = one.is_late(day)
        due = one.due_on.isoformat() if one.due_on else ""
        return (
            one.issue,
            Cell(one.name, one.get_absolute_url()),
            one.get_audience_display(),
            Cell(f"{due} {_('late')}", tone="red") if late else due,
            one.posted_on.isoformat() if one.posted_on else "",
            one.until_on.isoformat() if one.until_on else "",
            one.unit.name,
            Cell(one.get_state_display(), tone=one.tone),
        )

    return PAGES.register(
        request,
        queries.of_unit(request.user, unit).order_by(
            F("year").desc(nulls_first=True), "-number", F("due_on").asc(nulls_last=True), "-id"
        ),
        unit=unit,
        title=_("Disclosures"),
        tab="disclosures",
        heads=heads,
        row=row,
        filters=forms.DisclosureFilter(request.GET, today=day),
        lead=_("Drafted, checked by the supervision group, posted, answered, closed. What is late says so."),
        buttons=(
            Button("openness.begin", reverse("openness:item_list"), _("Begin from the catalogue"), "primary", "plus"),
        ),
        ways=(
            Way(f"{reverse('openness:disclosure_export')}?unit={unit.code}", _("Workbook")),
            Way(reverse("openness:public_unit", args=[unit.code]), _("What everybody reads"), "world"),
        ),
        empty=_(
            "What falls due by the catalogue appears here by itself; what happens now and then is begun from its item."
        ),
    )


def _verdict(request, code, one, rule):
    return can(request.user, code, one.unit) and rule


def _buttons(request, one):
    """The next step first, filled; the others quiet; those that make no sense in this state are left out."""
    at = {
        name: reverse(f"openness:disclosure_{name}", args=[one.pk])
        for name in ("draft", "submit", "approve", "return", "waive", "post", "show", "correct", "down", "close", "ask")
    }
    watching = bodies.supervision_of(one.item.body)
    if one.state in (State.DUE, State.RETURNED):
        steps = [("draft", "openness.draft", None), ("waive", "openness.waive", None)]
    elif one.state == State.DRAFT:
        may = _verdict(request, "openness.submit", one, rules.may_submit(one, watching))
        steps = [
            ("submit", "openness.submit", may),
            ("draft", "openness.draft", None),
            ("waive", "openness.waive", None),
        ]
    elif one.state == State.CHECKING:
        steps = [("approve", "openness.approve", None), ("return", "openness.send_back", None)]
    elif one.state == State.CHECKED:
        steps = [("post", "openness.post", None), ("draft", "openness.draft", None)]
    elif one.state == State.POSTED:
        may = _verdict(request, "openness.close", one, rules.may_close(one, today(), queries.unanswered(one)))
        steps = [("ask", "openness.ask", None), ("show", "openness.show", None), ("close", "openness.close", may)]
        steps += [("correct", "openness.correct", None), ("down", "openness.take_down", None)]
    elif one.state == State.CLOSED:
        steps = [("correct", "openness.correct", None), ("down", "openness.take_down", None)]
    else:
        steps = []
    kinds = ["primary", *["quiet"] * 5]
    return [
        Button(code, at[name], kind="danger" if name == "down" else kind, verdict=may)
        for kind, (name, code, may) in zip(kinds, steps, strict=False)
    ]


def _notes(one):
    notes = []
    if one.is_late(today()):
        words = _("Posted after its day, %s.") if one.posted_on else _("Late: it was to be posted by %s.")
        notes.append(("red", words % date_format(one.due_on)))
    if one.why and one.state in (State.RETURNED, State.WAIVED, State.DOWN):
        notes.append(("amber", _("Reason: %s") % one.why))
    if one.item.body is None:
        notes.append(("amber", _("No disclosure group answers for this item. Name one in the catalogue first.")))
    return notes


@require_safe
def disclosure_detail(request, pk):
    """One disclosure: where it stands, what is said, where it was shown, which editions there are, what was asked."""
    one = own_disclosure(request, pk)
    watching = bodies.supervision_of(one.item.body)
    shape = File(
        one.title(),
        one.unit,
        "disclosures",
        state=one.get_state_display(),
        tone=one.tone,
        lead=one.item.name,
        facts=[
            (_("Period"), one.period.label() if one.period else ""),
            (_("To be posted by"), one.due_on.isoformat() if one.due_on else ""),
            (_("Opened to"), one.get_audience_display()),
            (_("Disclosure group"), one.item.body.name if one.item.body else ""),
            (_("Supervision group"), watching.name if watching else ""),
            (_("Drafted by"), one.drafted_by.name if one.drafted_by else ""),
            (
                pgettext("disclosure", "Checked by"),
                f"{one.checked_by.name}, {one.checked_on.isoformat()}" if one.checked_by else "",
            ),
            (_("Posted on"), one.posted_on.isoformat() if one.posted_on else ""),
            (_("Last day"), one.until_on.isoformat() if one.until_on else ""),
            (_("Closed on"), one.closed_on.isoformat() if one.closed_on else ""),
        ],
        buttons=_buttons(request, one),
        ways=_ways(one),
        tables=_tables(one),
        notes=_notes(one),
        texts=[(_("As drafted, seen inside only"), "\n\n".join(filter(None, (one.text, one.table))))],
    )
    return PAGES.show(request, one, shape)


def _ways(one):
    ways = []
    if one.text or one.table:
        ways.append(Way(reverse("openness:disclosure_preview", args=[one.pk]), _("What strangers see"), "eye"))
    if one.number:
        ways.append(
            Way(reverse("openness:disclosure_paper", args=[one.pk]), _("Notice for the board (Word)"), "printer")
        )
    return ways


def _tables(one):
    """What was said, where it is shown, its editions; before it is posted there is nothing to tell, and the draft stands at once below."""
    if one.number is None:
        return []
    opinions = [
        (
            row.received_on.isoformat(),
            row.get_kind_display(),
            Cell(row.words[:60], reverse("openness:opinion_detail", args=[row.pk])),
            row.due_on.isoformat(),
            Cell(row.get_outcome_display(), tone=row.tone),
        )
        for row in queries.opinions_of(one)
    ]
    showings = [
        (row.get_channel_display(), row.place, row.from_on.isoformat(), row.until_on.isoformat())
        for row in one.showings.all()
    ]
    editions = [
        (
            Cell(row.version, row.get_absolute_url()) if one.address and one.audience == "public" else row.version,
            timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M"),
            row.why,
            row.fingerprint[:24] + "…",
        )
        for row in one.editions.all()
    ]
    return [
        Table(
            _("Questions, objections, suggestions"),
            ((_("Received on"), False), (_("Kind"), False), (_("What is said"), False), (_("To be answered by"), False), (_("Outcome"), False)),
            opinions,
            _("Nothing was said on it."),
        ),
        Table(
            _("Where it is shown"),
            ((_("Channel"), False), (pgettext("openness", "Place"), False), (pgettext("day", "From"), False), (_("Last day"), False)),
            showings,
            _("Not posted yet."),
        ),
        Table(
            _("Editions"),
            ((_("Version"), False), (_("Published at"), False), (_("Reason of the correction"), False), (_("Fingerprint"), False)),
            editions,
            _("Not posted yet."),
        ),
    ]  # fmt: skip


def disclosure_draft(request, pk):
    """It is written."""
    one = own_disclosure(request, pk)
    start = {"name": one.name, "text": one.text, "table": one.table, "counts_persons": one.counts_persons}
    return PAGES.verb(
        request,
        one,
        forms.DraftForm,
        _("Draft"),
        lambda data: actions.draft(one, by=request.user, **data),
        lead=one.item.name,
        button=_("Save the draft"),
        form_kwargs={"initial": start},
        url=reverse("openness:disclosure_preview", args=[one.pk]),
        said=_("Saved. Look at what strangers will see, then hand it over."),
    )


def _paragraphs(content):
    """The runs of a draft; its figures lead to the ledger's own page of them, for whoever drafts may see it."""
    figures = [
        {**one, "label": told(one["label"]), "url": reverse("desk:figure", args=[one["code"]])}
        for one in content["figures"]
    ]
    return [
        [{"text": run} if isinstance(run, str) else {"figure": figures[run]} for run in runs]
        for runs in content["paragraphs"]
    ]


@require_safe
def disclosure_preview(request, pk):
    """What strangers would see if it were posted now, and what was masked on the way."""
    one = own_disclosure(request, pk)
    made = actions.composed(one, at=timezone.now(), on=today(), channels=one.item.channels or [Channel.BOARD])
    watching = bodies.supervision_of(one.item.body)
    context = {
        "title": _("What strangers see"),
        "unit": one.unit,
        "disclosure": one,
        "content": made.content,
        "paragraphs": _paragraphs(made.content),
        "made": made,
        "tab": "disclosures",
        "tabs": PAGES.tabs(),
        "submit": _verdict(request, "openness.submit", one, rules.may_submit(one, watching)),
        "is_draft": one.state in (State.DRAFT, State.RETURNED),
    }
    return render(request, "openness/disclosure_preview.html", context)


disclosure_submit = verb_page(
    own_disclosure,
    DayForm,
    actions.submit,
    title=gettext_lazy("Hand over to the supervision group"),
    button=pgettext_lazy("openness", "Hand over"),
    said=gettext_lazy("The supervision group has it."),
    lead=lambda one: one.title(),
)


def _on_record(one):
    return {"record": one, "initial": {"on": today()}}


disclosure_approve = verb_page(
    own_disclosure,
    forms.CheckForm,
    actions.approve,
    title=gettext_lazy("The supervision group consents"),
    button=gettext_lazy("Checked: may be posted"),
    said=gettext_lazy("Checked; now it can be posted."),
    lead=lambda one: one.title(),
    start=_on_record,
    template="ui/begin.html",
)
disclosure_return = verb_page(
    own_disclosure,
    forms.ReturnForm,
    actions.send_back,
    title=gettext_lazy("The supervision group returns it"),
    button=gettext_lazy("Return"),
    said=gettext_lazy("Returned with its reason."),
    lead=lambda one: one.title(),
    start=_on_record,
    template="ui/begin.html",
)
disclosure_waive = verb_page(
    own_disclosure,
    DayWhyForm,
    actions.waive,
    title=gettext_lazy("Nothing to disclose"),
    button=gettext_lazy("Waive"),
    said=gettext_lazy("Waived; it counts neither as due nor as late."),
    lead=lambda one: one.title(),
)
disclosure_post = verb_page(
    own_disclosure,
    forms.PostForm,
    actions.post,
    title=pgettext_lazy("openness", "Post"),
    button=pgettext_lazy("openness", "Post"),
    said=gettext_lazy("Posted."),
    lead=lambda one: (
        _("%(name)s: opened to %(audience)s. The web page shows it to everybody only if it is meant for everybody.")
        % {"name": one.name, "audience": one.get_audience_display()}
    ),
    start=lambda one: {
        "record": one,
        "initial": {
            "on": today(),
            "channels": one.item.channels,
            "place": one.item.place,
            "until": queries.least_last_day(one.unit, today()),
        },
    },
    template="ui/begin.html",
)
disclosure_show = verb_page(
    own_disclosure,
    forms.ShowForm,
    actions.show,
    title=gettext_lazy("Show in a further channel"),
    button=pgettext_lazy("openness", "Show"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.title(),
    start=lambda one: {"initial": {"from_on": today(), "until_on": max(one.until_on or today(), today())}},
    template="ui/begin.html",
)
disclosure_correct = verb_page(
    own_disclosure,
    forms.CorrectForm,
    actions.correct,
    title=gettext_lazy("Correct what is posted"),
    button=gettext_lazy("Publish the correction"),
    said=gettext_lazy("The new edition is published; the earlier one stays readable and says so."),
    url=lambda one: one.get_absolute_url(),
    lead=lambda one: one.title(),
    start=lambda one: {
        "record": one,
        "initial": {
            "on": today(),
            "name": one.name,
            "text": one.text,
            "table": one.table,
            "counts_persons": one.counts_persons,
        },
    },
    template="ui/begin.html",
)
disclosure_down = verb_page(
    own_disclosure,
    DayWhyForm,
    actions.take_down,
    title=gettext_lazy("Take down"),
    button=gettext_lazy("Take down"),
    said=gettext_lazy("Taken down."),
    lead=gettext_lazy("Its page says that it was taken down and why, and nothing else. It counts as posted no more."),
    danger=True,
)
disclosure_close = verb_page(
    own_disclosure,
    DayForm,
    actions.close,
    title=gettext_lazy("Close a disclosure"),
    button=pgettext_lazy("openness", "Close"),
    said=gettext_lazy("Closed."),
    lead=lambda one: one.title(),
)


def disclosure_ask(request, pk):
    """Somebody said something at the counter, by telephone, in the box."""
    one = own_disclosure(request, pk)
    context = {
        "title": _("Write down an opinion"),
        "unit": one.unit,
        "button": _("Write down"),
        "back": one.get_absolute_url(),
    }
    return act_page(
        request,
        forms.AskForm,
        "ui/act.html",
        context | {"lead": one.title()},
        then=lambda data: actions.ask(one, by=request.user, **data),
        url=f"{one.get_absolute_url()}#opinions",
        said=_("Written down; the desk reminds of the answer."),
        form_kwargs={"initial": {"on": today()}},
    )


@require_safe
def disclosure_paper(request, pk):
    """The published edition for the board."""
    one = own_disclosure(request, pk)
    edition = one.editions.order_by("-version").first()
    if edition is None:
        raise Http404
    return paper_response(papers.notice(edition))


@require_safe
def disclosure_export(request):
    """All disclosures as a workbook."""
    unit = chosen_unit(request)
    heads = (
        pgettext("openness", "Issue"), _("Title"), _("Class"), _("Opened to"), _("Period"), _("To be posted by"), _("Posted on"), _("Last day"),
        _("State"), _("Late"), _("Union"),
    )  # fmt: skip
    found = queries.of_unit(request.user, unit).order_by(
        F("year").asc(nulls_last=True), "number", F("due_on").asc(nulls_last=True), "id"
    )
    rows = [
        (
            one.issue, one.name, str(one.item.get_topic_display()), str(one.get_audience_display()), one.period_code, one.due_on,
            one.posted_on, one.until_on, str(one.get_state_display()), _("late") if one.is_late(today()) else "", one.unit.name,
        )
        for one in found
    ]  # fmt: skip
    return workbook(_("Disclosures"), heads, rows)
