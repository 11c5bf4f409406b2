"""The officers' pages: the list, one ballot from draft to publication, its questions, and the acts of its life."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from taizhang.ballots import actions, forms, papers, queries
from taizhang.ballots.forms.voting import Paper
from taizhang.ballots.models import Ballot, Question
from taizhang.ballots.views.shapes import ballot_verb, now, own_ballot, own_question
from taizhang.kernel.access import can
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.ui.fields import DayForm, LongWhyForm
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import chosen_unit

State, Kind = Ballot.State, Question.Kind
VERBS = (
    "change", "add_question", "enrol", "freeze", "close", "count", "publish", "annul", "issue_link", "issue_paper", "enter_sheet",
    "record_present", "bring_archive", "confirm_archive", "show_candidates",
)  # fmt: skip


def verdicts_for(user, unit):
    """Which of the acts the user may do here, asked once."""
    return {verb: can(user, f"ballots.{verb}", unit) for verb in VERBS}


# the rules that a new question begins with; where the rulebook of a place lays down none, no share is asked for
USUAL = {Kind.MOTION: ("congress.pass", "congress.quorum"), Kind.CHOICE: ("election.elected", "election.quorum")}


# --- the list and one ballot -----------------------------------------------------------------------------------------------------


@require_safe
def ballot_list(request):
    """Ballots of the unit and below: state, days, turnout; never a result before its time."""
    unit = chosen_unit(request)
    filters = forms.filters.BallotFilter(request.GET)
    found = queries.pages.listed(request.user, unit)
    if filters.is_valid():
        found = filters.narrow(found)
    page = page_of(request, found)
    context = {
        "title": _("Ballots"), "unit": unit, "filters": filters, "page": page,
        "rows": [(one, _badge(one, now()), voted, of) for one, voted, of in queries.pages.with_turnout(page.object_list)],
        "may_draft": can(request.user, "ballots.draft", unit), "waiting": _waiting(request.user),
    }  # fmt: skip
    return render(request, "ballots/ballot_list.html", context)


def _waiting(user):
    return sum(1 for one in queries.my_ballots(user, now()) if one.state == "vote")


TONES = {
    State.DRAFTED: "grey", State.FROZEN: "blue", State.OPEN: "amber", State.CLOSED: "blue", State.COUNTED: "blue",
    State.PUBLISHED: "green", State.ANNULLED: "red",
}  # fmt: skip


def _badge(ballot, at):
    phase = ballot.phase(at)
    return phase.label, TONES[phase]


@require_safe
def ballot_detail(request, pk):
    """One ballot: where it stands, the next act, questions with their rules, electorate, turnout (a number only)."""
    ballot, at = own_ballot(request, pk), now()
    phase = ballot.phase(at)
    questions = queries.voting.questions(ballot)
    asked, entitled = queries.pages.set_up(ballot)
    caller, file_set = queries.pages.caller(ballot, request.user)
    context = {
        "ballot": ballot, "unit": ballot.unit, "caller": caller, "file_set": file_set, "phase": phase.value, "badge": _badge(ballot, at),
        "steps": queries.pages.steps(ballot, phase), "verdicts": verdicts_for(request.user, ballot.unit),
        "questions": [(one, queries.rule_sentence(one)) for one in questions], "kinds": _kinds(),
        "asked": asked, "entitled": entitled, "turnout": queries.turnout(ballot) if ballot.frozen_at else None,
        "taken": queries.taken(ballot) if ballot.is_blind and ballot.frozen_at else None,
        "boxes": queries.pages.boxes(ballot), "acts": acts_on(ballot), "changes": queries.changes(ballot),
        "election_papers": [] if file_set else papers.elections.kinds(ballot), "notice": queries.pages.notice_verdict(ballot),
        "shown_until": queries.pages.shown_until(ballot), "revotes": queries.pages.revotes(ballot), "secrecy": queries.voting.secrecy(ballot),
    }  # fmt: skip
    return render(request, "ballots/ballot_detail.html", context)


def _kinds():
    return [
        (Kind.MOTION, Kind.MOTION.label, _("A proposal, a contract, a resolution.")),
        (Kind.CHOICE, Kind.CHOICE.label, _("A committee, delegates, a chair: more candidates than seats, or as many.")),
        (Kind.APPROVAL, Kind.APPROVAL.label, _("Tick everybody you agree with.")),
        (Kind.SCORE, Kind.SCORE.label, _("Points for each proposal or person, added up.")),
        (
            Kind.ORDER,
            Kind.ORDER.label,
            _("First, second, third: of five, the first place gives five points, the last one."),
        ),
        (Kind.GRID, Kind.GRID.label, _("A democratic review of leaders by grades.")),
    ]


# --- setting up ------------------------------------------------------------------------------------------------------------------


def ballot_draft(request):
    """The head of a new ballot; questions and electorate follow on its own page."""
    unit, day = chosen_unit(request), timezone.localtime() + timedelta(days=1)
    words = {
        "title": _("Set up a ballot"), "unit": unit, "button": _("Go on to the questions"), "back": reverse("ballots:ballot_list"),
        "lead": _("First what, how secret and when; then the questions; then who may vote. Nothing binds before the electorate is frozen."),
    }  # fmt: skip
    opens = day.replace(hour=8, minute=0, second=0, microsecond=0)
    start = {
        "kind": Ballot.Kind.SECRET,
        "channels": Ballot.Channels.ELECTRONIC,
        "opens_at": opens,
        "closes_at": opens.replace(hour=18),
    }
    return act_page(
        request, forms.setting_up.BallotForm, "ui/act.html", words,
        then=lambda data: actions.draft(unit, by=request.user, on=timezone.localdate(), **data),
        said=_("Drafted. Now add the questions."), form_kwargs={"initial": start},
    )  # fmt: skip


def ballot_change(request, pk):
    """The head of a draft, changed."""
    ballot = own_ballot(request, pk)
    names = ("kind", "channels", "opens_at", "closes_at", "credentials_until", "record_on", "remark")
    start = {"title": ballot.title_text, **{name: getattr(ballot, name) for name in names}}
    moments = ("opens_at", "closes_at", "credentials_until")
    start |= {name: timezone.localtime(start[name]) for name in moments if start[name]}
    return ballot_verb(
        request, ballot, forms.setting_up.BallotForm, {"title": _("Change “%s”") % ballot.title_text, "button": _("Save")},
        lambda data: actions.change(ballot, by=request.user, **data), said=_("Changed."), form_kwargs={"initial": start},
    )  # fmt: skip


def _question_kwargs(ballot, kind):
    if kind not in forms.setting_up.FORMS:
        raise Http404
    passing, quorums = queries.pages.rule_choices(ballot.unit, timezone.localdate())
    usual = USUAL.get(kind, ("", ""))
    laid_down = {key for key, _words in (*passing, *quorums)}
    start = {name: key for name, key in zip(("pass_rule", "quorum_rule"), usual, strict=True) if key in laid_down}
    return {"pass_rules": passing, "quorum_rules": quorums, "initial": start}


def question_add(request, pk):
    """A question of the kind in ?kind=."""
    ballot, kind = own_ballot(request, pk), request.GET.get("kind", Kind.MOTION)
    rules = _question_kwargs(ballot, kind)
    form = forms.setting_up.FORMS[kind]
    return _question_page(
        request, ballot, form, kind, _("Add a question: %s") % Kind(kind).label,
        lambda asked: actions.add_question(ballot, by=request.user, on=timezone.localdate(), **asked), rules,
    )  # fmt: skip


def question_change(request, pk):
    """A question of a draft, changed."""
    question = own_question(request, pk)
    rules = _question_kwargs(question.ballot, question.kind) | {"initial": forms.setting_up.standing(question)}
    return _question_page(
        request, question.ballot, forms.setting_up.FORMS[question.kind], question.kind, pgettext("ballot", "Change question %s") % question.number,
        lambda asked: actions.change_question(question, by=request.user, on=timezone.localdate(), **asked), rules,
    )  # fmt: skip


def _question_page(request, ballot, form_class, kind, title, do, form_kwargs):
    """`act_page`, with the form's own reading of its fields."""
    form = form_class(request.POST or None, **form_kwargs)
    if request.method == "POST" and form.is_valid():
        try:
            do(form.asked())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Add another question, or go on to the electorate."))
            return redirect(ballot.get_absolute_url() + "#questions")
    context = {
        "title": title, "unit": ballot.unit, "ballot": ballot, "form": form, "button": _("Save the question"),
        "back": ballot.get_absolute_url(), "lead": {code: words for code, _label, words in _kinds()}[kind],
    }  # fmt: skip
    return render(request, "ui/act.html", context, status=422 if form.errors else 200)


