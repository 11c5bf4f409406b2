#!/usr/bin/env python3
# ruff: noqa: T201  a script of its own: printing is what it is for
"""Recount a published ballot box of Taizhang, with Python 3 alone: no database, no other file of the program.

    python3 recount.py box.jsonl                       count and show the result
    python3 recount.py box.jsonl --hash 9f2c…          first check that this is the box that was published
    python3 recount.py box.jsonl --find K7QF-2M9A-…    find the line with your receipt code

The box is a text: one line of JSON per slip. The first line says what was asked and by which rule; lines with "sheet" are what two
tellers counted of paper ballots. This script shares no code with the server: it counts anew.
"""

import argparse
import hashlib
import json
import sys
import unicodedata


def read(path):
    """The text of a box: (sha256 in hex, first line, slips, paper sheets)."""
    with open(path, "rb") as file:
        raw = file.read()
    lines = [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
    if not lines or lines[0].get("format") != "taizhang-ballot-box/1":
        sys.exit("This file is no ballot box of Taizhang.")
    slips = [line for line in lines[1:] if "receipt" in line]
    sheets = [line for line in lines[1:] if "sheet" in line]
    if len(slips) + len(sheets) != len(lines) - 1:
        sys.exit("The box has a line that is neither a slip nor a sheet.")
    return hashlib.sha256(raw).hexdigest(), lines[0], slips, sheets


def plain(name):
    """A name as names are compared: one width, no spaces."""
    return "".join(unicodedata.normalize("NFKC", str(name)).split())


def marks(question, answer):
    """What one answer adds: (cells, state); state is "valid", "blank" or "void"."""
    kind = question["kind"]
    if answer in (None, "", {}, []):
        return {}, "blank"
    if kind == "motion":
        return ({answer: 1}, "valid") if answer in ("for", "against", "abstain") else ({}, "void")
    if not isinstance(answer, dict):
        return {}, "void"
    names = {str(number): plain(name) for number, name in question["candidates"]}
    if kind == "score":
        sound = all(key in names and type(n) is int and 0 <= n <= question["points"] for key, n in answer.items())
        cells = {f"{key}:points": n for key, n in answer.items()} | {f"{key}:given": 1 for key in answer}
        return (cells, "valid") if sound else ({}, "void")
    if kind == "grid":
        sound = all(key in names and grade in question["grades"] for key, grade in answer.items())
        return ({f"{key}:{grade}": 1 for key, grade in answer.items()}, "valid") if sound else ({}, "void")
    return chosen(question, names, answer)


def chosen(question, names, answer):
    """An answer that names people: for, against and written in."""
    yes, no, write = (answer.get(mark) or [] for mark in ("for", "against", "write"))
    if not yes and not no and not write:
        return {}, "blank"
    numbers = {name: number for number, name in names.items()}
    voted = [str(one) for one in yes] + [numbers.get(plain(name), "~" + plain(name)) for name in write]
    against = [str(one) for one in no]
    sound = (
        not set(answer) - {"for", "against", "write"}
        and all(type(one) is int and str(one) in names for one in [*yes, *no])
        and len(set(voted)) == len(voted)
        and len(set(against)) == len(against)
        and not set(voted) & set(against)
        and (question["write_ins"] or not write)
        and all(0 < len(plain(name)) <= 40 and ":" not in plain(name) for name in write)
        and (question["kind"] != "choice" or len(voted) <= question["seats"])
    )
    if not sound:
        return {}, "void"
    return {f"{one}:for": 1 for one in voted} | {f"{one}:against": 1 for one in against}, "valid"


def count(question, slips, sheets):
    """The sums of one question: a dict of cells, and "cast", "void", "blank"."""
    sums = {"cast": 0, "void": 0, "blank": 0}
    key = str(question["number"])
    for slip in slips:
        cells, state = marks(question, slip["answers"].get(key))
        sums["cast"] += slip["votes"]
        if state != "valid":
            sums[state] += slip["votes"]
        for cell, times in cells.items():
            sums[cell] = sums.get(cell, 0) + times * slip["votes"]
    names = {f"~{plain(name)}:for": f"{number}:for" for number, name in question["candidates"]}
    for sheet in sheets:
        sums["cast"] += sheet["returned"]
        for cell, times in sheet["cells"].get(key, {}).items():
            cell = names.get(cell, cell)
            sums[cell] = sums.get(cell, 0) + times
    return sums


def reaches(votes, of, share):
    """Whether votes of a base reach a share [numerator, denominator, operator]; whole numbers only."""
    left, right = votes * share[1], share[0] * of
    return of > 0 and (left >= right if share[2] == ">=" else left > right)


def decide(question, sums, numbers):
    """(verdict, elected, tied): by the rule in the first line of the box."""
    if question["quorum"] and not reaches(numbers["present"], numbers["entitled"], question["quorum"]):
        return "no_quorum", [], []
    carry = question["carry"]
    base = carry and {
        "all": numbers["votes_entitled"], "present": numbers["votes_present"], "cast": sums["cast"],
        "valid": sums["cast"] - sums["void"],
    }[carry[3]]  # fmt: skip
    if question["kind"] == "motion":
        return ("carried" if reaches(sums.get("for", 0), base, carry) else "lost") if carry else "counted", [], []
    people = [str(number) for number, _name in question["candidates"]]
    people += sorted({cell.rsplit(":", 1)[0] for cell in sums if cell.startswith("~")})
    if question["kind"] == "grid":
        good = question["grades"][: question["good"]]
        votes = {one: sum(sums.get(f"{one}:{grade}", 0) for grade in good) for one in people}
        return "counted", [one for one in people if carry and good and reaches(votes[one], base, carry)], []
    what = "points" if question["kind"] == "score" else "for"
    votes = {one: sums.get(f"{one}:{what}", 0) for one in people}
    enough = [one for one in people if (reaches(votes[one], base, carry) if carry else votes[one] > 0)]
    seats = question["seats"]
    if not seats:
        return "counted", enough if question["kind"] == "approval" else [], []
    if len(enough) <= seats:
        return "elected" if len(enough) == seats else "vacant", enough, []
    last = sorted((votes[one] for one in enough), reverse=True)[seats - 1]
    above, level = [one for one in enough if votes[one] > last], [one for one in enough if votes[one] == last]
    if len(above) + len(level) == seats:
        return "elected", above + level, []
    return "tie", above, level


def stands(numbers, slips, sheets):
    """Whether the count stands: no more ballots than issued, persons entitled and present; as many slips as ticks."""
    returned = len(slips) + sum(sheet["returned"] for sheet in sheets)
    agree = returned == numbers["returned"] and len(slips) == numbers["slips"] == numbers["clicked"]
    return agree and returned <= numbers["issued"] <= min(numbers["entitled"], numbers["present"])


def result(path):
    """Everything of a box: (sha256, first line, stands, [(question, sums, verdict, elected, tied)])."""
    digest, head, slips, sheets = read(path)
    if len({slip["receipt"] for slip in slips}) < len(slips):
        sys.exit("Two slips have the same receipt.")
    told = []
    for question in head["questions"]:
        sums = count(question, slips, sheets)
        told.append((question, sums, *decide(question, sums, head["numbers"])))
    return digest, head, stands(head["numbers"], slips, sheets), told


def show(path):
    """Print the result of a box."""
    digest, head, valid, told = result(path)
    print(f"{head['unit']} · {head['title']}\nsha256 {digest}\nthe count stands: {'yes' if valid else 'NO'}")
    print(", ".join(f"{name} {number}" for name, number in sorted(head["numbers"].items())))
    for question, sums, verdict, elected, tied in told if valid else ():
        names = {str(number): name for number, name in question["candidates"]}
        print(f"\n{question['number']}. {verdict}")
        for cell, votes in sorted(sums.items(), key=lambda pair: (":" in pair[0], pair[0])):
            who, _colon, what = cell.rpartition(":")
            print(f"   {names.get(who, who)} {what}: {votes}")
        for word, people in (("elected", elected), ("tied", tied)):
            if people:
                print(f"   {word}: {', '.join(names.get(one, one.removeprefix('~')) for one in people)}")


def find(path, code):
    """Print the line that a receipt code belongs to."""
    wanted = hashlib.sha256("".join(c for c in code.upper() if c.isalnum()).encode()).hexdigest()
    found = [slip for slip in read(path)[2] if slip["receipt"] == wanted]
    print(json.dumps(found[0], ensure_ascii=False) if found else "This receipt is not in the box.")
    return 0 if found else 1


def main():
    parser = argparse.ArgumentParser(description="Recount a published ballot box.")
    parser.add_argument("box")
    parser.add_argument("--hash", help="the published SHA-256 of the box")
    parser.add_argument("--find", metavar="CODE", help="a receipt code")
    asked = parser.parse_args()
    if asked.hash and read(asked.box)[0] != asked.hash.lower():
        sys.exit("This is not the box that was published: the hashes differ.")
    return find(asked.box, asked.find) if asked.find else show(asked.box)


if __name__ == "__main__":
    sys.exit(main())
