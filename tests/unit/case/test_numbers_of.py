"""Every number of a case, in words, with its source, its reason and the column that it is drawn by."""

from __future__ import annotations

import pytest

from detente import catalog
from detente.case import Case, StatedNumber, numbers_of
from detente.ensemble import Draws, draw_case
from detente.io import read_text
from detente.problem import compile_case
from fuzz.seeds import EVERYTHING, IN_WORDS
from oracle.generate import RECIPES, Recipe, seeded_sample


def by_path(case: Case) -> dict[str, StatedNumber]:
    return {number.path: number for number in numbers_of(case)}


def test_every_form_in_words() -> None:
    numbers = by_path(read_text(EVERYTHING).case)
    words = {path: number.words for path, number in numbers.items()}
    assert words["preferences.A.weights.wage"] == "60"
    assert words["preferences.A.weights.term"] == "10 to 20"
    assert words["preferences.A.weights.place"] == "unknown"
    assert words["preferences.A.values.wage.no limit"] == "50 to 90, most likely 60"
    assert words["preferences.A.values.place.here"] == "unknown"
    assert words["preferences.A.no_deal"] == "better than {term: three, place: there}; worse than First"
    assert (numbers["preferences.B.then"].kind, words["preferences.B.then"]) == ("then", "5")
    assert words["preferences.O.weights.wage"] == "place 1 of 3"
    assert words["preferences.O.weights.term"] == "places 2 to 3 of 3, order unknown"
    assert words["preferences.O.values.wage.no limit"] == "100, the best"
    assert words["preferences.O.values.wage.8 = 4"] == "level 2 of 3, between 0 and 100"
    assert words["preferences.O.values.wage.0"] == "0, the worst"
    assert words["preferences.O.values.place.here"] == "best (100)"
    assert words["linkages.A.wage: 0 or 0.5, place: there"] == "-5 to 10"
    assert words["red_lines.A.term: three"] == "0.2 to 0.9"
    assert numbers["preferences.O.weights.term"].ordered == "wage > term, place"


def test_a_tie_is_one_number() -> None:
    numbers = [number for number in numbers_of(read_text(IN_WORDS).case) if number.party == "a"]
    tied = [number for number in numbers if number.path == "preferences.a.weights.x = y"]
    assert [number.issue for number in tied] == ["x", "y"]
    assert {number.words for number in tied} == {"places 1 to 2 of 3, tied"}


def test_a_number_has_its_source_and_its_issues_reason() -> None:
    numbers = list(numbers_of(read_text(EVERYTHING).case))
    wage = [number for number in numbers if number.party == "A" and number.issue == "wage"]
    assert len(wage) == 5
    assert {number.reason for number in wage} == {"because"}
    term = next(number for number in numbers if number.path == "preferences.A.weights.term")
    assert term.reason == ""
    assert (term.provenance.sources, term.provenance.by, term.provenance.confidence) == (("S1", "S2"), "me", "high")
    onlooker = next(number for number in numbers if number.path == "preferences.O.values.term.two")
    assert (onlooker.provenance.sources, onlooker.provenance.by) == (("S2",), "team")


def columns(case: Case) -> set[str]:
    return set(draw_case(compile_case(case), Draws(0, 4)).inputs)


@pytest.mark.parametrize("name", catalog.names())
def test_the_columns_of_a_shipped_case_are_those_its_numbers_name(name: str) -> None:
    with catalog.path(name) as file:
        case = read_text(file.read_bytes()).case
    lapsed = {
        path
        for number in numbers_of(case)
        # What may follow is drawn only where nothing but a first step is on the table.
        if number.party not in case.deciding or number.kind == "then"
        for path in number.columns
    }
    named = {path for number in numbers_of(case) for path in number.columns}
    assert columns(case) <= named
    assert named - columns(case) <= lapsed


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name.replace(" ", "-"))
def test_every_column_of_a_random_case_is_named_by_a_number(recipe: Recipe) -> None:
    for seed in range(10):
        case = seeded_sample(recipe, seed).case
        named = {path for number in numbers_of(case) for path in number.columns}
        assert columns(case) <= named, seed
