"""The story of medical mutual aid: told once, quickly, and the change of terms shows in the amounts."""

import datetime
import time
from decimal import Decimal

import pytest

from taizhang.demo import loading, mutualaid
from taizhang.kernel import approvals, ledger, rulebook, sealing
from taizhang.mutualaid import queries
from taizhang.mutualaid.models import Claim, Examination, HealthCheck, Product

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def installation(db, tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path
    sealing.create_keys()
    rulebook.load()


@pytest.mark.slow
def test_the_new_terms_bind_from_the_first_of_november(monkeypatch):
    with monkeypatch.context() as untold:
        untold.setattr(mutualaid, "tell", lambda today: False)
        loading.load(seed=1, small=True, today=TODAY)
    begun = time.process_time()
    assert mutualaid.tell(TODAY)
    assert time.process_time() - begun < 6  # about two and a half on a quiet machine
    claims = list(Claim.objects.order_by("pk"))
    assert [one.state for one in claims] == ["submitted", "paid", "paid", "appealed", "computed"]
    amounts = [queries.claims.amount_of(one) for one in claims[1:]]
    assert amounts == [Decimal(1860), Decimal(3100), Decimal(2820), Decimal(14800)]
    assert approvals.of(claims[4]).state == "pending"
    assert HealthCheck.objects.get().state == HealthCheck.State.POLLING
    assert Examination.objects.exclude(answer=None).count() == 9
    assert list(ledger.differences()) == []
    assert not mutualaid.tell(TODAY)
    assert Product.objects.count() == 1


@pytest.mark.parametrize(("today", "year"), [((2026, 11, 20), 2026), ((2026, 11, 19), 2025), ((2027, 3, 1), 2026)])
def test_everything_told_has_happened(today, year):
    assert mutualaid._latest_change(datetime.date(*today)) == datetime.date(year, 11, 1)
