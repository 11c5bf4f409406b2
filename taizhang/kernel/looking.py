"""A second look at what somebody is about to record, by whoever in the house knows more: it warns, and never refuses.

Whoever takes records in (a form, a workbook) says what is stated and shows the sentences; whoever can judge declares `Manifest.looks`.
Strangers so help each other without knowing each other.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit


@dataclass(frozen=True)
class Stated:
    """Work as it is about to be recorded. `numbers`: {measure: Decimal} (work.persons: 12); `type`: of the record that it becomes, `but`: the
    key of the one that it changes.
    """

    unit: Unit
    on: date
    kind: str
    matter: str = ""
    numbers: dict = field(default_factory=dict)
    type: str = ""
    but: int | None = None


def second_look(stated):
    """[[sentence, …], …]: for each of the things stated what deserves a second look, mostly nothing. Few questions however many things."""
    stated, said = list(stated), defaultdict(list)
    for manifest in registry.manifests.values():
        for look in manifest.looks:
            for place, sentence in look(stated):
                said[place].append(sentence)
    return [said[place] for place in range(len(stated))]
