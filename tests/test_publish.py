"""Pages to website: what is written, what is left alone, and what a failed or killed build leaves."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, copy_inputs

from generator import config, inputs, portal, publish, swap
from generator.errors import BuildError

PAGES = {"index.md": "# 首页\n".encode(), "districts/nangang.md": "# 南岗区\n".encode()}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in inputs.files_below(folder)}


def _command(settings: config.Portal) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--config", str(settings.config_file)]


@pytest.fixture
def built_copy(built_portal: config.Portal, tmp_path: Path) -> config.Portal:
    """A copy of the real portal with its site, free to change."""
    root = tmp_path / "copy"
    shutil.copytree(built_portal.root, root)
    return config.load(root / "mkdocs.yml")


def test_only_pages_that_differ_are_written(small_portal: config.Portal) -> None:
    """A page with the same bytes keeps its time: a server that watches the folder sees no change."""
    publish.write_pages(PAGES.items(), small_portal)
    for name in PAGES:
        os.utime(small_portal.docs / name, (1, 1))
    publish.write_pages((PAGES | {"index.md": b"# new\n"}).items(), small_portal)
    assert (small_portal.docs / "districts/nangang.md").stat().st_mtime == 1
    assert (small_portal.docs / "index.md").read_bytes() == b"# new\n"


@pytest.mark.parametrize("manifest", ["kept", "deleted", "damaged"])
def test_stale_pages_go_and_hand_written_ones_stay(small_portal: config.Portal, manifest: str) -> None:
    """A page whose seed is gone goes, with its empty folder, whatever became of the manifest."""
    publish.write_pages((PAGES | {"sources/old/one.md": b"# old\n"}).items(), small_portal)
    if manifest == "deleted":
        shutil.rmtree(small_portal.cache)
    elif manifest == "damaged":
        (small_portal.cache / "generated.jsonl").write_text("[", encoding="utf-8")
    publish.write_pages(PAGES.items(), small_portal)
    assert sorted(_bytes(small_portal.docs)) == ["about.md", "districts/nangang.md", "index.md"]
    assert not (small_portal.docs / "sources").exists()


def test_a_manifest_cannot_reach_outside_docs(small_portal: config.Portal) -> None:
    """Whatever a damaged manifest names, nothing outside docs/ is removed."""
    publish.write_pages(PAGES.items(), small_portal)
    listed = ["../seeds/one.txt", str(small_portal.config_file), "", 7]
    (small_portal.cache / "generated.jsonl").write_text("\n".join(map(json.dumps, listed)), encoding="utf-8")
    publish.write_pages(PAGES.items(), small_portal)
    assert (small_portal.seeds / "one.txt").exists()
    assert small_portal.config_file.exists()


def test_a_site_is_built_and_takes_the_place_of_the_old_one(small_portal: config.Portal) -> None:
    """The new site is whole: no page of the old one stays, nothing is left beside it."""
    small_portal.site.mkdir()
    (small_portal.site / "old.html").write_text("old", encoding="utf-8")
    publish.publish(PAGES.items(), small_portal)
    assert "南岗区" in (small_portal.site / "districts/nangang/index.html").read_text(encoding="utf-8")
    assert not (small_portal.site / "old.html").exists()
    assert sorted(path.name for path in small_portal.root.iterdir() if "site" in path.name) == ["site"]


def test_a_warning_of_mkdocs_fails_the_build(small_portal: config.Portal) -> None:
    """A dead link stops the build in MkDocs' own words; the old site stays to the byte."""
    small_portal.site.mkdir()
    (small_portal.site / "index.html").write_text("old", encoding="utf-8")
    with pytest.raises(BuildError, match=r"'index\.md' contains a link 'gone\.md'"):
        publish.publish([("index.md", b"[dead](gone.md)\n")], small_portal)
    assert _bytes(small_portal.site) == {"index.html": b"old"}
    assert not swap.staging(small_portal.site).exists()


