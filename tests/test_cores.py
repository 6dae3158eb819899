"""Work on all cores: whole, in order where asked for, and with no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import cores
from generator.errors import InputError


def slow_first(number: int) -> int:
    """Take longer the earlier it is asked for."""
    time.sleep(max(0, 5 - number) / 100)
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
@pytest.mark.parametrize("count", [0, 1, 2, 31])
def test_answers_come_in_order_however_long_each_takes(jobs: int, count: int) -> None:
    """All answers come, in the order of the questions, from as many processes as are asked for."""
    assert list(cores.in_order(slow_first, range(count), jobs)) == [n * n for n in range(count)]


def test_nothing_is_left_out_where_answers_wait_to_be_fetched() -> None:
    """Who fetches slowly gets all answers: a moment with all processes done is not the end."""
    found = []
    for answer in cores.in_order(slow_first, range(30), 2):
        time.sleep(0.01)
        found.append(answer)
    assert found == [n * n for n in range(30)]


@pytest.mark.parametrize("jobs", [1, 2, 50])
@pytest.mark.parametrize("count", [0, 1, 31])
def test_answers_in_any_order_are_all_there(jobs: int, count: int) -> None:
    """Each question is answered once."""
    assert sorted(cores.in_any_order(slow_first, range(count), jobs)) == [n * n for n in range(count)]


def test_in_any_order_none_waits_for_a_slow_one() -> None:
    """What takes long and is asked first comes last; two processes at a time do the rest meanwhile."""

    def work(number: int) -> int:
        time.sleep(0 if number else 1)
        return number

    assert list(cores.in_any_order(work, range(8), 2))[-1] == 0


def test_each_share_has_a_process_of_its_own() -> None:
    """What a share does to this process's memory is gone with it; with one job all is done here."""
    apart = list(cores.in_order(lambda _: os.getpid(), range(6), 2))
    assert len(set(apart)) == 6
    assert os.getpid() not in apart
    assert set(cores.in_order(lambda _: os.getpid(), range(6), 1)) == {os.getpid()}


def test_questions_are_not_asked_far_ahead() -> None:
    """Only a few answers wait: they would take memory."""
    asked = 0

    def questions() -> Iterator[int]:
        nonlocal asked
        for number in range(100):
            asked += 1
            yield number

    answers = cores.in_order(abs, questions(), 2)
    next(answers)
    assert asked < 10
    answers.close()  # type: ignore[attr-defined]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are started; others, such as the browser of other tests, do not count."""
    found: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        if process:
            found.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    return found


def assert_none_is_left(started: list[int]) -> None:
    """Hold that each process has ended and was waited for: the system knows none of them any more."""
    assert started
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_a_fault_is_raised_whole_when_its_turn_comes(started: list[int]) -> None:
    """An input's fault keeps its parts; what came before it was answered, and nothing stays under way."""

    def work(number: int) -> int:
        if number == 3:
            raise InputError(Path("seeds/a.txt"), "no text", "write one", line=7)
        return number

    answers = cores.in_order(work, range(10), 2)
    assert [next(answers) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(InputError, match=r"seeds/a.txt:7: no text; write one") as caught:
        next(answers)
    assert (caught.value.line, caught.value.advice) == (7, "write one")
    assert_none_is_left(started)


@pytest.mark.parametrize("run", [cores.in_order, cores.in_any_order])
def test_a_process_that_is_killed_is_a_fault(run: Callable[..., Iterator[int]]) -> None:
    """A share whose process ends without an answer is not taken for one that found nothing."""

    def work(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(RuntimeError, match="before its work was done"):
        list(run(work, range(3), 2))


@pytest.mark.parametrize("run", [cores.in_order, cores.in_any_order])
def test_a_fault_ends_what_is_under_way(run: Callable[..., Iterator[int]], started: list[int]) -> None:
    """Raised where it is asked for, and nothing goes on behind it."""

    def work(number: int) -> int:
        time.sleep(number / 20)
        raise InputError(Path(f"{number}.txt"), "no text", "write one")

    with pytest.raises(InputError, match=r"0.txt: no text"):
        list(run(work, range(9), 2))
    assert len(started) < 9
    assert_none_is_left(started)


@pytest.mark.parametrize("run", [cores.in_order, cores.in_any_order])
def test_who_stops_asking_leaves_no_process_behind(
    run: Callable[..., Iterator[object]], started: list[int]
) -> None:
    """Closing early ends what is under way."""
    answers = run(lambda _: subprocess.run(["sleep", "0.2"], check=True), range(8), 2)
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert_none_is_left(started)
