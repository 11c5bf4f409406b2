"""What the tests of care and benefits share."""

from taizhang.kernel import rulebook
from taizhang.testing import care
from taizhang.testing.layers import layer
from taizhang.welfare.tests import factories


@layer
def rules():
    """The figures of regulation as shipped."""
    rulebook.load()


@layer
def year(cast, rules):
    """One of everything at the mill (testing/care.py)."""
    member = factories.person(cast.mill, "田小满")
    factories.person(cast.mill, "郑大寒")
    return care.build(cast, member)
