"""Lay a newspaper page out: which lines are headlines, where each article begins, what each sentence is.

A page comes as lines of text in the order in which they were recognised: several articles one after
another, headlines on one or several lines with or without Markdown marks, bylines and captions in
between, sentences cut by a column break or a picture. This room puts lines into *blocks*, blocks
into *articles* and healed text into *sentences*, and every character keeps its offset.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.articles import Article, Block, BlockKind
from generator.lexicon import alternatives, load
from generator.lines import (
    IMPRINT,
    LEAD_IN,
    OPENING,
    SECTION_NUMBER,
    Line,
    classify,
    lines_of,
)
from generator.seeds import Seed
from generator.sentences import paragraphs, sentences

LEAD_WORDS = re.compile(r"^(?:[^，。（(]{0,16}讯)?\s*[（(][^）)]{0,30}[）)]\s*|^本报讯\s*|^【[^】]{2,8}】\s*")
"""What a news item begins with before its own first words."""
_PARTS_OF_REPORTS = re.compile(
    alternatives([*load("status")["plan_heading"], *load("status")["review_heading"]])
)
_LEAD_LINES = 6
"""Lines from an article's headline on by which it has said where it is."""
_PART_REACH = 16
"""Characters a headline of a part has at most; a longer one says more than that a part begins."""
REMEMBERED = 200
"""Paragraphs within which a second printing of the same text is looked for."""


@dataclass(frozen=True, slots=True)
class _Places:
    """The names of places as a pattern, and the district that each means."""

    names: re.Pattern[str]
    tag: re.Pattern[str]
    """【南岗区】: an item of a column of news begins with it."""
    district: Mapping[str, str]


