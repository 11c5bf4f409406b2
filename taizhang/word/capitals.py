"""Amounts of money in capitals (大写金额), as rosters, receipts and payment orders ask for them (支付结算办法, 附件一)."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def in_capitals(amount):
    """1409.50 → 人民币壹仟肆佰零玖元伍角; whole yuan end with 整. Amounts below zero begin with 负."""
    fen = int((abs(Decimal(str(amount))) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    text = "人民币" + ("负" if amount < 0 else "") + (_whole(yuan) + "元" if yuan or not fen else "")
    if not jiao and not rest:
        return text + "整"
    if jiao:
        text += DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (DIGITS[rest] + "分" if rest else "")


def _whole(number):
    """Whole yuan: zeros inside are said once, 万 and 亿 stand after their four digits."""
    if not number:
        return "零"
    groups = []
    while number:
        groups.append(number % 10000)
        number //= 10000
    text, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += _four(group) + GROUPS[place]
        gap = False
    return text


def _four(group):
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[digit] + PLACES[place]
        gap = False
    return text
