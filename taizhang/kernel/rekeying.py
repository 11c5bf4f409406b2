"""Changing the sealing key of an installation that is in use: every sealed value is sealed anew, none is ever open on the disk.

A rotation needs no standstill. The new key seals from the first moment; old values open with their old key until their turn comes. It
may be broken off and run again: it takes up what is still under an old key. The key of the blind indexes is not changed here: the keys
of persons in the ledger derive from it, and the ledger is never rewritten.
"""

import base64
import json

from django.apps import apps
from django.db import connection, transaction
from django.utils.translation import gettext as _

from taizhang.kernel import sealing
from taizhang.kernel.models import AppendOnly
from taizhang.kernel.sealedfiles import shelves
from taizhang.kernel.sealing import SealedField
from taizhang.kernel.verdicts import Refused

BATCH = 500


def columns():
    """[(model, field)] of every sealed column that may be written, in a fixed order."""
    found = [
        (model, field)
        for model in apps.get_models()
        if not model._meta.proxy
        and not issubclass(model, AppendOnly)  # no append-only table seals anything: a test holds that
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    ]
    return sorted(found, key=lambda pair: (pair[0]._meta.label_lower, pair[1].name))


def reseal(tell=lambda n, of, words="": None):
    """Seal anew every value and every file that an older key has sealed; → how many. What somebody changes meanwhile is left to him."""
    places, number = columns(), 0
    for n, (model, field) in enumerate(places):
        tell(n, len(places), str(model._meta.verbose_name))
        number += _reseal(model, field)
    return number + sum(shelf.reseal(_current()) for shelf in shelves)


def older():
    """How many values and files an older key has sealed."""
    return sum(_left(model, field) for model, field in columns()) + sum(shelf.older(_current()) for shelf in shelves)


def _left(model, field):
    """How many values of a column an older key has sealed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {_table(model)} WHERE {_older(field)}", [_current()])  # noqa: S608
        return cursor.fetchone()[0]


def _reseal(model, field):
    table, name, key = _table(model), _quoted(field.column), _quoted(model._meta.pk.column)
    close, done, last = field.sealer(), 0, 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key}, {name} FROM {table} WHERE {_older(field)} AND {key} > %s ORDER BY {key} LIMIT {BATCH}",  # noqa: S608
                [_current(), last],
            )
            rows = cursor.fetchall()
            if not rows:
                return done
            fresh = [(close(sealing.unseal(closed, field.bound_to)), pk, closed) for pk, closed in rows]
            cursor.executemany(f"UPDATE {table} SET {name} = %s WHERE {key} = %s AND {name} = %s", fresh)  # noqa: S608
        done, last = done + len(rows), rows[-1][0]


def drop_old_keys():
    """Forget the older sealing keys; refused while anything still needs one. → numbers"""
    needed = older()
    if needed:
        raise Refused(
            _("%(number)s values are still sealed with an older key. Run `taizhang rotate-keys --resume` first.")
            % {"number": needed}
        )
    path = sealing.key_path()
    stored = json.loads(path.read_text())
    old = sorted(int(number) for number in stored["sealing"] if int(number) != int(stored["current"]))
    stored["sealing"] = {number: key for number, key in stored["sealing"].items() if int(number) not in old}
    sealing.write_keys(path, stored)
    return old


def _current():
    """The four characters with which every value begins that the current key has sealed: version and number of the key."""
    return base64.b64encode(sealing.head(sealing.keys().current)).decode()


def _older(field):
    return f"{_quoted(field.column)} <> '' AND SUBSTR({_quoted(field.column)}, 1, 4) <> %s"


def _quoted(name):
    return connection.ops.quote_name(name)


def _table(model):
    return _quoted(model._meta.db_table)
