"""Reviews of leaders, recommendations of reserve cadres, open appraisals: each has a sheet, which is an anonymous survey."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.surveys import queries, rules
from taizhang.surveys.actions.surveys import draft, send_out
from taizhang.surveys.models import Appraisal, Candidate, Question, Review, Reviewed, Survey

Purpose = Survey.Purpose


def _sheet(unit, purpose, name, *, opens_at, closes_at, audience, required_percent, lead):
    survey = draft(
        unit, name=name, purpose=purpose, way=Survey.Way.ANONYMOUS, audience=audience, opens_at=opens_at, closes_at=closes_at,
        lead=lead, required_percent=required_percent,
    )  # fmt: skip
    survey.save()
    return survey


def _check_names(people):
    if not people:
        raise Refused(_("Name at least one person."))
    names = [one["name"] for one in people]
    if len(set(names)) < len(names):
        raise Refused(_("A name stands twice; add the post to tell them apart."))


def open_review(unit, *, by, on, name, year, kind, people, opens_at, closes_at, audience=Survey.Audience.MEMBERS, places=None,
                required_percent=None, lead=""):  # fmt: skip
    """A review of leaders or a recommendation of reserve cadres, with its sheet. `people`: [{name, post, person}]."""
    with act(by, "surveys.open_review", unit, on=on) as this:
        _check_names(people)
        survey = _sheet(
            unit, Purpose.REVIEW, name, opens_at=opens_at, closes_at=closes_at, audience=audience, lead=lead,
            required_percent=required_percent,
        )  # fmt: skip
        labels = [_named(one) for one in people]
        if kind == Review.Kind.LEADERS:
            first = {
                "kind": "matrix",
                "text": "请对下列同志作出评价",
                "rows": labels,
                "options": list(rules.reviewing.GRADES),
            }
        else:
            _check_choice(places, labels)
            first = {"kind": "multiple", "text": "您推荐的后备干部人选", "options": labels, "most": places}
        Question(survey=survey, code="q1", number=1, **first).save()
        Question(survey=survey, code="q2", number=2, kind="text", text="意见和建议", required=False).save()
        review = Review(unit=unit, kind=kind, name=name.strip(), year=year, survey=survey)
        review.save()
        for row, one in enumerate(people):
            Reviewed(review=review, row=row, **one).save()
        this.record = review
        this.note(name=review.name, persons=len(people))
    return review


def _named(one):
    return " ".join(filter(None, (one["name"], one.get("post") or one.get("words"))))


def _check_choice(places, labels):
    if not places or places > len(labels):
        raise Refused(_("Say how many may be chosen, at most as many as there are."))
    if len(labels) < 2:
        raise Refused(_("There is nothing to choose between."))


def note_report(reviewed, *, by, on, report=""):
    """A leader gave the duty report (述职)."""
    review = reviewed.review
    with act(by, "surveys.note_report", review, on=on) as this:
        if review.survey.issued_on:
            raise Refused(_("The sheet is out already; the duty report comes before it."))
        reviewed.reported_on, reviewed.report = on, report.strip()
        reviewed.save()
        this.note(name=review.name, person=reviewed.name)
    return reviewed


def issue_sheet(record, *, by, on, at=None):
    """The sheet of a review or of an appraisal goes out; of leaders only after every duty report."""
    with act(by, "surveys.issue_sheet", record, on=on) as this:
        if isinstance(record, Review):
            require(rules.reviewing.may_open_sheet(record, record.persons.all()))
        send_out(this, record.survey, on, at)
        this.record = record
    return record


def count(record, *, by, on):
    """Close the count: what the sheets say stands beside each name from now on."""
    with act(by, "surveys.count", record, on=on) as this:
        survey = record.survey
        if record.counted_on:
            raise Refused(_("The count is closed already."))
        require(rules.reviewing.may_count(survey, survey.returned, queries.surveys.least(survey)))
        counted = queries.reviews.counts(record)
        for one in record.persons.all() if isinstance(record, Review) else record.candidates.all():
            if isinstance(one, Reviewed):
                one.counts = counted[one.row]
            else:
                one.votes = counted[one.row][0]
            one.save()
        record.counted_on = on
        record.save()
        this.note(name=record.title(), returned=survey.returned)
    return record


def feed_back(reviewed, *, by, on, feedback):
    """A leader was told the result, and what was said."""
    review = reviewed.review
    with act(by, "surveys.feed_back", review, on=on) as this:
        require(rules.reviewing.may_feed_back(review))
        reviewed.feedback_on, reviewed.feedback = on, feedback.strip()
        reviewed.save()
        this.note(name=review.name, person=reviewed.name)
    return reviewed


def acknowledge(reviewed, *, by, on, reply=""):
    """The leader has read the result, on the own page or on the notice, and may add a word."""
    review = reviewed.review
    with act(by, "surveys.acknowledge", review, on=on) as this:
        reviewed.refresh_from_db()
        require(rules.reviewing.may_acknowledge(reviewed))
        reviewed.seen_on, reviewed.reply = on, reply.strip()[:1000]
        reviewed.save()
        this.note(name=review.name, person=reviewed.name)
    return reviewed


def file_review(review, *, by, on, filed_with):
    """The review goes on file, with the organisation that keeps the personnel files."""
    with act(by, "surveys.file_review", review, on=on) as this:
        require(rules.reviewing.may_file(review, review.persons.all()))
        review.filed_on, review.filed_with = on, filed_with.strip()
        review.save()
        this.note(name=review.name, where=review.filed_with)
    return review


def open_appraisal(unit, *, by, on, matter, places, people, opens_at, closes_at, audience=Survey.Audience.MEMBERS,
                   required_percent=None, lead=""):  # fmt: skip
    """An open appraisal of candidates for a number of places. `people`: [{name, words, person}]."""
    with act(by, "surveys.open_appraisal", unit, on=on) as this:
        _check_names(people)
        labels = [_named(one) for one in people]
        _check_choice(places, labels)
        survey = _sheet(
            unit, Purpose.APPRAISAL, matter, opens_at=opens_at, closes_at=closes_at, audience=audience, lead=lead,
            required_percent=required_percent,
        )  # fmt: skip
        Question(
            survey=survey, code="q1", number=1, kind="multiple", text="您认可的人选", options=labels, most=places
        ).save()
        appraisal = Appraisal(unit=unit, matter=matter.strip(), places=places, survey=survey)
        appraisal.save()
        for row, one in enumerate(people):
            Candidate(appraisal=appraisal, row=row, **one).save()
        this.record = appraisal
        this.note(name=appraisal.matter, persons=len(people))
    return appraisal


def decide(appraisal, *, by, on, chosen, decided_by, reasons=""):
    """The decision, after the count and only then. `chosen`: rows. Passing over somebody with more sheets needs reasons."""
    with act(by, "surveys.decide", appraisal, on=on) as this:
        require(rules.reviewing.may_decide(appraisal, chosen))
        candidates = list(appraisal.candidates.all())
        votes = {one.row: one.votes for one in candidates}
        if rules.reviewing.needs_reasons(votes, chosen) and len(reasons.strip()) < 4:
            raise Refused(_("Somebody with more sheets is passed over; write down the reasons."))
        for one in candidates:
            if one.row in chosen:
                one.chosen = True
                one.save()
        appraisal.decided_on, appraisal.decided_by, appraisal.reasons = on, decided_by.strip(), reasons.strip()
        appraisal.save()
        this.note(name=appraisal.matter, chosen=len(chosen), where=appraisal.decided_by)
    return appraisal
