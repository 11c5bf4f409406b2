"""How allauth behaves in this house: nobody signs up, an administrator opens accounts."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedDoor(DefaultAccountAdapter):
    """An account is opened by an act of the organisation, never by a visitor."""

    def is_open_for_signup(self, request):
        """No."""
        return False
