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

Where there are so many texts that no reader should wait for all of them, ``entries.js`` has in their place

    ``lengths``   of the texts that entries show, folded, in the order in which entries first show them
    ``shards``    how many files of postings there are: ``search/postings/<number>.js``, see ``postings.py``
    ``parts``     the number of the first paragraph of each ``search/texts/<number>.js``

All are JSON in a script (``scripts.py``), as small as that allows: names stand once and are referred
to by number, trailing empty fields are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import canonical, lexicon, scripts
from generator.catalogue import Catalogue
from generator.config import Portal
from generator.search import folding
from generator.search.entries import Index, Text, collect, words
from generator.search.postings import Postings

ENTRIES = "search/entries.js"
LANGUAGE = "search/language.js"

MOST_LOADED = 120_000
"""More characters of text than this are not loaded at once: of the order of 2,000 entries. From there on
a first query costs fewer bytes without them (measured by ``make bench``)."""

_SIZE_OF_PART = 4_000
"""How many characters of text a file should hold; an article is never divided."""


def files(catalogue: Catalogue, portal: Portal) -> dict[str, bytes]:
    """Return the files of the search by their path under ``docs/``."""
    index = collect(catalogue, portal.extent)
    content = loaded_at_once(index) if sum(map(len, index.texts)) <= MOST_LOADED else in_parts(index)
    content |= {"language": language(), "pinyin": pinyin()}
    return {f"search/{name}.js": scripts.part(name, part) for name, part in content.items()}


def loaded_at_once(index: Index) -> dict[str, object]:
    """Return the content of the one file of a small portal, by its name."""
    return {"entries": _tables(index) | {"texts": index.texts}}


def in_parts(index: Index) -> dict[str, object]:
    """Return the contents of the files of a large portal, by their names."""
    postings = Postings(_shown(index))
    shards = postings.shards()
    firsts = _firsts(index)
    ends = [*firsts[1:], len(index.texts)]
    about = {"lengths": postings.lengths, "shards": len(shards), "parts": firsts}
    return {
        "entries": _tables(index) | about,
        **{f"postings/{number}": shard for number, shard in enumerate(shards)},
        **{
            f"texts/{number}": index.texts[first:end]
            for number, (first, end) in enumerate(zip(firsts, ends, strict=True))
        },
    }


def _tables(index: Index) -> dict[str, object]:
    return {
        "places": index.places,
        "articles": index.articles,
        "entries": [entry.row() for entry in index.entries],
        "words": " ".join(sorted(set(words(index)))),
    }


def _shown(index: Index) -> Iterator[str]:
    """Return the texts that entries show, each once."""
    seen: set[Text] = set()
    for entry in index.entries:
        if entry.text not in seen:
            seen.add(entry.text)
            yield index.text(entry.text)


def _firsts(index: Index) -> list[int]:
    """Return the number of the first text of each file."""
    firsts = [0]
    size = 0
    for start, end in zip(index.firsts, [*index.firsts[1:], len(index.texts)], strict=True):
        if size >= _SIZE_OF_PART:
            firsts.append(start)
            size = 0
        size += sum(map(len, index.texts[start:end]))
    return firsts


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
