"""Pages of the electorate: who may vote, changes after freezing, mandates, links and cards, paper ballots, who has voted."""

import io

import qrcode
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from taizhang.ballots import actions, forms, queries
from taizhang.ballots.models import Ballot
from taizhang.ballots.views.officers import verdicts_for
from taizhang.ballots.views.shapes import ballot_verb, now, own_ballot, own_voter
from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Refused
from taizhang.ui.fields import LongWhyForm
from taizhang.ui.pages import page_of
from taizhang.ui.sheets import sheet_response

State = Ballot.State
PER_PAGE = 100


def _list(ballot):
    return reverse("ballots:electorate_list", args=[ballot.pk])


@require_safe
def electorate_list(request, pk):
    """The electorate with its hash and its changes; after closing, who has voted."""
    ballot = own_ballot(request, pk)
    phase = ballot.phase(now())
    filters = forms.filters.VoterFilter(request.GET)
    voters = queries.pages.voters(ballot)
    page = page_of(request, filters.narrow(voters) if filters.is_valid() else voters, PER_PAGE)
    came = {number: voted for number, _name, voted in _who_voted(request, ballot)}
    context = {
        "title": _("Electorate"), "ballot": ballot, "unit": ballot.unit, "filters": filters, "page": page, "phase": phase.value,
        "rows": [(voter, came.get(voter.number)) for voter in page], "knows": bool(came), "changes": queries.changes(ballot),
        "turnout": queries.turnout(ballot), "verdicts": verdicts_for(request.user, ballot.unit),
        "assemblies": queries.pages.assemblies(ballot.unit) if phase == State.DRAFTED else (),
        "may_change": phase in (State.FROZEN, State.OPEN), "names": bool(can(request.user, "ballots.enrol", ballot.unit)),
    }  # fmt: skip
    return render(request, "ballots/electorate_list.html", context)


def _who_voted(request, ballot):
    """After closing; nothing before."""
    try:
        return queries.who_voted(ballot, request.user, now())
    except Refused:
        return ()


@require_safe
def electorate_export(request, pk):
    """The electorate as a workbook; after closing with who has voted."""
    ballot = own_ballot(request, pk)
    came = {number: (name, voted) for number, name, voted in _who_voted(request, ballot)}
    full = bool(can(request.user, "ballots.enrol", ballot.unit))
    heads = [_("No."), _("Name"), _("Constituency or group"), _("Votes"), _("Struck off")]
    rows = [
        [
            one.number,
            one.name if full else came.get(one.number, (_("hidden"),))[0],
            one.group,
            one.weight,
            _("yes") if one.struck else "",
        ]
        for one in queries.electorate(ballot, struck=True)
    ]
    if came:
        heads.append(_("Has voted"))
        for row in rows:
            row.append({True: _("yes"), False: _("no")}.get(came.get(row[0], ("", None))[1], ""))
    return sheet_response(f"{ballot.title_text}-选举人名单", [(_("Electorate"), heads, rows)])


# --- before freezing -------------------------------------------------------------------------------------------------------------


def _enrol(request, ballot, form, words, voters, form_kwargs=None):
    said = _("Entered. Whoever stood on the list already was left as he is.")
    return ballot_verb(
        request, ballot, form, {"back": _list(ballot), "button": _("Enter into the electorate"), **words},
        lambda data: actions.enrol(ballot, by=request.user, voters=voters(data)), said=said, url=_list(ballot), form_kwargs=form_kwargs,
    )  # fmt: skip


def electorate_names(request, pk):
    """Names that are typed."""
    words = {
        "title": _("Type the voters"),
        "lead": _("For a small vote. Whoever stands in the register of members is better taken from there."),
    }
    return _enrol(request, own_ballot(request, pk), forms.electorate.NamesForm, words, lambda data: data["names"])


def electorate_book(request, pk):
    """Names from a workbook."""
    words = {
        "title": _("Voters from a workbook"),
        "lead": _("The first sheet is read; rows without a name are left out."),
    }
    return _enrol(request, own_ballot(request, pk), forms.electorate.BookForm, words, lambda data: data["book"])


def electorate_delegates(request, pk):
    """The delegates of a meeting."""
    ballot = own_ballot(request, pk)
    meetings = list(queries.pages.assemblies(ballot.unit))
    words = {
        "title": _("Delegates as voters"),
        "lead": _("The full delegates of the meeting, with their constituency."),
    }
    return _enrol(
        request, ballot, forms.electorate.DelegatesForm, words,
        lambda data: queries.pages.delegates(meetings[int(data["assembly"])]), {"assemblies": meetings},
    )  # fmt: skip


def electorate_members(request, pk):
    """Everybody in membership at the union and below."""
    ballot = own_ballot(request, pk)
    words = {
        "title": _("All members as voters"), "button": _("Enter into the electorate"), "back": _list(ballot),
        "lead": _("Everybody in membership at %s and below today; whose membership is kept has no vote.") % ballot.unit.name,
    }  # fmt: skip
    return ballot_verb(
        request, ballot, forms.setting_up.NothingForm, words, lambda _data: actions.enrol_members(ballot, by=request.user),
        said=_("Entered from the register of members."), url=_list(ballot),
    )  # fmt: skip


@require_POST
def electorate_remove(request, pk):
    """Voters who are ticked are taken off a draft's list."""
    ballot = own_ballot(request, pk)
    numbers = [int(number) for number in request.POST.getlist("voter") if number.isdecimal()]
    return _listed(
        request,
        ballot,
        lambda: actions.remove_voters(ballot, by=request.user, numbers=numbers),
        _("Taken off the list."),
    )


def _listed(request, ballot, act, said):
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(_list(ballot))


