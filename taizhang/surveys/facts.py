"""What surveys, tests, reviews and appraisals say to the ledger, when they are closed and not before.

A survey posts totals on the day it closes. A line for each answer would tell who answered when; of an anonymous one no line names anybody.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.surveys.models import Survey

PERSONS = pgettext_lazy("count", "persons")
ITEMS = pgettext_lazy("count", "items")

ISSUED = Measure("surveys.issued", _("Persons asked"), PERSONS)
RETURNED = Measure("surveys.returned", _("Sheets returned by those asked"), ITEMS)
REQUIRED = Measure("surveys.required", _("Persons who must take a test"), PERSONS)
PASSED = Measure("surveys.passed", _("Persons who passed a test"), PERSONS)
MEASURES = (ISSUED, RETURNED, REQUIRED, PASSED)

FILTERS = {"调查类别": "survey", "评议类别": "review"}
PURPOSES = {"opinion": "意见调查", "satisfaction": "满意度测评", "review": "民主评议", "appraisal": "公开测评"}
REVIEWS = {"leaders": "民主评议", "reserve": "后备干部推荐"}


def survey_lines(survey):
    """A closed survey (RB-09): sheets, persons, unions; and how many were asked. The sheets of a review count with the review."""
    if survey.closed_on is None:
        return
    about, on = {"survey": PURPOSES[survey.purpose]}, survey.closed_on
    if survey.has_register:
        yield Line(ISSUED.code, on, survey.issued, kind=survey.purpose, about=about)
        yield Line(RETURNED.code, on, survey.returned, kind=survey.purpose, about=about)
    if survey.purpose in Survey.SHEETS:
        return
    words = {"kind": "RB-09", "matter": survey.name, "about": about}
    yield Line("work.items", on, survey.returned, **words)
    yield Line("work.entries", on, 1, subject=f"unit:{survey.unit_id}", **words)
    if survey.units:
        yield Line("work.enterprises", on, survey.units, **words)
    yield from _persons(survey, words)


def _persons(survey, words):
    """Persons surveyed: by name where they gave it, as a number where they did not; nobody knows how many stand behind an open link."""
    if not survey.has_register:
        return
    if survey.is_anonymous:
        yield Line("work.persons", survey.closed_on, survey.returned, **words)
        return
    for one in survey.respondents.all():
        if one.answered:
            subject = f"person:{one.person_id}" if one.person_id else ""
            yield Line("work.persons", survey.closed_on, 1, subject=subject, **words)


def paper_lines(paper):
    """A closed test (AC-10): one event, each person once, each paper sent; and who was required, who passed."""
    if paper.closed_on is None:
        return
    words = {"kind": "AC-10", "matter": paper.name}
    yield Line("work.sessions", paper.closed_on, 1, **words)
    yield Line("work.entries", paper.closed_on, 1, subject=f"unit:{paper.unit_id}", **words)
    for one in paper.entrants.select_related("unit").prefetch_related("attempts"):
        yield from _entrant_lines(paper, one, words)


def _entrant_lines(paper, entrant, words):
    subject = f"person:{entrant.person_id}"
    yield Line(REQUIRED.code, paper.closed_on, 1, unit=entrant.unit, subject=subject)
    if entrant.passed_on:
        yield Line(PASSED.code, paper.closed_on, 1, unit=entrant.unit, subject=subject)
    sent = sum(one.sent_at is not None for one in entrant.attempts.all())
    if sent:
        yield Line("work.persons", paper.closed_on, 1, subject=subject, unit=entrant.unit, **words)
        yield Line("work.person_times", paper.closed_on, sent, unit=entrant.unit, **words)
        yield Line("work.items", paper.closed_on, sent, unit=entrant.unit, **words)


def review_lines(review):
    """A counted review (DM-08): the leaders, the sheets."""
    if review.counted_on is None:
        return
    words = {"kind": "DM-08", "matter": review.name, "about": {"review": REVIEWS[review.kind]}}
    yield Line("work.sessions", review.counted_on, 1, **words)
    yield Line("work.person_times", review.counted_on, review.survey.returned, **words)
    yield Line("work.entries", review.counted_on, 1, subject=f"unit:{review.unit_id}", **words)
    for one in review.persons.all():
        subject = f"person:{one.person_id}" if one.person_id else ""
        yield Line("work.persons", review.counted_on, 1, subject=subject, **words)


def appraisal_lines(appraisal):
    """A decided appraisal (DM-16): who was chosen, how many appraised."""
    if appraisal.decided_on is None:
        return
    words = {"kind": "DM-16", "matter": appraisal.matter}
    yield Line("work.sessions", appraisal.decided_on, 1, **words)
    yield Line("work.person_times", appraisal.decided_on, appraisal.survey.returned, **words)
    yield Line("work.entries", appraisal.decided_on, 1, subject=f"unit:{appraisal.unit_id}", **words)
    for one in appraisal.candidates.all():
        if one.chosen:
            subject = f"person:{one.person_id}" if one.person_id else ""
            yield Line("work.persons", appraisal.decided_on, 1, subject=subject, **words)
