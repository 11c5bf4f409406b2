"""What is asked before a file is looked at, and the columns set by hand."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import grid, queries
from .limits import FILE_SIZE


class FileForm(forms.Form):
    """A file and what it brings."""

    importer = forms.ChoiceField(label=_("What does the file bring?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"), help_text=_("Excel (.xlsx, .xls), .ods, or CSV. Nothing is written before you have looked.")
    )
    amend = forms.BooleanField(label=_("Units on file that differ: change them to what the file says"), required=False)
    whole = forms.BooleanField(label=_("The file holds the top of the tree (administrators)"), required=False)

    def __init__(self, *args, user, unit, importers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["importer"].choices = [(importer.code, importer.label) for importer in importers]
        if not any("amend" in importer.options for importer in importers):
            del self.fields["amend"]
        if not getattr(user, "is_administrator", False):
            del self.fields["whole"]

    def clean_file(self):
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        limit = min(FILE_SIZE, settings.TAIZHANG_UPLOAD_MAX_BYTES)
        if file.size > limit:
            raise forms.ValidationError(
                _("The file is larger than %(limit)d MB. Please split it.") % {"limit": limit // 1048576}
            )
        return file


class SheetForm(forms.Form):
    """One sheet: whether it is used, where its heads stand, and what each column is."""

    used = forms.BooleanField(label=_("Import this sheet"), required=False)
    head_row = forms.IntegerField(label=_("Heads begin in row"), min_value=1, max_value=100)
    head_rows = forms.ChoiceField(label=_("Rows of heads"), choices=[("1", "1"), ("2", "2"), ("3", "3")])

    def __init__(self, *args, batch, report, **kwargs):
        self.batch, self.report = batch, report
        head = report["head"] or [0, 1]
        kwargs.setdefault(
            "initial",
            {
                "used": report["used"] or not report["why_not"] or report["why_not"] == "columns_missing",
                "head_row": head[0] + 1,
                "head_rows": str(head[1]),
            },
        )
        super().__init__(*args, **kwargs)
        importer = queries.importer_of(batch.importer)
        choices = [
            ("", _("do not import")),
            *((column.key, column.heading(get_language() or "zh-hans")) for column in importer.columns),
        ]
        chosen = {at: (key, sure) for at, key, _head, sure in report["columns"]}
        samples = grid.samples(batch, report)
        self.columns = []
        for at, head_text in grid.labels_of_sheet(batch, report["name"], self._head(head)):
            key, sure = chosen.get(at, ("", 0))
            name = f"column_{at}"
            self.fields[name] = forms.ChoiceField(
                label=head_text or _("column %(number)d") % {"number": at + 1},
                choices=choices,
                required=False,
                initial=key,
            )
            self.columns.append((self[name], int(sure * 100), samples.get(at, [])))

    def _head(self, head):
        """The head rows as posted, else as recognised."""
        try:
            row = int(self.data.get(self.add_prefix("head_row"), head[0] + 1))
            return [max(0, min(row, 100) - 1), int(self.data.get(self.add_prefix("head_rows"), head[1]))]
        except (TypeError, ValueError):
            return head

    def clean(self):
        """Each meaning once."""
        cleaned = super().clean()
        keys = [cleaned.get(bound.name) for bound, _sure, _samples in self.columns if cleaned.get(bound.name)]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice and cleaned.get("used"):
            labels = queries.importer_of(self.batch.importer).labels()
            raise forms.ValidationError(_("Two columns cannot both be “%(label)s”.") % {"label": labels[twice[0]]})
        return cleaned

    def plan(self):
        """The plan of this sheet for `actions.arrange`."""
        if not self.cleaned_data["used"]:
            return None
        columns = {
            bound.name.removeprefix("column_"): self.cleaned_data[bound.name]
            for bound, _sure, _samples in self.columns
            if self.cleaned_data.get(bound.name)
        }
        return {"head": [self.cleaned_data["head_row"] - 1, int(self.cleaned_data["head_rows"])], "columns": columns}
