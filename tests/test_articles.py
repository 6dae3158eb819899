"""Accuracy on labelled articles of every kind: floors, with every disagreement listed where one is missed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from reader_examples import ROOT, region, scorer

from generator import record_lines
from generator.read import read
from generator.reading import Reading
from generator.seeds import read_seed

TESTS = Path(__file__).parent
FLOORS: dict[str, dict[tuple[str, str], float]] = {
    "articles": {
        ("observation_found", "f1"): 0.97,
        ("observation_core", "precision"): 0.90,
        ("observation_core", "recall"): 0.88,
        ("observation_full", "f1"): 0.88,
        ("article", "f1"): 0.92,
        ("distinction", "precision"): 0.85,
        ("event", "precision"): 0.75,
        ("person", "f1"): 0.85,
    },
    "pages": {
        ("observation_found", "f1"): 0.97,
        ("observation_core", "precision"): 0.83,
        ("observation_core", "recall"): 0.82,
        ("observation_full", "f1"): 0.82,
        ("article", "f1"): 0.77,
        ("distinction", "precision"): 0.85,
        ("event", "precision"): 0.72,
        ("person", "f1"): 0.90,
    },
}
"""What is asked of each collection of labelled texts: the kind of record and the figure, and its floor."""


def folders(collection: str) -> list[Path]:
    """Return the folders with the labels of a collection, one a document."""
    return sorted(path for path in (TESTS / collection / "gold").iterdir() if path.is_dir())


def labelled(folder: Path) -> dict[str, Any]:
    """Return what is labelled of a document as a whole: its file, its articles, when it was published."""
    found: dict[str, Any] = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    return found


@cache
def readings(collection: str) -> dict[str, Reading]:
    """Return every labelled document of a collection as read, by the name of its folder."""
    found = {}
    for folder in folders(collection):
        name = labelled(folder)["file"]
        invented = TESTS / collection / "texts" / name
        found[folder.name] = read(
            read_seed(invented if invented.exists() else ROOT / "seeds" / name), region()
        )
    return found


@cache
def scored(collection: str) -> tuple[dict[str, Any], list[str]]:
    """Return the scores of a collection by kind of record, and every disagreement in words."""
    read_so = readings(collection).values()
    lines = [json.loads(line) for reading in read_so for line in record_lines.json_lines(reading)]
    result: tuple[dict[str, Any], list[str]] = scorer().score(TESTS / collection / "gold", lines)
    return result


@pytest.mark.parametrize(
    ("collection", "kind", "figure"), [(name, *asked) for name, floors in FLOORS.items() for asked in floors]
)
def test_articles_of_every_kind_are_read(collection: str, kind: str, figure: str) -> None:
    """Each figure stays at or above its floor; where it does not, every disagreement is listed."""
    result, disagreements = scored(collection)
    floor = FLOORS[collection][kind, figure]
    assert result[kind][figure] >= floor, "\n".join([f"{kind} {result[kind]}", *disagreements])


@pytest.mark.parametrize("collection", FLOORS)
def test_most_publication_dates_are_told(collection: str) -> None:
    """The year of publication is one of the acceptable ones for nine documents in ten."""
    wrong = []
    for folder in folders(collection):
        acceptable = {date[:4] for date in labelled(folder)["published"]}
        told = {article.record.published for article in readings(collection)[folder.name].articles}
        years = {date[:4] for date in told if date}
        if acceptable and not (years and years <= acceptable):
            wrong.append((folder.name, told, acceptable))
    assert len(wrong) <= len(folders(collection)) // 10, wrong


@pytest.mark.parametrize(
    ("collection", "folder"),
    [(name, folder) for name in FLOORS for folder in folders(name)],
    ids=lambda each: each if isinstance(each, str) else str(each.name),
)
def test_labels_point_at_their_text(collection: str, folder: Path) -> None:
    """Each labelled number is printed where its label says."""
    text = readings(collection)[folder.name].seed.text
    lines = (folder / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    facts = [row for row in map(json.loads, lines) if row["fact"]]
    assert facts
    assert [row["surface"] for row in facts] == [text[row["start"] : row["end"]] for row in facts]
