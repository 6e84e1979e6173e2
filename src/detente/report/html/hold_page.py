"""What would hold, situations, a ceasefire or both, as a page of its own. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case import Case
from detente.report.ceasefire_words import term_words
from detente.report.held import concepts_of
from detente.report.held_words import CONCEPTS, RULES
from detente.report.html.citing import citing
from detente.report.html.common import sentence
from detente.report.html.dates import date_words
from detente.report.html.frame import Frame, render
from detente.report.html.method import TRUCE_WORDS, Method, entries_of, patience_facts, questions_of
from detente.report.html.numbers import ceasefire_numbers_of
from detente.report.html.stands import Stands, stands_of
from detente.report.html.svg import colour_rules
from detente.report.html.truce import Truce, truce_of
from detente.report.words import join, plural, shell
from detente.results import Held

__all__ = ["hold_page"]

_GLOSSARY = {
    "Situation": "What everybody does or leaves, taken together; its number is an id and says nothing of its worth.",
    "Move": "A change from one situation to another that one player can make alone.",
    "Better": "Higher in the player's own order of the situations. Orders of different players do not compare.",
    "Holds": "No player would move away, under the concept named: concepts differ in how the others answer.",
}


def hold_page(case: Case, found: Held, command: Sequence[str], *, version: str) -> str:
    """Return what would hold as one HTML document that needs nothing else.

    Parameters
    ----------
    case
        The case that was asked about.
    found
        The answer: situations, a ceasefire, or both.
    command
        The words of the command that makes the page again, without where it is written.
    version
        The version of Détente that makes it.
    """
    stands, truce = stands_of(found.holding), truce_of(found.ceasefire)
    again = shell([*command, "--report", "report.html"])
    frame = Frame(
        title=found.title,
        subtitle="Whether a ceasefire would hold" if found.holding is None else "Which situations would hold",
        version=version,
        facts=tuple(_facts(case, found)),
        contents=tuple(_contents(stands, truce)),
        reproduce=again,
    )
    return render(
        "hold.html.j2",
        frame,
        cite=citing(case),
        colours=colour_rules(),
        stands=stands,
        truce=truce,
        numbers=None if truce is None else ceasefire_numbers_of(case),
        method=_method(found, again, version),
    )


def _facts(case: Case, found: Held) -> Iterator[tuple[str, str]]:
    if case.as_of:
        yield "As of", date_words(case.as_of)
    if found.holding is not None:
        yield "Can move", ", ".join(found.holding.players)
        yield "Situations", f"{found.holding.states:,}"
        yield "Moves", f"{found.holding.moves:,}"
    if found.ceasefire is not None:
        yield "The ceasefire runs", term_words(found.ceasefire)
        yield "Followed for", plural(found.ceasefire.horizon, "day")


def _contents(stands: Stands | None, truce: Truce | None) -> Iterator[tuple[str, str]]:
    if stands is not None:
        yield "stands", "Would it hold"
        if stands.picture is not None:
            yield "stands-picture", "Situations"
        yield "stands-table", "Where it could rest"
        if stands.ways:
            yield "stands-ways", "How it could come about"
        yield from ((part.anchor, part.title) for part in stands.parts)
    if truce is not None:
        yield "truce", "Would the truce hold"
        yield "truce-terms", "Its terms"
        if truce.worths:
            yield "truce-worth", "What would help"
        yield "truce-past", "Comparable ones"
        if truce.log is not None:
            yield "truce-log", "Incident log"
        yield "numbers", "Numbers"
    yield "method", "Method"


def _method(found: Held, again: str, version: str) -> Method:
    entries = entries_of(held=found.holding, ceasefire=found.ceasefire)
    facts = [("Method", "; ".join(sentence(each.concept) for each in entries))]
    facts += [("Exactness", "; ".join(sentence(each.exactness) for each in entries))]
    glossary: dict[str, str] = {}
    if found.holding is not None:
        facts.append(("Notions", join(CONCEPTS[name][0] for name in concepts_of(found.holding))))
        facts.append(("Answers of several", sentence(RULES[found.holding.rule])))
        glossary |= _GLOSSARY
    if found.ceasefire is not None:
        facts += patience_facts(found.ceasefire)
        glossary |= TRUCE_WORDS
    facts += [("Case, SHA-256", found.sha256), ("Version", f"Détente {version}"), ("Again", again)]
    return Method(tuple(facts), questions_of(held=found.holding, ceasefire=found.ceasefire), tuple(glossary.items()))
