#!/usr/bin/env python3
# ruff: noqa: T201  a script of its own: printing is what it is for
"""Recount a published ballot box of Taizhang, with Python 3 alone: no database, no other file of the program.

    python3 recount.py box.jsonl                       count and show the result
    python3 recount.py box.jsonl --hash 9f2c…          first check that this is the box that was published
    python3 recount.py box.jsonl --find K7QF-2M9A-…    find the line with your receipt code

One line of JSON per slip. The first line says what was asked and by which rule; lines with "sheet" are what two tellers counted of paper
ballots. Where the first line has a "credential_key", the register's signature on each slip is checked (RFC 9474: PSS with SHA-384). This
script shares no code with the server: it counts anew.
"""

import argparse
import hashlib
import json
import sys
import unicodedata
from pathlib import Path


def read(path):
    """The text of a box: (sha256 in hex, first line, slips, paper sheets)."""
    raw = Path(path).read_bytes()
    lines = [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
    slips, sheets = ([line for line in lines[1:] if kind in line] for kind in ("receipt", "sheet"))
    if lines[0].get("format") != "taizhang-ballot-box/1" or len(slips) + len(sheets) != len(lines) - 1:
        sys.exit("This file is no ballot box of Taizhang, or it has a line that is neither a slip nor a sheet.")
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
    if kind in ("score", "order"):
        most, placed = question["points"] if kind == "score" else len(names), kind == "order"
        sound = all(key in names and type(n) is int and placed <= n <= most for key, n in answer.items())
        if not sound or (placed and len(set(answer.values())) < len(answer)):
            return {}, "void"
        points = {f"{key}:points": most + 1 - n if placed else n for key, n in answer.items()}
        return points | {f"{key}:given": 1 for key in answer}, "valid"
    if kind == "grid":
        sound = all(key in names and grade in question["grades"] for key, grade in answer.items())
        return ({f"{key}:{grade}": 1 for key, grade in answer.items()}, "valid") if sound else ({}, "void")
    return chosen(question, names, answer)


def chosen(question, names, answer):
    """An answer that names people: for, against and written in."""
    yes, no, write = (answer.get(mark) or [] for mark in ("for", "against", "write"))
    if not [*yes, *no, *write]:
        return {}, "blank"
    numbers = {name: number for number, name in names.items()}
    voted = [str(one) for one in yes] + [numbers.get(plain(name), "~" + plain(name)) for name in write]
    against = [str(one) for one in no]
    sound = (
        not set(answer) - {"for", "against", "write"}
        and all(type(one) is int and str(one) in names for one in [*yes, *no])
        and len({*voted, *against}) == len(voted) + len(against)
        and (question["write_ins"] or not write)
        and all(0 < len(plain(name)) <= 40 and ":" not in plain(name) for name in write)
        and (question["kind"] != "choice" or len(voted) <= question["seats"])
    )
    cells = {f"{one}:for": 1 for one in voted} | {f"{one}:against": 1 for one in against}
    return (cells, "valid") if sound else ({}, "void")


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
            sums[names.get(cell, cell)] = sums.get(names.get(cell, cell), 0) + times
    return sums


def reaches(votes, of, share):
    """Whether votes of a base reach a share [numerator, denominator, operator]; whole numbers only."""
    over = votes * share[1] - share[0] * of
    return of > 0 and (over > 0 or (over == 0 and share[2] == ">="))


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
    what = "points" if question["kind"] in ("score", "order") else "for"
    votes, seats = {one: sums.get(f"{one}:{what}", 0) for one in people}, question["seats"]
    enough = [one for one in people if (reaches(votes[one], base, carry) if carry else votes[one] > 0)]
    if not seats:
        return "counted", enough if question["kind"] == "approval" else [], []
    if len(enough) <= seats:
        return "elected" if len(enough) == seats else "vacant", enough, []
    last = sorted((votes[one] for one in enough), reverse=True)[seats - 1]
    above, level = [one for one in enough if votes[one] > last], [one for one in enough if votes[one] == last]
    return ("elected", above + level, []) if len(above) + len(level) == seats else ("tie", above, level)


def stands(numbers, slips, sheets):
    """Whether the count stands: no more ballots than issued, persons entitled and present; as many slips as ticks."""
    returned = len(slips) + sum(sheet["returned"] for sheet in sheets)
    agree = returned == numbers["returned"] and len(slips) == numbers["slips"] == numbers["clicked"]
    return agree and returned <= numbers["issued"] <= min(numbers["entitled"], numbers["present"])


def signed(key, credential):
    """Whether the register has signed a credential (message.signature in hex): RSASSA-PSS of RFC 8017, SHA-384, 48 bytes of salt."""
    message, signature = (bytes.fromhex(part) for part in credential.split("."))
    n, sha = int(key, 16), hashlib.sha384
    length = -(-(n.bit_length() - 1) // 8)
    opened = pow(int.from_bytes(signature, "big"), 65537, n).to_bytes(-(-n.bit_length() // 8), "big")[-length:]
    hidden, mark = opened[:-49], opened[-49:-1]
    mask = b"".join(sha(mark + at.to_bytes(4, "big")).digest() for at in range(-(-len(hidden) // 48)))
    block = bytearray(one ^ other for one, other in zip(hidden, mask, strict=False))
    block[0] &= 0xFF >> (8 * length - n.bit_length() + 1)
    framed = bytes(block[:-48]) == bytes(len(block) - 49) + b"\1" and opened[-1:] == b"\xbc" and len(message) == 64
    return framed and sha(bytes(8) + sha(message).digest() + bytes(block[-48:])).digest() == mark


def result(path):
    """Everything of a box: (sha256, first line, stands, [(question, sums, verdict, elected, tied)])."""
    digest, head, slips, sheets = read(path)
    if len({slip["receipt"] for slip in slips}) < len(slips):
        sys.exit("Two slips have the same receipt.")
    if key := head.get("credential_key"):
        shown = [slip.get("credential", ".") for slip in slips]
        if len({one.split(".")[0] for one in shown}) < len(shown) or not all(signed(key, one) for one in shown):
            sys.exit("A slip has no credential of its own that the register has signed.")
    sums = [(question, count(question, slips, sheets)) for question in head["questions"]]
    told = [(question, cells, *decide(question, cells, head["numbers"])) for question, cells in sums]
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
        for word, people in [pair for pair in (("elected", elected), ("tied", tied)) if pair[1]]:
            print(f"   {word}: {', '.join(names.get(one, one.removeprefix('~')) for one in people)}")


def find(path, code):
    """Print the line that a receipt code belongs to."""
    wanted = hashlib.sha256("".join(c for c in code.upper() if c.isalnum()).encode()).hexdigest()
    found = [json.dumps(slip, ensure_ascii=False) for slip in read(path)[2] if slip["receipt"] == wanted]
    print(*(found or ["This receipt is not in the box."]))
    return 0 if found else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Recount a published ballot box.")
    parser.add_argument("box")
    parser.add_argument("--hash", help="the published SHA-256 of the box")
    parser.add_argument("--find", metavar="CODE", help="a receipt code")
    asked = parser.parse_args()
    if asked.hash and read(asked.box)[0] != asked.hash.lower():
        sys.exit("This is not the box that was published: the hashes differ.")
    sys.exit(find(asked.box, asked.find) if asked.find else show(asked.box))
