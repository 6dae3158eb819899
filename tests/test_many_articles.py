from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import many_articles
import pytest

from generator.config import load
from generator.read import read
from generator.records import Observation
from generator.seeds import Seed, decode

ROOT = Path(__file__).parent.parent
COUNT = 60


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """Some articles by their names."""
    return dict(many_articles.articles(COUNT))


def test_same_seed_gives_same_bytes_from_the_command_line_as_well(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    """Count and seed alone decide: another process, with another hash order, writes the same files."""
    command = [sys.executable, str(ROOT / "tests" / "many_articles.py"), str(COUNT), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "7"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == made


def test_more_articles_begin_with_the_same_ones(made: dict[str, bytes]) -> None:
    """The first articles of many are those of few, so that sizes can be compared."""
    assert dict(many_articles.articles(COUNT // 2)).items() < made.items()


def test_another_seed_gives_other_articles(made: dict[str, bytes]) -> None:
    """Not one article of another seed is the same."""
    others = {content for _, content in many_articles.articles(COUNT, seed=2)}
    assert others.isdisjoint(made.values())


def test_no_two_articles_share_a_name_or_a_text(made: dict[str, bytes]) -> None:
    """Names and texts are all different."""
    assert len(made) == len(set(made.values())) == COUNT


def test_the_reader_finds_in_them_what_it_finds_in_real_articles(made: dict[str, bytes]) -> None:
    """Each gives records; together all four kinds, many indicators, most with district and period."""
    region = load(ROOT / "mkdocs.yml").region
    texts, records = [], []
    for name, content in made.items():
        seed = Seed(name, *decode(content, Path(name)))
        found = read(seed, region).records
        assert found, name
        texts.append(seed.text)
        records += found
    values = [record for record in records if isinstance(record, Observation)]
    assert set(Counter(record.type for record in records)) == {
        "observation",
        "event",
        "distinction",
        "person",
    }
    assert all(600 < len(text) < 3500 for text in texts)
    assert 900 < sum(map(len, texts)) / COUNT < 2000
    assert 20 < len(records) / COUNT < 60
    assert len({value.canonical for value in values}) > 5 * COUNT
    assert sum(value.district is not None and value.period is not None for value in values) > 0.7 * len(
        values
    )
