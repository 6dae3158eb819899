from __future__ import annotations

import random

import pytest
import samples

from generator import catalogue, edtf, topics
from generator.records import Event, Measure, Observation, Status

PAGED = [
    "道里区",
    "南岗区",
    "道外区",
    "平房区",
    "松北区",
    "香坊区",
    "呼兰区",
    "阿城区",
    "双城区",
    "哈尔滨新区",
]


def place(made: catalogue.Catalogue, name: str) -> catalogue.Place:
    """Return a place that must be there."""
    found = made.place_of(name)
    assert found is not None, name
    return found


def one(text: str, **fields: object) -> samples.Sample:
    """Return a seed of one sentence with one observation, 9个."""
    sample = samples.Sample("seed.txt", text)
    sample.observation("9个", text, "重点项目", "9", **fields)
    return sample


def test_every_district_has_a_place_and_counties_only_with_records() -> None:
    """Districts and extra areas are there from the start, a county once something is known about it."""
    empty = catalogue.assemble([], samples.HARBIN)
    assert [here.area.name for here in empty.places if here.area] == PAGED
    told = catalogue.assemble([one("宾县有9个。", district="宾县").reading("宾县")], samples.HARBIN)
    assert [here.area.name for here in told.places if here.area] == [*PAGED, "宾县"]
    assert len(place(told, "宾县").facts) == 1


@pytest.mark.parametrize("district", ["哈尔滨市", "黑龙江省", "深圳市", None])
def test_what_is_wider_than_a_district_goes_on_no_district_page(district: str | None) -> None:
    """City, province, elsewhere and unknown are kept together, apart from every district."""
    made = catalogue.assemble([one("共有9个。", district=district).reading("全市")], samples.HARBIN)
    assert [fact.lead.district for fact in made.wider.facts] == [district]
    assert not any(here.facts for here in made.places)
    assert made.place_of(district) is None


def test_equal_observations_make_one_fact_with_several_mentions() -> None:
    """What is said twice is one row; each printing keeps its mention, the sentence before the headline."""
    made = catalogue.assemble([samples.nangang().reading("南岗 去年投资46.2亿元")], samples.HARBIN)
    facts = place(made, "南岗区").facts
    twice = [fact for fact in facts if len(fact.observations) > 1]
    assert [fact.lead.text for fact in twice] == ["46.2亿元"]
    assert [seen.quote[0] for seen in twice[0].observations] == ["2", "#"]


def different(field: str) -> dict[str, object]:
    """Return another value for a field."""
    return {
        "period": {"period": "2022"},
        "status": {"status": Status.PLAN},
        "measure": {"measure": Measure.GROWTH},
        "district": {"district": "道外区"},
    }[field]  # type: ignore[return-value]  # a literal of literals


@pytest.mark.parametrize("field", ["period", "status", "measure", "district"])
def test_observations_that_differ_are_not_merged(field: str) -> None:
    """A plan and its outcome, two years, two districts stay two facts."""
    sample = one("有9个,又有9个。")
    sample.records.append(one("有9个,又有9个。", **different(field)).records[0])
    made = catalogue.assemble([sample.reading("两个")], samples.HARBIN)
    assert sum(len(here.facts) for here in made.places) == 2


def test_facts_stand_newest_first_and_undated_last() -> None:
    """Within a topic the newest period leads; what has no period closes the list."""
    text = "2019年1个。2020年2个。其后3个。到2020年6月4个。"
    sample = samples.Sample("years.txt", text)
    for mention, period in (("1个", "2019"), ("2个", "2020"), ("3个", None), ("4个", "2020-06")):
        sample.observation(mention, text, f"项目{mention}", mention[0], period=period)
    facts = place(catalogue.assemble([sample.reading("逐年")], samples.HARBIN), "南岗区").facts
    assert [fact.lead.period for fact in facts] == ["2020", "2020-06", "2019", None]


