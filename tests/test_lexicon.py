"""The data files of words: a broken one is told by its name, never as a traceback."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator import lexicon, topics
from generator.catalogue import values
from generator.errors import InputError


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the data files be read from an empty folder, and forget afterwards what was read there."""
    forget = (lexicon.load.cache_clear, topics.topics.cache_clear, values.converted.cache_clear)
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    for clear in forget:
        clear()
    yield
    for clear in forget:
        clear()


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("words: [one, two\n", 2, "not valid YAML"),
        ("just a text\n", None, "neither lists by name nor a list"),
        ("", None, "neither lists by name nor a list"),
        ("words: [\x01]\n", None, "not readable"),
        ("a: [one]\nwords:\n  - one\n  -\n", 4, "“” in a list is no word"),
        (
            "words: [one, 2024]\n",
            1,
            "“2024” in a list is no word; write a word",
        ),
        ("a: [one]\nwords:\nb: [two]\n", 2, "“words” has no list"),
        ("a:\n  b: [one]\n  c: two\n  d: [three]\n", 3, "“c” has no list; write c: "),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, content: str, line: int | None, problem: str) -> None:
    """The message names the file, the line where there is one, and what to do."""
    path = tmp_path / "units.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        lexicon.load("units")
    assert (caught.value.path, caught.value.line) == (path, line)
    assert caught.value.advice
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told() -> None:
    """A data file that is gone is named."""
    with pytest.raises(InputError, match=r"units\.yaml: no such file"):
        lexicon.load("units")


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    """A reader that asks for a list that is not there names file and list."""
    (tmp_path / "status.yaml").write_text("plan: [计划]\n", encoding="utf-8")
    words = lexicon.load("status")
    assert words["plan"] == ["计划"]
    with pytest.raises(InputError, match=r"status\.yaml: the key “estimate” is missing"):
        words["estimate"]


GOOD = "- {name: 教育, slug: a, words: [学校]}\n"


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("# why\n- 教育\n", 2, "the topic is not a mapping"),
        ("name: 教育\n", 1, "is not a list"),
        ("- {name: 教育, slug: education}\n", 1, "a topic without words"),
        ("- name: 教育\n  slug: education\n  words: 学校\n  colour: red\n", 4, "unknown key “colour”"),
        ("- {name: 教育, slug: education,\n  words: 学校}\n", 2, "words is not a list"),
        (
            "- {name: 教育, slug: a, words: []}\n- {name: 教育, slug: b, words: []}\n",
            2,
            "“教育” stands for two",
        ),
        ("- {name: 教育, slug: a, words: []}\n- {name: 其他, slug: a, words: []}\n", 2, "“a” stands for two"),
    ],
)
def test_a_topic_that_is_not_right_is_told(
    tmp_path: Path, content: str, line: int | None, problem: str
) -> None:
    """Every topic needs a name, an address and words of its own; the line of the fault is named."""
    path = tmp_path / "topics.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        topics.topics()
    assert (caught.value.path, caught.value.line) == (path, line)


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("x: 1\nconverted:\n  平方米: {公顷: 一万}\n", 3, "“一万” is no number"),
        ("converted:\n  平方米: {公顷: 0}\n", 2, "“0” is no number"),
        ("x: 1\nconverted: [公顷]\n", 2, "converted is not a mapping"),
        ("converted:\n  平方米: 公顷\n", 2, "converted.平方米 is not a mapping"),
    ],
)
def test_units_that_cannot_be_converted_are_told(
    tmp_path: Path, content: str, line: int, problem: str
) -> None:
    """A factor is a number above nothing; the line of what is not is named."""
    path = tmp_path / "units.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        values.converted()
    assert (caught.value.path, caught.value.line) == (path, line)


GENERATOR = Path(__file__).parents[1] / "generator"
FILES = sorted(
    path for path in (GENERATOR / "data").glob("*.yaml") if not path.name.startswith("texts.")
)  # whose keys test_texts.py looks for


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_list_is_read_and_says_a_word_once(path: Path) -> None:
    """A list that no code asks for misleads whoever adds a word to it; so does a word that is there twice."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        content = {}
    scripts = [*GENERATOR.rglob("*.py"), *GENERATOR.parent.joinpath("overrides").rglob("*.js")]
    code = "\n".join(script.read_text(encoding="utf-8") for script in scripts)
    unread = [key for key in content if not re.search(rf"[\"']{re.escape(key)}[\"']", code)]
    twice = [
        (key, word)
        for key, words in content.items()
        if isinstance(words, list)
        for word, count in Counter(map(str, words)).items()
        if count > 1
    ]
    assert (unread, twice) == ([], [])
