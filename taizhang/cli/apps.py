"""The command line is an app for its translations only."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "taizhang.cli"
    label = "cli"
