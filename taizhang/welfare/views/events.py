"""Events in members' lives, visits, gatherings of retirees."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Refused
from taizhang.ui.fields import WhyForm
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import EXPORTED, Button, Cell, File, Table, Way, today, within, workbook
from taizhang.welfare import actions, forms
from taizhang.welfare.models import Event, Gathering, Guest, Placement, Visit
from taizhang.welfare.queries import events as queries
from taizhang.welfare.queries import retirees
from taizhang.welfare.rules import events as rules
from taizhang.welfare.views.shapes import PAGES

IMPORT = "intake:batch_take"


def own(request, model, pk):
    """A record that the user may read; 404 for everybody else."""
    readable = model.objects.visible_to(request.user).standing().select_related("unit")
    return get_object_or_404(readable, pk=pk)


def import_way(importer, unit, label=None):
    """The link that leads to an import of this kind of workbook."""
    return Way(f"{reverse(IMPORT)}?importer={importer}&unit={unit.code}", label or _("Import"), "file-import")


# --- events -----------------------------------------------------------------------------------------------------------------


@require_safe
def event_list(request):
    """Events in members' lives, the ones that wait first."""
    unit = chosen_unit(request)
    filters = forms.EventFilter(request.GET)
    heads = (
        (_("Who"), False),
        (_("What happened"), False),
        (_("On"), False),
        (_("Union"), False),
        (_("Visit due by"), False),
        (pgettext("welfare", "Visited on"), False),
        (_("State"), False),
    )
    return PAGES.register(
        request,
        queries.events(request.user, unit).order_by("-on", "-id"),
        unit=unit,
        title=_("Events in members' lives"),
        tab="visits",
        heads=heads,
        filters=filters,
        lead=_("Illness, injury, birth, marriage, death, retirement: each is answered by a visit in time."),
        row=lambda one: (
            Cell(one.name, one.get_absolute_url()),
            one.get_kind_display(),
            one.on.isoformat(),
            one.unit.name,
            _due(one),
            one.visited_on and one.visited_on.isoformat(),
            Cell(one.get_state_display(), tone=one.tone),
        ),
        buttons=(
            Button("welfare.report_event", reverse("welfare:event_report"), _("Report an event"), "primary", "plus"),
            Button("welfare.visit", reverse("welfare:visit_record"), _("Record a visit"), picture="heart-handshake"),
        ),
        ways=(
            Way(reverse("welfare:visit_list"), _("Visits"), "list"),
            import_way("welfare_events", unit),
            Way(f"{reverse('welfare:event_export')}?{request.GET.urlencode()}", _("Excel")),
        ),
        empty=_(
            "Report the first event: who, what happened, when. The day by which the visit is due follows from the rulebook."
        ),
    )


def _due(event):
    """The day by which the visit is due, in red when it has passed."""
    if event.due_on is None:
        return ""
    late = event.state == Event.State.WAITING and event.due_on < today()
    return Cell(event.due_on.isoformat(), tone="red" if late else "")


@require_safe
def event_export(request):
    """The events as a workbook, with the heads that the import understands."""
    unit = chosen_unit(request)
    filters = forms.EventFilter(request.GET)
    rows = queries.events(request.user, unit).order_by("-on", "-id")
    rows = filters.narrow(rows) if filters.is_valid() else rows
    heads = ("姓名", "事由", "发生日期", "报告日期", "工会编码", "工会名称", "走访期限", "走访日期", "状态", "备注")
    return workbook(
        _("Events in members' lives"),
        heads,
        (
            (
                one.name,
                one.kind,
                one.on,
                one.reported_on,
                one.unit.code,
                one.unit.name,
                one.due_on,
                one.visited_on,
                one.state,
                one.remark,
            )
            for one in rows[:EXPORTED]
        ),
    )


