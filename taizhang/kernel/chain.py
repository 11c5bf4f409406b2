"""The chain of hashes (存证链) over the act log and the ledger: what is sealed can no longer be changed, removed or reordered unseen.

Every act gets one link: the hash of its line in the log, the hash of its postings and facts, and the hash of all this together with the
link before it. Sealing comes after the commit, in whatever order acts become visible, by one process at a time that never waits for
another: an act costs no lock and no order (docs/decisions/0015). What is not sealed yet is counted and shown. Somebody who owns the
database could forge a whole chain; anchors that were exported before (`taizhang anchors export`) would not fit it.

The canonical form is JSON in UTF-8 without blanks, keys in order, moments in UTC with microseconds; `check_chain.py` reads it anew.
"""

import hashlib
import json
import logging
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import groupby
from json.encoder import encode_basestring as _quoted
from operator import itemgetter

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, DateTimeField, Exists, F, Func, Max, OuterRef, TextField
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import bulk
from taizhang.kernel.models import ActLog, ChainLink, Fact, Posting, Wording

log = logging.getLogger(__name__)

BATCH = 500  # acts sealed or checked together
AT_ONCE = 2000  # lines of the ledger in memory together
HEAVY = 1000  # postings of one act that no page waits for; the worker seals it
LOOK_BACK = 5000  # an act that commits later than so many others is found by the worker
PAUSE = 1.0  # seconds between two sealings at the end of an act, per process
LOCK = 0x7A69_5A68  # PostgreSQL's advisory lock of the chain

ACT = ("id", "code", "by_id", "unit_id", "record_type", "record_id", "at", "on", "notes", "request_id")
POSTING = ("id", "record_type", "record_id", "reverses_id", "posted_at")  # and the words
FACT = (
    "id",
    "posting_id",
    "measure",
    "kind",
    "unit_id",
    "path",
    "occurred_on",
    "value",
    "sign",
    "subject",
    "matter",
    "reach",
    "basis",
    "posted_at",
)  # fmt: skip  and the words

COLUMNS = ("position", "act_id", "method", "act_digest", "lines_digest", "postings", "facts", "sealed_at", "link")


@dataclass(frozen=True)
class Fault:
    """Something of the chain that does not hold. `kind`: changed, lines, missing, link, gap, orphan or anchor; `words` say it."""

    kind: str
    words: str
    position: int = 0
    act: int = 0

    def __str__(self):
        return self.words


@dataclass(frozen=True)
class Sealed:
    """What one act comes to: the hash of its line, of its ledger lines, and how many those are."""

    act_digest: str
    lines_digest: str
    postings: int
    facts: int


# --- hashing ----------------------------------------------------------------------------------------------------------------------


class _Sm3:
    """The hash of GB/T 32905, shaped like hashlib's."""

    def __init__(self):
        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data):
        self._hash.update(data)

    def hexdigest(self):
        return self._hash.copy().finalize().hex()


METHODS = {"sha256": hashlib.sha256, "sm3": _Sm3}


def method():
    """The hash that new links are made with."""
    return settings.TAIZHANG_CHAIN_HASH


@lru_cache(maxsize=20_000)  # the lines of an act share their moment, and days repeat
def _plain(value):
    if isinstance(value, str):
        value = _read(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):  # no day at all: somebody wrote it there
        return value
    raise TypeError(type(value).__name__)


def _read(text):
    """A day or a moment as `_Written` writes it; moments without a zone are in UTC. What is neither stays what it is."""
    try:
        found = datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return text
    return found.replace(tzinfo=UTC) if isinstance(found, datetime) and found.tzinfo is None else found


class _Written(Func):
    """A day or a moment (in UTC) as text, whatever the session's zone and way of writing dates: drivers read every one of them anew."""

    output_field = TextField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="CAST(%(expressions)s AS text)", **context)

    def as_postgresql(self, compiler, connection, **context):
        written = "TO_CHAR(%(expressions)s, 'YYYY-MM-DD')"
        if isinstance(self.source_expressions[0].output_field, DateTimeField):
            written = "TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return self.as_sql(compiler, connection, template=written, **context)


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode


def _hashed(content, by):
    hashed = METHODS[by]()
    hashed.update(_encode(content).encode())
    return hashed.hexdigest()


def link_of(position, act, sealed, sealed_at, before, by):
    """The hash of a link: of everything that it says, and of the link before it."""
    content = [
        position,
        act,
        by,
        sealed.act_digest,
        sealed.lines_digest,
        sealed.postings,
        sealed.facts,
        sealed_at,
        before,
    ]
    return _hashed(content, by)


def contents(acts, by):
    """{act key: Sealed} of the acts that are on file among these keys; their ledger lines are read as a stream."""
    found = {row[0]: _hashed(list(row), by) for row in ActLog.objects.filter(pk__in=acts).values_list(*ACT)}
    lines = {act: METHODS[by]() for act in found}
    counts = {act: [0, 0] for act in found}
    words = _Words(by)
    postings = Posting.objects.filter(act__in=found).order_by("act_id", "id")
    facts = Fact.objects.filter(posting__act__in=found).order_by("posting__act_id", "id")
    for at, rows, line in (
        (0, _rows(postings, "act_id", POSTING), _posting_line),
        (1, _rows(facts, "posting__act_id", FACT), _fact_line),
    ):
        for act, group in rows:
            said = [line(row, words) for row in group]
            lines[act].update("".join(said).encode())
            counts[act][at] += len(said)
    return {act: Sealed(found[act], lines[act].hexdigest(), *counts[act]) for act in found}


