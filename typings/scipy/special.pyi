import numpy as np
from numpy.typing import NDArray

def betaincinv(a: float, b: float, y: NDArray[np.float64]) -> NDArray[np.float64]: ...
