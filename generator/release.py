"""One state of the portal as it is published: what it is called, from when it is, what changed before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Container, Iterator
from dataclasses import dataclass

from generator import diff, history, inputs, record_lines
from generator.catalogue import Catalogue
from generator.citations import DataSet
from generator.config import Portal
from generator.errors import InputError
from generator.texts import current as words


@dataclass(frozen=True, slots=True)
class Release:
    """What pages and exports say about the whole."""

    data_set: DataSet
    base: history.Base | None
    """What the changes are told against; None where there is nothing earlier."""
    difference: diff.Difference | None


def release(catalogue: Catalogue, portal: Portal, base_named: str = "") -> Release:
    """Describe the state that is about to be published; ``base_named`` is the revision to compare with."""
    digest, known = hashlib.sha256(), set[int]()
    for line in _lines(catalogue):
        digest.update(b"\n" if known else b"")
        digest.update(line.encode("utf-8", "surrogatepass"))
        known.add(hash(line))
    earlier = base(portal, base_named, known)
    difference = diff.compare(earlier.records, current(catalogue, earlier.known)) if earlier else None
    return Release(_data_set(portal, digest.hexdigest()[:7]), earlier, difference)


def _lines(catalogue: Catalogue) -> Iterator[str]:
    """Yield all records as an export holds them."""
    return (line for reading in catalogue.readings for line in record_lines.json_lines(reading))


def _data_set(portal: Portal, content: str) -> DataSet:
    """Say what the portal's facts are called as one whole, and from when they are."""
    city = portal.region.city.name
    date = dt.datetime.fromtimestamp(inputs.date(portal), tz=dt.UTC).date().isoformat()
    return DataSet(
        title=words().data_set.title(site=portal.site_name, city=city),
        description=words().data_set.about(city=city),
        publisher=portal.site_name,
        date=date,
        content=content,
        address=portal.site_url,
    )


def current(catalogue: Catalogue, known: Container[int] = ()) -> list[diff.Line]:
    """Return the records of a catalogue as an export holds them, but those whose lines are known."""
    return list(diff.parse(line for line in _lines(catalogue) if hash(line) not in known))


def base(portal: Portal, named: str = "", known: Container[int] = ()) -> history.Base | None:
    """Return what to compare with; where nobody named it and it cannot be read, say so and go on without."""
    try:
        return history.base(portal, named, known)
    except InputError as error:
        if named:
            raise
        sys.stderr.write(f"warning: {error.problem}; nothing is compared\n")
        return None
