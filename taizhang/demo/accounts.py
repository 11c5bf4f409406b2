"""The cast of the demonstration: who may sign in at which union, in which role. Passwords are drawn anew each time and
kept nowhere in clear.
"""

import datetime
import secrets
from dataclasses import dataclass

from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import Post, Unit, User
from taizhang.organisation import actions as organisation

LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that look alike
SINCE = datetime.date(2007, 1, 1)

# (user name, name, unit, role); an empty unit: administrator of the installation
CAST = (
    ("admin", "系统管理员", "", ""),
    ("xx-chair", "省总工会主席", "XX00", "chair"),
    ("xx-auditor", "省总工会经审员", "XX00", "auditor"),
    ("yl-chair", "沅澧市总工会主席", "YL00", "chair"),
    ("sm-chair", "石门县总工会主席", "SM00", "chair"),
    ("cy-chair", "楚阳镇联合工会主席", "CY00", "chair"),
    ("cy-clerk", "楚阳镇联合工会干事", "CY00", "clerk"),
    ("cy01-chair", "老西门社区工会主席", "CY01", "chair"),
    ("tc-chair", "桃川县总工会主席", "TC00", "chair"),
    ("tc-admin", "桃川县总工会管理员", "TC00", "admin"),
    ("tc-auditor", "桃川县总工会经审员", "TC00", "auditor"),
    ("tc1-chair", "青溪镇联合工会主席", "TC10", "chair"),
    ("tc1-clerk", "青溪镇联合工会干事", "TC10", "clerk"),
    ("tc1-school", "青溪镇中心学校工会主席", "TC102", "chair"),
    ("tc-bank", "桃川农商银行工会主席", "TCB0", "chair"),
    ("zs-chair", "资水市总工会主席", "ZS00", "chair"),
    ("ht-chair", "花亭县总工会主席", "HT00", "chair"),
    ("ht-clerk", "花亭县总工会干事", "HT00", "clerk"),
    ("bq1-clerk", "河西街道总工会干事", "BQ10", "clerk"),
)


@dataclass(frozen=True)
class Account:
    """One account as it is printed, once."""

    username: str
    name: str
    unit: str
    role: str
    password: str


def open_all():
    """Open every account of the cast, or give it a new password. → what to print; the passwords are nowhere else."""
    return [_open(*member) for member in CAST if not member[2] or Unit.objects.filter(code=member[2]).exists()]


def _open(username, name, code, role):
    password = "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(3))
    unit = Unit.objects.get(code=code) if code else None
    user = User.objects.filter(username=username).first()
    if user is None:
        user = organisation.open_account(
            by=SYSTEM, username=username, name=name, unit=unit, is_administrator=not code, password=password
        )
    else:
        organisation.set_password(user, by=SYSTEM, password=password, on=datetime.date.today())  # noqa: DTZ011  the day of the command
    if unit and not Post.objects.filter(user=user, unit=unit, role=role, until=None).exists():
        organisation.appoint(user, unit, by=SYSTEM, role=role, on=SINCE)
    return Account(username, name, unit.name if unit else "", role, password)
