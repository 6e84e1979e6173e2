"""Files as they come out of a bad copy."""

from __future__ import annotations

from random import Random


def damaged(rng: Random, data: bytes) -> bytes:
    """Return bytes with a few of them changed, cut out, doubled, or put elsewhere."""
    for _ in range(rng.randint(1, 4)):
        at, length = rng.randrange(len(data) + 1), rng.choice((1, 1, 2, 5, 30))
        piece = data[at : at + length]
        match rng.randrange(5):
            case 0:
                data = data[:at] + data[at + length :]
            case 1:
                data = data[:at] + piece + data[at:]
            case 2:
                data = data[:at] + bytes(rng.randrange(256) for _ in range(min(length, 3))) + data[at + 1 :]
            case 3:
                data = data[:at] + rng.choice((b"-1", b"1e9", b"nan", b'""', b"{}", b"null", b"<", b"\x00")) + data[at:]
            case _:
                data = data[:at] + data[at + length :] + piece
    return data
