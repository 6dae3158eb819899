"""What changed between two states: told by diff, by the build and on the page; losses fail the check."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import samples
from click.testing import Result
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from generator import config, diff, diff_markdown, history, losses, portal, record_lines, release
from generator.errors import InputError
from generator.read import read
from generator.reading import Reading
from generator.seeds import Seed

Run = Callable[..., Result]

ONE = "# 南岗区\n\n2023年，南岗区投资46.2亿元，有公园3个。\n"
"""One sentence with two facts, and no event."""


def facts(text: str, name: str = "one.txt") -> list[diff.Line]:
    """Return the records of a text as an export holds them."""
    return list(diff.parse(record_lines.json_lines(reading(text, name))))


def reading(text: str, name: str = "one.txt") -> Reading:
    """Return a text as read."""
    return read(Seed(name, text, "utf-8"), samples.HARBIN)


def test_equal_exports_do_not_differ() -> None:
    """The same records in any order are no change."""
    assert not diff.compare(facts(ONE), facts(ONE))
    assert not diff.compare(facts(ONE), list(reversed(facts(ONE))))


def test_an_edited_number_is_one_change() -> None:
    """An edit gives a sentence's records new ids; still only the value changed, and its field is named."""
    found = diff.compare(facts(ONE), facts(ONE.replace("3个", "4个")))
    ((change,), added, removed) = (found.changed, found.added, found.removed)
    assert (change.fields, added, removed) == (("value",), (), ())
    assert change.before
    assert (change.before["value"], change.now["value"], change.now["text"]) == (3, 4, "4个")
    assert found.reworded == 1


def test_a_reworded_sentence_changes_no_fact() -> None:
    """Other words around the same facts are counted, not listed."""
    found = diff.compare(facts(ONE), facts(ONE.replace("2023年，", "2023年全年，")))
    assert not found
    assert found.reworded == 2


def test_what_comes_and_goes_is_added_and_removed() -> None:
    """A new sentence adds, a dropped one removes; another indicator is not taken for the same."""
    more = ONE + "\n2023年，南岗区新增绿地9公顷。\n"
    assert [change.now["text"] for change in diff.compare(facts(ONE), facts(more)).added] == ["9公顷"]
    assert [change.now["text"] for change in diff.compare(facts(more), facts(ONE)).removed] == ["9公顷"]
    swapped = diff.compare(facts(ONE), facts(ONE.replace("有公园3个", "有道路3条")))
    assert (len(swapped.added), len(swapped.removed), swapped.changed) == (1, 1, ())


@given(
    old=st.lists(st.integers(1, 6), max_size=6, unique=True),
    new=st.lists(st.integers(1, 6), max_size=6, unique=True),
)
def test_every_record_is_accounted_for_once(old: list[int], new: list[int]) -> None:
    """Kept, changed, added and removed add up to both sides, and a difference turned round is its mirror."""

    def export(numbers: list[int]) -> list[diff.Line]:
        return [
            line for number in numbers for line in facts(ONE.replace("3个", f"{number}个"), f"{number}.txt")
        ]

    before, after = export(old), export(new)
    found, mirror = diff.compare(before, after), diff.compare(after, before)
    kept = len(before) - len(found.removed)
    assert kept == len(after) - len(found.added)
    assert [change.after for change in found.added] == [change.before for change in mirror.removed]
    assert len(found.changed) == len(mirror.changed)


def test_the_forms_of_a_difference(run: Run, tmp_path: Path) -> None:
    """Text counts and lists, JSON holds whole records, Markdown quotes; all exit with 0."""
    for name, text in (("old", ONE), ("new", ONE.replace("3个", "4个").replace("46.2", "47"))):
        lines = record_lines.json_lines(reading(text))
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    exports = (tmp_path / "old.jsonl", tmp_path / "new.jsonl")
    told = run("diff", *exports)
    assert told.exit_code == 0
    first, *changes = told.stdout.splitlines()
    assert first == "facts: 0 added, 2 changed, 0 removed"
    assert "~ 南岗区 · 投资 · 47亿元 · 2023 · actual  (value: 4620000000 → 4700000000)" in changes
    whole = json.loads(run("diff", *exports, "--format", "json").stdout)
    assert [change["fields"] for change in whole["changed"]] == [["value"], ["value"]]
    assert whole["changed"][0]["after"]["text"] == "47亿元"
    shown = run("diff", *exports, "--format", "markdown").stdout
    assert "  > `2023年，南岗区投资47亿元，有公园4个。`" in shown.splitlines()


