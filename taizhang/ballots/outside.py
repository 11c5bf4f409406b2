"""Ballots that trustees open, held in a Belenios-compatible system: what is handed over, and how its public archive is read.

The forms are those of the published specification: a template of the election, a list of voters with weights, and the archive, a tar whose
records are named by their SHA-256 and whose events follow one another by hash. What is checked, and that encryption and proofs are not, is
said in docs/decisions/0017.
"""

import hashlib
import io
import json
import tarfile
from dataclasses import dataclass

MOTION_ANSWERS = ("赞成", "反对", "弃权")
MOTION_CELLS = ("for", "against", "abstain")
KINDS = ("motion", "choice", "approval")  # what can be summed without opening a ballot
LARGEST = 200 * 1024 * 1024  # bytes of a record that are read


class Unreadable(Exception):
    """The file is no archive, or it is broken; the text says where."""


def question_of(ask, text):
    """A question as the template has it: answers, how many may be chosen, no blank."""
    answers = list(MOTION_ANSWERS) if ask.kind == "motion" else [name for _number, name in ask.candidates]
    most = {"motion": 1, "choice": ask.seats}.get(ask.kind, len(answers))
    return {"answers": answers, "blank": False, "min": 0, "max": min(most, len(answers)), "question": text}


def cells_of(ask):
    """The cells of the count that the answers of a question fill, in their order."""
    return list(MOTION_CELLS) if ask.kind == "motion" else [f"{number}:for" for number, _name in ask.candidates]


def template(title, remark, asks, texts, administrator):
    """The election as a template, to be loaded into the other system."""
    questions = [question_of(ask, texts[ask.number]) for ask in asks]
    return {
        "description": remark, "name": title, "questions": questions, "administrator": administrator,
        "credential_authority": administrator,
    }  # fmt: skip


def voters(ballot_pk, rows):
    """The electorate, a line each: address, login, weight. The login is the number; names and addresses stay here.

    `rows`: (number, weight). Whoever sends the credentials puts the real addresses in.
    """
    return "".join(f"{number}@ballot-{ballot_pk}.invalid,{number},{weight}\n" for number, weight in rows)


# --- the archive ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Archive:
    """What a public archive says. `weights`: of each credential; `result`: votes of each answer of each question."""

    digest: str
    uuid: str
    name: str
    questions: list
    weights: list
    trustees: int
    threshold: int
    ballots: int
    tallied: int
    weight: int
    result: list


def read(content):
    """An archive (bytes) as Archive; Unreadable says what is wrong with it."""
    records = _records(content)
    chain = _chain(records)
    kinds = [event.get("type") for event in chain]
    for kind in ("Setup", "EndBallots", "EncryptedTally", "Result"):
        if kinds.count(kind) != 1:
            raise Unreadable(f"{kind} × {kinds.count(kind)}")
    payload = {event["type"]: event.get("payload") for event in chain}
    try:
        setup = _json(records, payload["Setup"])
        election, trustees = _json(records, setup["election"]), _json(records, setup["trustees"])
        tally, result = _json(records, payload["EncryptedTally"]), _json(records, payload["Result"])["result"]
        weights = [_weight(credential) for credential in _json(records, setup["credentials"])]
        counted = {
            "uuid": str(election["uuid"]), "name": str(election["name"]), "questions": list(election["questions"]),
            "tallied": int(tally["num_tallied"]), "weight": int(tally["total_weight"]),
            "result": [[int(votes) for votes in answers] for answers in result],
        }  # fmt: skip
        number, threshold = _trustees(trustees)
    except (KeyError, TypeError, ValueError, IndexError) as fault:
        raise Unreadable(type(fault).__name__) from fault
    return Archive(
        digest=hashlib.sha256(content).hexdigest(), weights=weights, trustees=number, threshold=threshold,
        ballots=kinds.count("Ballot"), **counted,
    )  # fmt: skip


def _records(content):
    """{hash: bytes} of all records, each found to be what its name says."""
    found, first = {}, True
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as tar:
            for member in tar:
                if not member.isfile() or member.size > LARGEST:
                    raise Unreadable(member.name)
                data = tar.extractfile(member).read()
                if first:
                    if member.name != "BELENIOS" or json.loads(data).get("version") != 1:
                        raise Unreadable("BELENIOS")
                    first = False
                    continue
                digest, _dot, rest = member.name.partition(".")
                if rest not in ("data.json", "event.json") or hashlib.sha256(data).hexdigest() != digest:
                    raise Unreadable(member.name)
                found[digest] = (rest, data)
    except (tarfile.TarError, EOFError, ValueError) as fault:
        raise Unreadable("tar") from fault
    if first:
        raise Unreadable("BELENIOS")
    return found


def _chain(records):
    """The events from the first to the last; each names the one before it, and none is left over."""
    events = {digest: json.loads(data) for digest, (kind, data) in records.items() if kind == "event.json"}
    after = {event.get("parent"): (digest, event) for digest, event in events.items()}
    chain, parent = [], None
    while parent in after and len(chain) <= len(events):
        parent, event = after[parent]
        if event.get("height") != len(chain):
            raise Unreadable(f"height {len(chain)}")
        chain.append(event)
    if len(chain) != len(events) or not chain:
        raise Unreadable("events")
    return chain


def _json(records, digest):
    return json.loads(records[digest][1])


def _weight(credential):
    """A public credential is a number, or a number and its weight."""
    return int(credential.partition(",")[2] or 1)


def _trustees(told):
    """(how many trustees there are, how many of them open the sum)."""
    number = threshold = 0
    for kind, what in told:
        share = len(what["verification_keys"]) if kind == "Pedersen" else 1
        number, threshold = number + share, threshold + (int(what["threshold"]) if kind == "Pedersen" else 1)
    return number, threshold
