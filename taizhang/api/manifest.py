"""What the interface for machines offers: acts on tokens, a reminder before they end, and the job that forgets old answers."""

from django.utils.translation import gettext_lazy as _

from taizhang.api import following, jobs, queries
from taizhang.api.models import OFFICERS
from taizhang.kernel.manifest import Act, Follower, Manifest, register

register(
    Manifest(
        app="api",
        label=_("Interface"),
        acts=(
            Act(
                "api.make_token",
                _("Make an access token"),
                ("chair", "clerk", "auditor", "admin"),
                _("made the access token “%(token)s” (%(mark)s…)"),
            ),
            Act(
                "api.revoke_token",
                _("Revoke an access token"),
                OFFICERS,
                _("revoked the access token “%(token)s” (%(mark)s…): %(why)s"),
            ),
        ),
        jobs=(jobs.forget_answers,),
        due=(queries.due,),
        followers=(Follower("api", following.counts, following.carry, following.back),),
    )
)