def question_remove(request, pk):
    """A question is taken out of a draft."""
    question = own_question(request, pk)
    words = {"title": _("Remove “%s”") % question.text, "button": _("Remove"), "danger": True}
    return ballot_verb(
        request, question.ballot, forms.setting_up.NothingForm, words,
        lambda _data: actions.remove_question(question, by=request.user), said=_("Removed."),
    )  # fmt: skip


def question_order(request, pk):
    """The order of the candidates on the ballot, by hand."""
    question = own_question(request, pk)
    words = {
        "title": _("Order of the candidates"), "button": _("Save the order"), "question": question,
        "lead": _("By surname strokes is the custom; the union may lay down another order. Give every place once."),
    }  # fmt: skip
    return ballot_verb(
        request, question.ballot, forms.setting_up.OrderForm, words,
        lambda data: actions.order_candidates(question, by=request.user, numbers=data["numbers"]), said=_("Ordered."),
        template="ballots/question_order.html", form_kwargs={"candidates": queries.pages.candidates(question)},
    )  # fmt: skip


@require_POST
def question_strokes(request, pk):
    """The candidates back into the order of surname strokes."""
    question = own_question(request, pk)
    return _do(
        request, question.ballot, lambda: actions.order_candidates(question, by=request.user),
        _("In order of surname strokes now."),
    )  # fmt: skip


