"""Whatever text comes, reading it ends, raises nothing, and every record points at what it says."""

from __future__ import annotations

import os
import time

import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader_examples import ROOT, read_text, region, seed_reading

from generator import record_lines
from generator.articles import BlockKind
from generator.read import read
from generator.reading import Reading
from generator.records import Distinction, Event, Observation, Person
from generator.seeds import Seed, read_seed

NUMBERS = ("000", "001", "002", "003", "004")
TIMES = int(os.environ.get("FUZZ", "1"))
"""How many times as many texts to try: with ``make fuzz`` a hundred, and other ones in every run."""
FEW = settings(
    max_examples=60 * TIMES,
    deadline=None,
    derandomize=TIMES == 1,  # the same texts in every run: a red test is red for everybody
    suppress_health_check=[HealthCheck.too_slow],
)
"""Reading a page takes milliseconds; these tests share a minute with all the others."""


def check(reading: Reading) -> None:
    """Assert what holds for every reading: places, quotes, mentions, order, ids."""
    text, place = reading.seed.text, 0
    for each in reading.articles:
        assert place <= each.record.start < each.record.end <= len(text)
        place = each.record.end
        assert each.record.title.strip()
        assert [record.start for record in each.records] == sorted(record.start for record in each.records)
        for sentence in each.article.sentences:
            assert sentence.text
            assert len(sentence.text) == len(sentence.offsets)
            assert list(sentence.offsets) == sorted(set(sentence.offsets))
            assert each.record.start <= sentence.start < sentence.end <= each.record.end
        for record in each.records:
            assert each.record.start <= record.start < record.end <= each.record.end
            mention = text[record.start : record.end]
            assert mention in record.quote
            assert record.quote in text
            if isinstance(record, Observation):
                assert mention == record.text
                assert record.indicator.strip()
                assert record.value.is_finite()
            elif isinstance(record, Event):
                assert record.title
                assert record.date[:4].isdigit()
            elif isinstance(record, Distinction):
                assert record.title
            else:
                assert isinstance(record, Person)
                assert record.name
                assert record.role
        for number in each.passed_over:
            assert number.start < number.end
    assert len(list(record_lines.json_lines(reading))) == len(reading.articles) + len(reading.records)


@FEW
@given(strategies.UNICODE)
def test_any_text_can_be_read(text: str) -> None:
    """Any Unicode text is read without an error, and what was read points at the text."""
    check(read_text(text))


@settings(FEW, max_examples=250 * TIMES)
@given(strategies.PAGES)
def test_scrambled_pages_can_be_read(text: str) -> None:
    """Half sentences, layout, odd characters and bare numerals in any order are read without an error."""
    check(read_text(text))


@FEW
@given(strategies.PAGES, st.sampled_from(["\n\n", "\n", ""]))
def test_a_page_with_a_headline_can_be_read(text: str, gap: str) -> None:
    """The same below a headline of a district, so that context is carried into it."""
    check(read_text(f"# 南岗 综述\n\n2023年，南岗区完成投资3亿元。{gap}{text}"))


@FEW
@given(strategies.BRACKETS)
def test_nested_brackets_can_be_read(text: str) -> None:
    """Brackets as deep as they may be, closed or not, neither raise nor stall."""
    check(read_text(text))


@pytest.mark.parametrize("number", NUMBERS)
def test_seeds_hold_all_invariants(number: str) -> None:
    """The real pages keep what the scrambled ones must."""
    check(seed_reading(number))


@settings(FEW, max_examples=30 * TIMES)
@given(st.sampled_from(NUMBERS), st.integers(0, 10**6), st.booleans())
def test_any_part_of_a_seed_can_be_read(number: str, place: int, front: bool) -> None:  # noqa: FBT001
    """A page cut anywhere, its front or its rest, is read without an error."""
    text = seed_reading(number).seed.text
    cut = 10 + place % (len(text) - 20)  # at either end a word is left
    check(read_text(text[:cut] if front else text[cut:]))


@settings(FEW, max_examples=20 * TIMES)
@given(st.sampled_from(NUMBERS), st.integers(0, 10**6), strategies.PAGES)
def test_foreign_text_in_a_seed_can_be_read(number: str, place: int, text: str) -> None:
    """Anything pasted anywhere into a page is read without an error."""
    page = seed_reading(number).seed.text
    cut = place % len(page)
    check(read_text(page[max(0, cut - 600) : cut] + text + page[cut : cut + 600]))


