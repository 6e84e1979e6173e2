"""Situations in one column, with the moves between them in lanes beside it: for narrow screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from detente.report.html.charts.drawing import HEAD, Drawing, style_of
from detente.report.html.charts.layers import Layer, Link
from detente.report.html.charts.theme import QUIET

__all__ = ["lanes"]

_EDGE, _GAP, _TITLE, _PORT, _LANE, _CORNER = 3, 12, 26, 11, 13, 6


@dataclass(slots=True)
class _Bundle:
    """Moves of one player to the same situation."""

    player: int
    end: str
    worse: bool
    starts: list[str] = field(default_factory=list[str])
    back: set[str] = field(default_factory=set[str])
    lane: int = 0


def lanes(columns: Sequence[Layer], links: Sequence[Link], *, width: float, box: float) -> Drawing:
    """Return situations in one column, and beside it a lane for the moves of each player to the same situation.

    Parameters
    ----------
    columns, links
        As for `layers`; what stands above a column stands above its boxes.
    width, box
        Pixels for everything, and for the boxes; lanes stand closer where they would not fit.
    """
    return _Lanes(columns, links, width, box).drawing()


class _Lanes:
    def __init__(self, columns: Sequence[Layer], links: Sequence[Link], width: float, box: float) -> None:
        boxes = [each for _, own in columns for each in own]
        self.width, self.room = width, box
        self.boxes = {each.key: each for each in boxes}
        self.tops: dict[str, float] = {}
        self.heads: list[tuple[str, float]] = []
        y = float(_EDGE)
        for head, own in columns:
            y += _TITLE
            self.heads.append((head, y - 10))
            for each in own:
                self.tops[each.key] = y
                y += each.height + _GAP
        self.height = y - _GAP + _EDGE
        self.bundles = _bundled(links)
        _share_lanes(self.bundles, self.tops)

    def drawing(self) -> Drawing:
        """Return everything."""
        canvas = Drawing(self.width, self.height)
        for head, y in self.heads:
            canvas.text((_EDGE, y), head, colour=QUIET)
        number = 1 + max((each.lane for each in self.bundles), default=0)
        apart = min(_LANE, (self.width - self.room - 2 * _EDGE - 22) / number)
        for each in self.bundles:
            self._bundle(canvas, each, _EDGE + self.room + 18 + each.lane * apart)
        for key, box in self.boxes.items():
            canvas.box(box, (_EDGE, self.tops[key]), self.room)
        return canvas

    def _ends(self, key: str) -> Iterator[tuple[float, _Bundle, bool]]:
        """Yield the lines that end at a box, with what they are ordered by: how far up or down they lead."""
        for each in self.bundles:
            if each.end == key:
                yield fmean(self.tops[start] for start in each.starts) - self.tops[key], each, True
            elif key in each.starts:
                yield self.tops[each.end] - self.tops[key], each, False

    def _port(self, key: str, bundle: _Bundle) -> float:
        # Lines that lead up leave above those that lead down; of either kind the longer encloses the shorter.
        ends = sorted(self._ends(key), key=lambda each: (each[0] > 0, -each[0]))
        place = next(number for number, (_, each, _) in enumerate(ends) if each is bundle)
        height = self.boxes[key].height
        apart = min(_PORT, (height - 10) / len(ends))
        return self.tops[key] + height / 2 + (place - (len(ends) - 1) / 2) * apart

    def _bundle(self, canvas: Drawing, bundle: _Bundle, lane: float) -> None:
        colour, dashes = style_of(bundle.player)
        width = 1.1 if bundle.worse else 1.8
        edge = _EDGE + self.room
        end = self._port(bundle.end, bundle)
        heights = sorted((self._port(start, bundle) for start in bundle.starts), key=lambda y: -abs(y - end))
        for start in bundle.back:
            canvas.head((edge, self._port(start, bundle)), (-1, 0), colour, solid=False)
        reached: set[bool] = set()
        for y in heights:
            side, way = y > end, 1 if end > y else -1
            bend = min(_CORNER, abs(end - y) / 2)
            path = f"M{edge},{y:.1f} H{lane:.1f}"
            if side not in reached:
                path = f"M{edge},{y:.1f} H{lane - bend:.1f} Q{lane:.1f},{y:.1f} {lane:.1f},{y + way * bend:.1f}"
                into = f"Q{lane:.1f},{end:.1f} {lane - bend:.1f},{end:.1f} H{edge + HEAD - 1:.1f}"
                # The last piece is drawn once, for what comes from above and from below.
                path += f" V{end - way * bend:.1f} {into}" if not reached else f" V{end:.1f}"
            reached.add(side)
            canvas.line(path, colour, dashes=dashes, width=width)
        canvas.head((edge, end), (-1, 0), colour, solid=not bundle.worse)


def _bundled(links: Sequence[Link]) -> list[_Bundle]:
    found: dict[tuple[int, str, bool], _Bundle] = {}
    for link in links:
        key = link.player, link.end, link.worse
        bundle = found.setdefault(key, _Bundle(*key))
        bundle.starts.append(link.start)
        if link.back:
            bundle.back.add(link.start)
    return list(found.values())


def _share_lanes(bundles: Sequence[_Bundle], tops: dict[str, float]) -> None:
    """Give each bundle the innermost lane that is free all along it, short ones first."""

    def span(each: _Bundle) -> tuple[float, float]:
        ends = [tops[key] for key in (each.end, *each.starts)]
        return min(ends), max(ends)

    taken: list[list[tuple[float, float]]] = []
    for each in sorted(bundles, key=lambda one: span(one)[1] - span(one)[0]):
        low, high = span(each)
        free = (n for n, lane in enumerate(taken) if all(high < a or b < low for a, b in lane))
        each.lane = next(free, len(taken))
        if each.lane == len(taken):
            taken.append([])
        taken[each.lane].append((low, high))
