"""What governs a sentence: the period and the district a reader carries along, and the status of a clause.

A time said in the clause wins, then an earlier one in the sentence, then what the paragraph has
carried from its sentence before, then what governs the whole article, then the year of publication.
"""

from __future__ import annotations

import re
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
PLAN_HEADING = re.compile(alternatives(_STATUS["plan_heading"]))
_CLAUSE_END = "，,；;。：:！？!?"


@dataclass(frozen=True, slots=True)
class Governing:
    """A period with the words it comes from and how it was reached."""

    edtf: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a sentence is read."""

    region: Region
    publication: Publication
    district: str | None
    district_reason: str
    article_period: Governing | None = None
    carried: Governing | None = None
    plan_section: bool = False

    @property
    def clock(self) -> Clock:
        """What relative times count from here."""
        span = (self.carried and self.carried.edtf) or (self.article_period and self.article_period.edtf)
        return Clock(self.publication.date, span)


def article_period(article: Article, publication: Publication) -> Governing | None:
    """Return the period that governs an article: an era named in its headline, its lead, or first of all."""
    body = [sentence for sentence in article.sentences if sentence.kind is BlockKind.BODY]
    lead = [sentence for sentence in body if sentence.paragraph == body[0].paragraph]
    titles = [sentence for sentence in article.sentences if sentence.kind is BlockKind.TITLE]
    for sentences, place in ((titles, "headline"), (lead, "lead"), (body, "article")):
        for sentence in sentences:
            for time in find(sentence.text, Clock(publication.date)):
                if time.reach is Reach.ERA and time.edtf and adverbial(sentence.text, time):
                    return Governing(time.edtf, f"{place}: {sentence.text[time.start : time.end]}")
    return None


def adverbial(text: str, time: Time) -> bool:
    """Whether a time sets the scene (2023年,…) rather than naming a thing (2025年第九届亚冬会)."""
    before = text[: time.start].rstrip()
    return not before or before[-1] in "，,；;。：:、)）」”“—" or bool(re.search(r"(?:在|自|从|于|了|区|市|县|截至|到)$", before))


def sentence_period(sentence: Sentence, times: list[Time], place: int, context: Context) -> Governing:
    """Return the period of a number at ``place`` in ``sentence``, and why."""
    clause = max((sentence.text.rfind(mark, 0, place) for mark in _CLAUSE_END), default=-1)
    said = [time for time in times if time.reach is not Reach.BASE and time.end <= place and time.edtf]
    near = [time for time in said if time.start > clause]
    if near:
        return Governing(near[-1].edtf, f"said in the clause: {sentence.text[near[-1].start : near[-1].end]}")
    scene = [time for time in said if adverbial(sentence.text, time)]
    if scene:
        return Governing(scene[-1].edtf, f"said earlier in the sentence: {sentence.text[scene[-1].start : scene[-1].end]}")
    return carried_period(sentence, context)


def carried_period(sentence: Sentence, context: Context) -> Governing:
    """Return the period that a sentence without one inherits."""
    published = Governing(context.publication.date, f"the time of publication ({context.publication.date})")
    if sentence.kind is BlockKind.CAPTION:
        return replace(published, reason=f"a caption speaks of {published.reason}")
    if context.carried:
        return context.carried
    if context.article_period:
        return context.article_period
    return published


def carry_on(sentence: Sentence, times: list[Time], context: Context) -> Context:
    """Return the context for the next sentence: an era or now at the head of this one is carried along."""
    for time in times:
        if time.reach in (Reach.ERA, Reach.NOW) and time.edtf and adverbial(sentence.text, time):
            if time.start > len(sentence.text) // 2 and time.start > 24:
                break
            words = sentence.text[time.start : time.end]
            return replace(context, carried=Governing(time.edtf, f"carried from the sentence before: {words}"))
    return context


def clause_status(text: str, place: int, period: str | None, context: Context, *, period_said: bool) -> tuple[Status, str]:
    """Return the status of a number at ``place`` and the words that decided it."""
    start = max(text.rfind(mark, 0, place) for mark in "。；;！!？?") + 1
    scope = text[start:place]
    blocked = [match.span() for match in _NOT_PLAN.finditer(text, start, min(len(text), place + 4))]
    decided = (Status.ACTUAL, "no word of plan or estimate")
    for match in _CUE.finditer(scope):
        if any(low <= start + match.start() < high for low, high in blocked):
            continue
        word = match[0]
        if match["attributive"]:
            if not re.search(r"[，,、]|\d", scope[match.end() :]):
                decided = (Status.PLAN, word)
        elif match["estimate"]:
            decided = _estimate(word, period, context, period_said=period_said)
        elif match["actual"]:
            decided = (Status.ACTUAL, word)
        elif match["jiang"]:
            clause_end = re.search(r"[，,；;。]", text[start + match.end() :])
            clause = text[start + match.end() : start + match.end() + clause_end.start() if clause_end else len(text)]
            if not _MOVED.search(clause):
                decided = (Status.PLAN, word)
        else:
            decided = (Status.PLAN, word)
    if decided[0] is Status.ACTUAL and context.plan_section and "word of plan" in decided[1]:
        return Status.PLAN, "under a heading of aims"
    if decided[0] is Status.ACTUAL and _after(period, context.publication.date):
        return Status.PLAN, f"{period} lies after the publication"
    return decided


def _estimate(word: str, period: str | None, context: Context, *, period_said: bool) -> tuple[Status, str]:
    if period_said and period and not _after(period, context.publication.date):
        return Status.ESTIMATE, f"{word}, for {period}"
    return Status.PLAN, f"{word}, for a time to come"


def _after(period: str | None, published: str | None) -> bool:
    """Whether a period begins after the year of publication."""
    if not period or not published or not period[:4].isdigit():
        return False
    return int(period[:4]) > int(published[:4])
