"""Pages of bodies: the committee page of a union on a day, the register, the file of a body, its posts and groups."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_safe

from taizhang.committees import actions, forms, papers, queries
from taizhang.committees.models import Body, Seat
from taizhang.committees.views.shapes import PAGES, act_on, asked_day, own_body, own_seat
from taizhang.kernel import ledger
from taizhang.kernel.access import can
from taizhang.kernel.periods import Period
from taizhang.ui.fields import DayForm
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    EXPORTED,
    Button,
    Cell,
    File,
    Table,
    Way,
    columns,
    iso,
    link,
    narrowed,
    state,
    today,
    workbook,
)
from taizhang.word.download import paper_response

FIGURES = ("committees.committee_members", "committees.women_share", "committees.of.group", "committees.in_groups_rate")
Kind = Body.Kind
SIGNS = {  # words of the workbook, which is Chinese like the one that comes in
    Kind.COMMITTEE: "工会委员会", Kind.AUDIT: "经费审查委员会", Kind.WOMEN: "女职工委员会", Kind.SUB: "专门委员会", Kind.GROUP: "工会小组",
}  # fmt: skip


@require_safe
def body_board(request):
    """Everybody who holds a post in the union, as of a day; and what is not as it should be."""
    unit, day = chosen_unit(request), asked_day(request)
    here = f"?unit={unit.code}"
    readable = can_read(request.user, unit)
    board = queries.bodies.board(unit, day) if readable else queries.bodies.Board(day)
    context = {
        "unit": unit, "tabs": PAGES.tabs(), "tab": "board", "board": board, "day": day,
        "form": forms.BoardForm(initial={"unit": unit.code, "on": day}),
        "terms": {term.body_id: term for term in _terms(board, request.user, unit)}, "readable": readable,
        "below": 0 if board.bodies else queries.bodies.standing_below(request.user, unit, day),
        "register": PAGES.url("body_list") + here,
        "buttons": (Button("committees.form", PAGES.url("body_form") + here, _("Form a body"), "primary", "plus"),),
        "ways": (
            Way(PAGES.url("body_paper") + f"{here}&on={day.isoformat()}", _("List as Word"), "file-word"),
            Way(PAGES.url("body_export") + here, _("Export")),
            Way(reverse("intake:batch_take") + f"?importer=committees&unit={unit.code}", _("Import"), "file-import"),
        ),
    }  # fmt: skip
    return render(request, "committees/body_board.html", context)


def can_read(user, unit):
    """Whether the user's posts let him read the records of the unit."""
    return any(unit.path.startswith(path) for path in user.paths())


def _terms(board, user, unit):
    listed = queries.terms.listed(user, under=unit).filter(unit=unit, state="in_office")
    return list(listed.filter(body__in=[body.pk for body, _seats in board.bodies]))


@require_safe
def body_paper(request):
    """The list of everybody who holds a post, as a Word file, as of a day."""
    unit, day = chosen_unit(request), asked_day(request)
    board = queries.bodies.board(unit, day) if can_read(request.user, unit) else queries.bodies.Board(day)
    return paper_response(papers.roll(unit, board))


def _asked(request):
    unit = chosen_unit(request)
    return unit, forms.BodyFilter(request.GET), queries.bodies.listed(request.user, under=unit, day=today())


@require_safe
def body_list(request):
    """The register of bodies at the unit and below."""
    unit, filters, rows = _asked(request)
    here = f"?unit={unit.code}"
    leading = {}

    def prepare(bodies):
        leading.update(queries.bodies.heads(bodies, today()))

    def row(one):
        head = leading.get(one.pk)
        none = Cell(_("none"), tone="amber") if one.is_open else Cell("")
        return (
            link(one.name, one), one.get_kind_display(), one.unit.name, head.name if head else none, one.number, one.places,
            iso(one.formed_on), state(one),
        )  # fmt: skip

    return PAGES.register(
        request, rows, unit=unit, title=_("Bodies and groups"), tab="bodies", filters=filters, prepare=prepare, row=row,
        heads=(
            *columns(pgettext("body", "Name"), pgettext("body", "Kind"), _("Union"), _("Head")), (_("People"), True), (_("Places"), True),
            *columns(_("Formed on"), _("State")),
        ),
        figures=[ledger.value(code, unit, Period.year(today().year)) for code in FIGURES],
        lead=_("Committees with their posts, sub-committees and union groups, each with its history."),
        buttons=(
            Button("committees.form", PAGES.url("body_form") + here, kind="primary", picture="plus"),
            Button("committees.take_groups", PAGES.url("group_take") + here, picture="users"),
        ),
        ways=(
            Way(PAGES.url("ungrouped_list") + here, _("Members without a group"), "user"),
            Way(reverse("intake:batch_take") + f"?importer=committees&unit={unit.code}", _("Import"), "file-import"),
            Way(PAGES.url("body_export") + f"?{request.GET.urlencode()}", _("Export")),
        ),
        empty=_("Form the committee, or bring the bodies in as a workbook."),
    )  # fmt: skip


