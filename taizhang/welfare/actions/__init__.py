"""The only writers of care and benefits, by noun."""

from taizhang.welfare.actions.benefits import deliver, finish, make_list, plan_benefit, send_back, sign_benefit, strike
from taizhang.welfare.actions.donations import call, give, hand_over, reopen, settle
from taizhang.welfare.actions.events import (
    answer,
    convene,
    excuse,
    hold,
    invite,
    report_event,
    reveal,
    see_at_home,
    visit,
)
from taizhang.welfare.actions.evidence import attach
from taizhang.welfare.actions.handouts import (
    enlist,
    finish_handout,
    offer,
    open_handout,
    serve,
    sign,
    strike_off,
    unsign,
)
from taizhang.welfare.actions.services import answer_placement, ask_placement, call_donors, move_volunteers, volunteer
from taizhang.welfare.actions.stock import count_stock, plan_goods, take_in
from taizhang.welfare.actions.voiding import void

__all__ = [
    "answer",
    "answer_placement",
    "ask_placement",
    "attach",
    "call",
    "call_donors",
    "convene",
    "count_stock",
    "deliver",
    "enlist",
    "excuse",
    "finish",
    "finish_handout",
    "give",
    "hand_over",
    "hold",
    "invite",
    "make_list",
    "move_volunteers",
    "offer",
    "open_handout",
    "plan_benefit",
    "plan_goods",
    "reopen",
    "report_event",
    "reveal",
    "see_at_home",
    "send_back",
    "serve",
    "settle",
    "sign",
    "sign_benefit",
    "strike",
    "strike_off",
    "take_in",
    "unsign",
    "visit",
    "void",
    "volunteer",
]
