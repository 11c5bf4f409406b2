"""The writers of establishments: found, publicised, visited, won over, applied for, approved, founded, registered."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel import approvals
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, words
from taizhang.organisation import actions as organisation
from taizhang.organisation import kinds
from taizhang.outreach import rules
from taizhang.outreach.actions.parts import locked
from taizhang.outreach.models import Assignment, Elected, Establishment, Preparer, Visit
from taizhang.outreach.queries import deadlines, firms
from taizhang.outreach.queries import establishments as queries
from taizhang.outreach.rules import establishments as way

State = Establishment.State
COUNTED = "建会摸底"


def begin(firm, *, by, on, staff=None, officer="", opened_on=None, source=Establishment.Source.LIST):
    """A firm without a union is identified: from this day on somebody works on it (Trade Union Law, article 11)."""
    with act(by, "outreach.begin", firm, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        profile = firms.profile_of(firm)
        gone = profile is None or not profile.is_open
        under_way = queries.under_way(firm) is not None
        require(way.may_begin(is_union=firms.is_union(firm), dissolved=gone, under_way=under_way))
        known = firms.staff_of(firm, on)
        fresh = Establishment(
            unit=firm, name=firm.name, identified_on=on, staff=known if staff is None else staff, officer=words(officer, 60), opened_on=opened_on,
            source=source,
        )  # fmt: skip
        fresh.due_on = deadlines.of_establishment(fresh)
        fresh.save()
        if staff is not None and staff != known:
            organisation.record_headcount(profile, by=by, on=on, staff=staff, source=COUNTED)
        this.record = fresh
        this.note(title=fresh.title())
    return fresh


def begin_new(union, *, by, on, name, code="", kind="employer", staff=None, ownership="", address="", **more):
    """A firm that is not on the list yet is put into the tree, below the union of its territory, and identified."""
    code = words(code, 40) or firms.next_code(union)
    with act(by, "outreach.begin", union, on=on):
        firm = organisation.found(
            union, by=by, on=None, code=code, name=words(name, 120), kind=kind, staff=staff, ownership=words(ownership, 30),
            address=words(address, 200),
        )  # fmt: skip
        return begin(firm, by=by, on=on, staff=staff, **more)


def _step(establishment, state, on, this):
    """The next step, on its day."""
    require(rules.needs_standing(establishment))
    require(approvals.may_change(establishment))
    require(way.may_step(establishment, state))
    require(rules.may_happen_on(on, today=day_of(this)))
    before = establishment.get_state_display()
    require(rules.not_before(establishment.last_step_on, on, before))
    establishment.state = state
    setattr(establishment, f"{state}_on", on)
    establishment.due_on = deadlines.of_establishment(establishment)


def publicise(establishment, *, by, on, how):
    """The law was explained in the firm: to the employer, to the staff."""
    with act(by, "outreach.publicise", establishment, on=on) as this:
        establishment = locked(establishment)
        _step(establishment, State.PUBLICISED, on, this)
        require(rules.needs_words(how, _("Write how the law was explained.")))
        establishment.publicised_how = words(how, 120)
        establishment.save()
        this.note(title=establishment.title())
    return afresh(establishment)


def visit(establishment, *, by, on, by_whom, what, met=""):
    """Somebody went to the firm; a visit may be written down at any time before the founding."""
    with act(by, "outreach.visit", establishment, on=on) as this:
        establishment = locked(establishment)
        require(rules.needs_standing(establishment))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.needs_words(what, _("Write in a line what was said.")))
        if establishment.state == State.ENDED:
            raise Refused(_("This establishment was given up."))
        one = Visit(
            establishment=establishment, on=on, by_whom=words(by_whom, 60), met=words(met, 60), words=words(what, 300)
        )
        one.save()
        this.note(title=establishment.title(), name=one.by_whom)
    afresh(establishment)
    return one


def consent(establishment, *, by, on, consent_by):
    """The employer agrees to support the founding; nobody may hinder it (Trade Union Law, articles 3 and 11)."""
    with act(by, "outreach.consent", establishment, on=on) as this:
        establishment = locked(establishment)
        _step(establishment, State.WILLING, on, this)
        require(rules.needs_words(consent_by, _("Write who consented for the employer.")))
        establishment.consent_by = words(consent_by, 60)
        establishment.save()
        this.note(title=establishment.title(), name=establishment.consent_by)
    return afresh(establishment)


def prepare(establishment, *, by, people):
    """The preparatory group: [{name, side, is_head}]; what is written replaces what was there (election rules, article 7)."""
    with act(by, "outreach.prepare", establishment) as this:
        establishment = locked(establishment)
        require(rules.needs_standing(establishment))
        require(approvals.may_change(establishment))
        if establishment.state not in Establishment.BEFORE:
            raise Refused(_("The union was founded; its committee takes the place of the preparatory group."))
        for one in establishment.preparers.all():
            one.delete()
        for one in people:
            Preparer(
                establishment=establishment, name=words(one["name"], 60), side=one["side"], is_head=one["is_head"]
            ).save()
        this.touch(establishment)
        this.note(title=establishment.title(), people=len(people))
    return afresh(establishment)


def apply(establishment, *, by, on, union_name, union_kind, willing_members, application_no=""):
    """The preparatory group applies to the union above (Trade Union Law, article 12). A returned application is handed in again."""
    with act(by, "outreach.apply", establishment, on=on) as this:
        establishment = locked(establishment)
        preparers = list(establishment.preparers.all())
        from_staff = [one for one in preparers if one.side == Preparer.Side.STAFF]
        _step(establishment, State.APPLIED, on, this)
        require(way.may_apply(preparers=preparers, from_staff=from_staff, willing_members=willing_members))
        require(rules.needs_words(union_name, _("Write the name of the union.")))
        _require_kind(establishment.unit, union_kind)
        establishment.union_name, establishment.union_kind = words(union_name, 120), union_kind
        establishment.willing_members, establishment.application_no = willing_members, words(application_no, 60)
        establishment.why = ""
        establishment.save()
        _ask(establishment, by, on)
        this.note(title=establishment.title())
    establishment.refresh_from_db()
    return afresh(establishment)


def _require_kind(firm, code):
    kind, above = kinds.find(code), firm.parent()
    if kind is None or not (kind.is_union and kind.grassroots):
        raise Refused(_("“%s” is no kind of grassroots union.") % str(code)[:40])
    if above is not None and kind.code not in kinds.of(above.kind).children:
        names = {"child": kinds.name(kind), "parent": kinds.name(kinds.of(above.kind))}
        raise Refused(_("“%(child)s” may not stand directly below “%(parent)s”.") % names)


def _ask(establishment, by, on):
    route = registry.routes[queries.route_code(establishment.unit)]
    case = approvals.of(establishment, route)
    if case is not None and case.state == case.State.RETURNED:
        approvals.resubmit(case, by=by, on=on, shown=shown(establishment))
    else:
        approvals.request(route, establishment, by=by, on=on, name=establishment.title())


def shown(establishment):
    """What deciders see, frozen when it is asked for."""
    preparers = "、".join(f"{one.name}（{one.get_side_display()}）" for one in establishment.preparers.all())
    return {
        _("Firm"): establishment.name,
        _("Staff"): str(establishment.staff or ""),
        _("Name of the union"): establishment.union_name,
        _("Kind of union"): str(kinds.name(kinds.of(establishment.union_kind))),
        _("Staff who want to join"): str(establishment.willing_members or ""),
        _("Preparatory group"): preparers,
        _("Consent of the employer"): f"{establishment.consent_by} {date_format(establishment.willing_on)}",
        _("Number of the application"): establishment.application_no,
    }


# --- what the route carries out -------------------------------------------------------------------------------------------------------


def approve(establishment, *, by, on, note="", approval):
    """The union above approves, with a document number; it may be written into the note of the decision."""
    with act(by, "outreach.approve", establishment, on=on, entitled=approval.entitles(establishment)) as this:
        establishment = locked(establishment)
        union = approval.steps.filter(round=approval.round, state="passed").order_by("-position").first().unit
        establishment.state, establishment.approved_on, establishment.approved_by = State.APPROVED, on, union
        written = words(note, 60) if "号" in note and len(note) <= 60 else ""
        establishment.reply_no = written or queries.next_reply(union, on.year)
        establishment.due_on = deadlines.of_establishment(establishment)
        establishment.save()
        this.note(title=establishment.title(), number=establishment.reply_no)


def send_back(establishment, *, by, on, note="", approval):
    """Returned for correction, refused or taken back: the employer's consent still stands, the application does not."""
    establishment = locked(establishment)
    establishment.state, establishment.applied_on, establishment.why = State.WILLING, None, words(note, 200)
    establishment.due_on = deadlines.by_rule(deadlines.STEP, establishment.unit, on)
    establishment.save()


