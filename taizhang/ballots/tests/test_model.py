"""A model of voters, tellers and crashes: whatever happens in whatever order, the total is the one that a person with a pencil would have.

Machines that drive the real actions: voters click once, twice, from two devices, after losing the answer; the program dies in the middle of
a write; papers are handed out; somebody is struck off or added; the worker counts, dies, counts again.
"""

from contextlib import suppress
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from taizhang.ballots import actions, queries
from taizhang.ballots.actions import casting
from taizhang.ballots.models import SealedSlip, Slip, Tick, Voter
from taizhang.ballots.tests import factories as make
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused

ANSWERS = ("for", "against", "abstain")
VOTERS = 6
places = st.integers(0, VOTERS - 1)


class PowerCut(Exception):
    """The machine goes down here."""


class Vote(RuleBasedStateMachine):
    """The real ballot beside a pencil: `taken` is what was confirmed, by voter."""

    unit, tellers = None, ()

    @initialize()
    def begin(self):
        self.ballot = make.frozen(self.unit, voters=VOTERS, channels="both")
        self.voters = list(queries.electorate(self.ballot))
        self.clicks = {voter.pk: queries.fresh_click(voter) for voter in self.voters}
        self.taken, self.papers, self.struck, self.counted = {}, set(), set(), False

    def may(self, voter):
        return not self.counted and voter.pk not in self.papers | self.struck

    @rule(place=places, answer=st.sampled_from(ANSWERS), fresh=st.booleans())
    def click(self, place, answer, fresh):
        """A click, or the same click again, or one from another device."""
        voter = self.voters[place]
        if fresh and voter.pk not in self.taken:
            self.clicks[voter.pk] = queries.fresh_click(voter)
        token = queries.fresh_click(voter) if fresh else self.clicks[voter.pk]
        try:
            taken = make.vote(voter, {"1": answer}, token=token)
        except Refused:
            assert not self.may(voter) or voter.pk in self.taken
            return
        assert taken.again == (voter.pk in self.taken)
        assert self.may(voter) or taken.again
        if not taken.again:
            self.taken[voter.pk], self.clicks[voter.pk] = answer, token

    @rule(place=places, answer=st.sampled_from(ANSWERS), where=st.sampled_from(["tick", "drop", "after"]))
    def dies(self, place, answer, where):
        """The server dies while it writes: nothing was confirmed, so nothing may be half there; the voter tries again later."""
        voter = self.voters[place]
        if not self.may(voter) or voter.pk in self.taken:
            return
        name = "drop" if where == "after" else where
        real = getattr(casting, name)

        def cut(*given):
            if where == "after":
                real(*given)
            raise PowerCut

        with mock.patch.object(casting, name, cut), suppress(PowerCut):
            make.vote(voter, {"1": answer}, token=self.clicks[voter.pk])
            raise AssertionError("the power cut did not come through")

    @rule(place=places)
    def paper(self, place):
        voter = self.voters[place]
        try:
            actions.issue_paper(self.ballot, by=SYSTEM, numbers=[voter.number], at=make.DURING)
        except Refused:
            assert not self.may(voter) or voter.pk in self.taken
            return
        if voter.pk not in self.struck:
            assert self.may(voter) and voter.pk not in self.taken
            self.papers.add(voter.pk)

    @rule(place=places)
    def strike(self, place):
        voter = self.voters[place]
        try:
            actions.strike_voter(Voter.objects.get(pk=voter.pk), by=SYSTEM, at=make.DURING, why="调离")
        except Refused:
            assert not self.may(voter) or voter.pk in self.taken
            return
        self.struck.add(voter.pk)

    @rule(place=places)
    def late(self, place):
        """After the close nobody votes, but a lost answer is still told."""
        voter = self.voters[place]
        try:
            again = make.vote(voter, {"1": "for"}, token=self.clicks[voter.pk], at=make.AFTER)
        except Refused:
            assert voter.pk not in self.taken or self.counted
            return
        assert again.again and voter.pk in self.taken

    @precondition(lambda self: not self.counted)
    @rule(split=st.integers(0, VOTERS), dies=st.booleans())
    def count(self, split, dies):
        """Two tellers, perhaps two boxes; the worker may die while it counts."""
        paper = len(self.papers)
        boxes = {"甲": min(split, paper), "乙": paper - min(split, paper)} if paper else {}
        for box, number in boxes.items():
            for teller in self.tellers:
                with suppress(Refused):  # entered before the worker died
                    actions.enter_sheet(
                        self.ballot, by=teller, box=box, returned=number, cells={"1": {"for": number}}, at=make.AFTER
                    )
        if dies:
            with mock.patch("taizhang.ballots.actions.counting._result", side_effect=PowerCut), pytest.raises(PowerCut):
                actions.count(self.ballot, by=SYSTEM, at=make.AFTER)
            assert not Slip.objects.filter(ballot=self.ballot).exists()
        actions.count(self.ballot, by=SYSTEM, at=make.AFTER)
        self.counted = True

    @invariant()
    def the_register_and_the_pot_agree(self):
        if not hasattr(self, "ballot"):
            return
        ticks = Tick.objects.filter(voter__ballot=self.ballot)
        assert set(ticks.filter(how="electronic").values_list("pk", flat=True)) == set(self.taken)
        assert set(ticks.filter(how="paper").values_list("pk", flat=True)) == self.papers
        pot, box = (
            SealedSlip.objects.filter(ballot=self.ballot).count(),
            Slip.objects.filter(ballot=self.ballot).count(),
        )
        assert (pot, box) == ((0, len(self.taken)) if self.counted else (len(self.taken), 0))

    @invariant()
    def the_total_is_the_pencils(self):
        if not getattr(self, "counted", False):
            return
        self.ballot.refresh_from_db()
        told = self.ballot.result
        row = told["questions"][0]["rows"][0]
        marks = list(self.taken.values())
        assert told["stands"]
        assert row["for"] == marks.count("for") + len(self.papers)
        assert (row["against"], row["abstain"]) == (marks.count("against"), marks.count("abstain"))
        assert (told["entitled"], told["issued"]) == (VOTERS - len(self.struck), len(marks) + len(self.papers))


@pytest.mark.django_db
def test_no_order_of_clicks_papers_and_crashes_yields_a_wrong_total(cast):
    Vote.unit, Vote.tellers = cast.mill, (cast.mill_clerk, cast.mill_chair)
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Vote, settings=settings(max_examples=8, stateful_step_count=14, deadline=None, suppress_health_check=checks)
    )
