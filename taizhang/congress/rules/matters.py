"""Matters reserved for the congress: the shipped list, whose list holds, and the gate: may it take effect?

Nothing that law or charter reserves takes effect without its vote (劳动合同法, article 4; 公司法, article 17; Shanghai congress
regulation, articles 31 to 34: decisions taken without the required vote do not bind the staff).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.congress.models.matter import Matter
from taizhang.congress.models.scheme import Deliberation
from taizhang.congress.rules.steps import first_refusal, needs_reason, not_before
from taizhang.kernel.verdicts import Allowed, Denied

Needs, Aim, Body = Matter.Needs, Deliberation.Aim, Deliberation.Body
STATE_OWNED = ("国有", "国有独资公司", "国有控股", "国有控股股份公司", "事业单位")
START = Path(__file__).parents[1] / "matters.toml"


@dataclass(frozen=True)
class Reserved:
    """One class of matters as it holds for a union on a day. `own`: laid down there or above, not shipped."""

    code: str
    name: str
    name_en: str
    power: str
    needs: str
    passing: str
    assembly: bool
    secret: bool
    source: str
    article: str
    own: bool = False
    record: object = None

    @property
    def label(self):
        """Its name in the reader's language; what a union wrote stays as written."""
        english = (get_language() or "").startswith("en")
        return self.name_en if english and self.name_en else self.name

    @property
    def is_reserved(self):
        return self.needs != Needs.NOTHING

    def citation(self):
        """Where it is written."""
        if not self.article:
            return _("“%(source)s”") % {"source": self.source}
        return _("“%(source)s”, article %(article)s") % {"source": self.source, "article": self.article}


@cache
def shipped():
    """[(for whom, class)] of the list that a new installation starts with."""
    rows = tomllib.loads(START.read_text(encoding="utf-8"))["matter"]
    return tuple(
        (
            row["for"],
            Reserved(
                row["code"], row["zh"], row["en"], row["power"], row["needs"], row.get("passing", ""), row.get("assembly", True),
                row.get("secret", False), row["source"], row["article"],
            ),
        )
        for row in rows
    )  # fmt: skip


def audience(kind, ownership):
    """Which shipped lists hold for a union: everybody's, and the stricter one of schools or of state-owned units."""
    if kind == "school_union":
        return ("everybody", "school")
    if kind == "state_company_union" or ownership in STATE_OWNED:
        return ("everybody", "state")
    return ("everybody",)


def listed(kind, ownership, laid_down):
    """{code: class} for a union: its own list (nearest first) before the shipped one, the stricter shipped line before the general."""
    found = {}
    for row in laid_down:
        found.setdefault(row.code, of_row(row))
    for whom in reversed(audience(kind, ownership)):
        for target, matter in shipped():
            if target == whom:
                found.setdefault(matter.code, matter)
    return found


def of_row(row):
    """What a union laid down, in the shape of the shipped classes."""
    return Reserved(
        row.code,
        row.name,
        "",
        row.power,
        row.needs,
        row.passing,
        row.assembly,
        row.secret,
        row.source,
        row.article,
        True,
        row,
    )


def may_take_effect(matter, votes, *, opinions_open=0, on=None):
    """The gate. `matter` is a class, `votes` what meetings decided (`body`, `aim`, `passed`, `secret`, `on`); → Verdict with its sentence.

    A matter that needs a vote waits for a vote that passed finally, by a body that may decide it, by secret ballot where that is
    asked for. A matter that is to be heard waits for a hearing and for answers to the opinions.
    """
    if matter is None or not matter.is_reserved:
        return Allowed
    before = [vote for vote in votes if on is None or vote.on <= on]
    words = {"matter": matter.label, "citation": matter.citation()}
    if matter.needs == Needs.HEARING:
        return _heard(before, opinions_open, words)
    final = [vote for vote in before if vote.aim == Aim.FINAL and vote.passed]
    if not final:
        if any(vote.aim == Aim.PRINCIPLE and vote.passed for vote in before):
            return Denied(
                _(
                    "Adopted in principle only: it takes effect when an interim meeting of delegates has adopted the revised text (%(citation)s)."
                )
                % words
            )
        return Denied(
            _("Reserved for the congress: “%(matter)s” takes effect only after its vote (%(citation)s).") % words
        )
    return _decided_well(matter, final, words)


def _heard(votes, opinions_open, words):
    if not votes:
        return Denied(
            _("“%(matter)s” must be heard by the congress or all staff before it takes effect (%(citation)s).") % words
        )
    if opinions_open:
        return Denied(
            _("%(count)s opinions are not answered yet; answer them before it takes effect.") % {"count": opinions_open}
        )
    return Allowed


def _decided_well(matter, final, words):
    allowed = (Body.CONGRESS, Body.INTERIM, Body.ASSEMBLY) if matter.assembly else (Body.CONGRESS, Body.INTERIM)
    by_right_body = [vote for vote in final if vote.body in allowed]
    if not by_right_body:
        return Denied(
            _(
                "“%(matter)s” was decided by a body that may not decide it; bring it before the next session (%(citation)s)."
            )
            % words
        )
    if matter.secret and not any(vote.secret for vote in by_right_body):
        return Denied(_("“%(matter)s” is voted on by secret ballot; the vote on file was open (%(citation)s).") % words)
    return Allowed


def sentence(matter, verdict, votes):
    """What stands on the page of a scheme: why it may or may not take effect."""
    if not verdict:
        return verdict.reason
    if matter is None or not matter.is_reserved:
        return _("Not reserved: the administration may put it into effect; tell the staff before.")
    last = max(
        (vote for vote in votes if vote.passed or vote.aim == Aim.HEARING), key=lambda vote: vote.on, default=None
    )
    words = {
        "citation": matter.citation(),
        "on": date_format(last.on) if last else "",
        "body": last.get_body_display() if last else "",
    }
    if matter.needs == Needs.HEARING:
        return _("It may take effect: heard on %(on)s (%(body)s), every opinion answered (%(citation)s).") % words
    return _("It may take effect: adopted on %(on)s (%(body)s) (%(citation)s).") % words


def may_lay_down(*, source, since, standing):
    """A class is changed with its source; the earlier line of the same union ends on the day on which the new one begins."""
    return first_refusal(
        needs_reason(source),
        not_before(standing.since if standing else None, since, _("the day of the line that holds now")),
    )
