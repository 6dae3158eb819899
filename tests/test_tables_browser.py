"""Tables of facts in Chromium: sorted, folded and filtered by script, whole without."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any, Literal

import conftest
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from generator import config, portal

pytestmark = pytest.mark.browser

DISTRICT = "districts/xiangfang/"
PLANNING = "districts/nangang/"
"""A district with facts, estimates or plans of several years."""
TOPIC = "topics/projects/"
SIZES = {"亿": 10**8, "万": 10**4}
AMOUNT = re.compile(r"^([\d.]+)(亿|万)?元$")
WORDS = {"actual": "实际", "estimate": "预计", "plan": "计划"}


AMOUNTS = {2020: "1.2亿元", 2021: "9000万元", 2022: "3亿元", 2023: "25000万元，同比增长8.4%"}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site like ours, of one article that tells amounts now in 万元, now in 亿元."""
    file = conftest.copy_inputs(tmp_path_factory.mktemp("mixed"))
    shutil.rmtree(file.parent / "seeds")
    (file.parent / "seeds").mkdir()
    told = "".join(f"{year}年，香坊区完成投资{amount}。" for year, amount in AMOUNTS.items())
    (file.parent / "seeds" / "one.txt").write_text(
        f"---\npublished: 2024-03\n---\n# 香坊区\n\n{told}\n", encoding="utf-8"
    )
    settings = config.load(file)
    portal.build(settings, quiet=True)
    with conftest.serving(settings.site) as address:
        yield address


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A page with scripts switched off."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def longest(page: Page) -> Locator:
    """Return the longest table of facts on a page."""
    counts = page.locator("table.facts").evaluate_all("tables => tables.map(t => t.tBodies[0].rows.length)")
    return page.locator("table.facts").nth(counts.index(max(counts)))


def printed(table: Locator) -> list[str]:
    """Return all values of a table in the order of its rows."""
    return table.locator(".facts__value b").all_text_contents()


def amounts(values: list[str]) -> list[float]:
    """Return how many yuan, in order; values of other units are left out."""
    found = (AMOUNT.match(value) for value in values)
    return [float(match[1]) * SIZES.get(match[2], 1) for match in found if match]


def mixing(page: Page) -> Locator:
    """Return the table of a page with amounts both in 万元 and in 亿元."""
    tables = page.locator("table.facts")
    for place in range(tables.count()):
        values = "\n".join(printed(tables.nth(place)))
        if re.search(r"^[\d.]+万元$", values, re.MULTILINE) and re.search(
            r"^[\d.]+亿元$", values, re.MULTILINE
        ):
            return tables.nth(place)
    pytest.fail("no table of this page mixes 万元 and 亿元")


def test_values_sort_across_ten_thousands_and_hundred_millions(page: Page, mixed: str) -> None:
    """A click sorts amounts as amounts, a second turns them round, a third restores the printed order."""
    page.goto(mixed + DISTRICT)
    table = mixing(page)
    before, head = printed(table), table.locator("th", has_text="数值")
    assert len(amounts(before)) == 4
    assert amounts(before) != sorted(amounts(before))
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert amounts(printed(table)) == sorted(amounts(before))
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert amounts(printed(table)) == sorted(amounts(before), reverse=True)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert printed(table) == before


def test_values_of_one_dimension_stay_together(page: Page, mixed: str) -> None:
    """Sorting never puts a share between two amounts: numbers are compared within one dimension only."""
    page.goto(mixed + DISTRICT)
    table = mixing(page)
    table.locator("th", has_text="数值").get_by_role("button").click()
    cells = table.locator("[data-dimension]")
    dimensions: list[str] = cells.evaluate_all("cells => cells.map(cell => cell.dataset.dimension)")
    runs = [one for one, before in zip(dimensions, [None, *dimensions], strict=False) if one != before]
    assert len(runs) == len(set(runs)) > 1


def test_periods_and_statuses_sort_in_their_own_order(page: Page, served: str) -> None:
    """Periods sort by their first day, what is undated last; statuses actual, estimate, plan."""
    page.goto(served + TOPIC)
    table = longest(page)
    table.locator("th", has_text="时间").get_by_role("button").click()
    years = [re.search(r"\d{4}", text) for text in table.locator(".facts__period").all_text_contents()]
    dated = [int(year[0]) for year in years if year]
    assert dated == sorted(dated)
    assert all(years[: len(dated)])
    page.goto(served + DISTRICT)
    table = longest(page)
    table.locator("th", has_text="状态").get_by_role("button").click()
    statuses = table.locator(".status").all_text_contents()
    assert statuses == sorted(statuses, key=list(WORDS.values()).index)
    assert len(set(statuses)) > 1


