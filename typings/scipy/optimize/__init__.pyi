from typing import Any

from numpy.typing import ArrayLike

def linprog(
    c: ArrayLike,
    A_ub: ArrayLike | None = None,
    b_ub: ArrayLike | None = None,
    A_eq: ArrayLike | None = None,
    b_eq: ArrayLike | None = None,
    bounds: ArrayLike = ...,
) -> Any: ...
