"""MkDocs, as ``mkdocs build --strict`` runs it, made fit for thousands of pages; the same site to the byte.

Two things are done otherwise. The pages that only the generator writes are built in shares, each by a
process of its own: all cores work, and a share's pages leave memory with it. And what is looked for in
vain in these pages is not looked for: Python-Markdown does not take apart what it would only put together
again, a whole element of HTML goes through as one piece. What ``mkdocs.yml`` and the theme say of these
pages holds as ever; ``mkdocs build`` alone only takes longer.

Started by ``publish``, in a process of its own: ``python -m generator.mkdocs_build``.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import jinja2
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.util import ETX, STX
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import cores

FOLDERS = ("changes", "conflicts", "coverage", "data", "districts", "plans", "sources", "timeline", "topics")
"""Folders under docs/ that only the generator writes into; Material's index has none of their pages."""
_SHARE = 250
"""Pages that one process builds."""
_FEW = 40
"""So few pages are built sooner than a process starts."""

_LOG = logging.getLogger("mkdocs")
_OPENING = re.compile(r"(?:(?<=\n\n)|\A)<(div|p|ul|ol|dl|nav|table|section|details|fieldset|style|figure)\b")
_BLANK_LINE = re.compile(r"(?: *\n){2}")


class WholeElements(Preprocessor):  # type: ignore[misc]  # Markdown ships no types
    """Puts whole elements aside, as Python-Markdown does after having looked at each tag in them.

    Only for pages whose elements are closed in order: those the generator writes.
    """

    def run(self, lines: list[str]) -> list[str]:
        """Return the text with a mark for each element put aside."""
        source = "\n".join(lines)
        pieces: list[str] = []
        place = 0
        while opening := _OPENING.search(source, place):
            end = _end(source, opening.start(), opening[1])
            if end is None:
                break
            element = source[opening.start() : end]
            if _BLANK_LINE.match(source, end):
                element += "\n"  # as HTMLExtractor has it
            pieces += [source[place : opening.start()], "\n", self.md.htmlStash.store(element), "\n\n"]
            place = end
        return "".join([*pieces, source[place:]]).split("\n")


def _end(source: str, start: int, tag: str) -> int | None:
    """Return where the element ends that begins at ``start``; None where it does not."""
    depth = 0
    for mark in re.compile(rf"<(/?){tag}(?![\w-])[^>]*>").finditer(source, start):
        depth += -1 if mark[1] else 1
        if not depth:
            return mark.end()
    return None


class _Whitespace(NormalizeWhitespace):  # type: ignore[misc]  # same
    """Leaves a text alone that has nothing to be made regular; to search all of it takes long."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if any(odd in source for odd in (" \n", "\t", "\r", STX, ETX)):
            made: list[str] = super().run(lines)
            return made
        return [*lines, "", ""]


class _OurPages(Extension):  # type: ignore[misc]  # same
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register before all that looks at the text: for fenced code (25), anchors (21) and tags (20)."""
        md.preprocessors.register(_Whitespace(md), "normalize_whitespace", 30)
        md.preprocessors.register(WholeElements(md), "whole_elements", 26)


