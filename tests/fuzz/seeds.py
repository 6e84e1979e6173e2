"""What the fuzzer damages: the shipped cases and templates, the malformed cases, and one that uses every form."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache
from pathlib import Path

EVERYTHING = """\
detente: 1
case: {title: Every form, summary: A case that uses each form once., by: team, confidence: low, source: S1, note: made up}
as_of: 2025-03-17
sources:
  S1: {title: Minutes, date: 2025-03-10, url: "https://example.org/a", publisher: us, accessed: 2025-04-01, quote: "so: it is"}
  S2: {title: Poll, date: 2025-02-01..2025-02-09, note: "a 'quoted' note"}
drivers: {front: how the front moves, price: {note: of oil}, mood: at home}
parties:
  A: {interests: pay, fears: loss, mandate: up to 6, note: none}
  B:
  M: {role: mediator, consent: not required}
  O: {role: observer, title: Onlooker}
issues:
  wage: {from: 0, to: 8, step: 0.5, unit: "%", also: [no limit], status_quo: 0, ordered: true, title: Wage}
  term: {options: [one, two, three], status_quo: one, stage: first, note: years, decided_by: [B, O]}
  place: {options: [here, there], status_quo: here, decided_by: A}
rules:
  - {never: {wage: 6..8, term: [one, two]}, kind: legal, note: law, source: S2}
  - {when: {place: here}, needs: {term: two}, kind: simplification, by: us}
preferences:
  A:
    by: analyst
    weights: {wage: 60, term: {is: 10..20, source: [S1, S2], by: me, confidence: high, moves_with: front}, place: unknown}
    values:
      wage: {0: 0, 4: 70..80, 8: 100, no limit: {low: 50, likely: 60, high: 90}}
      term: {one: 100, two: {is: unknown, moves_against: price}, three: 0}
      place: unknown
    no_deal: {better_than: [{term: three, place: there}], worse_than: [First], note: guess}
    reasons: {wage: because}
  B:
    weights: {wage: 3, term: 2.5, place: 0}
    values: {wage: {0: 100, 8: 0, no limit: 0}, term: {one: 0, two: 40, three: 100}}
    no_deal: 30..40
    then: {is: 5, note: a start, source: S1, moves_with: price}
  M: unknown
  O:
    weights: {is: "wage > term, place", source: S1, note: as told}
    values:
      wage: no limit > 8 = 4 > 0
      term: {is: one > two > three, source: S2}
      place: {here: {is: best, by: me}, there: worst}
    no_deal: 20..50
linkages:
  - {party: A, when: {wage: [0, 0.5], place: there}, adds: -5..10, note: both}
red_lines:
  - {party: A, never: {term: three}, basis: stated, firm: 0.2..0.9, sacred: true, until: 2025-06-30, source: S1}
  - {party: B, never: {wage: no limit}}
proposals:
  First:
    by: [A, M]
    on: 2025-03-11
    package: {wage: 4, term: two, place: here}
    rest: open
    responses: {B: {conditional: {wage: 0..2}, on: 2025-03-13, source: S1}, A: accepted}
    title: The first
tables:
  Call:
    parties: [A, B, M]
    issues: [wage, place]
    given: {term: two}
    on: 2025-03-18
    title: The call
    note: without O
    source: S2
    by: us
    confidence: low
  Step: {parties: [A, B, O], stage: first}
clocks:
  Contract: {on: 2025-06-01..2025-06-30, what: The contract runs out., issues: wage, note: known, source: S1, by: us}
commitments:
  - {party: A, never: {term: three}, costs: {is: 5..15, moves_with: mood, note: a vow}, on: 2025-01-10, source: S1, by: us}
  - {party: B, never: {wage: 6..8}, costs: {low: 2, likely: 3, high: 7}, note: on the radio}
ratifiers:
  House:
    of: A
    rule: vote
    when: {wage: 0..4}
    needed: 226
    swing: {is: -8..8, moves_with: mood}
    scale: 5..10
    after: [Contract, Head]
    title: The house
    note: sits on Mondays
    by: us
    blocs:
      left: {seats: 230, discipline: 0.9..1, judges_as: A, leans: -5..5, title: The left}
      right: {seats: 220, judges_as: B, source: S2, note: new}
  People:
    of: A
    rule: referendum
    needed: 0.6
    scale: 8
    confidence: high
    blocs:
      polled:
        share: {is: 0.6..0.7, source: S2}
        polls:
          - {package: {term: one}, yes: 0.55..0.65, asked: 1029, on: 2025-02, source: S2, note: by phone}
          - {package: {term: one, wage: [0, 2..4]}, yes: 0.4, asked: 1000}
          - {package: {term: three}, yes: {is: 0.2..0.3, moves_with: mood}, asked: 1000}
          - {package: {term: two, wage: 0..3}, yes: 0.3..0.5, asked: 500}
        attributes: [{term: one}, {wage: 0..4}]
      others: {share: 0.35, judges_as: B}
  Head: {of: B, rule: head, judges_as: B}
  Both: {of: B, rule: veto, blocs: {one: {judges_as: A}, two: {judges_as: O}}}
