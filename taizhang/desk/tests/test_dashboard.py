"""The figures of a dashboard are kept in memory while nothing is written, and whatever is written anywhere shows at once."""

import re
import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from taizhang.desk.views import dashboard
from taizhang.kernel import rulebook, tree
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Post
from taizhang.testing.cast import assemble
from taizhang.worklog import actions as worklog


@pytest.fixture
def committed(transactional_db):
    """The cast with two handings-out of the love supermarket, of 4 and 3 persons, committed for all connections to see."""
    cast = assemble()
    for on in (date(2008, 3, 1), date(2008, 5, 1)):
        worklog.record(cast.mill, by=SYSTEM, confirmed=True, on=on, kind="AW-16", matter="爱心超市", persons=4)
    return cast


@pytest.fixture
def drawn(monkeypatch):
    """How often the figures were drawn rather than taken from memory: a list of their units."""
    times, draw = [], dashboard._drawn
    monkeypatch.setattr(dashboard, "_drawn", lambda unit, *rest: times.append(unit.code) or draw(unit, *rest))
    return times


def elsewhere(do):
    """Do it in another thread, on a connection and with a memory of its own, as another process would."""
    came = []

    def run():
        try:
            came.append(do())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return came[0]


def page(client, unit, **query):
    answer = client.get(reverse("desk:dashboard", args=[unit.code]), {"period": "2008", **query})
    assert answer.status_code == 200
    return answer.content.decode()


def entries(html):
    """The number of entries of the year: the first figure of the page; 0 where it shows none."""
    found = re.search(r'href="/figures/worklog\.entries/[^"]*"[^>]*data-value="(\d+)"', html)
    return int(found[1]) if found else 0


def test_a_page_is_drawn_once_while_nothing_is_written_for_everybody_who_may_read_it(committed, as_, drawn):
    clients = [as_(committed.town_chair), as_(committed.auditor)]
    for client in clients:
        page(client, committed.town)  # its address is remembered in the session: written
    drawn.clear()
    first, second = (page(client, committed.town) for client in clients)
    assert len(drawn) <= 1 and entries(first) == entries(second) == 2
    drawn.clear()
    page(clients[0], committed.town)
    assert not drawn
    assert "唐镇主席" in first and "申审计" in second and "申审计" not in first


def test_every_question_has_an_answer_of_its_own(committed, as_, drawn):
    client, english = as_(committed.town_chair), as_(committed.town_chair, "en")
    plain = page(client, committed.town)
    assert "逐月" in plain and "Month by month" in page(english, committed.town)
    assert entries(page(client, committed.town, period="2008-03")) == 1
    assert entries(page(client, committed.mill)) == 2
    assert 'data-tip="' in page(client, committed.town, area="members")
    shown = page(client, committed.town, show="members.admitted")
    assert re.search(r'show=members\.admitted#months" aria-current="true"', shown)
    assert "known=2008-04-01" in page(client, committed.town, known="2008-04-01")
    assert entries(page(client, committed.town)) == 2


def record(cast):
    worklog.record(
        cast.mill, by=SYSTEM, confirmed=True, on=date(2008, 6, 1), kind="AW-16", matter="爱心超市", persons=9
    )


def test_a_line_and_its_reversal_show_at_once_wherever_they_were_written(committed, as_):
    client = as_(committed.town_chair)
    assert entries(page(client, committed.town)) == entries(page(client, committed.town)) == 2
    elsewhere(lambda: record(committed))
    assert entries(page(client, committed.town)) == 3
    record(committed)
    assert entries(page(client, committed.town)) == 4
    newest = worklog.Entry.objects.order_by("pk").last()
    elsewhere(lambda: worklog.void(newest, by=SYSTEM, why="记重了"))
    assert entries(page(client, committed.town)) == 3
    with pytest.raises(RuntimeError), transaction.atomic():
        record(committed)
        assert entries(page(client, committed.town)) == 4
        raise RuntimeError
    assert entries(page(client, committed.town)) == 3


def test_a_page_read_elsewhere_shows_what_was_written_here(committed, as_):
    client = as_(committed.town_chair)
    there = as_(committed.town_chair)
    assert entries(page(client, committed.town)) == entries(elsewhere(lambda: page(there, committed.town))) == 2
    record(committed)
    assert entries(elsewhere(lambda: page(there, committed.town))) == entries(page(client, committed.town)) == 3


def test_the_tree_a_rule_and_a_permission_show_at_once(committed, as_, drawn):
    client, town, mill = as_(committed.town_chair), committed.town, committed.mill
    page(client, town)
    assert mill.name in page(client, town)
    elsewhere(lambda: type(mill).objects.filter(pk=mill.pk).update(name="河湾棉纺厂工会"))
    assert "河湾棉纺厂工会" in page(client, town)
    assert entries(page(client, town, tree="now")) == 2
    elsewhere(transaction.atomic(lambda: tree.move(mill, committed.port, date(2009, 1, 1))))
    assert entries(page(client, town, tree="now")) == 0
    page(client, town)
    drawn.clear()
    elsewhere(rulebook.load)
    page(client, town)
    assert drawn == []  # a rule says nothing about these figures, so nothing is drawn
    elsewhere(lambda: Post.objects.filter(user=committed.town_chair).update(until=timezone.localdate()))
    assert client.get(reverse("desk:dashboard", args=[town.code])).status_code == 404


def test_a_new_day_is_a_new_page(committed, as_, drawn, monkeypatch):
    client, tomorrow = as_(committed.town_chair), timezone.localdate() + timedelta(1)
    page(client, committed.town)
    page(client, committed.town)
    drawn.clear()
    monkeypatch.setattr(timezone, "localdate", lambda *_args: tomorrow)
    page(client, committed.town)
    assert drawn == [committed.town.code]