@pytest.mark.parametrize("number", NUMBERS)
def test_reading_twice_gives_the_same(number: str) -> None:
    """Reading is a function of the text: nothing is remembered from one page to the next."""
    first = list(record_lines.json_lines(seed_reading(number)))
    again = read(read_seed(ROOT / "seeds" / seed_reading(number).seed.name), region())
    assert list(record_lines.json_lines(again)) == first


LINES = {
    "a sentence without an end": "南岗区新建公园3个，",
    "sentences": "2023年，南岗区完成投资46.2亿元。",
    "quotation marks never closed": "“南岗区",
    "digits": "1234567890",
    "thousands": "1,234,",
    "Chinese numerals": "一百万",
    "names and roles": "区委书记王强、",
    "dates": "2023年5月1日",
    "headline marks": "# ",
    "blanks": "\u3000 ",
    "letters": "南",
    "enumeration": "、道里区",
    "closed quotations": "“全国文明城区”",
    "plan words": "力争计划预计",
    "roles": "、副书记",
}


def _seconds(text: str) -> float:
    """Return the time of one reading, of the processor alone."""
    begin = time.process_time()
    read_text(f"# 南岗 综述\n\n{text}")
    return time.process_time() - begin


@pytest.mark.parametrize("unit", LINES.values(), ids=LINES.keys())
def test_time_grows_with_length_and_no_faster(unit: str) -> None:
    """Four times the text takes about four times as long: one long line does not stall the build."""
    size = 1500
    short, long = unit * (size // len(unit)), unit * (4 * size // len(unit))
    _seconds(short)
    base = max(min(_seconds(short), _seconds(short)), 0.004)
    assert min(_seconds(long), _seconds(long)) < 10 * base


def test_a_long_line_is_read() -> None:
    """A page of 200 KB on one line is read to its end."""
    sentence = "2023年，南岗区新建公园3个，完成投资46.2亿元，同比增长130%。"
    reading = read_text("# 南岗 综述\n\n" + sentence * (200_000 // len(sentence.encode())))
    assert len(reading.records) >= 3 * (200_000 // len(sentence.encode()))


def _ids(reading: Reading) -> list[list[str]]:
    return [[record.id for record in article.records] for article in reading.articles]


@settings(FEW, max_examples=15 * TIMES)
@given(st.integers(0, 7), strategies.CLAUSES)
def test_an_edit_of_one_article_keeps_the_ids_of_the_others(edited: int, words: str) -> None:
    """A sentence put at the end of one article, dating nothing, changes no id in the others."""
    reading = seed_reading("002")
    article = reading.articles[edited].article
    sentence = words + "。"
    text = reading.seed.text
    after = read(
        Seed(reading.seed.name, text[: article.end] + sentence + text[article.end :], "utf-8"), region()
    )
    before = _ids(reading)
    assert len(after.articles) == len(before)
    assert [ids for place, ids in enumerate(_ids(after)) if place != edited] == [
        ids for place, ids in enumerate(before) if place != edited
    ]


def test_other_seeds_change_no_ids() -> None:
    """Reading another page in between leaves the ids of a page as they were."""
    before = _ids(seed_reading("002"))
    read_text("# 平房 综述\n\n2022年，平房区新建公园3个。\n")
    assert _ids(read(seed_reading("002").seed, region())) == before


def test_a_page_of_blanks_has_no_articles() -> None:
    """A page of blank lines, or of nothing, has no articles and raises nothing."""
    for text in ("", "\n\n\n", " \u3000\t", "\ufeff", "\u200b\n", "#", "# \n## \n", "**"):
        check(read_text(text))
    assert not read_text("\n \n").articles


@pytest.mark.parametrize("text", ["。南岗区新建公园3个。", "！！！\n", "，"])
def test_every_article_has_a_title(text: str) -> None:
    """Where a page begins with the end of a sentence, something else names its article."""
    assert all(article.record.title.strip() for article in read_text(text).articles)


def test_every_indicator_has_a_word() -> None:
    """An indicator is never blank, however little stands around its number."""
    found = [record for record in read_text("0元\t0年").records if isinstance(record, Observation)]
    assert found
    assert all(any(character.isalnum() for character in record.indicator) for record in found)


def test_every_kind_of_block_is_known() -> None:
    """The seeds hold each kind of block that newspapers print, so that the tests above meet all of them."""
    kinds = {
        block.kind for n in NUMBERS for each in seed_reading(n).articles for block in each.article.blocks
    }
    assert kinds >= set(BlockKind) - {BlockKind.TABLE}
