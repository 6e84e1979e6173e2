"""What is said of a name that is too long, by the parser as by what reads sections."""

from __future__ import annotations

from detente.checks.words import quoted

__all__ = ["MAX_NAME", "SHORTER", "too_long"]

MAX_NAME = 80
"""Most characters of a name."""

SHORTER = f"Use at most {MAX_NAME} characters, and put the rest in `title` or `note`."
"""What to do about a name that has more."""


def too_long(name: str) -> str:
    """Return that a name is too long, with what it starts with.

    Examples
    --------
    >>> too_long("wage" * 300)
    'The name `wagewagewagewagewagewagewagewagewagewagewagewagewagewagewag…` has 1,200 characters.'
    """
    return f"The name {quoted(name)} has {len(name):,} characters."
