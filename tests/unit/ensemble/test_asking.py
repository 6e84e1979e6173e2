"""Questions that other processes answer meanwhile."""

from __future__ import annotations

import os
from functools import partial
from multiprocessing import active_children

import pytest

from detente.ensemble import asking
from detente.errors import CaseError, Fault, LimitError


def added(numbers: list[int]) -> int:
    return sum(numbers)


def failed() -> int:
    raise ValueError("no answer")


@pytest.mark.parametrize("helpers", [0, 1, 2])
def test_answers_are_those_of_their_questions_in_whatever_order_they_are_wanted(helpers: int):
    with asking(helpers) as ask:
        answers = [ask(partial(added, [number, 10])) for number in range(4)]
        assert [answer() for answer in reversed(answers)] == [13, 12, 11, 10]


def too_many() -> int:
    raise LimitError("Too many packages.", "Split the case.")


def faulty() -> int:
    raise CaseError((Fault("unknown-issue", "talks.yaml", 3, 5, "rules", "There is no such issue.", "Name one."),))


@pytest.mark.parametrize(("helpers", "here"), [(0, True), (1, False)])
def test_helpers_are_other_processes(helpers: int, here: bool):
    with asking(helpers) as ask:
        assert (ask(os.getpid)() == os.getpid()) == here


def test_a_question_is_about_what_was_there_when_it_was_asked():
    numbers = [1, 2]
    with asking(1) as ask:
        answers = [ask(partial(added, numbers))]
        for number in range(20_000):
            numbers.append(number)
            if number % 1_000 == 0:
                answers.append(ask(partial(added, numbers)))
        expected = [3, *(3 + sum(range(number + 1)) for number in range(0, 20_000, 1_000))]
        assert [answer() for answer in answers] == expected


@pytest.mark.parametrize("helpers", [0, 1])
def test_an_error_comes_out_where_the_answer_is_wanted(helpers: int):
    with asking(helpers) as ask:
        answer, other = ask(failed), ask(partial(added, [1]))
        assert other() == 1
        with pytest.raises(ValueError, match="no answer"):
            answer()


def test_errors_of_the_program_come_out_whole():
    with asking(1) as ask:
        limit, fault = ask(too_many), ask(faulty)
        with pytest.raises(LimitError, match="Too many") as limited:
            limit()
        with pytest.raises(CaseError) as found:
            fault()
    assert limited.value.remedy == "Split the case."
    assert [fault.code for fault in found.value.faults] == ["unknown-issue"]


def test_helpers_are_gone_after_an_error_in_between():
    def broken_off() -> None:
        with asking(2) as ask:
            ask(partial(added, [1]))
            ask(partial(added, [2]))
            assert active_children()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert active_children() == []
