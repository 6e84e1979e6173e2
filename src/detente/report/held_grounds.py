"""On which ground a situation would hold, or who would leave it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.report.held_words import CONCEPTS, cited
from detente.report.words import count, join, plural
from detente.results import Holding, Proof

__all__ = ["FIRM", "GROUNDS", "Ground", "answer_words", "counted_words", "ground_of", "proofs_of", "stands_words"]

_NAMED = 3
"""Situations that are named in the answer."""


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
    Ground(("nash",), ", as nobody has a better one to move to", "nobody has a better one"),
    Ground(
        ("sseq", "seq"),
        ", as others, to their own advantage, would answer every better move",
        "others would answer to their own advantage",
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
    held = [(ground, name) for ground in GROUNDS for name in ground.concepts if key in found.equilibria.get(name, ())]
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


def _counted(found: Holding) -> list[tuple[list[str], str]]:
    """Return the situations that hold by the ground on which they do, the firmest first, each once; and that ground."""
    told: list[tuple[list[str], str]] = []
    seen: set[str] = set()
    for ground in GROUNDS:
        keys = dict.fromkeys(key for name in ground.concepts for key in found.equilibria.get(name, ()))
        if own := [key for key in keys if key not in seen]:
            told.append((own, ground.why))
            seen.update(own)
    if told and "nash" not in found.concepts and not _LOOKING.issuperset(found.concepts):
        # Asked about weaker concepts alone, nothing is told of who has a better one to move to.
        names = join(CONCEPTS[name][0] for name in CONCEPTS if name in found.concepts)
        return [([key for keys, _ in told for key in keys], f" under {names}")]
    return told


def counted_words(found: Holding, *, named: int = 0) -> str:
    """Return how many situations hold on which ground; nothing if none does.

    Parameters
    ----------
    named
        Up to how many situations on the firmest ground are named.
    """
    if not (told := _counted(found)):
        return ""
    (keys, why), *others = told
    names = f": {join(cited(found, key) for key in keys)}" if len(keys) <= named else ""
    first = f"{plural(len(keys), 'situation')} would hold{why}{names}"
    return "; ".join([first, *(f"{count(len(more))} more{other}" for more, other in others)])


def answer_words(found: Holding) -> str:
    """Return in a few sentences what would hold, and whether today's situation and the target would."""
    return " ".join(f"{words}." for words in _answers(found))


def _answers(found: Holding) -> Iterator[str]:
    yield counted_words(found, named=_NAMED) or "No situation would hold"
    for key, name in ((found.today, "Today’s"), (found.target, "The target")):
        if key is not None and not (name == "The target" and key == found.today):
            yield f"{name} {stands_words(found, key)}"