def _do(request, ballot, act, said):
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(ballot)


@require_safe
def ballot_preview(request, pk):
    """The ballot as voters will see it; nothing can be cast here."""
    ballot = own_ballot(request, pk)
    context = {
        "title": ballot.title_text, "ballot": ballot, "unit": ballot.unit, "voter_name": _("a voter"), "secrecy": queries.voting.secrecy(ballot),
        "questions": Paper(queries.voting.questions(ballot)).questions, "review": "", "preview": True,
    }  # fmt: skip
    return render(request, "ballots/ballot_preview.html", context)


# --- the acts of its life --------------------------------------------------------------------------------------------------------


def ballot_freeze(request, pk):
    """From here on questions and electorate stand; the hash of the electorate is published."""
    ballot = own_ballot(request, pk)
    asked, entitled = queries.pages.set_up(ballot)
    words = {
        "title": _("Freeze “%s”") % ballot.title_text, "button": _("Freeze"),
        "lead": _(
            "%(asked)s questions and %(entitled)s voters are fixed now; the list gets a hash that everybody may "
            "compare. Afterwards a voter is added or struck off only with a reason that is public."
        )
        % {"asked": asked, "entitled": entitled},
    }  # fmt: skip
    return ballot_verb(
        request, ballot, forms.setting_up.NothingForm, words, lambda _data: actions.freeze(ballot, by=request.user, at=now()),
        said=_("Frozen. It opens by itself at its time."),
    )  # fmt: skip


def ballot_close(request, pk):
    """Closed before its time."""
    ballot = own_ballot(request, pk)
    words = {
        "title": _("Close “%s” before its time") % ballot.title_text, "button": _("Close"), "danger": True,
        "lead": _("It closes by itself at the time that was announced. Whoever has not voted cannot vote any more."),
    }  # fmt: skip
    return ballot_verb(
        request, ballot, LongWhyForm, words,
        lambda data: actions.close(ballot, by=request.user, at=now(), **data), said=_("Closed."),
    )  # fmt: skip


def ballot_present(request, pk):
    """How many came to the meeting at which the vote is held."""
    ballot = own_ballot(request, pk)
    words = {"title": _("Persons present"), "button": _("Note")}
    return ballot_verb(
        request, ballot, forms.setting_up.PresentForm, words,
        lambda data: actions.record_present(ballot, by=request.user, **data), said=_("Noted."),
        form_kwargs={"initial": {"present": ballot.present}},
    )  # fmt: skip


def candidates_show(request, pk):
    """The first day on which the candidates hang out for everybody to object."""
    ballot = own_ballot(request, pk)
    told = queries.pages.notice_verdict(ballot)
    words = {
        "title": _("Candidates on public notice"), "button": _("Note the day"), "lead": "" if told is None or told else told.reason,
    }  # fmt: skip
    return ballot_verb(
        request, ballot, DayForm, words, lambda data: actions.show_candidates(ballot, by=request.user, **data),
        said=_("Noted. The notice to hang out is among the papers."), form_kwargs={"initial": {"on": ballot.shown_from or timezone.localdate()}},
    )  # fmt: skip


def ballot_count(request, pk):
    """The slips are opened and counted."""
    ballot = own_ballot(request, pk)
    words = {
        "title": _("Count “%s”") % ballot.title_text, "button": _("Count"),
        "lead": _(
            "All slips are opened together, mixed and counted with the tellers' sheets. The count can be "
            "repeated by anybody from the published box."
        ),
    }  # fmt: skip
    return ballot_verb(
        request, ballot, forms.setting_up.NothingForm, words, lambda _data: actions.count(ballot, by=request.user, at=now()),
        said=_("Counted. Look at the result, then publish it."), url=reverse("ballots:ballot_result", args=[ballot.pk]),
    )  # fmt: skip


def ballot_publish(request, pk):
    """Result and box become public."""
    ballot = own_ballot(request, pk)
    words = {
        "title": _("Publish “%s”") % ballot.title_text, "button": _("Publish"),
        "lead": _("Question, rule, result, the hash of the electorate and the box become public, without names of voters in a secret ballot."),
    }  # fmt: skip
    return ballot_verb(
        request, ballot, forms.setting_up.NothingForm, words, lambda _data: actions.publish(ballot, by=request.user, at=now()),
        said=_("Published."), url=reverse("ballots:ballot_result", args=[ballot.pk]),
    )  # fmt: skip


def ballot_annul(request, pk):
    """The ballot does not count."""
    ballot = own_ballot(request, pk)
    words = {
        "title": _("Annul “%s”") % ballot.title_text, "button": _("Annul"), "danger": True,
        "lead": _("Nothing of it counts any more. Who annulled it and why stays on file."),
    }  # fmt: skip
    return ballot_verb(
        request, ballot, LongWhyForm, words,
        lambda data: actions.annul(ballot, by=request.user, at=now(), **data), said=_("Annulled."),
    )  # fmt: skip
