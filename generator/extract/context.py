"""What governs a sentence: the period and the district that a reader carries along.

A time said in the clause wins, then an earlier one in the sentence, then what the paragraph has
carried from its sentence before, then what governs the whole article, then the year of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator.articles import BlockKind, Sentence
from generator.divisions import Region
from generator.extract.publication import Publication
from generator.grammar.periods import Clock, Reach, Time
from generator.lexicon import alternatives, load

_SCENE_MARKS = "，,；;。：:、)）」”“—】》］]"
"""What may stand right before a time that sets the scene."""
ON_THE_SPOT = re.compile(alternatives(load("periods")["on_the_spot"]))
"""By these a reporter tells what is to be seen, now."""
_SUBJECT = 20
"""Characters of a place before the time that opens its clause."""
_PART_OF_THE_YEAR = re.compile(r"[上下]半年|前?[一二三四]季度")
"""Within its sentence such a part says when as well: 企业|上半年|投入经费…; it is not carried on."""
_BRACKET_ENDS = ("),", ")，", "）,", "），")
"""本雪季(2024年11月至2025年2月),…."""
_TOLD_BY = re.compile(r"[“\s]*(?:据|记者)[^，,。]{1,24}[，,]|[^，,。]{2,24}(?:介绍|表示|说|透露)[，,：:]")
_BEFORE_A_TIME = re.compile(
    r"(?:在|自|从|于|区|市|县|村|镇|乡|局|院|厂|校|截至|到|预计|计划|力争|争取|确保|拟|将|有望|已于)$"
)
_OF_ITSELF = re.compile(r"今年|去年|前年|明年")
"""Such a word says when, whatever stands before it: 天合锅炉|去年|投入…."""


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
    tells_this_year: bool = False
    """Whether the page speaks of 今年: a day without a year need not be of the year that it is about."""
    topic: str = ""
    """What the sentence before spoke of."""
    plan_article: bool = False
    plan_lead: bool = False
    """Whether the lead says what the year is to bring."""
    plan_section: bool = False
    review_section: bool = False
    plan_paragraph: bool = False
    after_plan: bool = False
    """Whether the sentence before ended in what is aimed at: 其中,… tells its parts."""
    after_aims: bool = False
    """Whether most of the sentence before was aimed at as well: a bare verb goes on listing."""
    section_begins: bool = False
    """Whether no sentence has been read yet under the heading."""
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
        nearer = self.carried or self.section_period or (article and article.reason.startswith("headline"))
        return Clock(
            self.publication.date,
            span,
            int(year) if year else None,
            year_is_distant=self.tells_this_year and not nearer,
        )

    def governs(self, sentence: Sentence) -> bool:
        """Whether the article's period reaches a sentence: said before it, or in the lead of its headline."""
        period = self.article_period
        if period is None or (self.tells_this_year and period.reason.startswith("article")):
            return False  # beside 今年, a year named further down stands for its own paragraph
        headline = sentence.kind is BlockKind.TITLE and period.reason.startswith("lead")
        return headline or period.since <= sentence.start


def adverbial(text: str, time: Time) -> bool:
    """Whether a time sets the scene (2023年,…) rather than naming a thing (2025年第九届亚冬会)."""
    of_itself = _OF_ITSELF.match(text, time.start) and not text.startswith(("的", "同期"), time.end)
    return bool(of_itself) or leads(text, time)


def leads(text: str, time: Time) -> bool:
    """Whether a time leads its clause, or stands right behind who acts: 在2023年, 区2023年."""
    before = text[: time.start].rstrip()
    return not before or before[-1] in _SCENE_MARKS or bool(_BEFORE_A_TIME.search(before))


def sets_scene(text: str, time: Time) -> bool:
    """Whether a time governs later clauses too: it opens its own, or a comma parts it from the rest."""
    before = text[: time.start].rstrip()
    at_a_place = before.endswith("在") and before[-2:-1] in ("", *_SCENE_MARKS)
    opens = (
        not before or before[-1] in _SCENE_MARKS or at_a_place or before.endswith(("截至", "截止", "其中"))
    )
    head = max(text.rfind(mark, 0, time.start) for mark in "，,。；;：:") + 1
    says_when = adverbial(text, time) or bool(
        _PART_OF_THE_YEAR.match(text, time.start) and not text.startswith("的", time.end)
    )
    if time.reach is Reach.ERA and time.start - head <= _SUBJECT and says_when:
        told = _TOLD_BY.fullmatch(text, 0, head) and "是" not in text[head : time.start]
        opens = (
            opens or not text[:head].strip("，, ") or bool(told) or text[head - 1] in "；;。"
        )  # 据了解,半截河子村|2018年收入…
    if text[time.start : time.end] == "全年" and before.endswith(("确保", "力争", "预计", "有望", "实现")):
        return True  # 四季度开展攻坚,确保|全年|新开工项目102个,年度投资额…
    since = before.endswith(("自", "从")) and re.match(r"[^，,；;。]*(?:以来|起|开始)", text[time.end :])
    in_brackets = before.endswith(("(", "（")) and text[time.end : time.end + 2] in _BRACKET_ENDS
    return bool(opens or since or in_brackets) or text[time.end : time.end + 1] in {"，", ","}


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
