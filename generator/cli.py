"""The command line: ``python -m generator``. Each command only calls the room that does the work.

What machines read goes to stdout, what people are told goes to stderr. Exit codes: 0 done, 1 the
input is at fault (one line says where, what and what to do), 2 wrong usage.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import click

from generator import config
from generator.command_group import Commands, fail
from generator.errors import InputError
from generator.seeds import CORRECTIONS, Seed, read_seed, read_seeds

if TYPE_CHECKING:
    from generator.corrections import Entry

_CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of the portal; paths in it are relative to its folder.",
)
_JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Use at most so many cores; by default all. What comes out is the same.",
)
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version="0.1.0", prog_name="generator")
def main() -> None:
    """Turn newspaper articles about the districts of a city into a website of citable facts.

    Articles are text files in seeds/. "build" makes the website from them, "extract" prints the
    facts, "explain" shows how a sentence is read, "serve" previews the site while you edit. "diff"
    tells what changed, "check" whether anything was lost.

    Exit codes: 0 done, 1 the input is at fault (one line says where and what to do), 2 wrong usage.
    """


@main.command()
@click.argument("paths", nargs=-1, metavar="[FILE|DIR]...")
@click.option("--uncorrected", is_flag=True, help="Leave out what corrections.yml beside the texts says.")
@click.option(
    "--engine",
    type=click.Choice(["plain", "dask"]),
    default="plain",
    show_default=True,
    help="Where to read: here, or on a Dask cluster (make cluster installs what that needs).",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="With dask: its scheduler; else this machine's cores are used.",
)
@click.option("--output", metavar="DIR|URL", help="With dask: write part files there, not to stdout.")
@_JOBS
@_CONFIG
def extract(
    paths: tuple[str, ...],
    engine: str,
    scheduler: str | None,
    output: str | None,
    jobs: int | None,
    config_file: Path,
    *,
    uncorrected: bool,
) -> None:
    """Print the facts of articles as JSON Lines, one record a line.

    Reads the given text files and the text files (.txt, .md) in the given folders, by default the
    portal's seeds. Records
    come in text order: each article, then the observations, events, distinctions and people in it.
    "start" and "end" count Unicode characters of the file as decoded: text[start:end] is the mention.

    With --engine dask, articles are read on many cores or machines, and may lie at any address that
    fsspec knows (s3://bucket/folder); the records are the same, in the same order.

    \b
    Examples:
      python -m generator extract
      python -m generator extract seeds/article.txt | jq 'select(.type == "observation")'
      python -m generator extract --engine dask --output facts seeds
    """  # noqa: D301 - the backslash is click's mark
    from generator import cores, record_lines  # noqa: PLC0415 - loads dictionaries others do without
    from generator.read_all import Work, read_all  # noqa: PLC0415 - same

    settings = config.load(config_file)
    given = list(paths) or [str(settings.seeds)]
    if scheduler and jobs:
        raise click.UsageError("--jobs is for this machine's cores; a scheduler has its own workers.")
    if engine == "dask":
        _need_cluster()
        from generator import cluster, places  # noqa: PLC0415 - an extra

        with places.brought_here(given) as here:
            seeds, corrected = _read(here, settings, named=bool(paths), uncorrected=uncorrected)
            cluster.extract(seeds, settings.region, corrected, scheduler=scheduler, jobs=jobs, output=output)
        return
    if scheduler or output or any("://" in place for place in given):
        raise click.UsageError("--scheduler, --output and addresses (://) need --engine dask.")
    seeds, corrected = _read(
        [Path(place) for place in given], settings, named=bool(paths), uncorrected=uncorrected
    )
    work = Work(jobs or cores.available(), quiet=False)
    with TemporaryFile() as whole:  # nothing is printed where a seed or a correction is at fault
        for reading in read_all(seeds, settings.region, corrected, work):
            whole.writelines(line.encode() + b"\n" for line in record_lines.json_lines(reading))
        whole.seek(0)
        shutil.copyfileobj(whole, sys.stdout.buffer)
    sys.stdout.flush()


def _need_cluster() -> None:
    """Say how to get what a cluster needs, where it is not installed."""
    missing = [name for name in ("distributed", "fsspec") if find_spec(name) is None]
    if missing:
        advice = "make cluster, or pip install 'district-facts[cluster]'"
        raise click.UsageError(f"--engine dask needs {' and '.join(missing)}; to install: {advice}")


def _read(
    given: list[Path], settings: config.Portal, *, named: bool, uncorrected: bool
) -> tuple[list[Seed], Sequence[Entry]]:
    """Return the seeds of files and folders, ``named`` by a person or the portal's own, with corrections."""
    from generator import corrections  # noqa: PLC0415 - loads dictionaries others do without

    seeds = read_seeds(given, only_articles=not named)
    folders = [path if path.is_dir() else path.parent for path in given]
    return seeds, () if uncorrected else corrections.beside(folders, settings.region)


@main.command()
@_QUIET
@click.option("--pages-only", is_flag=True, help="Bring the pages under docs/ up to date, but build no site.")
@click.option(
    "--base",
    default="",
    metavar="GIT_REV",
    help="Tell changes against this revision; by default against the state before seeds last changed.",
)
@_JOBS
@_CONFIG
def build(*, quiet: bool, pages_only: bool, base: str, jobs: int | None, config_file: Path) -> None:
    """Build the website into site/.

    Reads the seeds, writes the pages under docs/ and lets MkDocs build them strictly. The new site
    takes the old one's place in one step, and only when everything went well; which facts that
    changes is listed. Does nothing when nothing has changed since the last build.
    """
    from generator import portal  # noqa: PLC0415 - same as above

    settings = config.load(config_file)
    if pages_only:
        portal.write_pages(settings, quiet=quiet, jobs=jobs or 0)
        return
    built = portal.build(settings, base=base, quiet=quiet, jobs=jobs or 0)
    if not quiet:
        click.echo(f"{settings.site}: {'built' if built else 'up to date'}", err=True)


@main.command()
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to serve."
)
@_CONFIG
def serve(address: str, config_file: Path) -> None:
    """Preview the site at http://127.0.0.1:8000/ and reload it while you edit.

    Follows seeds/, generator/ (templates and data included), docs/, overrides/ and mkdocs.yml. A
    fault in a seed is told here and the last good pages stay up. Stop it with Ctrl-C.
    """
    from generator import serve as preview  # noqa: PLC0415 - same as above

    if not preview.is_address(address):
        raise click.UsageError(f"--address {address}: no host and port; write it as 127.0.0.1:8000")
    sys.exit(preview.serve(config.load(config_file), address))


