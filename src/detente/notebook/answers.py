"""The answers for a case: whether there is a deal, and how far that holds over draws of its ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from detente.errors import UsageError
from detente.io import CaseFile
from detente.io.uncertain import candidate_document
from detente.notebook.chart import Chart
from detente.notebook.shown import Shown, without_commands
from detente.notebook.tables import PackageTable, Records, flat
from detente.report import brief, full
from detente.report.document import Document
from detente.results import Analysis, Conflict, Deal, ProposalResult, Stake, Uncertainty, ZeroSumness
from detente.workspace import DEFAULT_DRAWS, analyse, document_of, open_case, write_report

__all__ = ["DealAnswer", "DrawsAnswer", "deal", "draws"]

_SCALES = "It compares or adds points of different sides: read it only where the scales are comparable."


@dataclass(frozen=True, slots=True, repr=False)
class _Answer(Shown):
    """An analysis of a case.

    Parameters
    ----------
    opened
        The case.
    analysis
        Its results, as `analyse` returns them.
    """

    opened: CaseFile
    analysis: Analysis

    def to_dict(self) -> dict[str, Any]:
        """Return what `detente analyse --json` prints."""
        return document_of(self.analysis)

    def document(self) -> Document:
        """Return the brief: one screen."""
        return without_commands(brief(self.opened.case, self.analysis, ""))

    def everything(self) -> Document:
        """Return all efficient packages, solutions and proposals in words."""
        return without_commands(full(self.opened.case, self.analysis, ""))

    def report(self, file: str | Path) -> Path:
        """Write the report, one web page with charts, and return its path; an earlier report there is replaced.

        Raises
        ------
        UsageError
            If the file is not named as a web page, or is one that Détente did not make.
        OSError
            If it cannot be written.
        """
        return write_report(self.opened, self.analysis, file)


class DealAnswer(_Answer):
    """Whether there is a deal at the central values, under the names of the JSON document.

    Lists of packages are tables: `rows`, `to_frame`, and outcomes by position.
    """

    __slots__ = ()

    @property
    def result(self) -> Deal:
        """Return the result itself, with exact fractions."""
        return self.analysis.deal

    @property
    def zopa(self) -> bool:
        """Return whether there is a package that every consenting party prefers to no deal."""
        return self.result.zopa

    @property
    def exact(self) -> bool:
        """Return whether nothing was thinned out."""
        return self.result.exact

    @property
    def consenting(self) -> tuple[str, ...]:
        """Return the parties whose consent is needed."""
        return self.result.consenting

    @property
    def no_deal(self) -> Mapping[str, Fraction]:
        """Return what no deal is worth to each party."""
        return self.result.no_deal

    @property
    def ideal(self) -> Mapping[str, Fraction]:
        """Return each counted party's best among the feasible packages."""
        return self.result.ideal

    @property
    def opposition(self) -> float | None:
        """Return how far from everybody's best the nearest package is."""
        return self.result.opposition

    @property
    def zero_sumness(self) -> ZeroSumness:
        """Return how far one side's gain is the other's loss."""
        return self.result.zero_sumness

    @property
    def frontier(self) -> PackageTable:
        """Return the efficient packages among the feasible ones."""
        return PackageTable("efficient packages", self.opened.case, self.result.frontier.points)

    @property
    def acceptable_frontier(self) -> PackageTable:
        """Return the efficient packages among the acceptable ones."""
        points = self.result.acceptable_frontier.points
        return PackageTable("efficient acceptable packages", self.opened.case, points)

    @property
    def nash(self) -> PackageTable:
        """Return the Nash solution, with all ties."""
        return PackageTable("Nash solution", self.opened.case, self.result.solutions.nash)

    @property
    def kalai_smorodinsky(self) -> PackageTable:
        """Return the Kalai-Smorodinsky solution, with all ties."""
        found = self.result.solutions.kalai_smorodinsky
        return PackageTable("Kalai-Smorodinsky solution", self.opened.case, found)

    @property
    def egalitarian(self) -> PackageTable:
        """Return the egalitarian solution, with all ties; it compares points of different sides."""
        return PackageTable("egalitarian solution", self.opened.case, self.result.solutions.egalitarian, _SCALES)

    @property
    def utilitarian(self) -> PackageTable:
        """Return the utilitarian solution, with all ties; it adds points of different sides."""
        return PackageTable("utilitarian solution", self.opened.case, self.result.solutions.utilitarian, _SCALES)

    @property
    def discussed(self) -> PackageTable:
        """Return the packages worth discussing: A, B and C."""
        outcomes = [package.outcome for package in self.result.discussed]
        return PackageTable("packages worth discussing", self.opened.case, outcomes)

    @property
    def proposals(self) -> Mapping[str, ProposalResult]:
        """Return what each proposal means."""
        return self.result.proposals

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what cannot hold together where there is no deal."""
        return self.result.conflicts

    @property
    def stakes(self) -> Mapping[str, Mapping[str, Stake]]:
        """Return what each issue is worth to each party."""
        return self.result.stakes

    def chart(self, one: str = "", other: str = "") -> Chart:
        """Return the deal space of two sides.

        Parameters
        ----------
        one, other
            Counted parties, across and up; the first two by default.

        Raises
        ------
        UsageError
            If there are no two such parties, or nothing to draw.
        """
        counted = self.result.counted
        sides = [party for party in (one, other) if party]
        sides += [party for party in counted if party not in sides][: 2 - len(sides)]
        if len(set(sides)) != 2 or any(party not in counted for party in sides):
            raise UsageError(f"A chart takes two different parties of: {', '.join(counted)}.")
        if not self.result.frontier.points:
            raise UsageError("The rules exclude every package, so there is nothing to draw.")
        # Only here: what draws takes time to load.
        from detente.report.chart import deal_picture  # noqa: PLC0415

        return Chart(deal_picture(self.analysis, *sides))

    def __repr__(self) -> str:
        found = self.result
        if not found.zopa:
            return f"<deal {self.analysis.title!r}: no zone of possible agreement>"
        size = found.acceptable_frontier.size
        return f"<deal {self.analysis.title!r}: zone of possible agreement, {size} efficient acceptable outcomes>"


class DrawsAnswer(_Answer):
    """How far the answer holds over draws of the ranges; shares describe the ranges, not the world."""

    __slots__ = ()

    @property
    def result(self) -> Uncertainty:
        """Return the result itself."""
        if self.analysis.uncertainty is None:
            raise UsageError("There are no draws in this answer.")
        return self.analysis.uncertainty

    @property
    def deal(self) -> DealAnswer:
        """Return the answer at the central values."""
        return DealAnswer(self.opened, self.analysis)

    @property
    def zopa_share(self) -> float:
        """Return in which share of the draws a zone of possible agreement exists."""
        return self.result.zopa_share

    @property
    def packages(self) -> Records:
        """Return the packages that are acceptable in most draws, then proposals and those worth discussing."""
        rows = [flat(candidate_document(each)) for each in self.result.packages]
        return Records("packages over draws", rows, "Shares of draws describe your ranges, not the world.")

    @property
    def influences(self) -> Records:
        """Return which numbers matter most."""
        return Records("what matters", [flat(asdict(each)) for each in self.result.influences])

    def __repr__(self) -> str:
        found = self.result
        return f"<draws {self.analysis.title!r}: a zone in {found.zopa_draws} of {found.draws} draws of the ranges>"


def deal(
    case: str | Path | CaseFile,
    *,
    count: Sequence[str] = (),
    table: str | None = None,
    stage: str | None = None,
) -> DealAnswer:
    """Return whether there is a deal at the central values of a case, which packages are efficient, which fair.

    Parameters
    ----------
    case
        A case as `read` returns it, a file, a folder, or a name in the catalogue.
    count
        Mediators whose points are objectives too.
    table, stage
        As for `analyse`: what those at one table of the case can settle, the first or the final stage alone.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `analyse`.

    Examples
    --------
    >>> found = deal("wage-talks")
    >>> found
    <deal 'Wage talks': zone of possible agreement, 79 efficient acceptable outcomes>
    >>> found.nash[0].package["term"]
    'two years'
    """
    opened = case if isinstance(case, CaseFile) else open_case(case)
    return DealAnswer(opened, analyse(opened, count=count, draws=0, table=table, stage=stage))


def draws(
    case: str | Path | CaseFile,
    *,
    draws: int = DEFAULT_DRAWS,
    seed: int = 0,
    count: Sequence[str] = (),
    table: str | None = None,
    stage: str | None = None,
    workers: int | None = 1,
) -> DrawsAnswer:
    """Return how far the answer for a case holds over draws of its ranges.

    Parameters
    ----------
    case, count, table, stage
        As for `deal`.
    draws, seed
        How many draws, at least 1, and their seed: the same seed gives the same answer.
    workers
        As for `analyse`.

    Raises
    ------
    CaseError, LimitError, UsageError
        As for `analyse`.

    Examples
    --------
    >>> draws("wage-talks", draws=50)
    <draws 'Wage talks': a zone in 50 of 50 draws of the ranges>
    """
    if draws < 1:
        raise UsageError(f"The number of draws is {draws:,}. Take at least 1; `deal` makes none.")
    opened = case if isinstance(case, CaseFile) else open_case(case)
    analysis = analyse(opened, count=count, draws=draws, seed=seed, table=table, stage=stage, workers=workers)
    return DrawsAnswer(opened, analysis)
