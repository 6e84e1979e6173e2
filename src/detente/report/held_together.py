"""What some players could do together, and what would hold if they always acted as one, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.report.document import Block, Bullets, Heading, Paragraph
from detente.report.held_words import CONCEPTS, cited, steps_words
from detente.report.words import join, plural
from detente.results import Holding
from detente.results.together import Blocs, JointMove, Leaving, Together

__all__ = ["bloc_blocks", "joint_words", "together_blocks"]

_TOLD = 2
"""Joint moves from one situation that are told."""

_CHANGED = 6
"""Situations of which it is told what acting as one changes."""

_OWN = {"seq", "sseq"}
"""Concepts under which others answer only to their own advantage."""


def together_blocks(found: Holding, states: Sequence[str]) -> Iterator[Block]:
    """Yield what coalitions could do from some situations, as far as fewer of them could not do as well."""
    together = found.together
    if together is None or not (together.looked_at or together.skipped):
        return
    yield Heading(
        "WHAT SOME COULD DO TOGETHER", "joint moves that all involved prefer, beyond what each could do alone"
    )
    if together.skipped:
        yield Paragraph(f"Not looked at: {together.skipped}", quiet=True)
        return
    told: list[str] = []
    rest: list[str] = []
    for state in dict.fromkeys(states):
        words = list(joint_words(found, together, state))
        told += words
        if not words:
            rest.append(state)
    if rest:
        # Whatever a group could do there, a part of it could do as well, and so in the end somebody alone.
        told.append(f"From {join(rest)}, to act together would add nothing to what each could do alone.")
    yield Bullets(tuple(told), 6)
    if not together.complete:
        number = plural(len(found.players), "player")
        yield Paragraph(f"Of {number}, only pairs and all together were looked at.", quiet=True)


def joint_words(found: Holding, together: Together, state: str, *, rest: bool = True) -> Iterator[str]:
    """Yield what coalitions could do from one situation, that of which others can do least about it first.

    Parameters
    ----------
    rest
        Whether it is told how many further moves there are, and how many others would answer.
    """
    moves = [
        (leaving, move)
        for leaving in together.leaving
        if leaving.state == state
        for move in leaving.moves
        if move.minimal
    ]
    spoilt = [pair for pair in moves if _OWN.intersection(pair[1].deterred)]
    moves = sorted(
        (pair for pair in moves if pair not in spoilt),
        key=lambda pair: (len(pair[1].deterred), pair[1].by_fewer, len(pair[0].members), len(pair[1].path)),
    )
    for place, (leaving, move) in enumerate(moves[:_TOLD]):
        start = f"From {state} also," if place else f"From {cited(found, state)},"
        falls = not place and _falls(found, together, state)
        so = f" So {state} would hold against each alone, and not against these together." if falls else ""
        yield f"{start} {_joint_words(found, leaving, move)}{so}"
    more = [plural(len(moves) - _TOLD, "further joint move")] if len(moves) > _TOLD else []
    if spoilt:
        more.append(f"{plural(len(spoilt), 'joint move')} that others would answer to their own advantage")
    if more and rest:
        one = more[0].startswith("1 ")
        start = state if moves else cited(found, state)
        yield (
            f"From {start} there {'is' if one else 'are'} also {join(more)}."
            if moves
            else (f"From {start} there {'is' if one else 'are'} {join(more)}.")
        )


def _falls(found: Holding, together: Together, state: str) -> bool:
    """Return whether a situation would hold for each player alone, and against coalitions under no concept at all."""
    alone = any(state in found.equilibria.get(name, ()) for name in ("nash", "gmr", "smr", "seq", "sseq"))
    return alone and not (together.withstands or {}).get(state)


def _joint_words(found: Holding, leaving: Leaving, move: JointMove) -> str:
    both = "both" if len(leaving.members) == 2 else "all of them"
    end = move.to if move.to in {*found.explained, found.today, found.target} else cited(found, move.to)
    words = (
        f"{join(leaving.members)} could agree that {steps_words(found, leaving.state, move.path)}; {both} prefer "
        f"where that leads, {end}."
    )
    if move.by_fewer:
        (first, *further) = move.path
        words += (
            " Some of them could do so without the others, but the others would then be free to answer."
            if further
            else f" {first.player} could do so alone, but then "
            f"{join(name for name in leaving.members if name != first.player)} would be free to answer: to agree is to "
            "promise not to."
        )
    if len(leaving.members) == len(found.players):
        return f"{words} Nobody is left to answer."
    if move.deterred:
        return f"{words} The others could spoil it only at their own cost."
    return f"{words} Nobody else has an answer that would spoil it."


def bloc_blocks(found: Holding) -> Iterator[Block]:
    """Yield what acting as one changes, if that was asked about."""
    blocs = found.blocs
    if blocs is None:
        return
    joined = [f"{join(bloc)} as one" for bloc in blocs.blocs if len(bloc) > 1]
    alone = [bloc[0] for bloc in blocs.blocs if len(bloc) == 1]
    apart = f"; {join(alone)} alone" if alone else ""
    yield Heading("IF SOME ALWAYS ACTED AS ONE", f"{'; '.join(joined)}{apart}")
    changes = _changes(found, blocs)
    if changes:
        yield Bullets(tuple(changes[:_CHANGED]), 4)
        if len(changes) > _CHANGED:
            yield Paragraph(f"{plural(len(changes) - _CHANGED, 'further change')}: see --json.", quiet=True)
    kept = {key for keys in blocs.equilibria.values() for key in keys} - {
        key for part in (blocs.gained, blocs.lost) for keys in part.values() for key in keys
    }
    if not kept:
        yield Paragraph("No situation holds alike either way." if changes else "No situation would hold either way.")
    elif changes:
        yield Paragraph(f"{plural(len(kept), 'situation')} would hold as before.")
    else:
        yield Paragraph("The same situations would hold.")


def _changes(found: Holding, blocs: Blocs) -> list[str]:
    """Return per situation under which concepts it holds only then, or no longer, the strictest concepts first."""
    touched = [key for name in CONCEPTS for part in (blocs.lost, blocs.gained) for key in part.get(name, ())]
    told: list[str] = []
    for key in dict.fromkeys(touched):
        gained, lost = (
            [CONCEPTS[name][0] for name in CONCEPTS if key in part.get(name, ())] for part in (blocs.gained, blocs.lost)
        )
        words: list[str] = []
        if lost:
            words.append(f"would no longer hold under {join(lost)}")
        if gained:
            words.append(f"would hold under {join(gained)}, and does not if they act apart")
        told.append(f"{cited(found, key)} {'; '.join(words)}.")
    return told
