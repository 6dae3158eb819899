"""The whole built site, page by page: every fact reaches its mention, every link its target."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

import conftest
import html_pages
import pytest

from generator import addresses, catalogue, config, portal
from generator.printing import fold
from generator.records import Observation

ELSEWHERE = {"creativecommons.org"}
"""Hosts that pages may link to; the one of report_url, when it is set, as well."""


@pytest.fixture(scope="session")
def pages_of(built_site: Path) -> dict[str, Path]:
    """Every page of the site by its address."""
    return {
        path.relative_to(built_site).as_posix().removesuffix("index.html"): path
        for path in sorted(built_site.rglob("*.html"))
    }


@pytest.fixture(scope="session")
def known(built_portal: config.Portal) -> catalogue.Catalogue:
    """The catalogue that the site shows."""
    return portal.catalogue(built_portal, quiet=True)


def target(address: str, link: str) -> tuple[str, str]:
    """Return the address and the anchor a relative link on a page leads to."""
    parts = urlsplit(link)
    steps = address.split("/")[:-1]
    for step in unquote(parts.path).split("/"):
        if step == "..":
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    last = parts.path.rsplit("/", 1)[-1]
    ends_with_file = bool(last) and last not in {".", ".."}
    joined = "/".join(steps) + ("" if ends_with_file or not steps else "/")
    return (address if not parts.path else joined), unquote(parts.fragment)


def mention_text(path: Path, name: str) -> str:
    """Return the text of a highlighted mention, continued where the print cut it."""
    return "".join(
        element.text
        for element in html_pages.page(path)
        if name in (element.attributes.get("id"), element.attributes.get("data-continues"))
    )


def test_every_link_leads_somewhere(built_site: Path, pages_of: dict[str, Path]) -> None:
    """Every relative link, script, style and image of every page exists, and so does every anchor."""
    dead: list[str] = []
    for address, path in pages_of.items():
        for element in html_pages.page(path):
            for name in ("href", "src"):
                link = element.attributes.get(name)
                if not link or urlsplit(link).scheme or link.startswith("//"):
                    continue
                if address == "404.html" and link.endswith("theme/root.js") and link.startswith("../"):
                    continue  # looks for the site further up, where the address shown is further down
                place, anchor = target(address, link)
                if place not in pages_of:
                    if not (built_site / place).is_file():
                        dead.append(f"{address}: {link}")
                elif anchor and anchor not in html_pages.anchors(pages_of[place]):
                    dead.append(f"{address}: {link} (no such anchor)")
    assert not dead


def test_nothing_comes_from_another_host(pages_of: dict[str, Path], built_portal: config.Portal) -> None:
    """Scripts, styles, images and forms are the site's own; only named links lead to other hosts."""
    allowed = ELSEWHERE | {urlsplit(built_portal.report_url).netloc}
    for address, path in pages_of.items():
        for element in html_pages.page(path):
            for name in ("src", "href", "action", "data", "poster", "srcset"):
                link = element.attributes.get(name, "")
                parts = urlsplit(link)
                if not (parts.scheme or parts.netloc):
                    continue
                assert element.tag == "a", f"{address}: <{element.tag} {name}={link}>"
                assert parts.scheme in {"http", "https", "mailto"}, f"{address}: {link}"
                assert parts.scheme == "mailto" or parts.netloc in allowed, f"{address}: {link}"


def test_styles_load_nothing_from_another_host(built_site: Path) -> None:
    """No style sheet of ours or the theme's names another host to load from."""
    for path in built_site.rglob("*.css"):
        loads = re.findall(r"url\(\s*['\"]?((?:https?:)?//[^)]*)|@import\s+([^;]*)", path.read_text("utf-8"))
        assert loads == [], path.name


def test_every_fact_of_a_district_reaches_its_mention(pages_of: dict[str, Path]) -> None:
    """Each printed value on a district page links to an element of the source that holds just that value."""
    checked = 0
    for address, path in pages_of.items():
        if not re.fullmatch(r"districts/[^/]+/", address):
            continue
        for row in html_pages.page(path):
            if row.tag != "tr" or not row.attributes.get("id", "").startswith("fact-o-"):
                continue
            printed = next(element for element in row.all() if element.tag == "b").text
            links = [element for element in row.all() if "mention-link" in element.classes]
            assert links, f"{address}#{row.attributes['id']} has no source"
            notes = "".join(element.text for element in row.all() if "more__note" in element.classes)
            prints = {printed, *re.findall("“([^”]+)”", notes)}
            for link in links:
                place, anchor = target(address, link.attributes["href"])
                assert place.startswith("sources/")
                assert fold(mention_text(pages_of[place], anchor)) in prints
                checked += 1
    assert checked > 100


def test_every_record_is_shown_where_it_belongs(
    known: catalogue.Catalogue, pages_of: dict[str, Path]
) -> None:
    """Every record has its highlight and its reading, and stands on its district's page when it has one."""
    for reading in known.readings:
        source = pages_of[addresses.source_page(reading.seed.stem)]
        for record in reading.records:
            mention = reading.seed.text[record.start : record.end]
            shown = mention_text(source, record.id)
            expected = mention.replace("**", "")
            if isinstance(record, Observation):
                assert "".join(shown.split()) == "".join(record.text.split())
            assert "".join(expected.split()) in "".join(shown.split()), record
            assert addresses.fact_anchor(record) in html_pages.anchors(source)
            place = known.place_of(record.district)
            if place and place.area:
                page = pages_of[addresses.district_page(place.area.slug)]
                assert addresses.fact_anchor(record) in html_pages.anchors(page), record
            else:
                for other in known.places:
                    assert other.area is not None
                    page = pages_of[addresses.district_page(other.area.slug)]
                    assert addresses.fact_anchor(record) not in html_pages.anchors(page), record


