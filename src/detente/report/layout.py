"""A document set in lines of a given width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, assert_never

from rich.cells import cell_len, set_cell_size

from detente.report.document import Block, Bullets, Clauses, Column, Commands, Document, Heading, Paragraph, Table

__all__ = ["FULL_WIDTH", "LEAST_WIDTH", "Line", "Style", "lay_out", "shorten", "wrap"]

Style = Literal["plain", "strong", "quiet", "title"]
Line = tuple[tuple[str, Style], ...]

LEAST_WIDTH = 24
FULL_WIDTH = 80
"""The width for which blocks say how many lines they may take; narrower ones may take more."""
_INDENT = "  "
_GAP = 2
_TRIED_ROWS = 40
_HYPHENATED = re.compile("[^-]*-+|[^-]+")


def lay_out(document: Document, width: int) -> tuple[Line, ...]:
    """Return the lines of a document.

    Parameters
    ----------
    document
        What to set.
    width
        Cells per line; taken as `LEAST_WIDTH` where it is less.

    Returns
    -------
    tuple
        Lines of styled pieces; no line is wider than `width` or ends in a blank.

    Examples
    --------
    >>> from detente.report.document import Document, Paragraph
    >>> for line in lay_out(Document("Wage talks", "2 parties", (Paragraph("A deal exists."),)), 30):
    ...     print("".join(text for text, _ in line))
    Wage talks           2 parties
    ──────────────────────────────
    A deal exists.
    """
    width = max(width, LEAST_WIDTH)
    rule: Line = (("─" * width, "quiet"),)
    lines: list[Line] = [*_title(document, width), rule]
    for position, block in enumerate(document.blocks):
        if position and isinstance(block, Heading):
            lines.append(())
        lines.extend(_block(block, width))
    return tuple(_clean(line) for line in lines)


def wrap(text: str, width: int, lines: int | None = None) -> list[str]:
    """Return a text broken into lines between words, or behind a hyphen or within a word that is wider than a line.

    Examples
    --------
    >>> wrap("thirty days, extendable", 12)
    ['thirty days,', 'extendable']
    >>> wrap("thirty days, extendable", 12, lines=1)
    ['thirty days…']
    """
    done: list[str] = []
    current = ""
    for space, piece in _pieces(text, width):
        if current and cell_len(current) + len(space) + cell_len(piece) <= width:
            current = f"{current}{space}{piece}"
            continue
        if current:
            done.append(current)
        *full, current = _chop(piece, width)
        done.extend(full)
    if current or not done:
        done.append(current)
    if lines is not None and len(done) > lines:
        done = [*done[: lines - 1], _shorten_between(" ".join(done[lines - 1 :]), width)]
    return done


def shorten(text: str, width: int) -> str:
    """Return a text cut to a width, with an ellipsis where something is missing.

    Examples
    --------
    >>> shorten("United States", 8)
    'United…'
    """
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip(" ,;:") + "…"


def _shorten_between(text: str, width: int) -> str:
    """Return a text of several words cut behind a word, or within one where only part of the first fits."""
    kept = shorten(text, width).removesuffix("…")
    whole = text[len(kept)] == " " or not kept[-1:].isalnum() or not text[len(kept)].isalnum()
    before = kept if whole else kept.rpartition(" ")[0]
    return f"{before.rstrip(' ,;:(')}…" if before.strip() else shorten(text, width)


def _pieces(text: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield what stays together on a line, each with the space before it: a word, or where it is too wide its parts."""
    for word in text.split():
        parts = _HYPHENATED.findall(word) if cell_len(word) > width else [word]
        for position, part in enumerate(parts):
            yield ("" if position else " "), part


