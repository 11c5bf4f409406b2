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


# Records with states of which nothing is left to do when their union is reorganised, and why.
NOTHING_OPEN = {
    "congress.delegate": "ends with its congress",
    "honours.nominee": "goes with its round",
    "kernel.approval": "the preview counts open cases by itself, and a union ends only when they are decided",
    "members.card": "belongs to the person, who is carried along",
    "organisation.reorganisation": "is the change itself",
    "quality.monthbook": "says how a month was, not what is to be done",
}


def test_every_record_with_states_is_told_of_before_a_reorganisation():
    followed = {one for follower in registry.followers().values() for one in follower.records}
    unknown, missing = [], []
    for record in registry.records.values():
        fields = {field.name: field for field in record.model._meta.fields}
        states = {code for code, _label in fields["state"].choices or ()} if "state" in fields else set()
        unknown += [f"{record.type}: {state}" for state in record.open if state not in states]
        if states and not record.open and record.type not in followed and record.type not in NOTHING_OPEN:
            missing.append(
                f"{record.type}: say which states are open (manifest: Record.open), let a follower tell of it, or why not"
            )
    stray = [one for one in (*followed, *NOTHING_OPEN) if one not in registry.records]
    assert not (unknown + missing + stray), "\n" + "\n".join(unknown + missing + stray)
