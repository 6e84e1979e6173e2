"""Whether packages would be signed and ratified (rules R1 to R5)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analyses.approval import DrawnRatifiers, bloc_chances, central_chances, central_shares, decided, spared
from detente.analyses.named import feasible_rows, packages_asked, spread_over
from detente.analyses.order import order_of
from detente.analyses.outcomes import Verdicts, outcomes_of
from detente.analyses.robust import Scores, neighbours, score, within
from detente.analyses.win_sets import Meeting, sampled_packages, win_set
from detente.case import Bloc, Case, Ratifier, Table
from detente.ensemble import Draws, draw_case
from detente.problem import Judges, Problem, compile_case, fitted
from detente.results import BlocVote, Deal, Named, Outcome, Ratification, RatifiedPackage, Vote
from detente.solvers.network import Integers, evaluate

__all__ = ["DEFAULT_AT_LEAST", "analyse_ratification"]

DEFAULT_AT_LEAST = 0.5
"""Chance of a yes that puts a package into a win-set, unless asked otherwise."""

_READIEST, _ROUGH, _STARTS, _ROUNDS, _JUDGED = 60, 100, 2, 12, 20
"""Candidates that ratifiers are readiest to pass, draws over which better ones are looked for, from how many, in how
many steps at most; and how many are judged over all draws."""

_CANDIDATES = 100
"""Efficient acceptable packages among which the one most often signed and ratified is looked for."""

Packages = NDArray[np.int64]
Floats = NDArray[np.float64]


class _View:
    """Packages as the parties and the ratifiers see them: at the central values, and in draws."""

    def __init__(self, problem: Problem, judges: Judges, draws: int, seed: int) -> None:
        self.problem = problem
        self.judges = judges
        self.drawn: DrawnRatifiers | None = None
        self._places: dict[tuple[int, ...], int] = {}
        self._held: dict[str, Floats] = {}
        if draws:
            fresh = Draws(seed, draws, "judging candidates")
            self.drawn = DrawnRatifiers(problem, draw_case(problem, fresh), fresh)

    def packages(self, asked: Sequence[tuple[tuple[str, ...], Packages]]) -> tuple[RatifiedPackage, ...]:
        """Return labelled packages with who signs and who ratifies them."""
        if not asked:
            return ()
        rows = np.stack([row for _, row in asked])
        outcomes = outcomes_of(self.problem, self.problem.red_lines, rows)
        sums = evaluate(self.judges.alone, rows)
        central = {each.name: central_chances(self.judges, each, sums) for each in self.judges.ratifiers}
        scores = self._scores(rows)
        chances = self.chances(rows)
        # Of the product, never the product of means (rule R3): the same draw makes several say no.
        every = list(chances.values()) or [chance[None, :] for chance in central.values()]
        together = np.prod(every, axis=0)
        whole = (scores.accepted * together).mean(axis=0)
        needed = self.problem.needed(rows)
        return tuple(
            RatifiedPackage(
                labels=labels,
                outcome=outcome,
                accepts={
                    party: float(scores.accepts[party][place])
                    for party, asks in zip(self.problem.consenting, needed[place], strict=True)
                    if asks
                },
                signed=float(scores.share[place]),
                votes={
                    each.name: self._vote(
                        each,
                        sums[[place]],
                        float(central[each.name][place]),
                        None if self.drawn is None else float(chances[each.name][:, place].mean()),
                    )
                    for each in self.judges.ratifiers
                },
                ratified=float(together[:, place].mean()),
                whole=float(whole[place]),
                order=order_of(self.problem, rows[place], self._needed(sums[[place]])),
            )
            for place, ((labels, _), outcome) in enumerate(zip(asked, outcomes, strict=True))
        )

    def whole(self, rows: Packages) -> Floats:
        """Return how often packages are signed and ratified, shape ``(packages,)``."""
        accepted = self._scores(rows).accepted
        if self.drawn is not None:
            together = np.prod(list(self.chances(rows).values()), axis=0)
        else:
            sums = evaluate(self.judges.alone, rows)
            together = np.prod([central_chances(self.judges, each, sums) for each in self.judges.ratifiers], axis=0)
        return (accepted * together).mean(axis=0)

    def chances(self, rows: Packages) -> dict[str, Floats]:
        """Return with what chance each ratifier says yes in the draws, shape ``(draws, packages)``; none without draws.

        Packages are asked about once, and many together: what a vote costs lies in its tables, one for each draw.
        """
        if self.drawn is None or not len(rows):
            return {}
        keys = [tuple(row) for row in rows.tolist()]
        new = [key for key in dict.fromkeys(keys) if key not in self._places]
        self._places.update({key: len(self._places) + place for place, key in enumerate(new)})
        for each in self.judges.ratifiers if new else ():
            found = self.drawn.chances(each, np.array(new, dtype=np.int64))
            self._held[each.name] = np.hstack([self._held[each.name], found]) if each.name in self._held else found
        at = [self._places[key] for key in keys]
        return {each.name: self._held[each.name][:, at] for each in self.judges.ratifiers}

    def _needed(self, sums: Integers) -> tuple[Ratifier, ...]:
        return tuple(each for each in self.judges.ratifiers if not spared(self.judges, each, sums)[0])

    def _scores(self, rows: Packages) -> Scores:
        if self.drawn is not None:
            return score(self.problem, self.drawn.case, rows)
        found = Verdicts.of(self.problem, self.problem.red_lines, rows)
        refuses = {party: found.refused(party) for party in self.problem.consenting}
        accepted = found.moved & ~np.logical_or.reduce(list(refuses.values()))
        return Scores(accepted[None, :], {party: (~no).astype(np.float64) for party, no in refuses.items()})

    def _vote(self, ratifier: Ratifier, sums: Integers, chance: float, mean: float | None) -> Vote:
        if spared(self.judges, ratifier, sums)[0]:
            return Vote(ratifier.name, needed=False, chance=1.0, drawn=None if mean is None else 1.0)
        yes = bloc_chances(self.judges, ratifier, sums)
        blocs = tuple(
            BlocVote(
                bloc.name,
                self._above(ratifier, bloc, sums),
                float(yes[0, :, place].mean()),
                self._decides(ratifier, yes[0], place),
            )
            for place, bloc in enumerate(ratifier.blocs.values())
        )
        return Vote(ratifier.name, needed=True, chance=chance, drawn=mean, blocs=blocs)

    def _above(self, ratifier: Ratifier, bloc: Bloc, sums: Integers) -> float | None:
        judge = self.judges.judge(ratifier, bloc)
        if not judge.party:
            return None
        column = self.judges.judges.index(judge)
        above = int(sums[0, column] - self.judges.floor(judge)) / self.judges.units[column]
        return above + float(bloc.leans.central)

    @staticmethod
    def _decides(ratifier: Ratifier, yes: Floats, place: int) -> float:
        """Return how much more often a ratifier says yes where a bloc surely does than where it surely does not."""
        discipline = np.array([float(bloc.discipline.central) for bloc in ratifier.blocs.values()])
        ends = np.stack([yes, yes])
        ends[0, :, place], ends[1, :, place] = 0.0, 1.0
        chances = decided(ratifier, ends.reshape(-1, yes.shape[-1]), discipline, central_shares(ratifier))
        no, sure = chances.reshape(2, -1).mean(axis=1)
        return float(sure - no)


def _keys(rows: Packages) -> list[tuple[int, ...]]:
    found: list[list[int]] = rows.tolist()
    return [tuple(row) for row in found]


def _climbed(rough: _View, candidates: Packages) -> tuple[Packages, int]:
    """Return the packages most often signed and ratified that were found, and how many were tried.

    From the best candidates it goes on to the best package that differs on one issue, as long as that is better. Over
    a few draws only: those found are judged over all of them afterwards.
    """
    known: dict[tuple[int, ...], float] = {}

    def judge(rows: Packages) -> None:
        new = [key for key in dict.fromkeys(_keys(rows)) if key not in known]
        if new:
            known.update(zip(new, rough.whole(np.array(new, dtype=np.int64)).tolist(), strict=True))

    def order() -> list[tuple[int, ...]]:
        return sorted(known, key=lambda key: -known[key])

    judge(candidates)
    for start in order()[:_STARTS]:
        here = start
        for _ in range(_ROUNDS):
            around = neighbours(rough.problem, np.array([here], dtype=np.int64))
            judge(around)
            best = max(_keys(around), key=lambda key: known[key], default=here)
            if known[best] <= known[here]:
                break
            here = best
    rows = np.array(order()[:_JUDGED], dtype=np.int64)
    return rows.reshape(len(rows), len(rough.problem.issues)), len(known)


def _best(view: _View, rows: Packages) -> RatifiedPackage | None:
    """Return the package most often signed and ratified; ``None`` where none ever is."""
    if not len(rows):
        return None
    whole = view.whole(rows)
    row = int(np.argmax(whole))
    return None if whole[row] <= 0 else view.packages([(("most often ratified",), rows[row])])[0]


def _candidates(problem: Problem, deal: Deal, more: Sequence[Outcome], readiest: Packages) -> Packages:
    """Return the packages among which the one most often ratified is looked for."""
    named = [each.outcome for each in deal.discussed]
    named += [each.outcome for each in deal.proposals.values() if each.outcome is not None]
    spread = spread_over(deal.acceptable_frontier.points, _CANDIDATES)
    return np.concatenate([readiest, feasible_rows(problem, (*more, *named, *spread))])


def analyse_ratification(
    case: Case,
    deal: Deal,
    *,
    draws: int,
    seed: int = 0,
    count: Sequence[str] = (),
    table: Table | None = None,
    packages: Sequence[Named] = (),
    at_least: float = DEFAULT_AT_LEAST,
) -> Ratification | None:
    """Return who ratifies what; ``None`` for a case without ratifiers.

    Parameters
    ----------
    case
        A checked case.
    deal
        Its answer at the central values.
    draws, seed
        The draws over which candidates are scored; 0 for the central values only.
    count, table
        As in `analyse_deal`.
    packages
        Those asked about, each with an option of every issue; the ones worth discussing and the proposals, if none.
    at_least
        The chance that puts a package into a win-set.

    Raises
    ------
    LimitError
        As for `analyse_deal`.
    """
    if not case.ratifiers:
        return None
    problem = compile_case(case, count, table)
    ratifiers = tuple(case.ratifiers.values())
    judges = Judges(problem, ratifiers)
    view = _View(problem, judges, draws, seed)
    sample = sampled_packages(problem, seed)
    meeting = Meeting(judges, at_least)
    agreement = meeting.agreement(sample)
    asked = packages_asked(problem, deal, packages)
    candidates = _candidates(problem, deal, agreement.best, meeting.readiest(_READIEST))
    named = within(problem.limits, np.array([row for _, row in asked], dtype=np.int64).reshape(-1, len(problem.issues)))
    rough = _View(problem, judges, min(draws, _ROUGH), seed)
    climbed, tried = _climbed(rough, np.concatenate([named, candidates]))
    view.chances(np.concatenate([climbed, *(row[None, :] for _, row in asked)]))
    return Ratification(
        ratifiers=case.ratifiers,
        at_least=at_least,
        packages=view.packages(asked),
        best=_best(view, climbed),
        tried=tried,
        win_sets=tuple(win_set(Judges(problem, (each,)), each, at_least, sample) for each in ratifiers),
        agreement=agreement,
        tightened=tuple(step for each in ratifiers for step in meeting.tightened(each)),
        fitted=tuple(
            f"{each.name}/{bloc.name}"
            for each in ratifiers
            for bloc in each.blocs.values()
            if fitted(case, bloc) is not None
        ),
        draws=draws,
        seed=seed,
    )
