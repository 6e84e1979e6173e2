"""NegMAS as a peer: its environment, its answers, and whether they are Détente's."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any, Literal

from generate import Dispute
from measure import Answer, Failed, Vectors

__all__ = ["asked", "differences", "installed"]

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE.parent / ".bench" / "negmas-venv"
PIN = HERE / "negmas-requirements.txt"

NEAR = Fraction(1, 10**12)
"""How far below the greatest product, in proportion, a product computed in floats may be."""


def installed() -> Path:
    """Return the Python that has NegMAS, after making its environment where it is missing or old."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = ENVIRONMENT / "negmas.stamp"
    wanted = hashlib.sha256(PIN.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return python
    print("Installing NegMAS into .bench", file=sys.stderr, flush=True)
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    # Détente's own pins are not meant for this environment.
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("PYTHONPATH", "PYTHONHOME", "PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT")
    }
    subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True, env=environment)
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", str(PIN)]
    subprocess.run(pip, check=True, env=environment)
    stamp.write_text(wanted)
    return python


def asked(python: Path, dispute: Dispute, how: Literal["enumerate", "additive"], timeout: float) -> Answer:
    """Return NegMAS's answer, its points in Détente's units.

    Raises
    ------
    Failed
        If it takes longer than `timeout` seconds, or stops with an error.
    """
    job = json.dumps({**dispute.for_negmas(), "how": how})
    command = [str(python), str(HERE / "peer_negmas.py")]
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    try:
        done = subprocess.run(
            command, input=job, capture_output=True, text=True, timeout=timeout, check=False, env=environment
        )
    except subprocess.TimeoutExpired as slow:
        raise Failed(f"over {timeout:.0f} s") from slow
    if done.returncode:
        raise Failed(done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}")
    answer = json.loads(done.stdout)
    for key in ("frontier", "nash", "kalai"):
        answer[key] = _own_units(answer[key], dispute)
    return answer


def _own_units(points: list[list[float]], dispute: Dispute) -> Vectors:
    """Return points in the shared scale as integers, each party in its own scale.

    Raises
    ------
    ValueError
        If a point is no whole number of units.
    """
    found: Vectors = []
    for point in points:
        row = [Fraction(x) * own / dispute.shared_scale for x, own in zip(point, dispute.scales, strict=True)]
        if any(entry.denominator != 1 for entry in row):
            raise ValueError(f"not a whole number of units: {point}")
        found.append([entry.numerator for entry in row])
    return sorted(found)


def differences(dispute: Dispute, ours: dict[str, Any], theirs: Answer) -> list[str]:
    """Return in what NegMAS's answer differs from Détente's.

    Frontiers are compared exactly. Nash points are compared by their exact products: NegMAS multiplies floats,
    so its own may be less by the rounding (`NEAR`). Kalai points (Kalai 1977) are compared by the least gain,
    exactly; among equal ones Détente goes on to the second least gain, so it may keep fewer of them.
    """
    floor = [dispute.no_deal * scale for scale in dispute.scales]

    def gains(point: list[int]) -> list[int]:
        return [entry - least for entry, least in zip(point, floor, strict=True)]

    def least(point: list[int]) -> Fraction:
        return min(Fraction(gain, scale) for gain, scale in zip(gains(point), dispute.scales, strict=True))

    found: list[str] = []
    if ours["acceptable"] != theirs["frontier"]:
        found.append(f"frontier: {len(ours['acceptable'])} points here, {len(theirs['frontier'])} there")
    best = max((prod(gains(point)) for point in ours.get("nash", [])), default=0)
    if not theirs["nash"] or any(prod(gains(point)) < best * (1 - NEAR) for point in theirs["nash"]):
        found.append("Nash: lower product there")
    if not all(any(point == other for other in theirs["nash"]) for point in ours.get("nash", [])):
        found.append("Nash: a point is missing there")
    mine = {least(point) for point in ours.get("egalitarian", [])}
    if mine != {least(point) for point in theirs["kalai"]}:
        found.append("Kalai: another least gain")
    if not all(point in theirs["kalai"] for point in ours.get("egalitarian", [])):
        found.append("Kalai: a point is missing there")
    return found
