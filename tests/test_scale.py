"""What holds for five articles holds for many: the site of some hundreds, with all that five never show."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from samples import Sample
from scale_bench import portal_of

from generator import config, inputs, portal, publish
from generator.pages.parts import MOST_MENTIONS, cut
from generator.reading_cache import FOLDER

COUNT = 180
LONGEST = 500_000
"""Bytes of a page that a phone can still be asked to load."""
_ID = re.compile(r'\sid="([^"]+)"')
_HREF = re.compile(r'\shref="([^"]*)"')


def build(settings: config.Portal, *words: str) -> str:
    """Run the command that builds, in a process of its own, and return what it says."""
    command = [sys.executable, "-m", "generator", "build", *words, "--config", str(settings.config_file)]
    environment = {**os.environ, "PYTHONPATH": str(inputs.PACKAGE.parent), "SOURCE_DATE_EPOCH": "1700000000"}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> config.Portal:
    """The site of many articles, built on two cores."""
    settings = portal_of(tmp_path_factory.mktemp("many"), COUNT)
    build(settings, "--quiet", "--jobs", "2")
    return settings


@pytest.fixture(scope="module")
def pages(built: config.Portal) -> dict[str, str]:
    """Every page of the site by its address."""
    found = {}
    for path in inputs.files_below(built.site):
        if path.name == "index.html":
            place = path.parent.relative_to(built.site).as_posix()
            found["" if place == "." else f"{place}/"] = path.read_text(encoding="utf-8")
    return found


def links(address: str, page: str) -> Iterator[tuple[str, str]]:
    """Yield where the relative links of a page lead: the address and the anchor."""
    for link in _HREF.findall(page):
        path, _, anchor = link.partition("#")
        if ":" in path or path.startswith("?"):
            continue
        steps = [] if not path else [step for step in path.partition("?")[0].split("/") if step]
        place = address.split("/")[:-1]
        for step in steps:
            if step == "..":
                place.pop()
            elif step != ".":
                place.append(step)
        joined = "/".join(place)
        yield (address if not path else f"{joined}/" if joined else ""), anchor


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in inputs.files_below(folder)}


def test_no_page_is_longer_than_can_be_asked_of_a_phone(pages: dict[str, str]) -> None:
    """Every page has at most 500,000 bytes: districts, topics, timeline, plans and more are cut."""
    sizes = {address: len(page.encode()) for address, page in pages.items()}
    assert max(sizes.values()) <= LONGEST, max(sizes, key=lambda address: sizes[address])
    cut = Counter(address.split("/")[0] for address in sizes if address.rstrip("/")[-2:-1] == "-")
    assert {"districts", "topics", "timeline", "plans", "conflicts"} <= set(cut)


def test_every_link_leads_to_the_part_where_its_row_stands(pages: dict[str, str]) -> None:
    """No link of any page is dead, nor any anchor; no page has two elements of one name."""
    anchors = {}
    for address, page in pages.items():
        counted = Counter(_ID.findall(page))
        assert [name for name, count in counted.items() if count > 1] == [], address
        anchors[address] = set(counted)
    dead = Counter(
        f"{address}: {place}#{anchor}"
        for address, page in pages.items()
        for place, anchor in links(address, page)
        if place in anchors and anchor and anchor not in anchors[place]
    )
    gone = Counter(
        f"{address}: {place}"
        for address, page in pages.items()
        for place, _ in links(address, page)
        if place.endswith("/") and place not in anchors and not place.rstrip("/").count(".")
    )
    assert not dead, list(dead)[:10]
    assert not gone, list(gone)[:10]


def test_every_record_has_its_row_and_its_mention(built: config.Portal, pages: dict[str, str]) -> None:
    """Each record is marked in its source, and stands in exactly one row of the pages of its place."""
    rows = Counter(
        (address.split("/")[1], name)
        for address, page in pages.items()
        if address.startswith("districts/") and address != "districts/"
        for name in _ID.findall(page)
        if name.startswith("fact-")
    )
    slugs = {area.name: area.slug for area in built.region.districts}
    checked = 0
    for reading in portal.catalogue(built, quiet=True).readings:
        source = pages[f"sources/{reading.seed.stem}/"]
        for record in reading.records:
            assert f'id="{record.id}"' in source
            if record.district in slugs:
                checked += 1
                assert rows[slugs[record.district], f"fact-{record.id}"] == 1, record.id
    assert checked > 30 * COUNT


def test_parts_lead_to_one_another_and_back(pages: dict[str, str]) -> None:
    """A part names the page it belongs to, which lists it; neighbours lead through all parts of a section."""
    parts = sorted(address for address in pages if address.startswith("districts/acheng/facts-"))
    assert len(parts) > 3
    listed = {place for place, _ in links("districts/acheng/", pages["districts/acheng/"])}
    assert set(parts) <= listed
    for address in parts:
        assert "districts/acheng/" in {place for place, _ in links(address, pages[address])}


def test_a_row_names_at_most_so_many_mentions(pages: dict[str, str]) -> None:
    """What hundreds of articles say is one row, with some links and how many there are."""
    for address, page in pages.items():
        for cell in re.findall(r'<td class="facts__source".*?</td>', page, re.DOTALL):
            assert cell.count("mention-link") <= MOST_MENTIONS, address


def test_one_core_makes_the_same_pages_as_two(
    built: config.Portal, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every file under docs/ is the same to the byte, exports and search included."""
    alone = portal_of(tmp_path_factory.mktemp("alone"), COUNT)
    build(alone, "--quiet", "--jobs", "1", "--pages-only")
    expected, found = contents(built.docs), contents(alone.docs)
    assert found.keys() == expected.keys()
    assert [name for name in expected if found[name] != expected[name]] == []