def test_a_long_table_unfolds_and_folds(page: Page, served: str) -> None:
    """Eight rows of a long table are shown; a button says how many more, shows and folds them."""
    page.goto(served + DISTRICT)
    table = longest(page)
    whole = table.locator("tbody tr").count()
    assert whole > 10
    shown = table.locator("tbody tr:visible")
    button = table.locator("xpath=ancestor::div[1]/following-sibling::*[1]")
    assert shown.count() == 8
    assert button.inner_text() == f"显示其余{whole - 8}条"
    button.click()
    assert shown.count() == whole
    assert button.get_attribute("aria-expanded") == "true"
    assert button.inner_text() == "收起"
    button.click()
    assert shown.count() == 8
    page.emulate_media(media="print")
    assert shown.count() == whole
    expect(button).to_be_hidden()


def test_only_long_tables_fold(page: Page, served: str) -> None:
    """A table of ten rows or fewer is whole."""
    page.goto(served + DISTRICT)
    shown: list[list[int]] = page.locator("table.facts tbody").evaluate_all(
        "all => all.map(one => [one.rows.length, [...one.rows].filter(row => row.offsetHeight).length])"
    )
    assert any(rows > 10 for rows, _ in shown)
    assert any(8 < rows <= 10 for rows, _ in shown)
    assert all(seen == (8 if rows > 10 else rows) for rows, seen in shown)


@pytest.mark.parametrize("arriving", [True, False], ids=["loaded", "followed"])
def test_a_link_into_a_folded_row_shows_it(page: Page, served: str, *, arriving: bool) -> None:
    """The fact an address points at is in view, wherever its table is folded; its neighbours stay folded."""
    page.goto(served + DISTRICT)
    folded = longest(page).locator("tr.is-folded[id^=fact-]")
    name, others = folded.last.get_attribute("id"), folded.count() - 1
    if arriving:
        page.goto("about:blank")
        page.goto(f"{served}{DISTRICT}#{name}")
    else:
        page.evaluate("name => { location.hash = name }", name)
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    assert longest(page).locator("tr.is-folded").count() == others


def test_long_lists_fold_as_well(page: Page, served: str) -> None:
    """Honours and events of a district beyond the eighth are folded, and shown when pointed at."""
    page.goto(served + DISTRICT)
    for rows in (page.locator(".honours tbody tr"), page.locator("#timeline + .events > li")):
        assert rows.count() > 10
        last = rows.last
        expect(last).to_be_hidden()
        name = last.get_attribute("id")
        page.evaluate("name => { location.hash = name }", name)
        expect(last).to_be_in_viewport()


def says(cells: dict[str, Any], status: str, year: int) -> bool:
    """Whether the cells of a row say a status and a period that reaches over a year."""
    years = [int(found) for found in re.findall(r"\d{4}", cells["period"])]
    return cells["status"] == status and bool(years) and years[0] <= year <= years[-1]


CELLS = """rows => rows.map(row => ({
    id: row.id,
    status: row.querySelector(".status").textContent,
    period: row.querySelector(".facts__period").textContent,
    visible: row.offsetHeight > 0,
}))"""


def test_a_filter_leaves_exactly_what_answers(page: Page, served: str) -> None:
    """Status and year leave the rows whose cells say so, folded ones as well; the address restores it."""
    page.goto(served + DISTRICT)
    rows = page.locator("table.facts tbody tr")
    before = rows.evaluate_all(CELLS)
    expected = {row["id"] for row in before if says(row, "预计", 2025)}
    assert 0 < len(expected) < len(before)
    page.locator(".filter [name=status]").select_option("estimate")
    page.locator(".filter [name=year]").select_option("2025")
    count = page.locator(".filter [aria-live=polite]")
    expect(count).to_have_text(f"符合的有{len(expected)}条，共{len(before)}条")
    assert {row["id"] for row in rows.evaluate_all(CELLS) if row["visible"]} == expected
    expect(page).to_have_url(f"{served}{DISTRICT}?status=estimate&year=2025")
    page.reload()
    expect(count).to_have_text(f"符合的有{len(expected)}条，共{len(before)}条")
    assert {row["id"] for row in rows.evaluate_all(CELLS) if row["visible"]} == expected
    page.locator(".filter button").click()
    expect(page).to_have_url(served + DISTRICT)
    expect(page.get_by_label("筛选", exact=True)).to_be_focused()
    expect(count).to_be_empty()
    assert rows.evaluate_all(CELLS) == before