levers:
  Fund:
    wielder: M
    levels:
      half: {cost: 1..3, effects: [{party: A, on: no_deal, by: -8..-4}, {party: B, on: deal, by: 2, source: S2, note: as before}]}
      full: {effects: [{party: A, on: no_deal, by: {is: -16..-8, moves_against: mood}}, {party: A, on: {term: one, wage: 0..4}, by: 3..4}]}
    credibility: 0.5..0.9
    needs: [House, M]
    lasting: true
    title: The fund
    note: of the bank
    by: us
  Grant: {wielder: O, cost: {is: 4, source: S1}, effects: [{party: B, on: deal, by: 5}]}
norms:
  Law: {never: {term: three, Fund: [half, full]}, what: No more than two years., source: S2, note: of 1990}
moves:
  players: [A, B, M]
  options: {A: {strike: forward, accept: both}, B: [yield, accept], M: {push hard: back}}
  infeasible:
    - {A.accept: yes, strike: yes}
    - Y---Y
    - strike and not (push hard or "B.accept") and yield
    - at_most_one: [yield, B.accept]
    - at_least_one: [strike, yield, B.accept]
    - {when: {strike: yes}, needs: B.accept if yield}
    - {when: -Y---, needs: {yield: yes}}
  coalesce: {open war: strike}
  common: [{by: [A, M], moves: [[4, 8]]}, {by: [B, M], moves: [[NNYNY, 24, both]]}]
  ranking: {M: [open war, [8, 4], 6, A.accept; yield; push hard, 20, 24]}
  statements: {A: [strike or (not B.accept iff yield), A.accept or (not yield), push hard or strike]}
  packages: {A.accept and not strike: {term: three, place: there}, NN-Y-: First}
  unknown: {A: [[4, 8]], B: [[open war, 24]]}
  today: B.accept; push hard
  target: 22
  watch: [open war, NNYNN]
  with_levers:
    - {levers: Fund, statements: {A: [not strike, A.accept iff yield]}}
    - {levers: [Grant, Fund], ranking: {M: [20, 24, [8, 4], 6, open war, A.accept; yield; push hard]}}
  source: S1
  note: as told
kept:
  is: {is: 0.3..0.7, source: S2, moves_with: mood}
  when:
    - {if: {place: here, term: [two, three]}, is: 0.8, source: S2, note: as before}
    - {if: {place: here}, is: {low: 0.2, likely: 0.5, high: 0.9}}
  if_broken: {A: {no_deal_plus: -10..0}, B: 20..30, M: 0, O: {is: -5..5, confidence: low}}
  by: us
  note: none
ceasefire:
  title: The truce
  package: {wage: 2, place: there}
  scope: {issue: place, silent: here, source: S1, note: as told}
  start: {says: from 18 March, readings: [2025-03-18, when both say so, 2025-03-25..2025-03-26], by: us}
  term: {issue: term, silent: one, days: {two: 30, three: none}, most: 3, confidence: low}
  renewal: by agreement of both
  monitor: {issue: wage, silent: [0..1, no limit]}
  verification: {says: jointly, source: S2}
  attribution: a joint inquiry
  sanction: {says: a proper answer, readings: [in kind, the end of it]}
  consultation: a hotline
  sides: one
  general: false
  mechanism: true
  rates:
    accident: {is: 0.2..1, moves_with: front}
    violation: {A: 0.05..0.3, B: {low: 0, likely: 0.1, high: 0.3}}
    detection: {is: 0.3..0.6, source: [S1, S2], note: seen from far}
    attribution: 0..0.2
    strain: {accident: 0..0.1, violation: 0.5, unexplained: 0.3}
    resolution: 0.1..0.4
    retaliation: 0.02..0.1
    resumption: 0.05
    collapse: {holding: 0, strained: 0.001..0.01, suspended: {is: 0.02..0.1, moves_against: front}}
    supersession: 0..0.002
    renewal: {holding: 0.6..0.9, strained: 0.3..0.6, suspended: 0..0.1}
  changes:
    - {if: {place: [here, there], wage: 2..8}, rates: {detection: 0.7..0.95, violation: {A: 0..0.1}}, source: S2, note: a monitor}
    - {if: {term: three}, times: {collapse: 0.4..0.8, strain: {violation: 0.5}, renewal: 1.1}, by: us, confidence: high}
    - {from_day: 10, rates: {detection: {is: 0.9, confidence: low}}, times: {accident: 0.5..1}}
    - {if: {place: there}, from_day: 20, rates: {strain: 0.1..0.2}}
  stakes: {A: {gain: 0..10, loss: 5..20, scale: 3}, B: {gain: {is: -5..5, source: S1}, loss: 0..4}}
  measures:
    watch: {rates: {detection: 0.95, collapse: {suspended: 0.01}}, title: A mission, source: S1}
    talk: {rates: {resolution: 0.5..0.8, supersession: 0.001}, note: by phone}
  horizon: 120
  by: us
  confidence: moderate
