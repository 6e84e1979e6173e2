"""What binds and what a party's threshold is, once names are indices."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from detente.analyses import analyse_deal
from detente.case import (
    Brackets,
    Case,
    Condition,
    Estimate,
    Issue,
    Party,
    Preferences,
    RedLine,
    StatusQuoPlus,
    Values,
    parse_date,
)
from detente.errors import UsageError
from detente.problem import compile_case


def point(value: int) -> Estimate:
    return Estimate.point(value)


def small_case() -> Case:
    issue = Issue("shifts", ("fixed", "rotating"), status_quo="fixed")
    values = Values({"fixed": point(0), "rotating": point(100)})
    preferences = Preferences("company", {"shifts": point(3)}, {"shifts": values}, point(20))
    return Case("Small", {"company": Party("company")}, {"shifts": issue}, {"company": preferences})


def with_no_deal(no_deal: Brackets | StatusQuoPlus) -> Case:
    case = small_case()
    return replace(case, preferences={"company": replace(case.preferences["company"], no_deal=no_deal)})


@pytest.mark.parametrize(
    ("as_of", "until", "binds"),
    [
        ("2025-03", "2025-03-16", False),
        ("2025-03-17", "2025-03-16", False),
        ("2025-03-16", "2025-03-16", True),
        ("2025-02-28", "2025-03", True),
    ],
)
def test_a_red_line_lapses_after_its_last_day(as_of: str, until: str, binds: bool) -> None:
    line = RedLine("company", Condition({"shifts": ("rotating",)}), point(1), until=parse_date(until))
    case = replace(small_case(), as_of=parse_date(as_of), red_lines=(line,))
    assert bool(compile_case(case).red_lines) is binds


def test_brackets_take_the_middle_between_what_is_worse_and_what_is_better() -> None:
    brackets = Brackets(better_than=({"shifts": "fixed"},), worse_than=({"shifts": "rotating"},))
    assert compile_case(with_no_deal(brackets)).no_deal == {"company": Fraction(50)}
    assert compile_case(with_no_deal(Brackets(better_than=({"shifts": "fixed"},)))).no_deal == {"company": 50}
    assert compile_case(with_no_deal(Brackets(worse_than=({"shifts": "fixed"},)))).no_deal == {"company": 0}


def test_status_quo_plus_adds_to_the_status_quo_package() -> None:
    plus = StatusQuoPlus(Estimate(Fraction(-15), Fraction(5)))
    assert compile_case(with_no_deal(plus)).no_deal == {"company": Fraction(-5)}


def test_a_threshold_beyond_64_bits_is_compared_exactly() -> None:
    case = small_case()
    tiny = Values({"fixed": point(0), "rotating": Estimate(Fraction(1, 10**38), Fraction(1, 10**38))})
    for no_deal, zopa in ((Fraction(1, 10**38), True), (Fraction(2, 10**38), False), (Fraction(20), False)):
        given = replace(case.preferences["company"], values={"shifts": tiny}, no_deal=Estimate(no_deal, no_deal))
        assert analyse_deal(replace(case, preferences={"company": given})).zopa is zopa


def test_an_unchecked_case_is_refused_in_words() -> None:
    case = small_case()
    bare = replace(case, preferences={"company": replace(case.preferences["company"], no_deal=None)})
    with pytest.raises(UsageError, match="no-deal value: company"):
        compile_case(bare)


def test_only_a_consenting_mediator_can_be_counted() -> None:
    with pytest.raises(UsageError, match="not a mediator whose consent is required"):
        compile_case(small_case(), count=("company",))
