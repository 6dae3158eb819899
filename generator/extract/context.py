"""What governs a sentence: the period and the district a reader carries along, and the status of a clause.

A time said in the clause wins, then an earlier one in the sentence, then what the paragraph has
carried from its sentence before, then what governs the whole article, then the year of publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.articles import Article, BlockKind, Sentence
from generator.divisions import Region
from generator.extract.publication import Publication
from generator.grammar.periods import Clock, Reach, Time, find
from generator.lexicon import alternatives, load
from generator.records import Status

_STATUS = load("status")
_NOT_PLAN = re.compile(alternatives(_STATUS["not_plan"]))
_CUE = re.compile(
    f"(?P<attributive>{alternatives(_STATUS['attributive'])})"
    f"|(?P<estimate>{alternatives(_STATUS['estimate'])})"
    f"|(?P<actual>{alternatives(_STATUS['actual'])})"
    f"|(?P<plan>{alternatives(_STATUS['plan'])})"
    f"|(?P<jiang>(?<![一-龥])将|(?<=[区县市省村镇局企委会年月们,，、:：“]])将)"
)
_MOVED = re.compile(alternatives(_STATUS["moved_by_jiang"]))
_NUMBERING = (
    re.compile(r"第?[一二三四五六七八九十]+[、编章]"),
    re.compile(r"[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+节"),
    re.compile(r"\d+[.、．]"),
)
"""How headings are numbered, from the top down."""
_UNTIMED = frozenset(_STATUS["untimed"])
PLAN_HEADING = re.compile(alternatives(_STATUS["plan_heading"]))
_CLAUSE_END = "，,；;。：:！？!?"


@dataclass(frozen=True, slots=True)
class Governing:
    """A period with the words it comes from and how it was reached."""

    edtf: str | None
    reason: str
    since: int = 0
    """Offset in the seed from which on it governs."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a sentence is read."""

    region: Region
    publication: Publication
    district: str | None
    district_reason: str
    article_period: Governing | None = None
    section_period: Governing | None = None
    carried: Governing | None = None
    plan_section: bool = False
    section_depth: int = 0

    @property
    def clock(self) -> Clock:
        """What relative times count from here."""
        governing = [
            each.edtf
            for each in (self.carried, self.section_period, self.article_period)
            if each and each.edtf
        ]
        span = next((edtf for edtf in governing if "/" in edtf), None)
        year = governing[0] if governing and re.fullmatch(r"\d{4}", governing[0]) else None
        return Clock(self.publication.date, span, int(year) if year else None)


def article_period(article: Article, publication: Publication) -> Governing | None:
    """Return the period that governs an article: an era named in its headline, its lead, or first of all."""
    body = [sentence for sentence in article.sentences if sentence.kind is BlockKind.BODY]
    lead = [sentence for sentence in body if sentence.paragraph == body[0].paragraph]
    titles = [sentence for sentence in article.sentences if sentence.kind is BlockKind.TITLE]
    for sentences, place in ((titles, "headline"), (lead, "lead"), (body, "article")):
        for sentence in sentences:
            for time in find(sentence.text, Clock(publication.date)):
                if (
                    time.reach is Reach.ERA
                    and time.edtf
                    and adverbial(sentence.text, time)
                    and not _after(time.edtf, publication.date)
                ):
                    since = sentence.start if place == "article" else 0
                    return Governing(time.edtf, f"{place}: {sentence.text[time.start : time.end]}", since)
    return None


def adverbial(text: str, time: Time) -> bool:
    """Whether a time sets the scene (2023年,…) rather than naming a thing (2025年第九届亚冬会)."""
    before = text[: time.start].rstrip()
    return (
        not before
        or before[-1] in "，,；;。：:、)）」”“—"
        or bool(re.search(r"(?:在|自|从|于|了|区|市|县|村|镇|乡|局|院|厂|校|截至|到)$", before))
    )


