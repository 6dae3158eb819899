"""Corrections as data: what a person knows better than the rules, each with its reason and a guard.

``corrections.yml`` beside the seeds is a list. Each entry names a *source*, words of its text (*quote*)
and the *mention* in them, and says what to *do*: ``amend`` fields of the record read there, ``reject`` it, or
``add`` one that was missed. ``expect`` is the guard: what the reader is expected to read there now. Where the
source or the reading no longer matches, the build stops: the correction has to be looked at again.

This module reads the file and holds it against its schema; ``correcting`` applies it to readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

from generator import edtf
from generator.divisions import Region
from generator.errors import InputError
from generator.grammar.units import COUNT_UNITS, DURATION_UNITS, MEASURE_UNITS, RATIO_UNITS, REPORTED_AS
from generator.records import (
    Bound,
    Distinction,
    DistinctionKind,
    Event,
    Level,
    Measure,
    Observation,
    Person,
    Record,
    Status,
)
from generator.seeds import CORRECTIONS, seed_names, text_beside
from generator.topics import topics
from generator.yaml_tree import Node, compose

_SEE = "see “Correct a misreading” in README.md"
_NOTHING = "nothing"
_LONGEST_NUMBER = 20
"""Characters; nothing that a newspaper counts has more."""
_KEYS = ("source", "quote", "mention", "type", "do", "expect", "set", "reason", "by", "date", "status")
_NEEDED = ("source", "quote", "mention", "do", "expect", "reason", "by", "date")


class Deed(StrEnum):
    """What a correction does."""

    AMEND = "amend"
    REJECT = "reject"
    ADD = "add"


class Standing(StrEnum):
    """Whether a correction holds."""

    ACCEPTED = "accepted"
    """Applied in every build."""
    PROPOSED = "proposed"
    """Kept, but not applied: somebody still has to look at it."""


Value = str | Decimal | None

RECORDS: Mapping[str, type[Record]] = {kind.type: kind for kind in (Observation, Event, Distinction, Person)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction as it is written; every field has passed the schema."""

    path: Path
    line: int
    source: str
    quote: str
    mention: str
    type: str
    do: Deed
    expect: Mapping[str, Value]
    """Field → what the reader reads there now; empty for ``add``, which expects nothing."""
    set: Mapping[str, Value]
    """Field → what it should be; empty for ``reject``."""
    reason: str
    by: str
    date: str
    status: Standing

    def fault(self, problem: str, advice: str) -> InputError:
        """Say what is wrong with this correction."""
        return InputError(self.path, f"the correction of “{self.mention}”: {problem}", advice, self.line)


def _text(node: Node, _region: Region) -> Value:
    return node.words()


def _number(node: Node, _region: Region) -> Value:
    written = node.text()
    try:
        number = Decimal(written) if re.fullmatch(r"[-+]?\d+(\.\d+)?", written) else None
    except InvalidOperation:
        number = None
    if number is None or len(written) > _LONGEST_NUMBER:
        raise node.fault(
            f"{node.name} “{written}” is no plain number",
            "write the whole value in digits: 46.2亿 is 4620000000",
        )
    return number


def _unit(node: Node, _region: Region) -> Value:
    written = node.words()
    if written not in MEASURE_UNITS | COUNT_UNITS | RATIO_UNITS | DURATION_UNITS:
        advice = "write one that generator/data/units.yaml has, or add it there first"
        raise node.fault(f"{node.name} “{written}” is no known unit", advice)
    return REPORTED_AS.get(written, written)


def _period(node: Node, _region: Region) -> Value:
    if node.is_nothing:
        return None
    written = node.text()
    if not edtf.is_period(written):
        advice = "write it as 2024, 2024-02, 2024-02-19 or 2016/2020, or null where it is not known"
        raise node.fault(f"{node.name} “{written}” is no period", advice)
    return written


def _district(node: Node, region: Region) -> Value:
    if node.is_nothing:
        return None
    written = node.text()
    known = {region.city.name, region.province.name, *(area.name for area in region.districts)}
    if written not in known and written not in region.elsewhere:
        raise node.fault(
            f"{node.name} “{written}” is no division",
            "write the full name (南岗区), or null where none can be said",
        )
    return written


def _topic(node: Node, _region: Region) -> Value:
    written = node.text()
    known = [topic.name for topic in topics()]
    if written not in known:
        raise node.fault(f"{node.name} “{written}” is no topic", f"use one of: {'、'.join(known)}")
    return written


def _one_of(choices: type[StrEnum]) -> Callable[[Node, Region], Value]:
    def value(node: Node, _region: Region) -> Value:
        written = node.text()
        known = [choice.value for choice in choices]
        if written not in known:
            raise node.fault(f"{node.name} “{written}” is not known", f"use one of: {', '.join(known)}")
        return choices(written)

    return value


