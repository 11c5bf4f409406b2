"""What the manifests declare is whole: the start-up checks pass, migrations are complete, labels and words are there."""

import pytest
from django.core.management import call_command
from django.utils import translation

from taizhang.kernel.manifest import registry
from tests.house.house import APPS


def test_the_start_up_checks_pass():
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", *APPS, check=True, dry_run=True, verbosity=0)


def test_every_act_tells_itself_in_both_languages():
    found = []
    for act in registry.acts.values():
        with translation.override("en"):
            english = str(act.label)
        with translation.override("zh-hans"):
            chinese = str(act.label)
        if english == chinese:
            found.append(f"{act.code}: {english}")
        if not act.sentence:
            found.append(f"{act.code}: no sentence for the log")
    assert not found, "\n" + "\n".join(found)


def test_every_indicator_is_defined_in_both_languages():
    found = []
    for indicator in registry.indicators.values():
        for what in ("label", "words"):
            with translation.override("en"):
                english = str(getattr(indicator, what))
            with translation.override("zh-hans"):
                chinese = str(getattr(indicator, what))
            if not english or english == chinese:
                found.append(f"{indicator.code} {what}: {english}")
    assert not found, "\n" + "\n".join(found)
