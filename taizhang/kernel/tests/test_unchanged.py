"""Answers kept while nothing is written: true at every moment, on both engines."""

import threading
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taizhang.kernel import requests
from taizhang.kernel.models import Post, Unit, User
from taizhang.kernel.tree import hang
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


def test_what_is_written_elsewhere_than_it_reads_leaves_an_answer_as_it_is():
    with CaptureQueriesContext(connection) as asked_first:
        assert asked("apart") == ((), True)
    Session.objects.create(session_key="own", session_data="", expire_date=timezone.now())
    elsewhere(lambda: Session.objects.all().delete())
    with CaptureQueriesContext(connection) as asked_again:
        assert asked("apart") == ((), False)
    assert len(asked_again) <= len(asked_first)
    User.objects.create(username="own")
    assert asked("apart") == (("own",), True)


def test_an_answer_rests_on_what_the_request_knew_already_too():
    """What was asked before in the same request is asked again for the answer: else it would not be seen to change."""
    kept = requests._memory.set({})
    try:
        user = User.objects.create(username="holder")
        assert user.posts_today() == ()
        assert while_unchanged("posts", lambda: len(user.posts_today())) == 0
        place = hang(None, Unit(code="R", name="总工会", kind="county_federation"))
        Post.objects.create(user=user, unit=place, role="chair", since=date(2001, 1, 1))
        assert user.posts_today() == ()  # this request goes on with what it knew
        assert while_unchanged("posts", lambda: len(user.posts_today())) == 1
    finally:
        requests._memory.reset(kept)


def test_a_record_is_read_anew_for_the_question():
    user = User.objects.create(username="holder", name="甲")
    ask = lambda user: (user.name, User.objects.count())  # noqa: E731
    assert while_unchanged("name", ask, user) == ("甲", 1)
    elsewhere(lambda: User.objects.filter(pk=user.pk).update(name="乙"))
    assert user.name == "甲"
    assert while_unchanged("name", ask, user) == ("乙", 1)


def test_an_answer_within_an_answer_is_asked_for_it():
    assert while_unchanged("outer", lambda: asked("inner")[0]) == ()
    assert asked("inner") == ((), True)
    User.objects.create(username="own")
    assert while_unchanged("outer", lambda: asked("inner")[0]) == ("own",)


def test_an_answer_that_wrote_is_made_anew_after_any_write():
    def ask():
        User.objects.filter(username="nobody").update(name="x")
        return asked("beside")

    while_unchanged("writes", ask)
    Session.objects.create(session_key="own", session_data="", expire_date=timezone.now())
    times = []
    while_unchanged("writes", lambda: times.append(1))
    assert times == [1]


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
