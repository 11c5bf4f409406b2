"""Chinese numerals as numbers: 二十三, 两千, 壹仟贰佰叁拾肆, 一点五万, 二〇〇六."""

from decimal import Decimal

_DIGITS = {
    letter: value
    for value, letters in enumerate(
        ("零〇○Ｏ", "一壹", "二贰两貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for letter in letters
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_PAIRS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_SAYS_HOW_MANY = frozenset(_DIGITS) | frozenset("十拾廿卅卌")
LETTERS = frozenset(_DIGITS) | frozenset(_TENS) | frozenset(_MYRIADS) | frozenset(_PAIRS)


def numeral(text):
    """The number that a Chinese numeral says, or None when it is not one."""
    for short, long in _PAIRS.items():
        text = text.replace(short, long)
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    if not text or any(letter not in LETTERS for letter in text) or not (set(text) & _SAYS_HOW_MANY):
        return None
    if all(letter in _DIGITS for letter in text):
        return Decimal(digits(text)) if len(text) > 1 else Decimal(_DIGITS[text])
    return _grouped(text)


def digits(text):
    """二〇〇六 → 2006: digit by digit, or None."""
    try:
        return "".join(str(_DIGITS[letter]) for letter in text)
    except KeyError:
        return None


def _with_fraction(whole, fraction):
    """一点五万 → 15000."""
    factor = 1
    while fraction and fraction[-1] in _MYRIADS:
        factor, fraction = factor * _MYRIADS[fraction[-1]], fraction[:-1]
    decimals, base = digits(fraction), numeral(whole)
    if base is None or not decimals:
        return None
    return (base + Decimal("0." + decimals)) * factor


def _grouped(text):
    """Tens, hundreds and thousands inside groups of ten thousand; 两千五 is 2500."""
    total, section, group, digit, last_unit = 0, 0, 0, None, None
    for letter in text:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
            last_unit = None if digit == 0 else last_unit
            continue
        if letter in _TENS:
            group += (1 if digit is None else digit) * _TENS[letter]
            last_unit = _TENS[letter]
        elif _MYRIADS[letter] == 10_000:
            section, group, last_unit = (section + group + (digit or 0)) * 10_000, 0, 10_000
        else:
            total, section, group = total + (section + group + (digit or 0)) * 100_000_000, 0, 0
            last_unit = 100_000_000
        digit = None
    if digit and last_unit and last_unit >= 100:
        digit *= last_unit // 10
    return Decimal(total + section + group + (digit or 0))