def _date(node: Node, region: Region) -> Value:
    if node.is_nothing:
        raise node.fault("an event has a date", "write it as 2024, 2024-02 or 2024-02-19")
    return _period(node, region)


_PLACE = {"district": _district}
FIELDS: Mapping[str, Mapping[str, Callable[[Node, Region], Value]]] = {
    "observation": {
        "indicator": _text,
        "topic": _topic,
        "value": _number,
        "unit": _unit,
        "bound": _one_of(Bound),
        "measure": _one_of(Measure),
        "period": _period,
        "status": _one_of(Status),
        **_PLACE,
    },
    "event": {"title": _text, "date": _date, "status": _one_of(Status), **_PLACE},
    "distinction": {
        "title": _text,
        "holder": _text,
        "level": _one_of(Level),
        "kind": _one_of(DistinctionKind),
        **_PLACE,
    },
    "person": {"name": _text, "role": _text, **_PLACE},
}
"""Type of record → its fields that a correction may expect and set, and how each is read."""

_MAY_BE_LEFT_OUT = frozenset({"topic", "bound", "measure"})
"""Of a record that is added: they follow from the rest."""


def beside(folders: Iterable[Path], region: Region) -> tuple[Entry, ...]:
    """Return the corrections that stand beside the seeds of each folder; nothing where there are none."""
    found: list[Entry] = []
    for folder in dict.fromkeys(folders):
        path = folder / CORRECTIONS
        text = text_beside(path)
        if text is not None:
            found += parse(text, path, seed_names(folder), region)
    return tuple(found)


def parse(text: str, path: Path, seeds: frozenset[str], region: Region) -> tuple[Entry, ...]:
    """Return the corrections a text holds; ``seeds`` are the file names there are.

    Raises ``InputError`` with file and line for whatever the schema does not know.
    """
    tree = compose(text, path, see=_SEE)
    return () if tree is None else tuple(_entry(node, path, seeds, region) for node in tree.items())


def _entry(node: Node, path: Path, seeds: frozenset[str], region: Region) -> Entry:
    node.name = ""  # its place in the list says nothing; the line does
    keys = node.mapping(_KEYS)
    for key in _NEEDED:
        if key not in keys:
            raise node.fault(f"a correction has no {key}", f"add {key}: …; {_SEE}")
    kind = keys["type"].text() if "type" in keys else Observation.type
    if kind not in FIELDS:
        raise keys["type"].fault(f"no records are called “{kind}”", f"use one of: {', '.join(FIELDS)}")
    source = keys["source"].text()
    if source not in seeds:
        advice = (
            "write the file's name with its suffix, or remove the correction if the file is gone for good"
        )
        raise keys["source"].fault(f"no seed is called “{source}”", advice)
    deed = Deed(str(_one_of(Deed)(keys["do"], region)))
    return Entry(
        path=path,
        line=node.line,
        source=source,
        quote=keys["quote"].text(),
        mention=keys["mention"].text(),
        type=kind,
        do=deed,
        expect=_expected(keys["expect"], deed, kind, region),
        set=_set(keys.get("set"), node, deed, kind, region),
        reason=keys["reason"].words(),
        by=keys["by"].words(),
        date=_day(keys["date"]),
        status=Standing(str(_one_of(Standing)(keys["status"], region)))
        if "status" in keys
        else Standing.ACCEPTED,
    )


def _expected(node: Node, deed: Deed, kind: str, region: Region) -> dict[str, Value]:
    if deed is Deed.ADD:
        if node.is_mapping or node.text() != _NOTHING:
            raise node.fault("a correction that adds expects what is not there", f"write expect: {_NOTHING}")
        return {}
    found = _fields(node, kind, region)
    if not found:
        raise node.fault("expect is empty", "name at least one field and what is read there now")
    return found


def _set(node: Node | None, entry: Node, deed: Deed, kind: str, region: Region) -> dict[str, Value]:
    if deed is Deed.REJECT:
        if node is not None:
            raise node.fault("a correction that rejects sets nothing", "remove set, or write do: amend")
        return {}
    if node is None:
        raise entry.fault("a correction has no set", f"add set: {{field: value}}; {_SEE}")
    found = _fields(node, kind, region)
    needed = set(FIELDS[kind]) - _MAY_BE_LEFT_OUT if deed is Deed.ADD else set()
    missing = [name for name in FIELDS[kind] if name in needed - set(found)]
    if missing or not found:
        raise node.fault("set is not complete", f"add: {', '.join(missing) or ', '.join(FIELDS[kind])}")
    return found


def _fields(node: Node, kind: str, region: Region) -> dict[str, Value]:
    return {
        name: FIELDS[kind][name](value, region) for name, value in node.mapping(tuple(FIELDS[kind])).items()
    }


def _day(node: Node) -> str:
    written = node.text()
    if not edtf.is_day(written):
        raise node.fault(f"{node.name} “{written}” is no day", "write it as 2024-02-19 (year, month, day)")
    return written
