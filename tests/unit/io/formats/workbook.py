"""Workbooks for tests, as spreadsheets write them: shared texts, stored numbers, sparse rows."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Entry = str | float | None


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Entry]]],
    hidden: Sequence[str] = (),
    target: str = "worksheets/sheet{}.xml",
) -> bytes:
    """Return the bytes of a workbook; an entry of ``None`` is a cell that is not stored.

    `target` is where the workbook says that a sheet's part is, with its number for ``{}``.
    """
    texts: list[str] = []
    parts: dict[str, str] = {}
    heads: list[str] = []
    links: list[str] = []
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        heads.append(f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="rId{number}"/>')
        links.append(f'<Relationship Id="rId{number}" Type="sheet" Target="{target.format(number)}"/>')
        lines = [_row(i, row, texts) for i, row in enumerate(rows, 1)]
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
        )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINK}"><sheets>{"".join(heads)}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{''.join(links)}</Relationships>"
    # Half of each text in a run of its own, as where part of a cell is bold.
    items = [f"<si><r><t>{escape(t[:2])}</t></r><r><t>{escape(t[2:])}</t></r></si>" for t in texts]
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{"".join(items)}</sst>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _row(number: int, row: Sequence[Entry], texts: list[str]) -> str:
    cells: list[str] = []
    for column, entry in enumerate(row):
        place = f"{chr(65 + column)}{number}"
        if isinstance(entry, str):
            texts.append(entry)
            cells.append(f'<c r="{place}" t="s"><v>{len(texts) - 1}</v></c>')
        elif entry is not None:
            cells.append(f'<c r="{place}"><v>{entry:.17g}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'
