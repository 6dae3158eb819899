"""What a page is about, in the words of schema.org (JSON-LD), for search engines and harvesters.

Addresses are relative to the page they stand on, like every link of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator import edtf
from generator.catalogue.facts import Fact
from generator.citations import DataSet
from generator.divisions import Area
from generator.exports.package import LICENCE
from generator.printing import fold, unmarked
from generator.texts import current
from generator.wording import change, status

CONTEXT = "https://schema.org/"
_ENCODINGS = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
    "xml": "application/atom+xml",
    "bib": "application/x-bibtex",
}

Node = dict[str, Any]


def graph(*nodes: Node) -> Node:
    """Return nodes as one document."""
    return {"@context": CONTEXT, "@graph": list(nodes)}


def place(area: Area, address: str) -> Node:
    """Return a place with the page about it."""
    code: Node = {"identifier": area.code} if area.code else {}
    inside: Node = {"containedInPlace": {"@type": "Place", "name": area.parent}} if area.parent else {}
    return {"@type": "Place", "@id": "#place", "name": area.name, "url": address, **code, **inside}


def data_set(
    about: DataSet, downloads: Mapping[str, str], periods: Iterable[str | None], spatial: str
) -> Node:
    """Return a data set; ``downloads`` are names and addresses, ``spatial`` is the place it is about."""
    days = [period for period in periods if period]
    first = min((day for period in days if (day := edtf.first_day(period))), default=None)
    last = max((day for period in days if (day := edtf.last_day(period))), default=None)
    return {
        "@type": "Dataset",
        "name": about.title,
        "description": about.description,
        "license": LICENCE["path"],
        "creator": {"@type": "Organization", "name": about.publisher},
        "dateModified": about.date,
        "inLanguage": "zh",
        "isAccessibleForFree": True,
        **({"url": about.address} if about.address else {}),
        "spatialCoverage": {"@type": "Place", "name": spatial},
        **({"temporalCoverage": f"{first}/{last}"} if first and last else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": address,
                "encodingFormat": _ENCODINGS.get(address.rpartition(".")[2], "application/octet-stream"),
            }
            for name, address in downloads.items()
        ],
    }


def observation(fact: Fact, anchor: str, source: str) -> Node:
    """Return a fact of the page's place: ``anchor`` on the page, ``source`` the address of its mention."""
    lead = fact.lead
    dated: Node = {"observationDate": edtf.last_day(lead.period)} if lead.period else {}
    return {
        "@type": "Observation",
        "@id": f"#{anchor}",
        "name": fold(f"{lead.indicator}{change(lead)}{current().mark.aside(words=status(lead.status))}"),
        "description": unmarked(fold(lead.quote)),
        "observationAbout": {"@id": "#place"},
        "measuredProperty": {"@type": "Property", "name": lead.canonical},
        "value": int(lead.value) if lead.value == int(lead.value) else float(lead.value),
        "unitText": lead.unit,
        **{name: value for name, value in dated.items() if value},
        "url": source,
    }
