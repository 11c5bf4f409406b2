"""What the tests of committees share: the cast, and one of everything at the mill."""

from taizhang.kernel import rulebook
from taizhang.members.tests.factories import member
from taizhang.testing import committees
from taizhang.testing.cast import assemble
from taizhang.testing.layers import layer
from taizhang.testing.world import PIXEL

PEOPLE = (("林细妹", "女", "织造"), ("巫阿牛", "男", "织造"), ("费小满", "女", "浆纱"), ("石大春", "男", ""))


@layer
def kept():
    """(cast, one of everything, members of the mill)."""
    rulebook.load()
    cast = assemble()
    people = [member(cast.mill, name=name, sex=sex, group=group) for name, sex, group in PEOPLE]
    return cast, committees.build(cast, PIXEL), people


@layer
def cast(kept):
    """The four unions and the seven people of every test (testing/cast.py)."""
    return kept[0]


@layer
def there(kept):
    """One of everything (testing/committees.py)."""
    return kept[1]


@layer
def people(kept):
    """Four members of the mill, two of them women."""
    return kept[2]
