"""Schemes: drafted, sent round, opinions answered, revised, voted on, put into force, replaced; the list of reserved matters."""

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from taizhang.congress.actions.steps import fresh, words
from taizhang.congress.models import Deliberation, Matter, Scheme, SchemeOpinion, SchemeVersion
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import matters as matter_rules
from taizhang.congress.rules import schemes as rules
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.wording import both
from taizhang.kernel.writing import afresh, day_of

State, Aim, Kind = Scheme.State, Deliberation.Aim, SchemeVersion.Kind


def draft_scheme(
    unit, *, by, on, name, matter, proposer, text="", form=Scheme.Form.RULES, number="", session=None, remark=""
):
    """A scheme or a major decision is proposed; its class says whether it is reserved for the congress."""
    with act(by, "congress.draft_scheme", unit, on=on) as this:
        found = queries.matters(unit, on).get(matter)
        if found is None:
            raise Refused(_("Choose the class of matters."))
        scheme = Scheme(
            unit=unit, form=form, number=words(number, 40), name=words(name, 200), matter=matter, matter_name=found.name,
            reserved=found.is_reserved, proposer=words(proposer, 120), session=session, drafted_on=on, remark=words(remark, 500),
        )  # fmt: skip
        scheme.save()
        if text.strip():
            SchemeVersion(scheme=scheme, number=1, kind=Kind.DISCUSSION, on=on, text=words(text, 20000)).save()
        this.note(name=scheme.name, matter=found.name)
    return afresh(scheme)


def revise_scheme(scheme, *, by, on, text, changes="", kind=Kind.REVISED):
    """A new version of the text, with the clauses that changed."""
    with act(by, "congress.revise_scheme", scheme, on=on) as this:
        scheme = fresh(scheme)
        require(rules.may_edit(scheme))
        last, _text = queries.last_text(scheme)
        number = last.number + 1 if last else 1
        version = SchemeVersion(
            scheme=scheme, number=number, kind=kind if last else Kind.DISCUSSION, on=on, text=words(text, 20000), changes=words(changes, 3000)
        )  # fmt: skip
        version.save()
        this.touch(scheme)
        this.note(name=scheme.name, number=number)
    return afresh(scheme)


def circulate_scheme(scheme, *, by, on, until):
    """The draft goes to all staff; opinions come in group by group up to a day."""
    with act(by, "congress.circulate_scheme", scheme, on=on) as this:
        scheme = fresh(scheme)
        require(rules.may_circulate(scheme, on=on, until=until, versions=scheme.versions.count(), today=day_of(this)))
        scheme.state, scheme.circulated_on, scheme.opinions_until = State.CIRCULATED, on, until
        scheme.save()
        this.note(name=scheme.name, until=str(until))
    return afresh(scheme)


def take_opinions(scheme, *, by, on, group, opinions, clause=""):
    """What a group says: one opinion a line."""
    with act(by, "congress.take_opinions", scheme, on=on) as this:
        scheme = fresh(scheme)
        require(rules.may_take_opinion(scheme, on=on, today=day_of(this)))
        last, _text = queries.last_text(scheme)
        for line in opinions:
            SchemeOpinion(
                scheme=scheme, version=last, group=words(group, 60), clause=words(clause, 40), words=words(line, 1000), received_on=on
            ).save()  # fmt: skip
        this.touch(scheme)
        this.note(name=scheme.name, group=words(group, 60), opinions=len(opinions))
    return afresh(scheme)


def answer_opinion(opinion, *, by, on, outcome, answer=""):
    """Taken up, in part, or not and why."""
    with act(by, "congress.answer_opinion", opinion.scheme, on=on) as this:
        scheme = fresh(opinion.scheme)
        require(rules.may_answer(opinion, outcome=outcome, answer=answer, on=on, today=day_of(this)))
        opinion.outcome, opinion.answer, opinion.answered_on = outcome, words(answer, 1000), on
        opinion.save()
        this.touch(scheme)
        this.note(name=scheme.name, group=opinion.group)
    return afresh(scheme)


def deliberate(
    scheme, *, by, on, body, aim, entitled, present, votes_for=None, votes_against=None, abstained=None, secret=False, session=None, vote=None
):  # fmt: skip
    """A meeting votes on the text (or hears it). The rulebook says whether it passed, and the sentence is kept as it was then."""
    with act(by, "congress.deliberate", scheme, on=on) as this:
        scheme = fresh(scheme)
        last, standing = queries.last_text(scheme)
        require(rules.may_deliberate(scheme, aim=aim, body=body, on=on, last=standing, today=day_of(this)))
        counted = {"votes_for": votes_for, "votes_against": votes_against, "abstained": abstained}
        require(rules.may_count(entitled=entitled, present=present, **counted))
        passed = _judged(scheme, on, aim, entitled, present, counted).passed
        # The rulebook's sentence as it was on the day, in both languages: a later change of the law does not rewrite it.
        told = lazy(lambda: " ".join(_judged(scheme, on, aim, entitled, present, counted).sentences), str)
        Deliberation(
            scheme=scheme, session=session, vote=vote, version=last, body=body, aim=aim, on=on, entitled=entitled, present=present,
            secret=secret, passed=passed, reason=both(told()), **counted,
        ).save()  # fmt: skip
        _follow(scheme, aim, passed, on, session)
        this.note(name=scheme.name, passed=passed, votes=f"{votes_for or 0}/{present}/{entitled}")
    return afresh(scheme)


