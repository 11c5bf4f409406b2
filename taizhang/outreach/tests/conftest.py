"""What the tests of outreach share."""

from taizhang.kernel import rulebook
from taizhang.testing import founding
from taizhang.testing.layers import layer
from taizhang.testing.world import PIXEL


@layer
def rules():
    """The figures of regulation as shipped."""
    rulebook.load()


@layer
def year(cast, rules):
    """One of everything (testing/founding.py)."""
    return founding.build(cast, PIXEL)
