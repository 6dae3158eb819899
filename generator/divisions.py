"""Which places there are: the county-level divisions of the country and the region a portal is about.

``data/divisions.csv`` lists every province, prefecture and county by its official code (GB/T 2260:
two digits each for province, prefecture, county). A *region* is the prefecture named in the
configuration; its *areas* are the places a fact can belong to.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

_SUFFIXES = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "新区", "林区", "特区", "矿区",
             "省", "市", "区", "县", "旗", "盟", "州")  # fmt: skip


def short_name(name: str) -> str:
    """Drop the generic ending where two characters or more remain: 南岗区 → 南岗, but 宾县 → 宾县.

    >>> short_name("南岗区"), short_name("宾县"), short_name("黑龙江省")
    ('南岗', '宾县', '黑龙江')
    """
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


@dataclass(frozen=True, slots=True)
class Area:
    """A place that facts belong to: its full name, code (None for extra areas) and page address."""

    name: str
    code: str | None
    slug: str
    parent: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every way a text may call it, the full name first."""
        return tuple(
            dict.fromkeys((self.name, short_name(self.name) if self.code else self.name, *self.aliases))
        )


@dataclass(frozen=True, slots=True)
class Region:
    """What a portal is about: a prefecture with its districts, counties and extra areas."""

    city: Area
    province: Area
    districts: tuple[Area, ...]
    """Page order: city districts by code, extra areas, then counties by code."""
    elsewhere: tuple[str, ...] = field(default=(), repr=False)
    """Full names of all other divisions of the country: places whose figures are not the region's."""

    def district(self, name: str) -> Area | None:
        """Return the district of that full name."""
        return next((area for area in self.districts if area.name == name), None)


@cache
def divisions() -> dict[str, tuple[str, str]]:
    """Return code → (name, slug) for every division of the country."""
    with (DATA / "divisions.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["name"], row["slug"]) for row in csv.DictReader(file)}


def region(code: str, *, extra: Iterable[Area] = (), aliases: Iterable[str] = ()) -> Region:
    """Return the region of a prefecture ``code`` (six digits, 230100); ``KeyError`` for an unknown one.

    The four cities that are provinces (110000 and its like) have no prefectures inside.
    """
    known = divisions()
    prefix = code[:2] if code.endswith("0000") else code[:4]
    province_name, province_slug = known[code[:2] + "0000"]
    name, slug = known[code]
    codes = sorted(other for other in known if other.startswith(prefix) and other != code)
    slugs = Counter(known[other][1] for other in codes)
    inside = [
        Area(area, other, slug if slugs[slug] == 1 else f"{slug}-{other}", name)  # 井陉县 and 井陉矿区
        for other, (area, slug) in ((other, known[other]) for other in codes)
    ]
    urban = [area for area in inside if area.name.endswith("区")]
    counties = [area for area in inside if not area.name.endswith("区")]
    return Region(
        city=Area(name, code, slug, province_name, tuple(aliases)),
        province=Area(province_name, code[:2] + "0000", province_slug, ""),
        districts=(*urban, *extra, *counties),
        elsewhere=tuple(name for other, (name, _) in known.items() if not other.startswith(prefix)),
    )
