"""What the tests of the reader share: example lists by provenance, a page made of one sentence, similarity.

An example list is a YAML file with up to three parts: *developed on* (phrases at hand when a rule was
written), *evaluated on* (sentences written afterwards, from the ways bulletins, reports, news and notices of
many cities put things) and *known failures* (what a careful reader sees and ours does not yet; a strict
expected failure each, with its cause).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from generator import config
from generator.divisions import Region
from generator.grammar.simplified import simplify
from generator.read import read
from generator.reading import Reading
from generator.records import Observation
from generator.seeds import Seed, read_seed

ROOT = Path(__file__).parent.parent
EXAMPLES = Path(__file__).parent / "examples"
GOLD = Path(__file__).parent / "gold"
PARTS = ("developed on", "evaluated on", "known failures")
Case = dict[str, Any]


class _PlainLoader(yaml.SafeLoader):
    """Reads numbers and dates as the text they are; only null, true and false are more."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def cases(name: str) -> list[Any]:
    """Return the examples of a list as parameters of a test, known failures marked as such."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    parts: dict[str, list[Case] | None] = yaml.load(text, _PlainLoader)  # noqa: S506 - a safe loader
    assert set(parts) <= set(PARTS), f"{name}.yaml: unknown part"
    found = []
    for part in PARTS:
        for case in parts.get(part) or []:
            assert (part == "known failures") == ("cause" in case), case
            marks = (
                [pytest.mark.xfail(strict=True, reason=case.pop("cause"))] if part == "known failures" else []
            )
            found.append(pytest.param(case, id=f"{part}: {case['text'].strip()[:60]}", marks=marks))
    return found


@cache
def region() -> Region:
    """Return the region of the project's own configuration."""
    return config.load(ROOT / "mkdocs.yml").region


@cache
def seed_reading(number: str) -> Reading:
    """Return a seed of the project as read, by the three digits its name begins with."""
    [path] = (ROOT / "seeds").glob(f"{number}_*.txt")
    return read(read_seed(path), region())


def read_text(text: str) -> Reading:
    """Read a page of this text."""
    return read(Seed("example.txt", text, "utf-8"), region())


def read_sentence(case: Case) -> Reading:
    """Read the sentence of an example under a headline and a dateline of its own, or the default ones."""
    title, published = case.get("title", "南岗 发展综述"), case.get("published", "2024-03-05")
    return read_text(f"# {title}\n\n发布时间：{published}\n\n{case['text']}\n")


def mentions(reading: Reading, surface: str) -> list[Observation]:
    """Return the observations printed as ``surface``, in text order."""
    return [each for each in reading.records if isinstance(each, Observation) and each.text == surface]


@cache
def scorer() -> ModuleType:
    """Return the gold scorer, a script of its own, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def similarity(one: str, other: str) -> float:
    """Return how alike two names of an indicator are, from 0 to 1, as the gold is scored."""
    similar: Callable[[str, str], float] = scorer().similar
    return similar(simplify(one), simplify(other))
