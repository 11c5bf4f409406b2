"""The model of voters, tellers and crashes for the two kinds whose slips bear no name: blind-signed credentials, and trustees outside.

As test_model.py: machines drive the real actions in any order, with the program dying in the middle of a write, beside a person with a pencil.
"""

import hashlib
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

from taizhang.ballots import actions, credentials, queries
from taizhang.ballots.actions import counting
from taizhang.ballots.actions import credentials as taking
from taizhang.ballots.models import SealedSlip, Slip, Tick, Voter
from taizhang.ballots.rules import counting as rules
from taizhang.ballots.tests import factories as make
from taizhang.ballots.tests.test_credentials import Browser
from taizhang.ballots.tests.test_model import PowerCut
from taizhang.ballots.tests.test_outside import archive, question
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused

ANSWERS = ("for", "against", "abstain")
VOTERS = 5
places = st.integers(0, VOTERS - 1)
CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def runs(machine, examples, steps):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=CHECKS
        ),
    )


def dying(module, name, *, after):
    """The power goes out before or after this write."""
    real = getattr(module, name)

    def cut(*given):
        if after:
            real(*given)
        raise PowerCut

    return mock.patch.object(module, name, cut)


# --- blind-signed credentials ---------------------------------------------------------------------------------------------------------


class Blind(RuleBasedStateMachine):
    """`signed`: who holds a credential, by place; `cast`: what was confirmed with it. Nothing else on this side joins the two."""

    unit = None

    @initialize()
    def begin(self):
        self.ballot = make.frozen(self.unit, voters=VOTERS, kind="blind")
        self.voters = list(queries.electorate(self.ballot))
        self.browsers = [Browser(self.ballot) for _voter in self.voters]
        self.signed, self.cast, self.struck, self.counted = set(), {}, set(), False

    def may_take(self, place):
        return not self.counted and place not in self.struck

    @rule(place=places, other_device=st.booleans())
    def take(self, place, other_device):
        """A credential is taken, or asked for again; a second browser gets none."""
        browser = Browser(self.ballot) if other_device and place in self.signed else self.browsers[place]
        before = getattr(browser, "signature", None)
        try:
            browser.take(self.voters[place])
        except Refused:
            assert not self.may_take(place) or browser is not self.browsers[place]
            return
        assert browser is self.browsers[place]
        assert place in self.signed or self.may_take(place)
        assert before in (None, browser.signature)
        self.signed.add(place)

    @rule(place=places, after=st.booleans())
    def dies_while_signing(self, place, after):
        """The answer never arrives; the same request later gets the signature."""
        if place in self.signed or not self.may_take(place):
            return
        with dying(taking, "tick", after=after), suppress(PowerCut):
            self.browsers[place].take(self.voters[place])
            raise AssertionError("the power cut did not come through")

    @rule(place=places, answer=st.sampled_from(ANSWERS), at=st.sampled_from(["before", "during", "after"]))
    def drop(self, place, answer, at):
        """A slip with its credential: once, and the same receipt ever after, whatever is sent the second time."""
        if place not in self.signed:
            return
        moment = {"before": make.BEFORE, "during": make.DURING, "after": make.AFTER}[at]
        try:
            done = self.browsers[place].cast({"1": answer}, at=moment)
        except Refused:
            assert place not in self.cast and (self.counted or at != "during")
            return
        assert done.again == (place in self.cast)
        if not done.again:
            assert at == "during" and not self.counted
            self.cast[place] = (answer, done.receipt)
        assert self.cast[place][1] == done.receipt

    @rule(place=places, answer=st.sampled_from(ANSWERS), after=st.booleans())
    def dies_while_dropping(self, place, answer, after):
        if place not in self.signed or place in self.cast or self.counted:
            return
        with dying(taking, "drop", after=after), suppress(PowerCut):
            self.browsers[place].cast({"1": answer})
            raise AssertionError("the power cut did not come through")

    @rule(mine=places, theirs=places)
    def forge(self, mine, theirs):
        """A number of one's own with somebody else's signature opens nothing."""
        if theirs not in self.signed or mine == theirs:
            return
        with pytest.raises(Refused):
            self.browsers[mine].cast({"1": "for"}, signature=self.browsers[theirs].signature)

    @rule(place=places)
    def strike(self, place):
        try:
            actions.strike_voter(Voter.objects.get(pk=self.voters[place].pk), by=SYSTEM, at=make.DURING, why="调离")
        except Refused:
            assert not self.may_take(place) or place in self.signed
            return
        assert place not in self.signed
        self.struck.add(place)

    @precondition(lambda self: not self.counted)
    @rule(dies=st.booleans())
    def count(self, dies):
        if dies:
            with mock.patch.object(counting, "_result", side_effect=PowerCut), pytest.raises(PowerCut):
                actions.count(self.ballot, by=SYSTEM, at=make.AFTER)
            assert not Slip.objects.filter(ballot=self.ballot).exists()
        actions.count(self.ballot, by=SYSTEM, at=make.AFTER)
        self.counted = True

    @invariant()
    def the_register_knows_who_took_one_and_the_pot_how_many_came(self):
        if not hasattr(self, "ballot"):
            return
        ticked = set(Tick.objects.filter(voter__ballot=self.ballot).values_list("voter_id", "how"))
        assert ticked == {(self.voters[place].pk, "credential") for place in self.signed}
        pot = SealedSlip.objects.filter(ballot=self.ballot).count()
        box = Slip.objects.filter(ballot=self.ballot).count()
        assert (pot, box) == ((0, len(self.cast)) if self.counted else (len(self.cast), 0))

    @invariant()
    def the_total_is_the_pencils(self):
        if not getattr(self, "counted", False):
            return
        self.ballot.refresh_from_db()
        told, marks = self.ballot.result, [answer for answer, _receipt in self.cast.values()]
        row = told["questions"][0]["rows"][0]
        assert told["stands"]
        assert [row[answer] for answer in ANSWERS] == [marks.count(answer) for answer in ANSWERS]
        numbers = (told["entitled"], told["issued"], told["slips"])
        assert numbers == (VOTERS - len(self.struck), len(self.signed), len(marks))


