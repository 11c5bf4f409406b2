"""Writing reports: draft, edit, freeze, sign, reopen, withdraw, export. One function per act."""

import hashlib
import json
from pathlib import Path

from django.utils.translation import gettext as _

from taizhang.kernel import definitions, figures
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused, require
from taizhang.reports import editing, queries, rules, skeletons
from taizhang.reports.drafting import open_groups, placed
from taizhang.reports.models import FrozenFigure, Report, Signature
from taizhang.word import package
from taizhang.word.imprint import short_hash

State = Report.State


def draft(unit, *, by, period, skeleton="", title="", on, hedging=Report.Hedging.CHOSEN, as_of=None, body=None):
    """Draft the report of a union for a period: the skeleton of its kind, filled from the ledger. Nothing is typed twice.

    `body`: what the skeleton gives, where it was drafted in this moment already.
    """
    skeleton = skeleton or queries.fitting_skeleton(unit)
    if skeleton not in skeletons.ALL:
        raise Refused(_("There is no such kind of report."))
    title = (title or queries.drafted_title(unit, period, skeleton)).strip()
    with act(by, "reports.draft", unit, on=on) as this:
        require(rules.may_cover(period.start, period.last_day, on))
        require(rules.may_be_titled(title))
        body = body or queries.drafted_body(unit, period, skeleton, viewer=by, as_of=as_of)
        report = Report(
            unit=unit,
            skeleton=skeleton,
            period_code=period.code(),
            title_text=title,
            body=body,
            hedging=hedging,
            written_on=on,
        )
        report.save()
        this.note(title=title)
    return report


def edit(report, *, by, edition, sections=None, title=None, hedging=None, styles=None, new=None, written_on=None):
    """Save the text of a draft. Figures are named, never typed: a text that names an unknown figure is refused."""
    with act(by, "reports.edit", report) as this:
        report.refresh_from_db()
        require(rules.may_edit(report.state if report.voided_at is None else "discarded"))
        require(rules.may_save(report.edition, edition))
        body = editing.with_new(report.body, new or {})
        body = editing.restyled(body, styles or {})
        if sections is not None:
            body = editing.rewritten(body, sections)
        require(rules.may_be_written(*editing.sizes(body)))
        report.body = body
        report.title_text = report.title_text if title is None else title.strip()
        require(rules.may_be_titled(report.title_text))
        report.hedging = hedging if hedging in Report.Hedging.values else report.hedging
        report.written_on = written_on or report.written_on
        report.edition += 1
        report.save()
        this.note(title=report.title_text)
    return report


def freeze(report, *, by, on, as_of=None):
    """Freeze the report: each figure keeps its value, its definition and the moment up to which the ledger was known.

    `as_of`: an earlier moment, for a report as it could have been written then.
    """
    with act(by, "reports.freeze", report, on=on) as this:
        report.refresh_from_db()
        require(rules.may_freeze(report.state if report.voided_at is None else "discarded"))
        report.as_of = as_of or queries.known_until(report.unit) or this.at
        said = queries.said_in(report, as_of=as_of)
        baseless = [
            f"“{one.answer.label or one.answer.words}”"
            for key, one in said.items()
            if one.answer.number is None and not _in_table(report, key)
        ]
        open_sums = open_groups(report.body, lambda key: said[key].answer.number)
        require(rules.may_freeze(report.state, baseless=baseless[:5], open_groups=open_sums))
        report.body = editing.pruned(report.body)
        report.number = _number(report, said)
        report.state = State.FROZEN
        report.save()
        versions = _versions(said.values())
        this.create_all(FrozenFigure, [_frozen(report, one, versions) for one in said.values()])
        this.note(title=report.title_text, figures=len(said))
    return report


def _in_table(report, key):
    """A growth without a base is — in the table, and nobody minds."""
    return any(key in row["cells"] for row in report.body.get("table", ()))


def _versions(said):
    """{(code, nature): version} of every definition that these figures were reckoned by, put on file."""
    chips = [one.chip for one in said if one.answer.label]
    asked = {(code, chip.nature or None) for chip in chips for code in (chip.code, chip.over) if code}
    found = {(code, nature): figures.resolve(code, nature) for code, nature in sorted(asked, key=str)}
    definitions.keep(found.values())
    return {asked: definitions.version_of(indicator) for asked, indicator in found.items()}


def _frozen(report, one, versions):
    answer, nature = one.answer, one.chip.nature or None
    return FrozenFigure(
        report=report, key=one.key, chip=one.chip.as_dict(), printed=one.text, number=answer.number, numerator=answer.numerator,
        denominator=answer.denominator, words=answer.words, words_hash=short_hash(answer.words), as_of=report.as_of,
        versions={code: versions[code, nature] for code in (one.chip.code, one.chip.over) if (code, nature) in versions},
    )  # fmt: skip


