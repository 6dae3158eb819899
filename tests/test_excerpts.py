"""Excerpts: a portal that may not reprint whole articles shows headlines and cited sentences alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import conftest
import pytest
from reader_examples import read_text

from generator import config, portal
from generator.config import Extent
from generator.errors import InputError
from generator.excerpts import shown

QUIET = "雪花落在中央大街的面包石上"
PAGE = f"""# 南岗区重点项目提速

本报讯 {QUIET},行人匆匆。2023年,南岗区完成投资46.2亿元。{QUIET}之后是春天。

另有一段只写天气,{QUIET}。

2024年,南岗区将改造老旧小

区41个。
"""


def _set(portal_file: Path, extent: str) -> Path:
    settings = portal_file.read_text(encoding="utf-8")
    portal_file.write_text(settings.rstrip() + f"\n    sources: {extent}\n", encoding="utf-8")
    return portal_file


def _built(root: Path, extent: str) -> config.Portal:
    (root / "seeds").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "seeds" / "one.txt").write_text(PAGE, encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        'site_name: 小站\ntheme: {name: material, language: zh}\nextra:\n  portal:\n    region: "230100"\n',
        encoding="utf-8",
    )
    settings = config.load(_set(root / "mkdocs.yml", extent))
    portal.write_pages(settings, quiet=True)
    return settings


def test_no_file_of_an_excerpting_portal_holds_what_was_not_cited(tmp_path: Path) -> None:
    """The uncited words are in no page, index or download; the cited sentence is on the source's page."""
    settings = _built(tmp_path / "some", "excerpt")
    files = [path for path in settings.docs.rglob("*") if path.is_file()]
    holders = [path.name for path in files if QUIET.encode() in path.read_bytes()]
    assert (len(files) > 30, holders) == (True, [])
    page = (settings.docs / "sources" / "one.md").read_text(encoding="utf-8")
    assert ">46&#46;2亿元</a>。" in page
    assert '<span class="elided">……</span>' in page


def test_a_full_portal_prints_the_whole(tmp_path: Path) -> None:
    """By choice or by default, every sentence stands on the source's page."""
    page = (_built(tmp_path / "all", "full").docs / "sources" / "one.md").read_text(encoding="utf-8")
    assert (page.count(QUIET), "elided" in page) == (3, False)


def test_the_same_facts_are_read_either_way(tmp_path: Path) -> None:
    """What is shown of a text changes nothing about what was read from it."""
    exports = [
        (_built(tmp_path / extent, extent).docs / "data" / "observations.jsonl").read_bytes()
        for extent in Extent
    ]
    assert exports[0] == exports[1]
    assert exports[0].count(b"\n") == 2


def test_a_sentence_cut_by_the_page_is_shown_whole() -> None:
    """Both halves of 老旧小‖区41个 are shown, and nothing of the paragraph before."""
    [article] = read_text(PAGE).articles
    parts = [PAGE[start:end] for start, end in shown(article, Extent.EXCERPT).stretches]
    assert parts == [
        "# 南岗区重点项目提速",
        "2023年,南岗区完成投资46.2亿元。",
        "2024年,南岗区将改造老旧小",
        "区41个。",
    ]


def test_a_paragraph_cut_by_the_page_is_healed(tmp_path: Path) -> None:
    """The two halves stand in one paragraph; the second keeps its address."""
    page = (_built(tmp_path / "healed", "full").docs / "sources" / "one.md").read_text(encoding="utf-8")
    [line] = [line for line in page.splitlines() if "block--body" in line and "改造老旧小" in line]
    assert re.search(r'改造老旧小(</span>)?<span id="p\d+">(<span [^>]*>)?区', line)


def test_an_unknown_extent_is_named_with_its_line(tmp_path: Path) -> None:
    """sources: half is refused, with what may stand there."""
    file = conftest.copy_inputs(tmp_path / "copy")
    text = file.read_text(encoding="utf-8").replace('region: "230100"', 'region: "230100"\n    sources: half')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"sources: “half” is not known; write full or excerpt") as caught:
        config.load(file)
    assert caught.value.line == text[: text.index("sources: half")].count("\n") + 1
    shutil.rmtree(tmp_path / "copy")
