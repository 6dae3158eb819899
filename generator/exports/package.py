"""The data as one described whole: a Frictionless data package, how to cite it, and everything in one zip."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from generator import citations
from generator.exports.columns import Table
from generator.texts import current

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
_PIECE = 1 << 20
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can tell; a time of making would differ from build to build."""


def describe(tables: tuple[Table, ...], folder: Path, data_set: citations.DataSet) -> bytes:
    """Return ``datapackage.json``: every table with its columns, licence and citation.

    The CSV files are in ``folder``, for their size and digest.
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
        "resources": [_resource(table, folder / f"{table.name}.csv") for table in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, file: Path) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "description": table.about,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{_digest(file)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(table, number) for number in range(len(table.columns))],
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **({"foreignKeys": list(map(_reference, table.refers))} if table.refers else {}),
        },
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


def bundle(files: Iterable[Path], target: Path) -> None:
    """Write all files into one zip, the same bytes for the same files."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(path.name, _FIRST_OF_ZIP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # the same on every system
            member.external_attr = 0o644 << 16
            member.file_size = path.stat().st_size
            with path.open("rb") as file, archive.open(member, "w") as packed:
                shutil.copyfileobj(file, packed, _PIECE)
