"""A small case that has ratifiers and levers, and what both of their commands are asked about it."""

from __future__ import annotations

from cli.samples import DEAL

VOTED = (
    DEAL.replace("no_deal: 40", "no_deal: 55..65")
    + """\
ratifiers:
  members:
    of: union
    rule: vote
    needed: 6
    scale: 5
    swing: -3..3
    blocs:
      day: {seats: 6, discipline: 0.9, judges_as: union, leans: 5}
      night: {seats: 4, discipline: 0.8, judges_as: union, leans: -8}
  board: {of: company, rule: head, judges_as: company, when: {wage: 3..4}, scale: 4}
"""
)

PUSHED = (
    DEAL.replace("no_deal: 40", "no_deal: 55..65")
    + """\
levers:
  strike:
    wielder: union
    levels:
      short: {cost: 1, effects: [{party: company, on: no_deal, by: -10..-5}]}
      long: {cost: 4, effects: [{party: company, on: no_deal, by: -30..-20}, {party: union, on: no_deal, by: 4..8}]}
    credibility: 0.5..1
  grant: {wielder: company, cost: 2, effects: [{party: union, on: {shifts: rotating}, by: 20}], lasting: true, needs: union}
norms:
  peace: {never: {strike: long}}
  rest: {never: {shifts: rotating, wage: 0..1}}
"""
)