def hand_in_again(establishment, *, by, on, note="", approval):
    """A returned application goes up again."""
    establishment = locked(establishment)
    establishment.state, establishment.applied_on, establishment.why = State.APPLIED, on, ""
    establishment.due_on = None
    establishment.save()


def number_reply(establishment, *, by, reply_no):
    """Put the document number of the reply right."""
    with act(by, "outreach.number_reply", establishment) as this:
        establishment = locked(establishment)
        if establishment.approved_on is None:
            raise Refused(_("There is no approval yet."))
        require(rules.needs_words(reply_no, _("Write the number of the reply.")))
        establishment.reply_no = words(reply_no, 60)
        establishment.save()
        this.note(title=establishment.title(), number=establishment.reply_no)
    return afresh(establishment)


# --- founding -------------------------------------------------------------------------------------------------------------------------


def found(
    establishment, *, by, on, called, present, members, people, women=None, migrants=None, place="", unrelated=True
):
    """The founding meeting was held: committee elected, first members admitted; the firm's unit becomes a union in the tree.

    `people`: [{name, duty, votes}]; `unrelated`: nobody elected is a near relative of the head of the firm (article 10).
    """
    with act(by, "outreach.found", establishment, on=on) as this:
        establishment = locked(establishment)
        _step(establishment, State.FOUNDED, on, this)
        asked = queries.founding_rules(establishment.unit, on)
        require(way.may_hold(called=called, present=present, quorum=asked.pop("quorum")))
        staff = firms.staff_of(establishment.unit, on)
        require(way.may_count_members(members=members, women=women, migrants=migrants, staff=staff))
        require(way.may_elect(people, members=members, called=called, present=present, unrelated=unrelated, **asked))
        establishment.place, establishment.called, establishment.present = words(place, 120), called, present
        establishment.members, establishment.women, establishment.migrants = members, women, migrants
        establishment.save()
        for one in people:
            Elected(
                establishment=establishment, name=words(one["name"], 60), duty=one["duty"], votes=one.get("votes")
            ).save()
        _make_union(establishment, by, on, people)
        follow(establishment.unit, on)
        this.note(title=establishment.title(), people=members)
    return afresh(establishment)


