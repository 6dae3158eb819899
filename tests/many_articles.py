"""Invented newspaper articles by the thousand: ``python tests/many_articles.py 1000 FOLDER``.

For tests and measurements. They read as the articles in ``seeds/`` do: districts report the same
indicators year after year, articles repeat one another, now and then contradict one another, announce
what later ones report, and tell of streets, companies, people and honours of which no two articles
have all in common. The same count and seed give the same bytes on every machine; the first hundred of
a thousand are the hundred.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple, TypeVar

import yaml

FIRST_YEAR, LAST_YEAR = 2000, 2025
_WORDS = Path(__file__).parent / "data" / "many_articles.yaml"
_ONE_IN = {"gb18030": 25, "conflict": 30, "round": 12, "undated": 40, "headings": 3}
"""One article, or one value, in so many …"""
_WEEKDAYS = "一二三四五六日"

T = TypeVar("T")


@cache
def words() -> dict[str, Any]:
    """Return the words and sentences that articles are put together from."""
    loaded: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return loaded


class Dice(random.Random):
    """Random choices that are the same in every version of Python: only ``random()`` is promised to be."""

    def below(self, count: int) -> int:
        """Return a whole number from 0 up to, and without, ``count``."""
        return int(self.random() * count)

    def one(self, items: Sequence[T]) -> T:
        """Return one of ``items``."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return ``count`` different ones of ``items``, in any order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def between(self, least: float, most: float) -> float:
        """Return a number between two others."""
        return least + self.random() * (most - least)

    def once_in(self, count: int) -> bool:
        """Say yes once in ``count`` times."""
        return not self.below(count)


class Yearly(NamedTuple):
    """An indicator that every district reports every year."""

    name: str
    unit: str
    least: float
    most: float
    growth: float
    """Per mille a year."""
    digits: int

    def value(self, seed: int, district: str, year: int) -> float:
        """Return what is the case: the same for every article that speaks of this district and year."""
        start = Dice(f"{seed}/{district}/{self.name}").between(self.least, self.most)
        luck = Dice(f"{seed}/{district}/{self.name}/{year}").between(0.96, 1.04)
        value = start * (1 + self.growth / 1000) ** (year - FIRST_YEAR) * luck
        return min(value, 99.0) if self.unit == "%" else value

    def printed(self, value: float) -> str:
        """Write a value with its unit."""
        return f"{value:.{self.digits}f}{self.unit}"


