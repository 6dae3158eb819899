"""The command line as a person or a script meets it: answers, exit codes, where each thing is printed."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from conftest import ROOT, copy_inputs

from generator import cli, config

SENTENCE = "2023年，南岗区完成投资46.2亿元，增长8.4%。"
COMMAND = (sys.executable, "-m", "generator")
Run = Callable[..., Result]


@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_every_command_is_documented(run: Run, command: str) -> None:
    """README shows each command; its help says what it does and explains every option."""
    assert f"python -m generator {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
    shown = run(command, "--help").stdout
    assert f"Usage: python -m generator {command}" in shown
    for parameter in cli.main.commands[command].params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), f"{command} {parameter.name} has no help"


def test_help_names_the_exit_codes(run: Run) -> None:
    """What a script needs to know stands in the first help one meets."""
    result = run("--help")
    assert result.exit_code == 0
    assert "0 done, 1 the input is at fault" in " ".join(result.stdout.split())


def test_the_version_is_that_of_the_package(run: Run) -> None:
    """--version says what pyproject.toml says."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert run("--version").stdout == f"generator, version {version}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["extract", "--nonsense"],
        ["explain"],
        ["explain", "a", "--file", "b"],
        ["explain", "a", "--at", "1"],
    ],
)
def test_wrong_usage_exits_with_2(run: Run, words: list[str]) -> None:
    """Usage is told on stderr, and stdout stays empty for whoever reads it."""
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: " in result.stderr


def test_extract_reads_the_files_it_is_given(run: Run, tmp_path: Path) -> None:
    """Files and folders may be mixed; the article comes before what stands in it."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "one.txt").write_text(f"# 南岗区交出答卷\n\n{SENTENCE}\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("# 平房区新貌\n\n2022年，平房区新建公园3个。\n", encoding="gb18030")
    result = run("extract", tmp_path / "two.txt", tmp_path / "folder")
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["source"] for record in records if record["type"] == "article"] == ["two.txt", "one.txt"]
    investment = next(record for record in records if record.get("text") == "46.2亿元")
    assert (investment["value"], investment["unit"], investment["district"]) == (4620000000, "元", "南岗区")
    assert '"value":4620000000,' in result.stdout


def test_extract_ends_quietly_when_its_reader_has_seen_enough() -> None:
    """``extract | head -1`` is no error and prints no trace."""
    command = f"'{sys.executable}' -m generator extract | head -c 10; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, b'{"type":"a', b"")


def test_a_fault_is_one_line_on_stderr(run: Run, tmp_path: Path) -> None:
    """A script sees exit code 1 and nothing on stdout; a person sees where, what and what to do."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nextra:\n  portal:\n    regoin: 1\n", encoding="utf-8")
    result = run("extract", "--config", tmp_path / "mkdocs.yml")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert re.fullmatch(r"error: .*mkdocs\.yml:4: unknown key “regoin” .*; use one of: .*\n", result.stderr)


