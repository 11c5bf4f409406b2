"""The shape of a statistics table as people define it."""

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import registry
from taizhang.statistics.models import Table
from taizhang.ui.fields import day_field, halved, short_field, text_field
from taizhang.ui.known import TREES

# Levels of unions as UnitKind.level counts them.
LEVELS = (
    (2, _("province")),
    (3, _("city")),
    (4, _("county, district")),
    (5, _("town, street")),
    (6, _("grassroots")),
    (7, _("branches of a union")),
)


def _kinds():
    english = (get_language() or "").startswith("en")
    told = [(one.code, one.label_en if english and one.label_en else one.label) for one in registry.unit_kinds.values()]
    return [("", gettext("choose")), *told]


class TableForm(forms.Form):
    """Which units are the rows, of which period, as known when."""

    name = text_field(_("Title"), 120)
    rows = forms.ChoiceField(
        label=_("Rows of the table"),
        choices=Table.Rows.choices,
        help_text=_("The unit itself always stands first, as the total."),
    )
    kind = halved(
        forms.ChoiceField(label=_("Kind of unit"), required=False, help_text=_("Only for “all units of one kind”."))
    )
    level = halved(
        forms.TypedChoiceField(
            label=_("Level"), required=False, coerce=int, empty_value=None, choices=(("", _("choose")), *LEVELS),
            help_text=_("Only for “all units of one level”."),
        )
    )  # fmt: skip
    subtotals = forms.BooleanField(label=_("with subtotals of the units in between"), required=False, initial=True)
    period = short_field(
        _("Period"), 40, required=False, help_text=_("2024, 2024H1, 2024Q3, 2024-05, 2024S (statistical year); empty: the latest year.")
    )  # fmt: skip
    known_on = day_field(_("As known on"), required=False, help_text=_("Empty: as known when it is opened."))
    tree = halved(forms.ChoiceField(label=_("Tree"), choices=list(TREES.items())))
    remark = text_field(_("Remark"), 200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _kinds()


class BeginForm(TableForm):
    """A new table, perhaps with the columns of a ready one."""

    ready = forms.ChoiceField(label=_("Begin with these columns"), required=False)

    def __init__(self, *args, ready=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ready"].choices = [("", gettext("none: I choose them myself")), *ready]
        self.order_fields(["name", "ready"])


class CopyForm(forms.Form):
    """The same question under another title."""

    name = text_field(_("Title"), 120)


class ColumnsForm(forms.Form):
    """Indicators that were ticked, how they are laid out, and the heading above them."""

    codes = forms.MultipleChoiceField(
        label=_("Indicators"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Tick at least one indicator.")}
    )  # fmt: skip
    layout = halved(forms.ChoiceField(label=_("Layout"), choices=Table.Layout.choices))
    group = short_field(_("Common heading"), 40, required=False)
    of = halved(
        forms.ChoiceField(
            label=_("Of which days"), required=False, choices=(("", _("of the table's period")), (Table.BEFORE, _("of the same days a year before")))
        )
    )  # fmt: skip
    tree = halved(forms.ChoiceField(label=_("Tree"), required=False, choices=(("", _("the table's")), *TREES.items())))

    def __init__(self, *args, found=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(one.code, str(one.label)) for one in found]
