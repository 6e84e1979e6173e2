"""Every number of a case, in words, with its source, its reason and the column that it is drawn by."""

from __future__ import annotations

import pytest

from detente import catalog
from detente.case import Case, StatedNumber, numbers_of, poll_paths
from detente.ensemble import UNIT, Draws, draw_case
from detente.io import read_text
from detente.problem import compile_case
from fuzz.seeds import EVERYTHING, IN_WORDS, MINIMAL
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


@pytest.mark.parametrize("name", catalog.names("analyse"))
def test_the_columns_of_a_shipped_case_are_those_its_numbers_name(name: str) -> None:
    with catalog.path(name) as file:
        case = read_text(file.read_bytes()).case
    lapsed = {
        path
        for number in numbers_of(case)
        # What may follow is drawn only where nothing but a first step is on the table; what is said of ratifiers,
        # levers, broken promises and a ceasefire, only where these are asked about.
        if number.party not in case.deciding
        or number.kind == "then"
        or number.path.startswith(("ratifiers.", "levers.", "kept.", "ceasefire."))
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


def test_the_numbers_of_promises_ratifiers_and_levers_in_words() -> None:
    numbers = by_path(read_text(EVERYTHING).case)
    words = {path: (number.kind, number.party, number.words) for path, number in numbers.items()}
    assert words["commitments.A.term: three"] == ("audience cost", "A", "5 to 15")
    assert words["commitments.B.wage: 6..8"] == ("audience cost", "B", "2 to 7, most likely 3")
    assert words["ratifiers.House.swing"] == ("swing", "A", "-8 to 8")
    assert words["ratifiers.House.scale"] == ("scale", "A", "5 to 10")
    assert words["ratifiers.House.blocs.left.leans"] == ("leaning", "A", "-5 to 5")
    assert words["ratifiers.House.blocs.left.discipline"] == ("discipline", "A", "0.9 to 1")
    assert words["ratifiers.House.blocs.right.discipline"] == ("discipline", "A", "1")
    assert words["ratifiers.People.blocs.polled.share"] == ("share", "A", "0.6 to 0.7")
    assert words["ratifiers.People.blocs.polled.polls.term: one"] == ("poll", "A", "0.55 to 0.65")
    assert words["ratifiers.Head.blocs.Head.leans"] == ("leaning", "B", "0")
    assert words["levers.Fund.credibility"] == ("credibility", "M", "0.5 to 0.9")
    assert words["levers.Fund.levels.half.cost"] == ("lever cost", "M", "1 to 3")
    assert words["levers.Fund.levels.half.effects.A.no_deal"] == ("effect", "A", "-8 to -4")
    assert words["levers.Fund.levels.half.effects.B.deal"] == ("effect", "B", "2")
    assert words["levers.Fund.levels.full.effects.A.term: one, wage: 0..4"] == ("effect", "A", "3 to 4")
    assert words["levers.Grant.levels.on.cost"] == ("lever cost", "O", "4")
    assert "ratifiers.House.blocs.left.share" not in words
    assert "ratifiers.People.blocs.polled.leans" not in words


def test_numbers_beyond_preferences_move_with_their_driver_or_alone() -> None:
    numbers = by_path(read_text(EVERYTHING).case)
    drawn = {path: number.drawn_by for path, number in numbers.items() if number.drawn_by}
    assert drawn["commitments.A.term: three"] == drawn["ratifiers.House.swing"] == "drivers.mood"
    assert drawn["levers.Fund.levels.full.effects.A.no_deal"] == "drivers.mood"
    assert drawn["ratifiers.House.scale"] == "ratifiers.House.scale"
    assert "levers.Fund.levels.half.effects.B.deal" not in drawn


def test_polls_about_the_same_are_told_apart() -> None:
    polls = "polls: [{package: {x: l}, yes: 0..1}, {package: {x: l}, yes: 0..1}]"
    text = f"{MINIMAL}ratifiers: {{r: {{of: a, rule: head, blocs: {{all: {{{polls}}}}}}}}}\n"
    paths = ["ratifiers.r.blocs.all.polls.x: l", "ratifiers.r.blocs.all.polls.x: l #2"]
    case = read_text(text).case
    assert [number.drawn_by for number in numbers_of(case) if number.kind == "poll"] == paths
    assert list(poll_paths(case.ratifiers["r"], case.ratifiers["r"].blocs["all"])) == paths


def test_the_cost_of_a_broken_promise_is_drawn_under_its_path() -> None:
    case = read_text(f"{MINIMAL}commitments: [{{party: a, never: {{x: l}}, costs: 5..15}}]\n").case
    drawn = draw_case(compile_case(case), Draws(0, 4))
    assert list(drawn.inputs) == ["commitments.a.x: l"]
    assert all(-15 * UNIT <= cost <= -5 * UNIT for cost in drawn.linkages[0])
