"""Apply corrections to what was read: each finds its mention, holds its guard, and changes one record.

The seed is never touched. A corrected record says who changed what and why; a rejected one is kept
aside with its reason. A correction that finds no place, or two, or reads there what it does not
expect, raises ``InputError``: the person who wrote it has to look again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.canonical import canonical
from generator.corrections import RECORDS, Deed, Entry, Standing, Value
from generator.extract.passage import Passage
from generator.reading import ArticleReading, Reading, Rejected
from generator.record_lines import plain_number
from generator.records import Bound, Correction, Measure, Observation, Person, Record, record_id
from generator.seeds import Seed
from generator.topics import topic_of

_LOOK = "look at the source again, then mend or remove the correction"


def correct(reading: Reading, entries: Iterable[Entry]) -> Reading:
    """Return a reading with the accepted corrections of its seed applied, in the order of the file."""
    for entry in entries:
        if entry.source == reading.seed.name and entry.status is Standing.ACCEPTED:
            raw = reading.raw or reading.articles
            reading = replace(_apply(reading, entry), raw=raw)
    return reading


def _apply(reading: Reading, entry: Entry) -> Reading:
    start, end = _place(entry, reading.seed)
    at = next(
        (
            number
            for number, article in enumerate(reading.articles)
            if article.record.start <= start and end <= article.record.end
        ),
        None,
    )
    if at is None:
        raise entry.fault("its mention stands in no article", _LOOK)
    article = reading.articles[at]
    corrected = (
        _added(reading, article, entry, start, end)
        if entry.do is Deed.ADD
        else _changed(article, entry, start, end)
    )
    return replace(reading, articles=(*reading.articles[:at], corrected, *reading.articles[at + 1 :]))


def _place(entry: Entry, seed: Seed) -> tuple[int, int]:
    """Return where the mention stands; white space counts for nothing, for a page breaks lines anywhere."""
    first, last = (seed.body_start + place for place in _only(entry, "quote", entry.quote, seed.body))
    start, end = _only(entry, "mention", entry.mention, seed.text[first:last])
    return first + start, first + end


def _only(entry: Entry, name: str, words: str, text: str) -> tuple[int, int]:
    pattern = r"\s*".join(map(re.escape, re.sub(r"\s", "", words)))
    found = [match.span() for match in re.finditer(f"(?={pattern})", text)]
    where = entry.source if name == "quote" else "its quote"
    if not found:
        raise entry.fault(f"its {name} does not stand in {where}", _LOOK)
    if len(found) > 1:
        advice = "quote more words, so that only one place is meant"
        raise entry.fault(f"its {name} stands {len(found)} times in {where}", advice)
    whole = re.compile(pattern).match(text, found[0][0])
    return whole.span() if whole else found[0]


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        return plain_number(value)
    return "null" if value is None else str(value)


def _note(entry: Entry, was: Mapping[str, object] | None = None) -> Correction:
    changes = tuple((name, _shown(value)) for name, value in (was or {}).items())
    return Correction(reason=entry.reason, by=entry.by, date=entry.date, was=changes)


def _overlapping(article: ArticleReading, entry: Entry, start: int, end: int) -> list[Record]:
    return [
        record
        for record in article.records
        if record.type == entry.type and record.start < end and start < record.end
    ]


def _changed(article: ArticleReading, entry: Entry, start: int, end: int) -> ArticleReading:
    found = _overlapping(article, entry, start, end)
    fitting = [record for record in found if not _unexpected(record, entry.expect)]
    if not found:
        raise entry.fault(f"no {entry.type} is read there{_nearby(article, entry, start)}", _LOOK)
    if not fitting:
        said = "; ".join(_unexpected(found[0], entry.expect))
        raise entry.fault(f"what is read there is not what it expects ({said})", _LOOK)
    if len(fitting) > 1:
        raise entry.fault(
            f"{len(fitting)} records of type {entry.type} fit it", "expect more fields, so that one fits"
        )
    record = fitting[0]
    others = tuple(other for other in article.records if other is not record)
    if entry.do is Deed.REJECT:
        return replace(article, records=others, rejected=(*article.rejected, Rejected(record, _note(entry))))
    return replace(article, records=_in_order((*others, _amended(record, entry))))


def _nearby(article: ArticleReading, entry: Entry, start: int) -> str:
    """Name what is read in the same sentence: the mention may have been taken too wide or too narrow."""
    near = [
        record
        for sentence in article.article.sentences
        if sentence.start <= start < sentence.end
        for record in article.records_in(sentence)
        if record.type == entry.type
    ]
    return f" (its sentence has: {'; '.join(map(_said, near))})" if near else ""


def _said(record: Record) -> str:
    match record:
        case Observation():
            return f"“{record.text}” {record.indicator}"
        case Person():
            return record.name
        case _:
            return f"“{record.title}”"


def _unexpected(record: Record, expected: Mapping[str, Value]) -> list[str]:
    return [
        f"{name} is {_shown(getattr(record, name))}, expected {_shown(value)}"
        for name, value in expected.items()
        if getattr(record, name) != value
    ]


def _amended(record: Record, entry: Entry) -> Record:
    said: dict[str, Any] = dict(entry.set)
    if isinstance(record, Observation) and "indicator" in said:
        said.setdefault("topic", topic_of(said["indicator"], record.quote))
    was = {name: getattr(record, name) for name in said if getattr(record, name) != said[name]}
    if not was:
        raise entry.fault("it changes nothing: all of it is read so already", "remove the correction")
    if isinstance(record, Observation) and "indicator" in said:
        said["canonical"] = canonical(said["indicator"])
    note = _note(entry, was)
    return replace(record, **said, correction=_joined(record.correction, note) if record.correction else note)


def _joined(first: Correction, second: Correction) -> Correction:
    """Return two corrections of one record as one: what had been read first counts, both reasons stay."""
    was = {**dict(second.was), **dict(first.was)}
    by = first.by if first.by == second.by else f"{first.by}、{second.by}"
    reason = f"{first.reason}；{second.reason}"
    return Correction(reason=reason, by=by, date=max(first.date, second.date), was=tuple(was.items()))


def _added(reading: Reading, article: ArticleReading, entry: Entry, start: int, end: int) -> ArticleReading:
    there = _overlapping(article, entry, start, end)
    if there:
        problem = f"{entry.type} is read there by now ({_said(there[0])})"
        raise entry.fault(problem, "remove the correction, or amend what is read")
    sentence = next((one for one in article.article.sentences if one.start <= start and end <= one.end), None)
    if sentence is None:
        raise entry.fault("its mention stands in no sentence", "quote words of one sentence")
    quote, quote_start = Passage(reading.seed.name, reading.seed.text, sentence).quote_of(start, end)
    said: dict[str, Any] = dict(entry.set)
    if entry.type == Observation.type:
        said = {
            "bound": Bound.EXACT,
            "measure": Measure.LEVEL,
            "topic": topic_of(said["indicator"], quote),
        } | said
        said |= {"canonical": canonical(said["indicator"]), "text": reading.seed.text[start:end]}
    added = RECORDS[entry.type](
        id=record_id(entry.type, quote, start - quote_start, "added"),
        source=reading.seed.name,
        start=start,
        end=end,
        quote=quote,
        place=start - quote_start,
        correction=_note(entry),
        **said,
    )
    return replace(article, records=_in_order((*article.records, added)))


def _in_order(records: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda each: (each.start, each.end, each.type)))
