"""Pages of reviews of leaders and open appraisals."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.kernel import rulebook
from taizhang.kernel.access import SYSTEM, can
from taizhang.kernel.tracing import acts_on
from taizhang.kernel.verdicts import Refused
from taizhang.surveys import actions, forms, papers, queries, rules
from taizhang.surveys.models import Appraisal, Review
from taizhang.ui.pages import act_page, page_of, verb_page
from taizhang.ui.places import chosen_unit
from taizhang.word.download import word_response

VERBS = ("note_report", "issue_sheet", "count", "feed_back", "file_review", "decide", "close")


def own_review(request, pk):
    """A review that the user may read."""
    found = Review.objects.visible_to(request.user).standing().select_related("unit", "survey__unit")
    return get_object_or_404(found, pk=pk)


def own_appraisal(request, pk):
    """An appraisal that the user may read."""
    found = Appraisal.objects.visible_to(request.user).standing().select_related("unit", "survey__unit")
    return get_object_or_404(found, pk=pk)


def own_reviewed(request, pk):
    """A person under a review that the user may read."""
    found = queries.reviews.person(request.user, pk)
    if found is None:
        raise Http404
    return found


@require_safe
def review_list(request):
    """Reviews and appraisals of the unit and below."""
    unit, now = chosen_unit(request), timezone.now()
    page = page_of(request, queries.reviews.reviews(request.user, under=unit), 30)
    context = {
        "title": _("Reviews and appraisals"), "unit": unit, "page": page,
        "reviews": [(one, *_review_stage(one, now)) for one in page],
        "appraisals": [(one, *_appraisal_stage(one, now)) for one in queries.reviews.appraisals(request.user, under=unit)[:50]],
        "may_review": can(request.user, "surveys.open_review", unit), "may_appraise": can(request.user, "surveys.open_appraisal", unit),
    }  # fmt: skip
    return render(request, "surveys/review_list.html", context)


def _review_stage(review, now):
    if review.filed_on:
        return _("on file"), "green"
    return (_("count closed"), "blue") if review.counted_on else review.survey.stage(now)


def _appraisal_stage(appraisal, now):
    if appraisal.decided_on:
        return _("decision taken"), "green"
    return (_("count closed"), "blue") if appraisal.counted_on else appraisal.survey.stage(now)


def _times(unit):
    now, today = timezone.localtime().replace(second=0, microsecond=0), timezone.localdate()
    rule = rulebook.find("surveys.required_percent", unit, today)
    return {
        "opens_at": now,
        "closes_at": now + timedelta(days=3),
        "required_percent": rule.value if rule else None,
        "year": today.year,
    }


def review_open(request):
    """A review with its sheet."""
    unit = chosen_unit(request)

    def then(data):
        known = queries.reviews.on_register(unit, [one["name"] for one in data["people"]])
        people = [{**one, "person": known.get(one["name"])} for one in data.pop("people")]
        return actions.reviews.open_review(unit, by=request.user, on=timezone.localdate(), people=people, **data)

    words = {
        "title": _("Open a review"), "unit": unit, "button": _("Open"), "back": reverse("surveys:review_list"),
        "lead": _("Duty report, anonymous sheet, count, feedback, file. Where law or charter asks for a formal vote, hold a ballot instead."),
    }  # fmt: skip
    return act_page(
        request, forms.reviews.ReviewForm, context=words, said=_("It is set up."), then=then,
        form_kwargs={"initial": _times(unit)},
    )  # fmt: skip


@require_safe
def review_detail(request, pk):
    """One review: the steps, the persons, the result once it is counted."""
    review, now = own_review(request, pk), timezone.now()
    words, tone = _review_stage(review, now)
    persons = list(review.persons.all())
    context = {
        "review": review, "survey": review.survey, "unit": review.unit, "stage": words, "tone": tone, "persons": persons,
        "result": queries.reviews.result(review) if review.counted_on else [], "grades": review.survey.questions.first().options,
        "texts": queries.reviews.texts(review.survey) if review.counted_on else (),
        "standing": queries.surveys.standing(review.survey), "sentence": queries.surveys.participation_sentence(review.survey),
        "acts": acts_on(review), "verdicts": {verb: can(request.user, f"surveys.{verb}", review.unit) for verb in VERBS},
    }  # fmt: skip
    return render(request, "surveys/review_detail.html", context)


def _on_person(request, pk, form, do, title, button):
    one = own_reviewed(request, pk)
    back = one.review.get_absolute_url()
    words = {"title": title % one.name, "unit": one.review.unit, "button": button, "back": back, "lead": one.post}
    return act_page(
        request, form, context=words, url=back, said=_("Noted."), then=lambda data: do(one, by=request.user, **data),
        form_kwargs={"initial": {"on": timezone.localdate()}},
    )  # fmt: skip


def reviewed_report(request, pk):
    """A leader gave the duty report."""
    return _on_person(
        request, pk, forms.reviews.ReportForm, actions.reviews.note_report, _("Duty report of %s"), _("Note")
    )


def reviewed_feedback(request, pk):
    """A leader was told the result."""
    return _on_person(
        request, pk, forms.reviews.FeedbackForm, actions.reviews.feed_back, _("Feedback to %s"), _("Note")
    )


def reviewed_read(request, pk):
    """The notice came back with the leader's signature."""
    return _on_person(
        request, pk, forms.reviews.SignedForm, actions.reviews.acknowledge, _("%s has signed the notice"), _("Note")
    )


