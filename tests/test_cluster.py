"""Reading on a cluster: the records of one process, byte for byte, wherever seeds lie and whoever is lost."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import fsspec
import many_articles
import pytest
import samples
from conftest import ROOT

from generator import cluster, places
from generator.errors import InputError
from generator.seeds import Seed, read_seeds

COMMAND = (sys.executable, "-m", "generator", "extract")
DASK = ("--engine", "dask")
ONE = "2023年，南岗区完成投资46.2亿元。"
TWO = "2022年，道里区有公园3个。"


def run(*words: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """Run extract as a person does."""
    return subprocess.run([*COMMAND, *words], cwd=cwd, capture_output=True, check=False, timeout=240)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder of two seeds, of which one is spoken of in sources.yml and corrected."""
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (folder / "sources.yml").write_text("one.txt: {title: 投资, published: 2024-01-02}", encoding="utf-8")
    (folder / "corrections.yml").write_text(
        "- {source: two.txt, quote: 公园3个, mention: 3个, do: amend, expect: {value: 3}, set: {value: 4},"
        " reason: 更正, by: 张三, date: 2024-01-03}",
        encoding="utf-8",
    )
    return folder


def in_memory(folder: Path, address: str) -> str:
    """Copy a folder to where only this process finds it, and return its address."""
    files = fsspec.filesystem("memory")
    for path in folder.iterdir():
        files.pipe_file(f"{address}/{path.name}", path.read_bytes())
    return address


def test_the_records_are_those_of_one_process() -> None:
    """The portal's own seeds, corrections included, give the same bytes on two workers as without."""
    alone = run()
    assert alone.stdout
    on_cluster = run(*DASK, "--jobs", "2")
    assert (on_cluster.returncode, on_cluster.stderr) == (0, b"")
    assert on_cluster.stdout == alone.stdout


def test_addresses_lead_to_the_same_records(two: Path, tmp_path: Path) -> None:
    """Seeds may lie at an address; what is written there is, part after part, what is printed."""
    answer = run(*DASK, "--output", (tmp_path / "facts").as_uri(), two.as_uri())
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, b"", b"")
    parts = sorted((tmp_path / "facts").glob("part-*.jsonl"))
    assert [part.name for part in parts] == ["part-00000.jsonl", "part-00001.jsonl"]
    assert b"".join(part.read_bytes() for part in parts) == run(two).stdout
    assert '"value":4' in parts[1].read_text(encoding="utf-8")


def _started(*words: str) -> subprocess.Popen[bytes]:
    """Start one of Dask's programs, for this machine alone."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", "--host", "127.0.0.1", *words[1:]]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Started(NamedTuple):
    """Dask's programs."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    """A scheduler and two workers as on machines of their own, without a keeper who starts them again."""
    file = tmp_path / "scheduler.json"
    common = ("--scheduler-file", str(file), "--no-dashboard")
    middle = _started("scheduler", *common, "--port", "0")
    alone = ("--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path / "scratch"))
    workers = [_started("worker", *common, *alone) for _ in range(2)]
    deadline = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < deadline, "no scheduler came up"
        time.sleep(0.05)
    yield Started(json.loads(file.read_text(encoding="utf-8"))["address"], middle, workers)
    for process in (*workers, middle):
        process.kill()
        process.wait()


def _reading(started: Started, tmp_path: Path) -> subprocess.Popen[bytes]:
    """Start to read many articles, and return when something is read, but not all."""
    seeds, facts = tmp_path / "seeds", tmp_path / "facts"
    seeds.mkdir()
    for name, content in many_articles.articles(240):
        (seeds / name).write_bytes(content)
    command = [*COMMAND, *DASK, "--scheduler", started.address, "--output", str(facts), str(seeds)]
    reading = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    while not list(facts.glob("part-*")):
        assert reading.poll() is None, reading.communicate()[1]
        time.sleep(0.01)
    return reading


def test_a_lost_worker_loses_nothing(started: Started, tmp_path: Path) -> None:
    """One of two workers is killed half-way: the other reads what it had, and all is there, in order."""
    facts = tmp_path / "facts"
    with _reading(started, tmp_path) as reading:
        started.workers[0].kill()
        assert started.workers[0].wait(timeout=10) == -signal.SIGKILL
        done = len(list(facts.glob("part-*")))
        said = reading.communicate(timeout=240)[1]
    assert (reading.returncode, said) == (0, b"")
    parts = sorted(facts.glob("part-*"))
    assert 0 < done < len(parts) == 8
    assert (facts / "_SUCCESS").exists()
    assert b"".join(part.read_bytes() for part in parts) == run(tmp_path / "seeds").stdout


def test_a_lost_scheduler_is_told_and_leaves_nothing(started: Started, tmp_path: Path) -> None:
    """Without a scheduler nothing can go on: one line says so, and no half of the records is left."""
    with _reading(started, tmp_path) as reading:
        started.scheduler.kill()
        said = reading.communicate(timeout=240)[1]
    assert reading.returncode == 1
    assert said == b"error: the cluster: its scheduler was lost; start it, and this, again\n"
    assert list((tmp_path / "facts").iterdir()) == []


def test_a_fault_on_a_worker_is_the_fault_it_is_without(two: Path) -> None:
    """A correction that no longer fits stops the reading with the same line and exit code."""
    (two / "two.txt").write_text(TWO.replace("3个", "5个"), encoding="utf-8")
    alone, on_cluster = run(two), run(*DASK, two)
    assert (alone.returncode, on_cluster.returncode) == (1, 1)
    assert on_cluster.stderr == alone.stderr


def test_a_fault_names_the_place_it_came_from() -> None:
    """What is wrong in a copy is told of the original, be it a seed or a file beside the seeds."""
    files = fsspec.filesystem("memory")
    files.pipe_file("/faulty/empty.txt", b" ")
    with (
        pytest.raises(InputError, match=r"memory://faulty/empty\.txt: an empty file"),
        places.brought_here(["memory://faulty"]) as here,
    ):
        read_seeds(here, only_articles=False)
    with pytest.raises(InputError, match="memory://nowhere: nothing is there"):
        places.brought_here(["memory://nowhere"]).__enter__()


def test_seeds_are_brought_with_what_speaks_of_them(two: Path) -> None:
    """From any address come the seeds, sources.yml and corrections.yml; a single file is not alone either."""
    address = in_memory(two, "memory://two")
    here = read_seeds([two], only_articles=False)
    with places.brought_here([address]) as (folder,):
        assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in two.iterdir())
        assert read_seeds([folder], only_articles=False) == here
    with places.brought_here([f"{address}/one.txt"]) as (file,):
        assert read_seeds([file]) == here[:1]


