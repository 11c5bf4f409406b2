"""Loading the demonstration: workbooks through the importers, stories and accounts through the acts. No back door, and
safe to run again.
"""

import datetime
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.demo import (
    accounts,
    aid,
    ballots,
    committees,
    congress,
    congress_followup,
    meetings,
    mutualaid,
    openness,
    outreach,
    proposals,
    quality,
    register,
    reorganisations,
    statistics,
    stories,
    surveys,
    welfare,
    workbooks,
)
from taizhang.intake import actions as intake
from taizhang.intake import queries, reading
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused
from taizhang.reports import actions as reports

SAMPLE = Path(__file__).with_name("shimen")
SAMPLE_BOOKS = (("units", "units.xlsx"), ("members", "members.xlsx"), ("entries", "work.xlsx"))
YEARS = 3
REPORT = ("CY00", 2008)


@dataclass
class Loaded:
    """What the demonstration consists of, for printing."""

    rows: dict = field(default_factory=dict)
    stories: int = 0
    accounts: list = field(default_factory=list)
    workbooks: Path | None = None
    report: Path | None = None


def folder():
    """Where the demonstration keeps its workbooks and the report."""
    place = Path(settings.TAIZHANG_DATA) / "demo"
    place.mkdir(parents=True, exist_ok=True)
    return place


def load(*, seed, small=False, today=None, tell=lambda words, n, of: None):
    """Load everything. Run again, it adds nothing but new passwords. → Loaded"""
    (Path(settings.TAIZHANG_DATA) / ".demo").touch()  # script/demo --fresh throws away nothing but a demo
    made = _remembered(seed, small, today or timezone.localdate())
    loaded = Loaded(workbooks=folder())
    if not small and not made["small"]:
        _federation(loaded, random.Random(made["seed"]), made["today"], tell)
    _sample(loaded, tell)
    loaded.accounts = accounts.open_all()
    if not made["small"]:
        loaded.stories = stories.tell(
            random.Random(made["seed"] + 1),
            today=made["today"],
            progress=lambda n, of, words: tell(_("Telling stories"), n, of),
        )
    welfare.tell(made["today"])
    aid.tell(made["today"])
    mutualaid.tell(made["today"])
    openness.tell(made["today"])
    outreach.tell(made["today"])
    register.tell(made["today"])
    ballots.tell(made["today"])
    committees.tell(made["today"])
    congress.tell(made["today"])
    congress_followup.tell(made["today"])
    proposals.tell(made["today"])
    meetings.tell(made["today"])
    surveys.tell(random.Random(made["seed"] + 2), made["today"])
    reorganisations.tell(made["today"])
    statistics.tell(made["today"])
    quality.tell(made["today"])
    tell(_("Writing the annual report"), 0, 1)
    loaded.report = annual_report(*REPORT)
    return loaded


def _remembered(seed, small, today):
    """The seed and the day of the first loading: the same workbooks come out again, whatever the day is now."""
    path = folder() / "made.json"
    if path.exists():
        made = json.loads(path.read_text())
        if made["small"] and not small:
            made["small"] = False
            path.write_text(json.dumps(made))
    else:
        made = {"seed": seed, "small": small, "today": today.isoformat()}
        path.write_text(json.dumps(made))
    return {**made, "today": datetime.date.fromisoformat(made["today"])}


def _federation(loaded, rng, today, tell):
    tell(_("Drawing the federation"), 0, 1)
    first_year = today.year - YEARS + 1
    _places, paths, rows = workbooks.all_of(
        rng, folder(), today=today, first_year=first_year, taken_phones=_sample_phones()
    )
    loaded.rows.update(rows)
    for importer in ("units", "members", "entries"):
        bring_in(importer, paths[importer], tell)


def _sample(loaded, tell):
    """The town of Chuyang, as it stands in the sample."""
    for importer, name in SAMPLE_BOOKS:
        seen = bring_in(importer, SAMPLE / name, tell)
        loaded.rows[importer] = loaded.rows.get(importer, 0) + len(seen.rows)


def _sample_phones():
    book = reading.read((SAMPLE / "members.xlsx").read_bytes(), "members.xlsx")
    return {str(cell) for row in book.sheets[0].rows for cell in row if str(cell).startswith("1540000")}


def bring_in(importer, path, tell):
    """One workbook, through the same door as everybody's. → what was seen in it"""
    words = _("Importing %(file)s") % {"file": path.name}

    def progress(n, of=None, said=""):
        tell(words, n, of or 0)

    seen = queries.preview(importer, path, by=SYSTEM, progress=progress)
    if not seen.fits:
        raise Refused(queries.no_fit(seen, seen.importer))
    if sum(seen.counts.get(state, 0) for state in ("fine", "repaired", "warned")):
        intake.run(seen, by=SYSTEM, progress=progress)
    return seen


def annual_report(code, year):
    """The town's annual report in Word, in the data folder; the same ledger gives the same file."""
    unit = Unit.objects.get(code=code)
    path = folder() / f"{unit.name}{year}年工作总结.docx"
    reports.draft_and_export(unit, year, path, by=SYSTEM)
    return path
