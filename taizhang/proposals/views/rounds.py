"""Pages of rounds."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.kernel.tracing import acts_on
from taizhang.proposals import actions, forms, papers, queries, rules, sheets
from taizhang.proposals.models import Entitled, Round
from taizhang.proposals.views.shapes import button, started, tabs, today
from taizhang.ui.fields import LongWhyForm, SureForm
from taizhang.ui.pages import act_page, list_page, page_of, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.sheets import sheet_response
from taizhang.word.download import word_response

TILES = (
    "received_count",
    "filing_rate",
    "answer_rate",
    "closing_rate",
    "satisfaction_rate",
    "carried_out",
)


def own_round(request, pk):
    """A round that the user may read; 404 for everybody else."""
    return get_object_or_404(Round.objects.visible_to(request.user).standing().select_related("unit"), pk=pk)


@require_safe
def round_list(request):
    """Rounds of the unit and below, with the figures of the year."""
    unit, year = chosen_unit(request), Period.year(today().year)
    found = ledger.values([f"proposals.{code}" for code in TILES], unit, year)
    context = {
        "title": _("Proposals"),
        "unit": unit,
        "year": year,
        "figures": list(found.values()),
        "tabs": tabs(),
        "may_open": can(request.user, "proposals.open_round", unit),
    }
    return list_page(request, queries.rounds.rounds(request.user, under=unit), "proposals/round_list.html", context)


def round_open(request):
    """Open the collection for a session."""
    unit, now = chosen_unit(request), today()
    found = queries.rounds.sessions_to_copy(unit)[:1]
    initial = {"on": now, "opens_on": now}
    if found:
        initial |= {"term": found[0].term, "session": found[0].session, "session_on": found[0].on}
    rule = queries.rounds.handed_in_rule(unit, now)
    words = {
        "title": _("Open a round of proposals"),
        "unit": unit,
        "lead": rule.sentence(),
        "button": _("Open the round"),
        "back": reverse("proposals:round_list"),
    }

    def then(data):
        same = [one for one in found if (one.term, one.session) == (data["term"], data["session"])]
        return actions.rounds.open_round(unit, by=request.user, of=same[0].record if same else None, **data)

    return act_page(
        request,
        forms.RoundForm,
        context=words,
        then=then,
        said=_("Opened. Now say who may propose."),
        form_kwargs={"initial": initial},
    )


@require_safe
def round_detail(request, pk):
    """A round: the window, who may propose, what came in and what became of it."""
    one = own_round(request, pk)
    unit, now = one.unit, today()
    found = queries.proposals.of_round(one)
    year = Period.between(min(one.opens_on, one.session_on), max(one.session_on, now))
    where = f"提案届次={one}"
    waiting = queries.rounds.undecided(one)
    context = {
        "round": one,
        "unit": unit,
        "tabs": tabs(),
        "stage": one.stage(now),
        "today": now,
        "figures": [ledger.value(f"proposals.{code}", unit, year, where=where) for code in TILES],
        "year": year,
        "where": where,
        "page": page_of(request, found, 100),
        "entitled": list(one.entitled.select_related("person", "membership__unit")),
        "session": queries.rounds.session_of(one),
        "scored": queries.proposals.points_of(found.prefetch_related("scores")),
        "acts": acts_on(one),
        "buttons": _buttons(request, one, now, waiting),
        "may_entitle": can(request.user, "proposals.entitle", unit),
        "public": request.build_absolute_uri(reverse("proposals:published", args=[one.pk])) if one.published_on else "",
    }
    return render(request, "proposals/round_detail.html", context)


def _buttons(request, one, now, waiting):
    rows = []
    if one.stage(now) == "open":
        rows.append(
            button(request, one, "propose", "proposal_write", _("Enter a proposal"), kind="primary", picture="plus")
        )
    elif now > one.closes_on and not one.reported_on:
        rows.append(button(request, one, "propose", "proposal_write", _("Enter a late proposal"), picture="plus"))
    rows.append(button(request, one, "open_round", "round_change", _("Change the days"), picture="calendar"))
    if one.published_on:
        rows.append(button(request, one, "publish", "round_unpublish", _("Take the page away"), picture="eye-off"))
    else:
        rule = rules.round.may_publish(one, undecided=waiting)
        rows.append(button(request, one, "publish", "round_publish", _("Publish"), picture="world", rule=rule))
    if not one.reported_on:
        rule = rules.round.may_report(one, undecided=waiting)
        rows.append(
            button(
                request, one, "report", "round_report", _("Reported to the congress"), picture="speakerphone", rule=rule
            )
        )
    return rows


round_change = verb_page(
    own_round,
    forms.ChangeRoundForm,
    actions.rounds.change_round,
    title=lambda one: _("Change the days of %s") % one,
    button=gettext_lazy("Save"),
    said=gettext_lazy("Saved."),
    lead=lambda one: queries.rounds.handed_in_rule(one.unit, today()).sentence(),
    start=lambda one: started(
        session_on=one.session_on, opens_on=one.opens_on, closes_on=one.closes_on, leader=one.leader, remark=one.remark
    ),
)


def round_entitle(request, pk):
    """Delegates put on the list by name."""
    one = own_round(request, pk)
    words = {
        "title": _("Who may propose in %s") % one,
        "unit": one.unit,
        "button": _("Put on the list"),
        "back": one.get_absolute_url(),
        "lead": _("Full delegates only. A whole list comes in by a workbook."),
    }
    return act_page(
        request,
        forms.EntitleForm,
        context=words,
        url=one.get_absolute_url(),
        said=_("Put on the list."),
        then=lambda data: actions.rounds.entitle(one, data["names"], by=request.user, group=data["group"]),
        form_kwargs={"user": request.user, "unit": one.unit},
    )


round_copy = verb_page(
    own_round,
    SureForm,
    lambda one, by: actions.rounds.copy_delegates(one, by=by),
    title=gettext_lazy("Take over the delegates of the congress"),
    button=gettext_lazy("Take over"),
    said=gettext_lazy("Taken over."),
    lead=gettext_lazy("The full delegates of the session, as the congress has them on file; who is on the list stays."),
    start=lambda one: {},
    url=lambda one: one.get_absolute_url(),
)


def _entitled(request, pk):
    found = Entitled.objects.filter(round__in=Round.objects.visible_to(request.user).standing()).select_related(
        "round__unit", "person"
    )
    return get_object_or_404(found, pk=pk)


def entitled_strike(request, pk):
    """Somebody is taken off the list."""
    one = _entitled(request, pk)
    words = {
        "title": _("Take %s off the list") % one.person.name,
        "unit": one.round.unit,
        "button": _("Take off"),
        "back": one.round.get_absolute_url(),
        "danger": True,
    }
    return act_page(
        request,
        LongWhyForm,
        context=words,
        url=one.round.get_absolute_url(),
        said=_("Taken off."),
        then=lambda data: actions.rounds.strike_out(one, by=request.user, **data),
    )


round_publish = verb_page(
    own_round,
    forms.PublishForm,
    actions.rounds.publish,
    title=lambda one: _("Publish the proposals of %s") % one,
    button=gettext_lazy("Publish"),
    said=gettext_lazy("Published."),
    lead=gettext_lazy(
        "A page without sign-in: titles, decisions, answers and ratings. Reasons and measures stay inside."
    ),
    start=lambda one: started(masked=True),
    url=lambda one: one.get_absolute_url(),
)
round_unpublish = verb_page(
    own_round,
    forms.DayWhyForm,
    actions.rounds.unpublish,
    title=lambda one: _("Take the page of %s away") % one,
    button=gettext_lazy("Take away"),
    said=gettext_lazy("Taken away."),
    danger=True,
    url=lambda one: one.get_absolute_url(),
)
round_report = verb_page(
    own_round,
    forms.DayForm,
    actions.rounds.report,
    title=lambda one: _("%s was reported to the congress") % one,
    button=gettext_lazy("Note the report"),
    said=gettext_lazy("Noted."),
    lead=gettext_lazy("The report itself prints as Word, with the figures of the ledger."),
    url=lambda one: one.get_absolute_url(),
)


@require_safe
def round_paper(request, pk):
    """The report on the proposals of a round as a Word file."""
    one = own_round(request, pk)
    return word_response(f"{one}提案工作报告", papers.report(one, today()))


@require_safe
def round_export(request, pk):
    """The register of a round in the usual layout, which can be imported again."""
    one = own_round(request, pk)
    return sheet_response(
        f"{one}提案登记表", [("提案登记", sheets.PROPOSAL_HEADS, sheets.proposal_rows(queries.proposals.of_round(one)))]
    )
