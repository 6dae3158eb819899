"""Tables as one SQLite file: to be asked by SQL, or opened in a browser with Datasette as it is.

Every table has its columns, an index on what is asked for most, and, where it quotes sentences, a
full-text table beside it (``observations_fts`` …) that finds any three characters or more in a row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from generator.exports.columns import Cell, Table

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "date": "TEXT"}
_INDEXED = ("district", "canonical", "period", "topic", "fact", "conflict", "name", "plan")
_SEARCHED = ("quote", "indicator", "canonical", "title", "holder", "name", "role", "district")
_SUBSTRINGS = (3, 34)
"""The first version of SQLite whose full-text search finds parts of words; an older one finds whole runs."""


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA page_size = 4096")
        for careless in ("journal_mode = OFF", "synchronous = OFF"):  # a file that breaks is made anew
            connection.execute(f"PRAGMA {careless}")
        yield connection
        connection.commit()
    finally:
        connection.close()


def fill_database(path: Path, tables: tuple[Table, ...], about: dict[str, str]) -> dict[str, int]:
    """Write a SQLite database of the tables, and of ``about``; return how many rows each table has.

    What makes it quick to ask is left to ``finish_database``, which takes as long and needs only the file.
    """
    path.unlink(missing_ok=True)
    with _opened(path) as connection:
        connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        _describe(connection, tables)
        return {table.name: _fill(connection, table) for table in tables}


def finish_database(path: Path, tables: tuple[Table, ...]) -> None:
    """Add the indexes, those of words among them, to a database that has been filled."""
    with _opened(path) as connection:
        for table in tables:
            _index(connection, table)
        connection.commit()
        connection.execute("VACUUM")


def _describe(connection: sqlite3.Connection, tables: tuple[Table, ...]) -> None:
    connection.execute('CREATE TABLE columns ("table" TEXT, "column" TEXT, type TEXT, about TEXT)')
    rows = [
        (table.name, column.name, column.type, column.about) for table in tables for column in table.columns
    ]
    connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", rows)


def _fill(connection: sqlite3.Connection, table: Table) -> int:
    names = [column.name for column in table.columns]
    columns = ", ".join(f'"{column.name}" {_TYPES[column.type]}' for column in table.columns)
    key = f", PRIMARY KEY ({_quoted(table.key)})" if table.key else ""
    connection.execute(f'CREATE TABLE "{table.name}" ({columns}{key})')
    places = ", ".join("?" * len(names))
    written = connection.executemany(
        f'INSERT INTO "{table.name}" VALUES ({places})',  # noqa: S608 - names are our own, values are bound
        ([_stored(value) for value in row] for row in table.rows),
    )
    return max(written.rowcount, 0)


def _index(connection: sqlite3.Connection, table: Table) -> None:
    names = [column.name for column in table.columns]
    (written,) = connection.execute(f'SELECT EXISTS (SELECT 1 FROM "{table.name}")').fetchone()  # noqa: S608 - same
    for name in _INDEXED:
        if name in names and written:
            connection.execute(f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")')
    if "quote" in names:
        searched = _quoted([name for name in _SEARCHED if name in names])
        tokens = "trigram" if sqlite3.sqlite_version_info >= _SUBSTRINGS else "unicode61"
        options = f"content=\"{table.name}\", tokenize='{tokens}'"
        connection.execute(f'CREATE VIRTUAL TABLE "{table.name}_fts" USING fts5({searched}, {options})')
        rebuild = f'INSERT INTO "{table.name}_fts" ("{table.name}_fts") VALUES (\'rebuild\')'  # noqa: S608 - same
        connection.execute(rebuild)


def _quoted(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _stored(value: Cell) -> str | int | float | None:
    """Return a cell as SQLite counts with it: whole numbers exactly, others as floating point."""
    if isinstance(value, str):
        return str(value)  # a choice is a kind of text that SQLite does not know
    if not isinstance(value, Decimal):
        return value
    whole = value == value.to_integral_value() and abs(value) < 2**63
    return int(value) if whole else float(value)
