"""What mutualaid offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Manifest, register

register(Manifest(app="mutualaid", label=_("Medical mutual aid")))
