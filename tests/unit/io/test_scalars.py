from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial

import pytest
from pydantic import TypeAdapter, ValidationError

from detente.case import Estimate
from detente.io.sections.base import findings
from detente.io.sections.estimate import FIRM, NO_DEAL, VALUE, WEIGHT, Kind, read_estimate
from detente.io.sections.numbers import PLAIN, Wanted, read_number
from detente.io.sections.scalars import Date, Flag, Name, Text, WebAddress


def remedy(read: Callable[[object], object], value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        read(value)
    (found,) = findings(caught.value)
    return found.remedy


@pytest.mark.parametrize(
    ("text", "number"), [("40", 40), ("+4", 4), ("-0.50", Fraction(-1, 2)), (".5", Fraction(1, 2)), (" 7 ", 7)]
)
def test_plain_decimals_are_read_exactly(text: str, number: Fraction) -> None:
    assert read_number(text, PLAIN) == number


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("35-45", "`35..45`"),
        ("35 – 45", "`35..45`"),
        ("35 to 45", "`35..45`"),
        ("35…45", "`35..45`"),
        ("1_000", "`1000`"),
        ("1 000", "`1000`"),
        ("1'000", "`1000`"),
        ("1,000,000.5", "`1000000.5`"),
        ("3,5", "`3.5`"),
        ("0x1F", "`31`"),
        ("0b101", "`5`"),
        ("1e3", "`1000`"),
        ("1.5E-3", "`0.0015`"),
        ("5.", "`5`"),
        ("−5", "`-5`"),
        ("- 5", "`-5`"),
        ("50%", "`50` without"),
        ("60 points", "`60`"),
        ("€ 60", "`60`"),
        ("~60", "a range such as"),
        ("<60", "a range such as"),
        ("nan", "`unknown`"),
        ("n/a", "`unknown`"),
        ("Unknown", "`unknown`"),
        ("unknwon", "`unknown`"),
        ("inf", "finite"),
        ("1" * 41, "at most 40 characters"),
        ("1" * 41 + "%", "at most 40 characters"),
        ("1" * 41 + " points", "at most 40 characters"),
        ("0x" + "F" * 41, "at most 40 characters"),
        ("1e99999", "a number such as"),
        ("forty", "a number such as"),
        ("1/3", "`0.333333`"),
        ("٤٠", "a number such as"),
    ],
)
def test_common_slips_are_answered_with_the_right_spelling(text: str, hint: str) -> None:
    assert hint in remedy(partial(read_number, wanted=Wanted(span="35..45", unknown=True)), text)


CHANCE = Kind("a chance", 0, 1, "Write `0..1`.", "0.5", "0.3..0.7")
RATE = Kind("a rate per day", 0, 10_000, "Write a wide range such as `0..2`.", "0.2", "0.1..0.4", share=True)
DISCIPLINE = Kind("the discipline of a bloc", Fraction(1, 2), 1, "Write `0.5..1`.", "0.9", "0.8..0.95")


@pytest.mark.parametrize(
    ("kind", "text", "right"),
    [
        (CHANCE, "50%", "0.5"),
        (CHANCE, "12.5 %", "0.125"),
        (CHANCE, "12,5%", "0.125"),
        (CHANCE, "about 40%", "0.4"),
        (CHANCE, "50 percent", "0.5"),
        (CHANCE, "0.5%", "0.005"),
        (CHANCE, "30%..60%", "0.3..0.6"),
        (CHANCE, "30..60%", "0.3..0.6"),
        (CHANCE, "30-60%", "0.3..0.6"),
        (CHANCE, "60% to 30%", "0.3..0.6"),
        (CHANCE, "30 to 60", "0.3..0.6"),
        (CHANCE, "30..60", "0.3..0.6"),
        (CHANCE, "0..60", "0..0.6"),
        (CHANCE, "0.3..60", "0.6"),
        (CHANCE, "50 points", "0.5"),
        (CHANCE, "1e-1", "0.1"),
        (CHANCE, "5e1", "0.5"),
        (DISCIPLINE, "90%", "0.9"),
        (RATE, "1%", "0.01"),
        (NO_DEAL, "50%", "50"),
        (RATE, "5e3", "5000"),
        (VALUE, "30%..60%", "30..60"),
        (VALUE, "30% - 60%", "30..60"),
    ],
)
def test_what_is_told_to_be_written_is_right_at_once(kind: Kind, text: str, right: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read_estimate(kind, text)
    (found,) = findings(caught.value)
    assert re.findall("`(.*?)`", found.remedy) == [right]
    read_estimate(kind, right)


@pytest.mark.parametrize(
    ("kind", "text", "message", "told"),
    [
        (
            RATE,
            "1e9",
            "`1e9` is not a plain number, and `1000000000` is above 10000, the most that a rate per day can be.",
            "Write a number of at most 10000.",
        ),
        (
            CHANCE,
            "150%",
            "`150%` is not a plain number, and `1.5` is above 1, the most that a chance can be.",
            "Write a number of at most 1.",
        ),
        (
            CHANCE,
            "−5%",
            "`−5%` is not a plain number, and `-0.05` is below 0, the least that a chance can be.",
            "Write a number of at least 0.",
        ),
        (
            DISCIPLINE,
            "20%",
            "`20%` is not a plain number, and `0.2` is below 0.5, the least that the discipline of a bloc can be.",
            "Write a number of at least 0.5.",
        ),
        (
            DISCIPLINE,
            "20",
            "`20` is above 1, the most that the discipline of a bloc can be.",
            "Write a number of at most 1.",
        ),
    ],
)
def test_both_faults_of_a_number_are_told_at_once(kind: Kind, text: str, message: str, told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read_estimate(kind, text)
    (found,) = findings(caught.value)
    assert (found.message, found.remedy) == (message, told)


def test_the_points_of_an_estimate_are_told_as_what_it_stands_for() -> None:
    with pytest.raises(ValidationError) as caught:
        read_estimate(CHANCE, {"is": {"low": "30%", "likely": "50%", "high": "1e9"}})
    low, likely, high = sorted(findings(caught.value), key=lambda each: each.path)
    assert {each.remedy for each in (low, likely, high)} == {
        "Write it as a share of 1: `0.3`.",
        "Write it as a share of 1: `0.5`.",
        "Write a number of at most 1.",
    }


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2025-02-30", "2025-02-28"),
        ("2025-13-01", "month from 01 to 12"),
        ("17.3.2025", "`2025-03-17`"),
        ("2025/03/17", "`2025-03-17`"),
        ("2025-3-7", "`2025-03-07`"),
        ("2025-03-17 12:00", "`2025-03-17`"),
        ("2025", "`2025-01-01..2025-12-31`"),
        ("31.2.2025", "year-month-day"),
        ("2025-03-18..2025-03-14", "`2025-03-14..2025-03-18`"),
        ("2025-03-18..2025-03-32", "2025-03-31"),
        ("tomorrow", "year-month-day"),
        ("0000-01-01", "year from 0001"),
    ],
)
def test_dates_are_answered_with_the_right_spelling(text: str, hint: str) -> None:
    assert hint in remedy(TypeAdapter(Date).validate_python, text)


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("40", 40, 40), ("35..45", 35, 45), ("35 .. 45", 35, 45), ("-15..5", -15, 5), ("0.1..0.2", 0.1, 0.2)],
)
def test_points_and_ranges(value: str, low: float, high: float) -> None:
    estimate = read_estimate(NO_DEAL, value)
    assert (float(estimate.low), float(estimate.high)) == (low, high)


