"""Votes in which blocs decide and each seat mostly follows its bloc: the number of yes votes, and whether it suffices.

A bloc says yes with some chance, apart from the others; each of its seats then votes as the bloc does with a chance
called discipline, and the other way otherwise, apart from the other seats. A bloc's yes votes are thus a mixture of two
binomial distributions, and all yes votes are the sum over blocs. What moves several blocs at once belongs into their
chances before they are given here: without it a vote would look far too certain.

The chance that a vote passes is linear in the chance of each bloc. So the chance is tabulated for every pattern of
bloc positions, and a row of chances only weighs that table: the blocs are cut into two halves, each pattern of a half
gets its distribution, and one matrix product joins them (the splitting of Horowitz and Sahni 1974). Where that would
be more work than adding one bloc after the other for every row, the latter is done. Both only multiply and add
numbers that are not negative: what cannot happen gets a chance of exactly 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import comb, log

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["no_veto_probability", "pass_probability", "referendum_share", "seat_distribution"]

_CHUNK = 1 << 15
"""About how many numbers an array of a chunk of rows holds: what a processor keeps near."""

_TABLES = 1 << 18
"""About how many numbers the distributions behind several tables hold."""

_ROWS = 512
"""Fewest rows of a chunk, so that a large table is not fetched for a few of them."""

_PRODUCT = 20
"""About how many multiplications of a matrix product cost as much as one outside it."""

_HALF = 10
"""Most blocs in one half of a table."""

Floats = NDArray[np.float64]


@lru_cache(maxsize=64)
def _log_ways(trials: int) -> Floats:
    # Logarithms of whole numbers keep what differences of log-gamma would lose.
    return np.array([log(comb(trials, count)) for count in range(trials + 1)])


def _binomials(trials: int, chance: Floats) -> Floats:
    """Return the distributions of the number of successes.

    Parameters
    ----------
    trials
        Number of trials.
    chance
        Chance of success, in (0, 1], shape ``(n,)``.

    Returns
    -------
    Shape ``(n, trials + 1)``; each row adds up to 1.
    """
    counts = np.arange(trials + 1)
    logs = _log_ways(trials) + counts * np.log(chance[:, None])
    with np.errstate(divide="ignore"):
        # A failure that cannot happen has the logarithm -inf; no failures at all need none.
        logs[:, :trials] += (trials - counts[:trials]) * np.log(1 - chance[:, None])
    found: Floats = np.exp(logs)
    return found / found.sum(axis=1, keepdims=True)


def _add(known: Floats, bloc: Floats) -> Floats:
    """Return the distributions of sums: the convolution along the first axis, number by number along the others.

    Parameters
    ----------
    known, bloc
        Shapes ``(a, ...)`` and ``(b, ...)``; the other axes fit together.
    """
    shape = np.broadcast_shapes(known.shape[1:], bloc.shape[1:])
    found = np.zeros((len(known) + len(bloc) - 1, *shape))
    # The shorter one is gone through number by number.
    one, other = (bloc, known) if len(bloc) < len(known) else (known, bloc)
    for count, part in enumerate(one):
        found[count : count + len(other)] += other * part
    return found


def _mixture(chance: Floats, follows: Floats) -> Floats:
    """Return the yes votes of a bloc that says yes with some chance; shapes ``(m,)``, ``(seats + 1, m or 1)``."""
    return chance * follows + (1 - chance) * follows[::-1]


def seat_distribution(chances: ArrayLike, seats: Sequence[int], discipline: ArrayLike) -> Floats:
    """Return the chance of each number of yes votes.

    Parameters
    ----------
    chances
        Chance that each bloc says yes, in [0, 1], shape ``(blocs,)``.
    seats
        Seats of each bloc, >= 0.
    discipline
        Chance that a seat votes as its bloc does, in [1/2, 1], shape ``(blocs,)``.

    Returns
    -------
    Shape ``(total + 1,)``: 0 to all seats.

    Examples
    --------
    >>> seat_distribution([1, 0.5], [1, 2], [1, 1]).tolist()
    [0.0, 0.5, 0.0, 0.5]
    """
    found = np.ones(1)
    for chance, number, follows in zip(
        np.asarray(chances, dtype=np.float64), seats, np.asarray(discipline, dtype=np.float64), strict=True
    ):
        found = _add(found, _mixture(chance, _binomials(number, follows[None])[0]))
    return found


def pass_probability(
    chances: ArrayLike,
    seats: Sequence[int],
    discipline: ArrayLike,
    needed: int,
    draw: NDArray[np.int64] | None = None,
) -> Floats:
    """Return the chance of at least `needed` yes votes, row by row.

    The chance is linear in that of each bloc, so what a bloc decides is the difference between two calls in which it
    surely says yes and surely says no.

    Parameters
    ----------
    chances
        Chance that each bloc says yes, in [0, 1], shape ``(m, blocs)``.
    seats
        Seats of each bloc, >= 0.
    discipline
        Chance that a seat votes as its bloc does, in [1/2, 1]: shape ``(blocs,)``, the same in every row, or
        ``(draws, blocs)``.
    needed
        Yes votes that suffice. 0 or fewer always pass; more than there are seats never do.
    draw
        Which row of `discipline` holds in each row of `chances`, shape ``(m,)``; only where it has several.

    Returns
    -------
    Shape ``(m,)``.

    Raises
    ------
    ValueError
        If `draw` is given without draws of `discipline`, or the other way round.

    Examples
    --------
    >>> pass_probability([[1, 0.5], [0.5, 0.5]], [2, 1], [1, 1], needed=3).tolist()
    [0.5, 0.25]
    """
    given = np.asarray(chances, dtype=np.float64)
    follows = np.asarray(discipline, dtype=np.float64)
    if (follows.ndim == 2) != (draw is not None):
        raise ValueError("`draw` goes with a discipline for each draw, and only with that.")
    found = np.zeros(len(given))
    if not len(given):
        return found
    kinds, kind = _kinds(follows, draw, len(given))
    if _by_table(seats, len(given), len(kinds)):
        for table, members in _tables(seats, kinds, kind, needed):
            _weigh(given, table, members, found)
    else:
        _row_by_row(given, seats, kinds, kind, needed, found)
    # Weights may add up to a little more than 1.
    return np.minimum(found, 1.0)


def _kinds(follows: Floats, draw: NDArray[np.int64] | None, rows: int) -> tuple[Floats, NDArray[np.int64]]:
    """Return the different disciplines, and which of them each row has."""
    if draw is None:
        return follows[None], np.zeros(rows, dtype=np.int64)
    kinds, place = np.unique(follows, axis=0, return_inverse=True)
    present, kind = np.unique(place.reshape(-1)[draw], return_inverse=True)
    return kinds[present], kind


def _by_table(seats: Sequence[int], rows: int, kinds: int) -> bool:
    """Return whether tables of all patterns, one per discipline, are less work than adding bloc by bloc in each row."""
    middle = len(seats) // 2
    if len(seats) - middle > _HALF:
        return False
    making = sum(
        2 ** (place + 1) * (number + 1) * (sum(half[:place]) + 1)
        for half in (seats[:middle], seats[middle:])
        for place, number in enumerate(half)
    )
    adding = sum((number + 1) * (sum(seats[:place]) + 1) for place, number in enumerate(seats))
    return kinds * making + rows * 2 ** len(seats) / _PRODUCT < rows * adding


def _patterns(seats: Sequence[int], follows: Floats) -> Floats:
    """Return the yes votes for each pattern of some blocs' positions.

    Parameters
    ----------
    seats
        Seats of each bloc.
    follows
        Shape ``(kinds, blocs)``.

    Returns
    -------
    Shape ``(total + 1, kinds, 2 ** blocs)``; in pattern i bloc b says yes if bit b of i is set.
    """
    found = np.ones((1, len(follows), 1))
    for number, chance in zip(seats, follows.T, strict=True):
        loyal = _binomials(number, chance).T[:, :, None]
        found = np.concatenate([_add(found, loyal[::-1]), _add(found, loyal)], axis=2)
    return found


def _tables(
    seats: Sequence[int], kinds: Floats, kind: NDArray[np.int64], needed: int
) -> Iterator[tuple[Floats, NDArray[np.int64]]]:
    """Yield the chance of passing for each pattern of blocs, and the rows it serves, discipline by discipline.

    A table has shape ``(patterns of the first half, patterns of the second half)``.
    """
    middle = len(seats) // 2
    first, second = sum(seats[:middle]), sum(seats[middle:])
    order = np.argsort(kind, kind="stable")
    ends = np.searchsorted(kind[order], np.arange(len(kinds) + 1))
    # Of the second half it matters whether it gives what the first leaves to get.
    missing = np.clip(needed - np.arange(first + 1), 0, second + 1)
    wide = 2 ** (len(seats) - middle)
    step = max(1, _TABLES // ((max(first, second) + 1) * wide))
    for start in range(0, len(kinds), step):
        block = kinds[start : start + step]
        one, other = _patterns(seats[:middle], block[:, :middle]), _patterns(seats[middle:], block[:, middle:])
        at_least = np.concatenate([np.cumsum(other[::-1], axis=0)[::-1], np.zeros_like(other[:1])])
        tables = one.transpose(1, 2, 0) @ at_least[missing].transpose(1, 0, 2)
        for place, table in enumerate(tables, start):
            yield table, order[ends[place] : ends[place + 1]]


def _weights(chances: Floats) -> Floats:
    """Return the chance of each pattern; ``(blocs, m)`` becomes ``(2 ** blocs, m)``."""
    found = np.ones((1, chances.shape[1]))
    for chance in chances:
        found = np.concatenate([found * (1 - chance), found * chance])
    return found


def _weigh(given: Floats, table: Floats, members: NDArray[np.int64], found: Floats) -> None:
    """Write the mean of a table, weighed by the chances of its patterns, for some rows."""
    middle = given.shape[1] // 2
    step = max(_ROWS, _CHUNK // table.shape[1])
    for start in range(0, len(members), step):
        rows = members[start : start + step]
        chances = np.ascontiguousarray(given[rows].T)
        passes = table.T @ _weights(chances[:middle])
        found[rows] = np.einsum("ij,ij->j", passes, _weights(chances[middle:]))


def _row_by_row(
    given: Floats, seats: Sequence[int], kinds: Floats, kind: NDArray[np.int64], needed: int, found: Floats
) -> None:
    """Write the chance of passing of each row, adding bloc by bloc."""
    order = np.argsort(kind, kind="stable")
    step = max(_ROWS, _CHUNK // (sum(seats) + 1))
    for start in range(0, len(given), step):
        rows = order[start : start + step]
        present, place = np.unique(kind[rows], return_inverse=True)
        votes = np.ones((1, len(rows)))
        for bloc, number in enumerate(seats):
            loyal = np.ascontiguousarray(_binomials(number, kinds[present, bloc])[place].T)
            votes = _add(votes, _mixture(given[rows, bloc], loyal))
        found[rows] = votes[max(needed, 0) :].sum(axis=0)


def referendum_share(chances: ArrayLike, weights: ArrayLike) -> Floats:
    """Return the yes share of a vote in which each bloc's voters say yes in some share.

    Parameters
    ----------
    chances
        Yes share within each bloc, shape ``(..., blocs)``.
    weights
        What each bloc has of all voters who turn out, >= 0 and not all 0, shape ``(blocs,)`` or ``(..., blocs)``;
        they need not add up to 1.

    Returns
    -------
    Shape ``(...,)``.

    Examples
    --------
    >>> float(referendum_share([0.5, 1.0], [3, 1]))
    0.625
    """
    parts = np.asarray(weights, dtype=np.float64)
    found: Floats = (np.asarray(chances, dtype=np.float64) * parts).sum(axis=-1) / parts.sum(axis=-1)
    return found


def no_veto_probability(chances: ArrayLike) -> Floats:
    """Return the chance that everybody who can veto says yes, each apart from the others.

    Parameters
    ----------
    chances
        Chance that each says yes, shape ``(..., holders)``.

    Returns
    -------
    Shape ``(...,)``.

    Examples
    --------
    >>> float(no_veto_probability([0.5, 0.5, 1.0]))
    0.25
    """
    found: Floats = np.prod(np.asarray(chances, dtype=np.float64), axis=-1)
    return found
