"""What the repository must not hold."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from architecture.tree import ROOT

MACHINE = re.compile(r"(?<![\w.~*}])/(?:work|tmp|root|home|Users|opt)/\w", re.ASCII)
REGISTRY = re.compile(
    r"pypi\.(?:org|python)|pythonhosted\.|registry\.npmjs|npmjs\.(?:org|com)|deb\.debian\.|conda\.anaconda",
    re.IGNORECASE,
)


def tracked() -> list[str]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listing.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("forbidden", [MACHINE, REGISTRY], ids=["path-of-a-machine", "host-of-a-registry"])
def test_no_tracked_file_names(forbidden: re.Pattern[str]):
    found: list[str] = []
    for name in tracked():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        found += [
            f"{name}:{i}: {line.strip()[:100]}" for i, line in enumerate(text.splitlines(), 1) if forbidden.search(line)
        ]
    assert not found


def test_the_patterns_find_what_they_look_for():
    slash = "/"
    assert MACHINE.search(f"see {slash}home{slash}me")
    assert not MACHINE.search("https://example.org/home/me")
    assert REGISTRY.search("https://py" + "pi.org/simple")
