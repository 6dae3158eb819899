"""What governs a sentence: the period and the district that a reader carries along.

A time said in the clause wins, then an earlier one in the sentence, then what the paragraph has
carried from its sentence before, then what governs the whole article, then the year of publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.articles import BlockKind, Sentence
from generator.divisions import Region
from generator.extract.publication import Publication, lies_ahead
from generator.grammar.marks import CLAUSE, last_of
from generator.grammar.names import CHANGED_TO
from generator.grammar.periods import Clock, Reach, Time
from generator.lexicon import alternatives, load

_SCENE_MARKS = "，,；;。：:、)）」”“—】》］]"
"""What may stand right before a time that sets the scene."""
_MONTHS = re.compile(r"(\d{4})-\d\d/\1-\d\d")
_YEARS = re.compile(r"\d{4}/\d{4}")
_RATIO = re.compile(r"[\d.零一二三四五六七八九十百千万两点]+(?:多|余|几)?[倍成%％]|[二三四五六七八九十]分之")
ON_THE_SPOT = re.compile(alternatives(load("periods")["on_the_spot"]))
"""By these a reporter tells what is to be seen, now."""
_SUBJECT = 20
"""Characters of a place before the time that opens its clause."""
_TOLD_BY = re.compile(r"[“\s]*(?:据|记者)[^，,。]{1,24}[，,]|[^，,。]{2,24}(?:介绍|表示|说|透露)[，,：:]")
_OF_ITSELF = re.compile(r"今年|去年|前年|明年")
"""Such a word says when, whatever stands before it: 天合锅炉|去年|投入…."""
_STOCK = re.compile(alternatives(load("periods")["stock"]))
_STANDS = re.compile(alternatives(load("periods")["standing"]))
_OVER_MONTHS = re.compile(alternatives([*load("periods")["flow"], *load("periods")["reckoned"]]))
"""What stands, and is not reckoned over the months that a page reports on."""
_FLOW = re.compile(alternatives(load("periods")["flow"]))


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
    sentence_before: str = ""
    """The words of the sentence before, of the same paragraph."""
    plan_article: bool = False
    plan_lead: bool = False
    """Whether the lead says what the year is to bring."""
    plan_section: bool = False
    review_section: bool = False
    plan_paragraph: bool = False
    after_plan: bool = False
    """Whether the sentence before ended in what is aimed at: 其中,… tells its parts."""
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
        year = governing[0] if governing and governing[0].isdigit() else None
        return Clock(self.publication.date, span, int(year) if year else None)

    def governs(self, sentence: Sentence) -> bool:
        """Whether the article's period reaches a sentence: said before it, or in the lead of its headline."""
        period = self.article_period
        if period is None:
            return False
        headline = sentence.kind is BlockKind.TITLE and period.reason.startswith("lead")
        return headline or period.since <= sentence.start


