"""What the search can find: entries, their titles and where they lead."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import javascript
import pytest
from samples import HARBIN, Sample, nangang
from search_planner import loaded_at_once

import generator.portal
from generator import addresses, config
from generator.catalogue import assemble
from generator.records import Bound, DistinctionKind, Level, Measure, Status
from generator.search import entries, files, vocabulary


def index_of(*samples: Sample) -> dict[str, Any]:
    """Return ``entries.js`` of some samples, as the worker parses it."""
    catalogue = assemble([sample.reading(sample.seed.name) for sample in samples], HARBIN)
    content: dict[str, Any] = json.loads(json.dumps(loaded_at_once(entries.collect(catalogue))["entries"]))
    return content


def titles(index: dict[str, Any], kind: str) -> list[str]:
    """Return the titles of all entries of a kind, put together as the worker does."""
    return [
        " · ".join(part for part in (*index["places"][row[3]][:1], row[4], row[5]) if part)
        for row in index["entries"]
        if row[0] == kind
    ]


def shown(index: dict[str, Any], text: int | list[int]) -> str:
    """Return the text of an entry, parts counted in UTF-16 units as JavaScript does."""
    if isinstance(text, int):
        return str(index["texts"][text])
    number, start, end = text
    units = index["texts"][number].encode("utf-16-le")
    return str(units[2 * start : 2 * end].decode("utf-16-le"))


def test_title_answers_by_itself() -> None:
    """An observation's title has place, indicator, period and value, with the change said beside it."""
    assert "南岗区 · 完成投资 · 2023年 · 46.2亿元（同比增长130%）" in titles(index_of(nangang()), "o")


def test_records_and_paragraphs_all_have_entries() -> None:
    """Every record and every printed block is found, each at its own address."""
    sample = nangang()
    index = index_of(sample)
    anchors = [row[2] for row in index["entries"] if row[0] in "oedpbh"]
    page = addresses.source_page(sample.seed.stem)
    assert {record.id for record in sample.records} <= set(anchors)
    assert {f"p{block.start}" for block in sample.reading("x").articles[0].article.blocks} <= set(anchors)
    assert len(anchors) == len(set(anchors))
    assert {index["articles"][row[1]][0] for row in index["entries"] if row[0] in "oedpbh"} == {page}


def test_entry_text_is_its_sentence() -> None:
    """A record's text is the sentence it was read from, cut out of its paragraph."""
    sample = nangang()
    index = index_of(sample)
    texts = {row[2]: shown(index, row[6]) for row in index["entries"]}
    for record in sample.records:
        assert texts[record.id] == entries.printed(record.quote)


def test_parts_are_counted_in_utf16() -> None:
    """Characters outside the basic plane do not shift what JavaScript cuts out."""
    sample = Sample("two.txt", "𠮷野𠮷家开业。2023年,南岗区完成投资9亿元。\n")
    made = sample.observation("9亿元", "2023年,南岗区完成投资9亿元。", "完成投资", "900000000")
    index = index_of(sample)
    [row] = [row for row in index["entries"] if row[2] == made.id]
    assert isinstance(row[6], list)
    assert shown(index, row[6]) == made.quote


@pytest.mark.parametrize(
    ("clause", "mention", "value", "unit", "said"),
    [
        ("销售面积同比增长38%。", "38%", "38", "%", "同比增长38%"),
        ("同比分别增长36.4%、130%。", "130%", "130", "%", "同比增长130%"),
        ("能耗下降4.1%。", "4.1%", "-4.1", "%", "下降4.1%"),
        ("开工平均提前17天。", "17天", "-17", "天", "平均提前17天"),
    ],
)
def test_change_says_its_direction(clause: str, mention: str, value: str, unit: str, said: str) -> None:
    """A change is titled with the word that stands before it, or with the direction of its sign."""
    sample = Sample("three.txt", clause + "\n")
    sample.observation(mention, clause, "指标", value, unit=unit, measure=Measure.GROWTH)
    assert titles(index_of(sample), "o") == [f"南岗区 · 指标 · 2023年 · {said}"]


def test_plans_and_changes_are_flagged() -> None:
    """Flags tell plans, estimates, growth and decline, which short questions ask for."""
    sample = Sample("four.txt", "力争投资5亿元。预计投资6亿元。下降7%。\n")
    sample.observation("5亿元", "力争投资5亿元。", "投资", "5", status=Status.PLAN)
    sample.observation("6亿元", "预计投资6亿元。", "投资", "6", status=Status.ESTIMATE)
    sample.observation("7%", "下降7%。", "投资", "-7", measure=Measure.GROWTH)
    rows = [row for row in index_of(sample)["entries"] if row[0] == "o"]
    assert [row[7] for row in rows] == ["P", "E", "D"]


