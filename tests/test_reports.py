"""Where a reader reports an error: an address that names the fact by itself, and can hold nothing else."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import html_pages
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from generator import config, printing
from generator.pages import escaping, reports

PORTAL = config.load(Path(__file__).parent.parent / "mkdocs.yml")
REPORT = reports.Report(
    record="o-6bb8e2147a",
    said="完成投资 46.2亿元",
    source="002.txt",
    value="4,620,000,000元 · 2023年 · 实际",
    permalink="https://facts.example/sources/002/#o-6bb8e2147a",
)
TITLE = "o-6bb8e2147a：完成投资 46.2亿元"
BODY = [
    "摘录编号：o-6bb8e2147a",
    "原文件：002.txt",
    "读作：4,620,000,000元 · 2023年 · 实际",
    "链接：https://facts.example/sources/002/#o-6bb8e2147a",
    "哪里不对：",
]
GITHUB = "https://github.com/owner/name/issues/new"
GITLAB = "https://gitlab.com/group/name/-/issues/new"
FORMS = {
    GITHUB: ("title", "body"),
    GITLAB: ("issue[title]", "issue[description]"),
    "mailto:facts@example.org": ("subject", "body"),
}
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="<>&\"'`%?#=+[](){}|\\/:;!*_~ \n\r\t\x00\x01\x02\u2028\ud800南，😀", max_size=60),
    st.sampled_from(["<script>alert(1)</script>", "&body=x#y", "%00%01", "javascript:alert(1)", "?a=b&c=d"]),
)


def fields(address: str) -> dict[str, str]:
    """Return what an address fills in, decoded."""
    query = address.partition("#")[0].partition("?")[2]
    found = parse_qs(query, keep_blank_values=True, strict_parsing=True)
    assert all(len(values) == 1 for values in found.values())
    return {name: values[0] for name, values in found.items()}


@pytest.mark.parametrize(("url", "names"), FORMS.items())
def test_a_form_is_filled_in(url: str, names: tuple[str, str]) -> None:
    """A form for issues and a mail get title and text under the names they know them by."""
    address = reports.address(url, REPORT)
    title, body = names
    assert address.startswith(f"{url}?")
    assert fields(address).keys() == set(names)
    assert fields(address)[title] == TITLE
    assert fields(address)[body].splitlines() == BODY
    assert ("\r\n" in fields(address)[body]) == url.startswith("mailto:")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/report",
        "https://github.com/owner/name/issues",
        "https://github.com/owner/name/issues/new/choose",
        "https://example.org/?next=/issues/new",
    ],
)
def test_another_address_stays_as_it_is(url: str) -> None:
    """An address that is no form for issues gets nothing appended, nor does its pattern."""
    assert reports.address(url, REPORT) == url
    assert reports.pattern(url, "002.txt", "") == url


def test_what_an_address_says_already_stays() -> None:
    """A query and a fragment are kept; a field that is filled in already is not filled in twice."""
    address = reports.address(f"{GITHUB}?labels=data%2Cfacts&title=Fact#top", REPORT)
    assert address.startswith(f"{GITHUB}?labels=data%2Cfacts&title=Fact&body=")
    assert address.endswith("#top")
    given_title = reports.address(f"{GITLAB}?issue%5Btitle%5D=Fact", REPORT)
    assert fields(given_title)["issue[title]"] == "Fact"
    assert fields(reports.address("mailto:a@example.org?cc=b@example.org", REPORT))["cc"] == "b@example.org"


def test_without_an_address_of_the_site_there_is_no_permalink() -> None:
    """A site that does not know where it stands leaves the line out."""
    lines = fields(reports.address(GITHUB, replace(REPORT, permalink="")))["body"].splitlines()
    assert lines == [line for line in BODY if not line.startswith("链接")]


def is_text_or_its_beginning(found: str, text: str) -> bool:
    """Whether a field holds a text in one line, or as much of it as there was room for."""
    whole = printing.fold(printing.visible(text))
    return found == whole or (found.endswith("…") and whole.startswith(found[:-1])) or found == ""


@pytest.mark.parametrize(("url", "names"), FORMS.items())
@given(said=TEXTS, source=TEXTS, value=TEXTS)
def test_any_text_comes_back_as_it_was(
    url: str, names: tuple[str, str], said: str, source: str, value: str
) -> None:
    """Whatever a fact says is decoded to that text or its beginning, in a short address without markup."""
    address = reports.address(url, replace(REPORT, said=said, source=source, value=value))
    assert len(address) < 700
    assert re.fullmatch(r"[A-Za-z0-9%:/?&=@._~-]+", address)
    assert html.unescape(escaping.outside(address)) == address
    found = fields(address)
    assert found.keys() == set(names)
    record, colon, title = found[names[0]].partition("：")
    assert (record, colon) == ("o-6bb8e2147a", "：")
    assert is_text_or_its_beginning(title, said)
    lines = re.split("\r?\n", found[names[1]])
    assert [line.partition("：")[0] for line in lines] == [line.partition("：")[0] for line in BODY]
    assert is_text_or_its_beginning(lines[1].partition("：")[2], source)
    assert is_text_or_its_beginning(lines[2].partition("：")[2], value)


@given(source=TEXTS)
def test_a_pattern_has_a_place_for_each_thing_once(source: str) -> None:
    """Only id, words and value are left open in a pattern, whatever the file is called."""
    pattern = reports.pattern(GITHUB, source, f"https://facts.example/#{reports.RECORD}")
    assert [pattern.count(place) for place in ("%00", "%01", "%02")] == [3, 1, 1]


@pytest.mark.parametrize("url", [GITHUB, "mailto:facts@example.org"])
def test_each_row_reports_its_own_fact(url: str) -> None:
    """On a district's page every link to report names the fact of its row."""
    made = samples.rendered([samples.nangang().reading("甲")], replace(PORTAL, report_url=url))
    (page,) = [made[name].decode() for name in made if name == "districts/nangang.md"]
    rows = [
        element for element in html_pages.read(page) if element.attributes.get("id", "").startswith("fact-o-")
    ]
    rows = [row for row in rows if row.tag == "tr"]
    links = [link for row in rows for link in row.all() if link.attributes.get("href", "").startswith(url)]
    assert len(links) == len(rows) > 3
    for row, link in zip(rows, links, strict=True):
        said = fields(link.attributes["href"])
        record = row.attributes["id"].removeprefix("fact-")
        assert said.get("title", said.get("subject", "")).startswith(f"{record}：")
        printed = next(element for element in row.all() if element.tag == "b").text
        assert printed in said.get("title", said.get("subject", ""))
        assert urlsplit(link.attributes["href"]).scheme in {"https", "mailto"}
