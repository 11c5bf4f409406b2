"""Large workbooks: read stretch by stretch to the same cells, and never more than a few blocks of rows in memory."""

import gc
import io
import random
import weakref
from datetime import date

import pytest
import xlsxwriter

from taizhang.intake import actions, packed, queries, reading, stretches
from taizhang.intake.importers import Row
from taizhang.intake.tests.factories import number_of, register
from taizhang.kernel import aside, ledger
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.acts import Act
from taizhang.kernel.models import Fact, Posting
from taizhang.members.models import Membership, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(aside, "BLOCK", 20)
    monkeypatch.setattr(packed, "LARGE", 2_000)
    monkeypatch.setattr(stretches, "STRETCH", 4_000)


def odd_workbook(rows=300):
    """Texts, numbers, days, blanks, spaces, long numbers, merged cells, formulas and errors; columns that begin at B."""
    out, r = io.BytesIO(), random.Random(5)
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day, sheet = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_worksheet("会员")
    sheet.write_row(2, 1, ["姓名", "日期", "数", "号码", "备注"])
    for at in range(3, rows):
        if r.random() < 0.05:
            continue
        sheet.write_string(at, 1, r.choice(("王", "李", " ", "　", "张&<三>")))
        sheet.write_datetime(at, 2, date(2020, 1, 1 + at % 28), day)
        sheet.write_number(at, 3, r.choice((1, 2.5, 110105194912310021, 1e20)))
        if r.random() < 0.5:
            sheet.write_formula(at, 5, "=1+2", value=r.choice((3, "", "#REF!")))
    sheet.merge_range(10, 6, 12, 6, "合")
    book.add_worksheet("第二").write_row(0, 0, ["a", " ", 1])
    book.add_worksheet("藏").hide()
    book.close()
    return out.getvalue()


def plain(book):
    return [(one.name, [list(row) for row in one.rows], sorted(one.merges), one.visible) for one in book.sheets]


def test_stretches_give_the_same_cells(small_blocks, monkeypatch):
    content = odd_workbook()
    in_stretches = plain(reading.read(content))
    monkeypatch.setattr(packed, "LARGE", 10**9)
    whole = plain(reading.read(content))
    assert [(name, rows) for name, rows, *_ in in_stretches] == [(name, rows) for name, rows, *_ in whole]
    assert in_stretches == whole


def test_a_workbook_that_cannot_be_cut_is_read_as_a_whole(small_blocks, monkeypatch):
    content = odd_workbook(60)
    expected = plain(reading.read(content))

    def unusual(self, content):
        raise stretches.Unusual

    monkeypatch.setattr(stretches.Workbook, "__init__", unusual)
    assert plain(reading.read(content)) == expected


def test_what_is_laid_aside_is_a_list(small_blocks):
    rows = aside.Aside([n, str(n)] for n in range(95))
    kept = rows.settled(3)
    assert (len(kept), kept[0], kept[94], kept[-1]) == (95, [0, "0", ""], [94, "94", ""], [94, "94", ""])
    assert kept[38:42] == [[n, str(n), ""] for n in range(38, 42)] and [row[0] for row in kept] == list(range(95))
    for row in aside.changing(kept, 50):
        row[1] = "x"
    assert [kept[at][1] for at in (49, 50, 94)] == ["49", "x", "x"]
    with pytest.raises(IndexError):
        kept[95]
    assert type(aside.Aside([[1]]).settled()) is list


def test_what_is_laid_aside_lies_encrypted_and_without_a_name(small_blocks):
    rows = aside.Aside(["110105194912310021"] for _ in range(100))
    rows._file.seek(0)
    assert b"110105194912310021" not in rows._file.read()
    assert rows._file.name is None or isinstance(rows._file.name, int)


class Living:
    """How many of the watched objects live at the same time, at most."""

    def __init__(self):
        self.seen, self.most = weakref.WeakSet(), 0

    def watch(self, things):
        self.seen.update(things)
        self.most = max(self.most, len(self.seen))


@pytest.mark.parametrize("count", [200, 2_000])
def test_ten_times_the_rows_hold_no_more_of_them(small_blocks, cast, monkeypatch, count):
    """Counted in rows, records and blocks: what is in memory at once does not grow with the workbook."""

    records, blocks, held = Living(), [], []
    create_all, take = Act.create_all, ledger.Settled.take

    def creating(self, model, instances):
        created = create_all(self, model, instances)
        records.watch(created)
        held.append(len(self.touched))
        return created

    def taking(self, said):
        blocks.append(len(self._said._last) + sum(map(len, self._said._at_hand.values())))
        return take(self, said)

    monkeypatch.setattr(Act, "create_all", creating)
    monkeypatch.setattr(ledger.Settled, "take", taking)
    seen = queries.preview("members", register(count, [cast.mill.code, cast.port.code]), by=SYSTEM, name="m.csv")
    gc.collect()
    rows = sum(type(one) is Row for one in gc.get_objects())
    assert rows <= 4 * aside.BLOCK
    facts = Fact.objects.count()
    batch = actions.run(seen, by=SYSTEM)
    assert batch.entering == count == Person.objects.filter(memberships__batch=batch).count()
    assert Fact.objects.count() == facts + 2 * count
    assert records.most <= 4 * aside.BLOCK  # persons and memberships of one piece, and of the next
    assert max(held) <= 2 * aside.BLOCK and max(blocks) <= aside.BLOCK
    assert not list(ledger.differences(["members.membership"]))
    assert Posting.objects.filter(record_type="members.membership").count() >= count


def test_one_number_in_two_pieces_is_one_person(small_blocks, cast):
    """The leaver far behind the holder: one person, two memberships, and the remark on the row that holds."""

    lines = register(70, [cast.mill.code]).decode().splitlines()
    lines.append(f"{number_of(3)},王四,15400000003,{cast.port.code},2001-01-01,转出")
    lines.append(f"{number_of(4)},王五,15400000004,{cast.port.code},2001-01-01,在会")
    lines.append(f"{number_of(5)},王六,15400000005,{cast.mill.code},2001-01-01,在会")
    seen = queries.preview("members", "\n".join(lines).encode(), by=SYSTEM, name="m.csv")
    remarks = [(one.row, one.problem) for one in seen.findings]
    assert remarks == [(5, "transfer_pair"), (73, "duplicate_across_unions"), (74, "duplicate_in_union")]
    batch = actions.run(seen, by=SYSTEM)
    assert (batch.result, batch.findings_count) == ({"memberships": 71, "persons": 70}, 3)
    twice = Membership.objects.filter(batch=batch, person__name="王四", person__phone_index__gt="")
    assert len({one.person_id for one in twice if one.joined_on.year == 2001}) == 1
    person = next(one.person for one in twice if one.joined_on.year == 2001)
    assert person.memberships.count() == 2


def test_somebody_without_a_number_is_like_somebody_far_above(small_blocks, cast):

    lines = register(50, [cast.mill.code]).decode().splitlines()
    lines.append(f",王四,15400000003,{cast.port.code},2001-01-01,在会")
    seen = queries.preview("members", "\n".join(lines).encode(), by=SYSTEM, name="m.csv")
    assert [(one.row, one.problem) for one in seen.findings] == [(52, "id_missing"), (52, "possible_duplicate")]
    assert seen.findings[-1].params["row"] == 5
