"""Whether a number has happened, is estimated or is aimed at: the words of its sentence decide.

Words of plan, estimate and deed stand in ``data/status.yaml``. The nearest one before the number decides;
a full stop or a semicolon ends its reach.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.extract.context import Context
from generator.extract.publication import is_past, lies_ahead
from generator.grammar.marks import CLAUSE, PART, last_of
from generator.grammar.periods import Reach, Time
from generator.grammar.units import NUMBER_STARTS
from generator.lexicon import alternatives, load
from generator.records import Observation, Status

_WORDS = load("status")
_NO_CUE = re.compile(alternatives(_WORDS["not_plan"]))
_KINDS = ("attributive", "estimate", "actual", "plan_before_a_time", "plan_unless_past", "plan")
_KIND_OF = {"将": "jiang"} | {word: kind for kind in reversed(_KINDS) for word in _WORDS[kind]}
"""Which kind of cue a word is; of two kinds that claim it, the one named first in ``_KINDS``."""
_CUE = re.compile(alternatives(_KIND_OF))
_WILL = re.compile(r"(?<![大干名上中少小健闯老麻虎强武猛])将(?![军士领近帅相])")
"""将 as “will”; within a word (将军) or behind a verb it is none."""
_FROM = re.compile(r"[从由][^，,；;。\d]{0,16}(?:\d{4}年[^，,；;。\d]{0,4})?$")
_RAISED_TO = re.compile(
    r"[^，,；;。]{0,12}?(?:提升|提高|增加|增长|下降|降|降低|扩大|上升|发展|缩小|减少)[到至为]"
)
_CHANGED = re.compile(
    rf"[^，,；;。\d]{{2,16}}[由从][^，,；;。]*?\d[^，,；;。]*?(?:{alternatives(load('words')['change_to'])})[到至为]"
)
_MOVED = re.compile(alternatives(_WORDS["moved_by_jiang"]))
_SINCE_THEN = re.compile(r"(?:以来|去年|上年)[，,][^，,；;。]{0,16}$")
"""Right behind a time that is over 将 moves an object: 今年以来,区里|将126项事项压缩至….."""
_STILL_TO_COME = re.compile(
    r"[\d.%％]{1,8}(的(?:预期|年度|全年)?目标)|[^，,；;。：:]{1,16}?(将于|将在|预计于|预计在|计划于|拟于|有望于|有望在)"
)
_PROJECT = re.compile(r"项目|工程|投产|建成|达产|园区|基地|产业园")
_UNDER_WAY = re.compile(r"[^，,；;。：:的元]{1,12}?(正在|已经)")
"""What is counted is at work already; a sum that is planned stays so (计划投资5亿元的产业园已经开工)."""
_ATTAINED = re.compile("实现|完成|达到|超过|超额")
_RAISED = re.compile(r"\d[^，,；;。]*[至到为]")
_OPENING = 2
"""Characters before a time that still opens a sentence: 到2025年."""
_WAS_SO = re.compile(r"(?<=[由从])(?:现有|目前|现在)的")
_SPENT_ON = re.compile(rf"[约近超\d.]+[万亿]*元(?:{alternatives(_WORDS['listing_verbs'])})")
_INVESTS = frozenset({"拟投资", "计划投资"})
_TAKES = re.compile(r"[\d一二三四五六七八九十两几半.]+(?:多|余)?个?(?:多|余)?(?:工作日|[天年月]|小时|分钟)")
_FORMERLY = re.compile("过去|以前|从前|原来|原先|那时")
_SUMS_UP = re.compile(r"累计(?:达到|达|将达|增至)")
"""Behind an aim it counts what there will be: 再推出20个,累计达到|53个."""
_UNTIMED = frozenset(_WORDS["untimed"])
_ON_OCCASION = re.compile("以[^，,。；;]{2,24}为(?:契机|抓手|重点|引领|目标|牵引)[，,]")
_GOES_ON_LISTING = re.compile(
    rf"(?:\d{{1,2}}月(?:\d{{1,2}}日|底|末)?[之以]?前[，,]?)?(?:{alternatives(_WORDS['listing_verbs'])})(?![了中后时])"
)
"""今年拟办实事18件。|改造老旧小区31个: a bare verb, without subject or time, goes on with the list."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, the words that decided it, and whether they come with a time of their own."""

    status: Status
    reason: str
    timed: bool = True


