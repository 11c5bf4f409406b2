"""Finds every app's manifest at start-up, so that no app writes a ready() of its own."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from taizhang.kernel import references, triggers


def guard_the_ledger(using, **kwargs):
    """A migration that rebuilds a table loses its triggers; put them back after every migrate."""
    triggers.create(connections[using])
    if references.missing(connections[using]):
        references.create(connections[using])


class KernelConfig(AppConfig):
    name = "taizhang.kernel"
    label = "kernel"
    verbose_name = _("Kernel")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(guard_the_ledger, sender=self)
        from taizhang.kernel import casework, counts  # noqa: F401  the standard counts and the approvals are declared first

        autodiscover_modules("manifest")
        from taizhang.kernel import checks  # noqa: F401  registers the start-up checks; needs the loaded manifests
