"""The only writers of the checker: hand a report in, keep what was read, give a phrase its meaning, accept a figure."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import jobs
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.acts import act
from taizhang.kernel.evidence import clean_name
from taizhang.kernel.verdicts import Refused, require

from . import queries, rules, storage
from .models import Acceptance, Check, LearnedLink

State = Check.State


def check(unit, *, by, content, file_name, name="", period=None, last_year=None):
    """Hand a report in; it is read in the background. `content`: bytes; `last_year`: (bytes, file name) of the report before."""
    with act(by, "factcheck.check", unit) as this:
        name = " ".join((name or file_name.rpartition(".")[0] or file_name).split())[:200]
        require(rules.may_hand_in(name, len(content), settings.TAIZHANG_UPLOAD_MAX_BYTES))
        new = Check(
            unit=unit, name=name, period_code=period.code() if period else "", file_name=clean_name(file_name), size=len(content),
            digest=storage.keep(content), by=None if by is SYSTEM else by, made_at=this.at,
        )  # fmt: skip
        if last_year:
            require(rules.may_hand_in(last_year[1], len(last_year[0]), settings.TAIZHANG_UPLOAD_MAX_BYTES))
            new.last_year_digest, new.last_year_name = storage.keep(last_year[0]), clean_name(last_year[1])
        new.save()
        this.record = new
        _ask(new, by)
        this.note(file=new.file_name)
    return new


def recheck(check, *, by):
    """Read and judge once more: the ledger has moved, or a phrase was given its meaning."""
    with act(by, "factcheck.recheck", check) as this:
        require(rules.may_work_on(check))
        _ask(check, by)
        this.note(title=check.name)
    return check


def _ask(check, by):
    check.state, check.problem = State.WAITING, ""
    job = jobs.enqueue("factcheck.read", by=by, unit=check.unit, check_id=check.pk)
    check.job_id = job.pk
    check.save()


def conclude(check, *, by, text, result):
    """Keep what was read and judged."""
    with act(by, "factcheck.read", check) as this:
        check.keep(text, result)
        check.counts = queries.counts_of(result)
        check.state, check.problem, check.read_at = State.READ, "", this.at
        check.save()
        wrong = check.counts.get("contradicted", 0) + check.counts.get("broken", 0)
        this.note(figures=check.counts["figures"], wrong=wrong)
    return check


def fail(check, *, by, sentence):
    """Write down why the report could not be read."""
    with act(by, "factcheck.read", check) as this:
        check.state, check.problem = State.FAILED, sentence
        check.save()
        this.note(figures=0, wrong=0, why=sentence)
    return check


def learn(check, claim_id, *, by, code, where="", nature=""):
    """Confirm which figure a phrase tells; remembered for this union, and the report is judged anew."""
    with act(by, "factcheck.learn", check) as this:
        claim = _claim(check, claim_id)
        require(rules.may_learn(check, claim.data))
        if not claim.signature:
            raise Refused(_("The words around this figure are too few to be remembered."))
        label = queries.figure_label(code, nature)
        LearnedLink.objects.update_or_create(
            unit=check.unit,
            signature=claim.signature[:200],
            defaults={"code": code, "where": where, "nature": nature, "quote": claim.quote[:200], "by": None if by is SYSTEM else by,
                      "at": this.at},
        )  # fmt: skip
        _ask(check, by)
        this.note(quote=claim.quote, figure=label, code=code)
    return check


def forget(link, *, by):
    """A phrase loses the meaning that was confirmed; checks made from now on suggest anew."""
    with act(by, "factcheck.forget", link.unit) as this:
        this.note(quote=link.quote, figure=queries.figure_label(link.code, link.nature), code=link.code)
        link.delete()


def accept(check, claim_id, *, by, unit, kind, count, on, reading=False, why=""):
    """Take a figure into the ledger because the report says so: only what the records lack, marked, with the doubt kept."""
    with act(by, "factcheck.accept", check, on=on, also=(unit,)) as this:
        claim = _claim(check, claim_id)
        standing = claim.standing.code
        taken = check.acceptances.standing().filter(claim=claim_id).exists()
        require(rules.may_accept(check, claim.data, standing, taken=taken))
        stated = queries.number(claim.value)
        counted = queries.counted_as(claim, kind, count, reading)
        known = queries.known_in_ledger(counted, unit, check.period)
        lacking = stated - known
        require(rules.may_take(standing, lacking, on, check.period, today=timezone.localdate(this.at), why=why))
        new = Acceptance(
            unit=unit, check_of=check, claim=claim_id, quote=claim.quote[:300], subject=(claim.subject or claim.quote)[:200],
            kind=kind, count=count, reading=reading, matter=(counted.matter or claim.subject or claim.quote)[:200], on=on, stated=stated,
            known=known, value=lacking, hedge=claim.hedge[:10],
            verdict=standing, doubt=claim.explanation, why=why.strip(),
        )  # fmt: skip
        new.save()
        this.record = new
        this.note(quote=new.quote, value=str(new.value), why=new.why, title=check.name)
    return new


def withdraw(acceptance, *, by, why):
    """Take an accepted figure off the ledger again."""
    with act(by, "factcheck.withdraw", acceptance, on=acceptance.on) as this:
        require(rules.may_withdraw(acceptance, why))
        acceptance.voided_at, acceptance.voided_why = this.at, why.strip()
        acceptance.save()
        this.note(quote=acceptance.quote, why=why.strip())
    return acceptance


def discard(check, *, by, why):
    """Take a check off the list; it stays on file."""
    with act(by, "factcheck.discard", check) as this:
        require(rules.may_discard(check, check.acceptances.standing().exists(), why))
        check.voided_at, check.voided_why = this.at, why.strip()
        check.save()
        this.note(title=check.name, why=why.strip())
    return check


def restore(check, *, by):
    """Undo a discarding."""
    with act(by, "factcheck.restore", check) as this:
        require(rules.may_restore(check))
        check.voided_at, check.voided_why = None, ""
        check.save()
        this.note(title=check.name)
    return check


def _claim(check, claim_id):
    claim = queries.Opened(check).by_id.get(claim_id)
    if claim is None:
        raise Refused(_("This figure is no longer in the report; it was read anew meanwhile."))
    return claim
