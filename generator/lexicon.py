"""Read the data files that hold the words of the language, once each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.errors import InputError

DATA = Path(__file__).parent / "data"


@cache
def load(name: str) -> Any:  # noqa: ANN401  (YAML: each reader knows the shape of its own file)
    """Return the content of ``data/<name>.yaml``; raise ``InputError`` with the line where it is broken."""
    path = DATA / f"{name}.yaml"
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(path, f"not valid YAML ({error.problem})", "mend the line", line) from error


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern matching any of the literal words, the longest first.

    >>> alternatives(["人", "人次", "%"])
    '人次|%|人'
    """
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Compile patterns of a data file into one."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
