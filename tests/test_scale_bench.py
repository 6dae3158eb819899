"""The bench of building: it measures what it says, and holds the figures to their targets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import scale_bench

ROOT = Path(__file__).parent.parent


def test_a_size_is_measured_from_reading_to_building_again(tmp_path: Path) -> None:
    """Every figure is there and makes sense; memory, the longest page and MkDocs' time have targets."""
    costs = {0: scale_bench.Cost(wall=0.1, cpu=0.2, memory=1)}  # of a tenth as many
    table = {said[:58].strip(): said[58:].split() for said in scale_bench.measured(tmp_path, 6, costs)}
    figures = {what: float(words[0].replace(",", "")) for what, words in table.items()}
    assert all(figure > 0 for figure in figures.values())
    assert figures["pages"] > 6 * 2
    assert 20 < figures["KB of the longest page"] < 500
    assert 50 < figures["MiB of memory, all processes together"] < 2048
    assert {what for what, words in table.items() if words[-1] == "met"} >= {
        "KB of the longest page",
        "MiB of memory, all processes together",
    }
    assert any(re.match("articles read a second, one core", what) for what in table)
    assert figures["time of an article / of one of 0"] == pytest.approx(costs[6].wall, abs=0.01)
    assert figures["CPU time of an article / of one of 0"] == pytest.approx(costs[6].cpu / 2, abs=0.01)


@pytest.mark.parametrize("script", ["search_bench", "scale_bench"])
def test_a_bench_starts_as_the_makefile_starts_it(script: str) -> None:
    """The recipe finds the project's own modules, though nothing has installed them."""
    recipes = (ROOT / "Makefile").read_text(encoding="utf-8")
    line = re.search(rf"^\t@(.*\$\(RUN\) tests/{script}\.py)", recipes, re.MULTILINE)
    assert line
    command = line[1].replace("$(RUN)", sys.executable) + " --help"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    answer = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith(f"usage: {script}.py")


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    """Where a step fails its own words are raised: a figure for it would say nothing."""
    with pytest.raises(RuntimeError, match="no such file"):
        scale_bench.run("generator", "build", "--quiet", folder=tmp_path)


def test_a_figure_above_its_target_is_not_met() -> None:
    """A target is the most that is allowed."""
    assert scale_bench.line("a", 2.5, 2.5).endswith("at most 2.5   met")
    assert scale_bench.line("a", 2.6, 2.5).endswith("not met")
