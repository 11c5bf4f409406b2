"""Answers kept while nothing is written: true at every moment, on both engines."""

import threading

import pytest
from django.db import connection, transaction

from taizhang.kernel.models import User
from taizhang.kernel.unchanged import MOST, while_unchanged

pytestmark = pytest.mark.django_db(transaction=True)


def names():
    return tuple(User.objects.order_by("username").values_list("username", flat=True))


def asked(key="names"):
    """(the answer, whether the database was asked for it)"""
    times = []
    answer = while_unchanged(key, lambda: times.append(1) or names())
    return answer, bool(times)


def elsewhere(do):
    """Do it in a thread, which has a connection of its own."""

    def run():
        do()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_it_is_asked_once_until_somebody_writes():
    assert asked("once") == ((), True)
    assert asked("once") == ((), False)
    User.objects.create(username="own")
    assert asked("once") == (("own",), True)
    assert asked("once") == (("own",), False)
    elsewhere(lambda: User.objects.create(username="stranger"))
    assert asked("once") == (("own", "stranger"), True)
    assert asked("once") == (("own", "stranger"), False)
    elsewhere(lambda: User.objects.filter(username="own").update(username="renamed"))
    assert asked("once") == (("renamed", "stranger"), True)


def test_what_may_be_taken_back_is_never_kept():
    with pytest.raises(RuntimeError), transaction.atomic():
        User.objects.create(username="perhaps")
        assert asked("undone") == (("perhaps",), True)
        raise RuntimeError
    assert asked("undone") == ((), True)


def test_a_thread_keeps_a_bounded_number_of_answers():
    for number in range(MOST + 1):
        asked(("bounded", number))
    assert asked(("bounded", MOST))[1] is False
    assert asked(("bounded", 0))[1] is True