def test_parts_are_whole_or_not_there() -> None:
    """What fails half-way leaves no part behind, and what is there already is not mixed with."""

    def failing() -> Iterator[bytes]:
        yield b"1\n"
        raise InputError("two.txt", "wrong", "mend it")

    with pytest.raises(InputError, match="wrong"):
        places.write_parts(failing(), "memory://parts")
    files = fsspec.filesystem("memory")
    assert files.find("/parts") == []
    assert places.write_parts([b"1\n", b"2\n"], "memory://parts") == 2
    assert files.cat("/parts/part-00001.jsonl") == b"2\n"
    assert files.exists("/parts/_SUCCESS")
    with pytest.raises(InputError, match="not empty"):
        places.write_parts([b"3\n"], "memory://parts")


def test_a_worker_with_other_code_reads_nothing() -> None:
    """Records of another version would differ and nobody would notice: it says so instead."""
    (share,) = cluster.shares([Seed("one.txt", ONE, "utf-8")], samples.HARBIN, (), 1)
    found = cluster.read_share(share)
    assert isinstance(found, bytes)
    assert "46.2亿元" in found.decode()
    refused = cluster.read_share(replace(share, code="another"))
    assert "another version of the generator" in str(refused)


def test_who_asks_for_what_is_not_there_is_told() -> None:
    """Options that need the engine, and a scheduler that does not answer, are told in one line."""
    for words in (["--output", "facts"], ["--scheduler", "tcp://x:1"], ["s3://bucket/seeds"]):
        wrong = run(*words)
        assert wrong.returncode == 2
        assert b"need --engine dask" in wrong.stderr
    both = run(*DASK, "--scheduler", "tcp://127.0.0.1:9", "--jobs", "2")
    assert (both.returncode, b"--jobs is for this machine" in both.stderr) == (2, True)
    silent = run(*DASK, "--scheduler", "tcp://127.0.0.1:9")
    assert silent.returncode == 1
    assert silent.stderr.startswith(b"error: tcp://127.0.0.1:9: no scheduler answers; start one")
    assert silent.stderr.count(b"\n") == 1
    unknown = run(*DASK, "nonsense://somewhere")
    assert unknown.returncode == 1
    assert b"nonsense://somewhere: cannot be opened (Protocol not known: nonsense" in unknown.stderr


def test_without_the_extra_it_says_how_to_install_it() -> None:
    """The engine is an extra: where it is missing that is wrong usage, and everything else works."""
    without = "import sys; sys.modules.update(distributed=None, dask=None, fsspec=None);"
    script = f"{without} from generator.cli import main; main(sys.argv[1:], prog_name='generator')"
    start = [sys.executable, "-c", script, "extract"]
    answer = subprocess.run([*start, *DASK], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "needs distributed and fsspec; to install: make cluster, or pip install" in answer.stderr
    plain = subprocess.run(start, cwd=ROOT, capture_output=True, check=True)
    assert plain.stdout == run().stdout
