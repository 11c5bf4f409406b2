"""Pages of cards: the register, issuing, the sheet to cut out, and what a code on a card says to anybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel import ledger, signing
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.members import actions, forms, own, papers, queries
from taizhang.members.models import Card
from taizhang.members.views.reading import own_membership
from taizhang.members.views.shapes import PAGES
from taizhang.ui import qr
from taizhang.ui.pages import act_page, page_of
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, File, Way, link, narrowed, state, workbook
from taizhang.word.download import paper_response

EXPORTED, PRINTED = 20_000, 300
FIGURES = ("members.cards_valid", "OM-09:件数", "members.reregistered_share")


def own_card_file(request, pk):
    """A card that the user may read; 404 for everybody else."""
    return get_object_or_404(queries.cards.cards(request.user), pk=pk)


def _asked(request):
    unit = chosen_unit(request)
    return unit, forms.CardFilter(request.GET), queries.cards.cards(request.user, under=unit)


@require_safe
def card_list(request):
    """Cards of the unit and everything below it."""
    unit, filters, rows = _asked(request)
    labels = (_("Card no."), _("Name"), _("Union"), _("Issued on"), _("State"), _("Void since"), _("Reason"))
    return PAGES.register(
        request, rows, unit=unit, title=_("Membership cards"), tab="cards", heads=tuple((label, False) for label in labels),
        row=lambda one: (link(one.number, one), one.person.name, one.membership.unit.name, one.issued_on, state(one), one.ended_on, one.why),
        filters=filters, figures=[ledger.value(code, unit, Period.year(timezone.localdate().year)) for code in FIGURES],
        lead=_(
            "The code on a card is signed: anybody can check it, and sees no more than a masked name, the union, and whether it is valid."
        ),
        buttons=(Button("members.issue_cards", reverse("members:card_issue_many") + f"?unit={unit.code}", picture="plus"),),
        ways=(
            Way(reverse("members:card_sheet") + f"?{request.GET.urlencode()}", _("Sheet to cut out (Word)"), "printer"),
            Way(reverse("members:card_export") + f"?{request.GET.urlencode()}", _("Export")),
        ),
        empty=_("Issue the first cards."), prepare=None,
    )  # fmt: skip


@require_safe
def card_export(request):
    """The list as a workbook."""
    _unit, filters, rows = _asked(request)
    heads = ("会员证号", "姓名", "所在工会", "发证日期", "状态", "失效日期", "原因")
    lines = (
        (one.number, one.person.name, one.membership.unit.name, one.issued_on, one.state, one.ended_on, one.why)
        for one in narrowed(rows, filters).select_related("membership__unit")[:EXPORTED]
    )
    return workbook(_("Membership cards"), heads, lines)


def _address(request, card):
    return request.build_absolute_uri(reverse("members:card_check", args=[queries.cards.token_of(card)]))


@require_safe
def card_sheet(request):
    """Valid cards of the list, ten to a page, to be cut out."""
    unit, filters, rows = _asked(request)
    found = narrowed(rows, filters).filter(state=Card.State.VALID)
    if not 0 < found.count() <= PRINTED:
        messages.warning(request, _("Between 1 and %d cards are printed at once: narrow the list.") % PRINTED)
        return redirect(reverse("members:card_list") + f"?unit={unit.code}")
    return paper_response(papers.card_sheet(list(found), lambda card: _address(request, card)))


@require_safe
def card_detail(request, pk):
    """One card."""
    one = own_card_file(request, pk)
    buttons, here = [], one.membership.unit
    if one.state == Card.State.VALID:
        replace, void = (reverse(f"members:card_{verb}", args=[one.pk]) for verb in ("replace", "void"))
        buttons = [
            Button(
                "members.replace_card",
                replace,
                picture="refresh",
                verdict=can(request.user, "members.replace_card", here),
            ),
            Button(
                "members.void_card",
                void,
                kind="danger",
                picture="ban",
                verdict=can(request.user, "members.void_card", here),
            ),
        ]
    ways = [Way(one.membership.get_absolute_url(), _("The member's file"), "user")]
    if one.state == Card.State.VALID:
        ways.append(Way(_address(request, one), _("What the code shows"), "qrcode"))
    shape = File(
        heading=one.number, unit=here, tab="cards", state=one.get_state_display(), tone=one.tone, lead=one.person.name,
        facts=[
            (_("Name"), one.person.name), (_("Issued by"), one.unit.name), (_("Issued on"), one.issued_on), (_("Void since"), one.ended_on),
            (_("Reason"), one.why), (_("Replaces"), one.replaces.number if one.replaces else ""),
        ],
        buttons=buttons, ways=ways,
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def card_issue(request, pk):
    """A card for one member."""
    membership = own_membership(request, pk)
    return PAGES.verb(
        request, membership, forms.IssueForm, _("Issue a card to %s") % membership.person.name,
        lambda data: actions.issue_card(membership, by=request.user, **data), url=lambda done: done.get_absolute_url(),
        verdict=can(request.user, "members.issue_card", membership.unit), button=_("Issue"), said=_("Issued."),
        form_kwargs={"initial": {"on": timezone.localdate(), "number": membership.card_no}},
    )  # fmt: skip


def card_issue_many(request):
    """Cards for everybody marked who has none."""
    unit = chosen_unit(request)
    page = page_of(request, queries.cards.without_card(request.user, unit), per_page=200)
    chosen = set(request.POST.getlist("chosen"))
    marked = [one for one in page if str(one.pk) in chosen]
    return act_page(
        request, forms.OnForm, "members/card_issue_many.html",
        {
            "title": _("Issue cards"), "unit": unit, "page": page, "button": _("Issue to those marked"), "back": reverse("members:card_list"),
            "marked": {one.pk for one in marked}, "lead": _("Members without a valid card."),
            "verdict": can(request.user, "members.issue_cards", unit),
        },
        then=lambda data: actions.issue_cards(unit, by=request.user, memberships=marked, **data),
        url=lambda done: reverse("members:card_list") + f"?unit={unit.code}",
        said=lambda done: ngettext("%(count)d card issued.", "%(count)d cards issued.", len(done)) % {"count": len(done)},
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def card_replace(request, pk):
    """Another card for a lost one."""
    one = own_card_file(request, pk)
    return PAGES.verb(
        request, one, forms.ReplaceForm, _("Replace the card of %s") % one.person.name,
        lambda data: actions.replace_card(one, by=request.user, **data), url=lambda done: done.get_absolute_url(),
        lead=_("The old code says “not valid” from then on."), verdict=can(request.user, "members.replace_card", one.membership.unit),
        said=_("Replaced."),
    )  # fmt: skip


def card_void(request, pk):
    """A card is void."""
    one = own_card_file(request, pk)
    return PAGES.verb(
        request, one, forms.EndForm, _("Declare the card of %s void") % one.person.name,
        lambda data: actions.void_card(one, by=request.user, **data), danger=True,
        verdict=can(request.user, "members.void_card", one.membership.unit), said=_("The card is void."),
    )  # fmt: skip


# --- for everybody ------------------------------------------------------------------------------------------------------------


@login_not_required
@never_cache
@require_safe
def card_check(request, token):
    """Behind the code of a card, for everybody: masked name, union, valid or not. Nothing else, and no trace of who asked."""
    card = queries.cards.card_of(token)
    shown = queries.cards.shown_to_anybody(card) if card else None
    context = {"title": _("Membership card"), "shown": shown}
    answer = render(request, "members/card_check.html", context, status=200 if shown else 404)
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


@login_not_required
@require_safe
def card_keys(request):
    """The public keys, as a JWK set: with them a code is checked without this server (docs/capabilities/members.md)."""
    answer = JsonResponse(signing.public_keys(), content_type="application/jwk-set+json")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@login_not_required
@never_cache
@require_safe
def own_card(request):
    """The member's own card on the telephone."""
    membership = own.visitor(request)
    card = queries.cards.valid_card(membership.person)
    if card is None:
        raise Http404
    address = _address(request, card)
    context = {"title": _("Membership card"), "card": card, "membership": membership, "picture": qr.picture(address)}
    return render(request, "members/own_card.html", context)
