"""What the portal is about: the one configuration file, ``mkdocs.yml``, read and checked.

MkDocs ignores what stands under ``extra``, so a slip there would go unnoticed until a page looked
wrong. Here every key under ``extra.portal`` is known or refused, with the line it stands on. The
file is read as a tree of YAML nodes, not as values: nodes know their lines, and tags that only
MkDocs understands (``!ENV``, ``!!python/name``) need no meaning here.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator import divisions
from generator.errors import InputError

_PORTAL_KEYS = ("region", "aliases", "areas", "seeds", "report_url")
_AREA_KEYS = ("name", "slug", "parent", "aliases")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SEE_README = "see “Use it for another city” in README.md"


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
    seeds: Path
    docs: Path
    site: Path

    @property
    def cache(self) -> Path:
        """What a build remembers for the next one; safe to delete at any time."""
        return self.root / ".cache"


class _Node:
    """A YAML node that knows which file it is from and refuses what it should not be."""

    def __init__(self, path: Path, node: yaml.Node, name: str) -> None:
        self.path, self.node, self.name = path, node, name
        self.line: int = node.start_mark.line + 1

    def fault(self, problem: str, advice: str) -> InputError:
        """Say what is wrong here."""
        return InputError(self.path, problem, advice, line=self.line)

    def mapping(self, allowed: tuple[str, ...] | None = None) -> dict[str, _Node]:
        """Return the values by key; with ``allowed``, refuse any other key."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fault(
                f"{self.name} is not a mapping", f"write “key: value” lines under it; {_SEE_README}"
            )
        found: dict[str, _Node] = {}
        for key, value in self.node.value:
            name = str(key.value)
            here = _Node(self.path, key, name)
            if allowed is not None and name not in allowed:
                raise here.fault(
                    f"unknown key “{name}” under {self.name}", f"use one of: {', '.join(allowed)}"
                )
            if name in found:
                raise here.fault(f"the key “{name}” stands twice under {self.name}", "keep one of them")
            found[name] = _Node(self.path, value, f"{self.name}.{name}" if self.name else name)
        return found

    def text(self) -> str:
        """Return a non-empty text; ``!ENV [NAME, …, default]`` is resolved as MkDocs does."""
        if self.node.tag == "!ENV":
            return self._environment()
        if not isinstance(self.node, yaml.ScalarNode) or not str(self.node.value).strip():
            raise self.fault(f"{self.name} is not a text", f"write it as {self.name.rpartition('.')[2]}: …")
        return str(self.node.value).strip()

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(item.text() for item in self.items())

    def items(self) -> list[_Node]:
        """Return the members of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.fault(f"{self.name} is not a list", "write it as [one, another]")
        return [
            _Node(self.path, value, f"{self.name}[{index}]") for index, value in enumerate(self.node.value)
        ]

    def _environment(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return os.environ.get(str(self.node.value), "")
        values = [str(value.value) for value in self.node.value]
        names, default = (values[:-1], values[-1]) if len(values) > 1 else (values, "")
        return next((os.environ[name] for name in names if name in os.environ), default)


def _tree(path: Path) -> _Node:
    try:
        source = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            path, "no such file", "run the command where mkdocs.yml stands, or name it with --config"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"not readable ({error})", "save it as UTF-8 and allow reading it") from None
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not valid YAML"
        line = mark.line + 1 if mark else None
        raise InputError(
            path, f"not valid YAML ({problem})", "mend the indentation or quoting there", line
        ) from None
    if node is None:
        raise InputError(path, "an empty file", "write at least site_name and extra.portal.region")
    return _Node(path, node, "")


def _area(node: _Node, city: str) -> divisions.Area:
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


def _region(portal: _Node) -> divisions.Region:
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


def _refuse_shared_names(nodes: list[_Node], areas: list[divisions.Area], region: divisions.Region) -> None:
    """Two places with one name or one address would overwrite each other's page."""
    for node, area in zip(nodes, areas, strict=True):
        others = [other for other in (region.city, *region.districts) if other is not area]
        for other in others:
            if area.slug == other.slug or area.name == other.name:
                problem = f"{node.name} has the name or slug of {other.name} ({other.slug})"
                raise node.fault(problem, "give it a name and a slug of its own")


def _refuse_unknown_parents(
    nodes: list[_Node], areas: list[divisions.Area], region: divisions.Region
) -> None:
    """Refuse an area under a place that is not there: only its own page would know of it."""
    places = {region.city.name, *(other.name for other in region.districts)}
    for node, area in zip(nodes, areas, strict=True):
        if area.parent not in places - {area.name}:
            problem = f"{node.name}.parent “{area.parent}” is no place in {region.city.name}"
            raise node.fault(problem, "write the full name of a district or county, or leave it out")


def _folder(root: Path, nodes: dict[str, _Node], key: str, default: str) -> Path:
    return Path(os.path.normpath(root / (nodes[key].text() if key in nodes else default)))


def _refuse_shared_folders(portal: Portal, site: _Node | None) -> None:
    """Refuse a site folder with anything written by hand in it: a build replaces that folder whole."""
    for folder in (portal.seeds, portal.docs, portal.root / "overrides", portal.root / "generator"):
        if folder.is_relative_to(portal.site) or portal.site.is_relative_to(folder):
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

    def text(nodes: dict[str, _Node], key: str, default: str) -> str:
        return nodes[key].text() if key in nodes else default

    report_url = text(portal, "report_url", "")
    if report_url and not report_url.startswith(("https://", "http://", "mailto:")):
        raise portal["report_url"].fault(
            f"“{report_url}” is no address", "begin it with https://, http:// or mailto:"
        )
    if "site_name" not in top:
        raise InputError(path, "no site_name", "add the site's name: site_name: …")
    settings = Portal(
        root=root,
        config_file=path,
        site_name=top["site_name"].text(),
        site_url=text(top, "site_url", ""),
        report_url=report_url,
        region=_region(extra["portal"]),
        seeds=_folder(root, portal, "seeds", "seeds"),
        docs=_folder(root, top, "docs_dir", "docs"),
        site=_folder(root, top, "site_dir", "site"),
    )
    _refuse_shared_folders(settings, top.get("site_dir"))
    return settings
