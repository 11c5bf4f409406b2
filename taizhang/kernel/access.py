"""Who may do what where: one question for a verb. Lists are `Model.objects.visible_to(user)`."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Post
from taizhang.kernel.requests import forget
from taizhang.kernel.verdicts import Allowed, Denied


class System:
    """The installation itself: the command line on the server, jobs and tests. May do everything; logged as such."""

    is_authenticated = True
    is_administrator = True
    is_active = True
    pk = None
    name = gettext_lazy("the system")

    def __str__(self):
        return str(self.name)


SYSTEM = System()


def roles_of(user, unit, on=None):
    """Codes of the roles that the user holds at the unit or above it on a day (default: today, asked once while a request runs)."""
    if on is None:
        return {post.role for post in user.posts_today() if unit.is_in(post.unit)}
    paths = [*unit.ancestor_paths(), unit.path]
    return set(Post.objects.in_force(on).filter(user=user, unit__path__in=paths).values_list("role", flat=True))


def forget_roles():
    """After an act: it may have given or ended a post."""
    forget()


def can(user, code, unit):
    """Verdict: may the user do the act `code` at `unit`? Needs a post there or above whose role holds the code."""
    act = registry.acts[code]
    if user is SYSTEM:
        return Allowed
    if not (user.is_authenticated and user.is_active):
        return Denied(_("Please sign in first."))
    narrow = getattr(user, "narrowed_to", None)
    if narrow is not None and (unit is None or not unit.is_in(narrow)):
        return Denied(_("This token holds for %s and the units below it only.") % narrow.name)
    if user.is_administrator and "admin" in act.roles:
        return Allowed
    if unit is not None and roles_of(user, unit) & set(act.roles):
        return Allowed
    words = {"act": act.label, "roles": _(" or ").join(str(registry.roles[code].label) for code in act.roles)}
    if not act.roles:
        return Denied(_("“%(act)s” is done by the system only.") % words)
    return Denied(_("You may not do “%(act)s” at this union; ask its %(roles)s.") % words)
