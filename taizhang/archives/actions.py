"""The only ways to change what is on file about rules and archives."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.archives import queries, rules
from taizhang.archives.models import Destruction, DestructionLine, Display, Dossier, Edition, Item, Regulation
from taizhang.kernel import approvals, evidence
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, locked, mark_void, put_on_record, standing, words

State, Kept, Asked = Regulation.State, Dossier.State, Destruction.State
DESTRUCTION = "archives.destruction"


# --- regulations ----------------------------------------------------------------------------------------------------------------


def draft(unit, *, by, on, name, text, kind=Regulation.Kind.SYSTEM):
    """Draft a regulation."""
    with act(by, "archives.draft", unit, on=on) as this:
        require(rules.may_draft(name=name, text=text, on=on, today=day_of(this)))
        if Regulation.objects.standing().filter(unit=unit, name=words(name, 80), withdrawn_on=None).exists():
            raise Refused(_("A regulation of this name is on file already."))
        regulation = Regulation(unit=unit, name=words(name, 80), kind=kind)
        regulation.save()
        Edition(regulation=regulation, number=1, text=text.strip(), drafted_on=on).save()
        this.note(title=regulation.title())
    return afresh(regulation)


def rewrite(regulation, *, by, text, changes=""):
    """Change the draft; what was adopted stays as it is."""
    with act(by, "archives.rewrite", regulation) as this:
        regulation = standing(regulation)
        edition = queries.draft_of(regulation)
        if edition is None:
            raise Refused(_("There is no draft; revise the regulation."))
        require(rules.needs_words(text, _("Write the text.")))
        edition.text, edition.changes = text.strip(), words(changes, 300) or edition.changes
        edition.save()
        regulation.save()
        this.note(title=regulation.title())
    return afresh(regulation)


def adopt(regulation, *, by, on, adopted_by, since=None, document_no=""):
    """A body adopts the draft; it is in force from a day, and the edition before ends on it."""
    with act(by, "archives.adopt", regulation, on=on) as this:
        regulation = standing(regulation)
        edition, before, since = queries.draft_of(regulation), queries.newest(regulation), since or on
        require(
            rules.may_adopt(
                regulation, edition, on=on, since=since, adopted_by=adopted_by, before=before, today=day_of(this)
            )
        )
        edition.adopted_on, edition.adopted_by, edition.since = on, words(adopted_by, 120), since
        edition.document_no = words(document_no, 60)
        edition.save()
        if before is not None:
            before.until = since
            before.save()
        regulation.state, regulation.in_force_from = State.ADOPTED, regulation.in_force_from or since
        regulation.save()
        this.note(title=regulation.title(), number=edition.number, name=edition.adopted_by)
    return afresh(regulation)


def revise(regulation, *, by, on, text, changes):
    """Draft a further edition; the one in force stays until it is adopted, and is kept afterwards."""
    with act(by, "archives.revise", regulation, on=on) as this:
        regulation = standing(regulation)
        before = queries.newest(regulation)
        require(rules.may_revise(regulation, text=text, current=before, on=on, today=day_of(this)))
        require(rules.needs_words(changes, _("Say what was changed and why.")))
        number = before.number + 1
        Edition(
            regulation=regulation, number=number, text=text.strip(), changes=words(changes, 300), drafted_on=on
        ).save()
        regulation.state = State.REVISING
        regulation.save()
        this.note(title=regulation.title(), number=number)
    return afresh(regulation)


def put_up(regulation, *, by, on, where):
    """The edition in force hangs on a wall; the photograph goes on record as evidence."""
    with act(by, "archives.put_up", regulation, on=on) as this:
        regulation = standing(regulation)
        edition = queries.current(regulation, on) or queries.newest(regulation)
        if regulation.state == State.WITHDRAWN:
            edition = None
        require(rules.may_put_up(edition, on=on, where=where, today=day_of(this)))
        Display(regulation=regulation, edition=edition, where=words(where, 120), on=on).save()
        regulation.save()
        this.note(title=regulation.title(), where=words(where, 120))
    return afresh(regulation)


def take_down(display, *, by, on):
    """It hangs there no more."""
    with act(by, "archives.take_down", display.regulation, on=on) as this:
        regulation = standing(display.regulation)
        display = Display.objects.get(pk=display.pk)
        if display.until is not None:
            raise Refused(_("It was taken down already."))
        require(rules.may_put_up(display.edition, on=on, where=display.where, today=day_of(this)))
        display.until = max(on, display.on)
        display.save()
        regulation.save()
        this.note(title=regulation.title(), where=display.where)
    return afresh(regulation)


def withdraw(regulation, *, by, on, by_body, why):
    """The regulation is in force no more; every edition stays readable."""
    with act(by, "archives.withdraw", regulation, on=on) as this:
        regulation = standing(regulation)
        require(rules.may_withdraw(regulation, on=on, by_body=by_body, today=day_of(this)))
        require(rules.needs_reason(why))
        last = queries.newest(regulation)
        last.until = max(on, last.since)
        last.save()
        for display in regulation.displays.filter(until=None):
            display.until = max(on, display.on)
            display.save()
        regulation.state, regulation.withdrawn_on = State.WITHDRAWN, on
        regulation.withdrawn_by, regulation.why = words(by_body, 120), words(why, 200)
        regulation.save()
        this.note(title=regulation.title(), why=regulation.why)
    return afresh(regulation)


# --- dossiers -------------------------------------------------------------------------------------------------------------------


def open_dossier(unit, *, by, on, title, category, year, number="", place=""):
    """Open a file."""
    with act(by, "archives.open", unit, on=on) as this:
        require(rules.may_open(title=title, year=year, on=on, today=day_of(this)))
        number = words(number, 40) or queries.next_number(unit, category, year)
        if Dossier.objects.standing().filter(unit=unit, number=number).exists():
            raise Refused(_("A file bears this number already."))
        dossier = Dossier(
            unit=unit,
            number=number,
            title_words=words(title, 120),
            category=category,
            year=year,
            opened_on=on,
            place=words(place, 80),
        )
        dossier.save()
        this.note(title=dossier.title())
    return dossier


def add_paper(dossier, *, by, text, on=None, pages=None):
    """A paper is put into the file."""
    with act(by, "archives.fill", dossier) as this:
        dossier = standing(dossier)
        require(rules.may_fill(dossier))
        require(rules.needs_words(text, _("Write what it is.")))
        Item(dossier=dossier, position=_next(dossier), words=words(text, 200), on=on, pages=pages).save()
        dossier.save()
        this.note(title=dossier.title(), number=1)
    return afresh(dossier)


def _next(dossier):
    return 1 + max(dossier.items.values_list("position", flat=True), default=0)


def put_records(dossier, *, by, keys):
    """Point to records of the house: [“worklog.entry:12”]; only what the writer may see, each once. → how many"""
    with act(by, "archives.fill", dossier) as this:
        dossier = standing(dossier)
        require(rules.may_fill(dossier))
        pairs = [
            (kind, int(number)) for kind, _colon, number in (key.partition(":") for key in keys) if number.isdecimal()
        ]
        held = set(dossier.items.filter(record_id__isnull=False).values_list("record_type", "record_id"))
        known = [pair for pair in pairs if pair[0] in registry.records and pair not in held]
        seen, position = queries.pointed(by, known), _next(dossier)
        for at, (pair, record) in enumerate(seen.items()):
            Item(
                dossier=dossier, position=position + at, words=words(record.title()[:200], 200), on=queries.day_of_record(pair),
                record_type=pair[0], record_id=pair[1],
            ).save()  # fmt: skip
        if not seen:
            raise Refused(_("Choose at least one record."))
        dossier.save()
        this.note(title=dossier.title(), number=len(seen))
    return len(seen)


def take_out(item, *, by, why):
    """Something was put into the wrong file."""
    with act(by, "archives.take_out", item.dossier) as this:
        dossier = standing(item.dossier)
        require(rules.may_fill(dossier))
        require(rules.needs_reason(why))
        this.note(title=dossier.title(), item=item.words, why=words(why, 200))
        Item.objects.get(pk=item.pk).delete()
        dossier.save()
    return afresh(dossier)


def close(dossier, *, by, on, place=""):
    """Archive the file: from the next year its retention counts, by the rulebook of that day."""
    with act(by, "archives.close", dossier, on=on) as this:
        dossier = standing(dossier)
        items = dossier.items.count() or evidence.of(dossier).count()
        require(rules.may_close(dossier, on=on, items=items, today=day_of(this)))
        keep(dossier, on)
        dossier.place = words(place, 80) or dossier.place
        dossier.save()
        this.note(title=dossier.title())
    return afresh(dossier)


def keep(dossier, on):
    """Close a file with its retention; inside an act."""
    years, rule = queries.retention(dossier.category, dossier.unit, on)
    dossier.state, dossier.closed_on = Kept.CLOSED, on
    dossier.keep_until, dossier.keep_words = rules.kept_until(on, years), rule.sentence()[:300] if rule else ""


# --- destruction ------------------------------------------------------------------------------------------------------------------


def ask_destruction(unit, *, by, on, name, opinion, dossiers):
    """Draw up a list of files whose time is over, and ask for its approval."""
    with act(by, "archives.ask_destruction", unit, on=on) as this:
        found = list(Dossier.objects.standing().filter(unit=unit, pk__in=dossiers).order_by("number", "id"))
        require(rules.may_list(found, on=on, opinion=opinion, today=day_of(this)))
        require(rules.needs_words(name, _("Give the list a name.")))
        one = Destruction(unit=unit, name=words(name, 80), on=on, opinion=words(opinion, 300))
        one.save()
        for dossier in found:
            DestructionLine(destruction=one, dossier=dossier).save()
            dossier.state = Kept.LISTED
            dossier.save()
        this.record = one
        this.note(title=one.title(), number=len(found))
        approvals.request(registry.routes[DESTRUCTION], one, by=by, on=on)
    return afresh(one)


def shown(destruction):
    """What deciders see."""
    files = [
        f"{line.dossier.title()}（{line.dossier.keep_until}）" for line in destruction.lines.select_related("dossier")
    ]
    return {pgettext("archives", "Files"): "；".join(files)[:2000], _("Opinion of the appraisal"): destruction.opinion}


def approve_destruction(destruction, *, by, on, note="", approval):
    """The list is approved."""
    with act(by, "archives.approve_destruction", destruction, on=on, entitled=approval.entitles(destruction)) as this:
        destruction = locked(destruction)
        destruction.state, destruction.approved_on = Asked.APPROVED, on
        destruction.save()
        this.note(title=destruction.title())


def return_destruction(destruction, *, by, on, note="", approval):
    """Returned for correction: the files stay listed until it is submitted again or withdrawn."""
    _set(destruction, Asked.RETURNED, note)


def ask_again(destruction, *, by, on, note="", approval):
    """A returned list goes up again."""
    _set(destruction, Asked.ASKED, "")


def refuse_destruction(destruction, *, by, on, note="", approval):
    """Refused or withdrawn: the files stay in the archives."""
    destruction = _set(destruction, Asked.REFUSED, note)
    for line in destruction.lines.select_related("dossier"):
        line.dossier.state = Kept.CLOSED
        line.dossier.save()


def _set(destruction, state, note):
    destruction = locked(destruction)
    destruction.state, destruction.why = state, words(note[:200], 200)
    destruction.save()
    return destruction


def carry_out(destruction, *, by, on, witnesses):
    """The files are destroyed before two witnesses; what was scanned is deleted, and the index stays for ever."""
    with act(by, "archives.carry_out", destruction, on=on) as this:
        destruction = standing(destruction)
        names = [words(name, 50) for name in witnesses if name.strip()]
        require(rules.may_carry_out(destruction, on=on, witnesses=names, today=day_of(this)))
        for line in destruction.lines.select_related("dossier__unit"):
            dossier = line.dossier
            for file in evidence.of(dossier):
                evidence.destroy(file, by=by, why=destruction.title())
            dossier.state, dossier.destroyed_on = Kept.DESTROYED, on
            dossier.save()
        destruction.state, destruction.carried_out_on, destruction.witnesses = Asked.DONE, on, "、".join(names)[:120]
        destruction.save()
        this.record = destruction
        this.note(title=destruction.title(), name=destruction.witnesses)
    return afresh(destruction)


# --- evidence, voiding ------------------------------------------------------------------------------------------------------------


def attach(record, file, *, by, kind):
    """Put a file on record: the photograph of the wall, a scanned paper, the signed list."""
    with act(by, "archives.attach", record) as this:
        if isinstance(record, Dossier) and record.state not in (Kept.OPEN, Kept.CLOSED):
            raise Refused(_("This file stands on a destruction list."))
        return put_on_record(this, record, file, kind)


def void(record, *, by, why):
    """Entered by mistake: it counts nowhere any more."""
    with act(by, "archives.void", record) as this:
        record = standing(record)
        if isinstance(record, Dossier) and record.state in (Kept.LISTED, Kept.DESTROYED):
            raise Refused(_("This file stands on a destruction list."))
        if isinstance(record, Destruction):
            raise Refused(_("A list that was asked for is withdrawn in its approval, not voided."))
        mark_void(this, record, why)
    return record
