"""What the portal is about: the one configuration file, ``mkdocs.yml``, read and checked.

MkDocs ignores what stands under ``extra``, so a slip there would go unnoticed until a page looked
wrong. Here every key under ``extra.portal`` is known or refused, with the line it stands on.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator import divisions
from generator.errors import InputError
from generator.lexicon import DATA
from generator.texts import Phrase, Texts
from generator.texts import load as load_texts
from generator.yaml_tree import Node, compose

_PORTAL_KEYS = ("region", "aliases", "areas", "seeds", "report_url", "sources")
_OTHER_FOLDERS = ("overrides", "generator", "tests", ".cache", ".ci", ".git", ".github", ".venv")
_AREA_KEYS = ("name", "slug", "parent", "aliases")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_SEE_README = "see “Use it for another city” in README.md"


class Extent(StrEnum):
    """How much of each source the site prints again."""

    FULL = "full"
    """The whole."""
    EXCERPT = "excerpt"
    """Headlines, and the sentences that something was read from."""


@dataclass(frozen=True, slots=True)
class Portal:
    """One portal: what it is about and where its files stand. All paths are absolute."""

    root: Path
    """The folder of the configuration file."""
    config_file: Path
    site_name: str
    site_url: str
    """Where the site will stand, or an empty string: every link is relative, so none is needed."""
    report_url: str
    """Where readers report an error; an empty string hides the link."""
    region: divisions.Region
    texts: Texts[Phrase]
    """The words of the interface, in the language of the theme."""
    seeds: Path
    docs: Path
    site: Path
    extent: Extent = Extent.FULL

    @property
    def cache(self) -> Path:
        """What a build remembers for the next one; safe to delete at any time."""
        return self.root / ".cache"

    @property
    def labels(self) -> Path:
        """Where facts labelled by hand stand, if there are any."""
        return self.root / "tests" / "gold"


def _tree(path: Path) -> Node:
    try:
        source = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            path, "no such file", "run the command where mkdocs.yml stands, or name it with --config"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"not readable ({error})", "save it as UTF-8 and allow reading it") from None
    tree = compose(source, path, see=_SEE_README, environment=True)
    if tree is None:
        raise InputError(path, "an empty file", "write at least site_name and extra.portal.region")
    return tree


def _area(node: Node, city: str) -> divisions.Area:
    keys = node.mapping(_AREA_KEYS)
    for required in ("name", "slug"):
        if required not in keys:
            raise node.fault(f"{node.name} has no {required}", f"add {required}: …")
    slug = keys["slug"].text()
    if not _SLUG.fullmatch(slug):
        raise keys["slug"].fault(
            f"“{slug}” cannot be an address", "use lower-case letters, digits and single hyphens"
        )
    return divisions.Area(
        name=keys["name"].text(),
        code=None,
        slug=slug,
        parent=keys["parent"].text() if "parent" in keys else city,
        aliases=keys["aliases"].texts() if "aliases" in keys else (),
    )


def _is_city(code: str, name: str) -> bool:
    """Tell prefectures, and the four cities that are provinces, from provinces and counties."""
    return name.endswith("市") if code.endswith("0000") else code.endswith("00")


def _region(portal: Node) -> divisions.Region:
    keys = portal.mapping(_PORTAL_KEYS)
    if "region" not in keys:
        raise portal.fault(
            "extra.portal has no region", 'add the six-digit code of the prefecture: region: "230100"'
        )
    code = keys["region"].text()
    known = divisions.divisions()
    if code not in known or not _is_city(code, known[code][0]):
        advice = "use a six-digit code from generator/data/divisions.csv, in quotes"
        raise keys["region"].fault(f"no city or prefecture has the code “{code}”", advice)
    area_nodes = keys["areas"].items() if "areas" in keys else []
    areas = [_area(node, known[code][0]) for node in area_nodes]
    aliases = keys["aliases"].texts() if "aliases" in keys else ()
    region = divisions.region(code, extra=areas, aliases=aliases)
    _refuse_shared_names(area_nodes, areas, region)
    _refuse_unknown_parents(area_nodes, areas, region)
    return region


def _refuse_shared_names(nodes: list[Node], areas: list[divisions.Area], region: divisions.Region) -> None:
    """Two places with one name or one address would overwrite each other's page."""
    for node, area in zip(nodes, areas, strict=True):
        others = [other for other in (region.city, *region.districts) if other is not area]
        for other in others:
            if area.slug == other.slug or area.name == other.name:
                problem = f"{node.name} has the name or slug of {other.name} ({other.slug})"
                raise node.fault(problem, "give it a name and a slug of its own")


