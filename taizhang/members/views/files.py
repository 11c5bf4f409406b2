"""Pages of the files behind the register: one goes on record, one comes out."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from taizhang.kernel import evidence
from taizhang.kernel.manifest import registry
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, forms
from taizhang.members.views.admission import own_admission, own_application
from taizhang.members.views.cards import own_card_file
from taizhang.members.views.reading import own_membership
from taizhang.members.views.reregistration import own_campaign, own_form
from taizhang.members.views.shapes import PAGES
from taizhang.members.views.transfers import own_transfer
from taizhang.ui.fields import WhyForm

FINDERS = {
    "membership": own_membership, "application": own_application, "admission": own_admission, "transfer": own_transfer,
    "card": own_card_file, "reregistration": own_campaign, "confirmation": own_form,
}  # fmt: skip
# What was entered by mistake is withdrawn, dropped, recalled or declared void by acts of its own.
evidence_add, _open, _void = PAGES.of_every_record(FINDERS, forms.EvidenceForm, actions.attach, None)


@never_cache
def evidence_file(request, pk):
    """A file of the register. What carries numbers in full, signed forms above all, opens after the reason was written down."""
    found = evidence.visible(request.user, pk, looked=True)
    declared = registry.records.get(found.record_type) if found else None
    if declared is None or not found.record_type.startswith("members."):
        raise Http404
    if not declared.private:
        return evidence.response(request, pk)
    record = get_object_or_404(
        declared.model.objects.visible_to(request.user).select_related("unit"), pk=found.record_id
    )
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_file(record, by=request.user, **form.cleaned_data)
            return evidence.response(request, pk, looked=True)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Open “%s”") % found.name, "unit": record.unit, "lead": _("Who looked, when and why is written into the log."),
        "button": _("Open"), "back": record.get_absolute_url(), "form": form,
    }  # fmt: skip
    return render(request, "ui/act.html", context, status=422 if form.errors else 200)
