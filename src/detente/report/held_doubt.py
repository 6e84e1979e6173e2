"""What holds where it is not known what players prefer, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.report.document import Block, Bullets, Heading, Paragraph
from detente.report.held_words import CONCEPTS, cited, state_words
from detente.report.words import join, plural
from detente.results import Holding
from detente.results.together import Doubt, DoubtfulPair, Unsure

__all__ = ["doubt_blocks"]

_PAIRS = 4
"""Doubtful pairs that are told in one sentence."""

_SHOWN = 6
"""Situations that are told of."""

_IF: Mapping[tuple[str, ...], str] = {
    ("d",): "only if those in doubt do not dare to move, and what may be no better deters them",
    ("b", "d"): "only if those in doubt do not dare to move",
    ("c", "d"): "only if what may be no better deters those in doubt",
    ("b", "c", "d"): "unless those in doubt dare to move, and only what is surely no better deters them",
}
"""For which kinds of players something holds; no other set of kinds comes about."""


def doubt_blocks(found: Holding) -> Iterator[Block]:
    """Yield what holds whatever the players in doubt make of it, and what does not."""
    doubt = found.doubt
    if doubt is None:
        return
    yield Heading("WHERE PREFERENCES ARE NOT KNOWN", plural(len(doubt.pairs), "doubtful pair"))
    shown = [_pair(found, pair) for pair in doubt.pairs[:_PAIRS]]
    more = f"; and {len(doubt.pairs) - _PAIRS} more" if len(doubt.pairs) > _PAIRS else ""
    yield Paragraph(
        f"It is not known {'; nor '.join(shown)}{more}. All else that is said here takes them in the order that the "
        "case gives."
    )
    if doubt.skipped:
        yield Paragraph(f"What that changes was not worked out: {doubt.skipped}", quiet=True)
        return
    sure = _sure(doubt)
    if sure:
        told = [f"{cited(found, key)} under {join(names)}" for key, names in list(sure.items())[:_SHOWN]]
        rest = f", and {len(sure) - _SHOWN} more" if len(sure) > _SHOWN else ""
        yield Paragraph(
            f"Whatever those in doubt dare, and whatever deters them, these would hold: {'; '.join(told)}{rest}."
        )
    else:
        yield Paragraph("No situation would hold whatever those in doubt dare, and whatever deters them.")
    if doubt.unsure:
        yield Bullets(tuple(_unsure(found, doubt, each) for each in doubt.unsure[:_SHOWN]), 5)
        if len(doubt.unsure) > _SHOWN:
            yield Paragraph(f"{plural(len(doubt.unsure) - _SHOWN, 'further situation')} of that kind: see --json.")
    else:
        yield Paragraph("No verdict turns on it.")


def _pair(found: Holding, pair: DoubtfulPair) -> str:
    return f"whether {pair.player} prefers {state_words(found, pair.first)} or {state_words(found, pair.second)}"


def _sure(doubt: Doubt) -> dict[str, list[str]]:
    """Return the situations that hold for all kinds, each with the names of the concepts."""
    keys = dict.fromkeys(key for name in CONCEPTS for key in doubt.sure.get(name, ()))
    return {key: [CONCEPTS[name][0] for name in CONCEPTS if key in doubt.sure.get(name, ())] for key in keys}


def _unsure(found: Holding, doubt: Doubt, each: Unsure) -> str:
    """Return on what it turns whether a situation holds."""
    grouped: dict[tuple[str, ...], list[str]] = {}
    for name in CONCEPTS:
        if name in each.kinds:
            grouped.setdefault(each.kinds[name], []).append(CONCEPTS[name][0])
    told = "; ".join(f"under {join(names)} {_IF[kinds]}" for kinds, names in grouped.items())
    pairs = [_pair(found, doubt.pairs[place]) for place in each.pairs[:_PAIRS]]
    more = f", and on {len(each.pairs) - _PAIRS} more" if len(each.pairs) > _PAIRS else ""
    return f"{cited(found, each.state)} would hold {told}. It turns on {join(pairs)}{more}."
