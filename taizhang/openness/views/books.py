"""Books and board: what is opened to the congress and to its staff, prepared, shown, signed."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from taizhang.openness import actions, forms, models, papers
from taizhang.openness.models import Book
from taizhang.openness.queries import works as queries
from taizhang.openness.views.finding import own_book
from taizhang.openness.views.shapes import PAGES
from taizhang.ui.pages import verb_page
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import Button, Cell, File, Table, Way, today
from taizhang.word.download import paper_response


@require_safe
def book_list(request):
    """Volumes of the two books and one board."""
    unit = chosen_unit(request)
    heads = (
        (_("Kind"), False),
        (_("First day"), False),
        (_("Last day"), False),
        (pgettext("openness", "Lines"), True),
        (_("Shown to"), False),
        (_("Signed by"), False),
        (_("Union"), False),
        (_("State"), False),
    )

    def row(one):
        return (
            Cell(one.get_kind_display(), one.get_absolute_url()),
            one.first.isoformat(),
            one.last.isoformat(),
            len(one.lines),
            one.shown_to,
            one.signed_by,
            one.unit.name,
            Cell(one.get_state_display(), tone=one.tone),
        )

    return PAGES.register(
        request,
        queries.books(request.user, unit).order_by("-last", "-id"),
        unit=unit,
        title=_("Two books and one board"),
        tab="books",
        heads=heads,
        row=row,
        lead=_("Drawn up from what was posted and answered, shown to those whom it is meant for, signed."),
        buttons=(
            Button("openness.prepare_book", reverse("openness:book_prepare"), _("Draw up a book"), "primary", "plus"),
        ),
        empty=_("Draw up the record book of a term or a year; it prints on A4 with room for signatures."),
    )


def book_prepare(request):
    """A volume is drawn up."""
    unit, day = chosen_unit(request), today()
    return PAGES.begin(
        request,
        unit,
        forms.BookForm,
        _("Draw up a book"),
        lambda data: actions.prepare_book(unit, by=request.user, **data),
        code="openness.prepare_book",
        back="openness:book_list",
        lead=_("It holds what stands on file now; what comes later belongs to the next volume."),
        form_kwargs={"initial": {"on": day, "first": date(day.year, 1, 1), "last": day}},
        said=_("The book is drawn up; print it and show it."),
    )


@require_safe
def book_detail(request, pk):
    """One volume."""
    one = own_book(request, pk)
    heads = tuple((head, False) for head in papers.HEADS.get(one.kind, papers.HEADS[""]))
    buttons = {
        Book.State.PREPARED: [Button("openness.show_book", reverse("openness:book_show", args=[pk]), kind="primary")],
        Book.State.SHOWN: [Button("openness.sign_book", reverse("openness:book_sign", args=[pk]), kind="primary")],
    }.get(one.state, [])
    levels = [f"{models.Audience(level).label}: {items}" for level, items in sorted(one.per_level.items())]
    shape = File(
        str(one.get_kind_display()),
        one.unit,
        "books",
        state=one.get_state_display(),
        tone=one.tone,
        lead=f"{one.first.isoformat()} – {one.last.isoformat()}",
        facts=[
            (_("Items per level"), pgettext("list", ", ").join(levels)),
            (_("Prepared on"), one.prepared_on.isoformat()),
            (_("Shown to"), f"{one.shown_to}, {one.shown_on.isoformat()}" if one.shown_on else ""),
            (_("Signed by"), f"{one.signed_by}, {one.signed_on.isoformat()}" if one.signed_on else ""),
        ],
        buttons=buttons,
        ways=[Way(reverse("openness:book_paper", args=[pk]), _("Print (Word)"), "printer")],
        tables=[Table(pgettext("openness", "Lines"), heads, one.lines)],
    )
    return PAGES.show(request, one, shape)


book_show = verb_page(
    own_book,
    forms.BookShowForm,
    actions.show_book,
    title=gettext_lazy("Record that it was shown"),
    button=gettext_lazy("It was shown"),
    said=gettext_lazy("Noted."),
    lead=lambda one: one.title(),
)
book_sign = verb_page(
    own_book,
    forms.BookSignForm,
    actions.sign_book,
    title=gettext_lazy("Record the signature"),
    button=pgettext_lazy("openness", "It is signed"),
    said=gettext_lazy("Noted. Put a photograph of the signed page on record."),
    lead=lambda one: one.title(),
)


@require_safe
def book_paper(request, pk):
    """The volume in Word."""
    return paper_response(papers.book(own_book(request, pk)))
