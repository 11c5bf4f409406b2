"""Is this file still what was exported, and do its figures still agree with the ledger?

`taizhang verify FILE` and the page "核验" ask here. The file is first compared with the list of figures that it carries, then that list with
what was frozen here (a list rewritten together with the text is found out), then every figure with the ledger of today.
"""

from decimal import Decimal

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit, within
from taizhang.kernel.periods import Period, UnknownPeriod
from taizhang.reports.answering import Reader
from taizhang.reports.chips import BadToken, read_token
from taizhang.reports.drifting import same
from taizhang.reports.models import Report
from taizhang.reports.printing import Answer, printed
from taizhang.reports.wording import in_chinese
from taizhang.word.checking import check

STATES = ("intact", "draft", "unchecked", "drifted", "changed", "forged", "damaged", "foreign", "unreadable")


def verify(path, *, viewer=SYSTEM):
    """The verdict on a file as plain data: state, sentences, and every figure with what was printed, found, and what the ledger says now."""
    with in_chinese():
        checked = check(path)
        answer = checked.as_dict()
        imprint = answer.pop("imprint")
        answer.update(
            {
                key: imprint.get(key, "")
                for key in ("unit", "unit_name", "period", "title", "as_known", "number", "version")
            }
        )
        unit = _unit(imprint, viewer)
        if checked.state in ("intact", "changed", "damaged") and unit is not None:
            _compare_with_frozen(answer, imprint, unit)
            _compare_with_ledger(answer, imprint, unit)
        elif imprint:
            answer["problems"].append("本系统里查不到这份报告的单位（或您无权查看),没有与台账核对")
        answer["state"] = _state(checked.state, answer)
        answer["sentences"] = sentences(answer)
        return answer


def _unit(imprint, viewer):
    units = Unit.objects.all() if viewer is SYSTEM else Unit.objects.filter(within(viewer.paths()))
    return units.filter(code=str(imprint.get("unit", ""))).first()


def _compare_with_frozen(answer, imprint, unit):
    """The list inside the file against what this installation froze under that number."""
    number = str(imprint.get("number", ""))
    report = Report.objects.filter(number=number, unit=unit).first() if number else None
    answer["known_here"] = report is not None
    if report is None:
        if number:
            answer["problems"].append("本系统没有固化过这个编号的报告")
        return
    following = report.replaced_by.first()
    answer["replaced_by"] = following.version if following else None
    frozen = {row.key: row for row in report.frozen.all()}
    listed = {str(row["id"]): row for row in imprint["figures"]}
    for finding in answer["figures"]:
        row, inside = frozen.get(finding["id"]), listed.get(finding["id"])
        if row and inside and (inside["printed"] != row.printed or not _same_text(inside.get("value"), row.number)):
            finding["state"], finding["printed"] = "forged", row.printed
            finding["message"] = f"固化时为“{row.printed}”，文件和随附清单都被改成了“{inside['printed']}”"
    answer["problems"] += [f"固化的数字“{frozen[key].printed}”已不在文件清单里" for key in frozen if key not in listed]


def _same_text(text, number):
    try:
        return same(None if text in (None, "") else Decimal(str(text)), number)
    except ArithmeticError:
        return False


def _compare_with_ledger(answer, imprint, unit):
    """Every figure asked again today."""
    listed = {str(row["id"]): row for row in imprint["figures"]}
    try:
        reader = Reader(unit, Period.parse(imprint.get("period", "")))
    except UnknownPeriod:
        answer["problems"].append("清单里的时段无法识别，没有与台账核对")
        return
    for finding in answer["figures"]:
        row = listed.get(finding["id"])
        if row is None:
            continue
        try:
            chip = read_token(str(row.get("asks") or row.get("code") or ""))
        except BadToken:
            answer["problems"].append(f"清单里“{row['printed']}”的口径无法识别")
            continue
        now = reader.ask(chip)
        finding["now"] = None if now.number is None else f"{now.number.normalize():f}"
        finding["drifted"] = not _same_text(row.get("value"), now.number)
        if finding["drifted"]:
            then = Answer(Decimal(str(row["value"]))) if row.get("value") not in (None, "") else Answer(None)
            finding["drift"] = (
                f"导出时台账为{printed(chip, then, hedging='exact')}，现在为{printed(chip, now, hedging='exact')}"
            )


def _state(state, answer):
    """The worst that holds. A file is intact only if what was frozen here says so too."""
    figures = answer["figures"]
    if any(row["state"] == "forged" for row in figures):
        return "forged"
    if state != "intact":
        return state
    if "known_here" not in answer:
        return "unchecked"
    if answer["number"] and not answer["known_here"]:
        return "foreign"
    if any(row.get("drifted") for row in figures):
        return "drifted"
    return "intact" if answer["number"] else "draft"


def sentences(answer):
    """The verdict in sentences, worst first."""
    said = list(answer["problems"])
    said += [_about(row) + row["message"] for row in answer["figures"] if row["state"] != "right"]
    said += [_place(row) for row in answer["texts"]]
    said += [_about(row) + row["drift"] for row in answer["figures"] if row.get("drifted")]
    said = list(dict.fromkeys(said))
    said += [f"这一版已由第{answer['replaced_by']}版替代"] if answer.get("replaced_by") else []
    count = len(answer["figures"])
    if answer["state"] == "unchecked":
        return [f"{count}个数字和文字都与文件随附的清单一致。", *said]
    if answer["state"] == "draft":
        return [f"{count}个数字和文字都与导出时一致；这是没有固化的草稿，没有固化内容可以对照。", *said]
    if answer["state"] == "intact":
        return [f"{count}个数字都与导出时一致，也与台账现在的数字一致，文字没有改动。", *said]
    if answer["state"] == "drifted":
        drifted = sum(bool(row.get("drifted")) for row in answer["figures"])
        return [f"文件没有被改动；台账后来有变化，{drifted}个数字与现在不同：", *said]
    return said


def _about(row):
    return f"[{row['words']}] " if row["words"] else ""


def _place(row):
    words = f":“{row['text']}”" if row["text"] else ""
    return f"第{row['paragraph']}段{row['message']}{words}"
