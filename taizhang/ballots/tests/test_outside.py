"""A ballot held outside: what is handed over, and an archive that is built as the published specification has it."""

import hashlib
import io
import json
import tarfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.ballots import actions, outside, queries
from taizhang.ballots.tests import factories as make
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused

ELECTION = make.election(["丁立夏", "王芒种", "赵小暑"], 2)
KEY = {"pok": {"challenge": "1", "response": "2"}, "public_key": "3"}


def question(text, answers, most):
    return {"answers": answers, "blank": False, "min": 0, "max": most, "question": text}


QUESTIONS = [
    question("通过本届工作报告", ["赞成", "反对", "弃权"], 1),
    question("选举工会委员会委员", ["丁立夏", "王芒种", "赵小暑"], 2),
]


def archive(*, name="工作报告表决", questions=QUESTIONS, weights=(1,) * 7, result=((4, 1, 0), (5, 4, 1)), trustees=3, tallied=6, weight=6,
            ballots=6, spoil=None):  # fmt: skip
    """An archive as bytes: events in a chain, everything named by its SHA-256."""
    records = []

    def add(value, kind="data"):
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        digest = hashlib.sha256(data).hexdigest()
        records.append((f"{digest}.{kind}.json", data))
        return digest

    parent, height = None, 0

    def event(kind, payload=None):
        nonlocal parent, height
        said = {"height": height, "type": kind}
        said |= ({"parent": parent} if parent else {}) | ({"payload": payload} if payload else {})
        parent, height = add(said, "event"), height + 1

    election = {
        "version": 1,
        "description": "",
        "name": name,
        "group": "Ed25519",
        "public_key": "0",
        "questions": list(questions),
        "uuid": "abc",
    }
    credentials = [f"key{n}" if one == 1 else f"key{n},{one}" for n, one in enumerate(weights)]
    setup = {"election": add(election), "trustees": add([["Single", KEY]] * trustees), "credentials": add(credentials)}
    event("Setup", add(setup))
    for n in range(ballots):
        event("Ballot", add({"credential": f"key{n}"}))
    event("EndBallots")
    event("EncryptedTally", add({"num_tallied": tallied, "total_weight": weight, "encrypted_tally": add([[]])}))
    for owner in range(1, trustees + 1):
        event("PartialDecryption", add({"owner": owner, "payload": add({"factors": owner})}))
    event("Result", add({"result": [list(one) for one in result]}))
    return packed(spoil(records) if spoil else records)


def packed(records):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in [("BELENIOS", b'{"version":1,"timestamp":1211250000}'), *records]:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return out.getvalue()


@pytest.fixture
def ballot(cast):
    return make.frozen(cast.mill, kind="trustees", questions=[make.MOTION, ELECTION], voters=7)


@pytest.mark.django_db
def test_the_result_is_taken_over_by_two_persons_and_decided_by_our_rules(ballot, cast):
    content = archive()
    digest = hashlib.sha256(content).hexdigest()
    actions.bring_archive(ballot, by=cast.mill_clerk, at=make.AFTER, content=content, name="vote.bel")
    for by, typed in ((cast.mill_clerk, digest), (cast.mill_chair, "0" * 64)):
        with pytest.raises(Refused):
            actions.confirm_archive(ballot, by=by, at=make.AFTER, digest=typed)
    done = actions.confirm_archive(ballot, by=cast.mill_chair, at=make.AFTER, digest=f" {digest.upper()} ")
    assert (done.state, done.box_hash) == ("counted", digest) and done.result["stands"]
    motion, election = done.result["questions"]
    assert (motion["verdict"], motion["rows"][0]["for"], motion["rows"][0]["abstain"], motion["blank"]) == (
        "carried",
        4,
        1,
        1,
    )
    assert (election["verdict"], election["elected"]) == ("elected", [1, 2])
    assert queries.turnout(done).voted == 6
    with pytest.raises(Refused):
        actions.bring_archive(ballot, by=cast.mill_clerk, at=make.AFTER, content=content, name="vote.bel")
    actions.publish(ballot, by=cast.mill_chair, at=make.AFTER)


def swap(records):
    return [(name, data.replace(b'"key3"', b'"key9"')) for name, data in records]


