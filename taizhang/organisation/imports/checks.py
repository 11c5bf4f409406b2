"""Checking the rows of units: codes once each, known kinds, parents that exist, no circles, what is on file already."""

from taizhang.intake.problems import REJECTED, WARNED
from taizhang.organisation import kinds, rules
from taizhang.organisation.models import Profile

from .columns import FIELDS


def check(rows, context):
    """Codes once each, known kinds, parents that exist in the file or on file, no circles; known units are compared."""
    index = context.units.index
    by_code, by_name = {}, {}
    for row in rows:
        _check_row(row, by_code, index)
    for row in by_code.values():
        by_name.setdefault(row.values.get("name"), []).append(row)
    for row in rows:
        _check_parent(row, by_code, by_name, context)
    _refuse_circles(rows, by_code)
    for row in rows:
        _check_place(row, by_code, context)
    _refuse_orphans(rows, by_code)


def _check_row(row, by_code, index):
    """Code, name and kind of one row."""
    code = row.get("code")
    row.extra = {**(row.extra or {}), "on_file": None, "parent": None}
    if code:
        code = row.values["code"] = str(code).strip()
        if not rules.CODE_SHAPE.fullmatch(code):
            row.find("code", "unit_code_shape", REJECTED)
        elif code in by_code:
            row.find("code", "duplicate_code", REJECTED, row=by_code[code].number)
        else:
            by_code[code] = row
        row.extra["on_file"] = index.by_code.get(kinds.key(code).upper())
    _check_kind(row)


def _check_kind(row):
    words = row.get("kind") or ""
    kind = kinds.find(words) if words else None
    if kind is None:
        kind = _guessed(words) if words else kinds.guess(row.get("name") or "")
        if kind is None:
            known = "、".join(one.label for one in kinds.all_kinds().values())
            row.find("kind", "unknown_kind", REJECTED, original=words, known=known)
        else:
            row.find(
                "kind",
                "kind_guessed" if words else "kind_missing",
                WARNED,
                original=words,
                repaired=kind.label,
                kind=kind.label,
            )
            words = kind.code
    elif kinds.key(words) == kinds.key(kind.label):
        words = kind.label  # brackets and spaces are no word of their own: the filter 类型=企业(未建会) finds the unit
    row.extra["kind"], row.extra["kind_words"] = kind, words


def _guessed(words):
    """The kind that an undeclared word ends in; “工会” alone says too little to go by."""
    kind = kinds.guess(words)
    return kind if kind is not None and kind is not kinds.guess("某某工会") else None


def _check_parent(row, by_code, by_name, context):
    """The parent: a row of this file, a unit on file, the unit the import is for, or nothing at the top."""
    text = row.get("parent")
    if not text:
        row.extra["parent"] = context.unit
        if context.unit is None and not row.extra["on_file"] and not getattr(context.by, "is_administrator", False):
            row.find("parent", "root_needs_administrator", REJECTED, original="")
        return
    text = str(text).strip()
    named = by_name.get(text, [])
    parent = by_code.get(text) or (named[0] if len(named) == 1 else None)
    if parent is None or (parent.extra["on_file"] and not parent.rejected):
        found, _how = context.units.find(parent.values["code"] if parent is not None else text)
        parent = found or parent
    if parent is None:
        row.find("parent", "unknown_parent", REJECTED)
    row.extra["parent"] = parent


def _refuse_circles(rows, by_code):
    """A unit cannot stand below itself, over however many steps."""
    settled = {}
    for row in rows:
        chain, at = [], row
        while hasattr(at, "extra") and id(at) not in settled and at not in chain:
            chain.append(at)
            at = at.extra["parent"]
        in_circle = set(map(id, chain[chain.index(at) :])) if at in chain else set()
        for one in chain:
            settled[id(one)] = True
            if id(one) in in_circle:
                one.find("parent", "unit_cycle", REJECTED)
                one.extra["parent"] = None


def _check_place(row, by_code, context):
    """Whether the kind may stand below the parent's kind, and what is on file already."""
    kind, parent, on_file = row.extra.get("kind"), row.extra["parent"], row.extra["on_file"]
    if on_file is not None:
        if not row.rejected:
            _compare(row, on_file, context)
        return
    if row.rejected or kind is None:
        return
    above = parent.extra["kind"] if hasattr(parent, "extra") else kinds.of(parent.kind) if parent is not None else None
    if parent is not None and above is None:
        return
    verdict = rules.may_stand_below(above, kind) if above else rules.may_be_root(kind)
    if not verdict:
        row.find("kind" if above is None else "parent", "unit_place", REJECTED, why=str(verdict.reason))


def _compare(row, unit, context):
    """A unit that is on file already: unchanged, or different in some fields."""
    if context.unit is not None and not unit.path.startswith(context.unit.path):
        row.find("code", "unit_outside", REJECTED, unit=context.unit.name)
        return
    profile = _profiles(context).get(unit.pk)
    changes = _differences(row, unit, profile)
    row.extra["changes"], row.extra["profile"] = changes, profile
    if not changes:
        row.leave_unchanged("code")
        return
    fields = "、".join(row.labels.get(key, key) for key in changes)
    if context.options.get("amend") and profile is not None:
        row.find("code", "unit_amended", WARNED, fields=fields)
    else:
        row.find("code", "unit_differs", WARNED, fields=fields)
        row.unchanged = True


def _profiles(context):
    """The files of all units, read once."""
    if "profiles" not in context.memory:
        standing = Profile.objects.standing().select_related("unit")
        context.memory["profiles"] = {profile.unit_id: profile for profile in standing}
    return context.memory["profiles"]


def _differences(row, unit, profile):
    """{column: new value} where the file says something else; an empty cell says nothing."""
    changes = {}
    if row.get("name") and row.values["name"] != unit.name:
        changes["name"] = row.values["name"]
    if row.extra["kind"] is not None and row.extra["kind"].code != unit.kind:
        changes["kind"] = row.extra["kind_words"]
    if profile is None:
        return changes
    for key in ("founded_on", *FIELDS):
        value = row.get(key)
        if value is not None and value != getattr(profile, key):
            changes[key] = value
    return changes


def _refuse_orphans(rows, by_code):
    """What stands below a rejected row cannot enter either, however deep."""
    for row in rows:
        below, seen = [], set()
        at = row
        while hasattr(at, "extra") and id(at) not in seen:
            seen.add(id(at))
            if at is not row and at.rejected and not at.extra["on_file"]:
                for one in below:
                    if not one.rejected:
                        one.find("parent", "parent_rejected", REJECTED, code=at.get("code", ""))
                break
            below.append(at)
            at = at.extra["parent"]
