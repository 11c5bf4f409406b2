"""Congresses for tests; everybody in them is made up."""

from datetime import date
from itertools import count

from taizhang.congress import actions
from taizhang.congress.models import AgendaItem, Congress, Delegate
from taizhang.kernel.acts import SYSTEM, act

BEGAN = date(2025, 3, 1)
ENDS = date(2030, 2, 28)
_names = count(1)
SURNAMES = "赵钱孙李周吴郑王冯陈"
GIVEN = "一丁七万三上下丰"


def name():
    """A name that nobody else in the test bears."""
    number = next(_names)
    return f"{SURNAMES[number % 10]}{GIVEN[number // 10 % 8]}{number}"


def congress(unit, *, kind=Congress.Kind.WORKERS, staff=600, women=200, number=8, seats=60, by=SYSTEM, **given):
    """A congress of delegates with one constituency."""
    made = actions.congresses.start(
        unit, by=by, on=BEGAN, kind=kind, form=given.pop("form", "delegates"), since=BEGAN, until=ENDS, staff=staff, women=women, number=number,
        **given,
    )  # fmt: skip
    if seats:
        actions.congresses.lay_out(made, by=by, rows=[("第一选区", staff, seats)])
    return made


def delegates(made, number, *, on=BEGAN, constituency=None, **given):
    """So many full delegates in one act: a third women, a tenth managers."""
    badges = actions.delegates.fresh_badges(made, number)
    constituency = constituency or made.constituencies.first()
    rows = [
        Delegate(
            unit=made.unit, congress=made, constituency=constituency, name=name(), badge=badge, elected_on=on,
            **{
                "sex": "女" if n % 3 == 0 else "男", "post": Delegate.Post.MANAGER if n % 10 == 0 else Delegate.Post.FRONT_LINE, **given,
            },
        )
        for n, badge in enumerate(badges)
    ]  # fmt: skip
    with act(SYSTEM, "congress.elect", made, on=on) as this:
        created = this.create_all(Delegate, rows)
        this.note(name=made.name)
    return created


def seated(unit, *, delegates_number=60, **given):
    """A congress in office."""
    made = congress(unit, **given)
    delegates(made, delegates_number)
    return actions.congresses.install(made, by=SYSTEM, on=BEGAN)


def session(made, *, opens_on=date(2026, 3, 20), called=True, **given):
    """A session with one matter, called a fortnight before."""
    found = actions.sessions.plan_session(made, by=SYSTEM, on=date(2026, 3, 1), opens_on=opens_on, **given)
    actions.sessions.add_item(
        found, by=SYSTEM, name="集体合同（草案）", power=AgendaItem.Power.PASS, matter=AgendaItem.Matter.CONTRACT
    )
    return actions.sessions.call(found, by=SYSTEM, on=date(2026, 3, 5)) if called else found


def opened(made, *, present, opens_on=date(2026, 3, 20), **given):
    """A session that was opened with so many present."""
    found = session(made, opens_on=opens_on, **given)
    here = list(Delegate.objects.filter(congress=made, state="serving").order_by("id")[:present])
    actions.attendance.attend(found, by=SYSTEM, on=opens_on, delegates=here)
    return actions.sessions.open_session(found, by=SYSTEM, on=opens_on)
