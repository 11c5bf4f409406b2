"""What Qingxi's officers ask in tables, and the annual survey of its school: filled in, handed in, accepted by the town."""

from datetime import timedelta
from decimal import Decimal

from taizhang.kernel import approvals
from taizhang.kernel.models import Unit, User
from taizhang.statistics import actions
from taizhang.statistics.editions import newest
from taizhang.statistics.models import Table
from taizhang.statistics.queries import ready
from taizhang.statistics.queries import returns as queries

TOWN, SCHOOL = "TC10", "TC102"  # not Chuyang: what is known of its 2008 stays as it was
TABLES = (("各社区、学校组织和会员情况", "organisation"), ("民主管理和公开一览", "democracy"))
STAFF = 132  # of the school's payroll, where the unit's file does not say


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town, school = (Unit.objects.filter(code=code).first() for code in (TOWN, SCHOOL))
    names = ("tc1-clerk", "tc1-chair", "tc1-school")
    clerk, chair, head = (User.objects.filter(username=name).first() for name in names)
    if not all((town, school, clerk, chair, head)) or Table.objects.below(town).exists():
        return False
    for name, columns in TABLES:
        actions.define(town, by=clerk, name=name, rows=Table.Rows.CHILDREN, columns=ready.columns(columns))
    _survey(school, head, chair, today)
    return True


def _survey(school, head, chair, today):
    """The year before is accepted; that of the statistical year just over is being filled in."""
    edition = newest()
    year = today.year if today >= edition.period(today.year).until else today.year - 1
    one = actions.begin_return(school, by=head, year=year - 1)
    _fill(one, head)
    handed = min(edition.due_on(year - 1), today) - timedelta(days=6)
    actions.submit_return(one, by=head, on=handed, note="含离岗保留会籍人员")
    case = approvals.of(one)
    approvals.decide(case, by=chair, on=handed + timedelta(days=4), decision="approve")
    this = actions.begin_return(school, by=head, year=year)
    _fill(this, head, lines=8)


def _fill(one, by, lines=None):
    """What the ledger does not answer; nought but for the staff, half of them women."""
    answers = queries.answers(one)
    staff = answers["1-01"].value or STAFF
    numbers = {"1-01": staff, "1-02": staff // 2}
    open_ = [code for code, answer in answers.items() if answer.origin != queries.LEDGER][:lines]
    told = {code: (Decimal(numbers.get(code, 0)), "学校工资花名册、工会手工台账") for code in open_}
    actions.declare(one, by=by, told=told)
