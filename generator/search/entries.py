"""What the search of the site can find: one entry per record and per printed paragraph.

Material's own index holds the hand-written pages only (generated ones say ``search: exclude`` in
their front matter); the search worker takes those from there.

The worker (``overrides/assets/javascripts/search/``) puts together what this says of an entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator import addresses
from generator.articles import Block, BlockKind, Sentence
from generator.catalogue import Catalogue
from generator.config import Extent
from generator.divisions import Region
from generator.excerpts import shown
from generator.reading import ArticleReading, Reading
from generator.records import Observation, Record
from generator.search import titles
from generator.texts import current

Text = int | tuple[int, int, int]
"""A paragraph's number, or a part of it: number, start, end in UTF-16 units, as JavaScript counts."""

_BLOCK_KINDS = {
    BlockKind.TITLE: "h", BlockKind.HEADING: "h", BlockKind.BODY: "b",
    BlockKind.CAPTION: "b", BlockKind.BYLINE: "b", BlockKind.REPEAT: "r", BlockKind.TABLE: "b",
}  # fmt: skip
_BETWEEN_WORDS = re.compile(r"(?<=[0-9A-Za-z])\s+(?=[0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found; ``files.py`` says how it is written."""

    kind: str
    """o observation, e event, d distinction, p person; b paragraph, h headline, r printed again,
    s healed sentence; a page of a place, t page of a topic."""
    article: int
    anchor: str
    place: int
    """Index into ``places``; 0 is no place."""
    subject: str
    """What it is about: the indicator, the title, the name; empty for paragraphs."""
    detail: str
    """What is said of it: period and value, date, role; the place of a paragraph."""
    text: Text
    flags: str = ""
    """P plan, E estimate, G growth, D decline."""
    period: str = ""
    """EDTF."""

    def row(self) -> list[object]:
        """Return the fields without trailing empty ones."""
        fields: list[object] = [
            self.kind, self.article, self.anchor, self.place,
            self.subject, self.detail, self.text, self.flags, self.period,
        ]  # fmt: skip
        while fields[-1] == "":
            fields.pop()
        return fields


@dataclass(slots=True)
class Index:
    """What is being collected: the shared tables and the entries that refer to them."""

    places: list[list[str]]
    articles: list[list[str]] = field(default_factory=list)
    firsts: list[tuple[int, int]] = field(default_factory=list)
    """For each of ``articles``, how many texts and how many entries come before its own."""
    texts: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def place(self, name: str | None) -> int:
        """Return the number of a place, adding one that is not of the region."""
        if name is None:
            return 0
        known = next((number for number, names in enumerate(self.places) if names and names[0] == name), None)
        if known is None:
            self.places.append([name])
            return len(self.places) - 1
        return known

    def page(self, address: str, heading: str) -> int:
        """Store a page, or an article on one, and return its number."""
        self.articles.append([address, heading])
        self.firsts.append((len(self.texts), len(self.entries)))
        return len(self.articles) - 1

    def add_text(self, text: str) -> int:
        """Store a text and return its number."""
        self.texts.append(text)
        return len(self.texts) - 1

    def text(self, text: Text) -> str:
        """Return what an entry shows."""
        if isinstance(text, int):
            return self.texts[text]
        number, start, end = text
        units = self.texts[number].encode("utf-16-le", "surrogatepass")
        return units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def printed(text: str) -> str:
    r"""Return a text as it is shown in one line: without line breaks, headline marks and bold marks.

    >>> printed("# 南岗 去年\n\n重点项目"), printed("列入市棚\n\n改计划"), printed("Hello\nworld")
    ('南岗 去年重点项目', '列入市棚改计划', 'Hello world')
    """
    lines = _BETWEEN_WORDS.sub(" ", text.replace("**", "").lstrip("# \n"))
    return re.sub(r"\s*[\r\n]+\s*", "", lines).strip()


def _units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class _ArticleEntries:
    """Collects the entries of one article: its paragraphs first, since records show parts of them."""

    def __init__(self, index: Index, reading: Reading, article: ArticleReading, extent: Extent) -> None:
        self.index = index
        self.seed = reading.seed
        self.reading = article
        self.shown = shown(article, extent)
        self.number = index.page(addresses.source_page(self.seed.stem), printed(article.record.title))
        self.blocks: list[tuple[Block, int]] = []
        self.healed: dict[Sentence, int] = {}

    def collect(self) -> None:
        """Add all entries of the article."""
        self._paragraphs()
        for sentence in self.reading.article.sentences:
            whole = self._part_of_block(sentence.start, printed(sentence.text)) is not None
            if not whole and self.shown.has(sentence):
                self._add_healed(sentence)
        growth = titles.growth_by_level(self.reading.records)
        for record in self.reading.records:
            self.index.entries.append(self._record(record, growth.get(record.id)))

    def _paragraphs(self) -> None:
        t = current().search
        place = self.index.place(self.reading.record.district)
        count = 0
        for block in self.reading.article.blocks:
            parts = self.shown.within(block.start, block.end)
            text = "……".join(printed(self.seed.text[start:end]) for start, end in parts)
            if not text:
                continue
            number = self.index.add_text(text)
            self.blocks.append((block, number))
            kind = _BLOCK_KINDS[block.kind]
            count += kind == "b"
            detail = t.paragraph(number=count) if kind == "b" else t.heading if kind == "h" else t.repeated
            anchor = addresses.block_anchor(block.start)
            self.index.entries.append(Entry(kind, self.number, anchor, place, "", detail, number))

    def _add_healed(self, sentence: Sentence) -> None:
        """Add a sentence that the page had cut in pieces: no paragraph shows it whole."""
        number = self.index.add_text(printed(sentence.text))
        self.healed[sentence] = number
        starts = [block.start for block, _ in self.blocks if block.start <= sentence.start]
        anchor = addresses.block_anchor(max(starts, default=self.reading.article.start))
        place = self.index.place(self.reading.record.district)
        self.index.entries.append(Entry("s", self.number, anchor, place, "", current().search.across, number))

    def _part_of_block(self, start: int, text: str) -> Text | None:
        """Return the part of the block at offset ``start`` that reads ``text``; None where there is none."""
        for block, number in self.blocks:
            if block.start <= start < block.end:
                whole = self.index.texts[number]
                place = whole.find(text)
                if place < 0:
                    return None
                before = _units(whole[:place])
                return number, before, before + _units(text)
        return None

    def _text(self, record: Record) -> Text:
        """Return where the sentence of a record stands among the texts, adding it where it stands nowhere."""
        for sentence, number in self.healed.items():
            if sentence.start <= record.start < sentence.end:
                return number
        quote = printed(record.quote)
        part = self._part_of_block(record.start, quote)
        return self.index.add_text(quote) if part is None else part

    def _record(self, record: Record, growth: Observation | None) -> Entry:
        subject, details, period = titles.said(record, growth)
        return Entry(
            kind=record.type[0],
            article=self.number,
            anchor=addresses.mention(record).partition("#")[2],
            place=self.index.place(record.district),
            subject=printed(subject),
            detail=current().mark.dot.join(printed(detail) for detail in details if detail),
            text=self._text(record),
            flags=titles.flags(record),
            period=period or "",
        )


def _places(region: Region) -> list[list[str]]:
    return [[], *(list(area.names) for area in (region.province, region.city, *region.districts))]


def _add_pages(index: Index, catalogue: Catalogue) -> None:
    """Add the pages of places and topics, which say nothing of their own but are asked for by name."""
    t = current()
    for place in catalogue.places:
        if place.area:
            about = t.mark.list.join(section.topic.name for section in place.topics)
            said = t.search.place(
                facts=len(place.facts),
                events=len(place.events),
                distinctions=len(place.distinctions),
                topics=about,
            )
            page = index.page(addresses.district_page(place.area.slug), place.area.name)
            text = index.add_text(said)
            index.entries.append(Entry("a", page, "", index.place(place.area.name), "", "", text))
    for topic in catalogue.topics:
        where = [place.area.name for place in catalogue.places if place.area and place.about(topic)]
        page = index.page(addresses.topic_page(topic.slug), topic.name)
        index.entries.append(Entry("t", page, "", 0, topic.name, "", index.add_text(t.mark.list.join(where))))


def collect(catalogue: Catalogue, extent: Extent = Extent.FULL) -> Index:
    """Return everything that can be found, in the order of the pages."""
    index = Index(_places(catalogue.region))
    _add_pages(index, catalogue)
    for reading in catalogue.readings:
        for article in reading.articles:
            _ArticleEntries(index, reading, article, extent).collect()
    return index
