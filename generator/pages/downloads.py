"""The page of downloads: every file with what it holds, how to cite it, how to ask the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import addresses
from generator.exports import files as exported
from generator.exports.columns import Table
from generator.pages.page import Page
from generator.pages.rows import Link
from generator.texts import current


@dataclass(frozen=True, slots=True)
class TableRow:
    """One table: its files and how long it is."""

    title: str
    name: str
    rows: int
    csv: str
    json_lines: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """One other file."""

    link: Link
    about: str
    size: str


def size(count: int) -> str:
    """Say how large a file is.

    >>> size(900), size(1536), size(3_500_000)
    ('900 字节', '1.5 KB', '3.3 MB')
    """
    if count < 1024:
        return current().count.bytes(count=count)
    return f"{count / 1024:.1f} KB" if count < 1024**2 else f"{count / 1024**2:.1f} MB"


def table_rows(page: Page, tables: tuple[Table, ...], counts: Mapping[str, int]) -> tuple[TableRow, ...]:
    """Return the tables with how many rows each has; each stands as CSV and as JSON Lines."""
    return tuple(
        TableRow(
            title=table.title,
            name=table.name,
            rows=counts[table.name],
            csv=page.to(f"{addresses.DATA}{table.name}.csv"),
            json_lines=page.to(f"{addresses.DATA}{table.name}.jsonl"),
        )
        for table in tables
    )


_FILES = {
    exported.ZIP: "zip",
    exported.DATABASE: "database",
    exported.PACKAGE: "package",
    exported.FEED: "feed",
    exported.BIBTEX: "bibtex",
    exported.CSL: "csl",
}


def file_rows(page: Page, files: Mapping[str, Path]) -> tuple[FileRow, ...]:
    """Return the other files with their sizes."""
    return tuple(
        FileRow(
            Link(page.to(f"{addresses.DATA}{name}"), name),
            current().file[key],
            size(files[f"{addresses.DATA}{name}"].stat().st_size),
        )
        for name, key in _FILES.items()
    )


def district_links(page: Page) -> tuple[Link, ...]:
    """Return the file of each district."""
    return tuple(
        Link(page.to(addresses.district_data(place.area.slug)), place.area.name)
        for place in page.catalogue.places
        if place.area
    )
