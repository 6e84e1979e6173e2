"""Who signs and ratifies what, as JSON."""

from __future__ import annotations

from detente.case import Bloc, Ratifier
from detente.io.packages import Json, outcome_document, package_document, points_document
from detente.results import Agreement, Ratification, RatifiedPackage, StepOrder, Tightened, Vote, WinSet

__all__ = ["ratification_document"]


def ratification_document(found: Ratification) -> Json:
    """Return who ratifies what as JSON."""
    return {
        "draws": found.draws,
        "seed": found.seed,
        "at_least": found.at_least,
        "ratifiers": {name: _ratifier(each, found) for name, each in found.ratifiers.items()},
        "packages": [_package(each) for each in found.packages],
        "best": None if found.best is None else _package(found.best),
        "tried": found.tried,
        "win_sets": {each.ratifier: _win_set(each) for each in found.win_sets},
        "agreement": _agreement(found.agreement),
        "tightened": [_tightened(each) for each in found.tightened],
    }


def _ratifier(ratifier: Ratifier, found: Ratification) -> Json:
    return {
        "of": ratifier.of,
        "rule": ratifier.rule,
        "needed": None if ratifier.needed is None else float(ratifier.needed),
        "when": None if ratifier.when is None else str(ratifier.when),
        "after": list(ratifier.after),
        "blocs": {
            name: _bloc(bloc, fitted=f"{ratifier.name}/{name}" in found.fitted) for name, bloc in ratifier.blocs.items()
        },
    }


def _bloc(bloc: Bloc, *, fitted: bool) -> Json:
    return {
        "seats": bloc.seats or None,
        "share": None if bloc.share is None else float(bloc.share.central),
        "judges_as": bloc.judges_as or None,
        "polls": len(bloc.polls),
        "fitted": fitted,
    }


def _package(each: RatifiedPackage) -> Json:
    return {
        "labels": list(each.labels),
        "package": package_document(each.outcome.package),
        "utility": points_document(each.outcome.utility),
        "gain": points_document(each.outcome.gain),
        "p_accept": dict(each.accepts),
        "p_signed": each.signed,
        "p_ratify": {name: vote.chance if vote.drawn is None else vote.drawn for name, vote in each.votes.items()},
        "p_ratified": each.ratified,
        "p_all": each.whole,
        "votes": {name: _vote(vote) for name, vote in each.votes.items()},
        "order": None if each.order is None else _order(each.order),
        "outcome": outcome_document(each.outcome),
    }


def _vote(vote: Vote) -> Json:
    return {
        "needed": vote.needed,
        "central": vote.chance,
        "blocs": {bloc.bloc: {"above": bloc.above, "yes": bloc.yes, "decides": bloc.decides} for bloc in vote.blocs},
    }


def _order(order: StepOrder) -> Json:
    return {"steps": list(order.steps), "ratifiers": list(order.ratifiers), "drops": points_document(order.drops)}


def _win_set(each: WinSet) -> Json:
    return {
        "at_least": each.at_least,
        "witness": None if each.witness is None else outcome_document(each.witness),
        "chance": each.chance,
        "exact": each.exact,
        "share": each.share,
        "sampled": each.sampled,
    }


def _agreement(agreement: Agreement) -> Json:
    return {
        "best": [outcome_document(outcome) for outcome in agreement.best],
        "exact": agreement.exact,
        "share": agreement.share,
    }


def _tightened(each: Tightened) -> Json:
    return {
        "ratifier": each.ratifier,
        "points": float(each.points),
        "gain": points_document(each.gain) if each.gain else None,
    }
