"""Named packages side by side, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from detente.case import Case, Option
from detente.report.demands import block_words
from detente.report.document import Block, Bullets, Column, Document, Heading, Paragraph, Table
from detente.report.words import (
    SOLUTION_NAMES,
    central_words,
    count,
    gain,
    join,
    option_words,
    package_words,
    plural,
    points,
    seats_words,
    signed,
    with_ties,
)
from detente.results import Compared, SideBySide, Spread, Trade, differing_issues

__all__ = ["comparison"]


def comparison(case: Case, found: SideBySide) -> Document:
    """Return a comparison of packages of a case as a document."""
    return Document(
        title=found.title,
        aside=f"{plural(len(found.packages), 'package')} side by side",
        blocks=tuple(_blocks(case, found)),
    )


def _blocks(case: Case, found: SideBySide) -> Iterator[Block]:
    asked = seats_words(found.table, found.stage)
    if asked:
        yield Paragraph(asked)
    yield Paragraph(f"At {central_words(case)}: each side's own points, and its gain over no deal.")
    yield Table(columns=_columns(found, least=9), groups=(*_points(found), _terms(case, found)))
    yield from _common(case, found)
    yield from _named(found)
    yield from _blocked(case, found)
    yield from _drawn(found)
    yield from _asked(case, found)
    yield from _room(case, found)


def _columns(found: SideBySide, *, least: int) -> tuple[Column, ...]:
    heads = [each.named.name if each.named.kind != "terms" else "your terms" for each in found.packages]
    return (Column(least=10), *(Column(head=(_head(found, i, head),), least=least) for i, head in enumerate(heads)))


def _head(found: SideBySide, position: int, head: str) -> str:
    each = found.packages[position].named
    if each.kind == "terms" and sum(other.named.kind == "terms" for other in found.packages) > 1:
        return f"{head} ({position + 1})"
    return SOLUTION_NAMES.get(each.name.lower().replace("-", "_"), head) if each.kind == "solution" else head


def _title(found: SideBySide, compared: Compared) -> str:
    position = found.packages.index(compared)
    return _columns(found, least=9)[position + 1].head[0]


def _points(found: SideBySide) -> Iterator[tuple[tuple[str, ...], ...]]:
    first = found.packages[0].outcome
    consenting = [party for party in found.consenting if party in first.utility]
    others = [party for party in first.utility if party not in found.consenting]
    rows = [*consenting, *others]
    cells = {
        party: [
            (points(each.outcome.utility[party]), gain(each.outcome.gain[party]) if party in each.outcome.gain else "")
            for each in found.packages
        ]
        for party in rows
    }
    left = max(len(cell[0]) for row in cells.values() for cell in row)
    right = max(len(cell[1]) for row in cells.values() for cell in row)
    for group in (consenting, others):
        if group:
            yield tuple(
                (
                    f"{party} ({points(found.no_deal[party])})" if party in found.no_deal else party,
                    *(f"{first:>{left}}  {second:>{right}}".rstrip() for first, second in cells[party]),
                )
                for party in group
            )


def _terms(case: Case, found: SideBySide) -> tuple[tuple[str, ...], ...]:
    packages = [each.outcome.package for each in found.packages]
    differing = differing_issues(packages) if len(packages) > 1 else tuple(packages[0])
    return tuple((issue, *(option_words(case, issue, package[issue]) for package in packages)) for issue in differing)


def _common(case: Case, found: SideBySide) -> Iterator[Block]:
    packages = [each.outcome.package for each in found.packages]
    differing = differing_issues(packages)
    same: dict[str, Option] = {issue: option for issue, option in packages[0].items() if issue not in differing}
    if len(packages) > 1 and same:
        yield Paragraph(f"{package_words(case, same)}.", lead="In all of them:" if len(packages) > 2 else "In both:")


def _named(found: SideBySide) -> Iterator[Block]:
    """Yield what a column is, where its head does not say so."""
    told: list[str] = []
    for each in found.packages:
        if each.named.kind == "terms":
            told.append(f"{_title(found, each)}: {each.named.name}")
        if each.named.open_issues:
            told.append(f"{each.named.name} leaves open {join(each.named.open_issues)}, filled in as suits all best")
        if each.named.tied > 1:
            told.append(with_ties(_title(found, each), (each.outcome,) * each.named.tied))
    if told:
        yield Paragraph(f"{'; '.join(told)}.", quiet=True)


def _blocked(case: Case, found: SideBySide) -> Iterator[Block]:
    yield Heading("WHAT BLOCKS")
    items: list[str] = []
    for each in found.packages:
        blocks = [
            block_words(block, case) + (f" (short by {points(block.shortfall)})" if block.shortfall is not None else "")
            for block in each.outcome.blocked_by
        ]
        items.append(f"{_title(found, each)}: {'; '.join(blocks) if blocks else 'nothing, so it is acceptable'}")
    yield Bullets(tuple(items))


def _drawn(found: SideBySide) -> Iterator[Block]:
    if not found.draws or all(each.drawn is None for each in found.packages):
        return
    yield Heading(
        f"OVER {plural(found.draws, 'draw').upper()} OF YOUR RANGES", "shares describe your ranges, not the world"
    )
    parties = [party for party in found.consenting if party in found.no_deal]
    rows = [("all accept", *(_draws(found, each, "") for each in found.packages))]
    rows += [(party, *(_draws(found, each, party) for each in found.packages)) for party in parties]
    rows.append(("values", *(_values(each) for each in found.packages)))
    gains = tuple(
        (
            f"{party}: gain",
            *(_range(each.drawn.gain[party]) if each.drawn is not None else "" for each in found.packages),
        )
        for party in parties
    )
    yield Table(columns=_columns(found, least=9), groups=(tuple(rows), gains))
    yield Paragraph(
        "In how many draws all, and each, accept; values: whether the package is acceptable for all, some or none of "
        "the values in your ranges; gains from the 5th to the 95th percentile.",
        quiet=True,
    )


def _draws(found: SideBySide, compared: Compared, party: str) -> str:
    if compared.drawn is None:
        return "a rule"
    share = compared.drawn.accepts[party] if party else compared.drawn.share
    return count(round(share * found.draws))


def _values(compared: Compared) -> str:
    if compared.drawn is None:
        return ""
    return "all" if compared.drawn.necessary else "some" if compared.drawn.possible else "none"


def _range(spread: Spread) -> str:
    return f"{signed(spread.low)} to {signed(spread.high)}"


def _asked(case: Case, found: SideBySide) -> Iterator[Block]:
    items = [
        f"{_title(found, each)}: "
        + "; ".join(
            f"{ask.party}: {ask.issue}: {option_words(case, ask.issue, ask.option)} ({gain(ask.adds)})"
            for ask in each.asks
        )
        for each in found.packages
        if each.asks
    ]
    if items:
        yield Heading("WHAT EACH SIDE WOULD ASK NEXT", "no acceptance lost; what it adds to the asker")
        yield Bullets(tuple(items))


def _room(case: Case, found: SideBySide) -> Iterator[Block]:
    kind = "acceptable ones" if found.frontier == "acceptable" else "feasible ones (none is acceptable)"
    yield Heading("LEFT ON THE TABLE", f"against the efficient packages among the {kind}")
    measured = [each.room for each in found.packages if each.room is not None]
    if any(gained for room in measured for gained in room.gain.values()):
        rows = tuple((f"{party} alone", *(_alone(each, party) for each in found.packages)) for party in found.counted)
        every = ("each at once", *("–" if each.room is None else _some(each.room.together) for each in found.packages))
        yield Table(columns=_columns(found, least=9), groups=(rows, (every,)))
        yield Paragraph(
            "Alone: the most a side could gain while no side loses. Each at once: the most that every side could gain "
            "at the same time, in points of its own; it sets points of different sides equal, so read it only where "
            "the scales are comparable.",
            quiet=True,
        )
    elif measured:
        yield Paragraph("Nothing: no side could gain unless another loses." if found.exact else "Nothing was found.")
    if len(measured) < len(found.packages):
        titles = join(_title(found, each) for each in found.packages if each.room is None)
        yield Paragraph(f"No such package leaves every side at least as well off as {titles}.")
    if not found.exact:
        yield Paragraph("The efficient packages were thinned out, so more may be left.", quiet=True)
    better = [each for each in found.packages if each.trades.better]
    if better:
        yield Paragraph("Better for every side with the fewest changes, acceptable or not:")
        yield Bullets(tuple(_better(case, found, each.trades.better[0], _title(found, each)) for each in better))


def _alone(compared: Compared, party: str) -> str:
    return "–" if compared.room is None else _some(compared.room.gain[party])


def _some(value: Fraction) -> str:
    return gain(value) if value else "nothing"


def _better(case: Case, found: SideBySide, trade: Trade, title: str) -> str:
    package = trade.outcome.package
    terms = "; ".join(f"{issue}: {option_words(case, issue, package[issue])}" for issue in trade.changed)
    return f"{title}, changed to {terms}: {join(f'{party} {gain(trade.adds[party])}' for party in found.counted)}"
