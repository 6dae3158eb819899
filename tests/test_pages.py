"""Pages from small hand-made readings; the expected Markdown stands under ``tests/golden``."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import html_pages
import jinja2
import markdown
import pytest
import samples
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import config, diff, printing, record_lines, wording
from generator.articles import Block, BlockKind
from generator.pages import escaping
from generator.pages.environment import environment
from generator.pages.printed import block_html, spans_of
from generator.records import Bound, Measure

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
PORTAL = config.load(ROOT / "mkdocs.yml")
SHOWN = [
    "index.md",
    "districts/nangang.md",
    "sources/one.md",
    "topics/projects.md",
    "timeline/index.md",
    "plans/index.md",
    "conflicts/index.md",
    "coverage/index.md",
    "coverage/one.md",
    "changes/index.md",
    "data/index.md",
]


def rendered(sample: samples.Sample) -> dict[str, bytes]:
    """Return all pages of a portal with one seed."""
    title = "南岗 去年投资46.2亿元"
    made = samples.rendered([sample.reading(title)], PORTAL)
    return {name: content for name, content in made.items() if name.endswith(".md")}


def site_markdown() -> markdown.Markdown:
    """Return a converter with exactly the extensions of the site."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    named: dict[str, dict[str, Any]] = {"toc": {}, "tables": {}, "fenced_code": {}}  # MkDocs' own
    for entry in settings:
        named |= {entry: {}} if isinstance(entry, str) else entry
    return markdown.Markdown(extensions=list(named), extension_configs=named)


@pytest.mark.parametrize("name", SHOWN)
def test_pages_are_as_written_down(name: str) -> None:
    """The pages of a small seed with one record of every kind are, letter by letter, the expected ones."""
    page = rendered(samples.nangang())[name].decode("utf-8")
    assert page == (GOLDEN / name).read_text(encoding="utf-8")


def test_every_place_topic_and_source_has_a_page() -> None:
    """Pages exist for the ten districts, the topics with facts, the source, and each list of them."""
    names = set(rendered(samples.nangang()))
    assert {name for name in names if name.startswith("topics/")} == {
        "topics/index.md", "topics/projects.md", "topics/industry.md",
    }  # fmt: skip
    assert len([name for name in names if name.startswith("districts/")]) == 11
    assert names >= {"index.md", "timeline/index.md", "sources/index.md", "sources/one.md"}


def test_raw_html_holds_no_blank_line() -> None:
    """A blank line would end an HTML block for other Markdown engines; none stands inside one."""
    for name, content in rendered(samples.nangang()).items():
        for block in content.decode("utf-8").split("\n\n"):
            for tag in ("div", "table", "ul", "ol", "dl", "details", "section"):
                opened = block.count(f"<{tag}>") + block.count(f"<{tag} ")
                assert opened == block.count(f"</{tag}>"), f"{name}: {block[:200]}"


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&\"'`*_#[](){}|!:;=+-.~^\\/$%@,? \n\t\r\u2028\x02\x03\x00\u202e１2a南。“"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)
PHRASES = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "![a](//evil/x.png)",
        '--8<-- "/etc/passwd"',
        "{: onclick=alert(1) }",
        "| a | b |\n|---|---|",
        "# 标题",
        "- 一\n- 二",
        "1. 一",
        "&lt;b&gt;",
        "&#60;b&#62;",
        "```\ncode\n```",
        "[ref]: http://evil",
        "*[HTML]: x",
        "<!-- -->",
        "http://evil.example/",
        "<http://evil>",
        "\\<b>",
        "**粗**",
        "{{ 1 }}",
        "{% raw %}",
        "wzxhzdk:0",
        "klzzwxh:0001",
        "    code",
        "> quote",
        "---",
        "<?php ?>",
        "]]>",
    ]
)
PLACES = [
    ("{}", ["", "p"]),
    ("## {} {{: #a }}", ["", "h2", "a"]),
    ("# 标题\n\n文字{}文字", ["", "h1", "a", "p"]),
    (
        '<div>\n<table class="facts">\n<tr><td>{}</td></tr>\n</table>\n</div>',
        ["", "div", "table", "tr", "td"],
    ),
    ('<ul>\n<li title="{}">文字</li>\n</ul>', ["", "ul", "li"]),
]


