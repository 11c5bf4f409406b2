"""Who comes: the list to tick, the screen at the door, the page on the delegate's telephone."""

import io

import qrcode
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from taizhang.congress import actions, forms, queries
from taizhang.congress.models import Session
from taizhang.congress.views.congresses import verdicts
from taizhang.congress.views.finding import own_session
from taizhang.kernel.verdicts import Refused
from taizhang.ui.fields import SureForm
from taizhang.ui.pages import act_page
from taizhang.ui.sheets import sheet_response

TRIES, TRIES_FOR = 8, 600  # wrong names from one telephone, seconds until it may try again
HEADS = ("姓名", "选区", "代表类别", "代表证号", "是否到会", "到会时间", "签到方式", "请假原因")


@require_safe
def attendance(request, pk):
    """Everybody due, to tick who is here."""
    session = own_session(request, pk)
    context = {
        "session": session, "unit": session.unit, "tab": "sessions", "rows": queries.sessions.attendance(session),
        "quorum": queries.sessions.quorum(session, session.opens_on), "takes": session.state in ("called", "open"),
        "may": verdicts(request.user, session.unit, "attend"),
    }  # fmt: skip
    return render(request, "congress/attendance.html", context)


@require_POST
def attendance_note(request, pk):
    """Those who are ticked are here."""
    session = own_session(request, pk)
    keys = [key for key in request.POST.getlist("delegate") if key.isdecimal()][:5000]
    chosen = list(queries.sessions.due(session).filter(pk__in=keys))
    try:
        news = actions.attendance.attend(session, by=request.user, on=timezone.localdate(), delegates=chosen)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%s delegates noted.") % news)
    return redirect("congress:attendance", pk=pk)


@require_safe
def attendance_export(request, pk):
    """Who is due and who came, as a workbook; without the column of arrivals it is the list for the table at the door."""
    session = own_session(request, pk)
    rows = []
    for one, row in queries.sessions.attendance(session):
        came = row is not None and row.came_at
        moment = timezone.localtime(row.came_at).strftime("%Y-%m-%d %H:%M") if came else ""
        how = row.get_how_display() if came else ""
        rows.append(
            (
                one.name, one.constituency.name if one.constituency else "", one.standing_as, one.badge, "是" if came else "", moment, how,
                row.excused if row else "",
            )
        )  # fmt: skip
    return sheet_response(f"{session.name}签到", [("签到", HEADS, rows)])


def _one(request, pk, delegate_pk):
    session = own_session(request, pk)
    return session, get_object_or_404(queries.sessions.due(session), pk=delegate_pk)


def attendance_excuse(request, pk, delegate_pk):
    """A delegate has asked for leave."""
    session, delegate = _one(request, pk, delegate_pk)
    back = reverse("congress:attendance", args=[pk])
    context = {
        "title": _("%s does not come") % delegate.name,
        "unit": session.unit,
        "lead": session.name,
        "button": _("Note"),
        "back": back,
    }
    return act_page(
        request, forms.sessions.ExcuseForm, context=context, url=back, said=_("Noted."),
        then=lambda data: actions.attendance.excuse(session, by=request.user, delegate=delegate, **data),
    )  # fmt: skip


def attendance_leave(request, pk, delegate_pk):
    """A delegate has left the hall, or was noted by mistake."""
    session, delegate = _one(request, pk, delegate_pk)
    back = reverse("congress:attendance", args=[pk])
    context = {
        "title": _("%s is not here any more") % delegate.name, "unit": session.unit, "button": _("Note"), "back": back,
        "lead": _("The quorum of the next vote is counted without this delegate."),
    }  # fmt: skip
    return act_page(
        request, SureForm, context=context, url=back, said=_("Noted."),
        then=lambda data: actions.attendance.leave(session, by=request.user, delegate=delegate),
    )  # fmt: skip


@never_cache
@require_safe
def door(request, pk):
    """The screen at the door: the code, and how many are here. It renews itself."""
    session = own_session(request, pk)
    context = {
        "session": session, "unit": session.unit, "quorum": queries.sessions.quorum(session, session.opens_on),
        "takes": session.state in ("called", "open"), "moment": timezone.localtime(),
    }  # fmt: skip
    return render(request, "congress/door.html", context)


@never_cache
@require_safe
def door_code(request, pk):
    """The code of this minute as a picture."""
    session = own_session(request, pk)
    address = request.build_absolute_uri(
        reverse("congress:door_open", args=[session.pk, actions.attendance.door_code(session)])
    )
    stream = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, box_size=12, border=2).save(stream)
    return HttpResponse(stream.getvalue(), content_type="image/svg+xml")


@login_not_required
@never_cache
def door_open(request, pk, code):
    """The page behind the code: the delegate types name and card number, once."""
    session = Session._base_manager.filter(pk=pk, voided_at=None).select_related("congress__unit", "unit").first()
    context = {"title": _("Sign in to the session"), "session": session}
    try:
        if session is None:
            raise Refused(_("This code is not valid. Scan the one on the screen."))
        if request.method != "POST":
            actions.attendance.read_door_code(session, code)
            return render(request, "congress/door_open.html", {**context, "form": forms.sessions.DoorForm()})
        actions.attendance.read_door_code(session, code, within=actions.attendance.TYPED_IN)
    except Refused as refusal:
        return render(
            request,
            "congress/door_open_refused.html",
            {**context, "title": _("This code opens nothing"), "reason": refusal},
            status=410,
        )
    return _sign_in(request, session, code, context)


def _sign_in(request, session, code, context):
    """Whoever names a delegate and the card's number is signed in; too many wrong tries from one telephone end in a pause."""
    form = forms.sessions.DoorForm(request.POST)
    key = f"congress-door:{session.pk}:{request.META.get('REMOTE_ADDR', '')}"
    if cache.get(key, 0) >= TRIES:
        form.add_error(None, _("Too many tries. Go to the desk, or wait ten minutes."))
    elif form.is_valid():
        try:
            delegate, first = actions.attendance.come_in(session, code=code, **form.cleaned_data)
        except Refused as refusal:
            cache.set(key, cache.get(key, 0) + 1, TRIES_FOR)
            form.add_error(None, str(refusal))
        else:
            context |= {"title": _("You are signed in"), "delegate": delegate, "first": first}
            return render(request, "congress/door_open_done.html", context)
    return render(request, "congress/door_open.html", {**context, "form": form}, status=422)