def _rows(found, act, columns):
    """(act key, rows as the driver gives them) of a queryset in the order of acts, so many at a time: an act may come several times."""
    days = [name for name in columns if name.endswith(("_on", "_at"))]
    found = found.annotate(**{f"{name}_text": _Written(name) for name in days})
    columns = [f"{name}_text" if name in days else name for name in columns]
    try:
        sql, params = found.values_list(act, "wording_id", *columns).query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from ((key, list(group)) for key, group in groupby(rows, key=itemgetter(0)))


# What json.dumps would say of a row and the hash of its words, at a quarter of the time: an import has hundreds of thousands of them.


def _posting_line(row, words):
    _act, wording, key, record_type, record, reverses, at = row
    reverses = "null" if reverses is None else reverses
    return f'[{key},{_quoted(record_type)},{record},{reverses},"{_plain(at)}","{words[wording]}"]\n'


def _fact_line(row, words):
    _act, wording, key, posting, measure, kind, unit, path, on, value, sign, subject, matter, reach, basis, at = row
    return (
        f'[{key},{posting},{_quoted(measure)},{_quoted(kind)},{unit},{_quoted(path)},"{_plain(on)}",{value},{sign},'
        f'{_quoted(subject)},{_quoted(matter)},{reach},{_quoted(basis)},"{_plain(at)}","{words[wording]}"]\n'
    )


class _Words(dict):
    """The hash of each wording, asked for once."""

    def __init__(self, by):
        super().__init__()
        self.by = by

    def __missing__(self, key):
        said = Wording.objects.filter(pk=key).values_list("words", flat=True).first()
        digest = self[key] = _hashed(said, self.by)
        return digest


# --- sealing ----------------------------------------------------------------------------------------------------------------------

_sealed_last = 0.0


def after_commit():
    """Ask for sealing when the transaction is through; once, however many acts are in it."""
    waiting = connection.run_on_commit
    if not any(function is _seal_lightly for _sids, function, *_rest in waiting):
        transaction.on_commit(_seal_lightly)


def _seal_lightly():
    """Seal what a page can wait for; whatever goes wrong, the act itself is through and the worker seals later."""
    global _sealed_last
    if time.monotonic() - _sealed_last < PAUSE:
        return
    _sealed_last = time.monotonic()
    try:
        _tie(_light(_waiting(_end_of_chain())))
    except DatabaseError:
        log.warning("the chain could not be sealed just now; the worker will do it")


def seal_all(*, thorough=False, tell=None):
    """Seal everything that is through, heavy acts too; → how many. Stops where another process is at it.

    `thorough`: look at the whole log, not only at its end (an act may have committed later than thousands of others).
    """
    after, done = 0 if thorough else _end_of_chain(), 0
    while acts := _waiting(after):
        number = _tie(acts)
        if not number:
            break
        after, done = acts[-1], done + number
        if tell:
            tell(done)
    return done


def _tie(acts):
    """Tie these acts to the chain; → how many. What is on file never changes, so it is hashed before anybody has to wait."""
    by, at = method(), timezone.now()
    sealed = contents(acts, by) if acts else {}
    if not sealed:
        return 0
    with transaction.atomic():
        if not _alone():
            return 0
        tied = set(ChainLink.objects.filter(act__in=acts).values_list("act", flat=True))
        head = ChainLink.objects.order_by("-position").first()
        position, before = (head.position, head.link) if head else (0, "")
        rows = []
        for act in acts:
            if act in tied or act not in sealed:
                continue
            position, one = position + 1, sealed[act]
            before = link_of(position, act, one, at, before, by)
            rows.append((position, act, by, one.act_digest, one.lines_digest, one.postings, one.facts, at, before))
        bulk.insert_rows(ChainLink, COLUMNS, rows)
    return len(rows) or len(tied)


