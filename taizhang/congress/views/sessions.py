"""Pages of sessions: the list, one session with agenda and quorum, what is done to it, its papers."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress import actions, forms, papers, queries
from taizhang.congress.views.congresses import verdicts
from taizhang.congress.views.finding import own_congress, own_item, own_opinion, own_session, own_vote
from taizhang.kernel import evidence
from taizhang.kernel.tracing import acts_on
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page, list_page, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.word.download import word_response


@require_safe
def session_list(request):
    """Sessions of the unit and below, newest first."""
    unit = chosen_unit(request)
    found = queries.sessions.sessions(request.user, under=unit)
    context = {"title": pgettext("congress", "Sessions"), "unit": unit, "tab": "sessions"}
    return list_page(
        request, found, "congress/session_list.html", context, filters=forms.filters.SessionFilter(request.GET)
    )


def session_plan(request, pk):
    """A session or a meeting between sessions."""
    congress, today = own_congress(request, pk), timezone.localdate()
    context = {
        "title": _("Plan a session of %s") % congress.name,
        "unit": congress.unit,
        "button": _("Plan"),
        "back": congress.get_absolute_url(),
        "lead": _("Between two sessions a smaller body may act; what it decides is confirmed by the next session."),
    }
    return act_page(
        request,
        forms.sessions.PlanForm,
        context=context,
        said=_("Planned; now the agenda."),
        then=lambda data: actions.sessions.plan_session(congress, by=request.user, **data),
        form_kwargs={"initial": {"on": today}},
    )


@require_safe
def session_detail(request, pk):
    """One session: quorum, agenda with votes, papers, presidium, opinions, what is due after it."""
    session, today = own_session(request, pk), timezone.localdate()
    day = session.opens_on
    quorum, told = queries.sessions.quorum(session, day), queries.sessions.papers(session, day)
    seats = queries.sessions.presidium(session)
    context = {
        "session": session,
        "congress": session.congress,
        "unit": session.unit,
        "tab": "sessions",
        "today": today,
        "steps": queries.sessions.steps(session),
        "preparations": queries.sessions.preparations(session, told, seats, quorum),
        "quorum": quorum,
        "agenda": queries.sessions.agenda(session),
        "papers": told,
        "presidium": seats,
        "presidium_checks": queries.sessions.presidium_checks(session, day),
        "said": queries.sessions.said(session),
        "files": evidence.of(session),
        "missing": evidence.missing(session),
        "acts": acts_on(session),
        "kinds": papers.kinds(session),
        "may": verdicts(
            request.user,
            session.unit,
            "change_session",
            "withdraw_session",
            "set_agenda",
            "send_papers",
            "seat_presidium",
            "call",
            "attend",
            "open",
            "close",
            "report",
            "publish",
            "confirm",
            "file",
            "vote",
            "decide",
        ),
    }
    return render(request, "congress/session_detail.html", context)


session_change = verb_page(
    own_session,
    forms.sessions.SessionForm,
    actions.sessions.change_session,
    title=lambda s: _("Change %s") % s.name,
    button=gettext_lazy("Save"),
    said=gettext_lazy("Saved."),
    start=lambda s: {"initial": {"opens_on": s.opens_on, "place": s.place, "theme": s.theme}},
)
session_withdraw = verb_page(
    own_session,
    WhyForm,
    actions.sessions.withdraw_session,
    title=lambda s: pgettext("congress", "Withdraw %s") % s.name,
    button=gettext_lazy("Withdraw"),
    said=gettext_lazy("Withdrawn."),
    danger=True,
    start=lambda s: {},
    url=lambda s: s.congress.get_absolute_url(),
)
session_call = verb_page(
    own_session,
    forms.fields.DayForm,
    actions.sessions.call,
    title=lambda s: _("Call %s") % s.name,
    button=gettext_lazy("Call the session"),
    said=gettext_lazy("Called. The notice is among the papers below."),
    lead=lambda s: queries.regimes.words(s.congress, "papers_days", s.opens_on),
)
session_open = verb_page(
    own_session,
    forms.fields.DayForm,
    actions.sessions.open_session,
    title=lambda s: pgettext("congress", "Open %s") % s.name,
    button=gettext_lazy("Open the session"),
    said=gettext_lazy("Opened; the number of those due and present is frozen."),
    template="congress/session_open.html",
    quorum=lambda s: queries.sessions.quorum(s, timezone.localdate()),
    start=lambda s: {"initial": {"on": s.opens_on}},
)
session_close = verb_page(
    own_session,
    forms.sessions.CloseForm,
    actions.sessions.close_session,
    title=lambda s: pgettext("congress", "Close %s") % s.name,
    button=gettext_lazy("Close the session"),
    said=gettext_lazy("Closed. Resolution and minutes are among the papers below."),
    start=lambda s: {"initial": {"on": s.opens_on, "proceedings": s.proceedings}},
)
session_report = verb_page(
    own_session,
    forms.fields.DayForm,
    actions.sessions.report,
    title=lambda s: _("Report %s to the union above") % s.name,
    button=gettext_lazy("Reported"),
    said=gettext_lazy("Noted."),
    lead=lambda s: queries.regimes.words(s.congress, "report_days", s.opens_on),
)
session_publish = verb_page(
    own_session,
    forms.sessions.PublishForm,
    actions.sessions.publish,
    title=lambda s: _("Make the result of %s known") % s.name,
    button=gettext_lazy("Published"),
    said=gettext_lazy("Noted."),
)
session_confirm = verb_page(
    own_session,
    forms.sessions.ConfirmForm,
    actions.sessions.confirm,
    title=lambda s: _("Confirm %s") % s.name,
    button=pgettext_lazy("congress", "Confirm"),
    said=pgettext_lazy("congress", "Confirmed."),
    start=lambda s: {"meeting": s, "initial": {"on": timezone.localdate()}},
)
session_keep = verb_page(
    own_session,
    forms.sessions.FileForm,
    actions.sessions.file_paper,
    title=lambda s: _("Keep a file with %s") % s.name,
    button=pgettext_lazy("congress", "Keep"),
    said=gettext_lazy("Kept."),
    start=lambda s: {},
    url=lambda s: s.get_absolute_url() + "#files",
)
session_presidium = verb_page(
    own_session,
    forms.sessions.PresidiumForm,
    actions.sessions.seat_presidium,
    title=lambda s: _("Presidium of %s") % s.name if s.is_full else _("Who is due at %s") % s.name,
    button=gettext_lazy("Save"),
    said=gettext_lazy("Saved."),
    lead=lambda s: queries.regimes.words(s.congress, "presidium", s.opens_on) if s.is_full else "",
    start=lambda s: {
        "delegates": queries.congresses.serving(s.congress),
        "initial": {
            "delegates": [seat.delegate_id for seat in s.presidium.all()],
            "presiding": [seat.delegate_id for seat in s.presidium.all() if seat.presides],
        },
    },
)
item_add = verb_page(
    own_session,
    forms.sessions.ItemForm,
    actions.sessions.add_item,
    title=lambda s: _("A matter for %s") % s.name,
    button=gettext_lazy("Put on the agenda"),
    said=gettext_lazy("On the agenda."),
    start=lambda s: {},
    lead=lambda s: queries.regimes.words(s.congress, "secret", s.opens_on),
    url=lambda s: s.get_absolute_url() + "#agenda",
)
paper_add = verb_page(
    own_session,
    forms.sessions.PaperForm,
    actions.sessions.add_paper,
    title=lambda s: _("A paper for the delegates"),
    button=gettext_lazy("Add"),
    said=gettext_lazy("Added."),
    start=lambda s: {"session": s},
    lead=lambda s: queries.regimes.words(s.congress, "papers_days", s.opens_on),
    url=lambda s: s.get_absolute_url() + "#papers",
)
paper_send = verb_page(
    own_session,
    forms.fields.DayForm,
    actions.sessions.send_papers,
    title=lambda s: _("The papers have reached the delegates"),
    button=gettext_lazy("Note the day"),
    said=gettext_lazy("Noted."),
    url=lambda s: s.get_absolute_url() + "#papers",
    lead=lambda s: queries.regimes.words(s.congress, "papers_days", s.opens_on),
)


@require_safe
def session_file(request, pk):
    """A file that is kept with a session."""
    return evidence.response(request, pk)


@require_safe
def session_paper(request, pk, kind):
    """One paper of the file set of a session, or all of them, as Word."""
    session = own_session(request, pk)
    if kind not in dict(papers.kinds(session)):
        raise Http404
    return word_response(*papers.write(session, kind))


# --- a matter of the agenda -------------------------------------------------------------------------------------------------------


@require_safe
def item_detail(request, pk):
    """One matter: what the groups said, how it was voted on, what came of it."""
    item = own_item(request, pk)
    day = item.session.opens_on
    quorum_rule, pass_rule = queries.regimes.voting_rules(item, day)
    context = {
        "item": item,
        "session": item.session,
        "unit": item.unit,
        "tab": "sessions",
        "opinions": queries.sessions.opinions(item),
        "votes": queries.votes.of(item),
        "quorum_rule": quorum_rule,
        "pass_rule": pass_rule,
        "papers": list(item.papers.all()),
        "acts": acts_on(item),
        "may": verdicts(
            request.user,
            item.unit,
            "set_agenda",
            "vote",
            "count",
            "void_vote",
            "decide",
            "note_opinion",
            "answer_group",
        ),
    }
    return render(request, "congress/item_detail.html", context)


item_change = verb_page(
    own_item,
    forms.sessions.ItemForm,
    actions.sessions.change_item,
    title=lambda i: _("Change %s") % i.name,
    button=gettext_lazy("Save"),
    said=gettext_lazy("Saved."),
    start=lambda i: {
        "initial": {"name": i.name, "power": i.power, "matter": i.matter, "speaker": i.speaker, "secret": i.secret}
    },
)
item_drop = verb_page(
    own_item,
    WhyForm,
    actions.sessions.drop_item,
    title=lambda i: _("Take %s off the agenda") % i.name,
    button=gettext_lazy("Take off the agenda"),
    said=pgettext_lazy("congress", "Taken off."),
    danger=True,
    start=lambda i: {},
    url=lambda i: i.session.get_absolute_url(),
)
item_hear = verb_page(
    own_item,
    forms.sessions.HearForm,
    actions.sessions.hear,
    title=lambda i: _("What came of %s") % i.name,
    button=gettext_lazy("Note"),
    said=gettext_lazy("Noted."),
    start=lambda i: {"initial": {"on": i.session.opens_on}},
    url=lambda i: i.session.get_absolute_url() + "#agenda",
)
item_vote = verb_page(
    own_item,
    forms.sessions.VoteForm,
    actions.votes.take_vote,
    title=lambda i: _("Put %s to the vote") % i.name,
    button=gettext_lazy("Freeze due and present"),
    said=gettext_lazy("The number of those due and present is frozen; now count."),
    template="congress/item_vote.html",
    quorum=lambda i: queries.sessions.quorum(i.session, i.session.opens_on),
    start=lambda i: {
        "initial": {"on": i.session.opens_on, "question": i.name, "how": "paper" if i.secret else "hands"}
    },
    url=lambda i: i.get_absolute_url(),
)
item_say = verb_page(
    own_item,
    forms.sessions.OpinionForm,
    actions.sessions.note_opinion,
    title=lambda i: _("Opinion on %s") % i.name,
    button=gettext_lazy("Note"),
    said=gettext_lazy("Noted."),
    start=lambda i: {"congress": i.session.congress, "initial": {"on": timezone.localdate()}},
    url=lambda i: i.get_absolute_url() + "#opinions",
)
vote_count = verb_page(
    own_vote,
    forms.sessions.CountForm,
    actions.votes.count_vote,
    title=lambda v: _("Count: %s") % v.question,
    button=gettext_lazy("Judge"),
    said=gettext_lazy("Counted and judged."),
    start=lambda v: {"vote": v, "initial": {"on": v.taken_on, "against": 0, "abstained": 0, "invalid": 0}},
    lead=lambda v: (
        _("%(due)s due, %(present)s present, frozen when the vote was taken. %(rule)s")
        % {"due": v.due, "present": v.present, "rule": v.rule_words}
    ),
)
vote_take_over = verb_page(
    own_vote,
    forms.fields.DayForm,
    actions.votes.take_over,
    title=lambda v: _("Take over the count: %s") % v.question,
    button=gettext_lazy("Take over"),
    said=gettext_lazy("Taken over and judged."),
    lead=gettext_lazy("From the ballot, once it is counted."),
)
vote_void = verb_page(
    own_vote,
    WhyForm,
    actions.votes.void_vote,
    title=lambda v: _("Declare void: %s") % v.question,
    button=gettext_lazy("Declare void"),
    said=gettext_lazy("The vote is void; the matter is open again."),
    danger=True,
    start=lambda v: {},
)


def opinion_answer(request, pk):
    """What was answered to a group."""
    opinion = own_opinion(request, pk)
    back = opinion.item.get_absolute_url() + "#opinions"
    context = {
        "title": _("Answer an opinion"),
        "unit": opinion.item.unit,
        "lead": opinion.words,
        "button": _("Answer"),
        "back": back,
    }
    return act_page(
        request,
        forms.sessions.AnswerForm,
        context=context,
        url=back,
        said=_("Answered."),
        then=lambda data: actions.sessions.answer_group(opinion, by=request.user, **data),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )
