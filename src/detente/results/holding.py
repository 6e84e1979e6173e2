"""Which situations would hold, and who would move away from the others. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.errors import UsageError
from detente.results.ceasefire import CeasefireOutlook
from detente.results.state_graph import StateGraph
from detente.results.steadiness import Robustness
from detente.results.step import MoveStep
from detente.results.together import Blocs, Doubt, Farsight, Together
from detente.results.wanted import Levered, Wanted

__all__ = ["Held", "Holding", "MoveStep", "Proof", "Reply", "Route", "Situation"]


@dataclass(frozen=True, slots=True)
class Situation:
    """A state of the graph model.

    Parameters
    ----------
    key
        Its id: as the case gives it, or the number whose bits say which options are taken.
    label
        What it is called.
    ranks
        Per player, how good it is: 1 is the best; equal numbers are ties.
    """

    key: str
    label: str
    ranks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reply:
    """How others answer a better move.

    Parameters
    ----------
    to
        The better state that the player would move to.
    path
        What the others do then; none if they can do nothing, or if the concept asks for no answer.
    escape
        The best state that the player can still move to from there, under concepts that look at it.
    deters
        Whether the player ends no better than where it began, so that the move does not pay.
    """

    to: str
    path: tuple[MoveStep, ...]
    escape: str | None
    deters: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a state is stable for a player under a concept, or is not; each can be checked move by move.

    Parameters
    ----------
    replies
        If stable, one for each better move; otherwise the one that pays.
    """

    player: str
    state: str
    concept: str
    stable: bool
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """How a state can come about from today's.

    Parameters
    ----------
    state
        Where it leads.
    moves
        The fewest moves; ``None`` where no moves lead there.
    improving
        The fewest moves each of which is better for whoever makes it; ``None`` where none lead there.
    """

    state: str
    moves: tuple[MoveStep, ...] | None
    improving: tuple[MoveStep, ...] | None


@dataclass(frozen=True, slots=True)
class Holding:
    """Which states are stable for whom, which are equilibria, and why.

    Parameters
    ----------
    players
        Who moves.
    rule
        How others answer together: ``no-consecutive``, ``each-once`` or ``single``.
    concepts
        The concepts that were asked about, in their order.
    states
        How many there are.
    moves
        How many single moves there are, over all players.
    shown
        States by id: all of them if `listed`, else those that are named in what follows.
    today, target
        Ids, or ``None`` where the case names none.
    stable
        Per player and concept the ids of the states that are stable for it; empty if `listed` is false.
    listed
        Whether the stable states are listed; they are not where there are very many states.
    equilibria
        Per concept the ids of the states that are stable for all, at most `equilibria_found` of each.
    equilibria_found
        Per concept how many there are.
    proofs
        For the equilibria that are explained, today's state, the target and what is watched: per player under the
        strictest concept under which the state is stable for it, or why it is not stable for it at all.
    ways
        From today's state to the explained equilibria and the target.
    graph
        The states that a picture shows, and the moves between them.
    watch
        Ids of further states that the case asks about.
    together
        What coalitions would do in the states that proofs speak of.
    blocs
        What holds for blocs, if they were asked about.
    doubt
        What holds where preferences are unknown, if some are.
    farsight
        What two players do who look far ahead, if that was worked out.
    robustness
        In how many small variations the explained equilibria and the target would hold.
    wanted
        What would make the target hold, where the case names one and it is known.
    levers
        What levers do to the situations that hold, where they change what some player prefers.
    """

    players: tuple[str, ...]
    rule: str
    concepts: tuple[str, ...]
    states: int
    moves: int
    shown: Mapping[str, Situation]
    today: str | None
    target: str | None
    stable: Mapping[str, Mapping[str, tuple[str, ...]]]
    listed: bool
    equilibria: Mapping[str, tuple[str, ...]]
    equilibria_found: Mapping[str, int]
    proofs: tuple[Proof, ...]
    ways: tuple[Route, ...]
    explained: tuple[str, ...] = field(default=())
    graph: StateGraph | None = None
    watch: tuple[str, ...] = ()
    together: Together | None = None
    blocs: Blocs | None = None
    doubt: Doubt | None = None
    farsight: Farsight | None = None
    robustness: Robustness | None = None
    wanted: Wanted | None = None
    levers: Levered | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What would hold, with what is needed to reproduce it.

    Parameters
    ----------
    sha256
        Hash of the case's text.
    holding
        Which situations would hold; ``None`` for a case without moves.
    ceasefire
        Whether a ceasefire would hold; ``None`` for a case without one.
    """

    title: str
    sha256: str
    holding: Holding | None
    ceasefire: CeasefireOutlook | None = None

    @property
    def moves(self) -> Holding:
        """Return which situations would hold.

        Raises
        ------
        UsageError
            If the case has no moves.
        """
        if self.holding is None:
            raise UsageError("This case has no moves: nothing is said of the situations of a dispute.")
        return self.holding
