"""The JSON document that a program may rely on (DESIGN, section 10), made from frozen results.

The document holds no NaN, no time, no path and nothing about the machine. What is undefined is ``null``; integers
that may exceed what a JSON reader keeps exactly (counts of packages) are decimal strings; named options are strings
and quantities numbers; points are the binary floats nearest to the exact fractions. Keys stand in a fixed order.
``result.schema.json`` beside this file describes it; within one format number it only grows.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Literal

from detente.io.backtest import back_test_document
from detente.io.holding import held_document
from detente.io.kept import kept_document
from detente.io.lottery import lotteries_document
from detente.io.moved import leverage_document
from detente.io.obstacles import deadlock_document, hardening_document, trades_document
from detente.io.packages import (
    Json,
    option_document,
    outcome_document,
    package_document,
    points_document,
)
from detente.io.ratified import ratification_document
from detente.io.refined import refinement_document
from detente.io.uncertain import uncertainty_document
from detente.results import (
    Analysis,
    Ask,
    ConsentSet,
    Deal,
    Discussed,
    FirmOnly,
    Frontier,
    ProposalResult,
    Seated,
    Solutions,
    Stake,
    ZeroSumness,
)

__all__ = ["FORMAT", "analysis_document", "ask_document", "json_text", "question_document", "result_schema"]

FORMAT = 1


def analysis_document(analysis: Analysis, *, version: str) -> Json:
    """Return the results of one case as the JSON document of format 1.

    Parameters
    ----------
    analysis
        The results.
    version
        Version of the program that made them.

    Returns
    -------
    dict
        Plain dictionaries, lists, strings, numbers, booleans and ``None``, ready for `json_text`.
    """
    return {
        "format": FORMAT,
        "detente": version,
        "case": {"title": analysis.title, "sha256": analysis.sha256},
        "method": analysis.method,
        "seed": analysis.seed,
        "draws": analysis.draws,
        "parties": list(analysis.parties),
        "issues": list(analysis.issues),
        "space": {
            "outcomes": str(analysis.deal.space.outcomes),
            "feasible": str(analysis.deal.space.feasible),
        },
        "deal": _deal(analysis.deal),
        "uncertainty": None if analysis.uncertainty is None else uncertainty_document(analysis.uncertainty),
        "ratify": None if analysis.ratification is None else ratification_document(analysis.ratification),
        "move": None if analysis.leverage is None else leverage_document(analysis.leverage),
        "hold": _hold(analysis),
        "back_test": None if analysis.back_test is None else back_test_document(analysis.back_test),
    }


def question_document(analysis: Analysis, question: Literal["ratify", "move"], *, version: str) -> Json:
    """Return the JSON document of format 1 about one question: who ratifies what, or what would move the parties.

    Parameters
    ----------
    analysis
        The results.
    question
        The key under which `analysis_document` has the answer.
    version
        Version of the program that made them.
    """
    seated = analysis.deal.seated
    whole = analysis_document(analysis, version=version)
    return {
        **{key: whole[key] for key in ("format", "detente", "case", "seed", "draws")},
        "table": None if seated is None else seated.name or None,
        "stage": None if seated is None else seated.stage or None,
        "parties": whole["parties"],
        "issues": whole["issues"],
        "consenting": list(analysis.deal.consenting),
        "no_deal": points_document(analysis.deal.no_deal),
        question: whole[question],
    }


def json_text(document: object) -> str:
    """Return a document as indented JSON text with one newline at its end.

    Raises
    ------
    ValueError
        If it holds a NaN or an infinity.

    Examples
    --------
    >>> print(json_text({"title": "Détente"}), end="")
    {
      "title": "Détente"
    }
    """
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def result_schema() -> Json:
    """Return the JSON Schema of the result document."""
    return json.loads(files("detente.io").joinpath("result.schema.json").read_text(encoding="utf-8"))


def _hold(analysis: Analysis) -> Json | None:
    if analysis.holding is None and analysis.ceasefire is None:
        return None
    return held_document(analysis.holding, analysis.ceasefire)


def _deal(deal: Deal) -> Json:
    return {
        "zopa": deal.zopa,
        "exact": deal.exact,
        "epsilon": None if deal.epsilon is None else float(deal.epsilon),
        "consenting": list(deal.consenting),
        "conditional": list(deal.conditional),
        "table": None if deal.seated is None else _seated(deal.seated),
        "consent_sets": [_consent_set(each) for each in deal.consent_sets],
        "further_consent_sets": deal.further_consent_sets,
        "counted": list(deal.counted),
        "no_deal": points_document(deal.no_deal),
        "ideal": points_document(deal.ideal),
        "acceptable_ideal": points_document(deal.acceptable_ideal),
        "opposition": deal.opposition,
        "zero_sumness": _zero_sumness(deal.zero_sumness),
        "frontier": _frontier(deal.frontier),
        "acceptable_frontier": _frontier(deal.acceptable_frontier),
        "solutions": _solutions(deal.solutions),
        "proposals": {name: _proposal(result) for name, result in deal.proposals.items()},
        "deadlock": deadlock_document(deal.deadlock),
        "hardening": None if deal.hardening is None else hardening_document(deal.hardening),
        "firm_only": None if deal.firm_only is None else _firm_only(deal.firm_only),
        "discussed": [_discussed(package) for package in deal.discussed],
        "stakes": {party: {issue: _stake(stake) for issue, stake in row.items()} for party, row in deal.stakes.items()},
        "diverse": [outcome_document(outcome) for outcome in deal.diverse],
        "lotteries": None if deal.lotteries is None else lotteries_document(deal.lotteries),
        "refinement": None if deal.refinement is None else refinement_document(deal.refinement),
        "kept": None if deal.kept is None else kept_document(deal.kept),
    }


def _seated(seated: Seated) -> Json:
    return {
        "name": seated.name or None,
        "stage": seated.stage or None,
        "parties": list(seated.present),
        "issues": list(seated.issues),
        "held": package_document(seated.held),
        "beyond": list(seated.beyond),
    }


def _consent_set(each: ConsentSet) -> Json:
    return {
        "parties": list(each.parties),
        "issues": list(each.issues),
        "zopa": each.zopa,
        "size": each.size,
        "packages": [outcome_document(outcome) for outcome in each.packages],
    }


def _frontier(frontier: Frontier) -> Json:
    return {
        "size": frontier.size,
        "truncated": frontier.truncated,
        "epsilon": float(frontier.epsilon) if frontier.epsilon else None,
        "points": [outcome_document(point) for point in frontier.points],
    }


def _solutions(solutions: Solutions) -> Json:
    return {
        "nash": [outcome_document(outcome) for outcome in solutions.nash],
        "kalai_smorodinsky": [outcome_document(outcome) for outcome in solutions.kalai_smorodinsky],
        "egalitarian": [outcome_document(outcome) for outcome in solutions.egalitarian],
        "utilitarian": [outcome_document(outcome) for outcome in solutions.utilitarian],
        "left_out": list(solutions.left_out),
        "nash_by_leximin": solutions.nash_by_leximin,
    }


def _zero_sumness(zero_sumness: ZeroSumness) -> Json:
    return {
        "value": zero_sumness.value,
        "pairs": [{"parties": list(pair.parties), "value": pair.value} for pair in zero_sumness.pairs],
        "by_issue": dict(zero_sumness.by_issue),
        "by_linkage": list(zero_sumness.by_linkage),
    }


def _proposal(result: ProposalResult) -> Json:
    return {
        "open_issues": list(result.open_issues),
        "completions": str(result.completions),
        "possible": result.possible,
        "necessary": result.necessary,
        "outcome": None if result.outcome is None else outcome_document(result.outcome),
        "low": points_document(result.low),
        "high": points_document(result.high),
        "better": [outcome_document(outcome) for outcome in result.better],
        "trades": None if result.trades is None else trades_document(result.trades),
        "asks": [ask_document(ask) for ask in result.asks],
        "beyond": list(result.beyond),
        "conditioned": [
            {
                "party": each.party,
                "terms": each.terms,
                "outcome": None if each.outcome is None else outcome_document(each.outcome),
            }
            for each in result.conditioned
        ],
    }


def ask_document(ask: Ask) -> Json:
    """Return what a party would ask next as JSON."""
    return {
        "party": ask.party,
        "issue": ask.issue,
        "option": option_document(ask.option),
        "adds": float(ask.adds),
        "outcome": outcome_document(ask.outcome),
    }


def _discussed(package: Discussed) -> Json:
    return {
        "letter": package.letter,
        "solutions": list(package.solutions),
        "favours": package.favours or None,
        "short": package.short or None,
        "outcome": outcome_document(package.outcome),
        "asks": [ask_document(ask) for ask in package.asks],
    }


def _stake(stake: Stake) -> Json:
    return {
        "points": float(stake.points),
        "best": option_document(stake.best),
        "worst": option_document(stake.worst),
    }


def _firm_only(firm: FirmOnly) -> Json:
    return {
        "dropped": list(firm.dropped),
        "zopa": firm.zopa,
        "acceptable_frontier": _frontier(firm.acceptable_frontier),
        "solutions": _solutions(firm.solutions),
    }
