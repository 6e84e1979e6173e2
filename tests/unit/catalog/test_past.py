"""The shipped table of past ceasefires: it says what was kept, and what can be recomputed follows from the counts."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from detente.catalog import past_ceasefires
from detente.io.reference import classes_from_csv, classes_to_csv
from detente.results.reference import HORIZONS, Ends, ReferenceClass, fitting, wilson

DATA = Path(__file__).resolve().parents[2] / "data" / "ceasefire_reference_classes.csv"
KEPT = list(csv.DictReader(DATA.read_text(encoding="utf-8").splitlines()))
CLASSES = past_ceasefires().classes
PAIRS = [pytest.param(row, each, id=each.name) for row, each in zip(KEPT, CLASSES, strict=True)]
ENDS = {
    "never_took_effect": "never",
    "ended_by_violence_or_renounced": "violent",
    "expired": "expired",
    "extended_or_superseded": "extended",
    "still_in_force_2020": "in_force",
    "unknown": "unknown",
}


def rounded(value: float | None) -> float:
    assert value is not None
    return round(value, 3)


@pytest.mark.parametrize(("row", "each"), PAIRS)
def test_the_counts_are_those_kept_and_add_up(row: dict[str, str], each: ReferenceClass):
    assert {old: str(getattr(each.ends, new)) for old, new in ENDS.items()} == {old: row[old] for old in ENDS}
    assert (str(each.ends.total), str(each.ends.known)) == (row["n"], row["known_n"])
    assert str(each.countries) == row["n_countries"]


@pytest.mark.parametrize(("row", "each"), PAIRS)
def test_every_share_and_interval_follows_from_the_counts(row: dict[str, str], each: ReferenceClass):
    assert rounded(each.failed_share) == float(row["share_collapsed_or_never_known"])
    assert rounded(each.extended_share) == float(row["share_extended_known"])
    assert each.failed_interval
    assert [rounded(end) for end in each.failed_interval] == [float(row["c_lo"]), float(row["c_hi"])]
    assert each.extended_interval
    assert [rounded(end) for end in each.extended_interval] == [float(row["e_lo"]), float(row["e_hi"])]
    assert each.failed_bounds
    ends = [float(row["bound_low_collapse"]), float(row["bound_high_collapse"])]
    assert [rounded(end) for end in each.failed_bounds] == ends


@pytest.mark.parametrize(("row", "each"), PAIRS)
def test_what_needs_the_single_ceasefires_is_passed_on_as_kept(row: dict[str, str], each: ReferenceClass):
    assert each.dated == int(row["n_dated"])
    assert each.median_days == float(row["median_dated_duration"])
    assert each.no_violent_end == {day: float(row[f"KM_noviolentend_{day}d"]) for day in HORIZONS}
    kept = re.findall(r"[0-9.]+", row["cluster_boot_ext"])
    assert (list(each.extended_between) if each.extended_between else []) == [float(end) for end in kept]


def test_in_two_classes_more_are_dated_than_are_known_to_have_taken_effect_and_how_they_ended():
    known = {each.name: each.ends.known - each.ends.never for each in CLASSES}
    assert {each.name: (each.dated, known[each.name]) for each in CLASSES if each.dated > known[each.name]} == {
        "term of 1-3 days, agreed by several sides": (113, 112),
        "no term, general, agreed by several sides, without a mechanism": (72, 70),
    }


@pytest.mark.parametrize("each", CLASSES, ids=lambda each: each.name)
def test_what_cannot_be_recomputed_does_not_contradict_the_counts(each: ReferenceClass):
    curve = [1.0, *each.no_violent_end.values()]
    assert curve == sorted(curve, reverse=True)
    # Each step of the curve is at least one violent end, and takes at least one part in as many as were dated.
    steps = sum(later < earlier for earlier, later in pairwise(curve))
    assert steps <= each.ends.violent
    assert all(earlier - later >= earlier / each.dated - 0.001 for earlier, later in pairwise(curve) if later < earlier)
    if each.extended_between:
        assert each.extended_share is not None
        assert each.extended_between[0] <= each.extended_share <= each.extended_between[1]
        assert each.extended_interval
        # Ceasefires of one country resemble each other, so drawing whole countries makes the bounds wider.
        width = each.extended_between[1] - each.extended_between[0]
        assert width > each.extended_interval[1] - each.extended_interval[0] - 0.02


def test_dated_is_not_a_count_of_known_ends():
    """A day of the end may be known where its manner is not: the column cannot follow from the counts."""
    odd = [each.name for each in CLASSES if each.dated > each.ends.known - each.ends.never]
    assert odd == [
        "term of 1-3 days, agreed by several sides",
        "no term, general, agreed by several sides, without a mechanism",
    ]


def test_the_last_violent_end_takes_a_curve_to_nought_and_a_note_says_so():
    (odd,) = (each for each in CLASSES if each.no_violent_end[180] == 0)
    assert odd.term == (4, 10)
    assert any("4-10 days" in note and "rests on a handful" in note for note in past_ceasefires().notes)


def test_the_classes_with_and_without_a_mechanism_lie_in_the_open_ended_one():
    open_ended = {each.mechanism: each.ends for each in CLASSES if each.open_ended}
    for name in ENDS.values():
        parts = getattr(open_ended["yes"], name) + getattr(open_ended["no"], name)
        # The mechanism of six is not known.
        assert 0 <= getattr(open_ended["any"], name) - parts <= 6
    assert open_ended["any"].total - open_ended["yes"].total - open_ended["no"].total == 6


def test_the_table_goes_to_a_file_and_back():
    assert classes_from_csv(classes_to_csv(CLASSES)) == CLASSES


@pytest.mark.parametrize(("old", "new"), [("several", "sevral"), ("35.0", "many"), ("any,no", "any,perhaps")])
def test_a_table_that_is_none_is_refused(old: str, new: str):
    text = classes_to_csv(CLASSES).replace("30.0", "35.0")
    assert old in text
    with pytest.raises(ValueError, match=r"none of|could not convert"):
        classes_from_csv(text.replace(old, new))


@pytest.mark.parametrize(
    ("term", "several", "scope", "mechanism", "names"),
    [
        (30, True, "general", None, ["term of 28-31 days, agreed by several sides"]),
        (30, False, "general", None, ["term of 28-31 days, declared by one side"]),
        (
            30,
            True,
            "partial",
            True,
            ["term of 28-31 days, agreed by several sides", "partial, agreed by several sides"],
        ),
        (100, True, "general", False, ["term of 32-100 days, agreed by several sides"]),
        (101, True, "general", None, []),
        (2, False, "general", None, []),
        (None, False, "general", None, []),
        (None, True, "general", None, ["no term, general, agreed by several sides"]),
        (
            None,
            True,
            "general",
            True,
            [
                "no term, general, agreed by several sides, with a mechanism",
                "no term, general, agreed by several sides",
            ],
        ),
        (None, True, "partial", None, ["partial, agreed by several sides"]),
    ],
    ids=str,
)
def test_which_classes_fit(term: int | None, several: bool, scope: str, mechanism: bool | None, names: list[str]):
    found = fitting(CLASSES, term, several=several, scope=scope, mechanism=mechanism)  # type: ignore[arg-type]
    assert [each.name for each in found] == names


def test_the_caveats_are_the_three_that_matter():
    told = " ".join(past_ceasefires().caveats)
    assert all(
        words in told for words in ("civil wars", "Not renounced is not the same as not violated", "45% of the 2,203 ")
    )


@pytest.mark.parametrize(
    ("total", "unknown", "said"),
    [
        (150, 51, "For 34% of the 150 ceasefires it is not known how they ended, so every share has a second range."),
        (3000, 1, "For less than 1% of the 3,000 ceasefires it is not known how they ended, so every share has"),
        (3000, 2999, "For more than 99% of the 3,000 ceasefires it is not known how they ended, so every share has"),
        (20, 20, "Of none of the 20 ceasefires is it known how they ended."),
        (20, 0, "Of all 20 ceasefires it is known how they ended."),
        (1, 1, "Of the one ceasefire it is not known how it ended."),
        (1, 0, "Of the one ceasefire it is known how it ended."),
    ],
)
def test_the_caveat_about_unknown_ends_is_that_of_the_data(total: int, unknown: int, said: str):
    made = replace(past_ceasefires(), total=total, unknown=unknown, unknown_share=unknown / total)
    assert len(made.caveats) == 3
    assert made.caveats[-1].startswith(said)


@pytest.mark.parametrize("number", [1, 7, 40])
def test_a_wilson_interval_holds_the_shares_that_a_score_test_does_not_reject(number: int):
    """Independent of the closed form: its ends solve (k - n p)^2 = z^2 n p (1 - p)."""
    for hits in range(number + 1):
        found = wilson(hits, number)
        assert found is not None
        for end in found:
            assert (hits - number * end) ** 2 == pytest.approx(
                1.959963984540054**2 * number * end * (1 - end), abs=1e-9
            )
        assert found[0] <= float(Fraction(hits, number)) <= found[1]


def test_nothing_has_no_share():
    assert wilson(0, 0) is None
    none = Ends(0, 0, 0, 0, 0, 0)
    empty = ReferenceClass("none", None, "any", "any", "any", False, "", 0, none, 0, None, {})
    assert (empty.failed_share, empty.failed_bounds, empty.extended_share, empty.extended_interval) == (None,) * 4
