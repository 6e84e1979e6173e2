"""Ctrl-C while workers are being started is not lost."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import active_children
from typing import Any

import pytest

from detente.ensemble import Crew, blocks_of, over_blocks


def size_of(block: slice) -> int:
    return block.stop - block.start


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_ctrl_c_while_workers_start_is_delivered_and_leaves_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    submit = ProcessPoolExecutor.submit

    def interrupted(pool: ProcessPoolExecutor, *arguments: Any) -> Any:
        future = submit(pool, *arguments)
        os.kill(os.getpid(), signal.SIGINT)
        return future

    monkeypatch.setattr(ProcessPoolExecutor, "submit", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(over_blocks(size_of, blocks_of(6, 2), Crew(2)))
    finally:
        signal.signal(signal.SIGINT, before)
    assert active_children() == []
