"""Which situations would hold: the picture, the table with reasons, today and the target, and how they come about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from detente.report.document import Block, Heading
from detente.report.fragment import blocks_html
from detente.report.held import (
    CONCEPTS,
    basis_words,
    concepts_of,
    further,
    others_words,
    proof_words,
    told_states,
    verdict_words,
)
from detente.report.held_grounds import FIRM, answer_words, ground_of, proofs_of
from detente.report.held_words import label_words, named, steps_words
from detente.report.html.common import sentence
from detente.report.html.state_picture import StatePicture, state_picture
from detente.report.words import join, plural
from detente.results import Holding, MoveStep

__all__ = ["Part", "Place", "Resting", "Stands", "Step", "Way", "stands_of"]


@dataclass(frozen=True, slots=True)
class Resting:
    """A situation that would hold.

    Parameters
    ----------
    under
        The concepts under which it would hold.
    why
        Why nobody would move away.
    """

    key: str
    label: str
    under: str
    ranks: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """Today's situation or the target: whether it would hold, and why, or why not."""

    title: str
    key: str
    label: str
    verdict: str
    holds: Literal["yes", "no", "open"]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A move of a way, what it is for who makes it, and where it leads."""

    words: str
    remark: str
    key: str
    clauses: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How a situation can come about from today's; the first step is where it begins."""

    title: str
    how: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the listing that is shown as it comes."""

    anchor: str
    title: str
    aside: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Stands:
    """The section."""

    lead: str
    size: str
    picture: StatePicture | None
    players: tuple[str, ...]
    rows: tuple[Resting, ...]
    others: str
    meanings: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    parts: tuple[Part, ...]
    basis: str


def stands_of(found: Holding | None) -> Stands | None:
    """Return the section on what would hold; ``None`` for a case without moves."""
    if found is None:
        return None
    concepts = concepts_of(found)
    return Stands(
        lead=answer_words(found),
        size=f"{plural(found.states, 'situation')} and {plural(found.moves, 'move')} between them; "
        f"{join(found.players)} can move.",
        picture=state_picture(found),
        players=found.players,
        rows=tuple(_resting(found, key, concepts) for key in found.explained),
        others=others_words(found),
        meanings=tuple((CONCEPTS[name][0], sentence(CONCEPTS[name][1])) for name in concepts),
        places=tuple(_places(found)),
        ways=tuple(_ways(found)),
        parts=tuple(_parts(found)),
        basis=basis_words(found),
    )


def _resting(found: Holding, key: str, concepts: Sequence[str]) -> Resting:
    return Resting(
        key,
        _label(found, key),
        ", ".join(CONCEPTS[name][0] for name in concepts if key in found.equilibria[name]),
        tuple(str(found.shown[key].ranks[player]) for player in found.players),
        " ".join(_reasons(found, key)),
    )


def _label(found: Holding, key: str) -> str:
    label = label_words(found, key)
    return "" if label == key else label


def _reasons(found: Holding, key: str) -> tuple[str, ...]:
    """Return who would move away from a situation, or rather would but for what others do; and who not."""
    proofs = proofs_of(found, key)
    told = [proof_words(found, proof) for proof in proofs if proof.replies]
    if len(told) == len(proofs):
        return tuple(told)
    return *told, f"Nobody {'else ' if told else ''}has a better situation to move to."


def _places(found: Holding) -> Iterator[Place]:
    """Yield today's situation and the target."""
    for key, title in ((found.today, "Today"), (found.target, "The target")):
        if key is None or (title != "Today" and key == found.today):
            continue
        ground = ground_of(found, key)
        holds = "no" if ground is None else "yes" if set(ground[0].concepts) & set(FIRM) else "open"
        yield Place(title, key, _label(found, key), sentence(verdict_words(found, key)), holds, _reasons(found, key))


def _parts(found: Holding) -> Iterator[Part]:
    """Yield what the listing tells further, by its headings."""
    parts: list[tuple[Heading, list[Block]]] = []
    for block in further(found):
        if isinstance(block, Heading):
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    for number, (heading, blocks) in enumerate(parts, 1):
        # On a terminal capitals set headings apart; a page has type for that.
        title = heading.text.capitalize() if heading.text.isupper() else heading.text
        yield Part(f"stands-{number}", title, heading.aside, blocks_html(blocks, title))


def _ways(found: Holding) -> Iterator[Way]:
    told = {*told_states(found), found.target}
    for way in found.ways:
        if way.state not in told or found.today is None:
            continue
        title = named(found, way.state)
        if way.moves is None:
            yield Way(title, "It cannot come about: no moves lead there.", ())
            continue
        improving = way.improving is not None
        path = way.moves if way.improving is None else way.improving
        how = (
            "Each of the moves is better for whoever makes it."
            if improving
            else "Only if somebody accepts something worse."
        )
        yield Way(title, how, tuple(_steps(found, found.today, path)))


def _steps(found: Holding, today: str, path: Sequence[MoveStep]) -> Iterator[Step]:
    yield _step(found, today, "", "")
    before = today
    for step in path:
        ranks = [found.shown[key].ranks[step.player] for key in (before, step.to)]
        remark = "" if ranks[1] < ranks[0] else f"{'worse' if ranks[1] > ranks[0] else 'no better'} for it"
        yield _step(found, step.to, steps_words(found, before, [step]), remark)
        before = step.to


def _step(found: Holding, key: str, words: str, remark: str) -> Step:
    label = _label(found, key)
    marks = tuple(mark for mark, state in (("today", found.today), ("target", found.target)) if state == key)
    return Step(words, remark, key, tuple(label.split("; ")) if label else (), marks)
