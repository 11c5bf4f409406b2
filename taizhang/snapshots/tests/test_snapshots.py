"""What snapshots add up to is what the ledger says, to the last digit, on every engine; and what was changed on the way is not added."""

import json
import random
import shutil
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("ibis", reason="needs the extra taizhang[scale]")

from taizhang.kernel import ledger, sealing, signing, tree
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.filters import parse_where
from taizhang.kernel.models import Fact, Wording
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.organisation import actions as organisation
from taizhang.organisation.models import Profile
from taizhang.snapshots import publishing, rolling
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2008")


@pytest.fixture
def home(tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path / "data"
    settings.TAIZHANG_DATA.mkdir()
    sealing.create_keys()
    return tmp_path


@pytest.fixture
def work(cast, home):
    """Entries of every sort, a joint event, corrections and voids, members who leave, headcounts."""
    dice = random.Random(7)
    units = (cast.federation, cast.town, cast.mill, cast.port)
    people = [
        members.admit(cast.mill, by=SYSTEM, name=f"会员{n}", sex="女", on=date(2006, 1, 1)).person for n in range(6)
    ]
    entries = []
    for _n in range(60):
        unit = dice.choice(units)
        kind = dice.choice(("AW-16", "AC-02", "TR-01", "FA-02"))
        entries.append(worklog.record(
            unit, by=SYSTEM, confirmed=True, on=date(dice.choice((2007, 2008)), dice.randint(1, 12), dice.randint(1, 28)), kind=kind,
            matter=dice.choice(("领取物资", "讲座", "图书")), persons=dice.randint(1, 40) if kind != "FA-02" else None,
            items=dice.randint(1, 9), organisers=(cast.port,) if unit is cast.town and kind == "AC-02" else (),
        ))  # fmt: skip
    for entry in entries[:6]:
        worklog.void(entry, by=SYSTEM, why="记错了")
    organisation.record_headcount(Profile.objects.get(unit=cast.mill), by=SYSTEM, on=date(2008, 3, 1), staff=120)
    assert people
    return cast


def published(home, unit, name, **how):
    publishing.publish(unit, home / name, **how)
    return home / name


def trusted():
    return {one["x"] for one in signing.public_keys()["keys"]}


def numbers(figures):
    return {code: (one.number, one.numerator, one.denominator) for code, one in figures.items()}


def compare(engine, home, cast):
    """Every declared figure of the federation, from its parts published apart and rolled up again."""
    parts = [
        published(home, cast.federation, "own", own=True), published(home, cast.town, "town"), published(home, cast.port, "port"),
    ]  # fmt: skip
    rolled = rolling.Rollup(engine, parts, trusted())
    assert (rolled.top.name, rolled.top.code) == (cast.federation.name, cast.federation.code)
    codes = rolling.declared()
    for period in (YEAR, Period.parse("2008-03"), Period.parse("2007H2")):
        assert numbers(rolled.values(codes, period)) == numbers(ledger.values(codes, cast.federation, period))
    return rolled


@pytest.mark.slow
def test_the_parts_add_up_to_what_the_ledger_says(work, home):
    rolled = compare(rolling.Duck(), home, work)
    codes = ["AW-16:人数", "AC-02:场次", "members.members"]
    expected = {unit.name: numbers(ledger.values(codes, unit, YEAR)) for unit in (work.town, work.port)}
    assert {top.name: numbers(found) for top, found in rolled.by_child(codes, YEAR)} == expected


@pytest.mark.slow
def test_spark_in_several_processes_says_the_same(work, home):
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    engine = rolling.Spark("local-cluster[2,1,1024]")
    try:
        parts = [
            published(home, work.federation, "own", own=True),
            published(home, work.town, "town"),
            published(home, work.port, "port"),
        ]
        rolled = rolling.Rollup(engine, parts, trusted())
        codes = [
            "AW-16:人数",
            "AW-16:件数",
            "AC-02:场次",
            "FA-02:件数",
            "members.members",
            "organisation.staff",
            "members.admission_rate",
        ]
        codes = [code for code in codes if _known(code)]
        assert numbers(rolled.values(codes, YEAR)) == numbers(ledger.values(codes, work.federation, YEAR))
    finally:
        engine.session.stop()


def _known(code):
    try:
        rolling.resolve(code)
    except LookupError:
        return False
    return True


def test_a_snapshot_as_known_then_leaves_out_what_came_later(work, home):
    before = Fact.objects.order_by("-pk").first().posted_at
    said = ledger.value("AW-16:人数", work.federation, YEAR).number
    worklog.record(
        work.mill, by=SYSTEM, confirmed=True, on=date(2008, 5, 1), kind="AW-16", matter="领取物资", persons=999
    )
    rolled = rolling.Rollup(rolling.Duck(), [published(home, work.federation, "then", as_of=before)], trusted())
    assert rolled.values(["AW-16:人数"], YEAR)["AW-16:人数"].number == said


def test_a_unit_that_was_moved_is_published_with_its_past(cast, home):
    def supermarket(day, persons):
        worklog.record(cast.mill, by=SYSTEM, confirmed=True, on=day, kind="AW-16", matter="领取物资", persons=persons)

    supermarket(date(2008, 3, 1), 5)
    tree.move(cast.mill, cast.port, date(2008, 6, 1))
    cast.mill.refresh_from_db()
    supermarket(date(2008, 7, 1), 7)
    parts = {
        name: published(home, unit, name)
        for name, unit in (("mill", cast.mill), ("town", cast.town), ("port", cast.port))
    }
    for name, unit, expected in (("mill", cast.mill, 12), ("town", cast.town, 5), ("port", cast.port, 7)):
        rolled = rolling.Rollup(rolling.Duck(), [parts[name]], trusted())
        said = rolled.values(["AW-16:人数"], YEAR)["AW-16:人数"].number
        assert said == ledger.value("AW-16:人数", unit, YEAR).number == expected, name
    with pytest.raises(Refused):  # the town tells of the mill's days with it
        rolling.Rollup(rolling.Duck(), [parts["mill"], parts["town"]], trusted())


def test_no_name_and_no_number_of_a_record_leaves_the_house(work, home):
    folder = published(home, work.mill, "mill")
    import pyarrow.parquet as pq

    for path in (folder / "facts").rglob("*.parquet"):
        rows = pq.read_table(path).to_pylist()
        assert all(len(row["subject"]) in (0, 32) and len(row["record"]) == 32 for row in rows)


def test_what_was_changed_on_the_way_is_refused(work, home):
    folder = published(home, work.mill, "mill")
    with pytest.raises(Refused):
        publishing.opened(folder, set())
    path = next((folder / "facts").rglob("*.parquet"))
    content = path.read_bytes()
    path.write_bytes(content + b"x")
    with pytest.raises(Refused):
        publishing.opened(folder, trusted())
    path.write_bytes(content)
    manifest = json.loads((folder / publishing.MANIFEST).read_text())
    for other in ({**manifest, "own": True}, {"format": 1}, []):
        (folder / publishing.MANIFEST).write_text(json.dumps(other))
        with pytest.raises(Refused):
            publishing.opened(folder, trusted())


def test_the_same_lines_are_not_added_twice(work, home):
    parts = [published(home, work.federation, "all"), published(home, work.mill, "mill")]
    with pytest.raises(Refused):
        rolling.Rollup(rolling.Duck(), parts, trusted())


FILTERS = st.sampled_from(
    [
        "类型=社区工会|机关工会",
        "类型!=社区工会",
        "备注~规模",
        "备注=",
        "备注!=",
        "职工人数>=25",
        "职工人数<100",
        "类型=乡镇联合工会;职工人数>5",
    ]
)
KINDS, REMARKS = st.sampled_from(["社区工会", "机关工会", ""]), st.sampled_from(["", "规模企业", "x"])
WORDS = st.fixed_dictionaries({}, optional={"kind": KINDS, "remark": REMARKS, "staff": st.integers(0, 200)})


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(filter=FILTERS, words=WORDS)
def test_a_filter_holds_of_words_as_it_does_in_the_database(db, filter, words):
    digest = json.dumps(words, sort_keys=True)[-32:]
    one = Wording.objects.filter(digest=digest).first() or Wording.objects.create(digest=digest, words=words)
    where = parse_where(filter)
    assert where.holds(one.words) == Wording.objects.filter(where.condition(), pk=one.pk).exists()
