"""Write the golden outputs anew: `python tests/golden/update.py`. Read the difference before committing it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from golden.malformed_output import cases, output

if __name__ == "__main__":
    for path in cases():
        golden = path.with_suffix(".txt")
        text = output(path)
        if not golden.exists() or golden.read_text(encoding="utf-8") != text:
            golden.write_text(text, encoding="utf-8", newline="\n")
            print(f"written: {golden.name}")
