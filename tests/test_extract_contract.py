"""The record contract, held against the five real seeds as printed by ``extract``."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from generator import record_lines
from generator.seeds import read_seeds

Line = dict[str, Any]


def _extract(*paths: Path | str, **variables: str) -> bytes:
    command = [sys.executable, "-m", "generator", "extract", *map(str, paths)]
    environment = {**os.environ, "PYTHONHASHSEED": "0", **variables}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert result.stderr == b""
    return result.stdout


@pytest.fixture(scope="module")
def printed() -> bytes:
    """What ``extract`` prints for the seeds of the project."""
    return _extract()


@pytest.fixture(scope="module")
def lines(printed: bytes) -> list[Line]:
    """The same, parsed; numbers stay exact."""
    return [json.loads(line, parse_float=Decimal) for line in printed.decode().splitlines()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The decoded texts of the seeds by file name."""
    return {seed.name: seed.text for seed in read_seeds([ROOT / "seeds"])}


def test_every_line_has_exactly_the_fields_of_its_type(lines: list[Line]) -> None:
    """Fields and their order are the contract."""
    for line in lines:
        corrected = ("correction",) if "correction" in line else ()
        assert tuple(line) == ("type", *record_lines.FIELDS[line["type"]], *corrected)


def test_every_record_points_at_its_mention(lines: list[Line], texts: dict[str, str]) -> None:
    """Text equals the slice of the seed, and the quote contains it."""
    for line in lines:
        mention = texts[line["source"]][line["start"] : line["end"]]
        assert mention
        if line["type"] == "observation":
            assert mention == line["text"]
        if line["type"] != "article":
            assert mention in line["quote"]


def test_every_seed_gives_records_in_text_order(lines: list[Line], texts: dict[str, str]) -> None:
    """Articles follow each other, and each stands before the records in it."""
    assert list(dict.fromkeys(line["source"] for line in lines)) == sorted(texts)
    article: Line = {}
    for line in lines:
        if line["type"] == "article":
            if article.get("source") == line["source"]:
                assert article["start"] < line["start"]
            article, place = line, line["start"]
        else:
            assert line["source"] == article["source"]
            assert article["start"] <= line["start"] < line["end"] <= article["end"]
            assert place <= line["start"]
            place = line["start"]


def test_values_are_plain_exact_numbers(printed: bytes) -> None:
    """No exponent, no binary noise: a value is as many digits as the mention needs."""
    for line in printed.decode().splitlines():
        if '"type":"observation"' in line:
            value = line.partition('"value":')[2].partition(",")[0]
            assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", value)
            assert len(value) < 25


def test_two_runs_print_identical_bytes(printed: bytes) -> None:
    """The order of hashes has no say, nor has the place on earth or the language of the machine."""
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert _extract(PYTHONHASHSEED="12345", **elsewhere) == printed


def test_ids_do_not_depend_on_other_seeds(tmp_path: Path, printed: bytes) -> None:
    """Adding a seed, or leaving the others out, changes no line of a seed."""
    for path in (ROOT / "seeds").iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / "000_before.txt").write_text("# 平房区\n\n2022年，平房区新建公园3个。\n", encoding="utf-8")
    more = _extract(tmp_path).splitlines()
    assert [line for line in more if b'"source":"000_before.txt"' not in line] == printed.splitlines()
    alone = _extract(ROOT / "seeds" / "002_d7cccfd3d797cd1c.txt").splitlines()
    assert alone == [line for line in printed.splitlines() if b'"source":"002_d7cccfd3d797cd1c.txt"' in line]


@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
def test_an_edit_elsewhere_keeps_ids(tmp_path: Path, lines: list[Line], *, before: bool) -> None:
    """An article put before or behind everything else moves offsets, not ids."""
    name = "000_8e9dc22bd15e12bb.txt"
    text = (ROOT / "seeds" / name).read_text(encoding="utf-8")
    other = "# 天气\n\n天气晴朗。\n"
    (tmp_path / name).write_text(f"{other}\n{text}" if before else f"{text}\n{other}", encoding="utf-8")
    after = [json.loads(line) for line in _extract(tmp_path).splitlines()]
    ids = {line["id"]: line["start"] for line in lines if line["source"] == name and "id" in line}
    moved = {line["id"]: line["start"] for line in after if "id" in line}
    by = len(other) + 1 if before else 0
    assert {key: start + by for key, start in ids.items()} == moved


def test_ids_are_unique_within_a_seed(lines: list[Line]) -> None:
    """An id is an anchor on its source's page, so no two mentions there share one."""
    ids = [(line["source"], line["id"]) for line in lines if "id" in line]
    assert len(ids) == len(set(ids))
