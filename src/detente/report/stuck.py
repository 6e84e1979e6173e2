"""Why there is no deal and what would have to be given up, what every deal contains, and what could be traded."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import Case, option_text
from detente.report.demands import RULES, block_words, condition_words, rule_words, said_words
from detente.report.document import Block as Part
from detente.report.document import Bullets, Clauses, Heading, Paragraph
from detente.report.words import count, gain, join, option_words, plural, points
from detente.results import Block, Conflict, Deal, Hardening, Leeway, Relaxation, Trade, Trades

__all__ = [
    "FINAL",
    "blocking_words",
    "conflict_clauses",
    "conflict_words",
    "deadlock",
    "different_clauses",
    "different_words",
    "hardening",
    "hardening_words",
    "leeway_words",
    "trades",
]

FINAL = (
    "Nothing that may be different would help: sacred red lines, logical rules and that something has to change "
    "exclude a deal by themselves."
)


def blocking_words(deal: Deal) -> str:
    """Return what the conflicts have in common."""
    if len(deal.conflicts) > 1:
        return f"{plural(len(deal.conflicts), 'set')} of demands that cannot hold together"
    if deal.conflicts and len(deal.conflicts[0].members) == 1:
        return "this alone excludes every package"
    return "these cannot all hold; without any one the others can"


def conflict_words(conflict: Conflict, case: Case) -> str:
    """Return what cannot hold together, as a list in a sentence."""
    return conflict_clauses(conflict, case).words()


def conflict_clauses(conflict: Conflict, case: Case) -> Clauses:
    """Return what cannot hold together, one demand a clause, with what each side has without a deal first."""
    parties = [block.party for block in conflict.members if block.kind == "no_deal"]
    words = [f"the no-deal value{'s' * (len(parties) > 1)} of {join(parties)}"] if parties else []
    words += [block_words(block, case) for block in conflict.members if block.kind != "no_deal"]
    return Clauses(tuple(words), end=", alone" if len(conflict.members) == 1 else "")


def different_words(relaxation: Relaxation, case: Case) -> str:
    """Return what would be different in a way out, in clauses after "There would be a deal if"."""
    return different_clauses(relaxation, case).words()


def different_clauses(relaxation: Relaxation, case: Case) -> Clauses:
    """Return what would be different in a way out, one demand a clause, with what no deal is worth first."""
    way = relaxation.ways[len(relaxation.ways) // 2]
    less = ", for example," if relaxation.size > 1 else " at least"
    told: list[str] = []
    for block in sorted(relaxation.members, key=lambda member: member.kind != "no_deal"):
        if block.kind == "no_deal":
            told.append(f"no deal were worth{less} {points(way.shortfall[block.party])} points less to {block.party}")
        elif block.kind == "red_line" and block.position is not None:
            line = case.red_lines[block.position]
            said = said_words(line).replace("(", "(red line, ")
            told.append(f"{block.party} accepted {condition_words(line.never, case)}{said}")
        elif block.kind == "rule" and block.position is not None:
            rule = case.rules[block.position]
            told.append(f"the {RULES[rule.kind]} did not hold: {rule_words(rule, case)}")
        else:
            told.append("a deal did not have to change anything")
    end = "; that breaks a legal rule" if relaxation.legal else ""
    return Clauses(tuple(told), end=end, separator="; and ", last="; and ")


def deadlock(
    case: Case, deal: Deal, most: int | None = None, lines: int | None = None, *, whole: bool = True
) -> Iterator[Part]:
    """Yield what cannot hold together, and the ways out.

    Parameters
    ----------
    most
        Most conflicts, and most ways out; all of them if absent.
    lines
        Most lines of each.
    whole
        Whether the first of each is told in full, however many lines that takes.
    """
    found = deal.deadlock
    if not found.conflicts:
        return
    yield Heading("WHAT BLOCKS", blocking_words(deal))
    if len(found.conflicts) == 1:
        yield Bullets(tuple(_member(block, case, deal) for block in found.conflicts[0].members), lines)
    else:
        yield _some([conflict_clauses(each, case) for each in found.conflicts], most, lines, whole=whole)
    if found.final:
        yield Paragraph(FINAL, lead="No way out:")
    elif found.relaxations:
        yield Heading("THERE WOULD BE A DEAL IF", "each of these alone would do" if len(found.relaxations) > 1 else "")
        yield _some([different_clauses(each, case) for each in found.relaxations], most, lines, whole=whole)
    if found.more:
        yield Paragraph("There may be further conflicts and ways out; these are the smallest found.", quiet=True)


def hardening(case: Case, found: Hardening | None) -> Iterator[Part]:
    """Yield what each side can insist on, and what every deal contains."""
    if found is None:
        return
    yield Heading("HOW HARD EACH SIDE CAN PUSH", "and what every deal contains, at the central values")
    yield Bullets(hardening_words(case, found))
    if not found.exact:
        yield Paragraph("Not every option was settled: what was not counts as possible in a deal.", quiet=True)


def hardening_words(case: Case, found: Hardening) -> tuple[str, ...]:
    """Return what each side can insist on, then what every deal contains and what none does."""
    told = [
        f"{party} can insist on {points(each.most)} points at most ({gain(each.outcome.gain[party])} over no deal)"
        for party, each in found.insist.items()
    ]
    told += [words for issue, each in found.leeway.items() for words in leeway_words(case, issue, each)]
    return tuple(told)


def leeway_words(case: Case, issue: str, found: Leeway) -> Iterator[str]:
    """Yield what an issue has to be in a deal, where it cannot be anything."""
    numbers = [option for option in case.issues[issue].options if not isinstance(option, str)]
    if found.always is not None:
        yield f"in every deal: {issue}: {option_words(case, issue, found.always)}"
        return
    ends = (found.least, found.greatest)
    if found.least is not None and found.greatest is not None and ends != (min(numbers), max(numbers)):
        named = " or a named option" if len(numbers) < len(case.issues[issue].options) else ""
        last = option_words(case, issue, found.greatest)
        yield f"in every deal: {issue}: {option_text(found.least)} to {last}{named}"
    if found.never:
        yield f"in no deal: {issue}: {join([option_words(case, issue, option) for option in found.never], 'or')}"


def trades(case: Case, found: Trades | None, most: int = 3) -> Iterator[Part]:
    """Yield the best changes of a package that pay."""
    if found is None or not (found.better or found.swaps):
        return
    told: list[str] = []
    if found.fewest is not None:
        way = "one change" if found.fewest == 1 else f"{count(found.fewest)} changes"
        told.append(f"Better for all with {way}: {_trade_words(case, found.better[0])}.")
    better = {tuple(trade.outcome.package.items()) for trade in found.better[:1]}
    swaps = [trade for trade in found.swaps if tuple(trade.outcome.package.items()) not in better]
    told += [f"Trade: {_trade_words(case, trade)}." for trade in swaps[: most - len(told)]]
    yield Bullets(tuple(told))


def _trade_words(case: Case, trade: Trade) -> str:
    """Return a change of some issues, with what it adds for every party."""
    package = trade.outcome.package
    terms = "; ".join(f"{issue}: {option_words(case, issue, package[issue])}" for issue in trade.changed)
    return f"{terms} ({', '.join(f'{party} {gain(adds)}' for party, adds in trade.adds.items())})"


def _some(words: list[Clauses], most: int | None, lines: int | None, *, whole: bool) -> Bullets:
    kept = words if most is None or len(words) <= most else words[: max(most - 1, 1)]
    rest = len(words) - len(kept)
    return Bullets((*kept, *((f"{count(rest)} more: see --all",) if rest else ())), lines, whole=whole)


def _member(block: Block, case: Case, deal: Deal) -> str:
    words = block_words(block, case)
    return f"{words} ({points(deal.no_deal[block.party])} points)" if block.kind == "no_deal" else words
