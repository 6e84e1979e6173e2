"""The sections of a brief, each made from the results and the names in the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from detente.case import Case
from detente.report.demands import block_words, condition_words, line_words, said_words
from detente.report.document import Block as Part
from detente.report.document import Bullets, Column, Heading, Paragraph, Table
from detente.report.layout import shorten
from detente.report.rows import rows_of, weights_of
from detente.report.words import (
    central_words,
    count,
    gain,
    join,
    label_words,
    option_words,
    package_words,
    passing_words,
    plural,
    points,
    share,
    shell,
    unknown_words,
    with_ties,
)
from detente.results import Analysis, Block, Deal, Discussed, Outcome, Package, ProposalResult, differing_issues

__all__ = [
    "Room",
    "answer",
    "blocking",
    "firm_only",
    "next_steps",
    "opposition",
    "packages",
    "proposals",
    "size_words",
    "unknowns",
]

_REFUSALS = {"red_line": "red line", "rule": "rule", "status_quo": "changes nothing"}
_UNDEFINED = "How opposed the sides are is undefined: there is only one, or some side's points do not vary."
_NUMBERS = ("no", "one", "two", "three")


@dataclass(frozen=True, slots=True)
class Room:
    """How much room the table of packages has: rows, lines, other parties, and whether ties are told."""

    issues: int
    cell_lines: int
    common_lines: int
    others: bool
    ties: bool


def size_words(analysis: Analysis) -> str:
    """Return how large the case is."""
    return f"{plural(len(analysis.parties), 'party', 'parties')}, {plural(len(analysis.issues), 'issue')}"


def answer(case: Case, deal: Deal) -> Iterator[Part]:
    """Yield the answer in words."""
    if not deal.space.feasible:
        yield Paragraph("The rules exclude every package.", lead="There is no zone of possible agreement.")
        return
    passing = f"At {central_words(case)}, {passing_words(case, deal, count(deal.space.feasible))}"
    if not deal.zopa:
        yield Paragraph(f"{passing}.", lead="There is no zone of possible agreement.")
        return
    size = deal.acceptable_frontier.size
    efficient = "one outcome is" if size == 1 else f"{count(size)} outcomes are"
    yield Paragraph(
        f"{passing}; {efficient} efficient (none can gain unless another loses). "
        "A zone is necessary for an agreement, not sufficient.",
        lead="There is a zone of possible agreement.",
    )
    if deal.solutions.left_out:
        yield Paragraph(
            f"No acceptable package gives {join(deal.solutions.left_out, 'or')} more than no deal; "
            "the solutions below share out the others' gains.",
        )
    elif deal.solutions.nash_by_leximin:
        yield Paragraph("No acceptable package gives every side a gain; shares decide instead of products.")


def unknowns(case: Case, deal: Deal, *, others: bool = True) -> Iterator[Part]:
    """Yield how much is unknown: numbers that stand at their middle, and parties without points (rule C7).

    Where `others` are not shown, it is one number for all whose consent is asked.
    """
    numbers = unknown_words(case, case.known if others else deal.consenting, total=not others)
    if numbers:
        yield Paragraph(numbers, quiet=True, lines=2)
    unknown = [party for party in case.parties if party not in case.known]
    if unknown:
        yield Paragraph(f"Preferences not known, so without points here: {join(unknown)}.", quiet=True, lines=1)


def opposition(deal: Deal) -> Iterator[Part]:
    """Yield how opposed the parties are, in one sentence each."""
    if deal.opposition is None and deal.zero_sumness.value is None:
        yield Paragraph(_UNDEFINED, quiet=True)
        return
    parts = {issue: part for issue, part in deal.zero_sumness.by_issue.items() if part is not None}
    most = max(parts, key=parts.__getitem__, default=None)
    told = most is not None and len(parts) > 1 and parts[most] > 0
    mostly = f", the largest part from {shorten(most, 24)}" if most is not None and told else ""
    yield Paragraph(
        f"Opposition {share(deal.opposition)} (0: all can have their best). "
        f"Zero-sumness {share(deal.zero_sumness.value)} (1: constant sum){mostly}; depends on the options listed.",
        quiet=True,
    )


def packages(case: Case, deal: Deal, chosen: tuple[Discussed, ...], room: Room) -> Iterator[Part]:
    """Yield the packages worth discussing side by side: points, gains, and the terms in which they differ."""
    if not chosen:
        return
    outcomes = [choice.outcome for choice in chosen]
    if deal.zopa:
        noun = "package" if len(chosen) == 1 else "packages"
        title = f"{_NUMBERS[len(chosen)].upper()} {noun.upper()} WORTH DISCUSSING"
    else:
        title = "NEAREST MISSES"
    yield Heading(title, "each side's own points; gain over no deal")
    asked = tuple(case.issues) if deal.seated is None else deal.seated.issues
    differing = differing_issues([outcome.package for outcome in outcomes]) if len(chosen) > 1 else asked
    terms = [{name: outcome.package[name] for name in differing} for outcome in outcomes]
    kept = rows_of(terms, weights_of(deal), room.issues)
    shown = tuple(issue for issue in differing if issue in kept)
    rows = [
        (
            issue,
            *(option_words(case, issue, outcome.package[issue]) for outcome in outcomes),
        )
        for issue in shown
    ]
    yield Table(
        columns=(
            Column(head=("(no deal)",), least=12),
            *(Column(head=(f"{c.letter}: {label_words(deal, c)}",), least=14) for c in chosen),
        ),
        groups=tuple(
            group for group in (tuple(_gains(case, deal, outcomes, others=room.others)), tuple(rows)) if group
        ),
        lines=room.cell_lines,
    )
    rest = len(differing) - len(shown)
    if rest:
        told = f"They differ on {plural(rest, 'further issue')}" if len(chosen) > 1 else plural(rest, "further term")
        yield Paragraph(f"{told}: see --all.", quiet=True)
    if len(chosen) > 1:
        same = {name: outcomes[0].package[name] for name in asked if name not in differing}
        if room.common_lines:
            yield from _common(case, outcomes, same, room.common_lines)
    if room.ties:
        yield from _ties(chosen)


def blocking(case: Case, deal: Deal, most: int, lines: int) -> Iterator[Part]:
    """Yield what keeps efficient packages from being acceptable although there is a deal."""
    listed = deal.frontier.points
    blocked = [point for point in listed if point.blocked_by]
    if not blocked:
        yield Heading("WHAT BLOCKS", "nothing: every efficient package is acceptable")
        return
    passing = len(listed) - len(blocked)
    passes = f"{count(passing) if passing else 'none'} {'pass' if passing > 1 else 'passes'}"
    shown = " listed" if deal.frontier.truncated else ""
    yield Heading("WHAT BLOCKS", f"{plural(len(listed), 'outcome')}{shown} would be efficient without it; {passes}")
    tally = Counter(_identity(block) for point in blocked for block in point.blocked_by)
    blocks = {_identity(block): block for point in blocked for block in point.blocked_by}
    ranked = tally.most_common()
    kept = ranked[: most - (len(ranked) > most)]
    rest = len(ranked) - len(kept)
    yield Bullets(
        (
            *(f"{count(number)} {_crosses(blocks[key], case, number)}" for key, number in kept),
            *((f"{plural(rest, 'further obstacle')}: see --all",) if rest else ()),
        ),
        lines,
    )


def proposals(deal: Deal, most: int, lines: int) -> Iterator[Part]:
    """Yield what each proposal gives each side, and what it leaves on the table."""
    if not deal.proposals:
        return
    everyone = list(deal.proposals.values())
    if not most:
        yield Heading("PROPOSALS", f"{count(len(everyone))}: see --all")
        return
    shown = everyone[:most]
    parties = deal.consenting
    # Up to three parties have room for both on one line; more of them get a second line.
    narrow = len(parties) <= 3
    rows = [row for result in shown for row in _proposal(deal, result, narrow=narrow)]
    yield Heading(
        "PROPOSALS",
        "gain over no deal; what a package better for all would add" if deal.zopa else "gain over no deal",
    )
    yield Table(
        columns=(
            Column(least=12),
            Column(head=("acceptable",), least=11),
            *(Column(head=(shorten(party, 14),), align="right", least=7) for party in parties),
            *((Column(head=("left on table",), align="right", wraps=False),) if narrow and deal.zopa else ()),
        ),
        groups=(tuple(rows),),
        lines=lines,
    )
    notes: list[str] = []
    if len(everyone) > most:
        notes.append(f"{count(len(everyone) - most)} more: see --all.")
    if any(result.outcome and result.open_issues for result in shown):
        notes.append("Issues left open are filled in as suits all sides best.")
    if notes:
        yield Paragraph(" ".join(notes), quiet=True)


def _proposal(deal: Deal, result: ProposalResult, *, narrow: bool) -> Iterator[tuple[str, ...]]:
    """Yield the row of a proposal, and where it does not fit into that, a row for what is left on the table."""
    outcome, parties = result.outcome, deal.consenting
    beside, below = narrow and deal.zopa, not narrow and deal.zopa
    if outcome is None:
        yield (result.name, "not feasible", *("" for _ in parties), *(("",) if beside else ()))
        return
    verdict = "yes" if result.necessary else ("depends" if result.possible else _refusal(outcome))
    added = [gain(result.better[0].utility[p] - outcome.utility[p]) for p in parties] if result.better else []
    gains = [gain(outcome.gain[party]) for party in parties]
    yield (result.name, verdict, *gains, *(("  ".join(added) or "nothing",) if beside else ()))
    if below:
        yield ("  left on table", *(("", *added) if added else ("nothing", *("" for _ in parties))))


def _refusal(outcome: Outcome) -> str:
    """Return why an outcome is not acceptable, unless only its negative gains say so."""
    kinds = {block.kind for block in outcome.blocked_by}
    return next((f"no: {words}" for kind, words in _REFUSALS.items() if kind in kinds), "no")


def firm_only(case: Case, deal: Deal, lines: int = 3) -> Iterator[Part]:
    """Yield where reading only the firm red lines changes the answer."""
    firm = deal.firm_only
    if firm is None:
        return
    lead = "If only firm red lines held (firm at least 0.5):"
    if not firm.zopa:
        verdict = "there is no zone of possible agreement"
    elif deal.zopa:
        verdict = "other packages are acceptable too"
    else:
        verdict = "there is a zone of possible agreement"
    if firm.solutions.nash:
        utility = firm.solutions.nash[0].utility
        nash = with_ties("Nash", firm.solutions.nash)
        verdict += f"; {nash} then gives {join(f'{party} {points(utility[party])}' for party in deal.consenting)}"
    left_out = [case.red_lines[position] for position in firm.dropped]
    dropped = "; ".join(f"{line.party} {line_words(line, case)}" for line in left_out)
    yield Paragraph(f"{verdict}. Left out: {dropped}.", lead=lead, lines=lines)


def next_steps(name: str, deal: Deal, *, everything: bool = True) -> Iterator[Part]:
    """Yield what to read next, of the same table and stage."""
    asked: list[str] = []
    if deal.seated is not None and deal.seated.name:
        asked += ["--table", deal.seated.name]
    elif deal.seated is not None and deal.seated.stage:
        asked += ["--stage", deal.seated.stage]
    command = shell(["detente", "analyse", name, *asked])
    listing = "--all (everything), " if everything else ""
    yield Heading("NEXT", f"{command} {listing}--json (for programs)")


def _identity(block: Block) -> tuple[str, str, int | None]:
    return block.kind, block.party, block.position


def _crosses(block: Block, case: Case, number: int) -> str:
    match block.kind:
        case "no_deal":
            return f"{'is' if number == 1 else 'are'} worth less than no deal to {block.party}"
        case "status_quo":
            return f"{'changes' if number == 1 else 'change'} nothing, which is no deal"
        case "red_line" if block.position is not None:
            line = case.red_lines[block.position]
            what = f"{condition_words(line.never, case)}{said_words(line)}"
            return f"{'has' if number == 1 else 'have'} what {block.party} will not accept: {what}"
        case _:
            return f"{'breaks' if number == 1 else 'break'} {block_words(block, case)}"


def _gains(case: Case, deal: Deal, outcomes: list[Outcome], *, others: bool) -> Iterator[tuple[str, ...]]:
    """Yield one row per party: its points and gain in every package, aligned."""
    parties = [p for p in outcomes[0].utility if p in deal.consenting or others]
    cells = {
        party: [(points(o.utility[party]), gain(o.gain[party]) if party in o.gain else "") for o in outcomes]
        for party in parties
    }
    left = max(len(first) for row in cells.values() for first, _ in row)
    right = max(len(second) for row in cells.values() for _, second in row)
    for party in parties:
        away = deal.seated is not None and party not in deal.seated.present
        role = "" if party in deal.consenting else f", {'absent' if away else case.parties[party].role}"
        no_deal = f" ({points(deal.no_deal[party])})" if party in deal.no_deal else ""
        yield (f"{party}{no_deal}{role}", *(f"{first:>{left}}  {second:>{right}}" for first, second in cells[party]))


def _common(case: Case, outcomes: list[Outcome], same: Package, lines: int) -> Iterator[Part]:
    """Yield the terms that all shown packages share; those at their status quo are only named."""
    if same:
        every = "In both" if len(outcomes) == 2 else f"In all {_NUMBERS[len(outcomes)]}"
        yield Paragraph(f"{package_words(case, same)}.", lead=f"{every}:", lines=lines)


def _ties(chosen: tuple[Discussed, ...]) -> Iterator[Part]:
    tied = [f"{c.letter} ({count(c.outcome.packages)})" for c in chosen if c.outcome.packages > 1]
    if tied:
        yield Paragraph(f"Several packages give exactly these points: {join(tied)}.", quiet=True)