def test_extract_prints_all_or_nothing(run: Run, tmp_path: Path) -> None:
    """A correction that no longer fits is found when the first article is read already: none is printed."""
    (tmp_path / "a.txt").write_text(f"# 南岗区交出答卷\n\n{SENTENCE}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("# 平房区新貌\n\n2022年，平房区新建公园4个。\n", encoding="utf-8")
    (tmp_path / "corrections.yml").write_text(
        "- source: b.txt\n  quote: 新建公园4个\n  mention: 4个\n  do: reject\n  expect: {value: 3}\n"
        "  reason: 试\n  by: 试\n  date: 2024-01-01\n",
        encoding="utf-8",
    )
    result = run("extract", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "corrections.yml:1: the correction of “4个”" in result.stderr


def test_explain_shows_how_a_sentence_is_read(run: Run) -> None:
    """Words, quantities, period, district and status stand there, each with the rule that decided."""
    result = run("explain", SENTENCE)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"sentence   {SENTENCE}"
    assert any(line.startswith("words      2023 / 年") for line in lines)
    assert any(line.startswith("observation  46.2亿元  [13–19]") for line in lines)
    for field, value in (
        ("value", "4620000000"),
        ("period", "2023"),
        ("district", "南岗区"),
        ("status", "actual"),
    ):
        assert any(re.match(rf"  {field} +{re.escape(value)}\b", line) for line in lines), field
    assert any(re.match(r"  period +2023  ← \S", line) for line in lines)


@pytest.mark.parametrize("encoding", ["latin-1", "gbk"])
def test_a_terminal_without_chinese_still_gets_an_answer(encoding: str) -> None:
    """What its encoding lacks is written as escapes; what machines read is UTF-8 whatever the locale."""

    def answer(*words: str) -> bytes:
        environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "1"}
        command = [*COMMAND, *words]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout

    assert b"46.2" in answer("explain", "😀" + SENTENCE)
    assert b"Usage: python -m generator explain" in answer("explain", "--help")
    seed = "seeds/000_8e9dc22bd15e12bb.txt"
    assert json.loads(answer("extract", seed).decode("utf-8").splitlines()[0])["type"] == "article"


def test_a_sentence_in_another_encoding_is_wrong_usage(run: Run) -> None:
    """Bytes that are no text in the terminal's encoding are told as such, not read as if they were."""
    result = run("explain", b"\xc4\xcf\xb8\xda".decode("utf-8", "surrogateescape"))
    assert result.exit_code == 2
    assert "use a UTF-8 locale, or --file" in result.stderr


def test_a_fault_of_the_machine_is_one_line(small_portal: config.Portal, run: Run) -> None:
    """Where the disk refuses, the build names the place and what it said, without a traceback."""
    (small_portal.docs / "index.md").mkdir()  # a folder where a page must go
    result = run("build", "--config", small_portal.config_file)
    assert result.exit_code == 1
    warning, error = result.stderr.splitlines()
    assert warning.startswith("warning: ")  # of a seed without a date
    assert error == f"error: {small_portal.docs / 'index.md'}: Is a directory"
    assert not small_portal.site.exists()


def test_explain_speaks_json(run: Run) -> None:
    """The same for programs: one document, the reasons beside the fields."""
    (explained,) = json.loads(run("explain", "--json", SENTENCE).stdout)
    assert explained["sentence"] == SENTENCE
    assert "".join(explained["words"]) == SENTENCE
    record = next(record for record in explained["records"] if record.get("text") == "8.4%")
    assert (record["value"], record["measure"]) == ("8.4", "growth")
    assert record["reasons"]["period"]


def test_explain_reads_a_sentence_in_its_context(run: Run, tmp_path: Path) -> None:
    """With --file and --at, what an earlier sentence said counts; only that sentence is shown."""
    path = tmp_path / "one.txt"
    text = "# 南岗区交出答卷\n\n2023年，南岗区发展加快。完成投资46.2亿元。\n"
    path.write_text(text, encoding="utf-8")
    at = text.index("46.2")
    (explained,) = json.loads(run("explain", "--file", path, "--at", at, "--json").stdout)
    assert explained["sentence"] == "完成投资46.2亿元。"
    (record,) = [record for record in explained["records"] if record["type"] == "observation"]
    assert (record["district"], record["period"]) == ("南岗区", "2023")


def test_explain_says_when_no_sentence_stands_there(run: Run, tmp_path: Path) -> None:
    """An offset behind the end, or in a gap, is told with the file's name."""
    path = tmp_path / "one.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    result = run("explain", "--file", path, "--at", "999")
    assert result.exit_code == 1
    assert result.stderr == f"error: {path}: no sentence at offset 999; take one from extract\n"


@pytest.mark.parametrize("place", ["那里", "朝阳区"])
def test_a_seed_without_a_known_district_is_warned_of(
    small_portal: config.Portal, run: Run, place: str
) -> None:
    """The build goes on, but names the file and what to do; another city's district counts as none."""
    text = f"# 远方的消息\n\n去年，{place}新建公园3个。\n"
    (small_portal.seeds / "far.txt").write_text(text, encoding="utf-8")
    result = run("build", "--pages-only", "--config", small_portal.config_file)
    assert result.exit_code == 0
    (line,) = [line for line in result.stderr.splitlines() if "district" in line]
    assert re.fullmatch(r"warning: .*far\.txt: names no known district; .*extra\.portal\.areas.*", line)
    assert (small_portal.docs / "sources" / "far.md").exists()


def test_progress_is_shown_to_a_person_only() -> None:
    """On a terminal stderr tells which seed is read; into a file or with --quiet it stays silent."""
    leader, follower = pty.openpty()
    subprocess.run([*COMMAND, "extract"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=follower, check=True)
    os.close(follower)
    assert b"reading 1/5 000_8e9dc22bd15e12bb.txt" in os.read(leader, 10_000)
    os.close(leader)
    result = subprocess.run([*COMMAND, "extract"], cwd=ROOT, capture_output=True, check=True)
    assert result.stderr == b""


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _until(address: str, words: str, seconds: float = 60) -> None:
    """Wait until the page at ``address`` holds ``words``."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass  # not up yet, or the page is not there yet
        assert time.monotonic() < deadline, f"{address} never said {words}"
        time.sleep(0.2)


def _until_rest(log: Path, words: str, seconds: float = 60) -> None:
    """Wait until the log holds ``words`` and then stays as it is for three seconds."""
    deadline = time.monotonic() + seconds
    last, since = "", time.monotonic()
    while words not in last or time.monotonic() - since < 3:
        assert time.monotonic() < deadline, f"never at rest with {words}:\n{last}"
        time.sleep(0.2)
        now = log.read_text(encoding="utf-8")
        if now != last:
            last, since = now, time.monotonic()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.1:http", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_told(small_portal: config.Portal, run: Run, address: str) -> None:
    """Host and port are both needed."""
    result = run("serve", "--address", address, "--config", small_portal.config_file)
    assert result.exit_code == 2
    assert f"--address {address}: no host and port; write it as 127.0.0.1:8000" in result.stderr


def test_a_taken_port_is_told_before_any_work(small_portal: config.Portal, run: Run) -> None:
    """Another preview at the same address is the usual reason; the message says what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        result = run("serve", "--address", address, "--config", small_portal.config_file)
    assert result.exit_code == 1
    assert re.fullmatch(rf"error: {address}: cannot be served at \(.+\); .*--address\n", result.stderr)
    assert not (small_portal.docs / "index.md").exists()


def test_serve_follows_an_edit_and_then_rests(tmp_path: Path) -> None:
    """A changed seed reaches the page; a broken one leaves it up; nothing is rebuilt for no reason."""
    settings = config.load(copy_inputs(tmp_path / "portal"))
    log, port = tmp_path / "log", _free_port()
    command = [*COMMAND, "serve", "--address", f"127.0.0.1:{port}", "--config", str(settings.config_file)]
    with log.open("w") as file:
        server = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file, start_new_session=True)
        try:
            page = f"http://127.0.0.1:{port}/sources/new/"
            _until(f"http://127.0.0.1:{port}/", settings.site_name)
            _until(f"http://127.0.0.1:{port}/", "script-src 'self' file: 'unsafe-inline'")  # to load it anew
            seed = settings.seeds / "new.txt"
            seed.write_text("# 平房区新貌\n\n2022年，平房区新建公园3个。\n", encoding="utf-8")
            _until(page, "新建公园")
            seed.write_bytes(b"\0")
            _until_rest(log, "new.txt: a binary file, not text")
            _until(page, "新建公园")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)


