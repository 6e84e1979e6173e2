import numpy as np
from numpy.typing import NDArray

def expm(A: NDArray[np.float64]) -> NDArray[np.float64]: ...
