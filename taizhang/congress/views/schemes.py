"""Pages of schemes and major decisions: the register, the file with its gate, versions, opinions, votes; the list of reserved matters."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.congress.actions import schemes as actions
from taizhang.congress.forms import following as forms
from taizhang.congress.models import AgendaItem, Matter, Scheme
from taizhang.congress.queries import following as queries
from taizhang.congress.views.shapes import PAGES, importing
from taizhang.kernel import ledger
from taizhang.kernel.wording import told
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_period, chosen_unit
from taizhang.ui.registers import EXPORTED, Button, Cell, File, Table, Way, link, narrowed, state, today
from taizhang.ui.sheets import sheet_response

ACT = "ui/begin.html"
FIGURES = ("DM-02:件数", "congress.schemes_in_force", "DM-03:件数", "congress.opinions_taken_share")
GATE = ("congress.reserved_through", "congress.reserved_bypassed")


def own(request, pk):
    """A scheme that the user may read; 404 for everybody else."""
    found = (
        Scheme.objects.visible_to(request.user).standing().select_related("unit", "session__congress", "replaced_by")
    )
    return get_object_or_404(found, pk=pk)


def _own_opinion(request, pk):
    """An opinion on a scheme that the user may read."""
    return get_object_or_404(queries.opinions(request.user), pk=pk)


def _filter(request):
    return forms.SchemeFilter(request.GET or None, states=Scheme.State.choices, today=today())


def _stands(one, on):
    """In force, until when, or what took its place."""
    if one.effective_on is None:
        return Cell(None)
    if one.in_force(on):
        return Cell(_("since %s") % one.effective_on.isoformat(), tone="green")
    if one.ended_on:
        return Cell(
            _("%(first)s to %(last)s") % {"first": one.effective_on.isoformat(), "last": one.ended_on.isoformat()},
            tone="grey",
        )
    return Cell(_("from %s") % one.effective_on.isoformat(), tone="blue")


def _last_vote(one):
    votes = [vote for vote in one.votes.all() if vote.votes_for is not None]
    return f"{votes[-1].votes_for}/{votes[-1].entitled}" if votes else None


@require_safe
def scheme_list(request):
    """Schemes reviewed and adopted, with the version in force."""
    unit, on = chosen_unit(request), today()
    period = chosen_period(request, unit)
    heads = (
        (_("Title"), False), (_("Union"), False), (_("Class of matters"), False), (_("Session"), False), (_("For / entitled"), False),
        (_("Opinions"), True), (_("State"), False), (_("In force"), False),
    )  # fmt: skip

    def row(one):
        return (
            link(one.name, one), one.unit.name, one.matter_name, one.session.short if one.session else None, _last_vote(one), one.said, state(one),
            _stands(one, on),
        )  # fmt: skip

    return PAGES.register(
        request,
        queries.schemes(request.user, under=unit).prefetch_related("votes"),
        unit=unit,
        title=_("Schemes and major decisions"),
        tab="schemes",
        heads=heads,
        row=row,
        filters=_filter(request),
        figures=ledger.values(FIGURES, unit, period).values(),
        lead=_("Drafted, sent round, voted on, in force, replaced. Figures of %s.") % period.label(),
        buttons=(
            Button("congress.draft_scheme", reverse("congress:scheme_draft"), _("Propose a scheme"), "primary", "plus"),
            importing(unit, "congress_schemes"),
        ),
        ways=(Way(f"{reverse('congress:scheme_export')}?{request.GET.urlencode()}", _("Export")),),
        empty=_(
            "Propose a scheme: its class says whether the congress has to vote on it; then comes the draft, the opinions, the vote."
        ),
    )


@require_safe
def scheme_export(request):
    """The register as a workbook."""
    unit, on = chosen_unit(request), today()
    heads = (
        "编号",
        "名称",
        "所在工会",
        "形式",
        "事项类别",
        "提出单位",
        "届次",
        "状态",
        "通过日期",
        "应到",
        "实到",
        "赞成",
        "反对",
        "弃权",
        "施行日期",
        "终止日期",
        "被取代为",
        "意见条数",
        "现行有效",
    )
    rows = []
    found = narrowed(queries.schemes(request.user, under=unit).prefetch_related("votes"), _filter(request))
    for one in found[:EXPORTED]:
        last = ([vote for vote in one.votes.all() if vote.votes_for is not None] or [None])[-1]
        counts = (
            (last.entitled, last.present, last.votes_for, last.votes_against, last.abstained) if last else (None,) * 5
        )
        rows.append(
            (one.number, one.name, one.unit.name, one.get_form_display(), one.matter_name, one.proposer,
             one.session.short if one.session else "", one.get_state_display(), one.decided_on, *counts, one.effective_on, one.ended_on,
             one.replaced_by.name if one.replaced_by else "", one.said, "是" if one.in_force(on) else "")
        )  # fmt: skip
    return sheet_response(f"{unit.name}审议通过方案台账", [("方案", heads, rows)])


def scheme_draft(request):
    """A scheme or a major decision is proposed."""
    unit = chosen_unit(request)
    matters = sorted(
        queries.matters(unit, today()).values(), key=lambda one: (not one.is_reserved, one.code == "other")
    )
    return PAGES.begin(
        request, unit, forms.SchemeForm, _("Propose a scheme"), lambda data: actions.draft_scheme(unit, by=request.user, **data),
        code="congress.draft_scheme", back="congress:scheme_list", button=_("Propose"),
        lead=_("The class of matters says what the congress has to do before it takes effect."),
        form_kwargs={"matters": matters, "initial": {"on": today()}}, said=_("Put on file. Now send the draft round."),
    )  # fmt: skip


@require_safe
def scheme_detail(request, pk):
    """One scheme: the gate in a sentence, versions, opinions by group, votes, what came of it."""
    one, on = own(request, pk), today()
    matter, gate, sentence = queries.gate(one, on)
    page = File(one.name, one.unit, "schemes", one.get_state_display(), one.tone, lead=one.number)
    page.notes = [(("green" if matter and matter.is_reserved else "blue") if gate else "amber", sentence)]
    if one.bypassed_on:
        said = _("Put into effect without the vote on %(on)s: %(what)s. Such a decision does not bind the staff.")
        page.notes.append(("red", said % {"on": one.bypassed_on.isoformat(), "what": one.bypass_words}))
    page.facts = [
        (_("Form"), one.get_form_display()), (_("Class of matters"), one.matter_name), (_("Proposed by"), one.proposer),
        (_("Session"), one.session.name if one.session else ""), (_("Drafted on"), one.drafted_on), (_("Sent round on"), one.circulated_on),
        (_("Opinions up to"), one.opinions_until), (_("Decided on"), one.decided_on), (_("In force from"), one.effective_on),
        (_("In force until"), one.ended_on), (_("Replaced by"), one.replaced_by.name if one.replaced_by else ""),
        (_("Takes the place of"), "、".join(older.name for older in one.replaces.all())), (_("Published on"), one.published_on),
        (_("Remark"), one.remark),
    ]  # fmt: skip
    page.buttons = _buttons(one, gate, queries.last_text(one)[1])
    page.tables = [_votes(one), _opinions(one), _versions(one)]
    last, _standing = queries.last_text(one)
    page.texts = [(_("Text, version %s") % last.number, last.text)] if last and last.text else []
    return PAGES.show(request, one, page)


def _votes(one):
    heads = (
        (_("Day"), False),
        (_("Deciding body"), False),
        (_("What was decided on"), False),
        (pgettext("congress", "Entitled"), True),
        (pgettext("congress", "Present"), True),
        (pgettext("congress", "For"), True),
        (_("Against"), True),
        (_("Abstained"), True),
        (_("Result"), False),
        (_("By which rule"), False),
    )
    rows = [
        (
            vote.on.isoformat(), vote.get_body_display(), vote.get_aim_display(), vote.entitled, vote.present, vote.votes_for, vote.votes_against,
            vote.abstained, _result(vote), told(vote.reason),
        )
        for vote in one.votes.all()
    ]  # fmt: skip
    return Table(_("Votes and hearings"), heads, rows, _("No meeting has dealt with it yet."))


def _result(vote):
    if vote.aim == vote.Aim.HEARING:
        return Cell(_("heard"), tone="blue")
    return (
        Cell(pgettext("congress", "passed"), tone="green")
        if vote.passed
        else Cell(pgettext("congress", "not passed"), tone="red")
    )


def _opinions(one):
    heads = (
        (_("Group"), False),
        (_("Clause"), False),
        (_("Opinion"), False),
        (pgettext("congress", "Received on"), False),
        (_("Taken up"), False),
        (_("Answer"), False),
        (_("Next step"), False),
    )
    rows = [
        (
            said.group, said.clause, said.words, said.received_on.isoformat(), Cell(said.get_outcome_display(), tone=said.tone), said.answer,
            Cell(_("Answer"), reverse("congress:opinion_answer", args=[said.pk])),
        )
        for said in one.opinions.order_by("group", "id")
    ]  # fmt: skip
    return Table(_("Opinions by group"), heads, rows, _("Send the draft round; then record what each group says."))


def _versions(one):
    heads = ((_("Version"), True), (_("Kind"), False), (_("Day"), False), (_("Clauses changed"), False))
    rows = [(text.number, text.get_kind_display(), text.on.isoformat(), text.changes) for text in one.versions.all()]
    return Table(_("Versions of the text"), heads, rows, _("No text is on file yet."))


def _buttons(one, gate, standing):
    """What comes next, the most likely step first."""
    State = Scheme.State
    to = lambda verb: reverse(f"congress:scheme_{verb}", args=[one.pk])  # noqa: E731
    principle = one.state == State.IN_PRINCIPLE
    open_states = (State.DRAFT, State.CIRCULATED, State.IN_PRINCIPLE)
    wanted = (
        (one.state == State.DRAFT, "circulate_scheme", "circulate", _("Send round for opinions"), "speakerphone"),
        (one.state == State.IN_PRINCIPLE and not standing.is_newer, "revise_scheme", "revise", _("Add a version"), "file-plus"),
        (one.state == State.IN_PRINCIPLE and standing.is_newer, "deliberate", "deliberate", _("Record a vote"), "gavel"),
        (one.state in (State.CIRCULATED, State.IN_PRINCIPLE), "take_opinions", "take_opinions", _("Record opinions"), "message-circle"),
        (one.state in open_states and not (principle and not standing.is_newer), "revise_scheme", "revise", _("Add a version"), "file-plus"),
        (one.state in open_states and not principle, "deliberate", "deliberate", _("Record a vote"), "gavel"),
        (one.state in open_states, "deliberate", "take_vote", _("Take over a session's vote"), "download"),
        (one.effective_on is None and one.state not in (State.REJECTED, State.WITHDRAWN), "enforce_scheme", "enforce", _("Put into force"), "check"),
        (one.effective_on is not None and one.ended_on is None, "end_scheme", "end", _("End it"), "archive"),
        (one.published_on is None and (one.decided_on or one.effective_on), "publish_scheme", "publish", _("Published"), "news"),
        (one.state in open_states, "withdraw_scheme", "withdraw", _("Withdraw"), "arrow-back-up"),
        (not gate and one.bypassed_on is None and one.effective_on is None, "report_bypass", "report_bypass", _("Report a bypass"), "alert-triangle"),
    )  # fmt: skip
    chosen = [(code, to(page), label, picture) for holds, code, page, label, picture in wanted if holds]
    return [
        Button(f"congress.{code}", url, label, "primary" if place == 0 else "quiet", picture)
        for place, (code, url, label, picture) in enumerate(chosen)
    ]


def _verb(form, action, title, button, said, **more):
    more.setdefault("lead", lambda one: one.name)
    return verb_page(own, form, action, title=title, button=button, said=said, template=ACT, **more)


def _on_today(one):
    return {"initial": {"on": today()}}


scheme_revise = _verb(
    forms.VersionForm,
    actions.revise_scheme,
    gettext_lazy("Add a version of the text"),
    pgettext_lazy("congress", "Put on file"),
    gettext_lazy("On file."),
    start=lambda one: {"initial": {"on": today(), "kind": "revised"}},
)
scheme_circulate = _verb(
    forms.CirculateForm, actions.circulate_scheme, gettext_lazy("Send the draft round"), gettext_lazy("Sent round"),
    gettext_lazy("Now record what the groups say."),
)  # fmt: skip
scheme_take_opinions = _verb(
    forms.OpinionsForm, actions.take_opinions, gettext_lazy("Record the opinions of a group"), gettext_lazy("Record"), gettext_lazy("Recorded."),
)  # fmt: skip
scheme_deliberate = _verb(
    forms.DeliberationForm, actions.deliberate, gettext_lazy("Record a vote or a hearing"), gettext_lazy("Record"), gettext_lazy("Recorded."),
    start=_on_today,
)  # fmt: skip
scheme_publish = _verb(
    forms.DayForm, actions.publish_scheme, gettext_lazy("The result is published"), gettext_lazy("Record"), gettext_lazy("Recorded."),
)  # fmt: skip
scheme_end = _verb(
    forms.DayWhyForm, actions.end_scheme, gettext_lazy("End a scheme"), gettext_lazy("End it"), gettext_lazy("Ended.")
)
scheme_withdraw = _verb(
    forms.DayWhyForm, actions.withdraw_scheme, gettext_lazy("Withdraw a scheme"), gettext_lazy("Withdraw"), gettext_lazy("Withdrawn."),
)  # fmt: skip
scheme_report_bypass = _verb(
    forms.BypassForm, actions.report_bypass, gettext_lazy("Report that the vote was bypassed"), gettext_lazy("Report"), gettext_lazy("Reported."),
    lead=gettext_lazy("It was put into effect although it is reserved for the congress: say when and how. The figure of bypassed matters counts it."),
)  # fmt: skip


def scheme_take_vote(request, pk):
    """Take the figures over from a vote that a session counted."""
    one = own(request, pk)
    votes = queries.votes_at_sessions(one)
    lead = "" if votes.exists() else _("No session of this union has a counted vote yet; record the figures yourself.")
    return PAGES.verb(
        request, one, forms.TakeVoteForm, _("Take over a session's vote"), lambda data: actions.deliberate_at_session(one, by=request.user, **data),
        lead=lead, button=pgettext("scheme", "Take over"), form_kwargs={"votes": votes, "initial": {"aim": "final"}}, said=_("Recorded."),
    )  # fmt: skip


def scheme_enforce(request, pk):
    """Put it into force, through the gate."""
    one = own(request, pk)
    _matter, gate, sentence = queries.gate(one, today())
    others = (
        queries.records(Scheme, request.user)
        .filter(unit=one.unit, effective_on__isnull=False, ended_on=None)
        .exclude(pk=one.pk)
    )
    return PAGES.verb(
        request, one, forms.EnforceForm, _("Put into force"), lambda data: actions.enforce_scheme(one, by=request.user, **data), lead=sentence,
        form_kwargs={"others": others, "initial": {"on": today()}}, said=_("It is in force from that day."), verdict=gate,
    )  # fmt: skip


def opinion_answer(request, pk):
    """Answer what a group said."""
    said = _own_opinion(request, pk)
    initial = {"on": said.answered_on or today(), "outcome": said.outcome, "answer": said.answer}
    return PAGES.verb(
        request, said.scheme, forms.AnswerForm, _("Answer an opinion"), lambda data: actions.answer_opinion(said, by=request.user, **data),
        lead=f"{said.group} {said.clause}：{said.words}", form_kwargs={"initial": initial}, said=_("Answered."),
    )  # fmt: skip


# --- reserved matters --------------------------------------------------------------------------------------------------------


@require_safe
def matter_list(request):
    """What law or charter reserve here, and what needs what before it takes effect."""
    unit, on = chosen_unit(request), today()
    heads = (
        (_("Class of matters"), False), (_("Power of the congress"), False), (_("Before it takes effect"), False), (_("By secret ballot"), False),
        (_("According to"), False), (_("Laid down by"), False), (_("Next step"), False),
    )  # fmt: skip
    tones = {"vote": "red", "hearing": "amber", "nothing": "grey"}

    def row(one):
        mine = one.record is not None and one.record.unit_id == unit.pk
        return (
            one.label,
            AgendaItem.Power(one.power).label,
            Cell(Matter.Needs(one.needs).label, tone=tones[one.needs]),
            _("yes") if one.secret else None,
            one.citation(),
            one.record.unit.name if one.own else _("shipped list"),
            Cell(_("End this line"), reverse("congress:matter_drop", args=[one.record.pk])) if mine else None,
        )

    found = sorted(
        queries.matters(unit, on).values(),
        key=lambda one: (one.needs != "vote", one.needs == "nothing", one.code == "other"),
    )
    return PAGES.register(
        request, found, unit=unit, title=_("Matters reserved for the congress"), tab="matters", heads=heads, row=row,
        lead=_("Nothing that is reserved takes effect without its vote or hearing. A charter may reserve more."),
        buttons=(Button("congress.lay_down_matter", reverse("congress:matter_lay_down"), _("Lay down by charter"), "primary", "plus"),),
        ways=(Way(reverse("congress:gate_list"), _("Register of matters and proof"), "clipboard-check"),),
    )  # fmt: skip


def matter_lay_down(request):
    """A union's charter, or a federation's rules, say what is reserved."""
    unit = chosen_unit(request)
    matters = queries.matters(unit, today())
    known = matters.get(request.GET.get("code", ""))
    initial = {"since": today(), "assembly": True, "needs": "vote"}
    if known:
        initial |= {"code": known.code, "name": known.name, "power": known.power, "needs": known.needs}
    return PAGES.begin(
        request, unit, forms.MatterForm, _("Lay down what is reserved"), lambda data: actions.lay_down_matter(unit, by=request.user, **data),
        code="congress.lay_down_matter", back="congress:matter_list", button=pgettext("congress", "Lay down"),
        lead=_("It holds for this union and everything below it, from its day on, in the place of the shipped line."),
        form_kwargs={"matters": matters.values(), "initial": initial}, said=_("Laid down."),
    )  # fmt: skip


def _own_matter(request, pk):
    """A line of a union's own list."""
    return get_object_or_404(Matter.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


matter_drop = verb_page(
    _own_matter, forms.DayWhyForm, actions.drop_matter, title=gettext_lazy("End a line of the charter"), button=gettext_lazy("End it"),
    said=gettext_lazy("Ended; what holds above or by law holds again."), lead=lambda one: one.name, template=ACT,
)  # fmt: skip


def _proof(one, kinds):
    """What proves the consultation: opinions, answers, files."""
    parts = []
    if one.said:
        parts.append(_("opinions: %(said)s, not answered: %(open)s") % {"said": one.said, "open": one.open_words})
    parts += [f"{vote.get_body_display()} {vote.on.isoformat()}" for vote in one.votes.all()]
    parts += kinds
    return "；".join(parts) or None


@require_safe
def gate_list(request):
    """Reserved matters with the answer of the gate and the proof of consultation."""
    unit, on = chosen_unit(request), today()
    period = chosen_period(request, unit)
    heads = (
        (_("Matter"), False), (_("Union"), False), (_("Class of matters"), False), (_("Gate"), False), (_("In force"), False), (_("Proof"), False),
    )  # fmt: skip

    known, kinds = {}, {}

    def prepare(found):
        kinds.update(queries.evidence_kinds(Scheme, found))

    def row(one):
        _matter, verdict, sentence = queries.gate(one, on, known)
        tone = "red" if one.bypassed_on else "green" if verdict else "amber"
        said = (
            _("bypassed on %s") % one.bypassed_on.isoformat()
            if one.bypassed_on
            else pgettext("congress", "open")
            if verdict
            else pgettext("congress", "closed")
        )
        return (
            link(one.name, one),
            one.unit.name,
            one.matter_name,
            Cell(said, tone=tone),
            _stands(one, on),
            f"{sentence} {_proof(one, kinds.get(one.pk, [])) or ''}",
        )

    return PAGES.register(
        request, _reserved(request, unit), prepare=prepare, unit=unit, title=_("Register of reserved matters"), tab="matters", heads=heads, row=row,
        figures=ledger.values(GATE, unit, period).values(), filters=_filter(request),
        lead=_("Each with the answer of the gate and what proves the consultation. Figures of %s.") % period.label(),
        ways=(Way(f"{reverse('congress:gate_export')}?{request.GET.urlencode()}", _("Export")),),
        empty=_("Propose a scheme of a reserved class; it appears here with its votes and opinions."),
    )  # fmt: skip


def _reserved(request, unit):
    return queries.schemes(request.user, under=unit).filter(reserved=True).prefetch_related("votes")


@require_safe
def gate_export(request):
    """The register of reserved matters as a workbook."""
    unit, on = chosen_unit(request), today()
    heads = ("事项", "所在工会", "事项类别", "提出单位", "把关结论", "生效日期", "绕过日期", "协商证明")
    rows, known = [], {}
    found = list(narrowed(_reserved(request, unit), _filter(request))[:EXPORTED])
    kinds = queries.evidence_kinds(Scheme, found)
    for one in found:
        _matter, _verdict, sentence = queries.gate(one, on, known)
        rows.append(
            (
                one.name,
                one.unit.name,
                one.matter_name,
                one.proposer,
                sentence,
                one.effective_on,
                one.bypassed_on,
                _proof(one, kinds.get(one.pk, [])),
            )
        )
    return sheet_response(f"{unit.name}重大事项台账", [("重大事项", heads, rows)])
