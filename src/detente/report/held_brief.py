"""Which situations would hold, in one or two screens for somebody who has never heard of the method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.report import ceasefire
from detente.report.document import Block, Bullets, Column, Document, Heading, Paragraph, Table
from detente.report.held import listing, proof_words, route_words, told_states
from detente.report.held_doubt import doubt_blocks
from detente.report.held_far import far_blocks
from detente.report.held_grounds import FIRM, counted_words, ground_of, proofs_of, stands_words
from detente.report.held_steady import provisos, steadiness_words
from detente.report.held_together import bloc_blocks, joint_words
from detente.report.held_wanted import answer_words as wanted_words
from detente.report.held_wanted import lever_words
from detente.report.held_words import CONCEPTS, cited, named
from detente.report.words import join, plural, shell
from detente.results import Held, Holding

__all__ = ["holding"]

_LEVERS = 2
"""Sets of levers of which it is told that they would make the target hold."""

_ROWS = 6
"""Situations in the table."""


def holding(found: Held, name: str, *, everything: bool = False, given: Sequence[str] = ()) -> Document:
    """Return which situations would hold, and whether a ceasefire would, as a document.

    Parameters
    ----------
    name
        The case as a command takes it, for what to type next.
    everything
        Whether all that the results hold is told.
    given
        The options with which the command was given.
    """
    blocks: list[Block] = []
    if found.holding is not None:
        blocks += listing(found.holding) if everything else _brief(found.holding)
    if found.ceasefire is not None:
        short = found.holding is not None
        truce = found.ceasefire
        blocks += ceasefire.listing(truce) if everything else ceasefire.brief(truce, short=short)
    if not everything:
        more = "--all (everything), --report page.html (pictures)"
        blocks.append(Heading("NEXT", f"{shell(['detente', 'hold', name, *given])} {more}"))
    aside = "whether a ceasefire would hold" if found.holding is None else "which situations would hold"
    return Document(title=found.title, aside=aside, blocks=tuple(blocks))


def _brief(found: Holding) -> Iterator[Block]:
    yield Paragraph(
        f"{join(found.players)} can move the dispute between {plural(found.states, 'situation')}, each to its own "
        "advantage and knowing how the others can answer. A situation would hold if nobody would move away from it.",
        quiet=True,
    )
    yield from _resting(found)
    yield from _today(found)
    yield from _target(found)
    yield from _reasons(found)
    yield from _together(found)
    yield from bloc_blocks(found)
    yield from doubt_blocks(found)
    yield from far_blocks(found)
    yield from _sure(found)
    yield from _ways(found)
    names = f" {_names(found)}." if found.explained else ""
    yield Paragraph(
        f"All of it follows from the moves and preferences that the case gives; it is no forecast.{names}", quiet=True
    )


def _listed(found: Holding, told: Iterable[str]) -> Bullets:
    """Return sentences in which the situations that are listed by number have no name besides."""
    keys = [*found.explained[:_ROWS], *(key for key in (found.today, found.target) if key is not None)]
    short = {cited(found, key): key for key in dict.fromkeys(keys)}
    lines: list[str] = []
    for words in told:
        for long, key in short.items():
            words = words.replace(long, key)  # noqa: PLW2901 - the same sentence, shorter
        lines.append(words)
    return Bullets(tuple(lines))


def _names(found: Holding) -> str:
    """Return what the names mean."""
    return "; ".join(f"{CONCEPTS[name][0]}: {CONCEPTS[name][1]}" for name in CONCEPTS if name in found.concepts)


def _resting(found: Holding) -> Iterator[Block]:
    words = counted_words(found)
    if not words:
        far = found.farsight
        settled = far is None or not any((far.open or {}).values())
        where = "from every situation somebody would move away" if settled else "nowhere that is settled"
        yield Heading("WHERE IT COULD REST", f"nowhere: {where}" if settled else where)
        return
    yield Heading("WHERE IT COULD REST")
    yield Paragraph(f"{words}.")
    held = [(key, ground) for key in found.explained[:_ROWS] if (ground := ground_of(found, key)) is not None]
    yield Table(
        columns=(Column(least=24), Column(head=("it would hold:",), least=22), Column(wraps=False)),
        groups=(tuple((named(found, key), ground.short, CONCEPTS[name][0]) for key, (ground, name) in held),),
    )
    every = {key for keys in found.equilibria.values() for key in keys}
    if len(every) > len(held):
        yield Paragraph(f"{plural(len(every) - len(held), 'further one')}: see --json.", quiet=True)


def _today(found: Holding) -> Iterator[Block]:
    if found.today is None:
        return
    yield Heading("TODAY", named(found, found.today))
    yield Paragraph(f"It {stands_words(found, found.today)}.")
    moving = [proof for proof in proofs_of(found, found.today) if proof.replies or not proof.stable]
    if moving:
        yield _listed(found, [proof_words(found, proof) for proof in moving])


def _target(found: Holding) -> Iterator[Block]:
    if found.target is None:
        return
    told: list[str] = []
    if found.target == found.today:
        yield Heading("THE TARGET", "today’s situation")
    else:
        yield Heading("THE TARGET", named(found, found.target))
        yield Paragraph(f"It {stands_words(found, found.target)}.")
        moving = [proof for proof in proofs_of(found, found.target) if proof.replies or not proof.stable]
        told += [proof_words(found, proof) for proof in moving]
    if found.wanted is not None:
        firm = [wish for wish in found.wanted.concepts if wish.concept in FIRM and not wish.holds]
        told += [wanted_words(found, wish) for wish in firm[:2]]
        if not firm:
            told.append("Nothing has to change for that.")
    told += lever_words(found)[:_LEVERS]
    if found.target != found.today:
        told += steadiness_words(found, [found.target])
    if told:
        # What would have to be preferred to what is told by name.
        yield Bullets(tuple(dict.fromkeys(told)))


def _reasons(found: Holding) -> Iterator[Block]:
    """Yield why situations hold in which somebody would rather be elsewhere."""
    told: list[str] = []
    for key in told_states(found):
        if key in (found.today, found.target):
            continue
        moving = [proof for proof in proofs_of(found, key) if proof.replies]
        told += [f"{cited(found, key)}: {proof_words(found, proof)}" for proof in moving]
    if told:
        yield Heading("WHY THE FIRMEST HOLD")
        yield _listed(found, told)


def _together(found: Holding) -> Iterator[Block]:
    together = found.together
    if together is None:
        return
    if together.skipped:
        yield Paragraph(f"Not looked at: {together.skipped}", lead="What some could do together:", quiet=True)
        return
    here = [key for key in (found.today, found.target, *told_states(found)) if key is not None]
    told = [words for key in dict.fromkeys(here) for words in list(joint_words(found, together, key, rest=False))[:1]]
    if told:
        yield Heading("WHAT SOME COULD DO TOGETHER")
        yield _listed(found, told[:2])


def _sure(found: Holding) -> Iterator[Block]:
    told = steadiness_words(found, told_states(found))
    if told:
        yield Heading("HOW SURE THAT IS", "small variations of the case: one preference or one move changed at a time")
        yield _listed(found, told)
    if found.robustness is not None:
        yield from provisos(found.robustness)


def _ways(found: Holding) -> Iterator[Block]:
    shown = {*told_states(found), found.target}
    ways = [each for each in found.ways if each.state in shown]
    if ways:
        yield Heading("HOW IT COULD COME ABOUT", "from today, in the fewest moves")
        yield _listed(found, [route_words(found, each) for each in ways])
