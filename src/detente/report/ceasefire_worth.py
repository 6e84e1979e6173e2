"""What would let a ceasefire hold longer, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case import option_text
from detente.report.ceasefire_words import PROMISES, added_days, added_share, days, harm_words
from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.words import count, join, plural
from detente.results.ceasefire import CeasefireOutlook
from detente.results.ceasefire_worth import Improvement, MeasureWorth, Promised, TermWorth

__all__ = ["harm_notes", "help_words", "measure_name", "path_blocks", "promise_notes", "term_name", "worth_blocks"]

_TERMS = 4
"""Changes of terms that are told where not all are."""


def help_words(found: CeasefireOutlook) -> str:
    """Return which measure and which changed term add most, and what a monitor would cost where it does harm."""
    told: list[str] = []
    best = max(found.measures, key=lambda each: each.adds.days.central, default=None)
    if best is not None and best.adds.days.central > 0:
        told.append(f"“{measure_name(best)}” adds {_effect(best.adds)}")
    free = [each for each in found.changes if not each.barred and each.adds.days.central > 0]
    if free:
        told.append(f"of single terms “{term_name(free[0])}” adds {_effect(free[0].adds)}")
    words = "; ".join(told) if told else _nothing(found)
    harm = [each for each in found.measures if each.adds.days.central < 0]
    more = "".join(f" But “{measure_name(each)}” alone costs {_cost(each)}." for each in harm[:1])
    return f"{words}.{more}"


def _nothing(found: CeasefireOutlook) -> str:
    if not found.measures and not found.changes:
        return "the case names nothing that could be added or changed"
    return "nothing that the case names adds days in force"


def _effect(adds: Improvement) -> str:
    told = f"{_plain(added_days(adds.days))} days in force"
    if adds.collapsed.central < 0:
        return told
    return f"{told}, though a collapse by then becomes more likely" if adds.collapsed.central > 0 else told


def _plain(text: str) -> str:
    """Return a gain without the signs of what is more."""
    return text.replace("+", "")


def _cost(each: MeasureWorth) -> str:
    paths = [path for path in each.paths if path.days.central < 0]
    why = harm_words([path.path for path in paths])
    told = f"{days(-each.adds.days.central)} days"
    return f"{told}: {why}" if paths else told


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
    changes = found.changes if everything else found.changes[:_TERMS]
    rows = [_row(measure_name(each), each.adds) for each in found.measures]
    if found.together is not None:
        rows.append(_row("all of these together", found.together))
    terms = [_row(term_name(each) + (" (excluded by a rule)" if each.barred else ""), each.adds) for each in changes]
    yield Table(
        (
            Column(("measure or term",), least=24),
            Column(("days in force",), "right", wraps=False),
            Column(("collapse,", "points of 100"), "right", wraps=False),
        ),
        tuple(tuple(group) for group in (rows, terms) if group),
    )
    left = len(found.changes) - len(changes) + found.unfollowed
    if left:
        yield Paragraph(
            f"{plural(left, 'further change')} of one term {'is' if left == 1 else 'are'} not shown.", quiet=True
        )
    told = (*harm_notes(found), *promise_notes(found, changes))
    if told:
        yield Bullets(told)
    if everything:
        yield from path_blocks(found)


def harm_notes(found: CeasefireOutlook) -> tuple[str, ...]:
    """Return which measures do harm, in how many draws, and by which path."""
    told = [words for each in found.measures if (words := _harm_words(found, each))]
    if found.together is not None and found.draws and found.together.shorter_draws:
        together = f"All together shorten it in {_draws(found, found.together.shorter_draws)}"
        told.append(f"{together}: what each does alone does not add up.")
    return tuple(told)


def promise_notes(found: CeasefireOutlook, changes: Sequence[TermWorth]) -> tuple[str, ...]:
    """Return what is sure of measures and of some changed terms."""
    named = [(measure_name(each), each.adds) for each in found.measures]
    named += [(term_name(each), each.adds) for each in changes]
    return tuple(words for name, adds in named if (words := _promise_words(found, name, adds)))


def _row(name: str, adds: Improvement) -> tuple[str, ...]:
    return name, added_days(adds.days), added_share(adds.collapsed)


def _draws(found: CeasefireOutlook, number: int) -> str:
    return f"{count(number)} of {plural(found.draws, 'draw')} of your ranges"


def _harm_words(found: CeasefireOutlook, each: MeasureWorth) -> str:
    """Return whether and by which path a measure does harm, as a sentence; empty where it never does."""
    shorter = each.adds.days.central < 0
    if not shorter and not each.adds.shorter_draws:
        return ""
    paths = [path for path in each.paths if path.days.central < 0 or path.harmful_draws]
    why = f": {harm_words([path.path for path in paths])}" if paths else ""
    where = f"in {_draws(found, each.adds.shorter_draws)}" if found.draws else "at the central values"
    helps = [path for path in each.paths if path.path == "deterrence" and path.days.central > 0]
    less = f" That violations are deterred wins back {days(helps[0].days.central)} days." if helps and shorter else ""
    return f"“{measure_name(each)}” shortens it {where}{why}.{less}"


def _promise_words(found: CeasefireOutlook, name: str, adds: Improvement) -> str:
    if not adds.promised or (adds.days.central == 0 and adds.collapsed.central == 0):
        return ""
    # What is promised of a collapse alone makes the sentence on both needless.
    both = "collapsed" in adds.promised
    parts: list[Promised] = [each for each in adds.promised if not (both and each == "failed")]
    sure = "in every draw of your ranges" if found.draws else "at the central values"
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
