"""Situations and the moves between them as a picture: which lines are drawn, and what stands in the boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from detente.report.held import CONCEPTS, concepts_of, told_states
from detente.report.held_grounds import FIRM
from detente.report.held_words import clauses, label_words
from detente.report.html.charts.drawing import Box, Drawing, Point, style_of
from detente.report.html.charts.lanes import lanes
from detente.report.html.charts.layers import Layer, Link, layers
from detente.report.html.charts.names import fitted, text_width
from detente.report.html.common import drawn
from detente.report.words import join, plural
from detente.results import Holding
from detente.results.state_graph import Arrow, StateGraph

__all__ = ["StatePicture", "state_chart", "state_picture"]

_FEW = 24
"""Moves that are all drawn; of more, only the best of each player from each situation."""

_FARTHEST = 5
"""The last column with a number of its own: what is farther away stands in it too."""

_WIDE, _NARROW, _BOX = 1150, 350, 216.0
"""Pixels for everything on a wide and on a narrow screen, and for a box on the narrow one."""

_LINES, _CLAUSE_LINES = 4, 2
"""The most lines in a box, and the most of one clause where each has lines of its own."""


@dataclass(frozen=True, slots=True)
class StatePicture:
    """The picture, its legend, and what has to be said about it.

    Parameters
    ----------
    players
        Names, each with a piece of its line.
    worse
        A piece of a line that is worse for whoever moves; empty where none is drawn.
    frames
        What the frames of situations that hold mean, each with a piece of it.
    same
        What all situations that are drawn have in common, or empty.
    notes
        Which situations and moves are drawn.
    """

    picture: Markup
    players: tuple[tuple[str, Markup], ...]
    worse: Markup
    frames: tuple[tuple[str, Markup], ...]
    same: str
    notes: tuple[str, ...]


def state_picture(found: Holding) -> StatePicture | None:
    """Return the situations and the moves between them; ``None`` where the results hold no picture."""
    graph = found.graph
    if graph is None:
        return None
    links = tuple(_links(found, graph))
    return StatePicture(
        picture=drawn(
            lambda roomy: _drawing(found, graph, roomy=roomy),
            name="situations",
            title="Situations, and the moves between them",
            description=_description(found, graph),
        ),
        players=tuple((name, _sample(place)) for place, name in enumerate(found.players)),
        worse=_sample(0, worse=True) if any(link.worse or link.back for link in links) else Markup(""),
        frames=tuple(_frames(found, graph)),
        same="; ".join(_shared(found, graph.states)),
        notes=tuple(_notes(found, graph)),
    )


def state_chart(found: Holding) -> tuple[Drawing, str] | None:
    """Return the picture for wide screens with its legend inside, and what it says in words, to stand by itself."""
    if found.graph is None:
        return None
    canvas = _drawing(found, found.graph, roomy=True)
    x, y = 4.0, canvas.height + 24
    for place, name in enumerate(found.players):
        room = text_width(name) + 74
        if place and x + room > canvas.width:
            x, y = 4.0, y + 20
        _arrow(canvas, (x, y), place)
        canvas.text((x + 50, y + 4), name)
        x += room
    canvas.height = y + 14
    shared = _shared(found, found.graph.states)
    same = [f"The same in all of them: {'; '.join(shared)}."] if shared else []
    return canvas, " ".join([_description(found, found.graph), *same, *_notes(found, found.graph)])


def _drawing(found: Holding, graph: StateGraph, *, roomy: bool) -> Drawing:
    """Return situations and moves for a wide or a narrow screen."""
    links, columns = tuple(_links(found, graph)), tuple(_columns(found, graph))
    shared = _shared(found, graph.states)
    widest = max((text_width(line) for key in graph.states for line in _said(found, key, shared)), default=0)
    box = min(max(110.0, widest + 22), 186.0, (_WIDE - 8) / len(columns) - 56) if roomy else _BOX
    boxes: list[Layer] = [
        (head, [_box(found, key, shared, box - 18, roomy=roomy) for key in keys]) for head, keys in columns
    ]
    return layers(boxes, links, width=_WIDE, box=box) if roomy else lanes(boxes, links, width=_NARROW, box=box)


def _links(found: Holding, graph: StateGraph) -> Iterator[Link]:
    """Yield the moves that are drawn; one that only takes another back stands with that one."""
    shown = {(each.player, each.start, each.end): each for each in _drawn_arrows(found, graph)}
    for (player, start, end), arrow in shown.items():
        reverse = shown.get((player, end, start))
        if reverse is not None and not arrow.improving and (reverse.improving or end < start):
            continue
        yield Link(found.players.index(player), start, end, worse=not arrow.improving, back=reverse is not None)


def _drawn_arrows(found: Holding, graph: StateGraph) -> Sequence[Arrow]:
    """Return all moves if they are few, else each player's best, and those of the ways told."""
    told = set(_steps(found))
    if len(graph.arrows) <= _FEW:
        return graph.arrows
    better = sum(arrow.improving for arrow in graph.arrows) <= _FEW
    return [
        arrow
        for arrow in graph.arrows
        if arrow.best or (better and arrow.improving) or (arrow.player, arrow.start, arrow.end) in told
    ]


def _steps(found: Holding) -> Iterator[tuple[str, str, str]]:
    """Yield the moves of the ways from today's situation that are told."""
    told = {*told_states(found), found.target}
    for way in (each for each in found.ways if each.state in told):
        state = found.today or ""
        for step in (way.moves if way.improving is None else way.improving) or ():
            yield step.player, state, step.to
            state = step.to


