"""What `tests/golden/malformed/*.yaml` say when they are checked: the text that their golden files keep."""

from __future__ import annotations

from pathlib import Path

from detente.errors import LimitError
from detente.io import find_faults

FOLDER = Path(__file__).parent / "malformed"


def cases() -> list[Path]:
    """Return the malformed cases in the order of their names."""
    return sorted(FOLDER.glob("*.yaml"))


def output(path: Path) -> str:
    """Return the faults of a case, one a line, or the limit that it hits."""
    try:
        faults = find_faults(path)
    except LimitError as error:
        return f"limit: {error}\n"
    lines = (
        f"{Path(f.file).name}:{f.line}:{f.column}: {f.severity}[{f.code}] {f.message} {f.remedy}\n" for f in faults
    )
    return "".join(lines)
