"""The ballot as a voter meets it: what stands on the page, what was marked, and the answers that go into the box."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from taizhang.ballots import queries
from taizhang.ballots.models import Question

Kind = Question.Kind
LISTED_POINTS = 20  # so many points are picked from a list; more are typed
WRITTEN_LINES = 5


class CodeForm(forms.Form):
    """The code from a voter's card."""

    code = forms.CharField(
        label=pgettext_lazy("ballot", "Code"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class Paper:
    """All questions of one ballot with the marks of one voter; `marks` is a QueryDict or nothing."""

    def __init__(self, questions, marks=None):
        self.questions = [Asked(question, marks) for question in questions]

    @property
    def answers(self):
        """What goes into the box: {question number: answer}; questions left blank are left out."""
        found = {str(asked.number): asked.answer() for asked in self.questions}
        return {number: answer for number, answer in found.items() if answer not in (None, {}, [])}

    @property
    def fields(self):
        """The marks as pairs of field name and value, to be carried through the review."""
        return [pair for asked in self.questions for pair in asked.marked()]


class Asked:
    """One question on the page. `shape`: one (of a few), many (boxes), marks (per person), scores (per person)."""

    def __init__(self, question, marks=None):
        self.question, self.marks, self.error = question, marks, ""
        self.number, self.kind, self.title = question.number, question.kind, question.text
        self.name = f"q{question.number}"
        self.candidates = list(question.candidates.all())
        self.most = question.seats if self.kind == Kind.CHOICE and len(self.candidates) + question.write_ins else 0

    # --- what stands on the page -------------------------------------------------------------------------------------------------

    @property
    def shape(self):
        """How it is drawn."""
        if self.kind == Kind.MOTION:
            return "one"
        return {Kind.APPROVAL: "many", Kind.SCORE: "scores", Kind.ORDER: "scores"}.get(self.kind, "marks")

    @property
    def choices(self):
        """The choices of a motion, or the boxes of an approval."""
        if self.kind == Kind.MOTION:
            return [self._choice(self.name, value, label) for value, label in self._motion_marks()]
        return [self._choice(self.name, str(one.number), one.name, one.about) for one in self.candidates]

    @property
    def rows(self):
        """One row for each person: its choices are marks, grades or points."""
        return [
            {
                "name": f"{self.name}-{one.number}", "id": f"id_{self.name}_{one.number}", "label": one.name, "note": one.about,
                "value": self._said(f"{self.name}-{one.number}"), "choices": self._row_choices(one),
            }
            for one in self.candidates
        ]  # fmt: skip

    @property
    def written(self):
        """Lines for names that stand on no list."""
        if not self.question.write_ins:
            return []
        lines = min(self.question.seats or WRITTEN_LINES, WRITTEN_LINES)
        typed = self._all(f"{self.name}-write")
        return [
            {
                "name": f"{self.name}-write", "id": f"id_{self.name}_write_{line}", "value": typed[line] if line < len(typed) else "",
                "label": _("Somebody else %(line)s (write the name)") % {"line": line + 1},
            }
            for line in range(lines)
        ]  # fmt: skip

    @property
    def typed_points(self):
        """Points are typed where a list would be too long."""
        return self.kind == Kind.SCORE and self.question.points > LISTED_POINTS

    @property
    def how(self):
        """How to mark it, in a sentence."""
        if self.kind == Kind.MOTION:
            return _("Choose one. Nothing chosen counts as an abstention.")
        if self.kind == Kind.CHOICE:
            words = {"seats": self.question.seats, "candidates": len(self.candidates)}
            return (
                ngettext(
                    "%(seats)s is to be elected of %(candidates)s candidates: say “for” to at most one. Nothing marked is an abstention.",
                    "%(seats)s are to be elected of %(candidates)s candidates: say “for” to at most %(seats)s. Nothing marked is an abstention.",
                    self.question.seats,
                )
                % words
            )
        if self.kind == Kind.APPROVAL:
            return _("Tick everybody you approve of; as many as you like.")
        if self.kind == Kind.SCORE:
            return _("Give points from 0 to %(most)s, the more the better. No points given is an abstention.") % {
                "most": self.question.points
            }
        if self.kind == Kind.ORDER:
            return _(
                "Give the first place to the best, then the second, and so on; each place once. No place given is an abstention."
            )
        return _("Choose one grade for each person. Nothing chosen is an abstention.")

    @property
    def too_many(self):
        """What is said to the voter who marks one too many."""
        return ngettext(
            "At most one may be chosen; take the other mark back first. Your last mark was not set.",
            "At most %(most)s may be chosen; take another mark back first. Your last mark was not set.",
            self.most,
        ) % {"most": self.most}

    def _motion_marks(self):
        return [
            ("for", pgettext("mark", "For")),
            ("against", pgettext("mark", "Against")),
            ("abstain", pgettext("mark", "Abstain")),
        ]

    def _row_choices(self, one):
        name = f"{self.name}-{one.number}"
        if self.kind == Kind.GRID:
            return [self._choice(name, grade, grade) for grade in self.question.grades]
        if self.kind == Kind.ORDER:
            return [
                self._choice(name, str(place), _("place %s") % place) for place in range(1, len(self.candidates) + 1)
            ]
        if self.kind == Kind.SCORE:
            return [self._choice(name, str(points), str(points)) for points in range(self.question.points, -1, -1)]
        return [self._choice(name, value, label, counts=value == "for") for value, label in self._motion_marks()]

    def _choice(self, name, value, label, note="", counts=False):
        return {"value": value, "label": label, "note": note, "counts": counts, "chosen": value in self._all(name)}

    # --- what was marked ---------------------------------------------------------------------------------------------------------

    def _all(self, name):
        return self.marks.getlist(name) if self.marks is not None else []

    def _said(self, name):
        return self._all(name)[0] if self._all(name) else ""

    def answer(self):
        """What was marked, as the box keeps it."""
        if self.kind == Kind.MOTION:
            return self._said(self.name) or None
        if self.kind in (Kind.SCORE, Kind.ORDER):
            said = {str(one.number): self._said(f"{self.name}-{one.number}").strip() for one in self.candidates}
            return {
                key: int(points) if points.isascii() and points.isdigit() and len(points) < 6 else points
                for key, points in said.items()
                if points
            }
        if self.kind == Kind.GRID:
            said = {str(one.number): self._said(f"{self.name}-{one.number}") for one in self.candidates}
            return {key: grade for key, grade in said.items() if grade}
        return self._people()

    def _people(self):
        if self.kind == Kind.APPROVAL:
            ticked = self._all(self.name)
            found = {"for": [one.number for one in self.candidates if str(one.number) in ticked]}
        else:
            said = {one.number: self._said(f"{self.name}-{one.number}") for one in self.candidates}
            found = {mark: [number for number, value in said.items() if value == mark] for mark in ("for", "against")}
        found["write"] = [name.strip() for name in self._all(f"{self.name}-write") if name.strip()]
        return {mark: people for mark, people in found.items() if people}

    def marked(self):
        """Pairs of field name and value."""
        names = [self.name, f"{self.name}-write", *(f"{self.name}-{one.number}" for one in self.candidates)]
        return [(name, value) for name in names for value in self._all(name) if value]

    @property
    def said(self):
        """What was marked, in words for the review."""
        return queries.voting.answer_words(self.question, self.answer())

    @property
    def blank(self):
        """What a question without a mark means."""
        return _("nothing marked: counts as an abstention")
