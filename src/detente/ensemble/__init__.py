"""Draws of a case's ranges: seeds, columns, blocks."""

from detente.ensemble.columns import Draws, drawn
from detente.ensemble.drawn_case import UNIT, DrawnCase, draw_case
from detente.ensemble.drawn_network import Block, DrawnNetwork, drawn_network
from detente.ensemble.keeping import DrawnKeeping, draw_keeping
from detente.ensemble.numbers import DrawnNumbers
from detente.ensemble.run import ALONE, Crew, asking, blocks_of, over_blocks

__all__ = [
    "ALONE",
    "UNIT",
    "Block",
    "Crew",
    "DrawnCase",
    "DrawnKeeping",
    "DrawnNetwork",
    "DrawnNumbers",
    "Draws",
    "asking",
    "blocks_of",
    "draw_case",
    "draw_keeping",
    "drawn",
    "drawn_network",
    "over_blocks",
]
