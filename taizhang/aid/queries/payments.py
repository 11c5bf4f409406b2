"""Reads about money: what can be paid and why something cannot, what waits for whom, what a sample says."""

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.aid import rules
from taizhang.aid.models import (
    Account,
    Application,
    Check,
    Fund,
    Notice,
    NoticeLine,
    Objection,
    Payment,
    PaymentRun,
    Programme,
    Recovery,
    Sample,
)
from taizhang.kernel.access import can
from taizhang.kernel.calendar import DAY
from taizhang.ui import due

Run = PaymentRun.State


def shown_notice(token, day):
    """The public notice of this address, as long as it is shown; None before and afterwards."""
    shown = Notice.objects.standing().filter(state=Notice.State.SHOWN, from_on__lte=day, until_on__gte=day)
    return shown.filter(token=token).select_related("programme", "unit").first()


# --- funds ----------------------------------------------------------------------------------------------------------------------


def funds(user, under):
    """Funds of the unit and below that the user may see."""
    return Fund.objects.visible_to(user).standing().below(under).select_related("unit")


def funds_for(unit):
    """Funds that a programme of the unit may be paid from: its own and those of the unions above."""
    paths = [*unit.ancestor_paths(), unit.path]
    return Fund.objects.standing().filter(unit__path__in=paths, closed_on=None).select_related("unit")


def balances(funds_shown):
    """{fund: yuan} in one question."""
    ways = {"in": 1, "match": 1, "back": 1, "out": -1}
    found = dict.fromkeys((fund.pk for fund in funds_shown), 0)
    lines = Fund.objects.filter(pk__in=list(found), lines__voided_at=None)
    for pk, way, total in lines.order_by().values_list("pk", "lines__way").annotate(total=Sum("lines__amount")):
        found[pk] += ways.get(way, 0) * (total or 0)
    return found


def by_source(funds_shown, sums):
    """[(source in words, yuan)] of the funds shown."""
    totals = {}
    for fund in funds_shown:
        totals[fund.get_source_display()] = totals.get(fund.get_source_display(), 0) + sums[fund.pk]
    return sorted(totals.items(), key=lambda item: -item[1])


def waiting_runs(fund):
    """Runs from the fund that are not finished."""
    return fund.runs.standing().filter(state__in=(Run.PREPARED, Run.APPROVED, Run.RELEASED))


# --- what can be paid -----------------------------------------------------------------------------------------------------------


def approved(programme):
    """Approved applications of a programme that have no payment on its way or made."""
    running = Payment.objects.standing().filter(
        application=OuterRef("pk"), state__in=(Payment.State.DUE, Payment.State.PAID)
    )
    found = Application.objects.standing().filter(programme=programme, state=Application.State.APPROVED)
    return found.filter(~Exists(running)).select_related("person", "unit", "programme").order_by("unit__path", "id")


def payable(programme):
    """(applications that can be paid now, [(application, why not)]): notices, objections, accounts, double payment."""
    waiting = list(approved(programme).select_related(None).select_related("person", "unit"))
    for one in waiting:
        one.programme = programme  # one object for twenty thousand applications
    shown = _notices(programme)
    doubles = _paid_already(programme, [one.beneficiary for one in waiting])
    accounts = accounts_of([one.person_id for one in waiting]) if programme.method == Programme.Method.BANK else None
    good, blocked = [], []
    for one in waiting:
        state = shown.get(one.pk, {})
        verdict = rules.notices.cleared(
            needs_notice=programme.public_notice,
            ended=state.get("ended", False),
            open_objections=state.get("open", 0),
            upheld=state.get("upheld", 0),
        )
        if not verdict:
            blocked.append((one, verdict.reason))
        elif one.beneficiary in doubles:
            blocked.append((one, _("paid for this matter in this year already")))
        elif accounts is not None and one.person_id not in accounts:
            blocked.append((one, _("no confirmed bank account")))
        else:
            good.append(one)
    return good, blocked


def _notices(programme):
    """{application: whether a notice of it has ended, how many objections are open or upheld}."""
    found = {}
    lines = NoticeLine.objects.filter(notice__programme=programme, notice__voided_at=None)
    for application, state in lines.values_list("application", "notice__state"):
        found.setdefault(application, {"ended": False, "open": 0, "upheld": 0})
        found[application]["ended"] |= state == Notice.State.ENDED
    objections = Objection.objects.standing().filter(notice__programme=programme).exclude(application=None)
    for application, outcome in objections.values_list("application", "outcome"):
        if outcome in ("open", "upheld"):
            found.setdefault(application, {"ended": False, "open": 0, "upheld": 0})[outcome] += 1
    return found


def _paid_already(programme, beneficiaries):
    """Those of the beneficiaries who have a payment of the same matter and year, by whatever programme."""
    found = set()
    for start in range(0, len(beneficiaries), 900):
        same = Payment.objects.standing().filter(
            matter=programme.matter,
            year=programme.year,
            state__in=(Payment.State.DUE, Payment.State.PAID),
            beneficiary__in=beneficiaries[start : start + 900],
        )
        found.update(same.values_list("beneficiary", flat=True))
    return found


def accounts_of(persons):
    """{person: confirmed account}."""
    found, persons = {}, list(persons)
    for start in range(0, len(persons), 900):
        standing = Account.objects.standing().filter(state="standing", person__in=persons[start : start + 900])
        found.update({account.person_id: account for account in standing})
    return found


# --- runs -----------------------------------------------------------------------------------------------------------------------


