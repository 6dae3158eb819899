"""Bytes to text: every encoding that is read, and every file that is refused."""

from __future__ import annotations

import codecs
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from generator import config
from generator.errors import InputError
from generator.seeds import MAX_BYTES, decode, read_seed, read_seeds, seed_files

TEXT = "# 南岗区\r\n\r\n2023年，完成投资46.2亿元。𠮷\n"
BOM = {"utf-8-sig": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "gb18030"]

han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
printed = st.text(st.one_of(han, st.sampled_from("0123456789.%，。、“”（）\n\r 𠮷")), max_size=200)
articles = printed.map(lambda text: "区" + text)  # a seed has at least one word


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    """A seed's text is the same whichever of the known encodings it was saved in; line ends stay."""
    path = tmp_path / "one.txt"
    path.write_bytes(BOM.get(encoding, b"") + TEXT.encode(encoding))
    assert read_seed(path).text == TEXT


@given(text=articles, encoding=st.sampled_from(ENCODINGS))
def test_offsets_count_the_characters_that_were_written(text: str, encoding: str) -> None:
    """Whatever the encoding, decoding gives back each character at the offset it was written at."""
    data = BOM.get(encoding, b"") + text.encode(encoding)
    assert decode(data, Path("any.txt"))[0] == text


@given(data=st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """No bytes at all make decoding fail in a way of its own."""
    try:
        text, encoding = decode(data, Path("any.txt"))
    except InputError:
        return  # refused in so many words: that is the other allowed outcome
    assert "\0" not in text
    assert encoding in {"utf-8", "utf-8-sig", "utf-16", "gb18030"}


def _write(name: str, content: bytes) -> Callable[[Path], Path]:
    def put(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return put


def _link(folder: Path) -> Path:
    (folder / "link.txt").symlink_to(folder / "one.txt")
    return folder / "link.txt"


def _folder(folder: Path) -> Path:
    (folder / "more").mkdir()
    return folder / "more"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def _copy(folder: Path) -> Path:
    text = (folder / "one.txt").read_text(encoding="utf-8")
    (folder / "two.txt").write_text(text.replace("\n", "\r\n") + "\n", encoding="utf-16")
    return folder / "two.txt"


BAD = {
    "empty": (_write("bad.txt", b""), "an empty file"),
    "only a byte order mark": (_write("bad.txt", codecs.BOM_UTF8), "an empty file"),
    "only blanks": (_write("bad.txt", b" \n\t\r\n"), "an empty file"),
    "only ideographic blanks": (_write("bad.txt", "　\n　".encode()), "no word in it"),
    "only control characters": (_write("bad.txt", b"\x01\x02\x1b\x07"), "not readable as"),
    "only punctuation": (_write("bad.txt", "……。".encode()), "no word in it"),
    "PDF": (_write("bad.txt", b"%PDF-1.7\n1 0 obj"), "a binary file"),
    "Word document": (_write("bad.txt", b"PK\x03\x04word/document.xml"), "a binary file"),
    "zero bytes": (_write("bad.txt", "区".encode() + b"\0\0"), "a binary file"),
    "picture": (_write("bad.txt", b"\xff\xd8\xff\xe0JFIF"), "a binary file"),
    "undecodable": (
        _write("bad.txt", "区\n县".encode() + b"\xff\xff"),
        "bad.txt:2: not readable as utf-8 or gb18030",
    ),
    "half a UTF-16 character": (
        _write("bad.txt", codecs.BOM_UTF16_LE + b"\x3a\x53\x00"),
        "not readable as utf-16",
    ),
    "UTF-32": (_write("bad.txt", codecs.BOM_UTF32_LE + "区".encode("utf-32-le")), "not readable as utf-16"),
    "cut UTF-8 BOM text": (
        _write("bad.txt", codecs.BOM_UTF8 + "区".encode()[:2]),
        "not readable as utf-8-sig",
    ),
    "another suffix": (_write("bad.docx", b"text"), "not a text file"),
    "symbolic link": (_link, "a symbolic link"),
    "folder": (_folder, "a folder among the articles"),
    "named pipe": (_pipe, "not a file"),
    "same text, other encoding": (_copy, "the same text as one.txt"),
    "same name, other suffix": (_write("ONE.md", "别的文章".encode()), "the same name as"),
    "line break in its name": (_write("a\nb.txt", b"text"), "unprintable characters"),
}


@pytest.fixture
def old_site(small_portal: config.Portal) -> Iterator[Path]:
    """A site from an earlier build, checked at the end to be untouched."""
    small_portal.site.mkdir()
    page = small_portal.site / "index.html"
    page.write_text("the old site", encoding="utf-8")
    yield page
    assert page.read_text(encoding="utf-8") == "the old site"
    assert list(small_portal.site.iterdir()) == [page]
    assert not (small_portal.docs / "index.md").exists()


@pytest.mark.usefixtures("old_site")
@pytest.mark.parametrize(("spoil", "problem"), BAD.values(), ids=BAD.keys())
def test_a_bad_seed_stops_the_build_with_one_line(
    small_portal: config.Portal,
    run: Callable[..., Result],
    spoil: Callable[[Path], Path],
    problem: str,
) -> None:
    """A file that cannot be an article is named in one line with the problem; the old site stays."""
    bad = spoil(small_portal.seeds)
    result = run("build", "--config", small_portal.config_file)
    assert result.exit_code == 1
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("error: ")
    assert problem in lines[0]
    name = bad.name.replace("\n", "\\n")
    assert name in lines[0] or "the same name as ONE.md" in lines[0]


def test_a_name_that_is_not_utf8_is_refused_printably(tmp_path: Path, run: Callable[..., Result]) -> None:
    """A file name of undecodable bytes is told in characters any terminal can show."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/\xff.txt", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"text")
    result = run("extract", folder)
    assert result.exit_code == 1
    assert "\\udcff.txt: a file name with unprintable characters" in result.stderr


def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    """A lack of permission is told as such, with what to do."""
    path = tmp_path / "one.txt"
    path.write_text("区", encoding="utf-8")
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # permissions do not bind root
    try:
        with pytest.raises(InputError, match="may not be read; give yourself the right"):
            read_seed(path)
    finally:
        if root:
            os.seteuid(0)


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    """A file larger than any newspaper page is refused before it is read."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError, match=r"16,777,217 bytes, more than 16,777,216"):
        read_seed(path)


@pytest.mark.usefixtures("old_site")
def test_a_flood_is_refused_at_once(small_portal: config.Portal, run: Callable[..., Result]) -> None:
    """Of ten thousand empty files, and of one of 100 MB, the first is named; nothing is read to its end."""
    for number in range(10_000):
        (small_portal.seeds / f"x{number:05}.txt").touch()
    for flood in ("x00000.txt: an empty file", "a.txt: 104,857,600 bytes, more than 16,777,216"):
        started = time.monotonic()
        result = run("build", "--config", small_portal.config_file)
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
        assert flood in result.stderr
        assert time.monotonic() - started < 10
        with (small_portal.seeds / "a.txt").open("wb") as file:
            file.truncate(100 * 1024 * 1024)


def test_missing_files_and_empty_folders_are_refused(tmp_path: Path) -> None:
    """A path that is not there and a folder without articles are told apart."""
    with pytest.raises(InputError, match="no such file"):
        read_seeds([tmp_path / "none.txt"])
    with pytest.raises(InputError, match="no article found"):
        read_seeds([tmp_path])
    with pytest.raises(InputError, match="no such folder"):
        seed_files(tmp_path / "none")


def test_hidden_files_and_backups_are_passed_over(tmp_path: Path) -> None:
    """What desktops and editors leave behind is no article and no fault; upper-case suffixes are."""
    for name in (".DS_Store", ".one.txt.swp", "one.txt~", "two.TXT", "one.txt"):
        (tmp_path / name).write_text("区", encoding="utf-8")
    assert [path.name for path in seed_files(tmp_path)] == ["one.txt", "two.TXT"]


def test_seeds_come_in_order_of_their_names(tmp_path: Path) -> None:
    """The order in which files were created has no say."""
    for name in ("b.txt", "c.md", "a.txt"):
        (tmp_path / name).write_text(f"区{name}", encoding="utf-8")
    assert [seed.name for seed in read_seeds([tmp_path])] == ["a.txt", "b.txt", "c.md"]


def test_a_bad_seed_leaves_a_built_site_untouched(
    built_portal: config.Portal, tmp_path: Path, run: Callable[..., Result]
) -> None:
    """On the real site, a broken new seed changes no byte of it."""
    root = tmp_path / "copy"
    shutil.copytree(built_portal.root, root)
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    (root / "seeds" / "bad.txt").write_bytes(b"\x00\x01")
    assert run("build", "--config", root / "mkdocs.yml").exit_code == 1
    assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == before
