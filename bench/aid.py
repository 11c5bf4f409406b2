"""Aid at size: conditions over the whole register, and a payment run of 20,000 from preparing to reconciling."""

import time
from datetime import date
from decimal import Decimal

DAY = date(2024, 3, 1)


def seconds(run):
    """How long it took, and what came of it."""
    start = time.perf_counter()
    done = run()
    return time.perf_counter() - start, done


def people(limit=None):
    """Memberships of the register with their persons' keys and unions."""
    from taizhang.members.models import Membership

    found = Membership.objects.standing().filter(status=Membership.Status.MEMBER).order_by("pk")
    return list(found.values_list("person_id", "unit_id")[:limit])


def give_files(rows):
    """A hardship file for every twentieth member, and a payment of last year for every hundredth household."""
    from taizhang.aid.models import Household
    from taizhang.kernel import bulk

    bulk.insert(
        [
            Household(
                unit_id=unit, head_id=person, status=Household.Status.FILED, year=2024, serial=place + 1,
                category=("深度困难", "相对困难", "意外致困")[place % 3], main_cause="本人大病", opened_on=DAY, filed_on=DAY,
                valid_until=date(2025, 3, 1),
            )
            for place, (person, unit) in enumerate(rows[::20])
        ]
    )  # fmt: skip


def programme(top, name, rules, fund=None, **more):
    from taizhang.aid import actions
    from taizhang.kernel.acts import SYSTEM

    fields = {
        "name": name, "kind": "AW-12", "year": 2024, "matter": name, "rules": rules, "route": "aid.own", "fund": fund,
        "amounts": {"how": "fixed", "amount": "500"}, "opens_on": DAY, "closes_on": date(2024, 12, 31), "public_notice": False,
    }  # fmt: skip
    return actions.programmes.lay_down(top, by=SYSTEM, on=DAY, **{**fields, **more})


def bench_eligibility(folder, report):
    """Six conditions over every member, each exclusion with its reasons; and the same for households on file."""
    from taizhang.aid import actions
    from taizhang.aid.models import Household
    from taizhang.kernel.acts import SYSTEM
    from taizhang.kernel.models import Unit

    top, rows = Unit.objects.order_by("path").first(), people()
    if not Household.objects.exists():
        give_files(rows)
    conditions = [
        {"what": "joined", "months": 12},
        {"what": "age", "from": 18, "to": 60},
        {"what": "sex", "sex": ["女"]},
        {"what": "employment", "forms": "合同制,劳务派遣"},
        {"what": "category", "categories": ["深度困难", "相对困难"]},
        {"what": "not_aided", "months": 12},
    ]
    for words, rules in (("every member listed", conditions), ("households on file", [{"what": "filed"}, *conditions])):
        laid = programme(top, f"基准{words}{time.time()}"[:60], rules)
        taken, found = seconds(lambda laid=laid: actions.programmes.screen(laid, by=SYSTEM, on=DAY))
        report.add(
            f"eligibility, six conditions, {words}", taken, "s", looked_at=found.looked_at, proposed=found.proposed
        )


def bench_payment(folder, report, number=20_000):
    """A run by bank transfer: prepared, approved, released, bank file, reconciled with one in a hundred failed."""
    from taizhang.aid import actions
    from taizhang.aid.models import Account, Application
    from taizhang.aid.models.payments import ACCOUNT_COLUMN
    from taizhang.kernel import bulk, sealing
    from taizhang.kernel.acts import SYSTEM
    from taizhang.kernel.models import Unit

    top, rows = Unit.objects.order_by("path").first(), people(number)
    mark = f"{time.time():.0f}"
    fund = actions.funds.set_up_fund(top, by=SYSTEM, on=DAY, name=f"基准基金{mark}", source="工会经费", earmark="基准")
    actions.funds.book(fund, by=SYSTEM, on=DAY, way="in", amount=Decimal(500) * len(rows))
    laid = actions.programmes.open_programme(programme(top, f"基准发放{mark}", [], fund), by=SYSTEM, on=DAY)
    bulk.insert(
        [
            Application(
                unit_id=unit, programme=laid, person_id=person, on=DAY, beneficiary=f"person:{person}", amount=Decimal(500),
                state="approved", history=[[DAY.isoformat(), "approved", ""]],
            )
            for person, unit in rows
        ]
    )  # fmt: skip
    known = set(Account.objects.filter(state="standing").values_list("person_id", flat=True))
    accounts = []
    for place, (person, unit) in enumerate(rows):
        if person not in known:
            account = Account(
                unit_id=unit, person_id=person, holder="基准", bank="基准银行", state="standing", proposed_on=DAY
            )
            account.number = f"62220{place:014}"
            account.number_index = sealing.blind_index(f"62220{place:014}", ACCOUNT_COLUMN)
            accounts.append(account)
    bulk.insert(accounts)
    total = 0.0
    steps = (
        ("prepared", lambda run: actions.payments.prepare_run(laid, by=SYSTEM, on=DAY)),
        ("approved", lambda run: actions.payments.approve_run(run, by=SYSTEM, on=DAY)),
        ("released", lambda run: actions.payments.release_run(run, by=SYSTEM, on=DAY)),
        ("bank file", lambda run: actions.payments.bank_file(run, by=SYSTEM, why="bench") and run),
        ("reconciled", lambda run: actions.payments.reconcile(run, by=SYSTEM, on=DAY, failed=_failed(run))),
    )
    run = None
    for words, step in steps:
        taken, run = seconds(lambda step=step, run=run: step(run))
        total += taken
        report.add(f"payment run: {words}", taken, "s", persons=len(rows))
    report.add("payment run from preparing to reconciling", total, "s", persons=len(rows))


def _failed(run):
    return dict.fromkeys(list(run.payments.values_list("pk", flat=True))[::100], "户名不符")