def _allowed(lines: int | None, width: int) -> int | None:
    """Return how many lines hold what fits into so many of `FULL_WIDTH`, and one more for ragged ends."""
    if lines is None or width >= FULL_WIDTH:
        return lines
    return -(-lines * FULL_WIDTH // width) + 1


def _chop(word: str, width: int) -> list[str]:
    parts = [""]
    for character in word:
        if cell_len(parts[-1]) + cell_len(character) > width and parts[-1]:
            parts.append("")
        parts[-1] += character
    return parts


def _clean(line: Line) -> Line:
    pieces = list(line)
    while pieces and not (text := pieces[-1][0].rstrip()):
        pieces.pop()
    if pieces:
        text, style = pieces[-1]
        pieces[-1] = (text.rstrip(), style)
    return tuple(piece for piece in pieces if piece[0])


def _title(document: Document, width: int) -> Iterator[Line]:
    aside = document.aside
    room = width - cell_len(aside) - _GAP
    if aside and room >= min(cell_len(document.title), width // 2):
        title = shorten(document.title, room)
        space = " " * (width - cell_len(title) - cell_len(aside))
        yield ((title, "title"), (space, "plain"), (aside, "quiet"))
        return
    yield ((shorten(document.title, width), "title"),)
    for line in wrap(aside, width) if aside else ():
        yield ((line, "quiet"),)


def _block(block: Block, width: int) -> Iterator[Line]:
    match block:
        case Heading():
            yield from _heading(block, width)
        case Paragraph():
            yield from _paragraph(block, width)
        case Bullets():
            yield from _bullets(block, width)
        case Table():
            yield from _table(block, width)
        case Commands():
            yield from _commands(block, width)
        case _:
            assert_never(block)


def _heading(heading: Heading, width: int) -> Iterator[Line]:
    room = width - cell_len(heading.text) - _GAP
    if heading.aside and cell_len(heading.aside) <= room:
        yield ((heading.text, "strong"), (" " * _GAP, "plain"), (heading.aside, "quiet"))
        return
    yield ((shorten(heading.text, width), "strong"),)
    for line in wrap(heading.aside, width) if heading.aside else ():
        yield ((line, "quiet"),)


def _paragraph(paragraph: Paragraph, width: int) -> Iterator[Line]:
    style: Style = "quiet" if paragraph.quiet else "plain"
    left = cell_len(" ".join(paragraph.lead.split()))
    for line in wrap(f"{paragraph.lead} {paragraph.text}", width, _allowed(paragraph.lines, width)):
        strong = line[: _cells(line, left)]
        yield ((strong, "strong"), (line[len(strong) :], style))
        left = max(left - cell_len(strong) - 1, 0)


def _bullets(bullets: Bullets, width: int) -> Iterator[Line]:
    for number, item in enumerate(bullets.items):
        lines = None if bullets.whole and not number else _allowed(bullets.lines, width)
        for position, line in enumerate(_statement(item, width - 4, lines)):
            yield (("    " if position else "  - ", "quiet"), (line, "plain"))


def _statement(item: str | Clauses, width: int, lines: int | None) -> list[str]:
    """Return the lines of a statement; of clauses as many as fit, and always how many are left out."""
    if isinstance(item, str):
        return wrap(item, width, lines)
    told = wrap(item.words(), width)
    most = len(item.parts)
    while lines is not None and len(told) > lines and most > 1:
        most -= 1
        told = wrap(item.words(most), width)
    first, *rest = item.parts
    room = 0 if lines is None else lines * width
    while lines is not None and len(told) > lines and room > 1:
        room -= 1
        told = wrap(replace(item, parts=(shorten(first, room), *rest)).words(1), width)
    return told


def _cells(text: str, cells: int) -> int:
    """Return how many characters of a text fit into so many cells."""
    used = 0
    for position, character in enumerate(text):
        used += cell_len(character)
        if used > cells:
            return position
    return len(text)


def _commands(commands: Commands, width: int) -> Iterator[Line]:
    first = max(cell_len(command) for command, _ in commands.items)
    room = width - first - len(_INDENT) - _GAP
    for command, meaning in commands.items:
        if room < 20:
            yield ((_INDENT, "plain"), (command, "strong"))
            continue
        for position, line in enumerate(wrap(meaning, room)):
            shown = "" if position else command
            space = " " * (first - cell_len(shown) + _GAP)
            yield ((_INDENT, "plain"), (shown, "strong"), (space, "plain"), (line, "quiet"))


def _table(table: Table, width: int) -> Iterator[Line]:
    widths = _widths(table, width - len(_INDENT))
    if widths is None:
        yield from _stacked(table, width)
        return
    for row in range(max(len(column.head) for column in table.columns)):
        head = [column.head[row] if row < len(column.head) else "" for column in table.columns]
        yield from _row(head, table.columns, widths, "strong" if row == 0 else "quiet", None)
    for position, group in enumerate(table.groups):
        if position:
            yield ((_INDENT, "plain"), ("─" * (sum(widths) + _GAP * (len(widths) - 1)), "quiet"))
        for row in group:
            yield from _row(row, table.columns, widths, "plain", _allowed(table.lines, width))


def _widths(table: Table, width: int) -> list[int] | None:
    """Return the width of each column, or ``None`` where the table does not fit even at its narrowest."""
    rows = [row for group in table.groups for row in group]
    natural = [
        max(cell_len(text) for text in (*column.head, *(row[i] for row in rows), ""))
        for i, column in enumerate(table.columns)
    ]
    room = width - _GAP * (len(natural) - 1)
    least = [min(n, column.least) if column.wraps else n for n, column in zip(natural, table.columns, strict=True)]
    if sum(least) > room:
        return None
    even = _spread(least, natural, room)
    if sum(natural) <= room or len(rows) > _TRIED_ROWS:
        return even
    # Names and terms compete for room: the width of the names that needs the fewest lines wins.
    widest = min(natural[0], room - sum(least[1:]))
    tries = [_spread([first, *least[1:]], [first, *natural[1:]], room) for first in range(least[0], widest + 1)]
    heads = [[column.head[0] if column.head else "" for column in table.columns]]
    return min([even, *tries], key=lambda widths: sum(_height(row, widths) for row in (*heads, *rows)))


def _spread(least: list[int], natural: list[int], room: int) -> list[int]:
    """Return widths that share out the room: the narrowest that wants more gets the next cell."""
    widths = list(least)
    while sum(widths) < room:
        wanting = [i for i, n in enumerate(natural) if widths[i] < n]
        if not wanting:
            break
        widths[min(wanting, key=widths.__getitem__)] += 1
    return widths


def _height(row: Sequence[str], widths: list[int]) -> int:
    return max(len(_cell(text, width, None)) for text, width in zip(row, widths, strict=True))


def _row(
    cells: Sequence[str],
    columns: tuple[Column, ...],
    widths: list[int],
    style: Style,
    lines: int | None,
) -> Iterator[Line]:
    wrapped = [_cell(text, width, lines) for text, width in zip(cells, widths, strict=True)]
    for row in range(max(len(cell) for cell in wrapped)):
        texts = [cell[row] if row < len(cell) else "" for cell in wrapped]
        padded = [
            " " * (width - cell_len(text)) + text if column.align == "right" else text + " " * (width - cell_len(text))
            for text, column, width in zip(texts, columns, widths, strict=True)
        ]
        yield ((_INDENT, "plain"), ((" " * _GAP).join(padded), style))


def _cell(text: str, width: int, lines: int | None) -> list[str]:
    # Numbers aligned with blanks keep them where they fit.
    return [text] if cell_len(text) <= width else wrap(text, width, lines)


def _stacked(table: Table, width: int) -> Iterator[Line]:
    heads = [" ".join(" ".join(column.head).split()) for column in table.columns]
    for group in table.groups:
        for name, *cells in group:
            for line in wrap(name, width - len(_INDENT), _allowed(1, width)):
                yield ((_INDENT, "plain"), (line, "strong"))
            for head, cell in zip(heads[1:], cells, strict=True):
                if cell.strip():
                    for line in wrap(f"{head}: {' '.join(cell.split())}" if head else cell, width - 4):
                        yield (("    ", "plain"), (line, "plain"))
