"""Pages of destruction: the list of files whose time is over, its approval, two witnesses."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from taizhang.archives import actions, forms, papers, queries
from taizhang.archives.models import Destruction
from taizhang.archives.views.shapes import PAGES, kept, own_destruction
from taizhang.kernel.access import can
from taizhang.ui.places import chosen_unit
from taizhang.ui.registers import (
    Button,
    File,
    Table,
    Way,
    columns,
    link,
    state,
    today,
)
from taizhang.word.download import paper_response


@require_safe
def destruction_list(request):
    """Lists of files to destroy."""
    unit = chosen_unit(request)
    over = queries.expired(unit, today()).count()
    ask = Button(
        "archives.ask_destruction",
        PAGES.url("destruction_ask") + f"?unit={unit.code}",
        kind="primary",
        picture="plus",
    )
    return PAGES.register(
        request, queries.destructions(request.user, under=unit), unit=unit, title=_("Destruction of files"), tab="destruction",
        heads=columns(
            pgettext("archives", "List"), _("Union"), _("Drawn up on"), pgettext("archives", "Files"), _("Approved on"),
            pgettext("archives", "Carried out on"), _("State"), numbers=(3,),
        ),
        row=lambda one: (link(one.name, one), one.unit.name, one.on, one.number, one.approved_on, one.carried_out_on, state(one)),
        lead=_("Files whose retention is over are appraised, approved by the chair and by the union above, and destroyed before two witnesses."),
        buttons=(ask,), note=_("%d files of this union are kept longer than they must be.") % over if over else "",
        empty=_("Nothing has been destroyed."),
    )  # fmt: skip


def destruction_ask(request):
    """Draw up a list and ask for its approval."""
    unit = chosen_unit(request)
    found = list(queries.expired(unit, today())[:500])
    return PAGES.begin(
        request, unit, forms.DestructionForm, _("Ask for a destruction"), lambda data: actions.ask_destruction(unit, by=request.user, **data),
        code="archives.ask_destruction", back="archives:destruction_list", said=_("Under approval."),
        lead=_("Only archived files whose time is over can be chosen.") if found else _("No file of this union has its time over."),
        form_kwargs={"found": found, "initial": {"on": today(), "dossiers": [one.pk for one in found]}},
    )  # fmt: skip


@require_safe
def destruction_detail(request, pk):
    """One list: its files, where the approval stands, who watched."""
    one = own_destruction(request, pk)
    files = [line.dossier for line in one.lines.select_related("dossier__unit")]
    rows = [(each.number, link(each.title_words, each), str(each.year), kept(each), state(each)) for each in files]
    heads = columns(
        pgettext("archives", "File no."),
        pgettext("archives", "Title of the file"),
        _("Year"),
        _("Kept until"),
        _("State"),
    )
    buttons = []
    if one.state == Destruction.State.APPROVED:
        buttons = [
            Button("archives.carry_out", PAGES.url("destruction_carry_out", one), kind="primary", picture="check")
        ]
    shape = File(
        heading=one.name, unit=one.unit, tab="destruction", state=one.get_state_display(), tone=one.tone,
        facts=[
            (_("Drawn up on"), one.on), (_("Opinion of the appraisal"), one.opinion), (_("Approved on"), one.approved_on),
            (pgettext("archives", "Carried out on"), one.carried_out_on), (_("Witnesses"), one.witnesses), (_("Reason"), one.why),
        ],
        buttons=buttons, ways=[Way(PAGES.url("destruction_paper", one), pgettext("archives", "List (Word)"), "file-text")], approval=True,
        tables=[Table(pgettext("archives", "Files"), heads, rows)],
    )  # fmt: skip
    return PAGES.show(request, one, shape)


def destruction_carry_out(request, pk):
    """The files are destroyed."""
    one = own_destruction(request, pk)
    return PAGES.verb(
        request, one, forms.CarryOutForm, _("Carry out the destruction"), lambda data: actions.carry_out(one, by=request.user, **data),
        lead=_("Scanned papers of these files are deleted; the index of what they held stays for ever."), danger=True,
        verdict=can(request.user, "archives.carry_out", one.unit), said=pgettext("archives", "Carried out."),
    )  # fmt: skip


@require_safe
def destruction_paper(request, pk):
    """The list as Word."""
    one = own_destruction(request, pk)
    return paper_response(papers.destruction(one, [line.dossier for line in one.lines.select_related("dossier")]))
