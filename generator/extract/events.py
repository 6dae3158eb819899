"""Find events: happenings with a date said in the sentence or governing it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.extract.context import Context, adverbial, carried_period, clause_status
from generator.extract.passage import Passage
from generator.grammar.periods import Reach, Time
from generator.lexicon import alternatives, load
from generator.records import Event, record_id

_WORDS = load("happenings")
_STRONG = re.compile(alternatives(_WORDS["strong"]))
_WEAK = re.compile(alternatives(_WORDS["weak"]))
_PART = re.compile(r"[^；;。！!？?]+")
TITLE_LENGTH = 40


def events(passage: Passage, times: Sequence[Time], context: Context) -> list[Event]:
    """Return the events of one sentence in order."""
    return [_event(passage, *found, context, times) for found in _found(passage, times, context)]


def _found(passage: Passage, times: Sequence[Time], context: Context) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, date and rule of each happening: parts with a time of their own, and dated deeds without."""
    text = passage.sentence.text
    own = [time for time in times if time.edtf and time.reach is not Reach.BASE and adverbial(text, time)]
    for part in _PART.finditer(text):
        inside = [time for time in own if part.start() <= time.start < part.end()]
        for place, time in enumerate(inside):
            stop = inside[place + 1].start if place + 1 < len(inside) else part.end()
            span = text[time.start : stop].rstrip("，, ")
            strong = _STRONG.search(span)
            if (strong or (_WEAK.search(span) and time.reach is not Reach.NOW)) and len(span) > 8:
                yield time.start, time.start + len(span), time.edtf or "", strong[0] if strong else "a verb of work with a time of its own"
        if not inside:
            yield from _undated(text, part, passage, context, bool(own))


def _undated(text: str, part: re.Match[str], passage: Passage, context: Context, dated_before: bool) -> Iterator[tuple[int, int, str, str]]:
    """Yield deeds whose date only the paragraph or the article gives."""
    governing = carried_period(passage.sentence, context)
    if dated_before or not governing.edtf or governing.reason.startswith("the time of publication"):
        return
    for clause in re.finditer(r"[^，,、；;]{8,}", part[0]):
        strong = _STRONG.search(clause[0])
        if strong and not re.search(r"(?:增长|占比|达到?)\d", clause[0]):
            start = part.start() + clause.start()
            yield start, start + len(clause[0]), governing.edtf, f"{strong[0]}, {governing.reason}"


def _event(passage: Passage, first: int, last: int, date: str, rule: str, context: Context, times: Sequence[Time]) -> Event:
    text = passage.sentence.text
    start, end = passage.place(first, last)
    quote, quote_start = passage.quote_of(start, end)
    verdict = clause_status(text, last, date, context, times)
    title = re.sub(r"^[^，,]{0,14}?(?:年|月|日|期间|以来|目前|近日)[，,]", "", text[first:last]).strip("，, ")
    return Event(
        id=record_id("event", quote, start - quote_start),
        source=passage.source,
        start=start,
        end=end,
        quote=quote,
        district=context.district,
        title=title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…",
        date=date,
        status=verdict.status,
        reasons={"date": rule, "status": verdict.reason, "district": context.district_reason},
    )
