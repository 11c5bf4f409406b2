"""Whether a sheet is filled in rightly: what was typed becomes answers, or sentences beside the questions."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from taizhang.surveys.rules import branching

LONGEST = 1000
LARGEST = Decimal(10) ** 12


class Wrong(ValueError):
    """An answer that cannot be taken; the message is the sentence beside the question."""


def checked(questions, raw):
    """({code: answer}, {code: sentence}) of what was typed. `raw`: {code: text, list of texts, or {row: text} for a table}.

    An answer is a place in the list of choices (int), a sorted list of places, a number as text, a text, or {row: place}. What was
    typed into questions that are not shown is left out, required or not.
    """
    answers, wrong = {}, {}
    for one in questions:
        if one.code not in branching.shown(questions, answers):
            continue
        try:
            answer = _answer(one, raw.get(one.code))
        except Wrong as mistake:
            wrong[one.code] = str(mistake)
            continue
        if answer in (None, "", [], {}):
            if one.required:
                wrong[one.code] = _("Please answer this question.")
        else:
            answers[one.code] = answer
    return answers, wrong


def _answer(question, given):
    take = {
        "single": _choice, "scale": _choice, "satisfaction": _choice, "multiple": _choices, "number": _number, "text": _text,
        "matrix": _rows,
    }[question.kind]  # fmt: skip
    return take(question, given)


def _place(text, possible):
    text = str(text)
    if not text.isdecimal() or int(text) not in possible:
        raise Wrong(_("This answer is not among the choices."))
    return int(text)


def _choice(question, given):
    if given in (None, "", []):
        return None
    return _place(given[0] if isinstance(given, list) else given, {value for value, _label in question.choices})


def _choices(question, given):
    given = given if isinstance(given, list) else [given] if given not in (None, "") else []
    chosen = sorted({_place(one, {value for value, _label in question.choices}) for one in given})
    if question.most and len(chosen) > question.most:
        raise Wrong(_("Choose at most %(most)s.") % {"most": question.most})
    return chosen


def _number(_question, given):
    text = str(given or "").strip().replace(",", "").replace("，", "")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Wrong(_("Please type a number.")) from None
    if not number.is_finite() or abs(number) >= LARGEST:
        raise Wrong(_("Please type a number."))
    return f"{number.normalize():f}"


def _text(_question, given):
    text = str(given or "").strip()
    if len(text) > LONGEST:
        raise Wrong(_("At most %(most)s characters, please.") % {"most": LONGEST})
    return text


def _rows(question, given):
    given = given if isinstance(given, dict) else {}
    chosen = {}
    for row in range(len(question.rows)):
        text = given.get(str(row), "")
        if text not in ("", None):
            chosen[str(row)] = _place(text, set(range(len(question.options))))
    if question.required and len(chosen) < len(question.rows):
        raise Wrong(_("Please choose once in every row."))
    return chosen
