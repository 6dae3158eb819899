"""How to cite: one fact, by the article it stands in, and the whole data set.

Formats are GB/T 7714—2015, which Chinese journals ask for, a plain line for everyone else, and BibTeX
and CSL for reference managers. What is not known (a newspaper's name, a day) is left out, never made up.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from generator import edtf
from generator.texts import current


@dataclass(frozen=True, slots=True)
class Source:
    """The article a fact stands in, as far as it is known."""

    title: str
    publisher: str | None
    published: str | None
    """EDTF."""
    url: str | None
    stem: str
    """Its file's name without the suffix."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """The whole of the portal's facts."""

    title: str
    description: str
    publisher: str
    date: str
    """ISO date of the newest input."""
    content: str
    """A digest of all records: two versions of one day are told apart by it."""
    address: str
    """Where the site stands; empty where that is not known."""

    @property
    def version(self) -> str:
        """What this state of the data is called."""
        return f"{self.date}-{self.content}"


def gbt7714(source: Source, record_id: str, site: str, permalink: str) -> str:
    """Cite a fact by GB/T 7714: the article in its newspaper, then where it was taken from.

    >>> article = Source("南岗 去年投资46.2亿元", "新晚报", "2024-02-19", None, "002")
    >>> gbt7714(article, "o-6bb8e2147a", "数说哈尔滨", "")
    '南岗 去年投资46.2亿元[N]. 新晚报, 2024-02-19. 转引自: 数说哈尔滨, 来源002, 摘录o-6bb8e2147a.'
    >>> gbt7714(Source("某文", None, None, "https://a.example/1", "x"), "o-1", "站", "https://b.example/#o-1")
    '某文[N/OL]. https://a.example/1. 转引自: 站, 来源x, 摘录o-1. https://b.example/#o-1.'
    """
    kind = "[N/OL]" if source.url else "[N]"
    printed = ", ".join(part for part in (source.publisher, source.published) if part)
    parts = [f"{source.title}{kind}", printed, source.url]
    said = ". ".join(part for part in parts if part)
    taken = current().citation.gbt7714(site=site, source=source.stem, record=record_id)
    return f"{said}. {taken}" + (f" {permalink}." if permalink else "")


def plain(source: Source, record_id: str, site: str, permalink: str) -> str:
    """Cite a fact in a plain line.

    >>> plain(Source("南岗 去年投资46.2亿元", None, "2024", None, "002"), "o-6bb8e2147a", "数说哈尔滨", "")
    '《南岗 去年投资46.2亿元》，2024年，来源 002，摘录编号 o-6bb8e2147a，数说哈尔滨。'
    """
    t = current()
    dated = edtf.say(source.published) if source.published else None
    known = [
        t.mark.title(title=source.title),
        source.publisher,
        dated,
        t.citation.source(source=source.stem),
        t.citation.record(record=record_id),
        site,
    ]
    return t.mark.comma.join(part for part in [*known, permalink] if part) + t.mark.stop


def plain_data_set(data_set: DataSet) -> str:
    """Cite the data set in a plain line."""
    t = current()
    title, version = t.mark.title(title=data_set.title), t.citation.version(version=data_set.version)
    parts = [data_set.publisher, title, version, data_set.address]
    return t.mark.comma.join(part for part in parts if part) + t.mark.stop


def gbt7714_data_set(data_set: DataSet) -> str:
    """Cite the data set by GB/T 7714."""
    address = f" {data_set.address}." if data_set.address else ""
    return f"{data_set.publisher}. {data_set.title}: {data_set.version}[DS/OL]. ({data_set.date}).{address}"


def bibtex(data_set: DataSet) -> str:
    """Return the data set as a BibTeX entry."""
    fields = {
        "author": f"{{{_escaped(data_set.publisher)}}}",  # braces keep a name from being taken apart
        "title": _escaped(data_set.title),
        "year": data_set.date[:4],
        "version": data_set.version,
        "howpublished": "Data set",
        "note": "CC BY 4.0",
        "url": data_set.address,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join(["@misc{district-facts,", *lines, "}", ""])


def _escaped(text: str) -> str:
    """Escape what BibTeX takes for markup."""
    return "".join(f"\\{mark}" if mark in "#$%&_{}" else mark for mark in text)


def csl(data_set: DataSet) -> str:
    """Return the data set as CSL JSON."""
    year, month, day = map(int, data_set.date.split("-"))
    entry = {
        "id": "district-facts",
        "type": "dataset",
        "title": data_set.title,
        "author": [{"literal": data_set.publisher}],
        "publisher": data_set.publisher,
        "issued": {"date-parts": [[year, month, day]]},
        "version": data_set.version,
        "abstract": data_set.description,
        **({"URL": data_set.address} if data_set.address else {}),
    }
    return json.dumps([entry], ensure_ascii=False, indent=2) + "\n"
