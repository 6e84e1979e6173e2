"""What stands between the parties and an efficient deal, and whose it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from detente.report.html.common import Subject, condition_words, sentence
from detente.report.stuck import FINAL, relaxation_words
from detente.report.words import count, plural, points
from detente.results import Block

__all__ = ["Blocker", "Obstacle", "blockers_of", "lead_of", "obstacles_of", "tally_of", "ways_out_of"]

_PER_PARTY = 2
_WAYS = 4
_RULES = "rules of the case"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way, and how many outcomes it keeps out that would be efficient without."""

    what: str
    number: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """Someone (or the rules), what of theirs stands in the way, and how much more of it there is."""

    party: str
    items: tuple[Obstacle, ...]
    more: str


def lead_of(subject: Subject) -> str:
    """Return what the obstacles do together, and what is left beside them."""
    deal = subject.analysis.deal
    if not deal.zopa:
        if len(deal.conflicts) > 1:
            return (
                f"Taken together in {plural(len(deal.conflicts), 'set')}, these cannot hold; the ways out take "
                "something from each set."
            )
        alone = all(len(conflict.members) == 1 for conflict in deal.conflicts)
        return (
            "This alone excludes every package."
            if alone
            else "These cannot all hold; without any one of them, the others can."
        )
    listed = deal.frontier.points
    kept_out = [point for point in listed if not point.acceptable]
    if not kept_out:
        return "Nothing: every efficient package is acceptable."
    without = "red lines and values of no deal" if subject.case.red_lines else "values of no deal"
    outcomes = f"{plural(len(listed), 'outcome')} {'listed ' if deal.frontier.truncated else ''}would be efficient"
    out = "it is" if len(listed) == 1 else f"all {count(len(listed))} are"
    if len(kept_out) < len(listed):
        out = f"{count(len(kept_out))} {'is' if len(kept_out) == 1 else 'are'}"
    several = ", some by several" if any(len(point.blocked_by) > 1 for point in kept_out) else ""
    left = count(deal.acceptable_frontier.size)
    return f"Without {without}, {outcomes}; {out} kept out{several}. Other deals remain ({left} efficient)."


def ways_out_of(subject: Subject) -> tuple[str, ...]:
    """Return what would have to be given up for a deal, the least first; empty where there is a deal."""
    found = subject.analysis.deal.deadlock
    if found.final:
        return (FINAL,)
    words = [sentence(relaxation_words(each, subject.case)) for each in found.relaxations]
    rest = len(words) - _WAYS
    more = (f"{plural(rest, 'larger way')} out, in the full listing",) if rest > 0 else ()
    return (*words[:_WAYS], *more)


def tally_of(subject: Subject) -> list[tuple[Block, int]]:
    """Return what keeps efficient outcomes out, most often first, with how many; without a deal what conflicts."""
    deal = subject.analysis.deal
    met: dict[tuple[str, str, int | None], Block] = {}
    tally: Counter[tuple[str, str, int | None]] = Counter()
    blocks = (
        [block for point in deal.frontier.points for block in point.blocked_by]
        if deal.zopa
        else [block for conflict in deal.conflicts for block in conflict.members]
    )
    for block in blocks:
        key = (block.kind, block.party, block.position)
        met.setdefault(key, block)
        tally[key] += 1
    if not deal.zopa:
        return [(block, 0) for block in met.values()]
    return [(met[key], number) for key, number in tally.most_common()]


def blockers_of(subject: Subject) -> tuple[Blocker, ...]:
    """Return by party what stands in the way; where there is a deal only what does so most often."""
    by_party: dict[str, list[Obstacle]] = {}
    for whose, what, number in obstacles_of(subject):
        by_party.setdefault(sentence(whose) if whose == _RULES else whose, []).append(Obstacle(what, number))
    kept = _PER_PARTY if subject.analysis.deal.zopa else len(subject.case.red_lines) + len(subject.case.rules) + 1
    return tuple(
        Blocker(party, tuple(items[:kept]), plural(len(items) - kept, "more obstacle") if len(items) > kept else "")
        for party, items in by_party.items()
    )


def obstacles_of(subject: Subject) -> tuple[tuple[str, str, str], ...]:
    """Return for all that stands in the way whose it is, what, and how many outcomes it keeps out."""
    return tuple(
        (block.party or _RULES, _stands(subject, block), count(number) if number else "")
        for block, number in tally_of(subject)
    )


def _stands(subject: Subject, block: Block) -> str:
    match block.kind:
        case "no_deal":
            return f"value of no deal, {points(subject.analysis.deal.no_deal[block.party])} points"
        case "red_line" if block.position is not None:
            return f"red line: never {condition_words(subject.case.red_lines[block.position].never, subject.case)}"
        case "rule" if block.position is not None:
            return f"{subject.case.rules[block.position].kind} rule: {condition_words(block.text)}"
        case _:
            return "what changes nothing is no deal"
