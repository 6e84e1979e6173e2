"""The additive epsilon of a package (Zitzler and others 2003).

Source: Eckart Zitzler, Lothar Thiele, Marco Laumanns, Carlos M. Fonseca and Viviane Grunert da Fonseca, Performance
assessment of multiobjective optimizers: an analysis and review, IEEE Transactions on Evolutionary Computation 7(2),
2003, 117-132. For sets A and B of vectors to be maximised, the additive epsilon of A against B is the least number that
has to be added to every entry of A so that each vector of B is matched or beaten by one of A. The paper was not at hand;
the sets are ours, and the definition is written out below.

Where it differs from its source: what is reported is the most that every side could gain at once, which is minus the
epsilon of the frontier against the one package, and it is given only where the frontier has a package that costs nobody
anything.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from detente.io import read_text
from detente.results import Room
from detente.workspace import compare
from literature.menu import menu_text

Vector = tuple[int, int]
POINTS: dict[str, Vector] = {
    "a": (100, 0),
    "b": (80, 40),
    "c": (55, 55),
    "d": (30, 90),
    "e": (0, 100),
    "f": (50, 40),
    "g": (20, 20),
    "h": (80, 30),
}


def epsilon(first: list[Vector], second: list[Vector]) -> int:
    """Return the additive epsilon of a set against another, by its definition."""
    return max(min(max(b - a for a, b in zip(one, other, strict=True)) for one in first) for other in second)


def frontier() -> list[Vector]:
    """Return the efficient points among the acceptable ones: no deal is 10 for both."""
    acceptable = [point for point in POINTS.values() if min(point) >= 10]
    return [p for p in acceptable if not any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in acceptable)]


def room(name: str) -> Room | None:
    case = read_text(menu_text(POINTS, no_deal=[10, 10]))
    (found,) = compare(case, [f"deal={name}"], draws=0).packages
    return found.room


def test_the_frontier_by_hand():
    assert frontier() == [(80, 40), (55, 55), (30, 90)]


@pytest.mark.parametrize("name", ["b", "c", "d", "f", "g", "h"])
def test_what_all_could_gain_at_once_is_minus_the_epsilon_of_the_frontier(name: str):
    found = room(name)
    assert found is not None
    assert found.together == -epsilon(frontier(), [POINTS[name]])


@pytest.mark.parametrize(("name", "most"), [("b", 0), ("f", 5), ("g", 35), ("h", 0)])
def test_by_hand(name: str, most: int):
    # From f to c: 5 and 15. From g to c: 35 and 35. From h only b costs nobody anything, and it adds nothing for one.
    found = room(name)
    assert found is not None
    assert found.together == most


def test_a_set_has_no_distance_to_what_it_covers():
    for name, other in product(POINTS, repeat=2):
        covers = all(a >= b for a, b in zip(POINTS[name], POINTS[other], strict=True))
        assert (epsilon([POINTS[name]], [POINTS[other]]) <= 0) == covers


def test_there_is_no_distance_where_one_side_has_more_than_any_acceptable_package_gives():
    # One has 100 in a, at most 80 among the acceptable ones: epsilon would be 20, which says nothing of joint gains.
    assert epsilon(frontier(), [POINTS["a"]]) == 20
    assert room("a") is None


def test_it_depends_on_scales_and_what_one_side_could_gain_alone_does_not():
    found = room("f")
    assert found is not None
    # Alone: at nobody's cost, up to 80 (from 50) and up to 55 (from 40).
    assert found.gain == {"one": 30, "two": 15}
    halved = {name: (x, Fraction(y, 2)) for name, (x, y) in POINTS.items()}
    text = menu_text({name: (x, float(y)) for name, (x, y) in halved.items()}, no_deal=[10, 5])
    (other,) = compare(read_text(text), ["deal=f"], draws=0).packages
    assert other.room is not None
    assert other.room.gain == {"one": 30, "two": Fraction(15, 2)}
    assert other.room.together == 5
    # From g, twice as far for the first side as for the second: 35 and 17.5 in place of 35 and 35.
    (third,) = compare(read_text(text), ["deal=g"], draws=0).packages
    assert third.room is not None
    assert third.room.together == Fraction(35, 2)
