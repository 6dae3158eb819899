"""What headlines, headings and sentences leave behind for the sentences that follow: a period, or aims."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.articles import Article, BlockKind, Sentence
from generator.extract.context import ON_THE_SPOT, Context, Governing, adverbial
from generator.extract.publication import Publication, lies_ahead
from generator.grammar.periods import Clock, Reach, Time, find
from generator.lexicon import alternatives, load

_AIMS_BEGIN = re.compile(alternatives(load("status")["aims_begin_with"]))
_RESOLVED = "[区县市]将(?:坚持|以|紧扣|聚焦|紧紧|全面|深入|围绕|锚定|牢牢|进一步|继续|按照|坚定)"
"""So the lead of an article says what a district has resolved on."""
_NUMBERING = (
    re.compile(r"第?[一二三四五六七八九十]+[、编章]"),
    re.compile(r"[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+节"),
    re.compile(r"\d+[.、．]"),
)
"""How headings are numbered, from the top down."""
THIS_YEAR_SO_FAR = re.compile(
    r"今年(?:以来|前|[上下]半年|\d|一季度|“?五一|春节|国庆|元旦|[^，,。；将计拟]{0,8}?(?:已|新增|完成|实现|达))"
)
"""A page that tells this year's deeds, not only its aims."""
_NAMES_A_YEAR = re.compile(r"[\d“‘「\"第十二]")
_NEXT_STEPS = re.compile(
    rf"[“‘]?(?:谈到|谈及|对于|展望|说起|关于|面向)?(?:{alternatives(load('status')['next_steps'])}|(?:{alternatives(load('status')['times_to_come'])})(?:[，,]|[几数\d一二三四五六七八九十]+年|一段时间|一个时期))"
)
_YEAR_OF_A_TITLE = re.compile(r"(?:[·•・—]|数说|回望|回眸|盘点)\s*(20\d\d)$|^(20\d\d)(?=[·•・])")
"""A year that a headline or a heading names without 年: 数说2023."""
_ANNOUNCED = re.compile("公布|发布|获悉|透露|通报|了解到|介绍|消息")
_HEAD = 24
"""Characters that count as the head of a sentence however short it is."""
RECENT = 1
"""Years before its publication that a page may be about without saying so in every sentence."""
_PLAN_TITLE = re.compile(alternatives(load("status")["plan_title"]))
_PLAN_HEADING = re.compile(alternatives(load("status")["plan_heading"]))
_WORK_HEADING = re.compile("重点|任务|工作|目标|安排|计划")
"""With a year that is not over, such a heading announces what is to be done: 2025年重点工作."""
_REVIEW_HEADING = re.compile(alternatives(load("status")["review_heading"]))


def article_period(article: Article, publication: Publication) -> Governing | None:
    """Return the period that governs an article: an era named in its headline, its lead, or first of all.

    A plan is governed by the years in its headline alone. A year long past tells of history, and no more.
    """
    announced = announces_aims(article)
    body = [sentence for sentence in article.sentences if sentence.kind is BlockKind.BODY]
    titles = [sentence for sentence in article.sentences if sentence.kind is BlockKind.TITLE]
    dated = [match for sentence in titles if (match := _YEAR_OF_A_TITLE.search(sentence.text))]
    if dated and not announced:  # 数说香坊·2021
        return Governing(dated[0][1] or dated[0][2], f"headline: {dated[0][0]}")
    spoken: int | None = None
    for sentence in titles if announced else (*titles, *body):
        lead = sentence.kind is BlockKind.TITLE or sentence.paragraph == body[0].paragraph
        if not lead and not _NAMES_A_YEAR.match(sentence.text.lstrip()):
            continue  # further down, only a year named at the head of a sentence sets the scene
        said = find(sentence.text, Clock(publication.date, spoken_year=spoken))
        years = [time.edtf for time in said if re.fullmatch(r"\d{4}", time.edtf or "")]
        spoken = int(years[-1] or 0) if years else None  # 2021年…。三年来,…: reckoned from then on
        for time in said:
            if (
                time.reach is Reach.ERA
                and time.edtf
                and (announced or adverbial(sentence.text, time))
                and (announced or not lies_ahead(time.edtf, publication.date))
                and (sentence.kind is BlockKind.TITLE or not _long_past(time.edtf, publication))
            ):
                words = sentence.text[time.start : time.end]
                if sentence.kind is BlockKind.TITLE:
                    return Governing(time.edtf, f"headline: {words}")
                if not lead and (sentence.text[: time.start].strip() or "-" in time.edtf):
                    continue
                place = "lead" if lead else "article"
                return Governing(time.edtf, f"{place}: {words}", sentence.offsets[time.start])
    return None


