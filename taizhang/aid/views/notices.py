"""Pages of public notices, objections and samples."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from taizhang.aid import actions, queries, rules
from taizhang.aid.forms import money as forms
from taizhang.aid.models import Application, Check, Notice, Objection, Sample
from taizhang.aid.views.programmes import own_programme, today
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused
from taizhang.ui.fields import WhyForm
from taizhang.ui.pages import act_page, page_of


def own_notice(request, pk):
    """A notice that the user may read."""
    readable = Notice.objects.visible_to(request.user).standing().select_related("programme", "unit")
    return get_object_or_404(readable, pk=pk)


def notice_show(request, pk):
    """Show whom aid is proposed for."""
    programme = own_programme(request, pk)
    law = rulebook.rule("aid.publicity_days", programme.unit, timezone.localdate())
    context = {
        "title": _("Public notice: %s") % programme.name,
        "unit": programme.unit,
        "lead": _("Names are masked unless the person consented separately; no cause, no illness, no number.")
        + " "
        + law.sentence(),
        "button": _("Show the notice"),
        "back": programme.get_absolute_url(),
    }
    return act_page(
        request, forms.NoticeForm, "ui/act.html", context, said=_("Shown. It is taken down by itself after its last day."),
        then=lambda data: actions.notices.show_notice(programme, by=request.user, **data),
        form_kwargs={"initial": {"on": timezone.localdate(), "days": law.value}},
    )  # fmt: skip


@require_safe
def notice_detail(request, pk):
    """A notice with its list, its public address and the objections."""
    notice = own_notice(request, pk)
    context = {
        "notice": notice,
        "programme": notice.programme,
        "unit": notice.unit,
        "page": page_of(request, notice.lines.all(), per_page=500),
        "objections": notice.objections.standing().select_related("application__person"),
        "address": request.build_absolute_uri(reverse("aid:notice_public", args=[notice.token])),
        "is_shown": notice.state == Notice.State.SHOWN,
        "may_object": rules.notices.may_object(notice, timezone.localdate(), timezone.localdate()),
    }
    return render(request, "aid/notice_detail.html", context)


@login_not_required
@never_cache
@require_safe
def notice_public(request, token):
    """What everybody may read while the notice is shown, and nobody afterwards; not for search engines."""
    notice = queries.payments.shown_notice(token, timezone.localdate())
    if notice is None:
        raise Http404
    context = {
        "notice": notice,
        "programme": notice.programme,
        "page": page_of(request, notice.lines.all(), per_page=1000),
    }
    response = render(request, "aid/notice_public.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


TRIES, TRIES_FOR = 5, 60 * 60


@login_not_required
@never_cache
def notice_object(request, token):
    """Anybody objects while the notice is shown, without an account; a few times an hour from one place."""
    notice = queries.payments.shown_notice(token, timezone.localdate())
    if notice is None:
        raise Http404
    form = forms.PublicObjectForm(request.POST or None, notice=notice)
    if request.method == "POST" and form.is_valid():
        objection = _objected(request, notice, form)
        if objection is not None:
            messages.success(
                request,
                _("Received on %(day)s as no. %(number)s. It is looked into and answered before anybody is paid.")
                % {"day": date_format(objection.received_on), "number": objection.pk},
            )
            return redirect("aid:notice_public", notice.token)
    context = {"title": _("Object to the notice"), "notice": notice, "form": form}
    response = render(request, "aid/notice_object.html", context, status=422 if form.errors else 200)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _objected(request, notice, form):
    """The objection, or None with the sentence on the form."""
    key = f"aid-objection:{notice.pk}:{request.META.get('REMOTE_ADDR', '')}"
    tries = cache.get(key, 0)
    if tries >= TRIES:
        form.add_error(
            None, _("Many objections came from here just now. Try again in an hour, or turn to: %s") % notice.where
        )
        return None
    line = form.cleaned_data.pop("line")
    try:
        objection = actions.notices.object_to(
            notice, by=SYSTEM, on=timezone.localdate(), application=line.application if line else None, from_page=True,
            **form.cleaned_data,
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, f"{refusal} {notice.where}")
        return None
    cache.set(key, tries + 1, TRIES_FOR)
    return objection


def own_objection(request, pk):
    """An objection that the user may read; 404 for everybody else."""
    readable = Objection.objects.visible_to(request.user).standing().select_related("notice__programme", "unit")
    return get_object_or_404(readable, pk=pk)


@never_cache
def objection_reveal(request, pk):
    """Who objects and how to reach him, once, after the reason was written down."""
    objection = own_objection(request, pk)
    form, shown = WhyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            shown = actions.notices.reveal_objector(objection, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Who objects"),
        "unit": objection.unit,
        "lead": _("Who looked, when and why is written into the log."),
        "button": _("Show"),
        "back": objection.get_absolute_url(),
        "form": form,
        "shown": shown,
    }
    return render(request, "aid/objection_reveal.html", context, status=422 if form.errors else 200)


def notice_withdraw(request, pk):
    """Taken back before its end."""
    notice = own_notice(request, pk)
    context = {
        "title": _("Take the notice back"),
        "unit": notice.unit,
        "lead": _("It counts as not shown: before payment the persons are shown again."),
        "button": _("Take back"),
        "danger": True,
        "back": notice.get_absolute_url(),
    }
    return act_page(
        request, forms.DayWhyForm, "ui/act.html", context, said=_("Taken back."), form_kwargs=today(),
        then=lambda data: actions.notices.take_down(notice, by=request.user, **data),
    )  # fmt: skip


def objection_take(request, pk):
    """Somebody objects."""
    notice = own_notice(request, pk)
    listed = Application.objects.visible_to(request.user).filter(notice_lines__notice=notice).select_related("person")
    context = {
        "title": _("Take an objection"),
        "unit": notice.unit,
        "lead": _("Objections are taken until %s, that day included.") % date_format(notice.until_on),
        "button": _("Take it down"),
        "back": notice.get_absolute_url(),
    }
    return act_page(
        request, forms.ObjectForm, "ui/act.html", context, said=_("Taken down; it is answered before payment."),
        then=lambda data: actions.notices.object_to(notice, by=request.user, **data), url=notice.get_absolute_url(),
        form_kwargs={"listed": listed, **today()},
    )  # fmt: skip


def objection_answer(request, pk):
    """What was found out."""
    objection = own_objection(request, pk)
    context = {
        "title": _("Answer the objection"),
        "unit": objection.unit,
        "lead": objection.words,
        "button": _("Answer"),
        "back": objection.notice.get_absolute_url(),
    }
    return act_page(
        request, forms.AnswerForm, "ui/act.html", context, said=_("Answered."), form_kwargs=today(),
        then=lambda data: actions.notices.answer_objection(objection, by=request.user, **data),
        url=objection.notice.get_absolute_url(),
    )  # fmt: skip


# --- samples --------------------------------------------------------------------------------------------------------------------


def sample_draw(request, pk):
    """A draw among the paid."""
    programme = own_programme(request, pk)
    paid = len(queries.payments.paid_keys(programme))
    law = rulebook.rule("aid.sample_margin", programme.unit, timezone.localdate())
    needed = rules.notices.size_for(paid, float(law.value) / 100)
    context = {
        "title": _("Draw a sample: %s") % programme.name,
        "unit": programme.unit,
        "lead": _("%(paid)d paid; for a margin of %(margin)s percentage points %(needed)d are asked.")
        % {"paid": paid, "margin": law.value, "needed": needed},
        "button": _("Draw"),
        "back": programme.get_absolute_url(),
    }
    return act_page(
        request, forms.DrawForm, "ui/act.html", context, said=_("Drawn. Publish the seed with the list."),
        then=lambda data: actions.samples.draw_sample(programme, by=request.user, **data),
        form_kwargs={"initial": {**today()["initial"], "size": needed or None}},
    )  # fmt: skip


def own_sample(request, pk):
    """A sample that the user may read."""
    readable = Sample.objects.visible_to(request.user).standing().select_related("programme", "unit")
    return get_object_or_404(readable, pk=pk)


@require_safe
def sample_detail(request, pk):
    """A sample: whom to ask, and what came out with its interval."""
    sample = own_sample(request, pk)
    checks = sample.checks.standing().select_related("payment__person", "payment__unit", "payment__run")
    context = {
        "sample": sample,
        "programme": sample.programme,
        "unit": sample.unit,
        "outcome": queries.payments.outcome(sample),
        "page": page_of(request, checks),
    }
    return render(request, "aid/sample_detail.html", context)


def check_note(request, pk):
    """What the person said."""
    check = get_object_or_404(
        Check.objects.visible_to(request.user).standing().select_related("sample", "payment__person", "unit"), pk=pk
    )
    payment = check.payment
    context = {
        "title": _("Ask %s") % payment.person.name,
        "unit": check.unit,
        "lead": _("Paid %(amount)s yuan on %(day)s.")
        % {"amount": payment.amount, "day": date_format(payment.paid_on) if payment.paid_on else "—"},
        "button": _("Note it"),
        "back": check.sample.get_absolute_url(),
    }
    return act_page(
        request, forms.CheckForm, "ui/act.html", context, said=_("Noted."), form_kwargs=today(),
        then=lambda data: actions.samples.note_check(check, by=request.user, **data), url=check.sample.get_absolute_url(),
    )  # fmt: skip