def test_control_characters_do_not_reach_the_terminal() -> None:
    """An escape sequence in a source is dropped from what a terminal or a build server prints."""
    line = {**facts(ONE)[0], "quote": "红\x1b[31m", "indicator": "红\x1b[31m\u202e"}
    found = diff.compare([], [line])
    assert not {"\x1b", "\u202e"} & set("".join([*diff.as_text(found), *diff_markdown.as_markdown(found)]))


def test_markdown_shows_hostile_quotes_as_text() -> None:
    """Back ticks and tags of a source stay inside code."""
    line = {**facts(ONE)[0], "quote": "``<script>`[a](b)"}
    shown = diff_markdown.as_markdown(diff.compare([], [line]))
    assert shown[-1] == "  > ``` ``<script>`[a](b) ```"


def test_what_is_dropped_does_not_open_the_code() -> None:
    """A control character between two back ticks is dropped before they are counted, not after."""
    line = {**facts(ONE)[0], "quote": "`\x1b`<img src=x>"}
    assert diff_markdown.as_markdown(diff.compare([], [line]))[-1] == "  > ``` ``<img src=x> ```"


def test_a_summary_has_an_end() -> None:
    """Of each kind some are listed and the others counted; a sentence without an end is cut."""
    lines = [{**facts(ONE)[0], "id": f"o-{number}", "quote": "长" * 9999} for number in range(3)]
    shown = diff_markdown.as_markdown(diff.compare([], lines), 2)
    assert [line for line in shown if line.startswith("  > ")] == [f"  > `{'长' * 500}…`"] * 2
    assert shown[-1] == "… and 1 more"
    assert diff_markdown.as_markdown(diff.compare(lines, []), 0)[-1] == "… and 3 more"


def test_a_reworded_sentence_is_shown_as_it_was_too() -> None:
    """Whoever reviews a changed fact sees both sentences."""
    before = facts(ONE)[0]
    after = {**before, "id": "o-other", "value": 1, "quote": "另一句。"}
    shown = diff_markdown.as_markdown(diff.compare([before], [after]))
    assert shown[-2:] == [f"  > was: `{before['quote']}`  ", "  > `另一句。`"]


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("{}\n", 1, "not a record"),
        ('{"type":"article"}\n\nnonsense\n', 3, "not a record"),
        (None, None, "no such file"),
        ('{"type":"event","id":"e","source":"a","quote":"b","start":null}\n', 1, "not a record"),
        ('{"type":"event","id":"e","source":"a","quote":"b","start":1,"district":[1]}\n', 1, "not a record"),
        ('{"type":[1]}\n', 1, "not a record"),
        ('{"type":"event","id":"e","source":"a","quote":"b","start":NaN}\n', 1, "not a record"),
        ("[" * 100_000 + "\n", 1, "not a record"),
    ],
)
def test_what_is_no_export_is_refused(
    tmp_path: Path, content: str | None, line: int | None, problem: str
) -> None:
    """File and line are named; nothing is compared with half an export."""
    path = tmp_path / "old.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        diff.read_export(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    with pytest.raises(InputError, match="no export in it"):
        diff.read_export(tmp_path)


@pytest.mark.parametrize("words", [["diff"], ["diff", "a"], ["diff", "a", "b", "--base", "HEAD"]])
def test_wrong_use_of_diff_exits_with_2(run: Run, words: list[str]) -> None:
    """Two exports or a revision, nothing else."""
    assert run(*words).exit_code == 2


def test_a_folder_of_exports_can_be_compared(built_site: Path, run: Run) -> None:
    """The data folder of a site is an export as it is, equal to what extract prints."""
    printed = run("extract", "--config", ROOT / "mkdocs.yml").stdout
    found = diff.compare(diff.read_export(built_site / "data"), diff.parse(printed.split("\n")))
    assert not found
    assert found.reworded == 0


def _lost(old: str, new: str, now: str) -> list[losses.Loss]:
    """Return what is lost when a text that once gave the facts of ``old`` now gives those of ``new``."""
    before, after = facts(old), facts(new)
    return losses.losses(before, diff.compare(before, after), [reading(now)])


