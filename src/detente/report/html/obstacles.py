"""What stands between the parties and an efficient deal, and whose it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from detente.case import Case, Condition
from detente.report.demands import RULES, block_words, condition_words, rule_words, said_words
from detente.report.html.common import Subject, sentence
from detente.report.stuck import FINAL, different_words
from detente.report.words import count, join, plural, points
from detente.results import Block

__all__ = [
    "Blocker",
    "Obstacle",
    "blockers_of",
    "conflicts_of",
    "deciding_of",
    "lead_of",
    "obstacles_of",
    "tally_of",
    "ways_out_of",
]

_Key = tuple[str, str, int | None]

_PER_PARTY = 2
_WAYS, _CONFLICTS = 3, 3
_SHORT, _LONG = 60, 90
_FIRM = Fraction(1, 2)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_RULES = "rules of the case"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way, and how many outcomes it rules out that would be efficient without."""

    what: str
    number: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """Someone (or the rules), what of theirs stands in the way, and how much more of it there is."""

    party: str
    items: tuple[Obstacle, ...]
    more: str


def lead_of(subject: Subject, *, brief: bool = False) -> str:
    """Return what the obstacles do together, and what is left beside them.

    Parameters
    ----------
    brief
        Whether one line has to do where there is a deal.
    """
    deal = subject.analysis.deal
    if not deal.zopa:
        if len(deal.conflicts) > 1:
            return (
                f"{plural(len(deal.conflicts), 'set')} of demands that cannot hold together. {_shared_words(subject)}"
            )
        alone = all(len(conflict.members) == 1 for conflict in deal.conflicts)
        return (
            "This alone excludes every package."
            if alone
            else "These cannot all hold; without any one of them, the others can."
        )
    listed = deal.frontier.points
    passing = sum(point.acceptable for point in listed)
    if passing == len(listed):
        return "Nothing: every efficient package is acceptable."
    if brief and passing:
        return f"Of {plural(len(listed), 'otherwise best outcome')}, {count(passing)} remain{'s' * (passing == 1)}."
    several = ", some by several" if any(len(point.blocked_by) > 1 for point in listed) else ""
    of_them = f"{plural(len(listed), 'outcome')} {'listed ' if deal.frontier.truncated else ''}that would be best"
    others = deal.acceptable_frontier.size - passing
    if len(listed) == 1:
        return f"The one outcome that would be best if nothing stood in the way is ruled out. {_others(others)}"
    if not passing:
        return f"All {of_them} if nothing stood in the way are ruled out{several}. {_others(others)}"
    remain = f"{count(passing)} remain{'s' if passing == 1 else ''}"
    out = count(len(listed) - passing)
    verb = "is" if out == "1" else "are"
    more = f", and {count(others)} {'other takes' if others == 1 else 'others take'} their place" if others > 0 else ""
    return f"Of {of_them} if nothing stood in the way, {out} {verb} ruled out{several}; {remain}{more}."


def _others(number: int) -> str:
    return (
        f"The {plural(number, 'efficient deal')} that {'remains is another' if number == 1 else 'remain are others'}."
    )


def _shared_words(subject: Subject) -> str:
    """Return what all conflicts have in common, and whether it would be enough to give it up."""
    deal = subject.analysis.deal
    shared = _shared(subject)
    if not shared:
        return "Nothing is in all of them, so a way out takes something from each."
    words = join([_said_of(subject, block) for block in shared])
    alone = {_key(each.members[0]) for each in deal.deadlock.relaxations if len(each.members) == 1}
    enough = all(_key(block) in alone for block in shared)
    each = "either" if len(shared) == 2 else "any one"
    help_ = f"; if {each if len(shared) > 1 else 'it'} alone were different, there would be a deal" if enough else ""
    every = "both" if len(deal.conflicts) == 2 else f"all {_number(len(deal.conflicts))}"
    return f"In {every}: {words}{help_}."


def _said_of(subject: Subject, block: Block) -> str:
    """Return what stands in the way, as part of a sentence."""
    if block.kind == "red_line":
        return f"{block.party} {_stands(subject, block)}"
    return f"the {_stands(subject, block)}" if block.kind == "rule" else block_words(block, subject.case)


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else count(number)


def _shared(subject: Subject) -> list[Block]:
    """Return what every conflict contains."""
    first, *others = subject.analysis.deal.conflicts
    keys = [{_key(block) for block in conflict.members} for conflict in others]
    return [block for block in first.members if all(_key(block) in each for each in keys)]


