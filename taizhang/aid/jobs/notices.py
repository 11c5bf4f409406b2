"""Public notices end by themselves."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.aid.actions import notices
from taizhang.kernel.jobs import job


@job("aid.end_notices", _("Take down public notices whose last day has passed"), every="day")
def end_notices():
    """Daily; twice does no harm."""
    return {"ended": notices.end_notices(timezone.localdate())}