def test_readings_and_rows_link_back_to_the_text(
    known: catalogue.Catalogue, pages_of: dict[str, Path]
) -> None:
    """On a source's page a number leads to its reading and the reading back to the number."""
    for reading in known.readings:
        address = addresses.source_page(reading.seed.stem)
        anchors = html_pages.anchors(pages_of[address])
        for record in reading.records:
            row = anchors[addresses.fact_anchor(record)]
            links = {element.attributes.get("href") for element in row.all()}
            assert f"#{record.id}" in links
            if isinstance(record, Observation):
                assert anchors[record.id].attributes["href"] == f"#{addresses.fact_anchor(record)}"


def test_every_printed_line_is_on_its_page(known: catalogue.Catalogue, pages_of: dict[str, Path]) -> None:
    """A source's page prints every block of the seed, alone or with the next half of its sentence."""
    for reading in known.readings:
        anchors = html_pages.anchors(pages_of[addresses.source_page(reading.seed.stem)])
        for piece in reading.articles:
            assert addresses.article_anchor(piece.record.start) in anchors
            blocks = piece.article.blocks
            wanted = [_as_shown(reading.seed.text[block.start : block.end]) for block in blocks]
            for number, block in enumerate(blocks):
                shown = "".join(anchors[addresses.block_anchor(block.start)].text.split())
                assert shown in {"".join(wanted[number:end]) for end in range(number + 1, number + 5)}, block


def _as_shown(block: str) -> str:
    printed = re.sub(r"^#+\s", "", block.strip())
    whole = "".join(re.sub(r"\*\*([^*]+)\*\*", r"\1", printed).split())
    return whole.translate(dict.fromkeys(map(ord, "\ufeff\u200e\u200f")))


def test_all_ten_districts_have_facts_and_a_timeline(
    known: catalogue.Catalogue, pages_of: dict[str, Path]
) -> None:
    """The page of every district shows something that was read, and has a timeline."""
    slugs = [place.area.slug for place in known.places if place.area]
    assert len(slugs) == 10
    for slug in slugs:
        anchors = html_pages.anchors(pages_of[addresses.district_page(slug)])
        assert any(name.startswith("fact-") for name in anchors), slug
        assert "timeline" in anchors, slug


def test_each_fact_says_value_period_and_status(pages_of: dict[str, Path]) -> None:
    """No row of facts leaves its value, its period or its status blank."""
    by_label: dict[str, int] = defaultdict(int)
    for address, path in pages_of.items():
        if not re.fullmatch(r"(districts|topics)/[^/]+/", address):
            continue
        for cell in html_pages.page(path):
            label = cell.attributes.get("data-label")
            if cell.tag == "td" and label in {"指标", "数值", "时间", "状态", "出处"}:
                assert cell.text.strip(), f"{address}: {label}"
                by_label[label] += 1
    assert by_label["数值"] > 200
    assert by_label["数值"] == by_label["时间"] == by_label["状态"]


HOSTILE = """# 南岗 <img src=x onerror=alert(1)> [标题](javascript:alert(1)) {: onclick=alert(1) }

2023年,南岗区<script>alert(2)</script>完成投资46.2亿元,同比增长130%。--8<-- "mkdocs.yml"

</p></div></main><iframe src="//evil.example/"></iframe>2024年,南岗区开工30个项目<svg/onload=alert(3)>。

[ref]: http://evil.example/ "x"
![图](http://evil.example/x.png) | 22个 | {{ config }} {% include "x" %}
"""


def test_a_hostile_seed_is_only_text(tmp_path: Path) -> None:
    """Markup, scripts, links and includes in a seed and in its file name come out as their letters."""
    settings = config.load(conftest.copy_inputs(tmp_path / "portal"))
    for seed in settings.seeds.iterdir():
        seed.unlink()
    (settings.seeds / '新区 "><img src=x>.txt').write_text(HOSTILE, encoding="utf-8")
    stated = r"""'新区 "><img src=x>.txt': {publisher: '</p><script>alert(4)</script>[报](//evil)'}"""
    (settings.seeds / "sources.yml").write_text(stated, encoding="utf-8")
    portal.build(settings, quiet=True)
    tags = {"script", "img", "iframe", "svg", "form", "object", "embed"}
    pages = [path for path in settings.site.rglob("*.html") if path.name != "404.html"]
    assert [path for path in pages if path.parent.parent.name == "sources"]
    for path in pages:
        elements = html_pages.read(html_pages.without_linked_data(path.read_text(encoding="utf-8")))
        content = next(element for element in elements if "md-content" in element.classes)
        titles = [element for element in elements if "md-nav--secondary" in element.classes]
        for element in (*content.all(), *(inner for title in titles for inner in title.all())):
            assert element.tag not in tags, path
            assert not any(name.startswith("on") for name in element.attributes), path
            assert "evil" not in element.attributes.get("href", ""), path
            assert not element.attributes.get("href", "").startswith("javascript"), path
        assert len([element for element in elements if "md-content" in element.classes]) == 1
        assert "site_name:" not in content.text
    source = next(path for path in pages if path.parent.parent.name == "sources")
    printed = next(element for element in html_pages.page(source) if "printed" in element.classes)
    assert "<script>alert(2)</script>完成投资46.2亿元" in printed.text
    assert '--8<-- "mkdocs.yml"' in printed.text
    assert "<script>alert(4)</script>[报](//evil)" in html_pages.page(source)[0].text
