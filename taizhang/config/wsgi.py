"""What the server runs: `granian --interface wsgi taizhang.config.wsgi:application`, or simply `taizhang serve`."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created
from django.urls import get_resolver
from django.utils import translation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
application = get_wsgi_application()


def _keep_little(connection, **_):
    """Each thread of each process has a connection. The system keeps the file's pages for all of them; 64 MB more for each buy nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -16384")


connection_created.connect(_keep_little)


def _settle():
    """What every page needs is read before the first one, and then the collector of garbage leaves it alone for good: to look through a
    million objects that all stay took a third of a second, again and again, in which no page of this process went on."""
    get_resolver()._populate()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("")
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


_settle()
