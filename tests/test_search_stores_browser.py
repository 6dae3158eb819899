"""The two stores of the search: the same answers, whether the texts are at hand or looked up in postings."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import many_articles
import pytest
from conftest import copy_inputs, serving
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from samples import HARBIN
from search_planner import load_planner, set_up
from search_reader import Reader
from test_disk_browser import RESULT, Disk
from test_search_browser import QUERIES

from generator import config, portal
from generator.catalogue import assemble
from generator.read import read
from generator.search import files, folding, vocabulary
from generator.search.entries import Index, collect
from generator.seeds import Seed, decode, read_seeds

pytestmark = pytest.mark.browser

ENTRIES = 10_000
ARTICLES = 170
"""Articles that make so many entries."""
DRAWN = 200
ODD = ["区", "2", "，", "的", "引用", "网址 & 引文", "a" * 300, "😀", "462000万元", "nangang 2023"]
FOREIGN = "龘靐齉爨麤"
TRICKY = "“”，。—-－Ａａ　國 \u200b*İſ²㎡𠮷😀"

ANSWERS = """async (queries) => {
  const answers = []
  for (const query of queries) {
    const hits = await planner.search(query)
    answers.push(hits.map(({id, label, missing}) => [id, label, missing.join(" ")].join("|")))
  }
  return answers
}"""
FOLDED = """(text) => {
  const folded = language.folder.fold(text)
  return Array.from({ length: folded.length }, (_, at) => folded.charCodeAt(at))
}"""
LISTED = """async (query) => {
  const chosen = { in: [], what: [], from: 0 }
  return JSON.stringify(await listFor(query, chosen, { store, planner, language }))
}"""
CONTAINING = """async (queries) => {
  const found = []
  for (const query of queries)
    found.push([...await store.containing(language.folder.fold(query))].sort((a, b) => a - b))
  return found
}"""
SECTIONS = [
    {"location": "about/", "title": "关于", "text": "<p>这个网站从报纸文章里摘录事实。</p>"},
    {"location": "about/#cite", "title": "怎样引用", "text": "<p>每个事实有固定网址 &amp; 引文。</p>"},
]


def contents(index: Index) -> list[dict[str, Any]]:
    """Return the files of both stores, by name, for what can be found."""
    words = vocabulary.words(index, HARBIN)
    return [files.loaded_at_once(index, words), files.in_parts(index, words)]


@pytest.fixture(scope="module")
def planner(chromium: Browser, below: str) -> Iterator[Page]:
    """A page with the files of the search and an empty store."""
    context = chromium.new_context()
    page = context.new_page()
    load_planner(page, below, files.loaded_at_once(Index([[]]), []))
    yield page
    context.close()


@pytest.fixture(scope="module")
def few(built_portal: config.Portal) -> list[dict[str, Any]]:
    """The seeds, for either store."""
    readings = [read(seed, built_portal.region) for seed in read_seeds([built_portal.seeds])]
    return contents(collect(assemble(readings, built_portal.region)))


@pytest.fixture(scope="module")
def many_texts() -> list[tuple[str, bytes]]:
    """Articles that make some ten thousand entries."""
    return list(many_articles.articles(ARTICLES))


@pytest.fixture(scope="module")
def many(built_portal: config.Portal, many_texts: list[tuple[str, bytes]]) -> list[dict[str, Any]]:
    """Ten thousand entries, for either store."""
    readings = [read(Seed(name, *decode(data, Path(name))), built_portal.region) for name, data in many_texts]
    index = collect(assemble(readings, built_portal.region))
    assert len(index.entries) >= ENTRIES
    return contents(index)


def drawn_from(content: dict[str, Any], chance: random.Random) -> list[str]:
    """Draw strings of 2 to 12 characters from the texts of a small portal's file."""
    texts = [text for text in content["entries"]["texts"] if len(text) > 12]
    places = [(text, chance.randrange(len(text) - 11)) for text in chance.choices(texts, k=DRAWN)]
    return [text[place : place + chance.randint(2, 12)] for text, place in places]


def shown(index: dict[str, Any]) -> list[str]:
    """Return what each entry of a small portal shows; no text here has characters beyond one unit."""
    parts = [(row[6], None, None) if isinstance(row[6], int) else row[6] for row in index["entries"]]
    return [index["texts"][number][start:end] for number, start, end in parts]


def everyday() -> list[str]:
    """Return the everyday queries and the questions of readers."""
    asked = [
        json.loads((QUERIES / name).read_text(encoding="utf-8")) for name in ("queries.json", "answers.json")
    ]
    return [item["query"] for items in asked for item in items]


@pytest.mark.parametrize("size", ["few", "many"])
def test_both_stores_give_the_same(planner: Page, size: str, request: pytest.FixtureRequest) -> None:
    """Everyday queries, strings drawn anew, absent and odd ones: the same entries in the same order."""
    in_memory, in_parts = request.getfixturevalue(size)
    number = random.SystemRandom().randrange(2**32)
    chance = random.Random(number)  # noqa: S311 - a sample, not a secret
    drawn = drawn_from(in_memory, chance)
    absent = [query[:1] + chance.choice(FOREIGN) + query[1:] for query in drawn[:20]]
    odd = [
        "区",
        "2",
        "，",
        "的",
        "引用",
        "网址 & 引文",
        "a" * 300,
        "😀",
        "462000万元",
        "nangang 2023",
        drawn[0] * 30,
    ]
    queries = [*everyday(), *drawn, *absent, *odd]
    set_up(planner, in_memory, SECTIONS)
    expected = planner.evaluate(ANSWERS, queries)
    set_up(planner, in_parts, SECTIONS)
    found = planner.evaluate(ANSWERS, queries)
    different = [query for query, one, other in zip(queries, expected, found, strict=True) if one != other]
    assert different == [], f"drawn with {number}"
    assert sum(map(bool, expected)) > DRAWN


