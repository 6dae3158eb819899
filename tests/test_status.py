"""Status: whether a number happened, is estimated or is aimed at, and for when."""

from __future__ import annotations

import pytest
from reader_examples import Case, cases, mentions, read_sentence, read_text

from generator.records import Observation, Status


@pytest.mark.parametrize("case", cases("status"))
def test_status_and_period_of_a_number(case: Case) -> None:
    """Each number has the status, and where one is given the period, that a careful reader would say."""
    reading = read_sentence(case)
    for surface, (status, *period) in case["facts"].items():
        found = mentions(reading, surface)
        assert len(found) == 1, surface
        assert found[0].status.value in status.split(" | "), (surface, found[0].reasons["status"])
        if period:
            got = (surface, found[0].period, found[0].reasons["period"])
            assert str(found[0].period) in period[0].split(" | "), got


def _statuses(text: str) -> list[Status]:
    return [each.status for each in read_text(text).records if isinstance(each, Observation)]


def test_under_a_heading_of_aims_everything_is_aimed_at() -> None:
    """A list below 预期目标 holds plans though no item says so; the next heading ends that."""
    page = (
        "# 南岗 政府工作报告\n\n2023年，南岗区完成投资46亿元。\n\n### 2024年预期目标\n\n"
        "- 地区生产总值增长6%\n- 固定资产投资增长8%\n\n### 2023年工作回顾\n\n新建公园3个。\n"
    )
    assert _statuses(page) == [Status.ACTUAL, Status.PLAN, Status.PLAN, Status.ACTUAL]


def test_a_full_stop_ends_the_reach_of_a_plan_word() -> None:
    """力争 governs its own sentence only."""
    page = "# 南岗 综述\n\n发布时间：2024-03-05\n\n力争新建学校5所。去年，新建公园3个。\n"
    assert _statuses(page) == [Status.PLAN, Status.ACTUAL]


def test_the_words_that_decided_are_kept() -> None:
    """The reason of a status names the word it was read from."""
    page = "# 南岗 综述\n\n发布时间：2024-03-05\n\n今年，力争新建学校5所。\n"
    [observation] = [each for each in read_text(page).records if isinstance(each, Observation)]
    assert "力争" in observation.reasons["status"]
