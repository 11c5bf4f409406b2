"""Pages of a ballot held outside: what is handed over, the archive that is brought back, its confirmation by a second person."""

import json

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from taizhang.ballots import actions, forms, outside, queries
from taizhang.ballots.views.shapes import ballot_verb, now, own_ballot
from taizhang.kernel.access import can


def _outside(request, pk):
    ballot = own_ballot(request, pk)
    if not ballot.is_outside or not ballot.frozen_at:
        raise Http404
    return ballot


def _file(content, name, kind):
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@require_safe
def outside_template(request, pk):
    """Title and questions as a Belenios server and belenios-tool take them."""
    ballot = _outside(request, pk)
    texts = {one.number: one.text for one in queries.voting.questions(ballot)}
    told = outside.template(ballot.title_text, ballot.remark, queries.asks(ballot), texts, ballot.unit.name)
    return _file(
        json.dumps(told, ensure_ascii=False, indent=1), f"ballot-{ballot.pk}-template.json", "application/json"
    )


@require_safe
def outside_voters(request, pk):
    """The electorate as a list of logins and weights: numbers alone, names and addresses stay here."""
    ballot = _outside(request, pk)
    if not can(request.user, "ballots.enrol", ballot.unit):
        raise Http404
    rows = [(one.number, one.weight) for one in queries.electorate(ballot)]
    return _file(outside.voters(ballot.pk, rows), f"ballot-{ballot.pk}-voters.txt", "text/plain; charset=utf-8")


def archive_bring(request, pk):
    """The public archive of the vote is read and compared with questions and electorate."""
    ballot = _outside(request, pk)
    words = {
        "title": _("Bring the archive of “%s”") % ballot.title_text, "button": _("Read and compare"),
        "lead": _(
            "The file that the other system offers everybody when the trustees have opened the sum (.bel). Questions, electorate, weights "
            "and sums are compared with ours; nothing is taken over before a second person confirms."
        ),
    }  # fmt: skip
    return ballot_verb(
        request, ballot, forms.outside.ArchiveForm, words,
        lambda data: actions.bring_archive(ballot, by=request.user, at=now(), content=data["file"].read(), name=data["file"].name),
        said=_("It is ours. Now a second person confirms it."),
    )  # fmt: skip


def archive_confirm(request, pk):
    """A second person has verified the published archive with the other system's tool and types its hash."""
    ballot = _outside(request, pk)
    words = {
        "title": _("Confirm the archive of “%s”") % ballot.title_text, "button": _("Confirm"),
        "lead": _(
            "Fetch the archive yourself from the public page of the vote, run belenios-tool verify on it, work out its SHA-256 and type it "
            "here. The result is then decided by the rules of this ballot."
        ),
    }  # fmt: skip
    return ballot_verb(
        request, ballot, forms.outside.ConfirmForm, words,
        lambda data: actions.confirm_archive(ballot, by=request.user, at=now(), **data), said=_("Confirmed. Look at the result, then publish it."),
    )  # fmt: skip