def test_other_records_are_titled() -> None:
    """Events, distinctions and people say what, when and who."""
    sample = Sample("five.txt", "2019年2月启用。获评国家级园区。局长王民介绍。\n")
    sample.event("2019年2月启用", "大厅启用", "2019-02")
    sample.distinction("获评国家级园区", "国家级园区", DistinctionKind.AWARD, Level.NATIONAL)
    sample.person("局长王民", "王民", "局长")
    index = index_of(sample)
    assert titles(index, "e") == ["南岗区 · 大厅启用 · 2019年2月"]
    assert titles(index, "d") == ["南岗区 · 国家级园区 · 国家级荣誉"]
    assert titles(index, "p") == ["南岗区 · 王民 · 局长"]


def test_place_pages_are_found_by_name() -> None:
    """A district's own page is an entry, so that its name leads there."""
    index = index_of(nangang())
    rows = [row for row in index["entries"] if row[0] == "a"]
    assert ["districts/nangang/", "南岗区"] in [index["articles"][row[1]] for row in rows]


def test_files_are_deterministic_and_compact() -> None:
    """The same catalogue gives the same bytes, whatever the order of the readings."""
    other = Sample("six.txt", "香坊区有85个项目。\n")
    other.observation("85个", "香坊区有85个项目。", "项目", "85", district="香坊区")
    readings = [nangang().reading("甲"), other.reading("乙", district="香坊区")]
    one, two = (
        json.dumps(loaded_at_once(entries.collect(assemble(order, HARBIN))))
        for order in (readings, readings[::-1])
    )
    assert one == two
    assert all(row[-1] != "" for row in json.loads(one)["entries"]["entries"])


def test_character_tables_are_sound() -> None:
    """Every simplified pair is two single characters; every syllable is plain letters."""
    language = files.language()
    pairs, pinyin = str(language["simplified"]), files.pinyin()
    table = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert [table[character] for character in "項營環後國"] == list("项营环后国")
    assert max(pairs) <= "\uffff"  # scripts count UTF-16 units
    readings = dict(line.split(" ") for line in pinyin.split("\n"))
    assert all(syllable.isascii() and syllable.isalpha() for syllable in readings)
    assert "乐" in readings["le"]
    assert "乐" in readings["yue"]


def test_worker_and_language_are_small() -> None:
    """The worker with the data that does not depend on the seeds stays under 120 KB."""
    parts = javascript.parts()
    assert "planner.js" in parts
    code = sum((javascript.SEARCH / name).stat().st_size for name in ["worker.js", *parts])
    data = len(json.dumps(files.language(), ensure_ascii=False).encode())
    assert code + data <= 120_000


def test_values_are_printed_not_computed() -> None:
    """The title quotes the print and limits it only where the print does not."""
    sample = Sample("seven.txt", "投资4000余万元。签约超100个。\n")
    sample.observation(
        "4000余万元", "投资4000余万元。", "投资", str(Decimal(40_000_000)), bound=Bound.AT_LEAST
    )
    sample.observation("100个", "签约超100个。", "签约", "100", bound=Bound.AT_LEAST)
    assert [title.rpartition(" · ")[2] for title in titles(index_of(sample), "o")] == [
        "4000余万元",
        "超100个",
    ]


def word_lists(portal: config.Portal, jobs: int = 1) -> list[str]:
    """Return the words of a portal's texts, kept where its builds keep them."""
    index = entries.collect(generator.portal.catalogue(portal, quiet=True))
    return vocabulary.words(index, portal.region, portal.cache / vocabulary.FILE, jobs)


def test_words_are_kept_and_cut_anew_where_they_are_damaged(small_portal: config.Portal) -> None:
    """What was cut is kept by article; another text, a spoilt file or other places are cut anew."""
    for name, text in {"two": "香坊区新建口袋公园5个。\n", "three": "道里区老旧小区改造。\n"}.items():
        (small_portal.seeds / f"{name}.txt").write_text(text, encoding="utf-8")
    file = small_portal.cache / vocabulary.FILE
    first = word_lists(small_portal)
    assert {"南岗区", "口袋公园", "老旧小区"} <= set(first)
    kept = file.read_bytes()
    assert word_lists(small_portal, jobs=2) == first
    assert file.read_bytes() == kept
    file.write_bytes(kept.replace("公园".encode(), "公元".encode(), 1))
    assert word_lists(small_portal) == first
    file.write_bytes(kept[: len(kept) // 2])
    assert word_lists(small_portal, jobs=2) == first
    (small_portal.seeds / "two.txt").write_text("香坊区新建图书馆5个。\n", encoding="utf-8")
    changed = set(word_lists(small_portal))
    assert "图书馆" in changed
    assert "口袋公园" not in changed
