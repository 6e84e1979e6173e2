"""Names in charts: how much room they take, how they wrap, and rows that carry them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import altair as alt

from detente.report.html.charts.theme import INK, LINE

__all__ = ["fitted", "label_room", "quiet_rows", "row_names", "side_title", "text_width"]

_NARROW, _BROAD = frozenset("iljtfrI.,:;'|!()[] ·-’"), frozenset("mwMWQ@%…—+=<>")
_LINE = 14
# Kana and Han, each with the closing punctuation that may not begin a line; or a run of anything else.
_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PIECE = re.compile(f"[{_HAN}][^{_HAN}\\w]*|[^{_HAN}]+")


def text_width(text: str, size: float = 12) -> float:
    """Return about how many pixels a text takes, rather too many than too few: pages differ in their type.

    Examples
    --------
    >>> text_width("ill") < text_width("sum") < text_width("WWW")
    True

    Chinese, Japanese and Korean characters are square, and marks that stand over another take no room.

    >>> text_width("停火"), text_width("e\u0301") == text_width("e")
    (24.0, True)
    """
    return size * sum(map(_share, text))


def _share(character: str) -> float:
    """Return how wide a character is, as a share of its size."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    return 0.37 if character in _NARROW else 0.98 if character in _BROAD else 0.7 if character.isupper() else 0.62


def fitted(name: str, room: float, lines: int = 1, size: float = 12) -> tuple[str, ...]:
    """Return a name in at most so many lines of so many pixels; what does not fit is cut, with an ellipsis.

    Examples
    --------
    >>> fitted("Land and power plants", 100, lines=2)
    ('Land and', 'power plants')
    >>> fitted("Land and power plants", 100)
    ('Land and…',)

    Between Chinese and Japanese characters a line may end anywhere.

    >>> fitted("联合停火监督委员会", 60, lines=2)
    ('联合停火监', '督委员会')
    """
    found = [""]
    for gap, piece in _pieces(name):
        longer = f"{found[-1]}{gap}{piece}".strip()
        if not found[-1] or text_width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(piece)
    kept = found[:lines]
    if len(found) > lines:
        kept[-1] += "…"
    return tuple(_cut(line, room, size) for line in kept)


def _pieces(name: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces between which a line may end, each with what stands before it where none does."""
    for word in name.split():
        for place, piece in enumerate(_PIECE.findall(word)):
            yield "" if place else " ", piece


def _cut(line: str, room: float, size: float) -> str:
    """Return a line that fits, cut inside a word if it has to be."""
    if text_width(line, size) <= room:
        return line
    words = line.removesuffix("…")
    while words and text_width(f"{words}…", size) > room:
        # Whole words go first; only the last one is cut inside.
        words = words.rpartition(" ")[0] or words[:-1]
    return f"{words}…"


def label_room(names: Iterable[str], most: int) -> int:
    """Return how many pixels the names of rows take, at most so many.

    Examples
    --------
    >>> label_room(["wage", "job security"], 200) < label_room(["a name that is far too long"], 200)
    True
    >>> label_room(["a name that is far too long"], 100)
    100
    """
    return min(most, 16 + round(max(map(text_width, names), default=0)))


def quiet_rows(field: str, room: float, *, lines: bool = False) -> alt.Y:
    """Return rows without labels that leave so many pixels at their left for `row_names`.

    Parameters
    ----------
    field
        What the rows' data call their names.
    room
        Pixels at the left of the plot.
    lines
        Whether each row has a line along it.
    """
    axis = alt.Axis(
        domain=False, ticks=False, grid=lines, gridColor=LINE, labelExpr="''", minExtent=room, maxExtent=room
    )
    return alt.Y(f"{field}:N", sort=None, title=None, axis=axis, scale=alt.Scale(paddingInner=0))


def row_names(names: Sequence[str], field: str, y: alt.Y, *, room: float, lines: int = 2) -> list[alt.Chart]:
    """Return the names of rows at the left of a plot, in up to so many lines each.

    Parameters
    ----------
    names
        One for each row.
    field
        What the rows' data call them.
    room
        Pixels at the left of the plot.
    """
    told: dict[float, list[dict[str, str]]] = {}
    for name in dict.fromkeys(names):
        words = fitted(name, room - 14, lines)
        for number, line in enumerate(words):
            told.setdefault((number - (len(words) - 1) / 2) * _LINE, []).append({field: name, "line": line})
    look: dict[str, Any] = {"align": "right", "baseline": "middle", "fontSize": 12, "color": INK}
    return [
        alt.Chart(alt.Data(values=rows)).mark_text(dy=dy, **look).encode(x=alt.value(-10), y=y, text="line:N")
        for dy, rows in told.items()
    ]


def side_title(party: str, width: float, *, over_plot: bool) -> alt.TitleParams:
    """Return the head of a panel about one side: over its plot, or over its rows' names too."""
    words = fitted(party, width, size=14)[0]
    frame = "group" if over_plot else "bounds"
    return alt.TitleParams(words, anchor="start", frame=frame, fontSize=13, color=INK, fontWeight=600, offset=8)
