"""The Jinja environment: templates that can only loop, test and print what is safe."""

from __future__ import annotations

from functools import cache

import jinja2

from generator.pages import escaping
from generator.texts import Phrase, Texts, current


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
        "code": escaping.code,
        "link": escaping.link,
        "linked_data": escaping.linked_data,
        "length": len,
    }
    for name in made.list_templates():  # once for all processes, not by each
        made.get_template(name)
    return made


@cache
def _printed(texts: Texts[Phrase]) -> Texts[escaping.Wording]:
    groups = ((name, texts[name]) for name in texts)
    return Texts(
        texts.language,
        {name: {key: escaping.Wording(group[key]) for key in group} for name, group in groups},
    )


def render(template: str, **context: object) -> bytes:
    """Return a page as it is written under ``docs/``; in templates, ``t`` are the texts of the interface."""
    return environment().get_template(template).render(context, t=_printed(current())).encode("utf-8")