class _Filled(Formatter):
    """Fills ``{street}`` and ``{n:20-90}`` in a sentence, each time anew."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:  # noqa: ANN401, ARG002 - as the base class has it
        return kwargs[key] if key in kwargs else self.writer.ways[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - same
        if not callable(value):
            return str(value)
        return str(value(*map(int, format_spec.split("-"))) if format_spec else value())


class Writer:
    """Writes one article: about one district, in one year."""

    def __init__(self, seed: int, number: int) -> None:
        """Choose what the article is about; ``number`` is its place in the whole."""
        self.seed, self.number = seed, number
        self.dice = dice = Dice(f"{seed}/article/{number}")
        self.district = dice.one(list(words()["districts"]))
        self.year = FIRST_YEAR + dice.below(LAST_YEAR - FIRST_YEAR + 1)
        self.published = dt.date(self.year, 12, 1) + dt.timedelta(days=dice.below(31))
        self.ways = self._ways()
        # What one article returns to: the street, the project and the company it is about.
        self.own = {name: self.ways[name]() for name in ("street", "company", "project", "town", "park")}
        self._fill = _Filled(self)
        self._left: dict[str, list[str]] = {}

    def _ways(self) -> dict[str, Callable[..., str]]:
        """Return how each place in a sentence is filled."""
        dice, lists = self.dice, words()
        return {
            "district": lambda: self.district,
            "year": lambda: str(self.year),
            "next_year": lambda: str(self.year + 1),
            "last_year": lambda: str(self.year - 1),
            "month": lambda: f"{1 + dice.below(11)}月",
            "day": lambda: f"{1 + dice.below(28)}日",
            "n": lambda least, most: str(least + dice.below(most - least + 1)),
            "yi": lambda least, most: f"{dice.between(least, most):.{1 + dice.below(2)}f}亿元",
            "wan": lambda least, most: f"{least + dice.below(most - least + 1)}万元",
            "wan_m2": lambda least, most: f"{dice.between(least, most):.1f}万平方米",
            "pct": lambda least, most: f"{dice.between(least, most):.1f}%",
            "reporter": self._person,
            "person": self._person,
            "office": lambda: dice.one(lists["offices"]),
            "street": lambda: (
                self._returning("street") or f"{self._name()}{dice.one(lists['streets']['kind'])}"
            ),
            "town": lambda: self._returning("town") or f"{self._name()}{dice.one(lists['towns']['kind'])}",
            "company": lambda: self._returning("company") or self._name() + self._kind("companies"),
            "project": lambda: self._returning("project") or self._name() + self._kind("projects"),
            "park": lambda: self._returning("park") or self._name() + dice.one(lists["parks"]),
            "product": lambda: dice.one(lists["products"]),
            "event": lambda: (
                self._name() + dice.one(lists["events"]["first"]) + dice.one(lists["events"]["form"])
            ),
            "honour": lambda: dice.one(lists["honours"]["level"]) + dice.one(lists["honours"]["kind"]),
        }

    def _returning(self, what: str) -> str:
        """Come back to what the article is about, more often than not."""
        return self.own[what] if hasattr(self, "own") and self.dice.below(3) else ""

    def _name(self) -> str:
        streets = words()["streets"]
        return f"{self.dice.one(streets['first'])}{self.dice.one(streets['second'])}"

    def _kind(self, what: str) -> str:
        return f"{self.dice.one(words()[what]['kind'])}{self.dice.one(words()[what]['form'])}"

    def _person(self) -> str:
        given = self.dice.some(words()["given"], 1 + self.dice.below(2))
        return f"{self.dice.one(words()['surnames'])}{''.join(given)}"

    def say(self, sentences: str, **given: str) -> str:
        """Return one of the sentences under this heading of the word list, filled in."""
        return self._fill.vformat(self._unsaid(sentences), (), given)

    def _unsaid(self, sentences: str) -> str:
        """Return one of the sentences; the same one again only when all have been said."""
        left = self._left.setdefault(sentences, [])
        if not left:
            left += self.dice.some(words()[sentences], len(words()[sentences]))
        return left.pop()

    def report(self, indicator: Yearly) -> str:
        """Return one or two sentences about a yearly value: this year's, last year's or what is planned."""
        dice, seed = self.dice, self.seed
        now, before = (indicator.value(seed, self.district, year) for year in (self.year, self.year - 1))
        if dice.once_in(_ONE_IN["conflict"]):
            now *= dice.between(0.9, 1.1)
        target = indicator.value(seed, self.district, self.year + 1) * dice.between(0.95, 1.05)
        printed = indicator.printed(now)
        if dice.once_in(_ONE_IN["round"]) and now >= 20:
            printed = f"近{round(now + 5, -1):.0f}{indicator.unit}"
        given = {
            "name": indicator.name,
            "value": printed,
            "before": indicator.printed(before),
            "planned": indicator.printed(target),
            "growth": f"{abs(now / before - 1) * 100 + 0.1:.1f}",
        }
        kind = ("reported", "reported", "reported", "expected", "looking_back")[dice.below(5)]
        return self.say(kind, **given)

    def paragraph(self, indicators: Sequence[Yearly], deeds: str) -> str:
        """Return one paragraph: values of the year, what was done, and sometimes who said or won what."""
        dice = self.dice
        sentences = [self.say("said_without_figures") for _ in range(1 + dice.below(2))]
        sentences += map(self.report, indicators)
        sentences += [
            self._fill.vformat(sentence, (), {})
            for sentence in dice.some(words()["deeds"][deeds], dice.below(2))
        ]
        if dice.once_in(5):
            sentences.append(self.say("spoken"))
        if dice.once_in(6):
            sentences.append(self.say("honoured"))
        return "".join(sentences)

    def head(self) -> list[str]:
        """Return what stands above the text: newspaper and date, headline, byline."""
        day = self.published
        paper = self.dice.one(words()["papers"])
        weekday = _WEEKDAYS[day.weekday()]
        dateline = f"{paper} {day.year}年{day.month}月{day.day}日 星期{weekday} 第{1 + self.dice.below(12)}版"
        lines = [] if self.dice.once_in(_ONE_IN["undated"]) else [dateline, ""]
        return [*lines, self.say("headlines"), self.say("bylines"), ""]

    def article(self) -> tuple[str, bytes]:
        """Return the article's file name and bytes."""
        dice, lists = self.dice, words()
        lines = self.head()
        count = 6 + dice.below(9)
        yearly = dice.some([Yearly(*row) for row in lists["yearly"]], 2 * count)
        headed = dice.once_in(_ONE_IN["headings"])
        for number in range(count):
            if headed and number % 3 == 0:
                lines += [self.say("headings"), ""]
            taken = yearly[2 * number : 2 * number + dice.below(3)]
            lines += [self.paragraph(taken, dice.one(list(lists["deeds"]))), ""]
        name = f"{self.year}-{lists['districts'][self.district]}-{self.number:05}.txt"
        encoding = "gb18030" if dice.once_in(_ONE_IN["gb18030"]) else "utf-8"
        return name, "\n".join(lines).encode(encoding)


def articles(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of ``count`` articles, no two alike."""
    for number in range(count):
        yield Writer(seed, number).article()


def main(words_given: Sequence[str] | None = None) -> None:
    """Write articles into a folder."""
    parser = argparse.ArgumentParser(description="Write invented newspaper articles into a folder.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other articles")
    asked = parser.parse_args(words_given)
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, content in articles(asked.count, asked.seed):
        (asked.folder / name).write_bytes(content)
    sys.stderr.write(f"{asked.count} articles in {asked.folder}\n")


if __name__ == "__main__":
    main()
