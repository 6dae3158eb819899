"""Accuracy on labelled articles of every kind: floors, with every disagreement listed where one is missed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reader_examples import ROOT, region, scorer

from generator import record_lines
from generator.read import read
from generator.reading import Reading
from generator.seeds import read_seed

ARTICLES = Path(__file__).parent / "articles"
FOLDERS = sorted(path for path in (ARTICLES / "gold").iterdir() if path.is_dir())
FLOORS = [
    ("observation_found", "f1", 0.97),
    ("observation_core", "precision", 0.90),
    ("observation_core", "recall", 0.88),
    ("observation_full", "f1", 0.88),
    ("article", "f1", 0.92),
    ("distinction", "precision", 0.85),
    ("event", "precision", 0.75),
    ("person", "f1", 0.85),
]


def labelled(folder: Path) -> dict[str, Any]:
    """Return what is labelled of a document as a whole: its file, its articles, when it was published."""
    found: dict[str, Any] = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """Every labelled document as read, by the name of its folder."""
    found = {}
    for folder in FOLDERS:
        name = labelled(folder)["file"]
        invented = ARTICLES / "texts" / name
        found[folder.name] = read(
            read_seed(invented if invented.exists() else ROOT / "seeds" / name), region()
        )
    return found


@pytest.fixture(scope="module")
def scored(readings: dict[str, Reading]) -> tuple[dict[str, Any], list[str]]:
    """The scores by kind of record, and every disagreement in words."""
    lines = [json.loads(line) for reading in readings.values() for line in record_lines.json_lines(reading)]
    result: tuple[dict[str, Any], list[str]] = scorer().score(ARTICLES / "gold", lines)
    return result


@pytest.mark.parametrize(("kind", "figure", "floor"), FLOORS)
def test_articles_of_every_kind_are_read(
    scored: tuple[dict[str, Any], list[str]], kind: str, figure: str, floor: float
) -> None:
    """Each figure stays at or above its floor; where it does not, every disagreement is listed."""
    result, disagreements = scored
    assert result[kind][figure] >= floor, "\n".join([f"{kind} {result[kind]}", *disagreements])


def test_most_publication_dates_are_told(readings: dict[str, Reading]) -> None:
    """The year of publication is one of the acceptable ones for nine documents in ten."""
    wrong = []
    for folder in FOLDERS:
        acceptable = {date[:4] for date in labelled(folder)["published"]}
        told = {article.record.published for article in readings[folder.name].articles}
        years = {date[:4] for date in told if date}
        if acceptable and not (years and years <= acceptable):
            wrong.append((folder.name, told, acceptable))
    assert len(wrong) <= len(FOLDERS) // 10, wrong


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_labels_point_at_their_text(folder: Path, readings: dict[str, Reading]) -> None:
    """Each labelled number is printed where its label says."""
    text = readings[folder.name].seed.text
    lines = (folder / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    facts = [row for row in map(json.loads, lines) if row["fact"]]
    assert facts
    assert [row["surface"] for row in facts] == [text[row["start"] : row["end"]] for row in facts]