def test_words_narrow_and_leave_no_empty_section(page: Page, served: str) -> None:
    """Words find indicators, sentences, values; headings with nothing left go, in the contents as well."""
    page.goto(f"{served}{DISTRICT}?h=x#topic-projects")
    page.get_by_label("筛选", exact=True).fill("154.9亿元")
    expect(page.locator("table.facts tbody tr:visible")).to_have_count(2)  # 161个 stand in its sentence
    expect(page).to_have_url(f"{served}{DISTRICT}?h=x&words=154.9%E4%BA%BF%E5%85%83#topic-projects")
    assert page.locator("h2[id^=topic-]:visible").count() == 1
    assert page.locator('.md-nav--secondary a[href*="#topic-"]:visible').count() == 1
    page.get_by_label("筛选", exact=True).fill("没有这几个字")
    expect(page.locator("h2[id^=topic-]:visible")).to_have_count(0)
    expect(page.locator(".filter__count")).to_contain_text("符合的有0条")


def test_a_number_is_found_with_and_without_separators(page: Page, served: str) -> None:
    """15490000000 finds the row whose value is written out as 15,490,000,000元, and so does that."""
    page.goto(served + DISTRICT)
    for words in ("15490000000", "15,490,000,000"):
        page.get_by_label("筛选", exact=True).fill(words)
        row = page.locator("table.facts tbody tr:visible")
        expect(row).to_have_count(1)
        expect(row).to_contain_text("154.9亿元")


def test_what_is_being_composed_does_not_filter_yet(page: Page, served: str) -> None:
    """Pinyin on its way to become words leaves the page as it is; the words it becomes narrow it."""
    page.goto(served + DISTRICT)
    rows = page.locator("table.facts tbody tr:visible")
    before = rows.count()
    field = page.get_by_label("筛选", exact=True)
    compose = """(field, [words, type]) => {
        field.value = words
        const event = type == "input" ? new InputEvent(type, {isComposing: true, bubbles: true})
            : new CompositionEvent(type, {bubbles: true})
        field.dispatchEvent(event)
    }"""
    field.evaluate(compose, ["xm", "input"])
    page.wait_for_timeout(400)
    assert rows.count() == before
    field.evaluate(compose, ["154.9亿元", "compositionend"])
    expect(rows).to_have_count(2)


def test_a_filter_offers_only_what_occurs(page: Page, served: str) -> None:
    """Each status and each year to choose leaves at least one row."""
    page.goto(served + PLANNING)
    for name in ("status", "year"):
        field = page.locator(f".filter [name={name}]")
        for value in field.locator("option").evaluate_all("all => all.map(one => one.value).filter(Boolean)"):
            field.select_option(value)
            expect(page.locator(".filter__count")).to_contain_text(re.compile("符合的有[1-9]"))
            field.select_option("")
            expect(page.locator(".filter__count")).to_be_empty()


@pytest.mark.parametrize("address", [DISTRICT, TOPIC])
def test_without_script_all_is_there_and_nothing_dead(plain: Page, served: str, address: str) -> None:
    """With scripts off every row is visible, and no button or field is there that would do nothing."""
    plain.goto(served + address)
    rows = plain.locator("tbody tr")
    assert rows.count() == plain.locator("tbody tr:visible").count() > 20
    assert plain.locator("article :is(button, input, select, form)").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_fit_a_phone(chromium: Browser, served: str, scheme: Literal["light", "dark"]) -> None:
    """At 390 px nothing scrolls sideways, controls are 24 px high at least, and nothing complains."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{served}{DISTRICT}?year=2020")
    expect(page.locator(".filter__count")).not_to_be_empty()
    for shown in (page.locator(".filter [name=year]"), page.locator(".filter button")):
        expect(shown).to_be_visible()
    page.locator(".filter button").click()
    expect(page.locator(".unfold:visible").first).to_be_visible()
    controls = page.locator("article :is(button, input, select):visible")
    boxes: list[list[float]] = controls.evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert len(boxes) > 10
    assert all(width >= 24 and height >= 24 for width, height in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []
    context.close()
