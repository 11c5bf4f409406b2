"""A change of keys leaves nothing under the old key, opens everything as before, and can be taken up where it broke off."""

import json

import pytest

from taizhang.cli import rotating
from taizhang.cli.tests.conftest import SAMPLE
from taizhang.intake import storage
from taizhang.intake.models import Batch
from taizhang.kernel import rekeying, sealing
from taizhang.kernel.models import ActLog
from taizhang.kernel.verdicts import Refused
from taizhang.members.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(taizhang, monkeypatch):
    """An installation with members, whose workbook is kept sealed too."""
    monkeypatch.setattr(rotating, "SETTLED", 0)
    for importer, name in (("units", "units.xlsx"), ("members", "members.xlsx")):
        assert taizhang("import", importer, SAMPLE / name).exit_code in (0, 3)
    return taizhang


def numbers():
    return {person.pk: person.id_number.reveal() for person in Person.objects.all()}


def stored():
    return json.loads(sealing.key_path().read_text())


def test_rotate_keys_leaves_nothing_under_the_old_key_and_opens_everything_as_before(sealed, answer):
    before, batch = numbers(), Batch.objects.first()
    workbook = storage.fetch(batch.digest)
    said = answer("rotate-keys", "--why", "yearly")
    assert said == {"key": 2, "resealed": said["resealed"], "forgotten": [1]}
    assert said["resealed"] > len(before)
    assert list(stored()["sealing"]) == ["2"]
    assert numbers() == before
    assert storage.fetch(batch.digest) == workbook
    assert rekeying.older() == 0
    assert ActLog.objects.get(code="work.rotate_keys").notes["why"] == "yearly"


def test_a_change_that_broke_off_goes_on(sealed, monkeypatch):
    before = numbers()
    sealing.rotate_keys()
    model, field = rekeying.columns()[0]
    rekeying._reseal(model, field)
    with pytest.raises(Refused):
        rekeying.drop_old_keys()
    assert sorted(stored()["sealing"]) == ["1", "2"]
    assert sealed("rotate-keys", "--resume").exit_code == 0
    assert list(stored()["sealing"]) == ["2"]
    assert numbers() == before


def test_old_keys_can_be_kept_for_a_while(sealed):
    assert sealed("rotate-keys", "--keep-old").exit_code == 0
    assert sorted(stored()["sealing"]) == ["1", "2"]
    assert rekeying.older() == 0


def test_no_append_only_table_seals_anything(db):
    from django.apps import apps

    from taizhang.kernel.models import AppendOnly

    for model in apps.get_models():
        if issubclass(model, AppendOnly):
            assert not [field for field in model._meta.local_fields if isinstance(field, sealing.SealedField)]
