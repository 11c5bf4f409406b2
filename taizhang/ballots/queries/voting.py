"""What the voter's pages read: what is asked, whose mandates are left, and what is said about secrecy."""

from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.ballots.models import Proxy, Question


def mandates_left(holder):
    """Voters in whose place `holder` may still vote."""
    given = Proxy.objects.filter(holder=holder, giver__struck=False, giver__tick=None).select_related("giver")
    return [proxy.giver for proxy in given.order_by("giver__number")]


def questions(ballot):
    """The questions with their candidates, in the order of the paper. Once frozen they never change, so each process reads them once."""
    return list(_questions_kept(ballot.pk, ballot.pot_key) if ballot.pot_key else _questions(ballot.pk))


@lru_cache(maxsize=64)
def _questions_kept(ballot_pk, _pot_key):
    return _questions(ballot_pk)


def _questions(ballot_pk):
    return tuple(Question.objects.filter(ballot=ballot_pk).order_by("number").prefetch_related("candidates"))


def secrecy(ballot):
    """Which kind of secrecy this is and what the server can see, in sentences."""
    if ballot.is_blind:
        return _blind_secrecy(ballot)
    if ballot.is_outside:
        return _outside_secrecy()
    if not ballot.is_secret:
        return [
            _("This is an open ballot: your name is published beside what you chose."),
            _("Until the count your slip is sealed; nobody reads a partial result."),
        ]
    return [
        _(
            "This is a secret ballot by separation: the list of who has voted and the box of slips have nothing "
            "in common, no order, no time, no number."
        ),
        _("Each slip is sealed when it is cast and opened when all are counted. From the database and its backups nobody can tell who cast which."),
        _(
            "What this cannot do: at the moment of your click the server itself handles your name and your slip "
            "together for a fraction of a second. You trust that the software is the published one; it writes "
            "nothing down that joins them."
        ),
        _(
            "Nor this: the key that opens the slips lies on the server until the count. Whoever holds the whole "
            "machine while the vote is open could open them. The count destroys the key."
        ),
        _("After the count the slips are published. Anybody can count them again."),
    ]  # fmt: skip


def _blind_secrecy(ballot):
    said = [
        _(
            "This is a secret ballot with blind-signed credentials: your browser draws a number and makes it unreadable, the register "
            "signs it once in your name, your browser makes it readable again. Your slip comes with that signature and without your "
            "name. Not even the running server can tell whose it is."
        ),
        _("Each slip is sealed when it is cast. The box is published with the signatures, and anybody can check them."),
    ]
    if ballot.credentials_until and ballot.credentials_until > ballot.opens_at:
        said.append(
            _(
                "What this cannot do: credentials can be taken while the vote is open. Whoever takes one and votes a moment later can be "
                "guessed by the time. Take it early, vote later."
            )
        )
    return [
        *said,
        _(
            "Nor this: the server sees from which network address a slip comes. Whoever votes from a computer that is known as "
            "his own can be guessed; use another connection if that matters."
        ),
        _("You trust the script that this page brings: it is short, and it is published with the program."),
        _("Where few vote, or all vote the same way, no procedure keeps a secret."),
        _(
            "Your credential lies in this browser until you vote; keep a copy. If it is lost, your vote is not cast: nobody can issue a "
            "second one, because nobody can tell whether the first one has been used."
        ),
    ]  # fmt: skip


def _outside_secrecy():
    return [
        _(
            "This ballot is held outside this program, in a Belenios-compatible system: votes are encrypted in the voter's browser, and "
            "only several trustees together open the sum. This program neither takes nor sees a vote."
        ),
        _("It hands over the questions and the electorate, and takes over the result when two persons have compared it with the public archive."),
        _(
            "What this program checks: that the archive is unbroken, that questions, electorate and weights are ours, and that no sum exceeds "
            "the votes. What it does not check: the encryption and the proofs of the trustees; the tool of that system does, and "
            "anybody can run it on the same archive."
        ),
    ]  # fmt: skip


def receipt_words(ballot):
    """What the receipt code is for, in sentences."""
    words = [
        _("After the ballot has closed the box is published. Look for this code there: it shows that your slip is in the box as you cast it."),
        _("It is shown only now. Write it down or take a picture of the screen."),
    ]  # fmt: skip
    if ballot.is_secret:
        words.append(
            _(
                "Whoever knows the code can see after the count what you chose. Keep it to yourself; nobody may ask you for it."
            )
        )
    return words


def answer_words(question, answer):
    """What an answer says, in words: ["For: 王小明、李二丫"]; nothing for a blank."""
    if answer in (None, "", {}, []):
        return []
    names = {str(one.number): one.name for one in question.candidates.all()}
    marks = {
        "for": pgettext("mark", "For"), "against": pgettext("mark", "Against"), "abstain": pgettext("mark", "Abstain"), "write": _("Written in"),
    }  # fmt: skip
    if question.kind == Question.Kind.MOTION:
        return [marks.get(answer, answer)]
    if question.kind == Question.Kind.ORDER:
        places = sorted(answer.items(), key=lambda pair: pair[1])
        return [_("%(place)s. %(name)s") % {"name": names.get(key, key), "place": place} for key, place in places]
    if question.kind in (Question.Kind.SCORE, Question.Kind.GRID):
        return [_("%(name)s: %(mark)s") % {"name": names.get(key, key), "mark": mark} for key, mark in answer.items()]
    said = [
        (marks[mark], [names.get(str(one), str(one)) for one in answer.get(mark, ())])
        for mark in ("for", "against", "write")
    ]
    return [
        _("%(mark)s: %(names)s") % {"mark": mark, "names": pgettext("list", ", ").join(people)}
        for mark, people in said
        if people
    ]
