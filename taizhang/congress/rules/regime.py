"""The figures of regulation that bind one congress on one day, handed to the rules as values."""

from dataclasses import dataclass

from taizhang.kernel.rulebook import RuleValue


@dataclass(frozen=True)
class Regime:
    """What the rulebook says for a congress of its kind at its place; None where nothing is laid down."""

    size: RuleValue | None = None  # staff from which delegates meet instead of everybody
    least: RuleValue | None = None  # fewest delegates in any case
    share: RuleValue | None = None  # percent of the staff
    negotiable: RuleValue | None = None  # beyond this number the two sides agree
    step: RuleValue | None = None  # further delegates for each further hundred of staff
    large: RuleValue | None = None  # enough however large the staff is
    bands: RuleValue | None = None  # {upto, least}: persons, by size of staff
    share_bands: RuleValue | None = None  # {upto, least, most}: percent, by size of staff
    advisable: RuleValue | None = None  # {upto, most}: persons, by size of staff
    front_line: RuleValue | None = None
    managers: RuleValue | None = None
    women: RuleValue | None = None
    teachers: RuleValue | None = None
    presidium: RuleValue | None = None
    presidium_front_line: RuleValue | None = None
    quorum: RuleValue | None = None
    passing: RuleValue | None = None
    turnout: RuleValue | None = None
    elected: RuleValue | None = None
    recall: RuleValue | None = None
    papers_days: RuleValue | None = None
    report_days: RuleValue | None = None
    secret: RuleValue | None = None
    term_years: RuleValue | None = None
    postponement: RuleValue | None = None
    extraordinary: RuleValue | None = None
