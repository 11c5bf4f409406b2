"""When units are reorganised: the congress of a union that ends is over with it, and the mandates of its delegates."""

from taizhang.congress.models import Congress, Delegate
from taizhang.kernel import context

SERVING = Delegate.State.SERVING


def carry(unit, into, on, choice):
    """Congresses in office at a union that ends. → [[congress, state, delegates], …], for taking it back"""
    memo = []
    if not choice.get("heir"):
        return memo
    this = context.open_act()
    for one in Congress.objects.standing().filter(unit=unit).exclude(state=Congress.State.ENDED).select_related("unit"):
        serving = list(Delegate.objects.standing().filter(congress=one, state=SERVING).values_list("pk", flat=True))
        this.change_all(Delegate, serving, state=Delegate.State.EXPIRED, ended_on=on)
        memo.append([one.pk, str(one.state), serving])
        one.state, one.ended_on = Congress.State.ENDED, max(on, one.since)
        one.save()
    return memo


def back(memo):
    """Take it back: congress and delegates are in office again."""
    this = context.open_act()
    for pk, state, serving in memo or ():
        one = Congress.objects.get(pk=pk)
        one.state, one.ended_on = state, None
        one.save()
        this.change_all(Delegate, serving, state=SERVING, ended_on=None)
