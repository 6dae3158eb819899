"""Read numerals: Arabic, full-width, Chinese and mixed ones, with their multipliers.

Values are exact ``Decimal``; nothing here passes through binary floating point.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")

_SIDE_BY_SIDE = re.compile(
    r"^([一二两三四五六七八])[二三四五六七八九](?=[十百千万亿])|^(?:(两)三|(三)四|(四)五|(五)六|(六)七|(七)八|(八)九)$"
)
_DIGIT = "[0-9０-９]"
_FRACTION = rf"(?:[.．]{_DIGIT}+)?"
ARABIC = rf"(?<![:：]){_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+{_FRACTION}(?!{_DIGIT})|{_DIGIT}+{_FRACTION}"
"""Thousands marks only in threes, so that a comma between two numbers parts them; none in 9:30，500人."""
CHINESE = r"[零〇一二三四五六七八九十百千万亿两]+(?:点[零〇一二三四五六七八九]+)?"


def arabic(text: str) -> Decimal:
    """Return the value of an Arabic numeral, full-width digits and thousands marks allowed.

    >>> arabic("1,234.5"), arabic("４６．２")
    (Decimal('1234.5'), Decimal('46.2'))
    """
    return Decimal(text.translate(FULL_WIDTH).replace(",", ""))


def chinese(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral; None when the characters do not make one.

    Of two digits side by side, as in 两三百, the lower one counts.

    >>> chinese("三百二十"), chinese("一万二"), chinese("二〇二三"), chinese("两点五"), chinese("百千")
    (Decimal('320'), Decimal('12000'), Decimal('2023'), Decimal('2.5'), None)
    >>> chinese("两三百"), chinese("七八十")
    (Decimal('200'), Decimal('70'))
    """
    whole, _, fraction = text.partition("点")
    whole = _SIDE_BY_SIDE.sub(lambda match: match[0][0], whole)
    value = _digit_by_digit(whole) if _is_digits(whole) else _positional(whole)
    if value is None:
        return None
    if not fraction:
        return Decimal(value)
    return Decimal(f"{value}.{''.join(str(DIGITS[character]) for character in fraction)}")


def is_side_by_side(text: str) -> bool:
    """Whether a numeral names two values beside each other, to mean about as many: 两三百, 七八十."""
    return bool(_SIDE_BY_SIDE.match(text))


def _is_digits(text: str) -> bool:
    return len(text) > 1 and all(character in DIGITS for character in text)


def _digit_by_digit(text: str) -> int:
    return int("".join(str(DIGITS[character]) for character in text))


def _positional(text: str) -> int | None:
    """Read 三亿五千万: 万 and 亿 each scale what stands before them since the last 亿."""
    hundreds_of_millions, myriads, section, digit, last = 0, 0, 0, None, 0
    for character in text:
        if character in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[character]
        elif character in TENS:
            step = TENS[character]
            if digit is None and 0 < last <= step:
                return None
            section += (1 if digit is None else digit) * step
            digit, last = None, step
        else:
            section += digit or 0
            if character == "万":
                myriads += (section or (0 if myriads else 1)) * 10**4
            else:
                before = myriads + section
                hundreds_of_millions = (hundreds_of_millions + (before or 1)) * 10**8
                myriads = 0
            section, digit, last = 0, None, MYRIADS[character]
    if digit and last >= 100 and text[-2] in TENS | MYRIADS:
        section, digit = section + digit * last // 10, 0  # 一万二: the last digit counts the next place
    return hundreds_of_millions + myriads + section + (digit or 0)


def multiplier(text: str) -> int:
    """Return the product of multiplier characters: 万 → 10000, 千万 → 10000000, empty → 1.

    >>> multiplier("百万"), multiplier("个亿"), multiplier("")
    (1000000, 100000000, 1)
    """
    product = 1
    for character in text.removeprefix("个"):
        product *= TENS.get(character) or MYRIADS[character]
    return product


NUMERAL = re.compile(f"(?P<arabic>{ARABIC})|(?P<chinese>{CHINESE})")
