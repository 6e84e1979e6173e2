"""Feed damaged case files to the reader: `python tests/fuzz/fuzz.py --count 100000 --seed 0 --jobs 2`.

`--only NUMBER` writes one input to standard output and reads it here, to see what went wrong with it.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

# Run as a script, this folder stands first on the path, where this file would hide the package it belongs to.
sys.path[0] = str(Path(__file__).parents[1])

from fuzz.harness import feed, make_input, run  # noqa: E402  # found by the line above


def main() -> int:
    parser = argparse.ArgumentParser(description="Feed damaged case files to the reader.")
    parser.add_argument("--count", type=int, default=2_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=0, help="which inputs")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="show and read a single input")
    arguments = parser.parse_args()
    if arguments.only is not None:
        data = make_input(arguments.seed, arguments.only)
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        print("\n" + ", ".join(feed(data, analyse=True)), file=sys.stderr)
        return 0
    began = time.perf_counter()
    tally = run(arguments.count, arguments.seed, arguments.jobs)
    seconds = time.perf_counter() - began
    for failure in tally.failures[:20]:
        print(failure)
    print(f"{tally.line()}; seed {arguments.seed}; {seconds:.0f} s, {arguments.count / seconds:.0f} inputs/s")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
