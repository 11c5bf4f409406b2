"""Changing the body of a draft: texts are rewritten, figures stay what they ask. Pure functions over the JSON of `drafting`."""

import re
from copy import deepcopy
from dataclasses import replace

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Refused
from taizhang.reports.chips import STYLES, BadToken, Chip, read_token
from taizhang.reports.drafting import merged, placed

HEADING = 60
_PLACED = re.compile(r"\{(f\d+)(?:=[^{}]*)?\}|\{([^{}]*)\}")


def next_key(body, more=0):
    """The next free figure id."""
    taken = [int(key[1:]) for key in body["figures"] if key[1:].isdecimal()]
    return f"f{max(taken, default=0) + 1 + more}"


def with_new(body, new):
    """The body with further figures: {id: chip dict}. An id that is taken keeps its figure."""
    body = deepcopy(body)
    for key, chip in new.items():
        if not re.fullmatch(r"f\d{1,6}", str(key)):
            raise Refused(_("A figure of this text is unknown; insert it again."))
        try:
            body["figures"].setdefault(key, Chip.of(chip).as_dict())
        except BadToken:
            raise Refused(_("A figure of this text cannot be read; insert it again.")) from None
    return body


def restyled(body, styles):
    """The body with figures written otherwise: {id: exact | hedged | wan}."""
    body = deepcopy(body)
    for key, style in styles.items():
        if key in body["figures"] and style in STYLES:
            body["figures"][key] = replace(Chip.of(body["figures"][key]), style=style).as_dict()
    return body


def rewritten(body, sections):
    """The body with the sections as an editor sent them. Nothing is believed that is not text or a figure of this report.

    Records stay with their paragraph as long as its words do.
    """
    behind = {
        _told(block): block["records"]
        for section in body["sections"]
        for block in section["blocks"]
        if block.get("records")
    }
    body = {**deepcopy(body), "sections": []}
    used = set()
    for section in map(_object, _list(sections)):
        blocks = [_block(_object(block), body, used) for block in _list(section.get("blocks"))]
        for block in blocks:
            if _told(block) in behind:
                block["records"] = behind[_told(block)]
        kept = [block for block in blocks if block["runs"]]
        heading = _text(section.get("heading", ""))[:HEADING]
        if kept or heading:
            body["sections"].append({"heading": heading, "blocks": kept})
    return body


def _list(value):
    if not isinstance(value, list):
        raise Refused(_("The text could not be read; reload the page."))
    return value


def _object(value):
    if not isinstance(value, dict):
        raise Refused(_("The text could not be read; reload the page."))
    return value


def _told(block):
    return "".join(run for run in block["runs"] if isinstance(run, str))


def _text(value):
    if not isinstance(value, str):
        raise Refused(_("The text could not be read; reload the page."))
    return re.sub(r"[\x00-\x08\x0b-\x1f]", "", value).replace("\n", " ").replace("\u00a0", " ")


def _block(block, body, used):
    runs = [_run(run, body, used) for run in _list(block.get("runs"))]
    joined = merged(runs)
    if not any(isinstance(run, dict) or run.strip() for run in joined):
        joined = []
    return {"kind": "part" if block.get("kind") == "part" else "text", "runs": joined}


def _run(run, body, used):
    if isinstance(run, str):
        return _text(run)
    key = run.get("f") if isinstance(run, dict) else None
    if not isinstance(key, str) or key not in body["figures"]:
        raise Refused(_("A figure of this text is unknown; insert it again."))
    if key in used:  # copied and pasted: the same question, a place of its own
        fresh = next_key(body)
        body["figures"][fresh] = dict(body["figures"][key])
        key = fresh
    used.add(key)
    return {"f": key}


def pruned(body):
    """The body without figures that no longer stand anywhere."""
    kept = set(placed(body))
    return {**deepcopy(body), "figures": {key: chip for key, chip in body["figures"].items() if key in kept}}


def sizes(body):
    """(paragraphs, characters of the longest)."""
    texts = [_told(block) for section in body["sections"] for block in section["blocks"]]
    return len(texts), max(map(len, texts), default=0)


# --- the text box: what the editor does, without a script ------------------------------------------------------------------------


def as_text(body, said):
    """The body as plain text: `# ` begins a section, `## ` a part, figures stand as {f3=近400}."""
    lines = []
    for place, section in enumerate(body["sections"]):
        lines += ["", f"# {section['heading']}"] if section["heading"] or place else []
        for block in section["blocks"]:
            text = "".join(
                run if isinstance(run, str) else f"{{{run['f']}={said[run['f']].text if run['f'] in said else ''}}}"
                for run in block["runs"]
            )
            lines += ["", f"## {text}" if block["kind"] == "part" else text]
    return "\n".join(lines).strip() + "\n"


def from_text(body, text):
    """(sections, new figures) from the text box. {f3=…} is a figure of this report whatever stands after the =; {AW-16:人数} a new one."""
    sections, new = [], {}
    for line in text.replace("\r\n", "\n").split("\n"):
        line = line.strip()
        if line.startswith("##"):
            sections = sections or [{"heading": "", "blocks": []}]
            sections[-1]["blocks"].append({"kind": "part", "runs": _runs_of(line[2:].strip(), body, new)})
        elif line.startswith("#"):
            sections.append({"heading": line[1:].strip(), "blocks": []})
        elif line:
            sections = sections or [{"heading": "", "blocks": []}]
            sections[-1]["blocks"].append({"kind": "text", "runs": _runs_of(line, body, new)})
    return sections, new


def _runs_of(line, body, new):
    runs, place = [], 0
    for found in _PLACED.finditer(line):
        runs.append(line[place : found.start()])
        runs.append({"f": found[1] or _new_figure(found[2], body, new)})
        place = found.end()
    return [run for run in [*runs, line[place:]] if run != ""]


def _new_figure(token, body, new):
    try:
        chip = read_token(token)
    except BadToken:
        raise Refused(
            _("“{%s}” is no figure. Write {AW-16:人数} or leave the figure as it stood.") % token[:60]
        ) from None
    key = next_key(body, len(new))
    new[key] = chip.as_dict()
    return key
