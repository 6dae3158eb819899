"""Find named people in a public role: 南岗区委发展和改革局局长|王民."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.extract.context import Context
from generator.extract.passage import Passage
from generator.grammar.segment import class_of, is_word
from generator.lexicon import alternatives, load
from generator.records import Person, record_id

_WORDS = load("people")
_ROLES = alternatives(_WORDS["roles"])
_NAME = (
    f"(?:(?:{alternatives(_WORDS['compound_surnames'])})[一-龥]{{1,2}}|[{_WORDS['surnames']}][一-龥]{{1,2}})"
)
_STOP = f"[{re.escape(_WORDS['behind_name'])}]"
_FOLLOWED = f"(?={_STOP}|$|\\s|[”’])"
_SPEAKS = re.compile("告诉|介绍|表示|指出|透露|坦言|认为|感慨")
_NO_NAME = "所难也都便仍刚才很更最只这那有是"
"""What begins the words behind a name of two characters, rather than ends one of three."""
_NAME_BEHIND = re.compile(
    rf"(?:{_ROLES})\s?(?:\([^)]{{0,8}}\))?(?P<name>(?:{alternatives(_WORDS['compound_surnames'])})[一-龥]{{1,2}}"
    rf"|[{_WORDS['surnames']}](?:[一-龥][一-龥](?<![说称讲问{_NO_NAME}]){_FOLLOWED}|[一-龥]{_FOLLOWED}))"
)
_NAME_BEFORE_A_VERB = re.compile(
    rf"(?:{_ROLES})(?P<name>[{_WORDS['surnames']}][一-龥]{{2}}(?<![{_NO_NAME}]))(?P<deed>[一-龥]{{1,2}})"
)
"""A name of three characters right before a verb that is none of those listed: 第一书记马文涛|帮着."""
_NAME_BEFORE_BRACKETS = re.compile(
    rf"(?P<name>{_NAME})[（(](?P<role>[^（）()，,。]{{2,24}}?(?:{_ROLES}))[)）]"
)
_OFFICES = re.compile(r"[一-龥、（）()·“” \u3000,，]{0,60}$")
_BEFORE_ROLE = re.compile(rf"(?P<name>{_NAME})(?P<role>{alternatives(_WORDS['roles_behind'])})")
_COMPOUND = tuple(_WORDS["compound_surnames"])
_OFFICES_REACH = 60
"""Characters before a name within which its offices are looked for."""
_ANY_ROLE = re.compile(f"{_ROLES}|{alternatives(_WORDS['roles_behind'])}")
_BRACKET = re.compile("[（(]")
_ROLE_BEHIND = re.compile(alternatives(_WORDS["roles_behind"]))
_ROLE_START = re.compile(
    r".*(?:[。；;：:！？“”]|(?:^|[,，])(?:据|由|在|向|对|跟随|会上|其间)|[,，、]\s*(?=中共)|代表[,，、]\s?)"
)
_ENDS_IN_ROLE = re.compile(f"(?:{_ROLES})$")
_BEFORE_OFFICE = re.compile(
    r"^(?:访|其中|岁的|据|由|在|向|对|跟随|与|和|同|市第[一-龥]+代表|[一-龥]{0,12}代表)[,，、]?"
)
_OF_THE_CITY = re.compile("(?:哈尔滨)?市(?![场民区内属直级政值])[一-龥]{1,10}?(?:局|委|办|院|部|中心)")
"""市商务局副局长 holds an office of the whole city."""
_POLITE = ("先生", "女士", "大爷", "大娘", "阿姨", "师傅", "老师")
_NATIONAL = frozenset(_WORDS["national_roles"])


def people(passage: Passage, context: Context) -> list[Person]:
    """Return the people of one sentence in order, each once."""
    text = passage.sentence.text
    found: list[Person] = []
    taken: set[str] = set()
    for name, start, role in _named(text):
        if name in taken or _is_word(name) or any(word in role for word in _WORDS["not_public"]):
            continue
        taken.add(name)
        found.append(_person(passage, start, name, role, context))
    return found


def _named(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield each name with its place and the offices beside it: those before their office first."""
    if not _ANY_ROLE.search(text):
        return
    for match in _BEFORE_ROLE.finditer(text) if _ROLE_BEHIND.search(text) else ():
        if not is_word(match["name"]):
            yield match["name"], match.start("name"), match["role"]
    for match in _NAME_BEFORE_BRACKETS.finditer(text) if _BRACKET.search(text) else ():
        yield match["name"], match.start("name"), match["role"]
    for match in _NAME_BEFORE_A_VERB.finditer(text):
        deed = match["deed"]
        verb_follows = class_of(deed) == "v" or class_of(deed[0]) == "v"
        cut_apart = is_word(match["name"][2] + deed[0])  # 赵刚|主持, not 赵刚主|持
        if verb_follows and not cut_apart and not _of_words(match["name"]):
            yield match["name"], match.start("name"), _offices_before(text, match.start("name"))
    for match in _NAME_BEHIND.finditer(text):
        speaks = _SPEAKS.match(text, match.end("name")) and not is_word(match["name"])
        if not speaks and _of_words(match["name"]):  # who speaks is somebody: 局长|程志远|告诉记者
            continue
        yield match["name"], match.start("name"), _offices_before(text, match.start("name"))


def _of_words(name: str) -> bool:
    """Whether the characters are words and no name: 安排, 连续|工作."""
    return is_word(name) or (len(name) == 3 and is_word(name[:2]) and not name.startswith(_COMPOUND))


def _offices_before(text: str, place: int) -> str:
    offices = _OFFICES.search(text, max(0, place - _OFFICES_REACH), place)
    return _role(offices[0] if offices else "")


def _role(words: str) -> str:
    """Return the offices beside a name, without the words that lead up to them."""
    role = words.strip(" \u3000,，、")
    begin = _ROLE_START.match(role)
    role = role[begin.end() :] if begin else role
    parts = re.split(r"[,，]", role)
    last = len(parts) - 1
    while last and _ENDS_IN_ROLE.search(parts[last - 1]):
        last -= 1
    role = "，".join(parts[last:]) if last else role
    return _BEFORE_OFFICE.sub("", role).strip(" ,，、")


def _is_word(name: str) -> bool:
    """Whether the characters are an ordinary word, not a name."""
    if name[1:] in _POLITE:
        return True
    return name.endswith(("说", "会", "们", "等", "的", "了", "和", "在")) or name in {
        "和谐",
        "平安",
        "安全",
        "全面",
        "全体",
        "文明",
        "文化",
        "明确",
        "于是",
        "经济",
        "关于",
        "任务",
        "高度",
        "应对",
        "时代",
        "向全",
    }


def _person(passage: Passage, place: int, name: str, role: str, context: Context) -> Person:
    start, end = passage.place(place, place + len(name))
    quote, quote_start = passage.quote_of(start, end)
    national = role in _NATIONAL
    own_city = (context.district or "").endswith(("市", "县"))  # of 五常市, 市商务局 is its own
    of_the_city = context.region.city.name if _OF_THE_CITY.match(role) and not own_city else None
    return Person(
        id=record_id("person", quote, start - quote_start, name),
        source=passage.source,
        start=start,
        end=end,
        quote=quote,
        place=start - quote_start,
        district=None if national else of_the_city or context.district,
        name=passage.printed(name),
        role=passage.printed(role),
        reasons={
            "role": "stands beside the name",
            "district": "a national role"
            if national
            else ("an office of the city" if of_the_city else context.district_reason),
        },
    )
