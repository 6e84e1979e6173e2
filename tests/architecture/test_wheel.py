"""What is shipped: built from its own source archive, installed elsewhere, used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from architecture.tree import PACKAGE, ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the source archive and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """Return the one wheel."""
    (found,) = built.glob("*.whl")
    return found


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if ".dist-info/" not in name}
        notes = {Path(name).name for name in archive.namelist() if ".dist-info/licenses/" in name}
    files = (file for file in PACKAGE.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    assert shipped == {file.relative_to(PACKAGE.parent).as_posix() for file in files}
    assert "detente/py.typed" in shipped
    assert [name for name in shipped if name.startswith("detente/catalog/") and name.endswith(".yaml")]
    assert notes == {"LICENSE", "NOTICE"}


def test_the_source_archive_can_be_developed(built: Path):
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "dev.py",
        "Makefile",
        "constraints.txt",
        ".importlinter",
        "mkdocs.yml",
        "README.md",
        "LICENSE",
        "NOTICE",
    } <= names
    assert {f"tests/architecture/{Path(__file__).name}", "typings/moocore/__init__.pyi", "docs/index.md"} <= names


def test_the_wheel_works_elsewhere(wheel: Path, tmp_path: Path):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "PYTEST_"))}

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=tmp_path,
            env=environment | {"PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(sys.executable, "-m", "venv", tmp_path / "venv")
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "--disable-pip-version-check")
    run(*pip, "install", "-qq", "--constraint", ROOT / "constraints.txt", wheel)
    run(*pip, "check")
    shipped = (PACKAGE / "catalog" / "cases" / "wage-talks.yaml").read_text(encoding="utf-8")
    assert run(programs / "detente", "catalog", "show", "wage-talks").strip() == shipped.strip()
    assert json.loads(run(programs / "detente", "analyse", "wage-talks", "--json"))["deal"]["zopa"] is True
    code = (
        "import detente, importlib.metadata as m; print(detente.__file__, detente.__version__ == m.version('detente'))"
    )
    file, _, same_version = run(programs / "python", "-c", code).strip().rpartition(" ")
    assert Path(file).is_relative_to(tmp_path.resolve())
    assert same_version == "True"
