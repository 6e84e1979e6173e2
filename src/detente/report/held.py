"""Which situations would hold, and why, in words for somebody who has never heard of the method."""

from __future__ import annotations

from collections.abc import Iterator

from detente.report.document import Block, Bullets, Column, Heading, Paragraph, Table
from detente.report.held_doubt import doubt_blocks
from detente.report.held_far import far_blocks
from detente.report.held_grounds import FIRM, answer_words, ground_of, proofs_of
from detente.report.held_steady import steady_blocks
from detente.report.held_together import bloc_blocks, together_blocks
from detente.report.held_wanted import lever_blocks, wanted_blocks
from detente.report.held_words import (
    CONCEPTS,
    RULES,
    change_words,
    cited,
    label_words,
    moves_words,
    named,
    state_words,
    steps_words,
)
from detente.report.words import count, join, plural
from detente.results import Holding, Proof, Reply, Route

__all__ = [
    "CONCEPTS",
    "basis_words",
    "concepts_of",
    "further",
    "listing",
    "others_words",
    "proof_words",
    "ranks_words",
    "route_words",
    "told_states",
    "verdict_words",
]

_EXPLAINED = 4
"""Situations of which it is told why they hold."""

_PICTURED = ("WHERE IT COULD REST", "TODAY", "THE TARGET", "WHY ", "HOW IT COULD COME ABOUT")
"""How the headings begin of what a page shows in its own way."""

_REPLIES = 2
"""Better moves of which the answer is told."""


def listing(found: Holding) -> Iterator[Block]:
    """Yield all that the results hold about the stability of situations."""
    size = f"{plural(found.states, 'situation')} and {plural(found.moves, 'move')} between them"
    yield Paragraph(f"{size}; {join(found.players)} can move.")
    yield Paragraph(answer_words(found))
    yield from _resting(found)
    told = told_states(found)
    for key, heading in ((found.today, "TODAY"), (found.target, "THE TARGET")):
        if key is not None and not (heading == "THE TARGET" and key == found.today):
            yield from _one(found, key, heading, why=key not in told)
    yield from wanted_blocks(found)
    yield from lever_blocks(found)
    yield from _watched(found)
    for key in told:
        yield Heading(f"WHY {key} WOULD HOLD", label if (label := label_words(found, key)) != key else "")
        yield Paragraph(f"In the order of each, it is {ranks_words(found, key)}.")
        yield from _why(found, key)
    yield from together_blocks(found, [*told, *(key for key in (found.today, found.target) if key is not None)])
    yield from bloc_blocks(found)
    yield from doubt_blocks(found)
    yield from far_blocks(found)
    yield from steady_blocks(found, told)
    yield from _routes(found)
    yield _basis(found)


def _basis(found: Holding) -> Paragraph:
    return Paragraph(basis_words(found), quiet=True)


def further(found: Holding) -> Iterator[Block]:
    """Yield the parts of `listing` that a page does not show in its own way: what stands under other headings."""
    shown = False
    for block in listing(found):
        if isinstance(block, Heading):
            shown = not block.text.startswith(_PICTURED)
        if shown and block != _basis(found):
            yield block


def told_states(found: Holding) -> list[str]:
    """Return the equilibria of which it is told why they hold: those that need no answer at anybody's own cost."""
    # What holds only for two who look further ahead has no proof that others would answer.
    firm, weak = (
        [key for key in found.explained if any(key in found.equilibria.get(name, ()) for name in names)]
        for names in (FIRM, ("smr", "gmr"))
    )
    return (firm or weak)[:_EXPLAINED]


def _why(found: Holding, key: str) -> Iterator[Block]:
    """Yield why a situation is stable for each player, or is not."""
    proofs = proofs_of(found, key)
    missing = [player for player in found.players if player not in {proof.player for proof in proofs}]
    if not missing and all(proof.stable and not proof.replies for proof in proofs):
        yield Paragraph("Nobody has a better situation to move to.")
    elif proofs:
        yield Bullets(tuple(proof_words(found, proof) for proof in proofs), 6)
    if missing:
        names = join(CONCEPTS[name][0] for name in concepts_of(found))
        yield Paragraph(f"Of {join(missing)} it is not told move by move under {names}.", quiet=True)


def ranks_words(found: Holding, key: str) -> str:
    """Return how good a situation is for each player."""
    return join(f"no. {rank}{_of_all(found, player)} for {player}" for player, rank in found.shown[key].ranks.items())


def _of_all(found: Holding, player: str) -> str:
    """Return how many places a player tells apart, where all are known."""
    return f" of {max(each.ranks[player] for each in found.shown.values())}" if found.listed else ""


def concepts_of(found: Holding) -> list[str]:
    """Return the concepts that were asked about, the strictest first."""
    return [name for name in CONCEPTS if name in found.concepts]


def _resting(found: Holding) -> Iterator[Block]:
    """Yield the situations that are stable for all, and under which concepts."""
    yield Heading("WHERE IT COULD REST", "situations that nobody would move away from, by how far they look ahead")
    concepts = concepts_of(found)
    if not found.explained:
        yield Paragraph("No situation would hold for all of them, however far they look ahead.")
        return
    yield Table(
        columns=(
            Column(least=18),
            *(Column(head=_head(CONCEPTS[name][0]), align="right", wraps=False) for name in concepts),
        ),
        groups=(
            tuple(
                (
                    named(found, key),
                    *("yes" if key in found.equilibria[name] else "–" for name in concepts),
                )
                for key in found.explained
            ),
        ),
    )
    yield Bullets(tuple(f"{CONCEPTS[name][0]}: {CONCEPTS[name][1]}." for name in concepts))
    if told := others_words(found):
        yield Paragraph(f"{told} With --json all are listed.", quiet=True)


