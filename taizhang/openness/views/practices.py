"""Openness in enterprises: who practises it, what was published, checks from above."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from taizhang.openness import actions, forms
from taizhang.openness.models import Publication
from taizhang.openness.queries import works as queries
from taizhang.openness.views.finding import own_practice
from taizhang.openness.views.shapes import PAGES
from taizhang.ui.fields import DayWhyForm
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, today


@require_safe
def practice_list(request):
    """Enterprises that practise openness, and the share of those that should."""
    unit = chosen_unit(request)
    heads = (
        (_("Enterprise"), False),
        (_("Staff"), True),
        (_("Introduced on"), False),
        (_("Last published or checked"), False),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        return (
            Cell(one.name, one.get_absolute_url()),
            one.staff,
            one.introduced_on.isoformat(),
            one.last.isoformat() if one.last else "",
            one.unit.name,
            Cell(_("given up"), tone="grey") if one.ended_on else Cell(_("practised"), tone="green"),
        )

    return PAGES.register(
        request,
        queries.practices(request.user, unit).order_by(F("ended_on").asc(nulls_first=True), "unit__path", "name", "id"),
        unit=unit,
        title=_("Openness in enterprises"),
        tab="firms",
        heads=heads,
        row=row,
        filters=forms.NameFilter(request.GET),
        lead=_("The employer publishes at regular intervals; the union informs and supervises."),
        buttons=(
            Button("openness.introduce", reverse("openness:practice_add"), _("Introduce openness"), "primary", "plus"),
        ),
        empty=_(
            "Record the enterprises in which openness was introduced; the rate is reckoned over the organisation's list."
        ),
    )


def practice_add(request):
    """Openness is introduced in an enterprise."""
    unit = chosen_unit(request)
    return PAGES.begin(
        request,
        unit,
        forms.PracticeForm,
        _("Introduce openness"),
        lambda data: actions.introduce(unit, by=request.user, **data),
        code="openness.introduce",
        back="openness:practice_list",
        lead=_("An enterprise with a unit of its own in the tree is recorded there; choose it above first."),
        form_kwargs={"initial": {"on": today()}},
        said=_("On record."),
    )


@require_safe
def practice_detail(request, pk):
    """One enterprise: what was published, what checks found."""
    one = own_practice(request, pk)
    rows = [
        (row.on.isoformat(), row.get_kind_display(), row.get_channel_display() if row.channel else "", row.words)
        for row in one.publications.all()
    ]
    published = {row.kind for row in one.publications.all()}
    missing = [
        kind.label for kind in Publication.Kind if kind != Publication.Kind.CHECK and kind.value not in published
    ]
    at = {name: reverse(f"openness:practice_{name}", args=[pk]) for name in ("publish", "check", "give_up")}
    shape = File(
        one.name,
        one.unit,
        "firms",
        state=_("given up") if one.ended_on else _("practised"),
        tone="grey" if one.ended_on else "green",
        facts=[
            (_("Staff"), one.staff),
            (_("Introduced on"), one.introduced_on.isoformat()),
            (_("Given up on"), one.ended_on.isoformat() if one.ended_on else ""),
            (_("Reason"), one.why),
        ],
        buttons=[
            Button("openness.note_publication", at["publish"], _("Note a publication"), kind="primary", picture="plus"),
            Button("openness.check_firm", at["check"], kind="quiet"),
            Button("openness.give_up", at["give_up"], kind="quiet"),
        ]
        if one.ended_on is None
        else [],
        tables=[
            Table(
                _("Published and checked"),
                (
                    (_("Day"), False),
                    (_("Subject class"), False),
                    (_("Channel"), False),
                    (_("Content or finding"), False),
                ),
                rows,
                _("Nothing was published yet."),
            )
        ],
        notes=[
            ("amber", _("Nothing published yet of: %s.") % pgettext("list", ", ").join(str(word) for word in missing))
        ]
        if missing and one.ended_on is None
        else [],
    )
    return PAGES.show(request, one, shape)


practice_publish = verb_page(
    own_practice,
    forms.PublicationForm,
    actions.note_publication,
    title=gettext_lazy("Note what the employer published"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.name,
    url=lambda one: one.get_absolute_url(),
    template="ui/begin.html",
)
practice_check = verb_page(
    own_practice,
    forms.FirmCheckForm,
    actions.check_firm,
    title=gettext_lazy("Check an enterprise"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.name,
    url=lambda one: one.get_absolute_url(),
)
practice_give_up = verb_page(
    own_practice,
    DayWhyForm,
    actions.give_up,
    title=gettext_lazy("Openness was given up"),
    button=gettext_lazy("Note it"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.name,
    danger=True,
)
