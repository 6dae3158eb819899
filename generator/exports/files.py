"""Every file under ``data/``: tables, lines, database, package, citations, districts, feed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from generator import addresses, citations, cores, record_lines
from generator.catalogue import Catalogue, Place
from generator.divisions import Area
from generator.exports import package
from generator.exports.columns import Table
from generator.exports.csv_files import write_csv
from generator.exports.database import write_database
from generator.exports.feed import as_feed
from generator.exports.tables import as_dicts, tables
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
        """Write the zip, which takes long: of all that is not in it by parts already."""
        data = self.folder / addresses.DATA
        package.bundle((data / name for name in _packed(self.tables)), data / ZIP)


def export(catalogue: Catalogue, release: Release, folder: Path, jobs: int = 1) -> Exports:
    """Write the files of ``data/`` into ``folder``, on so many cores; the zip is left to ``Exports.pack``."""
    data_set, made = release.data_set, tables(catalogue)
    data = folder / addresses.DATA
    (folder / addresses.district_data("")).parent.mkdir(parents=True, exist_ok=True)
    places = [(place, place.area) for place in catalogue.places if place.area]

    def database() -> int:
        write_database(data / DATABASE, made, _about(data_set))
        return 0

    def districts() -> int:
        for place, area in places:
            _write_district(folder / addresses.district_data(area.slug), place, area)
        return 0

    work: list[Callable[[], int]] = [
        database,
        districts,
        *(partial(_table, data, each, catalogue) for each in made),
    ]
    counts = list(cores.in_order(lambda task: task(), work, jobs))[2:]
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
    by_name = dict(zip((table.name for table in made), counts, strict=True))
    return Exports(made, by_name, folder, names)


def _packed(made: Iterable[Table]) -> list[str]:
    """Return the names of the files that the zip holds."""
    listed = [f"{table.name}.{suffix}" for table in made for suffix in ("csv", "jsonl")]
    return [*listed, DATABASE, PACKAGE, BIBTEX, CSL]


def _table(data: Path, table: Table, catalogue: Catalogue) -> int:
    """Write a table in both forms, and return how many rows it has."""
    path = data / f"{table.name}.csv"
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        count = write_csv(table, file)
    with path.with_suffix(".jsonl").open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in _json_lines(table, catalogue))
    return count


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
    "observations": "observation",
    "events": "event",
    "distinctions": "distinction",
    "people": "person",
}


def _json_lines(table: Table, catalogue: Catalogue) -> Iterable[str]:
    """Return a table as JSON Lines; records stand as ``extract`` prints them."""
    if table.name == "articles":
        return (record_lines.line(each.record) for reading in catalogue.readings for each in reading.articles)
    if table.name in _OF_RECORDS:
        return (record_lines.line(record) for record in _records(catalogue, _OF_RECORDS[table.name]))
    return (record_lines.as_json(row) for row in as_dicts(table))


def _records(catalogue: Catalogue, kind: str) -> Iterator[Record]:
    return (record for reading in catalogue.readings for record in reading.records if record.type == kind)


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
