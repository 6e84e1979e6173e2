"""What the incident log says of a ceasefire, and what it would teach, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.report.ceasefire_words import days, spread
from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.incidents import contrast_words, disputed_words, end_words, tally_words
from detente.report.words import count, join
from detente.results.ceasefire import CeasefireOutlook, Learning, LeftOut, LogLearned, Reason
from detente.results.ceasefire_worth import Ranged
from detente.results.incidents import THREE_THINGS

__all__ = ["LEARNED", "NO_ROW", "counted_by", "factor_words", "left_words", "log_blocks"]

LEARNED = (
    "Expected is what the case’s rates had foreseen for the same days; of one side alone, its violations and an equal "
    "share of accidents. A count moves all rates of incidents by one factor, the less the surer the case was of them. "
    "What several claimants say is never put together."
)
"""What stands beside what a log would teach."""

NO_ROW = "It has no incident yet."
"""What is said of a log that has a first line and no row."""

_REASONS: Mapping[Reason, str] = {
    "no party": "who is no party of the case",
    "before": "it is of a time before the ceasefire",
    "begins before": "its period begins before the ceasefire",
    "after": "it is of a time after the ceasefire’s last term",
    "ends after": "its period ends after the ceasefire’s last term",
    "bound": "it is only a bound",
    "overlap": "a longer count by the same overlaps it",
    "nothing expected": "the case expects no such incidents",
}


def log_blocks(found: CeasefireOutlook) -> Iterator[Block]:
    """Yield what the log says, and what each claimant's count would do to the rates."""
    log = found.log
    if log is None:
        return
    yield Heading("THE INCIDENT LOG", "each claimant’s for itself")
    if not log.arrangements:
        yield Paragraph(NO_ROW)
        return
    yield Paragraph(THREE_THINGS)
    for each in log.arrangements:
        items = [words] if (words := disputed_words(each)) else []
        items += [tally_words(tally) for tally in each.tallies]
        items += [] if each.contrast is None else [contrast_words(each.contrast)]
        yield Bullets((*items, end_words(each)))
    yield from _learned(found)
    for words in left_words(log):
        yield Paragraph(words, quiet=True)


def left_words(log: LogLearned) -> tuple[str, ...]:
    """Return why the log does not change the rates, or not all of it."""
    told = ["The case gives its rates of incidents as sure, so that the log cannot change them."] if log.sure else []
    if log.left_out:
        told.append(f"Not learned from: {'; '.join(_left_words(each) for each in log.left_out)}.")
    return tuple(told)


def _left_words(each: LeftOut) -> str:
    of = f" of {each.accused}" if each.accused else ""
    return f"{count(each.count)} by {each.claimant}{of} ({_REASONS[each.reason]})"


def _learned(found: CeasefireOutlook) -> Iterator[Block]:
    if found.log is None or not found.log.learned:
        return
    before = spread(found.days_in_force, of_days=True)
    yield Table(
        (
            Column(("if this count is", "what was noticed"), least=18),
            Column(("counted",), "right", wraps=False),
            Column(("expected",), "right", wraps=False),
            Column(("incidents,", "times"), "right", wraps=False),
            Column(("days in force", f"before {before}"), "right", wraps=False),
        ),
        (tuple(_row(each) for each in found.log.learned),),
    )
    yield Paragraph(LEARNED, quiet=True)


def _row(each: Learning) -> tuple[str, ...]:
    return (
        counted_by(each),
        count(each.count),
        days(each.expected),
        factor_words(each.factor),
        spread(each.days_in_force, of_days=True),
    )


def counted_by(each: Learning) -> str:
    """Return whose count it is, and whose incidents."""
    return f"{each.claimant} of {join(each.accused)}" if each.accused else each.claimant


def factor_words(factor: Ranged) -> str:
    """Return by what the rates of incidents would be multiplied, with its range.

    Examples
    --------
    >>> factor_words(Ranged(2.19, 1.64, 2.1, 2.85))
    '2.2 (1.6 to 2.9)'
    """
    reach = "" if factor.low is None or factor.high is None else f" ({factor.low:.2g} to {factor.high:.2g})"
    return f"{factor.central:.2g}{reach}"