BY_HEADING = "under a heading of aims"
_NO_WORD = Verdict(Status.ACTUAL, "no word of plan or estimate")


@dataclass(frozen=True, slots=True)
class _Scene:
    """The number whose status is asked: its place, its period, and the times of its sentence."""

    text: str
    place: int
    period: str | None
    published: str | None
    times: Sequence[Time]
    spoken: bool


def is_design(observation: Observation) -> bool:
    """Whether a plan is only the design of a project (年度计划投资): what follows is not aimed at for it."""
    return _KIND_OF.get(observation.reasons["status"]) == "attributive"


def clause_status(
    text: str, place: int, period: str | None, context: Context, times: Sequence[Time], *, spoken: bool = True
) -> Verdict:
    """Return the status of a number at ``place`` whose period is ``period``.

    ``spoken`` tells that the sentence or its heading names the period, so that 预计 can be about a past one.
    """
    scene = _Scene(text, place, period, context.publication.date, times, spoken)
    start = last_of(text, PART, place) + 1
    if _FROM.search(text[start:place]) and _RAISED_TO.match(text, place):
        return _NO_WORD  # 预计从22.7%提升到27%: what it is raised from is no estimate
    verdict = _NO_WORD
    cues = list(_CUE.finditer(text, start, place))
    no_cues = [match.span() for match in _NO_CUE.finditer(text, start, place + 4)] if cues else []
    for cue in cues:
        if not any(low <= cue.start() < high for low, high in no_cues):
            verdict = _weigh(cue, scene) or verdict
    if verdict.status is Status.PLAN and (behind := _UNDER_WAY.match(text, place)):
        return Verdict(Status.ACTUAL, f"{behind[1]}, behind the number")
    attained = is_past(period, scene.published) or _ATTAINED.search(text, max(start, place - 8), place)
    if verdict.status is Status.ACTUAL and not attained and (behind := _STILL_TO_COME.match(text, place)):
        return Verdict(Status.PLAN, f"{behind[1] or behind[2]}, behind the number")
    if verdict is _NO_WORD and (
        listed := _aim_of_a_list(start, scene)
        or _goes_on_listing(start, scene)
        or _built_for_it(start, scene)
    ):
        return listed
    if (verdict is _NO_WORD or verdict.reason == "累计") and (
        aim := _aim_of_its_surroundings(scene, context)
    ):
        return aim
    if verdict.status is Status.ACTUAL and lies_ahead(period, scene.published):
        return Verdict(Status.PLAN, f"{period} lies after the publication")
    return verdict


def _aim_of_a_list(start: int, scene: _Scene) -> Verdict | None:
    """2024年计划改造小区50个；新建道路|30条: a time and a plan at its head speak for a whole list.

    Nothing in its first part may tell of a deed: 目前已建成3个；….
    """
    if scene.text[start - 1 : start] not in {"；", ";"} or is_past(scene.period, scene.published):
        return None
    first = re.split("[；;]", scene.text)[0]
    number = NUMBER_STARTS.search(
        first, max((time.end for time in scene.times if time.start <= _OPENING), default=0)
    )
    head = first[: number.start()] if number else first
    if any(_KIND_OF[cue[0]] == "actual" for cue in _CUE.finditer(first)):
        return None
    no_cues = [match.span() for match in _NO_CUE.finditer(scene.text, 0, len(head) + 4)]
    cue = next(
        (
            cue
            for cue in _CUE.finditer(head)
            if _KIND_OF[cue[0]] in {"plan", "jiang"}
            and _weigh(cue, scene)
            and not any(low <= cue.start() < high for low, high in no_cues)
        ),
        None,
    )
    timed = cue and any(time.start <= _OPENING and time.end <= cue.start() for time in scene.times)
    own_time = any(start <= time.start < scene.place for time in scene.times if time.reach is not Reach.BASE)
    return (
        Verdict(Status.PLAN, f"{cue[0]}, at the head of the list") if cue and timed and not own_time else None
    )


