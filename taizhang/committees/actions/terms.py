"""Terms: entered, recalled before they end, extended by the union above."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.committees import queries, rules
from taizhang.committees.models import Extension, Reminder, Term
from taizhang.kernel import approvals
from taizhang.kernel.access import SYSTEM, can
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import require
from taizhang.kernel.writing import day_of, locked, words
from taizhang.organisation import actions as organisation
from taizhang.organisation import queries as units

EXTENSION = "committees.extension"


def begin_term(body, *, by, on, number, years):
    """Put the term that is in office on file: elected on a day, for three or five years."""
    with act(by, "committees.begin_term", body, on=on) as this:
        body = locked(body)
        require(rules.bodies.is_open(body))
        require(
            rules.terms.may_begin(
                body, number=number, years=years, since=on, rule=queries.terms.years_rule(body.unit, on),
                in_office=queries.terms.in_office(body) is not None, numbers=queries.terms.numbers(body), today=day_of(this),
            )
        )  # fmt: skip
        term = new_term(body, number=number, years=years, since=on)
        tell_file(term, by)
        this.record = term
        this.note(title=term.title())
    return term


def new_term(body, *, number, years, since):
    """A term, saved; inside an act."""
    term = Term(
        unit=body.unit, body=body, number=number, years=years, since=since, ends_on=rules.terms.ends_on(since, years)
    )
    term.save()
    return term


def tell_file(term, by, chair=""):
    """The union's own file says the same term, so that its page and its warnings agree with the register of terms."""
    if term.body.kind != term.body.Kind.COMMITTEE or not can(by, "organisation.amend", term.unit):
        return
    profile = units.profile_of(term.unit)
    if profile is not None:
        told = {"term_since": term.since, "term_until": term.last_day} | ({"chair_name": chair[:30]} if chair else {})
        organisation.amend(profile, by=by, why=str(term)[:200], **told)


def ask_extension(term, *, by, on, until, why, document_no=""):
    """Ask the union above to let the election be held later; a request that was returned goes up again as it is told now."""
    with act(by, "committees.ask_extension", term, on=on) as this:
        term = locked(term)
        require(rules.may_happen_on(on, today=day_of(this)))
        returned = queries.terms.extension_returned(term)
        require(
            rules.terms.may_extend(
                term, until=until, why=why, longest=queries.terms.longest_extension(term.unit, on),
                asked=returned is None and queries.terms.extension_asked(term),
            )
        )  # fmt: skip
        extension = _afresh(returned) if returned else Extension(unit=term.unit, term=term)
        extension.until, extension.why = until, words(why, 300)
        extension.asked_on, extension.document_no = on, words(document_no, 60)
        extension.save()
        _send_up(extension, returned is not None, by, on)
        this.record = extension
        this.note(title=term.title(), until=until.isoformat())
    return extension


def _send_up(extension, returned, by, on):
    route = registry.routes[EXTENSION]
    if returned:
        approvals.resubmit(approvals.of(extension, route), by=by, on=on, name=extension.title())
    else:
        approvals.request(route, extension, by=by, on=on, name=extension.title())


def shown(extension):
    """What deciders see of an extension, frozen when it is asked for."""
    term = extension.term
    return {
        _("Union"): term.unit.name,
        _("Term"): str(term),
        _("Ends on"): date_format(term.last_day),
        _("Election until"): date_format(extension.until),
        _("Reason"): extension.why,
    }


def extend(extension, *, by, on, note="", approval):
    """The union above grants it: the term lasts until that day."""
    with act(by, "committees.extend", extension, on=on, entitled=approval.entitles(extension)) as this:
        extension = _afresh(extension)
        term = locked(extension.term)
        require(rules.terms.may_grant(term))
        extension.state, extension.decided_on = Extension.State.APPROVED, on
        extension.save()
        term.extended_to = extension.until
        term.save()
        this.record = extension
        this.note(title=term.title(), until=extension.until.isoformat())
    tell_file(term, SYSTEM)


def refuse_extension(extension, *, by, on, note="", approval):
    """Not granted, or taken back: the term ends as it did."""
    extension = _afresh(extension)
    extension.state, extension.decided_on = Extension.State.REFUSED, on
    extension.save()


def _afresh(extension):
    return Extension.objects.select_for_update(of=("self",)).select_related("term__body", "unit").get(pk=extension.pk)


def remind(term, months, *, on):
    """Write down that the end of a term was recalled so many months before. A second time changes nothing."""
    with act(SYSTEM, "committees.remind", term, on=on) as this:
        sent = Reminder.objects.filter(term=term, months=months).first() or Reminder(term=term, months=months)
        if sent.on is None or not rules.terms.is_of(term.last_day, sent):
            sent.on = on
            sent.save()
        this.note(title=term.title(), months=months)
    return term
