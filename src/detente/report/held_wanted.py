"""What would make the target hold, and what levers would do, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.report.document import Block, Bullets, Heading, Paragraph
from detente.report.held_words import CONCEPTS, change_words, cited
from detente.report.words import count, join, plural
from detente.results import Holding
from detente.results.wanted import Departure, Levered, NewOrder, Preferred, UnderSet, Wish

__all__ = ["answer_words", "lever_blocks", "lever_words", "order_words", "wanted_blocks"]

_TOLD_BY = ("seq", "sseq", "nash", "seq-or-sim", "sim", "smr", "gmr", "limited", "non-myopic")
"""By which concept it is told what levers change: the first one asked about; it counts answers that serve whoever gives
them, and leaves out those at one's own cost."""

_ORDERS = 3
"""Changes of orders that are told under one concept."""

_CONDITIONS = 4
"""Situations that are named in what one player would have to prefer."""

_SETS = 6
"""Sets of levers of which it is told what they do."""

_NAMED = 3
"""Situations that are named of those that hold with levers, or no longer do."""


_BASIS = (
    "This goes by what the case says of preferences under levers; who accepts which package with them goes by points "
    "(detente move), and the two may differ."
)
"""Why levers may do something here, and nothing where packages are judged, or the other way round."""


def wanted_blocks(found: Holding) -> Iterator[Block]:
    """Yield what would make the target hold; nothing where that is not known."""
    if found.wanted is None:
        return
    wishes = found.wanted.concepts
    yield Heading("WHAT WOULD MAKE THE TARGET HOLD", cited(found, found.wanted.target))
    first, *others = wishes
    yield Paragraph(answer_words(found, first))
    told = [first.orders if not first.holds else ()]
    further: list[str] = []
    for wish in others:
        if wish.holds:
            further.append(f"It holds already under {CONCEPTS[wish.concept][0]}.")
            break
        if wish.orders and _swaps(wish.orders) not in map(_swaps, told):
            further.append(answer_words(found, wish))
            told.append(wish.orders)
    if further:
        yield Bullets(tuple(further), None)
    yield from _leaving(found, [wish for wish in wishes if not wish.holds])
    yield from _limits(found, wishes)


def _swaps(orders: Sequence[NewOrder]) -> list[dict[str, int]]:
    return [dict(order.swaps) for order in orders]


def answer_words(found: Holding, wish: Wish) -> str:
    """Return what would make the target hold under one concept, as a sentence."""
    name = CONCEPTS[wish.concept][0]
    if wish.holds:
        return f"Nothing has to change: it holds already, under {name}."
    if not wish.orders and wish.compared == "none":
        return f"What would make it hold under {name} was not worked out: {wish.limit}"
    if not wish.orders:
        return f"Under {name} no change that was looked at makes it hold."
    ways = [order_words(found, order) for order in wish.orders[:_ORDERS]]
    rest = len(wish.orders) - len(ways)
    more = f" {plural(rest, 'further way')} {'is' if rest == 1 else 'are'} in the JSON." if rest else ""
    why = "nobody would have a better situation to move to" if wish.concept == "nash" else CONCEPTS[wish.concept][1]
    then = f"{',' if len(ways) == 1 else ': then'} the target would hold, as {why}"
    return f"If {'; or if '.join(ways)}{then} ({name}).{more}"


def order_words(found: Holding, order: NewOrder) -> str:
    """Return what somebody would have to prefer, with the swaps that it takes, as a clause behind "if"."""
    parts: list[str] = []
    for player, swaps in order.swaps.items():
        asked = [each for each in order.asked if each.player == player and not each.already]
        parts.append(f"{player} {_preferences(found, asked)} ({_pairs(found, swaps)})")
    return " and ".join(parts)


def _pairs(found: Holding, swaps: int) -> str:
    every = found.states * (found.states - 1) // 2
    return f"of {plural(every, 'pair')} of situations it would then rank {count(swaps)} the other way round"


def _preferences(found: Holding, asked: Sequence[Preferred]) -> str:
    """Return what a player would have to prefer, as a predicate."""
    target = found.target
    level = [each.below for each in asked if not each.strict and each.above == target]
    said = [f"liked {_list(found, level)} no better than the target"] if level else []
    rest = [each for each in asked if each.strict or each.above != target]
    said += [
        f"liked {cited(found, each.above)} {'better' if each.strict else 'no less'} than {cited(found, each.below)}"
        for each in rest[:_CONDITIONS]
    ]
    if len(rest) > _CONDITIONS:
        said.append(f"changed its mind on {plural(len(rest) - _CONDITIONS, 'further pair')}")
    return " and ".join(said)


def _list(found: Holding, keys: Sequence[str]) -> str:
    named = [cited(found, key) for key in keys[:_CONDITIONS]]
    rest = len(keys) - len(named)
    return join([*named, *([plural(rest, "further situation")] if rest else [])])


def _leaving(found: Holding, wishes: Sequence[Wish]) -> Iterator[Block]:
    """Yield what would keep those who would move away from each of their better moves, by answers of the others."""
    answered = [wish for wish in wishes if wish.concept != "nash"]
    if not answered:
        return
    wish = min(answered, key=lambda wish: _TOLD_BY.index(wish.concept))
    told = [words for each in wish.departures if each.pays for words in _kept(found, each)]
    if told:
        yield Paragraph(
            f"Move by move, under {CONCEPTS[wish.concept][0]} and while everybody else prefers what they prefer now; "
            "where a situation other than the one moved to is named, it is where the others would go on to from there:"
        )
        yield Bullets(tuple(told), None)