@require_safe
def body_export(request):
    """Bodies and posts as a workbook, in the form in which they come in."""
    _unit, filters, rows = _asked(request)
    bodies = narrowed(rows, filters)
    seats = (
        Seat.objects.visible_to(request.user)
        .standing()
        .filter(body__in=bodies.order_by().values("pk"))
        .select_related("body", "unit", "person")
    )
    lines = (
        (
            one.unit.code, one.unit.name, SIGNS[one.body.kind], one.body.name, one.body.formed_on, one.name, one.person.sex if one.person else "",
            {"head": "正职", "vice": "副职", "member": "委员"}[one.duty], one.field, "是" if one.full_time else "否", one.since, one.until,
            one.document_no, one.why,
        )
        for one in seats.order_by("unit__path", "body", "since", "id")[:EXPORTED]
    )  # fmt: skip
    labels = (
        "所在工会编码", "所在工会", "机构类型", "机构名称", "成立日期", "姓名", "性别", "职务", "分工", "专职", "任职日期", "离任日期",
        "文号", "离任原因",
    )  # fmt: skip
    return workbook(_("Bodies and posts"), labels, lines)


@require_safe
def body_detail(request, pk):
    """One body: who stands in it now, who did before, its terms."""
    body, day = own_body(request, pk), today()
    held = queries.bodies.holders([body], day)[body.pk]
    past = [seat for seat in queries.bodies.seats(body) if seat not in held]
    shape = File(
        body.name, body.unit, "bodies", state=body.get_state_display(), tone=body.tone, lead=body.get_kind_display(),
        facts=[
            (_("Formed on"), iso(body.formed_on)), (_("Formed by"), body.get_how_display()), (_("Document no."), body.document_no),
            (_("Places"), body.places), (_("Staffed on"), iso(body.staffed_on)), (_("Dissolved on"), iso(body.dissolved_on)),
            (_("Reason"), body.why),
        ],
        buttons=_buttons(body), notes=_notes(body, held, day), texts=[(_("What it does"), body.tasks)],
        tables=[_now(body, held, request.user), *_past(past), *_of_terms(body, request.user)],
    )  # fmt: skip
    return PAGES.show(request, body, shape)


def _buttons(body):
    if not body.is_open:
        return []
    found = []
    if body.is_group:
        found.append(Button("committees.place", PAGES.url("group_place", body), kind="primary", picture="user-plus"))
    elif body.state == Body.State.FORMED:
        found.append(Button("committees.staff", PAGES.url("body_staff", body), kind="primary", picture="users"))
    found.append(Button("committees.appoint", PAGES.url("seat_appoint", body), picture="user-plus"))
    if body.has_terms and not queries.terms.in_office(body):
        found.append(Button("committees.begin_term", PAGES.url("term_begin", body), picture="calendar"))
    if body.kind == Kind.COMMITTEE and not queries.elections.running(body):
        found.append(Button("committees.prepare", PAGES.url("election_prepare", body), picture="checklist"))
    if body.state == Body.State.STAFFED and not body.is_group:
        found.append(Button("committees.staff", PAGES.url("body_staff", body), picture="users"))
    found.append(Button("committees.change_body", PAGES.url("body_change", body), picture="edit"))
    found.append(Button("committees.dissolve", PAGES.url("body_dissolve", body), picture="ban"))
    return found


def _notes(body, held, day):
    if not body.is_open:
        return []
    notes = []
    if body.places and len(held) != body.places:
        words = {"number": len(held), "places": body.places}
        notes.append(("amber", _("%(number)d of %(places)d places are filled.") % words))
    if not any(seat.duty == Seat.Duty.HEAD for seat in held):
        notes.append(("amber", _("The body has no head.")))
    for first, until in queries.bodies.head_gaps(body):
        notes.append(
            ("blue", _("Nobody led it from %(first)s up to %(until)s.") % {"first": iso(first), "until": iso(until)})
        )
    if body.kind == Kind.COMMITTEE:
        notes += [("amber", sentence) for sentence in queries.bodies.remarks(body.unit, day)]
    return notes


def _now(body, held, user):
    change, end = can(user, "committees.replace", body.unit), can(user, "committees.end_seat", body.unit)
    rows = [
        (
            seat.name, seat.duty_words, seat.field, _("full-time") if seat.full_time else _("part-time"),
            iso(seat.since),
            Cell(_("Change the holder"), PAGES.url("seat_replace", seat)) if change and body.is_open else "",
            Cell(_("End"), PAGES.url("seat_end", seat)) if end and body.is_open else "",
        )
        for seat in held
    ]  # fmt: skip
    return Table(
        _("Who stands in it"),
        columns(
            pgettext("person", "Name"),
            pgettext("seat", "Post"),
            _("Field of work"),
            _("Full-time or part-time"),
            _("Since"),
            "",
            "",
        ),
        rows,
        empty=_("Nobody yet."),
    )


def _past(past):
    if not past:
        return []
    rows = [(seat.name, seat.duty_words, seat.field, iso(seat.since), iso(seat.until), seat.why) for seat in past]
    return [
        Table(
            _("Who stood in it before"),
            columns(
                pgettext("person", "Name"),
                pgettext("seat", "Post"),
                _("Field of work"),
                _("From"),
                _("Up to"),
                _("Why"),
            ),
            rows,
        )
    ]


