"""Hand-outs, their lists and signatures; the love supermarket."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from taizhang.kernel.access import can
from taizhang.kernel.reading import plain
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today, within, workbook
from taizhang.welfare import actions, forms, papers
from taizhang.welfare.models import Handout, Recipient
from taizhang.welfare.queries import handouts as queries
from taizhang.welfare.rules import handouts as rules
from taizhang.welfare.views.events import import_way, own
from taizhang.welfare.views.shapes import PAGES
from taizhang.word.download import paper_response


@require_safe
def handout_list(request):
    """Hand-outs, newest first."""
    unit = chosen_unit(request)
    heads = (
        (pgettext("welfare", "What for"), False),
        (_("Kind"), False),
        (_("From"), False),
        (_("On the list"), True),
        (pgettext("welfare", "Signed"), True),
        (_("Union"), False),
        (_("State"), False),
    )
    return PAGES.register(
        request,
        queries.of_unit(request.user, unit).order_by("-since", "-id"),
        unit=unit,
        title=_("Hand-outs"),
        tab="handouts",
        heads=heads,
        filters=forms.NamedFilter(request.GET, kinds=Handout.Kind.choices, states=Handout.State.choices),
        lead=_("Only who is on the list gets something, once, and signs for it."),
        row=lambda one: (
            Cell(one.name, one.get_absolute_url()),
            one.get_kind_display(),
            one.since.isoformat(),
            one.listed,
            one.signed,
            one.unit.name,
            Cell(one.get_state_display(), tone=one.tone),
        ),
        buttons=(
            Button("welfare.open_handout", reverse("welfare:handout_open"), _("Open a hand-out"), "primary", "plus"),
        ),
        ways=(import_way("welfare_recipients", unit, _("Import a list")),),
        empty=_(
            "Open the first hand-out: what for, what each gets, who is on the list. For the love supermarket, how many points each may spend."
        ),
    )


def handout_open(request):
    """Open a hand-out."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.HandoutForm,
        _("Open a hand-out"),
        lambda data: actions.open_handout(unit, by=request.user, **data),
        code="welfare.open_handout",
        back="welfare:handout_list",
        lead=unit.name,
        form_kwargs={**within(request, unit), "initial": {"since": today()}},
        said=_("Opened. Say what each gets, then make the list."),
    )


@require_safe
def handout_detail(request, pk):
    """One hand-out: what each gets, who is on the list, who has signed, what the store still needs."""
    one = own(request, Handout, pk)
    listed = list(queries.listed(one))
    signed = [row for row in listed if row.signed_on]
    goods, cash = queries.sums(signed)
    running = can(request.user, "welfare.enlist", one.unit) and rules.may_change_list(one)
    given = "、".join(f"{item.name}{item.amount(quantity)}" for item, quantity in goods.items())
    shape = File(
        one.name,
        one.unit,
        "handouts",
        one.get_state_display(),
        one.tone,
        f"{one.get_kind_display()} · {one.since.isoformat()}",
        facts=[
            (_("On the list"), len(listed)),
            (pgettext("welfare", "Signed"), len(signed)),
            (_("Handed out"), given),
            (_("Cash (yuan)"), f"{cash:.2f}" if cash else ""),
            (_("Points for each person"), one.points or ""),
            (_("Remark"), one.remark),
        ],
        buttons=_buttons(one, pk, running),
        ways=[
            Way(reverse("welfare:handout_roster", args=[pk]), _("Signature list (Word)"), "file-word"),
            import_way("welfare_recipients", one.unit, _("Import a list")),
            Way(reverse("welfare:handout_export", args=[pk]), _("Excel")),
        ],
        tables=[_offers(one), _list(one, listed), *_needs(one)],
    )
    return PAGES.show(request, one, shape)


def _buttons(one, pk, running):
    sign = (
        []
        if one.is_supermarket
        else [
            Button(
                "welfare.sign",
                reverse("welfare:handout_sign", args=[pk]),
                _("Signatures"),
                "primary",
                "signature",
                running,
            )
        ]
    )
    return [
        *sign,
        Button(
            "welfare.enlist",
            reverse("welfare:handout_enlist", args=[pk]),
            _("Put on the list"),
            "primary" if one.is_supermarket else "quiet",
            "user-plus",
            running,
        ),
        Button(
            "welfare.offer",
            reverse("welfare:handout_offer", args=[pk]),
            _("What each gets"),
            picture="box",
            verdict=running,
        ),
        Button(
            "welfare.finish_handout",
            reverse("welfare:handout_finish", args=[pk]),
            _("Finish"),
            picture="check",
            verdict=running,
        ),
    ]


def _offers(one):
    label = _("Points a piece") if one.is_supermarket else _("For each person")
    rows = [
        (
            Cell(offer.item.name, offer.item.get_absolute_url()),
            offer.points if one.is_supermarket else offer.quantity,
            offer.item.measure_unit,
            offer.item.on_hand,
        )
        for offer in one.offers.select_related("item")
    ]
    heads = ((pgettext("welfare", "Goods"), False), (label, True), (_("Unit of measure"), False), (_("In store"), True))
    return Table(
        _("What each gets"), heads, rows, _("Nothing is on offer yet: choose goods from the store, or give cash only.")
    )


