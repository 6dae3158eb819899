"""Corrections: what they change, what they say about it, and what stops the build."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result
from conftest import ROOT
from samples import HARBIN

from generator import config, portal
from generator.correcting import correct
from generator.corrections import Entry, Standing, parse
from generator.errors import InputError
from generator.read import read
from generator.reading import Reading
from generator.records import Event, Observation, Record
from generator.seeds import CORRECTIONS, Seed

Run = Callable[..., Result]

TEXT = """# 南岗区

2023年，南岗区完成投资46.2亿元，新建公园3个。2023年5月，南岗区举行集中开工仪式。
南岗区区长王民介绍，全区拆除存续23年的旧
楼。
"""
PATH = Path("seeds/corrections.yml")


def entry(**keys: str) -> str:
    """Return one entry as it is written; by default it amends the indicator of 3个."""
    given = {
        "source": "one.txt",
        "quote": "新建公园3个",
        "mention": "3个",
        "do": "amend",
        "expect": "{indicator: 新建公园, value: 3}",
        "set": "{indicator: 新建口袋公园}",
        "reason": "第二段说明是口袋公园",
        "by": "张三",
        "date": "2024-05-03",
    } | keys
    lines = [f"{name}: {value}" for name, value in given.items() if value]
    return "- " + "\n  ".join(lines) + "\n"


def entries(text: str) -> tuple[Entry, ...]:
    """Return the entries of a file of corrections beside one.txt."""
    return parse(text, PATH, frozenset({"one.txt"}), HARBIN)


def reading() -> Reading:
    """Return the text as the rules read it."""
    return read(Seed("one.txt", TEXT, "utf-8"), HARBIN)


def corrected(text: str) -> Reading:
    """Return the reading with corrections applied."""
    return correct(reading(), entries(text))


def record(found: Reading, mention: str) -> Observation:
    """Return the one observation printed so."""
    (one,) = [each for each in found.records if isinstance(each, Observation) and each.text == mention]
    return one


def test_an_amended_record_says_what_was_read_and_why() -> None:
    """The field changes, with what follows from it; id, place, quote and all other records stay."""
    before, after = reading(), corrected(entry())
    old, new = record(before, "3个"), record(after, "3个")
    assert (new.indicator, new.canonical) == ("新建口袋公园", "新建口袋公园")
    assert (new.id, new.start, new.quote, new.value) == (old.id, old.start, old.quote, old.value)
    assert new.correction
    assert new.correction.was == (("indicator", "新建公园"),)
    assert (new.correction.reason, new.correction.by) == ("第二段说明是口袋公园", "张三")
    others: Callable[[Reading], list[Record]] = lambda found: [  # noqa: E731 - said once, used twice
        each for each in found.records if each.id != old.id
    ]
    assert others(after) == others(before)
    assert after.as_read == before


def test_every_field_of_an_observation_can_be_amended() -> None:
    """Values come as exact decimals, periods as EDTF, choices as their members."""
    changes = (
        "{value: 4.5, unit: 处, bound: at_least, measure: growth, district: 道外区, period: 2022/2023, "
        "status: plan, topic: 生态环境}"
    )
    new = record(corrected(entry(set=changes)), "3个")
    assert new.value == Decimal("4.5")
    assert (new.unit, new.bound, new.measure, new.district) == ("处", "at_least", "growth", "道外区")
    assert (new.period, new.status, new.topic) == ("2022/2023", "plan", "生态环境")
    unknown = record(corrected(entry(set="{period: null, district: null}")), "3个")
    assert (unknown.period, unknown.district) == (None, None)


def test_a_rejected_record_is_kept_aside_with_its_reason() -> None:
    """It is no fact any more, and what it was and why it went can be told."""
    found = corrected(entry(do="reject", set=""))
    assert "3个" not in {each.text for each in found.records if isinstance(each, Observation)}
    ((taken,),) = [article.rejected for article in found.articles]
    assert isinstance(taken.record, Observation)
    assert (taken.record.text, taken.correction.reason) == ("3个", "第二段说明是口袋公园")


def test_a_record_can_be_added_across_a_broken_line() -> None:
    """The mention is found whatever white space the page has; the quote is the printed sentence around it."""
    added = entry(
        quote="拆除存续23年的旧楼",
        mention="旧楼",
        type="event",
        do="add",
        expect="nothing",
        set="{title: 拆除旧楼, date: 2023, district: 南岗区, status: actual}",
    )
    (event,) = [each for each in corrected(added).records if isinstance(each, Event) and each.correction]
    assert TEXT[event.start : event.end] == "旧\n楼"
    assert event.quote.endswith("旧\n楼。")
    assert event.correction
    assert event.correction.was == ()
    assert re.fullmatch(r"e-[0-9a-f]{10}", event.id)


def test_an_added_observation_takes_what_follows_from_the_rest() -> None:
    """Topic, canonical name, bound and measure need not be said."""
    text = entry(
        quote="存续23年",
        mention="23年",
        do="add",
        expect="nothing",
        set="{indicator: 市场主体存续, value: 23, unit: 年, period: 2023, status: actual, district: 南岗区}",
    )
    there = entry(quote="存续23年", mention="23年", do="reject", set="", expect="{value: 23}")
    new = record(corrected(there + text), "23年")
    assert (new.canonical, new.topic) == ("经营主体存续", "产业与企业")
    assert (new.bound, new.measure) == ("exact", "level")


def test_a_proposed_correction_waits() -> None:
    """It is held against the schema, and changes nothing until it is accepted."""
    (proposed,) = entries(entry(status="proposed"))
    assert proposed.status is Standing.PROPOSED
    assert corrected(entry(status="proposed")) == reading()


def test_corrections_of_one_record_follow_each_other() -> None:
    """The second sees what the first made of it; what had been read at first, and both reasons, are kept."""
    second = entry(
        expect="{indicator: 新建口袋公园}",
        set="{indicator: 口袋公园, period: 2022}",
        reason="又看了一遍",
        by="李四",
    )
    new = record(corrected(entry() + second), "3个")
    assert (new.indicator, new.period) == ("口袋公园", "2022")
    assert new.correction
    assert dict(new.correction.was) == {"indicator": "新建公园", "period": "2023"}
    assert new.correction.reason == "第二段说明是口袋公园；又看了一遍"
    assert new.correction.by == "张三、李四"


def test_front_matter_is_no_place_for_a_quote() -> None:
    """Words that also stand in front of the article are found in the article alone."""
    front = "---\ntitle: 新建公园3个\n---\n"
    found = read(Seed("one.txt", front + TEXT, "utf-8", len(front)), HARBIN)
    (said,) = entries(entry())
    assert record(correct(found, [said]), "3个").indicator == "新建口袋公园"


SCHEMA = {
    "no list": ("source: one.txt\n", 1, "is not a list"),
    "broken": ("- source: [\n", 2, "not valid YAML"),
    "unknown key": (entry(colour="red"), 10, "unknown key “colour”"),
    "missing key": (entry(reason=""), 1, "a correction has no reason"),
    "unknown seed": (entry(source="two.txt"), 1, "no seed is called “two.txt”"),
    "unknown type": (entry(type="fact"), 10, "no records are called “fact”"),
    "unknown deed": (entry(do="delete"), 4, "do “delete” is not known; use one of: amend, reject, add"),
    "unknown field": (entry(set="{colour: red}"), 6, "unknown key “colour” under set"),
    "unknown topic": (entry(set="{topic: 天气}"), 6, "“天气” is no topic; use one of: 经济总量与增长"),
    "unknown status": (entry(set="{status: done}"), 6, "use one of: actual, estimate, plan"),
    "unknown district": (entry(set="{district: 南岗}"), 6, "“南岗” is no division"),
    "no unit": (entry(set="{unit: 棵树}"), 6, "“棵树” is no known unit"),
    "no number": (entry(set="{value: 46.2亿}"), 6, "is no plain number"),
    "no period": (entry(set="{period: 去年}"), 6, "“去年” is no period"),
    "a period backwards": (entry(set="{period: 2023/2022}"), 6, "is no period"),
    "no day": (entry(date="2024-02-30"), 9, "“2024-02-30” is no day"),
    "no guard": (entry(expect="{}"), 5, "expect is empty"),
    "nothing to set": (entry(set="{}"), 6, "set is not complete"),
    "set with reject": (entry(do="reject"), 6, "a correction that rejects sets nothing"),
    "add without a field": (
        entry(do="add", expect="nothing", set="{indicator: 公园}"),
        6,
        "add: value, unit, period, status, district",
    ),
    "add that expects": (entry(do="add"), 5, "expects what is not there; write expect: nothing"),
    "an event without a date": (
        entry(type="event", expect="{title: 仪式}", set="{date: null}"), 6, "an event has a date",
    ),
    "environment": (entry(reason="!ENV HOME"), 7, "reason has the tag !ENV"),
    "a very long number": (entry(set="{value: 1" + "0" * 5000 + "}"), 6, "is no plain number"),
    "unprintable": (entry(reason='"a\\u202eb"'), 7, "unprintable"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "problem"), SCHEMA.values(), ids=SCHEMA.keys())
def test_what_the_schema_does_not_know_is_told_with_its_line(text: str, line: int, problem: str) -> None:
    """One line names the file, the line, the problem and what to do."""
    with pytest.raises(InputError) as caught:
        entries(text)
    assert problem in str(caught.value)
    assert (caught.value.path, caught.value.line) == (PATH, line)
    assert "\n" not in str(caught.value)


GUARDS = {
    "the source changed": (entry(quote="新建公园4个"), "its quote does not stand in one.txt"),
    "quoted twice": (entry(quote="2023年", mention="2023年"), "its quote stands 2 times in one.txt"),
    "mention elsewhere": (entry(mention="46.2亿元"), "its mention does not stand in its quote"),
    "mentioned twice": (entry(quote=TEXT.splitlines()[2], mention="南岗区"), "stands 2 times in its quote"),
    "the reading changed": (
        entry(expect="{indicator: 新建公园, value: 4}"), "not what it expects (value is 3, expected 4)",
    ),
    "nothing read": (entry(quote="集中开工仪式", mention="仪式"), "no observation is read there"),
    "beside the number": (
        entry(mention="公园"),
        "no observation is read there (its sentence has: “46.2亿元” 完成投资; “3个” 新建公园)",
    ),
    "nothing new": (entry(set="{indicator: 新建公园}"), "it changes nothing"),
    "no such type": (
        entry(type="person", expect="{name: 王民}", set="{role: 区长}"), "no person is read there",
    ),
    "read by now": (
        entry(
            do="add", expect="nothing",
            set="{indicator: 公园, value: 3, unit: 个, period: 2023, status: actual, district: 南岗区}",
        ),
        "observation is read there by now (“3个” 新建公园); remove the correction, or amend what is read",
    ),
    "two fit": (
        entry(
            quote="46.2亿元，新建公园3个", mention="46.2亿元，新建公园3个", expect="{period: 2023}",
        ),
        "2 records of type observation fit it",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), GUARDS.values(), ids=GUARDS.keys())
def test_a_correction_that_no_longer_fits_stops_the_build(text: str, problem: str) -> None:
    """Whatever moved under a correction, its line is named and nothing is guessed."""
    with pytest.raises(InputError) as caught:
        corrected("# why\n" + text)
    assert problem in str(caught.value)
    assert (caught.value.path, caught.value.line) == (PATH, 2)


def test_a_wrong_guard_leaves_the_old_site_untouched(small_portal: config.Portal, run: Run) -> None:
    """The command exits with 1 and one line; the site in place keeps every byte."""
    small_portal.site.mkdir()
    (small_portal.site / "index.html").write_text("old", encoding="utf-8")
    wrong = entry(quote="完成投资46.2亿元", mention="46.2亿元", expect="{value: 46}", set="{unit: 美元}")
    (small_portal.seeds / CORRECTIONS).write_text(wrong, encoding="utf-8")
    result = run("build", "--config", small_portal.config_file)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert re.search(r"error: .*seeds/corrections\.yml:1: .*value is 4620000000, expected 46\)", line)
    assert (small_portal.site / "index.html").read_text(encoding="utf-8") == "old"


def test_an_export_tells_which_records_were_corrected(small_portal: config.Portal, run: Run) -> None:
    """Corrected lines end with what was read and why; --uncorrected prints the rules' own reading."""
    text = entry(quote="完成投资46.2亿元", mention="46.2亿元", expect="{period: 2023}", set="{period: 2022}")
    (small_portal.seeds / CORRECTIONS).write_text(text, encoding="utf-8")
    shown = run("extract", "--config", small_portal.config_file).stdout
    assert '"period":"2022"' in shown
    assert '"correction":{"was": {"period": "2023"}, "reason": "第二段说明是口袋公园"' in shown
    raw = run("extract", "--uncorrected", "--config", small_portal.config_file).stdout
    assert '"period":"2023"' in raw
    assert "correction" not in raw
    assert (
        run("extract", small_portal.seeds / "one.txt", "--config", small_portal.config_file).stdout == shown
    )


