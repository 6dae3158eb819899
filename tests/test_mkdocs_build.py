from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import many_articles
import pytest
from conftest import copy_inputs
from markdown import Markdown

from generator import config, inputs, portal, publish
from generator.mkdocs_build import FOLDERS, WholeElements

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> config.Portal:
    """The pages of some dozens of articles under docs/, and no site yet."""
    root = tmp_path_factory.mktemp("pages")
    settings = config.load(copy_inputs(root))
    for name, content in many_articles.articles(60):
        (settings.seeds / name).write_bytes(content)
    portal.write_pages(settings, quiet=True)
    return settings


def run(settings: config.Portal, target: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a module that builds the portal's pages into a folder."""
    command = [
        sys.executable,
        "-m",
        *words,
        "--config-file",
        str(settings.config_file),
        "--site-dir",
        str(target),
    ]
    environment = {**publish.environment(settings), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in inputs.files_below(folder)}


def test_the_site_is_what_mkdocs_alone_makes_of_the_pages(pages: config.Portal, tmp_path: Path) -> None:
    """MkDocs by its own command, and ours on one core and on two, give the same files to the byte."""
    (tmp_path / "alone").mkdir()
    with_address = pages.config_file.with_name("addressed.yml")  # else there is no list of all pages
    with_address.write_text(f"{pages.config_file.read_text()}\nsite_url: https://example.org/facts/\n")
    settings = config.load(with_address)
    alone = run(settings, tmp_path / "alone", "mkdocs", "build", "--strict")
    assert alone.returncode == 0, alone.stderr
    expected = contents(tmp_path / "alone")
    assert sum(name.endswith(".html") for name in expected) > 130
    assert expected["sitemap.xml"].count(b"<loc>") > 130
    for jobs in ("1", "2"):
        ours = run(settings, tmp_path / jobs, "generator.mkdocs_build", "--jobs", jobs)
        assert ours.returncode == 0, ours.stderr
        assert "WARNING" not in ours.stderr
        found = contents(tmp_path / jobs)
        assert found.keys() == expected.keys()
        assert [name for name in expected if found[name] != expected[name]] == []


def test_no_table_of_ours_is_taken_apart(pages: config.Portal) -> None:
    """Each stands behind a blank line, so that Python-Markdown need not look at its thousands of tags."""
    looked_at = 0
    for page in (each for folder in FOLDERS for each in (pages.docs / folder).rglob("*.md")):
        _, _, text = page.read_text(encoding="utf-8").split("---\n", 2)
        left = "\n".join(WholeElements(Markdown()).run(f"\n{text}".split("\n")))
        assert "<td" not in left, page
        looked_at += "<td" in text
    assert looked_at > 100


@pytest.mark.parametrize("folder", ["", "sources"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_dead_link_stops_the_build_wherever_it_stands(
    pages: config.Portal, tmp_path: Path, folder: str, jobs: str
) -> None:
    """MkDocs' warning is told in its own words, once, and the exit code is 1."""
    page = pages.docs / folder / "dead.md"
    page.write_text("---\nsearch: {exclude: true}\n---\n\n[gone](gone.md)\n")
    try:
        answer = run(pages, tmp_path / "site", "generator.mkdocs_build", "--jobs", jobs)
    finally:
        page.unlink()
    assert answer.returncode == 1
    assert answer.stderr.count("WARNING") == 1
    assert "contains a link 'gone.md'" in answer.stderr


def test_a_page_for_the_index_of_material_is_not_lost_unnoticed(pages: config.Portal, tmp_path: Path) -> None:
    """A generated page that does not keep out of Material's index stops the build: a share could not tell."""
    page = pages.docs / "sources" / "found.md"
    page.write_text("# Found\n\nwords\n")
    try:
        answer = run(pages, tmp_path / "site", "generator.mkdocs_build", "--jobs", "2")
    finally:
        page.unlink()
    assert answer.returncode != 0
    assert "Material's index" in answer.stderr


def test_only_folders_that_the_generator_owns_are_built_apart() -> None:
    """Each is one of those that publish and .gitignore name as written by the generator alone."""
    assert set(FOLDERS) <= set(publish.GENERATED)
