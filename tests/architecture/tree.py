"""The package's own source, as files and as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "detente"
FILES = sorted(PACKAGE.rglob("*.py"))


def label(file: Path) -> str:
    """Return a file's place in the package, such as ``case/issue.py``."""
    return file.relative_to(PACKAGE).as_posix()


def module_name(file: Path) -> str:
    """Return the dotted name under which a file is imported."""
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def syntax(file: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def listed(file: Path) -> tuple[str, ...] | None:
    """Return the names in a file's ``__all__``, or ``None`` where it has none."""
    for node in syntax(file).body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return tuple(ast.literal_eval(node.value))
    return None


def definitions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Yield the functions and classes that a file defines at its top."""
    for node in syntax(file).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def imports(file: Path) -> Iterator[tuple[str, str | None]]:
    """Yield (module, name) for every import anywhere in a file; name is ``None`` for a plain ``import``."""
    for node in ast.walk(syntax(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
