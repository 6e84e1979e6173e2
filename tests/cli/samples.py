"""Cases and commands that several tests use."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROGRAM = (sys.executable, "-c", "import sys; from detente.cli import main; sys.exit(main())")

DEAL = """\
case: Two issues
parties: [union, company]
issues:
  wage: {from: 0, to: 4, step: 1, unit: "%", status_quo: 0}
  shifts: {options: [fixed, rotating], status_quo: fixed}
preferences:
  union:
    weights: {wage: 60, shifts: 40}
    values: {wage: {0: 0, 4: 100}, shifts: {fixed: 100, rotating: 0}}
    no_deal: 40
  company:
    weights: {wage: 50, shifts: 50}
    values: {wage: {0: 100, 4: 0}, shifts: {fixed: 0, rotating: 100}}
    no_deal: 30..50
"""
NO_DEAL = DEAL.replace("no_deal: 40", "no_deal: 95").replace("no_deal: 30..50", "no_deal: 90")
FAULTY = DEAL.replace("wage: 60", "wgae: 60")

HARBOUR = """\
case: Harbour dispute
parties:
  port:
  carriers:
  city:
  chair: {role: mediator, consent: not required}
  state: {role: observer}
issues:
  fee: {from: 0, to: 10, step: 1, unit: EUR, status_quo: 4}
  night work: {options: [none, until midnight, all night], status_quo: none}
  dredging: [not at all, inner channel, both channels]
preferences:
  port:
    weights: {fee: 60, night work: 20, dredging: 20}
    values:
      fee: {0: 0, 10: 100}
      night work: {none: 0, until midnight: 60, all night: 100}
      dredging: {not at all: 0, inner channel: 50, both channels: 100}
    no_deal: 60..70
  carriers:
    weights: {fee: 70, night work: 20, dredging: 10}
    values:
      fee: {0: 100, 10: 0}
      night work: {none: 0, until midnight: 60, all night: 100}
      dredging: {not at all: 0, inner channel: 50, both channels: 100}
    no_deal: 60
  city:
    weights: {fee: 1, night work: 9, dredging: 0}
    values:
      fee: {0: 0, 10: 100}
      night work: {none: 100, until midnight: 60, all night: 0}
    no_deal: 40
  chair:
    weights: {fee: 0, night work: 100, dredging: 0}
    values: {night work: {none: 0, until midnight: 100, all night: 0}}
  state: unknown
red_lines:
  - {party: city, never: {night work: all night}, basis: stated, firm: 0.4}
rules:
  - {when: {dredging: both channels}, needs: {fee: 3..10}, kind: legal}
proposals:
  mayor's compromise: {by: city, package: {night work: until midnight, dredging: inner channel}}
"""


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Write = Callable[[str], Path]
