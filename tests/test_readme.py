"""The README: its commands work, what it points at is there, and it does not drift from the code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, copy_inputs

from generator import config, record_lines

README = (ROOT / "README.md").read_text(encoding="utf-8")
LEFT_OUT = (".git", ".venv", ".cache", "site", ".site.*", "__pycache__", ".*_cache", ".hypothesis", "docs")


def blocks(language: str, *, marked: bool = False) -> list[str]:
    """Return the fenced blocks of a language; with ``marked``, only those behind a ``run`` comment."""
    before = r"<!-- run -->\n" if marked else ""
    return re.findall(rf"^{before}```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean copy of the project, as after a clone, in which every marked block has been run in turn."""
    root = tmp_path_factory.mktemp("newcomer") / "project"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.rmtree(root / "seeds")
    if (root / "overrides").is_dir():
        shutil.rmtree(root / "overrides")
    copy_inputs(root)
    for number, block in enumerate(blocks("sh", marked=True)):
        script = root.parent / f"block-{number}.log"
        with script.open("w") as log:
            command = ["bash", "-euo", "pipefail", "-c", block]
            code = subprocess.run(command, cwd=root, stdout=log, stderr=log, check=False).returncode
        assert code == 0, f"{block}\n{script.read_text(encoding='utf-8')}"
    return root


def _logs(root: Path) -> Iterator[str]:
    yield from (path.read_text(encoding="utf-8") for path in sorted(root.parent.glob("block-*.log")))


def test_the_marked_commands_build_a_site(newcomer: Path) -> None:
    """From a clean copy, the first block builds; the site has the article that is added and edited."""
    assert len(blocks("sh", marked=True)) == 4
    assert (newcomer / "site" / "index.html").is_file()
    page = (newcomer / "site" / "sources" / "2022-pingfang" / "index.html").read_text(encoding="utf-8")
    assert "1300万元" in page


def test_the_added_article_is_explained_and_extracted(newcomer: Path) -> None:
    """The README's own sentence is read as it promises."""
    logs = list(_logs(newcomer))
    assert re.search(r"observation  1200万元 .*\n(  .*\n)*  value +12000000\b", logs[1])
    lines = (newcomer / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    (cost,) = [record for record in records if record.get("text") == "1300万元"]  # the third block edits it
    assert (cost["district"], cost["period"], cost["status"]) == ("平房区", "2022", "actual")


def test_a_second_make_site_does_nothing(newcomer: Path) -> None:
    """Nothing is installed and nothing is built again."""
    before = {path: path.stat().st_mtime_ns for path in (newcomer / "site").rglob("*")}
    outer = {"MAKEFLAGS", "MAKELEVEL"}  # of the make that runs this test: it would speak of folders
    environment = {name: value for name, value in os.environ.items() if name not in outer}
    environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
    answer = subprocess.run(
        ["make", "site"], cwd=newcomer, env=environment, capture_output=True, text=True, check=True
    )
    assert answer.stderr == f"{newcomer / 'site'}: up to date\n"
    assert answer.stdout == ""
    assert {path: path.stat().st_mtime_ns for path in (newcomer / "site").rglob("*")} == before


def test_the_example_record_has_the_fields_of_the_contract() -> None:
    """The record shown is a record: same fields, same order."""
    (example,) = blocks("json")
    assert tuple(json.loads(example)) == ("type", *record_lines.FIELDS["observation"])


def test_the_example_of_another_city_is_a_valid_configuration(tmp_path: Path) -> None:
    """The block shown can be used as it stands."""
    (example,) = blocks("yaml")
    (tmp_path / "mkdocs.yml").write_text(example, encoding="utf-8")
    portal = config.load(tmp_path / "mkdocs.yml")
    assert portal.site_name == "数说长春"
    assert "南关区" in [area.name for area in portal.region.districts]


def test_every_make_target_named_exists() -> None:
    """What the documents call by ``make`` is in the Makefile."""
    others = ("CONTRIBUTING.md", "HOSTING.md")
    text = README + "".join((ROOT / name).read_text(encoding="utf-8") for name in others)
    named = {
        word
        for words in re.findall(r"`make ([a-z -]+)`|^make ([a-z-]+)$", text, re.MULTILINE)
        for word in words
    }
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"site", "test", "serve", "lock"} <= {name for names in named for name in names.split()} <= targets


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "HOSTING.md"])
def test_every_file_named_exists(document: str) -> None:
    """Paths in code marks and links are there, seen from the project's folder or from generator/."""
    text = (ROOT / document).read_text(encoding="utf-8")
    marked = re.findall(r"`([\w./]+(?:/|\.(?:py|yml|yaml|csv|md|lock|toml)))`", text)
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    made = {"site/", ".venv/", ".cache/readings/", "seeds/sources.yml", "sources.yml"}
    places = (ROOT, ROOT / "generator", ROOT / "generator" / "data", ROOT / "tests" / "gold")
    missing = [n for n in {*marked, *linked} - made if not any((place / n).exists() for place in places)]
    assert missing == []
