"""The search as a reader uses it: typed into Material's search box, in a real Chromium.

The site is served below a sub-path. One page answers all queries, as one reader's would. The planner is
also tried by itself, on the very files that ship, with a small index.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from samples import HARBIN, Sample
from search_planner import SEARCH, load_planner, loaded_at_once
from search_reader import BOX, Reader

from generator import config
from generator.catalogue import assemble
from generator.read import read
from generator.search import files
from generator.search.entries import Index, collect
from generator.seeds import read_seeds

pytestmark = pytest.mark.browser

QUERIES = Path(__file__).parent / "search"
LONGEST_DRAWN = 12


@pytest.fixture(scope="module")
def reader(chromium: Browser, below: str) -> Iterator[Reader]:
    """One reader for all queries that leave the page where it is."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield Reader(context.new_page(), below)
    context.close()


def plain(text: str) -> str:
    """Reduce a text to its letters, digits and signs of numbers."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(character for character in folded if character.isalnum() or character in ".%")


def holds(results: list[str], expected: list[str]) -> bool:
    """Tell whether one of the results holds one of the expected strings."""
    return any(plain(text) in plain(result) for text in expected for result in results)


def asked(kind: str) -> list[dict[str, Any]]:
    """Return the everyday queries of a kind."""
    queries: list[dict[str, Any]] = json.loads((QUERIES / "queries.json").read_text(encoding="utf-8"))
    return [query for query in queries if query["kind"] == kind]


def test_literal_queries_are_answered(reader: Reader) -> None:
    """What stands in a seed is found: in the first three for all everyday queries, first for nearly all."""
    results = {query["query"]: (reader.type(query["query"]), query["expect"]) for query in asked("literal")}
    assert [query for query, (found, right) in results.items() if not holds(found[:3], right)] == []
    assert len([query for query, (found, right) in results.items() if not holds(found[:1], right)]) <= 3
    assert reader.troubles == []


def test_other_ways_to_say_it_are_answered(reader: Reader) -> None:
    """Pinyin, initials, traditional forms, synonyms and homophones lead to what is meant."""
    missed = [
        query for query in asked("stretch") if not holds(reader.type(query["query"])[:3], query["expect"])
    ]
    assert len(missed) <= 1, missed


def test_short_questions_are_answered_by_facts(reader: Reader) -> None:
    """A place and an indicator bring the fact itself to the top."""
    questions = json.loads((QUERIES / "answers.json").read_text(encoding="utf-8"))
    results = {item["query"]: (reader.type(item["query"]), item["expect_any"]) for item in questions}
    assert [query for query, (found, right) in results.items() if not holds(found[:3], right)] == []
    assert len([query for query, (found, right) in results.items() if not holds(found[:1], right)]) <= 2


def test_weaker_matches_say_so(reader: Reader) -> None:
    """A result that is not literal says how it was found; a literal one does not."""
    assert "按拼音匹配" in reader.type("laojiuxiaoqu")[0]
    assert "按同音字匹配" in reader.type("伏尔家庄园")[0]
    assert "匹配" not in reader.type("老旧小区")[0]


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "香坊 <b>粗</b>",
        "\"'`",
        "(.*)+[\\",
        "^$",
        "\\",
        "%",
        "，。",
        "   ",
        "香" * 10_000,
        "a" * 10_000,
        "香 " * 5_000,
        "\ud83d",
        "\ude00香坊",
        "😀",
        "__proto__",
        "constructor",
        "\u0000",
        "\u202e香坊",
    ],
    ids=lambda query: ascii(query[:16]),
)
def test_hostile_queries_do_no_harm(reader: Reader, query: str) -> None:
    """Whatever is typed gives results or none: no error, no markup."""
    reader.type(query)
    allowed = "a, article, h1, h2, mark, nav, span, div, details, summary, p, del"
    others = reader.page.locator(f".md-search-result__list li :not({allowed})")
    assert others.count() == 0
    assert reader.troubles == []


def test_nothing_found_is_said(reader: Reader) -> None:
    """A query that nothing matches says so in words."""
    assert reader.type("不存在的词语甲乙丙") == []
    expect(reader.page.locator(".md-search-result__meta")).to_contain_text("没有找到")


def test_hand_written_pages_are_found(reader: Reader, built_site: Path) -> None:
    """The method page is found by its own words; generated pages are not in the stock index."""
    assert any("方法" in result for result in reader.type("方法"))
    index = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    pages = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert pages == {"method/", "about/"}


def test_index_is_fetched_at_the_first_query(page: Page, below: str) -> None:
    """Loading a page fetches no index of ours; the first query does; no other host is ever asked."""
    addresses: list[str] = []
    page.context.on("request", lambda request: addresses.append(request.url))
    reader = Reader(page, below)
    assert not [address for address in addresses if address.endswith(("entries.js", "search/language.js"))]
    assert reader.type("香坊")
    assert [address for address in addresses if address.endswith("entries.js")]
    assert all(address.startswith(below) for address in addresses if not address.startswith("data:"))


def test_failed_fetch_is_tried_again(page: Page, below: str) -> None:
    """Where the index could not be fetched, the next query tries again."""
    page.context.route("**/search/entries.js", lambda route: route.abort())
    reader = Reader(page, below)
    assert reader.type("香坊") == []
    page.context.unroute("**/search/entries.js")
    assert reader.type("南岗")


def test_keyboard_opens_the_answer(page: Page, below: str) -> None:
    """Arrow keys walk the results; Enter in the box opens the first fact at its very mention."""
    reader = Reader(page, below + "about/")
    assert reader.type("南岗 2023 省市重点项目 完成投资")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.focus(BOX)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/sources/.*#o-[0-9a-f]{10}$"))
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()


def test_text_that_comes_without_a_key_is_searched(page: Page, below: str) -> None:
    """Pasted, dictated or picked from an input method by the pointer: the box changes, no key comes up."""
    page.goto(below)
    page.focus(BOX)
    page.keyboard.insert_text("老旧小区")
    expect(page.locator(".md-search-result__item").first).to_contain_text("老旧小区")


def test_query_in_the_address_is_answered(page: Page, below: str) -> None:
    """A link with ?q= opens the box with its results."""
    page.goto(f"{below}districts/nangang/?q=46.2亿元")
    expect(page.locator(".md-search-result__item").first).to_contain_text("46.2亿元")


def test_every_result_leads_to_a_place(page: Page, reader: Reader) -> None:
    """The address of each result for some queries is a page with that very place on it."""
    reader.type("老旧小区")
    links = "[...document.querySelectorAll('.md-search-result__link')].map((link) => link.href)"
    addresses: list[str] = reader.page.evaluate(links)
    assert len(addresses) > 5
    pages = {address.partition("#")[0].partition("?")[0] for address in addresses}
    for start in sorted(pages):
        page.goto(start)
        wanted = {
            part[2] for a in addresses if (part := a.partition("#"))[0].partition("?")[0] == start and part[2]
        }
        missing = "(ids) => ids.filter((id) => !document.getElementById(id))"
        assert page.evaluate(missing, sorted(wanted)) == []


# The planner by itself, on the files that ship.


def small_index() -> Index:
    """Return an index of two districts with a few facts each."""
    sample = Sample(
        "small.txt",
        "2023年,南岗区完成投资46.2亿元。“抓项目，就是抓发展”。\n\n"
        "2025年,香坊区地区生产总值800亿元,老旧小区改造85个。\n\n"
        "香坊区委书记谭乐伟到ＡＰＰ研发中心调研,<b>营商环境</b>持续优化。\n",
    )
    sample.observation("46.2亿元", "2023年,南岗区完成投资46.2亿元。", "完成投资", "4620000000")
    quote = "2025年,香坊区地区生产总值800亿元,老旧小区改造85个。"
    sample.observation("800亿元", quote, "地区生产总值", "80000000000", district="香坊区", period="2025")
    sample.observation("85个", quote, "老旧小区改造项目", "85", district="香坊区", period="2025")
    return collect(assemble([sample.reading("试验", district=None)], HARBIN))


@pytest.fixture(scope="module")
def planner(chromium: Browser, below: str) -> Iterator[Page]:
    """A page with the planner and a small index."""
    context = chromium.new_context()
    page = context.new_page()
    load_planner(page, below, loaded_at_once(small_index()))
    yield page
    context.close()


@pytest.mark.parametrize(
    ("query", "title", "label"),
    [
        ("南岗 完成投资", "南岗区 · 完成投资 · 2023年 · 46.2亿元", ""),
        ("４６．２億元", "南岗区 · 完成投资 · 2023年 · 46.2亿元", ""),
        ("香坊 2025 GDP", "香坊区 · 地区生产总值 · 2025年 · 800亿元", "按同义词匹配"),
        ("香坊2025年GDP是多少", "香坊区 · 地区生产总值 · 2025年 · 800亿元", "按词匹配"),
        ("小区 老旧", "香坊区 · 老旧小区改造项目 · 2025年 · 85个", ""),
        ("改造老旧小区", "香坊区 · 老旧小区改造项目 · 2025年 · 85个", "按同义词匹配"),
        ("laojiuxiaoqu", "香坊区 · 老旧小区改造项目 · 2025年 · 85个", "按拼音匹配"),
        ("ljxq", "香坊区 · 老旧小区改造项目 · 2025年 · 85个", "按拼音匹配"),
        ("xiangf", "香坊区", "按拼音匹配"),
        ("南岗 投资 金额", "南岗区 · 完成投资 · 2023年 · 46.2亿元", ""),
        ("xf gdp", "香坊区 · 地区生产总值 · 2025年 · 800亿元", "按拼音匹配"),
        ("南崗區", "南岗区", ""),
    ],
)
def test_planner_answers(planner: Page, query: str, title: str, label: str) -> None:
    """Each way to ask brings the right entry to the top and says how it was found."""
    hits = planner.evaluate(SEARCH, query)
    assert hits, query
    assert hits[0]["title"] == title
    assert label in hits[0]["label"] if label else hits[0]["label"] == ""


AMOUNTS = """(pairs) => pairs.map(([one, other]) =>
  [amountOf(language.folder.fold(one)), amountOf(language.folder.fold(other))])"""


@given(
    number=st.decimals(min_value=0, max_value=10**15, places=4),
    power=st.sampled_from([("万", 4), ("亿", 8), ("万亿", 12), ("百万", 6)]),
    unit=st.sampled_from(["元", "户", "平方米", ""]),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_amounts_do_not_depend_on_the_print(
    planner: Page, number: Decimal, power: tuple[str, int], unit: str
) -> None:
    """A number with a multiplier, written out, or with separators is one amount; one more is another."""
    word, exponent = power
    whole = number.scaleb(exponent)
    written = f"{whole:f}"
    padded = written + ("000" if "." in written else ".00")
    prints = [f"{written}{unit}", f"{whole:,f}{unit}", f"{padded}{unit}"]
    pairs = [[f"{number:f}{word}{unit}", text] for text in prints]
    for one, other in planner.evaluate(AMOUNTS, pairs):
        assert one == other
    [[one, more]] = planner.evaluate(AMOUNTS, [[f"{whole:f}{unit}", f"{whole + 1:f}{unit}"]])
    assert one["amount"] != more["amount"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("抓项目就是抓发展", None),
        ("抓项目,就是抓发展", "“抓项目，就是抓发展”。"),
        ("「抓项目、就是抓发展」", "“抓项目，就是抓发展”。"),
        ("app", "ＡＰＰ研发中心"),
        ("谭乐维", "谭乐伟"),
        ("營商環境", "营商环境"),
    ],
)
def test_planner_folds(planner: Page, query: str, text: str | None) -> None:
    """Width, case, script, punctuation and a homophone do not hide a paragraph."""
    hits = planner.evaluate(SEARCH, query)
    literal = [hit for hit in hits if not hit["label"] or "同音" in hit["label"]]
    if text is None:
        assert all(hit["label"] for hit in hits)
    else:
        assert any(text in hit["text"] for hit in literal)


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("462000万元", "46.2亿元"),
        ("462000万", "46.2亿元"),
        ("4620000000", "46.2亿元"),
        ("4,620,000,000元", "46.2亿元"),
        ("４，６２０，０００，０００元", "46.2亿元"),
        ("0.00462万亿元", "46.2亿元"),
        ("0.08万亿", "800亿元"),
        ("南岗 46.20亿元", "46.2亿元"),
    ],
)
def test_numbers_are_found_by_their_value(planner: Page, query: str, value: str) -> None:
    """Another print of a number finds the same value, says how, and what is marked is as printed."""
    hits = planner.evaluate(SEARCH, query)
    assert hits[0]["title"].endswith(value)
    assert hits[0]["label"] == "按数值匹配"
    assert value in hits[0]["needles"]


@pytest.mark.parametrize(
    "query",
    ["462000万户", "46.2万元", "4,62,0000000元", "4620000001", "1462000万元", "62000万元", "4620000000%"],
)
def test_other_values_are_not_found(planner: Page, query: str) -> None:
    """Another unit, another size, a number that is none and one a little more are not the value."""
    assert [hit for hit in planner.evaluate(SEARCH, query) if hit["label"] == "按数值匹配"] == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("1.2万亿元", "12000亿元"),
        ("7.8万株", "78000株"),
        ("3千人", "3000人"),
        ("4000余万元", "4000万元"),
        ("4万余元", "40000元"),
        ("31.07%", "31.070%"),
        ("9007199254740993元", "900719925474.0993万元"),
        ("0元", "0.0万元"),
    ],
)
def test_values_are_read_exactly(planner: Page, left: str, right: str) -> None:
    """Multipliers and zeros change nothing about a value, and no digit gets lost."""
    left_value, right_value = planner.evaluate("(prints) => prints.map(amountOf)", [left, right])
    assert left_value == right_value
    assert left_value is not None


@pytest.mark.parametrize("query", ["2023", "2023年", "85", "850"])
def test_years_and_short_numbers_are_no_values(planner: Page, query: str) -> None:
    """Years and short whole numbers are searched as they stand."""
    assert planner.evaluate("(query) => amountNeedles(query, language)", query) == []


def test_weaker_stages_wait(planner: Page) -> None:
    """What is found literally keeps pinyin and homophones away."""
    assert {hit["label"] for hit in planner.evaluate(SEARCH, "谭乐伟")} == {""}


def test_missing_words_are_named(planner: Page) -> None:
    """Where nothing has all words, the best has most of them and says what is missing."""
    hits = planner.evaluate(SEARCH, "香坊 老旧小区 改造 机场")
    assert hits[0]["label"] == "部分匹配"
    assert hits[0]["missing"] == ["机场"]
    assert "老旧小区" in hits[0]["title"]


@pytest.mark.parametrize("query", ["南岗 老旧小区改造", "nangang 老旧小区改造"])
def test_a_place_that_says_nothing_of_it_is_shown_before_others(planner: Page, query: str) -> None:
    """Asked of a place what only another tells: its own page, then the other with what it does not have."""
    hits = planner.evaluate(SEARCH, query)
    assert [(hit["title"], hit["missing"]) for hit in hits[:2]] == [
        ("南岗区", ["老旧小区改造"]),
        ("香坊区 · 老旧小区改造项目 · 2025年 · 85个", [query.split(maxsplit=1)[0]]),
    ]
    assert not [hit for hit in hits if "南岗区 · 完成投资" in hit["title"]]


def test_results_are_escaped_and_marked(planner: Page) -> None:
    """Text that looks like markup stays text; matches are marked in the original characters."""
    show = (
        "async (query) => shownItems(groupsOf(await planner.search(query), store), 0, store, language.folder)"
    )
    texts = [item["text"] for group in planner.evaluate(show, "營商環境") for item in group]
    assert any("&lt;b&gt;<mark>营商环境</mark>&lt;/b&gt;" in text for text in texts)
    texts = [item["text"] for group in planner.evaluate(show, "app") for item in group]
    assert any("<mark>ＡＰＰ</mark>" in text for text in texts)


DRAWN = 500
ABSENT = "龘靐齉爨麤"
"""Characters that no newspaper prints."""


def sentences_of(portal: config.Portal) -> list[str]:
    """Return every sentence of the portal's seeds that is long enough to draw from."""
    return [
        sentence.text
        for seed in read_seeds([portal.seeds])
        for article in read(seed, portal.region).articles
        for sentence in article.article.sentences
        if len(sentence.text) >= LONGEST_DRAWN
    ]


