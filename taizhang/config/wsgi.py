"""What the server runs: `granian --interface wsgi taizhang.config.wsgi:application`, or simply `taizhang serve`."""

import os

from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
application = get_wsgi_application()


def _keep_little(connection, **_):
    """Each thread of each process has a connection. The system keeps the file's pages for all of them; 64 MB more for each buy nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -16384")


connection_created.connect(_keep_little)
