"""A number that the report says stands (现有28家基层工会), and what the report later tells of the same things: never more than there are.

Only what holds is said. Whether a larger number is an error the words alone do not tell: other things may bear the same name.
"""

import re

from django.utils.translation import gettext as _

from .printed import plain
from .relation import Relation, ids

_STANDING = re.compile(r"(?:现有|共有|拥有|下辖|所辖|辖区?有?|设有|全[镇县市区街乡校公]\w?)[^，,。；;]{0,6}$")
_COUNTED = ("union", "enterprise", "community", "village", "school", "department", "branch")
_OTHER_TIME = re.compile(r"去年|上年|往年|计划|目标|力争|争取|明年|下半年|今后")


def bounds(telling):
    """Each later figure of the same things beside the one that says how many there are."""
    standing = {}
    for one in telling.told:
        if one.span is None or one.unit not in _COUNTED or one.claim.per or not one.claim.noun:
            continue
        key = (one.claim.report, one.unit, one.claim.noun)
        if key not in standing and (_STANDING.search(one.lead) or _part_of_standing(standing, one)):
            standing[key] = one
            continue
        whole = _of_the_same(standing, one)
        if whole is not None and one.span.high <= whole.span.low and not _OTHER_TIME.search(one.lead):
            words = {"part": plain(one.claim.value), "whole": plain(whole.claim.value), "what": whole.claim.noun}
            sentence = _("%(part)s of the %(whole)s that there are (%(what)s): not more than all.") % words
            yield Relation("subset", ids(whole, one), True, sentence, whole.claim.value, one.claim.value)


def _part_of_standing(standing, one):
    """现有28家基层工会,其中社区工会10家: the parts stand as the whole does."""
    return one.claim.role == "part" and any(whole.sentence == one.sentence for whole in standing.values())


def _of_the_same(standing, one):
    """The standing number of the same things, or of things among which these are: 城区社区工会 are 社区工会."""
    for (report, unit, noun), whole in standing.items():
        if (report, unit) == (one.claim.report, one.unit) and (
            one.claim.noun == noun or (len(noun) > 2 and one.claim.noun.endswith(noun))
        ):
            return whole
    return None
