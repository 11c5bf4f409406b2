"""What falls due by itself: approved reorganisations are carried out on their day."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.jobs import job
from taizhang.organisation import actions


@job("organisation.carry_out_due", _("Carry out reorganisations whose day has come"), every="day")
def carry_out_due():
    """Safe to run twice: what is done is not due any more."""
    return {"done": actions.carry_out_due(timezone.localdate())}
