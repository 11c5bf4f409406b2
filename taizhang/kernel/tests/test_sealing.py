"""Sealed values open only with their key and in their column, and print as their mask."""

import json
import logging
import pickle
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models

from taizhang.kernel import sealing
from taizhang.kernel.sealing import SealBroken, Sealed, blind_index, seal, unseal

NUMBER = "11010519491231002X"
COLUMN = "members.person.id_number"


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path
    sealing.create_keys()
    return tmp_path / sealing.KEY_FILE


def test_seal_opens_again():
    assert unseal(seal(NUMBER, COLUMN), COLUMN) == NUMBER


def test_seal_is_never_twice_the_same():
    assert seal(NUMBER, COLUMN) != seal(NUMBER, COLUMN)


def test_seal_does_not_open_in_another_column():
    with pytest.raises(SealBroken):
        unseal(seal(NUMBER, COLUMN), "members.person.phone")


@pytest.mark.parametrize("broken", ["x", "AAAA", "!!!!", "AQABAAAA"])
def test_seal_that_was_tampered_with_is_refused_without_showing_it(broken):
    with pytest.raises(SealBroken) as refused:
        unseal(broken, COLUMN)
    assert broken not in str(refused.value)


def test_seal_leaves_the_empty_text_empty():
    assert seal("", COLUMN) == "" == unseal("", COLUMN)


def test_keys_are_for_the_owner_alone(keys):
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600


def test_keys_are_made_once(keys):
    before = keys.read_text()
    assert sealing.create_keys() is False
    assert keys.read_text() == before


def test_rotation_seals_with_the_new_key_and_opens_the_old(keys):
    old = seal(NUMBER, COLUMN)
    index = blind_index(NUMBER, COLUMN)
    assert sealing.rotate_keys() == 2
    assert unseal(old, COLUMN) == NUMBER
    assert unseal(seal(NUMBER, COLUMN), COLUMN) == NUMBER
    assert blind_index(NUMBER, COLUMN) == index


def test_a_missing_key_file_says_what_to_do(tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path / "elsewhere"
    with pytest.raises(ImproperlyConfigured, match="taizhang init"):
        seal(NUMBER, COLUMN)


def test_keys_do_not_print_themselves():
    assert "Keys" in repr(sealing.keys())
    assert "=" not in repr(sealing.keys())


@pytest.mark.parametrize(
    "spelling", ["11010519491231002x", " 110105 19491231 002X", "11010519491231002X", "110105-19491231-002X"]
)
def test_blind_index_knows_one_number_in_every_spelling(spelling):
    assert blind_index(spelling, COLUMN) == blind_index(NUMBER, COLUMN)


def test_blind_index_differs_by_column_and_is_empty_for_nothing():
    assert blind_index(NUMBER, COLUMN) != blind_index(NUMBER, "members.person.phone")
    assert blind_index("", COLUMN) == ""


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (sealing.mask_id, NUMBER, "1101**********002X"),
        (sealing.mask_id, "E1234567", "E******7"),
        (sealing.mask_phone, "15400001234", "154****1234"),
        (sealing.mask_bank, "6222020200112345678", "***************5678"),
        (sealing.mask_name, "张小明", "张*明"),
        (sealing.mask_name, "李强", "李*"),
        (sealing.mask_name, "", ""),
        (sealing.mask_id, "12", "**"),
        (sealing.mask_all, NUMBER, "****"),
    ],
)
def test_masks_show_as_little_as_needed(mask, value, shown):
    assert mask(value) == shown


def test_a_sealed_value_prints_as_its_mask_everywhere(caplog):
    held = Sealed(COLUMN, sealing.mask_id, plain=NUMBER)
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("who is %s %r", held, held)
    assert NUMBER not in caplog.text
    assert str(held) == "1101**********002X"
    with pytest.raises(TypeError):
        json.dumps({"id": held})
    with pytest.raises(TypeError):
        pickle.dumps(held)


class Safe(models.Model):
    """A table that exists for these tests only."""

    number = sealing.SealedField(mask=sealing.mask_id)

    class Meta:
        app_label = "kernel_sealing_test"
        managed = False
        db_table = "sealing_test"


@pytest.fixture
def safe(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE sealing_test (id integer PRIMARY KEY, number text NOT NULL)")
    yield Safe
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE sealing_test")


def test_field_keeps_no_plain_text_in_the_database(safe):
    safe.objects.create(pk=1, number=NUMBER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM sealing_test")
        (kept,) = cursor.fetchone()
    assert NUMBER not in kept
    found = safe.objects.get(pk=1)
    assert str(found.number) == "1101**********002X"
    assert found.number.reveal() == NUMBER


def test_field_masks_even_what_was_just_typed_in(safe):
    assert str(safe(number=NUMBER).number) == "1101**********002X"


def test_field_is_not_searched(safe):
    with pytest.raises(TypeError, match="blind index"):
        safe.objects.filter(number=NUMBER)


def test_field_does_not_reseal_what_was_not_changed(safe):
    safe.objects.create(pk=1, number=NUMBER)
    found = safe.objects.get(pk=1)
    closed = found.number.closed()
    found.save(force_update=True)
    assert safe.objects.get(pk=1).number.closed() == closed


def test_sealing_is_quick():
    """A list of a thousand members opens in a blink: well under a millisecond each, whatever the machine."""
    import time

    start = time.perf_counter()
    for _ in range(1000):
        unseal(seal(NUMBER, COLUMN), COLUMN)
        blind_index(NUMBER, COLUMN)
    assert time.perf_counter() - start < 1
