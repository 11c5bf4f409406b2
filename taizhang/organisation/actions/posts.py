"""The only ways to give and end posts, and to lay down a federation's own figure of regulation."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel import rulebook
from taizhang.kernel.acts import act
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Post
from taizhang.kernel.verdicts import Refused, require
from taizhang.organisation import rules


def appoint(user, unit, role, *, by, on, until=None):
    """Give somebody a post: chair, clerk, auditor or administrator of a unit, from a day on (Trade Union Law, articles 10 and 16)."""
    with act(by, "organisation.appoint", unit, on=on) as this:
        require(rules.may_hold_post(role, known=registry.roles, since=on, until=until))
        if unit.until is not None and on >= unit.until:
            raise Refused(_("%(unit)s ended on %(day)s.") % {"unit": unit.name, "day": date_format(unit.until)})
        if Post.objects.filter(user=user, unit=unit, role=role, until=None).exists():
            raise Refused(_("%(user)s holds this post already.") % {"user": user})
        post = Post.objects.create(user=user, unit=unit, role=role, since=on, until=until)
        this.note(user=user.username, name=str(user), role=role)
    return post


def end_post(post, *, by, on, why=""):
    """The post ends on this day; what was done in it stays signed (Trade Union Law, article 18)."""
    with act(by, "organisation.end_post", post.unit, on=on) as this:
        if post.until and post.until <= on:
            raise Refused(_("This post has ended already."))
        if on < post.since:
            raise Refused(_("A post cannot end before it begins."))
        post.until = on
        post.save(update_fields=["until"])
        this.note(user=post.user.username, name=str(post.user), role=post.role, why=why)
    return post


def set_rule(unit, *, by, key, value, since, source, article="", until=None):
    """Write a federation's own figure of regulation for this unit and everything below it, with its source."""
    with act(by, "organisation.set_rule", unit, on=since) as this:
        if not source.strip():
            raise Refused(_("A figure of regulation needs its source: the document that says so."))
        number = rulebook.typed(key, value)
        if key == rulebook.PLACE and value not in rulebook.places():
            raise Refused(_("The rulebook knows these places: %s.") % _(", ").join(rulebook.places()))
        written = rulebook.override(key, unit=unit, since=since, source=source, article=article, until=until, **number)
        this.note(key=key, value=str(value), source=source)
    return written
