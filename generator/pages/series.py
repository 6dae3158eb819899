"""Figures in a row: one indicator over the years, every value in one unit and with its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import edtf, wording
from generator.catalogue.facts import Fact
from generator.catalogue.series import Series
from generator.catalogue.values import in_dimension
from generator.pages.escaping import Safe
from generator.pages.page import Page
from generator.pages.pictures import through_time
from generator.pages.rows import Link, StatusMark, status_mark
from generator.records import Measure
from generator.texts import current


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series."""

    period: str
    value: str
    """In the unit of the series, with its bound."""
    printed: str
    status: StatusMark
    mentions: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One series, ready for its table."""

    title: str
    anchor: str
    unit: str
    picture: Safe | None
    points: tuple[Point, ...]
    names: str
    """Which periods go by which name, where there is more than one."""


def series_views(page: Page, lines: Iterable[Series]) -> tuple[SeriesView, ...]:
    """Return the series of a place."""
    return tuple(_view(page, line, number) for number, line in enumerate(lines, start=1))


def _view(page: Page, line: Series, number: int) -> SeriesView:
    values = [in_dimension(point.lead.value, point.lead.unit) for point in line.points]
    size, unit = wording.scale(values, line.dimension)
    t = current()
    change = t.series.growth(pace=line.pace) if line.measure is Measure.GROWTH else ""
    kind = edtf.say_grain(line.grain)
    title = line.name + change + (t.mark.aside(words=kind) if kind else "")
    return SeriesView(
        title=title,
        anchor=f"series-{number}",
        unit=unit,
        picture=through_time(page, line.points, size, unit, title),
        points=tuple(
            Point(
                period=edtf.say(point.lead.period),
                value=wording.bounded(wording.scaled(value, size), point.lead.bound),
                printed=wording.printed(point.lead),
                status=status_mark(point.lead.status),
                mentions=page.mentions(point.observations),
            )
            for point, value in zip(line.points, values, strict=True)
        ),
        names=t.mark.semicolon.join(
            t.series.names(periods=_periods(line.points, name), name=name) for name in line.names
        )
        if len(line.names) > 1
        else "",
    )


def _periods(points: tuple[Fact, ...], name: str) -> str:
    said = (edtf.say(point.lead.period) for point in points if point.lead.canonical == name)
    return current().mark.list.join(dict.fromkeys(said))