@pytest.fixture
def one_key(monkeypatch):
    """One key is enough for all examples: making one takes longer than everything that is tested with it."""
    key = credentials.rsa.generate_private_key(public_exponent=credentials.EXPONENT, key_size=credentials.BITS)
    monkeypatch.setattr(credentials.rsa, "generate_private_key", lambda **_given: key)


@pytest.mark.django_db
def test_no_order_of_credentials_slips_and_crashes_yields_a_wrong_total(cast, one_key):
    Blind.unit = cast.mill
    runs(Blind, 8, 16)


# --- trustees outside -----------------------------------------------------------------------------------------------------------------


class Outside(RuleBasedStateMachine):
    """Archives come in any order, true ones and false ones; `brought` is the last that could be ours, with whoever brought it."""

    unit, officers = None, ()

    @initialize()
    def begin(self):
        self.ballot = make.frozen(self.unit, voters=VOTERS, kind="trustees")
        self.entitled, self.brought, self.counted = VOTERS, None, None

    def content(self, votes, came):
        asked = [question("通过本届工作报告", ["赞成", "反对", "弃权"], 1)]
        return archive(
            questions=asked, weights=(1,) * self.entitled, result=(votes,), tallied=came, weight=came, ballots=came
        )

    @rule(votes=st.tuples(*[st.integers(0, VOTERS)] * 3), came=st.integers(0, VOTERS + 2), who=st.integers(0, 1))
    def bring(self, votes, came, who):
        """What cannot be true is refused: more ballots than voters, more votes than ballots."""
        true = came <= self.entitled and sum(votes) <= came
        content = self.content(votes, came)
        try:
            actions.bring_archive(self.ballot, by=self.officers[who], at=make.AFTER, content=content, name="a.bel")
        except Refused:
            assert not true or self.counted
            return
        assert true and not self.counted
        self.brought = (votes, came, who, hashlib.sha256(content).hexdigest())

    @rule(came=st.integers(1, VOTERS))
    def bring_spoilt(self, came):
        """A record that is not what its name says, or an event that is missing, is no archive."""
        for spoil in (lambda records: records[:-1], lambda records: [(name, data + b" ") for name, data in records]):
            asked = [question("通过本届工作报告", ["赞成", "反对", "弃权"], 1)]
            content = archive(
                questions=asked, weights=(1,) * self.entitled, result=((came, 0, 0),), tallied=came, weight=came,
                ballots=came, spoil=spoil,
            )  # fmt: skip
            with pytest.raises(Refused):
                actions.bring_archive(self.ballot, by=SYSTEM, at=make.AFTER, content=content, name="a.bel")

    @rule(who=st.integers(0, 1), right=st.booleans(), dies=st.booleans())
    def confirm(self, who, right, dies):
        """A second person types the SHA-256; the program may die while it decides, and nothing has happened."""
        digest = self.brought[3] if right and self.brought else "0" * 64
        given = {"by": self.officers[who], "at": make.AFTER, "digest": digest}
        may = bool(self.brought and right and who != self.brought[2] and not self.counted)
        if dies and may:
            with mock.patch.object(rules, "decide", side_effect=PowerCut), pytest.raises(PowerCut):
                actions.confirm_archive(self.ballot, **given)
        try:
            actions.confirm_archive(self.ballot, **given)
        except Refused:
            assert not may
            return
        assert may
        self.counted = self.brought

    @rule()
    def nobody_counts_or_votes_here(self):
        with pytest.raises(Refused):
            actions.count(self.ballot, by=SYSTEM, at=make.AFTER)
        with pytest.raises(Refused):
            make.vote(queries.electorate(self.ballot).first(), {"1": "for"})

    @precondition(lambda self: self.entitled > 2)
    @rule()
    def strike(self):
        """The electorate changes while the vote is open; an archive of the old one is no longer ours."""
        if self.brought or self.counted:
            return
        last = queries.electorate(self.ballot).filter(struck=False).last()
        actions.strike_voter(last, by=SYSTEM, at=make.DURING, why="调离")
        stale = self.content((0, 0, 0), 0)
        self.entitled -= 1
        with pytest.raises(Refused):
            actions.bring_archive(self.ballot, by=SYSTEM, at=make.AFTER, content=stale, name="a.bel")

    @invariant()
    def the_result_is_that_of_the_archive_which_two_persons_compared(self):
        if not hasattr(self, "ballot"):
            return
        self.ballot.refresh_from_db()
        assert self.ballot.has_result == bool(self.counted)
        assert not SealedSlip.objects.filter(ballot=self.ballot).exists()
        if not self.counted:
            assert self.ballot.result == {}
            return
        votes, came, _who, digest = self.counted
        told, row = self.ballot.result, self.ballot.result["questions"][0]["rows"][0]
        assert self.ballot.box_hash == digest
        blank = came - sum(votes)  # who chose nothing abstained
        assert tuple(row[answer] for answer in ANSWERS) == (votes[0], votes[1], votes[2] + blank)
        assert (told["entitled"], told["returned"], told["questions"][0]["blank"]) == (self.entitled, came, blank)


@pytest.mark.django_db
def test_no_order_of_archives_and_crashes_yields_a_wrong_total(cast):
    Outside.unit, Outside.officers = cast.mill, (cast.mill_clerk, cast.mill_chair)
    runs(Outside, 8, 14)
