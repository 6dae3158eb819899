"""What changed, as an Atom feed (RFC 4287): one entry a fact that was added, changed or removed.

Links are relative to the feed's own address, so the site can stand anywhere; where its address is known,
the feed says it (``xml:base``). An entry's id is made of
the fact and the change alone: a reader that has seen it does not see it again.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from generator import addresses, citations
from generator.diff import Change, Difference
from generator.printing import fold, visible
from generator.texts import current
from generator.wording import said

_ATOM = "http://www.w3.org/2005/Atom"
MOST = 200
"""Entries in the feed: who rebuilds everything does not want to read everything."""
_KINDS = ("added", "changed", "removed")


def as_feed(difference: Difference | None, data_set: citations.DataSet, updated: str, address: str) -> bytes:
    """Return the feed; ``updated`` is an RFC 3339 time, ``address`` that of the feed on the site."""
    base = {"xml:base": f"{data_set.address.rstrip('/')}/{address}"} if data_set.address else {}
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": current().language, **base})
    _add(feed, "id", _urn(data_set.address or data_set.publisher, "feed"))
    _add(feed, "title", current().data_set.feed(site=data_set.publisher))
    _add(feed, "updated", updated)
    author = ET.SubElement(feed, "author")
    _add(author, "name", data_set.publisher)
    ET.SubElement(feed, "link", {"rel": "alternate", "href": addresses.relative(address, addresses.CHANGES)})
    ET.SubElement(feed, "link", {"rel": "self", "href": address.rpartition("/")[2]})
    for kind, change in _entries(difference):
        feed.append(_entry(kind, change, data_set, updated, address))
    ET.indent(feed)
    written: str = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def _entries(difference: Difference | None) -> Iterable[tuple[str, Change]]:
    if difference is None:
        return ()
    named = ((kind, change) for kind in _KINDS for change in getattr(difference, kind))
    return [pair for _, pair in zip(range(MOST), named, strict=False)]


def _entry(kind: str, change: Change, data_set: citations.DataSet, updated: str, address: str) -> ET.Element:
    now = change.now
    entry = ET.Element("entry")
    _add(entry, "id", _urn(data_set.address or data_set.publisher, kind, *change.identity))
    t = current()
    _add(entry, "title", t.mark.name(name=t.change[kind]) + said(now))
    _add(entry, "updated", updated)
    page = addresses.source_page(addresses.stem(now["source"]))
    target = f"{page}#{now['id']}" if change.after else addresses.CHANGES
    ET.SubElement(entry, "link", {"rel": "alternate", "href": addresses.relative(address, target)})
    _add(entry, "summary", now["quote"])
    return entry


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = fold(visible(text))


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(0).join(parts))}"
