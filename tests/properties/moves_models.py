"""Random graph models, as the oracle and as the engine know them."""

from __future__ import annotations

from functools import cache
from random import Random

import numpy as np

from detente.solvers.moves.model import Arcs, Game, Hypercube
from oracle.moves import Model, explicit_model, option_model

COUNT = 2000


@cache
def models() -> tuple[Model, ...]:
    """Return two thousand models, half of them explicit graphs and half in option form."""
    rng = Random(6)
    return tuple(explicit_model(rng) if number % 2 else option_model(rng) for number in range(COUNT))


@cache
def games() -> tuple[Game, ...]:
    """Return the same models for the engine."""
    return tuple(game_of(model) for model in models())


def game_of(model: Model) -> Game:
    """Return a model for the engine."""
    return Game(model.states, tuple(Arcs.of(model.states, own) for own in model.arcs), np.array(model.ranks))


def cube_of(model: Model) -> Hypercube:
    """Return a model in plain option form for the engine."""
    return Hypercube(model.options, np.array(model.ranks))  # pyright: ignore[reportArgumentType]
