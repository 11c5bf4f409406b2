"""Calls for donations, gifts, receipts, handing over."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from taizhang.kernel.access import can
from taizhang.ui.fields import DayForm
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today, within, workbook
from taizhang.welfare import actions, forms, papers
from taizhang.welfare.models import Campaign, Donation, Item
from taizhang.welfare.queries import donations as queries
from taizhang.welfare.rules import donations as rules
from taizhang.welfare.views.events import import_way, own
from taizhang.welfare.views.shapes import PAGES
from taizhang.word.download import paper_response

TOP = 200


@require_safe
def campaign_list(request):
    """Calls for donations, newest first."""
    unit = chosen_unit(request)
    heads = (
        (pgettext("welfare", "What for"), False),
        (_("Kind"), False),
        (_("From"), False),
        (_("Own collection (yuan)"), True),
        (_("From charities (yuan)"), True),
        (_("Handed over (yuan)"), True),
        (_("Held (yuan)"), True),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        kept = queries.account(one)
        return (
            Cell(one.matter, one.get_absolute_url()),
            one.get_kind_display(),
            one.since.isoformat(),
            kept.collected,
            kept.granted,
            kept.handed_over,
            kept.held,
            one.unit.name,
            Cell(one.get_state_display(), tone=one.tone),
        )

    return PAGES.register(
        request,
        queries.of_unit(request.user, unit).order_by("-since", "-id"),
        unit=unit,
        title=_("Donations"),
        tab="donations",
        heads=heads,
        row=row,
        filters=forms.NamedFilter(
            request.GET, word="matter", kinds=Campaign.Kind.choices, states=Campaign.State.choices
        ),
        lead=_("Every gift has its receipt; what was raised for one person goes to him whole, to the last yuan."),
        buttons=(
            Button(
                "welfare.call", reverse("welfare:campaign_call"), _("Call for donations"), "primary", "speakerphone"
            ),
        ),
        ways=(import_way("welfare_donations", unit),),
        empty=_("Call for donations: an appeal for one person, or a collection for charity or a disaster."),
    )


def campaign_call(request):
    """A call begins."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.CallForm,
        _("Call for donations"),
        lambda data: actions.call(unit, by=request.user, **data),
        code="welfare.call",
        back="welfare:campaign_list",
        lead=unit.name,
        form_kwargs={**within(request, unit), "initial": {"since": today()}},
        said=_("The call is open."),
    )


@require_safe
def campaign_detail(request, pk):
    """One call: its account, the gifts, what was handed over."""
    one = own(request, Campaign, pk)
    kept, user, unit = queries.account(one), request.user, one.unit
    is_open = rules.may_be_open(one)
    settle = can(user, "welfare.settle", unit) and rules.may_settle(
        one, left=kept.held, goods_left=kept.goods_left, on=today(), today=today()
    )
    goods = "；".join(
        _("%(goods)s: %(given)s given, %(gone)s handed over")
        % {"goods": item.name, "given": item.amount(given), "gone": item.amount(gone)}
        for item, given, gone in kept.goods
    )
    shape = File(
        one.matter,
        unit,
        "donations",
        one.get_state_display(),
        one.tone,
        f"{one.get_kind_display()} · {one.since.isoformat()}",
        facts=[
            (_("For"), one.name or one.receiver),
            (_("Own collection (yuan)"), f"{kept.collected:.2f}"),
            (_("From charities (yuan)"), f"{kept.granted:.2f}"),
            (_("Handed over (yuan)"), f"{kept.handed_over:.2f}"),
            (_("Held (yuan)"), f"{kept.held:.2f}"),
            (pgettext("welfare", "Goods"), goods),
            (_("Whole territory, statistic (yuan)"), f"{kept.territory:.2f}" if kept.territory else ""),
            (_("Settled on"), one.closed_on and one.closed_on.isoformat()),
        ],
        buttons=[
            Button(
                "welfare.give",
                reverse("welfare:campaign_give", args=[pk]),
                _("Record a donation"),
                "primary",
                "plus",
                can(user, "welfare.give", unit) and is_open,
            ),
            Button(
                "welfare.hand_over",
                reverse("welfare:campaign_hand_over", args=[pk]),
                pgettext("welfare", "Hand over"),
                picture="arrow-right",
                verdict=can(user, "welfare.hand_over", unit) and is_open,
            ),
            Button(
                "welfare.settle",
                reverse("welfare:campaign_settle", args=[pk]),
                pgettext("welfare", "Settle"),
                picture="check",
                verdict=settle,
            )
            if one.state == Campaign.State.OPEN
            else Button(
                "welfare.reopen", reverse("welfare:campaign_reopen", args=[pk]), _("Reopen"), picture="arrow-back-up"
            ),
        ],
        ways=[
            Way(reverse("welfare:campaign_account", args=[pk]), _("Account for publication (Word)"), "file-word"),
            import_way("welfare_donations", unit),
            Way(reverse("welfare:campaign_export", args=[pk]), _("Excel")),
        ],
        tables=_tables(one),
        texts=[(_("Text of the appeal"), one.letter)],
    )
    return PAGES.show(request, one, shape)