def deliberate_at_session(scheme, *, by, vote, aim):
    """Take the figures over from a counted vote of a session."""
    session = vote.item.session
    return deliberate(
        scheme, by=by, on=vote.taken_on, aim=aim, entitled=vote.due, present=vote.present, votes_for=vote.in_favour,
        votes_against=vote.against, abstained=vote.abstained, secret=vote.how != vote.How.HANDS, session=session, vote=vote,
        body=_body_of(session),
    )  # fmt: skip


def _body_of(session):
    """Which body a session of the register is."""
    if session.congress.form == session.congress.Form.EVERYBODY:
        return Deliberation.Body.ASSEMBLY
    if session.kind == session.Kind.EXTRAORDINARY:
        return Deliberation.Body.INTERIM
    return Deliberation.Body.CONGRESS if session.is_full else Deliberation.Body.JOINT


def _judged(scheme, on, aim, entitled, present, counted):
    """How the vote comes out by the rules of the day; a hearing has no vote to judge."""
    if aim == Aim.HEARING:
        return rules.Judged(False, ())
    quorum, passing = queries.rules_of(scheme, queries.matter_of(scheme, on), on)
    cast = sum(number or 0 for number in counted.values())
    return rules.judge(
        entitled=entitled,
        present=present,
        votes_for=counted["votes_for"] or 0,
        cast=cast,
        quorum=quorum,
        passing=passing,
    )


def _follow(scheme, aim, passed, on, session):
    """Where the vote leads the scheme."""
    state = rules.next_state(aim, passed)
    if state:
        scheme.state = state
    if state in (State.ADOPTED, State.REJECTED):
        scheme.decided_on = on
    if session is not None:
        scheme.session = session
    scheme.save()


def enforce_scheme(scheme, *, by, on, replaces=None):
    """Put it into force: through the gate, and perhaps in the place of an older one."""
    with act(by, "congress.enforce_scheme", scheme, on=on) as this:
        scheme = fresh(scheme)
        _matter, gate, _sentence = queries.gate(scheme, on)
        require(rules.may_enforce(scheme, gate, on=on))
        scheme.effective_on = on
        scheme.save()
        if replaces is not None:
            older = fresh(replaces)
            if older.pk == scheme.pk or older.unit_id != scheme.unit_id:
                raise Refused(_("A scheme replaces another one of the same union."))
            require(rules.may_end(older, on=on, why=scheme.name))
            older.ended_on, older.replaced_by = on, scheme
            older.save()
        this.note(name=scheme.name, replaces=replaces.name if replaces else "")
    return afresh(scheme)


def end_scheme(scheme, *, by, on, why):
    """It ends without another in its place."""
    with act(by, "congress.end_scheme", scheme, on=on) as this:
        scheme = fresh(scheme)
        require(rules.may_end(scheme, on=on, why=why))
        scheme.ended_on = on
        scheme.save()
        this.note(name=scheme.name, why=words(why, 200))
    return afresh(scheme)


def withdraw_scheme(scheme, *, by, on, why):
    """The proposer takes it back."""
    with act(by, "congress.withdraw_scheme", scheme, on=on) as this:
        scheme = fresh(scheme)
        require(rules.may_withdraw(scheme, why=why))
        scheme.state = State.WITHDRAWN
        scheme.save()
        this.note(name=scheme.name, why=words(why, 200))
    return afresh(scheme)


def publish_scheme(scheme, *, by, on):
    """The result is made known to all staff."""
    with act(by, "congress.publish_scheme", scheme, on=on) as this:
        scheme = fresh(scheme)
        require(rules.may_publish(scheme, on=on, today=day_of(this)))
        scheme.published_on = on
        scheme.save()
        this.note(name=scheme.name)
    return afresh(scheme)


def report_bypass(scheme, *, by, on, what):
    """It was put into effect although the gate says no: kept as what it is, and counted."""
    with act(by, "congress.report_bypass", scheme, on=on) as this:
        scheme = fresh(scheme)
        _matter, gate, _sentence = queries.gate(scheme, on)
        require(rules.may_report_bypass(scheme, gate, on=on, words=what, today=day_of(this)))
        scheme.bypassed_on, scheme.bypass_words = on, words(what, 300)
        scheme.save()
        this.note(name=scheme.name, why=words(what, 200))
    return afresh(scheme)


# --- the list of reserved matters --------------------------------------------------------------------------------------------


def lay_down_matter(
    unit, *, by, since, code, name, power, needs, source, article="", passing="", assembly=True, secret=False
):
    """A union says by its charter (or a federation by its rules) what is reserved, for itself and everything below."""
    with act(by, "congress.lay_down_matter", unit, on=since) as this:
        standing = queries.standing_matter(unit, code)
        require(matter_rules.may_lay_down(source=source, since=since, standing=standing))
        if standing is not None:
            standing.until = since
            standing.save()
        matter = Matter(
            unit=unit, code=words(code, 40), name=words(name, 60), power=power, needs=needs, passing=passing, assembly=assembly,
            secret=secret, source=words(source, 120), article=words(article, 40), since=since,
        )  # fmt: skip
        matter.save()
        this.record = matter
        this.note(name=matter.name, source=matter.source)
    return matter


def drop_matter(matter, *, by, on, why):
    """The union's own line ends; what the union above or the law says holds again."""
    with act(by, "congress.lay_down_matter", matter, on=on) as this:
        matter = fresh(matter)
        if matter.until is not None:
            raise Refused(_("This line has ended already."))
        require(matter_rules.not_before(matter.since, on, _("the day on which it began")))
        require(matter_rules.needs_reason(why))
        matter.until = on
        matter.save()
        this.note(name=matter.name, why=words(why, 200))
    return matter
