"""What happens to the register by itself: letters that nobody acts on expire."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.jobs import job
from taizhang.members import actions


@job("members.expire_transfers", _("End letters of transfer past their last day"), every="day")
def expire_transfers():
    """The member stays at the old union, which may release again."""
    return {"transfers": actions.expire_transfers(timezone.localdate())}
