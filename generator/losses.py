"""Facts lost although their sentence is still there: a rule that broke, seen before it is published.

A fact may go because its source is gone, because its sentence was edited, or because a correction rejects
it. Anything else is *unexplained*. More than a twentieth of a district's facts lost like that fails
``check``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.diff import Difference, Line, says
from generator.reading import Reading

MOST = 0.05
"""The share of a district's facts that may be lost without an explanation."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a district lost without an explanation."""

    district: str
    had: int
    lost: tuple[Line, ...]

    @property
    def too_much(self) -> bool:
        """Whether it is more than may be."""
        return len(self.lost) > MOST * self.had

    def lines(self) -> list[str]:
        """Say what was lost, for a terminal."""
        share = f"{len(self.lost)} of {self.had}"
        head = f"{self.district or 'no district'}: lost {share} facts whose sentences are still printed"
        return [head, *(f"- {says(line)}" for line in self.lost)]


def losses(old: Iterable[Line], difference: Difference, readings: Sequence[Reading]) -> list[Loss]:
    """Return the unexplained losses of each district that has any, by name.

    ``difference`` is what changed since ``old``; a fact that moved to another district is lost to its own.
    """
    texts = {reading.seed.name: "".join(reading.seed.text.split()) for reading in readings}
    rejected = {
        (reading.seed.name, each.record.id)
        for reading in readings
        for article in reading.articles
        for each in article.rejected
    }
    had = Counter(line.get("district") for line in old)
    lost: dict[str | None, list[Line]] = {}
    gone = [change.before for change in difference.removed]
    moved = [
        change.before
        for change in difference.changed
        if "district" in change.fields and not (change.after or {}).get("correction")
    ]
    for line in (*gone, *moved):
        if line is not None and _still_printed(line, texts) and (line["source"], line["id"]) not in rejected:
            lost.setdefault(line.get("district"), []).append(line)
    return [
        Loss(district or "", had[district], tuple(lines))
        for district, lines in sorted(lost.items(), key=lambda item: item[0] or "")
    ]


def _still_printed(line: Line, texts: dict[str, str]) -> bool:
    return "".join(str(line["quote"]).split()) in texts.get(line["source"], "")
