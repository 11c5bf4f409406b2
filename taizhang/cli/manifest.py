"""What the command line offers beside its commands: the nightly jobs."""

from django.utils.translation import gettext_lazy as _

from taizhang.cli import jobs
from taizhang.kernel.manifest import Manifest, register

register(Manifest(app="cli", label=_("Command line"), jobs=(jobs.selfcheck, jobs.clear_errands)))