def _kept(found: Holding, each: Departure) -> Iterator[str]:
    """Yield what would keep a player from a move, unless that is no more than not to like it better."""
    target = found.target or ""
    asked = [[one for one in way if not one.already] for way in each.ways]
    move = f"{each.player} would {change_words(found, target, each.to)}"
    if not asked:
        yield f"{move}, whatever it preferred: nothing of its own order would keep it from that."
        return
    ways = [_preferences(found, way) for way in asked[:_ORDERS] if way]
    rest = each.ways_found - len(ways)
    more = f"; or in {plural(rest, 'further way')}" if rest else ""
    yield f"{move}, unless it {'; or unless it '.join(ways)}{more}."


def _limits(found: Holding, wishes: Sequence[Wish]) -> Iterator[Block]:
    if wishes[0].holds:
        return
    notes = (
        f"The fewer pairs of the {count(found.states)} situations a player would rank the other way round, the smaller "
        "the change; numbers of different players cannot be compared."
    )
    for limit in dict.fromkeys(wish.limit for wish in wishes if wish.limit):
        own = [wish for wish in wishes if wish.limit == limit]
        names = join(CONCEPTS[wish.concept][0] for wish in own)
        told = "not everything was looked at"
        if any(wish.compared == "some" for wish in own):
            told = (
                "changes by one player alone and the one under Nash were compared, not all of several players together"
            )
        notes += f" Under {names} {told}, and this is why: {limit[:1].lower()}{limit[1:]}"
    yield Paragraph(notes, quiet=True)


def lever_blocks(found: Holding) -> Iterator[Block]:
    """Yield what levers do to the situations that hold; nothing where none changes what a player prefers."""
    levers = found.levers
    concept = next((name for name in _TOLD_BY if name in found.concepts), None)
    if levers is None or concept is None:
        return
    name = CONCEPTS[concept][0]
    yield Heading("WHAT LEVERS WOULD DO", f"each at its full level; told by {name}")
    told = _ordered(levers, concept)
    if not told:
        yield Paragraph(f"No set of {join(levers.levers)} that was tried changes which situations hold.")
    else:
        yield Bullets(tuple(_under_words(found, under, concept) for under in told[:_SETS]), None)
        if len(told) > _SETS:
            yield Paragraph(f"What {plural(len(told) - _SETS, 'further set')} would do is in the JSON.", quiet=True)
    yield from _lever_notes(levers)


def _ordered(levers: Levered, concept: str) -> list[UnderSet]:
    return sorted(_distinct(levers.sets, concept), key=lambda under: concept not in under.target)


def lever_words(found: Holding) -> list[str]:
    """Return which levers would make the target hold, the smallest sets first; nothing where none would."""
    concept = next((name for name in _TOLD_BY if name in found.concepts), None)
    if found.levers is None or concept is None or found.target is None:
        return []
    told: list[str] = []
    for under in _ordered(found.levers, concept):
        if found.target not in under.gained.get(concept, ()):
            continue
        lost = under.lost.get(concept, ())
        then = f", and {_few(found, lost, under.lost_found[concept])} would hold no longer" if lost else ""
        lever = "the lever" if len(under.levers) == 1 else "the levers"
        named = join(f"“{each}”" for each in under.levers)
        told.append(f"With {lever} {named} in force the target would hold{then}. {_BASIS}")
    return told


def _distinct(sets: Sequence[UnderSet], concept: str) -> list[UnderSet]:
    """Return the sets of which no smaller one does the same under a concept; those that do nothing there, last."""
    kept: list[UnderSet] = []
    for under in sets:
        does = _does(under, concept)
        if not any(set(each.levers) < set(under.levers) and _does(each, concept) == does for each in kept):
            kept.append(under)
    return sorted(kept, key=lambda under: not any(_does(under, concept)[:2]))


def _does(under: UnderSet, concept: str) -> tuple[tuple[str, ...], tuple[str, ...], int, int]:
    return (
        under.gained.get(concept, ()),
        under.lost.get(concept, ()),
        under.gained_found.get(concept, 0),
        under.lost_found.get(concept, 0),
    )


def _under_words(found: Holding, under: UnderSet, concept: str) -> str:
    lost = under.lost.get(concept, ())
    said: list[str] = []
    if found.target is not None and concept in under.target:
        said.append(
            "the target would hold" if found.target in under.gained.get(concept, ()) else "the target holds still"
        )
    others = [key for key in under.gained.get(concept, ()) if key != found.target]
    if others:
        number = under.gained_found[concept] - (len(under.gained[concept]) - len(others))
        gained = _few(found, others, number)
        said.append(f"so would {gained}" if said else f"{gained} would hold")
    if lost:
        said.append(f"{_few(found, lost, under.lost_found[concept])} would hold no longer")
    if not said:
        names = [CONCEPTS[name][0] for name in found.concepts if name in under.gained or name in under.lost]
        said.append(f"what holds changes only under {join(names)}")
    norms = f" This breaks {join(f'“{norm}”' for norm in under.norms)}." if under.norms else ""
    return f"{join(f'“{lever}”' for lever in under.levers)}: {'; '.join(said)}.{norms}"


def _few(found: Holding, keys: Sequence[str], number: int) -> str:
    named = [cited(found, key) for key in keys[:_NAMED]]
    rest = number - len(named)
    return join([*named, *([plural(rest, "further situation")] if rest else [])])


def _lever_notes(levers: Levered) -> Iterator[Block]:
    tried = (
        f"Tried were {plural(levers.tried, 'set')} of levers: each that changes what somebody prefers among the "
        "situations, every two of them, and all. Sets that do no more than a smaller one are left out."
        f" {_BASIS}"
    )
    yield Paragraph(f"{tried} {levers.limit}" if levers.limit else tried, quiet=True)
