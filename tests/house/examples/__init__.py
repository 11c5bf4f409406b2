"""An example of every URL of the house: what it needs, who opens it, from whom it hides. A URL without one fails the walk.

The examples stand by what the apps are about: ground, figures, unions, care, democracy; `shape` says what an example is.
"""

from tests.house.examples.care import AID_FILES, AID_MONEY, MUTUALAID, RETIREES, WELFARE
from tests.house.examples.democracy import BALLOTS, CONGRESS, FOLLOWING, OPENNESS, PROPOSALS, SURVEYS
from tests.house.examples.figures import FACTCHECK, QUALITY, REPORTS, STATISTICS
from tests.house.examples.ground import DESK, INTAKE, LIBRARIES, MEMBERS, ORGANISATION, WORKLOG
from tests.house.examples.shape import ROLES
from tests.house.examples.unions import ARCHIVES, COMMITTEES, HONOURS, MEETINGS, OUTREACH

__all__ = ["EXAMPLES", "ROLES", "main_pages"]
EXAMPLES = {
    **LIBRARIES,
    **DESK,
    **ORGANISATION,
    **WORKLOG,
    **MEMBERS,
    **INTAKE,
    **REPORTS,
    **FACTCHECK,
    **AID_FILES,
    **AID_MONEY,
    **CONGRESS,
    **FOLLOWING,
    **ARCHIVES,
    **HONOURS,
    **MEETINGS,
    **MUTUALAID,
    **OPENNESS,
    **OUTREACH,
    **PROPOSALS,
    **RETIREES,
    **COMMITTEES,
    **STATISTICS,
    **QUALITY,
    **SURVEYS,
    **BALLOTS,
    **WELFARE,
}


def main_pages():
    """{person: [(name, example)]} of the pages that the browser tests look at."""
    pages = {}
    for name, example in EXAMPLES.items():
        if example.main:
            pages.setdefault(example.main, []).append((name, example))
    return pages
