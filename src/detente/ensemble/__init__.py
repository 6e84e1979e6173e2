"""Draws of a case's ranges: seeds, columns, blocks."""

from detente.ensemble.columns import Draws, drawn
from detente.ensemble.drawn_case import UNIT, DrawnCase, draw_case
from detente.ensemble.run import blocks_of, over_blocks

__all__ = ["UNIT", "DrawnCase", "Draws", "blocks_of", "draw_case", "drawn", "over_blocks"]
