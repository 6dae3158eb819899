"""The bench: what it prints, and that its copies of the seeds differ."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from click.testing import Result
from reader_examples import region

from generator import bench, config
from generator.seeds import Seed


def test_a_run_prints_each_figure_with_its_target(
    small_portal: config.Portal, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every comparison stands on its line with target and verdict; a missing peer is told, not fatal."""
    monkeypatch.setitem(sys.modules, "jionlp", None)
    result = run("bench", "--rounds", "1", "--copies", "2", "--config", small_portal.config_file)
    assert result.exit_code == 0
    assert "JioNLP is not installed" in result.stdout
    verdict = re.compile(r"at most \d\.\d   (not )?met$")
    compared = {line.split("  ")[0] for line in result.stdout.splitlines() if verdict.search(line)}
    assert compared == {
        "time: reading / jieba.cut",
        "time a character: 2-fold corpus / single",
        "peak memory: many seeds / few",
    }


def test_a_figure_at_its_target_meets_it() -> None:
    """A target is the most that is allowed, not the first that is not."""
    assert str(bench.Figure("a", 2.0, 2.0)).endswith(" met")
    assert not str(bench.Figure("a", 2.0, 2.0)).endswith("not met")
    assert str(bench.Figure("a", 2.01, 2.0)).endswith("not met")


def test_every_copy_differs_and_keeps_its_length_and_dates() -> None:
    """Copies of one text have other values and places, the same years and as many digits."""
    seed = Seed("a.txt", "2016年，南岗区投资46.2亿元，新增就业130人，道里区种树21棵。", "utf-8")
    copies = [bench.documents([seed], number, region())[0][1].decode() for number in range(9)]
    assert copies[0] == seed.text
    assert all(one != other for one, other in pairwise(copies))
    assert len(set(copies)) == len(copies)
    assert all(copy.startswith("2016年，") and len(re.findall(r"\d", copy)) == 12 for copy in copies)
