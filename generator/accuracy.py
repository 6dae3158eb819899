"""How well seeds are read: records held against labels made by hand, where a portal has any.

What people corrected does not count: the figures are of the rules alone.

Labels stand in ``tests/gold/`` beside the scorer that compares (``LABELS.md`` says what they mean).
A portal without them has no figures, and none has figures whose labels belong to other texts.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from generator import record_lines
from generator.reading import Reading

_SCORER = "score.py"
_DOCUMENT = "document.json"
_NUMBERS = "quantities.jsonl"


@dataclass(frozen=True, slots=True)
class Score:
    """How many were labelled, how many were read, and how many of both agree."""

    labelled: int
    read: int
    agreeing: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The scores of a build over its labelled seeds."""

    seeds: int
    characters: int
    scores: dict[str, Score]
    """By kind: observation_found, observation_core, observation_full, event, distinction …"""
    fields: dict[str, Score]
    """Of the observations found, by field of the record: district, value, unit …"""


def measure(readings: Sequence[Reading], labels: Path) -> Accuracy | None:
    """Score the labelled seeds; None where there are no labels, or not of the texts that were read."""
    documents = sorted(labels.glob(f"*/{_DOCUMENT}"))
    if not documents or not (labels / _SCORER).is_file():
        return None
    by_name = {reading.seed.name: reading.as_read for reading in readings}
    labelled: list[Reading] = []
    for document in documents:
        name = Path(json.loads(document.read_text(encoding="utf-8"))["file"]).name
        if name not in by_name or not _fits(by_name[name].seed.text, document.parent):
            return None
        labelled.append(by_name[name])
    records = [json.loads(line) for reading in labelled for line in record_lines.json_lines(reading)]
    result, _ = _scorer(labels).score(labels, records)
    return _accuracy(result, labelled)


def _fits(text: str, folder: Path) -> bool:
    """Tell whether every labelled number still stands where its label says."""
    lines = (folder / _NUMBERS).read_text(encoding="utf-8").splitlines()
    labels = [json.loads(line) for line in lines if line.strip()]
    placed = [label for label in labels if label.get("fact")]
    return all(text[label["start"] : label["end"]] == label["surface"] for label in placed)


def _scorer(labels: Path) -> ModuleType:
    """Return the scorer, a script of its own, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", labels / _SCORER)
    if spec is None or spec.loader is None:
        raise ImportError(f"no module: {labels / _SCORER}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _accuracy(result: dict[str, Any], labelled: Sequence[Reading]) -> Accuracy:
    shares = result["field_accuracy_on_found"]
    scores = {
        kind: Score(score["gold"], score["predicted"], score["tp"])
        for kind, score in result.items()
        if score is not shares
    }
    found = scores["observation_found"].agreeing
    return Accuracy(
        seeds=len(labelled),
        characters=sum(len(reading.seed.text) for reading in labelled),
        scores=scores,
        fields={name: Score(found, found, round(share * found)) for name, share in shares.items()},
    )
