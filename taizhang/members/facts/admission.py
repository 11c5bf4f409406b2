"""What applications say to the ledger: who applied, who was refused, who of the staff is known and not in the union yet."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.members.models import Application

APPLIED = Measure("members.applied", _("Applications for membership"), _("persons"))
REFUSED = Measure("members.refused", _("Applications not approved"), _("persons"))
APPROVED = Measure("members.approved", _("Applications approved"), _("persons"))
CANDIDATES = Measure("members.candidates", _("Identified and not in the union yet"), _("persons"), nature="balance")

State = Application.State


def application_lines(application):
    """A candidate from the first day on file to the decision; an admission itself is told by the membership."""
    subject = f"application:{application.pk}"
    about = {
        "sex": application.sex,
        "migrant": application.migrant_words,
        "employment": application.employment,
        "group": application.group,
        "source": application.source,
    }
    known_on = application.identified_on or application.applied_on
    yield Line(CANDIDATES.code, known_on, 1, subject=subject, about=about)
    if application.applied_on:
        yield Line(APPLIED.code, application.applied_on, 1, subject=subject, about=about)
    if application.is_waiting:
        return
    decided = application.decided_on
    if application.state != State.REFUSED:  # whoever was refused works on and is still not in the union
        yield Line(CANDIDATES.code, decided, -1, subject=subject, about=about)
    if application.state == State.ADMITTED:
        yield Line(APPROVED.code, decided, 1, subject=subject, about=about)
    elif application.state == State.REFUSED:
        yield Line(REFUSED.code, decided, 1, subject=subject, about=about)
