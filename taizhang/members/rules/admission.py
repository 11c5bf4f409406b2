"""Who may apply, what the committee may decide (Constitution of the unions, article 2; rules on membership of 2016, article 5)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.members.models import Application

State = Application.State

# 新就业形态, by the trade that a list names instead (DOMAIN F: 新就业“八大群体”); none of these words contains 新就业.
NEW_FORMS = (
    "货车司机",
    "网约车司机",
    "快递员",
    "外卖配送员",
    "网约送餐员",
    "护工护理员",
    "家政服务员",
    "商场信息员",
    "房产中介员",
    "保安员",
)
# 制度外用工: whoever works here without a post on the establishment. Admission does not depend on it (catalogue OM-11).
OFF_ESTABLISHMENT = (
    "劳务派遣",
    "派遣",
    "人事代理",
    "非全日制",
    "临时工",
    "季节工",
    "灵活就业",
    "退休返聘",
    "返聘",
    "实习",
    "公益性岗位",
    "社区专干",
    "新就业形态",
    *NEW_FORMS,
)


def may_stand_on(on, *, today):
    """A day of an application lies neither in the future nor before there were unions."""
    if on is None:
        return Denied(_("The day is missing."))
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    if on.year < 1900:
        return Denied(_("The year %s cannot be right.") % on.year)
    return Allowed


def may_have_contract(since, until):
    """A contract ends after it began (Labour Contract Law, article 12)."""
    if since and until and until < since:
        return Denied(_("The contract would end before it begins."))
    return Allowed


def may_apply(application, *, on, today):
    """Somebody identified applies; not before being identified."""
    if application.state != State.IDENTIFIED:
        return Denied(_("This application has been made already."))
    if application.identified_on and on < application.identified_on:
        return Denied(_("The person was identified on %s only.") % date_format(application.identified_on))
    return may_stand_on(on, today=today)


def may_decide(application, *, on, today):
    """The committee decides on applications that were made, not before the day on which they were made."""
    if application.voided_at is not None or application.state != State.APPLIED:
        return Denied(_("%s: there is no application that waits for a decision.") % application.name)
    if on < application.applied_on:
        return Denied(
            _("%(name)s applied on %(day)s only.")
            % {"name": application.name, "day": date_format(application.applied_on)}
        )
    return may_stand_on(on, today=today)


def may_drop(application, *, on, today):
    """Somebody takes the application back or leaves the post; nothing that has been decided."""
    if not application.is_waiting:
        return Denied(_("This application has been decided already."))
    first = application.applied_on or application.identified_on
    if on < first:
        return Denied(_("It has been on file since %s only.") % date_format(first))
    return may_stand_on(on, today=today)


def may_open_doorway(since, until, *, today):
    """A page for applications is open for a time, a year at most, so that its code does not live for ever."""
    if until < since:
        return Denied(_("The last day lies before the first."))
    if until < today:
        return Denied(_("The last day is over already."))
    if (until - since).days > 366:
        return Denied(_("A page for applications is open for a year at most; open it again then."))
    return Allowed


def may_take_more(made_today, limit):
    """A page takes so many applications a day, so that nobody floods the union."""
    if limit is not None and made_today >= int(limit.value):
        return Denied(
            _("This page has taken all the applications it may take today. Come back tomorrow, or ask your union.")
        )
    return Allowed


def short_of_target(members, staff, target):
    """How many of the staff are still to be won: target % of them, rounded up, are to be members (catalogue OM-08)."""
    if not staff or target is None:
        return 0
    return int(max(-(-staff * target // 100) - (members or 0), 0))


def may_accept(membership):
    """Somebody who stands on the register as applying or waiting to be received is taken in."""
    if membership.voided_at is not None or membership.status not in (
        membership.Status.APPLYING,
        membership.Status.COMING,
    ):
        return Denied(_("This person is not waiting to be taken in."))
    return Allowed
