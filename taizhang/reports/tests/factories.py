"""Work in the ledger for these tests: lines as a capability would post them, without standing on one (capabilities are strangers)."""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import md5

from django.utils import timezone

from taizhang.kernel.models import ActLog, Fact, Posting, Wording

SCALE = {"money": 2, "goods": 3}
_serial = iter(range(1, 10**9))


def worked(
    unit,
    kind,
    on,
    *,
    at=None,
    matter="",
    basis="",
    act="reports.draft",
    about=None,
    subject="",
    reading=False,
    **counts,
):
    """One record's lines: `worked(town, "AW-16", day, persons=52, entries=1)`. Returns its posting."""
    at = at or timezone.now() + timedelta(microseconds=next(_serial))
    log = ActLog.objects.create(code=act, unit=unit, record_type="work.tried", record_id=next(_serial), at=at)
    words = {"matter": matter, "remark": "", **(about or {})}
    wording, _ = Wording.objects.get_or_create(digest=md5(str(words).encode()).hexdigest(), defaults={"words": words})
    posting = Posting.objects.create(
        act=log, record_type=log.record_type, record_id=log.record_id, wording=wording, posted_at=at
    )
    for count, value in {"entries": 1, **counts}.items():
        measure = f"work.reading.{count}" if reading and count != "entries" else f"work.{count}"
        Fact.objects.create(
            posting=posting, wording=wording, measure=measure, kind=kind, unit=unit, path=unit.path, occurred_on=on,
            matter=matter, basis=basis, posted_at=at,
            value=int(Decimal(str(value)).scaleb(SCALE.get(count, 0))), subject=f"unit:{unit.pk}" if count == "entries" else subject,
        )  # fmt: skip
    return posting


def taken_back(posting, *, at=None):
    """The record was voided: its lines with the other sign."""
    at = at or timezone.now() + timedelta(microseconds=next(_serial))
    log = ActLog.objects.create(
        code="reports.draft", unit=posting.act.unit, record_type=posting.record_type, record_id=posting.record_id, at=at
    )
    back = Posting.objects.create(
        act=log,
        record_type=posting.record_type,
        record_id=posting.record_id,
        wording=posting.wording,
        posted_at=at,
        reverses=posting,
    )
    for fact in posting.facts.all():
        Fact.objects.create(
            posting=back, wording=fact.wording, measure=fact.measure, kind=fact.kind, unit=fact.unit, path=fact.path,
            occurred_on=fact.occurred_on, matter=fact.matter,
            basis=fact.basis, posted_at=at, value=-fact.value, sign=-1, subject=fact.subject,
        )  # fmt: skip


def a_year(town, mill):
    """2008 and 2007 of a small town, enough for a report."""
    worked(town, "AW-16", date(2008, 3, 5), matter="爱心超市领取物资", persons=240)
    worked(mill, "AW-16", date(2008, 9, 5), matter="爱心超市领取物资", persons=156)
    worked(town, "AW-16", date(2007, 9, 5), matter="爱心超市领取物资", persons=342)
    worked(mill, "AW-15", date(2008, 4, 1), matter="收缴帮困资金", money=6120)
    worked(mill, "AW-15", date(2007, 4, 1), matter="收缴帮困资金", money=5430)
    worked(town, "AW-03", date(2008, 4, 8), matter="申请帮扶资金", persons=14, money=10500)
    worked(town, "AW-08", date(2008, 6, 8), matter="助学募捐", persons=33, money=17000)
    worked(mill, "CB-03", date(2008, 3, 10), matter="女职工专项合同", enterprises=12)
    worked(mill, "CB-03", date(2007, 3, 10), matter="女职工专项合同", enterprises=9)
    worked(town, "AC-05", date(2008, 5, 22), matter="居民文化体育活动周", sessions=1, person_times=6240, persons=4960)
    worked(mill, "HN-01", date(2008, 11, 2), matter="全县职工运动会团体第三名", items=1)