def others_words(found: Holding) -> str:
    """Return how many situations hold if not all of them are told; empty if they are."""
    told = [
        f"{found.equilibria_found[name]:,} under {CONCEPTS[name][0]}"
        for name in concepts_of(found)
        if found.equilibria_found[name] > len(set(found.equilibria[name]) & set(found.explained))
    ]
    return f"Not all are shown: there are {join(told)}." if told else ""


def verdict_words(found: Holding, key: str) -> str:
    """Return under which concepts a situation holds."""
    names = [name for name in concepts_of(found) if key in found.equilibria[name]]
    # What holds under one of the two need not be said again.
    once = {"seq-or-sim"} if {"seq", "sim"}.intersection(names) else set[str]()
    held = [CONCEPTS[name][0] for name in names if name not in once]
    if not held:
        return "it would not hold"
    ground = ground_of(found, key)
    # That others could answer at their own cost says less than that it holds.
    proviso = f", so {ground[0].short}" if ground is not None and ground[0].concepts == ("smr", "gmr") else ""
    return f"it would hold under {join(held)}{proviso}"


def _head(name: str) -> tuple[str, ...]:
    """Return the name of a concept in lines that are narrow."""
    first, sign, second = name.partition("-") if "-" in name else name.partition(" ")
    return (first + sign.strip(), second) if second else (name,)


def _one(found: Holding, key: str, heading: str, *, why: bool) -> Iterator[Block]:
    """Yield whether one situation holds, and who would move away from it."""
    yield Heading(f"{heading}: {named(found, key)}", verdict_words(found, key))
    if why:
        yield from _why(found, key)


def _watched(found: Holding) -> Iterator[Block]:
    """Yield in a line each how further situations stand that the case asks about."""
    if not found.watch:
        return
    yield Heading("WATCHED", "further situations that the case asks about")
    told: list[str] = []
    for key in found.watch:
        holds = any(key in ids for ids in found.equilibria.values())
        leaving = [proof.player for proof in found.proofs if proof.state == key and not proof.stable]
        away = f": {join(leaving)} would move away" if leaving and not holds else ""
        told.append(f"{cited(found, key)}: {verdict_words(found, key)}{away}.")
    yield Bullets(tuple(told), 3)


def proof_words(found: Holding, proof: Proof) -> str:
    """Return why a situation is stable for a player, or is not, as a sentence."""
    if proof.stable and not proof.replies:
        return f"{proof.player} has no better situation to move to."
    if not proof.stable:
        (reply, *_) = proof.replies
        move = f"{proof.player} would {change_words(found, proof.state, reply.to)}"
        if not reply.path:
            return f"{move}, which is better for it" + (
                "." if proof.concept == "nash" else ", and nobody can do anything about it."
            )
        own = " to their own advantage" if proof.concept in {"seq", "sseq"} else ""
        worst = moves_words(found, reply.to, reply.path)
        return f"{move}. That would pay whatever the others did then{own}; at worst {worst}."
    told = [_answer(found, proof, reply, first=not place) for place, reply in enumerate(proof.replies[:_REPLIES])]
    serves = proof.concept in {"seq", "sseq"}
    rest = len(proof.replies) - len(told)
    likewise = f"{'would' if serves else 'could'} be answered likewise"
    more = f" {plural(rest, 'further better move')} {likewise}." if rest else ""
    own = " The answers are better for those who make them." if serves else ""
    but = "but it would not pay" if serves else "but others could see to it that this does not pay"
    return f"{proof.player} would rather be elsewhere, {but}: {'; '.join(told)}.{more}{own}"


def _answer(found: Holding, proof: Proof, reply: Reply, *, first: bool) -> str:
    player, change = proof.player, change_words(found, proof.state, reply.to)
    forced = proof.concept not in {"smr", "gmr"}
    words = f"{'were it to' if first else 'or to'} {change}, {moves_words(found, reply.to, reply.path, forced=forced)}"
    if reply.escape is None or not reply.path:
        return words
    end, further = (found.shown[each].ranks[player] for each in (reply.path[-1].to, reply.escape))
    # Places count from 1, the best: a further move may well be worse than to stay.
    if further >= end:
        return f"{words}, and no further move of {player} would make that better for it"
    return f"{words}, and from there {player} could do no better than {state_words(found, reply.escape)}"


def _routes(found: Holding) -> Iterator[Block]:
    shown = {*told_states(found), found.target}
    routes = [each for each in found.ways if each.state in shown]
    if routes:
        yield Heading("HOW IT COULD COME ABOUT", "from today, in the fewest moves")
        yield Bullets(tuple(route_words(found, each) for each in routes), 5)


def route_words(found: Holding, route: Route) -> str:
    """Return how a situation can come about from today's, as a sentence."""
    name = state_words(found, route.state)
    if route.moves is None:
        return f"{name} cannot come about: no moves lead there."
    path = route.moves if route.improving is None else route.improving
    words = steps_words(found, found.today or route.state, path, worse=route.improving is None)
    if route.improving is not None:
        return f"{name}, by moves of which each is better for whoever makes it: {words}."
    return f"{name}, only if somebody accepts something worse on the way: {words}."


def basis_words(found: Holding) -> str:
    """Return what all of it rests on."""
    return (
        f"Where several answer together, {RULES[found.rule]}. Places are those in each player’s own order of the "
        f"{count(found.states)} situations: no. 1 is the best. All of it follows from the moves and preferences that "
        "the case gives; it is no forecast."
    )
