"""Which situations would hold: the stability of states in the graph model for conflict resolution.

Sources: Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993; Rego and Vieira 2017 (SSEQ); Fraser and Hipel 1984
(SIM); Li, Kilgour and Hipel 2005 (what can come about from today's state).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from detente.analyses.hold_doubt import doubts
from detente.analyses.hold_far import FAR_CONCEPTS, look_ahead
from detente.analyses.hold_levers import levered
from detente.analyses.hold_steady import STRICTEST, robustness
from detente.analyses.hold_together import as_blocs, coalitions
from detente.analyses.hold_wanted import wanted
from detente.analyses.state_graph import draw_states
from detente.case import Case
from detente.ensemble import Draws
from detente.errors import LimitError, UsageError
from detente.problem.moves import CompiledMoves, compile_moves
from detente.results.holding import Holding, MoveStep, Proof, Reply, Route, Situation
from detente.results.together import Blocs
from detente.solvers.moves import hypercube
from detente.solvers.moves.certificate import Certificate, Certifier
from detente.solvers.moves.paths import Paths, Step, paths_from
from detente.solvers.moves.rules import Rule
from detente.solvers.moves.sim import simultaneous
from detente.solvers.moves.stability import CONCEPTS, Concept, Verdicts, equilibria, stable

__all__ = ["ALL_CONCEPTS", "MOST_EXPLAINED", "MOST_LISTED", "analyse_holding"]

_AT_ONCE = ("sim", "seq-or-sim")

ALL_CONCEPTS = (*CONCEPTS, *_AT_ONCE, *FAR_CONCEPTS)
"""Every concept: two for cases that give options and merge no states, and the last two for two players."""

MOST_EXPLAINED = 8
"""Most equilibria that are explained."""

MOST_LISTED = 4096
"""Most states that are listed, with what is stable for whom; and most equilibria of one concept."""

_SMALL = 1 << 12
"""Simultaneous answers are worked out for at most so many states."""

Bools = NDArray[np.bool_]


def analyse_holding(
    case: Case,
    rule: Rule = "no-consecutive",
    concepts: Sequence[str] = (),
    *,
    blocs: Sequence[Sequence[str]] = (),
    horizon: int | None = None,
    draws: Draws | None = None,
) -> Holding:
    """Return which states are stable for whom, which are equilibria, and why.

    Parameters
    ----------
    case
        A checked case with `moves`.
    rule
        How others answer together: see `detente.solvers.moves.rules.transitions`.
    concepts
        Some of `ALL_CONCEPTS`; all that the case allows if none.
    blocs
        Players who always act as one: what holds for these is told beside what holds for players apart.
    horizon
        How many moves ahead ``limited`` looks.
    draws
        Of the ranges: in how many of them each situation would hold, where points say what somebody prefers.

    Raises
    ------
    LimitError
        If there are too many states or moves.
    UsageError
        If the case has no moves, or does not allow a concept or blocs that are asked for.
    """
    return _Question(compile_moves(case), rule, concepts, blocs, horizon).answer(case, draws)


class _Question:
    def __init__(
        self,
        compiled: CompiledMoves,
        rule: Rule,
        concepts: Sequence[str],
        blocs: Sequence[Sequence[str]],
        horizon: int | None,
    ) -> None:
        self.compiled = compiled
        self.rule: Rule = rule
        self.concepts = frozenset(concepts or ALL_CONCEPTS)
        self.blocs = blocs
        self._again = partial(_Question, rule=rule, concepts=concepts, blocs=(), horizon=horizon)
        self.foreseen = look_ahead(compiled, frozenset(concepts), horizon)
        if concepts and self.concepts.intersection(_AT_ONCE) - self.tables.keys():
            raise UsageError(
                "Simultaneous answers (sim, seq-or-sim) are worked out only where a case gives options, has no merged "
                f"states or common moves, and at most {_SMALL:,} situations. Ask for another concept."
            )

    @cached_property
    def verdicts(self) -> Verdicts:
        cube = self.compiled.hypercube
        return stable(self.compiled.game, self.rule) if cube is None else hypercube.stable(cube, self.rule)

    @cached_property
    def simultaneous(self) -> Bools | None:
        """Return what is stable where others answer at the same time; ``None`` where that is not defined."""
        vectors = self.compiled.vectors
        if vectors is None or self.compiled.states > _SMALL or self.compiled.space.moves.common:
            return None
        try:
            return simultaneous(self.compiled.game, vectors, self.compiled.masks)
        except LimitError:
            # Asked for everything, the other concepts are answered; `concepts` of the answer names them.
            return None

    @cached_property
    def tables(self) -> Mapping[str, Bools]:
        """Return per concept what is stable, shape ``(players, states)``."""
        found: dict[str, Bools] = {name: self.verdicts.stable[name] for name in CONCEPTS if name in self.concepts}
        if self.concepts.intersection(_AT_ONCE) and self.simultaneous is not None:
            further = {"sim": self.simultaneous, "seq-or-sim": self.simultaneous | self.verdicts.seq}
            found |= {name: table for name, table in further.items() if name in self.concepts}
        return found if self.foreseen is None else found | dict(self.foreseen.tables)

    @cached_property
    def guarded(self) -> Mapping[Concept, Bools]:
        """Return what is stable under the concepts asked for that are defined for groups too; under all if none is."""
        asked: list[Concept] = [concept for concept in CONCEPTS if concept in self.concepts] or [*CONCEPTS]
        return {concept: self.verdicts.stable[concept] for concept in asked}

    def ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.compiled.ids[row] for row in rows)

    @cached_property
    def resting(self) -> Mapping[str, NDArray[np.int64]]:
        """Return the equilibria per concept."""
        return {name: equilibria(table) for name, table in self.tables.items()}

    @cached_property
    def explained(self) -> list[int]:
        """Return the equilibria to explain: those under the most concepts first, then those best for the worst off."""
        votes = np.zeros(self.compiled.states, dtype=np.int64)
        for rows in self.resting.values():
            votes[rows] += 1
        rows = np.flatnonzero(votes)
        worst = self.compiled.ranks.min(axis=0)
        return rows[np.lexsort((rows, -worst[rows], -votes[rows]))][:MOST_EXPLAINED].tolist()

    @cached_property
    def tops(self) -> NDArray[np.int64]:
        """Return each player's highest rank."""
        return self.compiled.ranks.max(axis=1)

    def answer(self, case: Case, draws: Draws | None) -> Holding:
        compiled = self.compiled
        certifier = Certifier(compiled.game, self.rule)
        here = [row for row in (compiled.today, compiled.target) if row is not None]
        asked = list(dict.fromkeys([*self.explained, *here, *compiled.watch]))
        proofs = [self._proof(certifier, player, row) for row in asked for player in range(len(compiled.players))]
        ways = self._ways()
        named = {*asked, *compiled.watch, *([] if compiled.target is None else [compiled.target])}
        listed = compiled.states <= MOST_LISTED
        foremost = self.ids([*here, *self.explained[:4]])
        graph = draw_states(
            compiled,
            self.paths,
            [*here, *self.explained, *compiled.watch],
            ways,
            [proof for proof in proofs if proof.state in foremost],
        )
        aims = [*self.explained, *([] if compiled.target is None else [compiled.target])]
        steady = robustness(case, compiled, self.rule, self.resting, list(dict.fromkeys(aims)), draws)
        wish = wanted(compiled, self.rule, {name: self.tables[name] for name in CONCEPTS if name in self.tables})
        levers = levered(case, compiled, lambda pressed: self._again(pressed).resting, self.resting)
        told = {compiled.ids[row] for row in named} | _named(proofs, ways) | {*graph.states} | steady.named
        told |= {*(wish.named if wish else ()), *(levers.named if levers else ())}
        rows = {key: row for row, key in enumerate(compiled.ids) if listed or key in told}
        return Holding(
            players=compiled.players,
            rule=self.rule,
            concepts=tuple(self.tables),
            states=compiled.states,
            moves=sum(len(own.targets) for own in compiled.game.arcs),
            shown={key: self._situation(row) for key, row in rows.items()},
            today=None if compiled.today is None else compiled.ids[compiled.today],
            target=None if compiled.target is None else compiled.ids[compiled.target],
            stable={
                player: {name: self.ids(np.flatnonzero(table[place]).tolist()) for name, table in self.tables.items()}
                for place, player in enumerate(compiled.players)
            }
            if listed
            else {},
            listed=listed,
            equilibria={name: self.ids(rows[:MOST_LISTED].tolist()) for name, rows in self.resting.items()},
            equilibria_found={name: len(rows) for name, rows in self.resting.items()},
            proofs=tuple(proofs),
            ways=ways,
            explained=self.ids(self.explained),
            watch=self.ids(dict.fromkeys(compiled.watch)),
            together=coalitions(compiled, self.rule, asked),
            blocs=self._as_blocs(),
            doubt=doubts(compiled, self.rule, tuple(self.guarded)),
            farsight=None if self.foreseen is None else self.foreseen.expecting(compiled, asked),
            graph=graph,
            robustness=steady,
            wanted=wish,
            levers=levers,
        )

    def _as_blocs(self) -> Blocs | None:
        if not self.blocs:
            return None
        apart: dict[Concept, NDArray[np.int64]] = {
            concept: equilibria(table) for concept, table in self.guarded.items()
        }
        return as_blocs(self.compiled, self.rule, self.blocs, apart)

    def _situation(self, row: int) -> Situation:
        # Ranks are dense: the best state of each has the highest.
        ranks, tops = self.compiled.ranks, self.tops
        return Situation(
            self.compiled.ids[row],
            self.compiled.label(row),
            {player: 1 + int(tops[place] - ranks[place, row]) for place, player in enumerate(self.compiled.players)},
        )

    def _proof(self, certifier: Certifier, player: int, row: int) -> Proof:
        """Return why a state is stable for a player: by the strictest concept asked for that says so."""
        places = [place for place, concept in enumerate(STRICTEST) if concept in self.concepts] or [
            *range(len(CONCEPTS))
        ]
        calling = [place for place in places if self.verdicts.stable[STRICTEST[place]][player, row]]
        found = certifier.certificate(player, row, STRICTEST[calling[0] if calling else places[-1]])
        return Proof(
            self.compiled.players[player],
            self.compiled.ids[row],
            found.concept,
            found.stable,
            tuple(self._replies(found)),
        )

    def _replies(self, found: Certificate) -> Iterable[Reply]:
        for each in found.answers:
            escape = None if each.escape is None else self.compiled.ids[each.escape]
            yield Reply(self.compiled.ids[each.improvement], self._steps(each.path), escape, found.stable)

    def _steps(self, path: Sequence[Step]) -> tuple[MoveStep, ...]:
        return tuple(MoveStep(self.compiled.players[step.mover], self.compiled.ids[step.state]) for step in path)

    @cached_property
    def paths(self) -> Paths:
        """Return the shortest ways from today's state; from the first one where the case names none."""
        return paths_from(self.compiled.game, self.compiled.today or 0)

    def _ways(self) -> tuple[Route, ...]:
        today = self.compiled.today
        if today is None:
            return ()
        aim = self.compiled.target
        target = [] if aim is None or aim in self.explained else [aim]
        moves, improving = self.paths, paths_from(self.compiled.game, today, improving=True)
        found: list[Route] = []
        for row in (*self.explained, *target):
            if row == today:
                continue
            ways = [None if (path := kind.to(row)) is None else self._steps(path) for kind in (moves, improving)]
            found.append(Route(self.compiled.ids[row], ways[0], ways[1]))
        return tuple(found)


def _named(proofs: Iterable[Proof], ways: Iterable[Route]) -> set[str]:
    """Return the ids of all states that proofs and ways speak of."""
    found: set[str] = set()
    for proof in proofs:
        found.add(proof.state)
        for reply in proof.replies:
            found |= {reply.to, *(step.to for step in reply.path), *([reply.escape] if reply.escape else [])}
    for way in ways:
        found.add(way.state)
        for path in (way.moves, way.improving):
            found |= {step.to for step in path or ()}
    return found
