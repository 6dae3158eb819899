"""Numerals: Arabic, full-width and Chinese ones, read exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from generator.grammar.numbers import NUMERAL, arabic, chinese

DIGITS = "零一二三四五六七八九"


def _below_a_myriad(number: int) -> str:
    """Write 1 to 9999 in Chinese, with one 零 for every gap inside."""
    written, gap = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return written


def in_chinese(number: int) -> str:
    """Write 0 to 10^12 - 1 as a Chinese speaker would in full: 10203 → 一万零二百零三."""
    if number == 0:
        return "零"
    written = ""
    for step, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // step % 10**4
        if section:
            written += ("零" if written and section < 1000 else "") + _below_a_myriad(section) + name
    return written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (10, "一十"),
        (105, "一百零五"),
        (2300, "二千三百"),
        (10203, "一万零二百零三"),
        (100000, "一十万"),
        (100000001, "一亿零一"),
        (20050000, "二千零五万"),
    ],
)
def test_the_formatter_of_these_tests(number: int, written: str) -> None:
    """The independent formatter writes what a Chinese speaker would."""
    assert in_chinese(number) == written


@given(st.integers(0, 10**8))
def test_chinese_numerals_come_back(number: int) -> None:
    """What is written in Chinese is read as the same number."""
    assert chinese(in_chinese(number)) == number


@given(st.integers(10**8, 10**12 - 1))
def test_chinese_numerals_beyond_a_hundred_million_come_back(number: int) -> None:
    """The sections of 亿, 万 and ones add up."""
    assert chinese(in_chinese(number)) == number


@given(st.integers(0, 10**8))
def test_chinese_numerals_as_people_shorten_them(number: int) -> None:
    """A leading 一十 is said 十, and 两 stands for 二 before 千, 万 and 亿: both read the same."""
    written = in_chinese(number).removeprefix("一") if 10 <= number < 20 else in_chinese(number)
    for step in "千万亿":
        written = written.replace(f"二{step}", f"两{step}")
    assert chinese(written) == number


@given(st.integers(0, 9999), st.integers(0, 999))
def test_chinese_decimals_come_back(whole: int, part: int) -> None:
    """Behind 点 digits stand one by one."""
    written = f"{in_chinese(whole)}点{''.join(DIGITS[int(digit)] for digit in str(part))}"
    assert chinese(written) == Decimal(f"{whole}.{part}")


@given(st.integers(1900, 2099))
def test_years_are_read_digit_by_digit(year: int) -> None:
    """A row of digits without steps is a year or a code: 二〇二三."""
    digits = "".join(DIGITS[int(digit)] for digit in str(year))
    assert chinese(digits) == year
    assert chinese(digits.replace("零", "〇")) == year


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("两百五", 250),
        ("三千二", 3200),
        ("一万二", 12000),
        ("百万", 1000000),
        ("千万", 10000000),
        ("一千零五十万", 10500000),
        ("三亿五千万", 350000000),
        ("两万亿", 2000000000000),
        ("一百一十", 110),
        ("一百零五", 105),
        ("俩", 2),
    ],
)
def test_chinese_numerals_as_printed(written: str, number: int) -> None:
    """Numerals as bulletins, news and people write them."""
    assert chinese(written) == number


@pytest.mark.parametrize("written", ["百千", "一二三百", "十百", "千千万"])
def test_what_is_no_numeral(written: str) -> None:
    """Numeral characters in an order that makes no number are not read as one."""
    assert chinese(written) is None


@given(strategies.arabic_numerals())
def test_arabic_numerals_are_exact(numeral: tuple[str, Decimal]) -> None:
    """Digits, decimals, thousands marks and full-width forms: the value is exact, digit by digit."""
    printed, value = numeral
    assert arabic(printed) == value
    match = NUMERAL.fullmatch(printed)
    assert match
    assert match["arabic"] == printed


@given(st.lists(st.integers(0, 99999), min_size=2, max_size=4))
def test_a_comma_between_short_numbers_parts_them(numbers: list[int]) -> None:
    """Only groups of three digits are thousands: 12,4 is two numbers."""
    numbers = [number % 100 for number in numbers]
    printed = ",".join(map(str, numbers))
    assert [int(match[0]) for match in NUMERAL.finditer(printed)] == numbers
