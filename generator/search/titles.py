"""How a record is titled among search results: a line that answers by itself.

A title is place · subject · details: ``南岗区 · 省市重点项目完成投资 · 2023年 · 46.2亿元（同比增长130%）``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator import edtf
from generator.records import Distinction, Event, Measure, Observation, Person, Record, Status
from generator.texts import current
from generator.wording import change as change_words
from generator.wording import kind
from generator.wording import level as level_word

_BOUND_PRINTED = re.compile("[余多约近超]|以上|以内|左右")


def growth_by_level(records: Iterable[Record]) -> dict[str, Observation]:
    """Return, by the id of a level, the one change of the same indicator said in the same sentence."""
    seen = [record for record in records if isinstance(record, Observation)]
    changes: dict[tuple[object, ...], list[Observation]] = {}
    for change in seen:
        if change.measure is Measure.GROWTH:
            changes.setdefault(_matter(change), []).append(change)
    found = {}
    for level in seen:
        candidates = changes.get(_matter(level), [])
        if level.measure is Measure.LEVEL and len(candidates) == 1:
            found[level.id] = candidates[0]
    return found


def _matter(seen: Observation) -> tuple[object, ...]:
    """Return what a level and its change share."""
    return seen.quote, seen.indicator, seen.district, seen.period, seen.status


def said(record: Record, growth: Observation | None) -> tuple[str, Sequence[str], str | None]:
    """Return subject, details and period of a record."""
    match record:
        case Observation():
            value = _value(record) + (current().mark.aside(words=_value(growth)) if growth else "")
            return record.indicator, (edtf.say(record.period) if record.period else "", value), record.period
        case Event():
            return record.title, (edtf.say(record.date),), record.date
        case Distinction():
            holder = record.holder if record.holder not in {record.title, record.district} else ""
            return record.title, (f"{level_word(record.level)}{kind(record)}", holder), None
        case Person():
            return record.name, (record.role,), None


def _value(seen: Observation) -> str:
    """Say a value as printed, with the limit and the direction that stand in its sentence."""
    bounded = current().search_bound[seen.bound.value]
    return change_words(seen) + (seen.text if _BOUND_PRINTED.search(seen.text) else bounded(value=seen.text))


def flags(record: Record) -> str:
    """Return the letters of ``Entry.flags``."""
    letters = ""
    if isinstance(record, Observation | Event):
        letters += {Status.PLAN: "P", Status.ESTIMATE: "E", Status.ACTUAL: ""}[record.status]
    if isinstance(record, Observation) and record.measure is Measure.GROWTH:
        letters += "G" if record.value >= 0 else "D"
    return letters
