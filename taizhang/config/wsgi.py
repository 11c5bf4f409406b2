"""What the server runs: `granian --interface wsgi taizhang.config.wsgi:application`, or simply `taizhang serve`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
application = get_wsgi_application()
