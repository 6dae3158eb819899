"""分别: each value gets the thing it is said of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_examples import read_text

from generator.records import Observation

DEALT = {
    "种子、化肥、农药到位率分别为98%、95%和90%。": ["种子到位率", "化肥到位率", "农药到位率"],
    "地区生产总值、固定资产投资分别增长5.2%、7.1%。": ["地区生产总值", "固定资产投资"],
    "一般公共预算收入、税收收入分别完成12亿元、9亿元。": ["一般公共预算收入", "税收收入"],
    "新增就业、失业人员再就业分别达到8000人和3200人。": ["新增就业", "失业人员再就业"],
    "新建、改建公厕分别为12座和20座。": ["新建公厕", "改建公厕"],
    "城镇、农村居民人均可支配收入分别增长5%和7%。": ["城镇居民人均可支配收入", "农村居民人均可支配收入"],
    "城乡居民人均可支配收入分别达到3.5万元和2.1万元。": ["城镇居民人均可支配收入", "农村居民人均可支配收入"],
    "第一、二、三产业增加值分别增长3%、4%和5%。": ["第一产业增加值", "第二产业增加值", "第三产业增加值"],
    "粮食产量和肉类产量分别达到20万吨和3万吨。": ["粮食产量", "肉类产量"],
    "普及率和覆盖率分别达到98%和95%。": ["普及率", "覆盖率"],
}


def names(sentence: str) -> list[str]:
    """Return what the numbers of a sentence measure, in order."""
    reading = read_text(f"# 阿城 综述\n\n发布时间：2024-04-18\n\n{sentence}\n")
    return [record.indicator for record in reading.records if isinstance(record, Observation)]


@pytest.mark.parametrize("sentence", DEALT)
def test_each_value_is_of_one_of_the_things_named_together(sentence: str) -> None:
    """As many names as values: what the last one says of all, the others say as well."""
    assert names(sentence) == DEALT[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "粮食、肉类产量达到20万吨。",
        "种子、化肥、农药到位率分别为98%、95%。",
        "种子、化肥到位率98%、95%。",
    ],
    ids=["one value", "fewer values", "no 分别"],
)
def test_a_list_that_does_not_fit_its_values_stays_whole(sentence: str) -> None:
    """Nothing is dealt out where it would be guessed."""
    assert all("、" in name for name in names(sentence))


THINGS = ["粮食产量", "固定资产投资", "税收收入", "进出口总额", "旅游收入", "工业增加值"]


@given(st.permutations(THINGS), st.integers(2, 5), st.data())
def test_any_list_of_whole_names_is_dealt_out(things: list[str], count: int, data: st.DataObject) -> None:
    """However many there are, and however they are joined, each value has its own name."""
    chosen = things[:count]
    joint = data.draw(st.sampled_from(["、", "和"]))
    values = [f"{data.draw(st.integers(1, 99))}%" for _ in chosen]
    listed = "、".join(chosen[:-1]) + joint + chosen[-1]
    assert names(f"{listed}分别增长{'、'.join(values)}。") == chosen