def _columns(found: Holding, graph: StateGraph) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what stands above each column, and its situations; those that no moves lead to come last."""
    lengths = {key: None if (length := graph.steps[key]) is None else min(length, _FARTHEST) for key in graph.states}
    farther = any((graph.steps[key] or 0) > _FARTHEST for key in graph.states)
    for number in sorted({length for length in lengths.values() if length is not None}):
        last = farther and number == _FARTHEST
        away = f"{plural(number, 'move')}{' or more' if last else ''} away"
        head = away if number else "today" if found.today is not None else f"counted from {graph.origin}"
        yield head, tuple(key for key, length in lengths.items() if length == number)
    unreached = tuple(key for key, length in lengths.items() if length is None)
    if unreached:
        yield "no moves lead there", unreached


def _shared(found: Holding, states: Sequence[str]) -> tuple[str, ...]:
    """Return what is done in every situation that is drawn."""
    first, *rest = (clauses(found, key) for key in states)
    return tuple(each for each in first if all(each in own for own in rest)) if rest else ()


def _said(found: Holding, key: str, shared: Iterable[str]) -> tuple[str, ...]:
    """Return what a situation is called, clause by clause, without what all have in common."""
    own = tuple(each for each in clauses(found, key) if each not in shared)
    return own or (label_words(found, key) if not clauses(found, key) else "no more than that",)


def _box(found: Holding, key: str, shared: Sequence[str], room: float, *, roomy: bool) -> Box:
    held = sorted(
        (name for name in concepts_of(found) if key in found.equilibria[name]), key=lambda name: name not in FIRM
    )
    marks = tuple(mark for mark, state in (("today", found.today), ("target", found.target)) if state == key)
    said = _said(found, key, shared) if found.shown[key].label != key else ()
    said = said if roomy or not said else ("; ".join(said),)
    lines = [line for clause in said for line in fitted(clause, room, _CLAUSE_LINES if roomy else _LINES)]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1].removesuffix('…')}…"]
    return Box(
        key,
        marks,
        tuple(lines),
        f"holds: {CONCEPTS[held[0]][0]}" if held else "",
        _weight(found, key),
        beside=not roomy,
    )


def _weight(found: Holding, key: str) -> int:
    """Return how heavy the frame of a situation is: by the firmest ground on which it holds."""
    if any(key in found.equilibria.get(name, ()) for name in FIRM):
        return 2
    return int(any(key in own for own in found.equilibria.values()))


def _frames(found: Holding, graph: StateGraph) -> Iterator[tuple[str, Markup]]:
    """Yield what the frames mean of situations that hold."""
    weights = {_weight(found, key) for key in graph.states}
    for weight, words in (
        (2, "would hold: nobody has a better one, or others would answer to their own advantage"),
        (1, "would hold only if others answered at their own cost, or at the same time"),
    ):
        if weight in weights:
            canvas = Drawing(22, 14)
            canvas.frame((2, 2), (18, 10), weight)
            sample = Markup('<svg width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">{}</svg>')
            yield words, sample.format(canvas.markup())


def _sample(player: int, *, worse: bool = False) -> Markup:
    """Return a piece of a player's line, for the legend."""
    canvas = Drawing(44, 12)
    _arrow(canvas, (1, 6), player, worse=worse)
    return Markup('<svg width="44" height="12" viewBox="0 0 44 12" aria-hidden="true">{}</svg>').format(canvas.markup())


def _arrow(canvas: Drawing, at: Point, player: int, *, worse: bool = False) -> None:
    """Add a short arrow of a player."""
    colour, dashes = style_of(player)
    x, y = at
    canvas.line(f"M{x:.0f},{y:.0f} h35", colour, dashes=dashes, width=1.1 if worse else 1.8)
    canvas.head((x + 42, y), (1, 0), colour, solid=not worse)


def _notes(found: Holding, graph: StateGraph) -> Iterator[str]:
    """Yield which situations and moves are drawn, and how to read them."""
    whole = len(graph.states) == found.states
    if not whole:
        yield (
            f"{len(graph.states)} of {found.states:,} situations: today’s, the target, those of which it is told why "
            "they hold, and what ways and answers pass through. Moves to others are left out."
        )
    if len(graph.arrows) > _FEW:
        every = sum(arrow.improving for arrow in graph.arrows) <= _FEW
        some = "every move that is better for its player" if every else "each player’s best move from each situation"
        yield f"Of the moves between them the picture has {some}, and those of the ways from today."
    if whole:
        yield (
            "A solid head points to where whoever moves would rather be, an open head to where it would not. A "
            "situation whose lines all end in open heads is one from which nobody has a better one to move to."
        )


def _description(found: Holding, graph: StateGraph) -> str:
    weights = {key: _weight(found, key) for key in graph.states}
    firm, weak = ([key for key in graph.states if weights[key] == weight] for weight in (2, 1))
    told = [
        f"Situations by number. {'; '.join(f'{head}: {join(keys)}' for head, keys in _columns(found, graph))}.",
        f"These would hold: {join(firm)}." if firm else "",
        f"These only if others answered at their own cost, or at the same time: {join(weak)}." if weak else "",
        "" if firm or weak else "Somebody would move away from each of them.",
    ]
    return " ".join(filter(None, told))
