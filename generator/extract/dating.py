"""When a number is of: the time said in its clause, earlier in its sentence, or what is carried to it.

The end of a span belongs to what stands (达到), its beginning to what was (由126户), all of it to a
yearly rate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.articles import Sentence
from generator.extract.context import Context, Governing, carried_period, sets_scene
from generator.extract.publication import lies_ahead
from generator.grammar.marks import CLAUSE, last_of
from generator.grammar.names import CHANGED_TO
from generator.grammar.periods import Reach, Time
from generator.lexicon import alternatives, load

_YEARS = re.compile(r"\d{4}/\d{4}")
_MONTHS = re.compile(r"(\d{4})-\d\d/\1-\d\d")
_RATIO = re.compile(r"[\d.零一二三四五六七八九十百千万两点]+(?:多|余|几)?[倍成%％]|[二三四五六七八九十]分之")
_STOCK = re.compile(alternatives(load("periods")["stock"]))
_STANDS = re.compile(alternatives(load("periods")["standing"]))
_OVER_MONTHS = re.compile(alternatives([*load("periods")["flow"], *load("periods")["reckoned"]]))
"""What stands, and is not reckoned over the months that a page reports on."""
_FLOW = re.compile(alternatives(load("periods")["flow"]))
_THAT_DAY = re.compile("首日|当日|当天|首场")
_BY_NOW = re.compile("(?:目前|现)?已(?!于)|现已")
_AS_OF = re.compile("(?:截[至止]|到|至)$")
_SINCE_THEN = re.compile(r"[自从]\d{4}年[^，,；;。]{1,16}以来[，,]")
_MONTH_LENGTH = len("2024-01")
_NO_STAND = re.compile(r"占地区|总投资[\d.]+[万亿]*元(?:以上|以下)")
"""占地区生产总值 tells of no ground, and a class of projects of no sum."""
_A_DEED = 10
"""Characters of a clause that tells a deed, whatever its verb."""
_DONE = re.compile("完工|竣工|开工|投产|投用|启用|通车|建成|封顶|开园|落幕|开幕|举行")
_DAY_LENGTH = len("2024-01-01")


def sentence_period(sentence: Sentence, times: list[Time], place: int, context: Context) -> Governing:
    """Return the period of a number at ``place`` in ``sentence``, and why."""
    said = [time for time in times if time.reach is not Reach.BASE and time.end <= place and time.edtf]
    return (
        _compared_with(sentence, times, place, context)
        or _said_in_the_clause(sentence.text, said, place, context)
        or _said_earlier(sentence.text, said, place, context)
        or carried_period(sentence, context)
    )


def _compared_with(sentence: Sentence, times: list[Time], place: int, context: Context) -> Governing | None:
    """Return the time of a value that another is compared with: 与2010年普查的|596856人相比."""
    clause = last_of(sentence.text, CLAUSE, place)
    compared = [
        time
        for time in times
        if time.reach is Reach.BASE
        and time.edtf
        and clause < time.start < time.end <= place
        and re.fullmatch(r"[^，,；;]*的", sentence.text[time.end : place])
    ]
    if not compared:
        return None
    base = compared[-1]
    was_so = sentence.text[: base.start].endswith(("由", "从"))
    if _RATIO.match(sentence.text, place) and not was_so:
        return None
    if sentence.text[base.end : place] == "同期的" and (
        months := _a_year_before(sentence, times, place, base, context)
    ):
        return Governing(months, "the same months of the year before")
    return Governing(base.edtf, "said in the clause, as what is compared with")


def _said_in_the_clause(text: str, said: list[Time], place: int, context: Context) -> Governing | None:
    """Return the last time said in the clause of a number."""
    clause = last_of(text, CLAUSE, place)
    near = [time for time in said if time.start > clause and not _was_then(text, time, place)]
    if not near:
        return None
    time = near[-1]
    words, edtf = text[time.start : time.end], time.edtf or ""
    if time.reach is Reach.NOW:
        return Governing(edtf[:4], f"said in the clause: {words}")
    published = (context.publication.date or "")[:7]
    since = time.reach is Reach.POINT and text.startswith("以来", time.end)
    if since and len(published) < _MONTH_LENGTH:
        return Governing(edtf[:4], f"since {words}, to a month that is not known")
    if since and edtf[:7] < published:  # 自1月以来受理3216件
        return Governing(f"{edtf[:7]}/{published}", f"since {words}")
    return Governing(edtf, f"said in the clause: {words}")


def _said_earlier(text: str, said: list[Time], place: int, context: Context) -> Governing | None:
    """Return the last time that set the scene before the clause of a number."""
    scene = [
        time
        for time in said
        if time.reach is not Reach.LOCAL
        and (time.reach is Reach.NOW or sets_scene(text, time))
        and not _was_then(text, time, place)
        and not (text[: time.start].endswith(("由", "从")) and text.startswith("的", time.end))
    ]
    if not scene:
        return None
    part = text.rfind("；", 0, place) + 1 or text.rfind(";", 0, place) + 1
    if scene[0].start < part and not any(time.start >= part for time in scene):
        scene = scene[:1]  # behind a semicolon, what opened the sentence governs again
    time = scene[-1]
    words, edtf = text[time.start : time.end], time.edtf or ""
    year = context.publication.year
    if time.reach is Reach.ERA and year and _SINCE_THEN.match(text, time.start - 1) and edtf < year:
        return Governing(f"{edtf[:4]}/{year}", f"since {words}")  # 自2021年落户以来,累计投入|1.3亿元
    if time.reach is Reach.POINT and (governing := _after_a_point(text, time, place, context)):
        return governing
    return Governing(edtf[:4] if time.reach is Reach.NOW else edtf, f"said earlier in the sentence: {words}")


def _after_a_point(text: str, time: Time, place: int, context: Context) -> Governing | None:
    """Return the period behind a day or a month that dates a deed of its own, not the number."""
    words, edtf, year = text[time.start : time.end], time.edtf or "", context.publication.year
    if "以来" in re.split("[，,；;。]", text[time.end :])[0]:
        first = edtf[:4]
        return Governing(f"{first}/{year}" if year and year > first else first, f"since {words}")
    clause = last_of(text, CLAUSE, place) + 1
    that_day = _THAT_DAY.match(text, clause)
    if that_day and len(edtf) == _DAY_LENGTH:
        return Governing(edtf, f"{that_day[0]}: {words}")
    as_of = _AS_OF.search(text, 0, time.start) or words[-1] in "末底"
    if year and not as_of and (by_now := _BY_NOW.match(text, clause)):  # 2025年5月20日开工,已完成投资|1.9亿元
        return Governing(year, f"{by_now[0]}, after {words}")
    if _has_its_own_clause(text, time, place):
        # 2019年2月,监督局挂牌成立,…七项行动: the month dates the first deed, only the year the rest.
        return Governing(edtf[:4], f"the year of {words}, said earlier in the sentence")
    return None


def _was_then(text: str, time: Time, place: int) -> bool:
    """Whether a time tells only what a value was before: 由2015年的32.1%提高到|38.4%."""
    led_to = re.search(r"[到至为]\D{0,3}$", text[time.end : place])
    return text[: time.start].endswith(("由", "从")) and text.startswith("的", time.end) and bool(led_to)


def _a_year_before(
    sentence: Sentence, times: list[Time], place: int, base: Time, context: Context
) -> str | None:
    """Return the months that 去年同期 means: those of the sentence, a year before."""
    others = [time for time in times if time is not base]
    governing = sentence_period(sentence, others, place, context).edtf or ""
    months = re.fullmatch(r"\d{4}-(\d\d)/\d{4}-(\d\d)", governing)
    return f"{base.edtf}-{months[1]}/{base.edtf}-{months[2]}" if months else None


def _has_its_own_clause(text: str, time: Time, place: int) -> bool:
    """Whether a deed stands in the clause that a time opens, before the one of the number at ``place``.

    The end of a month (截至6月底) is no time of a deed, and neither is a span of months.
    """
    month_end = text[time.end - 1] in "末底" and text.startswith(("，", ","), time.end)
    as_of = month_end or text.endswith(("截至", "截止"), 0, time.start)
    if as_of or "/" in (time.edtf or ""):
        return False
    clause = re.match(r"[，,]?[^，,；;。]*", text[time.end :])
    if clause is None or place <= time.end + len(clause[0]):
        return False
    return len(clause[0]) > _A_DEED or bool(_DONE.search(clause[0]))


def _stands(clause: str) -> bool:
    """Whether a clause tells what stands (现有, 总投资), not what is reckoned over months."""
    told = _NO_STAND.sub("", clause)
    return bool(_STANDS.search(told)) and not _OVER_MONTHS.search(told)


def as_of_the_end(governing: Governing, clause: str, context: Context) -> Governing:
    """Return the last year of a span for a stock: what 达到 in a review of five years stands at its end."""
    edtf = governing.edtf or ""
    said = governing.reason.startswith("said")
    if _MONTHS.fullmatch(edtf) and not said and _stands(clause):
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