def test_topics_stand_in_the_order_of_their_file() -> None:
    """The lexicon's order is the page's order, and only topics with facts are listed."""
    made = catalogue.assemble([samples.nangang().reading("南岗")], samples.HARBIN)
    assert [topic.name for topic in made.topics] == ["项目与投资", "产业与企业"]
    assert [section.topic.name for section in place(made, "南岗区").topics] == ["项目与投资", "产业与企业"]


def test_a_topic_the_lexicon_does_not_know_is_not_lost() -> None:
    """A fact with an unknown topic is shown under the last topic."""
    made = catalogue.assemble([one("有9个。", topic="早已改名").reading("改名")], samples.HARBIN)
    assert [topic.name for topic in made.topics] == ["其他"]


def test_events_of_all_places_make_one_timeline() -> None:
    """The city's timeline holds every event once, earliest first, whatever district it is of."""
    sample = samples.Sample("events.txt", "甲事。乙事。丙事。丁事。")
    for mention, date, district in (
        ("甲事", "2024-02", "南岗区"),
        ("乙事", "2016/2020", "香坊区"),
        ("丙事", "2024", None),
        ("丁事", "2024-02-19", "南岗区"),
    ):
        sample.event(mention, mention, date, district)
    made = catalogue.assemble([sample.reading("大事")], samples.HARBIN)
    assert [event.title for event in made.events] == ["乙事", "丙事", "甲事", "丁事"]
    assert [event.title for event in place(made, "南岗区").events] == ["甲事", "丁事"]


def test_people_seen_twice_are_listed_once() -> None:
    """One name in one role is one line with every mention; another role is another line."""
    sample = samples.Sample("people.txt", "书记王民说。书记王民又说。局长王民说。")
    sample.person("书记王民", "王民", "书记")
    sample.person("书记王民又", "王民", "书记")
    sample.person("局长王民", "王民", "局长")
    people = place(catalogue.assemble([sample.reading("人")], samples.HARBIN), "南岗区").people
    assert [(seen.role, len(seen.mentions)) for seen in people] == [("书记", 2), ("局长", 1)]


def test_someone_with_offices_in_two_districts_is_shown_in_both() -> None:
    """A district named in a role counts beside the one the record is of; a shorter name does not."""
    sample = samples.Sample("offices.txt", "新区主任、松北区区长肖彬说。高新区主任王民说。")
    sample.person("新区主任、松北区区长肖彬", "肖彬", "新区主任,松北区区长")
    sample.person("高新区主任王民", "王民", "高新区主任")
    made = catalogue.assemble([sample.reading("两职")], samples.HARBIN)
    assert [seen.name for seen in place(made, "松北区").people] == ["肖彬"]
    assert [seen.name for seen in place(made, "南岗区").people] == ["肖彬", "王民"]
    assert place(made, "哈尔滨新区").people == ()
    assert len(place(made, "松北区").articles) == 1


def test_plans_are_gathered_by_due_date() -> None:
    """Plans stand by the end of their period, undated ones last; what happened is not among them."""
    text = "1个。2个。3个。4个。"
    sample = samples.Sample("plans.txt", text)
    for mention, period in (("1个", None), ("2个", "2025"), ("3个", "2021/2024")):
        sample.observation(mention, text, "目标", mention[0], period=period, status=Status.PLAN)
    sample.observation("4个", text, "现状", "4")
    targets = place(catalogue.assemble([sample.reading("打算")], samples.HARBIN), "南岗区").targets
    assert [target.plan.lead.text for target in targets] == ["3个", "2个", "1个"]


def test_order_of_seeds_does_not_matter() -> None:
    """Readings given in any order make the same catalogue."""
    readings = []
    for number in range(5):
        sample = samples.Sample(f"{number}.txt", f"第{number}份有9个。")
        sample.observation("9个", f"第{number}份有9个。", f"指标{number}", "9")
        readings.append(sample.reading(f"第{number}份"))
    shuffled = random.Random(7).sample(readings, 5)  # noqa: S311  (a shuffle, not a secret)
    assert catalogue.assemble(shuffled, samples.HARBIN) == catalogue.assemble(readings, samples.HARBIN)


