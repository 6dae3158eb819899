"""The Jinja environment: templates that can only loop, test and print what is safe."""

from __future__ import annotations

from functools import cache

import jinja2

from generator.pages import escaping


@cache
def environment() -> jinja2.Environment:
    """Return the environment of all page templates.

    Autoescape is off because the pages are Markdown: ``escaping.printable`` stands in its place.
    """
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("generator.pages"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701  (see above)
        finalize=escaping.printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters = {
        "text": escaping.text,
        "href": escaping.href,
        "name": escaping.name,
        "outside": escaping.outside,
        "front_matter": escaping.front_matter,
        "linked_data": escaping.linked_data,
        "length": len,
    }
    return made


def render(template: str, **context: object) -> bytes:
    """Return a page as it is written under ``docs/``."""
    return environment().get_template(template).render(context).encode("utf-8")
