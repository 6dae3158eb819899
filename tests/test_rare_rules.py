"""The list of rules a reviewer looks through: which fired how often."""

from __future__ import annotations

import subprocess
import sys

import rare_rules
from reader_examples import ROOT, read_text


def test_words_of_the_text_are_left_out_of_a_rule() -> None:
    """One rule applied to two texts is one rule."""
    first = rare_rules.rule("said earlier in the sentence: 2016年至2020年")
    assert first == rare_rules.rule("said earlier in the sentence: “十三五”时期 末")
    assert first == "said earlier in the sentence: …"


def test_a_rule_is_counted_where_it_decides() -> None:
    """Two numbers that say nothing of a plan make two uses; the first one's place is told."""
    reading = read_text("# 南岗\n\n2023年，南岗区完成投资46.2亿元，新建公园3个。\n")
    found = {(use.kind, use.field, use.rule): use for use in rare_rules.uses([reading])}
    use = found["observation", "status", "no word of plan or estimate"]
    assert (use.count, use.where) == (2, f"example.txt:{reading.seed.text.index('46.2')}")


def test_the_list_of_all_seeds_begins_with_the_rarest() -> None:
    """It runs as CONTRIBUTING says, in order of the counts, and knows the commonest rules."""
    answer = subprocess.run(
        [sys.executable, "tests/rare_rules.py"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    *lines, total = answer.stdout.splitlines()
    counts = [int(line.split()[0]) for line in lines]
    assert counts == sorted(counts)
    assert total == f"{len(lines)} rules, {counts.count(1)} of them fired once"
    assert "no word of plan or estimate" in answer.stdout
    assert "words before the number" in answer.stdout