class _Warnings(logging.Handler):
    """Collects what a share is warned of, to be told where warnings are counted."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append((record.levelno, record.getMessage()))


@dataclass(frozen=True, slots=True)
class _Share:
    """What a share of pages is built with."""

    config: MkDocsConfig
    files: Files
    doc_files: Sequence[File]
    nav: Navigation
    env: jinja2.Environment

    def build(self, files: Sequence[File]) -> list[tuple[int, str]]:
        """Build pages, and return what was warned of."""
        warnings = _Warnings()
        handlers, _LOG.handlers = _LOG.handlers, [warnings]
        before = self._indexed()
        for file in files:
            page = file.page
            assert page is not None  # noqa: S101 - MkDocs has made one for each
            build._populate_page(page, self.config, self.files)  # noqa: SLF001 - the steps of its build, which are not to be had apart
            build._build_page(page, self.config, self.doc_files, self.nav, self.env)  # noqa: SLF001 - same
            page.content = page.markdown = None
        if self._indexed() != before:
            raise AssertionError("a page that only the generator writes wants to be in Material's index")
        _LOG.handlers = handlers
        return warnings.told

    def _indexed(self) -> int:
        search = self.config.plugins.get("material/search")
        return len(search.search_index.entries) if search else 0


class _Shares(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Has MkDocs leave the generator's own pages out, and builds them on all cores."""

    def __init__(self, jobs: int) -> None:
        super().__init__()
        self.jobs = jobs
        self.apart: list[File] = []
        self.nav: Navigation | None = None

    def on_nav(self, nav: Navigation, /, *, files: Files, **_: Any) -> Navigation:  # noqa: ANN401 - MkDocs' own
        """Take the generator's pages out; those in the menu stay, for each page names them."""
        listed = {page.file.src_uri for page in nav.pages}
        self.nav = nav
        self.apart = [
            file
            for file in files.documentation_pages()
            if file.src_uri.partition("/")[0] in FOLDERS and file.src_uri not in listed
        ]
        self._mark(InclusionLevel.EXCLUDED)
        return nav

    def on_pre_template(self, template: jinja2.Template, /, **_: Any) -> jinja2.Template:  # noqa: ANN401 - same
        """Let the list of all pages name these as well."""
        self._mark(InclusionLevel.INCLUDED)
        return template

    def on_post_template(self, output: str, /, **_: Any) -> str:  # noqa: ANN401 - same
        """Take them out again."""
        self._mark(InclusionLevel.EXCLUDED)
        return output

    def on_env(self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Build them; everything that the templates of a page ask for is known by now."""
        self._mark(InclusionLevel.INCLUDED)
        config.markdown_extensions.append(_OurPages())
        _spare_attributes(config)
        share = _Share(config, files, files.documentation_pages(), self.nav or Navigation([], []), env)
        first, rest = self.apart[:1], self.apart[1:]
        told = share.build(first)  # here: what the templates are made into is there for all then
        jobs = self.jobs if len(rest) > _FEW else 1
        for more in cores.in_order(share.build, cores.shares(rest, _SHARE), jobs):
            told += more
        for level, message in told:
            _LOG.log(level, message)
        config.markdown_extensions.pop()
        self._mark(InclusionLevel.EXCLUDED)
        return env

    def _mark(self, level: InclusionLevel) -> None:
        for file in self.apart:
            file.inclusion = level


def _spare_attributes(config: MkDocsConfig) -> None:
    """Have Material's search take its attributes only out of pages that have some: none of ours has."""
    search: Any = config.plugins.get("material/search")
    handlers = config.plugins.events["page_context"]

    def on_page_context(context: Any, *, page: Page, **rest: Any) -> Any:  # noqa: ANN401 - MkDocs' own
        if "data-search-" in (page.content or ""):
            return search.on_page_context(context, page=page, **rest)
        return search.search_index.add_entry_from_context(page)

    for place, handler in enumerate(handlers):
        if search and getattr(handler, "__self__", None) is search:
            handlers[place] = on_page_context


def main(words: Sequence[str] | None = None) -> None:
    """Build a site; exit as MkDocs does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config-file", type=Path, required=True)
    parser.add_argument("--site-dir", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=0)
    asked = parser.parse_args(words)
    told = logging.StreamHandler()
    told.setLevel(logging.WARNING)
    told.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))  # as MkDocs writes it
    _LOG.addHandler(told)
    config = load_config(config_file=str(asked.config_file), site_dir=str(asked.site_dir), strict=True)
    config.plugins["generator/shares"] = _Shares(asked.jobs or cores.available())
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build.build(config)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    finally:
        config.plugins.on_shutdown()


if __name__ == "__main__":
    main()
