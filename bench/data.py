"""A deterministic federation for benchmarks, written as workbooks: the importers load it, as they would a user's.

    python bench/data.py FOLDER [--units 3000] [--members 200000] [--entries 300000] [--import-rows 20000]

units.csv, members-*.csv and work-*.csv (20,000 rows a file), import.xlsx (15 columns, 4 % of the rows faulty in four known ways) and
import-expected.json. Persons are synthetic: the division code of their numbers begins with 99, which no division has.
"""

import argparse
import csv
import json
import random
from datetime import date, timedelta
from pathlib import Path

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志海春梅晓燕飞鹏宇浩然子轩欣怡佳"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
KINDS = [f"AC-{n:02}" for n in range(1, 15)] + [f"TR-{n:02}" for n in range(1, 6)] + ["LC-06"]
PER_FILE = 20_000


def check_digit(body):
    return "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]


class Federation:
    """Units in five levels; the first of the second level holds about two fifths of everything."""

    def __init__(self, seed, count):
        self.random = random.Random(seed)
        self.units = [("B0", "基准市总工会", "", "市总工会")]
        districts = self._level([("B0", 1.0)], max(3, count // 210), "区总工会", "D")
        streets = self._level(districts, max(6, count // 21), "街道总工会", "S")
        enterprises = self._level(streets, int(count * 0.28), "企业工会", "E")
        branches = self._level(enterprises, count - 1 - len(districts) - len(streets) - len(enterprises), "分会", "F")
        self.leaves = enterprises + branches
        self.numbers = set()

    def _level(self, parents, count, kind, letter):
        made = []
        weights = [weight for _, weight in parents]
        for n in range(count):
            parent, weight = parents[n] if n < len(parents) else self.random.choices(parents, weights)[0]
            share = 0.4 if letter == "D" and n == 0 else 0.6 / count if letter == "D" else weight
            code = f"{letter}{n:05}"
            self.units.append((code, f"{self.random.choice(SURNAMES)}{n}{kind}", parent, kind))
            made.append((code, share))
        return made

    def leaf(self):
        return self.random.choices(self.leaves, cum_weights=self._cumulated())[0][0]

    def _cumulated(self):
        if not hasattr(self, "_sums"):
            total, self._sums = 0.0, []
            for _, weight in self.leaves:
                total += weight
                self._sums.append(total)
        return self._sums

    def member(self):
        r = self.random
        while True:
            born = date(1960, 1, 1) + timedelta(r.randrange(15_000))
            body = f"99{r.randint(101, 3299):04}{born:%Y%m%d}{r.randint(0, 999):03}"
            if body not in self.numbers:
                break
        self.numbers.add(body)
        name = r.choice(SURNAMES) + r.choice(GIVEN) + (r.choice(GIVEN) if r.random() < 0.8 else "")
        joined = date(2005, 1, 1) + timedelta(r.randrange(7300))
        return {
            "身份证号": body + check_digit(body),
            "姓名": name,
            "性别": "男" if int(body[-1]) % 2 else "女",
            "出生日期": born.isoformat(),
            "民族": "汉族",
            "学历": r.choice(("高中", "大专", "本科")),
            "政治面貌": r.choice(("群众", "中共党员")),
            "手机号": f"1540{r.randint(0, 9999999):07}",
            "所在工会编码": self.leaf(),
            "入会日期": joined.isoformat(),
            "职务": r.choice(("工人", "技术员", "会计")),
            "用工形式": r.choice(("合同制", "劳务派遣", "灵活就业")),
            "农民工": r.choice(("是", "否")),
            "会员状态": "在会",
            "备注": "" if r.random() < 0.7 else f"备注{r.randint(1, 9999)}",
        }

    def entry(self, number):
        r = self.random
        persons = r.randint(1, 300)
        return {
            "日期": (date(2020, 1, 1) + timedelta(r.randrange(1826))).isoformat(),
            "工会编码": self.leaf(),
            "目录号": KINDS[int(r.random() ** 1.5 * len(KINDS))],
            "事项": f"工作记录{number}",
            "人数": persons,
            "人次": persons + r.randint(0, 50),
            "场次": 1,
            "金额(元)": r.randint(0, 5_000_000) / 100,
            "备注": "",
        }


def write_rows(folder, stem, rows):
    """CSV files of PER_FILE rows each."""
    for start in range(0, len(rows), PER_FILE):
        with (folder / f"{stem}-{start // PER_FILE:03}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows[start : start + PER_FILE])


def write_import(folder, federation, known, count):
    """import.xlsx with four kinds of faults, and which rows have them."""
    import xlsxwriter

    r, rows = random.Random(7), [federation.member() for _ in range(count)]
    picked = r.sample(range(100, count), max(4, count // 25))
    share = len(picked) // 4
    faults = {
        "id_checksum": picked[:share],
        "on_file": picked[share : 2 * share],
        "unknown_union": picked[2 * share : 3 * share],
        "duplicate": picked[3 * share :],
    }
    for row in faults["id_checksum"]:
        number = rows[row]["身份证号"]
        rows[row]["身份证号"] = number[:17] + ("0" if number[17] != "0" else "1")
    for row, old in zip(faults["on_file"], r.sample(known, share), strict=False):
        rows[row]["身份证号"] = old["身份证号"]
    for row in faults["unknown_union"]:
        rows[row]["所在工会编码"] = f"X{r.randint(1, 999):03}"
    for row in faults["duplicate"]:
        rows[row]["身份证号"] = rows[r.randrange(100)]["身份证号"]
    book = xlsxwriter.Workbook(folder / "import.xlsx")
    sheet = book.add_worksheet("会员")
    sheet.write_row(0, 0, list(rows[0]))
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row.values()):
            sheet.write_string(number, column, str(cell))
    book.close()
    expected = {
        "rows": count,
        "rejected": sum(map(len, faults.values())),
        "faults": {k: sorted(n + 2 for n in v) for k, v in faults.items()},
    }
    (folder / "import-expected.json").write_text(json.dumps(expected), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=3000)
    parser.add_argument("--members", type=int, default=200_000)
    parser.add_argument("--entries", type=int, default=300_000)
    parser.add_argument("--import-rows", type=int, default=20_000)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    federation = Federation(20261121, asked.units)
    with (asked.folder / "units.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("编码", "名称", "上级编码", "类型"), *federation.units])
    members = [federation.member() for _ in range(asked.members)]
    write_rows(asked.folder, "members", members)
    write_rows(asked.folder, "work", [federation.entry(n) for n in range(asked.entries)])
    write_import(asked.folder, federation, members, asked.import_rows)


if __name__ == "__main__":
    main()
