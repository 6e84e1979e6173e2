"""The layers: declared in ``.importlinter``, and what that cannot say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from architecture.tree import FILES, PACKAGE, ROOT, imports, label

STANDARD_LIBRARY_ONLY = ("case", "checks", "results", "errors.py")
FILES_AND_PROGRAMS = {"glob", "os", "pathlib", "shutil", "subprocess", "tempfile"}
# The terminal renderer reads COLUMNS from the environment.
MAY_TOUCH_THE_SYSTEM = ("catalog/", "cli/", "io/", "notebook/", "report/terminal.py", "workspace/")
NEVER = {
    "network": {
        "asyncio",
        "ftplib",
        "http",
        "requests",
        "smtplib",
        "socket",
        "socketserver",
        "ssl",
        "urllib",
        "xmlrpc",
    },
    "unseeded randomness": {"random"},
    "code from data": {"marshal", "pickle", "runpy", "shelve"},
}
DISTRIBUTIONS = {"yaml": "pyyaml", "pydantic_core": "pydantic", "vl_convert": "vl-convert-python"}
MAX_LINES = 400
LONGER: dict[str, str] = {}
"""Files over the limit, each with its reason."""


def test_contracts_hold():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as main; main()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("part", STANDARD_LIBRARY_ONLY)
def test_inner_layers_need_only_the_standard_library(part: str):
    files = [file for file in FILES if label(file) == part or label(file).startswith(f"{part}/")]
    assert files
    foreign = {
        f"{label(file)}: {module}"
        for file in files
        for module, _ in imports(file)
        if module.partition(".")[0] not in sys.stdlib_module_names | {"detente"}
    }
    assert not foreign


def test_the_dependencies_are_what_is_imported():
    imported = {module.partition(".")[0] for file in FILES for module, _ in imports(file)}
    third_party = imported - sys.stdlib_module_names - {"detente"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split("[<>=~! ]", line)[0].lower() for line in project["dependencies"]}
    assert {DISTRIBUTIONS.get(name, name) for name in third_party} == declared


def test_only_the_outer_layers_touch_files_and_programs():
    inner = [file for file in FILES if not label(file).startswith(MAY_TOUCH_THE_SYSTEM)]
    found = {f"{label(file)}: {module}" for file in inner for module, _ in imports(file)}
    assert len(inner) > len(STANDARD_LIBRARY_ONLY)
    assert not {line for line in found if line.partition(": ")[2].partition(".")[0] in FILES_AND_PROGRAMS}


@pytest.mark.parametrize("reason", NEVER)
def test_no_module_brings_in(reason: str):
    found = {f"{label(file)}: {module}" for file in FILES for module, _ in imports(file)}
    assert not {line for line in found if line.partition(": ")[2].partition(".")[0] in NEVER[reason]}


def test_every_folder_is_a_package():
    folders = {file.parent for file in FILES}
    assert not sorted(str(folder.relative_to(PACKAGE)) for folder in folders if not (folder / "__init__.py").is_file())


@pytest.mark.parametrize("file", FILES, ids=label)
def test_imports_are_absolute_and_never_starred(file: Path):
    assert not [module for module, name in imports(file) if module.startswith(".") or not module or name == "*"]


@pytest.mark.parametrize("file", FILES, ids=label)
def test_files_stay_short(file: Path):
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert (lines > MAX_LINES) == (label(file) in LONGER), f"{lines} lines"
