"""What a site costs to build, by how many articles it is made of: ``make bench``, ``make scale SCALE=3000``.

Invented articles are read on one core and on all; built into a site; and built again after one of them
has changed. Beside the time that MkDocs takes for a page stands what it takes for one with a single line of
text. Each step is the project's own command, in processes of its own: CPU seconds are those of all of
them, and memory is what they have together (proportional set size, Linux) at the worst moment. Wall-clock
times tell nothing on a machine that is busy with other things as well; its load is printed.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import many_articles
from conftest import copy_inputs

from generator import config, cores, inputs

MOST = {
    "seconds": 0.036,
    "memory": 2048.0,
    "page": 500.0,
    "mkdocs": 2.5,
    "growth": 1.3,
}
"""Targets: seconds an article from its bytes to the site on two cores (six minutes for ten thousand), MiB,
KB of the longest page, milliseconds of MkDocs a page; what an article costs beside one of a tenth as many. Of
time only what many articles take has a target."""
_LONG = 5_000
"""So many articles take minutes."""
_LOOK_EVERY = 2.0
"""Seconds; looking takes time from what is looked at."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    wall: float
    cpu: float
    memory: float
    """MiB at the worst moment; 0 where the system does not tell."""


def run(*words: str, folder: Path, look: bool = False) -> Cost:
    """Run one of our modules to its end; memory is looked at where asked for, which takes time itself."""
    command = [sys.executable, "-W", "ignore", "-m", *words]
    environment = {**os.environ, "PYTHONPATH": str(inputs.PACKAGE.parent), "NO_MKDOCS_2_WARNING": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        watched = Watch(process.pid) if look else None
        _, said = process.communicate()
        wall = time.perf_counter() - began
        memory = watched.stop() if watched else 0
    if process.returncode:
        raise RuntimeError(said.decode("utf-8", "replace"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, memory)


class Watch(threading.Thread):
    """Looks now and then how much memory a process and all it has started take together."""

    def __init__(self, process: int) -> None:
        """Begin to look."""
        super().__init__(daemon=True)
        self.process, self.peak, self.ended = process, 0, threading.Event()
        self.start()

    def run(self) -> None:
        """Look until told to stop."""
        while not self.ended.wait(_LOOK_EVERY):
            self.peak = max(self.peak, sum(map(_kibibytes, _family(self.process))))

    def stop(self) -> float:
        """Return the most that was seen, in MiB."""
        self.ended.set()
        self.join()
        return self.peak / 1024


def _family(process: int) -> Iterator[int]:
    """Yield a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        children.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    left = [process]
    while left:
        one = left.pop()
        yield one
        left += children.get(one, [])


def _kibibytes(process: int) -> int:
    """Return the memory of a process; what it shares with others counts in parts."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def portal_of(folder: Path, count: int) -> config.Portal:
    """Return a portal of so many invented articles, not built yet."""
    settings = config.load(copy_inputs(folder))
    for path in settings.seeds.iterdir():
        path.unlink()
    for name, content in many_articles.articles(count):
        (settings.seeds / name).write_bytes(content)
    return settings


def bare(folder: Path, count: int) -> Cost:
    """Build as many pages of one line with MkDocs and the theme alone."""
    (folder / "docs").mkdir(parents=True)
    for number in range(count):
        text = f"# Page {number}\n\nOne line of text.\n"
        (folder / "docs" / f"{number or 'index'}.md").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: bare\ntheme: {name: material, language: zh, font: false}\nnav: [index.md]\n"
    )
    return run("mkdocs", "build", "--quiet", folder=folder)


def line(what: str, value: float, most: float | None = None, digits: int = 2) -> str:
    """Return a line of the table: what, value, target, verdict."""
    said = f"{what:<58}{value:>12,.{digits}f}"
    if most is None:
        return said
    return f"{said}   at most {most:g}   {'met' if value <= most else 'not met'}"


def measured(folder: Path, count: int, costs: dict[int, Cost]) -> Iterator[str]:
    """Measure a portal of so many articles, and yield its lines; ``costs`` are those of building so far."""
    all_cores = cores.available()
    settings = portal_of(folder / "portal", count)
    root = settings.root
    tell(f"{count:,} articles: reading them on one core and on {all_cores}")
    for jobs in dict.fromkeys((1, all_cores)):
        cost = run("generator", "extract", "--jobs", str(jobs), folder=root)
        where = "one core" if jobs == 1 else f"{jobs} cores"
        yield line(f"articles read a second, {where}", count / cost.wall, digits=1)
    tell(f"{count:,} articles: building the site")
    built = run("generator", "build", "--quiet", folder=root, look=True)
    asked = count > _LONG  # a small portal mostly starts; what time it takes is told, not asked
    yield line("seconds to build the site", built.wall, MOST["seconds"] * count if asked else None, digits=1)
    yield line("CPU milliseconds an article", 1000 * built.cpu / count, digits=1)
    costs[count] = built
    if fewer := costs.get(count // 10):
        for what, now, before in (("time", built.wall, fewer.wall), ("CPU time", built.cpu, fewer.cpu)):
            yield line(f"{what} of an article / of one of {count // 10:,}", now / before / 10, MOST["growth"])
    yield line("MiB of memory, all processes together", built.memory, MOST["memory"], digits=0)
    pages = [path for path in inputs.files_below(settings.site) if path.suffix == ".html"]
    yield line("pages", len(pages), digits=0)
    yield line("KB of the longest page", max(path.stat().st_size for path in pages) / 1000, MOST["page"], 0)
    tell(f"{count:,} articles: MkDocs alone, {len(pages):,} pages")
    words = ("--config-file", str(settings.config_file), "--site-dir", str(folder / "again"))
    again = run("generator.mkdocs_build", *words, folder=root)
    plain = bare(folder / "bare", len(pages))
    yield line(
        "milliseconds of MkDocs a page", 1000 * again.wall / len(pages), MOST["mkdocs"] if asked else None
    )
    yield line("  its CPU time, all cores", 1000 * again.cpu / len(pages))
    yield line("  a page of one line, MkDocs' own command", 1000 * plain.wall / len(pages))
    tell(f"{count:,} articles: building again after one has changed")
    seed = min(path for path in settings.seeds.iterdir() if path.suffix == ".txt")
    seed.write_bytes(seed.read_bytes() + "\n2024年，南岗区新建口袋公园77个。\n".encode())
    yield line(
        "seconds to build again after one change", run("generator", "build", "-q", folder=root).wall, digits=1
    )


def tell(what: str) -> None:
    """Say on stderr what is being done: it takes a while."""
    sys.stderr.write(f"{what} …\n")


def main(words: Sequence[str] | None = None) -> None:
    """Measure portals of the sizes asked for."""
    parser = argparse.ArgumentParser(description="Measure what a site costs to build.")
    parser.add_argument("counts", type=int, nargs="+", metavar="ARTICLES")
    costs: dict[int, Cost] = {}
    for count in parser.parse_args(words).counts:
        if count >= _LONG:
            tell(f"{count:,} articles take about a quarter of an hour")
        with tempfile.TemporaryDirectory(prefix="scale.") as folder:
            load = os.getloadavg()[0]
            sys.stdout.write(f"{count:,} articles; {cores.available()} cores, load before {load:.1f}\n")
            for said in measured(Path(folder), count, costs):
                sys.stdout.write(f"{said}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
