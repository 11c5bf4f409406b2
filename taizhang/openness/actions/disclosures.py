"""The life of a disclosure: drafted, checked by the supervision group, posted, corrected, taken down, closed."""

from django.utils.translation import gettext as _

from taizhang.kernel import evidence, rulebook
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, locked, standing, words
from taizhang.openness import editions, rules
from taizhang.openness.files import published_files
from taizhang.openness.models import Audience, Channel, Disclosure, Edition, Showing
from taizhang.openness.queries import bodies
from taizhang.openness.queries import disclosures as queries
from taizhang.openness.rules import disclosures as way
from taizhang.openness.rules.masking import masked_numbers

State = Disclosure.State
FLOOR = "openness.small_number"


def draft(disclosure, *, by, name, text="", table="", counts_persons=False):
    """Write what is disclosed. Identity, telephone and bank numbers are masked at once: they are not even kept. → how many were masked"""
    with act(by, "openness.draft", disclosure) as this:
        disclosure = standing(disclosure)
        require(way.may_draft(disclosure))
        masked = _write(disclosure, name=name, text=text, table=table, counts_persons=counts_persons)
        disclosure.state, disclosure.drafted_by = State.DRAFT, by if by.pk else None
        disclosure.checked_by = disclosure.checked_on = None
        disclosure.save()
        this.note(title=disclosure.title(), masked=masked)
    return masked


def _write(disclosure, *, name, text, table, counts_persons):
    """The content on the record, its numbers masked; every figure it asks for is known. → how many were masked"""
    require(way.may_say(text, table))
    require(editions.may_ask_figures(text))
    title, in_title = masked_numbers(words(name, 160))
    text, in_text = masked_numbers(text.strip())
    lines = [masked_numbers(line) for line in table.strip("\n").split("\n")]
    disclosure.name, disclosure.text = title[:160], text
    disclosure.table = "\n".join(line for line, _number in lines)
    disclosure.counts_persons = counts_persons
    return in_title + in_text + sum(number for _line, number in lines)


def submit(disclosure, *, by, on):
    """Hand the draft to the supervision group of the group that discloses."""
    with act(by, "openness.submit", disclosure, on=on) as this:
        disclosure = locked(disclosure)
        supervision = bodies.supervision_of(disclosure.item.body)
        require(way.may_submit(disclosure, supervision))
        disclosure.state, disclosure.why = State.CHECKING, ""
        if disclosure.drafted_by_id is None and by.pk:
            disclosure.drafted_by = by
        disclosure.save()
        this.note(title=disclosure.title(), group=supervision.name)
    return disclosure


def approve(disclosure, *, by, on, seat):
    """A member of the supervision group has checked it: it may be posted."""
    with act(by, "openness.approve", disclosure, on=on) as this:
        disclosure = locked(disclosure)
        require(rules.may_happen_on(on, today=day_of(this)))
        _needs_check(disclosure, seat, on, by)
        disclosure.state, disclosure.checked_by, disclosure.checked_on = State.CHECKED, seat, on
        disclosure.save()
        this.note(title=disclosure.title(), checked_by=seat.name)
    return disclosure


def send_back(disclosure, *, by, on, seat, why):
    """The supervision group returns the draft with its reason."""
    with act(by, "openness.send_back", disclosure, on=on) as this:
        disclosure = locked(disclosure)
        require(rules.needs_reason(why))
        _needs_check(disclosure, seat, on, by)
        disclosure.state, disclosure.why = State.RETURNED, words(why, 300)
        disclosure.save()
        this.note(title=disclosure.title(), checked_by=seat.name, why=disclosure.why)
    return disclosure


def _needs_check(disclosure, seat, on, by):
    supervision = bodies.supervision_of(disclosure.item.body)
    by_drafter = by.pk is not None and by.pk == disclosure.drafted_by_id
    require(way.may_check(disclosure, seat, supervision, on, by_drafter=by_drafter))


def waive(disclosure, *, by, on, why):
    """Nothing happened in the period: nothing is disclosed, and it counts as neither due nor late."""
    with act(by, "openness.waive", disclosure, on=on) as this:
        disclosure = locked(disclosure)
        require(rules.needs_reason(why))
        require(way.may_waive(disclosure))
        disclosure.state, disclosure.why, disclosure.closed_on = State.WAIVED, words(why, 300), on
        disclosure.save()
        this.note(title=disclosure.title(), why=disclosure.why)
    return disclosure


# --- posting ------------------------------------------------------------------------------------------------------------------------


def post(disclosure, *, by, on, channels, place="", until=None):
    """Post what was checked: it gets its issue number and its first edition; figures keep what the ledger says now."""
    with act(by, "openness.post", disclosure, on=on) as this:
        disclosure, channels = locked(disclosure), list(dict.fromkeys(channels))
        require(rules.may_happen_on(on, today=day_of(this)))
        least = queries.least_last_day(disclosure.unit, on)
        until = until or least
        require(way.may_post(disclosure, on, until, least, channels=channels))
        list(type(disclosure.unit).objects.select_for_update(no_key=True).filter(pk=disclosure.unit_id))  # in turn
        disclosure.year, disclosure.number = on.year, queries.next_number(disclosure.unit, on.year)
        disclosure.posted_on, disclosure.until_on = on, until
        place = words(place or disclosure.item.place, 80)
        edition = _publish(this, disclosure, by, channels=channels, place=place, why="")
        disclosure.state = State.POSTED
        disclosure.address = edition.code if _on_page(disclosure, channels) else ""
        disclosure.save()
        for channel in channels:
            Showing(
                disclosure=disclosure,
                channel=channel,
                place=place if channel == Channel.BOARD else "",
                from_on=on,
                until_on=until,
                by=by if by.pk else None,
            ).save()
        this.note(title=disclosure.title(), fingerprint=edition.digest)
    return afresh(disclosure)


