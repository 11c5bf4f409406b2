"""What congresses offer: `sessions` holds congresses, delegates and sessions; what follows from them is declared beside it, by noun."""

from django.utils.translation import gettext_lazy as _

from taizhang.congress.actions.following import back, carry
from taizhang.congress.manifest import following, sessions
from taizhang.congress.queries import assemblies, standing
from taizhang.kernel.manifest import Follower, Manifest, register

PARTS = (sessions, following)


def _all(name):
    return tuple(one for part in PARTS for one in getattr(part, name, ()))


register(
    Manifest(
        app="congress",
        label=_("Workers' congress"),
        records=_all("RECORDS"),
        acts=_all("ACTS"),
        measures=_all("MEASURES"),
        indicators=_all("INDICATORS"),
        importers=_all("IMPORTERS"),
        filters={word: key for part in PARTS for word, key in getattr(part, "FILTERS", {}).items()},
        jobs=_all("JOBS"),
        routes=_all("ROUTES"),
        due=_all("DUE"),
        own=_all("OWN"),
        assemblies=(assemblies.assemblies,),
        followers=(
            Follower(
                "congress",
                standing.in_office,
                carry,
                back,
                records=("congress.congress", "congress.delegate"),
            ),
        ),
        menu=_all("MENU"),
    )
)
