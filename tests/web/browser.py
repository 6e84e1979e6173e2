"""The system's Chromium: where it is, how it is started, and whether it has to be there."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

__all__ = ["ADVICE", "FLAGS", "REQUIRED", "chromium"]

REQUIRED = os.environ.get("DETENTE_BROWSER") == "required"
"""Whether a missing browser is a failure; else the tests that need one are left out."""

ADVICE = (
    "Chromium is not installed, and these tests need it. On Debian or Ubuntu: sudo apt install chromium; on Fedora: "
    "sudo dnf install chromium; elsewhere Google Chrome will do."
)

# No sandbox, since continuous integration runs as root; nothing that would speak to a network by itself.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_ELSEWHERE = {
    "darwin": (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ),
}


def chromium() -> str | None:
    """Return the path of a Chromium or of a browser made from it, or ``None`` where there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    return next((path for path in _ELSEWHERE.get(sys.platform, ()) if Path(path).is_file()), None)
