"""The command line: ``python -m generator``. Each command only calls the room that does the work.

What machines read goes to stdout, what people are told goes to stderr. Exit codes: 0 done, 1 the
input is at fault (one line says where, what and what to do), 2 wrong usage.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import config
from generator.errors import BuildError, InputError
from generator.seeds import Seed, read_seed, read_seeds

_CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of the portal; paths in it are relative to its folder.",
)
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")


class _Commands(click.Group):
    """Turn what is wrong with the input, or the machine, into one line and exit code 1."""

    def main(self, *words: Any, **options: Any) -> Any:  # noqa: ANN401 - as click declares it
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Chinese still gets an answer
                stream.reconfigure(errors="backslashreplace")
        return super().main(*words, **options)

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except InputError as error:
            _fail(_one_line(str(error)))
        except BuildError as error:
            _fail("MkDocs refused the pages; the site in place stays as it was:\n" + str(error))
        except BrokenPipeError:  # the reader of our output, such as head, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None
        except OSError as error:  # a full disk, a folder one may not write to
            _fail(_one_line(f"{error.filename or 'the machine'}: {error.strerror or error}"))


def _fail(message: str) -> NoReturn:
    click.echo(f"error: {message}", err=True)
    sys.exit(1)


def _one_line(message: str) -> str:
    """Make a message printable on one line, whatever file names it carries."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in message)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version="0.1.0", prog_name="generator")
def main() -> None:
    """Turn newspaper articles about the districts of a city into a website of citable facts.

    Articles are text files in seeds/. "build" makes the website from them, "extract" prints the
    facts, "explain" shows how a sentence is read, "serve" previews the site while you edit.

    Exit codes: 0 done, 1 the input is at fault (one line says where and what to do), 2 wrong usage.
    """


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE|DIR]...")
@_CONFIG
def extract(paths: tuple[Path, ...], config_file: Path) -> None:
    """Print the facts of articles as JSON Lines, one record a line.

    Reads the given text files and the text files (.txt, .md) in the given folders, by default the
    portal's seeds. Records
    come in text order: each article, then the observations, events, distinctions and people in it.
    "start" and "end" count Unicode characters of the file as decoded: text[start:end] is the mention.

    \b
    Examples:
      python -m generator extract
      python -m generator extract seeds/article.txt | jq 'select(.type == "observation")'
    """  # noqa: D301 - the backslash is click's mark
    from generator import exports, portal  # noqa: PLC0415 - loads dictionaries others do without

    settings = config.load(config_file)
    seeds = read_seeds(list(paths) or [settings.seeds], only_articles=not paths)
    output = sys.stdout.buffer
    for reading in portal.read_all(seeds, settings.region):
        for line in exports.json_lines(reading):
            output.write(line.encode() + b"\n")
    output.flush()


@main.command()
@_QUIET
@click.option("--pages-only", is_flag=True, help="Bring the pages under docs/ up to date, but build no site.")
@_CONFIG
def build(*, quiet: bool, pages_only: bool, config_file: Path) -> None:
    """Build the website into site/.

    Reads the seeds, writes the pages under docs/ and lets MkDocs build them strictly. The new site
    takes the old one's place in one step, and only when everything went well. Does nothing when
    nothing has changed since the last build.
    """
    from generator import portal  # noqa: PLC0415 - same as above

    settings = config.load(config_file)
    if pages_only:
        portal.write_pages(settings, quiet=quiet)
        return
    built = portal.build(settings, quiet=quiet)
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
    in an earlier sentence counts. Behind each "←" stands the rule that decided.

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
