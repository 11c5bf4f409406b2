"""How allauth behaves in this house: nobody signs up, an administrator opens accounts, and no page asks for e-mail."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404

# allauth's own pages look these names up; here they lead nowhere.
CLOSED = (
    ("signup/", "account_signup"),
    ("email/", "account_email"),
    ("confirm-email/", "account_email_verification_sent"),
    ("inactive/", "account_inactive"),
    ("password/set/", "account_set_password"),
    ("password/reset/", "account_reset_password"),
    ("password/reset/done/", "account_reset_password_done"),
    ("login/code/confirm/", "account_confirm_login_code"),
)


class ClosedDoor(DefaultAccountAdapter):
    """An account is opened by an act of the organisation, never by a visitor."""

    def is_open_for_signup(self, request):
        """No."""
        return False


@login_not_required
def closed(request):
    """A way in that this house does not have; a forgotten password is a new one-time link from a colleague."""
    raise Http404
