from __future__ import annotations

import re
from urllib.parse import urljoin

import samples
from hypothesis import assume, given
from hypothesis import strategies as st

from generator import addresses

STEMS = st.one_of(
    st.text(min_size=1, max_size=130),
    st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True),
    st.from_regex(r"[a-z]{0,3}--[0-9a-f]{10}", fullmatch=True),
    st.sampled_from(["index", "README", "新区 2024", "新区-2024", "a.b", "a-b", "../../etc", "con."]),
)
PAGES = st.sampled_from(
    ["", "districts/", "districts/nangang/", "sources/002_d7/", "timeline/", "topics/health/"]
)


def test_plain_stems_stay_as_they_are() -> None:
    """A stem of plain characters is its own address, so that links can be written by hand."""
    assert addresses.source_page("002_d7cccfd3d797cd1c") == "sources/002_d7cccfd3d797cd1c/"
    assert addresses.source_page("New-Area_7") == "sources/New-Area_7/"


def test_stems_that_are_names_of_mkdocs_are_changed() -> None:
    """MkDocs makes the folder's index of index.md and README.md; a seed so called gets another name."""
    for stem in ("index", "README", "Readme"):
        assert addresses.safe_stem(stem) != stem
        assert addresses.safe_stem(stem).startswith(stem)


@given(STEMS)
def test_any_stem_becomes_safe(stem: str) -> None:
    """Whatever a seed is called, its address holds plain characters only and fits a file name."""
    safe = addresses.safe_stem(stem)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,100}", safe)
    assert addresses.safe_stem(stem) == safe
    assert addresses.markdown_file(addresses.source_page(stem)) == f"sources/{safe}.md"


@given(STEMS, STEMS)
def test_two_stems_never_share_an_address(one: str, other: str) -> None:
    """Different stems have different addresses, also when one imitates the made form of another."""
    assume(one != other)
    assert addresses.safe_stem(one) != addresses.safe_stem(other)


@given(PAGES, PAGES, st.sampled_from(["", "#fact-o-1", "#p12"]))
def test_relative_links_lead_to_their_target(page: str, target: str, anchor: str) -> None:
    """A relative link, followed from its page on any host and sub-path, reaches the target."""
    root = "https://example.org/some/path/"
    assert urljoin(root + page, addresses.relative(page, target + anchor)) == root + target + anchor


def test_addresses_of_a_record() -> None:
    """Mention, fact row, block and article have the addresses that links and search rely on."""
    record = samples.nangang().records[0]
    assert addresses.mention(record) == f"sources/one/#{record.id}"
    assert addresses.fact(record, "nangang") == f"districts/nangang/#fact-{record.id}"
    assert addresses.block("one.txt", 18) == "sources/one/#p18"
    assert addresses.article("one.txt", 0) == "sources/one/#a0"


def test_indexes_have_files_of_their_own() -> None:
    """Lists of places, topics and sources are index files of their folders; the rest are plain files."""
    files = [addresses.markdown_file(page) for page in ("", "districts/", "sources/", "topics/", "timeline/")]
    assert files == [
        "index.md",
        "districts/index.md",
        "sources/index.md",
        "topics/index.md",
        "timeline/index.md",
    ]
    assert addresses.markdown_file("topics/health/#x") == "topics/health.md"