def event_report(request):
    """Something happened in a member's life."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.EventForm,
        _("Report an event"),
        lambda data: actions.report_event(unit, by=request.user, **data),
        code="welfare.report_event",
        back="welfare:event_list",
        lead=_("At %s. No diagnosis in the remark; details are kept encrypted.") % unit.name,
        form_kwargs={**within(request, unit), "initial": {"reported_on": today()}},
        said=_("Reported; the visit is on the list of what is due."),
    )


@require_safe
def event_detail(request, pk):
    """One event: what happened, by when the visit is due, the visits made."""
    event = own(request, Event, pk)
    visits = queries.visits_of(event).filter(pk__in=Visit.objects.visible_to(request.user).values("pk"))
    address = f"{reverse('welfare:visit_record')}?event={event.pk}&unit={event.unit.code}"
    shape = File(
        event.name,
        event.unit,
        "visits",
        event.get_state_display(),
        event.tone,
        event.get_kind_display(),
        facts=[
            (_("Happened on"), event.on.isoformat()),
            (_("Reported on"), event.reported_on.isoformat()),
            (_("Visit due by"), event.due_on and event.due_on.isoformat()),
            (pgettext("welfare", "Visited on"), event.visited_on and event.visited_on.isoformat()),
            (_("On the register"), _("yes") if event.person_id else _("no")),
            (_("Details"), event.detail or ""),
            (_("Remark"), event.remark),
            (_("Why no visit"), event.excused_why),
        ],
        buttons=[
            Button(
                "welfare.visit",
                address,
                _("Record the visit"),
                "primary" if event.state == Event.State.WAITING else "quiet",
                "heart-handshake",
            ),
            Button(
                "welfare.excuse",
                reverse("welfare:event_excuse", args=[pk]),
                _("No visit needed"),
                picture="hand-stop",
                verdict=can(request.user, "welfare.excuse", event.unit) and rules.may_excuse(event),
            ),
        ],
        tables=[
            Table(
                _("Visits"),
                ((_("Date"), False), (_("Who went"), False)),
                [(Cell(one.on.isoformat(), one.get_absolute_url()), one.visitors) for one in visits],
                _("Nobody has been there yet."),
            )
        ],
    )
    if event.detail:
        shape.buttons.append(
            Button("welfare.reveal", reverse("welfare:event_reveal", args=[pk]), _("See the details"), picture="eye")
        )
    if event.state == Event.State.WAITING and event.due_on and event.due_on < today():
        shape.notes.append(("red", _("The visit is overdue since %s.") % event.due_on.isoformat()))
    return PAGES.show(request, event, shape)


def event_excuse(request, pk):
    """No visit is needed."""
    event = own(request, Event, pk)
    return PAGES.why(
        request,
        event,
        _("No visit needed"),
        lambda reason: actions.excuse(event, by=request.user, why=reason),
        danger=False,
    )


@never_cache
def event_reveal(request, pk):
    """The details in full, once, after the reason was written down."""
    return _revealed(request, own(request, Event, pk), _("Details of %s"))


@never_cache
def placement_reveal(request, pk):
    """The child's name, once, after the reason was written down."""
    return _revealed(request, own(request, Placement, pk), _("Child of %s"))