def test_a_fact_whose_sentence_is_still_there_is_lost() -> None:
    """A rule that stops reading a printed number is a loss; editing the text, or its file, is none."""
    less = ONE.replace("，有公园3个", "")
    (loss,) = _lost(ONE, less, ONE)
    assert (loss.district, loss.had, [line["text"] for line in loss.lost]) == ("南岗区", 2, ["3个"])
    assert loss.too_much
    assert _lost(ONE, less, less) == []
    assert losses.losses(facts(ONE), diff.compare(facts(ONE), []), []) == []


def test_up_to_a_twentieth_may_be_lost() -> None:
    """One of twenty facts is put up with, two are not."""
    line = facts(ONE)[0]
    assert not losses.Loss("南岗区", 20, (line,)).too_much
    assert losses.Loss("南岗区", 20, (line, line)).too_much


def _git(root: Path, *words: str) -> str:
    identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2024-05-01T00:00:00Z")
    environment = {**os.environ, **identity, **dates, "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", "-C", str(root), *words]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout.strip()


@pytest.fixture
def tracked(small_portal: config.Portal) -> config.Portal:
    """A small portal under Git, its first state committed."""
    (small_portal.seeds / "one.txt").write_text(ONE, encoding="utf-8")
    (small_portal.seeds / "sources.yml").write_text("one.txt: {published: 2024}\n", encoding="utf-8")
    (small_portal.root / ".gitignore").write_text(".cache/\nsite/\ndocs/*/\n", encoding="utf-8")
    _git(small_portal.root, "init", "--quiet")
    _commit(small_portal)
    return small_portal


def _commit(settings: config.Portal) -> str:
    _git(settings.root, "add", ".")
    _git(settings.root, "commit", "--quiet", "--message", "state")
    return _git(settings.root, "rev-parse", "HEAD")


def _edit(settings: config.Portal, old: str, new: str) -> None:
    seed = settings.seeds / "one.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_base_is_the_state_before_the_last_change(tracked: config.Portal) -> None:
    """None at first; the last commit while seeds are edited; the one before once they are committed."""
    first = _git(tracked.root, "rev-parse", "HEAD")
    assert history.base_revision(tracked) is None
    _edit(tracked, "3个", "4个")
    assert history.base_revision(tracked) == first
    second = _commit(tracked)
    assert history.base_revision(tracked) == first
    (tracked.docs / "about.md").write_text("# 别的\n", encoding="utf-8")
    _commit(tracked)
    assert history.base_revision(tracked) == first
    assert history.base_revision(tracked, "HEAD~1") == second
    assert history.base_revision(tracked, "0" * 40) is None
    with pytest.raises(InputError, match="git knows no revision “v9”"):
        history.base_revision(tracked, "v9")


