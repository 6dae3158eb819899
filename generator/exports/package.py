"""The data as one described whole: a Frictionless data package, how to cite it, and everything in one zip."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping

from generator import citations
from generator.exports.columns import Table
from generator.texts import current

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can tell; a time of making would differ from build to build."""


def describe(tables: tuple[Table, ...], files: Mapping[str, bytes], data_set: citations.DataSet) -> bytes:
    """Return ``datapackage.json``: every table with its columns, licence and citation.

    ``files`` are the CSV files by name, for their size and digest.
    """
    package = {
        "profile": "tabular-data-package",
        "name": "district-facts",
        "title": data_set.title,
        "description": current().data_set.about_cited(
            about=data_set.description, citation=citations.plain_data_set(data_set)
        ),
        "version": data_set.version,
        "created": f"{data_set.date}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": data_set.publisher, "role": "publisher"}],
        **({"homepage": data_set.address} if data_set.address else {}),
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, content: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "description": table.about,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(table, number) for number in range(len(table.columns))],
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **({"foreignKeys": list(map(_reference, table.refers))} if table.refers else {}),
        },
    }


def _reference(key: tuple[tuple[str, ...], str, tuple[str, ...]]) -> dict[str, object]:
    columns, table, there = key
    return {"fields": list(columns), "reference": {"resource": table, "fields": list(there)}}


def _field(table: Table, number: int) -> dict[str, object]:
    column = table.columns[number]
    constraints: dict[str, object] = {}
    if column.name in table.key:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": column.type,
        "description": column.about,
        **({"constraints": constraints} if constraints else {}),
    }


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Return all files in one zip, the same bytes for the same files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in sorted(files.items()):
            member = zipfile.ZipInfo(name, _FIRST_OF_ZIP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # the same on every system
            member.external_attr = 0o644 << 16
            archive.writestr(member, content, compresslevel=9)
    return written.getvalue()
