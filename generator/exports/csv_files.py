"""Tables as CSV files that open as they are, in a spreadsheet or in code.

UTF-8 with a byte order mark (a spreadsheet would take it for another encoding), ISO dates, numbers digit
by digit. A text that a spreadsheet would run as a formula (``=…``, ``+…``, ``-…``, ``@…``) gets an
apostrophe in front, and so does one that begins with an apostrophe: who reads the file in code takes off
an apostrophe that stands before one of these.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import TextIO

from generator.exports.columns import Cell, Row, Table
from generator.record_lines import plain_number

_RUNS = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet runs.

    >>> guarded("=1+1"), guarded("南岗区"), guarded("'早'")
    ("'=1+1", '南岗区', "''早'")
    """
    return f"'{text}" if text.startswith(_RUNS) else text


def _cell(value: Cell) -> str:
    if isinstance(value, str):  # three of four
        return guarded(value)
    if value is None:
        return ""
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def as_csv(table: Table) -> bytes:
    """Return a table as a CSV file: names in the first line, lines end in CRLF (RFC 4180)."""
    written = io.StringIO(newline="")
    for _ in written_as_csv(table, written):
        pass
    return written.getvalue().encode("utf-8", "surrogatepass")


def written_as_csv(table: Table, file: TextIO) -> Iterator[Row]:
    """Yield the rows of a table, each written by then into a text file opened with ``newline=""``."""
    file.write("\ufeff")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value) for value in row])
        yield row
