"""The accuracy of a build, as its page says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from generator.accuracy import Accuracy, Score
from generator.texts import current

_KINDS = (
    "observation_found",
    "observation_core",
    "observation_full",
    "event",
    "distinction",
    "person",
    "article",
)
_FIELDS = ("district", "value", "unit", "indicator", "period", "status", "bound", "measure")


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
    name, meaning = current().accuracy[kind], current().accuracy[f"{kind}_means"]
    recall, precision = percent(score.agreeing, score.labelled), percent(score.agreeing, score.read)
    return Row(name, meaning, score.labelled, score.read, score.agreeing, recall, precision)


def view(accuracy: Accuracy) -> View:
    """Return what the page says of a build's accuracy."""
    named = current().accuracy_field
    return View(
        seeds=accuracy.seeds,
        articles=accuracy.scores["article"].labelled,
        characters=f"{accuracy.characters:,}",
        numbers=accuracy.scores["observation_found"].labelled,
        rows=tuple(_row(kind, accuracy.scores[kind]) for kind in _KINDS),
        fields=tuple(
            Share(named[field], percent(accuracy.fields[field].agreeing, accuracy.fields[field].labelled))
            for field in _FIELDS
        ),
    )