def test_three_points_and_provenance() -> None:
    estimate = read_estimate(
        VALUE,
        {
            "is": {"low": "0", "likely": "30", "high": "60"},
            "source": ["F1", "F2"],
            "by": "analyst",
            "confidence": "low",
            "moves_against": "front",
            "note": None,
        },
    )
    assert estimate.central == 30
    assert estimate.provenance.sources == ("F1", "F2")
    assert (estimate.provenance.confidence, estimate.provenance.note) == ("low", "")
    assert (estimate.driver, estimate.against) == ("front", True)


def test_unknown_is_not_indifference() -> None:
    assert read_estimate(WEIGHT, "unknown").unknown
    assert not read_estimate(WEIGHT, "0").unknown
    assert read_estimate(WEIGHT, {"is": "unknown", "by": "me"}).kind == "unknown"


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        (["35", "45"], ["not-an-estimate"]),
        (None, ["empty"]),
        ({"is": None}, ["empty"]),
        ({}, ["not-an-estimate"]),
        ({"low": "1", "high": "x"}, ["missing-key", "not-a-number"]),
        ({"is": "120", "confidence": "medium", "sorce": "a"}, ["not-a-choice", "out-of-bounds", "unknown-key"]),
        ({"is": {"is": "5"}}, ["not-an-estimate"]),
        ("1..2..3", ["not-a-range"]),
        ("5..", ["not-a-range"]),
        ("9..3", ["range-reversed"]),
        ("-1..101", ["out-of-bounds", "out-of-bounds"]),
    ],
)
def test_each_fault_of_an_estimate_is_reported_once(value: object, codes: list[str]) -> None:
    with pytest.raises(ValidationError) as caught:
        read_estimate(VALUE, value)
    found = findings(caught.value, ("preferences",))
    assert sorted(f.code for f in found) == codes
    assert all(f.path[0] == "preferences" and f.remedy for f in found)


def test_firmness_has_its_own_bounds() -> None:
    assert read_estimate(FIRM, "0..1") == Estimate(Fraction(0), Fraction(1))
    with pytest.raises(ValidationError):
        read_estimate(FIRM, "80")
    with pytest.raises(ValidationError):
        read_estimate(FIRM, "unknown")


@pytest.mark.parametrize("name", ["mi\u200ckhahad", "a: b", "x" * 80, "-", "日本"])
def test_names_may_be_any_visible_text(name: str) -> None:
    assert TypeAdapter(Name).validate_python(name) == name


@pytest.mark.parametrize("name", ["", " ", " a", "a\n", "x" * 81, "a\u202eb", "a\x1bb", None, ["a"]])
def test_names_that_cannot_be_seen_or_repeated_are_refused(name: object) -> None:
    assert remedy(TypeAdapter(Name).validate_python, name)


def test_texts_may_have_lines_but_no_control_characters() -> None:
    assert TypeAdapter(Text).validate_python("a\nb\tc") == "a\nb\tc"
    assert "escape" in remedy(TypeAdapter(Text).validate_python, "a\x1b[31mb")


@pytest.mark.parametrize(("text", "flag"), [("true", True), ("Yes", True), ("no", False), ("FALSE", False)])
def test_flags(text: str, flag: bool) -> None:
    assert TypeAdapter(Flag).validate_python(text) is flag


@pytest.mark.parametrize("address", ["example.org", "javascript:alert(1)", "https://a b", "file:///x", "http://"])
def test_only_web_addresses_are_addresses(address: str) -> None:
    assert "https://" in remedy(TypeAdapter(WebAddress).validate_python, address)