def squeezed(value: str) -> str:
    """Drop white space and what cannot be printed: what is left must be the same letter by letter."""
    return "".join(printing.visible(value).split())


@pytest.mark.parametrize(("place", "elements"), PLACES)
@given(value=st.one_of(HOSTILE, PHRASES, st.tuples(HOSTILE, PHRASES, HOSTILE).map("".join)))
def test_source_text_is_only_ever_text(place: str, elements: list[str], value: str) -> None:
    """Any text, wherever a page prints it, comes out as the same visible text and makes no element."""
    if not squeezed(value):
        return
    found = html_pages.read(site_markdown().convert(place.format(escaping.text(value))))
    assert [element.tag for element in found] == elements
    assert not any(name.startswith("on") for element in found for name in element.attributes)
    shown = found[-1].attributes["title"] if 'title="{}"' in place else found[0].text
    assert squeezed(value) in squeezed(shown)


@given(value=st.one_of(HOSTILE, PHRASES))
def test_linked_data_is_only_data(value: str) -> None:
    """Any text in a page's JSON-LD comes back as it was, and makes no element beside its own."""
    place = '<script type="application/ld+json">{}</script>\n\n文字'
    page = site_markdown().convert(place.format(escaping.linked_data({"name": value})))
    assert [element.tag for element in html_pages.read(page)] == ["", "script", "p"]
    (found,) = html_pages.linked_data(page)
    assert found == {"name": value}


@given(value=st.one_of(HOSTILE, PHRASES))
def test_headings_are_only_text_in_the_table_of_contents(value: str) -> None:
    """The theme prints a section's name as it is: it must hold no tag there either."""
    if squeezed(value):
        made = site_markdown()
        made.convert(f"## {escaping.text(value)} {{: #a }}")
        (section,) = made.toc_tokens
        assert "<" not in section["name"]
        assert squeezed(html.unescape(section["name"])) == squeezed(value)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("列入市棚\n\n改计划", "列入市棚改计划"),
        ("22\n\n个", "22个"),
        ("one\ntwo", "one two"),
        ("砥砺前行 决胜小康", "砥砺前行 决胜小康"),
        (" 前后 \n", "前后"),
        ("一\u2028二", "一二"),
        ("正文\u202e反", "正文反"),
    ],
)
def test_line_breaks_of_the_print_are_folded(written: str, folded: str) -> None:
    """A break beside a Chinese character is none, between words it is a space; direction marks go."""
    assert printing.fold(printing.visible(written)) == folded


def test_a_value_without_filter_is_refused() -> None:
    """A template that forgets the filter fails instead of printing source text as markup."""
    template = environment().from_string("{{ value }}")
    with pytest.raises(TypeError, match="without a filter"):
        template.render(value="<b>")
    assert environment().from_string("{{ value | text }}").render(value="<b>") == "&#60;b&#62;"


