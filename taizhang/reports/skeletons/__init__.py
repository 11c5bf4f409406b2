"""Skeletons of reports by kind of union (CATALOGUE part 6), as declared data: sections, sentences with figures, lists of events."""

from taizhang.reports.skeletons.employers import BANK, COMPANY, DEPARTMENT, SCHOOL
from taizhang.reports.skeletons.places import COMMUNITY, FEDERATION, STREET, TOWN

ALL = {skeleton.code: skeleton for skeleton in (TOWN, STREET, COMMUNITY, SCHOOL, COMPANY, BANK, DEPARTMENT, FEDERATION)}
_OF_KIND = {kind: skeleton for skeleton in ALL.values() for kind in skeleton.unit_kinds}


def of_unit_kind(kind):
    """The skeleton that fits a kind of unit; the company's where nothing better is declared."""
    return _OF_KIND.get(kind, COMPANY)