def _alone():
    """Whether nobody else is sealing. SQLite has one writer, and this is it; PostgreSQL is asked and does not make us wait."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]


def _end_of_chain():
    """The key from which on to look for acts that wait."""
    return max(0, (ChainLink.objects.aggregate(last=Max("act"))["last"] or 0) - LOOK_BACK)


def _unsealed(after):
    return ActLog.objects.filter(~Exists(ChainLink.objects.filter(act=OuterRef("pk"))), pk__gt=after)


def _waiting(after):
    """Keys of acts without a link, the oldest first."""
    return list(_unsealed(after).order_by("pk").values_list("pk", flat=True)[:BATCH])


def _light(acts):
    """Those of the acts that a page can wait for."""
    weights = Posting.objects.filter(act__in=acts).order_by().values("act").annotate(number=Count("pk"))
    heavy = set(weights.filter(number__gt=HEAVY).values_list("act", flat=True))
    return [act for act in acts if act not in heavy]


# --- asking -----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """How the chain stands: its last link (None before the first), how many acts wait for theirs."""

    head: ChainLink | None
    waiting: int


def standing():
    """The Standing of the chain; acts that wait are counted at the end of the log."""
    head = ChainLink.objects.order_by("-position").first()
    return Standing(head, _unsealed(_end_of_chain()).count())


def links_of(acts):
    """{act key: ChainLink} of these acts, for a page of the log."""
    return {link.act_id: link for link in ChainLink.objects.filter(act__in=acts)}


def faults(tell=None):
    """Everything of the chain, the log and the ledger that does not fit together, as Faults. Reads all of it, in order."""
    before, expected, last = "", 1, ChainLink.objects.aggregate(last=Max("position"))["last"] or 0
    while True:
        links = list(ChainLink.objects.filter(position__gte=expected).order_by("position")[:BATCH])
        if not links:
            break
        sealed = {}
        for by in {link.method for link in links} & METHODS.keys():
            sealed[by] = contents([link.act_id for link in links if link.method == by], by)
        for link in links:
            if link.position != expected:
                yield Fault(
                    "gap",
                    _("Links %(first)s to %(last)s of the chain are missing.")
                    % {"first": expected, "last": link.position - 1},
                    expected,
                )
            yield from _faults_of(link, sealed.get(link.method, {}).get(link.act_id), before)
            before, expected = link.link, link.position + 1
        if tell:
            tell(expected - 1, last)
    yield from _orphans()


def _faults_of(link, now, before):
    was = Sealed(link.act_digest, link.lines_digest, link.postings, link.facts)
    words = {"position": link.position, "act": link.act_id}
    stands = link.method in METHODS and link.link == link_of(
        link.position, link.act_id, was, link.sealed_at, before, link.method
    )
    if not stands:
        yield Fault(
            "link",
            _("Link %(position)s (act %(act)s) does not follow from the link before it.") % words,
            link.position,
            link.act_id,
        )
    if now is None:
        yield Fault(
            "missing",
            _("Act %(act)s, sealed as link %(position)s, is missing from the log.") % words,
            link.position,
            link.act_id,
        )
        return
    if now.act_digest != was.act_digest:
        yield Fault(
            "changed", _("Act %(act)s (link %(position)s) is not what was sealed.") % words, link.position, link.act_id
        )
    if now.lines_digest != was.lines_digest:
        words |= {"was": was.postings + was.facts, "now": now.postings + now.facts}
        yield Fault(
            "lines",
            _(
                "The ledger lines of act %(act)s (link %(position)s) are not those that were sealed: %(was)s then, %(now)s now."
            )
            % words,
            link.position,
            link.act_id,
        )


def _orphans():
    """Lines that belong to nothing: their posting or their act is gone."""
    postings = Posting.objects.filter(~Exists(ActLog.objects.filter(pk=OuterRef("act_id"))))
    for key, act in postings.order_by("pk").values_list("pk", "act_id")[:BATCH]:
        yield Fault(
            "orphan",
            _("Posting %(key)s belongs to act %(act)s, which is not in the log.") % {"key": key, "act": act},
            act=act,
        )
    facts = Fact.objects.filter(~Exists(Posting.objects.filter(pk=OuterRef("posting_id"))))
    for key, posting in facts.order_by("pk").values_list("pk", "posting_id")[:BATCH]:
        yield Fault(
            "orphan",
            _("Ledger line %(key)s belongs to posting %(posting)s, which is not there.")
            % {"key": key, "posting": posting},
        )


# --- anchors ----------------------------------------------------------------------------------------------------------------------


def anchors():
    """[{"position", "act", "link", "sealed_at"}]: the last link of every day, and so the head."""
    ends = ChainLink.objects.order_by().annotate(day=F("sealed_at__date")).values("day").annotate(last=Max("position"))
    links = ChainLink.objects.filter(position__in=list(ends.values_list("last", flat=True))).order_by("position")
    return [_anchor(link) for link in links]


def _anchor(link):
    return {"position": link.position, "act": link.act_id, "link": link.link, "sealed_at": _plain(link.sealed_at)}


def misfits(kept):
    """Faults of anchors that were kept outside: the chain no longer leads through them."""
    links = {link.position: link for link in ChainLink.objects.filter(position__in=[one["position"] for one in kept])}
    for one in kept:
        link = links.get(one["position"])
        if link is None or (link.link, link.act_id) != (one["link"], one["act"]):
            yield Fault(
                "anchor",
                _("The chain does not lead through the anchor at %(position)s of %(at)s.")
                % {"position": one["position"], "at": one["sealed_at"]},
                one["position"],
            )


def dump():
    """The chain without what it seals, link by link as dicts: nothing of it tells of anybody."""
    for link in ChainLink.objects.order_by("position").iterator(chunk_size=2000):
        yield {name: _plain(value) if isinstance(value := getattr(link, name), datetime) else value for name in COLUMNS}
