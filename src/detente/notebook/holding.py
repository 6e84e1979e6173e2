"""Which situations would hold, as it shows itself in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.errors import UsageError
from detente.io import CaseFile
from detente.notebook.chart import Chart
from detente.notebook.shown import Shown, without_commands
from detente.report import holding
from detente.report.document import Document
from detente.results import CeasefireOutlook, Held, Holding
from detente.workspace import hold as held
from detente.workspace import hold_document_of, open_case, write_hold_report
from detente.workspace.hold import RULES

__all__ = ["HoldAnswer", "hold"]


@dataclass(frozen=True, slots=True, repr=False)
class HoldAnswer(Shown):
    """Which situations would hold: prints as the command does.

    Parameters
    ----------
    opened
        The case.
    found
        The answer.
    options
        What `detente hold` would be told beside the case for this answer; its page tells how it is made again.
    """

    opened: CaseFile
    found: Held
    options: tuple[str, ...] = ()

    @property
    def result(self) -> Holding:
        """Return what is said of situations itself, with all its fields.

        Raises
        ------
        UsageError
            If the case has no moves.
        """
        return self.found.moves

    @property
    def ceasefire(self) -> CeasefireOutlook | None:
        """Return whether the ceasefire would hold, with all its fields; ``None`` for a case without one."""
        return self.found.ceasefire

    @property
    def equilibria(self) -> Mapping[str, tuple[str, ...]]:
        """Return per concept the ids of the situations that nobody would move away from."""
        return self.result.equilibria

    def to_dict(self) -> dict[str, Any]:
        """Return what `detente hold --json` prints."""
        return hold_document_of(self.found)

    def document(self) -> Document:
        """Return it in words."""
        return without_commands(holding(self.found, ""))

    def everything(self) -> Document:
        """Return all that the answer holds in words."""
        return without_commands(holding(self.found, "", everything=True))

    def chart(self) -> Chart:
        """Return situations and the moves between them as a picture.

        Raises
        ------
        UsageError
            If the answer holds none, or the case has no moves.
        """
        # Only here: what draws takes time to load.
        from detente.report.chart import hold_picture  # noqa: PLC0415

        picture = hold_picture(self.found)
        if picture is None:
            raise UsageError("This answer holds no situations to draw.")
        return Chart(picture)

    def report(self, file: str | Path) -> Path:
        """Write it to one web page with pictures, and return its path; an earlier report there is replaced.

        Raises
        ------
        UsageError
            If the file is not named as a web page, or is one that Détente did not make.
        OSError
            If it cannot be written.
        """
        return write_hold_report(self.opened, self.found, file, self.options)

    def __repr__(self) -> str:
        return f"<hold {self.found.title!r}: {'; '.join(self._said())}>"

    def _said(self) -> Iterator[str]:
        if self.found.holding is not None:
            resting = len({key for own in self.equilibria.values() for key in own})
            yield f"{resting} of {self.result.states} situations, under one concept or more"
        if self.ceasefire is not None:
            days = self.ceasefire.days_in_force.central
            yield f"a ceasefire, in force for {days:.0f} of {self.ceasefire.horizon} days"


def hold(  # noqa: PLR0913 - one for each thing that can be asked for
    case: str | Path | CaseFile,
    concepts: Sequence[str] = (),
    *,
    rule: str = RULES[0],
    blocs: Sequence[str] = (),
    horizon: int | None = None,
    target: str | None = None,
    package: str | None = None,
    draws: int | None = None,
    seed: int = 0,
) -> HoldAnswer:
    """Return which situations would hold, and who would move away from the others; and whether a ceasefire would.

    Parameters
    ----------
    case
        A case as `read` returns it, a file, a folder, or a name in the catalogue.
    concepts, rule, blocs, horizon, target, package, draws, seed
        As the options of `detente hold`: `package` is the one on whose terms the ceasefire is asked about, by its name
        or as ``issue=option,issue=option``.

    Raises
    ------
    CaseError, LimitError, UsageError
        If the case is at fault, has neither `moves` nor `ceasefire` or too many situations, or does not allow what is
        asked; also if there is no such package.

    Examples
    --------
    >>> found = hold("cuba-1962", ["nash", "seq"])
    >>> found
    <hold 'The Cuban missile crisis, 1962': 2 of 12 situations, under one concept or more>
    >>> found.equilibria["seq"]
    ('4', '6')
    """
    opened = case if isinstance(case, CaseFile) else open_case(case)
    found = held(
        opened,
        concepts,
        rule=rule,
        blocs=blocs,
        horizon=horizon,
        target=target,
        package=package,
        draws=draws,
        seed=seed,
    )
    asked = (
        *(("--concept", name) for name in concepts),
        ("--rule", None if rule == RULES[0] else rule),
        *(("--bloc", names) for names in blocs),
        ("--horizon", horizon),
        ("--target", target),
        ("--package", package),
        ("--draws", draws),
        ("--seed", seed or None),
    )
    typed = tuple(word for option, value in asked if value is not None for word in (option, str(value)))
    return HoldAnswer(opened, found, typed)
