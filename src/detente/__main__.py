"""``python -m detente``: the same as the program ``detente``."""

import sys

from detente.cli import main

if __name__ == "__main__":
    sys.exit(main())