# --- after freezing --------------------------------------------------------------------------------------------------------------


def voter_add(request, pk):
    """Somebody who was left out."""
    ballot = own_ballot(request, pk)
    words = {"title": _("Add a voter"), "button": _("Add"), "back": _list(ballot)}
    return ballot_verb(
        request, ballot, forms.electorate.AddForm, words,
        lambda data: actions.add_voter(ballot, by=request.user, at=now(), **data), said=_("Added; the list has a new hash."), url=_list(ballot),
    )  # fmt: skip


def voter_strike(request, pk):
    """Somebody who does not belong on the list."""
    voter = own_voter(request, pk)
    words = {
        "title": _("Strike %s off") % voter.name, "button": pgettext("ballot", "Strike off"), "danger": True, "back": _list(voter.ballot),
        "lead": _("The change and its reason are public, with the new hash of the list. Whoever has voted cannot be struck off."),
    }  # fmt: skip
    return ballot_verb(
        request, voter.ballot, LongWhyForm, words,
        lambda data: actions.strike_voter(voter, by=request.user, at=now(), **data), said=_("Struck off; the list has a new hash."),
        url=_list(voter.ballot),
    )  # fmt: skip


def voter_proxy(request, pk):
    """A written mandate: somebody else votes in this voter's place."""
    giver = own_voter(request, pk)
    words = {"title": _("A mandate of %s") % giver.name, "button": _("Note the mandate"), "back": _list(giver.ballot)}

    def give(data):
        holder = queries.pages.voter_numbered(giver.ballot, data["holder"])
        return actions.give_proxy(giver, by=request.user, holder=holder)

    return ballot_verb(
        request, giver.ballot, forms.electorate.ProxyForm, words, give, said=_("Noted."), url=_list(giver.ballot)
    )


@require_POST
def voter_proxy_withdraw(request, pk):
    """The mandate is taken back."""
    giver = own_voter(request, pk)
    proxy = queries.pages.mandate_of(giver)
    if proxy is None:
        return redirect(_list(giver.ballot))
    return _listed(request, giver.ballot, lambda: actions.withdraw_proxy(proxy, by=request.user), _("Taken back."))


def paper_issue(request, pk):
    """Paper ballots are handed out to voters by their numbers."""
    ballot = own_ballot(request, pk)
    words = {
        "title": _("Hand out paper ballots"), "button": _("Handed out"), "back": _list(ballot),
        "lead": _("%s voters have neither voted nor got a paper ballot.") % queries.pages.numbers_left(ballot),
    }  # fmt: skip
    return ballot_verb(
        request, ballot, forms.electorate.NumbersForm, words,
        lambda data: actions.issue_paper(ballot, by=request.user, at=now(), **data), said=_("Noted; they vote on paper now."), url=_list(ballot),
    )  # fmt: skip


# --- links -----------------------------------------------------------------------------------------------------------------------


def _asked(request):
    """The confirmation of an act that asks for nothing else; valid when it was sent."""
    return forms.setting_up.NothingForm(request.POST if request.method == "POST" else None)


def _address(request, token):
    return request.build_absolute_uri(reverse("ballots:vote_enter", args=[token]))


def _picture(address):
    stream = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=2).save(stream)
    svg = stream.getvalue().decode()
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308  drawn by the library from our own address


@never_cache
def voter_link(request, pk):
    """A personal link for one voter, shown once; the earlier one opens nothing any more."""
    voter = own_voter(request, pk)
    form, card = _asked(request), None
    if form.is_valid():
        try:
            card = _card(request, voter, actions.issue_link(voter, by=request.user))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("A voting link for %s") % voter.name, "unit": voter.ballot.unit, "ballot": voter.ballot, "form": form,
        "card": card, "button": _("Make the link"), "back": _list(voter.ballot),
        "lead": _(
            "Whoever holds it can vote as this person, until the ballot is over. Hand it over to nobody else. An "
            "earlier link becomes worthless."
        ),
    }  # fmt: skip
    return render(request, "ballots/voter_link.html", context, status=422 if form.errors else 200)


def _card(request, voter, token):
    address = _address(request, token)
    return {"voter": voter, "token": token, "address": address, "picture": _picture(address)}


@never_cache
def voter_cards(request, pk):
    """Links for everybody: cards to be printed and cut, or a workbook for the union's own messages. Shown once, and audited."""
    ballot = own_ballot(request, pk)
    form = _asked(request)
    if form.is_valid():
        try:
            tokens = actions.issue_links(ballot, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _book(request, ballot, tokens) if "book" in request.POST else _cards(request, ballot, tokens)
    context = {
        "title": _("Links for the voters"), "unit": ballot.unit, "ballot": ballot, "form": form, "back": _list(ballot), "cards": None,
        "left": queries.pages.numbers_left(ballot),
    }  # fmt: skip
    return render(request, "ballots/voter_cards.html", context, status=422 if form.errors else 200)


def _cards(request, ballot, tokens):
    cards = [_card(request, voter, token) for voter, token in tokens]
    context = {
        "title": _("Cards for the voters"),
        "unit": ballot.unit,
        "ballot": ballot,
        "cards": cards,
        "start": request.build_absolute_uri(reverse("ballots:vote_start")),
    }
    return render(request, "ballots/voter_cards.html", context)


def _book(request, ballot, tokens):
    rows = [[voter.number, voter.name, voter.group, _address(request, token), token] for voter, token in tokens]
    heads = (_("No."), _("Name"), _("Constituency or group"), _("Link"), pgettext("ballot", "Code"))
    return sheet_response(f"{ballot.title_text}-投票链接", [(_("Links for the voters"), heads, rows)])
