"""What governs a sentence: the period and the district that a reader carries along.

A time said in the clause wins, then an earlier one in the sentence, then what the paragraph has
carried from its sentence before, then what governs the whole article, then the year of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator.articles import Article, BlockKind, Sentence
from generator.divisions import Region
from generator.extract.publication import Publication, lies_ahead
from generator.grammar.marks import CLAUSE, last_of
from generator.grammar.periods import Clock, Reach, Time, find
from generator.lexicon import alternatives, load

_NUMBERING = (
    re.compile(r"第?[一二三四五六七八九十]+[、编章]"),
    re.compile(r"[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+节"),
    re.compile(r"\d+[.、．]"),
)
"""How headings are numbered, from the top down."""
_SCENE_MARKS = "，,；;。：:、)）」”“—】》］]"
"""What may stand right before a time that sets the scene."""
_RAISED_TO = re.compile(rf"(?:{alternatives(load('words')['change_to'])})[至到为]")
_RATIO = re.compile(r"[\d.零一二三四五六七八九十百千万两点]+(?:多|余|几)?[倍成%％]|[二三四五六七八九十]分之")
_NAMES_A_YEAR = re.compile(r"[\d“‘「\"第十二]")
_ON_THE_SPOT = re.compile(alternatives(load("periods")["on_the_spot"]))
_NEXT_STEPS = re.compile(
    rf"[“‘]?(?:谈到|谈及|对于|展望|说起|关于|面向)?(?:{alternatives(load('status')['next_steps'])})"
)
_SUBJECT = 12
"""Characters of a place before the time that opens its clause."""
_HEAD = 24
"""Characters that count as the head of a sentence however short it is."""
RECENT = 2
"""Years before its publication that a page may be about without saying so in every sentence."""
_STOCK = re.compile(alternatives(load("periods")["stock"]))
_FLOW = re.compile(alternatives(load("periods")["flow"]))
_PLAN_TITLE = re.compile(alternatives(load("status")["plan_title"]))
_PLAN_HEADING = re.compile(alternatives(load("status")["plan_heading"]))
_REVIEW_HEADING = re.compile(alternatives(load("status")["review_heading"]))


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
    carried_district: tuple[str, str] | None = None
    """The district that opened the paragraph, and the words that named it."""
    topic: str = ""
    """What the sentence before spoke of."""
    plan_article: bool = False
    plan_section: bool = False
    review_section: bool = False
    plan_paragraph: bool = False
    section_depth: int = 0

    @property
    def place(self) -> tuple[str | None, str]:
        """The district a sentence belongs to unless it names another, and why."""
        return self.carried_district or (self.district, self.district_reason)

    def clock_at(self, sentence: Sentence) -> Clock:
        """Return what relative times of ``sentence`` count from."""
        article = self.article_period if self.governs(sentence) else None
        governing = [each.edtf for each in (self.carried, self.section_period, article) if each and each.edtf]
        span = next((edtf for edtf in governing if "/" in edtf), None)
        year = governing[0] if governing and re.fullmatch(r"\d{4}", governing[0]) else None
        return Clock(self.publication.date, span, int(year) if year else None)

    def governs(self, sentence: Sentence) -> bool:
        """Whether the article's period reaches a sentence: said before it, or in the lead of its headline."""
        period = self.article_period
        if period is None:
            return False
        headline = sentence.kind is BlockKind.TITLE and period.reason.startswith("lead")
        return headline or period.since <= sentence.start


