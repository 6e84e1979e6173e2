"""The public surface: short, listed, documented."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente
from architecture.tree import FILES, PACKAGE, definitions, imports, label, listed, module_name, syntax

PUBLIC = [
    "Analysis",
    "Case",
    "CaseError",
    "CaseFile",
    "DetenteError",
    "Fault",
    "LimitError",
    "UsageError",
    "__version__",
    "analyse",
    "check",
    "compare",
    "deal",
    "diff",
    "draws",
    "hold",
    "read",
]
MODULES = [file for file in FILES if not file.stem.startswith("_") or file.stem == "__init__"]


def test_the_package_offers_exactly_these_names():
    assert sorted(detente.__all__) == sorted(PUBLIC)
    assert dir(detente) == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_each_name_of_the_package_is_there(name: str):
    assert getattr(detente, name)


def test_an_unknown_name_of_the_package_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'zopa'"):
        _ = detente.zopa  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("file", MODULES, ids=label)
def test_all_names_every_public_definition(file: Path):
    names = listed(file)
    if names is None:
        assert file.stem == "__init__", "a module says what it offers: __all__ is missing"
        assert not list(definitions(file))
        return
    assert len(set(names)) == len(names)
    public = {node.name for node in definitions(file) if not node.name.startswith("_")}
    assert public <= set(names)
    module = importlib.import_module(module_name(file))
    assert not [name for name in names if not hasattr(module, name)]


@pytest.mark.parametrize("file", FILES, ids=label)
def test_only_listed_names_are_imported_from_elsewhere(file: Path):
    taken = [
        f"{module}.{name}"
        for module, name in imports(file)
        if name and module.startswith("detente") and name not in _offered(module)
    ]
    assert not taken


def _offered(module: str) -> set[str]:
    base = PACKAGE.parent.joinpath(*module.split("."))
    file = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
    modules = {path.stem for path in base.glob("*.py")} | {path.name for path in base.glob("*/") if path.is_dir()}
    return set(listed(file) or ()) | modules


@pytest.mark.parametrize("file", FILES, ids=label)
def test_every_public_name_says_what_it_is(file: Path):
    silent: list[str] = []
    for name, node in _public(file):
        summary = (ast.get_docstring(node) or "").partition("\n")[0]
        if not summary.endswith((".", "?")):
            silent.append(f"{name}: {summary!r}")
    assert not silent


def _public(file: Path) -> Iterator[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    yield module_name(file), syntax(file)
    for node in definitions(file):
        if node.name.startswith("_"):
            continue
        yield node.name, node
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef) and not member.name.startswith("_"):
                    yield f"{node.name}.{member.name}", member
