"""The settings of a test run: a folder of its own, a database in memory (or the one the environment names), quick passwords."""

import os
import tempfile

os.environ["TAIZHANG_DATA"] = tempfile.mkdtemp(prefix="taizhang-test-")
os.environ.setdefault("TAIZHANG_SKIP_ASSETS", "true")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright keeps an event loop in the thread of the tests

from taizhang.config.settings import *  # noqa: F403
from taizhang.config.settings import DATABASES, MIDDLEWARE

DATABASES["default"]["TEST"] = {"NAME": None}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