def test_build_says_what_it_did(built_portal: config.Portal, run: Run, tmp_path: Path) -> None:
    """One line on stderr, none with --quiet; stdout is for machines."""
    root = tmp_path / "copy"
    shutil.copytree(built_portal.root, root)
    result = run("build", "--config", root / "mkdocs.yml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{root / 'site'}: up to date\n"
    assert run("build", "-q", "--config", root / "mkdocs.yml").stderr == ""


def test_extract_reads_only_the_texts_of_a_folder_it_is_given(tmp_path: Path) -> None:
    """A folder named on the command line may hold other files and folders: they are passed over."""
    (tmp_path / "one.txt").write_text("# 平房区新添公园\n\n2022年，平房区新建公园3个。\n", encoding="utf-8")
    (tmp_path / "labels.json").write_text("{}", encoding="utf-8")
    (tmp_path / "more").mkdir()
    result = subprocess.run(
        [sys.executable, "-m", "generator", "extract", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0
    lines = [json.loads(line) for line in result.stdout.decode("utf-8").splitlines()]
    assert {line["source"] for line in lines} == {"one.txt"}
    assert [line["text"] for line in lines if line["type"] == "observation"] == ["3个"]


def test_an_unknown_measure_word_is_kept_and_listed(small_portal: config.Portal, run: Run) -> None:
    """A measure word that no data file has is kept as printed, and the build names it and its seed."""
    seed = small_portal.seeds / "unknown.txt"
    seed.write_text("# 平房区的稻田\n\n发布时间：2024-05-01\n\n平房区新栽水稻12坨。\n", encoding="utf-8")
    printed = run("extract", seed, "--config", small_portal.config_file).stdout
    assert '"text":"12坨"' in printed
    assert '"value":12,"unit":"坨"' in printed
    result = run("build", "--pages-only", "--config", small_portal.config_file)
    assert result.exit_code == 0
    [warning] = [line for line in result.stderr.splitlines() if "坨" in line]
    assert warning.startswith(f"warning: {seed}: “12坨” has a unit that is not known")
    assert "generator/data/units.yaml" in warning
