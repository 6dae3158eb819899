"""The accuracy of a build, as its page says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from generator.accuracy import Accuracy, Score

_KINDS = {
    "observation_found": ("数据：认出数字", "数字找到了，位置也对；不是事实的数没有摘"),
    "observation_core": ("数据：主要各项全对", "地区、数值、单位、指标、时间、状态，六项都对才算对"),
    "observation_full": ("数据：每一项全对", "再加上“以上、以内、约”和“水平还是增减”，八项都对才算对"),
    "event": ("事件", "找到了，地区和日期都对"),
    "distinction": ("荣誉", "找到了，地区和级别都对"),
    "person": ("人物", "姓名和地区都对"),
    "article": ("报道", "起止和地区都对"),
}
_FIELDS = {
    "district": "地区",
    "value": "数值",
    "unit": "单位",
    "indicator": "指标",
    "period": "时间",
    "status": "状态",
    "bound": "以上、以内、约",
    "measure": "水平还是增减",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what counts as right, how many, and the two shares."""

    name: str
    meaning: str
    labelled: int
    read: int
    agreeing: int
    recall: str
    precision: str


@dataclass(frozen=True, slots=True)
class Share:
    """One field of the observations found, and how often it is right."""

    name: str
    share: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything the page prints."""

    seeds: int
    articles: int
    characters: str
    numbers: int
    rows: tuple[Row, ...]
    fields: tuple[Share, ...]


def percent(part: int, whole: int) -> str:
    """Write a share; rounded down, so that only a whole is called one.

    >>> percent(2, 3), percent(9999, 10000), percent(5, 5), percent(0, 0)
    ('66.6%', '99.9%', '100%', '—')
    """
    if not whole:
        return "—"
    share = Decimal(100 * part) / whole
    return f"{share.normalize() if part in (0, whole) else share.quantize(Decimal('0.1'), ROUND_DOWN):f}%"


def _row(kind: str, score: Score) -> Row:
    name, meaning = _KINDS[kind]
    recall, precision = percent(score.agreeing, score.labelled), percent(score.agreeing, score.read)
    return Row(name, meaning, score.labelled, score.read, score.agreeing, recall, precision)


def view(accuracy: Accuracy) -> View:
    """Return what the page says of a build's accuracy."""
    return View(
        seeds=accuracy.seeds,
        articles=accuracy.scores["article"].labelled,
        characters=f"{accuracy.characters:,}",
        numbers=accuracy.scores["observation_found"].labelled,
        rows=tuple(_row(kind, accuracy.scores[kind]) for kind in _KINDS),
        fields=tuple(
            Share(name, percent(accuracy.fields[field].agreeing, accuracy.fields[field].labelled))
            for field, name in _FIELDS.items()
        ),
    )
