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


class InOrder:
    """A list of pages, each with its address and name; knows where in it a page stands."""

    def __init__(self, listed: Sequence[tuple[str, str]]) -> None:
        """Note the places once: there may be thousands."""
        self._listed = listed
        self._places = {address: place for place, (address, _) in enumerate(listed)}

    def beside(self, page: Page) -> Neighbours:
        """Return the neighbours of a page of the list."""
        place = self._places[page.address]
        return Neighbours(self._link(page, place - 1), self._link(page, place + 1))

    def _link(self, page: Page, place: int) -> Link | None:
        if not 0 <= place < len(self._listed):
            return None
        address, name = self._listed[place]
        return Link(page.to(address), name)
