"""The shape of what is typed in about rules and archives."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.archives.models import Dossier, Regulation
from taizhang.ui import fields
from taizhang.ui.fields import day_field, halved, lines_field, short_field, text_field, whole_field

ANY = ("", _("all"))
LONGEST = 100_000


class DraftForm(forms.Form):
    """A regulation is drafted."""

    name = text_field(_("Name"), 80)
    kind = halved(forms.ChoiceField(label=_("Kind"), choices=Regulation.Kind.choices))
    on = day_field(_("On the day"))
    text = lines_field(_("Text"), 14, max_length=LONGEST, help_text=_("An article a line."))


class RewriteForm(forms.Form):
    """The draft is changed."""

    text = lines_field(_("Text"), 14, max_length=LONGEST, help_text=_("An article a line."))
    changes = text_field(_("What was changed and why"), 300, required=False)


class ReviseForm(forms.Form):
    """A further edition is drafted."""

    on = day_field(_("On the day"))
    text = lines_field(_("Text"), 14, max_length=LONGEST, help_text=_("An article a line."))
    changes = text_field(_("What was changed and why"), 300)


class AdoptForm(forms.Form):
    """A body adopts the draft."""

    on = day_field(_("Adopted on"))
    since = day_field(_("In force from"), required=False, help_text=_("Left empty: from the day of its adoption."))
    adopted_by = text_field(_("Which body or meeting adopted it"), 120)
    document_no = short_field(_("Document no."), 60, required=False)


class PutUpForm(forms.Form):
    """It hangs on a wall."""

    on = day_field(_("On the day"))
    where = text_field(pgettext_lazy("archives", "Where it hangs"), 120)


class WithdrawForm(forms.Form):
    """It is in force no more."""

    on = day_field(_("On the day"))
    by_body = text_field(_("Which body withdrew it"), 120)
    why = text_field(_("Reason"), 200)


class OpenForm(forms.Form):
    """A file is opened."""

    title = text_field(pgettext_lazy("archives", "Title of the file"), 120)
    category = halved(forms.ChoiceField(label=pgettext_lazy("archives", "Category"), choices=Dossier.Category.choices))
    year = whole_field(_("Year"), required=True)
    number = short_field(
        pgettext_lazy("archives", "File no."), 40, required=False, help_text=_("Left empty: category, year, serial.")
    )
    place = short_field(pgettext_lazy("archives", "Where it stands"), 80, required=False)
    on = day_field(_("On the day"))


class PaperForm(forms.Form):
    """A paper is put into a file."""

    text = text_field(pgettext_lazy("archives", "What it is"), 200)
    on = day_field(_("Its day"), required=False)
    pages = whole_field(pgettext_lazy("archives", "Pages"))


class RecordsForm(forms.Form):
    """Records are put into a file."""

    keys = forms.MultipleChoiceField(label=_("Records of the year without a file"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, found=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [(one.key, f"{one.on:%Y-%m-%d} · {one.record.title()} · {one.record.unit.name}") for one in found]  # fmt: skip


class CloseForm(forms.Form):
    """A file is archived."""

    on = day_field(_("Archived on"))
    place = short_field(pgettext_lazy("archives", "Where it stands"), 80, required=False)


class DestructionForm(forms.Form):
    """Files whose time is over go on a list."""

    name = text_field(_("Name"), 80)
    on = day_field(_("On the day"))
    dossiers = forms.MultipleChoiceField(label=_("Files whose time is over"), widget=forms.CheckboxSelectMultiple)
    opinion = lines_field(_("Opinion of the appraisal"), 3, max_length=300)

    def __init__(self, *args, found=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dossiers"].choices = [(one.pk, f"{one.title()} · {one.keep_until}") for one in found]

    def clean_dossiers(self):
        return [int(key) for key in self.cleaned_data["dossiers"]]


class CarryOutForm(forms.Form):
    """The files are destroyed."""

    on = day_field(_("On the day"))
    witnesses = text_field(_("Witnesses"), 120, help_text=_("Two names at least."))

    def clean_witnesses(self):
        return [part for part in re.split(r"[\s;；、,，]+", self.cleaned_data["witnesses"]) if part]


class EvidenceForm(fields.EvidenceForm):
    """A file that proves a rule, or a scanned paper."""

    kinds = ("照片", "决定", "扫描件", "销毁清册", "其他")


class RegulationFilter(forms.Form):
    """What the rules are narrowed by."""

    q = text_field(_("Name"), 60, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *Regulation.Kind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *Regulation.State.choices])

    def narrow(self, rows):
        """The rules that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(name__contains=asked["q"])
        for name in ("kind", "state"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        return rows


class DossierFilter(forms.Form):
    """What the files are narrowed by."""

    q = text_field(_("Title or number"), 60, required=False)
    category = forms.ChoiceField(
        label=pgettext_lazy("archives", "Category"), required=False, choices=[ANY, *Dossier.Category.choices]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *Dossier.State.choices])
    year = whole_field(_("Year"))

    def narrow(self, rows):
        """The files that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(title_words__contains=asked["q"]) | rows.filter(number__contains=asked["q"])
        for name in ("category", "state"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        return rows.filter(year=min(asked["year"], 9999)) if asked.get("year") else rows


class YearForm(forms.Form):
    """Which year."""

    year = whole_field(_("Year"))

    def narrow(self, rows):
        """The rows as they are: the page has asked for the year already."""
        return rows