def _make_union(establishment, by, on, people):
    chair = next((one["name"] for one in people if one["duty"] == Elected.Duty.CHAIR), "")
    organisation.unionise(
        firms.profile_of(establishment.unit), by=by, on=on, kind=establishment.union_kind, name=establishment.union_name,
        approval_no=establishment.reply_no, chair_name=chair[:30], term_since=on,
    )  # fmt: skip
    establishment.unit.refresh_from_db()


def follow(firm, on):
    """Whoever answers for the firm has one union more from this day on. Inside an act; → how many assignments changed"""
    changed = Assignment.objects.standing().filter(firm=firm, unionised_on=None, until=None)
    for one in changed:
        one.unionised_on = max(on, one.since)
        one.save()
    return len(changed)


def register(establishment, *, by, on, register_no=""):
    """The union stands in the register of the union above; with that its establishment is complete."""
    with act(by, "outreach.register", establishment, on=on) as this:
        establishment = locked(establishment)
        _step(establishment, State.REGISTERED, on, this)
        establishment.register_no = words(register_no, 60)
        establishment.save()
        this.note(title=establishment.title(), number=establishment.register_no)
    return afresh(establishment)


def give_up(establishment, *, by, on, why):
    """The firm closed, moved away, or its staff do not want a union: the work ends here, with the reason."""
    with act(by, "outreach.give_up", establishment, on=on) as this:
        establishment = locked(establishment)
        require(rules.needs_standing(establishment))
        require(approvals.may_change(establishment))
        require(rules.needs_reason(why))
        require(way.may_give_up(establishment))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.not_before(establishment.last_step_on, on, establishment.get_state_display()))
        establishment.state, establishment.ended_on, establishment.why = State.ENDED, on, words(why, 200)
        establishment.due_on = None
        establishment.save()
        this.note(title=establishment.title(), why=establishment.why)
    return afresh(establishment)
