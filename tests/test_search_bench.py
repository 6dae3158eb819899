"""The bench of the search: a site measured as a reader meets it, the figures held to their targets."""

from __future__ import annotations

from pathlib import Path

import pytest
import search_bench
from playwright.sync_api import Browser
from search_bench import Measured


@pytest.mark.browser
def test_a_site_is_measured_from_the_first_key(chromium: Browser, built_site: Path) -> None:
    """Before a key the search asks for little; the index comes with the first; all strings are found."""
    measured = search_bench.measure(chromium, built_site, ["46.2亿元", "老旧小区", "抓项目"])
    assert 0 < measured.before < 30_000
    assert measured.bytes > measured.before + (built_site / "search" / "entries.js").stat().st_size / 10
    assert measured.found == len(measured.later) == 3
    assert min(measured.later) > 0
    assert measured.first > 0


def test_a_figure_above_its_target_is_not_met() -> None:
    """Each figure stands beside the theme's own, its target and whether it is met."""
    ours = Measured(before=1000, bytes=150_001, first=500, later=[50.0, 51.0, 1.0], blocked=0, found=200)
    theirs = Measured(before=1000, bytes=9_000_000, first=20, later=[1.0], blocked=100, found=40)
    table = {line[:46].strip(): line[46:].split() for line in search_bench.lines("1,000", ours, theirs)}
    assert table["KB gzip to the first result"] == ["150", "9,000", "at", "most", "150", "not", "met"]
    assert table["ms to the first result"] == ["500", "20", "at", "most", "500", "met"]
    assert table["ms of a later query, median"][-2:] == ["50", "met"]
    assert table["ms of a later query, longest"][-2:] == ["not", "met"]
    assert table["of 200 strings drawn, found"] == ["200", "40"]
