"""The card of a mention in Chromium: by mouse and keyboard, on a desktop and on a phone, and without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import copy_inputs
from playwright.sync_api import Browser, Locator, Page, expect
from test_site_browser import SOURCE, listen

from generator import config, portal

pytestmark = pytest.mark.browser

KINDS = ["observation", "event", "distinction", "person"]
GITHUB = "https://github.com/owner/name/issues/new"
LABELS = {"读作", "数值", "时间", "状态", "地区"}


@pytest.fixture
def source(page: Page, served: str) -> Page:
    """The page of a source with mentions of all four kinds, scripts run."""
    page.goto(served + SOURCE)
    expect(page.locator("html.has-readings")).to_be_attached()
    return page


@pytest.fixture(params=["light", "dark"])
def phone(chromium: Browser, served: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The same page on a small phone, in either colour scheme, nothing moving."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme=request.param,
        reduced_motion="reduce",
        has_touch=True,
    )
    page = context.new_page()
    page.goto(served + SOURCE)
    yield page
    context.close()


def first(page: Page, kind: str) -> Locator:
    """The first mention of a kind in the running text."""
    return page.locator(f".printed .m--{kind}[id]").first


def card(page: Page) -> Locator:
    """The card."""
    return page.locator("dialog.reading")


def click(page: Page, mention: Locator) -> None:
    """Click on a place of a mention that belongs to no inner one."""
    mention.scroll_into_view_if_needed()
    place = mention.evaluate("""mention => {
        const range = document.createRange()
        const words = [...mention.childNodes].find(node => node.nodeType === Node.TEXT_NODE)
        range.setStart(words, 0)
        range.setEnd(words, 1)
        const {x, y, width, height} = range.getBoundingClientRect()
        return [x + width / 2, y + height / 2]
    }""")
    page.mouse.click(*place)


def assert_says_what_the_row_says(page: Page, record: str) -> None:
    """The card shows the printed words and every filled cell of the mention's row, and nothing else."""
    row = page.locator(f'.readings tr:has([href="#{record}"])').first
    cells = {cell.get_attribute("data-label"): cell.inner_text().strip() for cell in row.locator("td").all()}
    shown = card(page)
    expect(shown).to_be_visible()
    assert shown.locator(".reading__title b").inner_text() == cells.pop("原文")
    assert shown.locator(".reading__title .kind").inner_text() == cells.pop("类别")
    entries = shown.locator("dl > div").all()
    said = {entry.locator("dt").inner_text(): entry.locator("dd").inner_text().strip() for entry in entries}
    assert said == {label: value for label, value in cells.items() if value}
    assert said.keys() <= LABELS
    place = row.locator("td[data-label=地区] a")
    if place.count():
        assert shown.locator("dd a").last.get_attribute("href") == place.get_attribute("href")


@pytest.mark.parametrize("kind", KINDS)
def test_a_click_opens_what_the_row_says(source: Page, served: str, kind: str) -> None:
    """A click on a mention of any kind opens its card near it, in the window; the page stays."""
    heard = listen(source, served)
    mention = first(source, kind)
    click(source, mention)
    assert_says_what_the_row_says(source, mention.get_attribute("id") or "")
    assert source.url == served + SOURCE
    expect(mention).to_have_class(re.compile("is-open"))
    box, near = card(source).bounding_box(), mention.bounding_box()
    assert box
    assert near
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900
    assert -20 <= max(box["y"] - near["y"] - near["height"], near["y"] - box["y"] - box["height"]) <= 20 or (
        near["y"] <= box["y"] <= near["y"] + near["height"] + 20  # a mention of several lines
    )
    assert heard.complaints == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_opens_and_closes_it(source: Page, kind: str) -> None:
    """Enter on a focused mention opens the card, focus moves in; Escape closes it, focus comes back."""
    mention = first(source, kind)
    record = mention.get_attribute("id") or ""
    opener = mention if kind == "observation" else mention.locator("> .m__open")
    opener.focus()
    if kind != "observation":
        assert mention.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    source.keyboard.press("Enter")
    assert_says_what_the_row_says(source, record)
    assert card(source).evaluate("card => card.contains(document.activeElement)")
    source.keyboard.press("Escape")
    expect(card(source)).to_be_hidden()
    expect(opener).to_be_focused()
    expect(source.locator(".is-open")).to_have_count(0)


