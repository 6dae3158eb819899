"""The pages before and after one, in the order of the list they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.pages.page import Page
from generator.pages.rows import Link


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What to read before and after a page; None at an end of the list."""

    before: Link | None
    after: Link | None


def neighbours(page: Page, listed: Sequence[tuple[str, str]]) -> Neighbours:
    """Return the neighbours of a page in a list of addresses and names that holds it."""
    number = [address for address, _ in listed].index(page.address)

    def link(place: int) -> Link | None:
        if not 0 <= place < len(listed):
            return None
        address, name = listed[place]
        return Link(page.to(address), name)

    return Neighbours(link(number - 1), link(number + 1))
