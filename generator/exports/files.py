"""Every file under ``data/``: tables, lines, database, package, citations, districts, feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator import addresses, citations, record_lines
from generator.catalogue import Catalogue, Place
from generator.divisions import Area
from generator.exports import package
from generator.exports.columns import Row, Table
from generator.exports.csv_files import written_as_csv
from generator.exports.database import fill_database, finish_database
from generator.exports.feed import as_feed
from generator.exports.tables import tables
from generator.records import ArticleRecord, Record
from generator.release import Release

DATABASE = "facts.sqlite"
PACKAGE = "datapackage.json"
ZIP = "district-facts.zip"
FEED = "feed.xml"
BIBTEX = "citation.bib"
CSL = "citation.csl.json"


@dataclass(frozen=True, slots=True)
class Exports:
    """What a portal gives away: files that lie in a folder until they are put where they belong."""

    tables: tuple[Table, ...]
    counts: Mapping[str, int]
    """Rows of each table."""
    folder: Path
    names: tuple[str, ...]
    """The files there, by their path under ``docs/``."""

    @property
    def files(self) -> dict[str, Path]:
        """The files by their path under ``docs/``, the zip among them once it is packed."""
        return {name: self.folder / name for name in self.names}

    def pack(self) -> None:
        """Finish the database and write the zip, which takes long, and needs only the files."""
        data = self.folder / addresses.DATA
        finish_database(data / DATABASE, self.tables)
        package.bundle((data / name for name in _packed(self.tables)), data / ZIP)


def export(catalogue: Catalogue, release: Release, folder: Path) -> Exports:
    """Write the files of ``data/`` into ``folder``; what takes long is left to ``Exports.pack``."""
    data_set, made = release.data_set, tables(catalogue)
    data = folder / addresses.DATA
    (folder / addresses.district_data("")).parent.mkdir(parents=True, exist_ok=True)
    places = [(place, place.area) for place in catalogue.places if place.area]

    # Here and not on all cores: each process would come to have a copy of the whole catalogue.
    noted = tuple(replace(table, rows=_written(table, data)) for table in made)
    counts = fill_database(data / DATABASE, noted, _about(data_set))
    _write_records(catalogue, data)
    for place, area in places:
        _write_district(folder / addresses.district_data(area.slug), place, area)
    small = {
        PACKAGE: package.describe(made, data, data_set),
        BIBTEX: citations.bibtex(data_set).encode(),
        CSL: citations.csl(data_set).encode(),
        FEED: as_feed(release.difference, data_set, f"{data_set.date}T00:00:00Z", f"{addresses.DATA}{FEED}"),
    }
    for name, content in small.items():
        (data / name).write_bytes(content)
    named = [f"{addresses.DATA}{name}" for name in (*_packed(made), FEED, ZIP)]
    names = (*named, *(addresses.district_data(area.slug) for _, area in places))
    return Exports(made, counts, folder, names)


def _packed(made: Iterable[Table]) -> list[str]:
    """Return the names of the files that the zip holds."""
    listed = [f"{table.name}.{suffix}" for table in made for suffix in ("csv", "jsonl")]
    return [*listed, DATABASE, PACKAGE, BIBTEX, CSL]


def _written(table: Table, data: Path) -> Iterator[Row]:
    """Yield the rows of a table, each written by then as CSV, and as JSON where it is no record."""
    path = data / f"{table.name}.csv"
    names = [column.name for column in table.columns]
    with ExitStack() as files:
        file = files.enter_context(path.open("w", encoding="utf-8", errors="surrogatepass", newline=""))
        rows = written_as_csv(table, file)
        if table.name in _OF_RECORDS:
            yield from rows
            return
        lines = files.enter_context(path.with_suffix(".jsonl").open("w", encoding="utf-8", newline=""))
        for row in rows:
            lines.write(f"{record_lines.as_json(dict(zip(names, row, strict=True)))}\n")
            yield row


def _about(data_set: citations.DataSet) -> dict[str, str]:
    return {
        "title": data_set.title,
        "description": data_set.description,
        "version": data_set.version,
        "licence": package.LICENCE["name"],
        "licence_url": package.LICENCE["path"],
        "citation": citations.plain_data_set(data_set),
        "address": data_set.address,
    }


_OF_RECORDS = {
    "articles": "article",
    "observations": "observation",
    "events": "event",
    "distinctions": "distinction",
    "people": "person",
}
"""Tables whose rows as JSON are the records' own lines, as ``extract`` prints them."""


def _write_records(catalogue: Catalogue, data: Path) -> None:
    """Write the lines of all records, each kind into its file."""
    with ExitStack() as files:
        file_of = {
            kind: files.enter_context((data / f"{name}.jsonl").open("w", encoding="utf-8", newline=""))
            for name, kind in _OF_RECORDS.items()
        }
        for reading in catalogue.readings:
            for record in chain((each.record for each in reading.articles), reading.records):
                file_of[record.type].write(f"{record_lines.line(record)}\n")


def _write_district(path: Path, place: Place, area: Area) -> None:
    """Write everything that is known about a district: its records, newest facts first."""
    seen: Iterator[ArticleRecord | Record] = chain(
        (one for fact in place.facts for one in fact.observations),
        place.events,
        place.distinctions,
        (mention for person in place.people for mention in person.mentions),
    )
    head = json.dumps({"name": area.name, "code": area.code, "parent": area.parent}, ensure_ascii=False)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f'{{"district":{head},"records":[\n')
        for number, record in enumerate(seen):
            file.write((",\n" if number else "") + record_lines.line(record))
        file.write("\n]}\n")
