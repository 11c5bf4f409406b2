"""What a skeleton is made of. A sentence is a pattern:

`{…}` is a figure (see chips.py); `[…]` is a clause that is left out when one of its figures is zero or has no base; `[=，其中‖a{…}‖b{…}]` are
the parts of the figure before it, printed only if they add up to it; `<unit>`, `<year>`, `<next>`, `<this>`, `<end>`, `<upper>`, `<place>` are words
of the report. A sentence whose own figures say nothing is left out, then the paragraph that is empty, then the section.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Always:
    """A sentence without figures that stands whatever the year was."""

    pattern: str


@dataclass(frozen=True)
class Events:
    """A list of what happened, from the records themselves: day, unit, matter. `each` may use <day>, <who>, <matter>."""

    kinds: tuple
    lead: str
    limit: int = 6
    each: str = "<day><who><matter>"


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together. The lead is printed when at least one of them has something to say."""

    sentences: tuple
    lead: str = ""


@dataclass(frozen=True)
class Part:
    """(一) of a section."""

    heading: str
    paragraphs: tuple


@dataclass(frozen=True)
class Section:
    """一、 of the report; an empty heading marks the opening."""

    heading: str
    contents: tuple


@dataclass(frozen=True)
class Row:
    """A line of the table of figures at the end: this year, last year, growth."""

    label: str
    code: str
    measured_in: str
    growth: bool = True


@dataclass(frozen=True)
class Skeleton:
    """The annual, half-year or term report of one kind of union."""

    code: str
    label: str
    label_en: str
    unit_kinds: tuple
    place: str
    sections: tuple
    rows: tuple = ()
    title: str = "<unit><period>工作总结"

    def patterns(self):
        """The patterns of all its sentences with figures."""
        for section in self.sections:
            for content in section.contents:
                for paragraph in content.paragraphs if isinstance(content, Part) else (content,):
                    yield from (sentence for sentence in paragraph.sentences if isinstance(sentence, str))


def paragraph(*sentences, lead=""):
    """A paragraph in few keystrokes."""
    return Paragraph(sentences, lead)
