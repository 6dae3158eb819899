"""Many seeds read: on all cores, and only what is new; what is kept is never wrong."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import many_articles
import pytest

from generator import config, inputs, portal, reading_cache
from generator.corrections import beside
from generator.read import read
from generator.read_all import Work, read_all
from generator.reading import Reading
from generator.reading_cache import Kept, packed, unpacked
from generator.seeds import Seed, read_seeds

COUNT = 24
STATED = "---\ntitle: 统计公报\npublished: 2024-02-19\npublisher: 甲报\n---\n香坊区新增企业9家。\n"


@pytest.fixture
def settings(small_portal: config.Portal) -> config.Portal:
    """A portal of some two dozen articles, free to change."""
    for name, content in many_articles.articles(COUNT - 2):
        (small_portal.seeds / name).write_bytes(content)
    (small_portal.seeds / "stated.txt").write_text(STATED, encoding="utf-8")
    return small_portal


def readings(settings: config.Portal, jobs: int = 1) -> list[Reading]:
    """Read a portal's seeds as a build does: what is kept is taken, what is read is kept."""
    seeds = read_seeds([settings.seeds])
    return list(read_all(seeds, settings.region, (), Work(jobs, kept=portal.kept(settings))))


def entries(settings: config.Portal) -> dict[str, int]:
    """Return the entries of the cache by name; an entry written anew is another file."""
    folder = settings.cache / reading_cache.FOLDER
    return {path.name: path.stat().st_ino for path in folder.iterdir()} if folder.is_dir() else {}


def read_anew(before: dict[str, int], after: dict[str, int]) -> int:
    """Count the seeds that were read between two looks at the cache."""
    return sum(before.get(name) != file for name, file in after.items())


def plain(settings: config.Portal) -> list[Reading]:
    """Read a portal's seeds one after another, with nothing between."""
    return [read(seed, settings.region) for seed in read_seeds([settings.seeds])]


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_all_cores_and_what_is_kept_read_what_one_reads(settings: config.Portal, jobs: int) -> None:
    """The readings are equal, in order: read on any number of cores, and taken from the cache."""
    expected = plain(settings)
    assert readings(settings, jobs) == expected
    before = entries(settings)
    assert len(before) == COUNT
    assert readings(settings, jobs) == expected
    assert read_anew(before, entries(settings)) == 0


def test_only_a_changed_article_is_read_again(settings: config.Portal) -> None:
    """One word more in one article: one of two dozen is read."""
    readings(settings)
    before = entries(settings)
    path = settings.seeds / "one.txt"
    path.write_text(path.read_text(encoding="utf-8") + "新增企业3家。\n", encoding="utf-8")
    assert readings(settings) == plain(settings)
    assert read_anew(before, entries(settings)) == 1


def test_what_a_reading_depends_on_is_part_of_its_name(settings: config.Portal) -> None:
    """Another name, date or region reads all anew that it concerns; what is taken back is still there."""
    readings(settings)
    before = entries(settings)
    (settings.seeds / "one.txt").rename(settings.seeds / "two.txt")
    (settings.seeds / "sources.yml").write_text("two.txt: {published: 2021}\n", encoding="utf-8")
    assert readings(settings) == plain(settings)
    again = entries(settings)
    assert read_anew(before, again) == 1
    changed = replace(settings.region.districts[0], aliases=("冰城",))
    region = replace(settings.region, districts=(changed, *settings.region.districts[1:]))
    readings(replace(settings, region=region))
    assert read_anew(again, entries(settings)) == COUNT
    again = entries(settings)
    readings(settings)
    assert read_anew(again, entries(settings)) == 0


