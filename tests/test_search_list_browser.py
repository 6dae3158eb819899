"""The list of results as a reader uses it: counted, narrowed, sent as a link, helpful where it is empty."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import copy_inputs, serving
from playwright.sync_api import Browser, Locator, Page, expect
from search_reader import BOX, Reader

from generator import config, portal

pytestmark = pytest.mark.browser

META = ".md-search-result__meta"
ITEMS = ".md-search-result__item"
LINKS = f"{ITEMS} .md-search-result__link"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NOTHING = "甲乙丙丁戊 庚辛壬癸子"
SCROLLED = ".md-search__scrollwrap"
ARTICLES = 130
# As a wheel does: Material looks once a frame whether the end has come into sight since the last one.
SCROLL = """async ([list, groups, count]) => {
  const scrolled = document.querySelector(list)
  const frames = async () => { for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame) }
  const end = Date.now() + 10_000
  while (document.querySelectorAll(groups).length < count && Date.now() < end) {
    scrolled.scrollTop = scrolled.scrollHeight - scrolled.clientHeight - 100
    await frames()
    scrolled.scrollTop = scrolled.scrollHeight
    await frames()
  }
}"""


@pytest.fixture
def reader(page: Page, below: str) -> Reader:
    """A reader on a page of their own: what is chosen stays as long as a page."""
    return Reader(page, below)


@pytest.fixture(scope="module")
def long_lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with many articles on one matter, and one article with many facts."""
    settings = copy_inputs(tmp_path_factory.mktemp("long"))
    seeds = settings.parent / "seeds"
    shutil.rmtree(seeds)
    seeds.mkdir()
    for number in range(ARTICLES):
        place = "南岗区" if number % 3 else "香坊区"
        text = f"# {place}第{number}期\n\n2023年，{place}新建口袋公园{number + 100}个。\n"
        (seeds / f"{number:03}.txt").write_text(text, encoding="utf-8")
    trees = [f"2023年，道外区第{number}社区新栽丁香{number + 300}株。" for number in range(45)]
    (seeds / "trees.txt").write_text("# 道外区栽树\n\n" + "\n\n".join(trees) + "\n", encoding="utf-8")
    dates = "".join(f"{file.name}:\n  published: 2024-01-05\n" for file in sorted(seeds.iterdir()))
    (seeds / "sources.yml").write_text(dates, encoding="utf-8")
    made = config.load(settings)
    portal.build(made, quiet=True)
    with serving(made.site) as address:
        yield address


def choice(page: Page, name: str) -> Locator:
    """Return the button that narrows the list to a place or kind."""
    return page.locator(".narrow").get_by_role("button", name=re.compile(rf"^{name} \d+$"))


def number_on(button: Locator) -> int:
    """Return the number a button gives."""
    return int(button.inner_text().split()[-1])


def chosen(page: Page) -> list[str]:
    """Return the names of what is chosen."""
    return [each.split()[0] for each in page.locator(".narrow [aria-pressed=true]").all_inner_texts()]


def told(page: Page) -> list[int]:
    """Return the numbers that the list gives of itself."""
    return [int(number) for number in re.findall(r"\d+", page.locator(META).inner_text())]


def to_the_end(page: Page, count: int) -> None:
    """Scroll down until the list has so many groups, as Material adds some at its end."""
    page.evaluate(SCROLL, [SCROLLED, ITEMS, count])
    expect(page.locator(ITEMS)).to_have_count(count)


def test_a_list_says_how_many_results_it_has(reader: Reader) -> None:
    """The numbers above the list are those of results and of articles or pages in it, folded ones too."""
    reader.type("老旧小区")
    results, groups = told(reader.page)
    to_the_end(reader.page, groups)
    # Each group names its page first, whether or not the page itself is a result.
    links = reader.page.locator(LINKS).count()
    assert links - groups <= results <= links
    of_kinds = reader.page.locator('[data-sort="what"] button').all()
    assert sum(number_on(button) for button in of_kinds) == results


def test_a_long_list_is_counted_whole_and_goes_on(page: Page, long_lists: str) -> None:
    """More articles than are listed at once are counted, and a button below the last leads to the rest."""
    page.goto(f"{long_lists}?q=口袋公园")
    expect(page.locator(META)).to_contain_text("这里是第 1—20 篇")
    groups = told(page)[1]
    assert groups >= ARTICLES
    seen = []
    for first in range(1, groups + 1, 20):
        expect(page.locator(META)).to_contain_text(f"见于 {groups} 篇报道或页面；这里是第 {first}—")
        more = page.get_by_role("button", name="再看其余")
        expect(more).to_be_hidden()
        to_the_end(page, min(20, groups - first + 1))
        seen += page.locator(f"{ITEMS} h1").all_inner_texts()
        if first + 20 <= groups:
            expect(more).to_have_text(f"再看其余 {groups - first - 19} 篇")
            more.click()
            assert page.locator(SCROLLED).evaluate("list => list.scrollTop") == 0
            expect(page.locator(SCROLLED)).to_be_focused()
    assert len(seen) == groups
    assert {f"南岗区第{number}期" for number in range(1, ARTICLES) if number % 3} <= set(seen)
    expect(more).to_be_hidden()
    page.get_by_role("button", name="回到开头").click()
    expect(page.locator(META)).to_contain_text("这里是第 1—20 篇")


