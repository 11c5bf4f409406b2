"""Samples after payment: drawn with a published seed, asked, written down."""

from decimal import Decimal

from django.utils import timezone

from taizhang.aid import queries, rules
from taizhang.aid.models import Check, Sample
from taizhang.kernel.acts import act
from taizhang.kernel.rulebook import rule
from taizhang.kernel.verdicts import require

MARGIN = "aid.sample_margin"


def draw_sample(programme, *, by, on, seed, size=None):
    """Draw among the paid: anybody with the seed and the list draws the same. `size` None: as many as the rulebook's margin needs."""
    with act(by, "aid.draw_sample", programme, on=on) as this:
        paid = queries.payments.paid_keys(programme)
        if size is None:
            margin = Decimal(str(rule(MARGIN, programme.unit, on).value)) / 100
            size = rules.notices.size_for(len(paid), float(margin))
        require(rules.notices.may_draw(len(paid), size))
        sample = Sample(
            unit=programme.unit, programme=programme, drawn_on=on, seed=seed.strip()[:80], population=len(paid), size=size,
            digest=rules.notices.list_digest(paid),
        )  # fmt: skip
        sample.save()
        drawn = rules.notices.draw(sample.seed, paid, size)
        this.create_all(
            Check,
            [
                Check(unit=programme.unit, sample=sample, payment_id=key, place=place)
                for place, key in enumerate(drawn, start=1)
            ],
        )
        this.record = sample
        this.note(name=programme.name, size=size, seed=sample.seed)
    return sample


def note_check(check, *, by, on, result, how="", remark=""):
    """Write down what a person of the sample said; it may be put right later."""
    with act(by, "aid.note_check", check, on=on) as this:
        require(rules.notices.may_note_result(result, on, timezone.localdate(this.at)))
        check = Check.objects.select_related("sample__programme").get(pk=check.pk)
        check.result, check.on, check.how, check.remark = result, on, how.strip()[:40], remark.strip()[:200]
        check.save()
        this.note(record=check.sample.title(), result=check.get_result_display())
    return check
