"""Which part of a graph model is drawn: how far its states are, and which moves lead where."""

from __future__ import annotations

import pytest

from detente.analyses.state_graph import MOST_DRAWN, MOST_WHOLE
from detente.results.state_graph import StateGraph
from detente.workspace import hold

CASES = (
    "cuba-1962",
    "elmira-1991",
    "prisoners-dilemma",
    "syria-iraq-1975",
    "ukraine-2025",
    "us-north-korea-2017",
)


def drawn(name: str) -> StateGraph:
    graph = hold(name).moves.graph
    assert graph is not None
    return graph


@pytest.mark.parametrize("name", CASES)
def test_small_models_are_whole_and_large_ones_show_what_is_told(name: str):
    found, graph = hold(name).moves, drawn(name)
    assert len(graph.states) == len(set(graph.states)) <= MOST_DRAWN
    assert set(graph.states) <= found.shown.keys()
    if found.states <= MOST_WHOLE:
        assert set(graph.states) == found.shown.keys()
        assert len(graph.arrows) == found.moves
    else:
        told = {
            found.today,
            found.target,
            *found.explained,
            *(step.to for way in found.ways for step in way.moves or ()),
        }
        assert told - {None} <= set(graph.states)


@pytest.mark.parametrize("name", CASES)
def test_arrows_are_told_by_the_order_of_their_player(name: str):
    found, graph = hold(name).moves, drawn(name)
    assert len(set(graph.arrows)) == len(graph.arrows)
    for arrow in graph.arrows:
        rank = {key: each.ranks[arrow.player] for key, each in found.shown.items()}
        assert arrow.improving == (rank[arrow.end] < rank[arrow.start])
        others = [each for each in graph.arrows if (each.player, each.start) == (arrow.player, arrow.start)]
        best = min(rank[each.end] for each in others)
        if arrow.best:
            assert arrow.improving
            assert rank[arrow.end] == best
        elif found.states <= MOST_WHOLE:
            assert not arrow.improving or rank[arrow.end] > best


@pytest.mark.parametrize("name", CASES)
def test_a_whole_model_rests_for_nash_where_no_improving_arrow_leaves(name: str):
    found, graph = hold(name, ["nash"]).moves, drawn(name)
    if found.states <= MOST_WHOLE:
        left = {arrow.start for arrow in graph.arrows if arrow.best}
        assert {*found.equilibria["nash"]} == set(graph.states) - left


@pytest.mark.parametrize("name", CASES)
def test_steps_count_the_fewest_moves_from_today(name: str):
    found, graph = hold(name).moves, drawn(name)
    assert graph.origin == (found.today or graph.states[0])
    assert graph.steps[graph.origin] == 0
    for way in found.ways:
        assert graph.steps[way.state] == (None if way.moves is None else len(way.moves))
    for arrow in graph.arrows:
        before = graph.steps[arrow.start]
        if before == 0:
            assert graph.steps[arrow.end] in {0, 1}


def test_elmira_is_four_columns_wide():
    graph = drawn("elmira-1991")
    assert graph.steps == {"2": 0, "18": 1, "3": 1, "4": 1, "8": 1, "19": 2, "20": 2, "5": 2, "21": 3}
