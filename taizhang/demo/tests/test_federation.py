"""What the demonstration is made of: nobody real, everything valid, and the same from the same seed."""

import datetime
import random

import pytest

from taizhang.demo import federation, loading, people, pictures, workbooks, years
from taizhang.intake import identity
from taizhang.kernel.evidence import recognise
from taizhang.organisation import kinds, rules

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture(scope="module")
def places():
    return federation.grow(random.Random(7))


def test_the_federation_has_five_levels(places):
    above = {place.code: place.above for place in places}

    def depth(code):
        return 1 if not above[code] else 1 + depth(above[code])

    assert max(map(depth, above)) >= 5
    assert {place.kind for place in places} >= {
        "省总工会",
        "市总工会",
        "县总工会",
        "镇联合工会",
        "社区工会",
        "企业工会",
        "学校工会",
        "银行工会",
    }


def test_every_unit_may_stand_where_it_stands(places):
    by_code = {place.code: place for place in places}
    assert len(by_code) == len(places)
    for place in places:
        kind = kinds.find(place.kind)
        assert rules.may_take_code(place.code, taken=False)
        if place.above:
            assert rules.may_stand_below(kinds.find(by_code[place.above].kind), kind), (
                place.name,
                by_code[place.above].name,
            )
        if place.credit_code:
            assert identity.is_credit_code(place.credit_code), place.name


def test_the_county_of_the_sample_has_nothing_else(places):
    assert not [place for place in places if place.above == "SM00"]
    assert years.calendar_of(federation.SAMPLE) == ()


def test_the_same_seed_gives_the_same_workbooks(tmp_path):
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _places, paths, rows = workbooks.all_of(
            random.Random(3), tmp_path / name, today=TODAY, first_year=2024, taken_phones=()
        )
        made.append((rows, {importer: path.read_bytes() for importer, path in paths.items()}))
    assert made[0] == made[1]
    assert made[0][0]["members"] > 5000
    assert made[0][0]["entries"] > 5000


@pytest.fixture(scope="module")
def members(places):
    rng = random.Random(11)
    drawn = people.People(rng, taken_phones={"15400000001"})
    return [
        row for place in places if place.is_grassroots for row in workbooks.members_of(rng, drawn, place, today=TODAY)
    ]


def test_members_are_valid_and_nobody(members):
    numbers = [row[2] for row in members]
    assert len(set(numbers)) == len(numbers)
    for _name, sex, number, phone, *_rest in members:
        assert identity.check_digit(number[:17]) == number[17]
        assert 900 <= int(number[14:17]) <= 995
        assert identity.sex_of(number) == sex
        assert identity.birth_date(number) < TODAY - datetime.timedelta(days=18 * 365)
        assert phone == "" or (len(phone) == 11 and phone.startswith("1540000"))


def test_telephones_of_the_sample_are_not_given_again(members):
    phones = [row[3] for row in members if row[3]]
    assert len(set(phones)) == len(phones)
    assert "15400000001" not in phones
    assert len(loading._sample_phones()) > 1000


def test_nobody_joined_before_the_union_or_after_today(places, members):
    since = {place.code: place.since for place in places}
    for row in members:
        assert row[8] <= TODAY
        assert since[row[4]] is None or since[row[4]] <= row[8]


def test_work_stays_within_its_years(places):
    rng = random.Random(5)
    rows = [row for place in places for row in years.work_of(rng, place, first_year=2024, today=TODAY)]
    assert {row[0].year for row in rows} == {2024, 2025, 2026}
    assert max(row[0] for row in rows) <= TODAY
    assert all(cell is None or cell >= 0 for row in rows for cell in row[4:11])


def test_pictures_are_pictures(tmp_path):
    path = tmp_path / "x.png"
    path.write_bytes(pictures.draw(4))
    assert recognise(path, "x.png") == "image/png"
    assert pictures.draw(4) != pictures.draw(5)
