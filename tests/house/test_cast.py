"""The cast: own, above, below and beside mean what the tests say."""

from taizhang.kernel import triggers
from taizhang.kernel.models import Unit


def test_the_cast_stands_in_its_tree(cast):
    assert cast.mill.parent() == cast.town
    assert cast.town.parent() == cast.port.parent() == cast.federation


def test_each_sees_his_own_and_what_is_below(cast):
    seen = {
        name: sorted(Unit.objects.visible_to(getattr(cast, name)).values_list("code", flat=True))
        for name in ("mill_chair", "mill_clerk", "town_chair", "port_chair", "auditor", "administrator", "stranger")
    }
    everything = ["F", "F-P", "F-T", "F-T-M"]
    assert seen == {
        "mill_chair": ["F-T-M"],
        "mill_clerk": ["F-T-M"],
        "town_chair": ["F-T", "F-T-M"],
        "port_chair": ["F-P"],
        "auditor": everything,
        "administrator": everything,
        "stranger": [],
    }


def test_the_triggers_stand_in_every_test(db):
    from django.db import connection

    assert triggers.missing(connection) == set()


def test_a_transactional_test_leaves_the_triggers_standing(transactional_db):
    from django.db import connection

    assert triggers.missing(connection) == set()
