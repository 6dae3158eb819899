"""What can be downloaded: lossless, described, valid by its standards, and safe to open."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Container, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import frictionless
import html_pages
import pytest
import rdflib
import samples
from hypothesis import given
from hypothesis import strategies as st

from generator import citations, config, diff, portal, record_lines
from generator.catalogue import Catalogue
from generator.exports.columns import Column, Table
from generator.exports.csv_files import as_csv, guarded
from generator.exports.feed import as_feed
from generator.exports.tables import tables
from generator.records import ArticleRecord, Record

RECORDS = {
    "observations": "observation",
    "events": "event",
    "distinctions": "distinction",
    "people": "person",
}
RUNS = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, as the page of downloads says."""


@pytest.fixture(scope="session")
def data(built_site: Path) -> Path:
    """The folder of downloads of the real site."""
    return built_site / "data"


@pytest.fixture(scope="session")
def known(built_portal: config.Portal) -> Catalogue:
    """The catalogue that the downloads hold."""
    return portal.catalogue(built_portal, quiet=True)


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as somebody reads them who knows what the page says."""
    return plain_rows(path.read_bytes())


def plain_rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file without the apostrophes that guard them."""
    assert content.startswith(b"\xef\xbb\xbf")
    read = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{name: unguarded(cell) for name, cell in row.items()} for row in read]


def unguarded(cell: str) -> str:
    """Take off the apostrophe in front of what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RUNS) else cell


def records(known: Catalogue, kind: str) -> list[Record]:
    """Return all records of a type."""
    return [record for reading in known.readings for record in reading.records if record.type == kind]


@pytest.mark.parametrize("name", RECORDS)
def test_a_round_trip_loses_nothing(data: Path, known: Catalogue, name: str) -> None:
    """Every field of every record comes back from the CSV file, and from the JSON Lines, as it was."""
    kind = RECORDS[name]
    originals = records(known, kind)
    lines = [
        json.loads(line, parse_float=Decimal)
        for line in (data / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(rows(data / f"{name}.csv")) == len(lines) == len(originals) > 0
    for row, line, record in zip(rows(data / f"{name}.csv"), lines, originals, strict=True):
        for field in record_lines.FIELDS[kind]:
            value = getattr(record, field)
            written = record_lines.plain_number(value) if isinstance(value, Decimal) else str(value)
            assert row[field] == ("" if value is None else written)
            assert line[field] == value
        assert row["correction"] == (record.correction.reason if record.correction else "")


CELLS = st.one_of(
    st.none(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
    st.sampled_from(["=1+1", "'=1", "''", "-4.1", "＝A1", '"', "a\r\nb", "，,;", "@x"]),
)


@given(cells=st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_any_text_survives_a_csv_file_and_none_is_a_formula(cells: list[tuple[Any, Any]]) -> None:
    """Quotes, breaks, apostrophes and formulas come back as they were; no cell begins like a formula."""
    table = Table("any", "任何", "", (Column("a", "string", ""), Column("b", "string", "")), (), tuple(cells))
    content = as_csv(table)
    for row, written in zip(plain_rows(content), cells, strict=True):
        for cell, value in zip(row.values(), written, strict=True):
            plain = record_lines.plain_number(value) if isinstance(value, Decimal) else str(value)
            assert cell == ("" if value is None else plain)
    for cells_read in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        for cell in cells_read:
            assert not cell.startswith(RUNS[:-5]) or cell.startswith("'") or re.fullmatch(r"-[\d.]+", cell)


def test_a_text_that_looks_like_a_negative_number_is_guarded() -> None:
    """Only numbers go unguarded: a text is a text."""
    assert (guarded("-4.1"), guarded("南岗"), guarded("=cmd|' /C calc'!A0")) == (
        "'-4.1",
        "南岗",
        "'=cmd|' /C calc'!A0",
    )


def test_the_series_of_xiangfang_is_right_in_the_export(data: Path) -> None:
    """Key projects 2016–2020: 9 24 22 14 20, and 22.8 50 11 18 45.5 亿元, to the digit."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows(data / "series.csv"):
        if row["district"] == "香坊区" and row["grain"] == "year":
            found.setdefault(row["name"], []).append((row["period"], row["value"]))
    years = ("2016", "2017", "2018", "2019", "2020")
    assert found["省市重点项目"] == list(zip(years, ("9", "24", "22", "14", "20"), strict=True))
    money = ("2280000000", "5000000000", "1100000000", "1800000000", "4550000000")
    assert found["省市重点项目完成投资"] == list(zip(years, money, strict=True))


