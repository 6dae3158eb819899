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
_COMPLETED = re.compile(_WORDS["completed"])
_STATISTIC = re.compile(_WORDS["statistic"])
_NOT_AN_EVENT = re.compile(_WORDS["not_an_event"])
_REPEATING = frozenset(_WORDS["repeating_times"])
_PART = re.compile(r"[^；;。！!？?]+")
TITLE_LENGTH = 40


def events(passage: Passage, times: Sequence[Time], context: Context) -> list[Event]:
    """Return the events of one sentence in order."""
    return [_event(passage, *found, context, times) for found in _found(passage, times, context)]


def _found(passage: Passage, times: Sequence[Time], context: Context) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, date and rule of each happening: parts with a time of their own, and dated deeds without."""
    text = passage.sentence.text
    own = [
        time for time in times
        if time.edtf and time.reach is not Reach.BASE and adverbial(text, time) and text[time.start : time.end] not in _REPEATING
    ]  # fmt: skip
    vague = any(time.edtf is None and time.reach is Reach.BASE for time in times)
    for part in _PART.finditer(text):
        inside = [time for time in own if part.start() <= time.start < part.end()]
        for place, time in enumerate(inside):
            stop = inside[place + 1].start if place + 1 < len(inside) else part.end()
            span = text[time.start : stop].rstrip("，, ")
            strong = _STRONG.search(span)
            weak = (
                _WEAK.search(span)
                and time.reach is not Reach.NOW
                and ("/" not in (time.edtf or "") or re.search(r"\d", span[time.end - time.start :]))
            )
            weak = weak and not _STATISTIC.search(span)
            if (strong or weak) and len(span) > 8:
                yield (
                    time.start,
                    time.start + len(span),
                    time.edtf or "",
                    strong[0] if strong else "a verb of work with a time of its own",
                )
        if not inside and not vague:
            yield from _undated(text, part, passage, context, bool(own))


def _undated(
    text: str, part: re.Match[str], passage: Passage, context: Context, dated_before: bool
) -> Iterator[tuple[int, int, str, str]]:
    """Yield deeds whose date only the paragraph or the article gives."""
    governing = carried_period(passage.sentence, context)
    if (
        dated_before
        or not governing.edtf
        or "/" in governing.edtf
        or governing.reason.startswith("the year of publication")
    ):
        return  # a deed within years of a plan, or at no time at all, has no date
    for clause in re.finditer(r"[^，,、；;]{8,}", part[0]):
        strong = _strong_verb(clause[0])
        if (
            strong
            and not _NOT_AN_EVENT.search(clause[0])
            and not re.search(r"(?:增长|占比|达到?)\d", clause[0])
        ):
            start = part.start() + clause.start()
            yield start, start + len(clause[0]), governing.edtf, f"{strong[0]}, {governing.reason}"


def _strong_verb(clause: str) -> re.Match[str] | None:
    """Return the verb of a deed; one inside quotation marks or before 的 belongs to a name."""
    for match in (*_STRONG.finditer(clause), *_COMPLETED.finditer(clause)):
        before = clause[: match.start()]
        if (
            before.count("“") <= before.count("”")
            and not clause.startswith("的", match.end())
            and clause.count("“") >= clause.count("”")
        ):
            return match
    return None


def _event(
    passage: Passage, first: int, last: int, date: str, rule: str, context: Context, times: Sequence[Time]
) -> Event:
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
        title=passage.printed(title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"),
        date=date,
        status=verdict.status,
        reasons={"date": rule, "status": verdict.reason, "district": context.district_reason},
    )
