"""Charts: what the picture shows is what the numbers say, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from generator import printing
from generator.charts import MOST_LINKED, Mark, bars, columns, svg
from generator.charts.spec import WIDTH
from generator.charts.spec import columns as columns_spec

YEARS = [str(year) for year in range(2016, 2021)]
INVESTED = [
    Mark("2016", 22.8, "22.8", "actual", "../../sources/a/#o-1", "2016年 22.8亿元 实际"),
    Mark("2017", 50.0, "50", "actual", "../../sources/a/#o-2", "2017年 50亿元 实际"),
    Mark("2018", 11.0, "11", "plan", "../../sources/a/#o-3", "2018年 11亿元 计划"),
    Mark("2020", 45.5, "45.5", "estimate", "../../sources/a/#o-4", "2020年 45.5亿元 预计"),
]
ACCENT, PAPER = "var(--accent)", "var(--paper)"


def tree(picture: str) -> ET.Element:
    """Return the picture as a tree."""
    return ET.fromstring(picture)  # noqa: S314 - made by ourselves


def stems(picture: str) -> list[float]:
    """Return how long the stems are, from the first to the last; downwards from the value to zero."""
    lines = [line for line in tree(picture).iter("line") if line.get("stroke") == ACCENT]
    return [float(line.get("y2") or line.get("x2") or 0) for line in lines]


def words(picture: str) -> list[str]:
    """Return every text of the picture."""
    return [text.text or "" for text in tree(picture).iter("text")]


def test_a_stem_is_as_long_as_its_value() -> None:
    """Lengths stand to one another as the values do, counted from zero."""
    lengths = stems(columns(INVESTED, YEARS, "投资"))
    scale = lengths[1] / 50
    assert scale > 0
    assert lengths == pytest.approx([scale * mark.value for mark in INVESTED], abs=0.02)


def test_a_year_without_a_value_is_a_gap() -> None:
    """2019 stands on the axis; nothing stands above it, and no line joins 2018 and 2020."""
    picture = columns(INVESTED, YEARS, "投资")
    assert words(picture) == [*YEARS, "22.8", "50", "11", "45.5"]
    assert len(stems(picture)) == 4
    joined = [path.get("d", "") for path in tree(picture).iter("path") if "L" in path.get("d", "")]
    assert joined == []


def test_a_status_has_a_form_of_its_own() -> None:
    """Actual is filled, an estimate half filled, a plan an open ring of dashes on a stem of dashes."""
    picture = columns(INVESTED, YEARS, "投资")
    dots = [path for path in tree(picture).iter("path") if path.get("stroke") == ACCENT]
    assert [(dot.get("fill"), dot.get("stroke-dasharray")) for dot in dots] == [
        (ACCENT, None),
        (ACCENT, None),
        (PAPER, "2,2"),
        (PAPER, None),
    ]
    halves = [
        path for path in tree(picture).iter("path") if path.get("fill") == ACCENT and not path.get("stroke")
    ]
    assert [half.get("transform") for half in halves] == [dots[3].get("transform")]
    dashed = [
        line.get("stroke-dasharray") for line in tree(picture).iter("line") if line.get("stroke") == ACCENT
    ]
    assert dashed == [None, None, "3,3", None]


def test_every_mark_leads_to_its_sentence_and_says_itself() -> None:
    """Marks are links with a name; the picture has a name as well."""
    root = tree(columns(INVESTED, YEARS, "香坊区 投资"))
    assert (root.get("role"), root.get("aria-label")) == ("group", "香坊区 投资")
    links = [(link.get("href"), link.get("aria-label")) for link in root.iter("a")]
    assert links == [(mark.href, mark.said) for mark in INVESTED]


def test_marks_too_close_for_a_finger_are_no_links() -> None:
    """Past a dozen the picture is one image; the table beside it has the links."""
    years = [str(year) for year in range(2000, 2001 + MOST_LINKED)]
    marks = [Mark(year, 1.0, "1", "actual", "#o-1", year) for year in years]
    root = tree(columns(marks, years, "多年"))
    assert (root.get("role"), list(root.iter("a"))) == ("img", [])
    assert "9" not in words(columns(marks, years, "多年"))


def test_a_fall_hangs_below_zero() -> None:
    """A negative value stands below the zero line, its number under it and above the years."""
    fallen = [Mark("2022", 4.0, "4", "actual", "#o-1", "a"), Mark("2023", -2.0, "−2", "actual", "#o-2", "b")]
    picture = columns(fallen, ["2022", "2023"], "增减")
    rise, fall = stems(picture)
    assert rise == pytest.approx(-2 * fall, abs=0.02)
    heights = {text.text: _y(text) for text in tree(picture).iter("text")}
    shift = _y(next(group for group in tree(picture).iter("g") if group.findtext("text") == "2022"))
    assert heights["4"] < heights["−2"] < heights["2023"] + shift


def _y(element: ET.Element) -> float:
    found = re.search(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", ""))
    assert found is not None
    return float(found[2])


def test_places_stand_in_the_order_given() -> None:
    """Each place has a line of its own, with its name before and its value behind it."""
    marks = [
        Mark("南岗区", 46.2, "46.2", "actual", "#o-1", "南岗区 46.2亿元"),
        Mark("道外区", 5.0, "5", "plan", "#o-2", "道外区 5亿元"),
    ]
    picture = bars(marks, "投资，2023年")
    assert words(picture) == ["南岗区", "道外区", "46.2", "5"]
    first, second = (abs(length) for length in stems(picture))
    assert first / second == pytest.approx(46.2 / 5, rel=0.01)


NUMBERS = st.floats(-1e15, 1e15, allow_nan=False).filter(lambda value: value == 0 or abs(value) > 1e-9)


@given(st.lists(st.tuples(NUMBERS, st.sampled_from(["actual", "estimate", "plan"])), min_size=1, max_size=30))
def test_any_values_stay_inside_the_picture(drawn: list[tuple[float, str]]) -> None:
    """Whatever the values, no dot leaves the picture, and the picture is never wider than a phone."""
    years = [str(1990 + number) for number in range(len(drawn))]
    marks = [
        Mark(year, value, "1", status, "#o-1", year)
        for year, (value, status) in zip(years, drawn, strict=True)
    ]
    root = tree(columns(marks, years, "任意"))
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    assert width == WIDTH
    for path in root.iter("path"):
        if path.get("stroke") == ACCENT:
            found = re.search(r"translate\(([-\d.]+),([-\d.]+)\)", path.get("transform", "translate(0,0)"))
            assert found is not None
            assert 0 <= float(found[1]) + 14 <= width
            assert 0 <= float(found[2]) + 22 <= height


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30))
def test_text_in_a_picture_is_text(said: str) -> None:
    """Any words on an axis, at a mark or in a name come out as those words, never as markup."""
    marks = [Mark(said, 1.0, said, "actual", "#o-1", said), Mark("2", 2.0, "2", "actual", "#o-2", "b")]
    picture = columns(marks, [said, "2"], said)
    assert {element.tag for element in tree(picture).iter()} <= {"svg", "g", "a", "path", "line", "text"}
    assert tree(picture).get("aria-label", "") == printing.visible(said)
    assert not re.search(r"[*_`\[\]|]", re.sub(r"<[^>]*>", "", picture))


def test_what_no_picture_of_ours_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the drawing library ever put a script or an image into a picture, the build stops."""
    monkeypatch.setattr(vl_convert, "vega_to_svg", lambda *_, **__: "<svg><script>1</script></svg>")
    with pytest.raises(ValueError, match="may not hold <script>"):
        svg.drawn(columns_spec([], []), "x", [])


def test_the_series_of_xiangfang_is_drawn_to_the_digit(built_site: Path) -> None:
    """The picture of 香坊区's investment shows 22.8 50 11 18 45.5, and its table says the same."""
    page = (built_site / "districts" / "xiangfang" / "index.html").read_text(encoding="utf-8")
    section = page[page.index('省市重点项目完成投资<a class="headerlink"') :]
    picture = section[section.index("<svg") : section.index("</svg>") + len("</svg>")]
    values = re.findall(r'<td class="series__value">([^<]*)</td>', section[: section.index("</table>")])
    assert words(picture.replace("&para;", "")) == [*YEARS, "22.8", "50", "11", "18", "45.5"]
    assert [value.replace("&#46;", ".") for value in values] == ["22.8", "50", "11", "18", "45.5"]