def sets_scene(text: str, time: Time) -> bool:
    """Whether a time governs the clauses that follow its own: it opens a clause, or a comma parts it from the rest."""
    before = text[: time.start].rstrip()
    return not before or before[-1] in "，,；;。：:、)）」”“—" or text[time.end : time.end + 1] in {"，", ","}


def sentence_period(sentence: Sentence, times: list[Time], place: int, context: Context) -> Governing:
    """Return the period of a number at ``place`` in ``sentence``, and why."""
    clause = max((sentence.text.rfind(mark, 0, place) for mark in _CLAUSE_END), default=-1)
    said = [time for time in times if time.reach is not Reach.BASE and time.end <= place and time.edtf]
    near = [time for time in said if time.start > clause]
    if near and near[-1].reach is Reach.NOW:
        return Governing(
            (near[-1].edtf or "")[:4], f"said in the clause: {sentence.text[near[-1].start : near[-1].end]}"
        )
    if near:
        return Governing(near[-1].edtf, f"said in the clause: {sentence.text[near[-1].start : near[-1].end]}")
    scene = [time for time in said if time.reach is Reach.NOW or sets_scene(sentence.text, time)]
    if scene:
        words = sentence.text[scene[-1].start : scene[-1].end]
        if scene[-1].reach is Reach.POINT and _has_its_own_clause(sentence.text, scene[-1]):
            # 2019年2月,监督局挂牌成立,…七项行动: the month dates the first deed, only the year the rest.
            return Governing((scene[-1].edtf or "")[:4], f"the year of {words}, said earlier in the sentence")
        edtf = (scene[-1].edtf or "")[:4] if scene[-1].reach is Reach.NOW else scene[-1].edtf
        return Governing(edtf, f"said earlier in the sentence: {words}")
    return carried_period(sentence, context)


def carried_period(sentence: Sentence, context: Context) -> Governing:
    """Return the period that a sentence without one inherits."""
    year = context.publication.date[:4] if context.publication.date else None
    published = Governing(year, f"the year of publication ({context.publication.date})")
    if sentence.kind is BlockKind.CAPTION:
        return replace(published, reason=f"a caption speaks of {published.reason}")
    if context.carried:
        return context.carried
    if context.section_period:
        return context.section_period
    if context.article_period and context.article_period.since <= sentence.start:
        return context.article_period
    return published


def _has_its_own_clause(text: str, time: Time) -> bool:
    """Whether a deed stands in the clause that a time opens."""
    clause = re.match(r"[，,]?[^，,；;。]*", text[time.end :])
    return bool(clause and len(clause[0]) > 10)


def enter_section(heading: Sentence, context: Context) -> Context:
    """Return the context under a heading: its year and whether it announces aims; a deeper heading inherits both."""
    depth = next(
        (depth for depth, pattern in enumerate(_NUMBERING, start=1) if pattern.match(heading.text)), 0
    )
    times = [
        time
        for time in find(heading.text, Clock(context.publication.date))
        if time.reach is Reach.ERA and time.edtf
    ]
    period = (
        Governing(times[0].edtf, f"heading: {heading.text[times[0].start : times[0].end]}") if times else None
    )
    aims = bool(PLAN_HEADING.search(heading.text))
    if depth > context.section_depth > 0:
        return replace(
            context,
            section_period=period or context.section_period,
            plan_section=aims or context.plan_section,
        )
    return replace(context, section_period=period, plan_section=aims, section_depth=depth)


