"""Provenance: what a person says about a seed, where it may be said, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import html_pages
import pytest
import samples
from click.testing import Result
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from generator import config, inputs, portal, texts, verify
from generator.errors import InputError
from generator.provenance import Provenance, front_matter, stated
from generator.read import read
from generator.records import Observation
from generator.seeds import Seed, read_seed, read_seeds

ARTICLE = "# 平房区新添公园\n\n去年，平房区新建公园3个，投资1200万元。\n"
TWO_ARTICLES = (
    "# 南岗区项目开工\n\n本报讯 2023年，南岗区开工项目30个，完成投资46.2亿元。\n\n"
    "# 平房区新添公园\n\n本报讯 2023年，平房区新建公园3个，投资1200万元。\n"
)
FRONT = "---\ntitle: 平房的新公园\npublished: 2022-03\npublisher: 文首日报\n---\n"
Run = Callable[..., Result]


def _folder(tmp_path: Path, sources: str | bytes | None = None, **texts: str) -> Path:
    """Make a folder of seeds with ``sources.yml`` beside them."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    if sources is not None:
        content = sources if isinstance(sources, bytes) else sources.encode()
        (folder / "sources.yml").write_bytes(content)
    return folder


def _seed(tmp_path: Path, text: str, sources: str | None = None) -> Seed:
    return read_seed(_folder(tmp_path, sources, one=text) / "one.txt")


def test_front_matter_and_sources_are_read_alike(tmp_path: Path) -> None:
    """Both places take the same four keys; a date in YAML's own form is the text it was written as."""
    said = "title: 标题\npublisher: 日报\npublished: 2024-02-19\nurl: https://example.org/a?b=1\n"
    expected = Provenance("标题", "日报", "2024-02-19", "https://example.org/a?b=1")
    indented = "".join(f"  {line}\n" for line in said.splitlines())
    folder = _folder(tmp_path, f"two.txt:\n{indented}", one=f"---\n{said}---\n{ARTICLE}", two=TWO_ARTICLES)
    assert [seed.provenance for seed in read_seeds([folder])] == [expected, expected]


def test_the_file_wins_over_front_matter_field_by_field(tmp_path: Path) -> None:
    """What sources.yml leaves out is taken from the front matter."""
    seed = _seed(tmp_path, FRONT + ARTICLE, "one.txt: {published: 2021, url: 'http://example.org/'}\n")
    assert seed.provenance == Provenance("平房的新公园", "文首日报", "2021", "http://example.org/")
    assert seed.provenance.said["published"] == "由 seeds/sources.yml 指定"
    assert seed.provenance.said["title"] == "由文首说明指定"


@pytest.mark.parametrize("content", [None, "", "# 尚无说明\n", "---\n", "one.txt: {}\n"])
def test_nothing_need_be_said(tmp_path: Path, content: str | None) -> None:
    """A missing file, an empty one and an empty entry say nothing; the file itself is no seed."""
    [seed] = read_seeds([_folder(tmp_path, content, one=ARTICLE)])
    assert (seed.name, seed.provenance, seed.body_start) == ("one.txt", Provenance(), 0)


