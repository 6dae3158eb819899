"""Texts that would like to be more than text, and seeds that have them in every kind of place."""

from __future__ import annotations

import string
from pathlib import Path

import yaml

PROBES = {
    "a script": "<script>self.@=1</script>",
    "an unclosed script": '"><script src=//evil.example/@>',
    "a handler": "<img src=x onerror=self.@=1>",
    "a handler without spaces": "<svg/onload=self.@=1>",
    "a closed quote": '"onfocus="self.@=1"autofocus x="',
    "a closed single quote": "' onmouseover='self.@=1' x='",
    "closed elements": "</p></td></table></main>@<iframe src=//evil.example>",
    "a closed title": "</title></template></script><b>@</b>",
    "a comment": "<!--@-->",
    "an open comment": "<!-- @",
    "a half tag": "<b @",
    "a declaration": "<?php @ ?><!DOCTYPE @>",
    "CDATA": "<![CDATA[@]]>",
    "a style": "<style>*{--@:url(//evil.example)}</style>",
    "a base": "<base href=//evil.example/@>",
    "a refresh": '<meta http-equiv=refresh content="x=//evil.example/@">',
    "MathML": "<math><mtext><style><img title=@ onerror=self.@=1></style></mtext></math>",
    "a form": "<form action=//evil.example><button name=@>x</button></form>",
    "a link": "[@](javascript:self.@=1)",
    "a link as data": "[@](data:text/html,self.@)",
    "an image": "![@](//evil.example/@)",
    "a reference": "[@][@]",
    "a footnote": "[^@]",
    "an abbreviation": "*[@]:x",
    "an autolink": "<https://evil.example/@>",
    "a bare address": "https://evil.example/@",
    "an address of mail": "<mailto:@@evil.example>",
    "attributes": "{: #@ .@ onclick=self.@=1 }",
    "curly attributes": "@{onclick=self.@=1}",
    "a snippet": '--8<-- "mkdocs.yml" @',
    "a variable": "{{ config.@ }}{{ @ }}",
    "a statement": "{% include '@' %}{# @ #}",
    "struck": "~~@~~ ^^@^^ ==@== H~@~O",
    "code": "`@` ``@``",
    "a fence": "```@ ~~~",
    "an emoji": ":smile: :@:",
    "an icon": ":material-@:",
    "an entity": "&lt;@&gt;&#x3c;&copy;@",
    "an escape": "\\<@\\> \\*@\\*",
    "a contents list": "[TOC] @",
    "an admonition": "!!! @",
    "a details block": "??? @",
    "a container": "::: @",
    "a heading": "### @ ###",
    "a quotation": "> @",
    "a setext underline": "=== @",
    "mathematics": "$@$ \\(@\\)",
    "a key": "++@++",
    "right to left": "\u202e@\u202c\u2066@\u2069\u200f",
    "nothing to see": "@\u200b\u200d\ufeff\u2060\u00ad",
    "a formula": "=cmd|'/c @'!A",
    "a formula with plus": "+@",
    "a formula with at": "＠SUM(@)",
    "a template literal": "${self.@=1}`",
    "the end of a string": '\\";self.@=1//',
    "line separators": "@\u2028\u2029\u0085@",
    # What follows the reader of seeds reads as well: their twins are they themselves.
    "a cell": "| @ |---|",
    "strong": "**@**",
    "emphasis": "*@* _@_ __@__",
    "a list": "- @",
    "another list": "* + @",
    "a rule": "--- *** @",
    "a formula with minus": "-@",
    "a key of prototypes": "__proto__@ constructor@",
}
"""What is tried, by its name; ``@`` is a word that tells one from another."""

MARK = "Zq"
"""What the word of every probe begins with."""
PER_SEED = 8
READ = 8
"""How many of the last probes have signs that mean something in a seed: lists, tables, bold, rules."""

