"""Which district a text speaks of: the article's, unless its own words say another.

A name in the headline decides; without one, the district most spoken of. Figures of the whole city,
the province or the country are not the district's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from generator.articles import Article, BlockKind, Sentence
from generator.divisions import Region, divisions, short_name
from generator.grammar.marks import CLAUSE, last_of
from generator.grammar.segment import teach
from generator.lexicon import alternatives, load

_NOT_THE_PLACE = r"(?!河|江|山|湖|大桥|记|经济圈|大街|路|街|人|铁路|内阁)"
_CITY_WIDE = re.compile(
    r"^(?:其中)?(?:今年|去年|目前|[\d年月日季度上下半初末底前个至]+)?(?:全市|我市|市级下放)(?!首|率先|第|唯一|最)"
)
_OF_THE_CITY = re.compile(r"(?:^|[，,。；;：:“])(?:其中)?(?:全市|我市)(?!首|率先|第|唯一|最)")
_SPEAKS_FOR_THE_CITY = re.compile(
    r"^[“”\s]*(?:据|记者(?:\d+日)?从)?市(?![场民区内属直级政值])[一-龥]{1,10}(?:局|委|办|部|中心|政府)[一-龥]{0,16}?(?:介绍|表示|说|获悉|了解到|发布)"
)
"""A bureau of the city (市商务局副局长赵明宇介绍) tells of the city, unless it names a district."""
_PROVINCE_WIDE = re.compile(r"^(?:其中)?(?:全省|我省)(?!首|率先|第|唯一|最)")
_COUNTRY_WIDE = re.compile(r"^(?:其中)?(?:全国|我国)(?!首|率先|第|唯一|最)")


_OF_A_WHOLE = alternatives(load("words")["of_a_whole"])
_A_TIME = r"[\d年月日季度上下半初末底]+"
_LEADING_TIME = re.compile(rf"(?:今年|去年|目前|近年来|截至目前|{_A_TIME})\s*$")
_THAT_ONE = re.compile(
    r"(?=[^。]{0,16}该)\s*(?:[^，,；;。]{1,12}[，,])?(?:今年|去年|目前)?[，,]?(该[县区市])(?![里内委政直级属])"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text."""

    name: str
    start: int
    end: int


class Gazetteer:
    """Finds the places of a region, and any county of the country by its full name."""

    def __init__(self, region: Region) -> None:
        """Build the patterns once."""
        self.region = region
        teach(area.name for area in region.districts if area.code is None)
        names: dict[str, str] = {}
        for area in region.districts:
            for name in area.names:
                if len(name) >= 2 and name != "新区":
                    names[name] = area.name
        for city_name in (*region.city.names, region.province.name):
            names.setdefault(
                city_name, region.city.name if city_name != region.province.name else region.province.name
            )
        self._names = names
        self._inside = {area.name for area in region.districts}
        pattern = "|".join(
            re.escape(name) + ("" if name.endswith(("区", "县", "市")) else _NOT_THE_PLACE)
            for name in sorted(names, key=len, reverse=True)
        )
        self._pattern = re.compile(pattern)
        wholes = {region.city.name: region.city.names, region.province.name: region.province.names}
        self._named_whole = re.compile(alternatives({*region.city.names, *region.province.names}))
        self._whole = {
            name: re.compile(rf"(?:其中)?(?:{_A_TIME})?(?:{alternatives(said)})(?:{_OF_A_WHOLE})")
            for name, said in wholes.items()
        }
        # 哈市重点项目 are the city's: its short names qualify, they are no subject to be dropped.
        qualifying = {name for name in region.city.aliases if name not in self._inside}
        self.words = (frozenset(names) | {short_name(name) for name in names}) - qualifying

    def find(self, text: str) -> list[Place]:
        """Return the places of the region named in ``text``, in order."""
        return [
            Place(self._names[match[0]], match.start(), match.end()) for match in self._pattern.finditer(text)
        ]

    def names_a_whole(self, text: str) -> bool:
        """Whether the city or the province is named in a text."""
        return bool(self._named_whole.search(text))

    def whole_at(self, clause: str) -> str | None:
        """Return the city or the province that a clause is about: 哈尔滨市累计接待游客…."""
        return next((name for name, pattern in self._whole.items() if pattern.match(clause)), None)

    def districts_in(self, text: str) -> list[Place]:
        """Return only the districts: a city's name before one belongs to it."""
        return [place for place in self.find(text) if place.name in self._inside]

    def elsewhere_in(self, text: str) -> list[Place]:
        """Return counties of the rest of the country, by their full names."""
        return [Place(match[0], match.start(), match.end()) for match in _counties().finditer(text)]


@cache
def _counties() -> re.Pattern[str]:
    """Match the full name of any county-level division of the country."""
    names = {name for code, (name, _) in divisions().items() if not code.endswith("00") and len(name) >= 3}
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))


