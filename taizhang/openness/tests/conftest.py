"""What the tests of openness share."""

from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.members import actions as members
from taizhang.testing import open_affairs
from taizhang.testing.layers import layer
from taizhang.testing.world import PIXEL


@layer
def rules():
    """The figures of regulation as shipped."""
    rulebook.load()


@layer
def year(cast, rules):
    """One of everything at the mill (testing/open_affairs.py)."""
    member = members.admit(cast.mill, by=SYSTEM, on=open_affairs.DAY, name="田小满").person
    return open_affairs.build(cast, member, PIXEL)
