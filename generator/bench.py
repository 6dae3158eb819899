"""What reading costs: against two peers in the same run, on a hundred times the text, and in memory.

Every figure is CPU time of this one process, all its threads summed, which is what one core has to
do; a busy machine hardly changes it. What is compared takes turns, round after round, and the
median counts. Each round and each copy reads another variant of the seeds, so that nothing could
be remembered from the one before. JioNLP is there for comparison only (``make bench`` installs it).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import re
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from generator.divisions import Region
from generator.reading import Reading
from generator.seeds import Seed, decode

AGAINST_JIEBA = 2.0
AGAINST_JIONLP = 0.5
AGAINST_SINGLE = 1.1
AGAINST_FEW = 1.1
"""Targets: the most that the figure beside each may be."""

_MORE_SEEDS = 10
"""How many times more seeds the second measurement of memory reads."""

_NO_DATE = re.compile(r"\d(?=[万亿多余]*[元个家户人名项所处座公平亩吨米%％次])")
_WARM_UP = "2023年，南岗区完成投资46.2亿元，同比增长8.4%。"
Document = tuple[str, bytes]
"""A seed before it is read: its file name and its bytes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; ``most`` is the target, None where there is none."""

    what: str
    value: float
    most: float | None = None

    def __str__(self) -> str:
        """Return the line: what, value, target, verdict."""
        if self.most is None:
            return f"{self.what:<58}{self.value:>12,.0f}"
        verdict = "met" if self.value <= self.most else "not met"
        return f"{self.what:<58}{self.value:>12.2f}   at most {self.most:.1f}   {verdict}"


def variant(text: str, number: int, names: Sequence[str]) -> str:
    """Return a copy of a text with other values and other districts; number 0 is the text itself.

    >>> variant("2016年，南岗区投资46.2亿元。", 1, ["南岗区", "道里区"])
    '2016年，道里区投资46.3亿元。'
    """
    if not number:
        return text
    turn = number % len(names)
    other = dict(zip(names, [*names[turn:], *names[:turn]], strict=True))
    text = re.sub("|".join(map(re.escape, names)), lambda match: other[match[0]], text)
    return _NO_DATE.sub(lambda match: str((int(match[0]) + number) % 10), text)


def documents(seeds: Iterable[Seed], number: int, region: Region) -> list[Document]:
    """Return a variant of the seeds as files that have not been read yet."""
    names = [area.name for area in region.districts]
    return [(seed.name, variant(seed.text, number, names).encode()) for seed in seeds]


def _seconds(work: Callable[..., object], *arguments: object) -> float:
    began = time.process_time()
    work(*arguments)
    return time.process_time() - began


class Bench:
    """The seeds, the reader and its peers, all loaded; how long that took stands in ``starts``."""

    def __init__(self, seeds: Sequence[Seed], region: Region) -> None:
        """Load everything that is compared, and warm it up."""
        self.seeds, self.region = seeds, region
        self.characters = sum(len(seed.text) for seed in seeds)
        self.starts: dict[str, float] = {}
        self.jionlp: Any = None
        self._start("reading", self._load_reader)
        self._start("jieba", self._load_jieba)
        self._start("JioNLP", self._load_jionlp)

    def _start(self, name: str, load: Callable[[], object]) -> None:
        self.starts[name] = _seconds(load)

    def _load_reader(self) -> None:
        from generator.read import read  # noqa: PLC0415 - loading it is what is measured

        self._read = read
        self.read([("warm-up.txt", _WARM_UP.encode())])

    def _load_jieba(self) -> None:
        import jieba  # noqa: PLC0415 - same

        self._jieba = jieba.Tokenizer()
        with tempfile.TemporaryDirectory() as folder:
            self._jieba.tmp_dir = folder  # not where others could put a dictionary of theirs
            self._jieba.initialize()
        self.cut([("warm-up.txt", _WARM_UP.encode())])

    def _load_jionlp(self) -> None:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                self.jionlp = importlib.import_module("jionlp")
            except ImportError:
                return
            self.extract([_WARM_UP])

    def read(self, files: Iterable[Document]) -> list[Reading]:
        """Read files end to end, from their bytes to their records."""
        return [self._read_one(name, data) for name, data in files]

    def _read_one(self, name: str, data: bytes) -> Reading:
        text, encoding = decode(data, Path(name))
        return self._read(Seed(name, text, encoding), self.region)

    def read_and_drop(self, files: Iterable[Document]) -> None:
        """Read files one after another and keep nothing; collect what hangs together in circles."""
        for name, data in files:
            self._read_one(name, data)
            gc.collect()  # or the peak would tell when the collector happened to run

    def cut(self, files: Iterable[Document]) -> None:
        """Cut the texts of files into words with jieba as it comes."""
        for _, data in files:
            list(self._jieba.cut(data.decode()))

    def extract(self, sentences: Iterable[str]) -> None:
        """Find amounts of money and times in sentences with JioNLP as it comes."""
        for sentence in sentences:
            self.jionlp.ner.extract_money(sentence)
            self.jionlp.ner.extract_time(sentence, time_base={"year": 2024})

    def beside_peers(self, rounds: int) -> Iterator[Figure]:
        """Compare reading with cutting words and with JioNLP's extraction over the same text."""
        reading, cutting, extracting = [], [], []
        for number in range(1, rounds + 1):
            files = documents(self.seeds, number, self.region)
            reading.append(_seconds(self.read, files))
            cutting.append(_seconds(self.cut, files))
            if self.jionlp:
                extracting.append(_seconds(self.extract, _sentences(self.read(files))))
        yield Figure("characters a second: reading, bytes to records", self.characters / median(reading))
        yield Figure("characters a second: jieba.cut", self.characters / median(cutting))
        if extracting:
            yield Figure("characters a second: JioNLP, money + time", self.characters / median(extracting))
        yield Figure("time: reading / jieba.cut", _ratio(reading, cutting), AGAINST_JIEBA)
        if extracting:
            ratio = _ratio(reading, extracting)
            yield Figure("time: reading / JioNLP, money + time", ratio, AGAINST_JIONLP)

    def beside_one_copy(self, copies: int) -> Iterator[Figure]:
        """Compare the cost of a character in many copies, all different, with that in the seeds alone."""
        alone, among_many = [], []
        single = documents(self.seeds, 0, self.region)
        for number in range(1, copies + 1):
            if number % max(copies // 10, 1) == 0:
                alone.append(_seconds(self.read, single))
            among_many.append(_seconds(self.read, documents(self.seeds, number, self.region)))
        ratio = sum(among_many) / copies / median(alone)
        yield Figure(f"time a character: {copies}-fold corpus / single", ratio, AGAINST_SINGLE)

    def memory(self) -> Iterator[Figure]:
        """Compare the peak of memory while reading and dropping few seeds with that for many."""
        few, many = self._peak(1), self._peak(_MORE_SEEDS)
        count = len(self.seeds)
        yield Figure(f"peak memory in KiB: {count} seeds, read and dropped", few / 1024)
        yield Figure(f"peak memory in KiB: {_MORE_SEEDS * count} seeds", many / 1024)
        yield Figure("peak memory: many seeds / few", many / few, AGAINST_FEW)

    def _peak(self, copies: int) -> int:
        """Return how many bytes more than before are in use at most while so many copies are read."""
        tracemalloc.start()
        try:
            self.read_and_drop(documents(self.seeds, 0, self.region))
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            for number in range(1, copies + 1):
                self.read_and_drop(documents(self.seeds, number, self.region))
            return tracemalloc.get_traced_memory()[1] - before
        finally:
            tracemalloc.stop()


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def _sentences(readings: Iterable[Reading]) -> list[str]:
    return [
        sentence.text
        for reading in readings
        for article in reading.articles
        for sentence in article.article.sentences
    ]


def lines(seeds: Sequence[Seed], region: Region, rounds: int, copies: int) -> Iterator[str]:
    """Measure everything and yield the table, line by line as figures come in."""
    bench = Bench(seeds, region)
    starts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in bench.starts.items() if seconds)
    size = f"{len(seeds)} seeds, {bench.characters:,} characters"
    yield f"{size}; CPU time on one core, medians of {rounds} rounds"
    yield f"seconds to start, not counted below: {starts}"
    if not bench.jionlp:
        yield "JioNLP is not installed (make bench installs it): no comparison with it"
    for figures in (bench.beside_peers(rounds), bench.beside_one_copy(copies), bench.memory()):
        yield from map(str, figures)
