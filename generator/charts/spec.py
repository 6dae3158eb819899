"""What a picture looks like, as Vega-Lite specifications (https://vega.github.io/vega-lite/docs/).

Nothing depends on how wide a text comes out: sizes are fixed, labels are never moved or left out by
the drawing itself. So the same input gives the same picture on machines with other fonts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

WIDTH = 320
_SIDE = 14
_HEIGHT, _ABOVE, _BELOW = 132, 22, 22
_LINE, _NAMES, _NUMBERS = 30, 76, 62
_DOT, _FINGER = 64, 600
"""Areas of a mark in square pixels: what is seen, and what can be hit (24 pixels and more across)."""
_LABELLED = 8
"""With more columns than this, only the first, the last, the highest and the lowest say their number."""
_LEFT_HALF = "M0,-1A1,1,0,0,0,0,1Z"
_STATUSES = ["actual", "estimate", "plan"]

_INK, _SOFT, _RULE, _PAPER = "var(--ink)", "var(--ink-soft)", "var(--rule-strong)", "var(--paper)"
_ACCENT = "var(--accent)"

Spec = dict[str, Any]


class Row(TypedDict):
    """One mark as the specification reads it."""

    place: str
    value: float
    label: str
    status: str
    number: str
    """Of the target its mark leads to; empty for a mark that leads nowhere."""


_CONFIG: Spec = {
    "background": None,
    "font": "inherit",
    "view": {"stroke": None},
    "axis": {
        "aria": False,
        "domain": False,
        "grid": False,
        "ticks": False,
        "title": None,
        "labelColor": _SOFT,
        "labelFontSize": 11,
        "labelOverlap": False,
        "labelLimit": 0,
        "labelBound": False,
        "labelFlush": False,
        "labelAngle": 0,
    },
}


def columns(rows: Sequence[Row], axis: Sequence[str]) -> Spec:
    """Return the picture of values through time, on stems from zero."""
    low, high = _reach(rows)
    room = _BELOW if low < 0 else 0
    across = {
        "field": "place",
        "type": "ordinal",
        "scale": {"domain": list(axis), "range": [0, WIDTH - 2 * _SIDE]},
        "axis": {"values": _said_on_axis(axis), "labelPadding": 6, "offset": room},
    }
    up = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False, "range": [_HEIGHT, 0]},
        "axis": None,
    }
    said = _labelled(rows)
    numbers = [
        _numbers({"x": across, "y": up}, [row for row in said if row["value"] >= 0], dy=-11),
        _numbers({"x": across, "y": up}, [row for row in said if row["value"] < 0], dy=12),
    ]
    padding = {"left": _SIDE, "right": _SIDE, "top": _ABOVE, "bottom": _BELOW + room}
    return _picture(rows, {"x": across, "y": up}, "y", numbers, (WIDTH - 2 * _SIDE, _HEIGHT), padding)


def bars(rows: Sequence[Row]) -> Spec:
    """Return the picture of one value each for several places, on lines from zero."""
    low, high = _reach(rows)
    along = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": None,
    }
    down = {
        "field": "place",
        "type": "ordinal",
        "scale": {"domain": list(dict.fromkeys(row["place"] for row in rows))},
        "axis": {"labelPadding": 10, "labelFontSize": 12, "labelColor": _INK},
    }
    numbers = [_numbers({"x": along, "y": down}, list(rows), dx=10, align="left")]
    padding = {"left": _NAMES, "right": _NUMBERS, "top": 4, "bottom": 4}
    size = (WIDTH - _NAMES - _NUMBERS, _LINE * len({row["place"] for row in rows}))
    return _picture(rows, {"x": along, "y": down}, "x", numbers, size, padding)


def _picture(
    rows: Sequence[Row],
    place: Mapping[str, Spec],
    along: str,
    numbers: list[Spec],
    size: tuple[int, int],
    padding: Mapping[str, int],
) -> Spec:
    """Put the layers together: the zero line, stems, marks in their form, numbers, what can be hit."""
    across = "x" if along == "y" else "y"
    zero = {along: {name: value for name, value in place[along].items() if name != "field"} | {"datum": 0}}
    layers: list[Spec] = [
        {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "aria": False, "stroke": _RULE},
            "encoding": zero,
        },
        {
            "mark": {"type": "rule", "aria": False, "stroke": _ACCENT, "strokeWidth": 1.5, "opacity": 0.55},
            "encoding": {
                **place,
                f"{along}2": {"datum": 0},
                "strokeDash": {"condition": _if("plan", [3, 3]), "value": [1, 0]},
            },
        },
        {
            "mark": {"type": "point", "aria": False, "size": _DOT, "opacity": 1, "strokeWidth": 1.5},
            "encoding": {
                **place,
                "stroke": {"value": _ACCENT},
                "fill": {"condition": _if("actual", _ACCENT), "value": _PAPER},
                "strokeDash": {"condition": _if("plan", [2, 2]), "value": [1, 0]},
            },
        },
        {
            "transform": [{"filter": {"field": "status", "equal": "estimate"}}],
            "mark": {
                "type": "point",
                "aria": False,
                "shape": _LEFT_HALF,
                "size": _DOT,
                "opacity": 1,
                "fill": _ACCENT,
                "stroke": None,
            },
            "encoding": dict(place),
        },
        *numbers,
        {
            "transform": [{"filter": "datum.number !== ''"}],
            "mark": {"type": "point", "size": _FINGER, "filled": False, "stroke": None, "opacity": 1},
            "encoding": {**place, "description": {"field": "number"}},
        },
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": _CONFIG,
        "autosize": "none",
        "padding": dict(padding),
        "width": size[0],
        "height": size[1],
        "data": {"values": list(rows)},
        "layer": layers,
        "resolve": {"axis": {across: "shared"}},
    }


def _numbers(place: Mapping[str, Spec], rows: list[Row], *, align: str = "center", **shift: int) -> Spec:
    """Return the layer that writes the values beside their marks."""
    return {
        "data": {"values": rows},
        "mark": {
            "type": "text",
            "aria": False,
            "align": align,
            "baseline": "middle",
            "fontSize": 12,
            "fontWeight": 600,
            "fill": _INK,
            **shift,
        },
        "encoding": {**place, "text": {"field": "label"}},
    }


def _if(status: str, value: object) -> Spec:
    return {"test": {"field": "status", "equal": status}, "value": value}


def _reach(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the lowest and the highest value of the scale: zero is always on it."""
    low = min(0.0, *(row["value"] for row in rows), 0.0)
    high = max(0.0, *(row["value"] for row in rows), 0.0)
    return low, high if high > low else low + 1


def _labelled(rows: Sequence[Row]) -> list[Row]:
    if len(rows) <= _LABELLED:
        return list(rows)
    by_value = sorted(rows, key=lambda row: row["value"])
    chosen = (rows[0], rows[-1], by_value[0], by_value[-1])
    return [row for row in rows if any(row is one for one in chosen)]


def _said_on_axis(axis: Sequence[str]) -> list[str]:
    """Return the times to write: all where they have room, else every second or third."""
    room = (WIDTH - 2 * _SIDE) / max(len(axis), 1)
    widest = max((sum(6.5 if mark.isascii() else 11.5 for mark in said) for said in axis), default=0)
    step = max(1, math.ceil((widest + 6) / room))
    return list(axis[::step])
