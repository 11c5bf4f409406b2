"""What the pages of proposals share: tabs, buttons with their verdicts, the log, papers as downloads."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel.access import can


@dataclass(frozen=True)
class Button:
    """A button of an act: grey with the sentence when the verdict is no."""

    code: str
    url: str
    label: str
    kind: str = "quiet"
    picture: str = ""
    verdict: object = None


def button(request, record, verb, name, label, *, kind="quiet", picture="", rule=None, entitled=None):
    """A button for an act on a record: first the right, then what the rule says."""
    allowed = entitled if entitled is not None else can(request.user, f"proposals.{verb}", record.unit)
    verdict = rule if allowed and rule is not None else allowed
    return Button(f"proposals.{verb}", reverse(f"proposals:{name}", args=[record.pk]), label, kind, picture, verdict)


def tabs():
    """The parts of proposals: [(code, label, url)]."""
    return [
        ("rounds", pgettext("proposals", "Rounds"), reverse("proposals:round_list")),
        ("proposals", _("Proposals"), reverse("proposals:proposal_list")),
        ("suggestions", _("Suggestions"), reverse("proposals:suggestion_list")),
    ]


def today():
    """The day of the request."""
    return timezone.localdate()


def started(**initial):
    """How a form begins: today, and what is known."""
    return {"initial": {"on": today(), **initial}}
