"""Finding the unit that a cell means: by code, by name, by the name without 工会 at its end, by another spelling."""

import re
import unicodedata

_ENDS = ("工会联合会", "工会委员会", "联合工会", "总工会", "工会")
_BRACKETED = re.compile(r"\([^)]*\)|[“”\"'\s]")

CODE, NAME, SHORT, ALIAS, AMBIGUOUS = "code", "name", "short", "alias", "ambiguous"


def plain(text):
    """A name without spaces, quotes and brackets, in ordinary width."""
    return _BRACKETED.sub("", unicodedata.normalize("NFKC", str(text))).strip()


def short(name):
    """A union's name without the word for union: 观山社区工会 → 观山社区."""
    for end in _ENDS:
        if name.endswith(end) and len(name) - len(end) >= 2:
            return name[: -len(end)]
    return name


class UnitBook:
    """All units that a workbook may name, looked up once and held in memory."""

    def __init__(self, units, aliases=()):
        self.by_code, self.by_pk, self._by_name, self._short, self._alias = {}, {}, {}, {}, {}
        self._answers = {}
        for unit in units:
            self.add(unit)
        for text, unit in aliases:
            self.add_alias(text, unit)

    def add(self, unit):
        """Take a unit in."""
        self.by_code[unit.code] = unit
        self.by_pk[unit.pk] = unit
        name = plain(unit.name)
        self._by_name.setdefault(name, []).append(unit)
        if short(name) != name:
            self._short.setdefault(short(name), []).append(unit)
        self._answers.clear()

    def add_alias(self, text, unit):
        """Another spelling of a unit's name, with and without 工会 at its end."""
        for form in {plain(text), short(plain(text))}:
            known = self._alias.setdefault(form, [])
            if unit not in known:
                known.append(unit)
        self._answers.clear()

    def find(self, text):
        """(unit or None, how it was found: code, name, short, alias, ambiguous or "")."""
        answer = self._answers.get(text)
        if answer is None:
            answer = self._answers[text] = self._find(text)
        return answer

    def _find(self, text):
        text = str(text).strip()
        if text in self.by_code:
            return self.by_code[text], CODE
        name = plain(text)
        for code in (name, name.upper()):
            if code in self.by_code:
                return self.by_code[code], CODE
        for how, names, form in ((NAME, self._by_name, name), (ALIAS, self._alias, name), (SHORT, self._short, name),
                                 (SHORT, self._by_name, short(name)), (ALIAS, self._alias, short(name)), (SHORT, self._short, short(name))):
            found = names.get(form)
            if found:
                return (found[0], how) if len(found) == 1 else (None, AMBIGUOUS)
        return None, ""

    def knows(self, cell):
        """Whether a cell names a unit: for telling columns apart by their contents."""
        return self.find(str(cell))[0] is not None
