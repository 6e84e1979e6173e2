"""What two players would do who look far ahead, in words."""

from __future__ import annotations

from collections.abc import Iterator

from detente.report.document import Block, Bullets, Heading, Paragraph
from detente.report.held_words import state_words
from detente.report.words import join, plural
from detente.results import Holding
from detente.results.together import Farsight

__all__ = ["far_blocks"]

_NAMED = 6
"""Situations that are named in one sentence."""


def far_blocks(found: Holding) -> Iterator[Block]:
    """Yield what two who look ahead would do, where play from today would end, and where that never settles."""
    far = found.farsight
    if far is None:
        return
    yield Heading("LOOKING FURTHER AHEAD", "two who move in turn, and only if the end is better than to stay")
    told = [*_verdicts(found, far), *_open(found, far)]
    if told:
        yield Bullets(tuple(told), 5)
    if far.arbitrary:
        yield Paragraph(
            "Somebody had ends to choose from that are equally good for it and maybe not for the other: the first "
            "one of them was taken.",
            quiet=True,
        )
    if far.skipped:
        yield Paragraph(f"How it is however far they look was not worked out: {far.skipped}", quiet=True)


def _verdicts(found: Holding, far: Farsight) -> Iterator[str]:
    for concept, who in (
        ("limited", f"If both look {plural(far.horizon or 0, 'move')} ahead"),
        ("non-myopic", "However far they look ahead, once that is more than a few moves"),
    ):
        if concept in found.concepts:
            yield f"{who}, {_holding(found, found.equilibria[concept])}."
    today = [each for each in far.expected if each.state == found.today]
    if today and all(each.end == each.state for each in today):
        yield "From today, neither would move."
    elif today:
        ends = [
            f"{each.player} would stay"
            if each.end == each.state
            else f"were {each.player} to move first, play would end in {state_words(found, each.end)}"
            for each in today
        ]
        yield f"From today, {join(ends)}."


def _holding(found: Holding, keys: tuple[str, ...]) -> str:
    if not keys:
        return "no situation would hold"
    shown = [state_words(found, key) for key in keys[:_NAMED] if key in found.shown]
    rest = len(keys) - len(shown)
    named = [*shown, *([f"{rest:,} more"] if shown and rest else [])]
    return f"{plural(len(keys), 'situation')} would hold{f': {join(named)}' if named else ''}"


def _open(found: Holding, far: Farsight) -> Iterator[str]:
    """Yield where no verdict is reached."""
    for player, keys in (far.open or {}).items():
        if keys:
            shown = [state_words(found, key) for key in keys[:_NAMED] if key in found.shown]
            where = f"at {join(shown, 'or')}" if len(shown) == len(keys) else f"at {plural(len(keys), 'situation')}"
            yield (f"Whether {player} would stay {where} goes on changing with how far they look ahead: no answer.")
