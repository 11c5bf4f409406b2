"""Everything the intake offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, register

from . import jobs

register(
    Manifest(
        app="intake",
        label=_("Imports"),
        acts=(Act("intake.undo", _("Undo an import"), ("chair", "clerk", "admin"), _("undid the import of %(file)s")),),
        jobs=(jobs.run,),
        menu=(MenuItem(_("Imports"), "intake:batch_list", "file-import", 26),),
    )
)
