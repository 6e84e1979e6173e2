"""Which situations would hold, as a page of its own: for cases that hold moves alone too. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.registry import REGISTRY
from detente.case import Case
from detente.report.held import concepts_of
from detente.report.held_words import CONCEPTS, RULES
from detente.report.html.common import sentence
from detente.report.html.dates import date_words
from detente.report.html.frame import Frame, render
from detente.report.html.method import Method, questions_of
from detente.report.html.stands import Stands, stands_of
from detente.report.html.svg import colour_rules
from detente.report.words import join, shell
from detente.results import Held

__all__ = ["hold_page"]

_GLOSSARY = {
    "Situation": "What everybody does or leaves, taken together; its number is an id and says nothing of its worth.",
    "Move": "A change from one situation to another that one player can make alone.",
    "Better": "Higher in the player's own order of the situations. Orders of different players do not compare.",
    "Holds": "No player would move away, under the notion named: notions differ in how far players look ahead.",
}


def hold_page(case: Case, found: Held, command: Sequence[str], *, version: str) -> str:
    """Return which situations would hold as one HTML document that needs nothing else.

    Parameters
    ----------
    case
        The case that was asked about.
    found
        The answer.
    command
        The words of the command that makes the page again, without where it is written.
    version
        The version of Détente that makes it.
    """
    moves = found.moves
    stands = stands_of(moves)
    again = shell([*command, "--report", "report.html"])
    facts = [("As of", date_words(case.as_of))] if case.as_of else []
    facts += [
        ("Can move", ", ".join(moves.players)),
        ("Situations", f"{moves.states:,}"),
        ("Moves", f"{moves.moves:,}"),
    ]
    frame = Frame(
        title=found.title,
        subtitle="Which situations would hold",
        version=version,
        facts=tuple(facts),
        contents=tuple(_contents(stands)),
        reproduce=again,
    )
    return render("hold.html.j2", frame, colours=colour_rules(), stands=stands, method=_method(found, again, version))


def _contents(stands: Stands | None) -> list[tuple[str, str]]:
    found = [("stands", "Would it hold")]
    if stands is not None and stands.picture is not None:
        found.append(("stands-picture", "Situations"))
    found.append(("stands-table", "Where it could rest"))
    if stands is not None and stands.ways:
        found.append(("stands-ways", "How it could come about"))
    if stands is not None:
        found += [(part.anchor, part.title) for part in stands.parts]
    return [*found, ("method", "Method")]


def _method(found: Held, again: str, version: str) -> Method:
    moves = found.moves
    entry = next(each for each in REGISTRY if each.command == "hold")
    facts = (
        ("Method", sentence(entry.concept)),
        ("Exactness", sentence(entry.exactness)),
        ("Notions", join(CONCEPTS[name][0] for name in concepts_of(moves))),
        ("Answers of several", sentence(RULES[moves.rule])),
        ("Case, SHA-256", found.sha256),
        ("Version", f"Détente {version}"),
        ("Again", again),
    )
    return Method(facts, questions_of("hold"), tuple(_GLOSSARY.items()))
