"""Every file under ``data/``: tables, lines, database, package, citations, districts, feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import addresses, citations, record_lines
from generator.catalogue import Catalogue, Place
from generator.divisions import Area
from generator.exports import package
from generator.exports.columns import Table
from generator.exports.csv_files import as_csv
from generator.exports.database import as_database
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
    """What a portal gives away."""

    tables: tuple[Table, ...]
    files: dict[str, bytes]
    """By their path under ``docs/``."""


def export(catalogue: Catalogue, release: Release) -> Exports:
    """Return the files of ``data/``."""
    data_set = release.data_set
    made = tables(catalogue)
    csv_files = {f"{table.name}.csv": as_csv(table) for table in made}
    files = {
        **csv_files,
        **{f"{table.name}.jsonl": _json_lines(table, catalogue) for table in made},
        DATABASE: as_database(made, _about(data_set)),
        PACKAGE: package.describe(made, csv_files, data_set),
        BIBTEX: citations.bibtex(data_set).encode(),
        CSL: citations.csl(data_set).encode(),
    }
    files[ZIP] = package.bundle(files)
    address = f"{addresses.DATA}{FEED}"
    files[FEED] = as_feed(release.difference, data_set, f"{data_set.date}T00:00:00Z", address)
    named = {f"{addresses.DATA}{name}": content for name, content in files.items()}
    districts = {
        addresses.district_data(place.area.slug): _district(place, place.area)
        for place in catalogue.places
        if place.area
    }
    return Exports(made, named | districts)


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


def _json_lines(table: Table, catalogue: Catalogue) -> bytes:
    """Return a table as JSON Lines; records stand as ``extract`` prints them."""
    lines: Iterable[str]
    if table.name == "articles":
        lines = (
            record_lines.line(each.record) for reading in catalogue.readings for each in reading.articles
        )
    elif table.name in _OF_RECORDS:
        lines = (record_lines.line(record) for record in _records(catalogue, _OF_RECORDS[table.name]))
    else:
        lines = (record_lines.as_json(row) for row in as_dicts(table))
    return "".join(f"{line}\n" for line in lines).encode()


def _records(catalogue: Catalogue, kind: str) -> Iterator[Record]:
    return (record for reading in catalogue.readings for record in reading.records if record.type == kind)


def _district(place: Place, area: Area) -> bytes:
    """Return everything that is known about a district: its records, newest facts first."""
    seen: list[ArticleRecord | Record] = [
        *(one for fact in place.facts for one in fact.observations),
        *place.events,
        *place.distinctions,
        *(mention for person in place.people for mention in person.mentions),
    ]
    records = ",\n".join(record_lines.line(record) for record in seen)
    head = json.dumps({"name": area.name, "code": area.code, "parent": area.parent}, ensure_ascii=False)
    return f'{{"district":{head},"records":[\n{records}\n]}}\n'.encode()
