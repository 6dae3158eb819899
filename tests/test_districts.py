"""Districts: to which place a number, and an article, belongs."""

from __future__ import annotations

import pytest
from reader_examples import Case, cases, mentions, read_sentence, read_text


@pytest.mark.parametrize("case", cases("districts"))
def test_district_of_a_number(case: Case) -> None:
    """A number belongs to the district that its clause, its sentence or its headline speaks of."""
    reading = read_sentence(case)
    for surface, district in case["facts"].items():
        found = mentions(reading, surface)
        assert len(found) == 1, surface
        accepted = [None if name == "null" else name for name in (district or "null").split(" | ")]
        assert found[0].district in accepted, (surface, found[0].reasons["district"])


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("# 南岗 去年投资大增\n\n全区完成投资46亿元。\n", "南岗区"),
        ("# 项目建设提速\n\n本报讯 双城区召开会议，双城区开工项目3个。\n", "双城区"),
        ("# 全市春耕综述\n\n道里区备种3吨。呼兰区备种5吨。阿城区备种8吨。\n", "哈尔滨市"),
        ("# 哈尔滨市国民经济统计公报\n\n全市地区生产总值5576亿元。\n", "哈尔滨市"),
        ("# 黑龙江省统计公报\n\n全省地区生产总值1.6万亿元。\n", "黑龙江省"),
        ("# 松花江畔的春天\n\n江水开化，游人如织，拍照的有300人。\n", None),
        ("# 哈尔滨新区 奋力争先\n\n松北区与新区一体推进。\n", "哈尔滨新区"),
    ],
)
def test_district_of_an_article(text: str, district: str | None) -> None:
    """The headline decides; else the district most spoken of; of many, the city; of none, none."""
    assert [article.record.district for article in read_text(text).articles] == [district]
