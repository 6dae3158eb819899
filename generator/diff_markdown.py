"""A difference as Markdown, for the page on which a build server sums up a run.

What stands in a source is shown as code, whatever it holds, and never becomes markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.diff import Change, Difference, says, summary, what_changed
from generator.printing import visible

_LONGEST = 500
"""Characters of a text that Markdown shows; a line of a seed may have a million."""


def as_markdown(difference: Difference, most: int | None = None) -> list[str]:
    """Return the difference as Markdown, each change with its quote, for the summary of a build server.

    Of each kind at most ``most`` changes are listed, and what is long is cut: such a page has a limit.
    """
    lines = [f"**{summary(difference)}**"]
    sections: Sequence[tuple[str, Sequence[Change]]] = (
        ("Added", difference.added),
        ("Changed", difference.changed),
        ("Removed", difference.removed),
    )
    for title, changes in sections:
        if changes:
            lines += ["", f"### {title}", ""]
        shown = changes if most is None else changes[:most]
        for change in shown:
            lines += _item(change)
        if len(shown) < len(changes):
            lines += ["", f"… and {len(changes) - len(shown)} more"]
    return lines


def _item(change: Change) -> list[str]:
    """List a change: what it says, and the sentence; where the sentence is another one now, both."""
    what = f" ({what_changed(change)})" if change.fields else ""
    lines = [f"- {_code(says(change.now) + what)}"]
    if change.before and change.after and change.before["quote"] != change.after["quote"]:
        lines.append(f"  > was: {_code(str(change.before['quote']))}  ")
    return [*lines, f"  > {_code(str(change.now['quote']))}"]


def _code(text: str) -> str:
    """Write a text of a source so that Markdown takes nothing in it for markup."""
    shown = visible(" ".join(text.split()))  # first: what is dropped might part two runs of back ticks
    if len(shown) > _LONGEST:
        shown = shown[:_LONGEST] + "…"
    ticks = max((len(run) for run in _runs_of_ticks(shown)), default=0) + 1
    fence = "`" * ticks
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}"


def _runs_of_ticks(text: str) -> list[str]:
    return [run for run in "".join(c if c == "`" else " " for c in text).split() if run]