def article_period(article: Article, publication: Publication) -> Governing | None:
    """Return the period that governs an article: an era named in its headline, its lead, or first of all.

    A plan is governed by the years in its headline alone. A year long past tells of history, and no more.
    """
    announced = announces_aims(article)
    body = [sentence for sentence in article.sentences if sentence.kind is BlockKind.BODY]
    titles = [sentence for sentence in article.sentences if sentence.kind is BlockKind.TITLE]
    for sentence in titles if announced else (*titles, *body):
        for time in find(sentence.text, Clock(publication.date)):
            if (
                time.reach is Reach.ERA
                and time.edtf
                and (announced or adverbial(sentence.text, time))
                and (announced or not lies_ahead(time.edtf, publication.date))
                and not _long_past(time.edtf, publication)
            ):
                words = sentence.text[time.start : time.end]
                if sentence.kind is BlockKind.TITLE:
                    return Governing(time.edtf, f"headline: {words}")
                place = "lead" if sentence.paragraph == body[0].paragraph else "article"
                opens = not sentence.text[: time.start].strip() and _NAMES_A_YEAR.match(words)
                if place == "article" and (not opens or "-" in time.edtf):
                    continue  # further down, only a year named at the head of a sentence sets the scene
                return Governing(time.edtf, f"{place}: {words}", sentence.offsets[time.start])
    return None


def _long_past(edtf: str, publication: Publication) -> bool:
    """Whether a single year lies further back than a page reports on."""
    if "/" in edtf or publication.year is None:
        return False
    return int(edtf[:4]) < int(publication.year) - RECENT


def adverbial(text: str, time: Time) -> bool:
    """Whether a time sets the scene (2023年,…) rather than naming a thing (2025年第九届亚冬会)."""
    before = text[: time.start].rstrip()
    return (
        not before
        or before[-1] in _SCENE_MARKS
        or bool(
            re.search(
                r"(?:在|自|从|于|区|市|县|村|镇|乡|局|院|厂|校|截至|到|预计|计划|力争|争取|确保|拟|将|有望|已于)$",
                before,
            )
        )
    )


def sets_scene(text: str, time: Time) -> bool:
    """Whether a time governs later clauses too: it opens its own, or a comma parts it from the rest."""
    before = text[: time.start].rstrip()
    opens = not before or before[-1] in _SCENE_MARKS or before.endswith(("截至", "截止", "其中"))
    head = max(text.rfind(mark, 0, time.start) for mark in "，,。；;：:") + 1
    if time.reach is Reach.ERA and time.start - head <= _SUBJECT and adverbial(text, time):
        opens = opens or not text[:head].strip("，, ") or text[head - 1] in "；;。"  # 半截河子村|2018年收入…
    since = before.endswith(("自", "从")) and re.match(r"[^，,；;。]*(?:以来|起|开始)", text[time.end :])
    return bool(opens or since) or text[time.end : time.end + 1] in {"，", ","}


def _was_then(text: str, time: Time, place: int) -> bool:
    """Whether a time tells only what a value was before: 由2015年的32.1%提高到|38.4%."""
    led_to = re.search(r"[到至为]\D{0,3}$", text[time.end : place])
    return text[: time.start].endswith(("由", "从")) and text.startswith("的", time.end) and bool(led_to)