def test_a_fault_in_the_configuration_of_mkdocs_fails_the_build(small_portal: config.Portal) -> None:
    """What only MkDocs knows to be wrong is told in its words."""
    with small_portal.config_file.open("a", encoding="utf-8") as file:
        file.write("theme: no-such-theme\n")
    with pytest.raises(BuildError, match="no-such-theme"):
        publish.publish(PAGES.items(), small_portal)


def test_a_second_build_does_nothing(built_portal: config.Portal) -> None:
    """With nothing changed a build ends at once, without loading MkDocs or the dictionaries."""
    before = {path: path.stat().st_mtime_ns for path in inputs.files_below(built_portal.root / "site")}
    code = (
        "import sys; from pathlib import Path; from generator import config, portal;"
        "built = portal.build(config.load(Path(sys.argv[1])));"
        "print(built, {'mkdocs', 'jieba', 'jinja2'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(built_portal.config_file)]
    started = time.monotonic()
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout == "False set()\n"
    assert time.monotonic() - started < 5
    after = {path: path.stat().st_mtime_ns for path in inputs.files_below(built_portal.root / "site")}
    assert after == before


CHANGES = {
    "a seed": "seeds/new.txt",
    "a hand-written page": "docs/about.md",
    "the configuration": "mkdocs.yml",
    "the theme": "overrides/main.html",
    "the search": "overrides/assets/javascripts/search/ranker.js",
    "the lock": "requirements.lock",
    "a page of the site": "site/index.html",
    "a file that the site should not have": "site/new.html",
}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_makes_a_build_needed(built_copy: config.Portal, changed: str) -> None:
    """Every kind of input counts, and so does damage to the site itself."""
    assert publish.is_current(built_copy, publish.current_stamp(built_copy))
    with (built_copy.root / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not publish.is_current(built_copy, publish.current_stamp(built_copy))


@pytest.mark.parametrize("lost", ["site/index.html", "docs/about.md", "overrides/404.html", ".cache"])
def test_a_loss_makes_a_build_needed(built_copy: config.Portal, lost: str) -> None:
    """A page that went missing is made again, and an input that went missing is missed."""
    path = built_copy.root / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    assert not publish.is_current(built_copy, publish.current_stamp(built_copy))


def test_the_generator_itself_is_an_input(small_portal: config.Portal) -> None:
    """A change of code, of a template or of a list of words makes every portal anew."""
    found = {
        path.relative_to(inputs.PACKAGE)
        for path in inputs.input_files(small_portal, ())
        if inputs.PACKAGE in path.parents
    }
    kinds = {path.suffix for path in found}
    assert {Path("cli.py"), Path("pages/templates/home.md.j2"), Path("data/units.yaml")} <= found
    assert {".py", ".j2", ".yaml", ".csv", ".txt"} <= kinds
    assert not {path for path in found if "__pycache__" in path.parts}


def test_a_variable_the_configuration_asks_for_is_an_input(
    small_portal: config.Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another address from the environment is another site; a variable nobody asks for is not."""
    with small_portal.config_file.open("a", encoding="utf-8") as file:
        file.write("site_url: !ENV [SITE_URL, 'https://one.example/']\n")
    before = publish.current_stamp(small_portal)
    monkeypatch.setenv("NOT_ASKED_FOR", "1")
    assert publish.current_stamp(small_portal) == before
    monkeypatch.setenv("SITE_URL", "https://two.example/")
    assert publish.current_stamp(small_portal) != before


def test_a_generated_page_that_went_missing_is_no_input(built_copy: config.Portal) -> None:
    """docs/ may be cleaned of generated pages: the site in place is still the right one."""
    (built_copy.docs / "index.md").unlink()
    assert publish.is_current(built_copy, publish.current_stamp(built_copy))


UNLIKE = {
    "C": {"LC_ALL": "C", "TZ": "Asia/Shanghai", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "zh_CN.UTF-8": {"LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8", "TZ": "Pacific/Kiritimati"},
}
"""Surroundings of a build; a locale that a machine does not have is the C one there."""
LATER = """
import time
_now, _later = time.time, 400 * 86400
time.time = lambda: _now() + _later
_parts = {name: getattr(time, name) for name in ("gmtime", "localtime")}
time.gmtime = lambda seconds=None: _parts["gmtime"](time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: _parts["localtime"](time.time() if seconds is None else seconds)
import datetime
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls): return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)
    today = now
datetime.datetime = Later
"""
"""Sets an interpreter's clock to another year, when it stands in ``sitecustomize``."""


def _created_in_another_order(folder: Path) -> None:
    """Write every file below a folder anew, last name first; times of change stay."""
    for path in reversed(list(inputs.files_below(folder))):
        copy = path.with_name(f"{path.name}.copy")
        shutil.copy2(path, copy)
        path.unlink()
        copy.rename(path)


@pytest.mark.parametrize("locale", UNLIKE)
def test_two_builds_are_byte_identical(built_portal: config.Portal, tmp_path: Path, locale: str) -> None:
    """Another folder, year, time zone, locale, hash order, umask and order of files: the same bytes."""
    other = config.load(copy_inputs(tmp_path / "elsewhere"))
    _created_in_another_order(other.root)
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(LATER, encoding="utf-8")
    unlike = {"PYTHONHASHSEED": "99", "PYTHONPATH": str(tmp_path / "clock"), **UNLIKE[locale]}
    environment = {**os.environ, **unlike}
    clock = "import datetime; print(datetime.datetime.now().year)"
    told = subprocess.run([sys.executable, "-c", clock], env=environment, check=True, capture_output=True)
    assert int(told.stdout) > time.localtime().tm_year
    umask = 0o077 if locale == "C" else 0
    subprocess.run(_command(other), cwd=ROOT, env=environment, check=True, capture_output=True, umask=umask)
    assert _bytes(other.site) == _bytes(built_portal.site)


def _start_of_mkdocs(settings: config.Portal) -> subprocess.Popen[bytes]:
    """A build of a changed portal, in a process group of its own, just when MkDocs begins to write."""
    text = "# 平房区\n\n2022年，平房区新建公园3个。\n"
    (settings.seeds / "new.txt").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        _command(settings), cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not swap.staging(settings.site).exists():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return process


def test_a_killed_build_leaves_the_old_site_and_the_next_one_succeeds(built_copy: config.Portal) -> None:
    """SIGKILL in the middle of MkDocs' work changes no byte of the site; the next build mends all."""
    before = _bytes(built_copy.site)
    process = _start_of_mkdocs(built_copy)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert _bytes(built_copy.site) == before
    assert portal.build(built_copy, quiet=True)
    assert (built_copy.site / "sources/new/index.html").exists()
    assert not swap.staging(built_copy.site).exists()


def test_the_next_build_waits_for_an_orphaned_mkdocs(built_copy: config.Portal) -> None:
    """Where only the build is killed, MkDocs ends its work before anyone else touches its folder."""
    process = _start_of_mkdocs(built_copy)
    process.kill()
    process.wait()
    with publish.lock(built_copy):
        last = swap.staging(built_copy.site) / "search" / "search_index.json"  # what MkDocs writes at its end
        assert json.loads(last.read_text(encoding="utf-8"))["docs"]
    assert portal.build(built_copy, quiet=True)
    assert not swap.staging(built_copy.site).exists()


def test_a_build_waits_for_another(built_copy: config.Portal) -> None:
    """Two builds of one portal do not mix: the second says that it waits, and then goes on."""
    with publish.lock(built_copy):
        process = subprocess.Popen(_command(built_copy), cwd=ROOT, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        assert process.stderr.readline() == "waiting for another build to finish …\n"
        assert process.poll() is None
    assert "up to date" in process.communicate(timeout=60)[1]
    assert process.returncode == 0


@pytest.mark.parametrize("exchange", [True, False])
def test_a_folder_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool
) -> None:
    """With or without the system's exchange of names, the new folder stands where the old one stood."""
    if not exchange:
        monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_options: object())
    site = tmp_path / "site"
    for folder, text in ((site, "old"), (swap.staging(site), "new")):
        folder.mkdir()
        (folder / "page").write_text(text, encoding="utf-8")
    swap.swap(site)
    assert _bytes(tmp_path) == {"site/page": b"new"}


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("filled", [True, False])
def test_a_link_to_the_folder_of_a_web_server_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool, filled: bool
) -> None:
    """Where the site is a link, what it leads to is exchanged, whether or not that is there yet."""
    if not exchange:
        monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_options: object())
    served = tmp_path / "served" / "www"
    served.parent.mkdir()
    if filled:
        served.mkdir()
        (served / "page").write_text("old", encoding="utf-8")
    site = tmp_path / "site"
    site.symlink_to(served)
    new = swap.staging(site)
    new.mkdir()
    (new / "page").write_text("new", encoding="utf-8")
    swap.swap(site)
    assert site.readlink() == served
    assert _bytes(served.parent) == {"www/page": b"new"}
    assert list(served.parent.iterdir()) == [served]


