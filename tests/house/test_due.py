"""What is due is kept in memory by the day: a question that looks at the clock says so (`by_the_minute` of ui/due.py)."""

import inspect
import re
import sys

import pytest

from taizhang.kernel.manifest import registry

CLOCK = re.compile(r"timezone\.now\(|localtime\(\)|datetime\.now\(|time\.time\(")
ASKED = [ask for manifest in registry.manifests.values() for ask in manifest.due]


@pytest.mark.parametrize("ask", ASKED, ids=lambda ask: f"{ask.__module__}.{ask.__name__}")
def test_whoever_looks_at_the_clock_is_asked_every_minute(ask):
    looks = CLOCK.search(inspect.getsource(sys.modules[ask.__module__]))
    assert not looks or getattr(ask, "by_the_minute", False), f"{ask.__module__} looks at the clock"
