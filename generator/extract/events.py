"""Find events: happenings with a date said in the sentence or governing it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.extract.context import Context, adverbial, carried_period
from generator.extract.districts import Gazetteer, district_at
from generator.extract.passage import Passage
from generator.extract.status import clause_status
from generator.grammar.periods import Reach, Time
from generator.lexicon import alternatives, load
from generator.records import Event, record_id

_WORDS = load("happenings")
_STRONG = re.compile(alternatives(_WORDS["strong"]))
_WEAK = re.compile(alternatives(_WORDS["weak"]))
_COMPLETED = re.compile(_WORDS["completed"])
_STATISTIC = re.compile(_WORDS["statistic"])
_NOT_AN_EVENT = re.compile(_WORDS["not_an_event"])
_REPEATING = frozenset(_WORDS["repeating_times"])
_PART = re.compile(r"[^；;。！!？?]+")
TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class _Happening:
    """A span of the sentence that tells a happening, its date and the rule that found it."""

    start: int
    end: int
    date: str
    rule: str


def events(passage: Passage, times: Sequence[Time], context: Context, gazetteer: Gazetteer) -> list[Event]:
    """Return the events of one sentence in order."""
    return [
        _event(passage, found, context, times, gazetteer) for found in _happenings(passage, times, context)
    ]


def _happenings(passage: Passage, times: Sequence[Time], context: Context) -> Iterator[_Happening]:
    """Yield the parts of a sentence with a time of their own, and deeds that only the context dates."""
    text = passage.sentence.text
    own = [time for time in times if _dates_an_event(text, time)]
    vague = any(time.edtf is None and time.reach is Reach.BASE for time in times)
    for part in _PART.finditer(text):
        inside = [time for time in own if part.start() <= time.start < part.end()]
        for place, time in enumerate(inside):
            stop = inside[place + 1].start if place + 1 < len(inside) else part.end()
            yield from _dated(text[time.start : stop].rstrip("，, "), time)
        if not own and not vague:
            yield from _undated(part, passage, context)


def _dates_an_event(text: str, time: Time) -> bool:
    if not time.edtf or time.reach is Reach.BASE or text[time.start : time.end] in _REPEATING:
        return False
    return adverbial(text, time)


def _dated(span: str, time: Time) -> Iterator[_Happening]:
    """Yield what a time and the words behind it tell: a deed, or work that is more than a figure."""
    strong = _STRONG.search(span)
    long_span = "/" in (time.edtf or "") and not re.search(r"\d", span[time.end - time.start :])
    weak = (
        _WEAK.search(span) and time.reach is not Reach.NOW and not long_span and not _STATISTIC.search(span)
    )
    if (strong or weak) and len(span) > 8:
        rule = strong[0] if strong else "a verb of work with a time of its own"
        yield _Happening(time.start, time.start + len(span), time.edtf or "", rule)


def _undated(part: re.Match[str], passage: Passage, context: Context) -> Iterator[_Happening]:
    """Yield deeds whose date only the paragraph or the article gives: one year, not the years of a plan."""
    governing = carried_period(passage.sentence, context)
    if not governing.edtf or "/" in governing.edtf or governing.reason.startswith("the year of publication"):
        return
    for clause in re.finditer(r"[^，,、；;]{8,}", part[0]):
        deed = _deed(clause[0])
        if deed and not _NOT_AN_EVENT.search(clause[0]):
            start = part.start() + clause.start()
            yield _Happening(start, start + len(clause[0]), governing.edtf, f"{deed}, {governing.reason}")


def _deed(clause: str) -> str | None:
    """Return the verb of a deed; one inside quotation marks or before 的 belongs to a name."""
    for match in (*_STRONG.finditer(clause), *_COMPLETED.finditer(clause)):
        before = clause[: match.start()]
        quoted = before.count("“") > before.count("”") or clause.count("“") < clause.count("”")
        if not quoted and not clause.startswith("的", match.end()):
            return match[0]
    return None


def _event(
    passage: Passage, found: _Happening, context: Context, times: Sequence[Time], gazetteer: Gazetteer
) -> Event:
    text = passage.sentence.text
    start, end = passage.place(found.start, found.end)
    quote, quote_start = passage.quote_of(start, end)
    verdict = clause_status(text, found.end, found.date, context, times)
    default = (context.district, context.district_reason)
    district, district_reason = district_at(passage.sentence, found.end, default, gazetteer)
    words = text[found.start : found.end]
    title = re.sub(r"^[^，,]{0,14}?(?:年|月|日|期间|以来|目前|近日)[，,]", "", words).strip("，, ")
    if len(title) > TITLE_LENGTH:
        title = title[: TITLE_LENGTH - 1] + "…"
    return Event(
        id=record_id("event", quote, start - quote_start),
        source=passage.source,
        start=start,
        end=end,
        quote=quote,
        district=district,
        title=passage.printed(title),
        date=found.date,
        status=verdict.status,
        reasons={"date": found.rule, "status": verdict.reason, "district": district_reason},
    )
