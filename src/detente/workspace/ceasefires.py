"""Asking whether the ceasefire of a case would hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from detente import catalog
from detente.analyses import analyse_deal
from detente.analyses.ceasefire import analyse_ceasefire
from detente.case import Case
from detente.ensemble import Draws
from detente.io import CaseFile
from detente.results import CeasefireOutlook
from detente.workspace.naming import STATUS_QUO, named_package, terms_of

__all__ = ["ceasefire_of"]


def ceasefire_of(opened: CaseFile, draws: Draws, package: str | None = None) -> CeasefireOutlook | None:
    """Return whether the ceasefire of a case would hold; ``None`` where the case tells of none.

    Parameters
    ----------
    opened
        The case.
    draws
        The draws of its ranges; their number may be 0.
    package
        The package whose terms are meant, as `named_package` takes it; a proposal may leave issues open on which the
        ceasefire does not depend, and terms by themselves are laid over the package that the case names. ``None``:
        that package itself.

    Raises
    ------
    CaseError, UsageError
        If there is no such package, or it leaves open an issue on which the ceasefire depends.
    """
    # Nothing but the back-test may know what came about.
    case = replace(opened.case, outcome=None)
    if case.ceasefire is None:
        return None
    return analyse_ceasefire(
        case,
        catalog.past_ceasefires(),
        draws,
        package=None if package is None else _terms(case, package),
        asked="" if package is None else _called(case, package),
        log=opened.incidents,
    )


def _own(case: Case) -> Mapping[str, str]:
    """Return the terms that the ceasefire of a case names."""
    named = "" if case.ceasefire is None else case.ceasefire.package
    return case.proposals[named].package if isinstance(named, str) and named else named or {}


def _called(case: Case, name: str) -> str:
    """Return what a package is called: terms are laid over the package that the case names."""
    own = "" if case.ceasefire is None else case.ceasefire.package
    return f"{own}, with {name}" if "=" in name and own and isinstance(own, str) else name


def _terms(case: Case, name: str) -> Mapping[str, str]:
    """Return the terms of a package; the deal is worked out only where its name can mean nothing without that."""
    if name in case.proposals:
        return case.proposals[name].package
    if name == STATUS_QUO:
        return {}
    if "=" in name:
        return {**_own(case), **terms_of(case, name)}
    return named_package(case, analyse_deal(case), name).package
