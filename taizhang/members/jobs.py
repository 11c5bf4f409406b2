"""What happens to the register by itself: letters that nobody acts on expire, headcounts are added up."""

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.jobs import job
from taizhang.members import actions


@job("members.expire_transfers", _("End letters of transfer past their last day"), every="day")
def expire_transfers():
    """The member stays at the old union, which may release again."""
    return {"transfers": actions.expire_transfers(timezone.localdate())}


@job("members.fold_headcounts", _("Add up the headcounts of unions"), every="hour")
def fold_headcounts():
    """On PostgreSQL each transaction leaves rows of its own: one statement takes them away and adds them to the row of all."""
    if connection.vendor != "postgresql":
        return {"rows": 0}
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH gone AS (DELETE FROM members_headcount WHERE part <> 0 RETURNING unit_id, status, sex, migrant, number)
            INSERT INTO members_headcount (unit_id, status, sex, migrant, part, number)
            SELECT unit_id, status, sex, migrant, 0, SUM(number) FROM gone GROUP BY unit_id, status, sex, migrant
            ON CONFLICT (unit_id, status, sex, migrant, part)
            DO UPDATE SET number = members_headcount.number + excluded.number"""
        )
        return {"rows": cursor.rowcount}