def _long_past(edtf: str, publication: Publication) -> bool:
    """Whether a period lies further back than a page reports on without saying so in every sentence."""
    if publication.year is None or not edtf:
        return False
    return int(edtf.rsplit("/", maxsplit=1)[-1][:4]) < int(publication.year) - RECENT


def announces_aims(article: Article) -> bool:
    """Whether a headline makes the article a list of aims (民生实事清单), not of what became of them."""
    return bool(_PLAN_TITLE.search(article.title)) and "情况" not in article.title


def lead_announces(article: Article, publication: Publication) -> bool:
    """Whether the lead of an article says what the year is to bring: 2024年,香坊区将坚持…."""
    body = [sentence for sentence in article.sentences if sentence.kind is BlockKind.BODY]
    lead = [sentence for sentence in body if sentence.paragraph == body[0].paragraph]
    this_year = rf"(?:今年|新的一年|{publication.year}年)[，,][^。；;\d]{{0,30}}?(?<!即)将(?!近)"
    return any(re.search(f"{this_year}|{_RESOLVED}", sentence.text) for sentence in lead)


def enter_paragraph(context: Context, first: Sentence) -> Context:
    """Return the context at the head of a paragraph: what sentences before carried along ends.

    ``first`` is its first sentence: in an article that begins with aims, 突出项目牵引,… begins more of them.
    """
    ended = _end_paragraph(context)
    goes_on = context.plan_lead and first.kind is BlockKind.BODY and _AIMS_BEGIN.match(first.text.lstrip("“"))
    return replace(ended, plan_paragraph=True) if goes_on else ended


def _end_paragraph(context: Context) -> Context:
    said = (
        context.carried,
        context.carried_district,
        context.topic,
        context.plan_paragraph,
        context.after_plan,
    )
    if not any(said):
        return context
    return replace(
        context,
        carried=None,
        topic="",
        carried_district=None,
        plan_paragraph=False,
        after_plan=False,
        after_aims=False,
    )


def enter_section(heading: Sentence, context: Context) -> Context:
    """Return the context under a heading: its year, and whether it announces aims.

    A deeper heading inherits both, and whether the section looks back.
    """
    depth = next(
        (depth for depth, pattern in enumerate(_NUMBERING, start=1) if pattern.match(heading.text)), 0
    )
    times = [
        time
        for time in find(heading.text, Clock(context.publication.date))
        if time.reach is Reach.ERA and time.edtf
    ]
    named = _YEAR_OF_A_TITLE.search(heading.text)
    period = (
        Governing(times[0].edtf, f"heading: {heading.text[times[0].start : times[0].end]}")
        if times
        else Governing(named[1] or named[2], f"heading: {named[0]}")
        if named
        else None
    )
    this_year = period is not None and (period.edtf or "") >= (context.publication.year or "9999")
    aims, review = bool(_PLAN_HEADING.search(heading.text)), bool(_REVIEW_HEADING.search(heading.text))
    aims = aims or (this_year and not review and bool(_WORK_HEADING.search(heading.text)))
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
        section_begins=True,
    )


