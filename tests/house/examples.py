"""An example of every URL of the house: what it needs, who opens it, from whom it hides. A URL without one fails the walk."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

ROLES = ("stranger", "port_chair", "administrator", "auditor", "mill_clerk", "town_chair", "mill_chair")
BESIDE = ("stranger", "port_chair")  # nothing of the mill is theirs to see
OWN = ("town_chair", "mill_chair")


def nothing(world):
    """For pages that need no argument, no query, no form."""
    return ()


@dataclass(frozen=True)
class Example:
    """How to call one URL, and what each of the cast gets: `opens` → 200 (or a redirect after a POST), `hides` → 404."""

    args: Callable = nothing
    query: Callable = nothing
    post: Callable | None = None
    opens: tuple = ROLES
    hides: tuple = ()
    public: bool = False
    main: str = ""  # a main page, looked at in the browser as this person
    status: int = 200
    headers: dict = field(default_factory=dict)

    def address(self, name, world):
        """The address of the page in this world."""
        query = self.query(world)
        return reverse(name, args=self.args(world)) + (f"?{query}" if query else "")


def everyone(args=nothing, **rest):
    """A page that everybody who signs in has, filled with what he may see."""
    return Example(args=args, **rest)


def of_mill(args, **rest):
    """A page of something that the mill has: open to the mill and above it, hidden from everybody beside."""
    return Example(args=args, **{"opens": OWN, "hides": BESIDE, **rest})


def act_of_mill(args, post=None, **rest):
    """The page of an act on something of the mill; with `post`, the act itself."""
    return Example(args=args, post=post, **{"opens": ("mill_chair",), "hides": BESIDE, **rest})


def unit(world):
    """The mill, by code."""
    return (world.cast.mill.code,)


LIBRARIES = {
    "account_login": Example(public=True, main="anonymous", opens=()),
    "account_logout": everyone(main="mill_chair"),
    "account_reauthenticate": everyone(),
    "account_change_password": everyone(main="mill_chair"),
    "account_signup": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_email": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_email_verification_sent": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_inactive": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_set_password": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_reset_password": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_reset_password_done": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "account_confirm_login_code": Example(public=True, opens=(), hides=("anonymous", *ROLES)),
    "mfa_index": everyone(main="mill_chair"),
    "mfa_authenticate": Example(public=True, opens=()),
    "mfa_reauthenticate": Example(opens=()),
    "mfa_activate_totp": Example(opens=()),
    "mfa_deactivate_totp": Example(opens=()),
    "mfa_view_recovery_codes": Example(opens=()),
    "mfa_generate_recovery_codes": Example(opens=()),
    "mfa_download_recovery_codes": Example(opens=()),
    "set_language": Example(public=True, opens=(), post=lambda world: {"language": "en"}),
}

EXAMPLES = {**LIBRARIES}


def main_pages(world):
    """{person: [(name, address)]} of the pages that the browser tests look at."""
    pages = {}
    for name, example in EXAMPLES.items():
        if example.main:
            pages.setdefault(example.main, []).append((name, example.address(name, world)))
    return pages
