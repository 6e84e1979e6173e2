"""What came about since, beside the answers that were made without it."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import Aftermath, Case
from detente.report.demands import block_words
from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.words import changed_terms, count, gain, join, package_words, plural, points, signed
from detente.results import Analysis, BackTest, Candidate, Comparison, Outcome

__all__ = [
    "comparison_words",
    "distinct",
    "efficiency_words",
    "fate_words",
    "filled_words",
    "judged_words",
    "listing",
    "menu_words",
    "share_words",
    "summary",
    "verdict_words",
]

_SOLUTIONS = {"nash": "Nash", "kalai_smorodinsky": "Kalai-Smorodinsky"}
_LISTED = {"whole": "on the menu", "part": "on the menu only in part", "none": "not on the menu"}
_BLOCKS = {
    "no_deal": "the no-deal value of {}",
    "red_line": "a red line of {}",
    "rule": "a rule",
    "status_quo": "changing nothing",
}
_AGREED = {
    "none": "No agreement came about.",
    "partial": "An agreement came about on part of it.",
    "whole": "An agreement came about.",
}


def summary(analysis: Analysis) -> Iterator[Block]:
    """Yield in a sentence whether what came about was on the menu."""
    found = analysis.back_test
    if found is None:
        return
    yield Heading("WHAT CAME ABOUT SINCE", "the answers above were made without it")
    parts = list(fate_words(found))
    if found.drawn is not None and not _unchanged(found):
        parts.append(f"acceptable in {share_words(found.drawn, analysis.draws)}")
    words = "; ".join(parts)
    yield Paragraph(f"{words[:1].upper()}{words[1:]}.", lines=2)


def fate_words(found: BackTest) -> tuple[str, ...]:
    """Return in a few words each whether what came about was on the menu, and how the analysis judges it."""
    if _unchanged(found):
        return ("no agreement", "nothing moved off the status quo")
    parts = [_LISTED[found.listed]]
    if found.outcome is not None:
        what = "nearest package " if found.listed == "part" else ""
        parts.append(what + (_short(found.outcome) or "acceptable at the central values"))
    return tuple(parts)


def _short(outcome: Outcome) -> str:
    """Return in a few words what blocks a package; empty where nothing does."""
    blocks = dict.fromkeys(_BLOCKS[block.kind].format(block.party) for block in outcome.blocked_by)
    return f"blocked by {join(blocks)}" if blocks else ""


def listing(case: Case, analysis: Analysis) -> Iterator[Block]:
    """Yield what came about, how the analysis judges it, and how it differs from what had been named."""
    found, known = analysis.back_test, case.outcome
    if found is None or known is None:
        return
    yield Heading("WHAT CAME ABOUT SINCE", "everything above was worked out without it")
    yield Paragraph(known.summary or _AGREED[found.agreement])
    yield from _facts(known)
    yield Paragraph(menu_words(found))
    if found.not_listed:
        yield Paragraph(f"{found.not_listed}", lead="What no option says:")
    outcome = found.outcome
    if outcome is None:
        return
    nearest = "The nearest package that the options can say" if found.listed == "part" else "As a package of the case"
    yield Paragraph(f"{package_words(case, outcome.package)}.", lead=f"{nearest}:")
    gains = join(f"{p} {points(outcome.utility[p])} ({gain(outcome.gain[p])})" for p in analysis.deal.consenting)
    yield Paragraph(
        f"{verdict_words(case, found)} Points, and gain over no deal: {gains}.", lead="At the central values:"
    )
    lead, words = efficiency_words(case, analysis, found)
    if words:
        yield Paragraph(words, lead=lead)
    if found.drawn is not None:
        yield from _draws(analysis, found, found.drawn)
    yield from _comparisons(analysis, found)


def _facts(known: Aftermath) -> Iterator[Block]:
    if known.facts:
        yield Bullets(tuple(f"{fact.on}: {fact.what}" if fact.on else fact.what for fact in known.facts))


def _unchanged(found: BackTest) -> bool:
    return found.outcome is not None and any(block.kind == "status_quo" for block in found.outcome.blocked_by)


def menu_words(found: BackTest) -> str:
    """Return whether the options can say what came about."""
    if _unchanged(found):
        return "No agreement came about, and nothing moved off the status quo."
    match found.listed:
        case "whole":
            return "It was on the menu: the options of the case say it."
        case "part":
            return "It was on the menu only in part: no option says all of it."
        case "none":
            return "It was not on the menu: no option says it."


def verdict_words(case: Case, found: BackTest) -> str:
    """Return whether the package was acceptable at the central values, or what blocks it."""
    outcome = found.outcome
    if outcome is None:
        return ""
    subject = "The nearest package" if found.listed == "part" else "It"
    if outcome.acceptable:
        return f"{subject} is acceptable to all whose consent is needed."
    kinds = {block.kind for block in outcome.blocked_by}
    blocks = [block_words(block, case) for block in outcome.blocked_by]
    if "red_line" in kinds:
        return f"{subject} is not acceptable: {'; '.join(blocks)}."
    return f"{subject} is {'excluded' if kinds == {'rule'} else 'blocked'} by {join(blocks)}."


def judged_words(analysis: Analysis, found: BackTest) -> str:
    """Return whether the sides did what the central numbers would have had them do; empty where this cannot be said."""
    outcome, deal = found.outcome, analysis.deal
    if outcome is None:
        return ""
    if found.agreement == "none":
        return _none_words(zopa=deal.zopa) if _unchanged(found) else ""
    blocked = {block.party for block in outcome.blocked_by if block.party}
    refusing = [party for party in deal.consenting if party in blocked]
    taking = [party for party in deal.consenting if party not in blocked]
    what = "what comes nearest to this" if found.listed == "part" else "this"
    told: list[str] = []
    if refusing:
        did = f"{join(refusing)} took it"
        told.append(f"Wrong: at the central numbers the analysis would have had {join(refusing)} refuse {what}; {did}.")
    if taking:
        told.append(f"Right: it would have had {join(taking)} accept {what}, and {join(taking)} did.")
    if any(block.kind == "rule" for block in outcome.blocked_by):
        told.append("Wrong: a rule of the case would have excluded it.")
    return " ".join(told)


def _none_words(*, zopa: bool) -> str:
    if zopa:
        return (
            "At the central numbers there was room for a deal, and none came about. Room is necessary for an agreement "
            "and not sufficient, so this alone is no error."
        )
    return "Right: at the central numbers there was no room for a deal, and none came about."


def efficiency_words(case: Case, analysis: Analysis, found: BackTest) -> tuple[str, str]:
    """Return, with a few words to lead in, whether something listed is better; both empty where it is not feasible."""
    outcome = found.outcome
    if outcome is None or found.efficient is None:
        return "", ""
    if found.efficient:
        return "Efficient:", "no feasible package is better for one side without being worse for another."
    if found.efficient_acceptable:
        return "Efficient:", "only packages that are not acceptable are better for one side and worse for none."
    if not found.better:
        return "Not efficient:", "some package is better for one side without being worse for another."
    better = found.better[0]
    more = join(f"{p} {gain(better.utility[p] - outcome.utility[p])}" for p in analysis.deal.counted)
    return (
        "An acceptable package is better for every side:",
        f"{more}, with {changed_terms(case, outcome.package, better.package)}.",
    )


def share_words(drawn: Candidate, draws: int) -> str:
    """Return a share of draws as a number of them."""
    return f"{count(round(drawn.share * draws))} of {plural(draws, 'draw')} of your ranges"


def _draws(analysis: Analysis, found: BackTest, drawn: Candidate) -> Iterator[Block]:
    draws = analysis.draws
    accepting = join(f"{party} in {count(round(share * draws))}" for party, share in drawn.accepts.items())
    most = "" if found.most is None else f"; the most widely acceptable candidate in {count(round(found.most * draws))}"
    yield Paragraph(
        f"acceptable in {share_words(drawn, draws)} ({accepting}){most}. Shares describe your ranges, not the world.",
        lead="Over the draws:",
    )
    yield Bullets(
        tuple(
            f"{party}: gain {signed(spread.low)} to {signed(spread.high)} (5th to 95th percentile), middle "
            f"{signed(spread.middle)}"
            for party, spread in drawn.gain.items()
            if party in analysis.deal.consenting
        )
    )


def comparison_words(comparison: Comparison) -> str:
    """Return what a package set beside the outcome is called."""
    match comparison.kind:
        case "package":
            return f"package {comparison.name}"
        case "solution":
            return _SOLUTIONS[comparison.name]
        case "proposal":
            return comparison.name


def distinct(found: BackTest) -> list[Comparison]:
    """Return the comparisons without solutions that are shown already, as a package with a letter."""
    lettered = [each.package for each in found.comparisons if each.kind == "package"]
    return [each for each in found.comparisons if each.kind != "solution" or each.package not in lettered]


def _comparisons(analysis: Analysis, found: BackTest) -> Iterator[Block]:
    if not found.comparisons:
        return
    parties = analysis.deal.consenting
    yield Heading("BESIDE WHAT HAD BEEN NAMED", "what came about gives each side so much more, on its own scale")
    yield Table(
        columns=(
            Column(least=14),
            *(Column(head=(party,), align="right", least=6) for party in parties),
            Column(head=("issues on which it differs",), least=24),
        ),
        groups=(
            tuple(
                (
                    comparison_words(comparison),
                    *(gain(comparison.change[party]) for party in parties),
                    f"{len(comparison.differs)}: {', '.join(comparison.differs)}" if comparison.differs else "none",
                )
                for comparison in distinct(found)
            ),
        ),
    )
    words = filled_words(analysis)
    if words:
        yield Paragraph(words, quiet=True)


def filled_words(analysis: Analysis) -> str:
    """Return how open proposals are set beside the outcome; empty where there is none."""
    compared = [result for result in analysis.deal.proposals.values() if result.outcome is not None]
    names = [result.name for result in compared if result.open_issues]
    if not names:
        return ""
    return f"What a proposal leaves open is filled in as suits all sides best: {join(names)}."
