"""Every package that is installed is pinned."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from architecture.tree import ROOT

UNPINNED = {"pip", "setuptools", "detente"}
LINES = [
    line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


def test_a_pin_is_a_name_a_version_and_at_most_a_marker():
    assert LINES
    assert not [line for line in LINES if not re.fullmatch(r"[\w.-]+==[\w.]+( ; [\w.]+ [<>=]+ '[\w.]+')?", line)]
    assert sorted(LINES, key=lambda line: canonicalize_name(Requirement(line).name)) == LINES


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    pinned = {canonicalize_name(Requirement(line).name) for line in LINES}
    assert not {canonicalize_name(Requirement(name).name) for name in wanted} - pinned


@pytest.mark.skipif(
    Path(sys.prefix).resolve() != (ROOT / ".venv").resolve(), reason="speaks of the environment that dev.py makes"
)
def test_every_installed_package_is_pinned_at_its_version():
    pins = {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in map(Requirement, LINES)
        if pin.marker is None or pin.marker.evaluate()
    }
    installed = {canonicalize_name(each.metadata["Name"]): each.version for each in distributions()}
    other = {name: version for name, version in installed.items() if name not in UNPINNED and pins.get(name) != version}
    assert not other, "pin these in constraints.txt, or delete .venv if they are left over"