def _built_for_it(start: int, scene: _Scene) -> Verdict | None:
    """二期拟投资6.2亿元,新建厂房|8栋: what is built for a planned sum is planned."""
    clause = last_of(scene.text, CLAUSE, scene.place) + 1
    cues = list(_CUE.finditer(scene.text, start, clause))
    if not cues or cues[-1][0] not in _INVESTS or not _GOES_ON_LISTING.match(scene.text, clause):
        return None
    return Verdict(Status.PLAN, f"{cues[-1][0]}, for what is built", timed=False)


def _aim_of_its_surroundings(scene: _Scene, context: Context) -> Verdict | None:
    """Return the aim that a heading, the paragraph or the sentence before makes of a number."""
    if context.plan_section:
        return Verdict(Status.PLAN, BY_HEADING)
    if context.after_plan and scene.text.startswith("其中"):
        return Verdict(Status.PLAN, "其中: part of what the sentence before aims at")
    if is_past(scene.period, scene.published):
        return None
    lists = _GOES_ON_LISTING.match(scene.text) or _ON_OCCASION.match(scene.text)
    if context.after_aims and lists:
        return Verdict(Status.PLAN, "goes on listing what the sentence before aims at")
    return Verdict(Status.PLAN, "in a paragraph on what is to come") if context.plan_paragraph else None


def _goes_on_listing(start: int, scene: _Scene) -> Verdict | None:
    """年底前,区里将再推出套餐20个;新增自助服务区|6处: a bare verb behind a semicolon lists another aim."""
    if scene.text[start - 1 : start] not in {"；", ";"} or is_past(scene.period, scene.published):
        return None
    if not _GOES_ON_LISTING.match(scene.text, start):
        return None
    before = last_of(scene.text, PART, start - 1) + 1
    last = None
    for cue in _CUE.finditer(scene.text, before, start - 1):
        last = _weigh(cue, scene) or last
    aimed = last is not None and last.status is Status.PLAN and last.timed
    return Verdict(Status.PLAN, "goes on listing what is aimed at before the semicolon") if aimed else None


def _weigh(cue: re.Match[str], scene: _Scene) -> Verdict | None:
    """Return what one word says of the number; None when it speaks of something else."""
    return _WEIGHED[_KIND_OF[cue[0]]](cue, scene)


def _estimate(cue: re.Match[str], scene: _Scene) -> Verdict:
    """预计: an estimate for a past or current period, otherwise a plan."""
    timed = _has_time(cue, scene) or (scene.spoken and _about_its_period(cue, scene))
    over = is_past(scene.period, scene.published) and not _PROJECT.search(scene.text, 0, cue.end())
    if (timed or over) and scene.period and not lies_ahead(scene.period, scene.published):
        return Verdict(Status.ESTIMATE, f"{cue[0]}, for {scene.period}")
    return Verdict(Status.PLAN, cue[0], timed)


def _actual(cue: re.Match[str], scene: _Scene) -> Verdict | None:
    """已, 累计; but in 由现有的9家增至|15家 it tells what was, not what is to be."""
    if _WAS_SO.match(scene.text, cue.start()) and _RAISED.search(scene.text, cue.end(), scene.place):
        return None
    if _SUMS_UP.match(scene.text, cue.start()) and not is_past(scene.period, scene.published):
        return None
    return Verdict(Status.ACTUAL, cue[0])


def _plan_before_a_time(cue: re.Match[str], scene: _Scene) -> Verdict | None:
    """争取到|2026年底 is an aim, 争取到2000万元 a deed."""
    return Verdict(Status.PLAN, cue[0]) if any(time.start == cue.end() for time in scene.times) else None


