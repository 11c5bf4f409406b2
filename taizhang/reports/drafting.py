"""From a skeleton and the ledger's answers to a draft: what has nothing to say is left out, parts close, figures become chips.

Pure: `ask(chip)` gives an Answer and `events(kinds, limit)` what happened; both are handed in, from the ledger or from a test.

A body is {"sections": [{"heading", "blocks": [{"kind": "text"|"part", "runs": [text | {"f": id}], "records": […]}]}],
"table": [{"label", "measured_in", "cells": [id, id, id|""]}], "figures": {id: chip}}: plain JSON, kept with the report.
"""

from dataclasses import dataclass, replace

from taizhang.reports.chips import Chip, read_token
from taizhang.reports.patterns import Clause, Parts, chips_in, parsed, words_filled
from taizhang.reports.skeletons.declare import Always, Events, Part


@dataclass(frozen=True)
class Event:
    """Something that happened, as a record tells it."""

    on: object
    who: str
    matter: str
    record_type: str = ""
    record_id: int = 0


class Draft:
    """A body while it is being written: gives out figure ids in reading order."""

    def __init__(self, ask, events, words):
        self.ask, self.events, self.words = ask, events, words
        self.figures = {}
        self.groups = 0

    def body(self, skeleton):
        """The whole body: sections that have something to say, then the table."""
        sections = [self._section(section) for section in skeleton.sections]
        table = [self._row(row) for row in skeleton.rows]
        return {
            "sections": [section for section in sections if section["blocks"]],
            "table": [row for row in table if row],
            "figures": {key: chip.as_dict() for key, chip in self.figures.items()},
        }

    def sentence(self, pattern):
        """The runs of one sentence, or None when it has nothing to say."""
        nodes = parsed(words_filled(pattern, self.words))
        own = [node for node in nodes if isinstance(node, Chip)]
        if not own or not all(self.ask(chip).says_something for chip in own):
            return None
        return self._runs(nodes)

    def _keep(self, chip):
        key = f"f{len(self.figures) + 1}"
        self.figures[key] = chip
        return {"f": key}

    def _section(self, section):
        blocks = []
        for content in section.contents:
            blocks += self._part(content) if isinstance(content, Part) else self._paragraph(content)
        return {"heading": section.heading, "blocks": blocks}

    def _part(self, part):
        inside = [block for content in part.paragraphs for block in self._paragraph(content)]
        return [{"kind": "part", "runs": [part.heading]}, *inside] if inside else []

    def _paragraph(self, paragraph):
        """At most one block; the lead comes first once there is something to lead to."""
        runs, records = [], []
        for sentence in paragraph.sentences:
            if isinstance(sentence, Always):
                runs.append(words_filled(sentence.pattern, self.words))
            elif isinstance(sentence, Events):
                text, behind = self._events(sentence)
                runs += [text] if text else []
                records += behind
            else:
                runs += self.sentence(sentence) or []
        if not runs:
            return []
        lead = [words_filled(paragraph.lead, self.words)] if paragraph.lead else []
        block = {"kind": "text", "runs": merged(lead + runs)}
        return [{**block, "records": records} if records else block]

    def _runs(self, nodes):
        runs, whole = [], None
        for node in nodes:
            if isinstance(node, str):
                runs.append(node)
            elif isinstance(node, Chip):
                whole = self._keep(node)
                runs.append(whole)
            elif isinstance(node, Clause):
                runs += self._clause(node)
            elif isinstance(node, Parts) and whole:
                runs += self._parts(node, whole["f"])
        return runs

    def _clause(self, clause):
        chips = [node for node in clause.nodes if isinstance(node, Chip)]
        if not all(self.ask(chip).says_something for chip in chips):
            return []
        return [node if isinstance(node, str) else self._keep(node) for node in clause.nodes]

    def _parts(self, parts, whole):
        """其中…: the parts that are not zero, if there are two and they add up to the whole; else nothing."""
        said = []
        for item in parts.items:
            chip = next(node for node in item if isinstance(node, Chip))
            answer = self.ask(chip)
            if answer.says_something:
                said.append((item, answer.number))
        if len(said) < 2 or sum(number for _, number in said) != self.ask(self.figures[whole]).number:
            return []
        self.groups += 1
        group = f"g{self.groups}"
        self.figures[whole] = replace(self.figures[whole], group=group, style="exact")
        runs = [parts.head]
        for place, (item, _) in enumerate(said):
            runs += ["、"] if place else []
            runs += [
                node if isinstance(node, str) else self._keep(replace(node, group=group, part=True)) for node in item
            ]
        return runs

    def _events(self, wanted):
        found = self.events(wanted.kinds, wanted.limit)
        if not found:
            return "", []
        told = [
            words_filled(
                wanted.each, {"day": f"{event.on.month}月{event.on.day}日", "who": event.who, "matter": event.matter}
            )
            for event in found
        ]
        text = words_filled(wanted.lead, self.words) + "；".join(told) + "。"
        return text, [[event.record_type, event.record_id] for event in found if event.record_id]

    def _row(self, row):
        """A row of the table stands if this year or last year has something to say."""
        now = read_token(row.code)
        before = replace(now, period="last")
        if not (self.ask(now).says_something or self.ask(before).says_something):
            return None
        cells = [self._keep(chip)["f"] for chip in (now, before)]
        cells.append(self._keep(replace(now, how="change"))["f"] if row.growth else "")
        return {"label": row.label, "measured_in": row.measured_in, "cells": cells}


def merged(runs):
    """Neighbouring texts as one."""
    joined = []
    for run in runs:
        if isinstance(run, str) and joined and isinstance(joined[-1], str):
            joined[-1] += run
        elif run != "":
            joined.append(run)
    return joined


def draft(skeleton, *, ask, events, words):
    """The body of a new report."""
    return Draft(ask, events, words).body(skeleton)


def foreseen(skeleton, words):
    """Every chip that a draft may ask for: of all sentences, and of the table for this year and the last."""
    for pattern in skeleton.patterns():
        yield from chips_in(parsed(words_filled(pattern, words)))
    for row in skeleton.rows:
        now = read_token(row.code)
        yield from (now, replace(now, period="last"))


def placed(body):
    """The ids of the figures that stand in the text or the table, in reading order."""
    for section in body["sections"]:
        for block in section["blocks"]:
            yield from (run["f"] for run in block["runs"] if isinstance(run, dict))
    for row in body.get("table", ()):
        yield from (cell for cell in row["cells"] if cell)


def open_groups(body, number_of):
    """Groups whose parts no longer add up to their whole: {group: (whole, sum of the parts)}."""
    wholes, sums = {}, {}
    for key in placed(body):
        chip = Chip.of(body["figures"][key])
        if chip.group and chip.how == "value":
            if chip.part:
                sums[chip.group] = sums.get(chip.group, 0) + (number_of(key) or 0)
            else:
                wholes[chip.group] = number_of(key) or 0
    return {group: (whole, sums[group]) for group, whole in wholes.items() if group in sums and sums[group] != whole}
