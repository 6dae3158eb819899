"""The words of the interface: all in one file, all in use, and another language is another file."""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
import pytest
import samples
import yaml
from click.testing import Result
from jinja2 import nodes

from generator import config, diff, history, portal, record_lines, texts, wording
from generator.catalogue import assemble
from generator.catalogue.plans import Verdict
from generator.errors import InputError
from generator.lexicon import DATA
from generator.pages import environment, escaping
from generator.records import Bound, DistinctionKind, Level, Status
from generator.search import files as search
from generator.topics import topics

PACKAGE = Path(texts.__file__).parent
TEMPLATES = sorted((PACKAGE / "pages" / "templates").glob("*.j2"))
SPEAKING = [
    *sorted((PACKAGE / "pages").glob("*.py")),
    *(PACKAGE / f"{name}.py" for name in ("citations", "edtf", "provenance", "release")),
    *(PACKAGE / "exports" / f"{name}.py" for name in ("feed", "linked", "package")),
]
PROSE = frozenset({"method.md.j2", "_accuracy.md.j2"})
"""Pages to translate whole."""
_CHARACTERS = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
CHINESE = re.compile(f"[{_CHARACTERS}“”]+")
CONTENT: dict[str, dict[str, str]] = yaml.safe_load((DATA / "texts.zh.yaml").read_text(encoding="utf-8"))
BY_VALUE = {
    "bound": {bound.value for bound in Bound},
    "search_bound": {bound.value for bound in Bound},
    "kind": {kind.value for kind in DistinctionKind},
    "level": {level.name.lower() for level in Level} - {"other"},
    "passed_over": set(wording.PASSED_OVER),
    "status": {status.value for status in Status},
    "verdict": {verdict.value for verdict in Verdict},
}
"""Groups whose keys are values of a record."""

Uses = set[tuple[str, ...]]
"""Group and key, or a group alone where the key is computed."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_chinese(path: Path) -> None:
    """Only the pages of prose say anything in Chinese themselves."""
    assert bool(CHINESE.search(path.read_text(encoding="utf-8"))) == (path.name in PROSE)


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.name)
def test_modules_that_speak_to_readers_hold_no_chinese(path: Path) -> None:
    """What they say comes from the file of texts; their docstrings are for whoever reads the code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    assert [words for words in said if re.search(f"[{_CHARACTERS}]", words)] == []


def _in_template(source: str) -> Uses:
    """Return the texts that a template asks for: ``t.group.key``."""
    tree = jinja2.Environment(autoescape=True).parse(re.sub(r"\| *\w+", "", source))  # without our filters
    return {
        (found.node.attr, found.attr)
        for found in tree.find_all(nodes.Getattr)
        if isinstance(found.node, nodes.Getattr)
        and isinstance(found.node.node, nodes.Name)
        and found.node.node.name == "t"
    }


