"""On which ground a situation would hold, or who would leave it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.report.held_words import CONCEPTS
from detente.report.words import count, join, plural
from detente.results import Holding, Proof

__all__ = ["FIRM", "GROUNDS", "Ground", "answer_words", "counted_words", "ground_of", "proofs_of", "stands_words"]


@dataclass(frozen=True, slots=True)
class Ground:
    """Why situations hold.

    Parameters
    ----------
    concepts
        Those that rest on it, the strictest first.
    why
        Words behind "would hold".
    short
        The same for a cell of a table.
    """

    concepts: tuple[str, ...]
    why: str
    short: str


GROUNDS = (
    Ground(("nash",), ", as nobody has a better one to move to", "nobody has a better one to move to"),
    Ground(
        ("sseq", "seq"),
        ", as others, to their own advantage, would answer every better move",
        "others would answer, to their own advantage",
    ),
    Ground(
        ("smr", "gmr"),
        " only if others answered better moves even at their own cost",
        "only if others answered even at their own cost",
    ),
    Ground(
        ("sim", "seq-or-sim"),
        " only if others moved at the same time",
        "only if others moved at the same time",
    ),
    Ground(
        ("limited", "non-myopic"),
        ", as two see who look further ahead",
        "two see it who look further ahead",
    ),
)
"""The firmest ground first, but for the last two, which imply none of the others and are not implied."""

FIRM = ("nash", "sseq", "seq")
"""Concepts that ask nobody to answer at its own cost, nor at the same time."""

_LOOKING = frozenset({"limited", "non-myopic"})


def proofs_of(found: Holding, key: str) -> list[Proof]:
    """Return the reasons of one situation that are reasons under a concept that was asked about."""
    return [
        proof
        for proof in found.proofs
        if proof.state == key and (proof.concept in found.concepts or (proof.stable and not proof.replies))
    ]


def _restful(found: Holding, key: str) -> bool:
    """Return whether nobody has a better situation to move to, as far as that is told."""
    proofs = [proof for proof in found.proofs if proof.state == key]
    return bool(proofs) and all(proof.stable and not proof.replies for proof in proofs)


def ground_of(found: Holding, key: str) -> tuple[Ground, str] | None:
    """Return on which ground a situation holds, with the strictest concept that says so; nothing if it does not."""
    held = [
        (ground, name) for ground in GROUNDS for name in ground.concepts if key in found.equilibria.get(name, ())
    ]
    if not held:
        return None
    # Asked about a weaker concept alone, the firmest reason is still the true one.
    return (GROUNDS[0], held[0][1]) if _restful(found, key) and not _LOOKING.issuperset(found.concepts) else held[0]


def stands_words(found: Holding, key: str) -> str:
    """Return whether a situation would hold, on which ground, or who would leave it."""
    held = ground_of(found, key)
    if held is not None:
        return f"would hold{held[0].why}"
    far = found.farsight
    if far is not None and _LOOKING.issuperset(found.concepts):
        if any(key in keys for keys in (far.open or {}).values()):
            return "has no answer: what the two would do goes on changing with how far they look ahead"
        leaving = [each.player for each in far.expected if each.state == key and each.end != key]
    else:
        leaving = [proof.player for proof in found.proofs if proof.state == key and not proof.stable]
    return f"would not hold: {join(leaving)} would move away" if leaving else "would not hold"


def counted_words(found: Holding) -> list[str]:
    """Return how many situations hold on which ground, those on the firmest first; each is counted once."""
    told: list[str] = []
    seen: set[str] = set()
    for ground in GROUNDS:
        keys = {key for name in ground.concepts for key in found.equilibria.get(name, ())} - seen
        if keys:
            told.append(f"{count(len(keys))}{ground.why}")
        seen |= keys
    if told and "nash" not in found.concepts and not _LOOKING.issuperset(found.concepts):
        # Whether somebody has a better one to move to is not told of all of them.
        return [f"{count(len(seen))} under {join(CONCEPTS[name][0] for name in found.concepts)}"]
    return told


def answer_words(found: Holding) -> str:
    """Return in a few sentences what would hold, and whether today's situation and the target would."""
    return " ".join(_answers(found))


def _answers(found: Holding) -> Iterator[str]:
    told = counted_words(found)
    if not told:
        yield "No situation would hold."
    else:
        first, *others = told
        number, words = first.split(" ", 1) if not first.split(" ", 1)[0].endswith(",") else first.split(", ", 1)
        comma = "," if first.startswith(f"{number},") else ""
        situations = plural(int(number.replace(",", "")), "situation")
        more = f"; {'; '.join(f'{each}' for each in others)}" if others else ""
        yield f"{situations} would hold{comma} {words}{more}."
    for key, name in ((found.today, "Today’s"), (found.target, "The target")):
        if key is not None and not (name == "The target" and key == found.today):
            yield f"{name} {stands_words(found, key)}."
