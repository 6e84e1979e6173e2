"""Cases and answers for notebooks and scripts: what they hold under the names of the JSON document, shown as tables."""

from detente.notebook.answers import DealAnswer, DrawsAnswer, deal, draws
from detente.notebook.chart import Chart
from detente.notebook.compared import ComparisonAnswer, compare
from detente.notebook.differing import DifferenceAnswer, diff
from detente.notebook.holding import HoldAnswer, hold
from detente.notebook.opened import OpenCase, read
from detente.notebook.tables import PackageTable, Records

__all__ = [
    "Chart",
    "ComparisonAnswer",
    "DealAnswer",
    "DifferenceAnswer",
    "DrawsAnswer",
    "HoldAnswer",
    "OpenCase",
    "PackageTable",
    "Records",
    "compare",
    "deal",
    "diff",
    "draws",
    "hold",
    "read",
]