def _revealed(request, record, title):
    form, words = WhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            words = actions.reveal(record, by=request.user, why=form.cleaned_data["why"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": title % record.name,
        "unit": record.unit,
        "lead": _("Who looked, when and why is written into the log."),
        "button": _("Show"),
        "back": record.get_absolute_url(),
        "form": form,
        "words": words,
    }
    return render(request, "welfare/revealed.html", context, status=422 if form.errors else 200)


# --- visits -----------------------------------------------------------------------------------------------------------------


@require_safe
def visit_list(request):
    """Visits, newest first; a joint one stands in the list of each union that went."""
    unit = chosen_unit(request)
    filters = forms.VisitFilter(request.GET)
    heads = (
        (_("Date"), False),
        (pgettext("welfare", "Occasion"), False),
        (_("Persons visited"), False),
        (_("Cash (yuan)"), True),
        (_("Who went"), False),
        (_("Union"), False),
    )
    return PAGES.register(
        request,
        queries.visits_at(request.user, unit),
        unit=unit,
        title=_("Visits"),
        tab="visits",
        heads=heads,
        filters=filters,
        lead=_("Person-times are visits, persons are counted once; a joint visit counts once above."),
        row=_visit_row,
        buttons=(
            Button("welfare.visit", reverse("welfare:visit_record"), _("Record a visit"), "primary", "heart-handshake"),
        ),
        ways=(
            Way(reverse("welfare:event_list"), _("Events"), "list"),
            Way(f"{reverse('welfare:visit_export')}?{request.GET.urlencode()}", _("Excel")),
        ),
        empty=_("Record the first visit: whom you saw, for which event, what you brought."),
    )


def _visit_row(visit):
    people = list(visit.visited.all())
    names = "、".join(one.name for one in people[:4]) + (
        _(" and %d more") % (len(people) - 4) if len(people) > 4 else ""
    )
    units = "、".join([visit.unit.name, *(one.unit.name for one in visit.companions.all())])
    cash = sum(one.cash or 0 for one in people)
    return (
        Cell(visit.on.isoformat(), visit.get_absolute_url()),
        visit.get_occasion_display(),
        names,
        cash or None,
        visit.visitors,
        units,
    )


@require_safe
def visit_export(request):
    """Everybody visited, one line each, as a workbook."""
    unit = chosen_unit(request)
    filters = forms.VisitFilter(request.GET)
    rows = queries.visits_at(request.user, unit)
    rows = filters.narrow(rows) if filters.is_valid() else rows
    heads = (
        "日期",
        "事由",
        "姓名",
        "会员事项",
        "慰问金(元)",
        "慰问品",
        "数量",
        "计量单位",
        "走访人",
        "工会名称",
        "联合单位",
    )
    lines = (
        (
            visit.on,
            visit.occasion,
            one.name,
            one.event.kind if one.event_id else "",
            one.cash,
            one.gift,
            one.quantity,
            one.measure_unit,
            visit.visitors,
            visit.unit.name,
            "、".join(other.unit.name for other in visit.companions.all()),
        )
        for visit in rows[:EXPORTED]
        for one in visit.visited.all()
    )
    return workbook(_("Visits"), heads, lines)


def visit_record(request):
    """Record a visit, perhaps for an event that waits."""
    asked = request.GET.get("event", "")
    event = own(request, Event, int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    unit = event.unit if event else chosen_unit(request)
    initial = {"on": today(), "events": [event.pk] if event else []}
    if event and event.kind == Event.Kind.RETIREMENT:
        initial["occasion"] = Visit.Occasion.SEND_OFF
    elif request.GET.get("occasion") == "season":
        initial["occasion"] = Visit.Occasion.COOL if 5 <= today().month <= 9 else Visit.Occasion.WARM
    return PAGES.begin(
        request,
        unit,
        forms.VisitForm,
        _("Record a visit"),
        lambda data: actions.visit(unit, by=request.user, **data),
        code="welfare.visit",
        back="welfare:event_list",
        lead=_("By %s. Tick the events that the visit answers, or name whom you saw.") % unit.name,
        form_kwargs={**within(request, unit), "initial": initial},
        said=_("The visit is recorded."),
    )


@require_safe
def visit_detail(request, pk):
    """One visit: whom, what was brought, who went."""
    visit = own(request, Visit, pk)
    people = list(visit.visited.select_related("event"))
    readable = set(queries.events(request.user, visit.unit).values_list("pk", flat=True)) if people else set()
    heads = (
        (pgettext("person", "Name"), False),
        (_("Event"), False),
        (_("Cash (yuan)"), True),
        (pgettext("welfare", "Goods"), False),
    )
    rows = [
        (
            one.name,
            Cell(one.event.get_kind_display(), one.event.get_absolute_url() if one.event_id in readable else "")
            if one.event_id
            else "",
            one.cash,
            one.gift_words,
        )
        for one in people
    ]
    joint = "、".join(one.unit.name for one in visit.companions.select_related("unit"))
    shape = File(
        visit.get_occasion_display(),
        visit.unit,
        "visits",
        lead=visit.on.isoformat(),
        facts=[
            (_("Who went"), visit.visitors),
            (_("Together with"), joint),
            (_("Person-times"), len(people)),
            (_("Cash (yuan)"), f"{sum(one.cash or 0 for one in people):.2f}"),
            (_("Catalogue"), visit.catalogue),
            (_("Remark"), visit.remark),
        ],
        tables=[Table(_("Persons visited"), heads, rows)],
    )
    if joint:
        shape.notes.append(("blue", _("A joint visit: each union shows it, and above them it counts once.")))
    return PAGES.show(request, visit, shape)


# --- gatherings -------------------------------------------------------------------------------------------------------------


@require_safe
def gathering_list(request):
    """Gatherings of retirees."""
    unit = chosen_unit(request)
    heads = (
        (_("What"), False),
        (_("Date"), False),
        (_("Kind"), False),
        (pgettext("welfare", "Invited"), True),
        (_("Came"), True),
        (_("Seen at home"), True),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        guests = [guest.answer for guest in one.guests.all()]
        state = Cell(_("held"), tone="green") if one.held else Cell(_("planned"), tone="grey")
        return (
            Cell(one.name, one.get_absolute_url()),
            one.on.isoformat(),
            one.get_kind_display(),
            len(guests),
            guests.count(Guest.Answer.CAME),
            guests.count(Guest.Answer.SEEN),
            one.unit.name,
            state,
        )

    return PAGES.register(
        request,
        queries.gatherings(request.user, unit).order_by("-on", "-id"),
        unit=unit,
        title=_("Retirees"),
        tab="retirees",
        heads=heads,
        row=row,
        filters=forms.NamedFilter(request.GET, kinds=Gathering.Kind.choices),
        lead=_("Who can come is invited; who cannot, for health or distance, is seen at home."),
        buttons=(
            Button("welfare.convene", reverse("welfare:gathering_convene"), _("Plan a gathering"), "primary", "plus"),
        ),
        ways=(
            Way(reverse("welfare:retiree_list"), _("Whom to see first"), "users"),
            Way(f"{reverse('welfare:visit_list')}?occasion=夏送凉风", _("Visits in heat and cold"), "sun"),
        ),
        empty=_("Plan the first gathering: back at the old place of work, a festival, an outing, a send-off."),
    )


@require_safe
def retiree_list(request):
    """Retirees in the order in which they are to be seen: the ill and the aged first."""
    unit = chosen_unit(request)
    reads = any(unit.path.startswith(path) for path in request.user.paths())
    found = retirees.in_order(unit, today()) if reads else []
    heads = (
        (pgettext("person", "Name"), False),
        (_("Age"), True),
        (_("Ill within a year"), False),
        (_("Last seen on"), False),
        (_("Union"), False),
    )
    return PAGES.register(
        request,
        found,
        unit=unit,
        title=_("Whom to see first"),
        tab="retirees",
        heads=heads,
        lead=_("Retirees with a kept membership: the ill first, then the oldest, then who was not seen for longest."),
        row=lambda one: (
            one.person.name,
            one.age,
            Cell(_("yes"), tone="amber") if one.ill else "",
            one.seen_on and one.seen_on.isoformat(),
            one.unit.name,
        ),
        buttons=(
            Button(
                "welfare.visit",
                f"{reverse('welfare:visit_record')}?occasion=season",
                _("Record a visit"),
                "primary",
                "heart-handshake",
            ),
        ),
        ways=(Way(reverse("welfare:gathering_list"), _("Gatherings"), "list"),),
        empty=_("No membership is kept here. When a member retires, keep the membership on the register."),
    )


def gathering_convene(request):
    """Plan a gathering."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.GatheringForm,
        _("Plan a gathering"),
        lambda data: actions.convene(unit, by=request.user, **data),
        code="welfare.convene",
        back="welfare:gathering_list",
        lead=unit.name,
        said=_("Planned. Now invite the guests."),
    )


@require_safe
def gathering_detail(request, pk):
    """One gathering: who is invited, who came, who was seen at home."""
    one = own(request, Gathering, pk)
    guests = list(one.guests.select_related("visit"))
    user, unit = request.user, one.unit
    rows = [
        (
            guest.name,
            Cell(guest.get_answer_display(), tone=guest.tone),
            guest.why,
            Cell(guest.visit.on.isoformat(), guest.visit.get_absolute_url()) if guest.visit_id else "",
        )
        for guest in guests
    ]
    counts = {answer: sum(guest.answer == answer for guest in guests) for answer in Guest.Answer}
    shape = File(
        one.name,
        unit,
        "retirees",
        _("held") if one.held else _("planned"),
        "green" if one.held else "grey",
        f"{one.on.isoformat()} · {one.get_kind_display()}",
        facts=[
            (pgettext("welfare", "Place"), one.place),
            (pgettext("welfare", "Transport"), one.transport),
            (_("Lunch"), _("yes") if one.lunch else _("no")),
            (_("Gift for each"), f"{one.gift}（{one.measure_unit}）" if one.gift else ""),
            (pgettext("welfare", "Invited"), len(guests)),
            (_("Came"), counts[Guest.Answer.CAME]),
            (_("Could not come"), counts[Guest.Answer.UNABLE]),
            (_("Seen at home"), counts[Guest.Answer.SEEN]),
        ],
        buttons=[
            Button(
                "welfare.answer", reverse("welfare:gathering_answer", args=[pk]), _("Who came"), "primary", "checklist"
            ),
            Button(
                "welfare.invite",
                reverse("welfare:gathering_invite", args=[pk]),
                pgettext("welfare", "Invite"),
                picture="user-plus",
            ),
        ],
        tables=[
            Table(
                _("Guests"),
                (
                    (pgettext("person", "Name"), False),
                    (_("Answer"), False),
                    (pgettext("welfare", "Why not"), False),
                    (_("Seen at home on"), False),
                ),
                rows,
                _("Nobody is invited yet."),
            )
        ],
    )
    if not one.held:
        verdict = can(user, "welfare.hold", unit) and rules.may_answer_for(one, Guest.Answer.CAME, today())
        shape.buttons.append(
            Button(
                "welfare.hold",
                reverse("welfare:gathering_hold", args=[pk]),
                _("It was held"),
                picture="check",
                verdict=verdict,
            )
        )
    if counts[Guest.Answer.UNABLE]:
        shape.buttons.append(
            Button("welfare.visit", reverse("welfare:gathering_see", args=[pk]), _("Seen at home"), picture="home")
        )
    return PAGES.show(request, one, shape)


def gathering_invite(request, pk):
    """Put guests on the list."""
    one = own(request, Gathering, pk)
    return PAGES.verb(
        request,
        one,
        forms.InviteForm,
        pgettext("welfare", "Invite"),
        lambda data: actions.invite(one, by=request.user, **data),
        form_kwargs=within(request, one.unit),
    )


def gathering_answer(request, pk):
    """Who came and who could not."""
    one = own(request, Gathering, pk)
    rows = one.guests.exclude(answer=Guest.Answer.SEEN)
    return PAGES.verb(
        request,
        one,
        forms.AnswerForm,
        _("Who came"),
        lambda data: actions.answer(one, by=request.user, **data),
        button=_("Save"),
        form_kwargs={"rows": rows},
    )


def gathering_hold(request, pk):
    """The gathering took place."""
    one = own(request, Gathering, pk)
    return PAGES.sure(
        request,
        one,
        _("It was held"),
        lambda: actions.hold(one, by=request.user),
        lead=_("It counts from now on; who could not come is due to be seen at home."),
    )


def gathering_see(request, pk):
    """Those who could not come were seen at home."""
    one = own(request, Gathering, pk)
    rows = one.guests.filter(answer=Guest.Answer.UNABLE)
    return PAGES.verb(
        request,
        one,
        forms.SeeForm,
        _("Seen at home"),
        lambda data: actions.see_at_home(one, by=request.user, **data),
        button=_("Save"),
        form_kwargs={"rows": rows, "initial": {"on": today(), "guests": [guest.pk for guest in rows]}},
    )
