"""Fields that the forms of congresses share: a day, a member by name, rows typed a line each."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.members import queries as members
from taizhang.ui.fields import day_field


class DayForm(forms.Form):
    """A day, and nothing else."""

    on = day_field(_("On the day"))


def member_named(text, user, unit):
    """(membership or None) that a name, number or telephone means at a unit; an error where several fit."""
    found = [one for one in members.search(members.register(user, under=unit), text)[:8] if one.is_standing]
    exact = [one for one in found if one.person.name == text]
    chosen = exact or found
    if len(chosen) > 1:
        raise forms.ValidationError(gettext("Several members fit; type the identity number or the telephone number."))
    return chosen[0] if chosen else None


def constituency_rows(text):
    """[(name, staff, seats)] of lines like 第一车间 120 6."""
    rows, names = [], set()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        parts = re.split(r"[\s,，、;；:：/]+", line)
        if len(parts) < 3 or not parts[-1].isdecimal() or not parts[-2].isdecimal():
            raise forms.ValidationError(
                gettext(
                    "“%(line)s”: write the name, the staff and the seats with spaces between, like: Workshop 120 6."
                )
                % {"line": line[:40]}
            )
        name, staff, seats = " ".join(parts[:-2])[:60], int(parts[-2]), int(parts[-1])
        if name in names:
            raise forms.ValidationError(gettext("“%(name)s” stands there twice.") % {"name": name})
        if staff > 9_999_999 or not 0 < seats < 10_000:
            raise forms.ValidationError(gettext("“%(line)s”: these figures cannot be right.") % {"line": line[:40]})
        names.add(name)
        rows.append((name, staff, seats))
    return rows