def carry_on(sentence: Sentence, times: list[Time], context: Context) -> Context:
    """Return the context for the next sentence: an era or now at the head of this one is carried along."""
    for time in times:
        if time.reach in (Reach.ERA, Reach.NOW) and time.edtf and adverbial(sentence.text, time):
            if time.start > len(sentence.text) // 2 and time.start > 24:
                break
            if (
                context.article_period
                and "/" in (context.article_period.edtf or "")
                and "/" not in time.edtf
                and time.reach is Reach.ERA
            ):
                break  # in a review of several years, one year stands for its own sentence only
            words = sentence.text[time.start : time.end]
            edtf = time.edtf[:4] if time.reach is Reach.NOW else time.edtf
            return replace(context, carried=Governing(edtf, f"carried from the sentence before: {words}"))
    return context


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, the words that decided it, and whether they come with a time of their own."""

    status: Status
    reason: str
    timed: bool = True


def clause_status(
    text: str, place: int, period: str | None, context: Context, times: Sequence[Time], *, spoken: bool = True
) -> Verdict:
    """Return the status of a number at ``place``: what the nearest word of plan, estimate or deed says.

    ``spoken`` tells that the sentence or its heading names the period, so that 预计 can be about a past one.
    """
    start = max(text.rfind(mark, 0, place) for mark in "。；;！!？?") + 1
    scope = text[start:place]
    blocked = [match.span() for match in _NOT_PLAN.finditer(text, start, min(len(text), place + 4))]
    decided = Verdict(Status.ACTUAL, "no word of plan or estimate")
    for match in _CUE.finditer(scope):
        if any(low <= start + match.start() < high for low, high in blocked):
            continue
        word = match[0]
        if match["attributive"]:
            verb = word == "计划投资" and re.search(r"[一-龥]$", scope[: match.start()])
            if verb:  # 平房区计划投资25亿元建设12个项目: the whole sentence intends
                decided = Verdict(Status.PLAN, word)
            elif not re.search(r"[，,、]|\d", scope[match.end() :]):
                decided = Verdict(Status.PLAN, word, word not in _UNTIMED)
        elif match["estimate"]:
            past = period and not _after(period, context.publication.date)
            timed = _timed(text, start + match.start(), place, times) or (
                spoken and _before(period, context.publication.date)
            )
            decided = (
                Verdict(Status.ESTIMATE, f"{word}, for {period}")
                if timed and past
                else Verdict(Status.PLAN, word, timed)
            )
        elif match["actual"]:
            decided = Verdict(Status.ACTUAL, word)
        elif match["jiang"]:
            clause_end = re.search(r"[，,；;。]", text[start + match.end() :])
            clause = text[
                start + match.end() : start + match.end() + clause_end.start() if clause_end else len(text)
            ]
            if not _MOVED.search(clause):
                decided = Verdict(Status.PLAN, word)
        else:
            untimed = word in _UNTIMED and not _timed(text, start + match.start(), place, times)
            decided = Verdict(Status.PLAN, word, not untimed)
    if decided.status is Status.ACTUAL and context.plan_section and "word of plan" in decided.reason:
        return Verdict(Status.PLAN, "under a heading of aims")
    if decided.status is Status.ACTUAL and _after(period, context.publication.date):
        return Verdict(Status.PLAN, f"{period} lies after the publication")
    return decided


def _timed(text: str, cue: int, place: int, times: Sequence[Time]) -> bool:
    """Whether a word like 预计 comes with a time: in its clause, or setting the scene right before it."""
    clause = max(text.rfind(mark, 0, cue) for mark in _CLAUSE_END) + 1
    end = min((found for mark in "，,；;。" if (found := text.find(mark, cue)) >= 0), default=len(text))
    for time in times:
        if time.reach is Reach.BASE or time.start >= max(place, end):
            continue
        if time.start >= clause or not text[time.end : clause].strip("，, "):
            return True
    return False


def _before(period: str | None, published: str | None) -> bool:
    """Whether a period ended before the year of publication."""
    return bool(
        period and published and period[:4].isdigit() and int(period.split("/")[-1][:4]) < int(published[:4])
    )


def _after(period: str | None, published: str | None) -> bool:
    """Whether a period begins after the year of publication, or leads from it into the years to come."""
    if not period or not published or not period[:4].isdigit():
        return False
    first, last = int(period[:4]), int(period.split("/")[-1][:4])
    return first > int(published[:4]) or (first == int(published[:4]) and last > first)
