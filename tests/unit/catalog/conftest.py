"""A shipped case, its answer, and its back-test, for the module that names the case as `CASE`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from detente import catalog
from detente.analyses import analyse_back_test, analyse_deal
from detente.case import Case
from detente.io import read_case
from detente.results import BackTest, Deal


@pytest.fixture(scope="module")
def case(request: pytest.FixtureRequest) -> Case:
    """Return the case with what came about since."""
    with catalog.path(cast("Any", request).module.CASE) as file:
        return read_case(file).case


@pytest.fixture(scope="module")
def deal(case: Case) -> Deal:
    """Return the answer of its own day, which knows nothing of what came about."""
    return analyse_deal(replace(case, outcome=None))


@pytest.fixture(scope="module")
def back_test(case: Case, deal: Deal) -> BackTest:
    """Return what came about beside that answer."""
    found = analyse_back_test(case, deal)
    assert found is not None
    return found