def article_district(article: Article, gazetteer: Gazetteer) -> tuple[str | None, str]:
    """Return the district an article is about (None when it is about several or none) and why."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    whole: Counter[str] = Counter()
    of_the_city = sum(
        ("全市" in sentence.text or "我市" in sentence.text) and bool(_OF_THE_CITY.search(sentence.text))
        for sentence in article.sentences
    )
    for sentence in article.sentences:
        for place in gazetteer.find(sentence.text):
            if gazetteer.region.district(place.name):
                counts[place.name] += 1
                first.setdefault(place.name, sentence.text[place.start : place.end])
            else:
                whole[place.name] += 1
    titles = [sentence.text for sentence in article.sentences if sentence.kind is BlockKind.TITLE]
    for text in titles:
        named = gazetteer.districts_in(text)
        if named:
            most = max(named, key=lambda place: counts[place.name])  # of several, the one most spoken of
            return most.name, f"named in the headline: {text[most.start : most.end]}"
    if counts:
        (name, times), *others = counts.most_common()
        if 2 * times < whole[gazetteer.region.city.name] + of_the_city:
            return gazetteer.region.city.name, "the whole city is spoken of more than any district"
        if not others or times > 1.5 * others[0][1]:
            return name, f"named most often ({first[name]})"
        return (
            (gazetteer.region.city.name, "several districts, none foremost")
            if len(counts) > 2
            else (name, f"named first ({first[name]})")
        )
    if whole:
        name = whole.most_common(1)[0][0]
        return name, "no district named, only the whole"
    for sentence in article.sentences[:12]:
        elsewhere = gazetteer.elsewhere_in(sentence.text)
        if elsewhere:
            return elsewhere[0].name, "a district elsewhere in the country"
    return None, "no place named"


def opening_district(sentence: Sentence, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Return the district whose name opens a paragraph of an article about several: 道里区：…."""
    named = gazetteer.districts_in(sentence.text[:12])
    if named and named[0].start <= 3 and not re.match(r"[、和与及等]", sentence.text[named[0].end :]):
        return named[0].name, f"opens the paragraph: {sentence.text[: named[0].end]}"
    return None


def referred_to(sentences: Sequence[Sentence], number: int, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Return the district that 该县 at the head of a sentence means: the county that was named last."""
    that = _THAT_ONE.match(sentences[number].text)
    if that is None:
        return None
    before = (gazetteer.districts_in(each.text) for each in reversed(sentences[:number]))
    named = next((places[-1].name for places in before if places), "")
    return (named, f"{that[1]}: the one named last") if named.endswith(that[1][1]) else None


def _whole_before(text: str, place: int, gazetteer: Gazetteer) -> str | None:
    """Return the city or province that is the subject of a clause of the sentence, no other behind it."""
    end = place if gazetteer.names_a_whole(text) else 0
    while end > 0:
        start = last_of(text, CLAUSE, end) + 1
        if whole := gazetteer.whole_at(text[start:place].lstrip()):
            return whole
        if gazetteer.districts_in(text[start:end]) or start == 0 or text[start - 1] in "；;。":
            return None
        end = start - 1
    return None


def _speaks_for_the_city(
    text: str,
    place: int,
    default: tuple[str | None, str],
    gazetteer: Gazetteer,
    districts: Sequence[Place] | None,
) -> bool:
    if not _SPEAKS_FOR_THE_CITY.match(text) or (default[0] or "").endswith(("市", "县")):
        return False
    named = gazetteer.districts_in(text) if districts is None else districts
    return not any(each.end <= place for each in named)


_TOGETHER = re.compile(r"等?(?:[两二三四五六七八九十\d]+个?(?:主?城)?[区县]|合计|共计|都|均|的)")
"""Behind districts listed: 道里、南岗|两区合计."""


def _several(text: str, named: Sequence[Place], place: int) -> Place | None:
    """Return the last of several districts whose names are listed right before their common figure."""
    before = [each for each in named if each.end <= place] if len(named) > 1 else []
    run: list[Place] = []
    for each in reversed(before):
        if run and not re.fullmatch(r"[、和与及]", text[each.end : run[-1].start]):
            break
        run.append(each)
    if len({each.name for each in run}) < 2:
        return None
    behind = text[run[0].end : place]
    return run[0] if _TOGETHER.match(behind) else None


def district_at(
    sentence: Sentence,
    place: int,
    default: tuple[str | None, str],
    gazetteer: Gazetteer,
    districts: Sequence[Place] | None = None,
) -> tuple[str | None, str]:
    """Return the district of a number at ``place``: the article's, another subject's, or the whole city's.

    ``districts`` are those that the sentence names, where the caller knows them.
    """
    text = sentence.text
    clause_start = last_of(text, CLAUSE, place) + 1
    clause = text[clause_start:place].lstrip()
    if (
        _CITY_WIDE.match(clause)
        and (default[0] or "").endswith("市")
        and default[0] != gazetteer.region.city.name
    ):
        return default  # the article is about a county-level city: 全市 is that city
    if _CITY_WIDE.match(clause):
        return gazetteer.region.city.name, "of the whole city"
    if whole := _whole_before(text, place, gazetteer):
        return whole, "the subject: the city or the province by name"
    if _speaks_for_the_city(text, place, default, gazetteer, districts):
        return gazetteer.region.city.name, "told by a bureau of the city"
    if _PROVINCE_WIDE.match(clause):
        return gazetteer.region.province.name, "of the whole province"
    if _COUNTRY_WIDE.match(clause):
        return None, "of the whole country"
    named_here = gazetteer.districts_in(text) if districts is None else districts
    if (listed := _several(text, named_here, place)) and not re.search(
        "分别|各|[；;。]", text[listed.end : place]
    ):
        return gazetteer.region.city.name, f"several districts together, to {text[listed.start : listed.end]}"
    for named in reversed(named_here):
        if named.end > place:
            continue
        before = _LEADING_TIME.sub("", text[: named.start].rstrip())
        at_head = not before or before[-1] in "，,；;。：:、”’）)"
        alone = not re.match(r"[、和与及等]", text[named.end :])
        listed_before = before.endswith("、") and any(each.end == len(before) - 1 for each in named_here)
        if named.name != default[0] and at_head and alone and not listed_before:
            return named.name, f"the subject: {text[named.start : named.end]}"
        if named.name == default[0]:
            break
    return default