def test_it_stands_beside_a_mention_at_the_foot_of_the_window(source: Page) -> None:
    """By keyboard too the card stands next to its mention, all of it in the window; the page stays."""
    mention = source.locator(".printed .m--event[id]").nth(20)
    for _ in range(2):  # what is far is laid out on arrival, and moves what stands below it
        mention.evaluate("element => element.scrollIntoView({block: 'end', behavior: 'instant'})")
        source.wait_for_timeout(300)
    mention.locator("> .m__open").evaluate("button => button.focus({preventScroll: true})")
    before = source.evaluate("scrollY")
    source.keyboard.press("Enter")
    expect(card(source)).to_be_visible()
    source.wait_for_timeout(300)  # time to scroll, if it were to
    assert source.evaluate("scrollY") == before
    box, near = card(source).bounding_box(), mention.bounding_box()
    assert box
    assert near
    assert 0 <= near["y"] - box["y"] - box["height"] <= 20


def test_tab_reaches_mentions_of_every_kind(source: Page) -> None:
    """Going on with Tab leads through numbers and wider mentions, and each tells what it opens."""
    first(source, "observation").focus()
    reached: dict[str, str] = {}
    for _ in range(400):
        kind, name = source.evaluate("""() => {
            const active = document.activeElement
            const mention = active.closest(".m")
            const kind = mention && [...mention.classList].find(name => name.startsWith("m--"))
            return [kind ?? "", active.ariaLabel ?? active.textContent]
        }""")
        reached.setdefault(kind.removeprefix("m--"), name)
        if reached.keys() >= set(KINDS):
            break
        source.keyboard.press("Tab")
    assert reached.keys() >= set(KINDS)
    assert reached["event"].startswith("看读法：事件 ")
    assert reached["person"].startswith("看读法：人物 ")


def test_no_control_stands_in_another(source: Page) -> None:
    """Neither a link nor a button of the printed text holds another one."""
    assert source.locator(".printed :is(a, button, [role=button]) :is(a, button, [tabindex])").count() == 0
    assert source.locator(".printed .m__open").count() > 10


def test_the_wider_mention_is_offered(source: Page) -> None:
    """The innermost mention is opened; its card leads to the one around it, focus returns to the first."""
    inner = source.locator(".printed .m--event[id] > a.m--observation[id]").first
    outer = inner.locator("xpath=..")
    inner.click()
    assert_says_what_the_row_says(source, inner.get_attribute("id") or "")
    wider = card(source).locator(".reading__wider button")
    assert "外层：" in wider.inner_text()
    wider.click()
    assert_says_what_the_row_says(source, outer.get_attribute("id") or "")
    expect(wider).to_be_hidden()
    expect(source.locator(".is-open")).to_have_count(1)
    source.keyboard.press("Escape")
    expect(inner).to_be_focused()


def test_a_click_beside_the_card_opens_the_next(source: Page) -> None:
    """A click on another mention leads on to its card at once; one on nothing closes the card."""
    one = source.locator(".printed .m--event[id] > a.m--observation[id]").first
    one.click()
    box = card(source).bounding_box()
    assert box
    other = source.evaluate_handle(
        """() => [...document.querySelectorAll(".printed a.m[id]")].find(mention => {
            const {x, y, width, height} = mention.getBoundingClientRect()
            const card = document.querySelector("dialog.reading").getBoundingClientRect()
            const [h, v] = [x + width / 2, y + height / 2]
            const covered = h > card.left - 9 && h < card.right + 9 && v > card.top - 9 && v < card.bottom + 9
            return !covered && v > 120 && v < innerHeight - 20 && !mention.classList.contains("is-open")
        })"""
    ).as_element()
    assert other
    where, record = other.bounding_box(), other.get_attribute("id") or ""
    assert where
    source.mouse.click(where["x"] + where["width"] / 2, where["y"] + where["height"] / 2)
    assert_says_what_the_row_says(source, record)
    source.wait_for_timeout(50)
    expect(source.locator(".is-open")).to_have_id(record)
    source.mouse.click(5, 890)
    expect(card(source)).to_be_hidden()


def test_copying_gives_the_citation_of_the_fact(source: Page) -> None:
    """复制引用 puts the line by GB/T 7714 that the district's page has for this fact on the clipboard."""
    source.context.grant_permissions(["clipboard-read", "clipboard-write"])
    number = first(source, "observation")
    record = number.get_attribute("id") or ""
    number.click()
    card(source).get_by_role("button", name="复制引用").click()
    expect(card(source).locator("[role=status]")).to_have_text("已复制")
    copied = source.evaluate("navigator.clipboard.readText()")
    assert record in copied
    card(source).locator("dd a").last.click()
    row = source.locator(f"tr:has(#fact-{record}), tr#fact-{record}").first
    assert copied == (row.locator(".cite").first.text_content() or "").strip()