def _on_page(disclosure, channels):
    """Whether the item has a page at all: for everybody, or for the members on their own pages."""
    return Channel.PAGE in channels and disclosure.audience != Audience.CONCERNED


def composed(disclosure, *, at, on, channels, place=""):
    """The edition as it would be published now. Nothing is written. → editions.Composed"""
    floor = int(rulebook.rule(FLOOR, disclosure.unit, on).value)
    names = queries.names_at(disclosure.unit) if disclosure.item.masks_names else ()
    files = published_files(evidence.of(disclosure))
    return editions.compose(
        disclosure, at=at, floor=floor, names=names, channels=channels, place=place, files=files
    )  # fmt: skip


def _publish(this, disclosure, by, *, channels, place, why):
    content = composed(disclosure, at=this.at, on=disclosure.posted_on, channels=channels, place=place).content
    last = disclosure.editions.order_by("-version").first()
    version = last.version + 1 if last else 1
    code, digest = editions.sealed(
        content | {"id": disclosure.pk}, version=version, supersedes=last.code if last else ""
    )
    edition = Edition(
        disclosure=disclosure,
        version=version,
        code=code,
        digest=digest,
        content=content | {"id": disclosure.pk},
        by=by if by.pk else None,
        at=this.at,
        why=masked_numbers(words(why, 300))[0],
    )
    edition.save()
    return edition


def show(disclosure, *, by, channel, from_on, until_on, place=""):
    """The posted item goes out by a further channel; by the page, it becomes readable there."""
    with act(by, "openness.show", disclosure, on=from_on) as this:
        disclosure = locked(disclosure)
        require(rules.may_happen_on(from_on, today=day_of(this)))
        require(way.may_show(disclosure, from_on, until_on))
        place = words(place, 80)
        if disclosure.showings.filter(channel=channel, place=place).exists():
            raise Refused(_("It is shown there already."))
        Showing(
            disclosure=disclosure,
            channel=channel,
            place=place,
            from_on=from_on,
            until_on=until_on,
            by=by if by.pk else None,
        ).save()
        channels = sorted({one.channel for one in disclosure.showings.all()} | {channel})
        if channel == Channel.PAGE and not disclosure.address and _on_page(disclosure, channels):
            edition = _publish(this, disclosure, by, channels=channels, place=place, why="")
            disclosure.address = edition.code
        disclosure.until_on = max(disclosure.until_on, until_on)
        disclosure.save()
        this.note(title=disclosure.title(), channel=channel)
    return afresh(disclosure)


def correct(disclosure, *, by, on, name, text, why, seat, table="", counts_persons=False):
    """Correct what is posted: a further edition with its reason, agreed by the supervision group; the earlier one stays readable."""
    with act(by, "openness.correct", disclosure, on=on) as this:
        disclosure = locked(disclosure)
        require(rules.needs_reason(why))
        require(way.may_correct(disclosure))
        require(way.sits_there(seat, bodies.supervision_of(disclosure.item.body), on))
        masked = _write(disclosure, name=name, text=text, table=table, counts_persons=counts_persons)
        last = disclosure.editions.order_by("-version").first()
        edition = _publish(
            this, disclosure, by, channels=last.content["channels"], place=last.content["place"], why=why
        )  # fmt: skip
        if disclosure.address:
            disclosure.address = edition.code
        disclosure.save()
        this.note(title=disclosure.title(), why=words(why, 300), checked_by=seat.name, fingerprint=edition.digest)
    return masked


def take_down(disclosure, *, by, on, why):
    """Take a posted item down because it must not be read any more: its pages say so and nothing else."""
    with act(by, "openness.take_down", disclosure, on=on) as this:
        disclosure = locked(disclosure)
        require(rules.needs_reason(why))
        require(way.may_take_down(disclosure))
        disclosure.state, disclosure.closed_on = State.DOWN, on
        disclosure.why = masked_numbers(words(why, 300))[0]
        disclosure.save()
        this.note(title=disclosure.title(), why=disclosure.why)
    return disclosure


def close(disclosure, *, by, on):
    """Close a disclosure after its last day: everything that was said is answered."""
    with act(by, "openness.close", disclosure, on=on) as this:
        disclosure = locked(disclosure)
        require(way.may_close(disclosure, on, queries.unanswered(disclosure)))
        disclosure.state, disclosure.closed_on = State.CLOSED, on
        disclosure.save()
        this.note(title=disclosure.title())
    return disclosure


def close_ended(on):
    """Daily: what is past its last day, with everything answered, closes by itself. → how many"""
    ended = list(queries.ended(on))
    for one in ended:
        close(one, by=SYSTEM, on=on)
    return len(ended)