@main.command()
@click.argument("sentence", required=False)
@click.option(
    "--file", "file", type=click.Path(path_type=Path), help="Explain sentences of this seed instead."
)
@click.option(
    "--at", type=click.IntRange(min=0), help="Only the sentence at this offset of the file (as in extract)."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@_CONFIG
def explain(
    sentence: str | None, file: Path | None, at: int | None, config_file: Path, *, as_json: bool
) -> None:
    """Show how a sentence is read: words, numbers, district, period, status, and why.

    Give the SENTENCE itself, or --file and --at for one in its context: a district or a year named
    in an earlier sentence counts. Behind each "←" stands the rule that decided. It tells what the
    rules read; corrections come after them.

    \b
    Examples:
      python -m generator explain '2023年，南岗区完成投资46.2亿元，增长8.4%。'
      python -m generator explain --file seeds/article.txt --at 120 --json
    """  # noqa: D301 - same
    if (sentence is None) == (file is None):
        raise click.UsageError("Give either a sentence or --file.")
    if at is not None and file is None:
        raise click.UsageError("--at needs --file.")
    from generator import explain as explanation  # noqa: PLC0415 - same as above
    from generator.read import read  # noqa: PLC0415 - same as above

    settings = config.load(config_file)
    seed = read_seed(file) if file is not None else Seed("sentence", sentence or "", "utf-8")
    if not seed.text.strip():
        raise click.UsageError("The sentence is empty.")
    if any(
        "\ud800" <= character <= "\udfff" for character in seed.text
    ):  # bytes that Python could not decode
        raise click.UsageError("The sentence came in another encoding; use a UTF-8 locale, or --file.")
    found = explanation.explain(read(seed, settings.region), at)
    if at is not None and not found:
        raise InputError(
            seed.name if file is None else file, f"no sentence at offset {at}", "take one from extract"
        )
    click.echo(explanation.as_json(found) if as_json else explanation.as_text(found))


@main.command("diff")
@click.argument("exports", nargs=-1, type=click.Path(path_type=Path), metavar="[OLD NEW]")
@click.option("--base", metavar="GIT_REV", help="Compare the facts of this revision with those of now.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to print the difference.",
)
@click.option("--most", type=click.IntRange(min=0), help="In Markdown, list at most so many of each kind.")
@_CONFIG
def show_diff(
    exports: tuple[Path, ...], base: str | None, form: str, most: int | None, config_file: Path
) -> None:
    """List the facts that were added, changed and removed.

    Compares two exports (files that "extract" printed, or folders like site/data), or, with --base, an
    earlier revision of the portal in Git with its present state. The exit code is 0 whether or not
    anything changed.

    \b
    Examples:
      python -m generator diff old.jsonl new.jsonl
      python -m generator diff --base HEAD~1 --format markdown
    """  # noqa: D301 - same
    if base is None and len(exports) != 2:
        raise click.UsageError("Give two exports, or --base with a revision.")
    if base is not None and exports:
        raise click.UsageError("Give either two exports or --base.")
    from generator import diff, diff_markdown, history, portal, release  # noqa: PLC0415 - same as above

    if base is None:
        old, new = (diff.read_export(path) for path in exports)
    else:
        settings = config.load(config_file)
        earlier = history.base(settings, base)
        old = list(earlier.records) if earlier else []
        new = release.current(portal.catalogue(settings, quiet=True))
    difference = diff.compare(old, new)
    if form == "json":
        click.echo(json.dumps(difference.as_dict(), ensure_ascii=False, indent=1))
    else:
        in_markdown = form == "markdown"
        lines = diff_markdown.as_markdown(difference, most) if in_markdown else diff.as_text(difference)
        click.echo("\n".join(lines))


@main.command("check")
@_QUIET
@click.option("--base", default="", metavar="GIT_REV", help="Compare with the facts of this revision.")
@_CONFIG
def check_facts(*, quiet: bool, base: str, config_file: Path) -> None:
    """Check seeds, corrections and data files, and that no facts were lost unnoticed.

    Reads everything, holds each record against its text and each correction against its guard. Then
    compares with an earlier revision in Git (by default the state before seeds last changed): when a
    district lost more than 5 % of its facts although their sentences are still printed and no
    correction rejects them, the check fails and names them. Builds nothing.
    """
    from generator import diff, portal, release  # noqa: PLC0415 - same as above
    from generator.losses import losses  # noqa: PLC0415 - same

    settings = config.load(config_file)
    facts = portal.catalogue(settings, quiet=quiet)
    earlier = release.base(settings, base)
    if earlier is None:
        if not quiet:
            click.echo("facts: checked; no earlier revision to compare with", err=True)
        return
    difference = diff.compare(earlier.records, release.current(facts))
    lost = losses(earlier.records, difference, facts.readings)
    for loss in lost:
        if loss.too_much or not quiet:
            click.echo("\n".join(loss.lines()), err=True)
    if any(loss.too_much for loss in lost):
        fail(
            "facts were lost although their sentences are still there; mend the rule, or reject them in "
            f"{settings.seeds.name}/{CORRECTIONS} with a reason"
        )
    if not quiet:
        click.echo(f"{diff.summary(difference)}, compared with {earlier.revision[:10]}", err=True)


@main.command()
@click.option(
    "--rounds", type=click.IntRange(min=1), default=7, show_default=True, help="How often peers take turns."
)
@click.option(
    "--copies", type=click.IntRange(min=1), default=100, show_default=True, help="Size of the large corpus."
)
@_CONFIG
def bench(rounds: int, copies: int, config_file: Path) -> None:
    """Measure what reading costs: time beside two peers, time at a hundredfold, memory.

    Reads the portal's seeds and prints one figure a line, its target beside it, met or not met. Takes
    about a minute. "make bench" installs JioNLP first, one of the peers; without it jieba is the only one.
    """
    from generator import bench as measure  # noqa: PLC0415 - same as above

    settings = config.load(config_file)
    for line in measure.lines(read_seeds([settings.seeds]), settings.region, rounds, copies):
        click.echo(line)