def test_an_article_with_many_results_says_what_is_left_out(page: Page, long_lists: str) -> None:
    """Of an article with more results than are listed, the list says how many are not."""
    page.goto(f"{long_lists}?q=丁香")
    article = page.locator(ITEMS).filter(has_text="道外区栽树")
    expect(article.locator("h1 ~ .md-tags")).to_have_text(re.compile("另有 [0-9]+ 条不列出"))
    listed = article.locator("h2, details h1").count()
    left = int(re.findall(r"\d+", article.locator(".md-tag").first.inner_text())[-1])
    assert listed + left >= 45


def test_a_list_is_narrowed_to_places_and_kinds(reader: Reader) -> None:
    """Each choice gives the number of results it leaves; two places are either, place and kind are both."""
    page = reader.page
    reader.type("投资")
    everything = told(page)[0]
    in_xiangfang, in_nangang = number_on(choice(page, "香坊区")), number_on(choice(page, "南岗区"))
    choice(page, "香坊区").click()
    expect(page.locator(META)).to_contain_text(f"选出 {in_xiangfang} 条（共 {everything} 条）")
    shown = page.locator(f"{ITEMS} article:has(h2)").all_text_contents()
    assert shown
    assert [text for text in shown if "香坊区" not in text] == []
    choice(page, "南岗区").click()
    expect(page.locator(META)).to_contain_text(f"选出 {in_xiangfang + in_nangang} 条")
    data = number_on(choice(page, "数据"))
    choice(page, "数据").click()
    expect(page.locator(META)).to_contain_text(f"选出 {data} 条")
    assert chosen(page) == ["香坊区", "南岗区", "数据"]
    for name in ("香坊区", "南岗区", "数据"):
        choice(page, name).click()
    expect(page.locator(META)).to_contain_text(f"共 {everything} 条")
    assert reader.troubles == []


def test_only_what_a_query_has_can_be_chosen(reader: Reader) -> None:
    """Places and kinds without a result for the query are not offered; a single one is no choice."""
    page = reader.page
    reader.type("伏尔加庄园")
    expect(page.locator('[data-sort="in"]')).to_be_hidden()
    expect(choice(page, "人物")).to_have_count(0)
    expect(choice(page, "原文")).to_have_count(1)


def test_a_link_opens_the_same_list(page: Page, reader: Reader, below: str) -> None:
    """The address has the query and what is chosen; opened anew it gives the same results."""
    reader.type("投资")
    choice(page, "香坊区").click()
    choice(page, "数据").click()
    page.wait_for_url(re.compile(r"[?&]q=[^&]+&in=xiangfang&what=o$"))
    expect(page.locator(META)).to_contain_text("选出")
    meta, links = page.locator(META).inner_text(), page.locator(LINKS).all_inner_texts()
    page.goto(page.url.replace(below, below + "about/"))
    expect(page.locator(META)).to_have_text(meta)
    assert page.locator(LINKS).all_inner_texts() == links
    assert chosen(page) == ["香坊区", "数据"]


@pytest.mark.parametrize("name", ["in", "what"])
def test_what_does_not_exist_narrows_nothing(page: Page, below: str, name: str) -> None:
    """A place or kind in the address that there is not is as good as none."""
    page.goto(f"{below}?q=投资&{name}=<b>nowhere</b>")
    expect(page.locator(META)).to_have_text(re.compile("^共 "))
    assert chosen(page) == []


def test_a_choice_without_results_can_be_undone(page: Page, below: str) -> None:
    """Where nothing is left of what was found, the list says so and offers all of it."""
    page.goto(f"{below}?q=伏尔加庄园&in=nangang")
    expect(page.locator(META)).to_contain_text("没有一条符合")
    assert chosen(page) == ["南岗区"]
    page.get_by_role("button", name="不再筛选").click()
    expect(page.locator(ITEMS).first).to_contain_text("伏尔加庄园")
    page.wait_for_url(lambda address: "in=" not in address)
    assert chosen(page) == []