def draw(sentences: list[str], chance: random.Random) -> list[str]:
    """Draw strings of 2 to 12 characters from anywhere in the sentences."""
    drawn = []
    for sentence in chance.choices(sentences, k=DRAWN):
        length = chance.randint(2, LONGEST_DRAWN)
        start = chance.randrange(len(sentence) - length + 1)
        drawn.append(sentence[start : start + length])
    return drawn


def test_whatever_stands_in_a_seed_is_found(page: Page, below: str, built_portal: config.Portal) -> None:
    """Any 2 to 12 characters of any sentence find an entry; with a foreign one among them, none literally."""
    number = random.SystemRandom().randrange(2**32)
    chance = random.Random(number)  # noqa: S311 - a sample, not a secret
    drawn = draw(sentences_of(built_portal), chance)
    page.goto(below)
    page.add_script_tag(url=below + files.ENTRIES)
    load_planner(page, below, page.evaluate("portalSearch"))
    missed = page.evaluate(
        """async (drawn) => {
          const missed = []
          for (const query of drawn) {
            const terms = termsOf(query, language.folder)
            const hits = (await planner.search(query)).map((hit) => store.haystacks[hit.id])
            const found = hits.some((text) => terms.every((term) => text.includes(term)))
            if (terms.length && !found) missed.push(query)
          }
          return missed
        }""",
        drawn,
    )
    assert missed == [], f"drawn with {number}"
    absent = [
        query[: (at := chance.randrange(1, len(query)))] + chance.choice(ABSENT) + query[at:]
        for query in drawn
    ]
    literal = page.evaluate(
        """async (queries) => {
          const literal = []
          for (const query of queries) {
            if ((await planner.search(query)).some((hit) => !hit.label)) literal.push(query)
          }
          return literal
        }""",
        absent,
    )
    assert literal == [], f"drawn with {number}"
