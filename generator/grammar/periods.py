"""Find times in a sentence and write them in EDTF (ISO 8601-2).

A time is found with the year of publication at hand: 去年 is the year before it, “十三五” needs none.
Each mention says how it governs: a whole year or span can govern the sentences that follow, a
single day or month only its own sentence, and a base of comparison (较“十二五”期末) governs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.grammar.numbers import chinese
from generator.lexicon import alternatives, any_of, load

_WORDS = load("periods")
_YEAR_WORDS: dict[str, int | None] = _WORDS["year_words"]
_PARTS: dict[str, list[int]] = _WORDS["parts"]
_WHOLE = alternatives(_WORDS["whole"])
_NOW = alternatives(_WORDS["now_words"])
_BASE = re.compile(f"(?:{alternatives(_WORDS['base_before'])})$")
_PAST = any_of(
    [
        _WORDS["past_spans"][0].replace("?P<n>", ""),
        *(p.replace("?P<n>", "") for p in _WORDS["past_spans"][1:]),
    ]
)
_FUTURE = any_of(p.replace("?P<n>", "") for p in _WORDS["future_spans"])

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s?(?:年)?\s?[-—–~～至到]+\s?"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_PLAN_ORDINAL = r"十[一二三四五六七八九]|十|九|八|七"
_PART = alternatives(_PARTS)

TIME = re.compile(
    rf"""
    (?P<span>(?P<from>{_YEAR}){_DASH}(?P<to>{_YEAR})(?:年(?:度|间|期间)?)?)
  | (?P<date>(?P<year>{_YEAR})年(?:度)?
        (?:(?P<months>(?P<m1>{_MONTH})(?:月)?[-—–~至到](?P<m2>{_MONTH})月(?:份)?)
          |(?P<month>{_MONTH})月(?:份)?(?:(?P<day>{_DAY})[日号]|(?P<third>[上中下]旬)|[末底初])?
          |(?:的)?(?P<part>{_PART})
          |(?P<whole>{_WHOLE}))?)
  | (?P<plan>[“"「]?(?P<ordinal>{_PLAN_ORDINAL})五[”"」]?(?!普法)(?:(?P<plan_phase>期末|末期|末|期初|初期|初|以来|期间|时期|规划期|开局之年|收官之年))?)
  | (?P<years_ago>{_PAST.pattern})
  | (?P<years_ahead>{_FUTURE.pattern})
  | (?P<vague>{alternatives(_WORDS["vague_spans"])})
  | (?P<word>{alternatives(_YEAR_WORDS)})(?:的)?(?:(?P<word_months>(?P<wm1>{_MONTH})[-—–~至到](?P<wm2>{_MONTH})月(?:份)?)|(?P<word_month>{_MONTH})月(?:份)?(?:(?P<word_day>{_DAY})[日号]|[上中下]旬)?|(?P<word_part>{_PART})|(?P<word_whole>{_WHOLE}))?
  | (?P<now>{_NOW})
  | (?<![\d.])(?P<bare_months>(?P<bm1>{_MONTH})(?:月)?[-—–~至到](?P<bm2>{_MONTH})月(?:份)?)
  | (?<![\d.])(?P<bare_month>{_MONTH})月(?:份)?(?:(?P<bare_day>{_DAY})[日号]|(?P<bare_third>[上中下]旬)|[末底初])?
  | (?<![\d.第])(?P<only_day>{_DAY})日(?!报|均|常|用|照|产|游|间|夜)
  | (?P<bare_part>{_PART})
  | (?P<bare_whole>全年|年末|年底|年初|年终)
    """,
    re.VERBOSE,
)


class Reach(StrEnum):
    """How far a time governs."""

    ERA = "era"
    """A year or a span: may govern the sentences that follow."""
    NOW = "now"
    """The time of publication."""
    POINT = "point"
    """A month or a day: its own sentence."""
    BASE = "base"
    """What is compared with: nothing."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time said in a sentence; ``edtf`` is None when its year is unknown."""

    start: int
    end: int
    edtf: str | None
    reach: Reach


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative times count from: the publication date (EDTF) and the span last spoken of."""

    published: str | None
    span: str | None = None
    spoken_year: int | None = None

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return int(self.published[:4]) if self.published else None


def find(text: str, clock: Clock) -> list[Time]:
    """Return the times of a sentence in order; later relative words (当年) look back on earlier ones."""
    times: list[Time] = []
    spoken = clock.spoken_year
    for match in TIME.finditer(text):
        edtf, reach = _resolve(match, clock, spoken)
        base = _BASE.search(text[: match.start()]) and not re.match(
            r"的[\d.]", text[match.end() : match.end() + 2]
        )
        starts_span = (
            base
            and text[match.start() - 1] in "由从自"
            and not re.match(r".{0,4}(?:末|初|的\d)", match[0] + text[match.end() : match.end() + 2])
        )
        if base and not starts_span:
            reach = Reach.BASE
        if text.startswith("同期", match.end()):
            reach = Reach.BASE
        if match["date"] and text[match.end() : match.end() + 1] in tuple(_WORDS["name_behind_year"]):
            reach = Reach.BASE
        if edtf and re.fullmatch(r"\d{4}", edtf):
            spoken = int(edtf)
        times.append(Time(match.start(), match.end(), edtf, reach))
    return times


def _resolve(match: re.Match[str], clock: Clock, spoken: int | None) -> tuple[str | None, Reach]:  # noqa: PLR0911  (one line a kind of time)
    year = clock.year
    if match["span"]:
        return f"{match['from']}/{match['to']}", Reach.ERA
    if match["date"]:
        return _in_year(
            int(match["year"]), match["m1"], match["m2"], match["month"], match["day"], match["part"]
        )
    if match["plan"]:
        return _plan(match["ordinal"], match["plan_phase"]), Reach.ERA
    if match["years_ago"]:
        return _years_ago(match["years_ago"], clock), Reach.ERA
    if match["years_ahead"]:
        count = _count(match["years_ahead"])
        return (f"{year}/{year + count - 1}" if year and count else None), Reach.ERA
    if match["vague"]:
        return None, Reach.BASE
    if match["word"]:
        offset = _YEAR_WORDS[match["word"]]
        counted = spoken or year if offset is None else (year + offset if year else None)
        if counted is None:
            return None, Reach.ERA
        return _in_year(
            counted, match["wm1"], match["wm2"], match["word_month"], match["word_day"], match["word_part"]
        )
    if match["now"]:
        return clock.published, Reach.NOW
    base = spoken or year
    if match["bare_whole"]:
        return (str(base) if base else None), Reach.ERA
    if match["only_day"]:
        month = (
            clock.published if clock.published and re.fullmatch(r"\d{4}-\d\d", clock.published[:7]) else None
        )
        return (f"{month}-{int(match['only_day']):02d}" if month else None), Reach.POINT
    if base is None:
        return None, Reach.POINT
    return _in_year(
        base, match["bm1"], match["bm2"], match["bare_month"], match["bare_day"], match["bare_part"]
    )


def _in_year(
    year: int, first: str | None, last: str | None, month: str | None, day: str | None, part: str | None
) -> tuple[str, Reach]:
    """Return a year, or the part of it that is named."""
    if first and last:
        return f"{year}-{int(first):02d}/{year}-{int(last):02d}", Reach.ERA
    if month:
        return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else ""), Reach.POINT
    if part:
        start, end = _PARTS[part]
        return f"{year}-{start:02d}/{year}-{end:02d}", Reach.ERA
    return str(year), Reach.ERA


def _plan(ordinal: str, phase: str | None) -> str | None:
    """Return the years of a five-year plan: 十三五 → 2016/2020; its end or beginning is one year."""
    number = chinese(ordinal)
    if number is None:
        return None
    begins = int(_WORDS["plan_ten_begins"]) + 5 * (int(number) - 10)
    if phase and phase[0] in "期末收" and ("末" in phase or "收官" in phase):
        return str(begins + 4)
    if phase and ("初" in phase or "开局" in phase):
        return str(begins)
    return f"{begins}/{begins + 4}"


def _count(text: str) -> int | None:
    numeral = re.search(r"[0-9]+|[一二两三四五六七八九十]+", text)
    if not numeral:
        return None
    return int(numeral[0]) if numeral[0].isdigit() else int(chinese(numeral[0]) or 0)


def _years_ago(text: str, clock: Clock) -> str | None:
    """Return the span that 五年来 means: the span last spoken of if it is as long, else the years up to publication."""
    count = _count(text)
    if count and clock.span and "/" in clock.span:
        first, last = clock.span.split("/")
        if first[:4].isdigit() and int(last[:4]) - int(first[:4]) + 1 == count:
            return clock.span
    if count and clock.year and count > 1:
        return f"{clock.year - count}/{clock.year - 1}"
    return None
