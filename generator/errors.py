"""What can be wrong with the input, said so that the person who owns the input can mend it."""

from __future__ import annotations

from pathlib import Path


class InputError(Exception):
    """The input is at fault; nothing is written.

    ``path`` and ``line`` (1-based) locate the fault, ``problem`` says what is wrong and
    ``advice`` what to do about it. The command line prints it on one line and exits with 1.
    """

    def __init__(self, path: Path | str, problem: str, advice: str, line: int | None = None) -> None:
        """Keep the parts: callers print or test them separately."""
        self.path = Path(path)
        self.problem = problem
        self.advice = advice
        self.line = line
        place = f"{path}:{line}" if line is not None else f"{path}"
        super().__init__(f"{place}: {problem}; {advice}")

    def __reduce__(self) -> tuple[type[InputError], tuple[Path, str, str, int | None]]:
        """Let it be handed on whole by a process that reads for another one."""
        return type(self), (self.path, self.problem, self.advice, self.line)


class BuildError(Exception):
    """MkDocs refused a page; ``complaints`` are its own words, one line each. The old site stays."""

    def __init__(self, complaints: list[str]) -> None:
        """Keep the lines: they name the page and the link."""
        self.complaints = complaints
        super().__init__("\n".join(complaints))


class ReadingError(AssertionError):
    """A record does not match the text it was read from: a fault of the generator, never of the input."""
