"""Accuracy on the hand-labelled seeds: floors that no change may fall below."""

from __future__ import annotations

import json
from typing import Any

import pytest
from reader_examples import GOLD, scorer, seed_reading

from generator import record_lines

FLOORS = [
    ("observation_found", "f1", 0.98),
    ("observation_core", "f1", 0.95),
    ("observation_full", "f1", 0.93),
    ("article", "f1", 0.95),
    ("distinction", "f1", 0.90),
    ("event", "recall", 0.90),
    ("event", "precision", 0.70),
    ("person", "f1", 1.0),
]


@pytest.fixture(scope="module")
def scored() -> tuple[dict[str, Any], list[str]]:
    """The scores by kind of record, and every disagreement in words."""
    folders = sorted(path for path in GOLD.iterdir() if path.is_dir())
    lines = [line for folder in folders for line in record_lines.json_lines(seed_reading(folder.name))]
    result: tuple[dict[str, Any], list[str]] = scorer().score(GOLD, [json.loads(line) for line in lines])
    return result


@pytest.mark.parametrize(("kind", "figure", "floor"), FLOORS)
def test_accuracy_keeps_its_floor(
    scored: tuple[dict[str, Any], list[str]], kind: str, figure: str, floor: float
) -> None:
    """Each figure stays at or above its floor; where it does not, every disagreement is listed."""
    result, disagreements = scored
    assert result[kind][figure] >= floor, "\n".join([f"{kind} {result[kind]}", *disagreements])
