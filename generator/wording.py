"""How facts are said to the reader: values, bounds, statuses and kinds, in the words of the interface."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from generator import edtf
from generator.basis import DOWN, TIME_SHIFTS, UP, basis, clause
from generator.catalogue.plans import Verdict
from generator.printing import fold, unmarked
from generator.records import (
    Bound,
    Distinction,
    Event,
    Level,
    Measure,
    Observation,
    Person,
    Record,
    Status,
)
from generator.texts import current

PASSED_OVER = (
    "date",
    "idiom",
    "ordinal",
    "name",
    "slogan",
    "threshold",
    "age",
    "comparison",
    "no known unit",
    "other",
)
"""Why a number is judged to be no fact."""
_SCALES = ((Fraction(10**8), "hundred_million"), (Fraction(10**4), "ten_thousand"))
_UNSCALED = frozenset({"%", "‰", "百分点", "倍", "番", "年", "天", "岁", ""})
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_SIGN = re.compile(r"[-−－–负]\s?\d")
_DIRECTION = re.compile(f"(?:{'|'.join((*UP, *DOWN, *TIME_SHIFTS))})(?!值)")  # 工业增加值 is a name
_DIGITS = 200
_SHARES = frozenset({"%", "‰", "百分点", "个百分点", "倍"})


def status(seen: Status) -> str:
    """Name a status."""
    return current().status[seen.value]


def level(seen: Level) -> str:
    """Name whose distinction one is; nothing where that is not known."""
    return "" if seen is Level.OTHER else current().level[seen.name.lower()]


def verdict(reached: Verdict) -> str:
    """Say what became of a plan; each verdict is explained on the method page."""
    return current().verdict[reached.value]


def field(name: str) -> str:
    """Name a field of a record."""
    return current().field[name]


def passed_over(reason: str) -> str:
    """Say why a number was judged to be no fact."""
    return current().passed_over[reason] if reason in PASSED_OVER else reason


def district(name: str | None) -> str:
    """Name a district, or say that none is known."""
    return name or current().place.unknown


def number(value: Decimal) -> str:
    """Write a number out, with separators and without idle zeros.

    >>> number(Decimal("4620000000.0")), number(Decimal("-4.10")), number(Decimal("0.8"))
    ('4,620,000,000', '−4.1', '0.8')
    """
    written = f"{abs(value):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return f"−{written}" if value < 0 else written


def printed(seen: Observation) -> str:
    """Return a value as printed, with the words that limit it: 近7%, 突破500亿元, 6.5%左右."""
    around = seen.reasons.get("bound", "")
    if seen.bound is Bound.EXACT or seen.text not in around:
        return fold(seen.text)
    return fold(around)


def field_value(value: str) -> str:
    """Say the value of a field: 计划 for plan; what is a word already stays.

    >>> field_value("plan"), field_value("null"), field_value("2023")
    ('计划', '不明', '2023')
    """
    t = current()
    if value in set(Level) - {Level.OTHER}:
        return level(Level(value))
    if value in t.status:
        return t.status[value]
    if value in t.kind:
        return t.kind[value]
    if value in t.code:
        return t.code[value]
    return value


def bounded(said: str, bound: Bound) -> str:
    """Say a value with its bound: 约10, 10以上."""
    return current().bound[bound.value](value=said)


def scale(values: Sequence[Fraction], unit: str) -> tuple[Fraction, str]:
    """Return by what to divide values of one unit so that they read well, and the unit they are in then.

    >>> scale([Fraction(2280000000), Fraction(1100000000)], "元"), scale([Fraction(9)], "个")
    ((Fraction(100000000, 1), '亿元'), (Fraction(1, 1), '个'))
    """
    largest = max(map(abs, values), default=Fraction(0))
    for size, word in _SCALES:
        if unit not in _UNSCALED and largest >= size:
            return size, current().scale[word](unit=unit)
    return Fraction(1), unit


def scaled(value: Fraction, size: Fraction) -> str:
    """Write a value in a scale, with at most six decimals.

    >>> scaled(Fraction(2280000000), Fraction(10**8)), scaled(Fraction(2000, 3), Fraction(1))
    ('22.8', '666.666667')
    """
    exact = value / size
    with localcontext(prec=_DIGITS):  # a misprint may be longer than any number
        return number(round(Decimal(exact.numerator) / Decimal(exact.denominator), 6))


def change(seen: Observation) -> str:
    """Say in which direction a change goes and against what, in the words of its clause; nothing for a level.

    同比 in another clause of the sentence says nothing about this change. Where the clause has no word
    of direction, or that of another number, the sign decides.
    """
    if seen.measure is Measure.LEVEL or seen.unit == "番":  # 翻两番 says it all itself
        return ""
    against, falls = basis(seen), seen.value < 0 and not _says_its_sign(seen)
    words = _DIRECTION.findall(clause(seen))
    if words and (words[-1] in TIME_SHIFTS or (words[-1] in DOWN) == falls):
        return f"{against}{words[-1]}"
    t = current().value
    up, down = (t.share_up, t.share_down) if seen.unit in _SHARES else (t.amount_up, t.amount_down)
    return f"{against}{down if falls else up}"


def _says_its_sign(seen: Observation) -> bool:
    """Tell whether a fall is printed with a sign: 增长-3.6%, 增速为负3.6%; said to fall, it would rise."""
    return seen.value < 0 and bool(_SIGN.match(seen.text))


def reading(seen: Observation) -> str:
    """Say the normalised value where the printed one does not, else return an empty string.

    A value is said again when the print abbreviates it (46.2亿元) and when words limit it (以上, 约).
    The sign of a change is said by ``change``.
    """
    if seen.unit == "番" and seen.value == int(seen.value):
        return current().value.doubled(times=2 ** int(seen.value))
    signed = _says_its_sign(seen)
    value = abs(seen.value) if seen.measure is Measure.GROWTH and not signed else seen.value
    figure = _NUMBER.search(seen.text)
    plain = (
        figure is not None
        and Decimal(re.sub(r"[,，]", "", figure[0])) == (abs(value) if signed else value)
        and seen.unit in seen.text
    )
    return "" if plain and seen.bound is Bound.EXACT else bounded(number(value) + seen.unit, seen.bound)


def value(seen: Observation) -> str:
    """Say a value in full, with its direction when it is a change."""
    return change(seen) + (reading(seen) or seen.text)


def kind(record: Record) -> str:
    """Name the sort of a record."""
    match record:
        case Observation():
            return current().record.observation
        case Event():
            return current().record.event
        case Distinction():
            return current().kind[record.kind.value]
        case Person():
            return current().record.person


def headline(record: Record) -> str:
    """Say what a record states, without its value."""
    match record:
        case Observation():
            return record.indicator
        case Event():
            return record.title
        case Distinction():
            return record.title
        case Person():
            return current().value.person(name=record.name, role=record.role)


def said(line: Mapping[str, Any]) -> str:
    """Say in one line what a record of an export states."""
    details = {
        "observation": (
            _text(line, "indicator"),
            _text(line, "text"),
            edtf.say(line.get("period")),
            _status(line),
        ),
        "event": (_text(line, "title"), edtf.say(line.get("date")), _status(line)),
        "distinction": (_text(line, "title"), field_value(_text(line, "level"))),
        "person": (_text(line, "name"), _text(line, "role")),
    }[line["type"]]
    parts = (district(line.get("district")), *details)
    return current().mark.dot.join(unmarked(fold(part)) for part in parts if part)


def _text(line: Mapping[str, Any], name: str) -> str:
    return str(line.get(name) or "")


def _status(line: Mapping[str, Any]) -> str:
    known = {one.value: one for one in Status}
    return status(known.get(str(line.get("status")), Status.ACTUAL))
