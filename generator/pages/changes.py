"""What the last change of the sources or the rules did to the facts, in words."""

from __future__ import annotations

from dataclasses import dataclass

from generator import addresses, wording
from generator.diff import Change, Difference
from generator.pages.page import Page
from generator.pages.rows import Link
from generator.printing import fold, unmarked
from generator.texts import current

MOST = 500
"""Changes of one kind on the page; the command prints all."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One fact that was added, changed or removed."""

    said: str
    quote: str
    fields: tuple[FieldChange, ...]
    link: Link | None
    """To its mention; None where it is gone."""


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """The changes of one kind."""

    title: str
    anchor: str
    count: int
    """How many there are."""
    rows: tuple[ChangeRow, ...]
    more: int
    """How many of them are not shown."""


def sections(page: Page, difference: Difference) -> tuple[ChangeSection, ...]:
    """Return what changed, only the kinds of change that there are."""
    t = current().change
    found = (
        (t.added, "added", difference.added),
        (t.changed, "changed", difference.changed),
        (t.removed, "removed", difference.removed),
    )
    return tuple(
        ChangeSection(
            title,
            anchor,
            len(rows),
            tuple(_row(page, change) for change in rows[:MOST]),
            max(0, len(rows) - MOST),
        )
        for title, anchor, rows in found
        if rows
    )


def _row(page: Page, change: Change) -> ChangeRow:
    before, after, now = change.before or {}, change.after, change.now
    link = None
    if after is not None:
        place = f"{addresses.source_page(addresses.stem(after['source']))}#{after['id']}"
        link = Link(page.to(place), current().mention.label)
    return ChangeRow(
        said=wording.said(now),
        quote=unmarked(fold(now["quote"])),
        fields=tuple(
            FieldChange(wording.field(name), _value(before.get(name)), _value(now.get(name)))
            for name in change.fields
        ),
        link=link,
    )


def _value(value: object) -> str:
    return wording.field_value("null" if value is None else str(value))
