"""The pages about sources: each seed as printed, with every mention highlighted, and the list of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator import addresses, citations, edtf, wording
from generator.articles import BlockKind
from generator.excerpts import Shown, shown
from generator.pages import reports
from generator.pages.escaping import Safe
from generator.pages.page import Page, corrected
from generator.pages.printed import ELIDED, Span, block_html, spans_of
from generator.pages.rows import CorrectionNote, Link, StatusMark, status_mark
from generator.pages.views import ArticleItem, article_item
from generator.printing import fold, unmarked, visible
from generator.reading import ArticleReading, Reading
from generator.records import Distinction, Event, Observation, Record
from generator.texts import current

_READ = frozenset({BlockKind.HEADING, BlockKind.BODY, BlockKind.TABLE})
"""Where something is left out, a mark tells so; captions and bylines go without one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line or paragraph."""

    anchor: str
    css: str
    html: Safe
    continues: bool = False
    """Begins inside a sentence, and could not be joined to what stands before it."""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """How one mention was read."""

    anchor: str
    back: str
    kind: str
    css: str
    printed: str
    said: str
    value: str
    period: str
    status: StatusMark | None
    place: Link
    correction: CorrectionNote | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a seed comes from, and how that is known."""

    publisher: str
    published: str
    known_by: str
    """The words a date was inferred from, or where it was stated."""
    url: str
    """The original on the web; empty where nobody has given it."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article as printed and as read."""

    anchor: str
    title: str
    headline: tuple[Line, ...]
    """The printed lines of the headline; empty when the article has none of its own on top."""
    district: Link | None
    lines: tuple[Line, ...]
    readings: tuple[ReadingRow, ...]
    cited: tuple[str, ...]
    """How to cite any of the readings: the id stands between each two parts."""


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One seed in the list of sources."""

    link: Link
    file: str
    origin: Origin
    characters: str
    articles: tuple[ArticleItem, ...]


def _row(page: Page, seed_text: str, record: Record, anchor: str) -> ReadingRow:
    value, period, status = "", "", None
    printed = unmarked(fold(seed_text[record.start : record.end]))
    said = wording.headline(record)
    if isinstance(record, Observation):
        value = fold(wording.value(record))
        period, status = edtf.say(record.period), status_mark(record.status)
    elif isinstance(record, Event):
        period, status = edtf.say(record.date), status_mark(record.status)
    elif isinstance(record, Distinction):
        level = wording.level(record.level)
        said += current().mark.aside(words=level) if level else ""
    return ReadingRow(
        anchor=anchor,
        back=page.to(addresses.mention(record)),
        kind=wording.kind(record),
        css=type(record).type,
        printed=printed,
        said=fold(said),
        value=value,
        period=period,
        status=status,
        place=_place(page, record),
        correction=corrected(record),
    )


def _place(page: Page, record: Record) -> Link:
    """Link to the row that shows the record."""
    area = page.index.places.get(record.district or "")
    return Link(page.row(record) or "", area.name if area else wording.district(record.district))


def article(page: Page, reading: Reading, piece: ArticleReading, taken: set[str]) -> ArticleView:
    """Return an article as printed and as read; ``taken`` are the ids used on the page so far."""
    blocks = piece.article.blocks
    kinds = [block.kind for block in blocks]
    top = next((index for index, kind in enumerate(kinds) if kind is not BlockKind.TITLE), len(kinds))
    if reading.seed.provenance.title and len(reading.articles) == 1:
        top = 0  # the stated title stands on top; the printed one goes with the text
    lines = _lines(reading.seed.text, piece, spans_of(piece.records, taken), shown(piece, page.index.extent))
    record = piece.record
    rows = [(record_, page.anchor(addresses.fact_anchor(record_))) for record_ in piece.records]
    return ArticleView(
        anchor=addresses.article_anchor(record.start),
        title=fold(record.title),
        headline=tuple(lines[:top]),
        district=page.place(record.district) if record.district else None,
        lines=tuple(lines[top:]),
        readings=tuple(_row(page, reading.seed.text, record_, anchor) for record_, anchor in rows),
        cited=_cited(page, reading, piece),
    )


def _permalink_pattern(page: Page, reading: Reading) -> str:
    return page.permalink(f"{addresses.source_page(reading.seed.stem)}#{reports.RECORD}")


def _cited(page: Page, reading: Reading, piece: ArticleReading) -> tuple[str, ...]:
    """Cite whatever was read in an article, in the parts around the id."""
    if not piece.records:
        return ()
    source = page.source(piece.records[0])
    source = replace(source, title=visible(source.title), publisher=visible(source.publisher or ""))
    permalink = _permalink_pattern(page, reading)
    cited = citations.gbt7714(source, reports.RECORD, page.index.site_name, permalink)
    return tuple(cited.split(reports.RECORD))


def report_pattern(page: Page, reading: Reading) -> str:
    """Return where to report an error in any mention of a seed; empty where nobody takes reports."""
    url = page.index.report_url
    return reports.pattern(url, reading.seed.name, _permalink_pattern(page, reading)) if url else ""


def _lines(text: str, piece: ArticleReading, spans: list[Span], visible: Shown) -> list[Line]:
    """Return the paragraphs of an article, those healed that a column break or a picture had cut."""
    joined = _cut_inside(piece)
    opened: set[Span] = set()
    lines: list[Line] = []
    for block in piece.article.blocks:
        parts = visible.within(block.start, block.end)
        if not parts:
            if lines and lines[-1].html != ELIDED and block.kind in _READ:
                lines.append(Line(addresses.block_anchor(block.start), BlockKind.BODY.value, ELIDED))
            continue
        line = Line(
            addresses.block_anchor(block.start),
            block.kind.value,
            block_html(text, block, spans, opened, parts),
            continues=block.start in joined,
        )
        if line.continues and lines and lines[-1].css == line.css:
            before = lines.pop()
            half = f'<span id="{line.anchor}">{line.html}</span>'
            line = replace(before, html=Safe(before.html + half))
        lines.append(line)
    return lines


def _cut_inside(piece: ArticleReading) -> set[int]:
    """Return the starts of the running-text blocks that begin inside a sentence."""
    starts = {block.start for block in piece.article.blocks if block.kind is BlockKind.BODY}
    return {
        offset for sentence in piece.article.sentences for offset in sentence.offsets[1:] if offset in starts
    }


def articles(page: Page, reading: Reading) -> tuple[ArticleView, ...]:
    """Return all articles of a seed in printed order."""
    taken: set[str] = set()
    return tuple(article(page, reading, piece, taken) for piece in reading.articles)


def origin(reading: Reading) -> Origin:
    """Say where a seed comes from: all its articles share one date, for it is that of the page."""
    t = current()
    stated = reading.seed.provenance
    dates = [piece.record for piece in reading.articles if piece.record.published]
    evidence = next((fold(piece.record.evidence) for piece in reading.articles), "")
    known_by = []
    if evidence and not stated.published:
        known_by.append(t.origin.inferred(words=evidence) if dates else evidence)
    by_place: dict[str, list[str]] = {}
    for key, word in (("published", t.origin.published), ("title", t.origin.title)):
        if key in stated.said:
            by_place.setdefault(stated.said[key], []).append(word)
    known_by += [t.mark.list.join(words) + where for where, words in by_place.items()]
    return Origin(
        publisher=stated.publisher or "",
        published=edtf.say(dates[0].published) if dates else t.period.no_date,
        known_by=t.mark.semicolon.join(known_by),
        url=stated.url or "",
    )


def source_items(page: Page, readings: Iterable[Reading]) -> tuple[SourceItem, ...]:
    """Return seeds with their articles."""
    return tuple(
        SourceItem(
            link=Link(page.to(addresses.source_page(reading.seed.stem)), source_title(reading)),
            file=reading.seed.name,
            origin=origin(reading),
            characters=f"{len(reading.seed.body):,}",
            articles=tuple(article_item(page, piece) for piece in reading.articles),
        )
        for reading in readings
    )


def source_title(reading: Reading) -> str:
    """Call a seed by the title stated for it, else by its first article, and say how many there are."""
    stated = reading.seed.provenance.title
    if stated:
        return stated
    if not reading.articles:
        return reading.seed.stem
    first = fold(reading.articles[0].record.title)
    more = len(reading.articles) - 1
    return current().sources.several(title=first, count=more + 1) if more else first