def without_one(records):
    ballot = next(at for at, (_name, data) in enumerate(records) if b'"type":"Ballot"' in data)
    return records[:ballot] + records[ballot + 1 :]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "别的投票"},
        {"questions": [QUESTIONS[1], QUESTIONS[0]]},
        {"questions": [QUESTIONS[0], {**QUESTIONS[1], "max": 3}]},
        {"questions": [QUESTIONS[0], {**QUESTIONS[1], "blank": True}]},
        {"weights": (1,) * 8},
        {"weights": (1,) * 6 + (2,)},
        {"trustees": 1},
        {"tallied": 7},
        {"weight": 8},
        {"result": ((4, 1, 2), (5, 4, 1))},
        {"result": ((4, 1), (5, 4, 1))},
        {"result": ((4, 1, 0),)},
        {"result": ((4, -1, 0), (5, 4, 1))},
        {"spoil": swap},
        {"spoil": without_one},
        {"spoil": lambda records: records[:-1]},
        {"spoil": lambda records: []},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_archive_that_is_not_ours_or_not_whole_is_refused(ballot, wrong):
    with pytest.raises(Refused):
        actions.bring_archive(ballot, by=SYSTEM, at=make.AFTER, content=archive(**wrong), name="vote.bel")
    ballot.refresh_from_db()
    assert ballot.archive == {}


@pytest.mark.django_db
def test_weights_come_back_as_they_went_out(cast):
    voters = [{"name": f"代表{n}", "weight": weight} for n, weight in enumerate((3, 1, 2))]
    ballot = make.frozen(cast.mill, kind="trustees", voters=voters)
    assert outside.voters(9, [(1, 3), (2, 1)]) == "1@ballot-9.invalid,1,3\n2@ballot-9.invalid,2,1\n"
    content = archive(questions=QUESTIONS[:1], weights=(1, 2, 3), result=((3, 2, 0),), tallied=2, weight=5, ballots=2)
    actions.bring_archive(ballot, by=SYSTEM, at=make.AFTER, content=content, name="vote.bel")
    assert (ballot.archive["weight"], ballot.archive["tallied"]) == (5, 2)


@pytest.mark.django_db
def test_only_what_can_be_summed_up_unopened_is_held_outside(cast):
    grid = {"kind": "grid", "text": "评议", "candidates": ["钱一"], "grades": ["好", "差"], "good_grades": 1}
    for wrong in ({"questions": [grid]}, {"questions": [{**ELECTION, "write_ins": True}]}, {"channels": "both"}):
        with pytest.raises(Refused):
            make.frozen(cast.mill, kind="trustees", **wrong)
    ballot = make.frozen(cast.mill, kind="trustees")
    with pytest.raises(Refused):
        make.vote(queries.electorate(ballot).first(), {"1": "for"})
    with pytest.raises(Refused):
        actions.count(ballot, by=SYSTEM, at=make.AFTER)
    with pytest.raises(Refused):
        actions.bring_archive(ballot, by=SYSTEM, at=make.DURING, content=archive(), name="vote.bel")


@pytest.mark.django_db
def test_the_pages_from_the_template_to_the_result(ballot, cast, as_):
    clerk, chair = as_(cast.mill_clerk), as_(cast.mill_chair)
    told = clerk.get(reverse("ballots:outside_template", args=[ballot.pk])).json()
    assert told["questions"] == QUESTIONS and told["name"] == "工作报告表决"
    listed = clerk.get(reverse("ballots:outside_voters", args=[ballot.pk])).content.decode()
    assert listed.splitlines()[0] == f"1@ballot-{ballot.pk}.invalid,1,1" and "选举人" not in listed
    file = SimpleUploadedFile("vote.bel", archive())
    assert clerk.post(reverse("ballots:archive_bring", args=[ballot.pk]), {"file": file}).status_code == 302
    page = chair.get(ballot.get_absolute_url()).content.decode()
    digest = hashlib.sha256(archive()).hexdigest()
    assert digest in page and reverse("ballots:archive_confirm", args=[ballot.pk]) in page
    assert chair.post(reverse("ballots:archive_confirm", args=[ballot.pk]), {"digest": digest}).status_code == 302
    assert chair.post(reverse("ballots:ballot_publish", args=[ballot.pk])).status_code == 302
    published = chair.get(reverse("ballots:published", args=[ballot.pk])).content.decode()
    assert digest in published and "recount.py" not in published