FAULTS: dict[str, tuple[str | bytes, int | None, str]] = {
    "unknown key": ("one.txt:\n  date: 2024\n", 2, "unknown key “date” under one.txt; use one of: title,"),
    "unknown seed": ("one.txt: {}\nnine.txt:\n  title: 甲\n", 2, "no seed is called “nine.txt”"),
    "name without suffix": ("one:\n  title: 甲\n", 1, "no seed is called “one”; write the file's name with"),
    "path as a name": ("../seeds/one.txt: {}\n", 1, "no seed is called “../seeds/one.txt”"),
    "itself": ("sources.yml: {}\n", 1, "no seed is called “sources.yml”"),
    "no month 13": ("one.txt:\n  published: 2024-13\n", 2, "“2024-13” is no date; write it as 2024,"),
    "no 30 February": ("one.txt:\n  published: 2024-02-30\n", 2, "“2024-02-30” is no date"),
    "one-digit month": ("one.txt:\n  published: 2024-2\n", 2, "“2024-2” is no date"),
    "date in Chinese": ("one.txt:\n  published: 2024年2月\n", 2, "“2024年2月” is no date"),
    "year 24": ("one.txt:\n  published: 24\n", 2, "“24” is no date"),
    "interval": ("one.txt:\n  published: 2023/2024\n", 2, "“2023/2024” is no date"),
    "date as a list": ("one.txt:\n  published: [2024]\n", 2, "one.txt.published is not a text"),
    "script address": ("one.txt:\n  url: javascript:alert(1)\n", 2, "is no address of a web page; write it"),
    "data address": ("one.txt:\n  url: 'data:text/html,x'\n", 2, "is no address of a web page"),
    "address without host": ("one.txt:\n  url: https:///x\n", 2, "is no address of a web page"),
    "address with a quote": ("one.txt:\n  url: 'https://a/\"onclick'\n", 2, "is no address of a web page"),
    "address with a line": ('one.txt:\n  url: "https://a/\\nb"\n', 2, "is no address of a web page"),
    "broken host": ("one.txt:\n  url: 'https://[a/'\n", 2, "is no address of a web page"),
    "empty title": ("one.txt:\n  title:\n", 2, "one.txt.title is not a text; write it as title: …"),
    "blank title": ("one.txt:\n  title: '  '\n", 2, "one.txt.title is not a text"),
    "nothing as a publisher": ("one.txt:\n  publisher: ~\n", 2, "one.txt.publisher is not a text"),
    "turned text": ('one.txt:\n  title: "\\u202e甲"\n', 2, "one.txt.title has unprintable characters"),
    "half a character": ('one.txt:\n  title: "\\ud800"\n', 2, "unprintable characters"),
    "key twice": ("one.txt:\n  title: 甲\n  title: 乙\n", 3, "“title” stands twice under one.txt"),
    "seed twice": ("one.txt: {}\none.txt: {}\n", 2, "the key “one.txt” stands twice"),
    "broken YAML": ("one.txt:\n  title: '甲\n", 3, "not valid YAML"),
    "a list": ("- one.txt\n", 1, "it is not a mapping; write “key: value” lines"),
    "an entry that is a text": ("one.txt: 2024\n", 1, "one.txt is not a mapping"),
    "deep brackets": ("[" * 5000, None, "not valid YAML (too many brackets)"),
    "binary": (b"one.txt: \0", None, "a binary file"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_sources_is_told_with_its_line(small_portal: config.Portal, run: Run, fault: str) -> None:
    """One line names the file, the line, the fault and what to do; nothing is built."""
    content, line, problem = FAULTS[fault]
    path = small_portal.seeds / "sources.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run("build", "--config", small_portal.config_file)
    assert result.exit_code == 1
    [told] = result.stderr.splitlines()
    assert told.startswith(f"error: {path}{f':{line}' if line else ''}: ")
    assert problem in told
    assert not small_portal.site.exists()


def test_a_link_as_sources_is_refused(small_portal: config.Portal) -> None:
    """Nothing outside the folder is read by way of a link."""
    (small_portal.seeds / "sources.yml").symlink_to(small_portal.config_file)
    with pytest.raises(InputError, match="a symbolic link"):
        read_seeds([small_portal.seeds])


@pytest.mark.parametrize(
    ("front", "line", "problem"),
    [
        ("title: 甲\nauthor: 乙\n", 3, "unknown key “author”"),
        ("\npublished: 昨天\n", 3, "published “昨天” is no date"),
        ("url: ftp://example.org/\n", 2, "is no address of a web page"),
        ("title: 甲\ntitle: 乙\n", 3, "“title” stands twice"),
        ("title: 甲: 乙\n", 2, "not valid YAML"),
        ("title:\n", 2, "title is not a text"),
    ],
)
def test_a_fault_in_front_matter_is_told_with_its_line(
    tmp_path: Path, front: str, line: int, problem: str
) -> None:
    """Lines are those of the seed."""
    with pytest.raises(InputError) as told:
        _seed(tmp_path, f"---\n{front}---\n{ARTICLE}")
    assert (told.value.path.name, told.value.line) == ("one.txt", line)
    assert problem in told.value.problem


@pytest.mark.parametrize(
    "text",
    [
        "---\n2023年，南岗区开工项目30个。\n---\n正文。",
        "---\n时间: 2023年\n---\n正文。",
        "---\n正文没有结尾\ntitle: 甲\n",
        "---\n---\n正文。",
        " ---\ntitle: 甲\n---\n正文。",
        "正文。\n---\ntitle: 甲\n---\n",
        "---\nsubtitle: 甲\ntitle：乙\n---\n正文。",
    ],
)
def test_rules_that_hold_no_known_key_are_text(text: str) -> None:
    """An article may begin with a line of hyphens."""
    assert front_matter(text, Path("one.txt")) == (0, Provenance())


@given(text=st.text(st.sampled_from("-\n\r:titlepubshdr {}[]'\"#&*!|>%@`\t区2024"), max_size=60))
def test_any_front_matter_is_read_left_or_refused(text: str) -> None:
    """Whatever stands in front, the text to be read begins inside the file, or the fault is told."""
    whole = f"---\n{text}\n---\n区"
    try:
        start, _ = front_matter(whole, Path("any.txt"))
    except InputError:
        return  # refused in so many words: that is the other allowed outcome
    assert 0 <= start <= len(whole)


@given(text=st.text(st.sampled_from("-\n:title.x {}[]'\"#&*!|>%@`\t区2024"), max_size=60))
def test_any_sources_are_read_or_refused(text: str) -> None:
    """No text at all makes sources.yml fail in a way of its own."""
    try:
        found = stated(text, Path("seeds/sources.yml"), {"x"})
    except InputError:
        return  # as above
    assert set(found) <= {"x"}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_offsets_count_the_front_matter(tmp_path: Path, newline: str, encoding: str) -> None:
    """Front matter is no part of what is read, and every mention is found at its place in the file."""
    text = (FRONT + ARTICLE).replace("\n", newline)
    path = tmp_path / "one.txt"
    path.write_bytes(text.encode(encoding))
    seed = read_seed(path)
    assert (seed.text, seed.body) == (text, ARTICLE.replace("\n", newline))
    reading = read(seed, samples.HARBIN)
    verify.check(reading)
    printed = {text[record.start : record.end] for record in reading.records}
    assert printed >= {"3个", "1200万元"}
    [article] = reading.articles
    assert text[article.record.start : article.record.end] == ARTICLE.strip().replace("\n", newline)
    bare = read(Seed("one.txt", seed.body, "utf-8", provenance=seed.provenance), samples.HARBIN)
    moved = [(record.id, record.start + seed.body_start) for record in bare.records]
    assert [(record.id, record.start) for record in reading.records] == moved


def test_a_stated_date_and_title_win(tmp_path: Path) -> None:
    """去年 counts from the date stated, and the evidence says who stated it."""
    [article] = read(_seed(tmp_path, FRONT + ARTICLE), samples.HARBIN).articles
    assert (article.record.title, article.record.published) == ("平房的新公园", "2022-03")
    assert article.record.evidence == "由文首说明指定"
    assert {record.period for record in article.records if isinstance(record, Observation)} == {"2021"}


def test_the_title_of_a_page_is_no_article_s(tmp_path: Path) -> None:
    """With several articles the stated title names the page; each keeps its own, all share the date."""
    sources = "one.txt: {title: 要闻版, published: 2024-01-08}\n"
    reading = read(_seed(tmp_path, TWO_ARTICLES, sources), samples.HARBIN)
    titles = [article.record.title for article in reading.articles]
    assert titles == ["南岗区项目开工", "平房区新添公园"]
    assert {article.record.published for article in reading.articles} == {"2024-01-08"}
    shown = _pages(reading.seed)["sources/one.md"]
    assert "\n# 要闻版\n" in shown
    assert "（日期、标题由 seeds&#47;sources&#46;yml 指定）" in shown


def _pages(seed: Seed) -> dict[str, str]:
    """Render the pages of one seed."""
    root = Path("/nowhere")
    settings = config.Portal(
        root=root, config_file=root / "mkdocs.yml", site_name="小站", site_url="", report_url="",
        region=samples.HARBIN, texts=texts.load(),
        seeds=root / "seeds", docs=root / "docs", site=root / "site",
    )  # fmt: skip
    made = samples.rendered([read(seed, samples.HARBIN)], settings)
    return {name: content.decode() for name, content in made.items() if name.endswith(".md")}


def test_pages_show_where_a_source_comes_from(tmp_path: Path) -> None:
    """Publisher, date and how it is known, and the original stand on the source's page and in the list."""
    sources = "one.txt: {publisher: 哈尔滨日报, published: 2024-02, url: 'https://example.org/a?b=1&c=2'}\n"
    shown = _pages(_seed(tmp_path, ARTICLE, sources))
    for name in ("sources/one.md", "sources/index.md"):
        assert "哈尔滨日报 · 2024年2月（日期由 seeds&#47;sources&#46;yml 指定）" in shown[name]
        link = '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">原文链接</a>'
        assert link in shown[name]


def test_a_citation_names_the_publisher(tmp_path: Path) -> None:
    """What is cited from a newspaper is cited with its name, where that is known."""
    shown = _pages(_seed(tmp_path, FRONT + ARTICLE))["districts/pingfang.md"]
    assert "《平房的新公园》，文首日报，2022年3月，来源 one，摘录编号 " in shown


def test_pages_show_what_a_date_is_inferred_from(tmp_path: Path) -> None:
    """Where nobody stated the date, the words that tell it are shown; where none tell, that is said."""
    shown = _pages(_seed(tmp_path, ARTICLE.replace("去年", "2023年，平房区回顾去年")))
    assert '<p class="note">2024年（推断依据：' in shown["sources/one.md"]
    unknown = _pages(Seed("one.txt", "# 平房区新添公园\n\n平房区新建公园3个。\n", "utf-8"))
    assert '<p class="note">日期不明（文中没有可以推定年份的话）</p>' in unknown["sources/one.md"]
    assert "原文链接" not in unknown["sources/one.md"]


def test_a_stated_title_stands_above_the_printed_one(tmp_path: Path) -> None:
    """The printed headline stays with the text, so that its mentions keep their place."""
    shown = _pages(_seed(tmp_path, FRONT + ARTICLE))["sources/one.md"]
    heading = next(line for line in shown.splitlines() if line.startswith("# "))
    assert "平房的新公园" in heading
    assert "平房区新添公园</p>" in shown
    assert "published" not in shown
    assert "文首日报 · 2022年3月（日期、标题由文首说明指定）" in shown


def test_what_is_said_is_only_text(tmp_path: Path) -> None:
    """Markup in a title or publisher comes out as its letters."""
    hostile = "</p><script>alert(1)</script> [a](javascript:b) {{ config }} `c` **d**"
    sources = f"one.txt:\n  title: '{hostile}'\n  publisher: '{hostile}'\n"
    shown = _pages(_seed(tmp_path, ARTICLE, sources))
    del shown["method.md"]  # says nothing of any source, and is written in Markdown
    for content in shown.values():
        assert "<script" not in html_pages.without_linked_data(content)
        assert "](" not in content
        assert "{{" not in content
        assert "**d" not in content


@pytest.mark.parametrize(
    "text", ["---\ntitle: !ENV SECRET\n---\n", "---\npublished: !!python/name:os.system\n---\n"]
)
def test_a_seed_cannot_read_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """What only the configuration may ask for is refused in a seed, with its line."""
    monkeypatch.setenv("SECRET", "hunter2")
    with pytest.raises(InputError, match=r"has the tag|is not a text") as caught:
        _seed(tmp_path, text + ARTICLE)
    assert caught.value.line == 2
    assert "hunter2" not in str(caught.value)


def test_a_missing_date_is_a_warning_with_a_name(small_portal: config.Portal, run: Run) -> None:
    """The build goes on, and says of which seed and what to do; once a date is stated, no more."""
    undated = small_portal.seeds / "undated.txt"
    undated.write_text("# 平房区新添公园\n\n平房区新建公园3个。\n", encoding="utf-8")
    sources = small_portal.seeds / "sources.yml"
    sources.write_text("one.txt: {published: 2024}\n", encoding="utf-8")
    result = run("build", "--pages-only", "--config", small_portal.config_file)
    assert result.exit_code == 0
    [warning] = result.stderr.splitlines()
    assert warning.startswith(f"warning: {undated}: its text does not tell when it was published; add “publ")
    assert warning.endswith(f"under its name in {sources}")
    sources.write_text("one.txt: {published: 2024}\nundated.txt: {published: 2024}\n", encoding="utf-8")
    assert run("build", "--pages-only", "--config", small_portal.config_file).stderr == ""


def test_a_change_of_sources_asks_for_a_build(small_portal: config.Portal) -> None:
    """sources.yml is an input like the seeds themselves."""
    before = inputs.stamp(small_portal, [])
    (small_portal.seeds / "sources.yml").write_text("one.txt: {published: 2024}\n", encoding="utf-8")
    assert inputs.stamp(small_portal, []) != before
    page = dict(portal.made(small_portal, quiet=True))["sources/index.md"]
    assert isinstance(page, bytes)
    assert b"2024" in page


def test_commands_on_one_file_know_what_was_said(tmp_path: Path, run: Run) -> None:
    """Both extract and explain read sources.yml beside the file, so that all commands agree."""
    folder = _folder(tmp_path, "one.txt: {published: 2020}\n", one=ARTICLE)
    assert '"published":"2020"' in run("extract", folder / "one.txt").stdout
    assert "period     2019" in run("explain", "--file", folder / "one.txt").stdout


def test_two_texts_that_differ_in_front_matter_only_are_one(tmp_path: Path) -> None:
    """What stands in front does not make another article of a copy; nor does it make one of nothing."""
    with pytest.raises(InputError, match=r"the same text as one\.txt"):
        read_seeds([_folder(tmp_path, None, one=ARTICLE, two=FRONT + ARTICLE)])
    with pytest.raises(InputError, match="no word in it"):
        read_seed(_folder(tmp_path / "seeds", None, empty=FRONT) / "empty.txt")


def test_the_readme_s_example_is_understood() -> None:
    """What the README shows of sources.yml is right as it stands."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example, _corrections = re.findall(r"^```yml\n(.*?)^```$", readme, flags=re.MULTILINE | re.DOTALL)
    [said] = stated(example, Path("seeds/sources.yml"), {"2022-pingfang.txt"}).values()
    assert said == Provenance("平房区新添公园", "平房报", "2022-05-01", "https://example.org/1")
