"""The accuracy a build publishes: its own figures, where its own texts are labelled."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from conftest import ROOT, copy_inputs
from reader_examples import GOLD, seed_reading

from generator import accuracy, config, inputs
from generator.reading import Reading


@pytest.fixture
def labelled() -> list[Reading]:
    """The seeds that are labelled, as read."""
    return [seed_reading(document.parent.name) for document in sorted(GOLD.glob("*/document.json"))]


def page(readings: list[Reading], portal: config.Portal) -> str:
    """Return the method page of a portal."""
    return samples.rendered(readings, portal)["method.md"].decode()


def test_the_figures_are_the_scorers_own(labelled: list[Reading]) -> None:
    """Labels are counted as they stand in their files; no more agree than were labelled or read."""
    measured = accuracy.measure(labelled, GOLD)
    assert measured
    lines = [
        line for file in GOLD.glob("*/people.jsonl") for line in file.read_text(encoding="utf-8").splitlines()
    ]
    assert measured.scores["person"].labelled == len(lines)
    assert measured.seeds == len(labelled)
    assert measured.characters == sum(len(reading.seed.text) for reading in labelled)
    for score in (*measured.scores.values(), *measured.fields.values()):
        assert 0 < score.agreeing <= min(score.labelled, score.read)


def test_other_texts_have_no_figures(labelled: list[Reading], tmp_path: Path) -> None:
    """Without labels, without a labelled seed, or with one that was edited since, nothing is claimed."""
    edited = replace(labelled[0], seed=replace(labelled[0].seed, text="新" + labelled[0].seed.text))
    assert accuracy.measure(labelled, tmp_path / "none") is None
    assert accuracy.measure(labelled[1:], GOLD) is None
    assert accuracy.measure([edited, *labelled[1:]], GOLD) is None


def test_the_page_prints_every_figure_with_its_sample(labelled: list[Reading]) -> None:
    """Kinds and fields stand in tables; how many were labelled and that the figures flatter is said."""
    portal = config.load(ROOT / "mkdocs.yml")
    text = page(labelled, portal)
    told = [line for line in text.splitlines() if re.search(r"\d&#37;", line)]
    kinds = [line for line in told if line.startswith('<tr><th scope="row">')]
    fields = [line for line in told if line.startswith("| ")]
    assert (len(kinds), len(fields)) == (7, 8)
    assert f"{len(labelled)} 份文件" in text
    assert "偏高" in text


def test_a_portal_without_labels_says_so(small_portal: config.Portal, labelled: list[Reading]) -> None:
    """The page tells how facts are made, and claims no figure."""
    text = page(labelled, small_portal)
    assert "没有人工标注" in text
    assert "&#37;" not in text


def test_labels_are_an_input(tmp_path: Path) -> None:
    """A changed label makes a build needed; a portal without labels misses none."""
    portal = config.load(copy_inputs(tmp_path / "portal"))
    without = inputs.stamp(portal, ())
    shutil.copytree(GOLD, portal.labels, ignore=shutil.ignore_patterns("__pycache__"))
    with_labels = inputs.stamp(portal, ())
    with (portal.labels / "001" / "events.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert len({without, with_labels, inputs.stamp(portal, ())}) == 3