def test_after_a_change_only_the_changed_article_is_read(built: config.Portal) -> None:
    """A build after one edit reads one article, and leaves the pages of the others as they were."""
    folder = built.cache / FOLDER
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    pages = {path: path.stat().st_ino for path in inputs.files_below(built.docs / "sources")}
    seed = next(path for path in sorted(built.seeds.iterdir()) if path.suffix == ".txt")
    text = seed.read_text(encoding="utf-8")
    try:
        seed.write_text(f"{text}\n2024年，南岗区新建口袋公园77个。\n", encoding="utf-8")
        said = build(built, "--jobs", "2", "--pages-only")
        after = {path.name: path.stat().st_ino for path in folder.iterdir()}
        assert len(before) == len(after) == COUNT
        assert sum(before.get(name) != file for name, file in after.items()) == 1
        changed = [path for path, file in pages.items() if path.stat().st_ino != file]
        assert "warning" in said
        assert changed == [] or {path.stem for path in changed} <= {seed.stem, "index"}
        assert "77个" in (built.docs / "sources" / f"{seed.stem}.md").read_text(encoding="utf-8")
    finally:
        seed.write_text(text, encoding="utf-8")


def test_the_manifest_names_every_page(built: config.Portal) -> None:
    """What is written is known: a page whose seed is gone will go as well."""
    listed = (built.cache / "generated.jsonl").read_text(encoding="utf-8").splitlines()
    on_disk = {path.relative_to(built.docs).as_posix() for path in inputs.files_below(built.docs)}
    generated = {name for name in on_disk if name.split("/")[0] in publish.GENERATED}
    assert set(map(json.loads, listed)) == generated


def test_a_part_is_called_by_all_years_in_it() -> None:
    """Rows stand in no order of years: the label reaches from the earliest to the latest of all of them."""
    sample = Sample("years.txt", "甲馆启用。\n")
    made = sample.event("甲馆启用", "甲馆启用", "2010-02")
    dates = ["2010-02", "2003", "2016-05", "2010-02"]
    events = [replace(made, date=date) for date in dates for _ in range(20)]
    [part] = cut("districts/nangang/", {"timeline": events})["timeline"]
    assert part.label == "第1页（2003—2016年）"


def test_only_facts_on_the_page_can_be_filtered(pages: dict[str, str]) -> None:
    """The bar that narrows facts stands where facts stand, and not on a page that only leads to them."""
    with_bar = {address for address, page in pages.items() if "filter-template" in page}
    assert with_bar
    assert {address for address in with_bar if '<table class="facts' not in pages[address]} == set()