def _tables(one):
    gifts = [
        (
            gift.on.isoformat(),
            Cell(gift.giver, gift.get_absolute_url()),
            gift.get_donor_display(),
            gift.people,
            gift.amount,
            "" if gift.amount is not None else gift.value,
            gift.receipt,
        )
        for gift in queries.gifts(one)[:TOP]
    ]
    heads = (
        (_("Date"), False),
        (_("Who gave"), False),
        (_("Kind of donor"), False),
        (_("People"), True),
        (_("Amount (yuan)"), True),
        (pgettext("welfare", "Goods"), False),
        (_("Receipt"), False),
    )
    gone = [
        (
            made.on.isoformat(),
            made.to,
            made.amount,
            "" if made.amount is not None else made.value,
            made.receipt,
            PAGES.void_cell(made),
        )
        for made in queries.handovers(one)
    ]
    gone_heads = (
        (_("Date"), False),
        (_("Handed over to"), False),
        (_("Amount (yuan)"), True),
        (pgettext("welfare", "Goods"), False),
        (_("Receipt or who signed"), False),
        (_("Next step"), False),
    )
    return [
        Table(_("Gifts"), heads, gifts, _("Nothing was given yet.")),
        Table(_("Handed over"), gone_heads, gone, _("Nothing was handed over yet.")),
    ]


def campaign_give(request, pk):
    """A gift comes in."""
    one = own(request, Campaign, pk)
    return PAGES.verb(
        request,
        one,
        forms.GiveForm,
        _("Record a donation"),
        lambda data: actions.give(one, by=request.user, **data),
        url=None,
        button=_("Save"),
        lead=_("Cash or goods, never both in one line. The receipt gets its number by itself."),
        form_kwargs={**within(request, one.unit), "initial": {"on": today()}},
        said=_("Recorded."),
    )


def campaign_hand_over(request, pk):
    """Money or goods go to whom they were meant for."""
    one = own(request, Campaign, pk)
    items = Item.objects.visible_to(request.user).filter(
        pk__in=[item.pk for item, given, gone in queries.account(one).goods if given > gone]
    )
    initial = {"on": today(), "to": one.name or one.receiver}
    return PAGES.verb(
        request,
        one,
        forms.HandOverForm,
        pgettext("welfare", "Hand over"),
        lambda data: actions.hand_over(one, by=request.user, **data),
        lead=_("%s yuan are held.") % f"{queries.account(one).held:.2f}",
        form_kwargs={"items": items, "initial": initial},
    )


def campaign_settle(request, pk):
    """The call is settled."""
    one = own(request, Campaign, pk)
    return PAGES.verb(
        request,
        one,
        DayForm,
        pgettext("welfare", "Settle"),
        lambda data: actions.settle(one, by=request.user, **data),
        lead=_("Possible when nothing is left: to the last yuan, to the last piece."),
        form_kwargs={"initial": {"on": today()}},
    )


def campaign_reopen(request, pk):
    """A settled call is opened again."""
    one = own(request, Campaign, pk)
    return PAGES.why(
        request, one, _("Reopen"), lambda reason: actions.reopen(one, by=request.user, why=reason), danger=False
    )


@require_safe
def campaign_account(request, pk):
    """The account of the call in Word, names of persons masked."""
    return paper_response(papers.account(own(request, Campaign, pk), on=today()))


@require_safe
def campaign_export(request, pk):
    """The gifts as a workbook, with the heads that the import understands."""
    one = own(request, Campaign, pk)
    heads = ("募捐事项", "日期", "捐赠人", "捐赠来源", "捐款人数", "金额", "物品", "数量", "计量单位", "备注", "收据号")
    rows = (
        (
            one.matter,
            gift.on,
            gift.name,
            gift.donor,
            gift.people,
            gift.amount,
            gift.item.name if gift.item_id else "",
            gift.quantity,
            gift.item.measure_unit if gift.item_id else "",
            gift.remark,
            gift.receipt,
        )
        for gift in queries.gifts(one).order_by("on", "id")
    )
    return workbook(one.matter, heads, rows)


def _gift(request, pk):
    readable = Donation.objects.visible_to(request.user).standing().select_related("campaign", "unit", "item")
    return get_object_or_404(readable, pk=pk)


@require_safe
def donation_detail(request, pk):
    """One gift and its receipt."""
    gift = _gift(request, pk)
    shape = File(
        gift.giver,
        gift.unit,
        "donations",
        gift.get_donor_display(),
        "blue",
        gift.campaign.matter,
        facts=[
            (_("Date"), gift.on.isoformat()),
            (_("Gift"), gift.value),
            (_("How many people gave"), gift.people),
            (_("Receipt"), gift.receipt),
            (_("Remark"), gift.remark),
        ],
        ways=[Way(gift.campaign.get_absolute_url(), _("To the call"), "arrow-left")],
    )
    if gift.receipt:
        shape.ways.append(Way(reverse("welfare:donation_receipt", args=[pk]), _("Receipt (Word)"), "file-word"))
    if gift.is_statistic:
        shape.notes.append(
            ("blue", _("A statistic of the whole territory: it counts for nobody's own collection and has no receipt."))
        )
    return PAGES.show(request, gift, shape)


@require_safe
def donation_receipt(request, pk):
    """The receipt in Word."""
    return paper_response(papers.receipt(_gift(request, pk)))
