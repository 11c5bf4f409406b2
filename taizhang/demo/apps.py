"""The demonstration as an app: it has a management command and a folder with the sample."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "taizhang.demo"
    label = "demo"
