"""A document as a piece of HTML, to stand in a notebook or any other page: no script, no style sheet, no ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from markupsafe import Markup

from detente.report.document import Block, Bullets, Commands, Document, Heading, Paragraph, Table
from detente.report.terminal import printable

__all__ = ["blocks_html", "fragment"]


def fragment(document: Document) -> str:
    """Return a document as HTML; every text in it is escaped.

    Headings start at the third level, and every table says which of its cells are heads.

    Examples
    --------
    >>> from detente.report.document import Document, Paragraph
    >>> print(fragment(Document("Talks <1>", "2 parties", (Paragraph("Some.", lead="There is a deal."),))))
    <section aria-label="Talks &lt;1&gt;">
    <h3>Talks &lt;1&gt; <small>2 parties</small></h3>
    <p><strong>There is a deal.</strong> Some.</p>
    </section>
    """
    title = printable(document.title)
    lines = [
        Markup('<section aria-label="{}">').format(title),
        Markup("<h3>{}{}</h3>").format(title, _aside(document.aside)),
    ]
    for block in document.blocks:
        lines.extend(_block(block))
    return "\n".join([*lines, "</section>"])


def blocks_html(blocks: Iterable[Block], name: str) -> Markup:
    """Return blocks as part of a page, tables in regions of their own that scroll; every text in them is escaped.

    Parameters
    ----------
    blocks
        What stands below one heading.
    name
        The heading, which names the tables too.

    Examples
    --------
    >>> from detente.report.document import Column
    >>> print(blocks_html([Table((Column(), Column(("tried",), "right")), ((("12", "63"),),))], "How sure"))
    <div class="scroll" role="region" tabindex="0" aria-label="How sure">
    <table>
    <caption class="unseen">How sure</caption>
    <thead><tr><td></td><th scope="col" style="text-align:right">tried</th></tr></thead>
    <tbody>
    <tr><th scope="row">12</th><td style="text-align:right">63</td></tr>
    </tbody>
    </table>
    </div>
    """
    lines: list[Markup] = []
    for block in blocks:
        if isinstance(block, Table):
            region = Markup('<div class="scroll" role="region" tabindex="0" aria-label="{}">').format(printable(name))
            lines += [region, *_table(block, printable(name)), Markup("</div>")]
        else:
            lines += _block(block)
    return Markup("\n").join(lines)


def _aside(text: str) -> Markup:
    return Markup(" <small>{}</small>").format(printable(text)) if text else Markup("")


def _block(block: Block) -> Iterator[Markup]:
    match block:
        case Heading():
            yield Markup("<h4>{}{}</h4>").format(printable(block.text), _aside(block.aside))
        case Paragraph():
            lead = Markup("<strong>{}</strong> ").format(printable(block.lead)) if block.lead else ""
            quiet = Markup("<small>{}</small>") if block.quiet else Markup("{}")
            yield Markup("<p>{}{}</p>").format(lead, quiet.format(printable(block.text)))
        case Bullets():
            yield Markup("<ul>{}</ul>").format(
                _joined(
                    Markup("<li>{}</li>"),
                    tuple(each if isinstance(each, str) else each.words() for each in block.items),
                )
            )
        case Table():
            yield from _table(block)
        case Commands():
            rows = [Markup("<dt><code>{}</code></dt><dd>{}</dd>").format(*map(printable, item)) for item in block.items]
            yield Markup("<dl>{}</dl>").format(Markup("").join(rows))
        case _:
            assert_never(block)


def _joined(form: Markup, texts: tuple[str, ...]) -> Markup:
    return Markup("").join(form.format(printable(text)) for text in texts)


def _table(table: Table, caption: str = "") -> Iterator[Markup]:
    heads = [" ".join(" ".join(column.head).split()) for column in table.columns]
    yield Markup("<table>")
    if caption:
        # The heading above says it already to those who see it.
        yield Markup('<caption class="unseen">{}</caption>').format(caption)
    if any(heads):
        cells = [
            Markup('<th scope="col" style="text-align:{}">{}</th>').format(column.align, printable(head))
            if head
            else Markup("<td></td>")
            for column, head in zip(table.columns, heads, strict=True)
        ]
        yield Markup("<thead><tr>{}</tr></thead>").format(Markup("").join(cells))
    for group in table.groups:
        yield Markup("<tbody>")
        for first, *rest in group:
            row = Markup('<th scope="row">{}</th>').format(_cell(first))
            cells = [
                Markup('<td style="text-align:{}">{}</td>').format(column.align, _cell(text))
                for column, text in zip(table.columns[1:], rest, strict=True)
            ]
            yield Markup("<tr>{}{}</tr>").format(row, Markup("").join(cells))
        yield Markup("</tbody>")
    yield Markup("</table>")


def _cell(text: str) -> str:
    """Return the text of a cell without the blanks that align it on a terminal."""
    return " ".join(printable(text).split())
