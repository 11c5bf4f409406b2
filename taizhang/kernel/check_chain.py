#!/usr/bin/env python3
# ruff: noqa: T201  a script of its own: printing is what it is for
"""Check the chain of hashes of Taizhang, with Python 3 alone: no database, no other file of the program.

    python3 check_chain.py all.zip                            an open export: every act and ledger line is hashed anew
    python3 check_chain.py chain.jsonl                        a dump of the chain: only the links are there to be checked
    python3 check_chain.py all.zip --anchors anchors.json     and the chain must lead through anchors that were kept elsewhere

Exit code 0: everything fits; 1: something was changed, removed or put elsewhere. A signature of the anchors is not checked here
(Python has no Ed25519 of its own; `taizhang anchors check` does it). This script shares no code with the server.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
import zipfile
from datetime import datetime, timezone

ACT = ("id", "code", "by_id", "unit_id", "record_type", "record_id", "at", "on", "notes", "request_id")
POSTING = ("id", "record_type", "record_id", "reverses_id", "posted_at")
FACT = (
    "id", "posting_id", "measure", "kind", "unit_id", "path", "occurred_on", "value", "sign", "subject", "matter", "reach", "basis",
    "posted_at",
)  # fmt: skip
NUMBERS = {"id", "by_id", "unit_id", "record_id", "reverses_id", "posting_id", "value", "sign", "reach"}
NUMBERS |= {"act_id", "wording_id", "position", "postings", "facts"}
MOMENTS = {"at", "posted_at", "sealed_at"}


def new(method):
    """A fresh hash of this name."""
    try:
        return hashlib.new(method)
    except ValueError:
        sys.exit(f"This Python has no {method}. Use one that was built with a newer OpenSSL.")


def encode(content):
    """The canonical form: JSON without blanks, keys in order."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hashed(content, method):
    """The hash of a content in hex."""
    digest = new(method)
    digest.update(encode(content).encode())
    return digest.hexdigest()


def moment(text):
    """A moment in UTC with microseconds."""
    return datetime.fromisoformat(text).astimezone(timezone.utc).isoformat(timespec="microseconds")  # noqa: UP017  any Python 3


def value(name, text):
    """What a cell of a table means."""
    if name in ("notes", "words"):
        return json.loads(text)
    if name in NUMBERS:
        return int(text) if text else None
    if name in MOMENTS:
        return moment(text)
    return None if name == "on" and not text else text


def rows(export, table):
    """The rows of a table of the export, in the order of their keys, as dicts of values."""
    csv.field_size_limit(2**31 - 1)
    with export.open(f"tables/kernel.{table}.csv") as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8", newline="")):
            yield {name: value(name, text) for name, text in row.items()}


def links_of(path):
    """The links of an export or a dump, in order."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as export:
            return sorted(rows(export, "chainlink"), key=lambda link: link["position"])
    with open(path, encoding="utf-8") as lines:
        links = [json.loads(line) for line in lines if line.strip()]
    return sorted(links, key=lambda link: link["position"])


def check_links(links):
    """What does not follow from the link before it; gaps."""
    before, expected = "", 1
    for link in links:
        if link["position"] != expected:
            yield f"links {expected} to {link['position'] - 1} are missing"
        names = ("position", "act_id", "method", "act_digest", "lines_digest", "postings", "facts", "sealed_at")
        content = [link[name] for name in names]
        if link["link"] != hashed([*content, before], link["method"]):
            yield f"link {link['position']} (act {link['act_id']}) does not follow from the link before it"
        before, expected = link["link"], link["position"] + 1


def check_contents(path, links):
    """Acts and ledger lines of an export that are not what was sealed."""
    methods = {link["act_id"]: link["method"] for link in links}
    lines = {act: [new(method), 0, 0] for act, method in methods.items()}
    acts, act_of, words, waiting = {}, {}, {}, 0
    with zipfile.ZipFile(path) as export:
        for row in rows(export, "wording"):
            words[row["id"]] = {method: hashed(row["words"], method) for method in set(methods.values())}
        for row in rows(export, "actlog"):
            if row["id"] in methods:
                acts[row["id"]] = hashed([row[name] for name in ACT], methods[row["id"]])
            else:
                waiting += 1
        for at, table, columns in ((1, "posting", POSTING), (2, "fact", FACT)):
            for row in rows(export, table):
                act = row["act_id"] if at == 1 else act_of.get(row["posting_id"])
                if at == 1:
                    act_of[row["id"]] = act
                elif act is None:
                    yield f"ledger line {row['id']} belongs to no posting"
                if act not in methods:
                    continue
                said = words.get(row["wording_id"], {}).get(methods[act])
                lines[act][0].update((encode([*(row[name] for name in columns), said]) + "\n").encode())
                lines[act][at] += 1
    for link in links:
        act = link["act_id"]
        if act not in acts:
            yield f"act {act} (link {link['position']}) is missing from the log"
        elif acts[act] != link["act_digest"]:
            yield f"act {act} (link {link['position']}) is not what was sealed"
        digest, postings, facts = lines[act]
        if digest.hexdigest() != link["lines_digest"]:
            was, now = link["postings"] + link["facts"], postings + facts
            yield f"the ledger lines of act {act} (link {link['position']}) are not those that were sealed: {was} then, {now} now"
    if waiting:
        print(f"{waiting} acts were not sealed yet when this was exported")


def check_anchors(links, anchors):
    """Anchors that the chain does not lead through."""
    by_position = {link["position"]: link for link in links}
    for anchor in anchors:
        link = by_position.get(anchor["position"])
        if link is None or (link["link"], link["act_id"]) != (anchor["link"], anchor["act"]):
            yield f"the chain does not lead through the anchor at {anchor['position']} of {anchor['sealed_at']}"


def faults(path, anchors=()):
    """Everything that does not fit."""
    links = links_of(path)
    yield from check_links(links)
    if zipfile.is_zipfile(path):
        yield from check_contents(path, links)
    yield from check_anchors(links, anchors)


def main():
    parser = argparse.ArgumentParser(description="Check the chain of hashes of Taizhang offline.")
    parser.add_argument("file", help="an open export (zip) or a dump of the chain (jsonl)")
    parser.add_argument("--anchors", help="anchors that were exported before")
    asked = parser.parse_args()
    anchors = []
    if asked.anchors:
        with open(asked.anchors, encoding="utf-8") as file:
            anchors = json.load(file)["anchors"]
    found = 0
    for fault in faults(asked.file, anchors):
        found += 1
        print(f"NO: {fault}")
    links = links_of(asked.file)
    print(
        f"{len(links)} links, {len(anchors)} anchors, head {links[-1]['link'] if links else 'none'}: {'yes' if not found else 'NO'}"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
