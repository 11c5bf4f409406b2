"""How many claims a second are settled: the pure function, and the act that settles a whole product in the database.

    python bench/mutualaid.py              # 5,000 claims
    python bench/mutualaid.py --claims 20000

Works on a database of its own in a temporary folder (or on TAIZHANG_DATABASE_URL). Results belong in docs/performance.md.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
CATEGORIES = ("门诊", "住院", "癌症")
DAY = date(2008, 1, 1)


def prepare_environment():
    """A data folder and a database of our own, migrated, with a key file."""
    os.environ.setdefault("TAIZHANG_DATA", tempfile.mkdtemp(prefix="taizhang-bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from taizhang.kernel import rulebook, sealing

    sealing.create_keys()
    call_command("migrate", verbosity=0)
    rulebook.load()


def _clocks():
    return time.perf_counter(), time.process_time()


def _rates(count, start):
    """Claims a second by the clock on the wall, and by the processor's own (a busy machine gives us only part of it)."""
    return tuple(count / (now - then) for now, then in zip(_clocks(), start, strict=True))


def pure(count):
    """Claims a second of the pure function: three expenses each, two editions, three categories."""
    from taizhang.mutualaid.rules.settlement import Bill, Cover, Standing, Terms, settle

    choose = random.Random(7)
    covers = tuple(
        Cover(
            1,
            "互助金",
            word,
            bands=((Decimal(5000), Decimal(40)), (None, Decimal(60))),
            deductible=Decimal(100),
            year_ceiling=Decimal(20000),
        )
        for word in CATEGORIES
    )
    terms = (Terms(1, DAY, covers, 360), Terms(2, date(2008, 11, 1), covers, 360, year_ceiling=Decimal(30000)))
    standing = Standing(DAY, date(2008, 12, 31))
    claims = [
        tuple(
            Bill(
                at,
                DAY + timedelta(choose.randrange(330)),
                choose.choice(CATEGORIES),
                Decimal(choose.randrange(1, 900000)) / 100,
            )
            for at in range(1, 4)
        )
        for _ in range(count)
    ]
    start = _clocks()
    for bills in claims:
        settle(bills, terms, standing, submitted_on=date(2008, 12, 20))
    return _rates(count, start)


def in_the_database(count):
    """Claims a second of `compute_all`: reading, settling, writing awards, steps and states, one act."""
    from taizhang.kernel.acts import SYSTEM, act
    from taizhang.members.models import Membership, Person
    from taizhang.mutualaid import actions
    from taizhang.mutualaid.models import Claim, Enrolment, Expense
    from taizhang.organisation import actions as organisation

    unit = organisation.found(
        None, by=SYSTEM, on=date(2001, 5, 1), code="BENCH", name="试验县总工会", kind="county_federation"
    )
    terms = {
        "layer": 1,
        "bands": [["5000", "40"], [None, "60"]],
        "deductible": Decimal(100),
        "year_ceiling": Decimal(20000),
    }
    benefits = [{**terms, "layer_name": "互助金", "category": word} for word in CATEGORIES]
    product = actions.products.start_product(unit, by=SYSTEM, on=DAY, name="医疗互助", line="MM-03", audience="members")
    edition = actions.products.draft_edition(
        product, by=SYSTEM, on=DAY, valid_from=DAY, window_days=360, benefits=benefits
    )
    actions.products.announce_edition(edition, by=SYSTEM, on=DAY)
    season = actions.products.open_season(
        product, by=SYSTEM, on=DAY, year=2008, opens_on=DAY, closes_on=date(2008, 12, 31), covers_from=DAY, covers_until=date(2008, 12, 31),
        premium=Decimal(100), union_share=Decimal(0),
    )  # fmt: skip
    choose = random.Random(7)
    with act(SYSTEM, "mutualaid.submit", unit) as this:
        persons = this.create_all(Person, [Person(name=f"试验{at}") for at in range(count // 2)])
        memberships = this.create_all(Membership, [Membership(unit=unit, person=one, joined_on=DAY) for one in persons])
        enrolments = this.create_all(
            Enrolment,
            [
                Enrolment(unit=unit, season=season, person=one.person, membership=one, enrolled_on=DAY, premium=Decimal(100), state="paid",
                          status_then="在会", paid_on=DAY, covers_from=DAY, covers_until=date(2008, 12, 31), certificate=f"B{at}")
                for at, one in enumerate(memberships)
            ],
        )  # fmt: skip
        claims = this.create_all(
            Claim,
            [
                Claim(unit=unit, enrolment=enrolments[at // 2], person=enrolments[at // 2].person, number=f"B{at}", state="checked",
                      submitted_on=date(2008, 12, 1))
                for at in range(count)
            ],
        )  # fmt: skip
        this.create_all(
            Expense,
            [
                Expense(claim=one, number=number, on=DAY + timedelta(choose.randrange(330)), category=choose.choice(CATEGORIES),
                        self_paid=Decimal(choose.randrange(1, 900000)) / 100)
                for one in claims for number in range(1, 4)
            ],
        )  # fmt: skip
    start = _clocks()
    actions.claims.compute_all(product, by=SYSTEM, on=date(2008, 12, 2))
    return _rates(count, start)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=5000)
    asked = options.parse_args()
    prepare_environment()
    for name, measure in (("pure settlement", pure), ("settlement in one act", in_the_database)):
        wall, processor = measure(asked.claims)
        print(f"{name:24}{wall:10,.0f} claims/s    {processor:10,.0f} claims per processor second")


if __name__ == "__main__":
    main()
