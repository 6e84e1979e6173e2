"""Bring the printed output in the pages up to date: ``python tests/docs/refresh.py``.

Only whole outputs are replaced; one that leaves something out with ``...`` is left to people. Read the difference before
it is committed: what a page says about the output may have to change with it.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from docs.page import begin, blocks, run, write  # noqa: E402 - the folder of the tests must be known first


def refreshed(text: str, folder: Path) -> str:
    """Return a page with every whole output replaced by what its command prints now."""
    begin(folder)
    done = 0
    for block in blocks(text):
        if block.file:
            write(block, folder)
        if block.language != "console":
            continue
        steps = block.body.split("$ ")[1:] if block.body.startswith("$ ") else []
        printed: list[str] = []
        for step in steps:
            command, _, said = step.partition("\n")
            with contextlib.chdir(folder):
                now = run(command)
            output = "".join(line.rstrip() + "\n" for line in now.splitlines())
            printed.append(f"$ {command}\n" + (said if "..." in said else output))
        start, body = text.index(block.body, done), "".join(printed)
        done = start + len(body)
        text = text[:start] + body + text[start + len(block.body) :]
    return text


if __name__ == "__main__":
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        with tempfile.TemporaryDirectory() as folder:
            old = page.read_text(encoding="utf-8")
            new = refreshed(old, Path(folder))
        if new != old:
            page.write_text(new, encoding="utf-8")
            print(page.relative_to(ROOT))
