"""When the founding of a unit is taken back: what the nightly check wrote about it goes with it."""

from taizhang.kernel import context
from taizhang.quality.models import Finding, MonthBook


def counts(units):
    """Nothing beside the open findings, which the preview counts by itself."""
    return []


def forget(unit):
    """The months and findings of a unit that never was are void, inside the act that is open."""
    at = context.open_act().at
    for model in (Finding, MonthBook):
        for record in model.objects.standing().filter(unit=unit).select_related("unit"):
            record.voided_at = at
            record.save()
