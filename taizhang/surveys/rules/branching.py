"""Branching: a question may be shown only after certain answers to an earlier one. No circles, nothing that can never be shown."""

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied


def without_circles(conditions):
    """`conditions`: {code: code of the question that opens it, or None}. Denied, with the circle told, if one goes round."""
    for start in conditions:
        seen, at = [start], conditions[start]
        while at is not None:
            if at in seen:
                circle = " → ".join([*seen[seen.index(at) :], at])
                return Denied(
                    _("These questions wait for each other: %(circle)s. Take one condition away.") % {"circle": circle}
                )
            seen.append(at)
            at = conditions.get(at)
    return Allowed


def may_stand(questions):
    """May the questions stand in this order? Each condition asks an earlier question for answers that can be given."""
    by_key = {one.pk: one for one in questions}
    codes = {one.code: by_key[one.shown_if_id].code if one.shown_if_id in by_key else None for one in questions}
    circles = without_circles(codes)
    if not circles:
        return circles
    for place, one in enumerate(questions):
        if one.shown_if_id is None:
            continue
        opener = by_key.get(one.shown_if_id)
        if opener is None or opener not in questions[:place]:
            return Denied(_("“%(text)s” depends on a question that does not stand before it.") % {"text": one.text})
        if not opener.chosen_by:
            return Denied(_("“%(text)s” depends on a question that is not answered by choosing.") % {"text": one.text})
        possible = {value for value, _label in opener.choices}
        if not one.shown_values or not set(one.shown_values) <= possible:
            return Denied(_("Say after which answers “%(text)s” is shown.") % {"text": one.text})
    return Allowed


def shown(questions, answers):
    """Codes of the questions that are shown to somebody who answered so. A hidden question opens nothing."""
    codes, by_key = set(), {one.pk: one for one in questions}
    for one in questions:
        opener = by_key.get(one.shown_if_id)
        if opener is None:
            codes.add(one.code)
        elif opener.code in codes:
            given = answers.get(opener.code)
            given = given if isinstance(given, list) else [given]
            if set(given) & set(one.shown_values):
                codes.add(one.code)
    return codes