def runs(user, under):
    """Payment runs of the unit and below with how many are in them and how much."""
    found = PaymentRun.objects.visible_to(user).standing().below(under).select_related("programme", "fund", "unit")
    standing = ~Q(payments__state=Payment.State.CANCELLED)
    return found.annotate(
        persons=Count("payments", filter=standing), total=Sum("payments__amount", filter=standing)
    ).order_by("-prepared_on", "-id")


def sums_of(run):
    """{state: (how many, yuan)} of a run, and all of it under ""."""
    found = {
        state: (number, total)
        for state, number, total in run.payments.standing()
        .order_by()
        .values_list("state")
        .annotate(number=Count("id"), total=Sum("amount"))
    }
    found[""] = (sum(n for n, _t in found.values()), sum(t for _n, t in found.values()))
    return found


def payments_of(run):
    """The payments of a run in the order of the roster, each with what came `back` of it."""
    found = run.payments.standing().exclude(state=Payment.State.CANCELLED)
    found = found.annotate(back=Sum("recoveries__amount", filter=Q(recoveries__voided_at=None)))
    return found.select_related("person", "unit", "application").order_by("unit__path", "id")


def failed_of(run):
    """Payments of the run that failed and are not on their way again."""
    again = Payment.objects.standing().filter(
        application=OuterRef("application"), state__in=(Payment.State.DUE, Payment.State.PAID)
    )
    failed = run.payments.standing().filter(state=Payment.State.FAILED)
    return failed.filter(~Exists(again)).select_related("person", "unit", "application", "application__programme")


def come_back(payment):
    """How much of a payment has come back."""
    return Recovery.objects.standing().filter(payment=payment).aggregate(total=Sum("amount"))["total"] or 0


def due_items(user, unit, today):
    """Runs that wait for this user, accounts to confirm, objections to answer, what must be paid before its date."""
    waiting = PaymentRun.objects.visible_to(user).standing().below(unit).select_related("programme", "unit")
    for run in waiting.filter(state__in=(Run.PREPARED, Run.APPROVED, Run.RELEASED)):
        yield from _of_run(user, run)
    for account in Account.objects.visible_to(user).standing().below(unit).filter(state=Account.State.PROPOSED)[:20]:
        if can(user, "aid.confirm_account", account.unit) and rules.payments.may_confirm(account, by=user):
            url = reverse("aid:account_confirm", args=[account.pk])
            title = _("Bank account of %s") % account.person.name
            yield due.Due(title=title, url=url, button=_("Confirm"), unit=account.unit)
    open_ones = Objection.objects.visible_to(user).standing().below(unit).filter(outcome=Objection.Outcome.OPEN)
    for objection in open_ones.select_related("notice__programme", "unit")[:20]:
        if can(user, "aid.answer_objection", objection.unit):
            url = reverse("aid:objection_answer", args=[objection.pk])
            yield due.Due(
                title=str(objection),
                url=url,
                button=_("Answer"),
                unit=objection.unit,
                by=objection.notice.until_on,
                words=objection.words[:60],
                tone="red" if objection.notice.until_on < today else "amber",
            )
    yield from _late(user, unit, today)


def _of_run(user, run):
    steps = {
        Run.PREPARED: ("aid.approve_run", "aid:payment_run_approve", _("Approve"), rules.payments.may_approve),
        Run.APPROVED: ("aid.release_run", "aid:payment_run_release", _("Release"), rules.payments.may_release),
        Run.RELEASED: ("aid.reconcile", "aid:payment_run_reconcile", _("Reconcile"), None),
    }
    code, page, button, rule = steps[run.state]
    if can(user, code, run.unit) and (rule is None or rule(run, by=user)):
        yield due.Due(
            title=str(run),
            url=reverse(page, args=[run.pk]),
            button=button,
            unit=run.unit,
            by=run.programme.pay_by,
            words=run.get_state_display(),
            tone="amber",
            first=run.state != Run.RELEASED,
        )


def _late(user, unit, today):
    """Programmes that must be paid soon and have somebody who is approved and not paid (AW-07: before school starts)."""
    soon = Programme.objects.visible_to(user).standing().below(unit).filter(pay_by__lte=today + DAY * 14)
    for programme in soon.select_related("unit"):
        number = approved(programme).count()
        if number and can(user, "aid.prepare_run", programme.unit):
            yield due.Due(
                title=str(programme),
                url=reverse("aid:payment_run_prepare", args=[programme.pk]),
                button=_("Prepare payment"),
                unit=programme.unit,
                by=programme.pay_by,
                words=_("approved and not paid: %d") % number,
                tone="red" if programme.pay_by < today else "amber",
            )


# --- samples --------------------------------------------------------------------------------------------------------------------


def paid_keys(programme):
    """Keys of the payments made in a programme: the list that a sample is drawn from."""
    paid = Payment.objects.standing().filter(run__programme=programme, state=Payment.State.PAID)
    return list(paid.order_by("pk").values_list("pk", flat=True))


def outcome(sample):
    """What a sample says so far: {"asked", "right", "open", "unreached", "wrong", "interval"}."""
    counts = dict(sample.checks.standing().order_by().values_list("result").annotate(number=Count("id")))
    right = counts.get(Check.Result.RIGHT, 0)
    wrong = counts.get(Check.Result.AMOUNT, 0) + counts.get(Check.Result.NOTHING, 0)
    return {
        "asked": right + wrong,
        "right": right,
        "wrong": wrong,
        "open": counts.get(Check.Result.OPEN, 0),
        "unreached": counts.get(Check.Result.UNREACHED, 0),
        "share": round(100 * right / (right + wrong), 1) if right + wrong else None,
        "interval": rules.notices.interval(right, right + wrong, sample.population),
    }


def samples(user, programme):
    """Samples of a programme that the user may see."""
    return Sample.objects.visible_to(user).standing().filter(programme=programme)
