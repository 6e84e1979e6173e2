"""Blocs of players as somebody writes them: names with commas between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from detente.checks.words import did_you_mean, quoted
from detente.errors import UsageError

__all__ = ["named_bloc"]


def named_bloc(players: Collection[str], text: str) -> tuple[str, ...]:
    """Return the players that a text names, with commas between them; a name may hold spaces, and commas too.

    Raises
    ------
    UsageError
        If a name is no player's.

    Examples
    --------
    >>> named_bloc(["Bonn", "Paris, Rome"], "Paris, Rome, Bonn")
    ('Paris, Rome', 'Bonn')
    """
    pieces = [" ".join(piece.split()) for piece in text.split(",")]
    found: list[str] = []
    place = 0
    while place < len(pieces):
        # The longest name first, for one may begin like another.
        end = next((end for end in range(len(pieces), place, -1) if _joined(pieces, place, end) in players), 0)
        if not end:
            remedy = did_you_mean(pieces[place], players)
            raise UsageError(f"There is no player {quoted(pieces[place])} in the bloc {quoted(text)}. {remedy}")
        found.append(_joined(pieces, place, end))
        place = end
    return tuple(found)


def _joined(pieces: Sequence[str], start: int, end: int) -> str:
    return ", ".join(pieces[start:end])
