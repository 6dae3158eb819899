"""The page of downloads: every file with what it holds, how to cite it, how to ask the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import addresses
from generator.exports import files as exported
from generator.exports.columns import Table
from generator.pages.page import Page
from generator.pages.rows import Link


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
        return f"{count} 字节"
    return f"{count / 1024:.1f} KB" if count < 1024**2 else f"{count / 1024**2:.1f} MB"


def table_rows(page: Page, tables: tuple[Table, ...]) -> tuple[TableRow, ...]:
    """Return the tables; each stands as CSV and as JSON Lines."""
    return tuple(
        TableRow(
            title=table.title,
            name=table.name,
            rows=len(table.rows),
            csv=page.to(f"{addresses.DATA}{table.name}.csv"),
            json_lines=page.to(f"{addresses.DATA}{table.name}.jsonl"),
        )
        for table in tables
    )


_FILES = {
    exported.ZIP: "以上各表、数据库和说明，打成一包",
    exported.DATABASE: "SQLite 数据库：各表带索引和全文检索，可用 Datasette 直接打开",
    exported.PACKAGE: "数据包说明（Frictionless）：每一列是什么，许可和引用方式",
    exported.FEED: "变动订阅（Atom）",
    exported.BIBTEX: "引用整个数据集（BibTeX）",
    exported.CSL: "引用整个数据集（CSL JSON）",
}


def file_rows(page: Page, files: Mapping[str, bytes]) -> tuple[FileRow, ...]:
    """Return the other files with their sizes."""
    return tuple(
        FileRow(
            Link(page.to(f"{addresses.DATA}{name}"), name), about, size(len(files[f"{addresses.DATA}{name}"]))
        )
        for name, about in _FILES.items()
    )


def district_links(page: Page) -> tuple[Link, ...]:
    """Return the file of each district."""
    return tuple(
        Link(page.to(addresses.district_data(place.area.slug)), place.area.name)
        for place in page.catalogue.places
        if place.area
    )