def _path(node: ast.AST, names: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return what of the texts an expression is: () all of them, a group, a group and a key."""
    match node:
        case ast.Call(func=ast.Name(id="current" | "words"), args=[], keywords=[]):
            return ()
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=inner, attr=attr):
            above = _path(inner, names)
            return None if above is None else (*above, attr)
        case ast.Subscript(value=inner):  # by a computed key
            return _path(inner, names)
    return None


def _assigned(function: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Name):
                yield target.id, node.value
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                for name, value in zip(target.elts, node.value.elts, strict=True):
                    if isinstance(name, ast.Name):
                        yield name.id, value


def _in_module(source: str) -> Uses:
    """Return the texts that a module asks for, names given to parts of them followed."""
    uses: Uses = set()
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        names = {name: path for name, value in _assigned(function) if (path := _path(value, {})) is not None}
        for node in ast.walk(function):
            path = _path(node, names)
            if path and len(path) >= 2:
                uses.add(path[:2])
            elif path and isinstance(node, ast.Subscript):
                uses.add(path)
    return uses


def _uses() -> Uses:
    modules = [path for path in PACKAGE.rglob("*.py") if path.name != "texts.py"]
    in_modules = (_in_module(path.read_text(encoding="utf-8")) for path in modules)
    return set().union(*(_in_template(path.read_text(encoding="utf-8")) for path in TEMPLATES), *in_modules)


def test_every_text_is_used_and_every_text_used_exists() -> None:
    """A key that nothing asks for would be translated in vain; one that is missing stops a build."""
    uses = _uses()
    computed = {use[0] for use in uses if len(use) == 1}
    named = {use for use in uses if len(use) == 2 and use[1] != "language"}
    there = {(group, key) for group, phrases in CONTENT.items() for key in phrases}
    assert {group for group, _ in there} >= computed
    assert named - there == set()
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    looked_up = {
        (group, key)
        for group, key in there
        if group in computed
        and key in BY_VALUE.get(group, {key})
        and (group in BY_VALUE or f'"{key.removesuffix("_means")}"' in code)
    }
    assert there - named - looked_up == set()


@pytest.mark.parametrize("group", BY_VALUE)
def test_every_value_of_a_record_has_its_word(group: str) -> None:
    """Whatever a record can hold can be said."""
    assert set(CONTENT[group]) == BY_VALUE[group]


def _translation(folder: Path, change: Callable[[dict[str, dict[str, str]]], object] | None = None) -> Path:
    """Write texts in a language where each phrase is its own name in ⟦ ⟧, with its values behind it."""
    made = {
        group: {
            key: f"⟦{group}/{key}{''.join(f' {place}' for place in re.findall(r'{[a-z_]+}', phrase))}⟧"
            for key, phrase in phrases.items()
        }
        for group, phrases in CONTENT.items()
    }
    if change:
        change(made)
    lines = []  # one key a line, so that a fault's line is known
    for group, phrases in made.items():
        lines += [
            f"{group}:",
            *(
                f"  {json.dumps(key)}: {json.dumps(said, ensure_ascii=False)}"
                for key, said in phrases.items()
            ),
        ]
    path = folder / "texts.xx.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


ARTICLES = {
    "one.txt": """---
published: 2024-02-19
publisher: 甲报
url: https://example.org/1
---
# 南岗区

2023年，南岗区完成投资46.2亿元，同比增长8.4%，新建公园3个。2022年，南岗区完成投资40亿元，同比增长5%。
2023年5月8日，南岗区举行集中开工仪式。南岗区被评为全国文明城区。南岗区区长王民介绍，十三五期间改造棚户区。
2024年，南岗区计划新建学校10所，力争完成投资超过50亿元。
""",
    "two.txt": """---
published: 2025-03
---
# 道里区

2023年，南岗区完成投资52亿元。2023年，道里区完成投资30亿元，新栽丁香300株。2024年，南岗区新建学校12所。
2024年一季度，道里区完成投资7亿元。
2024年2月，道里区新建学校3所。2024年3月，道里区新建学校4所。2025年，全市计划新建学校40所。
""",
}
CORRECTION = """- {source: one.txt, quote: 新建公园3个, mention: 3个, do: amend,
   expect: {indicator: 新建公园, value: 3}, set: {indicator: 新建口袋公园, period: 2023-33},
   reason: 同篇, by: 张三, date: 2024-05-03}
"""


@pytest.fixture
def made(small_portal: config.Portal, tmp_path: Path) -> dict[str, str]:
    """What a reader of a small portal in that language sees: pages, search results, feed."""
    (small_portal.seeds / "one.txt").unlink()
    for name, article in ARTICLES.items():
        (small_portal.seeds / name).write_text(article, encoding="utf-8")
    (small_portal.seeds / "corrections.yml").write_text(CORRECTION, encoding="utf-8")
    _translation(tmp_path)
    with texts.spoken(texts.load("xx", tmp_path)):
        readings = list(portal.catalogue(small_portal, quiet=True).readings)
        written = (line for reading in readings for line in record_lines.json_lines(reading))
        lines = list(diff.parse(written))
        earlier = [
            {**line, **({"status": "plan", "period": None} if line["type"] == "observation" else {})}
            for line in lines[3:]
        ]
        files = samples.rendered(
            readings,
            small_portal,
            difference=diff.compare(earlier, lines[:-2]),
            base=history.Base("abcdef1234", "2024-01-01", ()),
        )
        files |= dict(search.files(assemble(readings, small_portal.region), small_portal))
    return {
        name: html.unescape(content.decode())
        for name, content in files.items()
        if name.endswith((".md", "feed.xml", "entries.js"))
    }


def _consists_of(known: str, run: str) -> bool:
    """Whether a run of characters is put together from pieces of a text, of two characters at least."""
    lengths = range(len(run), 1, -1)
    return run in known or any(run[:end] in known and _consists_of(known, run[end:]) for end in lengths)


def test_another_language_leaves_no_chinese_but_that_of_the_sources(
    made: dict[str, str], small_portal: config.Portal
) -> None:
    """With every phrase replaced, what Chinese is left are words of articles, names of places and topics."""
    region = small_portal.region
    names = [name for area in (region.province, region.city, *region.districts) for name in area.names]
    sources = [*ARTICLES.values(), CORRECTION]
    known = "\n".join([*sources, *names, *(topic.name for topic in topics()), small_portal.site_name])
    stated = f"{samples.DATED.title}|{samples.DATED.description}"
    left = {
        (name, run)
        for name, content in made.items()
        if name != "method.md"
        for run in CHINESE.findall(re.sub(stated, "", content))
        if not _consists_of(known, run)
    }
    assert left == set()


def test_another_language_is_what_pages_are_made_of(made: dict[str, str]) -> None:
    """Phrases of nearly every group stand on the pages of a small portal, their values in them."""
    said = {
        (group, key) for page in made.values() for group, key in re.findall(r"⟦(\w+)/([\w ]+?)[ ⟧]", page)
    }
    unsaid = {"accuracy", "accuracy_field", "report", "parts"}  # no labels, no reports, no long page
    assert set(CONTENT) - {group for group, _ in said} == unsaid
    assert set(CONTENT["page"]) - {key for group, key in said if group == "page"} == {
        "method",
        "about",
    }  # prose
    assert "⟦district/code 230103⟧" in made["districts/nangang.md"]
    assert "title: ⟦page/plans⟧\n" in made["plans/index.md"]


def test_a_language_lasts_as_long_as_it_is_spoken(tmp_path: Path) -> None:
    """Whatever was built before, the next thing said is Chinese again."""
    _translation(tmp_path)
    with texts.spoken(texts.load("xx", tmp_path)):
        assert texts.current().page.home == "⟦page/home⟧"
    assert texts.current().page.home == CONTENT["page"]["home"]


@pytest.mark.parametrize(
    ("change", "line", "problem"),
    [
        (lambda made: made["home"].pop("try"), "home:", "home has no “try”"),
        (lambda made: made.pop("home"), "mark:", "the texts “home” are missing"),
        (lambda made: made["home"].update(tries="x"), '  "tries": "x"', "unknown key “tries” under home"),
        (lambda made: made.update(house={"try": "x"}), "house:", "unknown key “house”"),
        (lambda made: made["home"].update(line="x"), '  "line": "x"', "home.line has other places"),
        (lambda made: made["home"].update(line="{city} {n}"), '  "line": "{city} {n}"', "has other places"),
        (lambda made: made["home"].update({"try": "a } b"}), '  "try": "a } b"', "a brace too many"),
        (lambda made: made["home"].update({"try": "a\nb"}), '  "try": "a\\nb"', "more than one line"),
    ],
)
def test_what_a_translation_lacks_is_told_with_its_line(
    tmp_path: Path, change: Callable[[dict[str, dict[str, str]]], object], line: str, problem: str
) -> None:
    """Keys and places must be those of the Chinese file: one line says which are not, and where."""
    path = _translation(tmp_path, change)
    with pytest.raises(InputError, match=problem) as caught:
        texts.load("xx", tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert (caught.value.path, caught.value.line) == (path, lines.index(line) + 1)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("language", ["fr", "../texts", "zh.yaml"])
def test_a_language_without_texts_is_refused(
    small_portal: config.Portal, run: Callable[..., Result], language: str
) -> None:
    """The one line names the line of mkdocs.yml and the file to write."""
    with small_portal.config_file.open("a", encoding="utf-8") as file:
        file.write(f"theme:\n  name: material\n  language: {language}\n")
    result = run("extract", "--config", small_portal.config_file)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert f"mkdocs.yml:7: there are no texts of the interface in “{language}”" in result.stderr
    assert f"generator/data/texts.{language}.yaml" in result.stderr


@pytest.mark.parametrize("theme", ["material", "{name: material}", "{language: zh}"])
def test_chinese_is_spoken_unless_the_theme_speaks_another(small_portal: config.Portal, theme: str) -> None:
    """A theme that names no language is Chinese."""
    with small_portal.config_file.open("a", encoding="utf-8") as file:
        file.write(f"theme: {theme}\n")
    assert config.load(small_portal.config_file).texts.language == "zh"


def _print(template: str, **context: object) -> str:
    phrase = texts.Phrase("a*b {value}", "some.phrase")
    return environment.environment().from_string(template).render(phrase=escaping.Wording(phrase), **context)


def test_values_of_a_phrase_are_escaped_like_any_other() -> None:
    """What a page puts into a phrase can be no markup, unless it is safe already; nor can the phrase."""
    assert _print("{{ phrase(value=x) }}", x="<b>") == "a&#42;b &#60;b&#62;"
    assert _print("{{ phrase(value=x) }}", x=escaping.Safe("<b>")) == "a&#42;b <b>"
    assert _print("{{ phrase(value=x | link('a/')) }}", x="<") == 'a&#42;b <a href="a/">&#60;</a>'
    assert _print("{{ phrase(value=x | code) }}", x="<") == "a&#42;b <code>&#60;</code>"


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{{ phrase }}", "“some.phrase” is printed without its values"),
        ("{{ phrase() }}", "“some.phrase” takes value, not nothing"),
        ("{{ phrase(value=1, other=2) }}", "“some.phrase” takes value, not other, value"),
    ],
)
def test_a_phrase_gets_the_values_it_needs(template: str, problem: str) -> None:
    """A phrase printed without its values, or with others, stops the build and is named."""
    with pytest.raises(texts.TextError, match=problem):
        _print(template)


def test_a_text_that_is_not_there_is_named() -> None:
    """A slip in a template stops the build with the key."""
    template = environment.environment().from_string("{{ t.home.titel }}")
    with pytest.raises(texts.TextError, match=r"no text “home\.titel”"):
        template.render(t=texts.load())
    with pytest.raises(texts.TextError, match="no text “house”"):
        getattr(texts.load(), "house")  # noqa: B009 - the name is what is tested