def test_the_series_of_xiangfang_is_right_on_the_page(built_site: Path) -> None:
    """The same figures stand in the table a reader sees, in 亿元, the last one marked as an estimate."""
    page = html_pages.page(built_site / "districts" / "xiangfang" / "index.html")
    shown = {}
    for heading in (element for element in page if element.tag == "h3"):
        after = page[page.index(heading) :]
        table = next((element for element in after if element.tag == "table"), None)
        if table:
            lines = [row for row in table.all() if row.tag == "tr"]
            cells = [[cell.text.strip() for cell in line.inside] for line in lines[1:]]
            shown[heading.text.rstrip("¶")] = cells
    assert [line[:2] for line in shown["省市重点项目"]] == [
        ["2016年", "9"], ["2017年", "24"], ["2018年", "22"], ["2019年", "14"], ["2020年", "20"],
    ]  # fmt: skip
    money = shown["省市重点项目完成投资"]
    assert [line[1] for line in money[:5]] == ["22.8", "50", "11", "18", "45.5"]
    assert [line[3] for line in money[:5]] == ["实际"] * 4 + ["预计"]


@pytest.fixture
def database(data: Path) -> Iterator[sqlite3.Connection]:
    """The downloaded database, opened as a reader would."""
    connection = sqlite3.connect(f"file:{data / 'facts.sqlite'}?mode=ro", uri=True)
    yield connection
    connection.close()


def test_the_database_answers_the_question_on_its_page(data: Path, database: sqlite3.Connection) -> None:
    """The query shown to readers gives 香坊区's investment in key projects by year."""
    page = (data.parent / "data" / "index.html").read_text(encoding="utf-8")
    by_year, searched = (
        element.text
        for element in html_pages.read(page)
        if element.tag == "code" and "SELECT" in element.text
    )
    found = database.execute(by_year).fetchall()
    assert [(period, value) for period, value, *_ in found] == [
        ("2016", 2280000000),
        ("2017", 5000000000),
        ("2018", 1100000000),
        ("2019", 1800000000),
        ("2020", 4550000000),
    ]
    assert {row[0] for row in database.execute(searched)} >= {"香坊区", "南岗区"}


def test_the_database_holds_every_row_with_its_indexes(
    database: sqlite3.Connection, known: Catalogue
) -> None:
    """Tables, rows and columns are those of the CSV files, with indexes; it is sound, and says what it is."""
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for table in tables(known):
        query = f'SELECT count(*) FROM "{table.name}"'  # noqa: S608 - our own names
        count = database.execute(query).fetchone()[0]
        assert count == len(list(table.rows))
        about = database.execute('SELECT "column" FROM columns WHERE "table" = ?', (table.name,)).fetchall()
        assert [name for (name,) in about] == [column.name for column in table.columns]
    indexes = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert {"observations_district", "observations_canonical", "series_name"} <= indexes
    licence = database.execute("SELECT text FROM about WHERE name = 'licence'").fetchone()
    assert licence == ("CC-BY-4.0",)


def test_the_package_is_valid_by_its_own_validator(data: Path) -> None:
    """Frictionless finds no fault with the description, nor any row that breaks it."""
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert len(report.tasks) == 10
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert all(
        field["description"] for resource in package["resources"] for field in resource["schema"]["fields"]
    )