def _refuse_unknown_parents(nodes: list[Node], areas: list[divisions.Area], region: divisions.Region) -> None:
    """Refuse an area under a place that is not there: only its own page would know of it."""
    places = {region.city.name, *(other.name for other in region.districts)}
    for node, area in zip(nodes, areas, strict=True):
        if area.parent not in places - {area.name}:
            problem = f"{node.name}.parent “{area.parent}” is no place in {region.city.name}"
            raise node.fault(problem, "write the full name of a district or county, or leave it out")


def _texts(theme: Node | None) -> Texts[Phrase]:
    """Return the words of the interface in the language that the theme speaks as well."""
    keys = theme.mapping() if theme and theme.is_mapping else {}
    if "language" not in keys:
        return load_texts()
    language = keys["language"].text()
    name = f"texts.{language}.yaml"
    if not _LANGUAGE.fullmatch(language) or not (DATA / name).is_file():
        advice = f"copy generator/data/texts.zh.yaml to generator/data/{name} and translate it"
        raise keys["language"].fault(f"there are no texts of the interface in “{language}”", advice)
    return load_texts(language)


def _plain(node: Node) -> str:
    """Return a text that the theme prints as it is, into titles and attributes: it may hold no markup."""
    said = node.text()
    if set(said) & set('<>"'):
        raise node.fault(f"{node.name} “{said}” would be markup", 'write it without < > and "')
    return said


def _folder(root: Path, nodes: dict[str, Node], key: str, default: str) -> Path:
    return Path(os.path.normpath(root / (nodes[key].text() if key in nodes else default)))


def _extent(portal: dict[str, Node]) -> Extent:
    if "sources" not in portal:
        return Extent.FULL
    node = portal["sources"]
    if node.text() not in set(Extent):
        raise node.fault(f"sources: “{node.text()}” is not known", "write full or excerpt")
    return Extent(node.text())


def _refuse_shared_folders(portal: Portal, site: Node | None) -> None:
    """Refuse a site folder with anything else in it, links followed: a build replaces that folder whole."""
    place = portal.site.resolve()
    for folder in (portal.seeds, portal.docs, *(portal.root / name for name in _OTHER_FOLDERS)):
        real = folder.resolve()
        if real.is_relative_to(place) or place.is_relative_to(real):
            problem = f"the site would take the place of {folder.name}/: a build replaces site_dir whole"
            advice = "name a folder that holds nothing else: site_dir: site"
            raise InputError(portal.config_file, problem, advice, site.line if site else None)


def load(path: Path = Path("mkdocs.yml")) -> Portal:
    """Read the configuration; raise ``InputError`` with file and line where it is wrong."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links out of the folder
    root = path.parent
    top = _tree(path).mapping()
    extra = top["extra"].mapping() if "extra" in top else {}
    if "portal" not in extra:
        raise InputError(path, "no extra.portal", f"say there what the portal is about; {_SEE_README}")
    portal = extra["portal"].mapping(_PORTAL_KEYS)

    def text(nodes: dict[str, Node], key: str, default: str) -> str:
        return nodes[key].text() if key in nodes else default

    report_url = text(portal, "report_url", "")
    if report_url and not report_url.startswith(("https://", "http://", "mailto:")):
        raise portal["report_url"].fault(
            f"“{report_url}” is no address", "begin it with https://, http:// or mailto:"
        )
    if "site_name" not in top:
        raise InputError(path, "no site_name", "add the site's name: site_name: …")
    if "site_description" in top:
        _plain(top["site_description"])
    settings = Portal(
        root=root,
        config_file=path,
        site_name=_plain(top["site_name"]),
        site_url=text(top, "site_url", ""),
        report_url=report_url,
        region=_region(extra["portal"]),
        texts=_texts(top.get("theme")),
        seeds=_folder(root, portal, "seeds", "seeds"),
        docs=_folder(root, top, "docs_dir", "docs"),
        site=_folder(root, top, "site_dir", "site"),
        extent=_extent(portal),
    )
    _refuse_shared_folders(settings, top.get("site_dir"))
    return settings
