"""List the rules that decided a field of a record, rarest first: what fires once may fit one seed only.

Run it as ``.venv/bin/python tests/rare_rules.py``. Each line is a count, the kind of record, the field
and the rule, without the words of the text it was applied to; last comes where the first one stands.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generator import config  # noqa: E402 - the line above lets it be found
from generator.read import read  # noqa: E402 - same
from generator.reading import Reading  # noqa: E402 - same
from generator.seeds import read_seeds  # noqa: E402 - same

_FROM_THE_TEXT = re.compile(r"[^\x00-\x7f\d]+|[\d/.,%-]*\d[\d/.%-]*")
"""Rules are told in English; what is not, and every number, are words of the text."""
_RUN = re.compile(r"…(?:\s*…)+")


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """How often a rule decided a field, and where it did so first."""

    count: int
    kind: str
    field: str
    rule: str
    where: str


def rule(reason: str) -> str:
    """Return a reason without the words of the text.

    >>> rule("said earlier in the sentence: 2023年"), rule("a stock, at the end of 2016/2020 (said: 2016年)")
    ('said earlier in the sentence: …', 'a stock, at the end of … (said: …)')
    """
    return _RUN.sub("…", _FROM_THE_TEXT.sub("…", reason))


def uses(readings: Iterable[Reading]) -> list[Use]:
    """Count every rule over all records, articles included; rarest first."""
    seen: dict[tuple[str, str, str], list[str]] = {}
    for kind, field, reason, where in _reasons(readings):
        seen.setdefault((kind, field, rule(reason)), []).append(where)
    return sorted(Use(len(places), *key, places[0]) for key, places in seen.items())


def _reasons(readings: Iterable[Reading]) -> Iterator[tuple[str, str, str, str]]:
    for reading in readings:
        for record in (*(article.record for article in reading.articles), *reading.records):
            for field, reason in record.reasons.items():
                yield record.type, field, reason, f"{record.source}:{record.start}"


def main() -> None:
    """Print the rules of the portal's own seeds."""
    settings = config.load(ROOT / "mkdocs.yml")
    found = uses(read(seed, settings.region) for seed in read_seeds([settings.seeds]))
    for use in found:
        print(f"{use.count:5}  {use.kind:<12}{use.field:<11}{use.rule}  [{use.where}]")  # noqa: T201 - its purpose
    once = sum(use.count == 1 for use in found)
    print(f"{len(found)} rules, {once} of them fired once")  # noqa: T201 - same


if __name__ == "__main__":
    main()
