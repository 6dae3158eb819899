"""Find honours, firsts, pilots and rankings, with their holder and whose distinction they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.extract.context import Context
from generator.extract.districts import Gazetteer, district_at
from generator.extract.passage import Passage
from generator.grammar.marks import PART, last_of
from generator.lexicon import alternatives, any_of, load
from generator.records import Distinction, DistinctionKind, Level, record_id

_WORDS = load("distinctions")
_WEAK = frozenset(_WORDS["weak_award"])
_CREATION = frozenset(_WORDS["scoped_creation"])
_NEEDS_SCOPE = frozenset(_WORDS["needs_scope"])
_NO_HONOUR = re.compile(alternatives(_WORDS["no_honour"]))
_AWARD = re.compile(alternatives({*_WORDS["award"], *_WORDS["weak_award"], *_WORDS["scoped_creation"]}))
_HONOUR = re.compile(alternatives(_WORDS["honours"]))
_AHEAD_OF_NOTHING = ("突破", "振兴", "发展", "垂范", "”", "’", "的")
"""率先 before these names no first: 率先振兴, 率先垂范."""
_FIRST = re.compile(
    rf"(?:在?(?P<scope>{alternatives(_WORDS['scope'])})(?:乃至全[省国])?)?(?:的)?(?P<first>{alternatives(_WORDS['first'])})"
)
_MEANT = re.compile("明年|计划|力争|确保|争取|打算")
_OF_ITS_OWN = frozenset({"该区", "该县", "该市", "我区", "我县", "全区", "全县"})
_MANNER = re.compile(
    r"(?:先后|本人|曾经?|还|也|又|再次|均|都|共|共有|已|成功|累计|连续.*|\d{4}年(?:度)?|\d+月|近日)+$"
)
"""Words between a holder and the verb that are no part of its name."""
_PILOT = re.compile(alternatives(_WORDS["pilot"]))
_RANKING = any_of(_WORDS["ranking"])
_LEVELS = [(Level(level), re.compile(alternatives(words))) for level, words in _WORDS["levels"].items()]
_WHOLE = {Level.NATIONAL: "全国", Level.PROVINCIAL: "全省", Level.MUNICIPAL: "全市"}
_SCOPED = re.compile(r"国家级|省级|市级|全国|全省|全市|国家|中国")
_LIST = re.compile(r"(?:公布|公示|发布|评选)(?:了)?([^，,；;。]{4,40}?)(?:名单|名录|结果)")
_ANNOUNCED = re.compile(
    alternatives(
        {
            *_WORDS["award"],
            *_WORDS["weak_award"],
            *_WORDS["scoped_creation"],
            *_WORDS["first"],
            *_WORDS["pilot"],
            "素有",
            "被誉为",
            "享有",
            "有着",
            "第",
            "前",
            "首位",
            "榜首",
            "之首",
            "之冠",
        }
    )
)
"""Without one of these a sentence announces no distinction."""
_CALLED = re.compile(
    r"(?:素有|被誉为|享有|有着)(?P<title>[^，。]{0,4}[“‘][^”’]{2,12}[”’])(?:的)?(?:称号|美誉|美称|之称)?"
)
_PILOT_BEGUN = re.compile(r"(?:启动|开展|承担|列入|纳入|成为|作为)[^，。]{0,30}试点")
_CLAUSE = re.compile(r"[^，,；;。！!？?]+")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    title: str
    level: Level
    kind: DistinctionKind
    rule: str


def distinctions(passage: Passage, context: Context, gazetteer: Gazetteer) -> list[Distinction]:
    """Return the distinctions of one sentence in order."""
    text = passage.sentence.text
    if not _ANNOUNCED.search(text):
        return []
    found: list[_Found] = []
    scope_before: Level | None = None
    for clause in _CLAUSE.finditer(text):
        if not _ANNOUNCED.search(clause[0]):
            continue
        for item in _in_clause(text, clause.start(), clause.end(), scope_before):
            if item.title == "奖":
                continue
            if not item.title:  # 公布示范县名单,双城区成功入选: the clause before names it
                listed = _LIST.findall(text[: clause.start()])
                if not listed:
                    continue
                item = replace(item, title=listed[-1], level=_level(listed[-1]))  # noqa: PLW2901
            found.append(item)
            scope_before = item.level if item.kind is DistinctionKind.FIRST else scope_before
    return [_distinction(passage, item, context, gazetteer) for item in found]


def _in_clause(text: str, start: int, end: int, scope_before: Level | None) -> Iterator[_Found]:
    clause = text[start:end]
    ranking = _RANKING.search(clause)
    if ranking:
        yield _Found(start, end, clause, _level(clause), DistinctionKind.RANKING, ranking[0])
        return
    firsts = [match for match in _FIRST.finditer(clause) if _is_first(clause, match)]
    if firsts:
        pilot = _PILOT.search(clause)
        for place, match in enumerate(firsts):
            stop = firsts[place + 1].start() if place + 1 < len(firsts) else len(clause)
            title = clause[match.start() : stop].strip("、和 …")
            if not match["scope"] and match["first"].startswith("首") and scope_before in _WHOLE:
                title = _WHOLE[scope_before] + title  # 全市首条“一条街”、|首个“长廊”
            if len(title) <= 4:  # 开创…的先河: what was first stands before it
                title = clause
            level = (
                _level(match[0])
                if match["scope"]
                else (
                    _level(clause)
                    if match["first"] in {"率先", "先河"} or match["first"].startswith("填补")
                    else scope_before or Level.OTHER
                )
            )
            scope_before = level
            yield _Found(
                start, end, title, level, DistinctionKind.PILOT if pilot else DistinctionKind.FIRST, match[0]
            )
        return
    yield from _award(clause, start, end, text[last_of(text, PART, start) + 1 : start])


def _is_first(clause: str, match: re.Match[str]) -> bool:
    """Tell a first (全省首个, 率先成立) from an ordinary word (首批9个)."""
    word = match["first"]
    if word == "率先" and clause.startswith(_AHEAD_OF_NOTHING, match.end()):
        return False
    if word == "首店" and re.match(r"\d", clause[match.end() :]):
        return False  # 东北首店|6家: how many came, not which was first
    if match["scope"] or word in {"首创", "先河", "唯一"} or word.startswith("填补"):
        return True
    following = clause[match.end() : match.end() + 2]
    if word == "率先":
        return not clause[: match.start()].endswith(("个", "以", "来"))
    return (
        bool(re.match(r"[“‘「手国全省]", following))
        and word.startswith("首")
        and word not in {"首次", "首批", "首届"}
    )


def _award(clause: str, start: int, end: int, said_before: str) -> Iterator[_Found]:
    named = _CALLED.search(clause)
    if named:
        yield _Found(
            start,
            end,
            named["title"].strip("“”‘’着"),
            _level(named["title"]),
            DistinctionKind.AWARD,
            named[0][:2],
        )
        return
    match = _AWARD.search(clause)
    if not match:
        pilot = _PILOT_BEGUN.search(clause)
        if pilot:
            yield _Found(start, end, pilot[0], _level(clause), DistinctionKind.PILOT, "试点")
        return
    if clause.startswith(("的", "企业", "单位", "名单"), match.end()) or clause[: match.start()].endswith(
        ("此次", "本次")
    ):
        return  # 本次获评的20户企业: the honour is spoken of, not announced
    title = clause[match.end() :].strip("了为的 ")
    if not _shows_an_honour(match[0], title, clause):
        return
    if re.search(r"将|力争|确保|争取|计划|目标|积极创建", clause[: match.start()]):
        return
    if match[0] in _NEEDS_SCOPE and _MEANT.search(said_before):
        return  # 我们计划修路100公里,打造|省级美丽乡村6个: not yet
    kind = DistinctionKind.PILOT if _PILOT.search(title) else DistinctionKind.AWARD
    for each in _honours_listed(title):
        level = _level(each) if _level(each) is not Level.OTHER else _level(clause[: match.end()] + title)
        yield _Found(start, end, re.sub(r"(?:等)?(?:荣誉)?称号$", "", each) or each, level, kind, match[0])


def _honours_listed(title: str) -> list[str]:
    """Return the honours that a title lists, each its own: 全国文明单位8个、全国文明校园5所."""
    quoted = re.findall(r"“([^”]*(?:示范|先进|卫生|文明|模范)[^”]*)”", title)
    if len(quoted) > 1:
        return list(quoted)
    parts = re.split(r"、(?![^（(“]*[）)”])", title)
    listed = len(parts) > 1 and all(_HONOUR.search(part) and _is_scoped(part) for part in parts)
    return [re.sub(r"等.*$", "", part) for part in parts] if listed else [title]


def _is_scoped(title: str) -> bool:
    return bool(_SCOPED.search(title)) or _level(title) is not Level.OTHER


def _shows_an_honour(verb: str, title: str, clause: str) -> bool:
    """Whether what follows a weak verb (获得, 创建) is an honour (says so, and whose) or a pilot."""
    if verb not in _WEAK and verb not in _CREATION:
        return True
    if _NO_HONOUR.match(title):
        return False
    scoped = verb not in _NEEDS_SCOPE or _SCOPED.search(clause)
    pilot = _PILOT.search(title) and verb not in _CREATION and verb not in _NEEDS_SCOPE
    return bool((_HONOUR.search(title) and scoped) or pilot)


def _level(text: str) -> Level:
    """Return whose distinction it is; of several that are named, the highest."""
    for level, pattern in _LEVELS:
        if pattern.search(text):
            return level
    return Level.OTHER


def _distinction(passage: Passage, item: _Found, context: Context, gazetteer: Gazetteer) -> Distinction:
    start, end = passage.place(item.start, item.end)
    district, district_reason = district_at(passage.sentence, item.end, context.place, gazetteer)
    quote, quote_start = passage.quote_of(start, end)
    before = passage.sentence.text[item.start : item.end].split(item.title)[0]
    holder = re.match(
        r"[一-龥“”A-Za-z0-9、()（）·]{2,40}?(?=成为|获评|荣获|获得|获批|获|被|入选|入围|跻身|率先|素有|荣膺|当选|斩获|喜获|上榜|摘得|有(?!限))",
        before,
    )
    held_by = _MANNER.sub("", holder[0]) if holder else ""
    if held_by in _OF_ITS_OWN:  # 该区被命名为…
        held_by = district or held_by
    return Distinction(
        id=record_id("distinction", quote, start - quote_start, item.title),
        source=passage.source,
        start=start,
        end=end,
        quote=quote,
        place=start - quote_start,
        district=district,
        title=passage.printed(item.title),
        holder=passage.printed(held_by) if held_by else district or "",
        level=item.level,
        kind=item.kind,
        reasons={"kind": item.rule, "level": item.level.value, "district": district_reason},
    )
