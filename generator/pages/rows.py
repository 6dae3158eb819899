"""What pages show, as plain data that templates loop over: links, facts, events, honours, people."""

from __future__ import annotations

from dataclasses import dataclass

from generator import wording
from generator.records import Status


@dataclass(frozen=True, slots=True)
class Link:
    """A link from this page: where to, what it says, what it says on hovering."""

    href: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class StatusMark:
    """A status: the word, and the class that gives it its form."""

    word: str
    css: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One way to cite a fact, and its name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What a person corrected, when and why."""

    was: str
    """What had been read, field by field; empty for what had not been read at all."""
    reason: str
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What a script sorts and filters a fact's row by."""

    value: str
    """Plain decimal, in the unit of its dimension."""
    dimension: str
    """What it can be compared with: a unit, for growth apart from levels."""
    first_day: str
    """ISO date; empty where the beginning is open or unknown."""
    years: str
    """The years the period reaches over, 2024 or 2016-2020; empty where there are none."""


NO_KEYS = Keys("", "", "", "")
"""Of a row that is neither sorted nor filtered."""


@dataclass(frozen=True, slots=True)
class PartLink:
    """A link to a page that holds a part of a section, and how many rows that has."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact as a row."""

    anchors: tuple[str, ...]
    indicator: str
    change: str
    """Direction of a change and what it is against, as said before the printed value."""
    printed: str
    bounded: str
    """As printed, with the words that limit it: 近7%."""
    reading: str
    period: str
    dated: bool
    status: StatusMark
    keys: Keys
    place: Link | None
    """Named only on pages that speak of several places."""
    mentions: tuple[Link, ...]
    quote: str
    also: tuple[str, ...]
    """How other mentions print the value, where they differ."""
    citations: tuple[Citation, ...]
    report: str
    """Where to report an error in it; empty where nobody takes reports."""
    conflict: Link | None
    """To what other sources say, where they say something else."""
    correction: CorrectionNote | None


@dataclass(frozen=True, slots=True)
class EventItem:
    """One event on a timeline."""

    anchor: str
    date: str
    title: str
    status: StatusMark
    happened: bool
    group: str
    """The slug of its place, ``wider`` without a page: what the timeline's choice of places goes by."""
    place: Link | None
    mention: Link
    quote: str
    correction: Link | None


@dataclass(frozen=True, slots=True)
class DistinctionRow:
    """One honour, first, pilot or ranking."""

    anchor: str
    kind: str
    level: str
    title: str
    holder: str
    mention: Link
    correction: Link | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One named person in one role."""

    anchors: tuple[str, ...]
    name: str
    role: str
    as_of: str
    """When the newest source that names the person in this role was published; empty where unknown."""
    mentions: tuple[Link, ...]
    correction: Link | None


def status_mark(status: Status) -> StatusMark:
    """Return how a status is shown."""
    return StatusMark(wording.status(status), status.value)
