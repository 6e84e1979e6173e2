"""How the answers were found, how to find them again, and what the words mean."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analyses.registry import REGISTRY
from detente.report.html.common import Subject, count_words, sentence
from detente.report.words import plural, thinned_words

__all__ = ["Method", "method_of", "questions_of"]

_GLOSSARY = {
    "Points": "What a package is worth to one side, 0 to 100 on its own scale. A point of one side says nothing "
    "about a point of another.",
    "No deal": "What a side has without an agreement, in its own points. A package below it is refused.",
    "Gain": "A side's points of a package less its points of no deal.",
    "Zone of possible agreement": "All packages that match or beat no deal for every side whose consent is needed, and "
    "cross no red line. Necessary for an agreement, not sufficient.",
    "Efficient": "No other package gives one side more without giving another side less.",
    "Red line": "What a side refuses whatever else it gains. Firmness, 0 to 1: how far it is taken to be meant.",
    "Central value": "The middle of a range, or of a three-point estimate its mean.",
    "Draw": "One value picked from every range at once. A share of draws describes the ranges as they are written, not "
    "the world.",
    "Acceptable for all, some, no values": "Whether every combination of values in the ranges, at least one, or none "
    "makes a package acceptable to all; worked out from the ends of the ranges, without draws.",
    "Compromise": "The Nash solution: the acceptable package with the largest product of gains.",
    "Even shares": "The Kalai-Smorodinsky solution: of the most that each side could gain, all "
    "get shares as even as the acceptable packages allow.",
    "Compromise and even shares": "Both at once: the two solutions coincide.",
    "Stake": "How many of its own points a side wins from its worst to its best option on an issue, without what "
    "options are worth together.",
    "Worth together": "What a side gains or loses where several options come together, beyond what each is worth "
    "alone; a linkage in the case. Part of every gain, and of no stake.",
    "Candidates": "The packages compared over the draws: proposals, solutions, and what is one change away.",
}


@dataclass(frozen=True, slots=True)
class Method:
    """The section."""

    facts: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, str, str, str], ...]
    glossary: tuple[tuple[str, str], ...]
    note: str = ""


_SCALES = (
    "The egalitarian and the utilitarian solution compare or add points of different sides: read them only where the "
    "scales are comparable."
)


def method_of(subject: Subject, version: str) -> Method:
    """Return the section on method and reproducibility."""
    analysis, draws = subject.analysis, subject.draws
    deal = analysis.deal
    exact = thinned_words(deal) or "exact at the central values"
    facts = [
        ("Method", sentence(analysis.method)),
        ("Exactness", sentence(exact)),
        (
            "Packages",
            f"{count_words(deal.space.outcomes)}, of which the rules allow {count_words(deal.space.feasible)}",
        ),
        ("Draws", f"{plural(analysis.draws, 'draw')}, seed {analysis.seed}" if draws else "None"),
    ]
    if draws:
        compared = f"{plural(draws.candidates, 'package')} over as many fresh draws"
        facts.append(("Compared", f"{compared}; {plural(draws.inputs, 'number')} drawn"))
    facts += [("Case, SHA-256", analysis.sha256), ("Version", f"Détente {version}"), ("Again", subject.command)]
    commands = ("analyse", "hold") if analysis.holding is not None else ("analyse",)
    return Method(tuple(facts), questions_of(*commands), tuple(_GLOSSARY.items()), _SCALES)


def questions_of(*commands: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return what some commands ask: question, concept, literature, exactness."""
    return tuple(
        (entry.question, entry.concept, "; ".join(entry.sources), entry.exactness)
        for entry in REGISTRY
        if entry.command in commands
    )
