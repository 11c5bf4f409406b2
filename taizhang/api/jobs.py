"""Answers are kept as long as somebody may still send the same request again."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.api.models import Answered
from taizhang.kernel.jobs import job

KEPT = timedelta(days=30)


@job("api.forget_answers", _("Forget answered requests of the interface"), every="day")
def forget_answers():
    """Delete answers older than a month; what was made by them stays."""
    deleted, _by_kind = Answered.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return {"forgotten": deleted}