def test_without_leave_to_copy_the_citation_is_selected(source: Page) -> None:
    """Where the browser refuses to copy, the citation is selected and the card says so."""
    source.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    first(source, "observation").click()
    card(source).get_by_role("button", name="复制引用").click()
    expect(card(source).locator("[role=status]")).to_contain_text("手动复制")
    assert source.evaluate("getSelection().toString()") == card(source).locator(".reading__cite").inner_text()


def test_the_card_leads_to_the_row_and_to_the_mention(source: Page) -> None:
    """From the card a link leads to the row in the table, another is the address of the mention itself."""
    number = first(source, "observation")
    record = number.get_attribute("id")
    number.click()
    card(source).get_by_role("link", name="看表中这一行").click()
    expect(card(source)).to_be_hidden()
    expect(source.locator("tr:target")).to_be_in_viewport()
    source.locator("tr:target .readings__back").click()
    expect(source.locator(".m:target")).to_be_in_viewport()
    number.click()
    card(source).get_by_role("link", name="本处链接").click()
    expect(source).to_have_url(re.compile(f"#{record}$"))
    expect(card(source)).to_be_hidden()


def test_an_address_of_a_mention_marks_it_and_opens_nothing(source: Page, served: str) -> None:
    """Coming from elsewhere one sees the mention marked where it stands, without a card over it."""
    record = first(source, "event").get_attribute("id")
    source.goto("about:blank")
    source.goto(f"{served}{SOURCE}#{record}")
    expect(source.locator("html.has-readings")).to_be_attached()
    expect(source.locator(".m:target")).to_be_in_viewport()
    expect(card(source)).to_be_hidden()


def test_on_a_phone_it_is_a_sheet_at_the_bottom(phone: Page) -> None:
    """At 390 px the card fills the window's foot, the mention is in sight, nothing scrolls sideways."""
    for kind in KINDS:
        mention = first(phone, kind)
        click(phone, mention)
        expect(card(phone)).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        box = card(phone).bounding_box()
        assert box
        assert (box["x"], box["width"]) == (0, 390)
        assert round(box["y"] + box["height"]) == 844
        line = mention.evaluate("element => element.getClientRects()[0].bottom")
        assert 0 < line <= box["y"]
        for control in card(phone).locator("a:visible, button:visible").all():
            target = control.bounding_box()
            assert target
            assert target["height"] >= 24, control.inner_text()
        card(phone).get_by_role("button", name="关闭").click()
        expect(card(phone)).to_be_hidden()


def test_without_script_a_number_leads_to_its_row_and_back(chromium: Browser, served: str) -> None:
    """With scripts switched off a number is a link to its row, and the row leads back to it."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + SOURCE)
    first(page, "observation").click()
    expect(page.locator("tr:target")).to_be_in_viewport()
    page.locator("tr:target .readings__back").click()
    expect(page.locator(".m:target")).to_be_in_viewport()
    assert page.locator("dialog").count() == 0
    context.close()


@pytest.fixture(scope="module")
def reporting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one source that knows where it stands and takes reports."""
    settings = copy_inputs(tmp_path_factory.mktemp("reporting"))
    for seed in (settings.parent / "seeds").iterdir():
        seed.unlink()
    article = "# 南岗区\n\n2023年，南岗区完成投资46.2亿元。\n"
    (settings.parent / "seeds" / "one.txt").write_text(article, encoding="utf-8")
    written = settings.read_text(encoding="utf-8")
    written = written.replace("docs_dir:", "site_url: https://facts.example/\ndocs_dir:", 1)
    written = written.replace("  portal:\n", f"  portal:\n    report_url: {GITHUB}?labels=data\n", 1)
    settings.write_text(written, encoding="utf-8")
    made = config.load(settings)
    portal.build(made, quiet=True)
    return made.site


def test_the_card_reports_its_own_mention(page: Page, reporting: Path) -> None:
    """报告错误 fills in id, words, value and address of this mention; the citation ends in that address."""
    page.goto((reporting / "sources" / "one" / "index.html").as_uri())
    number = first(page, "observation")
    record = number.get_attribute("id")
    number.click()
    link = card(page).get_by_role("link", name="报告错误").get_attribute("href") or ""
    assert link.startswith(f"{GITHUB}?labels=data&title=")
    assert len(link) < 700
    said = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert said["title"] == f"{record}：完成投资 46.2亿元"
    permalink = f"https://facts.example/sources/one/#{record}"
    lines = said["body"].splitlines()
    assert lines[:2] == [f"摘录编号：{record}", "原文件：one.txt"]
    assert lines[2].startswith("读作：4,620,000,000元 · 2023年")
    assert lines[3] == f"链接：{permalink}"
    assert card(page).locator(".reading__cite").inner_text().endswith(f"摘录{record}. {permalink}.")