def sentence_period(sentence: Sentence, times: list[Time], place: int, context: Context) -> Governing:
    """Return the period of a number at ``place`` in ``sentence``, and why."""
    clause = last_of(sentence.text, CLAUSE, place)
    said = [time for time in times if time.reach is not Reach.BASE and time.end <= place and time.edtf]
    compared = [
        time
        for time in times
        if time.reach is Reach.BASE
        and time.edtf
        and clause < time.start < time.end <= place
        and re.fullmatch(r"[^，,；;]*的", sentence.text[time.end : place])
    ]
    if compared and not _RATIO.match(sentence.text, place):  # 与2010年普查的|596856人相比
        return Governing(compared[-1].edtf, "said in the clause, as what is compared with")
    near = [time for time in said if time.start > clause and not _was_then(sentence.text, time, place)]
    if near and near[-1].reach is Reach.NOW:
        return Governing(
            (near[-1].edtf or "")[:4], f"said in the clause: {sentence.text[near[-1].start : near[-1].end]}"
        )
    if near:
        return Governing(near[-1].edtf, f"said in the clause: {sentence.text[near[-1].start : near[-1].end]}")
    scene = [
        time
        for time in said
        if time.reach is not Reach.LOCAL
        and (time.reach is Reach.NOW or sets_scene(sentence.text, time))
        and not _was_then(sentence.text, time, place)
    ]
    if scene:
        part = sentence.text.rfind("；", 0, place) + 1 or sentence.text.rfind(";", 0, place) + 1
        if scene[0].start < part and not any(time.start >= part for time in scene):
            scene = scene[:1]  # behind a semicolon, what opened the sentence governs again
        words = sentence.text[scene[-1].start : scene[-1].end]
        if (
            scene[-1].reach is Reach.POINT
            and "以来" in re.split("[，,；;。]", sentence.text[scene[-1].end :])[0]
        ):
            return Governing((scene[-1].edtf or "")[:4], f"since {words}")
        if scene[-1].reach is Reach.POINT and _has_its_own_clause(sentence.text, scene[-1]):
            # 2019年2月,监督局挂牌成立,…七项行动: the month dates the first deed, only the year the rest.
            return Governing((scene[-1].edtf or "")[:4], f"the year of {words}, said earlier in the sentence")
        edtf = (scene[-1].edtf or "")[:4] if scene[-1].reach is Reach.NOW else scene[-1].edtf
        return Governing(edtf, f"said earlier in the sentence: {words}")
    return carried_period(sentence, context)


def as_of_the_end(governing: Governing, clause: str, context: Context) -> Governing:
    """Return the last year of a span for a stock: what 达到 in a review of five years stands at its end."""
    edtf = governing.edtf or ""
    if not re.fullmatch(r"\d{4}/\d{4}", edtf) or governing.reason.startswith("said in the clause"):
        return governing
    if lies_ahead(edtf, context.publication.date):
        return governing
    if not _STOCK.search(clause) or _FLOW.search(clause):
        return governing
    end = min(edtf[5:], (context.publication.date or edtf[5:])[:4])
    return Governing(end, f"a stock, at the end of {edtf} ({governing.reason})")


def as_of_the_beginning(governing: Governing, text: str, start: int, end: int) -> Governing:
    """Return the first year of a span for what something was: “十三五”,企业由|126户|增至171户."""
    if not re.fullmatch(r"\d{4}/\d{4}", governing.edtf or "") or text[start - 1 : start] not in ("由", "从"):
        return governing
    if not _RAISED_TO.match(text, end):
        return governing
    return Governing((governing.edtf or "")[:4], f"what it was, at the beginning of {governing.edtf}")


def over_the_span(governing: Governing, context: Context) -> Governing:
    """Return the span that a yearly rate is reckoned over, where the year said is the end of one."""
    for span in (context.section_period, context.article_period):
        if span and re.fullmatch(rf"\d{{4}}/{re.escape(governing.edtf or '-')}", span.edtf or ""):
            return Governing(span.edtf, f"a yearly rate over the span of the {span.reason}")
    return governing


def carried_period(sentence: Sentence, context: Context) -> Governing:
    """Return the period that a sentence without one inherits."""
    year = context.publication.date[:4] if context.publication.date else None
    published = Governing(year, f"the year of publication ({context.publication.date})")
    if sentence.kind is BlockKind.CAPTION:
        return replace(published, reason=f"a caption speaks of {published.reason}")
    if _ON_THE_SPOT.search(sentence.text):
        return replace(published, reason=f"seen on the spot, in {published.reason}")
    if context.carried:
        return context.carried
    if context.section_period:
        return context.section_period
    if context.article_period and context.governs(sentence):
        return context.article_period
    return published


def _has_its_own_clause(text: str, time: Time) -> bool:
    """Whether a deed stands in the clause that a time opens."""
    clause = re.match(r"[，,]?[^，,；;。]*", text[time.end :])
    return bool(clause and len(clause[0]) > 10)


