"""Where a reader reports an error: the address of the configuration, filled in for one fact where it can be.

Mail and the forms for a new issue on GitHub, Gitea and GitLab take a title and a text from the address;
any other address stays as it is. One stands in each row, so what a fact says is shortened to fit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from generator.printing import fold, visible
from generator.texts import current

LONGEST = 690
"""Characters of an address; only where the form's address and the site's own are long it has more."""
RECORD, SAID, VALUE = "\x00", "\x01", "\x02"
"""Stand in a pattern for what differs from fact to fact: no printed text holds them."""
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says of a fact by itself."""

    record: str
    said: str
    source: str
    """The name of the seed's file."""
    value: str
    permalink: str
    """Empty where the site's address is not known."""


@dataclass(frozen=True, slots=True)
class _Form:
    """The names an address has for the two fields, and how lines end in the second."""

    title: str
    body: str
    line_end: str = "\n"


def _form(url: str) -> _Form | None:
    path = url.partition("#")[0].partition("?")[0].rstrip("/")
    if path.startswith("mailto:"):
        return _Form("subject", "body", "\r\n")  # RFC 6068
    if path.endswith("/-/issues/new"):
        return _Form("issue[title]", "issue[description]")
    return _Form("title", "body") if path.endswith("/issues/new") else None


def address(url: str, report: Report) -> str:
    """Return where to report an error in a fact; what a form's address says already stays as it is.

    >>> address("https://example.org/report", Report("o-1", "投资", "a.txt", "3元", ""))
    'https://example.org/report'
    """
    form = _form(url)
    if form is None:
        return url
    room = LONGEST - len(_filled(url, form, replace(report, said="", source="", value="")))
    source = shortened(report.source, room // 3)
    value = shortened(report.value, (room - _size(source)) // 2)
    said = shortened(report.said, room - _size(source) - _size(value))
    return _filled(url, form, replace(report, said=said, source=source, value=value))


def pattern(url: str, source: str, permalink: str) -> str:
    """Return the address for any fact of a source, the marks above where the facts differ."""
    form = _form(url)
    if form is None:
        return url
    return _filled(url, form, Report(RECORD, SAID, shortened(source, LONGEST // 5), VALUE, permalink))


def _filled(url: str, form: _Form, report: Report) -> str:
    t = current().report
    lines = [
        t.record(record=report.record),
        t.source(source=report.source),
        t.value(value=report.value),
        *([t.link(link=report.permalink)] if report.permalink else []),
        t.wrong,
    ]
    fields = {
        form.title: t.title(record=report.record, said=report.said),
        form.body: form.line_end.join(lines),
    }
    before, hash_sign, fragment = url.partition("#")
    path, _, query = before.partition("?")
    parts = [part for part in query.split("&") if part]
    given = {unquote(part.partition("=")[0]) for part in parts}
    parts += [f"{_quoted(name)}={_quoted(value)}" for name, value in fields.items() if name not in given]
    return f"{path}?{'&'.join(parts)}{hash_sign}{fragment}"


def _quoted(value: str) -> str:
    return quote(value, safe="")


def _size(value: str) -> int:
    return len(_quoted(value))


def shortened(value: str, room: int) -> str:
    """Return a text in one line, or as much of its beginning as takes ``room`` characters in an address.

    >>> shortened("南岗区投资", 45), shortened("南岗区投资", 44), shortened("南岗", 8)
    ('南岗区投资', '南岗区…', '')
    """
    whole = fold(visible(value))
    if _size(whole) <= room:
        return whole
    kept, left = "", room - _size(_CUT)
    for character in whole:
        left -= _size(character)
        if left < 0:
            break
        kept += character
    return kept + _CUT if kept else ""
