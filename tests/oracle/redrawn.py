"""Who signs and ratifies what in draws: every draw by itself, from the raw quantiles of every number (rules R1 to R3)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from statistics import NormalDist
from typing import TYPE_CHECKING

from detente.case import Brackets, Estimate, StatusQuoPlus, linkage_paths, option_text, red_line_paths
from oracle.fitted import root
from oracle.ratified import chance_of_votes, log_odds, logistic, passing, pert, votes_needed
from oracle.worth import completed, number, satisfies, status_quo_package

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from detente.case import Bloc, Case, Issue, Ratifier
    from oracle.brute import Positions
    from oracle.ratified import RatifiedTruth

FINE = 1_000_000


def fine(points: float) -> int:
    return round(points * FINE)


@dataclass(frozen=True)
class Redrawn:
    """A case in one draw.

    Parameters
    ----------
    column
        The quantile of this draw that belongs to a path.
    """

    ratified: RatifiedTruth
    column: Callable[[str], float]

    @property
    def case(self) -> Case:
        return self.ratified.case

    def number(self, estimate: Estimate, path: str) -> float:
        if estimate.low == estimate.high:
            return float(estimate.low)
        place = self.column(f"drivers.{estimate.driver}" if estimate.driver else path)
        if estimate.driver and estimate.against:
            place = 1 - place
        low, high = float(estimate.low), float(estimate.high)
        if estimate.likely is not None:
            rise = 4 * (float(estimate.likely) - low) / (high - low)
            place = pert(place, rise)
        return low + (high - low) * place

    def weights(self, party: str) -> dict[str, float]:
        stated, path = self.case.preferences[party].weights, f"preferences.{party}.weights"
        known = {n: self.number(stated[n], f"{path}.{n}") for n in self.case.issues if not stated[n].unknown}
        most = max(known.values(), default=1.0)
        raw = {n: known[n] if n in known else most * self.column(f"{path}.{n}") for n in self.case.issues}
        total = sum(raw.values())
        return {n: weight / total if total else 1 / len(raw) for n, weight in raw.items()}

    def points(self, party: str, issue: Issue) -> list[float]:
        """Return the points of every option of an issue."""
        path = f"preferences.{party}.values.{issue.name}"
        texts = [option_text(option) for option in issue.options]
        values = self.case.preferences[party].values.get(issue.name)
        if values is None:
            return [0.0] * len(texts)
        if values.unknown:
            return [100 * self.column(f"{path}.{text}") for text in texts]
        stated = {
            text: 100 * self.column(f"{path}.{text}")
            if given.unknown
            else self.number(given, path if issue.ordered else f"{path}.{text}")
            for text, given in values.points.items()
        }
        corners = sorted((x, stated[text]) for text in stated if (x := number(text)) is not None)
        found: list[float] = []
        for option, text in zip(issue.options, texts, strict=True):
            if text in stated:
                found.append(stated[text])
                continue
            ((x0, y0), (x1, y1)) = next(
                (a, b) for a, b in pairwise(corners) if not isinstance(option, str) and a[0] <= option <= b[0]
            )
            share = float((Fraction(option) - x0) / (x1 - x0))
            found.append(y0 * (1 - share) + y1 * share)
        return found

    @cached_property
    def tables(self) -> dict[str, list[list[int]]]:
        found: dict[str, list[list[int]]] = {}
        for party in self.ratified.truth.worths:
            weights = self.weights(party)
            found[party] = [
                [fine(weights[name] * points) for points in self.points(party, issue)]
                for name, issue in self.case.issues.items()
            ]
        return found

    @cached_property
    def links(self) -> list[int]:
        paths = linkage_paths(self.case)
        return [fine(self.number(link.adds, path)) for link, path in zip(self.case.linkages, paths, strict=True)]

    def worth(self, party: str, x: Positions, *, leads: bool) -> int:
        total = sum(table[k] for table, k in zip(self.tables[party], x, strict=True))
        for adds, link, meets in zip(self.links, self.case.linkages, self.ratified.met, strict=True):
            if link.party == party and (leads or not link.promise) and satisfies(x, meets):
                total += adds
        return total

    def no_deal(self, party: str, *, leads: bool) -> int:
        """Return the units that are enough: no deal, less one for every number that was rounded."""
        given = self.case.preferences[party].no_deal
        path = f"preferences.{party}.no_deal"
        if isinstance(given, Estimate):
            value = fine(self.number(given, path))
        elif isinstance(given, StatusQuoPlus):
            still = status_quo_package(self.case)
            if still is None:
                raise ValueError(party)
            value = self.worth(party, still, leads=leads) + fine(self.number(given.plus, path))
        elif isinstance(given, Brackets):
            low, high = (
                [self.worth(party, completed(self.case, each), leads=leads) for each in side]
                for side in (given.better_than, given.worse_than)
            )
            least, most = max(low, default=0), min(high, default=100 * FINE)
            value = least + round((most - least) * self.column(path))
        else:
            raise TypeError(party)
        terms = sum(link.party == party and (leads or not link.promise) for link in self.case.linkages)
        return value - (len(self.case.issues) + terms + 1)

    @cached_property
    def thresholds(self) -> dict[tuple[str, bool], int]:
        return {
            (party, leads): self.no_deal(party, leads=leads)
            for party in self.ratified.truth.no_deal
            for leads in (True, False)
        }

    @cached_property
    def meant(self) -> frozenset[int]:
        """Return which red lines are meant."""
        found: set[int] = set()
        for k, (line, path) in enumerate(zip(self.case.red_lines, red_line_paths(self.case), strict=True)):
            firm = self.number(line.firm, f"{path}.firm")
            certain = line.firm.low >= 1 or line.firm.high <= 0
            if firm >= 1 if certain else self.column(f"{path}.meant") < firm:
                found.add(k)
        return frozenset(found)

    def accepts(self, party: str, x: Positions) -> bool:
        truth = self.ratified.truth
        if self.worth(party, x, leads=True) < self.thresholds[party, True]:
            return False
        return not any(
            k in self.meant and satisfies(x, truth.crossed_by[k])
            for k in truth.standing
            if self.case.red_lines[k].party == party
        )

    def signed(self, x: Positions) -> bool:
        truth = self.ratified.truth
        asked = truth.needed(x) & set(truth.consenting)
        return x != truth.status_quo and all(self.accepts(party, x) for party in asked)

    def polled(self, ratifier: Ratifier, bloc: Bloc, x: Positions) -> float:
        """Return the log-odds of a polled bloc."""
        said = self.ratified.polled[ratifier.name, bloc.name]
        path = f"ratifiers.{ratifier.name}.blocs.{bloc.name}"
        if said.fit is not None:
            normal = [
                NormalDist().inv_cdf(self.column(f"{path}.attributes.{k}")) for k in range(len(said.fit.coefficients))
            ]
            drawn = [
                mean + math.fsum(a * z for a, z in zip(line, normal, strict=True))
                for mean, line in zip(said.fit.coefficients, root(said.fit.covariance), strict=True)
            ]
            return math.fsum(c * e for c, e in zip(drawn, said.row(x), strict=True))
        seen: dict[str, int] = {}
        shares: list[float] = []
        for poll in bloc.polls:
            text = str(poll.package)
            seen[text] = seen.get(text, 0) + 1
            again = "" if seen[text] == 1 else f" #{seen[text]}"
            shares.append(self.number(poll.yes, f"{path}.polls.{text}{again}"))
        speaking = said.speaking(x)
        if not speaking:
            return log_odds(self.column(f"{path}.polls"))
        return log_odds(sum(shares[k] for k in speaking) / len(speaking))

    @cached_property
    def votes(self) -> Mapping[str, tuple[dict[tuple[int, ...], float], list[float]]]:
        """Return per ratifier the chances of passing by pattern of blocs, and the blocs' shares."""
        found: dict[str, tuple[dict[tuple[int, ...], float], list[float]]] = {}
        for name, each in self.case.ratifiers.items():
            at = {bloc: f"ratifiers.{name}.blocs.{bloc}" for bloc in each.blocs}
            discipline = [self.number(bloc.discipline, f"{at[key]}.discipline") for key, bloc in each.blocs.items()]
            shares = [
                1.0 if bloc.share is None else self.number(bloc.share, f"{at[key]}.share")
                for key, bloc in each.blocs.items()
            ]
            seats = [bloc.seats for bloc in each.blocs.values()]
            vote = each.rule == "vote"
            found[name] = (chance_of_votes(seats, discipline, votes_needed(each)) if vote else {}, shares)
        return found

    def chance(self, ratifier: Ratifier, x: Positions) -> float:
        """Return the chance that a ratifier says yes in this draw; 1 where it is not asked."""
        if not self.ratified.needed(ratifier, x):
            return 1.0
        path = f"ratifiers.{ratifier.name}"
        swing = 0.0 if ratifier.swing is None else self.number(ratifier.swing, f"{path}.swing")
        scale = None if ratifier.scale is None else self.number(ratifier.scale, f"{path}.scale")
        yes: list[float] = []
        for name, bloc in ratifier.blocs.items():
            if bloc.polls:
                odds = self.polled(ratifier, bloc, x)
                yes.append(logistic(odds if scale is None else odds + swing / scale))
                continue
            leads = ratifier.rule == "head"
            units = self.worth(bloc.judges_as, x, leads=leads) - self.thresholds[bloc.judges_as, leads]
            points = units / FINE + self.number(bloc.leans, f"{path}.blocs.{name}.leans") + swing
            yes.append(float(points >= 0) if scale is None else logistic(points / scale))
        votes, shares = self.votes[ratifier.name]
        return passing(ratifier, yes, shares, votes)