def _of_terms(body, user):
    if not body.has_terms:
        return []
    found = queries.terms.listed(user).filter(body=body)
    rows = [(link(str(term), term), iso(term.since), iso(term.last_day), _badge(term)) for term in found]
    return [
        Table(
            _("Terms of office"),
            columns(_("Term"), _("Elected on"), _("Ends on"), _("State")),
            rows,
            empty=_("No term is on file."),
        )
    ]


def _badge(term):
    _key, words, tone = queries.terms.phase(term, today())
    return Cell(words, tone=tone)


def body_form(request):
    """Form a body."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request, unit, forms.BodyForm, _("Form a body"), lambda data: actions.form(unit, by=request.user, **data),
        code="committees.form", back="committees:body_list", said=_("Formed; now fill its posts."),
        lead=_("The committee and the audit committee are elected together; groups are formed by the committee."),
        form_kwargs={"initial": {"on": today(), "kind": request.GET.get("kind", "")}},
    )  # fmt: skip


body_staff = act_on(
    own_body, forms.StaffForm, actions.staff, code="committees.staff", title=lambda body: _("Fill posts of %s") % body.name,
    said=gettext_lazy("On file."), placed=True, start=lambda body: {"on": body.formed_on if body.state == Body.State.FORMED else today()},
    lead=gettext_lazy("Names on the register are found; others are kept by name."),
)  # fmt: skip
seat_appoint = act_on(
    own_body, forms.AppointForm, actions.appoint, code="committees.appoint", title=lambda body: _("Fill a post of %s") % body.name,
    said=gettext_lazy("On file."), placed=True,
)  # fmt: skip
body_change = act_on(
    own_body, forms.ChangeBodyForm, actions.change_body, code="committees.change_body", title=gettext_lazy("Change a body"),
    said=gettext_lazy("Changed."),
    start=lambda body: {"name": body.name, "places": body.places, "document_no": body.document_no, "tasks": body.tasks},
)  # fmt: skip
body_dissolve = act_on(
    own_body, forms.DissolveForm, actions.dissolve, code="committees.dissolve", title=lambda body: _("Dissolve %s") % body.name,
    said=gettext_lazy("Dissolved; its history stays on file."), danger=True,
    lead=gettext_lazy("Every post in it ends on that day, and its term of office too."),
)  # fmt: skip
seat_replace = act_on(
    own_seat, forms.ReplaceForm, actions.replace, code="committees.replace", title=lambda seat: _("Change the holder: %s") % seat.title(),
    said=gettext_lazy("Changed; the one before stays in the history."), placed=True,
)  # fmt: skip
seat_end = act_on(
    own_seat, forms.EndSeatForm, actions.end_seat, code="committees.end_seat", title=lambda seat: _("End a post: %s") % seat.title(),
    said=gettext_lazy("Ended."), danger=True,
)  # fmt: skip
group_place = act_on(
    own_body, forms.PlaceForm, actions.place, code="committees.place", title=lambda body: _("Place members in %s") % body.name,
    placed=True, start=lambda body: {"on": max(today(), body.formed_on)},
    lead=gettext_lazy("Every member is in one group; whoever is in another one moves from there."),
    said=lambda done: ngettext("%(count)d member placed.", "%(count)d members placed.", done) % {"count": done},
)  # fmt: skip


def group_take(request):
    """Groups and their members are taken over from the register."""
    unit = chosen_unit(request)
    found = queries.bodies.by_register(unit) if can_read(request.user, unit) else {}
    number = sum(len(people) for people in found.values())
    words = {"groups": len(found), "people": number}
    return PAGES.begin(
        request, unit, DayForm, _("Take groups over from the register"), lambda data: actions.take_groups(unit, by=request.user, **data),
        code="committees.take_groups", back="committees:body_list",
        url=lambda done: PAGES.url("body_list") + f"?unit={unit.code}&kind=group",
        lead=_("The register of this union names %(groups)d groups with %(people)d members who are in none here.") % words,
        said=lambda done: _("%(groups)d groups formed, %(people)d members placed.") % {"groups": done[0], "people": done[1]},
        form_kwargs={"initial": {"on": today()}},
    )  # fmt: skip


@require_safe
def ungrouped_list(request):
    """Members who are in no group."""
    unit = chosen_unit(request)
    rows = queries.bodies.ungrouped(request.user, unit)
    return PAGES.register(
        request, rows, unit=unit, title=_("Members without a group"), tab="bodies", filters=forms.MemberFilter(request.GET),
        heads=columns(pgettext("person", "Name"), _("Union"), _("Group as the register says"), _("Joined on")),
        row=lambda one: (link(one.person.name, one), one.unit.name, one.group, iso(one.joined_on)),
        lead=_("Every member is in one union group. Open a group and place them there, or take the groups over from the register."),
        buttons=(Button("committees.take_groups", PAGES.url("group_take") + f"?unit={unit.code}", kind="primary", picture="users"),),
        empty=_("Every member is in a group, or nobody is in membership here."),
    )  # fmt: skip
