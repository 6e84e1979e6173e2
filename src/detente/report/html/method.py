"""How the answers were found, how to find them again, and what the words mean."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analyses.registry import REGISTRY, Entry
from detente.report.ceasefire import patience_words
from detente.report.html.common import Subject, count_words, sentence
from detente.report.words import plural, thinned_words
from detente.results.ceasefire import CeasefireOutlook
from detente.results.holding import Holding

__all__ = ["TRUCE_WORDS", "Method", "entries_of", "method_of", "patience_facts", "questions_of"]

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

TRUCE_WORDS = {
    "Ceasefire in force": "Holding; strained, while an incident is unsettled; or suspended, while a side does not keep "
    "to it without having renounced it. Renewed: any of these in a later term.",
    "Ceasefire out of force": "Lapsed: a term ran out and it was not renewed. Superseded: something wider took its "
    "place. Collapsed: it ended in violence, or was renounced.",
    "Past ones": "Comparable ceasefires in civil wars. Without a violent end up to a day: by Kaplan and Meier, so that "
    "what ended otherwise counts up to its end.",
}
"""What the words about a ceasefire mean."""


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
    glossary = dict(_GLOSSARY)
    if analysis.ceasefire is not None:
        facts += patience_facts(analysis.ceasefire)
        glossary |= TRUCE_WORDS
    facts += [("Case, SHA-256", analysis.sha256), ("Version", f"Détente {version}"), ("Again", subject.command)]
    questions = questions_of("analyse", held=analysis.holding, ceasefire=analysis.ceasefire)
    return Method(tuple(facts), questions, tuple(glossary.items()), _SCALES)


def patience_facts(found: CeasefireOutlook) -> list[tuple[str, str]]:
    """Return how patient parties must be for a ceasefire to be kept without a term; empty where no stakes are told."""
    words = patience_words(found)
    return [("Patience, not used in the answers", words)] if words else []


def entries_of(*commands: str, held: Holding | None, ceasefire: CeasefireOutlook | None) -> tuple[Entry, ...]:
    """Return the questions that some commands answer, and those about what would hold of which there are answers.

    Parameters
    ----------
    commands
        As `detente.analyses.registry.Entry` has them.
    held, ceasefire
        What would hold, and whether a ceasefire would.
    """
    answered: set[str] = set()
    if held is not None:
        answered.add("holding")
    if ceasefire is not None:
        # The reference class stands beside every ceasefire.
        answered |= {"ceasefire_outlook", "reference_table"}
        if ceasefire.log is not None:
            answered.add("log_learned")
    return tuple(entry for entry in REGISTRY if entry.command in commands or entry.of in answered)


def questions_of(
    *commands: str, held: Holding | None, ceasefire: CeasefireOutlook | None
) -> tuple[tuple[str, str, str, str], ...]:
    """Return what `entries_of` has as it is shown: question, concept, literature, exactness."""
    return tuple(
        (entry.question, entry.concept, "; ".join(entry.sources), entry.exactness)
        for entry in entries_of(*commands, held=held, ceasefire=ceasefire)
    )
