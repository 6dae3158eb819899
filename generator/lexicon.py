"""Read the data files that hold the words of the language, once each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from generator.errors import InputError
from generator.yaml_tree import Node, compose

DATA = Path(__file__).parent / "data"


_TEXT = "tag:yaml.org,2002:str"
_NOTHING = "tag:yaml.org,2002:null"
_NUMBER = "tag:yaml.org,2002:int"


class _Words(dict[str, Any]):
    """The lists of one data file; a list that is missing is told by its name."""

    def __init__(self, path: Path, content: dict[str, Any]) -> None:
        super().__init__(content)
        self.path = path

    def __missing__(self, key: str) -> NoReturn:
        raise InputError(self.path, f"the key “{key}” is missing", f"put it back: {key}: […]")


@cache
def load(name: str) -> Any:  # noqa: ANN401  (YAML: each reader knows the shape of its own file)
    """Return the content of ``data/<name>.yaml``; raise ``InputError`` with the line where it is broken."""
    path = DATA / f"{name}.yaml"
    try:
        content = _words(path)
    except FileNotFoundError:
        raise InputError(path, "no such file", "put it back; the generator reads its words from it") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(path, f"not valid YAML ({error.problem})", "mend the line", line) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        problem = f"not readable ({str(error).splitlines()[0]})"
        raise InputError(path, problem, "save it as UTF-8 and allow reading it") from error
    if isinstance(content, dict):
        return _Words(path, content)
    if isinstance(content, list):
        return content
    raise InputError(path, "neither lists by name nor a list", "put “name: [word, word]” lines back into it")


def _words(path: Path) -> Any:  # noqa: ANN401 - as ``load``
    """Return the content of a file, once every list in it is one of words."""
    loader = yaml.SafeLoader(path.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _check(node, path)
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _check(node: yaml.Node, path: Path, *, nested: bool = False) -> None:
    """Refuse what would stop, or mislead, whoever reads the words: gaps, numbers, a list without brackets."""
    if isinstance(node, yaml.SequenceNode):
        plain = [item for item in node.value if isinstance(item, yaml.ScalarNode)]
        numbers = bool(plain) and all(item.tag == _NUMBER for item in plain)  # months: [1, 6]
        for item in plain:
            if not numbers and (item.tag != _TEXT or not item.value):
                advice = f"write a word; one that looks like a number in quotes: '{item.value or '…'}'"
                raise InputError(path, f"“{item.value}” in a list is no word", advice, _line(item))
    elif isinstance(node, yaml.MappingNode):
        values = [value for _, value in node.value]
        lists = [value for value in values if isinstance(value, yaml.SequenceNode)]
        for key, value in node.value:
            bare = value.tag == _NOTHING or (value.tag == _TEXT and nested)
            if bare and 2 * len(lists) > len(values):
                advice = f"write {key.value}: [word, word], like the others there"
                raise InputError(path, f"“{key.value}” has no list", advice, _line(key))
            _check(value, path, nested=True)


def _line(node: yaml.Node) -> int:
    line: int = node.start_mark.line + 1
    return line


def tree(name: str, *, see: str, folder: Path | None = None) -> Node:
    """Return ``data/<name>.yaml`` as nodes that know their lines; ``see`` says what should stand there.

    For the files that are built of parts, and not of plain lists of words.
    """
    path = (folder or DATA) / f"{name}.yaml"
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(path, "no such file", "put it back; the generator reads its words from it") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"not readable ({error})", "save it as UTF-8 and allow reading it") from None
    found = compose(content, path, see=see)
    if found is None:
        raise InputError(path, "an empty file", see)
    return found


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern matching any of the literal words, the longest first.

    Words are grouped by their first character, or each of hundreds would be tried at every place.

    >>> alternatives(["人", "人次", "%", "户"])
    '%|人(?:次|)|户'
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(
        re.escape(first)
        + (re.escape(group[0]) if len(group) == 1 else f"(?:{'|'.join(map(re.escape, group))})")
        for first, group in sorted(rests.items())
    )


def scan(pattern: re.Pattern[str], starts: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer(text)`` does, trying only where ``starts`` (a set of characters) matches.

    A long alternation is slow to fail at every character of a text; one set of characters is not.
    """
    place = 0
    while start := starts.search(text, place):
        match = pattern.match(text, start.start())
        if match and match.end() > match.start():
            yield match
            place = match.end()
        else:
            place = start.start() + 1


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Compile patterns of a data file into one."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