def conflicts_of(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return the number and the words of each conflict, without what all share; empty where there is only one."""
    conflicts = subject.analysis.deal.conflicts
    if len(conflicts) < 2:
        return ()
    shared = {_key(block) for block in _shared(subject)}
    told = [
        (
            f"{number} of {len(conflicts)}",
            sentence("; ".join(_said_of(subject, block) for block in conflict.members if _key(block) not in shared)),
        )
        for number, conflict in enumerate(conflicts[:_CONFLICTS], 1)
    ]
    rest = len(conflicts) - len(told)
    return (*told, *((("", f"{plural(rest, 'further set')}, below"),) if rest else ()))


def deciding_of(subject: Subject) -> list[tuple[Block, str]]:
    """Return what conflicts, first what takes the least beside it to open a deal, with a word on that."""
    found = subject.analysis.deal.deadlock
    blocks = [block for block, _ in tally_of(subject)]
    met = Counter(_key(block) for conflict in found.conflicts for block in conflict.members)
    least = {
        key: min(len(each.members) for each in found.relaxations if key in map(_key, each.members))
        for key in {_key(block) for each in found.relaxations for block in each.members}
    }
    never = len(blocks) + 1
    ranked = sorted(blocks, key=lambda block: (least.get(_key(block), never), -met[_key(block)]))
    return [(block, _opens(least.get(_key(block)))) for block in ranked]


def _opens(size: int | None) -> str:
    """Return what giving something up does, by the size of the smallest way out that contains it."""
    if size is None:
        return ""
    if size == 1:
        return "if it alone were different, there would be a deal"
    return f"if it and {_number(size - 1)} other{'s' * (size > 2)} were different, there would be a deal"


def ways_out_of(subject: Subject) -> tuple[str, ...]:
    """Return what would have to be different for a deal, the least first; empty where there is a deal.

    Each way is a clause after "There would be a deal if": it says what would do, and asks nobody to do it.
    """
    found = subject.analysis.deal.deadlock
    if found.final:
        return (FINAL,)
    words = [
        f"{'or ' * (at > 0)}{different_words(each, subject.case)}" for at, each in enumerate(found.relaxations[:_WAYS])
    ]
    rest = len(found.relaxations) - _WAYS
    more = (f"or one of {plural(rest, 'larger way')}, in the full listing",) if rest > 0 else ()
    return (*words, *more)


def tally_of(subject: Subject) -> list[tuple[Block, int]]:
    """Return what rules out efficient outcomes, and how many, most first; without a deal in how many conflicts."""
    deal = subject.analysis.deal
    met: dict[_Key, Block] = {}
    tally: Counter[_Key] = Counter()
    blocks = (
        [block for point in deal.frontier.points for block in point.blocked_by]
        if deal.zopa
        else [block for conflict in deal.conflicts for block in conflict.members]
    )
    for block in blocks:
        met.setdefault(_key(block), block)
        tally[_key(block)] += 1
    return [(met[key], number) for key, number in tally.most_common()]


def blockers_of(subject: Subject, *, least: bool = False) -> tuple[Blocker, ...]:
    """Return by party what stands in the way; where there is a deal only what does so most often.

    What a party has said, and firmly, goes first: an analyst's reading of it must not stand above its own word.

    Parameters
    ----------
    least
        Whether only one thing is told of each party where there is a deal.
    """
    deal, by_party = subject.analysis.deal, dict[str, list[tuple[bool, Obstacle]]]()
    if len(deal.conflicts) > 1:
        return ()
    for block, number in tally_of(subject):
        whose = block.party or sentence(_RULES)
        item = Obstacle(_stands(subject, block, short=True), count(number) if deal.zopa else "")
        by_party.setdefault(whose, []).append((not _said(subject, block), item))
    kept = (1 if least else _PER_PARTY) if deal.zopa else len(subject.case.red_lines) + len(subject.case.rules) + 1
    return tuple(
        Blocker(
            party,
            tuple(item for _, item in sorted(items, key=lambda each: each[0])[:kept]),
            plural(len(items) - kept, "more obstacle") if len(items) > kept else "",
        )
        for party, items in by_party.items()
    )


def obstacles_of(subject: Subject) -> tuple[tuple[str, str, str], ...]:
    """Return for all that stands in the way whose it is, what, and how many outcomes it rules out (conflicts)."""
    return tuple((block.party or _RULES, _stands(subject, block), count(number)) for block, number in tally_of(subject))


def _key(block: Block) -> _Key:
    return block.kind, block.party, block.position


def _said(subject: Subject, block: Block) -> bool:
    """Return whether it is a red line that the party itself has drawn, and firmly."""
    if block.kind != "red_line" or block.position is None:
        return False
    line = subject.case.red_lines[block.position]
    return line.basis != "assessed" and line.firm.central >= _FIRM


def _stands(subject: Subject, block: Block, *, short: bool = False) -> str:
    """Return what it is; short, with no more of a long condition than stands in two lines."""
    match block.kind:
        case "no_deal":
            return f"value of no deal, {points(subject.analysis.deal.no_deal[block.party])} points"
        case "red_line" if block.position is not None:
            line = subject.case.red_lines[block.position]
            return (
                f"will not accept {(_brief if short else condition_words)(line.never, subject.case)}{said_words(line)}"
            )
        case "rule" if block.position is not None:
            rule = subject.case.rules[block.position]
            return f"{RULES[rule.kind]}: {rule_words(rule, subject.case)}"
        case _:
            return "what changes nothing is no deal"


def _brief(never: Condition, case: Case) -> str:
    """Return a condition; of a long one the first option on each issue, then whole issues only, and how many more."""
    words = condition_words(never, case)
    if len(words) <= _SHORT:
        return words
    firsts = [
        condition_words(Condition({issue: options[:1]}), case)
        + (f" or {plural(len(options) - 1, 'other')}" if len(options) > 1 else "")
        for issue, options in never.picks.items()
    ]
    while len(firsts) > 1 and len(", ".join(firsts)) > _LONG:
        firsts.pop()
    left = len(never.picks) - len(firsts)
    return ", ".join(firsts) + (f"; and {plural(left, 'more condition')}" if left else "")