def announces_aims(article: Article) -> bool:
    """Whether a headline makes the article a list of aims (民生实事清单), not of what became of them."""
    return bool(_PLAN_TITLE.search(article.title)) and "情况" not in article.title


def enter_paragraph(context: Context) -> Context:
    """Return the context at the head of a paragraph: what sentences before carried along ends."""
    if not (context.carried or context.carried_district or context.topic or context.plan_paragraph):
        return context
    return replace(context, carried=None, topic="", carried_district=None, plan_paragraph=False)


def enter_section(heading: Sentence, context: Context) -> Context:
    """Return the context under a heading: its year, and whether it announces aims.

    A deeper heading inherits both.
    """
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
    aims, review = bool(_PLAN_HEADING.search(heading.text)), bool(_REVIEW_HEADING.search(heading.text))
    deeper = depth > context.section_depth > 0
    if aims == review:  # says neither, or both: as the heading above it, or the article
        aims = context.plan_section if deeper else context.plan_article
        review = context.review_section and deeper
    return replace(
        context,
        section_period=period or (context.section_period if deeper else None),
        plan_section=aims,
        review_section=review,
        section_depth=context.section_depth if deeper else depth,
    )


def carry_on(sentence: Sentence, times: list[Time], context: Context) -> Context:
    """Return the context for the next sentence: an era or now at the head of this one is carried along."""
    if _ON_THE_SPOT.search(sentence.text) and context.publication.year:
        seen = Governing(context.publication.year, "seen on the spot, in the sentence before")
        return replace(context, carried=seen)
    if _NEXT_STEPS.match(sentence.text):
        aims = Governing(context.publication.year, "what is to come, told from the sentence before on")
        return replace(context, carried=aims, plan_paragraph=True)
    governing: Time | None = None
    for time in times:
        if time.reach not in (Reach.ERA, Reach.NOW) or not time.edtf or not adverbial(sentence.text, time):
            continue
        if governing is None:
            if _far_behind(time, sentence.text) or _one_of_several_years(time, context):
                break
            governing = time
        elif _goes_on(governing, time, context):
            governing = time
    if governing is None:
        return _after_a_point(sentence, times, context)
    words = sentence.text[governing.start : governing.end]
    edtf = (governing.edtf or "")[:4] if governing.reach is Reach.NOW else governing.edtf
    return replace(context, carried=Governing(edtf, f"carried from the sentence before: {words}"))


def _after_a_point(sentence: Sentence, times: list[Time], context: Context) -> Context:
    """Return the context after a sentence that a day or a month opens: only its year is carried."""
    for time in times:
        if time.reach is Reach.POINT and time.edtf and not sentence.text[: time.start].strip("“‘ "):
            words = sentence.text[time.start : time.end]
            return replace(
                context, carried=Governing(time.edtf[:4], f"the year of {words}, in the sentence before")
            )
    return context


def _far_behind(time: Time, text: str) -> bool:
    """Whether a time stands so far behind in its sentence that it sets no scene for the next."""
    return time.start > len(text) // 2 and time.start > _HEAD


def _one_of_several_years(time: Time, context: Context) -> bool:
    """Whether a year is one of those a review is of: it stands for its own sentence only."""
    several = context.article_period is not None and "/" in (context.article_period.edtf or "")
    one = "/" not in (time.edtf or "") and time.reach is Reach.ERA
    return several and one and not lies_ahead(time.edtf, context.publication.date)


def _goes_on(governing: Time, time: Time, context: Context) -> bool:
    """Whether a sentence goes from one past year on to a later one: 2000年为138亿元,2018年达到1290亿元."""
    years = [each.edtf or "" for each in (governing, time)]
    single = all(re.fullmatch(r"\d{4}", year) for year in years) and time.reach is Reach.ERA
    return single and years[0] < years[1] and not lies_ahead(years[1], context.publication.date)
