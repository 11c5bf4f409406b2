"""A report of the mill, invented, and what a reading of it would say: for the tests of pages, acts and files."""

from taizhang.factcheck import actions
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period

YEAR = Period.year(2008)
TEXT = (
    "河湾纺织厂工会2008年工作小结\n"
    "一、把家里人照顾好\n"
    "爱心超市全年接待困难职工近40名，送出食品52份。劳动节前看望生病职工12人，送慰问金____元。\n"
    "二、把道理讲清楚\n"
    "全年接到职工来信来访9件，其中上级转来4件，自己接待6件，件件有答复。职工入会率98%。\n"
)


def claim(number, quote, value, verdict, **more):
    """One claim on the first place of `quote` in the text."""
    start = TEXT.index(quote)
    return {
        "id": f"c{number}", "start": start, "end": start + len(quote), "quote": quote, "value": value, "value_high": None, "unit": "person",
        "hedge": "exact", "kind": "count", "subject": quote, "section": "1", "report": 1, "period": "year", "verdict": verdict,
        "explanation": "", "evidence": [], **more,
    }  # fmt: skip


def result():
    """What reading and judging would give for TEXT at the mill, where the ledger knows of 12 who came to the shop."""
    shop = {"code": "AW-16:人数", "where": "", "scope": "subtree", "nature": ""}
    figure = {"type": "figure", **shop, "unit": "F-T-M", "period": "2008", "value": 12, "label": "爱心超市·人数"}
    masked = TEXT.index("____")
    return {
        "document": {
            "name": "小结.txt", "format": "txt", "reports": [{"number": 1, "title": "", "start": 0, "end": len(TEXT)}],
            "sections": [
                {"path": "1", "title": "把家里人照顾好", "level": 1, "start": TEXT.index("一、"), "end": TEXT.index("二、"), "report": 1},
                {"path": "2", "title": "把道理讲清楚", "level": 1, "start": TEXT.index("二、"), "end": len(TEXT), "report": 1},
            ],
        },
        "claims": [
            claim(1, "近40名", 40, "contradicted", hedge="nearly", subject="爱心超市接待困难职工", signature="爱心超市 接待 困难职工 person",
                  explanation="台账为12人，报告写近40名，多28人。", evidence=[figure], link=shop, ledger={"value": 12, "unit": "person"},
                  suggestions=[{**shop, "label": "爱心超市·人数", "score": 0.9, "value": 12}]),
            claim(2, "52份", 52, "not_in_ledger", unit="item", subject="送出食品", signature="送出 食品 item"),
            claim(3, "12人", 12, "confirmed", explanation="台账也是12人。", copied=True, last_year={"quote": "11人", "value": 11}),
            claim(4, "9件", 9, "unchecked", unit="item", section="2"),
            claim(5, "4件", 4, "unchecked", unit="item", section="2"),
            claim(6, "6件", 6, "unchecked", unit="item", section="2"),
            claim(7, "98%", 98, "ambiguous", unit="percent", kind="percent", section="2"),
        ],
        "relations": [
            {"type": "sum", "claims": ["c4", "c5", "c6"], "holds": False, "expected": 10, "found": 9,
             "explanation": "4 + 6 = 10，不是9。", "start": TEXT.index("9件"), "end": TEXT.index("6件") + 2},
        ],
        "damage": [{"start": masked, "end": masked + 4, "quote": "____", "kind": "masked", "recovered": "", "explanation": "数字被遮去。"}],
    }  # fmt: skip


def handed_in(unit, by=SYSTEM, **more):
    """A check that waits to be read."""
    given = {"content": TEXT.encode(), "file_name": "小结.txt", "period": YEAR, **more}
    return actions.check(unit, by=by, **given)


def checked(unit, by=SYSTEM, **more):
    """A check that was read: it says what `result` says."""
    return actions.conclude(handed_in(unit, by, **more), by=SYSTEM, text=TEXT, result=result())


def accepted(check, claim="c2", by=SYSTEM, **more):
    """The food of the report in the ledger, as told by the report."""
    given = {"unit": check.unit, "kind": "AW-16", "count": "items", "on": YEAR.last_day, **more}
    return actions.accept(check, claim, by=by, **given)
