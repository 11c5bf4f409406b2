"""What a slip may say: its shape, when it is blank, when it is void, and which cells of the count it fills.

Sample election rules agree: more names than seats make the ballot void; a blank is an abstention; a mark that cannot be read is void.
An electronic slip with a fault is not taken, so that nobody loses a vote by a slip of the finger; only paper can be void.
"""

import json
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOTION_ANSWERS = ("for", "against", "abstain")
NAME_ROOM = 40  # letters of a name written in


def canonical(slip):
    """The one spelling of a slip: keys in order, no spaces."""
    return json.dumps(slip, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def kept(answers):
    """The answers without what is empty: an untouched question and one wiped clean are the same blank."""
    said = {key: _kept_marks(answer) for key, answer in answers.items()}
    return {key: answer for key, answer in said.items() if answer not in (None, "", {}, [])}


def _kept_marks(answer):
    if not isinstance(answer, dict):
        return answer
    return {key: value for key, value in answer.items() if value not in (None, "", [])}


def name_of(text):
    """A name as it is compared: one width, no spaces."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split())


def is_blank(ask, answer):
    """Nothing marked: the voter abstains on this question."""
    if answer in (None, "", {}, []):
        return True
    if ask.kind in ("choice", "approval") and isinstance(answer, dict):
        return not any(answer.get(mark) for mark in ("for", "against", "write"))
    return False


def fault(ask, answer):
    """Why the answer is void, in a sentence; empty when it counts or is blank."""
    if is_blank(ask, answer):
        return ""
    try:
        return _FAULTS[ask.kind](ask, answer)
    except (TypeError, ValueError, AttributeError):
        return _unreadable(ask)


def _unreadable(ask):
    return _("Question %(number)s: the answer cannot be read.") % {"number": ask.number}


def _motion_fault(ask, answer):
    return "" if answer in MOTION_ANSWERS else _unreadable(ask)


def _choice_fault(ask, answer):
    chosen, against, written = _marks(answer)
    known = {number for number, _name in ask.candidates}
    if set(answer) - {"for", "against", "write"} or not set(chosen) | set(against) <= known:
        return _unreadable(ask)
    if len(set(chosen)) < len(chosen) or len(set(against)) < len(against):
        return _("Question %(number)s: the same name is marked twice.") % {"number": ask.number}
    if written and not ask.write_ins:
        return _("Question %(number)s: no other names may be written in.") % {"number": ask.number}
    if any(not name_of(name) or len(name_of(name)) > NAME_ROOM or ":" in name_of(name) for name in written):
        return _("Question %(number)s: a name written in cannot be read.") % {"number": ask.number}
    if voted_for(ask, answer) & {str(number) for number in against}:
        return _("Question %(number)s: the same name is marked twice.") % {"number": ask.number}
    return _too_many(ask, len(voted_for(ask, answer)), len(chosen) + len(written))


def _too_many(ask, people, marks):
    if people < marks:
        return _("Question %(number)s: the same name is marked twice.") % {"number": ask.number}
    if ask.kind == "choice" and people > ask.seats:
        return ngettext(
            "Question %(number)s: at most one name may be chosen; this ballot has %(chosen)s.",
            "Question %(number)s: at most %(seats)s names may be chosen; this ballot has %(chosen)s.",
            ask.seats,
        ) % {"number": ask.number, "seats": ask.seats, "chosen": people}
    return ""


def _marks(answer):
    return list(answer.get("for") or ()), list(answer.get("against") or ()), list(answer.get("write") or ())


def voted_for(ask, answer):
    """Whom the slip names: keys of cells. A candidate's own name written in is a mark for that candidate."""
    chosen, _against, written = _marks(answer)
    by_name = {name_of(name): str(number) for number, name in ask.candidates}
    return {str(number) for number in chosen} | {by_name.get(name_of(name), "~" + name_of(name)) for name in written}


def _score_fault(ask, answer):
    known = {str(number) for number, _name in ask.candidates}
    if not set(answer) <= known:
        return _unreadable(ask)
    if any(type(points) is not int or not 0 <= points <= ask.points for points in answer.values()):
        return _("Question %(number)s: points go from 0 to %(most)s.") % {"number": ask.number, "most": ask.points}
    return ""


def _order_fault(ask, answer):
    """Places from 1 on, each given once; whoever is left out has no place and no points."""
    known = {str(number) for number, _name in ask.candidates}
    if not set(answer) <= known:
        return _unreadable(ask)
    places = list(answer.values())
    if any(type(place) is not int or not 1 <= place <= len(known) for place in places):
        return _("Question %(number)s: places go from 1 to %(most)s.") % {"number": ask.number, "most": len(known)}
    if len(set(places)) < len(places):
        return _("Question %(number)s: the same place is given twice.") % {"number": ask.number}
    return ""


def _grid_fault(ask, answer):
    known = {str(number) for number, _name in ask.candidates}
    return "" if set(answer) <= known and set(answer.values()) <= set(ask.grades) else _unreadable(ask)


_FAULTS = {
    "motion": _motion_fault, "choice": _choice_fault, "approval": _choice_fault, "score": _score_fault,
    "order": _order_fault, "grid": _grid_fault,
}  # fmt: skip


def cells(ask, answer):
    """The cells of the count that a sound answer fills: pairs of (cell, how much)."""
    if ask.kind == "motion":
        return [(answer, 1)]
    if ask.kind == "score":
        return [pair for key, points in answer.items() for pair in ((f"{key}:points", points), (f"{key}:given", 1))]
    if ask.kind == "order":
        points = {key: len(ask.candidates) + 1 - place for key, place in answer.items()}
        return [pair for key, given in points.items() for pair in ((f"{key}:points", given), (f"{key}:given", 1))]
    if ask.kind == "grid":
        return [(f"{key}:{grade}", 1) for key, grade in answer.items()]
    against = [(f"{number}:against", 1) for number in answer.get("against") or ()]
    return [(f"{key}:for", 1) for key in sorted(voted_for(ask, answer))] + against


def faults(asks, answers):
    """Everything that would make a slip void, in sentences."""
    if not isinstance(answers, dict) or set(answers) - {str(ask.number) for ask in asks}:
        return [_("The ballot cannot be read.")]
    return [said for ask in asks if (said := fault(ask, answers.get(str(ask.number))))]


def room(asks):
    """Bytes that the longest possible slip takes, rounded up: every slip is padded to it, so that length tells nothing."""
    longest = 120 + sum(_room(ask) for ask in asks)
    return -(-longest // 256) * 256


def _room(ask):
    people = len(ask.candidates)
    written = (ask.seats or people or 1) * (NAME_ROOM * 4 + 3) if ask.write_ins else 0
    grade = max((len(grade.encode()) for grade in ask.grades), default=6) + 12
    return 60 + people * max(12, grade) + written
