"""Execute the notebooks of the documentation again: ``python docs/make_notebook.py``.

The cells are edited in the notebooks themselves, with any program; this runs them in order and writes what they show.
It needs no notebook program: a cell is run as Python, and what its last line says is shown as a notebook shows it.
"""
# ruff: noqa: INP001 - a script, not a package

from __future__ import annotations

import ast
import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "notebooks"


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook with what its cells show now."""
    names: dict[str, object] = {"__name__": "__main__"}
    cells: list[dict[str, Any]] = []
    number = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            cells.append(cell)
            continue
        number += 1
        outputs = outputs_of("".join(cell["source"]), names, number)
        cells.append(cell | {"execution_count": number, "metadata": {}, "outputs": outputs})
    return notebook | {"cells": cells}


def outputs_of(source: str, names: dict[str, object], number: int) -> list[dict[str, Any]]:
    """Run a cell and return what it prints and what its last expression shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebooks
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - our own notebooks
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": lines(printed.getvalue())})
    if value is not None:
        data = {kind: lines(text) for kind, text in shown(value).items()}
        outputs.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return outputs


def shown(value: Any) -> dict[str, str]:
    """Return the forms in which a notebook shows a value."""
    if hasattr(value, "_repr_mimebundle_"):
        return value._repr_mimebundle_()
    forms = {"text/plain": repr(value)}
    if hasattr(value, "_repr_html_"):
        forms["text/html"] = value._repr_html_()
    return forms


def lines(text: str) -> list[str]:
    """Return a text as the format keeps it: in lines with their ends."""
    return text.splitlines(keepends=True)


def text_of(notebook: dict[str, Any]) -> str:
    """Return a notebook as the text of its file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for file in sorted(FOLDER.glob("*.ipynb")):
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            text = text_of(executed(json.loads(file.read_text(encoding="utf-8"))))
        file.write_text(text, encoding="utf-8")
