"""What an aid station says to the ledger: that it was set up, and that it stands until it is closed.

The items of its row, cases sent up to a union above, are said by the cases themselves (`sent_up_as` of the routes).
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

STATIONS = Measure(
    "aid.stations", _("Aid centres and stations standing"), pgettext_lazy("count", "items"), nature="balance"
)
STANDARD = Measure(
    "aid.stations_standard",
    _("Aid stations with plaque, people and rules"),
    pgettext_lazy("count", "items"),
    nature="balance",
)
MEASURES = (STATIONS, STANDARD)
ROW = "FA-06"


def station_lines(station):
    """A station counts in FA-06 on the day it was set up, with its staff; it stands until the day it was closed."""
    on, matter = station.opened_on, station.name
    yield Line("work.enterprises", on, 1, kind=ROW, matter=matter)
    yield Line("work.persons", on, station.staff, kind=ROW, matter=matter)
    yield Line("work.entries", on, 1, kind=ROW, subject=f"unit:{station.unit_id}", matter=matter)
    for measure in (STATIONS, STANDARD) if station.is_standard else (STATIONS,):
        yield Line(measure.code, on, 1, kind=station.kind, matter=matter)
        if station.closed_on:
            yield Line(measure.code, station.closed_on, -1, kind=station.kind, matter=matter)
