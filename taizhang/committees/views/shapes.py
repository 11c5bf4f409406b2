"""The registers and files of committees: its parts, how a record is found, and the page of one verb on a record."""

from django.utils.translation import gettext_lazy as _

from taizhang.committees.models import Body, Display, Election, Extension, Seat, Term
from taizhang.kernel.access import can
from taizhang.ui.registers import Registers, finder, today, within

PAGES = Registers(
    "committees",
    (
        ("board", _("Who stands where"), "committees:body_board"),
        ("bodies", _("Bodies and groups"), "committees:body_list"),
        ("terms", _("Terms of office"), "committees:term_list"),
        ("elections", _("Elections"), "committees:election_list"),
        ("displays", _("Double display"), "committees:display_list"),
    ),
    tells_missing=True,
)
own_body, own_seat = finder(Body), finder(Seat, "body", "person")
own_term, own_extension = finder(Term, "body"), finder(Extension, "term__body")
own_election = finder(Election, "body", "outgoing", "incoming", "consented_by", "approved_by")
own_display = finder(Display)
FINDERS = {
    "body": own_body, "seat": own_seat, "term": own_term, "extension": own_extension, "election": own_election, "display": own_display,
}  # fmt: skip


def own_race(request, pk, number):
    """Places of an election that the user may read, by their number; 404 for everybody else."""
    election = own_election(request, pk)
    found = election.races.filter(number=number).select_related("body", "election__unit").first()
    return found or own_election(request, 0)


def own_officer(request, pk, officer_pk):
    """An officer on a display that the user may read; 404 for everybody else."""
    display = own_display(request, pk)
    found = display.officers.filter(pk=officer_pk)
    return found.select_related("display__unit", "seat__body").first() or own_display(request, 0)


def act_on(find, form, act, *, code, title, said, placed=False, start=None, url=None, **words):
    """A view of one verb on one record: `act(record, by=, …)`. `start(record)`: what the form begins with beside today's day.

    `placed`: the form looks for names, and gets user, unit and record.
    """

    def view(request, pk):
        record = find(request, pk)
        told = {key: value(record) if callable(value) else value for key, value in words.items()}
        form_kwargs = {"initial": {"on": today(), **(start(record) if start else {})}}
        if placed:
            form_kwargs |= {**within(request, record.unit), "record": record}
        if url is not None:
            told["url"] = url(record)
        return PAGES.verb(
            request, record, form, title(record) if callable(title) else title, lambda data: act(record, by=request.user, **data),
            verdict=can(request.user, code, record.unit), said=said, form_kwargs=form_kwargs, **told,
        )  # fmt: skip

    return view


def asked_day(request):
    """The day that ?on= asks for; today otherwise."""
    text = request.GET.get("on", "").strip()
    try:
        return type(today()).fromisoformat(text) if text else today()
    except ValueError:
        return today()
