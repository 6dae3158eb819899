"""Records as lines of JSON: the machine-readable form that others build on.

Numbers are written digit by digit from their exact decimals: no binary rounding (0.30000000000000004)
and no exponents (1E+2). The fields of a line and their order are a contract; what a record knows
beyond it (reasons, evidence) stays inside.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from json.encoder import encode_basestring

from generator.reading import Reading
from generator.records import ArticleRecord, Record

FIELDS = {
    "article": ("source", "start", "end", "title", "district", "published"),
    "observation": (
        *(
            "id",
            "source",
            "start",
            "end",
            "text",
            "quote",
            "indicator",
            "canonical",
            "topic",
            "value",
            "unit",
        ),
        *("bound", "measure", "district", "period", "status"),
    ),
    "event": ("id", "source", "start", "end", "quote", "title", "date", "district", "status"),
    "distinction": ("id", "source", "start", "end", "quote", "title", "holder", "level", "kind", "district"),
    "person": ("id", "source", "start", "end", "quote", "name", "role", "district"),
}
"""Fields of each type of record behind ``type``, in the order of the line."""

_LINE_END = re.compile("[\x85\u2028\u2029]")
_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}
"""What ends a line for Unicode, and for Python's ``splitlines``, but may stand in a JSON text."""


def plain_number(value: Decimal) -> str:
    """Write a decimal as a JSON number, digit by digit.

    >>> plain_number(Decimal("1E+2")), plain_number(Decimal("4620000000.00")), plain_number(Decimal("-4.10"))
    ('100', '4620000000', '-4.1')
    >>> plain_number(Decimal("0.30")), plain_number(Decimal("-0"))
    ('0.3', '0')
    """
    if not value.is_finite():
        raise ValueError(f"not a number that JSON can hold: {value}")
    digits = f"{value:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def line(record: ArticleRecord | Record) -> str:
    """Write one record as one line of JSON, without the line's end; a corrected one says so at its end."""
    values = {"type": record.type} | {name: getattr(record, name) for name in FIELDS[record.type]}
    if not isinstance(record, ArticleRecord) and record.correction:
        note = record.correction
        values["correction"] = {
            "was": dict(note.was),
            "reason": note.reason,
            "by": note.by,
            "date": note.date,
        }
    return as_json(values)


def as_json(values: Mapping[str, object]) -> str:
    """Write an object as one line of JSON, numbers digit by digit."""
    return "{" + ",".join(f'"{name}":{_json(value)}' for name, value in values.items()) + "}"


def _json(value: object) -> str:
    r"""Write a value as JSON on one line, whatever its reader takes for the end of a line.

    >>> print(_json("南岗区\u2028道里区"), _json(None), _json(Decimal("8.40")))
    "南岗区\u2028道里区" null 8.4
    """
    if isinstance(value, str):  # three of four values
        written: str = encode_basestring(value)
        return written.translate(_LINE_ENDS) if _LINE_END.search(written) else written
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return plain_number(value)
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS)


def json_lines(reading: Reading) -> Iterator[str]:
    """Yield the lines of one seed in text order, each article before what stands in it."""
    for article in reading.articles:
        yield line(article.record)
        for record in article.records:
            yield line(record)