def test_days_are_iso_dates_and_numbers_have_no_exponent(data: Path) -> None:
    """What a spreadsheet would misread is written out: dates to the day, values digit by digit."""
    for row in rows(data / "observations.csv"):
        assert re.fullmatch(r"-?\d+(\.\d+)?", row["value"])
        for name in ("period_start", "period_end"):
            assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row[name])
            assert bool(row[name]) == bool(row["period"])


def test_the_zip_holds_the_same_files(data: Path) -> None:
    """One download has the tables, the database, the description and the citations, byte for byte."""
    with zipfile.ZipFile(data / "district-facts.zip") as archive:
        names = set(archive.namelist())
        assert {
            "observations.csv",
            "observations.jsonl",
            "facts.sqlite",
            "datapackage.json",
            "citation.bib",
        } <= names
        assert all(archive.read(name) == (data / name).read_bytes() for name in names)


def test_each_district_has_a_file_of_everything_known(data: Path, known: Catalogue) -> None:
    """Its address is the district's own, and no record of the district is missing."""
    for place in known.places:
        assert place.area
        content = json.loads((data / "districts" / f"{place.area.slug}.json").read_text(encoding="utf-8"))
        assert content["district"]["name"] == place.area.name
        ids = {record["id"] for record in content["records"]}
        assert ids >= {record.id for reading in known.readings for record in reading.records
                       if record.district == place.area.name}  # fmt: skip


SDO = rdflib.SDO
NEWER = {rdflib.URIRef("https://schema.org/observationAbout")}
"""Terms of schema.org that rdflib's copy of it is too old for: see https://schema.org/Observation."""


def terms(document: dict[str, Any]) -> rdflib.Graph:
    """Return a JSON-LD document as triples; the context is schema.org's, without fetching it."""
    graph = rdflib.Graph()
    written = json.dumps(document | {"@context": {"@vocab": str(SDO)}})
    graph.parse(data=written, format="json-ld", publicID="https://x.example/p/")
    return graph


def test_linked_data_uses_only_terms_of_schema_org(built_site: Path) -> None:
    """Every type and property in a page's JSON-LD is one that schema.org defines, and its links resolve."""
    types = set()
    vocabulary: Container[object] = SDO  # type: ignore[assignment]  # its metaclass answers “in”
    for path in sorted(built_site.rglob("*.html")):
        for document in html_pages.linked_data(path.read_text(encoding="utf-8")):
            assert document["@context"] == "https://schema.org/"
            graph = terms(document)
            for _, predicate, value in graph:
                if predicate == rdflib.RDF.type:
                    assert value in vocabulary, value
                    types.add(str(value).rpartition("/")[2])
                else:
                    assert predicate in vocabulary or predicate in NEWER, predicate
            for node in document["@graph"]:
                for download in node.get("distribution", ()):
                    assert (path.parent / download["contentUrl"]).is_file()
    assert types >= {"Dataset", "DataDownload", "Observation", "Place"}


def test_linked_observations_point_at_their_rows(built_site: Path) -> None:
    """A district's page names its key figures: value, place, and the row where each stands."""
    path = built_site / "districts" / "xiangfang" / "index.html"
    (document,) = html_pages.linked_data(path.read_text(encoding="utf-8"))
    found = [node for node in document["@graph"] if node["@type"] == "Observation"]
    assert len(found) > 3
    anchors = html_pages.anchors(path)
    assert all(node["@id"].removeprefix("#") in anchors for node in found)
    assert all(node["observationAbout"] == {"@id": "#place"} for node in found)


ATOM = "{http://www.w3.org/2005/Atom}"
DATED = citations.DataSet("小站的数据", "事实。", "小站", "2024-03-01", "abc1234", "https://facts.example/x/")