outcome:
  agreement: partial
  summary: They met half way.
  package: {wage: 3.5, place: there}
  not_listed: a bonus
  facts: [{on: 2025-03-20, what: signed, source: [S3, S1]}, {what: paid}]
  sources: {S3: {title: Contract, date: 2025-03-20, url: "https://example.org/c"}}
  source: S3
  note: read
"""

MOVES_ALONE = """\
case: {title: Pump, note: nobody deals}
parties: [a, b, watcher]
moves:
  players: [a, b]
  states: {idle: As it is, on: Running, off: }
  graph:
    a: [[idle, on], [on, off, both]]
    b: [[idle, off]]
  common: [{by: [a, b], moves: [[off, idle]]}]
  ranking: {a: [on, [idle, off]], b: [off, [on], idle]}
  unknown: {b: [[on, idle]]}
  today: idle
  watch: on
"""

CEASEFIRE_ALONE = """\
case: Truce
parties: [north, south]
ceasefire:
  start: 1953-07-27
  term: none
  rates: {violation: {north: 0.1}, detection: 0.5, strain: 1, resolution: 1, collapse: {strained: 0.01}}
"""

MINIMAL = """\
case: Small
parties: [a, b]
issues: {x: [l, r], y: {from: 0, to: 2, step: 1}}
preferences:
  a: {weights: {x: 1, y: 2}, values: {x: {l: 0, r: 100}, y: {0: 0, 2: 100}}, no_deal: 20}
  b: {weights: {x: 2, y: 1}, values: {x: {l: 100, r: 0}, y: {0: 100, 2: 0}}, no_deal: 20}
"""

ISSUES_PER_PARTY = """\
case: Whole parties of blocks
parties:
  - a
  - b
issues:
  x:
    - l
    - r
preferences:
  a:
    weights:
      x: 1
    values:
      x:
        l: 0
        r: 100
    no_deal: 10
  b:
    weights:
      x: 1
    values:
      x:
        l: 40
        r: 60
    no_deal:
      is: 10..20
      note: |
        Two lines
        of text.
"""


IN_WORDS = """\
case: Nothing but orders and levels
parties: [a, b]
issues: {x: [l, m, r], y: {from: 0, to: 2, step: 1}, z: [yes, no]}
preferences:
  a: {weights: x = y > z, values: {x: l > m = r, y: 2 > 0, z: {yes: best, no: low}}, no_deal: 20}
  b: {weights: {x: high, y: {is: medium, by: us}, z: low}, values: {x: r > m > l, y: 0 > 1 > 2, z: no > yes}, no_deal: 20}
"""


@lru_cache(maxsize=1)
def good() -> tuple[bytes, ...]:
    """Return the cases without errors, always in the same order."""
    catalog = importlib.resources.files("detente.catalog")
    found = [
        EVERYTHING.encode(),
        MOVES_ALONE.encode(),
        CEASEFIRE_ALONE.encode(),
        MINIMAL.encode(),
        ISSUES_PER_PARTY.encode(),
        IN_WORDS.encode(),
    ]
    for folder in ("cases", "templates"):
        files = sorted(catalog.joinpath(folder).iterdir(), key=lambda file: file.name)
        found += [file.read_bytes() for file in files if file.name.endswith(".yaml")]
    return tuple(found)


@lru_cache(maxsize=1)
def bad() -> tuple[bytes, ...]:
    """Return the malformed cases, always in the same order."""
    folder = Path(__file__).parents[1] / "golden" / "malformed"
    return tuple(path.read_bytes() for path in sorted(folder.glob("*.yaml")))
