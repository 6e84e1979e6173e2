"""Who has to agree to what, by writing it out package by package (rule C4), at the whole table or at another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from detente.case import Estimate, Table, option_text
from oracle.brute import Truth
from oracle.generate import chance
from oracle.worth import central, meeting, picked, satisfies, status_quo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from random import Random

    from detente.case import Case
    from oracle.brute import Obstacle, Positions
    from oracle.worth import Worth


@dataclass(frozen=True)
class SeatedTruth(Truth):
    """What is true of a case at one of its tables, or at one stage, or where consent depends on the package."""

    table: Table | None = None

    @cached_property
    def required(self) -> tuple[str, ...]:
        return tuple(name for name, party in self.case.parties.items() if party.consent)

    def deciders(self, name: str) -> set[str]:
        return set(self.case.issues[name].decided_by) or set(self.required)

    @cached_property
    def movable(self) -> tuple[str, ...]:
        table = self.table
        if table is None:
            return tuple(self.case.issues)
        return tuple(
            name
            for name, issue in self.case.issues.items()
            if (not table.issues or name in table.issues)
            and name not in table.given
            and table.stage in ("", issue.stage)
            and (not table.parties or self.deciders(name) <= set(table.parties))
        )

    @cached_property
    def held(self) -> dict[str, int]:
        given: Mapping[str, str] = {} if self.table is None else self.table.given
        found: dict[str, int] = {}
        for name, issue in self.case.issues.items():
            if name not in self.movable:
                (found[name],) = picked(issue, given.get(name, issue.status_quo or ""))
        return found

    @cached_property
    def consenting(self) -> tuple[str, ...]:
        there = self.table.parties if self.table is not None and self.table.parties else tuple(self.case.parties)
        deciding = {party for name in self.movable for party in self.deciders(name)}
        return tuple(
            name for name in self.case.parties if name in there and (name in self.required or name in deciding)
        )

    @property
    def everybody(self) -> bool:
        return self.table is None or not self.table.parties

    @cached_property
    def counted(self) -> tuple[str, ...]:
        sure = [name for name in self.consenting if name in self.required or not self.everybody]
        named = {party for name in self.movable for party in self.case.issues[name].decided_by}
        return tuple(
            name
            for name in sure
            if self.case.parties[name].role == "principal"
            or name in self.count
            or (not self.everybody and name in named)
        )

    @cached_property
    def breaks_rule(self) -> list[Callable[[Positions], bool]]:
        places = {list(self.case.issues).index(name): k for name, k in self.held.items()}

        def moves_what_is_held(x: Positions) -> bool:
            return any(x[i] != k for i, k in places.items())

        return [*Truth(self.case).breaks_rule, moves_what_is_held]

    @cached_property
    def outcomes(self) -> list[Positions]:
        places = {list(self.case.issues).index(name): k for name, k in self.held.items()}
        return [x for x in Truth(self.case).outcomes if all(x[i] == k for i, k in places.items())]

    @cached_property
    def then(self) -> dict[str, Fraction]:
        if self.table is None or self.table.stage != "first":
            return {}
        given = {name: preferences.then for name, preferences in self.case.preferences.items()}
        return {name: central(then) for name, then in given.items() if then is not None}

    @cached_property
    def worths(self) -> dict[str, Worth]:
        found: dict[str, Worth] = {}
        for name, plain in Truth(self.case).worths.items():
            first, *rest = plain.tables
            more = self.then.get(name, Fraction(0))
            found[name] = replace(plain, tables=(tuple(points + more for points in first), *rest))
        return found

    @cached_property
    def no_deal(self) -> dict[str, Fraction]:
        return Truth(self.case).no_deal

    @cached_property
    def status_quo(self) -> Positions | None:
        stands = [self.held.get(name, status_quo(issue)) for name, issue in self.case.issues.items()]
        return tuple(k for k in stands if k is not None) if None not in stands else None

    def moved(self, x: Positions) -> set[str]:
        issues = self.case.issues.items()
        return {
            name for (name, issue), k in zip(issues, x, strict=True) if name in self.movable and k != status_quo(issue)
        }

    def needed(self, x: Positions) -> set[str]:
        """Return whose consent a package needs."""
        if not self.everybody:
            return set(self.consenting)
        return set(self.required) | {party for name in self.moved(x) for party in self.deciders(name)}

    def obstacles(self, x: Positions) -> Iterable[Obstacle]:
        needed = self.needed(x)
        for kind, party, position, missing in super().obstacles(x):
            if not party or party in needed:
                yield kind, party, position, missing

    def bypassed(self, x: Positions) -> dict[str, tuple[Fraction | None, Fraction | None, tuple[int, ...]]]:
        """Return who loses by a package, or has a red line crossed, without being asked."""
        found: dict[str, tuple[Fraction | None, Fraction | None, tuple[int, ...]]] = {}
        for party in self.worths:
            if party in self.needed(x) and party in self.consenting:
                continue
            now = self.utility(party, x)
            change = None if self.status_quo is None else now - self.worths[party].of(self.status_quo)
            gain = now - self.no_deal[party] if party in self.no_deal else None
            crossed = tuple(
                k
                for k, line in enumerate(self.case.red_lines)
                if line.party == party and not self.lapsed(line) and satisfies(x, self.meets(k))
            )
            fall = change if change is not None else gain
            if crossed or (fall is not None and fall < 0):
                found[party] = (change, gain, crossed)
        return found

    def meets(self, k: int) -> tuple[frozenset[int] | None, ...]:
        return meeting(self.case, self.case.red_lines[k].never)

    @cached_property
    def by_rule(self) -> list[tuple[frozenset[str], Positions]]:
        """Return the acceptable packages of rule C4, each with the parties whose consent it needs."""
        found: list[tuple[frozenset[str], Positions]] = []
        for x in self.feasible:
            moved = self.moved(x)
            asked = frozenset(party for name in moved for party in self.deciders(name))
            blocked = {party for _, party, _, _ in Truth.obstacles(self, x) if party in asked}
            if moved and not blocked:
                found.append((asked, x))
        return found


def shared_out(case: Case, rng: Random) -> Case:
    """Return a case in which some issues are decided by some parties, have a stage, and stay somewhere."""
    able = [name for name in case.known if case.preferences[name].no_deal is not None]
    issues = {
        name: replace(
            issue,
            status_quo=issue.status_quo or option_text(rng.choice(issue.options)),
            decided_by=tuple(rng.sample(able, rng.randint(1, len(able)))) if chance(rng, 0.6) else (),
            stage=rng.choice(["", "first", "final", "first"]),
        )
        for name, issue in case.issues.items()
    }
    preferences = {
        name: replace(given, then=Estimate.point(rng.randint(-20, 20))) if chance(rng, 0.5) else given
        for name, given in case.preferences.items()
    }
    parties = dict(case.parties)
    principals = [name for name in able if parties[name].consent and parties[name].role == "principal"]
    if len(principals) > 1 and chance(rng, 0.6):
        # Somebody is asked only where what it decides moves.
        parties[principals[-1]] = replace(parties[principals[-1]], consent=False)
    return replace(case, issues=issues, preferences=preferences, parties=parties)


def random_table(case: Case, rng: Random) -> Table:
    """Return a table of some of the parties about some of the issues."""
    names = list(case.issues)
    parties = tuple(rng.sample(list(case.parties), rng.randint(1, len(case.parties))))
    listed = tuple(rng.sample(names, rng.randint(1, len(names)))) if chance(rng, 0.5) else ()
    off = [name for name in names if listed and name not in listed]
    given = {name: option_text(rng.choice(case.issues[name].options)) for name in off if chance(rng, 0.4)}
    return Table("table", parties, listed, given, rng.choice(["", "", "first"]))