def test_other_code_reads_everything_anew(settings: config.Portal, tmp_path: Path) -> None:
    """A word more in a list of words, or a line of code: no entry of the old reader is taken."""
    copy = tmp_path / "code" / "generator"
    shutil.copytree(inputs.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    script = (
        "from pathlib import Path; from generator import config, portal, reading_cache;"
        f"portal.catalogue(config.load(Path({str(settings.config_file)!r})), quiet=True, jobs=1);"
        "print(reading_cache.reader())"
    )

    def run() -> str:
        command = [sys.executable, "-W", "ignore", "-c", script]
        answer = subprocess.run(
            command, cwd=copy.parent, env={"PYTHONPATH": "."}, capture_output=True, check=True, text=True
        )
        return answer.stdout

    told = {run()}
    before = entries(settings)
    assert run() in told
    assert read_anew(before, entries(settings)) == 0
    for name, more in (("data/synonyms.yaml", "\n# one more line\n"), ("edtf.py", "\n# one more line\n")):
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write(more)
        before = entries(settings)
        told.add(run())
        assert read_anew(before, entries(settings)) == COUNT
    with (copy / "pages" / "rows.py").open("a", encoding="utf-8") as file:
        file.write("\n# only shown\n")
    assert run() in told
    assert len(told) == 3


def test_what_is_left_out_of_the_name_takes_no_part_in_reading() -> None:
    """None of the modules that only show is loaded by who reads a seed and checks it."""
    script = (
        "import sys; from generator.read import prepare; from generator import verify, config;"
        "from pathlib import Path; prepare(config.load(Path('mkdocs.yml')).region);"
        "print(*(name for name in sys.modules if name.startswith('generator.')))"
    )
    command = [sys.executable, "-W", "ignore", "-c", script]
    root = inputs.PACKAGE.parent
    answer = subprocess.run(command, cwd=root, capture_output=True, check=True, text=True)
    loaded = {name.split(".")[1] for name in answer.stdout.split()}
    assert "read" in loaded
    assert loaded.isdisjoint(name.removesuffix(".py") for name in reading_cache._SHOWN_ONLY)  # noqa: SLF001 - what is held down


def spoiled(content: bytes) -> Sequence[bytes]:
    """Return what an entry may become: cut off, overwritten, changed in the middle, nothing at all."""
    middle = len(content) // 2
    flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    return [b"", content[:20], content[:middle], content[:-1], flipped, b"\0" * len(content), content * 2]


def test_damaged_entries_are_read_anew(settings: config.Portal) -> None:
    """Whatever a crash or a disk has made of an entry, the reading is right and the entry whole again."""
    expected = readings(settings)
    seed = expected[-1].seed
    path = portal.kept(settings).path(seed)
    whole = path.read_bytes()
    for content in spoiled(whole):
        path.write_bytes(content)
        assert readings(settings) == expected
        assert path.read_bytes() == whole


class Trap:
    """Runs when it is unpickled by who takes anything."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Say what is to be run."""
        return eval, ("1/0",)


def test_an_entry_of_something_else_is_not_taken(settings: config.Portal) -> None:
    """Another seed's entry under this name, other objects, and code to run are no readings of this seed."""
    expected = readings(settings)
    kept = portal.kept(settings)
    mine, other = expected[0].seed, expected[1].seed
    path = kept.path(mine)
    whole = path.read_bytes()

    def entry(content: object) -> bytes:
        body = zlib.compress(pickle.dumps(content))
        return sha256(body).digest() + body

    for content in (kept.path(other).read_bytes(), entry(["no reading"]), entry((1, 2)), entry(Trap())):
        path.write_bytes(content)
        assert readings(settings) == expected
        assert path.read_bytes() == whole
    with pytest.raises(ValueError, match="something else"):
        unpacked(packed(expected[1]), mine)


def test_a_build_forgets_what_it_did_not_need(settings: config.Portal) -> None:
    """After a build the cache holds one entry a seed: those of earlier texts and strangers are gone."""
    portal.write_pages(settings, quiet=True)
    folder = settings.cache / reading_cache.FOLDER
    (folder / "stranger").write_bytes(b"?")
    path = settings.seeds / "one.txt"
    path.write_text(path.read_text(encoding="utf-8") + "新增企业3家。\n", encoding="utf-8")
    portal.write_pages(settings, quiet=True)
    assert set(entries(settings)) == {
        portal.kept(settings).path(seed).name for seed in read_seeds([settings.seeds])
    }


def test_corrections_are_applied_to_what_is_kept(settings: config.Portal) -> None:
    """A correction that is written, changed or taken back needs no reading, and is in force at once."""
    readings(settings)
    before = entries(settings)
    file = settings.seeds / "corrections.yml"
    entry = (
        "- {source: one.txt, quote: 完成投资46.2亿元, mention: 46.2亿元, do: reject,"
        " expect: {indicator: 完成投资}, reason: 试, by: 张三, date: 2024-01-01}\n"
    )
    for text, values in ((entry, 0), ("", 1)):
        file.write_text(text, encoding="utf-8")
        corrected = beside([settings.seeds], settings.region)
        seeds = read_seeds([settings.seeds])
        work = Work(kept=portal.kept(settings))
        found = {each.seed.name: each for each in read_all(seeds, settings.region, corrected, work)}
        assert len([one for one in found["one.txt"].records if one.type == "observation"]) == values
    assert read_anew(before, entries(settings)) == 0


def test_a_folder_that_cannot_be_written_only_costs_time(settings: config.Portal, tmp_path: Path) -> None:
    """Where nothing can be kept, everything is read, and rightly."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    seeds = read_seeds([settings.seeds])[:3]
    work = Work(kept=Kept(blocked, settings.region))
    assert list(read_all(seeds, settings.region, (), work)) == plain(settings)[:3]


def test_builds_at_the_same_time_share_the_cache(settings: config.Portal) -> None:
    """Several processes read the same seeds into one cache at once: all get all, nothing is left half."""
    script = (
        "import sys; from pathlib import Path; from generator import config, portal;"
        f"facts = portal.catalogue(config.load(Path({str(settings.config_file)!r})), quiet=True, jobs=2);"
        "print(sum(len(reading.records) for reading in facts.readings))"
    )
    command = [sys.executable, "-W", "ignore", "-c", script]
    root = inputs.PACKAGE.parent
    running = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = {process.communicate()[0].strip() for process in running}
    assert told == {str(sum(len(reading.records) for reading in plain(settings)))}
    assert set(entries(settings)) == {
        portal.kept(settings).path(seed).name for seed in read_seeds([settings.seeds])
    }


def test_the_address_of_a_seed_is_not_that_of_its_text() -> None:
    """A seed's parts are told apart in its entry's name: moving words from one to the next makes another."""
    region = config.load(inputs.PACKAGE.parent / "mkdocs.yml").region
    kept = Kept(Path("readings"), region)
    assert kept.path(Seed("a", "bc", "utf-8")) != kept.path(Seed("ab", "c", "utf-8"))