def test_a_name_the_view_does_not_give_is_refused() -> None:
    """A misspelt variable fails instead of printing nothing."""
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ titel | text }}").render(title="x")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil", "https://evil/", 'a"b', "a b", "data:x", "/root"]
)
def test_links_stay_on_the_site(address: str) -> None:
    """What is no relative address of this site cannot become a link."""
    with pytest.raises(ValueError, match="not an address"):
        escaping.href(address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x", " https://x"])
def test_links_to_elsewhere_are_web_or_mail(address: str) -> None:
    """Of addresses from the configuration only web and mail ones become links."""
    with pytest.raises(ValueError, match="neither"):
        escaping.outside(address)
    assert escaping.outside('https://x/?a="b"&c') == "https://x/?a=%22b%22&amp;c"


@pytest.mark.parametrize(
    ("mention", "value", "fields", "said"),
    [
        ("46.2亿元", "4620000000.0", {}, "4,620,000,000元"),
        ("30个", "30", {}, ""),
        ("1,500家", "1500", {}, ""),
        ("34户", "34", {"bound": Bound.AT_LEAST}, "34户以上"),
        ("1.34万余人", "13400", {"bound": Bound.AT_LEAST, "unit": "人"}, "13,400人以上"),
        ("18000户", "18000", {"bound": Bound.APPROX}, "约18,000户"),
        ("28天", "28", {"bound": Bound.AT_MOST}, "28天以内"),
        ("两个", "2", {"unit": "个"}, "2个"),
        ("千亿元", "100000000000", {"unit": "元"}, "100,000,000,000元"),
        ("4.1%", "-4.1", {"measure": Measure.GROWTH}, ""),
        ("20%", "20", {"measure": Measure.GROWTH, "bound": Bound.AT_LEAST}, "20%以上"),
        ("两番", "2", {"measure": Measure.GROWTH, "unit": "番"}, "增至4倍"),
    ],
)
def test_values_are_said_in_full(mention: str, value: str, fields: dict[str, Any], said: str) -> None:
    """The full value is said where the print abbreviates, limits or leaves the sign to its sentence."""
    sample = samples.Sample("value.txt", f"共{mention}。")
    seen = sample.observation(mention, f"共{mention}。", "指标", value, **fields)
    assert wording.reading(seen) == said


@pytest.mark.parametrize(
    ("text", "mention", "value", "unit", "said"),
    [
        ("投资同比分别增长36.4%、130%。", "130%", "130", "%", "同比增长130%"),
        ("投资同比增长130%,税收增长5%。", "5%", "5", "%", "增长5%"),
        ("四年年平均增长5.7%。", "5.7%", "5.7", "%", "年均增长5.7%"),
        ("保有量较“十二五”期末增长5.35%。", "5.35%", "5.35", "%", "较“十二五”期末增长5.35%"),
        ("能耗比上年下降4.1%。", "4.1%", "-4.1", "%", "较上年下降4.1%"),
        ("投资增长6%、能耗3%。", "3%", "-3", "%", "下降3%"),
        ("开工时间平均提前17天。", "17天", "17", "天", "平均提前17天"),
        ("年总流通人次增加近42万人次。", "42万人次", "420000", "人次", "增加420,000人次"),
        ("产值翻两番。", "翻两番", "2", "番", "增至4倍"),
        ("工业增加值增长-3.6%。", "-3.6%", "-3.6", "%", "增长-3.6%"),
        ("工业增加值增速为负3.6%。", "负3.6%", "-3.6", "%", "增长负3.6%"),
        ("零售额比2019年高出12.1个百分点。", "12.1个百分点", "12.1", "百分点", "较2019年高出12.1个百分点"),
    ],
)
def test_a_change_is_said_in_words(text: str, mention: str, value: str, unit: str, said: str) -> None:
    """Direction and basis stand before the number; what another clause says is not taken."""
    sample = samples.Sample("growth.txt", text)
    seen = sample.observation(mention, text, "指标", value, unit=unit, measure=Measure.GROWTH)
    assert wording.value(seen) == said


def test_a_level_has_no_direction() -> None:
    """A share that merely stands behind 增长 in another clause is a level all the same."""
    text = "投资增长,占比30%。"
    seen = samples.Sample("level.txt", text).observation("30%", text, "占比", "30")
    assert (wording.change(seen), wording.value(seen)) == ("", "30%")


def test_numbers_are_written_without_exponent() -> None:
    """Whatever form a Decimal has, the reader sees plain digits."""
    assert wording.number(Decimal("1E+3")) == "1,000"
    assert wording.number(Decimal("1E-2")) == "0.01"


SEED_TEXT = "甲乙丙丁戊己庚辛壬癸"


@st.composite
def overlapping(draw: st.DrawFn) -> samples.Sample:
    """A seed of ten characters with mentions of any kind, overlapping in any way; numbers stay apart."""
    sample = samples.Sample("ten.txt", SEED_TEXT)
    cuts = sorted(draw(st.sets(st.integers(0, 10), max_size=6)))
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        sample.observation(SEED_TEXT[start:end], SEED_TEXT, f"指标{start}", "1", unit="个")
    stretches = st.tuples(st.integers(0, 9), st.integers(1, 10)).filter(lambda pair: pair[0] < pair[1])
    for start, end in draw(st.lists(stretches, max_size=4, unique=True)):  # a reading holds no mention twice
        sample.event(SEED_TEXT[start:end], f"事{start}", "2023")
    return sample


@given(sample=overlapping(), cut=st.integers(1, 9))
def test_overlapping_mentions_all_keep_their_anchor_and_text(sample: samples.Sample, cut: int) -> None:
    """However mentions overlap, tags nest, each record's pieces hold its text, and numbers are never cut."""
    blocks = [Block(0, cut, BlockKind.BODY), Block(cut, 10, BlockKind.BODY)]
    spans, opened = spans_of(sample.records, set()), set()  # type: ignore[var-annotated]
    printed = "".join(f"<p>{block_html(SEED_TEXT, block, spans, opened)}</p>" for block in blocks)
    elements = html_pages.read(printed)
    assert elements[0].text == SEED_TEXT
    named = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert sorted(named) == sorted({record.id for record in sample.records})
    for record in sample.records:
        own = [
            element
            for element in elements
            if record.id in (element.attributes.get("id"), element.attributes.get("data-continues"))
        ]
        text = "".join(element.text for element in own)
        mention = SEED_TEXT[record.start : record.end]
        if record.id.startswith("o-"):
            assert text == mention
            assert len(own) == 1 or record.start < cut < record.end
        else:
            assert mention in text


def test_marks_of_headings_and_bold_text_are_not_printed() -> None:
    """# and ** of the transcript are shown as a headline and bold text, not as characters."""
    text = "## 聚焦 **实体经济** 之一\n"
    printed = block_html(text, Block(0, len(text) - 1, BlockKind.HEADING), [], set())
    assert printed == "聚焦 <strong>实体经济</strong> 之一"


def test_an_id_that_two_records_share_stands_once() -> None:
    """A sentence printed in two seeds gives one id; the district's page stays valid and links to both."""
    one, two = samples.Sample("one.txt", "共9个。\n"), samples.Sample("two.txt", "甲。共9个。\n")
    first, second = (sample.observation("9个", "共9个。", "指标", "9") for sample in (one, two))
    assert first.id == second.id
    made = samples.rendered([one.reading("一"), two.reading("二")], PORTAL)
    page = made["districts/nangang.md"].decode()
    assert page.count(f'id="fact-{first.id}"') == 1
    assert all(f'href="../../sources/{name}/#{first.id}"' in page for name in ("one", "two"))
    assert all(f'id="{first.id}"' in made[f"sources/{name}.md"].decode() for name in ("one", "two"))


def test_pages_lead_to_their_neighbours() -> None:
    """Each district leads to the ones before and after it; at the ends of the list one side is missing."""
    pages = {name: content.decode() for name, content in rendered(samples.nangang()).items()}
    around = {
        name: re.findall(
            r'rel="(prev|next)" href="../../districts/([a-z-]+)/"', pages[f"districts/{name}.md"]
        )
        for name in ("daoli", "nangang", "harbin-new-area")
    }
    assert around == {
        "daoli": [("next", "nangang")],
        "nangang": [("prev", "daoli"), ("next", "daowai")],
        "harbin-new-area": [("prev", "shuangcheng")],
    }


def test_the_home_page_tells_what_changed() -> None:
    """The newest changes stand on the home page with a link to all; without any there is no such section."""
    reading = samples.nangang().reading("南岗 去年投资46.2亿元")
    lines = list(diff.parse(record_lines.json_lines(reading)))
    changed = diff.compare(lines[:-1], lines)
    [last] = changed.added
    shown = samples.rendered([reading], PORTAL, difference=changed)["index.md"].decode()
    section = shown[shown.index("{: #changes }") : shown.index("{: #sources }")]
    assert '<span class="kind">新增</span>' in section
    assert escaping.text(wording.said(last.now)) in section
    assert '<a href="changes/">全部变动</a>' in section
    assert "{: #changes }" not in samples.rendered([reading], PORTAL)["index.md"].decode()
