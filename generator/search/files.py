"""The files of the search, loaded by the search worker at the first query.

``search/language.js``, ``search/pinyin.js``
    what does not depend on the seeds: synonyms, question words, folded forms of characters; how characters
    sound, which is loaded only where what was typed stands nowhere
``search/entries.js``
    ``places``    lists of names, the full name first
    ``articles``  ``[address of the page, headline]``; a source page has one for each of its articles
    ``entries``   rows of ``kind, article, anchor, place, subject, detail, text, flags, period`` (``Entry``)
    ``words``     the words of all texts, separated by spaces: what a query without spaces is cut into
    ``texts``     the printed paragraphs, each once; entries show them whole or in part

Where there are so many texts that no reader should wait for all of them, the rows of ``entries.js`` have
no anchors, and in the place of ``texts`` there are

    ``lengths``   of the texts that entries show, folded, in the order in which entries first show them
    ``shards``    how many files of postings there are: ``search/postings/<number>.js``, see ``postings.py``
    ``parts``     the numbers of the first paragraph and of the first entry of each
                  ``search/texts/<number>.js``, which has ``texts`` and ``anchors``

All are JSON in a script (``scripts.py``), as small as that allows: names stand once and are referred
to by number, trailing empty fields are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator import canonical, lexicon, scripts
from generator.catalogue import Catalogue
from generator.config import Portal
from generator.search import folding, vocabulary
from generator.search.entries import Index, Text, collect
from generator.search.postings import Postings

ENTRIES = "search/entries.js"
LANGUAGE = "search/language.js"

MOST_LOADED = 200_000
"""More characters of text than this are not loaded at once. So many, of some 6,000 entries, are 400 KB once
compressed; from about there on a first query costs fewer bytes without them (``make bench`` measures it)."""

_SIZE_OF_PART = 1_500
"""How many characters of text a file has at least: few, for what is shown comes from many articles; an
article is never divided."""


def files(catalogue: Catalogue, portal: Portal, jobs: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the search with their path under ``docs/``, made on so many cores."""
    index = collect(catalogue, portal.extent)
    words = vocabulary.words(index, portal.region, portal.cache / vocabulary.FILE, jobs)
    in_memory = sum(map(len, index.texts)) <= MOST_LOADED
    content = loaded_at_once(index, words) if in_memory else in_parts(index, words)
    content |= {"language": language(), "pinyin": pinyin()}
    for name in list(content):
        yield f"search/{name}.js", scripts.part(name, content.pop(name))


def loaded_at_once(index: Index, words: Sequence[str]) -> dict[str, object]:
    """Return the content of the one file of a small portal, by its name."""
    return {"entries": _tables(index, words) | {"texts": index.texts}}


def in_parts(index: Index, words: Sequence[str]) -> dict[str, object]:
    """Return the contents of the files of a large portal, by their names."""
    postings = Postings(_shown(index))
    shards = postings.shards()
    parts = _parts(index)
    tables = _tables(index, words)
    rows = [[row[0], row[1], "", *row[3:]] for row in tables.pop("entries")]
    about = {"lengths": postings.lengths, "shards": len(shards), "parts": parts}
    contents: dict[str, object] = {"entries": tables | {"entries": rows} | about}
    contents |= {f"postings/{number}": shard for number, shard in enumerate(shards)}
    ends = [*parts[1:], (len(index.texts), len(index.entries))]
    for number, (first, end) in enumerate(zip(parts, ends, strict=True)):
        anchors = [entry.anchor for entry in index.entries[first[1] : end[1]]]
        contents[f"texts/{number}"] = {"texts": index.texts[first[0] : end[0]], "anchors": anchors}
    return contents


def _tables(index: Index, words: Sequence[str]) -> dict[str, Any]:
    return {
        "places": index.places,
        "articles": index.articles,
        "entries": [entry.row() for entry in index.entries],
        "words": " ".join(words),
    }


def _shown(index: Index) -> Iterator[str]:
    """Return the texts that entries show, each once."""
    seen: set[Text] = set()
    for entry in index.entries:
        if entry.text not in seen:
            seen.add(entry.text)
            yield index.text(entry.text)


def _parts(index: Index) -> list[tuple[int, int]]:
    """Return how many texts and entries come before each file of texts."""
    parts = [(0, 0)]
    size = 0
    previous = 0
    for start in index.firsts:
        size += sum(map(len, index.texts[previous : start[0]]))
        previous = start[0]
        if size >= _SIZE_OF_PART:
            parts.append(start)
            size = 0
    return parts


def language() -> dict[str, object]:
    """Return the content of ``language.js``."""
    questions = dict(lexicon.load("question_words"))
    return {
        "synonyms": [*lexicon.load("synonyms"), *canonical.synonyms()],
        "measures": questions.pop("measures"),
        "questions": questions,
        "simplified": folding.simplified(),
        "folding": {name: "".join(signs) for name, signs in lexicon.load("search_folding").items()},
    }


def pinyin() -> str:
    """Return the content of ``pinyin.js``: a syllable a line, and the characters that are read so."""
    return (lexicon.DATA / "pinyin.txt").read_text(encoding="utf-8").strip()
