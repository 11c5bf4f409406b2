"""What the surveys app offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Manifest, register

register(Manifest(app="surveys", label=_("Surveys and quizzes")))