def test_both_stores_show_the_same(planner: Page, many: list[dict[str, Any]]) -> None:
    """The list that the page gets is the same to the letter: texts, marks, addresses, counts, choices."""
    queries = ["南岗区 2023 投资", "老旧小区", "46", "怎样引用", "laojiuxiaoqu", "香坊区 人 目标"]
    lists = []
    for content in many:
        set_up(planner, content, SECTIONS)
        lists.append([planner.evaluate(LISTED, query) for query in queries])
    assert lists[0] == lists[1]
    assert all('"location":"' in listed for listed in lists[0])


def test_ten_thousand_entries_leave_nothing_out(planner: Page, many: list[dict[str, Any]]) -> None:
    """Strings drawn anew from ten thousand entries are found wherever they stand, by both stores."""
    number = random.SystemRandom().randrange(2**32)
    drawn = drawn_from(many[0], random.Random(number))  # noqa: S311 - a sample, not a secret
    texts = [folding.fold(text) for text in shown(many[0]["entries"])]
    found = []
    for content in many:
        set_up(planner, content)
        found.append(planner.evaluate(CONTAINING, drawn))
    assert found[0] == found[1], number
    for query, ids in zip(drawn, found[1], strict=True):
        needle = folding.fold(query)
        holding = {id_ for id_, text in enumerate(texts) if needle in text}
        assert holding, (query, number)
        assert holding <= set(ids), (query, number)


def test_little_is_loaded_for_a_query(planner: Page, many: list[dict[str, Any]]) -> None:
    """A query loads the postings of its characters and the texts it shows, each once; another loads less."""
    set_up(planner, many[1])
    planner.evaluate(LISTED, "南岗区 完成投资")
    first = planner.evaluate("loaded")
    assert len(first) == len(set(first))
    assert len([name for name in first if name.startswith("postings/")]) <= 4
    assert len([name for name in first if name.startswith("texts/")]) <= 40
    planner.evaluate(LISTED, "南岗区 完成投资")
    assert planner.evaluate("loaded") == first


def test_a_file_that_could_not_be_loaded_is_asked_for_again(planner: Page, few: list[dict[str, Any]]) -> None:
    """A failure is told, not remembered: the next query has its answer."""
    set_up(planner, few[1])
    fail = """async () => {
      const {load} = store
      store.load = async () => { throw new Error("offline") }
      const told = await planner.search("老旧小区").then(() => "", ({message}) => message)
      store.load = load
      return [told, (await planner.search("老旧小区")).length]
    }"""
    told, count = planner.evaluate(fail)
    assert told == "offline"
    assert count > 0


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cn"]) | st.sampled_from(TRICKY), max_size=40)
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_generator_and_browser_fold_alike(planner: Page, text: str) -> None:
    """Any text folds to the same units here and there, or postings would not be found."""
    folded = planner.evaluate(FOLDED, text)
    assert folded == [ord(unit) for unit in folding.units(folding.fold(text))]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, many_texts: list[tuple[str, bytes]]) -> Path:
    """The folder of a site with more text than is loaded at once, and few pages."""
    settings = copy_inputs(tmp_path_factory.mktemp("large"))
    seeds = settings.parent / "seeds"
    shutil.rmtree(seeds)
    seeds.mkdir()
    for name, data in many_texts[:20]:
        (seeds / name).write_bytes(data)
    lines = [f"第{number}号院的居民说，{chr(0x4E00 + number)}是这里的老字号。" for number in range(3_000)]
    for number in range(3):
        text = "# 南岗区的老院\n\n2023年1月5日\n\n" + "\n\n".join(lines[number::3]) + "\n"
        (seeds / f"yards{number}.txt").write_text(text * 4, encoding="utf-8")
    made = config.load(settings)
    portal.build(made, quiet=True)
    return made.site


@pytest.mark.parametrize("query", ["第1234号院的居民", "老字号"])
def test_a_large_portal_is_searched_in_parts(page: Page, large: Path, query: str) -> None:
    """Typed into the box of a large site: found, and only few of its files are asked for."""
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    with serving(large) as address:
        reader = Reader(page, address)
        assert not [url for url in asked if "/search/" in url.removeprefix(address) and "postings" in url]
        found = reader.type(query)
    assert query in found[0]
    assert reader.troubles == []
    parts = [url for url in asked if "/search/postings/" in url or "/search/texts/" in url]
    there = [*large.glob("search/postings/*.js"), *large.glob("search/texts/*.js")]
    assert parts
    assert len(parts) < len(there) / 2


def test_a_large_portal_is_searched_from_a_disk(page: Page, large: Path) -> None:
    """Postings and texts are scripts: what is typed is found in a site opened from a disk as well."""
    disk = Disk(page, large)
    disk.open("index.html")
    disk.search("第1234号院的居民")
    expect(page.locator(RESULT).first).to_contain_text("第1234号院的居民")
    page.locator(f"{RESULT} .md-search-result__link", has_text="第1234号院的居民").first.click()
    disk.expect_at(r"sources/yards\d/index\.html\?h=[^#]+#[a-z][-\w]*$")
    assert disk.troubles == []
