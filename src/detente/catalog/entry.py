"""What the catalogue says about each case, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ENTRIES", "TEMPLATES", "Entry"]

_OWN = "Our own text and numbers, under the licence of Détente (Apache-2.0)."
_OF_MOVES = "States, moves and rankings: facts from the source, no text of it. All the rest: Apache-2.0."


@dataclass(frozen=True, slots=True)
class Entry:
    """One shipped case or template.

    Parameters
    ----------
    name
        The name that commands take, and the stem of its file.
    title
        The dispute in a few words.
    description
        What it is good for, in one line.
    citation
        Where it comes from.
    licence
        What may be done with it, and what in it is not ours.
    first
        The command to begin with: ``hold`` for cases that tell who can move where, and have nothing to deal over.
    """

    name: str
    title: str
    description: str
    citation: str
    licence: str = _OWN
    first: Literal["analyse", "hold"] = "analyse"


ENTRIES = (
    Entry(
        name="wage-talks",
        title="Wage talks",
        description="A union and a company settle six issues; made up, and the one to read first.",
        citation="Détente, teaching case; every number is made up.",
    ),
    Entry(
        name="wage-vote",
        title="Wage vote",
        description="A contract that members and a board must confirm, and what could move whom; made up.",
        citation="Détente, teaching case; every number is made up.",
    ),
    Entry(
        name="ampo-vs-city",
        title="AMPO against the City",
        description="A police union and a city settle ten issues; a published teaching case, its no-deal values ours.",
        citation=(
            "Howard Raiffa, The Art and Science of Negotiation, Harvard University Press, 1982; weights and values "
            "as coded in the GENIUS negotiation domain of that name."
        ),
        licence="Weights and values: figures from the source, no text of it. All the rest: Apache-2.0.",
    ),
    Entry(
        name="panama-canal-1974",
        title="Panama Canal, 1974",
        description="Two sets of weights on ten issues, as recalled from Raiffa 1982 and not checked against it.",
        citation=(
            "Howard Raiffa, The Art and Science of Negotiation, Harvard University Press, 1982; weights as recalled, "
            "not checked against the book; grids, values and no-deal values are ours."
        ),
        licence="Weights: figures from the source, no text of it. All the rest: Apache-2.0.",
    ),
    Entry(
        name="camp-david-1978",
        title="Camp David, 4 September 1978",
        description="Fifteen issues on the eve of the summit, and what came about; illustrative numbers.",
        citation=(
            "Détente, from public reports and since released records up to 4 September 1978, each cited in the case; "
            "values and weights are illustrative and analyst-assigned."
        ),
        licence="Our own summaries of public facts, each with its address; Apache-2.0.",
    ),
    Entry(
        name="ukraine-2025",
        title="Truce talks on Ukraine, 17 March 2025",
        description="Twenty-six issues on the eve of the US-Russia call; dated public facts, illustrative numbers.",
        citation=(
            "Détente, 2025 fact base: public statements up to 17 March 2025, each cited in the case; values and "
            "weights are illustrative and analyst-assigned."
        ),
        licence="Our own summaries of public facts, each with its address; Apache-2.0.",
    ),
    Entry(
        name="prisoners-dilemma",
        title="The prisoner's dilemma",
        description="Two options, four situations: the smallest model of moves and answers.",
        citation=(
            "Liping Fang, Keith W. Hipel and D. Marc Kilgour, Interactive Decision Making: The Graph Model for "
            "Conflict Resolution, Wiley, 1993; the model as commonly given."
        ),
        licence=_OF_MOVES,
        first="hold",
    ),
    Entry(
        name="elmira-1991",
        title="Elmira, 1991",
        description="A polluted aquifer: three can move, some moves are final, and two can jump together.",
        citation=(
            "Haiyan Xu, Keith W. Hipel, D. Marc Kilgour and Liping Fang, Conflict Resolution Using the Graph Model: "
            "Strategic Interactions in Competition and Cooperation, Springer, 2018."
        ),
        licence=_OF_MOVES,
        first="hold",
    ),
    Entry(
        name="cuba-1962",
        title="The Cuban missile crisis, 1962",
        description="Two sides with two options each: what held, and what a final air strike would change.",
        citation=(
            "Niall M. Fraser and Keith W. Hipel, Conflict Analysis: Models and Resolutions, North-Holland, 1984."
        ),
        licence=_OF_MOVES,
        first="hold",
    ),
    Entry(
        name="syria-iraq-1975",
        title="Syria and Iraq on the Euphrates, 1975",
        description="Six situations, to ask what Syria would have to prefer for a release of water to hold.",
        citation=(
            "R. A. Kinsara, D. Marc Kilgour and Keith W. Hipel, Inverse approach to the graph model for conflict "
            "resolution, IEEE Transactions on Systems, Man, and Cybernetics, 2015; as recorded, not checked against it."
        ),
        licence=_OF_MOVES,
        first="hold",
    ),
    Entry(
        name="us-north-korea-2017",
        title="The United States and North Korea, October 2017",
        description="A blogger's model of the day: twelve situations, and a strike that cannot be undone.",
        citation="Zach Jacobi, GMCR for Dummies, socratic-form-microscopy.com, 5 and 12 November 2017.",
        licence=_OF_MOVES,
        first="hold",
    ),
)
"""Every shipped case, the one to read first at the top."""

TEMPLATES = (
    Entry(
        name="wage",
        title="A wage or contract negotiation",
        description="Two sides, a quantity, a term and one more issue, with comments that say what to fill in.",
        citation="Détente; every number is a placeholder.",
    ),
    Entry(
        name="territory",
        title="A dispute over territory",
        description="Truce, control, recognition and guarantees, with dated sources, red lines and a proposal.",
        citation="Détente; every number is a placeholder.",
    ),
    Entry(
        name="blank",
        title="The smallest case",
        description="Two parties and two issues: the least that can be analysed.",
        citation="Détente; every number is a placeholder.",
    ),
)
"""Every template of ``detente new``."""