def test_an_old_site_moved_aside_is_brought_back(tmp_path: Path) -> None:
    """A crash between two renames leaves the old site under another name: it returns."""
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "page").write_text("old", encoding="utf-8")
    swap.recover(tmp_path / "site")
    assert _bytes(tmp_path) == {"site/page": b"old"}


def _git(root: Path, *words: str, date: str = "2024-05-01T00:00:00Z", told: str = "") -> str:
    identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
    environment = {**os.environ, **identity, **dates}
    command = ["git", "-C", str(root), *words]
    answer = subprocess.run(command, env=environment, input=told, capture_output=True, text=True, check=False)
    return answer.stdout


def test_the_site_is_dated_by_the_last_commit_of_its_inputs(
    small_portal: config.Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit that touches no input does not change the date; the asked-for date wins."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = small_portal.root
    _git(root, "init")
    _git(root, "add", ".")
    _git(root, "commit", "-m", "inputs")
    (root / "README.md").write_text("x", encoding="utf-8")
    _git(root, "add", ".")
    _git(root, "commit", "-m", "no input", date="2025-01-01T00:00:00Z")
    assert inputs.date(small_portal) == 1714521600  # 2024-05-01
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000")
    assert inputs.date(small_portal) == 1000


@pytest.mark.parametrize("asked", ["99999999999999", "²", "-1", ""])
def test_a_date_that_is_none_is_not_taken(
    small_portal: config.Portal, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """Only seconds within the calendar count as a date that was asked for."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", asked)
    os.utime(small_portal.config_file, (100, 100))
    os.utime(small_portal.seeds / "one.txt", (200, 200))
    assert inputs.date(small_portal) == 200


def test_outside_git_the_newest_seed_dates_the_site(
    small_portal: config.Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a commit the newest file counts, never the clock."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    os.utime(small_portal.config_file, (100, 100))
    os.utime(small_portal.seeds / "one.txt", (200, 200))
    assert inputs.date(small_portal) == 200


def test_git_ignores_exactly_what_is_generated(built_portal: config.Portal, tmp_path: Path) -> None:
    """No generated page can be committed by accident, and no hand-written one is kept out."""
    shutil.copy(ROOT / ".gitignore", tmp_path)
    _git(tmp_path, "init")
    generated = {f"docs/{name}" for name in publish.generated_files(built_portal)}
    docs = {f"docs/{path.relative_to(built_portal.docs)}" for path in inputs.files_below(built_portal.docs)}
    assert generated < docs
    ignored = _git(tmp_path, "check-ignore", "--stdin", "-z", told="\0".join(docs))
    assert set(ignored.split("\0")) - {""} == generated
