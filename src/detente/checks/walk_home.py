"""Walks over everything beside the preferences, with the path to each part."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import (
    ONLY_LEVEL,
    Bloc,
    Case,
    Condition,
    Effect,
    Estimate,
    Level,
    Lever,
    NoDealPlus,
    Provenance,
    Ratifier,
)
from detente.checks.finding import Path
from detente.checks.walk_ceasefire import of_estimates, of_provenances, of_when

__all__ = ["blocs", "conditions_beyond", "effects", "estimates_beyond", "level_path", "provenances_beyond"]


def blocs(case: Case) -> Iterator[tuple[Path, Ratifier, Bloc]]:
    """Yield every bloc with its ratifier; an only bloc of the same name is mostly written without `blocs`."""
    for name, ratifier in case.ratifiers.items():
        at: Path = ("ratifiers", name)
        for bloc in ratifier.blocs.values():
            yield at if list(ratifier.blocs) == [name] else (*at, "blocs", bloc.name), ratifier, bloc


def _conditions_of(bloc: Bloc, path: Path) -> Iterator[tuple[Path, Condition]]:
    for i, poll in enumerate(bloc.polls):
        yield (*path, "polls", i, "package"), poll.package
    for i, attribute in enumerate(bloc.attributes):
        yield (*path, "attributes", i), attribute


def effects(case: Case) -> Iterator[tuple[Path, Effect]]:
    """Yield every effect of a lever; that of a lever's only level where it stands if the lever has no `levels`."""
    for lever in case.levers.values():
        for level in lever.levels.values():
            for i, effect in enumerate(level.effects):
                yield (*level_path(lever, level), "effects", i), effect


def level_path(lever: Lever, level: Level) -> Path:
    """Return where a level of a lever stands: an only one is mostly written without `levels`."""
    at: Path = ("levers", lever.name)
    return at if list(lever.levels) == [ONLY_LEVEL] else (*at, "levels", level.name)


def conditions_beyond(case: Case) -> Iterator[tuple[Path, Condition]]:
    """Yield every condition on packages; norms, which may name levers too, have none."""
    for i, promise in enumerate(case.commitments):
        yield ("commitments", i, "never"), promise.never
    for name, ratifier in case.ratifiers.items():
        if ratifier.when is not None:
            yield ("ratifiers", name, "when"), ratifier.when
    for at, _, bloc in blocs(case):
        yield from _conditions_of(bloc, at)
    for path, effect in effects(case):
        if effect.when is not None:
            yield (*path, "on"), effect.when
    for i, line in enumerate(case.red_lines):
        yield ("red_lines", i, "never"), line.never
    if case.kept is not None:
        for i, chance in enumerate(case.kept.chances):
            if chance.when is not None:
                yield ("kept", "when", i, "if"), chance.when
    yield from of_when(case)


def estimates_beyond(case: Case) -> Iterator[tuple[Path, Estimate, Provenance]]:
    """Yield every number, and the provenance that it inherits where it states none."""
    for i, promise in enumerate(case.commitments):
        yield ("commitments", i, "costs"), promise.costs, promise.provenance
    for ratifier in case.ratifiers.values():
        yield from _of_ratifier(ratifier)
    for path, _, bloc in blocs(case):
        yield from _of_bloc(bloc, path)
    for lever in case.levers.values():
        yield from _of_lever(lever)
    yield from _of_kept(case)
    yield from of_estimates(case)


def _of_ratifier(ratifier: Ratifier) -> Iterator[tuple[Path, Estimate, Provenance]]:
    for key, given in (("swing", ratifier.swing), ("scale", ratifier.scale)):
        if given is not None:
            yield ("ratifiers", ratifier.name, key), given, ratifier.provenance


def _of_bloc(bloc: Bloc, path: Path) -> Iterator[tuple[Path, Estimate, Provenance]]:
    for key, given in (("leans", bloc.leans), ("share", bloc.share), ("discipline", bloc.discipline)):
        if given is not None:
            yield (*path, key), given, bloc.provenance
    for i, poll in enumerate(bloc.polls):
        yield (*path, "polls", i, "yes"), poll.yes, poll.provenance


def _of_lever(lever: Lever) -> Iterator[tuple[Path, Estimate, Provenance]]:
    yield ("levers", lever.name, "credibility"), lever.credibility, lever.provenance
    for level in lever.levels.values():
        path = level_path(lever, level)
        yield (*path, "cost"), level.cost, lever.provenance
        for i, effect in enumerate(level.effects):
            yield (*path, "effects", i, "by"), effect.by, lever.provenance


def _of_kept(case: Case) -> Iterator[tuple[Path, Estimate, Provenance]]:
    if case.kept is None:
        return
    for i, chance in enumerate(case.kept.chances):
        path = ("kept", "is") if chance.when is None else ("kept", "when", i, "is")
        yield path, chance.kept, case.kept.provenance
    for party, given in case.kept.if_broken.items():
        at: Path = ("kept", "if_broken", party)
        if isinstance(given, NoDealPlus):
            yield (*at, "no_deal_plus"), given.plus, case.kept.provenance
        else:
            yield at, given, case.kept.provenance


def provenances_beyond(case: Case) -> Iterator[tuple[Path, Provenance, Provenance]]:
    """Yield every provenance that no number has, and the one that it inherits from."""
    for i, promise in enumerate(case.commitments):
        yield ("commitments", i), promise.provenance, case.provenance
    for name, ratifier in case.ratifiers.items():
        yield ("ratifiers", name), ratifier.provenance, case.provenance
    for at, ratifier, bloc in blocs(case):
        yield at, bloc.provenance, ratifier.provenance
        for i, poll in enumerate(bloc.polls):
            yield (*at, "polls", i), poll.provenance, bloc.provenance
    for name, lever in case.levers.items():
        yield ("levers", name), lever.provenance, case.provenance
    for name, norm in case.norms.items():
        yield ("norms", name), norm.provenance, case.provenance
    if case.moves is not None:
        yield ("moves",), case.moves.provenance, case.provenance
    if case.kept is not None:
        yield ("kept",), case.kept.provenance, case.provenance
    yield from of_provenances(case)
