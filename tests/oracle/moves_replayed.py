"""Certificates replayed move by move against the definitions; whoever made them is not asked."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from oracle.moves import joint, sanctions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oracle.moves import Model


class Step(Protocol):
    @property
    def mover(self) -> int: ...
    @property
    def state(self) -> int: ...


class Answer(Protocol):
    @property
    def improvement(self) -> int: ...
    @property
    def path(self) -> Sequence[Step]: ...
    @property
    def escape(self) -> int | None: ...


class Certificate(Protocol):
    @property
    def dm(self) -> int: ...
    @property
    def state(self) -> int: ...
    @property
    def concept(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def stable(self) -> bool: ...
    @property
    def answers(self) -> Sequence[Answer]: ...


def faults(model: Model, found: Certificate) -> Iterator[str]:
    """Yield what is wrong with a certificate."""
    i, s, rank = found.dm, found.state, model.ranks[found.dm]
    improvements = [answer.improvement for answer in found.answers]
    if found.stable and sorted(improvements) != sorted(model.improvements[i][s]):
        yield "a stable state needs an answer to each improvement"
    if not found.stable and len(improvements) != 1:
        yield "an unstable state needs one improvement"
    for answer in found.answers:
        yield from illegal(model, found, answer)
        if answer.improvement not in model.improvements[i][s]:
            yield "this is no improvement"
        allowed = sanctions(model, i, s, answer.improvement, found.concept, found.rule)
        end = answer.path[-1].state if answer.path else None
        if found.stable and (end not in allowed or rank[end] > rank[s]):
            yield "this is no sanction"
        if not found.stable and allowed:
            yield "this improvement has a sanction"
        if not found.stable and found.concept != "nash":
            yield from not_worst(model, found, answer)
        guarded = found.concept in ("smr", "sseq") and end is not None
        countermoves = model.moves[i][end] if guarded and end is not None else set[int]()
        if (answer.escape is None) != (not countermoves):
            yield "the best countermove is missing, or is not asked for"
        if answer.escape is not None:
            if answer.escape not in countermoves or rank[answer.escape] < max(rank[q] for q in countermoves):
                yield "this is not the best countermove"
            if found.stable and rank[answer.escape] > rank[s]:
                yield "the countermove escapes"


def illegal(model: Model, found: Certificate, answer: Answer) -> Iterator[str]:
    """Yield what is wrong with the moves of an answer."""
    steps = model.improvements if found.concept in ("seq", "sseq") else model.moves
    here, movers = answer.improvement, [step.mover for step in answer.path]
    for step in answer.path:
        if step.mover == found.dm:
            yield "only the others answer"
        if step.state not in steps[step.mover][here]:
            yield "there is no such move"
        here = step.state
    if found.rule == "no-consecutive" and any(a == b for a, b in pairwise(movers)):
        yield "somebody moves twice in a row"
    if found.rule == "each-once" and len(set(movers)) < len(movers):
        yield "somebody moves twice"
    if found.rule == "single" and len(movers) > 1:
        yield "only one move answers"
    if found.stable and not movers:
        yield "nobody answers"


def not_worst(model: Model, found: Certificate, answer: Answer) -> Iterator[str]:
    """Yield a complaint if the others could do worse to the improvement of an unstable state."""
    rank = model.ranks[found.dm]
    steps = model.improvements if found.concept in ("seq", "sseq") else model.moves
    others = [j for j in range(model.size) if j != found.dm]

    def worth(q: int) -> int:
        further = model.moves[found.dm][q] if found.concept in ("smr", "sseq") else set[int]()
        return max(rank[each] for each in {q, *further})

    ends = joint(steps, others, answer.improvement, found.rule)
    if bool(ends) != bool(answer.path):
        yield "an answer is missing or made up"
    elif ends and worth(answer.path[-1].state) > min(map(worth, ends)):
        yield "the others could do worse"
