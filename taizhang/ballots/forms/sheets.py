"""The count sheet of a box of paper ballots, as one teller fills it in."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SheetForm(forms.Form):
    """A number in every cell. `cells` is `queries.paper_cells(ballot)`: [(question, [(cell, label)])]."""

    box = forms.CharField(
        label=_("Paper box"), max_length=40, initial="1", help_text=_("The same name that the other teller uses.")
    )
    returned = forms.IntegerField(label=_("Paper ballots in the box"), min_value=0, max_value=1_000_000)

    def __init__(self, *args, cells=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = list(cells)
        for question, columns in self.cells:
            for key, label in columns:
                self.fields[f"cell-{question.number}-{key}"] = forms.IntegerField(
                    label=label, min_value=0, max_value=10_000_000, initial=0
                )
            if question.write_ins:
                self.fields[f"written-{question.number}"] = forms.CharField(
                    label=_("Names written in, one a line with their votes"), required=False, max_length=2000,
                    widget=forms.Textarea(attrs={"rows": 2}), help_text=_("For instance: 李四 3"),
                )  # fmt: skip

    @property
    def groups(self):
        """(question, the fields of its cells, the field of the names written in or None) for the page."""
        return [
            (
                question, [self[f"cell-{question.number}-{key}"] for key, _label in columns],
                self[f"written-{question.number}"] if question.write_ins else None,
            )
            for question, columns in self.cells
        ]  # fmt: skip

    def clean(self):
        """Names written in become cells: 李四 3 → {"~李四:for": 3}."""
        given = super().clean()
        for question, _columns in self.cells:
            name = f"written-{question.number}"
            try:
                given[name] = dict(_written(line) for line in given.get(name, "").splitlines() if line.strip())
            except ValueError as wrong:
                self.add_error(name, gettext("“%s” cannot be read. Write a name, a space and a number.") % wrong)
        return given

    def counted(self):
        """The keywords of `actions.enter_sheet`; cells by question number."""
        given = self.cleaned_data
        cells = {
            str(question.number): {key: given.get(f"cell-{question.number}-{key}") or 0 for key, _label in columns}
            | (given.get(f"written-{question.number}") or {})
            for question, columns in self.cells
        }
        return {"box": given["box"].strip(), "returned": given["returned"], "cells": cells}


def _written(line):
    name, _space, votes = line.strip().rpartition(" ")
    if not name.strip() or not votes.isdecimal():
        raise ValueError(line.strip()[:20])
    return f"~{''.join(name.split())}:for", int(votes)
