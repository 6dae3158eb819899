"""Find events: happenings with a date said in the sentence or governing it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.extract.context import Context, adverbial, carried_period, leads
from generator.extract.districts import Gazetteer, district_at
from generator.extract.passage import Passage
from generator.extract.publication import is_past, lies_ahead
from generator.extract.status import clause_status
from generator.grammar.marks import CLAUSE, first_of
from generator.grammar.periods import Reach, Time
from generator.lexicon import alternatives, load
from generator.records import Event, record_id

_WORDS = load("happenings")
_STRONG = re.compile(
    f"(?:{alternatives(_WORDS['strong'])}|{_WORDS['honoured']})(?!{alternatives(_WORDS['measured_by'])})"
)
_WEAK = re.compile(
    f"(?:{alternatives(_WORDS['weak'])})(?!{alternatives(_WORDS['measured_by'] + _WORDS['sized_by'])})"
)
_MILESTONES = tuple(_WORDS["milestones"])
_COMPLETED = re.compile(_WORDS["completed"])
_STATISTIC = re.compile(_WORDS["statistic"])
_NOT_AN_EVENT = re.compile(_WORDS["not_an_event"])
_ACCOMPLISHED = re.compile("(?<=完成)[^，,；;]*(?:计划|任务)$")
"""超额完成年度投资计划: a plan that was fulfilled is no plan any more."""
_STANDING = re.compile("共有|现有|已有|占全")
_AIM = re.compile("确保|力争")
_AROUND = re.compile("虽然|尽管|由于|随着|为了|围绕|按照|面对|针对|立足")
"""Clauses about the deed, not of it."""
_OCCASION = ("机遇", "契机", "背景", "目标", "后")
_TRAILING = re.compile(r"[，,\s]*(?:预计|计划|将|力争)?[，,\s]*$")
"""What leads on to the next time: …分苗,预计|4月…."""
_LED_TO = re.compile(r"[一-龥”》）](?:将|拟|定)?于$")
"""供热期将于|10月20日开始: who does it stands before the time, in its clause."""
_REST_OF_A_TIME = re.compile(r"[底末]?之?前|起(?![草步点码诉源重])|以来|期间|[：:，, 间度]+")
"""What is left of a time in front of what happened: 6月底|前完成, 12月28日|起推出."""
_WON = re.compile(r"(?:入选|获评|荣获|被评为|列入|获得)$")
_REPEATING = frozenset(_WORDS["repeating_times"])
_LED_BY = re.compile(r"(?:将|拟|定)?于$")
_WORKS = tuple(load("words")["works"])
_BARE = re.compile(f"(?:已|全部|全面|正式|顺利|计划|预计|将)*(?:{alternatives(_WORDS['strong'])})")
"""A deed without who or what: 竣工通车."""
_WORK = re.compile(
    rf"(?:其中|同时)?([一-龥“”A-Za-z]{{2,16}}?(?:{alternatives(_WORKS)}))(?=$|\s|\d|全长|总长|总投资|占地|建筑|于|计划|已|将|预计|今年|去年)"
)
_TELLING_CLAUSE = re.compile(r"[^，,；;]{8,}")
_PART = re.compile(r"[^；;。！!？?]+")
_SHORT = 5
"""Characters of a time and a verb alone: 今年推进."""
_AS_OF = re.compile("[末底]$")
"""截至4月末,有会员3000名: a day as of which something stands is none on which it happened."""
_TOLD_THERE = re.compile(
    r"(?:召开|举行|举办)的[^，,；;。]{1,24}?上[，,]?(?:记者)?(?:获悉|了解到|介绍|表示|说|透露|指出|强调|宣布|通报)"
)
"""18日召开的座谈会上介绍: where something was said is no happening of its own."""
_SEASON = re.compile(r"\d{4}/\d{4}")
_SCENERY = re.compile(_WORDS["scenery"])
_TELLING = 16
"""Characters of a clause that says what happened on a day, its date included."""
TITLE_LENGTH = 40
SUBJECT_LENGTH = 16
"""Characters of a subject that a comma may part from its time."""


@dataclass(frozen=True, slots=True)
class _Happening:
    """A span of the sentence that tells a happening, its date and the rule that found it."""

    start: int
    end: int
    date: str
    rule: str
    time_start: int = -1
    """Where its own time stands; -1 when only the context dates it."""


def events(passage: Passage, times: Sequence[Time], context: Context, gazetteer: Gazetteer) -> list[Event]:
    """Return the events of one sentence in order."""
    return [
        _event(passage, found, context, times, gazetteer) for found in _happenings(passage, times, context)
    ]


def _happenings(passage: Passage, times: Sequence[Time], context: Context) -> Iterator[_Happening]:
    """Yield the parts of a sentence with a time of their own, and deeds that only the context dates."""
    text = passage.sentence.text
    if not times and not (_STRONG.search(text) or _COMPLETED.search(text)):
        return
    own = [time for time in times if _dates_an_event(text, time)]
    vague = any(time.edtf is None and time.reach is Reach.BASE for time in times)
    for part in _PART.finditer(text):
        inside = [time for time in own if part.start() <= time.start < part.end()]
        for place, time in enumerate(inside):
            stop = inside[place + 1].start if place + 1 < len(inside) else part.end()
            led_to = text.endswith("于", 0, time.start) and bool(_LED_TO.search(text, 0, time.start))
            within = led_to or not leads(text, time)
            for found in _dated(_TRAILING.sub("", text[time.start : stop]), time, context.publication.date):
                yield replace(found, start=_with_subject(text, found.start, within=within))
        if times:
            yield from _honours_of_a_year(part, times)
        if not own and not vague:
            yield from _undated(part, passage, context)


def _honours_of_a_year(part: re.Match[str], times: Sequence[Time]) -> Iterator[_Happening]:
    """Yield honours that name their year: 入选2019年度…典型案例."""
    for clause in re.finditer(r"[^，,；;]+", part[0]):
        start, end = part.start() + clause.start(), part.start() + clause.end()
        for time in times:
            if start < time.start < end and time.edtf and _WON.search(part.string[start : time.start]):
                yield _Happening(start, end, time.edtf, "an honour of a year")


def _with_subject(text: str, start: int, *, within: bool) -> int:
    """Return where a happening begins, its subject taken in: 安埠商圈项目,|2011年列入….

    ``within`` tells that the time stands inside its clause: 大桥加固工程|5月开工.
    """
    before = re.search(r"(?:^|[。；;，,])([^，,。；;]{2,24})(?P<mark>[，,])?$", text[:start])
    if before is None or _STRONG.search(before[1]):
        return start
    if not before["mark"]:
        return before.start(1) if within else start
    return before.start(1) if before[1].endswith(_WORKS) and len(before[1]) <= SUBJECT_LENGTH else start


def _dates_an_event(text: str, time: Time) -> bool:
    if not time.edtf or time.reach is Reach.BASE or text[time.start : time.end] in _REPEATING:
        return False
    if time.reach is Reach.POINT and _SEASON.fullmatch(time.edtf):
        return False  # 2024—2025冰雪季收官: of which season, not when
    return adverbial(text, time) or bool(_STRONG.match(text, time.end))


def _dated(span: str, time: Time, published: str | None) -> Iterator[_Happening]:
    """Yield what a time and the words behind it tell: a deed, or work that is more than a figure."""
    if _TOLD_THERE.match(span[time.end - time.start :]):
        return
    strong = _STRONG.search(span)
    deed = strong or _WEAK.search(span)
    told = span[: first_of(span, CLAUSE, deed.end())] if deed else span
    review = "/" in (time.edtf or "") and not lies_ahead(time.edtf, published)
    long_span = review and not re.search(r"\d", span[time.end - time.start :])
    weak = deed and time.reach is not Reach.NOW and not long_span and not _STATISTIC.search(told)
    standing = time.reach is Reach.NOW and _STANDING.search(span[: strong.start()] if strong else span)
    if (
        standing
        or _STATISTIC.match(span[time.end - time.start :].lstrip("，, 是"))
        or "收官之年" in span[:60]
    ):
        return
    if _AIM.search(told) and re.search(r"\d", told[time.end - time.start :]):
        return  # 确保开工100个: a figure aimed at, not a happening
    on_a_day = (
        time.reach is Reach.POINT
        and len(span) > _TELLING
        and not _STATISTIC.search(span)
        and not _AS_OF.search(span[: time.end - time.start])
        and not _SCENERY.match(span[time.end - time.start :])
    )
    if strong or ((weak or on_a_day) and len(span) > _SHORT):
        rule = (
            strong[0] if strong else "a verb of work" if weak else "a day or a month, and what happened then"
        )
        yield _Happening(time.start, time.start + len(span), time.edtf or "", rule, time.start)


def _undated(part: re.Match[str], passage: Passage, context: Context) -> Iterator[_Happening]:
    """Yield deeds whose date only the paragraph or the article gives: of a span of years, the milestones."""
    if not (_STRONG.search(part[0]) or _COMPLETED.search(part[0])):
        return
    governing = carried_period(passage.sentence, context)
    if not governing.edtf or lies_ahead(governing.edtf, context.publication.date):
        return
    span = "/" in governing.edtf
    if not span and not is_past(governing.edtf, context.publication.date):
        return  # of this year's deeds without a date, a text tells rather what it will do
    for clause in _TELLING_CLAUSE.finditer(part[0]):
        deed = _deed(clause[0])
        if deed and span and not (deed in _MILESTONES or deed.startswith("被")):
            continue
        if deed and not _NOT_AN_EVENT.search(_ACCOMPLISHED.sub("", clause[0])):
            start = part.start() + clause.start()
            yield _Happening(start, start + len(clause[0]), governing.edtf, f"{deed}, {governing.reason}")


def _deed(clause: str) -> str | None:
    """Return the verb of a deed; one inside quotation marks or before 的 belongs to a name."""
    if clause.rstrip("，, ").endswith(_OCCASION):
        return None
    for match in chain(_STRONG.finditer(clause), _COMPLETED.finditer(clause)):
        before = clause[: match.start()]
        quoted = before.count("“") > before.count("”") or clause.count("“") < clause.count("”")
        if not quoted and not clause.startswith("的", match.end()):
            return match[0]
    return None


def _title(words: str, opening: Sequence[str]) -> str:
    """Return the clause that tells the deed, without the time before it, at most ``TITLE_LENGTH`` long."""
    for time in opening:
        before, said, after = words.partition(time)
        if said:
            rest = _REST_OF_A_TIME.match(after)
            words = _LED_BY.sub("", before) + (after[rest.end() :] if rest else after).lstrip("：:，, ")
    clauses = [
        each
        for each in re.split(r"[，,]", words)
        if (len(each) >= 4 or _deed(each) in _MILESTONES) and not _AROUND.match(each)
    ]
    clauses = clauses or [words]
    telling = clauses[0] if "将" in clauses[0] else next((each for each in clauses if _deed(each)), None)
    telling = telling or next((clause for clause in clauses if _WEAK.search(clause)), clauses[0])
    if telling != clauses[0] and clauses[0].endswith(_WORKS) and len(clauses[0]) <= 16:
        telling = clauses[0].removeprefix("其中") + telling  # 安埠商圈项目,列入市棚改计划
    telling = telling.strip("，, 、")
    return telling if len(telling) <= TITLE_LENGTH else telling[: TITLE_LENGTH - 1] + "…"


def _subject_before(text: str, start: int) -> str:
    """Return the work that a sentence speaks of before ``start``: 北延工程全长3.8公里,2024年10月|竣工通车."""
    part = re.split("[；;。]", text[:start])[-1]
    named = [found[1] for clause in re.split("[，,：:]", part) if (found := _WORK.match(clause))]
    return named[-1] if named else ""


def _event(
    passage: Passage, found: _Happening, context: Context, times: Sequence[Time], gazetteer: Gazetteer
) -> Event:
    text = passage.sentence.text
    start, end = passage.place(found.start, found.end)
    quote, quote_start = passage.quote_of(start, end)
    deed = _STRONG.search(text, max(found.start, found.time_start), found.end)
    told = first_of(text, CLAUSE, deed.end()) if deed else found.end  # 1月2日启幕,预计接待…: it has happened
    verdict = clause_status(text, min(told, found.end), found.date, context, times)
    district, district_reason = district_at(passage.sentence, found.end, context.place, gazetteer)
    title = _title(
        text[found.start : found.end],
        [text[time.start : time.end] for time in times if time.start == found.time_start],
    )
    if _BARE.match(title) and (subject := _subject_before(text, found.start)):
        title = subject + title
    return Event(
        id=record_id("event", quote, start - quote_start),
        source=passage.source,
        start=start,
        end=end,
        quote=quote,
        place=start - quote_start,
        district=district,
        title=passage.printed(title),
        date=found.date,
        status=verdict.status,
        reasons={"date": found.rule, "status": verdict.reason, "district": district_reason},
    )
