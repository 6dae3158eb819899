"""Show how one sentence is read: its words, what was found, and the rule that decided each field.

Every record carries the reasons it was made with; here they are laid out beside its fields. The
answer is a plain dictionary (for ``--json``) and a text made from it (for people).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from generator import record_lines
from generator.articles import Sentence
from generator.grammar import segment
from generator.reading import ArticleReading, Reading
from generator.records import Record

Explanation = dict[str, object]

_SAID_ELSEWHERE = ("type", "id", "source", "start", "end", "quote", "text")


def explain(reading: Reading, at: int | None = None) -> list[Explanation]:
    """Explain the sentence that stands at offset ``at``, or every sentence of the seed.

    The list is empty where no sentence stands at that offset (between two, or in a caption).
    """
    return [
        _sentence(article, sentence)
        for article in reading.articles
        for sentence in article.article.sentences
        if at is None or at in sentence.offsets
    ]


def _sentence(article: ArticleReading, sentence: Sentence) -> Explanation:
    records = article.records_in(sentence)
    passed_over = article.passed_over_in(sentence)
    return {
        "sentence": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "kind": sentence.kind.value,
        "article": article.record.title,
        "words": [word.text for word in segment.words(sentence.text)],
        "records": [_record(record) for record in records],
        "passed_over": [{"text": number.text, "reason": number.reason} for number in passed_over],
    }


def _record(record: Record) -> Explanation:
    fields = {name: getattr(record, name) for name in record_lines.FIELDS[record.type]}
    return {"type": record.type} | fields | {"reasons": dict(record.reasons)}


def as_json(explanations: Iterable[Explanation]) -> str:
    """Write explanations as one JSON document; decimals keep every digit, as text."""
    return json.dumps(list(explanations), ensure_ascii=False, indent=2, default=_exact)


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return record_lines.plain_number(value)
    raise TypeError(f"nothing that JSON can hold: {value!r}")


def as_text(explanations: Iterable[Explanation]) -> str:
    """Write explanations for people, one paragraph a sentence."""
    return "\n\n".join("\n".join(_paragraph(explanation)) for explanation in explanations)


def _paragraph(explanation: Explanation) -> Iterable[str]:
    yield f"sentence   {' '.join(str(explanation['sentence']).split())}"
    yield f"stands at  {explanation['start']}–{explanation['end']} ({explanation['kind']})"
    yield f"words      {' / '.join(word for word in _list(explanation['words']) if str(word).strip())}"
    for record in _list(explanation["records"]):
        yield from _record_lines(record)
    for number in _list(explanation["passed_over"]):
        yield f"passed over {number['text']}  ← {number['reason']}"
    if not explanation["records"]:
        yield "nothing was read as a fact here"


def _record_lines(record: dict[str, object]) -> Iterable[str]:
    reasons = dict(record["reasons"]) if isinstance(record["reasons"], dict) else {}
    heading = record.get("text", record.get("title", record.get("name")))
    yield f"{record['type']}  {heading}  [{record['start']}–{record['end']}] {record['id']}"
    for name, value in record.items():
        if name in _SAID_ELSEWHERE or name == "reasons":
            continue
        reason = reasons.pop(name, "")
        yield f"  {name:<10} {_shown(value)}" + (f"  ← {reason}" if reason else "")
    for name, reason in reasons.items():
        yield f"  {name:<10} ← {reason}"


def _shown(value: object) -> object:
    if value is None:
        return "unknown"
    return record_lines.plain_number(value) if isinstance(value, Decimal) else value


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
