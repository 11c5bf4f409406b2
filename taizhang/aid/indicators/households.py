"""The named figures of hardship files and survey rounds (catalogue AW-01, AW-02)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.aid.models import Household
from taizhang.kernel.manifest import Indicator, Term

GROUP = "aid"
_HOUSEHOLDS, _PERSONS, _ITEMS, _CASES = (
    pgettext_lazy("count", word) for word in ("households", "persons", "items", "cases")
)
Category, Exit, Cause = Household.Category, Household.Exit, Household.Cause
FILES = Term("aid.files")
APPLICATION_ROUTES = ("aid.own", "aid.two_levels", "aid.three_levels", "aid.four_levels")  # those of approvals.py
# Every file that stood at any time of the period: those at its end and those removed in it.
STOOD = (FILES, Term("aid.removed"))


def _of(code, label, of, words, *, over=None, unit=_HOUSEHOLDS, catalogue="AW-01", parts=(), aliases=()):
    return Indicator(
        f"aid.{code}",
        label,
        of=of,
        over=over,
        percent=over is not None,
        unit="" if over else unit,
        words=words,
        group=GROUP,
        catalogue=catalogue,
        parts=parts,
        aliases=aliases,
    )


CATEGORIES = tuple(
    _of(f"files_{code}", label, Term("aid.files", kind=category.value), words)
    for code, category, label, words in (
        (
            "deep",
            Category.DEEP,
            _("Files: deep hardship"),
            _("Households on file in deep hardship at the end of the period"),
        ),
        (
            "relative",
            Category.RELATIVE,
            _("Files: relative hardship"),
            _("Households on file in relative hardship at the end of the period"),
        ),
        (
            "accident",
            Category.ACCIDENT,
            _("Files: hardship by accident"),
            _("Households on file in hardship by accident at the end of the period"),
        ),
        (
            "low_income",
            Category.LOW_INCOME,
            _("Files: low-income households"),
            _("Low-income households on file at the end of the period (older scheme)"),
        ),
        (
            "edge",
            Category.EDGE,
            _("Files: households at the edge"),
            _("Households at the edge of low income on file (older scheme) at the end of the period"),
        ),
    )
)

INDICATORS = (
    _of(
        "files_standing",
        _("Hardship files"),
        FILES,
        _("Households on file at the end of the period: filed and not removed"),
        aliases=("困难职工在档户数",),
    ),
    *CATEGORIES,
    _of("files_new", _("Hardship files opened"), Term("aid.filed"), _("Households filed in the period")),
    _of(
        "files_removed",
        _("Hardship files closed"),
        Term("aid.removed"),
        _("Households removed from the files in the period, whatever the reason"),
    ),
    _of(
        "files_recovered",
        _("Households out of hardship"),
        Term("aid.removed", kind=Exit.RECOVERED.value),
        _("Households removed in the period because they are out of hardship (脱困)"),
    ),
    _of(
        "files_converted",
        _("Conversions between categories"),
        Term("aid.converted"),
        _("Changes of category of standing files in the period"),
    ),
    _of(
        "checked_share",
        _("Files checked in the period"),
        Term("aid.checked", how="distinct"),
        _(
            "Files whose means were checked (for filing or again) in the period, of all files that stood at any time of it"
        ),
        over=STOOD,
    ),
    _of(
        "never_aided_share",
        _("Files never aided"),
        (FILES, Term("aid.files_aided", sign=-1)),
        _(
            "Files at the end of the period without any aid since they were filed, of all files at the end of the period"
        ),
        over=FILES,
    ),
    _of(
        "recovered_share",
        _("Share out of hardship"),
        Term("aid.removed", kind=Exit.RECOVERED.value),
        _("Households removed in the period as out of hardship, of all files that stood at any time of it"),
        over=STOOD,
    ),
    _of(
        "illness_share",
        _("Files because of illness"),
        Term("aid.files", where=f"致困原因={Cause.OWN_ILLNESS.value}|{Cause.KIN_ILLNESS.value}"),
        _("Files whose main cause is an own or a relative's serious illness, of all files at the end of the period"),
        over=FILES,
    ),
    _of(
        "found_persons",
        _("Persons found in surveys"),
        Term("aid.found", how="distinct"),
        _("Persons found in survey rounds in the period, each once"),
        unit=_PERSONS,
        catalogue="AW-02",
    ),
    _of(
        "found_verified_share",
        _("Persons found and verified"),
        Term("aid.found_verified", how="distinct"),
        _("Persons verified in the period, of those verified or turned down in it"),
        over=(Term("aid.found_verified", how="distinct"), Term("aid.found_rejected", how="distinct")),
        catalogue="AW-02",
    ),
    _of(
        "found_filed_persons",
        _("Persons found and filed"),
        Term("aid.found_filed", how="distinct"),
        _("Persons found in survey rounds for whom a file was opened in the period"),
        unit=_PERSONS,
        catalogue="AW-02",
    ),
    _of(
        "returns_in_time_share",
        _("Survey returns in time"),
        Term("aid.returns_in_time"),
        _("Survey returns that came by their day, of those due in the period"),
        over=Term("aid.returns_owed"),
        catalogue="AW-02",
    ),
    _of(
        "stations_standing",
        _("Aid centres and stations"),
        Term("aid.stations"),
        _("Aid centres and stations that stand at the end of the period"),
        unit=_ITEMS,
        catalogue="FA-06",
    ),
    _of(
        "stations_standard_share",
        _("Standardised aid stations"),
        Term("aid.stations_standard"),
        _("Stations with plaque, people and rules, of all that stand at the end of the period"),
        over=Term("aid.stations"),
        catalogue="FA-06",
    ),
    _of(
        "stations_passed_up",
        _("Cases sent to a union above"),
        Term("approvals.passed_up", kind=APPLICATION_ROUTES),
        _("Applications for aid that went to a union above their own in the period"),
        unit=_CASES,
        catalogue="FA-06",
    ),
    _of(
        "requests_in_time_share",
        _("Requests about own data answered in time"),
        Term("aid.data_requests_in_time"),
        _("Requests about own data answered by their deadline in the period, of those asked in it"),
        over=Term("aid.data_requests"),
        catalogue="AW-01",
    ),
)