def _number(report, said):
    """The number of a content: the same report from the same ledger has the same number."""
    content = {
        "unit": report.unit.code, "period": report.period_code, "title": report.title_text, "skeleton": report.skeleton, "body": report.body,
        "as_of": report.as_of.isoformat(), "on": report.written_on.isoformat(), "hedging": report.hedging, "version": report.version,
        "figures": [[one.key, one.text, str(one.answer.number)] for one in said.values()],
    }  # fmt: skip
    spelled = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(spelled.encode()).hexdigest()[:16]


def sign(report, *, by, on):
    """Sign the frozen report: the chair answers for it (Trade Union Law, the chair represents the union)."""
    with act(by, "reports.sign", report, on=on) as this:
        report.refresh_from_db()
        require(rules.may_sign(report.state))
        report.state, report.signed_on = State.SIGNED, on
        report.save()
        Signature(report=report, by=None if by is SYSTEM else by, at=this.at, number=report.number).save()
        this.note(title=report.title_text)
    return report


def discard(report, *, by, on):
    """Put a draft away that was begun by mistake."""
    with act(by, "reports.discard", report, on=on) as this:
        report.refresh_from_db()
        require(rules.may_discard(report.state, report.version))
        report.voided_at = this.at
        report.save()
        this.note(title=report.title_text)
    return report


def reopen(report, *, by, on):
    """Give a frozen report back to its writers as a new draft; the frozen one stays on file."""
    return _next_version(report, "reports.reopen", rules.may_reopen, by=by, on=on)


def withdraw(report, *, by, on):
    """Withdraw a signed report for a new version; what was signed stays on file with its figures."""
    return _next_version(report, "reports.withdraw", rules.may_withdraw, by=by, on=on)


def _next_version(report, code, verdict, *, by, on):
    with act(by, code, report, on=on) as this:
        report.refresh_from_db()
        require(verdict(report.state))
        report.state = State.WITHDRAWN
        report.save()
        following = Report(
            unit=report.unit, skeleton=report.skeleton, period_code=report.period_code, title_text=report.title_text, body=report.body,
            hedging=report.hedging, version=report.version + 1, replaces=report, written_on=on,
        )  # fmt: skip
        following.save()
        this.note(title=report.title_text, version=following.version)
    return following


def export(report, *, by, on=None):
    """The report as a Word file after GB/T 9704, every figure in a box of its own. Returns the bytes."""
    with act(by, "reports.export", report, on=on) as this:
        made = package.to_bytes(queries.document(report, viewer=by))
        this.note(title=report.title_text, sha256=hashlib.sha256(made).hexdigest(), state=report.state)
    return made


def draft_and_export(unit, year, out, *, by=SYSTEM, on=None, as_of=None):
    """Draft, freeze and export the year's report in one go (`taizhang report`). The same ledger gives the same file.

    Dated on the year's last day unless told otherwise; a frozen report of exactly this content is used again, not made twice.
    """
    period = year if isinstance(year, Period) else Period.parse(str(year))
    out = Path(out)
    if not out.parent.is_dir():
        raise Refused(_("The folder %s does not exist.") % out.parent)
    day = on or period.last_day
    body = queries.drafted_body(unit, period, queries.fitting_skeleton(unit), viewer=by, as_of=as_of)
    report = _frozen_before(unit, period, day, body, as_of) or freeze(
        draft(unit, by=by, period=period, on=day, as_of=as_of, body=body), by=by, on=day, as_of=as_of
    )
    package.save_bytes(export(report, by=by), out)
    return {
        "path": str(out),
        "report": report.pk,
        "title": report.title_text,
        "unit": unit.code,
        "period": report.period_code,
        "state": report.state,
        "number": report.number,
        "as_known": report.as_of.isoformat(),
        "figures": len(list(placed(report.body))),
        "sections": sum(bool(section["heading"]) for section in report.body["sections"]),
    }


def _frozen_before(unit, period, on, body, as_of):
    """A frozen or signed report that says exactly what a new draft of this body would say, if there is one."""
    skeleton, body = queries.fitting_skeleton(unit), editing.pruned(body)
    as_of = as_of or queries.known_until(unit)
    title = queries.drafted_title(unit, period, skeleton)
    earlier = queries.standing_of(unit, period).filter(
        state__in=(State.FROZEN, State.SIGNED), as_of=as_of, skeleton=skeleton, title_text=title
    )
    return next((one for one in earlier.order_by("pk") if one.body == body and one.written_on == on), None)
