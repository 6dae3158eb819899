"""The configuration: what is read from mkdocs.yml, and how each slip is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import config, divisions
from generator.errors import InputError

GOOD = """\
site_name: 数说哈尔滨
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
extra:
  portal:
    region: "230100"
    aliases: [哈市]
    areas:
      - {name: 哈尔滨新区, slug: harbin-new-area, aliases: [江北新区]}
"""


def _load(tmp_path: Path, text: str) -> config.Portal:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    return config.load(tmp_path / "mkdocs.yml")


def test_a_portal_knows_its_region_and_folders(tmp_path: Path) -> None:
    """Names, areas and absolute paths come from the file; the parent of an area is the city."""
    portal = _load(tmp_path, GOOD)
    assert portal.site_name == "数说哈尔滨"
    assert portal.region.city.names == ("哈尔滨市", "哈尔滨", "哈市")
    area = portal.region.district("哈尔滨新区")
    assert area is not None
    assert (area.slug, area.parent, area.aliases) == ("harbin-new-area", "哈尔滨市", ("江北新区",))
    assert (portal.seeds, portal.docs, portal.site) == (
        tmp_path / "seeds",
        tmp_path / "docs",
        tmp_path / "site",
    )
    assert portal.report_url == ""


def test_folders_can_be_named(tmp_path: Path) -> None:
    """docs_dir and site_dir are MkDocs' own keys; the seeds' folder stands with the portal."""
    text = "docs_dir: pages\nsite_dir: public\n" + GOOD.replace("    aliases: [哈市]", "    seeds: articles")
    portal = _load(tmp_path, text)
    assert (portal.seeds, portal.docs, portal.site) == (
        tmp_path / "articles",
        tmp_path / "pages",
        tmp_path / "public",
    )


def test_environment_variables_are_resolved_as_mkdocs_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """!ENV takes the first variable that is set, else the default behind them."""
    text = "site_url: !ENV [FIRST_URL, SECOND_URL, 'https://default.example/']\n" + GOOD
    monkeypatch.delenv("FIRST_URL", raising=False)
    monkeypatch.delenv("SECOND_URL", raising=False)
    assert _load(tmp_path, text).site_url == "https://default.example/"
    monkeypatch.setenv("SECOND_URL", "https://second.example/")
    assert _load(tmp_path, text).site_url == "https://second.example/"


SLIPS = {
    "unknown key": ("    aliases: [哈市]", "    alias: [哈市]", 8, "unknown key “alias” under extra.portal"),
    "key twice": ("    aliases: [哈市]", '    region: "230200"', 8, "the key “region” stands twice"),
    "unknown region": ("230100", "239900", 7, "no city or prefecture has the code “239900”"),
    "a province": ("230100", "230000", 7, "no city or prefecture has the code “230000”"),
    "a district": ("230100", "230103", 7, "no city or prefecture has the code “230103”"),
    "no region": ('    region: "230100"\n', "", 7, "extra.portal has no region"),
    "bad slug": ("harbin-new-area", "Harbin New Area", 10, "“Harbin New Area” cannot be an address"),
    "climbing slug": ("harbin-new-area", "../etc", 10, "“../etc” cannot be an address"),
    "taken slug": ("harbin-new-area", "nangang", 10, "has the name or slug of 南岗区"),
    "taken name": ("name: 哈尔滨新区", "name: 南岗区", 10, "has the name or slug of 南岗区"),
    "unknown parent": ("slug:", "parent: 松南区, slug:", 10, "“松南区” is no place in 哈尔滨市"),
    "its own parent": ("slug:", "parent: 哈尔滨新区, slug:", 10, "“哈尔滨新区” is no place in 哈尔滨市"),
    "area without slug": ("slug: harbin-new-area, ", "", 10, "extra.portal.areas[0] has no slug"),
    "unknown key of an area": ("slug:", "slugg:", 10, "unknown key “slugg” under extra.portal.areas[0]"),
    "text for a list": ("[哈市]", "哈市", 8, "extra.portal.aliases is not a list"),
    "list for a text": ('"230100"', "[230100]", 7, "extra.portal.region is not a text"),
    "list for a mapping": ("  portal:\n", "  portal: []\n  other:\n", 6, "extra.portal is not a mapping"),
    "script as address": ("    aliases: [哈市]", "    report_url: javascript:alert(1)", 8, "is no address"),
    "markup in the name": ("site_name: ", "site_name: </title><b>", 1, "site_name “</title><b>"),
    "a mark that ends an attribute": ("site_name: ", "site_description: 'x\"y'\nsite_name: ", 1, "markup"),
    "not YAML": ("    aliases: [哈市]", "    aliases: [哈市", 9, "not valid YAML"),
}


@pytest.mark.parametrize(("old", "new", "line", "problem"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, problem: str) -> None:
    """Each slip names the file, the line it stands on and what is wrong with it."""
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        _load(tmp_path, GOOD.replace(old, new))
    assert problem in str(caught.value)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{tmp_path / 'mkdocs.yml'}:{line}: ")
    assert caught.value.advice


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "an empty file"),
        ("site_name: x\n", "no extra.portal"),
        ('extra: {portal: {region: "230100"}}', "no site_name"),
    ],
)
def test_a_missing_part_is_told(tmp_path: Path, text: str, problem: str) -> None:
    """What has no line, because it is not there, is told without one."""
    with pytest.raises(InputError, match=problem):
        _load(tmp_path, text)


@pytest.mark.parametrize(
    "folder",
    [
        "seeds",
        "docs",
        ".",
        "..",
        "generator/data",
        "docs/site",
        "seeds/../seeds",
        "overrides",
        "tests",
        ".git",
        "link",
    ],
)
def test_the_site_never_takes_the_place_of_its_sources(tmp_path: Path, folder: str) -> None:
    """A build replaces site_dir whole, so it may hold nothing else, nor stand in a folder of ours."""
    (tmp_path / "link").symlink_to(".")
    with pytest.raises(InputError, match="the site would take the place of") as caught:
        _load(tmp_path, f"site_dir: {folder}\n" + GOOD)
    assert caught.value.line == 1


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """Without a configuration the command says where to run it."""
    with pytest.raises(InputError, match=r"no such file; run the command where mkdocs\.yml stands"):
        config.load(tmp_path / "mkdocs.yml")


def _codes() -> list[str]:
    return [
        code
        for code, (name, _) in divisions.divisions().items()
        if code.endswith("00") and _is_city(code, name)
    ]


def _is_city(code: str, name: str) -> bool:
    return not code.endswith("0000") or name in {"北京市", "天津市", "上海市", "重庆市"}


@pytest.mark.parametrize("code", _codes())
def test_every_city_of_the_country_can_be_a_portal(tmp_path: Path, code: str) -> None:
    """Any prefecture, and the four cities that are provinces, gives districts with addresses of their own."""
    portal = _load(tmp_path, GOOD.replace("230100", code))
    slugs = [area.slug for area in portal.region.districts]
    assert len(slugs) == len(set(slugs))
