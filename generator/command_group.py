"""What all commands share: a fault of the input, or of the machine, is one line and exit code 1."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, NoReturn

import click

from generator.errors import BuildError, InputError


class Commands(click.Group):
    """Turn what is wrong with the input, or the machine, into one line and exit code 1."""

    def main(self, *words: Any, **options: Any) -> Any:  # noqa: ANN401 - as click declares it
        """Run a command; let no character stop what is printed."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Chinese still gets an answer
                stream.reconfigure(errors="backslashreplace")
        return super().main(*words, **options)

    def invoke(self, context: click.Context) -> object:
        """Run the command asked for, and turn its faults into a line."""
        try:
            return super().invoke(context)
        except InputError as error:
            fail(_one_line(str(error)))
        except BuildError as error:
            fail("MkDocs refused the pages; the site in place stays as it was:\n" + str(error))
        except BrokenPipeError:  # the reader of our output, such as head, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None
        except OSError as error:  # a full disk, a folder one may not write to
            fail(_one_line(f"{error.filename or 'the machine'}: {error.strerror or error}"))


def fail(message: str) -> NoReturn:
    """Say what is wrong and exit with 1."""
    click.echo(f"error: {message}", err=True)
    sys.exit(1)


def _one_line(message: str) -> str:
    """Make a message printable on one line, whatever file names it carries."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in message)
