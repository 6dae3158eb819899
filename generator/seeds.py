"""Bytes to text: read a seed document and refuse what cannot be one.

A *seed* is a text file as it came from its publisher. It is never changed: offsets in every
record count Unicode code points of the text as decoded here. UTF-8 (with or without a byte order
mark), UTF-16 with one and GB18030 are told apart by what decodes without error.

What a person has said about a seed (``provenance``), in its front matter or in ``sources.yml`` beside
it, is read with it.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError
from generator.provenance import NOTHING_SAID, SOURCES, Provenance, front_matter, stated

SUFFIXES = (".txt", ".md")
CORRECTIONS = "corrections.yml"
"""Name of the file beside the seeds that corrects what is read from them (``corrections``)."""
MAX_BYTES = 16 * 1024 * 1024
"""No newspaper page is larger; a file beyond this was put here by mistake."""

_BINARY_SIGNATURES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
)


@dataclass(frozen=True, slots=True)
class Seed:
    """One source document: its file name and its text as decoded."""

    name: str
    text: str
    encoding: str
    body_start: int = 0
    """Where the text to be read begins: behind the front matter, which stays part of the seed."""
    provenance: Provenance = NOTHING_SAID
    """What was said about it by a person."""

    @property
    def body(self) -> str:
        """The text to be read. Offsets count from the beginning of ``text``, not of this."""
        return self.text[self.body_start :]

    @property
    def stem(self) -> str:
        """File name without its suffix: the address of the source page."""
        return Path(self.name).stem


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """Return the text and the encoding it was read with; raise ``InputError`` where none fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif data.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    else:
        if data.startswith(_BINARY_SIGNATURES) or b"\0" in data:
            raise InputError(
                path, "a binary file, not text", "save the article as plain text (UTF-8) or remove the file"
            )
        candidates = ["utf-8", "gb18030"]
    line = None
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as fault:
            line = line or 1 + data.count(b"\n", 0, fault.start)
            continue
        if _garbled(text):
            continue
        return text, encoding
    raise InputError(path, f"not readable as {' or '.join(candidates)}", "save the file again as UTF-8", line)


def _garbled(text: str) -> bool:
    """Tell whether a decoding that raised no error still made no text.

    Control characters and places that Unicode leaves to private use do not occur in print; bytes of
    another encoding, or of no text at all, give plenty of them. One in a hundred is put up with.
    """
    if "".join(text.split()).isprintable():
        return False
    odd = sum(unicodedata.category(c) in {"Cc", "Co", "Cn"} and c not in "\t\n\r\f\v" for c in text)
    return "\0" in text or odd * 100 > len(text)


def _content(path: Path) -> bytes:
    """Return the bytes of a file that may be a seed, or say why it cannot be one."""
    if not path.name.isprintable():
        raise InputError(path, "a file name with unprintable characters", "rename it with letters and digits")
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise InputError(path, "a symbolic link", "copy the article itself into the folder")
        if not stat.S_ISREG(status.st_mode):
            raise InputError(path, "not a file", "give a text file")
        if status.st_size > MAX_BYTES:
            problem = f"{status.st_size:,} bytes, more than {MAX_BYTES:,}"
            raise InputError(path, problem, "split it into one file a newspaper page")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(path, "no such file", "check the path") from None
    except PermissionError:
        raise InputError(path, "may not be read", "give yourself the right to read it (chmod u+r)") from None


def read_seed(path: Path) -> Seed:
    """Read one file; raise ``InputError`` for an empty, binary, oversized or undecodable one."""
    return _seed(path, _stated_beside(path.parent))


def _stated_beside(folder: Path) -> dict[str, Provenance]:
    """Return what ``sources.yml`` in a folder says, by file name; nothing where there is none."""
    path = folder / SOURCES
    text = text_beside(path)
    return {} if text is None else stated(text, path, seed_names(folder))


def text_beside(path: Path) -> str | None:
    """Return the text of a file that speaks of the seeds it stands beside; None where there is none."""
    return decode(_content(path), path)[0] if os.path.lexists(path) else None


def seed_names(folder: Path) -> frozenset[str]:
    """Return the names of all files in a folder that may be seeds."""
    return frozenset(file.name for file in folder.iterdir() if file.suffix.lower() in SUFFIXES)


def _seed(path: Path, by_name: Mapping[str, Provenance]) -> Seed:
    data = _content(path)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise InputError(path, "an empty file", "put the article's text in it or remove the file")
    text, encoding = decode(data, path)
    body_start, said_in_front = front_matter(text, path)
    if not any(character.isalnum() for character in text[body_start:]):
        raise InputError(path, "no word in it", "put the article's text in it or remove the file")
    provenance = said_in_front.under(by_name.get(path.name, NOTHING_SAID))
    return Seed(path.name, text, encoding, body_start, provenance)


def seed_files(folder: Path, *, only_articles: bool = True) -> list[Path]:
    """All files of ``folder`` that are seeds, in order of their names.

    Hidden files and editors' backups are passed over; anything else that is no seed is refused, for
    an article that silently stays out of the site is worse than a build that stops. ``sources.yml`` and
    ``corrections.yml`` speak of seeds and are none. A folder that holds not ``only_articles`` (one named
    on the command line, not the portal's own) may hold other things too: they are passed over.
    """
    if not folder.is_dir():
        raise InputError(folder, "no such folder", "create it and put articles (.txt) in it")
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name.endswith("~"):
            continue
        other = path.is_dir() or path.suffix.lower() not in SUFFIXES
        if other and not only_articles:
            continue
        if path.is_dir():
            raise InputError(path, "a folder among the articles", "move its files up and remove it")
        if path.name in (SOURCES, CORRECTIONS):
            continue
        if path.suffix.lower() not in SUFFIXES:
            raise InputError(
                path, "not a text file (.txt, .md)", "save the article as plain text or remove the file"
            )
        found.append(path)
    return found


def read_seeds(paths: list[Path], *, only_articles: bool = True) -> list[Seed]:
    """Read files and folders of files; refuse two files with one text or one name.

    ``only_articles`` tells that anything else in a folder is a fault (see ``seed_files``).
    """
    files = [
        file
        for path in paths
        for file in (seed_files(path, only_articles=only_articles) if path.is_dir() else [path])
    ]
    if not files:
        raise InputError(
            paths[0] if paths else "seeds", "no article found", "put at least one .txt file in it"
        )
    seeds: list[Seed] = []
    stated_in = {folder: _stated_beside(folder) for folder in dict.fromkeys(file.parent for file in files)}
    by_text: dict[str, Path] = {}
    by_stem: dict[str, Path] = {}
    for file in files:
        seed = _seed(file, stated_in[file.parent])
        digest = hashlib.sha256("".join(seed.body.split()).encode("utf-8", "surrogatepass")).hexdigest()
        if digest in by_text:
            raise InputError(file, f"the same text as {by_text[digest].name}", "remove one of the two files")
        if seed.stem.casefold() in by_stem:
            raise InputError(
                file, f"the same name as {by_stem[seed.stem.casefold()].name}", "rename one of the two files"
            )
        by_text[digest] = by_stem[seed.stem.casefold()] = file
        seeds.append(seed)
    return seeds