def test_the_address_follows_the_query(page: Page, reader: Reader) -> None:
    """What is typed comes into the address, beside what is there, and leaves it with the box."""
    page.goto(reader.address + "about/?h=方法#x")
    page.focus(BOX)
    page.keyboard.insert_text("香坊 2023&投资")
    page.wait_for_url(lambda address: "q=" in address)
    assert page.evaluate("Object.fromEntries(new URLSearchParams(location.search))") == {
        "h": "方法",
        "q": "香坊 2023&投资",
    }
    assert page.evaluate("location.hash") == "#x"
    page.fill(BOX, "")
    page.wait_for_url(lambda address: "q=" not in address)
    page.fill(BOX, "南岗")
    page.wait_for_url(lambda address: "q=" in address)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda address: "q=" not in address)
    assert page.evaluate("history.length") <= 3


@pytest.mark.parametrize("start", ["", "?q=投资&in=xiangfang"])
def test_back_leads_to_the_list(page: Page, below: str, start: str) -> None:
    """Who follows a result and goes back finds the list as it was."""
    page.goto(below + start)
    page.fill(BOX, "投资")
    expect(page.locator(ITEMS).first).to_be_visible()
    if not start:
        choice(page, "香坊区").click()
    expect(page.locator(META)).to_contain_text("选出")
    meta = page.locator(META).inner_text()
    page.locator(LINKS).nth(1).click()
    page.wait_for_url("**/sources/**")
    page.go_back()
    expect(page.locator(META)).to_have_text(meta)
    expect(page.locator(LINKS).nth(1)).to_be_visible()


def test_choices_by_keyboard(reader: Reader) -> None:
    """Tab leads from the box to the choices, Space presses one and stays there, Shift+Tab leads back."""
    page = reader.page
    reader.type("投资")
    page.focus(BOX)
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.narrow button')"):
            break
    first = page.locator(".narrow button").first
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(page.locator(META)).to_contain_text("选出")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "false")
    assert page.input_value(BOX) == "投资"
    page.keyboard.press("Tab")
    expect(page.locator(".narrow button").nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(LINKS).first).to_be_focused()
    page.locator(".narrow button").first.focus()
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator("[data-md-toggle=search]")).to_be_checked()


def test_tab_out_of_the_search_closes_it(reader: Reader) -> None:
    """Behind the last choice Tab leads on to the page, and the search does not stay in front of it."""
    page = reader.page
    reader.type("投资")
    page.locator(".narrow button").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()


def test_nothing_found_offers_what_there_is(reader: Reader) -> None:
    """Words of the query that find something can be searched for; districts, topics, sources are linked."""
    page = reader.page
    assert reader.type(f"老旧小区 {NOTHING}") == []
    part = page.get_by_role("button", name="“老旧小区”有")
    count = int(re.findall(r"\d+", part.inner_text())[0])
    for name, path in (("各区", "districts/"), ("主题", "topics/"), ("来源", "sources/")):
        link = page.locator(".beyond").get_by_role("link", name=name)
        assert link.evaluate("link => link.href") == reader.address + path
    part.click()
    expect(page.locator(ITEMS).first).to_contain_text("老旧小区")
    assert told(page)[0] == count
    assert page.input_value(BOX) == "老旧小区"
    expect(page.locator(".beyond")).to_be_hidden()
    page.fill(BOX, "不存在的词语甲乙丙")
    expect(page.locator(".beyond")).to_be_visible()
    page.fill(BOX, "")
    expect(page.locator(".beyond")).to_be_hidden()
    assert reader.troubles == []


def test_what_is_typed_stays_text(reader: Reader) -> None:
    """Markup in a query is text where the list says what else there is."""
    reader.type(f"<img/src=x/onerror=alert(1)> <b>老旧小区 {NOTHING}")
    assert reader.page.locator(":is(.narrow, .beyond) :is(img, b)").count() == 0
    assert reader.troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_lists_are_for_everyone(
    chromium: Browser, below: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """axe-core has nothing to say of a narrowed list nor of an empty one; neither is wider than a window."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="zh-CN"
    )
    page = context.new_page()
    for asked in ("投资&in=xiangfang", f"老旧小区 {NOTHING}", "伏尔加庄园&in=nangang"):
        page.goto(f"{below}?q={asked}")
        expect(page.locator(":is(.narrow, .beyond):visible").first).to_be_visible()
        page.wait_for_timeout(600)  # Material lets the list appear slowly
        axe = Axe().run(page, context="[data-md-component=search]", options={"runOnly": RULES})
        found = [
            f"{rule['id']}: {node['html'][:120]}"
            for rule in axe.response["violations"]
            for node in rule["nodes"]
        ]
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for part in page.locator(":is(.narrow, .beyond):visible").all():
            box = part.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
    context.close()
