"""Who came to a session: ticked on the list, by the code at the door, from a workbook."""

from datetime import timedelta

from django.core import signing
from django.utils.translation import gettext as _

from taizhang.congress import queries, rules
from taizhang.congress.models import Attendance
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused, require

How = Attendance.How
SHOWN_FOR = timedelta(seconds=90)  # a code on the screen opens the page for so long
TYPED_IN = timedelta(minutes=10)  # and whoever has the page open has so long to type


def door_code(session):
    """A fresh code for the door of this session: signed with the session's own key, worthless after ninety seconds."""
    return signing.TimestampSigner(key=session.door, salt="congress.door").sign(str(session.pk)).partition(":")[2]


def read_door_code(session, code, *, within=SHOWN_FOR):
    """Whether the code was shown at this door just now; Refused in words otherwise."""
    signer = signing.TimestampSigner(key=session.door, salt="congress.door")
    try:
        signer.unsign(f"{session.pk}:{code}", max_age=within)
    except signing.SignatureExpired:
        raise Refused(_("This code is too old. Scan the one on the screen again.")) from None
    except signing.BadSignature:
        raise Refused(_("This code is not valid. Scan the one on the screen.")) from None


def come_in(session, *, code, name, badge):
    """A delegate signs in at the door with name and card number. → the delegate, and whether this was the first time."""
    read_door_code(session, code, within=TYPED_IN)
    delegate = queries.delegates.by_card(session.congress, name, badge)
    if delegate is None or not queries.sessions.due(session).filter(pk=delegate.pk).exists():
        raise Refused(_("Name and card number do not belong together. Look at your card, or ask at the desk."))
    first = _note_one(session, delegate, by=SYSTEM, how=How.CODE)
    return delegate, first


def _note_one(session, delegate, *, by, how):
    with act(by, "congress.come_in" if how == How.CODE else "congress.attend", session) as this:
        require(rules.session.may_note(session))
        first = _here(session, delegate, this.at, how)
        this.note(name=session.name, persons=1)
    return first


def _here(session, delegate, at, how):
    """Write down that a delegate is here; True when this is news."""
    row = Attendance.objects.filter(session=session, delegate=delegate).first()
    row = row or Attendance(session=session, delegate=delegate)
    if row.is_present:
        return False
    row.came_at, row.left_at, row.excused, row.how = row.came_at or at, None, "", how
    row.save()
    return True


def attend(session, *, by, on, delegates, how=How.LIST):
    """These delegates are here. → how many of them are news."""
    with act(by, "congress.attend", session, on=on) as this:
        require(rules.session.may_note(session))
        due = set(queries.sessions.due(session).values_list("pk", flat=True))
        chosen = [one for one in delegates if one.pk in due]
        if not chosen:
            raise Refused(_("Tick who is here."))
        known = {row.delegate_id: row for row in Attendance.objects.filter(session=session)}
        fresh = [
            Attendance(session=session, delegate=one, came_at=this.at, how=how) for one in chosen if one.pk not in known
        ]
        this.create_all(Attendance, fresh)
        news = len(fresh) + sum(_here(session, one, this.at, how) for one in chosen if one.pk in known)
        this.note(name=session.name, persons=news)
    return news


def excuse(session, *, by, delegate, why):
    """A delegate has asked for leave."""
    with act(by, "congress.attend", session) as this:
        require(rules.session.may_note(session))
        row = Attendance.objects.filter(session=session, delegate=delegate).first() or Attendance(
            session=session, delegate=delegate
        )
        if row.is_present:
            raise Refused(_("%s is here; note first that the delegate has left.") % delegate.name)
        row.excused = why.strip()
        row.save()
        this.note(name=session.name, persons=0, delegate=delegate.name, why=why.strip())
    return row


def leave(session, *, by, delegate):
    """A delegate has left the hall; the quorum of the next vote is counted without this one. Noted wrongly? Then it goes altogether."""
    with act(by, "congress.attend", session) as this:
        require(rules.session.may_note(session))
        row = Attendance.objects.filter(session=session, delegate=delegate).first()
        if row is None or not row.is_present:
            raise Refused(_("%s is not here.") % delegate.name)
        if session.state == session.State.OPEN:
            row.left_at = this.at
        else:
            row.came_at, row.how = None, ""
        row.save()
        this.note(name=session.name, persons=0, delegate=delegate.name)
    return row
