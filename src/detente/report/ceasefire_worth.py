"""What would let a ceasefire hold longer, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from detente.case import option_text
from detente.report.ceasefire_words import PROMISES, added_days, added_share, amount, days, harm_words
from detente.report.demands import RULES, rule_words
from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.words import count, join, plural
from detente.results.ceasefire import CeasefireOutlook
from detente.results.ceasefire_worth import Improvement, MeasureWorth, Promised, TermWorth

__all__ = [
    "excluded_notes",
    "harm_notes",
    "help_sentences",
    "measure_name",
    "path_blocks",
    "promise_notes",
    "term_name",
    "worth_blocks",
]

Named: TypeAlias = tuple[str, Improvement]
"""What a measure or a changed term is called, and what it does."""

_TERMS = 4
"""Changes of terms that are told where not all are."""


def help_sentences(found: CeasefireOutlook) -> tuple[str, ...]:
    """Return what adds most days and what makes a collapse least likely, and what does harm.

    Each sentence stands for itself: what a rule excludes is told last.
    """
    measures, terms = _winners("of what could be added", _measures(found)), _winners("of single terms", _allowed(found))
    helps = [measures, _together(found), terms]
    told = [*(helps if measures or terms else [_nothing(found)]), _early(found), _alone(found), _excluded(found)]
    first, *rest = (words for words in told if words)
    return (f"{first}.", *(f"{words[0].upper()}{words[1:]}." for words in rest))


def _nothing(found: CeasefireOutlook) -> str:
    if not found.measures and not found.changes:
        return "the case names nothing that could be added or changed"
    return "nothing that the case names and its rules allow adds days in force or makes a collapse less likely"


def _measures(found: CeasefireOutlook) -> list[Named]:
    return [(measure_name(each), each.adds) for each in found.measures]


def _allowed(found: CeasefireOutlook) -> list[Named]:
    """Return the changed terms that no rule excludes."""
    return [(term_name(each), each.adds) for each in found.changes if not each.barred]


def _longest(named: Sequence[Named]) -> Named | None:
    """Return what adds most days in force."""
    return max((each for each in named if each[1].days.central > 0), key=_days, default=None)


def _safest(named: Sequence[Named]) -> Named | None:
    """Return what makes a collapse least likely without costing days in force."""
    return min(
        (each for each in named if each[1].days.central >= 0 and each[1].collapsed.central < 0),
        key=_collapse,
        default=None,
    )


def _days(each: Named) -> float:
    return each[1].days.central


def _collapse(each: Named) -> float:
    return each[1].collapsed.central


def _winners(of: str, named: Sequence[Named]) -> str:
    """Return what does most for the days in force and for the chance of collapse; empty where nothing does."""
    longest, safest = _longest(named), _safest(named)
    if longest is None or safest is None or longest is safest:
        best = longest or safest
        if best is None:
            return ""
        most = (
            "does most both for days in force and against a collapse: it "
            if longest is safest and len(named) > 1
            else ""
        )
        return f"{of} “{best[0]}” {most}{_does(best[1])}"
    return (
        f"{of}, for most days: “{longest[0]}” {_does(longest[1])}; for least collapse: “{safest[0]}” {_does(safest[1])}"
    )


def _does(adds: Improvement, s: str = "s") -> str:
    """Return what a change does to the days in force and to the chance of collapse; `s` is the end of its verbs."""
    days, collapsed = adds.days.central, adds.collapsed.central
    told = f"add{s} no days"
    if days:
        told = f"{'add' if days > 0 else 'cost'}{s} {amount(adds.days, 1 if days > 0 else -1)} days in force"
    if not collapsed:
        return f"{told} and leave{s} a collapse as likely as it was"
    return f"{told} {'but' if days * collapsed > 0 else 'and'} {_makes(adds, s)}"


def _makes(adds: Improvement, s: str = "s") -> str:
    less = adds.collapsed.central < 0
    points = amount(adds.collapsed, -100 if less else 100)
    return f"make{s} a collapse {'less' if less else 'more'} likely by {points} percentage points"


def _together(found: CeasefireOutlook) -> str:
    return "" if found.together is None else f"all of these together {_does(found.together, '')}"


def _runs_out(found: CeasefireOutlook) -> Named | None:
    """Return the change that makes a collapse still less likely than the best, as the ceasefire is over before."""
    allowed = _allowed(found)
    safest = _safest(allowed)
    least = 0.0 if safest is None else _collapse(safest)
    early = [each for each in allowed if each[1].days.central < 0 < each[1].lapsed.central and _collapse(each) < least]
    return min(early, key=_collapse, default=None)


def _early(found: CeasefireOutlook) -> str:
    each = _runs_out(found)
    if each is None:
        return ""
    name, adds = each
    return (
        f"“{name}” {_makes(adds)}, because it more often runs out first: it costs {amount(adds.days, -1)} days in force"
    )


def _alone(found: CeasefireOutlook) -> str:
    """Return which measure costs days where it is added alone, why, and what it adds to the others."""
    each = min(found.measures, key=lambda each: each.adds.days.central, default=None)
    if each is None or each.adds.days.central >= 0:
        return ""
    why = harm_words([path.path for path in each.paths if path.days.central < 0], each.rates)
    told = f"“{measure_name(each)}” alone costs {amount(each.adds.days, -1)} days"
    return f"{told}{f': {why}' if why else ''}{_last_words(each)}; what else it may be good for is not counted here"


def _last_words(each: MeasureWorth) -> str:
    if each.last is None:
        return ""
    number = each.last.days
    if number.central < 0:
        return f"; on top of the others it still costs {amount(number, -1)}"
    return f"; on top of the others it adds {amount(number)}"


def _excluded(found: CeasefireOutlook) -> str:
    """Return a changed term that would do more than what is allowed, and the rule that excludes it."""
    longest, safest = _longest(_allowed(found)), _safest(_allowed(found))
    most = 0.0 if longest is None else _days(longest)
    least = 0.0 if safest is None else _collapse(safest)
    barred = [each for each in found.changes if each.barred and each.adds.days.central >= 0]
    safer = [each for each in barred if each.adds.collapsed.central < least]
    longer = [each for each in barred if each.adds.days.central > most]
    if safer:
        each = min(safer, key=lambda each: each.adds.collapsed.central)
    elif longer:
        each = max(longer, key=lambda each: each.adds.days.central)
    else:
        return ""
    return f"“{term_name(each)}” {_does(each.adds)}, but is excluded by {_rules(each)}"


def _rules(each: TermWorth) -> str:
    told = (f"{RULES[rule.kind]}: {rule_words(rule)}" for rule in each.barred_by)
    return f"{'a rule' if len(each.barred_by) == 1 else 'rules'} of the case ({'; '.join(told)})"


def measure_name(each: MeasureWorth) -> str:
    """Return what a measure is called."""
    return each.title or each.name


def term_name(each: TermWorth) -> str:
    """Return a changed term, with other options that do the same."""
    more = f" (or {join((option_text(option) for option in each.same), 'or')})" if each.same else ""
    return f"{each.issue}: {option_text(each.option)}{more}"


def worth_blocks(found: CeasefireOutlook, *, everything: bool) -> Iterator[Block]:
    """Yield what measures and changed terms add, and by which path something does harm."""
    if not found.measures and not found.changes:
        return
    yield Heading(
        "WHAT WOULD HELP", f"added to the days in force, of {count(found.horizon)}, and to the chance of collapse"
    )
    allowed = _allowed(found)
    named = {each[0] for each in (_longest(allowed), _safest(allowed), _runs_out(found)) if each is not None}
    most = len(found.changes) if everything else _TERMS
    changes = [each for place, each in enumerate(found.changes) if place < most or term_name(each) in named]
    rows = [_row(measure_name(each), each.adds) for each in found.measures]
    if found.together is not None:
        rows.append(_row("all of these together", found.together))
    terms = [_row(term_name(each) + (" (excluded by a rule)" if each.barred else ""), each.adds) for each in changes]
    yield Table(
        (
            Column(("measure or term",), least=24),
            Column(("days in force",), "right", wraps=False),
            Column(("collapse,", "percentage points"), "right", wraps=False),
        ),
        tuple(tuple(group) for group in (rows, terms) if group),
    )
    left = len(found.changes) - len(changes) + found.unfollowed
    if left:
        yield Paragraph(
            f"{plural(left, 'further change')} of one term {'is' if left == 1 else 'are'} not shown.", quiet=True
        )
    told = (*harm_notes(found), *promise_notes(found, changes), *excluded_notes(changes))
    if told:
        yield Bullets(told)
    if everything:
        yield from path_blocks(found)


def harm_notes(found: CeasefireOutlook) -> tuple[str, ...]:
    """Return which measures do harm, in how many draws, and by which path."""
    told = [words for each in found.measures if (words := _harm_words(found, each))]
    if found.together is not None and found.draws:
        together = found.together
        longer = together.longer_draws >= together.shorter_draws
        number = together.longer_draws if longer else together.shorter_draws
        told.append(
            f"Together they {'lengthen' if longer else 'shorten'} it in {_draws(found, number)}; their effects do not "
            "simply add up."
        )
    return tuple(told)


def excluded_notes(changes: Sequence[TermWorth]) -> tuple[str, ...]:
    """Return by which rules changed terms are excluded."""
    by_rules: dict[str, list[str]] = {}
    for each in changes:
        if each.barred:
            by_rules.setdefault(_rules(each), []).append(f"“{term_name(each)}”")
    return tuple(f"{join(names)}: excluded by {rules}." for rules, names in by_rules.items())


def promise_notes(found: CeasefireOutlook, changes: Sequence[TermWorth]) -> tuple[str, ...]:
    """Return what is sure of measures and of some changed terms."""
    named = [*_measures(found), *((term_name(each), each.adds) for each in changes)]
    return tuple(words for name, adds in named if (words := _promise_words(found, name, adds)))


def _row(name: str, adds: Improvement) -> tuple[str, ...]:
    return name, added_days(adds.days), added_share(adds.collapsed)


def _draws(found: CeasefireOutlook, number: int) -> str:
    return f"{count(number)} of {plural(found.draws, 'draw')} of the case’s ranges"


def _harm_words(found: CeasefireOutlook, each: MeasureWorth) -> str:
    """Return whether and by which path a measure does harm, as a sentence; empty where it never does."""
    shorter = each.adds.days.central < 0
    if not shorter and not each.adds.shorter_draws:
        return ""
    paths = [path for path in each.paths if path.days.central < 0 or path.harmful_draws]
    why = harm_words([path.path for path in paths], each.rates)
    name = f"“{measure_name(each)}”"
    if not shorter:
        because = f", as {why}" if why else ""
        return (
            f"{name} alone lengthens it in {_draws(found, each.adds.longer_draws)}; "
            f"in {count(each.adds.shorter_draws)} it shortens it{because}."
        )
    where = f"in {_draws(found, each.adds.shorter_draws)}" if found.draws else "at the central values"
    helps = [path for path in each.paths if path.path == "deterrence" and path.days.central > 0]
    less = f" That violations are deterred wins back {days(helps[0].days.central)} days." if helps else ""
    last = "" if each.last is None else f" To the other measures it adds {added_days(each.last.days)} days."
    return f"{name} shortens it {where}, if it is added alone{f': {why}' if why else ''}.{less}{last}"


def _promise_words(found: CeasefireOutlook, name: str, adds: Improvement) -> str:
    if not adds.promised or (adds.days.central == 0 and adds.collapsed.central == 0):
        return ""
    # What is promised of a collapse alone makes the sentence on both needless.
    both = "collapsed" in adds.promised
    parts: list[Promised] = [each for each in adds.promised if not (both and each == "failed")]
    sure = "in every draw of the case’s ranges" if found.draws else "at the central values"
    return f"With “{name}”, {sure}, {join([PROMISES[each] for each in parts])}: this is sure by the model’s form."


def path_blocks(found: CeasefireOutlook) -> Iterator[Block]:
    """Yield what measures do by each path, where they change what is noticed or explained."""
    told = [each for each in found.measures if each.paths]
    if not told:
        return
    yield Heading("BY WHICH PATH", "days in force added by each path, all others being as they were")
    names = {
        "accidents": "accidents noticed",
        "violations": "violations noticed",
        "deterrence": "violations deterred",
        "attribution": "incidents explained",
    }
    yield Table(
        (Column(least=20), *(Column((measure_name(each),), "right", least=14) for each in told)),
        (
            tuple(
                (names[path.path], *(added_days(each.paths[place].days) for each in told))
                for place, path in enumerate(told[0].paths)
            ),
        ),
    )
