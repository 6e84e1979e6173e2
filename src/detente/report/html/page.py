"""The report of a case as one web page: what each section says, in order. Computes nothing."""

from __future__ import annotations

from detente.case import Case
from detente.report.html.answer import answer_of
from detente.report.html.cards import cards_of
from detente.report.html.citing import citing
from detente.report.html.common import Subject
from detente.report.html.dates import date_words
from detente.report.html.dealspace import deal_space_of
from detente.report.html.frame import Frame, render
from detente.report.html.home import home_of
from detente.report.html.kept import kept_of
from detente.report.html.levers import levers_of
from detente.report.html.matters import matters_of
from detente.report.html.method import method_of
from detente.report.html.numbers import numbers_section_of
from detente.report.html.robustness import robustness_of
from detente.report.html.seating import seating_of
from detente.report.html.since import since_of
from detente.report.html.stands import stands_of
from detente.report.html.svg import colour_rules
from detente.report.html.truce import truce_of
from detente.report.html.valued import valued_of
from detente.report.html.wants import wants_of
from detente.report.words import shell
from detente.results import Analysis

__all__ = ["CONTENTS", "command_of", "report"]

CONTENTS = (
    ("answer", "Answer"),
    ("space", "Deal space"),
    ("packages", "Packages"),
    ("holds", "How firm"),
    ("kept", "If broken"),
    ("home", "At home"),
    ("levers", "Levers"),
    ("stands", "Would it hold"),
    ("truce", "Truce"),
    ("matters", "What matters"),
    ("valued", "Stakes"),
    ("wants", "Parties"),
    ("deciders", "Who decides"),
    ("since", "Since"),
    ("assumptions", "Assumptions"),
    ("numbers", "Numbers"),
    ("method", "Method"),
)
"""Anchor and name of each section, in order; those of which a case says nothing are left out."""


def _agreeing(case: Case, analysis: Analysis) -> tuple[list[str], list[str]]:
    """Return who must agree to every package, and who only to packages that move something of their own."""
    seated, consenting = analysis.deal.seated, analysis.deal.consenting
    always = consenting if seated is not None and seated.name else case.consenting
    return [each for each in consenting if each in always], [each for each in consenting if each not in always]


def report(case: Case, analysis: Analysis, name: str, *, version: str) -> str:
    """Return the report of a case as one HTML document that needs nothing else.

    Parameters
    ----------
    case
        The case that was analysed.
    analysis
        Its results.
    name
        The case as a command takes it.
    version
        The version of Détente that makes it.
    """
    subject = Subject(case, analysis, command_of(analysis, case, name), name)
    valued, wants, since, seating = valued_of(subject), wants_of(subject), since_of(subject), seating_of(subject)
    home, levers, stands = home_of(subject), levers_of(subject), stands_of(analysis.holding)
    kept, told = kept_of(subject), analysis.deal.kept
    truce = truce_of(analysis.ceasefire, chances=told is not None and told.ceasefire_day is not None)
    optional = (
        ("kept", kept),
        ("since", since),
        ("deciders", seating),
        ("home", home),
        ("levers", levers),
        ("stands", stands),
        ("truce", truce),
    )
    absent = {each for each, view in optional if view is None}
    facts = [("As of", date_words(case.as_of))] if case.as_of else []
    seated = analysis.deal.seated
    if seated is not None and seated.name:
        facts.append(("At the table", case.tables[seated.name].title or seated.name))
    if seated is not None and seated.stage:
        facts.append(("Stage", seated.stage))
    everything, something = _agreeing(case, analysis)
    facts.append(("Must agree", ", ".join(everything)))
    if something:
        facts.append(("Must agree on own matters", ", ".join(something)))
    others = [party for party in analysis.parties if party not in analysis.deal.consenting]
    if others:
        facts.append(("Also affected, need not agree", ", ".join(others)))
    facts.append(("Issues", str(len(analysis.issues))))
    frame = Frame(
        title=analysis.title,
        subtitle="Negotiation report",
        version=version,
        facts=tuple(facts),
        contents=tuple(each for each in CONTENTS if each[0] not in absent),
        reproduce=subject.command,
    )
    return render(
        "report.html.j2",
        frame,
        cite=citing(case),
        colours=colour_rules(),
        answer=answer_of(subject),
        space=deal_space_of(subject),
        cards=cards_of(subject),
        holds=robustness_of(subject),
        kept=kept,
        home=home,
        levers=levers,
        stands=stands,
        truce=truce,
        matters=matters_of(subject),
        valued=valued,
        wants=wants,
        seating=seating,
        since=since,
        numbers=numbers_section_of(subject),
        method=method_of(subject, version),
    )


def command_of(analysis: Analysis, case: Case, name: str) -> str:
    """Return the command that makes the same report again.

    Parameters
    ----------
    name
        The case as a command takes it.
    """
    asked = analysis.deal.seated
    by_request = asked is None or not asked.name
    counted = [p for p in analysis.deal.counted if by_request and case.parties[p].role == "mediator"]
    words = ["detente", "analyse", name, "--draws", str(analysis.draws)]
    if analysis.draws:
        words += ["--seed", str(analysis.seed)]
    if analysis.uncertainty and analysis.uncertainty.sobol is not None:
        words.append("--sobol")
    seated = analysis.deal.seated
    if seated is not None:
        words += ["--table", seated.name] if seated.name else []
        words += ["--stage", seated.stage] if seated.stage and seated.stage != _own_stage(case, seated.name) else []
    for party in counted:
        words += ["--count", party]
    return shell([*words, "--report", "report.html"])


def _own_stage(case: Case, name: str) -> str:
    return case.tables[name].stage if name in case.tables else ""
