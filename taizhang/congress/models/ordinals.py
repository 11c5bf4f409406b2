"""Numbers as the names of congresses write them: 8 → 八, 14 → 十四, 20 → 二十, 104 → 一百零四."""

DIGITS = "零一二三四五六七八九"


def chinese(number):
    """A whole number from 1 to 999 in Chinese; others stay figures."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        words += "零"
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{DIGITS[tens]}十"
    return words + (DIGITS[ones] if ones else "")
