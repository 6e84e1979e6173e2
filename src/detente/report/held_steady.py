"""How sure it is that situations would hold, in words: what small variations of moves and preferences do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.held_words import CONCEPTS, clauses, state_words
from detente.report.words import join, plural
from detente.results import Holding
from detente.results.steadiness import (
    Changed,
    Redirected,
    Reordered,
    Rerouted,
    Restated,
    Robustness,
    Steadiness,
    VariedKind,
)

__all__ = ["changed_words", "provisos", "steadiness_words", "steady_blocks"]

_KINDS: dict[VariedKind, str] = {
    "ties": "one of several situations that a player likes equally is put above the others, or below",
    "levels": "two neighbouring places in a player’s order are exchanged",
    "statements": "two neighbouring statements of a player are exchanged",
    "moves": "what can be undone cannot be, or the other way round",
}
"""Kinds of variation, and what is varied."""

_DIRECTIONS = {
    "both": "could be chosen and given up at any time",
    "forward": "once chosen could not be given up",
    "back": "once given up could not be chosen again",
}

_TOLD = 2
"""Variations that are told of one situation."""


def steady_blocks(found: Holding, told: Sequence[str]) -> Iterator[Block]:
    """Yield how sure it is that situations would hold.

    Parameters
    ----------
    told
        Ids of the situations of which it is told what breaks them; it is told of the target too.
    """
    sure = found.robustness
    if sure is None or not (sure.situations or not sure.concepts):
        return
    yield Heading("HOW SURE THAT IS", "in how many small variations of the case each would hold")
    if not sure.concepts:
        yield Paragraph(f"This is worked out for {join(CONCEPTS[name][0] for name in list(CONCEPTS)[:5])} alone.")
        return
    if any(each.kinds for each in sure.situations):
        yield _table(found, sure)
    words = steadiness_words(found, [*told, *([found.target] if found.target else [])])
    if words:
        yield Bullets(tuple(words), 8)
    yield from _remarks(sure)


def steadiness_words(found: Holding, states: Sequence[str]) -> list[str]:
    """Return in how many variations situations hold, and which turn that; nothing where none was tried."""
    sure = found.robustness
    if sure is None or not sure.concepts:
        return []
    return [_steady_words(found, sure, each) for each in sure.situations if each.kinds and each.state in states]


def _table(found: Holding, sure: Robustness) -> Table:
    kinds = sure.situations[0].kinds
    columns = (
        Column(least=6),
        Column(head=("under",), wraps=False),
        Column(head=("concepts", f"of {len(found.concepts)}"), align="right", wraps=False),
        *(Column(head=(each.kind, f"of {each.tried:,}"), align="right", wraps=False) for each in kinds),
    )
    rows = tuple(
        (
            f"{each.state} (target)" if each.state == found.target else each.state,
            CONCEPTS[_counted(sure, each)][0],
            str(sum(each.state in found.equilibria[name] for name in found.concepts)),
            *(f"{kind.kept[_counted(sure, each)]:,}" for kind in each.kinds),
        )
        for each in sure.situations
    )
    return Table(columns=columns, groups=(rows,))


def _counted(sure: Robustness, each: Steadiness) -> str:
    """Return the concept of which it is counted how often a situation holds under it."""
    return each.concept or sure.concepts[-1]


def _steady_words(found: Holding, sure: Robustness, each: Steadiness) -> str:
    """Return in how many variations a situation holds, and which turn that."""
    varied = [kind for kind in each.kinds if kind.kind != "draws"]
    concept = _counted(sure, each)
    name = f"{each.state}, the target," if each.state == found.target else each.state
    tried, kept = sum(kind.tried for kind in varied), sum(kind.kept[concept] for kind in varied)
    told: list[str] = []
    if tried:
        how = f"all {tried:,}" if kept == tried else f"{'none' if not kept else f'{kept:,}'} of {tried:,}"
        holds = "holds" if each.concept else "would hold"
        told.append(f"{name} {holds} under {CONCEPTS[concept][0]} in {how} variations")
    told += [f"in {kind.kept[concept]:,} of {kind.tried:,} draws of your ranges" for kind in each.kinds[len(varied) :]]
    head = " and ".join(told) if tried else f"{name} holds {told[0]}"
    return " ".join([f"{head}.", *_turns(found, sure, each)])


def _turns(found: Holding, sure: Robustness, each: Steadiness) -> Iterator[str]:
    """Yield a sentence for the variations that change most for a situation: those of different kinds first."""
    held = [name for name in sure.concepts if each.state in found.equilibria.get(name, ())]
    turns: list[tuple[int, int, str, str]] = []
    for kind in each.kinds:
        broken = ((turn.change, [name for name in held if name not in turn.lost]) for turn in kind.broken_by)
        made = ((turn.change, list(turn.gained)) for turn in kind.made_by)
        for place, (change, left) in enumerate((*broken, *made)):
            outcome = _outcome(left, held, sure.concepts)
            rest = len(left) if held else -len(left)
            turns.append((place, rest, outcome, changed_words(found, each.state, change)))
    # Sorting is stable: of those that change as much, the kinds stay in their order.
    told = sorted(sorted(turns, key=lambda turn: turn[:2])[:_TOLD], key=lambda turn: turn[1])
    for outcome in dict.fromkeys(turn[2] for turn in told):
        yield f"If {', or if '.join(turn[3] for turn in told if turn[2] == outcome)}, it would {outcome}."
    concept = _counted(sure, each)
    varied = [kind for kind in each.kinds if kind.kind != "draws"]
    kept, tried = sum(kind.kept[concept] for kind in varied), sum(kind.tried for kind in varied)
    rest = (tried - kept if held else kept) - len(told)
    if told and rest > 0:
        would = f"not hold under {CONCEPTS[concept][0]} either" if held else f"hold under {CONCEPTS[concept][0]} too"
        yield f"In {plural(rest, 'further variation')} it would {would}."


def _outcome(left: Sequence[str], held: Sequence[str], concepts: Sequence[str]) -> str:
    """Return what becomes of a situation that then holds under some concepts."""
    if not left:
        return "no longer hold"
    if "nash" in left or list(left) == list(concepts):
        return "hold, as nobody would have a better one to move to"
    names = join(CONCEPTS[name][0] for name in left)
    if {"seq", "sseq"}.intersection(left):
        return f"hold{' only' if held else ''} as others would answer to their own advantage ({names})"
    return f"hold only if others answered even at their own cost ({names})"


def changed_words(found: Holding, key: str, change: Changed) -> str:
    """Return what is otherwise in a variation, as told of a situation."""
    match change:
        case Reordered():
            tied = " (and all that it likes as much)" if max(change.above_found, change.below_found) > 1 else ""
            return f"{change.player} preferred {_preferred(found, key, change.above[0], change.below[0])}{tied}"
        case Restated(player, first, second):
            return f"“{_plain(second)}” mattered more to {player} than “{_plain(first)}”"
        case Redirected(_, option, direction):
            return f"“{option}” {_DIRECTIONS[direction]}"
        case Rerouted(player, start, end, possible):
            could = "could" if possible else "could not"
            return f"{player} {could} move from {state_words(found, start)} to {state_words(found, end)}"


def _plain(statement: str) -> str:
    """Return a statement of a case without the sign for two that go together."""
    return statement.replace(" iff ", " if and only if ")


def _preferred(found: Holding, key: str, above: str, below: str) -> str:
    """Return which of two situations is preferred, as told of one that may be among them."""
    if key not in (above, below):
        return f"{state_words(found, above)} to {state_words(found, below)}"
    other = above if below == key else below
    apart = _apart(found, key, other)
    if below == key:
        return f"the same situation {apart}" if apart else f"{state_words(found, other)} to it"
    return f"it to the same {apart}" if apart else f"it to {state_words(found, other)}"


def _apart(found: Holding, key: str, other: str) -> str:
    """Return what another situation has otherwise; nothing where they share nothing."""
    here, there = clauses(found, key), clauses(found, other)
    new, gone = ("; ".join(part for part in one if part not in two) for one, two in ((there, here), (here, there)))
    if new and gone and not set(here) & set(there):
        return ""
    if new and gone:
        return f"with “{new}” instead of “{gone}”"
    return f"with “{new}”" if new else f"without “{gone}”"


def _remarks(sure: Robustness) -> Iterator[Block]:
    """Yield what was varied, what was not, and what draws do not say."""
    tried = {kind.kind for each in sure.situations for kind in each.kinds}
    varied = [f"{kind.capitalize()}: {words}." for kind, words in _KINDS.items() if kind in tried]
    if varied:
        yield Paragraph(" ".join(varied), lead="Each variation changes one thing.", quiet=True)
    yield from provisos(sure)


def provisos(sure: Robustness) -> Iterator[Block]:
    """Yield what was not varied, and what draws do not say."""
    if any(kind.kind == "draws" for each in sure.situations for kind in each.kinds):
        yield Paragraph(
            f"Draws: in how many of {sure.draws:,} draws of your ranges, in all of which points say anew what is "
            "preferred. That describes your ranges, not the world.",
            quiet=True,
        )
    for each in sure.unvaried:
        yield Paragraph(f"Not tried: {each.kind}. {each.reason}.", quiet=True)