@require_safe
def reviewed_notice(request, pk):
    """The printed notice to a leader: before the sheet the call for the duty report, after the feedback the result."""
    one = own_reviewed(request, pk)
    if not one.review.is_of_leaders:
        raise Http404
    path = reverse("surveys:reviewed_own", args=[one.pk, queries.doors.token(one)])
    return word_response(*papers.notice_to_leader(one, request.build_absolute_uri(path)))


@login_not_required
@never_cache
def reviewed_own(request, pk, token):
    """What a leader reads of the own review behind the personal link, without an account."""
    one = queries.reviews.reviewed(pk, token)
    if one is None:
        raise Http404
    form = forms.reviews.ReadForm(request.POST or None)
    verdict = rules.reviewing.may_acknowledge(one)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reviews.acknowledge(one, by=SYSTEM, on=timezone.localdate(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(request.path)
    cells, share = queries.reviews.graded(one) if one.feedback_on else ([], None)
    context = {
        "title": one.review.name, "unit": one.review.unit, "review": one.review, "survey": one.review.survey, "one": one, "cells": cells,
        "share": share, "form": form, "verdict": verdict,
    }  # fmt: skip
    return render(request, "surveys/reviewed_own.html", context, status=422 if form.errors else 200)


_ISSUE = {
    "title": gettext_lazy("Issue the sheet"), "button": gettext_lazy("Send out"), "said": gettext_lazy("Issued; the clock opens and closes it."),
    "lead": gettext_lazy("The sheet is anonymous: a register knows who has answered, the sheets lie apart without time or order."),
}  # fmt: skip
_COUNT = {
    "title": gettext_lazy("Close the count"),
    "button": gettext_lazy("Close the count"),
    "said": gettext_lazy("The count is closed."),
    "lead": gettext_lazy("What the sheets say is written beside each name."),
}
review_issue = verb_page(own_review, forms.fields.DayForm, actions.reviews.issue_sheet, **_ISSUE)
review_count = verb_page(own_review, forms.fields.DayForm, actions.reviews.count, **_COUNT)
review_file = verb_page(
    own_review, forms.reviews.FileForm, actions.reviews.file_review,
    title=gettext_lazy("Put the review on file"), button=gettext_lazy("Put on file"), said=gettext_lazy("On file."),
)  # fmt: skip
appraisal_issue = verb_page(own_appraisal, forms.fields.DayForm, actions.reviews.issue_sheet, **_ISSUE)
appraisal_count = verb_page(own_appraisal, forms.fields.DayForm, actions.reviews.count, **_COUNT)


def appraisal_open(request):
    """An open appraisal with its sheet."""
    unit = chosen_unit(request)
    words = {
        "title": _("Open an appraisal"), "unit": unit, "button": _("Open"), "back": reverse("surveys:review_list"),
        "lead": _("Appraisal first, decision second: nobody is chosen before the count is closed."),
    }  # fmt: skip
    return act_page(
        request, forms.reviews.AppraisalForm, context=words, said=_("It is set up."),
        then=lambda data: actions.reviews.open_appraisal(unit, by=request.user, on=timezone.localdate(), **data),
        form_kwargs={"initial": _times(unit)},
    )  # fmt: skip


@require_safe
def appraisal_detail(request, pk):
    """One appraisal: candidates, count, decision."""
    appraisal, now = own_appraisal(request, pk), timezone.now()
    words, tone = _appraisal_stage(appraisal, now)
    context = {
        "appraisal": appraisal, "survey": appraisal.survey, "unit": appraisal.unit, "stage": words, "tone": tone,
        "ranking": queries.reviews.ranking(appraisal), "standing": queries.surveys.standing(appraisal.survey),
        "sentence": queries.surveys.participation_sentence(appraisal.survey), "acts": acts_on(appraisal),
        "verdicts": {verb: can(request.user, f"surveys.{verb}", appraisal.unit) for verb in VERBS},
    }  # fmt: skip
    return render(request, "surveys/appraisal_detail.html", context)


def appraisal_decide(request, pk):
    """The decision, after the count."""
    appraisal = own_appraisal(request, pk)
    words = {
        "title": _("Decide: %s") % appraisal.matter, "unit": appraisal.unit, "button": _("Write down the decision"),
        "back": appraisal.get_absolute_url(),
        "lead": _("%(places)s places. The order below is that of the sheets.") % {"places": appraisal.places},
    }  # fmt: skip
    ranking = queries.reviews.ranking(appraisal)
    first = [one.row for one, _share in ranking[: appraisal.places]] if appraisal.counted_on else []
    return act_page(
        request, forms.reviews.DecideForm, context=words, said=_("Written down."),
        then=lambda data: actions.reviews.decide(appraisal, by=request.user, **data),
        form_kwargs={"ranking": ranking, "initial": {"on": timezone.localdate(), "chosen": first}},
    )  # fmt: skip
