"""What the desk offers: the acts on accounts, its entries in the menu, what it adds to what is due."""

from django.utils.translation import gettext_lazy as _

from taizhang.desk import duties
from taizhang.kernel.manifest import Act, Manifest, MenuItem, register

KEEPERS = ("chair", "admin")

register(
    Manifest(
        app="desk",
        label=_("Desk"),
        prefixes=("accounts",),
        acts=(
            Act("accounts.create", _("Open an account"), KEEPERS, _("opened an account for %(name)s (%(user)s)")),
            Act(
                "accounts.reissue_link",
                _("Hand out a new link"),
                KEEPERS,
                _("handed out a new link to %(name)s (%(user)s)"),
            ),
            Act("accounts.disable", _("Close an account"), KEEPERS, _("closed the account of %(name)s (%(user)s)")),
        ),
        menu=(
            MenuItem(_("Desk"), "desk:home", "home", 10),
            MenuItem(_("Approvals"), "desk:case_list", "rubber-stamp", 12),
            MenuItem(_("Deputies"), "desk:duty_list", "arrows-exchange", 86),
            MenuItem(_("Log"), "desk:act_log", "history", 85),
            MenuItem(_("People and posts"), "desk:account_list", "id", 88),
            MenuItem(_("My settings"), "desk:settings", "settings", 90),
        ),
        due=(
            duties.waiting_cases,
            duties.returned_cases,
            duties.late_requests,
            duties.nobody_in_post,
            duties.silent_units,
            duties.second_factor,
        ),
    )
)
