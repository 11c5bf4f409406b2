"""Public notices: shown masked, objections taken and answered, taken down by themselves."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.aid import rules
from taizhang.aid.models import Application, Consent, Notice, NoticeLine, Objection
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.calendar import working_days_after
from taizhang.kernel.rulebook import rule
from taizhang.kernel.sealing import mask_name
from taizhang.kernel.verdicts import Refused, require

State = Application.State
DAYS = "aid.publicity_days"


def show_notice(programme, *, by, on, where, days=None, show_amount=False):
    """Show everybody whom aid is proposed for and who has not been shown yet, for the working days of the rulebook or more.

    Names are masked unless the person consented separately (Personal Information Protection Law, article 25); no cause, no illness,
    no number, no address, and the amount only where a rule asks for it.
    """
    with act(by, "aid.show_notice", programme, on=on) as this:
        law = rule(DAYS, programme.unit, on)
        days = int(days or law.value)
        require(law.met_by(days))
        waiting = Application.objects.standing().filter(programme=programme, state__in=(State.ASKED, State.APPROVED))
        shown_already = NoticeLine.objects.filter(notice__programme=programme, notice__voided_at=None)
        shown_already = shown_already.exclude(notice__state=Notice.State.WITHDRAWN).values("application")
        listed = list(
            waiting.exclude(pk__in=shown_already).select_related("person", "unit").order_by("unit__path", "id")
        )
        require(rules.notices.may_show(listed))
        notice = Notice(
            unit=programme.unit, programme=programme, from_on=on, until_on=working_days_after(on, days), days=days,
            show_amount=show_amount, where=where.strip()[:120],
        )  # fmt: skip
        notice.save()
        named = _consented([one.household_id for one in listed], on)
        this.create_all(NoticeLine, [_line(notice, one, named, show_amount) for one in listed])
        this.record = notice
        this.note(name=programme.name, persons=len(listed), days=days)
    return notice


def _consented(households, on):
    """Households whose head signed that name and aid may be shown."""
    given = Consent.objects.filter(
        household__in=[one for one in households if one], purpose=Consent.Purpose.PUBLISH, given_on__lte=on
    )
    return set(given.filter(withdrawn_on=None).values_list("household_id", flat=True))


def _line(notice, application, named, show_amount):
    """As little as identifies the person; a child is never named."""
    full = application.consent == Application.Consent.FULL or application.household_id in named
    name = application.person.name
    return NoticeLine(
        notice=notice,
        application=application,
        name=name if full else mask_name(name),
        union=application.unit.name,
        category=application.stage or application.category,
        amount=application.amount if show_amount else None,
    )


def take_down(notice, *, by, on, why):
    """Take a notice back before its end: it counts as not shown."""
    with act(by, "aid.take_down", notice, on=on) as this:
        notice = Notice.objects.get(pk=notice.pk)
        require(rules.notices.may_take_down(notice))
        notice.state, notice.ended_on, notice.why = Notice.State.WITHDRAWN, on, why.strip()[:200]
        notice.save()
        this.note(record=notice.title(), why=why)
    return notice


def end_notices(on):
    """Daily: notices whose last day has passed are taken down by themselves. → how many"""
    over = Notice.objects.standing().filter(state=Notice.State.SHOWN, until_on__lt=on)
    ended = 0
    for notice in over.select_related("unit"):
        with act(SYSTEM, "aid.end_notice", notice, on=on) as this:
            notice.state, notice.ended_on = Notice.State.ENDED, on
            notice.save()
            this.note(record=notice.title())
        ended += 1
    return ended


def object_to(notice, *, by, on, words, by_whom="", contact="", application=None, from_page=False):
    """Take down an objection within the window, at the counter or by the public page; who objects and how to reach him is sealed."""
    with act(by, "aid.object_to", notice, on=on) as this:
        require(rules.notices.may_object(notice, on, timezone.localdate(this.at)))
        if from_page:
            today = notice.objections.standing().filter(from_page=True, received_on=on).count()
            require(rules.notices.may_object_by_page(today))
        if application is not None and not notice.lines.filter(application=application).exists():
            raise Refused(_("This person does not stand on the notice."))
        objection = Objection(
            unit=notice.unit,
            notice=notice,
            application=application,
            received_on=on,
            words=words.strip(),
            from_page=from_page,
        )
        objection.by_whom, objection.contact = by_whom.strip(), contact.strip()
        objection.save()
        this.record = objection
        this.note(record=notice.title())
    return objection


def reveal_objector(objection, *, by, why):
    """Show who objects and how to reach him, once; who looked and why is kept (PIPL, article 51)."""
    with act(by, "aid.reveal_objector", objection) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see it."))
        this.note(record=objection.notice.title(), why=why.strip())
        return {"by_whom": objection.by_whom.reveal(), "contact": objection.contact.reveal()}


def answer_objection(objection, *, by, on, outcome, answer):
    """Answer an objection: not founded, or founded and the aid refused."""
    with act(by, "aid.answer_objection", objection, on=on) as this:
        objection = Objection.objects.select_related("application", "notice").get(pk=objection.pk)
        require(rules.notices.may_answer(objection, answer))
        if outcome == Objection.Outcome.OPEN or on < objection.received_on or on > timezone.localdate(this.at):
            raise Refused(_("Say what came out, and on which day it was answered."))
        objection.outcome, objection.answered_on, objection.answer = outcome, on, answer.strip()[:300]
        objection.save()
        application = objection.application
        if outcome == Objection.Outcome.UPHELD and application is not None and application.state == State.APPROVED:
            application.move_to(State.REFUSED, on, _("objection founded: %s") % answer.strip()[:150])
            application.save()
        this.record = objection
        this.note(record=objection.notice.title(), outcome=objection.get_outcome_display())
    return objection