def carry_on(sentence: Sentence, times: list[Time], context: Context) -> Context:
    """Return the context for the next sentence: an era or now at the head of this one is carried along.

    Under a heading that looks back, the era of the first sentence governs the section: 回眸: 过去一年,….
    """
    after = _carry_on(sentence, times, context)
    if not context.section_begins:
        return after
    era = after.carried if context.review_section and context.section_period is None else None
    return replace(after, section_begins=False, section_period=era or after.section_period)


def _carry_on(sentence: Sentence, times: list[Time], context: Context) -> Context:
    if ON_THE_SPOT.search(sentence.text) and context.publication.year:
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
        elif (
            _goes_on(governing, time, context)
            or _only_announces(governing, time, sentence.text)
            or (time.reach is Reach.NOW and _long_past(governing.edtf or "", context.publication))
        ):
            governing = time
    if governing is None:
        return _after_a_point(sentence, times, context)
    if _comes_to_this_year(governing, times, sentence, context):
        this_year = Governing(context.publication.year, "this year, which the sentence before came to")
        return replace(context, carried=this_year)
    words = sentence.text[governing.start : governing.end]
    edtf = (governing.edtf or "")[:4] if governing.reach is Reach.NOW else governing.edtf
    return replace(context, carried=Governing(edtf, f"carried from the sentence before: {words}"))


def _after_a_point(sentence: Sentence, times: list[Time], context: Context) -> Context:
    """Return the context after a sentence that a day or a month opens: only its year is carried."""
    for time in times:
        if time.reach is Reach.POINT and time.edtf and not sentence.text[: time.start].strip("“‘ 在"):
            words = sentence.text[time.start : time.end]
            if (
                words[0].isdigit()
                and not words.startswith(time.edtf[:4])
                and _is_reckoned_back(time, context)
            ):
                return context  # 12月30日 in a paper of January: what follows is of this year again
            return replace(
                context, carried=Governing(time.edtf[:4], f"the year of {words}, in the sentence before")
            )
    return context


def _is_reckoned_back(time: Time, context: Context) -> bool:
    """Whether a day that names no year is of last year, though nothing before it spoke of that year."""
    year = context.publication.year
    return context.carried is None and bool(year) and (time.edtf or "")[:4] < (year or "")


def _far_behind(time: Time, text: str) -> bool:
    """Whether a time stands so far behind in its sentence that it sets no scene for the next."""
    return time.start > len(text) // 2 and time.start > _HEAD


def _one_of_several_years(time: Time, context: Context) -> bool:
    """Whether a year is one of those a review is of: it stands for its own sentence only."""
    several = context.article_period is not None and "/" in (context.article_period.edtf or "")
    one = "/" not in (time.edtf or "") and time.reach is Reach.ERA
    return several and one and not lies_ahead(time.edtf, context.publication.date)


def _only_announces(governing: Time, time: Time, text: str) -> bool:
    """Whether now is only when something was announced: 日前公布,|2022年…."""
    announced = governing.reach is Reach.NOW and _ANNOUNCED.search(text, governing.end, time.start)
    return time.reach is Reach.ERA and bool(announced)


def _comes_to_this_year(governing: Time, times: list[Time], sentence: Sentence, context: Context) -> bool:
    """Whether a sentence goes on from last year to this one: 去年新建6所学校,|今年|9月还有3所开学."""
    year = context.publication.year
    if not year or (governing.edtf or "") >= year:
        return False
    later = [time for time in times if time.start > governing.start and time.reach is not Reach.BASE]
    return any(
        sentence.text.startswith("今年", time.start) and (time.edtf or "").startswith(year) for time in later
    )


def _goes_on(governing: Time, time: Time, context: Context) -> bool:
    """Whether a sentence goes from one past year on to a later one: 2000年为138亿元,2018年达到1290亿元."""
    years = [each.edtf or "" for each in (governing, time)]
    single = all(re.fullmatch(r"\d{4}", year) for year in years) and time.reach is Reach.ERA
    return single and years[0] < years[1] and not lies_ahead(years[1], context.publication.date)