def feed(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> ET.Element:
    """Return the feed of a difference, parsed."""
    content = as_feed(diff.compare(old, new), DATED, "2024-03-01T00:00:00Z", "data/feed.xml")
    return ET.fromstring(content)  # noqa: S314 - our own document


def line(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - of any field
    """Return a record as an export holds it."""
    sample = samples.Sample("one.txt", "改造小区9个。")
    record = sample.observation("9个", "改造小区9个。", "改造小区", "9")
    written: dict[str, Any] = json.loads(record_lines.line(record))
    return written | fields


def test_the_feed_has_what_atom_asks_for() -> None:
    """RFC 4287: one id, title and updated each, an author, links that say what they are, entries alike."""
    changed = [
        line(id="o-1", quote="别处9个。"),
        line(id="o-2", indicator="甲<b>\x02\ufffe", value=8),
        line(),
    ]
    root = feed([line(id="o-1", value=7), line(id="o-3", indicator="乙")], changed)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(f"{ATOM}{name}")
            assert only.text
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", str(element.findtext(f"{ATOM}id")))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(element.findtext(f"{ATOM}updated")))
        assert element.find(f"{ATOM}link[@rel='alternate']") is not None
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "小站"
    self_link = root.find(f"{ATOM}link[@rel='self']")
    assert self_link is not None
    base = root.get("{http://www.w3.org/XML/1998/namespace}base")
    assert (base, self_link.get("href")) == ("https://facts.example/x/data/feed.xml", "feed.xml")
    titles = [str(entry.findtext(f"{ATOM}title")) for entry in root.findall(f"{ATOM}entry")]
    assert [title[:2] for title in titles] == ["新增", "新增", "改动", "去掉"]
    assert titles[0].startswith("新增：南岗区 · ")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)


def test_an_entry_keeps_its_id_and_leads_to_the_mention() -> None:
    """The same change is the same entry, whatever else changed or moved; another change is another."""
    old, new = line(id="o-1", value=7), line(id="o-1")
    one = feed([old], [new]).find(f"{ATOM}entry")
    moved = new | {"start": 99, "end": 101}
    other = feed([old, line(id="o-9", indicator="丙")], [moved]).find(f"{ATOM}entry")
    third = feed([line(id="o-1", value=6)], [new]).find(f"{ATOM}entry")
    assert one is not None
    assert other is not None
    assert third is not None
    assert one.findtext(f"{ATOM}id") == other.findtext(f"{ATOM}id") != third.findtext(f"{ATOM}id")
    link = one.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "../sources/one/#o-1"


def test_without_an_earlier_state_the_feed_is_empty_and_valid() -> None:
    """Nothing to compare with gives a feed without entries."""
    root = ET.fromstring(as_feed(None, DATED, "2024-03-01T00:00:00Z", "data/feed.xml"))  # noqa: S314 - same
    assert root.findall(f"{ATOM}entry") == []
    assert root.findtext(f"{ATOM}id")


def test_the_data_set_can_be_cited() -> None:
    """GB/T 7714, BibTeX and CSL name the publisher, the title and the date; marks of BibTeX are escaped."""
    assert (
        citations.gbt7714_data_set(DATED)
        == "小站. 小站的数据: 2024-03-01-abc1234[DS/OL]. (2024-03-01). https://facts.example/x/."
    )
    odd = citations.DataSet("100% {A_B}", "", "甲&乙", "2024-03-01", "abc1234", "")
    written = citations.bibtex(odd)
    assert r"title = {100\% \{A\_B\}}" in written
    assert r"author = {{甲\&乙}}" in written
    (entry,) = json.loads(citations.csl(DATED))
    assert entry["issued"] == {"date-parts": [[2024, 3, 1]]}
    assert (entry["type"], entry["URL"]) == ("dataset", "https://facts.example/x/")


def test_articles_are_exported_with_what_is_known_of_them(data: Path, known: Catalogue) -> None:
    """Every article has a row with its date and its place on the site."""
    found = rows(data / "articles.csv")
    articles: list[ArticleRecord] = [each.record for reading in known.readings for each in reading.articles]
    assert [(row["title"], row["published"]) for row in found] == [
        (one.title, one.published or "") for one in articles
    ]
    assert all(row["page"].startswith("sources/") for row in found)