def test_the_readme_s_example_is_right() -> None:
    """What the README shows of corrections.yml parses, and fits the article the README adds."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    _sources, example = re.findall(r"^```yml\n(.*?)^```$", readme, flags=re.MULTILINE | re.DOTALL)
    (said,) = parse(example, PATH, frozenset({"2022-pingfang.txt"}), HARBIN)
    text = re.search(r"printf '(.*?)' > seeds", readme)
    assert text
    seed = Seed("2022-pingfang.txt", text[1].replace("\\n", "\n"), "utf-8")
    assert record(correct(read(seed, HARBIN), [said]), "3个").indicator == "新建口袋公园"


def test_the_real_corrections_are_shown_on_the_pages(built_site: Path, built_portal: config.Portal) -> None:
    """Each one of the portal's own says so where its fact, or what became of it, is shown."""
    known = portal.catalogue(built_portal, quiet=True)
    pages = "\n".join(path.read_text(encoding="utf-8") for path in built_site.rglob("*.html"))
    notes = [
        record.correction for reading in known.readings for record in reading.records if record.correction
    ]
    notes += [
        taken.correction
        for reading in known.readings
        for article in reading.articles
        for taken in article.rejected
    ]
    assert len(notes) == 3
    assert all(f"理由：{note.reason}" in pages for note in notes)
    assert "指标原读作“拆除存续桥中浴池”" in pages
