"""Whole numbers as options, with words on what to write instead."""

from __future__ import annotations

import re

import click

__all__ = ["Whole"]

_DIGITS = re.compile(r"\s*[+-]?[0-9]+\s*")
_READABLE = 18
"""Digits of the longest number that is worth repeating, or converting at all."""


class Whole(click.IntRange):
    """A whole number between two others, in digits alone.

    Parameters
    ----------
    least, most
        The smallest and the largest one.
    example
        What to write, for who wrote something else.
    """

    def __init__(self, least: int, most: int, example: int) -> None:
        super().__init__(least, most)
        self.bounds = f"out of bounds. Take one from {least} to {most:,}."
        self.example = example

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return a number that somebody wrote."""
        text = str(value)
        if not _DIGITS.fullmatch(text):
            self.fail(f"{text[:60]!r} is not a whole number. Write, for example, {self.example}.", param, ctx)
        if len(text) > _READABLE:
            self.fail(f"The number is {self.bounds}", param, ctx)
        number = int(text)
        if (self.min is not None and number < self.min) or (self.max is not None and number > self.max):
            self.fail(f"{number:,} is {self.bounds}", param, ctx)
        return number
