"""The cast: every test speaks of the same four unions and the same seven people.

A county federation, a town union under it, a mill union under that, and a port union beside the town. So "own", "above",
"below" and "beside" mean the same in every test:

    federation (chair: nobody; auditor: auditor)
    ├── town       (chair: town_chair)
    │   └── mill   (chair: mill_chair, clerk: mill_clerk)
    └── port       (chair: port_chair)

administrator keeps accounts and units and holds no post; stranger has an account and nothing else.
"""

from dataclasses import dataclass
from datetime import date

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit, User
from taizhang.organisation import actions as organisation

FOUNDED = date(2001, 5, 1)
PASSWORD = "a mill by the river"

UNITS = (
    # name, parent, code, name in words, kind
    ("federation", None, "F", "石门县总工会", "county_federation"),
    ("town", "federation", "F-T", "河湾镇联合工会", "town_joint_union"),
    ("mill", "town", "F-T-M", "河湾纺织厂工会", "company_union"),
    ("port", "federation", "F-P", "临港镇联合工会", "town_joint_union"),
)
PEOPLE = (
    # name, name in words, unit, role
    ("mill_chair", "梅厂长", "mill", "chair"),
    ("mill_clerk", "柯经办", "mill", "clerk"),
    ("town_chair", "唐镇主席", "town", "chair"),
    ("port_chair", "潘港主席", "port", "chair"),
    ("auditor", "申审计", "federation", "auditor"),
    ("administrator", "管装机", None, None),
    ("stranger", "莫相识", None, None),
)


@dataclass
class Cast:
    """The unions and people by name."""

    federation: Unit
    town: Unit
    mill: Unit
    port: Unit
    mill_chair: User
    mill_clerk: User
    town_chair: User
    port_chair: User
    auditor: User
    administrator: User
    stranger: User


def assemble():
    """Found the unions, open the accounts, fill the posts: all through the acts that a real installation uses."""
    found = {}
    for key, parent, code, name, kind in UNITS:
        found[key] = organisation.found(found.get(parent), by=SYSTEM, on=FOUNDED, code=code, name=name, kind=kind)
    for key, name, place, role in PEOPLE:
        user = User(username=key, name=name, is_administrator=key == "administrator")
        user.set_password(PASSWORD)
        user.save()
        found[key] = user
        if role:
            organisation.appoint(user, found[place], role, by=SYSTEM, on=FOUNDED)
    return Cast(**found)
