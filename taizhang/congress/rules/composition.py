"""Who must sit in a congress: how many, from the front line, women, managers, teachers. Each check is a sentence with its article."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class Composition:
    """A congress counted. `staff` and `women_staff` are those it stands for; the rest are its full delegates that serve."""

    staff: int
    delegates: int
    women_staff: int | None = None
    women: int = 0
    unknown_sex: int = 0
    front_line: int = 0
    managers: int = 0
    teachers: int = 0


@dataclass(frozen=True)
class Check:
    """One rule held against the congress as it is now: met or not, told with both figures and the article."""

    label: str
    met: bool
    words: str
    article: str


def _up(number):
    """The next whole number: 5 % of 210 are 11 delegates, not 10."""
    whole = int(number)
    return whole if whole == number else whole + 1


def _percent(part, whole):
    """The share as a number of percent, unrounded."""
    return Decimal(100 * part) / whole if whole else Decimal(0)


def _told(share):
    """A share as it is printed: 58.3%."""
    return f"{share.quantize(Decimal('0.1')).normalize():f}%"


def least_delegates(staff, regime):
    """(fewest delegates, the rule that says so) for a staff; (0, None) where nothing is laid down.

    By bands of persons where a province or federation has them. Shanghai (2017), article 21: 30 up to a hundred, at least five more
    for each further hundred, 175 above three thousand. Henan (2007), article 18: a share that falls with size, 30 at least.
    Elsewhere 5 %, at least 30, and beyond 100 by agreement (企业民主管理规定). Schools and members' congresses have rows of their own.
    """
    floor = int(regime.least.value) if regime.least else 0
    if regime.bands:
        return regime.bands.band(staff).get("least", 0), regime.bands
    if regime.step:
        number = floor + int(regime.step.value) * max(0, (staff - 100) // 100)
        if regime.large and number >= regime.large.value:
            return int(regime.large.value), regime.large
        return number, regime.step if number > floor else regime.least
    percent = regime.share_bands.band(staff).get("least", 0) if regime.share_bands else None
    by_share = regime.share_bands or regime.share
    if percent is None:
        percent = regime.share.value if regime.share else 0
    number = _up(Decimal(staff) * Decimal(str(percent)) / 100)
    if regime.negotiable and regime.share_bands is None:
        number = min(number, int(regime.negotiable.value))
    return (number, by_share) if number > floor else (floor, regime.least)


def most_delegates(staff, regime):
    """(most delegates, rule) where a band has an upper end; (None, None) otherwise. Henan article 18: above 10 000, 500 is advisable."""
    for rule in (regime.bands, regime.advisable):
        most = rule.band(staff).get("most") if rule else None
        if most is not None:
            return most, rule
    return None, None


def form_fits(staff, delegates_meet, regime):
    """Whether delegates or everybody should meet: from 100 of staff on delegates (schools: 80, 教育部令第32号 article 13)."""
    if regime.size is None:
        return None
    large = bool(regime.size.met_by(staff))
    if (
        large == delegates_meet or not large
    ):  # a small unit may have a congress; a large one may not do with a general meeting
        words = _("%(staff)s of staff.") % {"staff": staff}
        return Check(_("Delegates or everybody"), True, words, regime.size.sentence())
    words = _("%(staff)s of staff: delegates should be elected instead of a general meeting.") % {"staff": staff}
    return Check(_("Delegates or everybody"), False, words, regime.size.sentence())


def checks(found, regime):
    """Every rule of composition held against a congress of delegates, in the order in which people ask."""
    return [
        one
        for one in (
            _number(found, regime),
            _ceiling(found, regime),
            _share(_("Front line"), found.front_line, found, regime.front_line),
            _share(_("Managers"), found.managers, found, regime.managers),
            _share(_("Teachers"), found.teachers, found, regime.teachers),
            _women(found, regime),
        )
        if one is not None
    ]


def _number(found, regime):
    least, rule = least_delegates(found.staff, regime)
    if rule is None:
        return None
    words = _("%(number)s delegates for %(staff)s of staff; at least %(least)s are needed.") % {
        "number": found.delegates, "staff": found.staff, "least": least,
    }  # fmt: skip
    return Check(pgettext("congress", "Number of delegates"), found.delegates >= least, words, rule.sentence())


def _ceiling(found, regime):
    most, rule = most_delegates(found.staff, regime)
    if most is None:
        return None
    words = _("%(number)s delegates for %(staff)s of staff; not more than %(most)s.") % {
        "number": found.delegates, "staff": found.staff, "most": most,
    }  # fmt: skip
    return Check(_("Not too many"), found.delegates <= most, words, rule.sentence())


def _share(label, part, found, rule):
    """A share of the delegates against its bound: managers ≤ 20 % (Shanghai article 16), teachers ≥ 60 % (教育部令第32号 article 9)."""
    if rule is None:
        return None
    share = _percent(part, found.delegates)
    words = _("%(part)s of %(number)s delegates, %(share)s.") % {
        "part": part, "number": found.delegates, "share": _told(share),
    }  # fmt: skip
    return Check(label, bool(rule.met_by(share)), words, rule.sentence())


def _women(found, regime):
    """Women in proportion to their share of the staff (Shanghai article 16, Henan article 18), rounded down to whole delegates."""
    if regime.women is None or found.women_staff is None or not found.staff:
        return None
    wanted = int(Decimal(found.delegates * found.women_staff) * Decimal(regime.women.value) / (100 * found.staff))
    words = _("%(women)s women of %(number)s delegates; by their share of the staff %(wanted)s.") % {
        "women": found.women, "number": found.delegates, "wanted": wanted,
    }  # fmt: skip
    if found.unknown_sex:
        words += " " + _("Of %(unknown)s delegates the sex is not on file.") % {"unknown": found.unknown_sex}
    return Check(_("Women in proportion"), found.women >= wanted, words, regime.women.sentence())


def presidium_checks(size, front_line, delegates, regime):
    """The presidium of a session: 3 to 5 of 30–100 delegates, 7 and more of 100 and more; half from the front line (Shanghai article 23)."""
    found = []
    if regime.presidium:
        band = regime.presidium.band(delegates)
        met = band.get("least", 0) <= size <= band.get("most", delegates)
        words = _("%(size)s in the presidium for %(delegates)s delegates.") % {"size": size, "delegates": delegates}
        found.append(Check(_("Size of the presidium"), met, words, regime.presidium.sentence()))
    if regime.presidium_front_line and size:
        share = _percent(front_line, size)
        words = _("%(part)s of %(size)s from the front line, %(share)s.") % {
            "part": front_line, "size": size, "share": _told(share),
        }  # fmt: skip
        met = bool(regime.presidium_front_line.met_by(share))
        found.append(Check(_("Front line in the presidium"), met, words, regime.presidium_front_line.sentence()))
    return found
