"""A question's rule in one sentence, with the article it comes from."""

from django.utils.translation import gettext as _

from taizhang.ballots.models import Question
from taizhang.ballots.models.ballot import Base


def carried_by(question):
    """What carries it: “more than half of all who are entitled (half is not enough)”; empty where figures alone are told."""
    if not question.pass_numerator:
        return ""
    return share_words(
        question.pass_numerator, question.pass_denominator, question.pass_operator, Base(question.pass_base).label
    )


def together(sentences):
    """Sentences one after the other, as the language sets them."""
    said = ""
    for one in sentences:
        said = _("%(before)s %(after)s") % {"before": said, "after": one} if said else one
    return said


def share_words(numerator, denominator, operator, base):
    """A share in words, with the number itself counted or not (Civil Code, article 1259)."""
    words = {"fraction": f"{numerator}/{denominator}", "base": base}
    if operator == ">" and (numerator, denominator) == (1, 2):
        return _("more than half of %(base)s (half is not enough)") % words
    if operator == ">":
        return _("more than %(fraction)s of %(base)s (the number itself does not count)") % words
    return _("at least %(fraction)s of %(base)s (the number itself counts)") % words


def cited(source, article):
    """《…》第31条, in brackets; empty where no source is given."""
    if not source:
        return ""
    if article:
        return _(" (“%(source)s”, article %(article)s)") % {"source": source, "article": article}
    return _(" (“%(source)s”)") % {"source": source}


def _carries(kind):
    return {
        Question.Kind.MOTION: _("Carried by %(share)s%(cited)s."),
        Question.Kind.CHOICE: _("Elected by %(share)s%(cited)s."),
        Question.Kind.APPROVAL: _("Approved by %(share)s%(cited)s."),
        Question.Kind.SCORE: _("Enough are %(share)s%(cited)s."),
        Question.Kind.ORDER: _("Enough are %(share)s%(cited)s."),
        Question.Kind.GRID: _("Passed by good grades from %(share)s%(cited)s."),
    }[kind]


def sentence(question):
    """The whole rule of a question, as the chair would read it out before the vote."""
    said = []
    if question.quorum_numerator:
        share = share_words(
            question.quorum_numerator, question.quorum_denominator, question.quorum_operator, Base.ALL.label
        )
        said.append(
            _("The vote counts if those present are %(share)s%(cited)s.")
            % {"share": share, "cited": cited(question.quorum_source, question.quorum_article)}
        )
    if question.pass_numerator:
        words = {"share": carried_by(question), "cited": cited(question.pass_source, question.pass_article)}
        said.append(_carries(question.kind) % words)
    if question.kind == Question.Kind.CHOICE:
        said.append(_("Seats: %(seats)s. A ballot with more names than that is void.") % {"seats": question.seats})
    return together(said) or _("No share is asked for; the figures are told.")
