"""How the rows of a workbook become persons and memberships, and how an import is undone."""

from itertools import islice

from django.db.models.base import ModelState
from django.utils.translation import gettext

from taizhang.kernel import aside, bulk
from taizhang.kernel.verdicts import Refused
from taizhang.members.models import Membership, Person

from .checks import HELD, persons_of

Status = Membership.Status


def write(rows, context, this):
    """Persons that are new, then their memberships, piece by piece; nothing of a piece is held once it is written."""
    entering, of, writer = (row for row in rows if row.enters), context.of, _Writer(context, this)
    with bulk.behind():
        while piece := list(islice(entering, aside.BLOCK)):
            writer.write(piece)
            context.report(writer.memberships, of + of // 5, gettext("Members"))
    return {"memberships": writer.memberships, "persons": writer.persons}


class _Writer:
    """Writes the pieces of an import and counts."""

    def __init__(self, context, this):
        self.context, self.this, self.persons, self.memberships = context, this, 0, 0
        self._blank_person, self._blank_membership = _Blank(Person), _Blank(Membership)

    def write(self, rows):
        """Write one piece."""
        by_number = self._on_file(rows)
        new, persons = [], []
        for row in rows:
            number = row.values.get("id_number")
            person = by_number.get(number) if number else None
            if person is None:
                person = _person(row, number, self._blank_person)
                new.append(person)
                if number:
                    by_number[number] = person
            persons.append(person)
        self.this.create_all(Person, new)
        memberships = [
            _membership(row, person, self.context.batch, self._blank_membership)
            for row, person in zip(rows, persons, strict=True)
        ]
        self.this.create_all(Membership, memberships)
        self.this.settle()
        self.persons, self.memberships = self.persons + len(new), self.memberships + len(memberships)

    @staticmethod
    def _on_file(rows):
        """{number: person} of those who were on the register before, or came to be by an earlier row of the workbook."""
        told = [(row.values["id_number"], *row.extra) for row in rows if row.extra]
        keys = {number: person for number, _index, person, _repeated in told if person}
        repeated = {index: number for number, index, _person, repeated in told if repeated}
        keys |= {repeated[index]: key for key, _name, index in persons_of(list(repeated))}
        persons = Person.objects.in_bulk(set(keys.values()))
        return {number: persons[key] for number, key in keys.items()}


class _Blank:
    """New instances from a stock of defaults, without Django's own constructor: six times as fast, which counts with 20,000 rows."""

    def __init__(self, model):
        self.model = model
        self.defaults = {
            column.attname: None if column.null or column.primary_key else column.get_default()
            for column in model._meta.concrete_fields
        }

    def filled(self, values, **related):
        """An instance with these values; related instances are kept beside their keys."""
        instance = self.model.__new__(self.model)
        instance._state = ModelState()
        instance._state.fields_cache = related
        instance.__dict__.update(self.defaults)
        instance.__dict__.update(values)
        return instance


_PERSON_WORDS = ("name", "sex", "birth_on", "ethnic", "education", "political", "household")
_MEMBERSHIP_WORDS = ("status", "joined_on", "group", "position", "employment", "migrant", "card_no", "remark")
_CONTRACT = ("contract_since", "contract_until")


def _filled(row, words):
    """(column, value) of the cells that hold something."""
    get = row.values.get
    return [(word, value) for word in words if (value := get(word)) is not None]


def _person(row, number, blank):
    values, get = _filled(row, _PERSON_WORDS), row.values.get
    if number:
        values += (("id_number", number), ("id_index", row.extra[0]), ("id_kind", _document(number, get("id_kind"))))
    person = blank.filled(values)
    if get("phone"):
        person.give_phone(get("phone"))
    return person


def _document(number, written):
    """The kind of document: a resident's number speaks for itself."""
    if len(number) == 18 and number[:2] in ("81", "82"):
        return Person.IdKind.HONG_KONG
    if len(number) == 18 and number[:2] == "83":
        return Person.IdKind.TAIWAN
    if len(number) == 18:
        return Person.IdKind.RESIDENT
    return written if written in Person.IdKind.values and written != Person.IdKind.RESIDENT else Person.IdKind.OTHER


def _membership(row, person, batch, blank):
    values, get = _filled(row, (*_MEMBERSHIP_WORDS, *_CONTRACT)), row.values.get
    values += (("unit_id", row.unit.pk), ("person_id", person.pk), ("batch_id", batch.pk), ("history", []))
    membership = blank.filled(values, unit=row.unit, person=person, batch=batch)
    status, left = get("status"), get("left_on")
    if left and status not in HELD:
        membership.history = [[left.isoformat(), Status.MEMBER.value, status, ""]]
        membership.left_on = left
    return membership


def undo(batch, context, this):
    """Withdraw the memberships that the import made; refused where somebody has moved on from one of them since."""
    standing = Membership.objects.standing().filter(batch=batch)
    moved = standing.filter(went_to__voided_at=None, went_to__isnull=False).count()
    if moved:
        raise Refused(
            gettext("%(count)d members of this import have been transferred since; take the transfers back first.")
            % {"count": moved}
        )
    memberships = list(standing.select_related("person", "unit"))
    for membership in memberships:
        membership.voided_at = this.at
        this.touch(membership)
    # One statement instead of thousands; the act still posts the reversal of every single one.
    Membership._base_manager.filter(pk__in=standing.values("pk")).update(voided_at=this.at)
    return {"memberships": len(memberships)}