def adverbial(text: str, time: Time) -> bool:
    """Whether a time sets the scene (2023年,…) rather than naming a thing (2025年第九届亚冬会)."""
    before = text[: time.start].rstrip()
    return (
        not before
        or before[-1] in _SCENE_MARKS
        or bool(_OF_ITSELF.match(text, time.start) and not text.startswith(("的", "同期"), time.end))
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
    at_a_place = before.endswith("在") and before[-2:-1] in ("", *_SCENE_MARKS)
    opens = (
        not before or before[-1] in _SCENE_MARKS or at_a_place or before.endswith(("截至", "截止", "其中"))
    )
    head = max(text.rfind(mark, 0, time.start) for mark in "，,。；;：:") + 1
    if time.reach is Reach.ERA and time.start - head <= _SUBJECT and adverbial(text, time):
        told = _TOLD_BY.fullmatch(text, 0, head) and "是" not in text[head : time.start]
        opens = (
            opens or not text[:head].strip("，, ") or bool(told) or text[head - 1] in "；;。"
        )  # 据了解,半截河子村|2018年收入…
    if text[time.start : time.end] == "全年" and before.endswith(("确保", "力争", "预计", "有望", "实现")):
        return True  # 四季度开展攻坚,确保|全年|新开工项目102个,年度投资额…
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
    was_so = compared and sentence.text[: compared[-1].start].endswith(("由", "从"))
    if compared and (was_so or not _RATIO.match(sentence.text, place)):  # 与2010年普查的|596856人相比
        a_year_ago = re.fullmatch(r"(?:同期)的", sentence.text[compared[-1].end : place])
        if a_year_ago and (months := _a_year_before(sentence, times, place, compared[-1], context)):
            return Governing(months, "the same months of the year before")
        return Governing(compared[-1].edtf, "said in the clause, as what is compared with")
    near = [time for time in said if time.start > clause and not _was_then(sentence.text, time, place)]
    if near and near[-1].reach is Reach.NOW:
        return Governing(
            (near[-1].edtf or "")[:4], f"said in the clause: {sentence.text[near[-1].start : near[-1].end]}"
        )
    if near:
        words = sentence.text[near[-1].start : near[-1].end]
        published = (context.publication.date or "")[:7]
        since = near[-1].reach is Reach.POINT and sentence.text.startswith("以来", near[-1].end)
        if since and (near[-1].edtf or "")[:7] < published:  # 自1月以来受理3216件
            return Governing(f"{(near[-1].edtf or '')[:7]}/{published}", f"since {words}")
        return Governing(near[-1].edtf, f"said in the clause: {words}")
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
            first, last = (scene[-1].edtf or "")[:4], context.publication.year
            return Governing(f"{first}/{last}" if last and last > first else first, f"since {words}")
        if scene[-1].reach is Reach.POINT and _has_its_own_clause(sentence.text, scene[-1], place):
            # 2019年2月,监督局挂牌成立,…七项行动: the month dates the first deed, only the year the rest.
            return Governing((scene[-1].edtf or "")[:4], f"the year of {words}, said earlier in the sentence")
        edtf = (scene[-1].edtf or "")[:4] if scene[-1].reach is Reach.NOW else scene[-1].edtf
        return Governing(edtf, f"said earlier in the sentence: {words}")
    return carried_period(sentence, context)


def _a_year_before(
    sentence: Sentence, times: list[Time], place: int, base: Time, context: Context
) -> str | None:
    """Return the months that 去年同期 means: those of the sentence, a year before."""
    others = [time for time in times if time is not base]
    governing = sentence_period(sentence, others, place, context).edtf or ""
    months = re.fullmatch(r"\d{4}-(\d\d)/\d{4}-(\d\d)", governing)
    return f"{base.edtf}-{months[1]}/{base.edtf}-{months[2]}" if months else None


def as_of_the_end(governing: Governing, clause: str, context: Context) -> Governing:
    """Return the last year of a span for a stock: what 达到 in a review of five years stands at its end."""
    edtf = governing.edtf or ""
    said = governing.reason.startswith("said")
    if _MONTHS.fullmatch(edtf) and not said and _STANDS.search(clause) and not _OVER_MONTHS.search(clause):
        return Governing(edtf[:4], f"a stock or a design, in the year of {edtf} ({governing.reason})")
    if not _YEARS.fullmatch(edtf) or governing.reason.startswith("said in the clause"):
        return governing
    if lies_ahead(edtf, context.publication.date):
        return governing
    if not _STOCK.search(clause) or _FLOW.search(clause):
        return governing
    end = min(edtf[5:], (context.publication.date or edtf[5:])[:4])
    return Governing(end, f"a stock, at the end of {edtf} ({governing.reason})")


def as_of_the_beginning(governing: Governing, text: str, start: int, end: int) -> Governing:
    """Return the first year of a span for what something was: “十三五”,企业由|126户|增至171户."""
    if text[start - 1 : start] not in ("由", "从") or not _YEARS.fullmatch(governing.edtf or ""):
        return governing
    if not CHANGED_TO.match(text, end):
        return governing
    return Governing((governing.edtf or "")[:4], f"what it was, at the beginning of {governing.edtf}")


def over_the_span(governing: Governing, context: Context) -> Governing:
    """Return the span that a yearly rate is reckoned over, where the year said is the end of one."""
    for span in (context.section_period, context.article_period):
        if span and re.fullmatch(rf"\d{{4}}/{re.escape(governing.edtf or '-')}", span.edtf or ""):
            return Governing(span.edtf, f"a yearly rate over the span of the {span.reason}")
    return governing


def between_two_years(text: str, times: Sequence[Time], place: int) -> Governing | None:
    """Return the span of a yearly rate behind two years: 由2015年的8亿元增加到2020年的11亿元,年均增长|6%."""
    years = [time for time in times if time.end <= place and re.fullmatch(r"\d{4}", time.edtf or "")]
    if len(years) < 2 or text[years[-2].start - 1 : years[-2].start] not in ("由", "从"):
        return None
    first, last = years[-2].edtf or "", years[-1].edtf or ""
    return Governing(f"{first}/{last}", "a yearly rate between the two years said") if first < last else None


def carried_period(sentence: Sentence, context: Context) -> Governing:
    """Return the period that a sentence without one inherits."""
    year = context.publication.date[:4] if context.publication.date else None
    published = Governing(year, f"the year of publication ({context.publication.date})")
    if sentence.kind is BlockKind.CAPTION:
        return replace(published, reason=f"a caption speaks of {published.reason}")
    if ON_THE_SPOT.search(sentence.text):
        return replace(published, reason=f"seen on the spot, in {published.reason}")
    if context.carried:
        return context.carried
    if context.section_period:
        return context.section_period
    if context.article_period and context.governs(sentence):
        return context.article_period
    return published


def _has_its_own_clause(text: str, time: Time, place: int) -> bool:
    """Whether a deed stands in the clause that a time opens, before the one of the number at ``place``.

    The end of a month (截至6月底) is no time of a deed, and neither is a span of months.
    """
    as_of = text[time.end - 1] in "末底" or text.endswith(("截至", "截止"), 0, time.start)
    if as_of or "/" in (time.edtf or ""):
        return False
    clause = re.match(r"[，,]?[^，,；;。]*", text[time.end :])
    return bool(clause and len(clause[0]) > 10 and place > time.end + len(clause[0]))