def _plan_unless_past(cue: re.Match[str], scene: _Scene) -> Verdict | None:
    """安排: of a period that is over it tells what was spent."""
    if is_past(scene.period, scene.published):
        return Verdict(Status.ACTUAL, f"{cue[0]}, in {scene.period}")
    return _plan(cue, scene)


def _jiang(cue: re.Match[str], scene: _Scene) -> Verdict | None:
    """将 as “will”; in 今年以来,区里将126项事项压缩至… it moves an object, and nothing is meant to come."""
    if not _WILL.match(scene.text, cue.start()) or _SINCE_THEN.search(scene.text, 0, cue.start()):
        return None
    if NUMBER_STARTS.match(scene.text, cue.end()):  # 将|126项|事项压缩至: what is moved is counted
        return None
    clause = re.split(r"[，,；;。]", scene.text[cue.end() :])[0]
    if _CHANGED.match(clause):  # 将审批时限由12天压缩到5天: here it is 把
        return None
    return None if _MOVED.search(clause) else Verdict(Status.PLAN, cue[0])


def _plan(cue: re.Match[str], scene: _Scene) -> Verdict | None:
    formerly = _FORMERLY.search(scene.text, last_of(scene.text, PART, cue.start()) + 1, cue.start())
    if cue[0] == "要" and (formerly or _TAKES.match(scene.text, cue.end())):  # 过去寄到莫斯科要|20天
        return None
    return Verdict(Status.PLAN, cue[0], cue[0] not in _UNTIMED or _has_time(cue, scene))


def _about_its_period(cue: re.Match[str], scene: _Scene) -> bool:
    """Whether 预计 without a time of its own is about the period of the sentence.

    That is so of a period that is over, and of this year or one to come unless a project is spoken of: what
    it will yield has no date.
    """
    if is_past(scene.period, scene.published):
        return True
    year = (scene.published or "-")[:4]
    this_year = bool(scene.period) and (
        scene.period == year or bool(re.match(rf"{year}-\d\d/{year}", scene.period or ""))
    )
    to_come = this_year or lies_ahead(scene.period, scene.published)
    return to_come and not _PROJECT.search(scene.text, 0, cue.end())


def _attributive(cue: re.Match[str], scene: _Scene) -> Verdict | None:
    """计划总投资|183.64亿元: a plan word that qualifies one noun reaches only its number."""
    verb = cue[0] in _INVESTS and _SPENT_ON.match(scene.text, cue.end())  # 计划投资3200万元更新步道6.8公里
    if verb or (cue[0] == "计划投资" and re.match(r"[一-龥]", scene.text[cue.start() - 1 : cue.start()])):
        return Verdict(Status.PLAN, cue[0])  # 平房区计划投资25亿元建设12个项目: here it is a verb
    if re.search(r"[，,、]|\d", scene.text[cue.end() : scene.place]):
        return None
    return Verdict(Status.PLAN, cue[0], cue[0] not in _UNTIMED)


def _has_time(cue: re.Match[str], scene: _Scene) -> bool:
    """Whether a word like 预计 comes with a time: in its clause, or setting the scene right before it.

    今年6月试生产,投产后年加工60万吨: what there is to be afterwards has no time of its own.
    """
    text = scene.text
    if cue[0].endswith("后"):
        return any(cue.end() <= time.start < scene.place for time in scene.times)
    clause = last_of(text, CLAUSE, cue.start()) + 1
    ends = [found for mark in "，,；;。" if (found := text.find(mark, cue.start())) >= 0]
    until = max(scene.place, min(ends, default=len(text)))
    return any(
        time.start >= clause or not text[time.end : clause].strip("，, ")
        for time in scene.times
        if time.reach is not Reach.BASE and time.start < until
    )


_WEIGHED: Mapping[str, Callable[[re.Match[str], _Scene], Verdict | None]] = {
    "attributive": _attributive,
    "estimate": _estimate,
    "actual": _actual,
    "plan_before_a_time": _plan_before_a_time,
    "plan_unless_past": _plan_unless_past,
    "plan": _plan,
    "jiang": _jiang,
}
