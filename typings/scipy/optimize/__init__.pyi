from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import ArrayLike

class Bounds:
    def __init__(self, lb: ArrayLike = ..., ub: ArrayLike = ...) -> None: ...

class LinearConstraint:
    def __init__(self, A: Any, lb: ArrayLike = ..., ub: ArrayLike = ...) -> None: ...

def linprog(
    c: ArrayLike,
    A_ub: ArrayLike | None = None,
    b_ub: ArrayLike | None = None,
    A_eq: ArrayLike | None = None,
    b_eq: ArrayLike | None = None,
    bounds: ArrayLike = ...,
) -> Any: ...
def milp(
    c: ArrayLike,
    *,
    integrality: ArrayLike | None = None,
    bounds: Bounds | None = None,
    constraints: LinearConstraint | Sequence[LinearConstraint] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Any: ...
