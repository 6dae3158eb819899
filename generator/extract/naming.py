"""What naming a number starts from (a situation) and comes to (a name), shared by all naming rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.extract.clauses import OWNED, Clause
from generator.grammar.quantities import Quantity
from generator.grammar.segment import Word
from generator.lexicon import alternatives, load
from generator.records import Measure

_WORDS = load("words")
OWNED_BEGINNING = tuple(_WORDS["owned_beginning"])
COUNTABLE = frozenset(_WORDS["countable"])
ATTRIBUTE = "attribute of what was named before"
_OWNER_ENDINGS = tuple(_WORDS["owner_endings"])
OWNED_MODIFIERS = frozenset(_WORDS["owned_modifiers"])
_RATES = ("率", "比重", "比例", "占比", "增速", "指数")
_ATTRIBUTE = re.compile(f"(?:{alternatives(OWNED_MODIFIERS)})*(?:{alternatives(OWNED)})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What one number of a sentence measures, and the rule that says so.

    ``owner`` is what later attributes of the sentence belong to, ``action`` the verb that a listing
    shares, ``acted_on`` what the verb acts on.
    """

    indicator: str
    rule: str
    owner: str
    measure: Measure = Measure.LEVEL
    sign: int = 1
    action: str = ""
    acted_on: str = ""
    target: int = -1
    """Of a growth shared out with 分别: which number of the sentence grew."""
    verb: str = ""
    """The verb before what was counted: a bare noun listed next shares it."""
    doer: str = ""
    """The noun before a closing verb: 生猪|存栏."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One number of a sentence with its clause, the phrases cut from it, and what was named before."""

    quantities: Sequence[Quantity]
    index: int
    clause: Clause
    left: Sequence[Word]
    """Words before the number, cut down to its indicator."""
    phrase: str
    """The words before the number, joined."""
    behind: str
    """The noun phrase behind the number."""
    predicate: Sequence[Word]
    """What is said of that noun."""
    example: str
    """First of the examples listed before the number."""
    named: Sequence[Named]
    find_subject: Callable[[], str]
    """Finds what the sentence speaks of; asked for only where an attribute needs it."""
    find_nearest: Callable[[], str]
    """Finds what the clauses before speak of, the nearest first."""
    find_purpose: Callable[[], str]
    """Finds what a sum is spent on: 投入|1860万元改善学校取暖条件."""
    topic: str
    """What the sentence before spoke of."""
    label: str
    """The name behind a colon, of a number in a box of figures."""
    base_named: bool
    """Whether the sentence has named what a change starts from: 在原有…的基础上."""
    places: frozenset[str]

    @property
    def quantity(self) -> Quantity:
        """The number to be named."""
        return self.quantities[self.index]

    @property
    def subject(self) -> str:
        """What the sentence speaks of."""
        return self.find_subject()

    @property
    def nearest_subject(self) -> str:
        """What the nearest clause before with a subject speaks of."""
        return self.find_nearest()

    @property
    def first_word(self) -> str:
        """The first word of the clause before the number, as printed."""
        return self.clause.left[0].text if self.clause.left else ""

    @property
    def last(self) -> Named | None:
        """What the number before measures."""
        return self.named[-1] if self.named else None

    @property
    def owner(self) -> str:
        """What an attribute here belongs to: the owner of the number before, else the sentence's subject."""
        owners = [entry.owner for entry in self.named if not entry.owner.endswith(_RATES)]
        owner = owners[-1] if owners else self.subject  # 入驻率92%,实现|税收: a rate owns nothing
        if self.named and owner in COUNTABLE and "的" in self.named[-1].indicator:
            owner = self.named[-1].indicator  # 获评国家级绿色制造企业的企业, not any 企业
        for ending in _OWNER_ENDINGS:
            owner = owner.removesuffix(ending) if len(owner) > len(ending) + 2 else owner
        return owner


def is_attribute(phrase: str) -> bool:
    """Whether a phrase says only which measure of something it is: 计划总投资, 占地面积."""
    return bool(_ATTRIBUTE.fullmatch(phrase))
