"""What an example says of a URL, and the kinds that recur: of the mill, of everybody who holds a post, of one person's own."""

from collections.abc import Callable
from dataclasses import dataclass

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

    def address(self, name, world):
        """The address of the page in this world."""
        query = self.query(world)
        return reverse(name, args=self.args(world)) + (f"?{query}" if query else "")


def everyone(args=nothing, **rest):
    """A page that everybody who signs in has, filled with what he may see."""
    return Example(args=args, **rest)


def member_of_staff(args=nothing, **rest):
    """A page for everybody who holds a post or keeps the installation; a stranger has no unit to show it for."""
    return Example(args=args, **{"opens": ROLES[1:], **rest})


def of_mill(args, **rest):
    """A page of something that the mill has: open to the mill and above it, hidden from everybody beside."""
    return Example(args=args, **{"opens": OWN, "hides": BESIDE, **rest})


def unit(world):
    """The mill, by code."""
    return (world.cast.mill.code,)


def at_mill(rest=""):
    """A query that asks about the mill in 2008."""
    return lambda world: f"unit={world.cast.mill.code}&period=2008{rest}"


HAND = ("mill_clerk", *OWN)  # who handles the mill's register

SEEN = (*HAND, "auditor")

READ = (*HAND, "auditor")


def found(world):
    """Somebody the mill found in it."""
    return (world.finding.pk,)
