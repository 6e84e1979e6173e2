"""The published cases of moves are those of their sources, and every command knows what to say of them."""

from __future__ import annotations

from functools import cache

import pytest

from detente import catalog, notebook
from detente.errors import UsageError
from detente.io import read_case
from detente.problem.moves import CompiledMoves, compile_moves
from detente.solvers.moves.sim import simultaneous
from detente.solvers.moves.stability import Concept, equilibria, stable
from detente.workspace import compare, convert, diff, move, ratify, sheet

CASES = catalog.names("hold")
ELMIRA = {
    1: "NYNNN",
    2: "YYNNN",
    3: "NNYNN",
    4: "YNYNN",
    5: "NYNNY",
    6: "YYNNY",
    7: "NNYNY",
    8: "YNYNY",
    9: "plant abandoned",
}


@cache
def compiled(name: str) -> CompiledMoves:
    with catalog.path(name) as file:
        return compile_moves(read_case(file).case)


def held(name: str, concept: Concept) -> set[str]:
    """Return the ids of the states that are stable for all."""
    moves = compiled(name)
    return {moves.ids[row] for row in equilibria(stable(moves.game).stable[concept])}


@pytest.mark.parametrize(
    ("name", "concept", "ids"),
    [
        ("prisoners-dilemma", "nash", {"3"}),
        *(("prisoners-dilemma", concept, {"0", "3"}) for concept in ("gmr", "smr", "seq")),
        *(("elmira-1991", concept, {"18", "21", "8"}) for concept in ("nash", "seq")),
        *(("elmira-1991", concept, {"2", "5", "18", "21", "8"}) for concept in ("gmr", "smr")),
        ("cuba-1962", "nash", set[str]()),
        ("cuba-1962", "seq", {"4", "6"}),
        *(("syria-iraq-1975", concept, {"6"}) for concept in ("nash", "smr", "seq")),
        ("syria-iraq-1975", "gmr", {"1", "6"}),
        ("us-north-korea-2017", "smr", {"0", "4", "5", "10", "12"}),
    ],
)
def test_what_held_in_the_source_holds_here(name: str, concept: Concept, ids: set[str]):
    assert held(name, concept) == ids


def test_of_north_korea_the_source_counts_answers_at_the_same_time_too():
    moves = compiled("us-north-korea-2017")
    assert moves.vectors is not None
    either = stable(moves.game).seq | simultaneous(moves.game, moves.vectors, moves.masks)
    assert {moves.ids[row] for row in equilibria(either)} == {"0", "4", "5", "10"}


def test_the_moves_at_elmira_are_those_of_the_source():
    moves = compiled("elmira-1991")
    published = {moves.row(text): number for number, text in ELMIRA.items()}
    assert sorted(published) == list(range(9))
    found = [
        {(published[a], published[b]) for a, b in zip(arcs.sources.tolist(), arcs.targets.tolist(), strict=True)}
        for arcs in moves.game.arcs
    ]
    insists = {(1, 5), (2, 6), (3, 7), (4, 8)}
    assert found == [
        {(1, 2), (3, 4), (5, 6), (7, 8)},
        {(1, 3), (1, 9), (2, 4), (2, 9), (3, 9), (4, 9), (5, 7), (5, 9), (6, 8), (6, 9), (7, 9), (8, 9)},
        insists | {(b, a) for a, b in insists},
    ]
    order = [[published[row] for row in (-ranks).argsort()] for ranks in moves.ranks]
    assert order == [[7, 3, 4, 8, 5, 1, 2, 6, 9], [1, 4, 8, 5, 9, 3, 7, 2, 6], [7, 3, 5, 1, 8, 6, 4, 2, 9]]
    assert moves.label(moves.row(ELMIRA[8])) == "modify; accept; insist"


@pytest.mark.parametrize("name", ["cuba-1962", "us-north-korea-2017"])
def test_a_state_is_numbered_as_in_the_source(name: str):
    moves = compiled(name)
    bits = dict(zip(moves.space.moves.option_names, (1, 2, 4, 8), strict=True))
    for row, number in enumerate(moves.ids):
        assert sum(bits.get(option, 0) for option in moves.label(row).split("; ")) == int(number)


@pytest.mark.parametrize("name", CASES)
def test_what_has_nothing_to_deal_over_says_so(name: str):
    for ask in (
        lambda: ratify(name),
        lambda: move(name),
        lambda: compare(name, ["nash"]),
        lambda: diff(name, name),
        lambda: sheet(name),
        lambda: sheet(name, filled=True),
        lambda: convert([name], to="genius"),
        lambda: notebook.deal(name),
        lambda: notebook.draws(name),
    ):
        with pytest.raises(UsageError, match=r"nothing to deal over\. `detente hold`"):
            ask()


def test_a_notebook_shows_who_can_do_what():
    opened = notebook.read("cuba-1962")
    assert repr(opened) == "<case 'The Cuban missile crisis, 1962': 2 parties, no issues, moves>"
    page = opened._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert "Soviet Union: withdraw" in page
    assert "Issues" not in page
    assert "6 states" in notebook.read("syria-iraq-1975")._repr_html_()  # pyright: ignore[reportPrivateUsage]
