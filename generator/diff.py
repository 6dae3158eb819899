"""What changed between two exports: facts added, changed and removed, each with its quote.

Records with one id are one record. An edited sentence gives its records new ids, so what is left over is
paired within its source: first by everything that it says (only the sentence was reworded), then by what
it is about (the value, the date or the name changed). What still has no partner was added or removed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator.errors import InputError
from generator.printing import visible

Line = Mapping[str, Any]
"""A record as ``extract`` prints it."""

EXPORTED = ("observations", "events", "distinctions", "people")
"""The files of an exported folder that hold records."""

_SAYS = {
    "observation": (
        *("indicator", "canonical", "topic", "value", "unit"),
        *("bound", "measure", "district", "period", "status"),
    ),
    "event": ("title", "date", "district", "status"),
    "distinction": ("title", "holder", "level", "kind", "district"),
    "person": ("name", "role", "district"),
}
"""Type → the fields that make up what a record says."""
_LATER = frozenset({"canonical", "topic"})
"""Fields that exports of earlier versions lack: nothing can be said to have changed there."""
_ABOUT = {
    "observation": (
        ("district", "canonical", "unit", "measure", "period"),
        ("district", "canonical", "measure"),
    ),
    "event": (("title",), ("date", "district")),
    "distinction": (("title",), ("holder", "kind")),
    "person": (("name",), ("role",)),
}
"""Type → what tells that two records are about one thing, the surest first."""


@dataclass(frozen=True, slots=True)
class Change:
    """A record before and after; one of the two is None where it was added or removed."""

    before: Line | None
    after: Line | None

    @property
    def now(self) -> Line:
        """The record as it is, or as it was last."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of both is always there
        return found

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes it this change: the record, what it said and what it says; not where it stands."""
        sides = (None if line is None else _said(line) for line in (self.before, self.after))
        return (self.now["source"], self.now["id"], *map(repr, sides))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ, in the order of the contract."""
        if self.before is None or self.after is None:
            return ()
        before, after = self.before, self.after
        known = (name for name in _SAYS[after["type"]] if name in before or name not in _LATER)
        return tuple(name for name in known if before.get(name) != after.get(name))


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed; each list in the order of the export it is taken from."""

    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    removed: tuple[Change, ...]
    reworded: int
    """Records that say the same in another sentence."""

    def __bool__(self) -> bool:
        """Whether any fact changed; rewording changes none."""
        return bool(self.added or self.changed or self.removed)

    def as_dict(self) -> dict[str, object]:
        """Return the difference for ``--format json``."""
        return {
            "added": [change.after for change in self.added],
            "changed": [
                {"fields": change.fields, "before": change.before, "after": change.after}
                for change in self.changed
            ],
            "removed": [change.before for change in self.removed],
            "reworded": self.reworded,
        }


def read_export(path: Path) -> list[Line]:
    """Read an export: a file of JSON Lines, or a folder (``site/data``) with one file a type of record."""
    if not path.is_dir():
        return list(_lines(path))
    files = [path / f"{name}.jsonl" for name in EXPORTED]
    found = [file for file in files if file.is_file()]
    if not found:
        raise InputError(path, "no export in it", "name a file of JSON Lines, or a folder like site/data")
    return [line for file in found for line in _lines(file)]


def _lines(path: Path) -> Iterator[Line]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(path, "no such file", "give two exports, as extract prints them") from None
    except UnicodeDecodeError:
        raise InputError(path, "not UTF-8", "give two exports, as extract prints them") from None
    yield from parse(text.split("\n"), path)


def parse(lines: Iterable[str], path: Path = Path("facts.jsonl")) -> Iterator[Line]:
    """Yield the records of lines of JSON; articles are no facts and are left out, and so are empty lines."""
    for number, written in enumerate(lines, start=1):
        if not written.strip():
            continue
        try:
            record = json.loads(written, parse_constant=_refuse)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict) or not _is_record(record):
            problem = "not a record as extract prints it"
            raise InputError(path, problem, "make the export anew", line=number)
        if record["type"] in _SAYS:
            yield record


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _is_record(record: dict[str, Any]) -> bool:
    """Tell whether it has what is asked of it here: plain values, a type, a source, an id and a quote."""
    kind = record.get("type")
    plain = all(not isinstance(value, list | dict) for name, value in record.items() if name != "correction")
    if not plain or kind == "article":
        return plain
    texts = all(isinstance(record.get(name), str) for name in ("id", "source", "quote"))
    return kind in _SAYS and texts and isinstance(record.get("start"), int)


def compare(old: Iterable[Line], new: Iterable[Line]) -> Difference:
    """Return what changed from ``old`` to ``new``."""
    before, after = list(old), list(new)
    pairs = _pair(before, after, lambda line: (line["type"], line["source"], line["id"]))
    reworded = _pair(before, after, lambda line: (line["source"], *_said(line)))
    about = [
        pair for step in range(2) for pair in _pair(before, after, partial(_about, step=step), alone=True)
    ]
    pairs += reworded + about
    changes = (Change(one, other) for one, other in pairs)
    changed = sorted((change for change in changes if change.fields), key=lambda change: _place(change.now))
    return Difference(
        added=tuple(Change(None, line) for line in after),
        changed=tuple(changed),
        removed=tuple(Change(line, None) for line in before),
        reworded=len(reworded),
    )


def _place(line: Line) -> tuple[str, int]:
    return line["source"], line["start"]


def _said(line: Line) -> tuple[Hashable, ...]:
    return (line["type"], *(line.get(name) for name in _SAYS[line["type"]]))


def _about(line: Line, *, step: int) -> tuple[Hashable, ...]:
    kind = line["type"]
    named = (line.get(name, line.get("indicator")) for name in _ABOUT[kind][step])
    return (kind, step, line["source"], *named)


def _pair(
    before: list[Line], after: list[Line], key: Callable[[Line], tuple[Hashable, ...]], *, alone: bool = False
) -> list[tuple[Line, Line]]:
    """Take out of both lists what has a partner under ``key``, in order; return the pairs.

    With ``alone``, only where one record on each side has the key: of several, none is surely the same.
    """
    old, new = _by_key(before, key), _by_key(after, key)
    pairs = [
        pair
        for name, lines in old.items()
        if name in new and not (alone and len(lines) + len(new[name]) > 2)
        for pair in zip(lines, new[name], strict=False)
    ]
    taken = {id(line) for pair in pairs for line in pair}
    for lines in (before, after):
        lines[:] = [line for line in lines if id(line) not in taken]
    return pairs


def _by_key(
    lines: Iterable[Line], key: Callable[[Line], tuple[Hashable, ...]]
) -> dict[tuple[Hashable, ...], list[Line]]:
    found: dict[tuple[Hashable, ...], list[Line]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return found


_NAMES = {"observation": "indicator", "event": "title", "distinction": "title", "person": "name"}


def says(line: Line) -> str:
    """Say in one line what a record states."""
    name = line.get(_NAMES[line["type"]], "")
    rest = {
        "observation": (line.get("text"), line.get("period"), line.get("status")),
        "event": (line.get("date"), line.get("status")),
        "distinction": (line.get("level"), line.get("kind")),
        "person": (line.get("role"),),
    }[line["type"]]
    parts = (line.get("district"), name, *rest)
    return visible(" · ".join("".join(str(part).split()) for part in parts if part))


def as_text(difference: Difference, most: int | None = None) -> list[str]:
    """Return the difference as lines for a terminal: a summary, then at most ``most`` changes."""
    lines = [summary(difference)]
    listed = [
        *(f"+ {says(change.now)}" for change in difference.added),
        *(f"~ {says(change.now)}  ({what_changed(change)})" for change in difference.changed),
        *(f"- {says(change.now)}" for change in difference.removed),
    ]
    shown = listed if most is None else listed[:most]
    lines += shown
    if len(shown) < len(listed):
        lines.append(f"… and {len(listed) - len(shown)} more")
    return lines


def summary(difference: Difference) -> str:
    """Count the changes."""
    reworded = f", {difference.reworded} only reworded" if difference.reworded else ""
    return (
        f"facts: {len(difference.added)} added, {len(difference.changed)} changed, "
        f"{len(difference.removed)} removed{reworded}"
    )


def what_changed(change: Change) -> str:
    """Name the fields that differ, with what they were and are."""
    before, after = change.before or {}, change.after or {}
    return visible("; ".join(f"{name}: {before.get(name)} → {after.get(name)}" for name in change.fields))
