"""What every record has: evidence and voiding."""

from django.http import Http404
from django.views.decorators.http import require_safe

from taizhang.committees import actions, forms
from taizhang.committees.views.shapes import FINDERS, PAGES
from taizhang.kernel import evidence

LISTS = {"seat": "body_list", "extension": "term_list"}  # the register that a record without one of its own belongs to


def _record(request, kind, pk):
    if kind not in FINDERS:
        raise Http404
    return FINDERS[kind](request, pk)


def evidence_add(request, kind, pk):
    """A file is put on record."""
    return PAGES.add_evidence(request, _record(request, kind, pk), forms.FileForm, actions.attach)


@require_safe
def evidence_file(request, pk):
    """A file on record, for whoever may read its record."""
    return evidence.response(request, pk)


def record_void(request, kind, pk):
    """Entered by mistake."""
    return PAGES.take_back(request, _record(request, kind, pk), actions.void, LISTS.get(kind, f"{kind}_list"))