NAMES = [
    "南岗-＜script＞.txt",
    '"><img src=x onerror=self.Zq=1>.txt',
    "'; alert`1`; '.txt",
    "{{ config }}{% x %}.txt",
    "а-ԁ-homoglyph.txt",
    "a..∕..%2f..%2fetc.txt",
    "[x](javascript:self.Zq=1).md",
    "=cmd|'!A.txt",
]
"""File names, as hostile as a file system allows."""


def mark(number: int) -> str:
    """Return the word of a probe: letters alone, for figures would be read as facts."""
    return f"{MARK}{string.ascii_lowercase[number // 26]}{string.ascii_lowercase[number % 26]}z"


def probes() -> list[str]:
    """Return every probe with its word in it."""
    return [text.replace("@", mark(number)) for number, text in enumerate(PROBES.values())]


def harmless(text: str) -> str:
    """Return a text of the same shape that nobody takes for markup: every ASCII mark in its full width."""
    return text.translate({ord(sign): ord(sign) + 0xFEE0 for sign in string.punctuation})


def article(text: str) -> str:
    """Return an article with a text in every kind of place: title, facts, event, honour, person, quotes."""
    return f"""# 南岗区{text}新貌

2023年，南岗区{text}完成投资46.2亿元，增长8.4%。2022年，南岗区{text}完成投资40亿元。
2021年，南岗区{text}完成投资35亿元。2023年，道里区{text}完成投资12.5亿元。到2030年，南岗区{text}投资要达到90亿元。

2023年5月，南岗区{text}项目开工建设。

南岗区荣获“全国{text}示范区”称号。

南岗区{text}局局长张伟说：“{text}，今年{text}要新建公园3个。”

{text}

{text}：{text}
{text}
===
"""


def fill(root: Path, *, hostile: bool) -> None:
    """Write seeds, what is said of them, a correction and a place into a portal; ``hostile`` or its twin."""
    kept = str if hostile else harmless
    texts = [*map(kept, probes()[:-READ]), *probes()[-READ:]]
    names = NAMES if hostile else [f"{sorted(NAMES).index(name)}.txt" for name in NAMES]  # in the same order
    for seed in (root / "seeds").iterdir():
        seed.unlink()
    for number, name in enumerate(names):
        some = texts[number * PER_SEED : (number + 1) * PER_SEED]
        whole = "\n".join(map(article, some)) + f"\n2023年，南岗区新建广场{number + 2}个。\n"
        (root / "seeds" / name).write_text(whole, encoding="utf-8")
    said = {
        name: {
            "title": f"题{texts[number]}",
            "publisher": f"报{texts[-number - 1]}",
            "published": "2024-02-19",
        }
        for number, name in enumerate(names)
    }
    said[names[0]]["url"] = (
        "https://example.org/?a=%3Cscript%3E&b=(javascript:x)*_" if hostile else "https://example.org/"
    )
    corrections = [
        {
            "source": name,
            "quote": f"新建广场{number + 2}个",
            "mention": f"{number + 2}个",
            "do": "amend",
            "expect": {"indicator": "新建广场", "value": number + 2},
            "set": {"indicator": f"新建{texts[number]}广场"},
            "reason": f"因为{texts[number + 8]}",
            "by": f"张三{texts[number + 16]}",
            "date": "2024-03-01",
        }
        for number, name in enumerate(names)
    ]
    for file, content in (("sources.yml", said), ("corrections.yml", corrections)):
        written = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (root / "seeds" / file).write_text(written, encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    area = kept("<img src=x onerror=self.Zq=1>")
    named = settings.replace("name: 哈尔滨新区", f"name: '哈尔滨{area}新区'")
    name = "数说 {{ config }} **b** [x](javascript:y) &lt;i&gt;" if hostile else "数说"
    named = named.replace("site_name: 数说哈尔滨", f"site_name: '{name}'")
    assert named.count(area) == named.count(f"'{name}'") == 1
    (root / "mkdocs.yml").write_text(named, encoding="utf-8")
