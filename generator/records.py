"""The facts that leave the reader of texts: frozen records in the words of the field.

An *observation* is a value of an indicator for a reference area and a time period (SDMX), an
*event* a happening with a date, a *distinction* an honour, a first, a pilot or a ranking, a
*person* a named holder of a public role, an *article* one piece on a newspaper page. Every record
points at the exact characters of its seed: ``text[start:end]`` is the mention, counted in Unicode
code points of the file as decoded.

``reasons`` tells, field by field, which words and which rule decided: it is what ``explain``
prints, and is left out of the exported lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar


class Status(StrEnum):
    """Whether the value happened (SDMX OBS_STATUS, narrowed to what newspapers say)."""

    ACTUAL = "actual"
    """Reported as having happened or as standing now."""
    ESTIMATE = "estimate"
    """Expected for a past or current period: 预计."""
    PLAN = "plan"
    """Aimed at: 力争, 确保, 拟, 计划, 目标."""


class Bound(StrEnum):
    """How the printed number limits the true value."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    """超, 突破, 逾, 余, 多, 以上."""
    AT_MOST = "at_most"
    """不足, 以内, 以下."""
    APPROX = "approx"
    """约, 近, 左右."""


class Measure(StrEnum):
    """A level, or a change against a base."""

    LEVEL = "level"
    GROWTH = "growth"
    """Signed: 下降4.1% is -4.1."""


class Level(StrEnum):
    """Whose distinction it is."""

    NATIONAL = "国家级"
    PROVINCIAL = "省级"
    MUNICIPAL = "市级"
    OTHER = "other"


class DistinctionKind(StrEnum):
    """What sort of distinction it is."""

    AWARD = "award"
    FIRST = "first"
    PILOT = "pilot"
    RANKING = "ranking"


Reasons = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Who changed what was read, when and why; kept with the record that leaves it."""

    reason: str
    by: str
    date: str
    """ISO date."""
    was: tuple[tuple[str, str], ...] = ()
    """Field → what had been read there, in plain words; empty for a record that was added or rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """One article of a seed, from its headline to its last line."""

    type: ClassVar[str] = "article"
    source: str
    """File name of the seed."""
    start: int
    end: int
    title: str
    district: str | None
    published: str | None
    """EDTF: 2024, 2024-02 or 2024-02-19; None when the text does not tell."""
    evidence: str = ""
    """The words the publication date was inferred from."""
    reasons: Reasons = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What every extracted record shares: where it stands, and in which sentence."""

    id: str
    """Stable: made from the quote and the place of the mention in it."""
    source: str
    start: int
    end: int
    quote: str
    """The sentence as printed, line breaks of the page included."""
    place: int
    """Where the mention begins in the quote."""
    district: str | None
    reasons: Reasons = field(default_factory=dict, compare=False)
    correction: Correction | None = None
    """Set where a person corrected what was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Mention):
    """A value of an indicator for a district and a period."""

    type: ClassVar[str] = "observation"
    text: str
    """Number, multiplier and unit as printed: 46.2亿元."""
    indicator: str
    """What is measured, in the words of the text."""
    canonical: str
    """The one name of this indicator, whatever texts call it (``generator.canonical``)."""
    topic: str
    value: Decimal
    """Exact, multipliers taken in; signed for growth."""
    unit: str
    bound: Bound
    measure: Measure
    period: str | None
    """EDTF: 2023, 2019-02, 2016/2020; None when unknown."""
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Mention):
    """A happening with a date said in the sentence or governing it."""

    type: ClassVar[str] = "event"
    title: str
    date: str
    """EDTF."""
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinction(Mention):
    """An honour, a first, a pilot or a ranking."""

    type: ClassVar[str] = "distinction"
    title: str
    holder: str
    level: Level
    kind: DistinctionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Mention):
    """A named person in a public role."""

    type: ClassVar[str] = "person"
    name: str
    role: str


Record = Observation | Event | Distinction | Person
"""What a sentence can yield."""


def record_id(kind: str, quote: str, place: int, extra: str = "") -> str:
    """Name a record by its quote and the place of the mention in it.

    Neither other seeds nor the order of files take part, so editing one article changes no other
    article's ids. ``extra`` tells apart two records of one kind at one place.

    >>> record_id("observation", "完成投资46.2亿元。", 4)
    'o-6bb8e2147a'
    """
    digest = hashlib.sha256(f"{kind}\0{quote}\0{place}\0{extra}".encode()).hexdigest()
    return f"{kind[0]}-{digest[:10]}"