def test_neither_settings_nor_environment_choose_the_base(
    tracked: config.Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new seed counts however git is told to show it, and another checkout's variables are not heard."""
    first = _git(tracked.root, "rev-parse", "HEAD")
    _git(tracked.root, "config", "status.showUntrackedFiles", "no")
    (tracked.seeds / "two.txt").write_text("# 道里区\n\n2022年，道里区有公园9个。\n", encoding="utf-8")
    monkeypatch.setenv("GIT_DIR", "/nowhere/.git")
    assert history.base_revision(tracked) == first


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[", b"{}\n"], ids=["bytes", "broken", "empty"])
def test_damaged_facts_of_an_earlier_revision_are_read_again(tracked: config.Portal, content: bytes) -> None:
    """What was kept of a revision may be lost or spoilt at any time."""
    _edit(tracked, "3个", "4个")
    whole = history.base(tracked)
    assert whole
    place = tracked.cache / "facts" / f"{whole.revision}.jsonl"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    assert history.base(tracked) == whole


def test_a_build_looks_only_at_the_records_that_differ(tracked: config.Portal) -> None:
    """Of what stands in both states nothing is kept in memory, and the outcome is that of comparing all."""
    (tracked.seeds / "two.txt").write_text(
        "# 道里区\n\n2022年，道里区有公园9个、学校70所。\n", encoding="utf-8"
    )
    (tracked.seeds / "three.txt").write_text("# 香坊区\n\n2022年，香坊区有公园8个。\n", encoding="utf-8")
    _commit(tracked)
    _edit(tracked, "3个", "4个")
    (tracked.seeds / "two.txt").write_text(
        "# 道里区\n\n2022年，道里区有公园11个、学校70所。\n", encoding="utf-8"
    )
    catalogue = portal.catalogue(tracked, quiet=True)
    made = release.release(catalogue, tracked)
    whole = history.base(tracked)
    assert whole
    assert made.base
    assert made.difference == diff.compare(whole.records, release.current(catalogue))
    assert made.difference
    assert len(made.difference.changed) == 2
    assert {line["source"] for line in made.base.records} == {"one.txt", "two.txt"}
    assert len(made.base.records) < len(whole.records)


def test_a_portal_outside_git_has_no_base(small_portal: config.Portal) -> None:
    """Nothing earlier is known, and that is no fault."""
    assert history.base(small_portal) is None


def test_one_edited_seed_is_told_by_build_page_and_feed(tracked: config.Portal, run: Run) -> None:
    """The build lists the change, the page and the feed show it, and committing changes nothing about it."""
    assert run("build", "--config", tracked.config_file).exit_code == 0
    _edit(tracked, "3个", "4个")
    built = run("build", "--config", tracked.config_file)
    assert "facts: 0 added, 1 changed, 0 removed, 1 only reworded" in built.stderr
    assert "~ 南岗区 · 公园 · 4个 · 2023 · actual  (value: 3 → 4)" in built.stderr
    page = (tracked.site / "changes" / "index.html").read_text(encoding="utf-8")
    assert "数值：<del>3</del> → <ins>4</ins>" in page
    feed = (tracked.site / "data" / "feed.xml").read_text(encoding="utf-8")
    assert "改动：南岗区 · 公园 · 4个 · 2023年 · 实际" in feed
    _commit(tracked)
    run("build", "--config", tracked.config_file)
    after = (tracked.site / "changes" / "index.html").read_text(encoding="utf-8")
    assert "数值：<del>3</del> → <ins>4</ins>" in after
    assert run("diff", "--base", "HEAD~1", "--config", tracked.config_file).stdout.startswith(
        "facts: 0 added, 1 changed, 0 removed"
    )


def test_a_quiet_build_lists_nothing(tracked: config.Portal, run: Run) -> None:
    """-q silences the report as well."""
    run("build", "--config", tracked.config_file)
    _edit(tracked, "3个", "4个")
    assert run("build", "--quiet", "--config", tracked.config_file).stderr == ""


def test_a_revision_that_cannot_be_read_is_told(tracked: config.Portal, run: Run) -> None:
    """Asked for by name it is a fault; as the usual base it is a warning, and the site is built."""
    (tracked.seeds / "two.pdf").write_bytes(b"%PDF")
    _commit(tracked)
    (tracked.seeds / "two.pdf").unlink()
    _commit(tracked)
    named = run("diff", "--base", "HEAD~1", "--config", tracked.config_file)
    assert named.exit_code == 1
    assert "cannot be read" in named.stderr
    built = run("build", "--config", tracked.config_file)
    assert built.exit_code == 0
    assert "warning: the facts of revision" in built.stderr
    assert "没有可以比较的上一版" in (tracked.site / "changes" / "index.html").read_text(encoding="utf-8")


def test_check_fails_on_unexplained_losses(tracked: config.Portal, run: Run) -> None:
    """A fact that is gone though its sentence stands fails the check, and is named."""
    assert run("check", "--config", tracked.config_file).exit_code == 0
    base = _git(tracked.root, "rev-parse", "HEAD")
    kept = tracked.cache / "facts" / f"{base}.jsonl"  # as the rules of that day had read it
    kept.parent.mkdir(parents=True, exist_ok=True)
    lost = dict(facts(ONE)[0]) | {"id": "o-0000000000", "indicator": "早先读出的"}
    everything = [*portal_lines(tracked), json.dumps(lost, ensure_ascii=False)]
    kept.write_text("\n".join(everything), encoding="utf-8")
    failed = run("check", "--base", "HEAD", "--config", tracked.config_file)
    assert failed.exit_code == 1
    assert "南岗区: lost 1 of 3 facts whose sentences are still printed" in failed.stderr
    assert "早先读出的" in failed.stderr
    assert failed.stderr.splitlines()[-1].startswith("error: facts were lost")


def portal_lines(settings: config.Portal) -> list[str]:
    """Return the records of a portal as lines."""
    known = portal.catalogue(settings, quiet=True)
    return [line for found in known.readings for line in record_lines.json_lines(found)]
