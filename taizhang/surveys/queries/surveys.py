"""Reads about surveys: who is asked, how many answered, what they said."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import rulebook
from taizhang.members.models import Membership
from taizhang.surveys import rules
from taizhang.surveys.models import Box, NamedAnswer, Question, Respondent, Survey
from taizhang.surveys.queries import doors


def surveys(user, *, under):
    """Surveys of the unit and below that the user may read, the newest first; sheets of reviews stand with their review."""
    found = Survey.objects.visible_to(user).standing().below(under).exclude(purpose__in=Survey.SHEETS)
    return found.select_related("unit").order_by("-opens_at", "-id")


def questions_of(survey):
    """The questions in their order, with those that open others."""
    return list(Question.objects.filter(survey=survey).select_related("shown_if").order_by("number", "id"))


def question(user, pk):
    """A question of a survey that the user may read, or None."""
    seen = Survey.objects.visible_to(user).standing()
    found = Question.objects.filter(pk=pk, survey__in=seen.values("pk"))
    return found.select_related("survey__unit", "shown_if").first()


def members_of(unit):
    """Memberships of everybody in membership at the unit and below."""
    found = Membership.objects.standing().below(unit).filter(status=Membership.Status.MEMBER)
    return found.select_related("person", "unit").order_by("unit__path", "person__name", "id")


def asked(survey):
    """How many are asked, or would be if it were issued now; None where nobody is known."""
    if not survey.has_register:
        return None
    if survey.is_draft and survey.audience == Survey.Audience.MEMBERS:
        return members_of(survey.unit).order_by().count()
    return survey.respondents.count()


def returned(survey):
    """How many have answered so far: the only thing that is told while a survey is open."""
    if survey.is_closed:
        return survey.returned
    if survey.has_register:
        return survey.respondents.filter(answered=True).count()
    return len(sheets(survey))


def standing(survey):
    """{asked, returned, share} for the page."""
    there, back = asked(survey), returned(survey)
    return {"asked": there, "returned": back, "share": rules.life.share(back, there) if there else None}


def by_unit(survey):
    """[(unit, asked, answered, percent)] of the register."""
    counted = (
        survey.respondents.order_by("unit__path")
        .values("unit__path", "unit__name")
        .annotate(asked=Count("id"), back=Count("id", filter=Q(answered=True)))
    )
    return [
        (row["unit__name"], row["asked"], row["back"], rules.life.share(row["back"], row["asked"])) for row in counted
    ]


def small_units(survey, least):
    """by_unit, where a unit with fewer than `least` persons does not tell who of them answered an anonymous survey."""
    return [
        (name, there, None, None) if survey.is_anonymous and there < least else (name, there, back, share)
        for name, there, back, share in by_unit(survey)
    ]


def waiting(survey):
    """Those who have not answered a survey with names."""
    return survey.respondents.filter(answered=False).select_related("unit", "person")


def sheets(survey):
    """The answers of every sheet, [{code: answer}]. Of an anonymous survey in the order of the random keys."""
    if survey.is_anonymous:
        return [sheet["answers"] for sheet in _in_box(survey)]
    done = NamedAnswer.objects.filter(respondent__survey=survey, done=True)
    return list(done.order_by("respondent_id").values_list("answers", flat=True))


def _in_box(survey):
    pages = Box.objects.filter(survey=survey).order_by("bits").values_list("sheets", flat=True)
    return [sheet for page in pages for _key, sheet in sorted(page.items())]


def on_paper(survey):
    """How many sheets were entered from paper."""
    if survey.is_anonymous:
        return sum(sheet["source"] == "paper" for sheet in _in_box(survey))
    return NamedAnswer.objects.filter(respondent__survey=survey, done=True, on_paper=True).count()


def least(survey):
    """The rule of the smallest group that may be shown."""
    return rulebook.rule("surveys.small_group", survey.unit, survey.closed_on).value


def may_tally(survey):
    """Whether results may be shown."""
    return rules.life.may_tally(survey, survey.returned, least(survey))


def results(survey):
    """One Tally for each question."""
    found = sheets(survey)
    return [rules.counting.tally(one, found) for one in questions_of(survey)]


def crossed(survey, by):
    """[(question, [(group, Tally or None)])] of every other question that is answered by choosing."""
    found, smallest = sheets(survey), least(survey)
    others = [one for one in questions_of(survey) if one.chosen_by and one.pk != by.pk]
    return [(one, rules.counting.crossed(one, by, found, smallest)) for one in others]


def rounds(survey):
    """This survey and its earlier rounds that may be shown, the newest first; at most five."""
    found, one = [], survey
    while one is not None and len(found) < 5:
        if one.is_closed and one.voided_at is None and may_tally(one):
            found.append(one)
        one = one.earlier
    return found


def compared(survey):
    """(rounds, [(question, [(value, unit of it) or None for each round])]): questions that keep their code are set side by side."""
    found = rounds(survey)
    tallies = [{one.question.code: one for one in results(each)} for each in found]
    rows = []
    for question in questions_of(survey):
        cells = [_headline(each.get(question.code), question) for each in tallies]
        if sum(cell is not None for cell in cells) > 1:
            rows.append((question, cells))
    return found, rows


def _headline(one, question):
    if one is None or one.question.kind != question.kind or not one.answered:
        return None
    return rules.counting.headline(one) or _leading(one, question)


def _leading(one, question):
    """Of a choice without a mean: the share of its first option, the same in every round."""
    if question.kind == "single" and one.lines:
        label, _count, percent = one.lines[0]
        return percent, f"% {label}"
    return None


def participation(survey):
    """The verdict on required participation of a closed survey."""
    return rules.life.participation(survey.required_percent, survey.returned, survey.issued)


def participation_sentence(survey):
    """That verdict in words, also when it is met; empty where nothing is required."""
    if not survey.required_percent or not survey.is_closed:
        return ""
    verdict = participation(survey)
    if not verdict:
        return str(verdict.reason)
    return _("Valid: %(returned)s of %(issued)s answered, %(share)s %%; at least %(required)s %% are required.") % {
        "returned": survey.returned,
        "issued": survey.issued,
        "share": rules.life.share(survey.returned, survey.issued),
        "required": survey.required_percent,
    }


def respondent(pk, given):
    """The respondent behind a personal link, or None if the link is wrong."""
    found = Respondent.objects.filter(pk=pk).select_related("survey__unit", "unit", "person").first()
    return found if found is not None and found.survey.voided_at is None and doors.opens(found, given) else None


def by_key(key):
    """The issued survey behind an open link, or None."""
    found = Survey._base_manager.filter(key=key, voided_at=None).exclude(key="").exclude(state=Survey.State.DRAFT)
    return found.select_related("unit").first() if key else None


def begun(respondent):
    """What somebody has begun to answer with a name."""
    kept = NamedAnswer.objects.filter(respondent=respondent, done=False).first()
    return kept.answers if kept else {}


def to_close(at):
    """Issued surveys whose time is over, but for those with sheets on paper still to be entered."""
    over = Survey._base_manager.filter(state=Survey.State.ISSUED, closes_at__lte=at, voided_at=None)
    return [one for one in over.select_related("unit").order_by("id") if paper_left(one) == 0]


def paper_left(survey):
    """How many sheets were handed in on paper and are not entered yet."""
    if not survey.has_register or not survey.is_anonymous:
        return 0
    return max(0, survey.respondents.filter(on_paper=True).count() - on_paper(survey))


def open_for(person, at=None):
    """What a person is asked now and has not answered."""
    at = at or timezone.now()
    found = Respondent.objects.filter(
        person=person, answered=False, survey__state=Survey.State.ISSUED, survey__voided_at=None,
        survey__opens_at__lte=at, survey__closes_at__gt=at,
    )  # fmt: skip
    return list(found.select_related("survey__unit").order_by("survey__closes_at", "id"))