def test_telling_facts_come_from_different_topics_first() -> None:
    """Key figures tell of as many topics as there are before a second one of any."""
    made = place(catalogue.assemble([samples.nangang().reading("南岗")], samples.HARBIN), "南岗区")
    chosen = catalogue.telling(made, 3)
    assert [fact.lead.topic for fact in chosen] == ["项目与投资", "产业与企业", "项目与投资"]
    assert chosen[0].lead.text == "46.2亿元"
    assert catalogue.telling(made, 0) == []


def test_a_place_keeps_every_record_of_its_district() -> None:
    """Nothing that was read is lost on the way into the catalogue."""
    reading = samples.nangang().reading("南岗")
    here = place(catalogue.assemble([reading], samples.HARBIN), "南岗区")
    seen: set[str] = {one.id for fact in here.facts for one in fact.observations}
    seen |= {record.id for record in (*here.events, *here.distinctions)}
    seen |= {mention.id for sighting in here.people for mention in sighting.mentions}
    assert seen == {record.id for record in reading.records}
    assert {type(record) for record in reading.records} >= {Observation, Event}


def test_what_is_disputed_is_no_key_figure() -> None:
    """A value that another source contradicts is shown with the other one, never alone on a card."""
    sample = samples.Sample("one.txt", "有9个。共有8个。")
    sample.observation("9个", "有9个。", "重点项目", "9")
    sample.observation("8个", "共有8个。", "重点项目", "8")
    here = place(catalogue.assemble([sample.reading("两说")], samples.HARBIN), "南岗区")
    assert len(here.conflicts) == 1
    assert catalogue.telling(here, 3) == []


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (None, "时间不明"),
        ("2023", "2023年"),
        ("2024-02", "2024年2月"),
        ("2024-02-19", "2024年2月19日"),
        ("2016/2020", "2016—2020年"),
        ("2024-01/2024-06", "2024年1月—6月"),
        ("2023-11/2024-02", "2023年11月—2024年2月"),
        ("2024-02-19/2024-02-21", "2024年2月19日—2月21日"),
        ("2024-21", "2024年春季"),
        ("2024-33", "2024年一季度"),
        ("2024-40", "2024年上半年"),
        ("2023~", "约2023年"),
        ("../2025", "截至2025年"),
        ("2021/..", "2021年以来"),
        ("很久以前", "很久以前"),
    ],
)
def test_periods_are_said_in_chinese(period: str | None, said: str) -> None:
    """EDTF reads as a Chinese reader would write it; what is no EDTF stays as it is."""
    assert edtf.say(period) == said


@pytest.mark.parametrize(
    ("indicator", "sentence", "topic"),
    [
        ("省市重点项目完成投资", "", "项目与投资"),
        ("推进棚改项目面积", "", "住房与棚改"),
        ("种子门店", "", "农业农村"),
        ("绿化覆盖率", "", "生态环境"),
        ("地区生产总值", "带动就业", "经济总量与增长"),
        ("惠及居民", "改造老旧小区40个,惠及居民3.78万户。", "就业与民生保障"),
        ("面积", "新建公园面积9.4万平方米。", "城市建设与更新"),
        ("数量", "共三个。", "其他"),
    ],
)
def test_topics_follow_the_indicator_before_the_sentence(indicator: str, sentence: str, topic: str) -> None:
    """The indicator's own words decide; the sentence is asked only when they say nothing."""
    assert topics.topic_of(indicator, sentence) == topic


def test_topics_have_names_and_addresses_of_their_own() -> None:
    """No two topics share a name or an address, and only the last takes what nothing points at."""
    known = topics.topics()
    assert len({topic.name for topic in known}) == len({topic.slug for topic in known}) == len(known)
    assert [topic.name for topic in known if not topic.words] == ["其他"]
    assert known[-1].name == "其他"