def _list(one, listed):
    next_step = _("Serve") if one.is_supermarket else _("Change")
    rows = []
    for row in listed:
        words = "、".join(f"{portion.item.name}{portion}" for portion in row.portions.all())
        state = Cell(row.signed_on.isoformat(), tone="green") if row.signed_on else Cell(_("waits"), tone="grey")
        page = (
            "welfare:recipient_unsign"
            if row.signed_on
            else "welfare:recipient_serve"
            if one.is_supermarket
            else "welfare:recipient_strike"
        )
        label = (
            pgettext("welfare", "Take back") if row.signed_on else next_step if one.is_supermarket else _("Strike off")
        )
        rows.append(
            (row.name, row.note, words, row.cash, state, row.signed_by, Cell(label, reverse(page, args=[row.pk])))
        )
    heads = (
        (pgettext("person", "Name"), False),
        (_("Category or address"), False),
        (_("Gets"), False),
        (_("Cash (yuan)"), True),
        (pgettext("welfare", "Signed"), False),
        (pgettext("welfare", "Signed by"), False),
        (_("Next step"), False),
    )
    return Table(
        _("List"), heads, rows, _("Nobody is on the list yet: put them on by name, by union group, or from a workbook.")
    )


def _needs(one):
    short = [
        (item.name, needed, item.on_hand, missing, item.measure_unit)
        for item, needed, _there, missing in queries.needs(one)
        if missing
    ]
    heads = (
        (pgettext("welfare", "Goods"), False),
        (_("Needed"), True),
        (_("In store"), True),
        (_("Missing"), True),
        (_("Unit of measure"), False),
    )
    return [Table(_("What the store lacks for this list"), heads, short)] if short else []


def handout_offer(request, pk):
    """What each gets of an item."""
    one = own(request, Handout, pk)
    return PAGES.verb(
        request,
        one,
        forms.OfferForm,
        _("What each gets"),
        lambda data: actions.offer(one, by=request.user, **data),
        button=_("Save"),
        form_kwargs={**within(request, one.unit), "supermarket": one.is_supermarket},
    )


def handout_enlist(request, pk):
    """Put persons on the list."""
    one = own(request, Handout, pk)
    return PAGES.verb(
        request,
        one,
        forms.EnlistForm,
        _("Put on the list"),
        lambda data: actions.enlist(one, by=request.user, **data),
        form_kwargs=within(request, one.unit),
    )


def handout_sign(request, pk):
    """Record who has signed."""
    one = own(request, Handout, pk)
    rows = queries.listed(one).filter(signed_on=None)
    return PAGES.verb(
        request,
        one,
        forms.SignForm,
        _("Signatures"),
        lambda data: actions.sign(
            one, by=request.user, recipients=data["chosen"], on=data["on"], signed_by=data["signed_by"]
        ),
        lead=_("Tick who has received and signed. The goods leave the store with the signature."),
        button=_("Save"),
        form_kwargs={"rows": rows, "initial": {"on": today()}},
    )


def handout_finish(request, pk):
    """The hand-out is over."""
    one = own(request, Handout, pk)
    waiting = queries.listed(one).filter(signed_on=None).count()
    return PAGES.sure(
        request,
        one,
        _("Finish"),
        lambda: actions.finish_handout(one, by=request.user),
        lead=_("%s persons on the list have not signed; they stay on it as not served.") % waiting,
    )


@require_safe
def handout_roster(request, pk):
    """签领表 in Word."""
    return paper_response(papers.handout_roster(own(request, Handout, pk)))


@require_safe
def handout_export(request, pk):
    """The list as a workbook."""
    one = own(request, Handout, pk)
    heads = ("发放事项", "姓名", "类别", "物资", "慰问金", "签领日期", "代领人")
    rows = (
        (
            one.name,
            row.name,
            row.note,
            "、".join(
                f"{portion.item.name}{plain(portion.quantity)}{portion.item.measure_unit}"
                for portion in row.portions.all()
            ),
            row.cash,
            row.signed_on,
            row.signed_by,
        )
        for row in queries.listed(one)
    )
    return workbook(one.name, heads, rows)


def _recipient(request, pk):
    readable = Recipient.objects.visible_to(request.user).standing().select_related("handout", "unit")
    return get_object_or_404(readable, pk=pk)


def recipient_serve(request, pk):
    """Love supermarket: what one person takes within the points."""
    row = _recipient(request, pk)
    return PAGES.verb(
        request,
        row,
        forms.ServeForm,
        _("Serve %s") % row.name,
        lambda data: actions.serve(row, by=request.user, **data),
        button=_("Save"),
        lead=_("%s points to spend, once in this round.") % (row.handout.points or 0),
        form_kwargs={"offers": row.handout.offers.select_related("item"), "initial": {"on": today()}},
    )


def recipient_unsign(request, pk):
    """A signature entered by mistake is taken back."""
    row = _recipient(request, pk)
    return PAGES.why(
        request,
        row,
        _("Take the signature of %s back") % row.name,
        lambda reason: actions.unsign(row, by=request.user, why=reason),
        lead=_("The goods return to the store."),
    )


def recipient_strike(request, pk):
    """Somebody is taken off the list."""
    row = _recipient(request, pk)
    return PAGES.why(
        request,
        row,
        _("Take %s off the list") % row.name,
        lambda reason: actions.strike_off(row, by=request.user, why=reason),
    )
