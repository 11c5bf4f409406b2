"""Who is meant by a name typed in: somebody on the register, or a name that the register does not know."""

import re
from dataclasses import dataclass

from taizhang.members.models import Membership, Person
from taizhang.members.queries.roster import register, search

NUMBERED = re.compile(r"^(.*?)\s*[#＃]\s*(\d{1,12})$")


@dataclass(frozen=True)
class Meant:
    """The outcome: a person, a bare name, or several memberships of whom one must be chosen."""

    name: str
    person: Person | None = None
    several: tuple = ()


def meant(user, unit, text):
    """Who is meant at this unit or below it: by name, identity number, telephone, or “name #number” where namesakes exist."""
    text = " ".join(str(text or "").split())
    numbered = NUMBERED.match(text)
    here = register(user, under=unit).filter(status__in=Membership.STANDING)
    if numbered:
        one = here.filter(pk=int(numbered[2])).first()
        return Meant(one.person.name, one.person) if one else Meant(numbered[1] or text)
    found = list(search(here, text)[:6]) if text else []
    exact = [one for one in found if one.person.name == text]
    by_number = [one for one in found if text[:-1].isdigit()]
    chosen = by_number or exact
    if len(chosen) == 1:
        return Meant(chosen[0].person.name, chosen[0].person)
    return Meant(text, several=tuple(chosen))


def namesakes(found):
    """“王建国 #12（一车间）、王建国 #40（纺织厂工会）”: what to write to mean one of them."""
    return "、".join(f"{one.person.name} #{one.pk}（{one.group or one.unit.name}）" for one in found)