def _places(district: Mapping[str, str]) -> _Places:
    longest_first = sorted(district, key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return _Places(re.compile(names), re.compile(rf"【(?:{names})】"), district)


def _opens_article(
    group: list[Line],
    body: list[Line],
    places: _Places,
    before: _Draft | None,
    *,
    all_say_where: bool,
    signed: bool,
) -> bool:
    """Decide whether a group of headlines opens an article or a section of the one before.

    An article introduces itself: a lead-in, a byline, a place in its headline or in its first words.
    On a page about one place those first words tell an article from a section only where most of its
    headlines are followed by them. A lower heading that names no other place is a section's, and so is
    any on a page that one author signs.
    """
    if before is None:
        return True
    if not body or all(SECTION_NUMBER.match(line.text) for line in group):
        return False
    if any(line.kind is BlockKind.BYLINE for line in group) and len(group) > 1:
        return True
    headline = " ".join(line.text for line in group)
    opening = body[0].text[:OPENING]
    if LEAD_IN.match(opening):
        return True
    if any(SECTION_NUMBER.match(line.text) for line in group):
        return False
    if _names_a_part(headline) and not places.names.search(headline):
        return False
    named, said = places.names.search(headline), places.names.search(opening)
    lead = [line.text for line in before.lines[:_LEAD_LINES] if line.kind is not BlockKind.CAPTION]
    known = {places.district[name] for text in lead for name in places.names.findall(text)}
    about_one = signed and _has_headline(before) and len(known) == 1
    again = about_one and named is not None and places.district[named[0]] in known
    if not _lies_under(group, before.title) and ((named and not again) or (said and all_say_where)):
        return True
    return any(places.district[each[0]] not in known for each in (named, said) if each)


def _lies_under(group: list[Line], title: list[Line]) -> bool:
    """Whether a group of headings is of a lower Markdown level than the headline of the article before."""
    top = min((line.level for line in title if line.level), default=0)
    return 0 < top < min((line.level for line in group if line.level), default=0)


def _names_a_part(headline: str) -> bool:
    """Whether a headline is that of a part of any report: 2024年主要目标, 工作回顾."""
    return len(headline) <= _PART_REACH and bool(_PARTS_OF_REPORTS.search(headline))


@dataclass(slots=True)
class _Draft:
    lines: list[Line]
    title: list[Line]


def _all_say_where(lines: list[Line], places: _Places) -> bool:
    """Whether the text under most headlines but the first begins with a place."""
    under = [
        line.text[:OPENING]
        for before, line in pairwise(lines)
        if before.kind is BlockKind.HEADING and line.kind is BlockKind.BODY
    ][1:]
    return 2 * sum(bool(places.names.search(opening)) for opening in under) > len(under)


def _is_signed(lines: list[Line]) -> bool:
    """Whether one author signs the page, at its head and nowhere else."""
    signed = [place for place, line in enumerate(lines) if line.kind is BlockKind.BYLINE]
    begun = next((place for place, line in enumerate(lines) if line.kind is BlockKind.BODY), 0)
    leads_in = sum(bool(LEAD_IN.match(line.text)) for line in lines if line.text.startswith("本报讯"))
    return bool(signed) and all(place < begun for place in signed) and not leads_in


def _drafts(lines: list[Line], places: _Places) -> list[_Draft]:
    """Cut the page into articles at the headline groups that open one."""
    drafts: list[_Draft] = []
    signed = _is_signed(lines)
    all_say_where = not signed and _all_say_where(lines, places)
    index = 0
    while index < len(lines):
        stop = index
        while stop < len(lines) and lines[stop].kind in (BlockKind.HEADING, BlockKind.BYLINE):
            stop += 1
        group = lines[index:stop]
        body = [line for line in lines[stop : stop + 3] if line.kind is BlockKind.BODY]
        before = drafts[-1] if drafts else None
        if group and _opens_article(group, body, places, before, all_say_where=all_say_where, signed=signed):
            if drafts and not _has_headline(drafts[-1]) and not (body and LEAD_IN.match(body[0].text)):
                # The headline stands in the middle of its body; a section heading may follow it.
                drafts[-1].lines += group
                drafts[-1].title = group[:-1] if len(group) > 2 else group
            else:
                drafts.append(_Draft(list(group), _headline(group)))
        elif group and drafts:
            drafts[-1].lines += group
            top = min((line.level for line in drafts[-1].title if line.level), default=0)
            drafts[-1].title = drafts[-1].title + [
                line for line in group if line.level and line.level <= top == 1
            ]
        elif not group:
            opens = lines[stop].text.startswith("本报讯") or places.tag.match(lines[stop].text)
            new = not drafts or (opens and _has_body(drafts[-1]))
            if new:
                drafts.append(_Draft([], []))
            drafts[-1].lines.append(lines[stop])
            stop += 1
        index = stop
    return drafts


def _headline(group: list[Line]) -> list[Line]:
    """Return a headline group up to what opens a section: a numbered or lower heading, a list's head."""
    top = min((line.level for line in group if line.level), default=0)
    for place, line in enumerate(group):
        below = group[0].level == top > 0 and line.level > top
        if place and (SECTION_NUMBER.match(line.text) or below or line.text.endswith(("：", ":"))):
            return group[:place]
    return group


def _has_headline(draft: _Draft) -> bool:
    return any(line.kind is BlockKind.HEADING for line in draft.title)


def _has_body(draft: _Draft) -> bool:
    return any(line.kind is BlockKind.BODY for line in draft.lines)


def _title(draft: _Draft) -> str:
    """Join the printed lines of a headline; without one, take the first heading or the first words."""
    headlines = [line for line in draft.title if line.kind is BlockKind.HEADING]
    parts = [line.printed for line in headlines[:1]]
    parts += [line.printed for line in headlines[1:] if not IMPRINT.search(line.text)]
    if not parts:
        parts = [line.printed for line in draft.lines if line.kind is BlockKind.HEADING][:2]
    if not parts:
        first = draft.title or draft.lines
        words = LEAD_WORDS.sub("", first[0].printed).lstrip("。！？；，、")
        parts = [re.split(r"[。！？；]", words)[0][:40] or first[0].printed[:40]]
    return " ".join(dict.fromkeys(parts))


def _printed_before(text: str, seen: list[str]) -> bool:
    """Whether a paragraph repeats the end of an earlier one, as when a column is recognised twice."""
    return len(text) >= 12 and any(text in earlier for earlier in seen[-REMEMBERED:])


def lay_out(seed: Seed, districts: Mapping[str, str]) -> tuple[Article, ...]:
    """Return the articles of a seed in printed order.

    ``districts`` holds the district that each name means: an article says early where it is, a section
    does not.
    """
    lines = lines_of(seed.text, seed.body_start)
    if not lines:
        return ()
    places = _places(districts)
    classify(lines, places.names)
    seen: list[str] = []
    articles: list[Article] = []
    for draft in _drafts(lines, places):
        for line in draft.lines:
            if line.kind is BlockKind.BODY:
                if _printed_before(line.text, seen):
                    line.kind = BlockKind.REPEAT
                seen.append(line.text)
        title = _title(draft)
        for line in draft.title:
            if line.kind is BlockKind.HEADING:
                line.kind = BlockKind.TITLE
        healed = list(paragraphs(draft.lines))
        blocks = tuple(Block(line.start, line.end, line.kind) for line in draft.lines)
        told = tuple(sentences(seed.text, healed))
        articles.append(Article(seed.name, title, blocks[0].start, blocks[-1].end, blocks, told))
    for before, after in pairwise(articles):
        assert before.end <= after.start, (seed.name, before.end, after.start)  # noqa: S101  (an invariant of this room)
    return tuple(articles)
